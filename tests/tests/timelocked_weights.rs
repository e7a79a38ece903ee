//! Time-locked weights on the whole chain: committed by transactions, encrypted
//! for a beacon of the chain's own, revealed by the block step (spec `yuma`
//! §10.8, `emission` §7.4).

use codec::Encode;
use frame_support::BoundedVec;
use node_sim::{account::account, Beacon, Chain};
use pallet_drand::{types::Pulse, Pulses};
use pallet_subnets::{
    Event, LastEpochBlock, MaxEpochsPerBlock, NetworkRateLimit, SubnetEpochIndex, Tempo,
    WeightsSetRateLimit,
};
use pallet_subtensor::Call;
use pallet_yuma::{timelock::WeightsPayload, TimelockedWeightCommits, Weights};
use subtensor_runtime::{Runtime, RuntimeEvent};
use subtensor_types::NetUid;

const ONE: NetUid = NetUid::new(1);
const TWO: NetUid = NetUid::new(2);

/// The block of the first epoch.
const DUE: u32 = 30;

/// The hotkey of a network's owner, which needs neither stake nor a permit.
fn owner(netuid: NetUid) -> String {
    format!("//Owner{netuid}")
}

/// A chain at block 10 with two networks whose next epochs are due in block
/// [`DUE`], and a beacon with a pulse in each block.
fn chain() -> Chain {
    let mut chain = Chain::builder()
        .beacon(Beacon::from_seed(7))
        .build()
        .unwrap();
    chain.set_storage(
        &NetworkRateLimit::<Runtime>::hashed_key(),
        Some(0u64.encode()),
    );
    for netuid in [ONE, TWO] {
        let hotkey = account(owner(netuid).as_str()).unwrap();
        chain
            .call("alice", Call::<Runtime>::register_network { hotkey })
            .unwrap();
        let (tempo, last) = (20u16, u64::from(DUE) - 20);
        for (key, value) in [
            (Tempo::<Runtime>::hashed_key_for(netuid), tempo.encode()),
            (
                LastEpochBlock::<Runtime>::hashed_key_for(netuid),
                last.encode(),
            ),
            (
                WeightsSetRateLimit::<Runtime>::hashed_key_for(netuid),
                0u64.encode(),
            ),
            (
                SubnetEpochIndex::<Runtime>::hashed_key_for(netuid),
                1u64.encode(),
            ),
        ] {
            chain.set_storage(&key, Some(value));
        }
    }
    advance_to(&mut chain, 10);
    chain
}

/// Opens blocks up to this one, with the block step done and nothing else.
fn advance_to(chain: &mut Chain, block: u32) {
    while chain.block_number() < block {
        chain.open().unwrap();
        if chain.block_number() < block {
            chain.seal().unwrap();
        }
    }
}

/// What a hotkey encrypts: a weight on itself.
fn payload(hotkey: &str) -> WeightsPayload {
    WeightsPayload {
        hotkey: account(hotkey).unwrap().encode(),
        uids: vec![0],
        values: vec![7],
        version_key: 0,
    }
}

fn commit_bytes(chain: &mut Chain, netuid: NetUid, bytes: Vec<u8>, round: u64) {
    let call = Call::<Runtime>::commit_timelocked_weights {
        netuid,
        commit: BoundedVec::truncate_from(bytes),
        reveal_round: round,
        commit_reveal_version: 4,
    };
    chain.call(owner(netuid).as_str(), call).unwrap();
}

/// Commits a network's owner for the round whose pulse comes in a block.
fn commit(chain: &mut Chain, netuid: NetUid, pulse_in: u32) {
    let round = chain.beacon_round_at(pulse_in).unwrap();
    let message = payload(&owner(netuid)).encode();
    let bytes = chain.encrypt_for_round(round, &message).unwrap();
    commit_bytes(chain, netuid, bytes, round);
}

fn weights(chain: &mut Chain, netuid: NetUid) -> Vec<(u16, u16)> {
    chain.query(|| Weights::<Runtime>::get(netuid.mechanism_index(0.into()), 0))
}

/// How many commits of epoch 1 wait.
fn waiting(chain: &mut Chain, netuid: NetUid) -> usize {
    chain.query(|| {
        TimelockedWeightCommits::<Runtime>::get(netuid.mechanism_index(0.into()), 1).len()
    })
}

/// The events of the block step.
fn events(chain: &Chain) -> Vec<Event<Runtime>> {
    chain
        .records()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::SubtensorModule(event) => Some(event),
            _ => None,
        })
        .collect()
}

const SET: [(u16, u16); 1] = [(0, 65_535)];

