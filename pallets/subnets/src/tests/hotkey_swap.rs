//! What the registry moves in a hotkey swap: spec `registration` §5.

use super::mock::*;
use crate::*;
use subtensor_types::NetUid;

const NETUID: NetUid = NetUid::new(1);

fn axon() -> AxonInfo {
    AxonInfo {
        block: 1,
        version: 2,
        ip: 3,
        port: 4,
        ip_type: 4,
        protocol: 0,
        placeholder1: 0,
        placeholder2: 0,
    }
}

fn prometheus() -> PrometheusInfo {
    PrometheusInfo {
        block: 1,
        version: 2,
        ip: 3,
        port: 4,
        ip_type: 4,
    }
}

fn certificate() -> NeuronCertificate {
    NeuronCertificate {
        public_key: vec![7; 32].try_into().expect("32 bytes fit"),
        algorithm: 1,
    }
}

/// Publishes everything a neuron can.
fn serve(hotkey: &sp_runtime::AccountId32) {
    Axons::<Test>::insert(NETUID, hotkey, axon());
    Prometheus::<Test>::insert(NETUID, hotkey, prometheus());
    NeuronCertificates::<Test>::insert(NETUID, hotkey, certificate());
}

#[test]
fn a_member_gives_its_uid_and_endpoints_away() {
    with_network(NETUID, || {
        Subnets::append_key(NETUID, &account(7), 1);
        Subnets::append_key(NETUID, &account(8), 2);
        serve(&account(8));
        assert!(Subnets::swap_key(NETUID, &account(8), &account(9)));

        assert_eq!(Uids::<Test>::get(NETUID, account(9)), Some(1));
        assert_eq!(Keys::<Test>::get(NETUID, 1), account(9));
        assert!(IsNetworkMember::<Test>::get(account(9), NETUID));
        assert_eq!(BlockAtRegistration::<Test>::get(NETUID, 1), 2);
        assert_eq!(Axons::<Test>::get(NETUID, account(9)), Some(axon()));
        assert_eq!(
            Prometheus::<Test>::get(NETUID, account(9)),
            Some(prometheus())
        );
        assert_eq!(
            NeuronCertificates::<Test>::get(NETUID, account(9)),
            Some(certificate())
        );
        assert!(!Uids::<Test>::contains_key(NETUID, account(8)));
        assert!(!Subnets::has_membership_entry(NETUID, &account(8)));
        assert!(!Axons::<Test>::contains_key(NETUID, account(8)));
        assert!(!Prometheus::<Test>::contains_key(NETUID, account(8)));
        assert!(!NeuronCertificates::<Test>::contains_key(
            NETUID,
            account(8)
        ));
        assert_eq!(Uids::<Test>::get(NETUID, account(7)), Some(0));
    });
}

#[test]
fn who_is_no_member_leaves_an_entry_that_says_so() {
    // The quirk of §5: the entry counts as a registration for swaps on one network.
    with_network(NETUID, || {
        serve(&account(8));
        assert!(!Subnets::swap_key(NETUID, &account(8), &account(9)));
        assert!(Subnets::has_membership_entry(NETUID, &account(9)));
        assert!(!IsNetworkMember::<Test>::get(account(9), NETUID));
        assert!(!Subnets::is_registered_anywhere(&account(9)));
        // Endpoints of who is no member are not looked for.
        assert!(Axons::<Test>::contains_key(NETUID, account(8)));
        assert!(!Axons::<Test>::contains_key(NETUID, account(9)));
    });
}

#[test]
fn rate_limits_follow_the_hotkey() {
    with_network(NETUID, || {
        let last = |key: RateLimitKey<_>| LastRateLimitedBlock::<Test>::get(key);
        let keys = |n: u8| {
            [
                RateLimitKey::LastTxBlock(account(n)),
                RateLimitKey::LastTxBlockDelegateTake(account(n)),
                RateLimitKey::LastTxBlockChildKeyTake(account(n)),
            ]
        };
        for (block, key) in (5..).zip(keys(8)) {
            LastRateLimitedBlock::<Test>::insert(key, block);
        }
        Subnets::copy_hotkey_limits(&account(8), &account(9));
        assert_eq!(keys(8).map(last), [5, 6, 7]);
        assert_eq!(keys(9).map(last), [5, 6, 7]);
        Subnets::forget_hotkey_limits(&account(8));
        assert!(keys(8)
            .iter()
            .all(|key| !LastRateLimitedBlock::<Test>::contains_key(key)));
        assert_eq!(keys(9).map(last), [5, 6, 7]);
    });
}
