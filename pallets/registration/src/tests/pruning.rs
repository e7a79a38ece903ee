//! Who leaves a full network: spec `registration` §3.6, §3.7 and §9, rows 62 to
//! 70.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    BlockAtRegistration, Error, ImmuneOwnerUidsLimit, ImmunityPeriod, Keys, MaxAllowedUids,
    MinNonImmuneUids, SubnetOwner, SubnetOwnerHotkey, SubnetworkN, Uids,
};
use pallet_yuma::Emission;
use subtensor_types::AlphaBalance;

/// The coldkey that owns the network.
const OWNER: u16 = 1;

/// Neurons by uid: coldkey, block of registration and emission. Hotkeys are 10
/// more than the uid; nobody's floor of non-immune neurons counts.
fn network(immunity: u16, neurons: &[(u16, u64, u64)]) {
    add_network(NETUID);
    set_price(NETUID, 0, 0, u64::MAX);
    SubnetOwner::<Test>::insert(NETUID, account(OWNER));
    ImmunityPeriod::<Test>::insert(NETUID, immunity);
    MinNonImmuneUids::<Test>::insert(NETUID, 0);
    for (hotkey, (coldkey, ..)) in (10..).zip(neurons) {
        assert_ok!(register(NETUID, *coldkey, hotkey));
    }
    for (uid, (_, block, _)) in (0..).zip(neurons) {
        BlockAtRegistration::<Test>::insert(NETUID, uid, block);
    }
    let emissions = neurons.iter().map(|n| AlphaBalance::new(n.2));
    Emission::<Test>::insert(NETUID, emissions.collect::<Vec<_>>());
}

fn candidate() -> Option<u16> {
    Registration::neuron_to_prune(NETUID)
}

#[test]
fn least_emission_goes_among_the_immune() {
    // Row 62.
    at_block(1, || {
        network(2, &[(2, 0, 100), (2, 1, 110)]);
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 0);
        assert_eq!(candidate(), Some(0));
    });
}

#[test]
fn least_emission_goes_among_the_others() {
    // Row 63.
    at_block(4, || {
        network(2, &[(2, 0, 100), (2, 1, 110)]);
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 0);
        assert_eq!(candidate(), Some(0));
    });
}

#[test]
fn oldest_keys_of_the_owner_stay() {
    // Row 64.
    at_block(10, || {
        network(1, &[(OWNER, 0, 0), (OWNER, 1, 0), (2, 2, 1)]);
        SubnetOwnerHotkey::<Test>::insert(NETUID, account(10));
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 1);
        assert_eq!(candidate(), Some(1));
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 2);
        assert_eq!(candidate(), Some(2));
    });
}

#[test]
fn keys_of_the_owner_stay_even_if_all_are_immune() {
    // Row 65.
    at_block(20, || {
        network(100, &[(OWNER, 12, 0), (OWNER, 11, 0), (2, 10, 1)]);
        SubnetOwnerHotkey::<Test>::insert(NETUID, account(10));
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 2);
        assert_eq!(candidate(), Some(2));
    });
}

#[test]
fn newcomer_takes_the_uid_of_who_leaves() {
    // Row 66: the immune neuron has less, but the non-immune oldest goes.
    at_block(1_000, || {
        network(100, &[(2, 850, 10), (2, 800, 10), (2, 990, 1)]);
        MaxAllowedUids::<Test>::insert(NETUID, 3);
        assert_eq!(candidate(), Some(1));
        assert_ok!(register(NETUID, 3, 50));
        assert_eq!(Uids::<Test>::get(NETUID, account(50)), Some(1));
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 3);
        assert_eq!(Keys::<Test>::get(NETUID, 0), account(10));
        assert_eq!(Keys::<Test>::get(NETUID, 2), account(12));
        assert_eq!(BlockAtRegistration::<Test>::get(NETUID, 1), 1_000);
    });
}

#[test]
fn floor_of_non_immune_neurons_is_strict() {
    // Row 67.
    at_block(200, || {
        network(100, &[(2, 0, 1), (2, 0, 1), (2, 0, 1), (2, 150, 9)]);
        MinNonImmuneUids::<Test>::insert(NETUID, 3);
        assert_eq!(candidate(), Some(3));
        MinNonImmuneUids::<Test>::insert(NETUID, 2);
        assert_eq!(candidate(), Some(0));
    });
}

#[test]
fn oldest_goes_among_equals() {
    // Row 68.
    at_block(200, || {
        network(100, &[(2, 1, 7), (2, 2, 7), (2, 3, 7)]);
        assert_eq!(candidate(), Some(0));
        BlockAtRegistration::<Test>::insert(NETUID, 0, 3);
        assert_eq!(candidate(), Some(1));
        BlockAtRegistration::<Test>::insert(NETUID, 1, 3);
        assert_eq!(candidate(), Some(0));
    });
}

#[test]
fn nobody_goes_where_all_belong_to_the_owner() {
    // Row 69.
    at_block(200, || {
        network(1, &[(OWNER, 0, 0), (OWNER, 0, 0), (OWNER, 0, 0)]);
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 10);
        assert_eq!(candidate(), None);
        MaxAllowedUids::<Test>::insert(NETUID, 3);
        fund(&account(3), 1_000);
        assert_noop!(register(NETUID, 3, 50), Error::<Test>::NoNeuronIdAvailable);
    });
}

#[test]
fn owner_hotkey_replaces_the_oldest_key_among_the_immune() {
    // Row 70.
    at_block(200, || {
        network(1, &[(OWNER, 0, 0), (OWNER, 1, 1), (2, 2, 2), (2, 3, 3)]);
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 1);
        SubnetOwnerHotkey::<Test>::insert(NETUID, account(10));
        assert_eq!(candidate(), Some(1));
        SubnetOwnerHotkey::<Test>::insert(NETUID, account(11));
        assert_eq!(candidate(), Some(0));
    });
}

#[test]
fn owner_hotkey_of_another_coldkey_stays_too() {
    // §3.7: it is put in front and the list is cut to the limit again.
    at_block(200, || {
        network(1, &[(OWNER, 0, 0), (2, 1, 1)]);
        SubnetOwnerHotkey::<Test>::insert(NETUID, account(11));
        assert_eq!(candidate(), Some(0));
    });
}

#[test]
fn empty_network_has_no_candidate() {
    at_block(1, || {
        network(1, &[]);
        assert_eq!(candidate(), None);
    });
}

#[test]
fn small_full_network_without_immune_neurons_refuses() {
    // §3.6: at most ten non-immune neurons are never replaced.
    at_block(200, || {
        network(1, &[(2, 0, 0); 10]);
        MinNonImmuneUids::<Test>::remove(NETUID);
        MaxAllowedUids::<Test>::insert(NETUID, 10);
        assert_noop!(register(NETUID, 3, 50), Error::<Test>::NoNeuronIdAvailable);
    });
}