#[test]
fn weights_are_revealed_in_the_block_of_their_epoch() {
    let mut chain = chain();
    commit(&mut chain, ONE, DUE - 1);
    advance_to(&mut chain, DUE - 1);
    assert_eq!(
        (weights(&mut chain, ONE), waiting(&mut chain, ONE)),
        (vec![], 1)
    );
    advance_to(&mut chain, DUE);
    assert_eq!(weights(&mut chain, ONE), SET);
    assert_eq!(waiting(&mut chain, ONE), 0);
    let hotkey = account(owner(ONE).as_str()).unwrap();
    let index = ONE.mechanism_index(0.into());
    assert!(events(&chain).contains(&Event::TimelockedWeightsRevealed(index, hotkey)));
    assert_eq!(chain.query(|| SubnetEpochIndex::<Runtime>::get(ONE)), 2);
    chain.check().unwrap();
}

#[test]
fn a_pulse_a_block_late_reveals_them_a_block_late() {
    // the pulse is written after the step of its block.
    let mut chain = chain();
    commit(&mut chain, ONE, DUE);
    advance_to(&mut chain, DUE);
    assert_eq!(
        (weights(&mut chain, ONE), waiting(&mut chain, ONE)),
        (vec![], 1)
    );
    advance_to(&mut chain, DUE + 1);
    assert_eq!(weights(&mut chain, ONE), SET);
    assert_eq!(waiting(&mut chain, ONE), 0);
}

#[test]
fn a_pulse_after_the_epoch_reveals_nothing() {
    // an epoch of 20 blocks, in each of which the commit is tried once more.
    for (pulse_in, expected) in [(DUE + 18, SET.to_vec()), (DUE + 19, vec![])] {
        let mut chain = chain();
        commit(&mut chain, ONE, pulse_in);
        advance_to(&mut chain, DUE + 30);
        assert_eq!(weights(&mut chain, ONE), expected, "{pulse_in}");
        assert_eq!(waiting(&mut chain, ONE), 0);
    }
}

#[test]
fn a_deferred_epoch_takes_its_reveals_along() {
    // `emission` §7.4.
    let mut chain = chain();
    let key = MaxEpochsPerBlock::<Runtime>::hashed_key();
    chain.set_storage(&key, Some(1u8.encode()));
    for netuid in [ONE, TWO] {
        commit(&mut chain, netuid, DUE - 1);
    }
    advance_to(&mut chain, DUE);
    let deferred = Event::EpochDeferred {
        netuid: TWO,
        from_block: DUE.into(),
        to_block: u64::from(DUE) + 1,
    };
    assert!(events(&chain).contains(&deferred));
    assert_eq!(weights(&mut chain, ONE), SET);
    assert_eq!(
        (weights(&mut chain, TWO), waiting(&mut chain, TWO)),
        (vec![], 1)
    );
    advance_to(&mut chain, DUE + 1);
    assert_eq!(
        (weights(&mut chain, TWO), waiting(&mut chain, TWO)),
        (SET.to_vec(), 0)
    );
    assert_eq!(
        chain.query(|| LastEpochBlock::<Runtime>::get(TWO)),
        u64::from(DUE) + 1
    );
}

#[test]
fn what_can_not_be_used_is_dropped() {
    // R-22, with the real time-lock.
    let mut chain = chain();
    let round = chain.beacon_round_at(DUE - 1).unwrap();
    let message = payload(&owner(ONE)).encode();
    let other_round = chain.encrypt_for_round(round - 1, &message).unwrap();
    let undecodable = chain.encrypt_for_round(round, &[1, 2, 3]).unwrap();
    let invalid = WeightsPayload {
        uids: vec![0, 0],
        values: vec![1, 1],
        ..payload(&owner(ONE))
    };
    let invalid = chain.encrypt_for_round(round, &invalid.encode()).unwrap();
    let others = payload(&owner(TWO)).encode();
    let others = chain.encrypt_for_round(round, &others).unwrap();
    let damaged = {
        let mut bytes = chain.encrypt_for_round(round, &message).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    let of_a_bad_pulse = chain.encrypt_for_round(round - 2, &message).unwrap();
    let bad_pulse = Pulse::new(round - 2, &[7; 48]);
    for (bytes, round) in [
        (vec![7; 400], round),
        (other_round, round),
        (undecodable, round),
        (invalid, round),
        (others, round),
        (damaged, round),
        (of_a_bad_pulse, round - 2),
    ] {
        commit_bytes(&mut chain, ONE, bytes, round);
    }
    advance_to(&mut chain, DUE - 1);
    assert_eq!(waiting(&mut chain, ONE), 7);
    let key = Pulses::<Runtime>::hashed_key_for(round - 2);
    chain.set_storage(&key, Some(bad_pulse.encode()));
    advance_to(&mut chain, DUE);
    assert_eq!(
        (weights(&mut chain, ONE), waiting(&mut chain, ONE)),
        (vec![], 0)
    );
    // The same without a fault, to be sure of what the others fail by.
    commit(&mut chain, TWO, DUE + 19);
    advance_to(&mut chain, DUE + 20);
    assert_eq!(weights(&mut chain, TWO), SET);
}
