use super::*;
use crate::chain::Dump;
use codec::Decode;
use pallet_drand::{Event as Pulsed, OldestStoredRound, Pulses};
use pallet_yuma::timelock::{Opened, Timelock};
use sp_core::Pair;
use subtensor_runtime::{beacon::DrandTimelock, RuntimeCall, RuntimeEvent};

fn every(blocks: u32) -> Beacon {
    Beacon::from_seed(7).blocks_per_round(NonZeroU32::new(blocks).unwrap())
}

fn chain(beacon: Beacon) -> Chain {
    Chain::builder().beacon(beacon).build().unwrap()
}

/// The stored rounds, in order.
fn rounds(chain: &mut Chain) -> Vec<u64> {
    let mut rounds: Vec<u64> = chain.query(|| Pulses::<Runtime>::iter_keys().collect());
    rounds.sort_unstable();
    rounds
}

fn open(chain: &mut Chain, round: u64, sealed: &[u8]) -> Opened {
    chain.query(|| DrandTimelock::open(round, sealed))
}

#[test]
fn a_chain_without_a_beacon_has_no_pulses() {
    let mut chain = Chain::builder().build().unwrap();
    chain.advance(3).unwrap();
    assert_eq!(rounds(&mut chain), Vec::<u64>::new());
    assert_eq!(chain.beacon_round_at(9), None);
    assert_eq!(chain.seal().unwrap().extrinsics.len(), 1);
}

#[test]
fn a_pulse_is_written_every_so_many_blocks() {
    let mut chain = chain(every(3));
    chain.advance(2).unwrap();
    assert_eq!(chain.beacon_round(), 0);
    chain.open().unwrap();
    assert_eq!((chain.beacon_round(), chain.beacon_round_before()), (1, 0));
    let events: Vec<RuntimeEvent> = chain.records().into_iter().map(|r| r.event).collect();
    assert!(events.contains(&RuntimeEvent::Drand(Pulsed::NewPulse { rounds: vec![1] })));
    chain.advance(8).unwrap();
    assert_eq!(chain.block_number(), 10);
    assert_eq!(rounds(&mut chain), [1, 2, 3]);
    assert_eq!(chain.beacon_round_before(), 3);
    assert_eq!(chain.query(OldestStoredRound::<Runtime>::get), 1);
    chain
        .query(pallet_drand::Pallet::<Runtime>::do_try_state)
        .unwrap();
}

#[test]
fn the_pulse_follows_the_timestamp_in_the_block() {
    let mut chain = chain(every(2));
    assert_eq!(chain.seal().unwrap().extrinsics.len(), 1);
    let block = chain.seal().unwrap();
    assert_eq!(block.extrinsics.len(), 2);
    let pulse = UncheckedExtrinsic::decode(&mut block.extrinsics[1].as_slice()).unwrap();
    assert!(matches!(
        pulse.function,
        RuntimeCall::Drand(pallet_drand::Call::write_pulse { .. })
    ));
}

#[test]
fn a_message_is_opened_when_its_round_has_come() {
    let mut chain = chain(every(2));
    let sealed = chain.encrypt_for_round(2, b"weights").unwrap();
    assert_eq!(sealed, chain.encrypt_for_round(2, b"weights").unwrap());
    chain.advance(3).unwrap();
    assert_eq!(open(&mut chain, 2, &sealed), Opened::NoPulse);
    assert_eq!(open(&mut chain, 1, &sealed), Opened::Unreadable);
    chain.advance(1).unwrap();
    assert_eq!(
        open(&mut chain, 2, &sealed),
        Opened::Message(b"weights".to_vec())
    );
}

#[test]
fn the_round_of_a_coming_block_is_known() {
    let mut chain = chain(every(3));
    let expected: Vec<(u32, u64)> = (0..=13)
        .map(|block| (block, chain.beacon_round_at(block).unwrap()))
        .collect();
    assert_eq!(expected[13], (13, 4));
    for (block, round) in &expected[1..] {
        chain.open().unwrap();
        assert_eq!(chain.block_number(), *block);
        assert_eq!(chain.beacon_round(), *round);
        // Asked in an open block and between blocks alike.
        assert_eq!(chain.beacon_round_at(13), Some(4));
        chain.seal().unwrap();
        assert_eq!(chain.beacon_round_at(13), Some(4));
    }
}

