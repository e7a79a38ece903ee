//! The calls by which owners steer epochs: spec `emission` §7.5 and §13.3, rows 45
//! to 47.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use subtensor_types::NetUid;

const NETUID: NetUid = NetUid::new(1);
/// A network that does not exist.
const MISSING: NetUid = NetUid::new(9);

type Errors = Error<Test>;

fn owner() -> RuntimeOrigin {
    RuntimeOrigin::signed(account(1))
}

fn set_tempo(origin: RuntimeOrigin, tempo: u16) -> DispatchResult {
    Subnets::do_set_tempo(origin, NETUID, tempo)
}

fn set_factor(origin: RuntimeOrigin, factor_milli: u32) -> DispatchResult {
    Subnets::do_set_activity_cutoff_factor(origin, NETUID, factor_milli)
}

fn trigger(origin: RuntimeOrigin) -> DispatchResult {
    Subnets::do_trigger_epoch(origin, NETUID)
}

fn next_epoch() -> Option<u64> {
    Subnets::epoch_schedule(NETUID).next_epoch_start()
}

fn last_change(hyperparameter: Hyperparameter) -> u64 {
    LastRateLimitedBlock::<Test>::get(RateLimitKey::OwnerHyperparamUpdate(NETUID, hyperparameter))
}

/// A network without commit-reveal, at this block.
fn at_block(block: u64, test: impl FnOnce()) {
    with_network(NETUID, || {
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        System::set_block_number(block);
        test();
    });
}

#[test]
fn owners_set_the_tempo_and_the_cycle_starts_anew() {
    // Row 45, with and without commit-reveal.
    for commit_reveal in [true, false] {
        at_block(10, || {
            CommitRevealWeightsEnabled::<Test>::insert(NETUID, commit_reveal);
            // A trigger that is due already does not close the window, and stays.
            PendingEpochAt::<Test>::insert(NETUID, 10);
            assert_ok!(set_tempo(owner(), 720));
            assert_eq!(Tempo::<Test>::get(NETUID), 720);
            assert_eq!(LastEpochBlock::<Test>::get(NETUID), 10);
            assert_eq!(PendingEpochAt::<Test>::get(NETUID), 10);
            PendingEpochAt::<Test>::insert(NETUID, 0);
            assert_eq!(next_epoch(), Some(730));
            let record = (account(1), NETUID, 11);
            assert_eq!(TransactionKeyLastBlock::<Test>::get(record), 10);
            System::assert_last_event(Event::TempoSet(NETUID, 720).into());
            assert_eq!(System::event_count(), 1);
        });
    }
}

#[test]
fn only_the_owner_sets_the_tempo() {
    at_block(10, || {
        let others = [
            RuntimeOrigin::root(),
            RuntimeOrigin::none(),
            RuntimeOrigin::signed(account(2)),
        ];
        for origin in others {
            // The origin comes before the bounds.
            assert_noop!(set_tempo(origin.clone(), 0), BadOrigin);
            assert_noop!(Subnets::do_set_tempo(origin, MISSING, 360), BadOrigin);
        }
    });
}

#[test]
fn an_owners_tempo_has_bounds() {
    // Before the window: in block 351 of 360 hyperparameters are frozen.
    at_block(351, || {
        for tempo in [0, 359, 50_401, u16::MAX] {
            assert_noop!(set_tempo(owner(), tempo), Errors::TempoOutOfBounds);
        }
        assert_noop!(
            set_tempo(owner(), 360),
            Errors::AdminActionProhibitedDuringWeightsWindow
        );
        System::set_block_number(350);
        assert_ok!(set_tempo(owner(), 360));
    });
    at_block(10, || {
        assert_ok!(set_tempo(owner(), 50_400));
    });
}

#[test]
fn an_owner_sets_the_tempo_once_in_360_blocks() {
    at_block(10, || {
        assert_ok!(set_tempo(owner(), 720));
        System::set_block_number(369);
        assert_noop!(set_tempo(owner(), 360), Errors::TxRateLimitExceeded);
        // The window comes before the limit.
        PendingEpochAt::<Test>::insert(NETUID, 370);
        assert_noop!(
            set_tempo(owner(), 360),
            Errors::AdminActionProhibitedDuringWeightsWindow
        );
        System::set_block_number(370);
        assert_ok!(set_tempo(owner(), 1_000));
        // The limit is the owner's, not the network's.
        System::set_block_number(371);
        PendingEpochAt::<Test>::insert(NETUID, 0);
        SubnetOwner::<Test>::insert(NETUID, account(2));
        assert_ok!(set_tempo(RuntimeOrigin::signed(account(2)), 360));
    });
}

#[test]
fn the_cutoff_follows_its_factor() {
    at_block(10, || {
        assert_ok!(set_factor(owner(), 2_000));
        assert_eq!(ActivityCutoffFactorMilli::<Test>::get(NETUID), 2_000);
        assert_eq!(Subnets::activity_cutoff_blocks(NETUID), 720);
        assert_eq!(last_change(Hyperparameter::ActivityCutoffFactorMilli), 10);
        System::assert_last_event(
            Event::ActivityCutoffFactorMilliSet {
                netuid: NETUID,
                factor_milli: 2_000,
            }
            .into(),
        );
    });
}

#[test]
fn the_factor_has_bounds_for_root_too() {
    // Before the window.
    at_block(351, || {
        for origin in [owner(), RuntimeOrigin::root()] {
            for factor in [0, 999, 50_001, u32::MAX] {
                assert_noop!(
                    set_factor(origin.clone(), factor),
                    Errors::ActivityCutoffFactorMilliOutOfBounds
                );
            }
        }
        for factor in [1_000, 50_000] {
            assert_ok!(set_factor(RuntimeOrigin::root(), factor));
        }
    });
}

