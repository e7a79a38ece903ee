//! Spec `yuma` §15.3: epochs through storage, and what they leave there.

use super::mock::*;
use crate::{
    Active, Bonds, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight,
    TimelockedWeightCommits, ValidatorPermit, ValidatorTrust, VotingPowerTrackingEnabled,
    WeightCommits, Weights,
};
use pallet_subnets::{
    BlockAtRegistration, BondsMovingAverage, Event, Kappa, LastMechansimStepBlock,
    MaxAllowedValidators, MechanismCountCurrent, StakeThreshold, SubnetOwnerHotkey, Tempo,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use subtensor_types::{AlphaBalance, MechId};

const RAO: u64 = 1_000_000_000;

/// Runs an epoch on 10⁹ rao; gives what each uid earned by serving and by
/// validating, after checking that rows come in the order of accounts.
fn run() -> (Vec<u64>, Vec<u64>) {
    let rows = Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(RAO));
    assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
    let uids = Subnets::keys_in_uid_order(NETUID);
    uids.into_iter()
        .map(|(_, hotkey)| {
            let row = rows.iter().find(|row| row.0 == hotkey).unwrap();
            (row.1.to_u64(), row.2.to_u64())
        })
        .unzip()
}

fn bonds(uid: u16) -> Vec<(u16, u16)> {
    assert!(Bonds::<Test>::contains_key(INDEX, uid));
    Bonds::<Test>::get(INDEX, uid)
}

fn emission() -> Vec<u64> {
    let emission = Emission::<Test>::get(NETUID);
    emission.into_iter().map(AlphaBalance::to_u64).collect()
}

#[test]
fn every_vector_is_stored() {
    // Y-5 to Y-7.
    with_neurons(&[1, 1, 1, 1], || {
        Tempo::<Test>::insert(NETUID, 1);
        put_weights(0, &[(2, 65535), (3, 65535)]);
        put_weights(1, &[(2, 65535), (3, 65535)]);
        LastUpdate::<Test>::insert(INDEX, vec![1; 4]);
        let (server, validator) = run();
        assert_eq!(server, [0, 0, 250_000_000, 250_000_000]);
        assert_eq!(validator, [250_000_000, 250_000_000, 0, 0]);
        assert_eq!(emission(), [250_000_000; 4]);
        assert_eq!(Active::<Test>::get(NETUID), [true; 4]);
        assert_eq!(ValidatorPermit::<Test>::get(NETUID), [true; 4]);
        assert_eq!(StakeWeight::<Test>::get(NETUID), [16383; 4]);
        assert_eq!(Consensus::<Test>::get(NETUID), [0, 0, 32767, 32767]);
        assert_eq!(Incentive::<Test>::get(INDEX), [0, 0, 32767, 32767]);
        assert_eq!(Dividends::<Test>::get(NETUID), [32767, 32767, 0, 0]);
        assert_eq!(ValidatorTrust::<Test>::get(NETUID), [65535, 65535, 0, 0]);
        for uid in 0..2 {
            assert_eq!(bonds(uid), [(2, 65535), (3, 65535)]);
        }
        // Every uid has a row, if an empty one.
        assert_eq!((bonds(2), bonds(3)), (vec![], vec![]));
        let emissions = [0, 0, 250_000_000, 250_000_000];
        assert_eq!(
            events(),
            [Event::IncentiveAlphaEmittedToMiners {
                netuid: INDEX,
                emissions: emissions.map(AlphaBalance::new).to_vec(),
            }]
        );

        for (block, uid, dividends, emission, bond) in [
            (5002, 0, [36044, 29490], [274_999_999, 224_999_999], 53619),
            (5003, 1, [35716, 29818], [272_501_132, 227_498_866], 54712),
        ] {
            System::set_block_number(block);
            put_weights(uid, &[(2, 65535), (3, 65535)]);
            let (_, validator) = run();
            assert_eq!(Dividends::<Test>::get(NETUID)[..2], dividends);
            assert_eq!(validator[..2], emission);
            assert_eq!(bonds(1), [(2, bond), (3, bond)]);
        }
        // An epoch never writes weights or updates.
        assert_eq!(LastUpdate::<Test>::get(INDEX), [5002, 5003, 1, 1]);
        assert_eq!(Weights::<Test>::iter_prefix(INDEX).count(), 2);
    });
}

