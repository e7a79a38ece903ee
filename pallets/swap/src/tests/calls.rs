//! The dispatchables.

use super::mock::*;
use crate::{Error, Event, FeeRate, PositionId, TickIndex};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{AccountId32, DispatchError};

#[test]
fn root_sets_the_fee_rate() {
    run(|| {
        assert_eq!(FeeRate::<Test>::get(DYNAMIC), 33);
        assert_ok!(Swap::set_fee_rate(RuntimeOrigin::root(), DYNAMIC, 500));
        assert_eq!(FeeRate::<Test>::get(DYNAMIC), 500);
        System::assert_last_event(
            Event::FeeRateSet {
                netuid: DYNAMIC,
                rate: 500,
            }
            .into(),
        );
        assert_ok!(Swap::set_fee_rate(RuntimeOrigin::root(), DYNAMIC, 10_000));
    });
}

#[test]
fn a_fee_rate_is_refused() {
    // Spec T18 and §8.3.
    run(|| {
        let signed = RuntimeOrigin::signed(AccountId32::new([1; 32]));
        let root = RuntimeOrigin::root;
        assert_noop!(
            Swap::set_fee_rate(signed, DYNAMIC, 500),
            DispatchError::BadOrigin
        );
        assert_noop!(
            Swap::set_fee_rate(root(), DYNAMIC, 10_001),
            Error::<Test>::FeeRateTooHigh
        );
        assert_noop!(
            Swap::set_fee_rate(root(), MISSING, 10_001),
            Error::<Test>::MechanismDoesNotExist
        );
    });
}

#[test]
fn liquidity_calls_are_deprecated_for_everyone() {
    // Spec T19.
    run(|| {
        let hotkey = AccountId32::new([2; 32]);
        for origin in [
            RuntimeOrigin::root(),
            RuntimeOrigin::none(),
            RuntimeOrigin::signed(hotkey.clone()),
        ] {
            let (low, high) = (TickIndex::new(-5), TickIndex::new(5));
            let position = PositionId::new(7);
            assert_noop!(
                Swap::add_liquidity(origin.clone(), hotkey.clone(), DYNAMIC, low, high, 1),
                Error::<Test>::Deprecated
            );
            assert_noop!(
                Swap::remove_liquidity(origin.clone(), hotkey.clone(), DYNAMIC, position),
                Error::<Test>::Deprecated
            );
            assert_noop!(
                Swap::modify_position(origin.clone(), hotkey.clone(), DYNAMIC, position, -1),
                Error::<Test>::Deprecated
            );
            assert_noop!(
                Swap::toggle_user_liquidity(origin.clone(), DYNAMIC, true),
                Error::<Test>::Deprecated
            );
            assert_noop!(Swap::disable_lp(origin), Error::<Test>::Deprecated);
        }
    });
}
