//! What consensus moves in a hotkey swap: spec `registration` §5.

use super::mock::*;
use crate::{LoadedEmission, VotingPower, WeightCommits};
use pallet_subnets::MechanismCountCurrent;
use sp_core::H256;
use subtensor_types::MechId;

#[test]
fn commits_of_every_mechanism_move() {
    with_neurons(&[1000, 1000], || {
        System::set_block_number(3);
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        let indices = [0, 1, 2].map(|mecid| NETUID.mechanism_index(MechId::new(mecid)));
        for (block, index) in (1..).zip(indices) {
            let commits = [(H256::repeat_byte(1), 1, block, 0)];
            WeightCommits::<Test>::insert(
                index,
                hotkey(0),
                alloc::collections::VecDeque::from(commits),
            );
        }
        LoadedEmission::<Test>::insert(
            NETUID,
            vec![(hotkey(0), 1, 2), (hotkey(1), 3, 4), (hotkey(0), 5, 6)],
        );
        Yuma::swap_commits(NETUID, &hotkey(0), &hotkey(9));

        let commits = |uid: u16| {
            indices.map(|index| {
                WeightCommits::<Test>::get(index, hotkey(uid)).map(|commits| commits[0].2)
            })
        };
        // The third mechanism does not exist; what is left there is not looked for.
        assert_eq!(commits(9), [Some(1), Some(2), None]);
        assert_eq!(commits(0), [None, None, Some(3)]);
        assert_eq!(
            LoadedEmission::<Test>::get(NETUID),
            Some(vec![
                (hotkey(9), 1, 2),
                (hotkey(1), 3, 4),
                (hotkey(9), 5, 6)
            ])
        );
    });
}

#[test]
fn without_commits_nothing_moves() {
    with_neurons(&[1000], || {
        frame_support::assert_storage_noop!(Yuma::swap_commits(NETUID, &hotkey(0), &hotkey(9)));
    });
}

#[test]
fn voting_power_is_added() {
    with_neurons(&[1000, 1000], || {
        VotingPower::<Test>::insert(NETUID, hotkey(0), 5);
        VotingPower::<Test>::insert(NETUID, hotkey(9), 7);
        Yuma::swap_voting_power(NETUID, &hotkey(0), &hotkey(9));
        assert!(!VotingPower::<Test>::contains_key(NETUID, hotkey(0)));
        assert_eq!(VotingPower::<Test>::get(NETUID, hotkey(9)), 12);
        // No power makes no entry.
        Yuma::swap_voting_power(NETUID, &hotkey(0), &hotkey(8));
        assert!(!VotingPower::<Test>::contains_key(NETUID, hotkey(8)));
    });
}
