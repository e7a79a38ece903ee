//! Spec `yuma` §6.6, §6.7 and `registration` §3.4, §3.5: rows of neurons that
//! come and go.

use super::mock::*;
use crate::{
    Active, Bonds, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight,
    TimelockedWeightCommits, ValidatorPermit, ValidatorTrust, VotingPower, WeightCommits, Weights,
};
use pallet_subnets::{BondsResetOn, MechanismCountCurrent, SubnetworkN};
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

fn two_mechanisms() -> [NetUidStorageIndex; 2] {
    MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
    [0, 1].map(|mecid| NETUID.mechanism_index(MechId::new(mecid)))
}

#[test]
fn an_appended_neuron_is_active_and_has_earned_nothing() {
    with_neurons(&[1, 1], || {
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1000));
        let [main, second] = two_mechanisms();
        System::set_block_number(7);
        append(NETUID, 0);
        assert_eq!(Active::<Test>::get(NETUID), [true; 3]);
        assert_eq!(Emission::<Test>::get(NETUID)[2], AlphaBalance::ZERO);
        assert_eq!(Consensus::<Test>::get(NETUID)[2], 0);
        assert_eq!(Dividends::<Test>::get(NETUID)[2], 0);
        assert_eq!(ValidatorTrust::<Test>::get(NETUID)[2], 0);
        assert!(!ValidatorPermit::<Test>::get(NETUID)[2]);
        assert_eq!(StakeWeight::<Test>::get(NETUID).len(), 2);
        assert_eq!(Incentive::<Test>::get(main), [0, 0, 0]);
        assert_eq!(LastUpdate::<Test>::get(main), [0, 0, 7]);
        // The second mechanism is new; its updates are padded.
        assert_eq!(LastUpdate::<Test>::get(second), [0, 0, 7]);
    });
}

#[test]
fn missing_updates_are_padded() {
    // `registration` §9, row 73.
    with_neurons(&[], || {
        SubnetworkN::<Test>::insert(NETUID, 3);
        Yuma::append_neuron_rows(NETUID, 3);
        assert_eq!(LastUpdate::<Test>::get(INDEX).len(), 4);
        Yuma::clear_network(NETUID);
        SubnetworkN::<Test>::remove(NETUID);
    });
}

#[test]
fn a_replaced_neurons_rows_are_cleared_on_every_mechanism() {
    // S-14.
    with_neurons(&[1, 1, 1], || {
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1000));
        let indices = two_mechanisms();
        for index in indices {
            Incentive::<Test>::insert(index, vec![5; 3]);
            for uid in 0..3 {
                Weights::<Test>::insert(index, uid, vec![(0, 10), (1, 65535)]);
                Bonds::<Test>::insert(index, uid, vec![(0, 10), (1, 65535)]);
            }
        }
        System::set_block_number(9);
        Yuma::replace_neuron_rows(NETUID, 1);
        assert_eq!(Active::<Test>::get(NETUID), [true; 3]);
        let earned = |amount: u64| AlphaBalance::new(amount);
        assert_eq!(
            Emission::<Test>::get(NETUID),
            [earned(333), earned(0), earned(333)]
        );
        assert_eq!(StakeWeight::<Test>::get(NETUID), [21844, 0, 21844]);
        assert_eq!(ValidatorPermit::<Test>::get(NETUID), [true, false, true]);
        for index in indices {
            assert_eq!(Incentive::<Test>::get(index), [5, 0, 5]);
            assert_eq!(LastUpdate::<Test>::get(index)[1], 9);
            assert!(!Weights::<Test>::contains_key(index, 1));
            assert!(!Bonds::<Test>::contains_key(index, 1));
            for uid in [0, 2] {
                assert_eq!(Weights::<Test>::get(index, uid), [(0, 10), (1, 0)]);
                assert_eq!(Bonds::<Test>::get(index, uid), [(0, 10), (1, 65535)]);
            }
        }
    });
}

#[test]
fn bonds_are_reset_where_allowed() {
    with_neurons(&[1, 1], || {
        let indices = two_mechanisms();
        let row = vec![(0, 10), (1, 65535)];
        for index in indices {
            Bonds::<Test>::insert(index, 0, row.clone());
        }
        Yuma::do_reset_bonds(NETUID, &hotkey(1));
        assert_eq!(Bonds::<Test>::get(indices[1], 0), row);
        BondsResetOn::<Test>::insert(NETUID, true);
        Yuma::do_reset_bonds(NETUID, &hotkey(7));
        assert_eq!(Bonds::<Test>::get(indices[1], 0), row);
        Yuma::do_reset_bonds(NETUID, &hotkey(1));
        for index in indices {
            assert_eq!(Bonds::<Test>::get(index, 0), [(0, 10)]);
        }
    });
}

#[test]
fn a_dissolved_network_leaves_nothing_but_voting_power() {
    // `registration` §9, row 45.
    with_neurons(&[1, 1], || {
        let indices = two_mechanisms();
        for index in indices {
            put_weights(0, &[(1, 65535)]);
            Weights::<Test>::insert(index, 0, vec![(1, 65535)]);
            WeightCommits::<Test>::insert(index, hotkey(0), std::collections::VecDeque::new());
            TimelockedWeightCommits::<Test>::insert(index, 3, std::collections::VecDeque::new());
        }
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1000));
        VotingPower::<Test>::insert(NETUID, hotkey(0), 1);
        let root: NetUidStorageIndex = NetUid::ROOT.into();
        Weights::<Test>::insert(root, 4, vec![(1, 10), (2, 20)]);

        Yuma::clear_network(NETUID);
        SubnetworkN::<Test>::remove(NETUID);
        for index in indices {
            assert_eq!(Weights::<Test>::iter_prefix(index).count(), 0);
            assert_eq!(Bonds::<Test>::iter_prefix(index).count(), 0);
            assert_eq!(WeightCommits::<Test>::iter_prefix(index).count(), 0);
            assert_eq!(
                TimelockedWeightCommits::<Test>::iter_prefix(index).count(),
                0
            );
            assert!(!Incentive::<Test>::contains_key(index));
            assert!(!LastUpdate::<Test>::contains_key(index));
        }
        assert!(!Active::<Test>::contains_key(NETUID));
        assert!(!Emission::<Test>::contains_key(NETUID));
        assert!(!ValidatorPermit::<Test>::contains_key(NETUID));
        assert_eq!(Weights::<Test>::get(root, 4), [(1, 0), (2, 20)]);
        assert_eq!(VotingPower::<Test>::get(NETUID, hotkey(0)), 1);
    });
}