#[test]
fn permits_and_activity_decide_who_is_paid() {
    // Y-12, Y-13, Y-14, Y-16.
    with_neurons(&[RAO, RAO], || {
        assert_eq!(run(), (vec![0, 0], vec![500_000_000; 2]));
        set_permits(NETUID, &[true]);
        assert_eq!(run().1, [RAO, 0]);

        Tempo::<Test>::insert(NETUID, 10);
        System::set_block_number(1000);
        LastUpdate::<Test>::insert(INDEX, vec![999, 1]);
        assert_eq!(run().1, [RAO, 0]);
        assert_eq!(Active::<Test>::get(NETUID), [true, false]);
    });
    with_neurons(&[2 * RAO, RAO], || {
        MaxAllowedValidators::<Test>::insert(NETUID, 1);
        assert_eq!(run().1, [666_666_666, 333_333_333]);
        assert_eq!(ValidatorPermit::<Test>::get(NETUID), [true, false]);
    });
}

#[test]
fn hyperparameters_reach_the_epoch() {
    // Y-23 to Y-25.
    for (kappa, average, validators, servers) in [
        (32767, 900_000, 250_000_000, 250_000_000),
        (32768, 900_000, 500_000_000, 0),
        (32767, 1_000_000, 0, 500_000_000),
    ] {
        with_neurons(&[RAO, RAO, 0, 0], || {
            Kappa::<Test>::insert(NETUID, kappa);
            BondsMovingAverage::<Test>::insert(NETUID, average);
            put_weights(0, &[(2, 65535), (3, 0)]);
            put_weights(1, &[(2, 0), (3, 65535)]);
            let (server, validator) = run();
            assert_eq!(validator[..2], [validators; 2]);
            assert_eq!(server[2..], [servers; 2]);
        });
    }
}

#[test]
fn the_owner_is_exempt() {
    // Y-26, Y-21.
    with_neurons(&[50, 49, 10], || {
        StakeThreshold::<Test>::set(50);
        MaxAllowedValidators::<Test>::insert(NETUID, 1);
        SubnetOwnerHotkey::<Test>::insert(NETUID, hotkey(2));
        assert_eq!(run().1, [833_333_333, 0, 166_666_666]);
        assert_eq!(ValidatorPermit::<Test>::get(NETUID), [true, false, true]);
    });
    with_neurons(&[RAO, 0], || {
        SubnetOwnerHotkey::<Test>::insert(NETUID, hotkey(0));
        put_weights(0, &[(0, 65535), (1, 65535)]);
        assert_eq!(run().0, [250_000_000; 2]);
        assert_eq!(emission(), [750_000_000, 250_000_000]);
    });
}

#[test]
fn targets_that_came_after_the_weights_earn_nothing() {
    // Y-10, Y-11.
    with_neurons(&[1, 0], || {
        put_weights(0, &[(1, 65535)]);
        BlockAtRegistration::<Test>::insert(NETUID, 1, 1);
        run();
        assert_eq!(emission(), [RAO, 0]);
        System::set_block_number(2);
        put_weights(0, &[(1, 65535)]);
        run();
        assert_eq!(emission(), [500_000_000; 2]);
    });
}

#[test]
fn bonds_to_a_target_registered_since_the_last_epoch_are_void() {
    // §6: the previous epoch at block 50; the target came back at 51.
    with_neurons(&[1, 0, 0], || {
        System::set_block_number(60);
        for (registered, kept) in [(50, vec![(1, 65535), (2, 65535)]), (51, vec![(2, 65535)])] {
            Bonds::<Test>::insert(INDEX, 0, vec![(1, 65535), (2, 65535)]);
            LastMechansimStepBlock::<Test>::insert(NETUID, 50);
            BlockAtRegistration::<Test>::insert(NETUID, 1, registered);
            run();
            assert_eq!(bonds(0), kept);
        }
    });
}

#[test]
fn a_hole_in_the_keys_shifts_what_is_behind_it() {
    // §7: terms are written by position.
    with_neurons(&[1, 1, 2], || {
        pallet_subnets::Keys::<Test>::remove(NETUID, 1);
        let rows = Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(RAO));
        assert_eq!(rows.len(), 2);
        assert_eq!(emission(), [333_333_333, 666_666_666]);
        pallet_subnets::Keys::<Test>::insert(NETUID, 1, hotkey(1));
        run();
    });
}

