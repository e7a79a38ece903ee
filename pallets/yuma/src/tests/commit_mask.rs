//! Spec `yuma` §4.4, mask 4, and rows Y-27 to Y-29: commits in force shield
//! weights from targets that came after them.

use super::mock::*;
use crate::{Incentive, LastUpdate, TimelockedWeightCommits, WeightCommits, Weights};
use frame_support::assert_ok;
use pallet_subnets::{
    BlockAtRegistration, CommitRevealWeightsEnabled, LastEpochBlock, RevealPeriodEpochs,
    SubnetEpochIndex, SubnetworkN, Tempo,
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
    assert_eq!(incentive(|| timelocked(0, 9, &[12, 16])), MASKED);
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

/// A network with commit-reveal and epochs 10 blocks apart, in which uid 0 alone has
/// stake and a permit, and weights all of the other uids.
fn with_targets(targets: u16, test: impl FnOnce()) {
    with_commit_reveal(10, || {
        set_stake(NETUID, 1, 0);
        while SubnetworkN::<Test>::get(NETUID) <= targets {
            append(NETUID, 0);
        }
        LastUpdate::<Test>::insert(INDEX, vec![1; usize::from(targets) + 1]);
        test();
    });
}

/// Commits now; the hash does not matter.
fn commit_anything() {
    assert_ok!(Yuma::do_commit_weights(signed(0), NETUID, H256::zero()));
}

/// Gives a uid to a newcomer, in a block of its own.
fn replace(uid: u16) {
    run_blocks(1);
    BlockAtRegistration::<Test>::insert(NETUID, uid, System::block_number());
    Yuma::replace_neuron_rows(NETUID, uid);
    run_blocks(1);
}

/// The incentives of the next epoch, with uid 0's weights on the others as they are
/// stored.
fn next_incentives(targets: u16) -> Vec<u16> {
    let row = (1..=targets).map(|uid| (uid, 65535)).collect::<Vec<_>>();
    Weights::<Test>::insert(INDEX, 0, row);
    run_epochs(1);
    Incentive::<Test>::get(INDEX)
}

#[test]
fn a_target_replaced_after_the_commit_earns_nothing_while_it_is_in_force() {
    // Y-28.
    with_targets(1, || {
        commit_anything();
        replace(1);
        // Another commit counts as an update; by itself it would reach the newcomer.
        commit_anything();
        assert_eq!(next_incentives(1), [0, 0]);
        // Both have expired.
        assert_eq!(next_incentives(1), [0, 65535]);
    });
    with_targets(1, || {
        replace(1);
        commit_anything();
        assert_eq!(next_incentives(1), [0, 65535]);
    });
}

#[test]
fn only_targets_newer_than_the_commit_in_force_are_shielded() {
    // Y-29.
    with_targets(3, || {
        commit_anything();
        run_epochs(2);
        // The commit has expired.
        replace(1);
        commit_anything();
        replace(2);
        replace(3);
        commit_anything();
        assert_eq!(next_incentives(3), [0, 65535, 0, 0]);
    });
}
