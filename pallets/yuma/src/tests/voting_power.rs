//! Spec `emission` §10.4: voting power.

use super::mock::*;
use crate::{
    VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha, VotingPowerTrackingEnabled,
};
use pallet_subnets::{Event, StakeThreshold};
use subtensor_types::AlphaBalance;

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
    // `emission` §13.6, row 124.
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
fn tracking_ends_at_its_block() {
    with_neurons(&[1000, 2000, 0], || {
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        VotingPowerEmaAlpha::<Test>::insert(NETUID, ONE);
        VotingPowerDisableAtBlock::<Test>::insert(NETUID, 5);
        System::set_block_number(4);
        assert_eq!(run(), [1000, 2000, 0]);
        System::set_block_number(5);
        assert_eq!(run(), [0, 0, 0]);
        assert_eq!(VotingPower::<Test>::iter_prefix(NETUID).count(), 0);
        assert!(!VotingPowerTrackingEnabled::<Test>::get(NETUID));
        assert!(!VotingPowerDisableAtBlock::<Test>::contains_key(NETUID));
        let ended = Event::VotingPowerTrackingDisabled { netuid: NETUID };
        assert!(events().contains(&ended));
    });
}
