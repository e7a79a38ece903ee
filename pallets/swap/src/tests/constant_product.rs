//! The plain pool: weights that never move.

use super::mock::*;
use crate::{Balancer, FeeRate, PalSwapInitialized, PoolKind, Reserves, SwapBalancer};
use codec::Encode;
use frame_support::{assert_ok, assert_storage_noop};
use sp_runtime::Perquintill;
use substrate_fixed::types::U64F64;
use subtensor_math::amm::PoolKind as Kind;
use subtensor_types::{AlphaBalance, TaoBalance};

const TRILLION: u64 = 1_000_000_000_000;

/// Runs a test on a chain whose pools are constant products.
fn run_plain(test: impl FnOnce()) {
    run(|| {
        PoolKind::<Test>::put(Kind::ConstantProduct);
        test();
    });
}

fn price(pool: Reserves) -> U64F64 {
    Swap::current_alpha_price(DYNAMIC, pool)
}

#[test]
fn balancers_are_the_default() {
    run(|| {
        assert_eq!(PoolKind::<Test>::get(), Kind::Balancer);
        assert!(!PoolKind::<Test>::exists());
        assert_eq!(Kind::Balancer.encode(), [0]);
        assert_eq!(Kind::ConstantProduct.encode(), [1]);
    });
}

#[test]
fn injection_goes_in_as_given() {
    // A balancer refuses this one (spec T34) and moves its weights for the other
    // (T32).
    run_plain(|| {
        for (pool, tao, alpha) in [
            (reserves(1_000_000_000, 1_000_000_000), TRILLION, 0),
            (
                reserves(TRILLION, 4 * TRILLION),
                1_000_000_000,
                1_000_000_000,
            ),
            (reserves(0, 0), 1, 2),
        ] {
            let given = (TaoBalance::new(tao), AlphaBalance::new(alpha));
            assert_storage_noop!(assert_eq!(
                Swap::adjust_protocol_liquidity(DYNAMIC, pool, given.0, given.1),
                given
            ));
        }
    });
}

#[test]
fn swap_pays_the_closed_formula_after_the_fee() {
    run_plain(|| {
        let pool = reserves(TRILLION, 4 * TRILLION);
        for rate in [0, 33, 10_000] {
            FeeRate::<Test>::insert(DYNAMIC, rate);
            for amount in [2_000, 1_000_000_000, 999_999_999_999] {
                let fee = Swap::approx_fee_amount(DYNAMIC, amount);
                let net = u128::from(amount - fee);
                let bought = Swap::swap_tao_for_alpha(
                    DYNAMIC,
                    pool,
                    amount.into(),
                    Swap::max_price(),
                    false,
                    false,
                )
                .unwrap();
                assert_eq!(bought.fee_paid.to_u64(), fee);
                assert_eq!(bought.fee_to_block_author, bought.fee_paid);
                assert_eq!(u128::from(bought.amount_paid_in.to_u64()), net);
                let formula = 4 * u128::from(TRILLION) * net / (u128::from(TRILLION) + net);
                assert_eq!(u128::from(bought.amount_paid_out.to_u64()), formula);

                let sold = Swap::swap_alpha_for_tao(
                    DYNAMIC,
                    pool,
                    amount.into(),
                    Swap::min_price(),
                    false,
                    false,
                )
                .unwrap();
                assert_eq!(sold.fee_paid.to_u64(), fee);
                let formula = u128::from(TRILLION) * net / (4 * u128::from(TRILLION) + net);
                assert_eq!(u128::from(sold.amount_paid_out.to_u64()), formula);
            }
        }
    });
}

#[test]
fn price_is_the_ratio_of_the_reserves_whatever_the_weights() {
    run_plain(|| {
        SwapBalancer::<Test>::insert(DYNAMIC, Balancer::new(Perquintill::from_percent(40)));
        PalSwapInitialized::<Test>::insert(DYNAMIC, true);
        let pool = reserves(TRILLION, TRILLION);
        assert_eq!(price(pool), U64F64::from_num(1));
        // Twice the TAO, half the alpha: four times the price.
        let bought = Swap::swap_tao_for_alpha(
            DYNAMIC,
            pool,
            TRILLION.into(),
            Swap::max_price(),
            true,
            false,
        )
        .unwrap();
        assert_eq!(bought.amount_paid_out.to_u64(), TRILLION / 2);
        assert_eq!(
            price(reserves(2 * TRILLION, TRILLION / 2)),
            U64F64::from_num(4)
        );
        // The stored weights wait for the other kind.
        PoolKind::<Test>::put(Kind::Balancer);
        assert_eq!(price(pool), U64F64::from_num(1.5));
    });
}

#[test]
fn pool_starts_with_weights_of_one_half_whatever_the_price() {
    run_plain(|| {
        // A balancer finds this price out of balance (spec §1.9).
        let pool = reserves(1_000, 1_000);
        assert_ok!(Swap::maybe_initialize_palswap(
            DYNAMIC,
            pool,
            Some(U64F64::from_num(100))
        ));
        assert_eq!(SwapBalancer::<Test>::get(DYNAMIC), Balancer::EQUAL);
        assert!(PalSwapInitialized::<Test>::get(DYNAMIC));
    });
}

#[test]
fn networks_without_a_pool_still_exchange_one_to_one() {
    run_plain(|| {
        let swap = Swap::swap_tao_for_alpha(
            STABLE,
            reserves(0, 0),
            7.into(),
            Swap::max_price(),
            false,
            false,
        )
        .unwrap();
        assert_eq!(swap.amount_paid_out, AlphaBalance::new(7));
        assert_eq!(Swap::current_alpha_price(STABLE, reserves(5, 1)), 1);
    });
}
