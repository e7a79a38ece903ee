//! Which unsigned transactions may wait for a block.

use super::mock::*;
use crate::{types::BeaconConfiguration, Call, LastStoredRound, NextUnsignedAt};
use codec::Encode;
use frame_support::assert_ok;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::transaction_validity::{
    InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
};
use std::vec;

fn validity(call: Call<Test>) -> TransactionValidity {
    #[allow(deprecated)]
    <Drand as sp_runtime::traits::ValidateUnsigned>::validate_unsigned(
        TransactionSource::External,
        &call,
    )
}

fn refused(call: Call<Test>) -> InvalidTransaction {
    match validity(call) {
        Err(TransactionValidityError::Invalid(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn signed(payload: Payload) -> Call<Test> {
    Call::write_pulse {
        signature: sign(&payload),
        pulses_payload: payload,
    }
}

fn a_pulse(round: u64) -> Call<Test> {
    signed(payload(vec![pulse_of(round, "")]))
}

fn a_configuration() -> Call<Test> {
    let payload = config_payload(BeaconConfiguration::quicknet());
    Call::set_beacon_config {
        signature: sign(&payload),
        config_payload: payload,
    }
}

#[test]
fn a_new_pulse_may_wait_and_earlier_rounds_go_first() {
    run(|| {
        let round = 20_000_000;
        let early = validity(a_pulse(round)).unwrap();
        let late = validity(a_pulse(round + 1)).unwrap();
        assert_eq!(early.priority, u64::MAX - round + (1 << 20));
        assert_eq!(late.priority, early.priority - 1);
        assert_eq!((early.longevity, early.propagate), (3, false));
        let tag = (b"drand", round).using_encoded(sp_io::hashing::blake2_256);
        assert_eq!(early.provides, [("DrandOffchainWorker", tag).encode()]);
        assert_ne!(early.provides, late.provides);
        // The sum is capped.
        assert_eq!(validity(a_pulse(1)).unwrap().priority, u64::MAX);
    });
}

#[test]
fn whether_a_pulse_is_the_beacons_is_not_looked_at_yet() {
    run(|| {
        assert_ok!(validity(a_pulse(1)));
        assert!(write(vec![pulse_of(1, "")]).is_err());
    });
}

#[test]
fn a_payload_must_be_signed_by_the_key_it_names() {
    run(|| {
        let good = payload(vec![pulse_of(7, "")]);
        let with = |pulses_payload, signature| Call::write_pulse {
            pulses_payload,
            signature,
        };
        assert_eq!(
            refused(with(good.clone(), None)),
            InvalidTransaction::BadSigner
        );
        let bobs = Sr25519Keyring::Bob.sign(&good.encode());
        assert_eq!(
            refused(with(good.clone(), Some(bobs.into()))),
            InvalidTransaction::BadProof
        );
        let mut other = good.clone();
        other.block_number -= 1;
        assert_eq!(
            refused(with(good.clone(), sign(&other))),
            InvalidTransaction::BadProof
        );
        // The main chain's worker has an sr25519 key, and knows no other kind.
        let mut ed = good;
        ed.public = Ed25519Keyring::Alice.public().into();
        let signature = Ed25519Keyring::Alice.sign(&ed.encode());
        assert_eq!(
            refused(with(ed, Some(signature.into()))),
            InvalidTransaction::BadProof
        );
    });
}

#[test]
fn one_pulse_per_transaction() {
    run(|| {
        assert_eq!(refused(signed(payload(vec![]))), InvalidTransaction::Call);
        let two = vec![pulse_of(7, ""), pulse_of(8, "")];
        assert_eq!(refused(signed(payload(two))), InvalidTransaction::Call);
    });
}

#[test]
fn old_rounds_and_blocks_to_come_are_refused() {
    run(|| {
        LastStoredRound::<Test>::put(7);
        assert_eq!(refused(a_pulse(6)), InvalidTransaction::Stale);
        assert_eq!(refused(a_pulse(7)), InvalidTransaction::Stale);
        assert_ok!(validity(a_pulse(8)));

        let mut ahead = payload(vec![pulse_of(8, "")]);
        ahead.block_number = NOW + 1;
        assert_eq!(refused(signed(ahead)), InvalidTransaction::Future);
        let mut behind = payload(vec![pulse_of(8, "")]);
        behind.block_number = NOW - 50;
        assert_ok!(validity(signed(behind)));
    });
}

#[test]
fn nothing_is_accepted_before_the_block_of_the_gate() {
    run(|| {
        NextUnsignedAt::<Test>::put(NOW);
        assert_ok!(validity(a_pulse(8)));
        assert_ok!(validity(a_configuration()));
        NextUnsignedAt::<Test>::put(NOW + 1);
        assert_eq!(refused(a_pulse(8)), InvalidTransaction::Stale);
        assert_eq!(refused(a_configuration()), InvalidTransaction::Stale);
    });
}

#[test]
fn a_configuration_may_wait_though_it_will_fail_without_root() {
    run(|| {
        let valid = validity(a_configuration()).unwrap();
        assert_eq!(valid.priority, 1 << 20);
        assert_eq!((valid.longevity, valid.propagate), (1, true));
        let unsigned = Call::set_beacon_config {
            config_payload: config_payload(BeaconConfiguration::quicknet()),
            signature: None,
        };
        assert_eq!(refused(unsigned), InvalidTransaction::BadSigner);
    });
}

#[test]
fn other_calls_need_an_origin() {
    run(|| {
        let call = Call::set_oldest_stored_round { oldest_round: 1 };
        assert_eq!(refused(call), InvalidTransaction::Call);
    });
}
