//! Spec `emission` §10.4 and §13.6, rows 124 and 125: voting power.

use super::mock::*;
use crate::{
    VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha, VotingPowerTrackingEnabled,
};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{Error, Event, MechanismCountCurrent, StakeThreshold, SubnetOwner};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use subtensor_types::{AlphaBalance, MechId, NetUid};

const ONE: u64 = 1_000_000_000_000_000_000;

fn run() -> Vec<u64> {
    Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1000));
    (0..3)
        .map(|uid| VotingPower::<Test>::get(NETUID, hotkey(uid)))
        .collect()
}

#[test]
fn permitted_stake_becomes_power_over_time() {
    with_neurons(&[1000, 2000, 0], || {
        assert_eq!(run(), [0, 0, 0]);
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        VotingPowerEmaAlpha::<Test>::insert(NETUID, ONE / 2);
        // Somebody without a uid, and one who has no permit in the end.
        VotingPower::<Test>::insert(NETUID, hotkey(9), 5);
        VotingPower::<Test>::insert(NETUID, hotkey(2), 5);
        assert_eq!(run(), [500, 1000, 0]);
        assert_eq!(run(), [750, 1500, 0]);
        assert!(!VotingPower::<Test>::contains_key(NETUID, hotkey(9)));
        assert!(!VotingPower::<Test>::contains_key(NETUID, hotkey(2)));
    });
}

#[test]
fn power_that_falls_below_the_threshold_goes() {
    // Row 124.
    with_neurons(&[1000, 1000, 0], || {
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        VotingPowerEmaAlpha::<Test>::insert(NETUID, ONE);
        StakeThreshold::<Test>::set(900);
        assert_eq!(run(), [1000, 1000, 0]);
        set_stake(NETUID, 0, 2000);
        set_stake(NETUID, 1, 899);
        assert_eq!(run(), [2000, 0, 0]);
    });
}

#[test]
fn power_that_never_reached_the_threshold_stays() {
    // Row 124, its second half.
    with_neurons(&[1_000_000_000, 0, 0], || {
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        StakeThreshold::<Test>::set(1_000_000_000);
        VotingPower::<Test>::insert(NETUID, hotkey(0), 500);
        VotingPowerEmaAlpha::<Test>::insert(NETUID, ONE / 1_000_000);
        assert_eq!(run()[0], 1_499);
    });
}

#[test]
fn power_grows_by_the_default_average() {
    // Row 125.
    with_neurons(&[1_000_000_000_000, 0, 0], || {
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        for power in [3_570_000_000, 7_127_255_100, 10_671_810_799] {
            assert_eq!(run()[0], power);
        }
    });
}

#[test]
fn every_mechanism_counts_the_stake_again() {
    // §10.4, quirk.
    with_neurons(&[1000, 2000, 0], || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        VotingPowerEmaAlpha::<Test>::insert(NETUID, ONE);
        for mecid in 0..2 {
            let index = NETUID.mechanism_index(MechId::new(mecid));
            crate::LastUpdate::<Test>::insert(index, vec![1; 3]);
        }
        assert_eq!(run(), [2000, 4000, 0]);
    });
}

#[test]
fn tracking_ends_at_its_block() {
    // Row 124, its third part.
    with_neurons(&[1000, 2000, 0], || {
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        VotingPowerEmaAlpha::<Test>::insert(NETUID, ONE);
        VotingPowerDisableAtBlock::<Test>::insert(NETUID, 5);
        System::set_block_number(4);
        assert_eq!(run(), [1000, 2000, 0]);
        System::set_block_number(5);
        assert_eq!(run(), [0, 0, 0]);
        assert_eq!(VotingPower::<Test>::iter_prefix(NETUID).count(), 0);
        // The switch stays behind, off; the schedule goes.
        assert_eq!(
            VotingPowerTrackingEnabled::<Test>::try_get(NETUID),
            Ok(false)
        );
        assert!(!VotingPowerDisableAtBlock::<Test>::contains_key(NETUID));
        let ended = Event::VotingPowerTrackingDisabled { netuid: NETUID };
        assert!(events().contains(&ended));
    });
}

