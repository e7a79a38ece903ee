//! The four calls, and the owner's cut.

use super::*;
use crate::{AccountFlags, DecayingLock, LockingColdkeys};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use pallet_subnets::{OwnerCutAutoLockEnabled, SubnetOwner, SubnetOwnerHotkey};

fn move_lock(to: &AccountId32) -> DispatchResult {
    call(|| Staking::do_move_lock(&cold(), to, ONE))
}

#[test]
fn locking_needs_no_stake_on_the_hotkey() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_ok!(lock_stake(&cold(), &other_hot(), ONE, 4_000));
        assert_eq!(lock_of(&cold()), Some((other_hot(), state(4_000, 0))));
        assert!(LockingColdkeys::<Test>::contains_key((
            ONE,
            other_hot(),
            cold()
        )));
        assert_eq!(sums(&other_hot()), [None, Some(state(4_000, 0))]);
        assert_eq!(
            events(),
            vec![Event::StakeLocked {
                coldkey: cold(),
                hotkey: other_hot(),
                netuid: ONE,
                amount: alpha(4_000)
            }]
        );
    });
}

#[test]
fn stake_on_all_hotkeys_can_be_locked() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 600);
        give_stake(&cold(), &other_hot(), ONE, 400);
        give_stake(&cold(), &hot(), TWO, 5_000);
        assert_noop!(
            lock_stake(&cold(), &hot(), ONE, 1_001),
            Error::InsufficientStakeForLock
        );
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 1_000));
    });
}

#[test]
fn locking_is_checked_in_the_main_chains_order() {
    // Row T143.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_noop!(
            lock_stake(&cold(), &stranger(), ONE, 0),
            Error::AmountTooLow
        );
        assert_noop!(
            lock_stake(&cold(), &stranger(), ONE, 20_000),
            Error::HotKeyAccountNotExists
        );
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 4_000));
        assert_noop!(
            lock_stake(&cold(), &other_hot(), ONE, 20_000),
            Error::LockHotkeyMismatch
        );
        assert_noop!(
            lock_stake(&cold(), &hot(), ONE, 6_001),
            Error::InsufficientStakeForLock
        );
        assert_noop!(
            lock_stake(&cold(), &hot(), ONE, u64::MAX),
            Error::InsufficientStakeForLock
        );
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 6_000));
    });
}

#[test]
fn networks_need_not_exist() {
    // Spec §4.9, lock_stake.
    run(|| {
        assert_noop!(
            lock_stake(&cold(), &hot(), MISSING, 100),
            Error::InsufficientStakeForLock
        );
        give_stake(&cold(), &hot(), MISSING, 100);
        assert_ok!(lock_stake(&cold(), &hot(), MISSING, 100));
    });
}

#[test]
fn locks_to_the_owner_hotkey_have_their_conviction_at_once() {
    // Row T138.
    run(|| {
        SubnetOwnerHotkey::<Test>::insert(ONE, hot());
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 5_000));
        assert_eq!(lock_of(&cold()), Some((hot(), state(5_000, 5_000))));
        assert_eq!(owner_sums(), [None, Some(state(5_000, 5_000))]);
        assert_eq!(sums(&hot()), [None, None]);
    });
}

#[test]
fn a_lock_grows_from_what_time_left_of_it() {
    // Row T135, and the quirk of §4.9: the sum loses what the lock lost and is
    // stamped, so it does not gain the conviction that the lock gained.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 10_000));
        System::set_block_number(1 + RATE);
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 1_000));
        let (_, lock) = lock_of(&cold()).unwrap();
        assert_eq!(lock.locked_mass, alpha(4_678));
        assert_eq!(lock.conviction.to_num::<u64>(), 3_678);
        assert_eq!(lock.last_update, 1 + RATE);
        assert_eq!(sums(&hot()), [None, Some(state_at(4_678, 0, 1 + RATE))]);
    });
}

#[test]
fn a_lock_of_dust_is_no_lock() {
    // Row T141.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 99));
        assert_eq!(lock_of(&cold()), None);
        assert_eq!(sums(&hot()), [None, None]);
        assert_eq!(events().len(), 1);
        assert_ok!(lock_stake(&cold(), &other_hot(), ONE, 100));
        assert_eq!(lock_of(&cold()), Some((other_hot(), state(100, 0))));
    });
}

#[test]
fn perpetual_locks_keep_their_mass() {
    // Row T135.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 10_000));
        Staking::do_set_perpetual_lock(&cold(), ONE, true);
        assert_eq!(DecayingLock::<Test>::get(cold(), ONE), Some(false));
        assert_eq!(sums(&hot()), [Some(state(10_000, 0)), None]);

        System::set_block_number(1 + RATE);
        let (_, lock) = Staking::current_lock(&cold(), ONE).unwrap();
        assert_eq!(lock.locked_mass, alpha(10_000));
        assert_eq!(lock.conviction.to_num::<u64>(), 6_321);
        // Asking again only brings the lock up to date.
        Staking::do_set_perpetual_lock(&cold(), ONE, true);
        assert_eq!(lock_of(&cold()), Some((hot(), lock)));
        assert_eq!(sums(&hot()), [Some(lock), None]);
        Staking::do_set_perpetual_lock(&cold(), ONE, false);
        assert_eq!(DecayingLock::<Test>::get(cold(), ONE), None);
        assert_eq!(lock_of(&cold()), Some((hot(), lock)));
        assert_eq!(sums(&hot()), [None, Some(lock)]);
        assert_eq!(
            events().last(),
            Some(&Event::PerpetualLockUpdated {
                coldkey: cold(),
                netuid: ONE,
                enabled: false
            })
        );
    });
}

