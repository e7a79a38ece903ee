//! Takes of delegates.

use super::mock::*;
use crate::{Delegates, MaxDelegateTake};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{LastRateLimitedBlock, RateLimitKey, TxDelegateTakeRateLimit};
use sp_runtime::DispatchResult;

/// Blocks between two increases (spec §8.1).
const LIMIT: u64 = 216_000;

fn increase(take: u16) -> DispatchResult {
    call(|| Staking::do_increase_take(&cold(), &hot(), take))
}

fn decrease(take: u16) -> DispatchResult {
    call(|| Staking::do_decrease_take(&cold(), &hot(), take))
}

#[test]
fn a_take_goes_up_and_down() {
    // Spec §4.7.
    run(|| {
        Delegates::<Test>::insert(hot(), 6_000);
        assert_ok!(increase(7_000));
        assert_eq!(Delegates::<Test>::get(hot()), 7_000);
        assert_ok!(decrease(5_898));
        assert_eq!(Delegates::<Test>::get(hot()), 5_898);
        assert_eq!(
            events(),
            vec![
                Event::TakeIncreased(cold(), hot(), 7_000),
                Event::TakeDecreased(cold(), hot(), 5_898)
            ]
        );
    });
}

#[test]
fn a_hotkey_without_a_take_can_get_any() {
    // Spec §4.7: the comparison is only with an entry, not with its default.
    run(|| {
        assert_eq!(Delegates::<Test>::get(hot()), 11_796);
        assert_ok!(increase(6_000));
        Delegates::<Test>::remove(hot());
        assert_ok!(decrease(11_796));
        assert!(Delegates::<Test>::contains_key(hot()));
    });
}

#[test]
fn a_take_must_move_in_the_calls_direction() {
    // Spec T119: both ways the error is the same.
    run(|| {
        Delegates::<Test>::insert(hot(), 6_000);
        assert_noop!(increase(6_000), Error::DelegateTakeTooLow);
        assert_noop!(increase(5_999), Error::DelegateTakeTooLow);
        assert_noop!(decrease(6_000), Error::DelegateTakeTooLow);
        assert_noop!(decrease(6_001), Error::DelegateTakeTooLow);
    });
}

#[test]
fn a_take_lies_between_the_bounds() {
    // Spec T119; the bounds come before the keys.
    run(|| {
        for change in [increase, decrease] {
            assert_noop!(change(5_897), Error::DelegateTakeTooLow);
            assert_noop!(change(11_797), Error::DelegateTakeTooHigh);
        }
        assert_noop!(
            call(|| Staking::do_increase_take(&stranger(), &account(51), 11_797)),
            Error::DelegateTakeTooHigh
        );
        MaxDelegateTake::<Test>::put(20_000);
        assert_ok!(increase(20_000));
    });
}

#[test]
fn only_the_owner_sets_a_take() {
    run(|| {
        for change in [Staking::do_increase_take, Staking::do_decrease_take] {
            assert_noop!(
                call(|| change(&cold(), &account(51), 6_000)),
                Error::HotKeyAccountNotExists
            );
            assert_noop!(
                call(|| change(&other_cold(), &hot(), 6_000)),
                Error::NonAssociatedColdKey
            );
        }
    });
}

#[test]
fn increases_are_rate_limited() {
    // Spec T119 and §4.7: `now - last ≤ 216 000` is too early.
    run(|| {
        Delegates::<Test>::insert(hot(), 6_000);
        System::set_block_number(10);
        assert_ok!(increase(6_001));
        for now in [10, 11, 10 + LIMIT] {
            System::set_block_number(now);
            assert_noop!(increase(6_002), Error::DelegateTxRateLimitExceeded);
        }
        // The direction is checked first.
        assert_noop!(increase(6_001), Error::DelegateTakeTooLow);
        System::set_block_number(11 + LIMIT);
        assert_ok!(increase(6_002));
    });
}

#[test]
fn without_a_limit_increases_do_not_wait() {
    run(|| {
        TxDelegateTakeRateLimit::<Test>::put(0);
        Delegates::<Test>::insert(hot(), 6_000);
        assert_ok!(increase(6_001));
        assert_ok!(increase(6_002));
    });
}

#[test]
fn a_decrease_restarts_the_wait() {
    run(|| {
        Delegates::<Test>::insert(hot(), 6_000);
        System::set_block_number(10);
        assert_ok!(decrease(5_999));
        assert_ok!(decrease(5_998));
        assert_noop!(increase(6_000), Error::DelegateTxRateLimitExceeded);
        let key = RateLimitKey::LastTxBlockDelegateTake(hot());
        assert_eq!(LastRateLimitedBlock::<Test>::get(key), 10);
        // Another hotkey waits for itself.
        assert_ok!(call(|| Staking::do_increase_take(
            &other_cold(),
            &other_hot(),
            6_000
        )));
    });
}
