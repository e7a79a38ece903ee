//! The guards: which calls they look at, and what they refuse.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_registration::{ColdkeySwapAnnouncements, ColdkeySwapDisputes};
use pallet_subnets::{
    CommitRevealWeightsEnabled, Error, NetworkRateLimit, ServingRateLimit, StakeThreshold,
    WeightsSetRateLimit,
};
use sp_core::H256;
use sp_runtime::{
    traits::{BlakeTwo256, Hash},
    DispatchResult,
};
use subtensor_types::{MechId, NetUid};

/// What the guards say of a call by an account.
fn check(who: u8, call: impl Into<RuntimeCall>) -> DispatchResult {
    SubtensorModule::check_guards(&account(who), &call.into())
}

fn remark() -> frame_system::Call<Test> {
    frame_system::Call::remark { remark: Vec::new() }
}

fn set_weights(netuid: NetUid) -> Call {
    Call::set_weights {
        netuid,
        dests: vec![0],
        weights: vec![1],
        version_key: 0,
    }
}

fn set_mechanism_weights(netuid: NetUid, mecid: u8) -> Call {
    Call::set_mechanism_weights {
        netuid,
        mecid: MechId::new(mecid),
        dests: vec![0],
        weights: vec![1],
        version_key: 0,
    }
}

fn register_network() -> Call {
    Call::register_network {
        hotkey: account(40),
    }
}

/// The calls with which a coldkey sees to its swap.
fn swap_calls() -> Vec<Call> {
    vec![
        Call::announce_coldkey_swap {
            new_coldkey_hash: H256::zero(),
        },
        Call::swap_coldkey_announced {
            new_coldkey: account(9),
        },
        Call::dispute_coldkey_swap {},
        Call::clear_coldkey_swap_announcement {},
    ]
}

#[test]
fn an_announced_swap_leaves_only_the_swap_to_do() {
    run(|| {
        assert_ok!(check(1, remark()));
        ColdkeySwapAnnouncements::<Test>::insert(account(1), (5, H256::zero()));
        for call in swap_calls() {
            assert_ok!(check(1, call));
        }
        let refused = || Error::<Test>::ColdkeySwapAnnounced;
        assert_noop!(check(1, remark()), refused());
        assert_noop!(check(1, register_network()), refused());
        // Not even what only root may do.
        let reset = Call::reset_coldkey_swap {
            coldkey: account(1),
        };
        assert_noop!(check(1, reset), refused());
        assert_ok!(check(2, remark()));
    });
}

#[test]
fn a_disputed_swap_leaves_nothing_to_do() {
    run(|| {
        ColdkeySwapAnnouncements::<Test>::insert(account(1), (5, H256::zero()));
        ColdkeySwapDisputes::<Test>::insert(account(1), 4);
        for call in swap_calls() {
            assert_noop!(check(1, call), Error::<Test>::ColdkeySwapDisputed);
        }
        assert_noop!(check(1, remark()), Error::<Test>::ColdkeySwapDisputed);
        assert_ok!(check(2, remark()));
        // A dispute counts only as long as there is an announcement.
        ColdkeySwapAnnouncements::<Test>::remove(account(1));
        assert_ok!(check(1, remark()));
    });
}

#[test]
fn a_swap_goes_through_the_guards_from_announcement_to_end() {
    run(|| {
        let send = |who: u8, call: Call| {
            check(who, call.clone())?;
            signed(who, call)
        };
        let new_coldkey_hash = BlakeTwo256::hash_of(&account(50));
        assert_ok!(send(1, Call::announce_coldkey_swap { new_coldkey_hash }));
        assert_noop!(
            send(1, register_network()),
            Error::<Test>::ColdkeySwapAnnounced
        );
        System::set_block_number(1 + 36_000);
        assert_ok!(send(
            1,
            Call::swap_coldkey_announced {
                new_coldkey: account(50)
            }
        ));
        assert_ok!(send(50, register_network()));
    });
}

#[test]
fn weights_take_the_least_stake() {
    run(|| {
        let netuid = start_network(1, 30);
        join(netuid, 2, 31, 10);
        StakeThreshold::<Test>::put(u64::MAX);
        for call in [set_weights(netuid), set_mechanism_weights(netuid, 0)] {
            for who in [31, 99] {
                assert_noop!(
                    check(who, call.clone()),
                    Error::<Test>::NotEnoughStakeToSetWeights
                );
            }
            // The owner's hotkey needs none.
            assert_ok!(check(30, call.clone()));
        }
        StakeThreshold::<Test>::put(1);
        assert_ok!(check(31, set_weights(netuid)));
        assert_noop!(
            check(99, set_weights(netuid)),
            Error::<Test>::NotEnoughStakeToSetWeights
        );
    });
}

