//! Prices, fees and conversions.

use super::mock::*;
use crate::{FeeRate, SwapBalancer};
use sp_runtime::Perquintill;
use substrate_fixed::types::U64F64;
use subtensor_math::amm::Balancer;
use subtensor_types::AlphaBalance;

#[test]
fn the_price_is_the_pools_or_one() {
    // Spec §1.2, T21.
    run(|| {
        let pool = reserves(1_000_000_000_000, 1_000_000_000_000);
        let weights = Balancer::new(Perquintill::from_percent(40));
        SwapBalancer::<Test>::insert(DYNAMIC, weights);
        assert_eq!(
            Swap::current_alpha_price(DYNAMIC, pool),
            U64F64::from_num(1.5)
        );
        assert_eq!(Swap::current_alpha_price(DYNAMIC, reserves(1, 0)), 0);
        for netuid in [STABLE, MISSING] {
            assert_eq!(Swap::current_alpha_price(netuid, reserves(7, 0)), 1);
        }
    });
}

#[test]
fn the_fee_applies_to_pools_only() {
    // Spec T1, §1.5.
    run(|| {
        assert_eq!(Swap::approx_fee_amount(DYNAMIC, 2_000_000), 1_007);
        assert_eq!(Swap::approx_fee_amount(STABLE, 2_000_000), 0);
        FeeRate::<Test>::insert(DYNAMIC, 10_000);
        // ⌊2e6 · 10000/65535⌋ = ⌊305 180.438…⌋.
        assert_eq!(Swap::approx_fee_amount(DYNAMIC, 2_000_000), 305_180);
    });
}

#[test]
fn tao_converts_at_the_price() {
    // Spec §1.10.
    run(|| {
        let cheap = reserves(1_000_000_000, 4_000_000_000);
        let convert =
            |netuid, pool, tao: u64| Swap::get_alpha_amount_for_tao(netuid, pool, tao.into());
        assert_eq!(convert(DYNAMIC, cheap, 10), AlphaBalance::new(40));
        assert_eq!(convert(DYNAMIC, reserves(0, 5), 10), AlphaBalance::ZERO);
        assert_eq!(convert(STABLE, cheap, 10), AlphaBalance::new(10));
    });
}
