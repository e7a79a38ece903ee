//! Locks when keys are swapped.

use super::*;
use crate::{DecayingLock, LockingColdkeys};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use pallet_subnets::SubnetOwnerHotkey;

fn new() -> AccountId32 {
    account(70)
}

fn swap_coldkey() -> DispatchResult {
    call(|| Staking::swap_coldkey_locks(&cold(), &new()))
}

#[test]
fn locks_follow_a_hotkey() {
    run(|| {
        Staking::do_set_perpetual_lock(&stranger(), ONE, true);
        set_lock(&cold(), &hot(), state(5_000, 1_000));
        set_lock(&stranger(), &hot(), state(700, 70));
        set_lock(&other_cold(), &other_hot(), state(900, 90));
        Staking::swap_hotkey_locks(&hot(), &new(), ONE);
        assert_eq!(lock_of(&cold()), Some((new(), state(5_000, 1_000))));
        assert_eq!(lock_of(&stranger()), Some((new(), state(700, 70))));
        assert_eq!(lock_of(&other_cold()), Some((other_hot(), state(900, 90))));
        assert_eq!(sums(&hot()), [None, None]);
        assert_eq!(
            sums(&new()),
            [Some(state(700, 70)), Some(state(5_000, 1_000))]
        );
        assert_eq!(
            LockingColdkeys::<Test>::iter_prefix((ONE, hot())).count(),
            0
        );
    });
}

#[test]
fn locks_of_other_networks_stay() {
    run(|| {
        set_lock(&cold(), &hot(), state(5_000, 1_000));
        assert_storage_noop!(Staking::swap_hotkey_locks(&hot(), &new(), TWO));
        assert_storage_noop!(Staking::swap_hotkey_locks(&other_hot(), &new(), ONE));
    });
}

#[test]
fn locks_follow_an_owner_hotkey_as_the_owners() {
    run(|| {
        SubnetOwnerHotkey::<Test>::insert(ONE, hot());
        give_stake(&cold(), &hot(), ONE, 5_000);
        lock_stake(&cold(), &hot(), ONE, 5_000).unwrap();
        System::set_block_number(1 + RATE);
        Staking::swap_hotkey_locks(&hot(), &new(), ONE);
        let rolled = state_at(1_839, 1_839, 1 + RATE);
        assert_eq!(lock_of(&cold()), Some((new(), rolled)));
        assert_eq!(owner_sums(), [None, Some(rolled)]);
        assert_eq!(sums(&new()), [None, None]);
    });
}

#[test]
fn a_sum_of_the_new_hotkey_is_replaced() {
    // As on the main chain, though the lock that it was of stays.
    run(|| {
        own(&other_cold(), &new());
        set_lock(&cold(), &hot(), state(5_000, 1_000));
        set_lock(&other_cold(), &new(), state(900, 90));
        Staking::swap_hotkey_locks(&hot(), &new(), ONE);
        assert_eq!(sums(&new()), [None, Some(state(5_000, 1_000))]);
        assert_eq!(lock_of(&other_cold()), Some((new(), state(900, 90))));
    });
}

#[test]
fn locks_follow_a_coldkey_with_their_settings() {
    run(|| {
        Staking::do_set_perpetual_lock(&cold(), ONE, true);
        Staking::do_set_perpetual_lock(&cold(), TWO, true);
        set_lock(&cold(), &hot(), state(5_000, 1_000));
        give_stake(&cold(), &hot(), STABLE, 800);
        lock_stake(&cold(), &other_hot(), STABLE, 800).unwrap();
        Staking::do_set_reject_locked_alpha(&new(), false);
        assert_ok!(swap_coldkey());
        assert_eq!(lock_of(&cold()), None);
        assert_eq!(lock_of(&new()), Some((hot(), state(5_000, 1_000))));
        assert_eq!(sums(&hot()), [Some(state(5_000, 1_000)), None]);
        assert_eq!(
            Staking::lock_of(&new(), STABLE),
            Some((other_hot(), state(800, 0)))
        );
        for (netuid, decaying) in [(ONE, Some(false)), (TWO, Some(false)), (STABLE, None)] {
            assert_eq!(DecayingLock::<Test>::get(new(), netuid), decaying);
            assert_eq!(DecayingLock::<Test>::get(cold(), netuid), None);
        }
    });
}

#[test]
fn a_coldkey_that_refuses_locked_alpha_gets_none() {
    run(|| {
        set_lock(&cold(), &hot(), state(5_000, 1_000));
        assert_noop!(swap_coldkey(), Error::AccountRejectsLockedAlpha);
        // What has decayed to nothing is no locked alpha.
        System::set_block_number(1 + 41 * RATE);
        assert_ok!(swap_coldkey());
        assert_eq!(lock_of(&cold()), None);
        assert_eq!(lock_of(&new()), None);
    });
}

#[test]
fn a_coldkey_with_a_lock_cannot_take_over() {
    run(|| {
        set_lock(&new(), &other_hot(), state(700, 70));
        assert_noop!(swap_coldkey(), Error::ActiveLockExists);
        Staking::do_set_reject_locked_alpha(&new(), false);
        assert_noop!(swap_coldkey(), Error::ActiveLockExists);
        System::set_block_number(1 + 41 * RATE);
        assert_ok!(swap_coldkey());
    });
}
