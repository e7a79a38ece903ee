//! What holds for every setter: who may, how often, when, and what it leaves
//! behind (spec `wire` §6.1, `registration` §6).

use super::{
    mock::*,
    table::{setters, Gate, Setter},
};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    Error as SubnetsError, LastRateLimitedBlock, RateLimitKey, TransactionKeyLastBlock,
};
use sp_runtime::traits::BadOrigin;

/// Runs a test once per setter, each on a fresh chain; a failure names the row.
fn for_each(test: impl Fn(&Setter)) {
    for setter in setters() {
        with_network(|| {
            let guard = NameOnPanic(setter.index);
            test(&setter);
            core::mem::forget(guard);
        });
    }
}

struct NameOnPanic(u8);

impl Drop for NameOnPanic {
    fn drop(&mut self) {
        eprintln!("the failing setter has index {}", self.0);
    }
}

#[test]
fn root_sets_the_value_and_the_events_tell() {
    for_each(|setter| {
        assert!(!(setter.stored)());
        assert_ok!(dispatch((setter.call)(NET), RuntimeOrigin::root()));
        assert!((setter.stored)());
        let events: Vec<_> = System::events()
            .into_iter()
            .map(|record| record.event)
            .collect();
        assert_eq!(events, setter.events);
    });
}

#[test]
fn strangers_are_refused_before_anything_else() {
    for_each(|setter| {
        System::set_block_number(355);
        for origin in [RuntimeOrigin::signed(account(2)), RuntimeOrigin::none()] {
            for netuid in [NET, MISSING] {
                assert_noop!(dispatch((setter.call)(netuid), origin.clone()), BadOrigin);
            }
        }
    });
}

#[test]
fn the_owner_passes_where_the_table_says() {
    for_each(|setter| {
        if setter.gate.admits_owner() {
            assert_ok!(dispatch((setter.call)(NET), owner()));
            assert!((setter.stored)());
        } else {
            assert_noop!(dispatch((setter.call)(NET), owner()), BadOrigin);
        }
    });
}

#[test]
fn the_owner_waits_between_two_changes() {
    for_each(|setter| {
        let Some(limit) = setter.gate.owner_limit() else {
            return;
        };
        assert_ok!(dispatch((setter.call)(NET), owner()));
        // One block too early; the limit is checked before the window.
        System::set_block_number(limit);
        pallet_subnets::PendingEpochAt::<Test>::insert(NET, u64::from(limit) + 1);
        assert_noop!(
            dispatch((setter.call)(NET), owner()),
            SubnetsError::<Test>::TxRateLimitExceeded
        );
        pallet_subnets::PendingEpochAt::<Test>::remove(NET);
        go_to(limit + 1);
        assert_ok!(dispatch((setter.call)(NET), owner()));
    });
}

#[test]
fn limits_are_kept_where_the_main_chain_keeps_them() {
    for_each(|setter| {
        go_to(5);
        let at = || match setter.gate {
            Gate::Owner(hyperparameter) => LastRateLimitedBlock::<Test>::get(
                RateLimitKey::OwnerHyperparamUpdate(NET, hyperparameter),
            ),
            Gate::OwnerCalls(code, _) => {
                TransactionKeyLastBlock::<Test>::get((account(1), NET, code))
            }
            Gate::OwnerHotkey => {
                LastRateLimitedBlock::<Test>::get(RateLimitKey::SetSNOwnerHotkey(NET))
            }
            Gate::Root | Gate::RootInWindow | Gate::OwnerFreely => 0,
        };
        let of_root = if setter.gate == Gate::OwnerHotkey {
            5
        } else {
            0
        };
        let of_owner = if setter.gate.owner_limit().is_some() {
            5
        } else {
            0
        };

        assert_ok!(dispatch((setter.call)(NET), RuntimeOrigin::root()));
        assert_eq!(at(), of_root);
        if setter.gate.admits_owner() && of_root == 0 {
            assert_ok!(dispatch((setter.call)(NET), owner()));
            assert_eq!(at(), of_owner);
        }
    });
}

#[test]
fn root_need_not_wait_except_for_the_owner_hotkey() {
    for_each(|setter| {
        assert_ok!(dispatch((setter.call)(NET), RuntimeOrigin::root()));
        let again = dispatch((setter.call)(NET), RuntimeOrigin::root());
        if setter.gate == Gate::OwnerHotkey {
            assert_eq!(again, Err(SubnetsError::<Test>::TxRateLimitExceeded.into()));
        } else {
            assert_ok!(again);
        }
    });
}

/// With tempo 360 and window 10, nine blocks remain at block 351. The window
/// comes before the network's existence.
#[test]
fn parameters_freeze_before_an_epoch_for_root_too() {
    const FROZEN: SubnetsError<Test> = SubnetsError::AdminActionProhibitedDuringWeightsWindow;
    for_each(|setter| {
        System::set_block_number(351);
        if setter.gate.has_window() {
            for netuid in [NET, MISSING] {
                assert_noop!(
                    dispatch((setter.call)(netuid), RuntimeOrigin::root()),
                    FROZEN
                );
            }
            if setter.gate.admits_owner() {
                assert_noop!(dispatch((setter.call)(NET), owner()), FROZEN);
            }
            System::set_block_number(350);
        }
        assert_ok!(dispatch((setter.call)(NET), RuntimeOrigin::root()));
    });
}

#[test]
fn a_missing_network_is_refused_where_the_main_chain_asks() {
    for_each(|setter| {
        let call = (setter.call)(MISSING);
        match setter.missing {
            Some(error) => {
                assert_noop!(dispatch(call, RuntimeOrigin::root()), error);
            }
            None => {
                assert_ok!(dispatch(call, RuntimeOrigin::root()));
            }
        }
    });
}

#[test]
fn a_failed_change_does_not_count_for_the_limit() {
    for_each(|setter| {
        if setter.gate.owner_limit().is_none() {
            return;
        }
        pallet_subnets::SubnetOwner::<Test>::insert(MISSING, account(1));
        if let Some(error) = setter.missing {
            assert_noop!(dispatch((setter.call)(MISSING), owner()), error);
            assert_noop!(dispatch((setter.call)(MISSING), owner()), error);
        }
    });
}

/// Spec `emission` §7.5.
#[test]
fn a_new_tempo_leaves_a_triggered_epoch_pending() {
    with_network(|| {
        // A trigger that is due already does not close the window.
        System::set_block_number(5);
        pallet_subnets::PendingEpochAt::<Test>::insert(NET, 5);
        let call = crate::Call::sudo_set_tempo {
            netuid: NET,
            tempo: 0,
        };
        assert_ok!(dispatch(call, RuntimeOrigin::root()));
        assert_eq!(pallet_subnets::PendingEpochAt::<Test>::get(NET), 5);
        assert_eq!(pallet_subnets::LastEpochBlock::<Test>::get(NET), 5);
    });
}
