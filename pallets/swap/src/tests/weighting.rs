//! How weights are set, moved and forgotten.

use super::mock::*;
use crate::{Balancer, Error, FeeRate, PalSwapInitialized, SwapBalancer};
use frame_support::{assert_err, assert_ok, assert_storage_noop};
use sp_runtime::Perquintill;
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, TaoBalance};

fn weights(parts: u64) -> Balancer {
    Balancer::new(Perquintill::from_parts(parts))
}

#[test]
fn an_injection_moves_the_weights() {
    // Spec T32; the flag is left alone (§1.9).
    run(|| {
        let pool = reserves(1_000_000_000_000, 4_000_000_000_000);
        let (tao, alpha) = (
            TaoBalance::new(1_000_000_000),
            AlphaBalance::new(1_000_000_000),
        );
        let injected = Swap::adjust_protocol_liquidity(DYNAMIC, pool, tao, alpha);
        assert_eq!(injected, (tao, alpha));
        assert_eq!(
            SwapBalancer::<Test>::get(DYNAMIC),
            weights(500_187_382_885_696_439)
        );
        assert!(!PalSwapInitialized::<Test>::get(DYNAMIC));
    });
}

#[test]
fn an_injection_that_unbalances_injects_nothing() {
    // Spec T34.
    run(|| {
        let pool = reserves(1_000_000_000, 1_000_000_000);
        assert_storage_noop!({
            let tao = TaoBalance::new(1_000_000_000_000);
            let injected = Swap::adjust_protocol_liquidity(DYNAMIC, pool, tao, AlphaBalance::ZERO);
            assert_eq!(injected, (TaoBalance::ZERO, AlphaBalance::ZERO));
        });
    });
}

#[test]
fn a_price_initialises_once() {
    // Spec T35.
    run(|| {
        let pool = reserves(1_000_000_000, 4_000_000_000);
        let fifth = U64F64::from_num(1).checked_div(5u64.into()).unwrap();
        assert_ok!(Swap::maybe_initialize_palswap(DYNAMIC, pool, Some(fifth)));
        assert_eq!(
            SwapBalancer::<Test>::get(DYNAMIC),
            weights(555_555_555_864_197_531)
        );
        assert!(PalSwapInitialized::<Test>::get(DYNAMIC));
        assert_storage_noop!(assert_ok!(Swap::maybe_initialize_palswap(
            DYNAMIC, pool, None
        )));
    });
}

#[test]
fn a_price_out_of_balance_initialises_nothing() {
    // Spec §1.9.
    run(|| {
        for (pool, price) in [(reserves(1_000, 1_000), 100u64), (reserves(0, 0), 1)] {
            assert_storage_noop!(assert_err!(
                Swap::maybe_initialize_palswap(DYNAMIC, pool, Some(price.into())),
                Error::<Test>::ReservesOutOfBalance
            ));
        }
    });
}

#[test]
fn clearing_forgets_everything() {
    // Spec §1.11.
    run(|| {
        let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
        FeeRate::<Test>::insert(DYNAMIC, 500);
        assert_ok!(Swap::maybe_initialize_palswap(
            DYNAMIC,
            reserves(0, 0),
            None
        ));
        Swap::clear_protocol_liquidity(DYNAMIC);
        let after = sp_io::storage::root(sp_runtime::StateVersion::V1);
        assert_eq!(before, after);
    });
}

#[test]
fn weights_out_of_bounds_are_an_inconsistent_state() {
    run(|| {
        SwapBalancer::<Test>::insert(DYNAMIC, weights(9_999_999_999_999_999));
        assert!(Swap::do_try_state().is_err());
        SwapBalancer::<Test>::remove(DYNAMIC);
    });
}
