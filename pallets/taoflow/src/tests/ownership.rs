//! Change of a network's owner at its epoch: spec `registration` §1.8 and
//! `emission` §7.3.

use super::mock::*;
use crate::PendingOwnerCut;
use pallet_staking::{DecayingHotkeyLock, LockState};
use pallet_subnets::{
    Event, MaxAllowedUids, NetworkRegisteredAt, SubnetOwner, SubnetOwnerHotkey, Tempo, Uids,
};
use substrate_fixed::types::U64F64;
use subtensor_math::locks::OWNERSHIP_AGE;
use subtensor_types::AlphaBalance;

/// A year old network of coldkey 1 and hotkey 11 whose epoch is due, with all
/// conviction in hotkey 12 of coldkey 2.
fn fallen_network() {
    plain(ONE);
    neuron(ONE, 1, 11);
    stake(ONE, 2, 12, 1_000_000);
    SubnetOwner::<Test>::insert(ONE, account(1));
    SubnetOwnerHotkey::<Test>::insert(ONE, account(11));
    NetworkRegisteredAt::<Test>::insert(ONE, 1);
    let now = 1 + OWNERSHIP_AGE;
    System::set_block_number(now);
    Tempo::<Test>::insert(ONE, 10);
    PendingOwnerCut::<Test>::insert(ONE, AlphaBalance::new(5_000));
    let lock = LockState {
        locked_mass: 200_000.into(),
        conviction: U64F64::from_num(200_000),
        last_update: now,
    };
    DecayingHotkeyLock::<Test>::insert(ONE, account(12), lock);
}

fn changed() -> bool {
    events().iter().any(|event| {
        matches!(event, Event::SubnetOwnerChanged { netuid, old_coldkey, new_coldkey }
            if *netuid == ONE && *old_coldkey == account(1) && *new_coldkey == account(2))
    })
}

#[test]
fn a_new_owner_gets_this_epochs_cut() {
    run(|| {
        fallen_network();
        Pools::mint_alpha_out(ONE, AlphaBalance::new(5_000));
        for (netuid, drained) in Taoflow::drain_pending(&[ONE], System::block_number()) {
            Taoflow::distribute_emission(netuid, drained);
        }
        assert!(changed());
        assert_eq!(SubnetOwner::<Test>::get(ONE), account(2));
        assert_eq!(SubnetOwnerHotkey::<Test>::get(ONE), account(12));
        // Without a uid it was registered.
        assert_eq!(Uids::<Test>::get(ONE, account(12)), Some(1));
        assert_eq!(staked(ONE, 12), 1_005_000);
        assert_eq!(staked(ONE, 11), 0);
    });
}

#[test]
fn a_registered_hotkey_keeps_its_uid() {
    run(|| {
        fallen_network();
        neuron(ONE, 2, 12);
        Taoflow::drain_pending(&[ONE], System::block_number());
        assert!(changed());
        assert_eq!(Uids::<Test>::get(ONE, account(12)), Some(1));
        assert_eq!(pallet_subnets::SubnetworkN::<Test>::get(ONE), 2);
    });
}

#[test]
fn without_a_uid_for_its_hotkey_nobody_becomes_owner() {
    run(|| {
        fallen_network();
        MaxAllowedUids::<Test>::insert(ONE, 1);
        Taoflow::drain_pending(&[ONE], System::block_number());
        assert!(!changed());
        assert_eq!(SubnetOwner::<Test>::get(ONE), account(1));
        assert!(DecayingHotkeyLock::<Test>::contains_key(ONE, account(12)));
    });
}

#[test]
fn owners_change_at_epochs_only() {
    run(|| {
        fallen_network();
        Tempo::<Test>::insert(ONE, 0);
        Taoflow::drain_pending(&[ONE], System::block_number());
        assert!(!changed());
    });
}
