//! Several mechanisms: spec `yuma` §15.9, and `emission` §13.6, rows 119, 120 and
//! 123.

use super::mock::*;
use crate::{
    Bonds, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight,
    TimelockedWeightCommits, ValidatorTrust, WeightCommits, Weights,
};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{Error, Event, MaxAllowedUids, MechanismCountCurrent, MechanismEmissionSplit};
use std::collections::VecDeque;
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

type Errors = Error<Test>;

const RAO: u64 = 1_000_000_000;

fn index(mecid: u8) -> NetUidStorageIndex {
    NETUID.mechanism_index(MechId::new(mecid))
}

fn set_count(count: u8) -> frame_support::dispatch::DispatchResult {
    Yuma::do_set_mechanism_count(NETUID, MechId::new(count))
}

#[test]
fn the_count_has_bounds() {
    // S-4, S-5.
    with_neurons(&[1], || {
        MaxAllowedUids::<Test>::insert(NETUID, 64);
        assert_noop!(set_count(0), Errors::InvalidValue);
        assert_noop!(set_count(3), Errors::InvalidValue);
        assert_noop!(
            Yuma::do_set_mechanism_count(NetUid::new(9), MechId::new(1)),
            Errors::MechanismDoesNotExist
        );
        MaxAllowedUids::<Test>::insert(NETUID, 256);
        assert_noop!(set_count(2), Errors::TooManyUIDsPerMechanism);
        MaxAllowedUids::<Test>::insert(NETUID, 128);
        assert_ok!(set_count(2));
        assert_eq!(MechanismCountCurrent::<Test>::get(NETUID).get(), 2);
        assert_eq!(events(), []);
    });
}

#[test]
fn the_split_has_rules() {
    // §11.3.
    with_neurons(&[1], || {
        let set = |split| Yuma::do_set_emission_split(NETUID, split);
        for split in [vec![], vec![65535, 0], vec![65534]] {
            assert_noop!(set(Some(split)), Errors::InvalidValue);
        }
        assert_ok!(set(Some(vec![65535])));
        assert_eq!(
            MechanismEmissionSplit::<Test>::get(NETUID),
            Some(vec![65535])
        );
        assert_ok!(set(None));
        assert_eq!(MechanismEmissionSplit::<Test>::get(NETUID), None);
    });
}

#[test]
fn removed_mechanisms_are_cleared() {
    // S-6.
    with_neurons(&[1], || {
        MaxAllowedUids::<Test>::insert(NETUID, 64);
        pallet_subnets::MaxMechanismCount::<Test>::set(MechId::new(3));
        assert_ok!(set_count(3));
        assert_ok!(Yuma::do_set_emission_split(NETUID, Some(vec![65535])));
        for mecid in [1, 2] {
            Weights::<Test>::insert(index(mecid), 0, vec![(0, 1)]);
            Bonds::<Test>::insert(index(mecid), 0, vec![(0, 1)]);
            Incentive::<Test>::insert(index(mecid), vec![1]);
            LastUpdate::<Test>::insert(index(mecid), vec![1]);
            WeightCommits::<Test>::insert(index(mecid), hotkey(0), VecDeque::new());
            TimelockedWeightCommits::<Test>::insert(index(mecid), 1, VecDeque::new());
        }
        assert_ok!(set_count(3));
        assert!(MechanismEmissionSplit::<Test>::contains_key(NETUID));
        assert_ok!(set_count(2));
        assert!(!MechanismEmissionSplit::<Test>::contains_key(NETUID));
        for (mecid, kept) in [(1, true), (2, false)] {
            assert_eq!(Weights::<Test>::contains_key(index(mecid), 0), kept);
            assert_eq!(Bonds::<Test>::contains_key(index(mecid), 0), kept);
            assert_eq!(Incentive::<Test>::contains_key(index(mecid)), kept);
            assert_eq!(LastUpdate::<Test>::contains_key(index(mecid)), kept);
            assert_eq!(
                WeightCommits::<Test>::contains_key(index(mecid), hotkey(0)),
                kept
            );
            assert_eq!(
                TimelockedWeightCommits::<Test>::contains_key(index(mecid), 1),
                kept
            );
        }
    });
}

#[test]
fn each_mechanism_stores_its_own_rows() {
    // S-7.
    with_neurons(&[RAO, RAO], || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        for mecid in [0, 1] {
            LastUpdate::<Test>::insert(index(mecid), vec![1, 1]);
            for uid in [0, 1] {
                Weights::<Test>::insert(index(mecid), uid, vec![(0, 65535), (1, 65535)]);
            }
        }
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(RAO));
        for mecid in [0, 1] {
            assert_eq!(Incentive::<Test>::get(index(mecid)), [32767, 32767]);
            assert_eq!(Bonds::<Test>::get(index(mecid), 0), [(1, 65535)]);
            assert_eq!(Bonds::<Test>::get(index(mecid), 1), [(0, 65535)]);
        }
        let paid = |mecid| Event::IncentiveAlphaEmittedToMiners {
            netuid: index(mecid),
            emissions: vec![AlphaBalance::new(125_000_000); 2],
        };
        assert_eq!(events(), [paid(0), paid(1)]);
    });
}