#[test]
fn the_factor_is_the_owners_and_roots() {
    at_block(10, || {
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(account(2))] {
            assert_noop!(set_factor(origin, 0), BadOrigin);
        }
        // Root may name a network that does not exist, as on the main chain.
        assert_ok!(Subnets::do_set_activity_cutoff_factor(
            RuntimeOrigin::root(),
            MISSING,
            1_000
        ));
        ActivityCutoffFactorMilli::<Test>::remove(MISSING);
    });
}

#[test]
fn owners_change_the_factor_once_in_two_epochs_and_root_at_will() {
    at_block(10, || {
        assert_ok!(set_factor(owner(), 2_000));
        LastEpochBlock::<Test>::insert(NETUID, 720);
        System::set_block_number(729);
        assert_noop!(set_factor(owner(), 3_000), Errors::TxRateLimitExceeded);
        assert_ok!(set_factor(RuntimeOrigin::root(), 4_000));
        // Root's change is not recorded.
        assert_eq!(last_change(Hyperparameter::ActivityCutoffFactorMilli), 10);
        System::set_block_number(730);
        assert_ok!(set_factor(owner(), 3_000));
    });
}

#[test]
fn freezing_before_an_epoch_binds_owners_and_not_root() {
    // Row 47: six blocks before the epoch, with a window of eight.
    at_block(5, || {
        Tempo::<Test>::insert(NETUID, 10);
        LastEpochBlock::<Test>::insert(NETUID, 1);
        AdminFreezeWindow::<Test>::put(8);
        assert_noop!(
            set_factor(owner(), 5_000),
            Errors::AdminActionProhibitedDuringWeightsWindow
        );
        assert_ok!(set_factor(RuntimeOrigin::root(), 5_000));
        assert_eq!(ActivityCutoffFactorMilli::<Test>::get(NETUID), 5_000);
        assert_noop!(trigger(owner()), Errors::AutoEpochAlreadyImminent);
        System::set_block_number(3);
        assert_ok!(trigger(owner()));
    });
}

#[test]
fn a_triggered_epoch_comes_after_the_window() {
    // Row 46: with a window of five.
    at_block(10, || {
        AdminFreezeWindow::<Test>::put(5);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_noop!(trigger(owner()), Errors::DynamicTempoBlockedByCommitReveal);
        assert!(!PendingEpochAt::<Test>::contains_key(NETUID));

        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_ok!(trigger(owner()));
        assert_eq!(PendingEpochAt::<Test>::get(NETUID), 15);
        assert_eq!(next_epoch(), Some(15));
        assert_eq!(last_change(Hyperparameter::TriggerEpoch), 10);
        System::assert_last_event(
            Event::EpochTriggered {
                netuid: NETUID,
                by: account(1),
                fires_at: 15,
            }
            .into(),
        );
        // Hyperparameters are frozen until then.
        for block in 10..15 {
            assert!(Subnets::is_in_admin_freeze_window(NETUID, block));
            assert!(!Subnets::should_run_epoch(NETUID, block));
        }
        assert!(!Subnets::is_in_admin_freeze_window(NETUID, 15));
        assert!(Subnets::should_run_epoch(NETUID, 15));
    });
}

#[test]
fn only_the_owner_triggers_an_epoch() {
    at_block(10, || {
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        let others = [
            RuntimeOrigin::root(),
            RuntimeOrigin::none(),
            RuntimeOrigin::signed(account(2)),
        ];
        for origin in others {
            assert_noop!(trigger(origin), BadOrigin);
        }
    });
}

#[test]
fn the_checks_of_a_trigger_come_in_order() {
    // §7.5: each attempt breaks this rule and all later ones.
    at_block(351, || {
        assert_eq!(next_epoch(), Some(360));
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        PendingEpochAt::<Test>::insert(NETUID, 300);
        let key = RateLimitKey::OwnerHyperparamUpdate(NETUID, Hyperparameter::TriggerEpoch);
        LastRateLimitedBlock::<Test>::insert(key, 1);
        assert_noop!(trigger(owner()), Errors::DynamicTempoBlockedByCommitReveal);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(trigger(owner()), Errors::EpochTriggerAlreadyPending);
        PendingEpochAt::<Test>::insert(NETUID, 0);
        assert_noop!(trigger(owner()), Errors::AutoEpochAlreadyImminent);
        // Ten blocks are enough.
        System::set_block_number(350);
        assert_noop!(trigger(owner()), Errors::TxRateLimitExceeded);
    });
}

#[test]
fn owners_trigger_once_in_two_epochs() {
    at_block(10, || {
        assert_ok!(trigger(owner()));
        PendingEpochAt::<Test>::insert(NETUID, 0);
        LastEpochBlock::<Test>::insert(NETUID, 720);
        System::set_block_number(729);
        assert_noop!(trigger(owner()), Errors::TxRateLimitExceeded);
        System::set_block_number(730);
        assert_ok!(trigger(owner()));
    });
}

#[test]
fn a_trigger_without_tempo_waits_for_one() {
    // §7.1 and §7.2: no automatic epoch is near, and none runs.
    at_block(10, || {
        Tempo::<Test>::insert(NETUID, 0);
        assert_ok!(trigger(owner()));
        assert_eq!(PendingEpochAt::<Test>::get(NETUID), 20);
        assert!(!Subnets::should_run_epoch(NETUID, 1_000));
        assert!(!Subnets::is_in_admin_freeze_window(NETUID, 11));
        Tempo::<Test>::insert(NETUID, 5_000);
        assert!(Subnets::should_run_epoch(NETUID, 1_000));
    });
}
