//! What coldkeys and networks say of themselves: spec `registration` §1.8.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    ChainIdentityV2, Error, Event, IdentitiesV2, IsNetworkMember, SubnetIdentitiesV3,
    SubnetIdentityV3, SubnetOwner,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// The longest that each field of a coldkey's identity may be, by position.
const COLDKEY_LIMITS: [usize; 7] = [256, 256, 256, 1_024, 256, 1_024, 1_024];
/// The longest that each field of a network's identity may be, by position.
const NETWORK_LIMITS: [usize; 8] = [256, 1_024, 1_024, 1_024, 256, 1_024, 1_024, 1_024];

/// An identity with fields of these lengths; each field repeats its number.
fn coldkey_identity(lengths: [usize; 7]) -> ChainIdentityV2 {
    let [name, url, github_repo, image, discord, description, additional] = fields(lengths);
    ChainIdentityV2 {
        name,
        url,
        github_repo,
        image,
        discord,
        description,
        additional,
    }
}

/// As [`coldkey_identity`], of a network.
fn network_identity(lengths: [usize; 8]) -> SubnetIdentityV3 {
    let [subnet_name, github_repo, subnet_contact, subnet_url, discord, description, logo_url, additional] =
        fields(lengths);
    SubnetIdentityV3 {
        subnet_name,
        github_repo,
        subnet_contact,
        subnet_url,
        discord,
        description,
        logo_url,
        additional,
    }
}

fn fields<const N: usize>(lengths: [usize; N]) -> [Vec<u8>; N] {
    core::array::from_fn(|field| vec![u8::try_from(field).expect("there are few"); lengths[field]])
}

fn set_identity(coldkey: u16, identity: &ChainIdentityV2) -> DispatchResult {
    call(|| Registration::do_set_identity(account(coldkey), identity.clone()))
}

fn set_subnet_identity(
    coldkey: u16,
    netuid: NetUid,
    identity: &SubnetIdentityV3,
) -> DispatchResult {
    call(|| Registration::do_set_subnet_identity(&account(coldkey), netuid, identity.clone()))
}

#[test]
fn coldkey_with_a_neuron_describes_itself() {
    at_block(1, || {
        register_network(1, 2);
        for identity in [
            coldkey_identity([0; 7]),
            coldkey_identity(COLDKEY_LIMITS),
            coldkey_identity([7; 7]),
        ] {
            assert_ok!(set_identity(1, &identity));
            assert_eq!(IdentitiesV2::<Test>::get(account(1)), Some(identity));
            assert_eq!(events().last(), Some(&Event::ChainIdentitySet(account(1))));
        }
    });
}

#[test]
fn coldkey_without_a_neuron_does_not() {
    at_block(1, || {
        let netuid = register_network(1, 2);
        let identity = coldkey_identity([1; 7]);
        let refused = Error::<Test>::HotKeyNotRegisteredInNetwork;
        // It owns nothing, then a hotkey that has no uid anywhere.
        assert_noop!(set_identity(3, &identity), refused);
        assert_ok!(Staking::create_account_if_non_existent(
            &account(3),
            &account(4)
        ));
        let refused = || Error::<Test>::HotKeyNotRegisteredInNetwork;
        assert_noop!(set_identity(3, &identity), refused());
        // An entry of `false` is no membership.
        IsNetworkMember::<Test>::insert(account(4), netuid, false);
        assert_noop!(set_identity(3, &identity), refused());
        // Membership is checked before the lengths.
        assert_noop!(set_identity(3, &coldkey_identity([2_000; 7])), refused());
        Registration::append_neuron(netuid, &account(4));
        assert_ok!(set_identity(3, &identity));
    });
}

#[test]
fn fields_of_a_coldkey_are_bounded() {
    at_block(1, || {
        register_network(1, 2);
        for field in 0..COLDKEY_LIMITS.len() {
            let mut lengths = [0; 7];
            lengths[field] = COLDKEY_LIMITS[field];
            assert_ok!(set_identity(1, &coldkey_identity(lengths)));
            lengths[field] += 1;
            assert_noop!(
                set_identity(1, &coldkey_identity(lengths)),
                Error::<Test>::InvalidIdentity
            );
        }
    });
}

#[test]
fn owner_describes_its_network() {
    at_block(1, || {
        let netuid = register_network(1, 2);
        for identity in [
            network_identity([0; 8]),
            network_identity(NETWORK_LIMITS),
            network_identity([7; 8]),
        ] {
            assert_ok!(set_subnet_identity(1, netuid, &identity));
            assert_eq!(SubnetIdentitiesV3::<Test>::get(netuid), Some(identity));
            assert_eq!(events().last(), Some(&Event::SubnetIdentitySet(netuid)));
        }
    });
}

#[test]
fn others_do_not_describe_a_network() {
    at_block(1, || {
        let netuid = register_network(1, 2);
        let identity = network_identity([1; 8]);
        for stranger in [2, 3] {
            assert_noop!(
                set_subnet_identity(stranger, netuid, &identity),
                Error::<Test>::NotSubnetOwner
            );
        }
        assert_noop!(
            set_subnet_identity(1, NetUid::new(9), &identity),
            Error::<Test>::NotSubnetOwner
        );
        // Ownership is checked before the lengths.
        assert_noop!(
            set_subnet_identity(3, netuid, &network_identity([2_000; 8])),
            Error::<Test>::NotSubnetOwner
        );
        SubnetOwner::<Test>::insert(netuid, account(3));
        assert_ok!(set_subnet_identity(3, netuid, &identity));
    });
}

#[test]
fn fields_of_a_network_are_bounded() {
    at_block(1, || {
        let netuid = register_network(1, 2);
        for field in 0..NETWORK_LIMITS.len() {
            let mut lengths = [0; 8];
            lengths[field] = NETWORK_LIMITS[field];
            assert_ok!(set_subnet_identity(1, netuid, &network_identity(lengths)));
            lengths[field] += 1;
            assert_noop!(
                set_subnet_identity(1, netuid, &network_identity(lengths)),
                Error::<Test>::InvalidIdentity
            );
        }
    });
}
