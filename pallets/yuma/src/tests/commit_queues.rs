//! Spec `yuma` §16, 7: what always holds in queues of commits.

use super::{hash_commits::*, mock::*};
use crate::{TimelockedWeightCommits, WeightCommits};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::Error;
use sp_core::H256;
use std::collections::VecDeque;

/// Whether the invariants refuse what this writes at block 5, in epoch 1.
fn is_noticed(write: impl FnOnce()) -> bool {
    let mut found = Ok(());
    with_commit_reveal(5, || {
        System::set_block_number(5);
        write();
        found = Yuma::do_try_state();
        let _ = WeightCommits::<Test>::clear(u32::MAX, None);
        let _ = TimelockedWeightCommits::<Test>::clear(u32::MAX, None);
    });
    found.is_err()
}

#[test]
fn impossible_queues_of_hashes_are_noticed() {
    // Commits as (epoch, block).
    let is_noticed = |commits: &[(u64, u64)]| {
        is_noticed(|| {
            let commit = |&(epoch, block): &(u64, u64)| (H256::zero(), epoch, block, 0);
            let queue: VecDeque<_> = commits.iter().map(commit).collect();
            WeightCommits::<Test>::insert(INDEX, hotkey(0), queue);
        })
    };
    assert!(!is_noticed(&[(1, 2), (2, 3), (1, 3), (2, 5)]));
    assert!(!is_noticed(&[(1, 2); 10]));
    assert!(is_noticed(&[(1, 2); 11]));
    assert!(is_noticed(&[(1, 3), (1, 2)]));
    assert!(is_noticed(&[(2, 2), (0, 3)]));
    // From the future.
    assert!(is_noticed(&[(1, 6)]));
    assert!(is_noticed(&[(3, 2)]));
}

#[test]
fn impossible_queues_of_ciphertexts_are_noticed() {
    // The epoch, and commits as (who, block).
    let is_noticed = |epoch, commits: &[(u16, u64)]| {
        is_noticed(|| {
            let commit = |&(who, block): &(u16, u64)| (hotkey(who), block, Default::default(), 7);
            let queue: VecDeque<_> = commits.iter().map(commit).collect();
            TimelockedWeightCommits::<Test>::insert(INDEX, epoch, queue);
        })
    };
    let (ten, twenty) = ([(0, 2); 10], [[(0, 2); 10], [(1, 2); 10]].concat());
    assert!(!is_noticed(1, &ten));
    assert!(!is_noticed(2, &twenty));
    assert!(is_noticed(1, &[twenty.as_slice(), &[(0, 3)]].concat()));
    assert!(is_noticed(1, &[(0, 3), (1, 2)]));
    assert!(is_noticed(1, &[(0, 6)]));
    assert!(is_noticed(3, &[(0, 2)]));
}

#[test]
fn a_tempo_set_while_an_epoch_waits_takes_back_its_beginning() {
    // §10.1: an epoch that is due counts as begun, until a new tempo counts from
    // now. Commits are in the order of blocks then, but not of epochs.
    with_commit_reveal(5, || {
        System::set_block_number(Subnets::now() + 5);
        assert_ok!(commit(0, &secret(1)));
        Subnets::apply_tempo(NETUID, 5);
        assert_ok!(commit(0, &secret(2)));
        let queue = WeightCommits::<Test>::get(INDEX, hotkey(0)).unwrap();
        let tags: Vec<u64> = queue.iter().map(|commit| commit.1).collect();
        assert_eq!(tags, [2, 1]);
        assert_ok!(Yuma::do_try_state());

        run_epochs(1);
        assert_noop!(reveal(0, &secret(1)), Error::<Test>::RevealTooEarly);
        assert_ok!(reveal(0, &secret(2)));
        assert_eq!(queue_length(), None);
    });
}
