//! Spec `yuma` §4.4, mask 4, and rows Y-27 to Y-29: commits in force shield
//! weights from targets that came after them.

use super::mock::*;
use crate::{Incentive, LastUpdate, TimelockedWeightCommits, WeightCommits, Weights};
use pallet_subnets::{
    BlockAtRegistration, CommitRevealWeightsEnabled, LastEpochBlock, RevealPeriodEpochs,
    SubnetEpochIndex, Tempo,
};
use sp_core::H256;
use subtensor_types::AlphaBalance;

/// Block 20; uid 0 weights uids 1 and 2 alike, last updated now; uid 2 was
/// registered at 15. Epoch 10, reveal period 2. Gives the incentive.
fn incentive(commits: impl FnOnce()) -> Vec<u16> {
    let mut result = Vec::new();
    with_neurons(&[1, 0, 0], || {
        System::set_block_number(20);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        Tempo::<Test>::insert(NETUID, 360);
        LastEpochBlock::<Test>::insert(NETUID, 20);
        SubnetEpochIndex::<Test>::insert(NETUID, 10);
        RevealPeriodEpochs::<Test>::insert(NETUID, 2);
        BlockAtRegistration::<Test>::insert(NETUID, 2, 15);
        Weights::<Test>::insert(INDEX, 0, vec![(1, 65535), (2, 65535)]);
        LastUpdate::<Test>::insert(INDEX, vec![20, 0, 0]);
        commits();
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1000));
        result = Incentive::<Test>::get(INDEX);
    });
    result
}

const MASKED: [u16; 3] = [0, 65535, 0];
const OPEN: [u16; 3] = [0, 32767, 32767];

/// Queues hash commits as (epoch, block).
fn hashes(who: u16, commits: &[(u64, u64)]) {
    let queue = commits
        .iter()
        .map(|&(epoch, block)| (H256::zero(), epoch, block, 0))
        .collect::<std::collections::VecDeque<_>>();
    WeightCommits::<Test>::insert(INDEX, hotkey(who), queue);
}

fn timelocked(who: u16, epoch: u64, blocks: &[u64]) {
    let queue = blocks
        .iter()
        .map(|&block| (hotkey(who), block, Default::default(), 0))
        .collect::<std::collections::VecDeque<_>>();
    TimelockedWeightCommits::<Test>::insert(INDEX, epoch, queue);
}

#[test]
fn a_hash_commit_in_force_shields() {
    assert_eq!(incentive(|| ()), OPEN);
    assert_eq!(incentive(|| hashes(0, &[(9, 12)])), MASKED);
    // Made at the block of the registration, or after it.
    assert_eq!(incentive(|| hashes(0, &[(9, 15)])), OPEN);
    // Somebody else's.
    assert_eq!(incentive(|| hashes(1, &[(9, 12)])), OPEN);
}

#[test]
fn expired_commits_count_no_more() {
    // Epoch 8 is revealable in epoch 10, epoch 7 has expired.
    assert_eq!(incentive(|| hashes(0, &[(8, 12)])), MASKED);
    assert_eq!(incentive(|| hashes(0, &[(7, 12)])), OPEN);
    // The first one in force decides.
    assert_eq!(incentive(|| hashes(0, &[(7, 12), (9, 16)])), OPEN);
    assert_eq!(incentive(|| hashes(0, &[(7, 2), (9, 14), (9, 18)])), MASKED);
}

#[test]
fn the_oldest_timelocked_commit_shields() {
    assert_eq!(incentive(|| timelocked(0, 9, &[16, 12])), MASKED);
    assert_eq!(incentive(|| timelocked(0, 9, &[16, 18])), OPEN);
    assert_eq!(incentive(|| timelocked(0, 7, &[12])), OPEN);
    assert_eq!(incentive(|| timelocked(1, 9, &[12])), OPEN);
}

#[test]
fn without_commit_reveal_commits_do_not_matter() {
    let found = incentive(|| {
        hashes(0, &[(9, 12)]);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
    });
    assert_eq!(found, OPEN);
}