fn enable(origin: RuntimeOrigin) -> DispatchResult {
    Yuma::do_enable_voting_power_tracking(origin, NETUID)
}

fn disable(origin: RuntimeOrigin) -> DispatchResult {
    Yuma::do_disable_voting_power_tracking(origin, NETUID)
}

fn set_alpha(origin: RuntimeOrigin, alpha: u64) -> DispatchResult {
    Yuma::do_set_voting_power_ema_alpha(origin, NETUID, alpha)
}

/// The hotkey at uid 0 owns the network.
fn with_owner(test: impl FnOnce(RuntimeOrigin)) {
    with_neurons(&[1000], || {
        SubnetOwner::<Test>::insert(NETUID, hotkey(0));
        test(signed(0));
    });
}

#[test]
fn owners_and_root_turn_tracking_on_and_off() {
    with_owner(|owner| {
        for origin in [owner, RuntimeOrigin::root()] {
            System::reset_events();
            assert_ok!(enable(origin.clone()));
            assert!(VotingPowerTrackingEnabled::<Test>::get(NETUID));
            assert_ok!(disable(origin.clone()));
            // Until then it goes on.
            assert!(VotingPowerTrackingEnabled::<Test>::get(NETUID));
            assert_eq!(VotingPowerDisableAtBlock::<Test>::get(NETUID), 100_801);
            assert_ok!(enable(origin));
            assert!(!VotingPowerDisableAtBlock::<Test>::contains_key(NETUID));
            let enabled = || Event::VotingPowerTrackingEnabled { netuid: NETUID };
            assert_eq!(
                events(),
                [
                    enabled(),
                    Event::VotingPowerTrackingDisableScheduled {
                        netuid: NETUID,
                        disable_at_block: 100_801,
                    },
                    enabled(),
                ]
            );
        }
    });
}

#[test]
fn the_end_is_counted_from_the_last_call() {
    with_owner(|owner| {
        assert_ok!(enable(owner.clone()));
        assert_ok!(disable(owner.clone()));
        System::set_block_number(51);
        assert_ok!(disable(owner));
        assert_eq!(VotingPowerDisableAtBlock::<Test>::get(NETUID), 100_851);
    });
}

#[test]
fn what_is_not_tracked_cannot_end() {
    with_owner(|owner| {
        for origin in [owner, RuntimeOrigin::root()] {
            assert_noop!(
                disable(origin),
                Error::<Test>::VotingPowerTrackingNotEnabled
            );
        }
    });
}

#[test]
fn strangers_do_not_decide_what_is_tracked() {
    with_owner(|_| {
        for origin in [signed(1), RuntimeOrigin::none()] {
            assert_noop!(enable(origin.clone()), BadOrigin);
            // The origin comes before the state.
            assert_noop!(disable(origin), BadOrigin);
        }
        // Nobody owns a network that does not exist; root may name it.
        let nowhere = NetUid::new(9);
        let enable_there = |origin| Yuma::do_enable_voting_power_tracking(origin, nowhere);
        assert_noop!(enable_there(signed(0)), BadOrigin);
        assert_ok!(enable_there(RuntimeOrigin::root()));
    });
}

#[test]
fn root_sets_how_much_an_epoch_counts() {
    with_owner(|owner| {
        for origin in [owner, RuntimeOrigin::none()] {
            assert_noop!(set_alpha(origin, u64::MAX), BadOrigin);
        }
        for alpha in [ONE + 1, u64::MAX] {
            assert_noop!(
                set_alpha(RuntimeOrigin::root(), alpha),
                Error::<Test>::InvalidVotingPowerEmaAlpha
            );
        }
        for alpha in [0, ONE] {
            assert_ok!(set_alpha(RuntimeOrigin::root(), alpha));
            assert_eq!(VotingPowerEmaAlpha::<Test>::get(NETUID), alpha);
            let set = Event::VotingPowerEmaAlphaSet {
                netuid: NETUID,
                alpha,
            };
            assert_eq!(events().last(), Some(&set));
        }
    });
}
