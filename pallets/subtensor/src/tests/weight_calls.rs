//! The twelve calls about weights: how they look to clients (spec `yuma` §13.2),
//! whose signature they want, that each reaches its pallet, and what the guards ask
//! of all of them (§10.9).

use super::mock::*;
use codec::{Compact, Encode};
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo, Pays},
    traits::GetCallName,
    BoundedVec,
};
use pallet_subnets::{
    CommitRevealWeightsEnabled, Error, MechanismCountCurrent, StakeThreshold, SubnetEpochIndex,
    WeightsSetRateLimit,
};
use pallet_yuma::{LastUpdate, TimelockedWeightCommits, ValidatorPermit, WeightCommits, Weights};
use sp_core::H256;
use sp_runtime::{
    traits::{BadOrigin, Dispatchable},
    DispatchResult,
};
use std::collections::BTreeSet;
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

/// How the weights of a commit are hidden in these tests.
const SALT: [u16; 2] = [7, 8];

/// The hash by which account 31 commits to weight uid 0 alone.
fn hash(index: NetUidStorageIndex) -> H256 {
    pallet_yuma::Pallet::<Test>::commit_hash(&account(31), index, &[0], &[1], &SALT, 0)
}

/// Every call about weights on the main or the second mechanism, with its index.
fn weight_calls(netuid: NetUid) -> Vec<(u8, Call)> {
    let (mecid, version_key) = (MechId::new(1), 0);
    let (main, second) = (netuid.into(), netuid.mechanism_index(mecid));
    let (netuids, commit) = (vec![Compact(netuid)], BoundedVec::truncate_from(vec![1, 2]));
    let (dests, weights) = (vec![0], vec![1]);
    let (uids, values, salt) = (vec![0], vec![1], SALT.to_vec());
    vec![
        (
            0,
            Call::set_weights {
                netuid,
                dests: dests.clone(),
                weights: weights.clone(),
                version_key,
            },
        ),
        (
            80,
            Call::batch_set_weights {
                netuids: netuids.clone(),
                weights: vec![vec![(Compact(0), Compact(1))]],
                version_keys: vec![Compact(version_key)],
            },
        ),
        (
            96,
            Call::commit_weights {
                netuid,
                commit_hash: hash(main),
            },
        ),
        (
            97,
            Call::reveal_weights {
                netuid,
                uids: uids.clone(),
                values: values.clone(),
                salt: salt.clone(),
                version_key,
            },
        ),
        (
            98,
            Call::batch_reveal_weights {
                netuid,
                uids_list: vec![uids.clone()],
                values_list: vec![values.clone()],
                salts_list: vec![salt.clone()],
                version_keys: vec![version_key],
            },
        ),
        (
            100,
            Call::batch_commit_weights {
                netuids,
                commit_hashes: vec![hash(main)],
            },
        ),
        (
            113,
            Call::commit_timelocked_weights {
                netuid,
                commit: commit.clone(),
                reveal_round: 9,
                commit_reveal_version: 4,
            },
        ),
        (
            115,
            Call::commit_mechanism_weights {
                netuid,
                mecid,
                commit_hash: hash(second),
            },
        ),
        (
            116,
            Call::reveal_mechanism_weights {
                netuid,
                mecid,
                uids,
                values,
                salt,
                version_key,
            },
        ),
        (
            117,
            Call::commit_crv3_mechanism_weights {
                netuid,
                mecid,
                commit: commit.clone(),
                reveal_round: 9,
            },
        ),
        (
            118,
            Call::commit_timelocked_mechanism_weights {
                netuid,
                mecid,
                commit,
                reveal_round: 9,
                commit_reveal_version: 4,
            },
        ),
        (
            119,
            Call::set_mechanism_weights {
                netuid,
                mecid,
                dests,
                weights,
                version_key,
            },
        ),
    ]
}

fn call_of(netuid: NetUid, index: u8) -> Call {
    let mut calls = weight_calls(netuid).into_iter();
    calls.find(|call| call.0 == index).expect("it is listed").1
}

/// A network of two mechanisms with commit-reveal, with a validator at uid 1 whose
/// hotkey is account 31.
fn network() -> NetUid {
    let netuid = start_network(1, 30);
    join(netuid, 2, 31, 10);
    ValidatorPermit::<Test>::insert(netuid, vec![false, true]);
    MechanismCountCurrent::<Test>::insert(netuid, MechId::new(2));
    CommitRevealWeightsEnabled::<Test>::insert(netuid, true);
    netuid
}

fn check_guards(who: u8, call: Call) -> DispatchResult {
    SubtensorModule::check_guards(&account(who), &call.into())
}

#[test]
fn calls_about_weights_are_normal_and_free() {
    // W-17, for every call about weights there is.
    let mut listed = BTreeSet::new();
    for (index, call) in weight_calls(ONE) {
        assert_eq!(call.encode()[0], index, "{call:?}");
        let info = call.get_dispatch_info();
        assert_eq!(info.class, DispatchClass::Normal, "{call:?}");
        assert_eq!(info.pays_fee, Pays::No, "{call:?}");
        listed.insert(call.get_call_name());
    }
    let known = Call::get_call_names().iter().copied();
    let about_weights = known.filter(|name| name.ends_with("_weights"));
    assert_eq!(listed, about_weights.collect());
}