#[test]
fn what_a_mechanism_gives_can_be_asked_without_storing_it() {
    // S-7 and S-8.
    with_neurons(&[RAO, RAO], || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        let all = vec![(0, 65535), (1, 65535)];
        for (mecid, uid, row) in [
            (0, 0, all.clone()),
            (0, 1, all.clone()),
            (1, 0, vec![(0, 65535), (1, 0)]),
            (1, 1, all),
        ] {
            LastUpdate::<Test>::insert(index(mecid), vec![1, 1]);
            Weights::<Test>::insert(index(mecid), uid, row);
        }
        let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
        let of =
            |mecid| Yuma::mechanism_epoch(NETUID, MechId::new(mecid), AlphaBalance::new(RAO / 2));
        let (first, second) = (of(0), of(1));
        assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
        assert_eq!(first.emission, [250_000_000; 2]);
        assert_eq!(second.server_emission, [250_000_000, 0]);
        assert_eq!(second.validator_emission, [0, 250_000_000]);

        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(RAO));
        assert_eq!(Incentive::<Test>::get(index(0)), first.incentive);
        assert_eq!(Incentive::<Test>::get(index(1)), second.incentive);
        assert_eq!(Bonds::<Test>::get(index(0), 0), [(1, 65535)]);
        assert_eq!(Bonds::<Test>::get(index(1), 0), []);
        assert_eq!(Bonds::<Test>::get(index(1), 1), [(0, 65535)]);
    });
}

#[test]
fn terms_combine_by_the_mechanisms_parts() {
    // S-9, and `emission` row 119: the weights are 0.25 and 0.75.
    with_neurons(&[RAO, RAO, 0], || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        set_permits(NETUID, &[true, false, false]);
        assert_ok!(Yuma::do_set_emission_split(
            NETUID,
            Some(vec![16383, 49152])
        ));
        for (mecid, weights) in [(0, [(1, 3), (2, 2)]), (1, [(1, 1), (2, 4)])] {
            LastUpdate::<Test>::insert(index(mecid), vec![1; 3]);
            Weights::<Test>::insert(index(mecid), 0, weights.to_vec());
        }
        let rows = Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(RAO));
        let amount = AlphaBalance::new;
        // Accounts are in the reverse order of uids here.
        assert_eq!(
            rows,
            [
                (hotkey(2), amount(350_002_288), amount(0)),
                (hotkey(1), amount(149_997_710), amount(0)),
                (hotkey(0), amount(0), amount(500_000_000)),
            ]
        );
        assert_eq!(Incentive::<Test>::get(index(0)), [0, 39320, 26213]);
        assert_eq!(Incentive::<Test>::get(index(1)), [0, 13106, 52427]);
        assert_eq!(
            Emission::<Test>::get(NETUID),
            [312_505_722, 74_999_999, 237_505_721].map(amount)
        );
        assert_eq!(Consensus::<Test>::get(NETUID), [0, 19658, 45872]);
        assert_eq!(Dividends::<Test>::get(NETUID), [65534, 0, 0]);
        assert_eq!(ValidatorTrust::<Test>::get(NETUID), [65533, 0, 0]);
        assert_eq!(StakeWeight::<Test>::get(NETUID), [32766, 32766, 0]);
    });
}

#[test]
fn incentives_follow_each_mechanisms_weights() {
    // `emission` row 120.
    with_neurons(&[RAO, 0, 0], || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        set_permits(NETUID, &[true, false, false]);
        for (mecid, weights) in [(0, [(1, 4), (2, 1)]), (1, [(1, 1), (2, 4)])] {
            LastUpdate::<Test>::insert(index(mecid), vec![1; 3]);
            Weights::<Test>::insert(index(mecid), 0, weights.to_vec());
        }
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(RAO));
        for (mecid, expected) in [(0, [0, 52_428, 13_107]), (1, [0, 13_107, 52_428])] {
            let found = Incentive::<Test>::get(index(mecid));
            assert_eq!(found.len(), 3);
            for (found, expected) in found.into_iter().zip(expected) {
                assert!(found.abs_diff(expected) <= 1, "{found} {expected}");
            }
        }
    });
}

#[test]
fn without_weights_stake_alone_is_paid() {
    // `emission` row 123.
    with_neurons(&[10, 30, 60], || {
        LastUpdate::<Test>::insert(INDEX, vec![1; 3]);
        let rows = Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1_000_000));
        for (uid, expected) in [(0, 100_000u64), (1, 300_000), (2, 600_000)] {
            let (_, server, validator) = rows.iter().find(|row| row.0 == hotkey(uid)).unwrap();
            assert!(server.is_zero());
            assert!(validator.to_u64().abs_diff(expected) <= 2, "{validator:?}");
        }
    });
}