#[test]
fn a_seed_makes_another_beacon_and_the_same_seed_the_same_chain() {
    let hash = |beacon| {
        let mut chain = chain(beacon);
        chain.advance(2).unwrap();
        chain.state_hash()
    };
    assert_eq!(hash(every(1)), hash(every(1)));
    assert_ne!(hash(every(1)), hash(Beacon::from_seed(8)));
}

#[test]
fn a_snapshot_brings_the_beacon_back() {
    let mut chain = Chain::builder().build().unwrap();
    let before = chain.snapshot();
    chain.start_beacon(every(1));
    chain.advance(2).unwrap();
    assert_eq!(chain.beacon_round(), 2);
    chain.revert(before).unwrap();
    chain.advance(2).unwrap();
    assert_eq!(chain.beacon_round(), 0);
}

#[test]
fn a_saved_chain_goes_on_with_its_beacon() {
    let mut original = chain(every(2));
    original.advance(5).unwrap();
    let bytes = original.export_state().unwrap().to_bytes();
    let mut copy = chain(every(2));
    copy.import_state(Dump::from_bytes(&bytes).unwrap());
    for chain in [&mut original, &mut copy] {
        chain.advance(3).unwrap();
        assert_eq!(chain.beacon_round(), 4);
    }
    assert_eq!(copy.state_hash(), original.state_hash());
}

#[test]
fn rounds_go_on_after_those_of_the_state() {
    let mut chain = Chain::builder().build().unwrap();
    let key = LastStoredRound::<Runtime>::hashed_key();
    chain.set_storage(&key, Some(20_000_000u64.encode()));
    chain.start_beacon(every(1));
    chain.advance(1).unwrap();
    assert_eq!(rounds(&mut chain), [20_000_001]);
}

/// A beacon's pulse as a node sends it, signed by Alice.
fn signed(beacon: &Beacon, round: u64) -> Vec<u8> {
    let RuntimeCall::Drand(pallet_drand::Call::write_pulse {
        mut pulses_payload, ..
    }) = beacon.call(round, 0).unwrap()
    else {
        panic!("a pulse")
    };
    let alice = sp_core::sr25519::Pair::from_string("//Alice", None).unwrap();
    pulses_payload.public = alice.public().into();
    let signature = alice.sign(&pulses_payload.encode());
    let call = pallet_drand::Call::<Runtime>::write_pulse {
        pulses_payload,
        signature: Some(signature.into()),
    };
    UncheckedExtrinsic::new_bare_legacy(call.into()).encode()
}

#[test]
fn pulses_of_another_beacon_are_passed_over() {
    let mut chain = chain(every(1));
    chain.apply(&signed(&Beacon::from_seed(8), 5)).unwrap();
    assert_eq!(rounds(&mut chain), [1]);
    let ours = signed(&every(1), 5);
    chain.apply(&ours).unwrap();
    assert_eq!(rounds(&mut chain), [1, 5]);
    assert!(chain.apply(&ours).is_err());
    chain.advance(2).unwrap();
    assert_eq!(rounds(&mut chain), [1, 5, 6]);
}

#[test]
fn a_pulse_that_nobody_signed_comes_from_the_chain_alone() {
    let mut chain = chain(every(1));
    let call = every(1).call(5, 0).unwrap();
    let bytes = UncheckedExtrinsic::new_bare_legacy(call).encode();
    let refused = chain.apply(&bytes).unwrap_err();
    assert_eq!(refused.name(), "Transaction.BadProof");
}

#[test]
fn a_chain_whose_rounds_are_used_up_says_so() {
    let mut chain = chain(every(1));
    let key = LastStoredRound::<Runtime>::hashed_key();
    chain.set_storage(&key, Some(u64::MAX.encode()));
    assert!(matches!(chain.open(), Err(Error::Beacon(_))));
}