#[test]
fn stake_comes_with_roots_weight_and_from_parents() {
    // §2.1, §2.2: uid 0 has root stake at full weight, uid 1 gets all of it as
    // a child.
    with_neurons(&[RAO, RAO], || {
        pallet_staking::TaoWeight::<Test>::set(u64::MAX);
        pallet_staking::TotalHotkeyAlpha::<Test>::insert(
            hotkey(0),
            subtensor_types::NetUid::ROOT,
            AlphaBalance::new(2 * RAO),
        );
        assert_eq!(run().1, [750_000_000, 250_000_000]);
        pallet_staking::ChildKeys::<Test>::insert(hotkey(0), NETUID, vec![(u64::MAX, hotkey(1))]);
        pallet_staking::ParentKeys::<Test>::insert(hotkey(1), NETUID, vec![(u64::MAX, hotkey(0))]);
        assert_eq!(run().1, [0, RAO]);
    });
}

#[test]
fn an_empty_network_runs() {
    with_neurons(&[], || {
        assert_eq!(run(), (vec![], vec![]));
    });
}

/// Every key of the storage with its value.
fn contents() -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut key = Vec::new();
    while let Some(next) = sp_io::storage::next_key(&key) {
        let value = sp_io::storage::get(&next).unwrap_or_default().to_vec();
        found.insert(next.clone(), value);
        key = next;
    }
    found
}

/// The items of this pallet and of `System` under which keys have changed.
fn changed_items(before: &BTreeMap<Vec<u8>, Vec<u8>>) -> BTreeSet<&'static str> {
    let after = contents();
    let hash = |name: &str| sp_io::hashing::twox_128(name.as_bytes());
    let name_of = |key: &[u8]| {
        let items = ITEMS.iter().find(|item| {
            let pallet = if item.starts_with("Event") {
                "System"
            } else {
                "Yuma"
            };
            key.starts_with(&[hash(pallet), hash(item)].concat())
        });
        items.copied().unwrap_or("something else")
    };
    before
        .keys()
        .chain(after.keys())
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| name_of(key))
        .collect()
}

/// What an epoch writes (§16, 10), and FRAME's events.
const ITEMS: [&str; 12] = [
    "Active",
    "Bonds",
    "Consensus",
    "Dividends",
    "Emission",
    "EventCount",
    "Events",
    "Incentive",
    "StakeWeight",
    "ValidatorPermit",
    "ValidatorTrust",
    "VotingPower",
];

#[test]
fn an_epoch_writes_its_terms_and_nothing_else() {
    // Two mechanisms, commits that wait, voting power; no vector is as it will be.
    with_commit_reveal(5, || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        VotingPowerTrackingEnabled::<Test>::insert(NETUID, true);
        let second = NETUID.mechanism_index(MechId::new(1));
        for index in [INDEX, second] {
            LastUpdate::<Test>::insert(index, vec![1; 2]);
            Weights::<Test>::insert(index, 0, vec![(1, 65535)]);
            WeightCommits::<Test>::insert(index, hotkey(0), VecDeque::new());
            TimelockedWeightCommits::<Test>::insert(index, 1, VecDeque::new());
        }
        set_permits(NETUID, &[true, false]);
        Active::<Test>::insert(NETUID, vec![false; 2]);
        Emission::<Test>::insert(NETUID, vec![AlphaBalance::new(9); 2]);
        Consensus::<Test>::insert(NETUID, vec![9; 2]);
        Dividends::<Test>::insert(NETUID, vec![9; 2]);
        StakeWeight::<Test>::insert(NETUID, vec![9; 2]);
        ValidatorTrust::<Test>::insert(NETUID, vec![9; 2]);
        System::reset_events();

        let before = contents();
        run();
        assert_eq!(changed_items(&before), BTreeSet::from(ITEMS));
        for index in [INDEX, second] {
            assert_eq!(Incentive::<Test>::get(index), [0, 65535]);
            assert_eq!(Bonds::<Test>::iter_prefix(index).count(), 2);
        }
        let told = events();
        assert_eq!(told.len(), 2);
        assert!(told
            .iter()
            .all(|event| matches!(event, Event::IncentiveAlphaEmittedToMiners { .. })));
    });
}