#[test]
fn the_choice_of_perpetual_locks_comes_before_the_lock() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 10_000);
        Staking::do_set_perpetual_lock(&cold(), ONE, true);
        assert_ok!(lock_stake(&cold(), &hot(), ONE, 5_000));
        assert_eq!(sums(&hot()), [Some(state(5_000, 0)), None]);
    });
}

#[test]
fn a_lock_that_is_dust_when_its_kind_changes_is_gone() {
    run(|| {
        set_lock(&cold(), &hot(), state(120, 0));
        System::set_block_number(1 + RATE);
        Staking::do_set_perpetual_lock(&cold(), ONE, true);
        assert_eq!(lock_of(&cold()), None);
        assert_eq!(sums(&hot()), [None, None]);
    });
}

#[test]
fn a_moved_lock_keeps_its_conviction_within_one_owner() {
    // Row T144.
    run(|| {
        let second = account(52);
        own(&cold(), &second);
        set_lock(&cold(), &hot(), state(5_000, 1_234));
        assert_ok!(move_lock(&second));
        assert_eq!(
            lock_of(&cold()),
            Some((second.clone(), state(5_000, 1_234)))
        );
        assert_eq!(sums(&hot()), [None, None]);
        assert_eq!(sums(&second), [None, Some(state(5_000, 1_234))]);
        assert_eq!(
            events(),
            vec![Event::LockMoved {
                coldkey: cold(),
                origin_hotkey: hot(),
                destination_hotkey: second.clone(),
                netuid: ONE
            }]
        );

        assert_ok!(move_lock(&other_hot()));
        assert_eq!(lock_of(&cold()), Some((other_hot(), state(5_000, 0))));
        assert_eq!(sums(&second), [None, None]);
        assert_eq!(sums(&other_hot()), [None, Some(state(5_000, 0))]);
    });
}

#[test]
fn a_lock_moved_to_the_owner_hotkey_has_its_conviction_at_once() {
    run(|| {
        SubnetOwnerHotkey::<Test>::insert(ONE, other_hot());
        set_lock(&cold(), &hot(), state(5_000, 1_234));
        assert_ok!(move_lock(&other_hot()));
        assert_eq!(lock_of(&cold()), Some((other_hot(), state(5_000, 5_000))));
        assert_eq!(owner_sums(), [None, Some(state(5_000, 5_000))]);
    });
}

#[test]
fn a_lock_is_moved_only_where_there_is_one() {
    run(|| {
        assert_noop!(move_lock(&stranger()), Error::HotKeyAccountNotExists);
        assert_noop!(move_lock(&hot()), Error::NoExistingLock);
    });
}

#[test]
fn accounts_reject_locked_alpha_until_they_choose_otherwise() {
    run(|| {
        assert!(Staking::rejects_locked_alpha(&cold()));
        // A bit of another setting.
        AccountFlags::<Test>::insert(cold(), 0b100);
        Staking::do_set_reject_locked_alpha(&cold(), false);
        assert!(!Staking::rejects_locked_alpha(&cold()));
        assert_eq!(AccountFlags::<Test>::get(cold()), 0b101);
        Staking::do_set_reject_locked_alpha(&cold(), true);
        assert!(Staking::rejects_locked_alpha(&cold()));
        assert_eq!(AccountFlags::<Test>::get(cold()), 0b100);
        assert_eq!(
            events(),
            [false, true].map(|enabled| Event::RejectLockedAlphaUpdated {
                coldkey: cold(),
                enabled
            })
        );
        Staking::do_set_reject_locked_alpha(&other_cold(), true);
        assert!(!AccountFlags::<Test>::contains_key(other_cold()));
    });
}

#[test]
fn the_owners_cut_is_locked_where_asked_for() {
    // Spec §4.9, owner cut auto-lock.
    run(|| {
        SubnetOwner::<Test>::insert(ONE, cold());
        SubnetOwnerHotkey::<Test>::insert(ONE, hot());
        give_stake(&cold(), &hot(), ONE, 10_000);
        assert_storage_noop!(Staking::auto_lock_owner_cut(ONE, alpha(1_000)));
        OwnerCutAutoLockEnabled::<Test>::insert(ONE, true);
        assert_storage_noop!(Staking::auto_lock_owner_cut(ONE, alpha(0)));
        assert_storage_noop!(Staking::auto_lock_owner_cut(ONE, alpha(10_001)));
        Staking::auto_lock_owner_cut(ONE, alpha(1_000));
        assert_eq!(lock_of(&cold()), Some((hot(), state(1_000, 1_000))));
        // A lock that the owner has elsewhere grows where it is.
        assert_ok!(move_lock(&other_hot()));
        Staking::auto_lock_owner_cut(ONE, alpha(1_000));
        assert_eq!(lock_of(&cold()), Some((other_hot(), state(2_000, 0))));
    });
}
