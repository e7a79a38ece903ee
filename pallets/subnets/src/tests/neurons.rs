use super::mock::*;
use crate::*;
use subtensor_types::NetUid;

const NETUID: NetUid = NetUid::new(1);

#[test]
fn append_gives_uids_in_order_and_replace_keeps_the_number() {
    with_network(NETUID, || {
        assert_eq!(Subnets::append_key(NETUID, &account(7), 1), 0);
        assert_eq!(Subnets::append_key(NETUID, &account(8), 1), 1);
        Subnets::replace_key(NETUID, 0, &account(7), &account(9), 5);

        assert_eq!(SubnetworkN::<Test>::get(NETUID), 2);
        assert_eq!(Subnets::hotkey_of(NETUID, 0), Some(account(9)));
        assert_eq!(BlockAtRegistration::<Test>::get(NETUID, 0), 5);
        assert!(!Subnets::is_registered(NETUID, &account(7)));
        assert!(!IsNetworkMember::<Test>::get(account(7), NETUID));
        assert_eq!(
            Subnets::uid_of(NETUID, &account(7)),
            Err(Error::<Test>::HotKeyNotRegisteredInSubNet)
        );
    });
}

#[test]
fn try_state_finds_maps_that_disagree() {
    with_network(NETUID, || {
        Subnets::append_key(NETUID, &account(7), 1);
        Uids::<Test>::insert(NETUID, account(7), 3);
        assert!(Subnets::do_try_state().is_err());
        Uids::<Test>::insert(NETUID, account(7), 0);
    });
}

/// Spec `registration` §8, 1 and 3.
#[test]
fn try_state_finds_members_without_uid_and_too_many_neurons() {
    with_network(NETUID, || {
        Subnets::append_key(NETUID, &account(7), 1);
        IsNetworkMember::<Test>::remove(account(7), NETUID);
        assert!(Subnets::do_try_state().is_err());
        IsNetworkMember::<Test>::insert(account(7), NETUID, true);

        IsNetworkMember::<Test>::insert(account(8), NETUID, true);
        assert!(Subnets::do_try_state().is_err());
        // What a hotkey swap leaves is no membership.
        IsNetworkMember::<Test>::insert(account(8), NETUID, false);
        assert!(Subnets::do_try_state().is_ok());

        MaxAllowedUids::<Test>::insert(NETUID, 0);
        assert!(Subnets::do_try_state().is_err());
        MaxAllowedUids::<Test>::insert(NETUID, 1);
    });
}

/// Spec `registration` §9, row 25.
#[test]
fn accounts_of_networks_are_distinct_and_recognised() {
    with_network(NETUID, || {
        let mut seen = alloc::collections::BTreeSet::new();
        for netuid in 0..2048u16 {
            let account = Subnets::subnet_account_unchecked(netuid.into());
            assert!(Subnets::is_system_account(&account));
            assert!(seen.insert(account));
        }
        assert!(!Subnets::is_system_account(&account(7)));
        let first = Subnets::subnet_account(NETUID).expect("the network exists");
        let bytes: &[u8] = first.as_ref();
        assert_eq!(&bytes[..14], b"modlsubtensr\x01\x00");
        assert_eq!(Subnets::subnet_account(NetUid::new(9)), None);
    });
}