#[test]
fn calls_about_weights_want_a_signature() {
    run(|| {
        let netuid = network();
        for (index, call) in weight_calls(netuid) {
            let direct = [0, 80, 119].contains(&index);
            CommitRevealWeightsEnabled::<Test>::insert(netuid, !direct);
            for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
                let outcome = RuntimeCall::from(call.clone()).dispatch(origin);
                assert_noop!(outcome, BadOrigin);
            }
        }
    });
}

#[test]
fn commits_and_reveals_reach_their_queues() {
    run(|| {
        let netuid = network();
        let send = |index| signed(31, call_of(netuid, index));
        let main = NetUidStorageIndex::from(netuid);
        let second = netuid.mechanism_index(MechId::new(1));
        let waiting = |index| WeightCommits::<Test>::get(index, account(31)).map_or(0, |q| q.len());
        let sealed = |index| {
            let epoch = Subnets::current_epoch_with_lookahead(netuid);
            TimelockedWeightCommits::<Test>::get(index, epoch).len()
        };

        for (index, queue, expected) in [(96, main, 1), (100, main, 2), (115, second, 1)] {
            assert_ok!(send(index));
            assert_eq!(waiting(queue), expected, "{index}");
        }
        for (index, queue, expected) in [(113, main, 1), (117, second, 1), (118, second, 2)] {
            assert_ok!(send(index));
            assert_eq!(sealed(queue), expected, "{index}");
        }
        SubnetEpochIndex::<Test>::mutate(netuid, |epoch| *epoch += 1);
        for (index, queue, left) in [(97, main, 1), (98, main, 0), (116, second, 0)] {
            Weights::<Test>::remove(queue, 1);
            assert_ok!(send(index));
            assert_eq!(Weights::<Test>::get(queue, 1), [(0, 65_535)], "{index}");
            assert_eq!(waiting(queue), left, "{index}");
        }
        CommitRevealWeightsEnabled::<Test>::insert(netuid, false);
        for (index, queue) in [(0, main), (80, main), (119, second)] {
            Weights::<Test>::remove(queue, 1);
            assert_ok!(send(index));
            assert_eq!(Weights::<Test>::get(queue, 1), [(0, 65_535)], "{index}");
        }
    });
}

#[test]
fn guards_ask_the_least_stake_of_every_call_about_weights() {
    // §10.9, second row; before any other reason.
    run(|| {
        let netuid = network();
        StakeThreshold::<Test>::put(u64::MAX);
        for (_, call) in weight_calls(netuid) {
            for who in [31, 99] {
                assert_noop!(
                    check_guards(who, call.clone()),
                    Error::<Test>::NotEnoughStakeToSetWeights
                );
            }
            // The owner's hotkey needs none.
            assert_ne!(
                check_guards(30, call),
                Err(Error::<Test>::NotEnoughStakeToSetWeights.into())
            );
        }
    });
}

#[test]
fn guards_ask_it_on_every_network_of_a_batch() {
    run(|| {
        let rich = network();
        let poor = start_network(3, 32);
        StakeThreshold::<Test>::put(1);
        let batches = |netuids: &[NetUid]| {
            let netuids: Vec<_> = netuids.iter().copied().map(Compact).collect();
            [
                Call::batch_set_weights {
                    weights: vec![vec![]; netuids.len()],
                    version_keys: vec![Compact(0); netuids.len()],
                    netuids: netuids.clone(),
                },
                Call::batch_commit_weights {
                    commit_hashes: vec![H256::zero(); netuids.len()],
                    netuids,
                },
            ]
        };
        for call in batches(&[rich, rich]) {
            assert_ok!(check_guards(31, call));
        }
        for call in batches(&[rich, poor]) {
            assert_noop!(
                check_guards(31, call),
                Error::<Test>::NotEnoughStakeToSetWeights
            );
        }
    });
}

#[test]
fn guards_want_a_commit_even_for_a_batch_of_no_reveals() {
    run(|| {
        let netuid = network();
        let nothing = Call::batch_reveal_weights {
            netuid,
            uids_list: vec![],
            values_list: vec![],
            salts_list: vec![],
            version_keys: vec![],
        };
        assert_noop!(
            check_guards(31, nothing.clone()),
            Error::<Test>::NoWeightsCommitFound
        );
        assert_ok!(signed(31, call_of(netuid, 96)));
        assert_ok!(check_guards(31, nothing));
    });
}

#[test]
fn guards_let_strangers_pass_the_rate_limit() {
    // §10.9, last row: commits, and weights where commit-reveal is off.
    run(|| {
        let netuid = network();
        WeightsSetRateLimit::<Test>::insert(netuid, 1_000);
        let main = NetUidStorageIndex::from(netuid);
        let second = netuid.mechanism_index(MechId::new(1));
        for (index, queue, error) in [
            (96, main, Error::<Test>::CommittingWeightsTooFast),
            (115, second, Error::CommittingWeightsTooFast),
            (0, main, Error::SettingWeightsTooFast),
            (119, second, Error::SettingWeightsTooFast),
        ] {
            let is_commit = matches!(error, Error::CommittingWeightsTooFast);
            CommitRevealWeightsEnabled::<Test>::insert(netuid, is_commit);
            let call = call_of(netuid, index);
            // Who has never done anything on a mechanism need not wait.
            LastUpdate::<Test>::insert(queue, vec![0; 2]);
            assert_ok!(check_guards(31, call.clone()));
            LastUpdate::<Test>::insert(queue, vec![1; 2]);
            assert_noop!(check_guards(31, call.clone()), error);
            assert_ok!(check_guards(99, call));
        }
    });
}
