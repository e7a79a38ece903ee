//! Writing, removing and reading pulses.

use super::mock::*;
use crate::{
    pulses::{MAX_KEPT_PULSES, MAX_REMOVED_PULSES},
    types::{BeaconConfiguration, Pulse},
    BeaconConfig, Error, Event, LastStoredRound, NextUnsignedAt, OldestStoredRound, Pulses,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::BoundedVec;
use std::{vec, vec::Vec};
use subtensor_timelock::{encrypt, Error as Unopened};

fn stored() -> Vec<u64> {
    let mut rounds: Vec<u64> = Pulses::<Test>::iter_keys().collect();
    rounds.sort_unstable();
    rounds
}

#[test]
fn a_published_pulse_of_quicknet_is_stored() {
    run(|| {
        let pulse = pulse_of(1000, ROUND_1000);
        assert_eq!(
            hex::encode(&pulse.randomness),
            "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"
        );
        assert_ok!(write(vec![pulse.clone()]));
        assert_eq!(Pulses::<Test>::get(1000), Some(pulse));
        assert_eq!(LastStoredRound::<Test>::get(), 1000);
        assert_eq!(OldestStoredRound::<Test>::get(), 1000);
        assert_eq!(NextUnsignedAt::<Test>::get(), NOW);
        System::assert_last_event(Event::NewPulse { rounds: vec![1000] }.into());
    });
}

#[test]
fn a_pulse_opens_what_was_encrypted_for_its_round() {
    run_local(|| {
        let key = BeaconConfig::<Test>::get().public_key;
        let sealed = encrypt(&key, 7, b"weights", [0; 32]).unwrap();
        assert_eq!(Drand::open(7, &sealed), None);
        assert_ok!(write(vec![pulse(6), pulse(7)]));
        assert_eq!(Drand::open(7, &sealed), Some(Ok(b"weights".to_vec())));
        assert_eq!(Drand::open(6, &sealed), Some(Err(Unopened::WrongKey)));
        assert_eq!(Drand::open(7, b"weights"), Some(Err(Unopened::Ciphertext)));
        assert_eq!(Drand::open(8, &sealed), None);
    });
}

#[test]
fn the_letters_0x_before_a_stored_signature_are_left_away() {
    run_local(|| {
        let key = BeaconConfig::<Test>::get().public_key;
        let sealed = encrypt(&key, 7, b"weights", [0; 32]).unwrap();
        assert_ok!(write(vec![pulse(7)]));
        Pulses::<Test>::mutate(7, |stored| {
            let stored = stored.as_mut().unwrap();
            let marked = [b"0x", stored.signature.as_slice()].concat();
            stored.signature = marked.try_into().unwrap();
        });
        assert_eq!(Drand::open(7, &sealed), Some(Ok(b"weights".to_vec())));
        Pulses::<Test>::insert(7, Pulse::new(7, b"0x"));
        assert_eq!(Drand::open(7, &sealed), Some(Err(Unopened::Signature)));
    });
}

#[test]
fn several_pulses_are_stored_in_ascending_order() {
    run_local(|| {
        assert_ok!(write(vec![pulse(3), pulse(4), pulse(9)]));
        assert_eq!(stored(), [3, 4, 9]);
        assert_eq!(LastStoredRound::<Test>::get(), 9);
        assert_eq!(OldestStoredRound::<Test>::get(), 3);
        System::assert_last_event(
            Event::NewPulse {
                rounds: vec![3, 4, 9],
            }
            .into(),
        );
        assert_ok!(write(vec![pulse(10)]));
        assert_eq!(OldestStoredRound::<Test>::get(), 3);
    });
}

#[test]
fn a_round_that_is_not_later_fails_and_nothing_is_stored() {
    run_local(|| {
        assert_ok!(write(vec![pulse(5)]));
        for pulses in [
            vec![pulse(5)],
            vec![pulse(4)],
            vec![pulse(6), pulse(6)],
            vec![pulse(8), pulse(7)],
        ] {
            assert_noop!(write(pulses), Error::<Test>::InvalidRoundNumber);
        }
    });
}

#[test]
fn a_signature_that_is_no_point_fails() {
    run_local(|| {
        let bad = pulse_of(6, "00");
        for pulses in [vec![bad.clone()], vec![pulse(5), bad]] {
            assert_noop!(write(pulses), Error::<Test>::PulseVerificationError);
        }
    });
}

#[test]
fn a_pulse_of_another_beacon_or_round_is_passed_over() {
    // The public pallet raises no error for it.
    run_local(|| {
        let theirs = pulse_of(1000, ROUND_1000);
        let moved = Pulse {
            round: 8,
            ..pulse(7)
        };
        assert_ok!(write(vec![theirs, moved, pulse(2)]));
        assert_eq!(stored(), [2]);
        System::assert_last_event(Event::NewPulse { rounds: vec![2] }.into());
    });
    run(|| {
        assert_ok!(write(vec![pulse(7), pulse_of(123, ROUND_1000)]));
        assert_eq!(stored(), Vec::<u64>::new());
        assert_eq!(LastStoredRound::<Test>::get(), 0);
        assert_eq!(OldestStoredRound::<Test>::get(), 0);
        assert!(System::events().is_empty());
        assert_ok!(write(vec![pulse_of(123, ROUND_123)]));
        assert_eq!(stored(), [123]);
    });
}

#[test]
fn the_order_of_an_older_round_is_looked_at_only_if_its_signature_is_right() {
    run_local(|| {
        assert_ok!(write(vec![pulse(5)]));
        assert_ok!(write(vec![pulse_of(3, ROUND_1000)]));
        assert_eq!(stored(), [5]);
    });
}

#[test]
fn a_beacon_with_an_unreadable_key_verifies_nothing() {
    run_local(|| {
        BeaconConfig::<Test>::mutate(|config| config.public_key = BoundedVec::new());
        assert_noop!(write(vec![pulse(5)]), Error::<Test>::PulseVerificationError);
        // Without a pulse the key is not looked at.
        assert_ok!(write(vec![]));
    });
}

#[test]
fn a_week_of_rounds_is_kept_and_older_ones_go_a_hundred_at_a_time() {
    run_local(|| {
        let last = MAX_KEPT_PULSES + 250;
        for round in 1..=150 {
            Pulses::<Test>::insert(round, pulse_of(round, "00"));
        }
        OldestStoredRound::<Test>::put(1);
        assert_ok!(write(vec![pulse(last)]));
        assert_eq!(MAX_REMOVED_PULSES, 100);
        assert_eq!(OldestStoredRound::<Test>::get(), 101);
        assert_eq!(stored().first(), Some(&101));
        assert_eq!(stored().len(), 51);
        assert_ok!(write(vec![]));
        assert_ok!(write(vec![]));
        // Rounds 251 to 216,250 remain.
        assert_eq!(OldestStoredRound::<Test>::get(), 251);
        assert_eq!(stored(), [last]);
        assert_ok!(write(vec![pulse(last + 1)]));
        assert_eq!(OldestStoredRound::<Test>::get(), 252);
    });
}

#[test]
fn nothing_is_removed_before_an_oldest_round_is_known() {
    run_local(|| {
        LastStoredRound::<Test>::put(MAX_KEPT_PULSES);
        Pulses::<Test>::insert(1, Pulse::new(1, b""));
        assert_ok!(write(vec![pulse(MAX_KEPT_PULSES + 9)]));
        assert_eq!(OldestStoredRound::<Test>::get(), 0);
        assert_eq!(stored(), [1, MAX_KEPT_PULSES + 9]);
    });
}

#[test]
fn the_default_beacon_is_the_main_chains() {
    let encoded = BeaconConfiguration::quicknet().encode();
    assert_eq!(
        hex::encode(&encoded),
        [
            "8101",
            &hex::encode(subtensor_timelock::quicknet::PUBLIC_KEY),
            "03000000",
            "2721e664",
            "80",
            "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
            "80",
            "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
            "60",
            &hex::encode("bls-unchained-g1-rfc9380"),
            "20",
            &hex::encode("quicknet"),
        ]
        .concat()
    );
    run(|| assert_eq!(BeaconConfig::<Test>::get(), BeaconConfiguration::quicknet()));
}