#[test]
fn weights_are_not_set_too_often() {
    run(|| {
        let netuid = start_network(1, 30);
        join(netuid, 2, 31, 10);
        WeightsSetRateLimit::<Test>::insert(netuid, 5);
        let registered = System::block_number();
        for call in [set_weights(netuid), set_mechanism_weights(netuid, 0)] {
            System::set_block_number(registered + 4);
            assert_noop!(
                check(31, call.clone()),
                Error::<Test>::SettingWeightsTooFast
            );
            // The call itself has a better error for strangers.
            assert_ok!(check(99, call.clone()));
            System::set_block_number(registered + 5);
            assert_ok!(check(31, call));
        }
        assert_noop!(
            check(31, set_mechanism_weights(netuid, 1)),
            Error::<Test>::SettingWeightsTooFast
        );
        // What is committed first is limited at the commit.
        CommitRevealWeightsEnabled::<Test>::insert(netuid, true);
        System::set_block_number(registered + 4);
        assert_ok!(check(31, set_weights(netuid)));
        assert_ok!(check(31, set_mechanism_weights(netuid, 1)));
    });
}

#[test]
fn networks_are_not_registered_too_often() {
    run(|| {
        start_network(1, 30);
        let registered = System::block_number();
        NetworkRateLimit::<Test>::put(7);
        System::set_block_number(registered + 6);
        assert_noop!(
            check(2, register_network()),
            Error::<Test>::NetworkTxRateLimitExceeded
        );
        // With an identity it is the call that refuses.
        let with_identity = Call::register_network_with_identity {
            hotkey: account(40),
            identity: None,
        };
        assert_ok!(check(2, with_identity.clone()));
        assert_noop!(
            signed(2, with_identity),
            Error::<Test>::NetworkTxRateLimitExceeded
        );
        System::set_block_number(registered + 7);
        assert_ok!(check(2, register_network()));
    });
}

#[test]
fn takes_are_set_by_the_owner_within_bounds() {
    // Spec `pools-and-staking` §4.7, in order.
    run(|| {
        start_network(1, 30);
        pallet_staking::MinDelegateTake::<Test>::put(100);
        let hotkey = |n: u8| account(n);
        for call in [
            |hotkey, take| Call::increase_take { hotkey, take },
            |hotkey, take| Call::decrease_take { hotkey, take },
        ] {
            let stranger = hotkey(77);
            assert_noop!(
                check(1, call(stranger.clone(), 99)),
                Error::<Test>::DelegateTakeTooLow
            );
            assert_noop!(
                check(1, call(stranger.clone(), 11_797)),
                Error::<Test>::DelegateTakeTooHigh
            );
            assert_noop!(
                check(1, call(stranger, 100)),
                Error::<Test>::HotKeyAccountNotExists
            );
            assert_noop!(
                check(2, call(hotkey(30), 11_796)),
                Error::<Test>::NonAssociatedColdKey
            );
            // Whether the take rises or falls is for the call to say.
            assert_ok!(check(1, call(hotkey(30), 11_796)));
        }
    });
}

#[test]
fn endpoints_are_published_by_neurons() {
    run(|| {
        let netuid = start_network(1, 30);
        let axon = |ip, port, ip_type| Call::serve_axon {
            netuid,
            version: 1,
            ip,
            port,
            ip_type,
            protocol: 0,
            placeholder1: 0,
            placeholder2: 0,
        };
        let tls = |port| Call::serve_axon_tls {
            netuid,
            version: 1,
            ip: 0,
            port,
            ip_type: 4,
            protocol: 0,
            placeholder1: 0,
            placeholder2: 0,
            certificate: Vec::new(),
        };
        let metrics = |ip| Call::serve_prometheus {
            netuid,
            version: 1,
            ip,
            port: 1,
            ip_type: 4,
        };
        assert_ok!(check(30, axon(0, 1, 4)));
        assert_ok!(check(30, tls(1)));
        assert_ok!(check(30, metrics(7)));
        assert_noop!(
            check(99, axon(0, 1, 4)),
            Error::<Test>::HotKeyNotRegisteredInNetwork
        );
        assert_noop!(check(30, axon(0, 1, 5)), Error::<Test>::InvalidIpType);
        assert_noop!(
            check(30, axon(u128::MAX, 1, 6)),
            Error::<Test>::InvalidIpAddress
        );
        assert_noop!(check(30, tls(0)), Error::<Test>::InvalidPort);
        // Metrics have no address zero, and their address counts first.
        assert_noop!(check(99, metrics(0)), Error::<Test>::InvalidIpAddress);

        assert_ok!(signed(30, axon(0, 1, 4)));
        ServingRateLimit::<Test>::insert(netuid, 2);
        System::set_block_number(System::block_number() + 1);
        assert_noop!(
            check(30, axon(0, 1, 4)),
            Error::<Test>::ServingRateLimitExceeded
        );
    });
}

#[test]
fn other_calls_pass() {
    run(|| {
        let call = Call::add_stake {
            hotkey: account(77),
            netuid: NetUid::new(99),
            amount_staked: Default::default(),
        };
        assert_ok!(check(99, call));
        assert_ok!(check(99, remark()));
    });
}
