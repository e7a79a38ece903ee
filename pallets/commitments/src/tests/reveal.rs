//! Revealing time-locked fields.

use super::mock::*;
use crate::{types::Data, Event, RevealedCommitments};
use alloc::{vec, vec::Vec};
use frame_support::assert_ok;

fn revealed() -> Vec<(Vec<u8>, u64)> {
    RevealedCommitments::<Test>::get(NETUID, neuron()).unwrap_or_default()
}

#[test]
fn a_field_is_revealed_when_its_pulse_is_there() {
    run(|| {
        assert_ok!(publish(vec![raw(b"open"), locked(b"hidden", 5)]));
        assert!(waits());
        next_block();
        assert_eq!(fields().unwrap().len(), 2);
        publish_pulse(5);
        next_block();
        assert_eq!(fields().unwrap(), [raw(b"open")]);
        assert_eq!(revealed(), [(b"hidden".to_vec(), 3)]);
        assert!(!waits());
        assert_eq!(
            events(),
            [
                Event::TimelockCommitment {
                    netuid: NETUID,
                    who: neuron(),
                    reveal_round: 5
                },
                Event::CommitmentRevealed {
                    netuid: NETUID,
                    who: neuron()
                },
            ]
        );
    });
}

#[test]
fn fields_of_later_rounds_go_on_waiting() {
    run(|| {
        assert_ok!(publish(vec![locked(b"later", 6), locked(b"now", 5)]));
        publish_pulse(5);
        next_block();
        assert_eq!(fields().unwrap(), [locked(b"later", 6)]);
        assert!(waits());
        publish_pulse(6);
        next_block();
        // Nothing is left of the commitment.
        assert_eq!(fields(), None);
        assert!(!waits());
        let messages: Vec<Vec<u8>> = revealed().into_iter().map(|(message, _)| message).collect();
        assert_eq!(messages, [b"now".to_vec(), b"later".to_vec()]);
    });
}

#[test]
fn what_does_not_open_is_dropped() {
    run(|| {
        let gibberish = Data::TimelockEncrypted {
            encrypted: vec![7; 200].try_into().unwrap(),
            reveal_round: 5,
        };
        assert_ok!(publish(vec![gibberish, locked(b"", 5), raw(b"stays")]));
        publish_pulse(5);
        next_block();
        assert_eq!(fields().unwrap(), [raw(b"stays")]);
        assert!(revealed().is_empty());
        assert!(!waits());
        assert_eq!(events().len(), 1);
    });
}

#[test]
fn a_new_commitment_gives_up_what_waited() {
    run(|| {
        assert_ok!(publish(vec![locked(b"hidden", 5)]));
        assert_ok!(publish(vec![raw(b"open")]));
        assert!(!waits());
        publish_pulse(5);
        next_block();
        assert!(revealed().is_empty());
    });
}

#[test]
fn the_latest_ten_stay() {
    run(|| {
        for round in 1..=12u8 {
            assert_ok!(publish(vec![locked(&[round], round.into())]));
            publish_pulse(round.into());
            next_block();
            Epoch::set(round.into());
        }
        let messages: Vec<u8> = revealed()
            .into_iter()
            .map(|(message, _)| message[0])
            .collect();
        assert_eq!(messages, (3..=12).collect::<Vec<u8>>());
    });
}

#[test]
fn an_index_that_names_others_is_mended() {
    // A state from elsewhere may have such entries: without a commitment, and with
    // one that has nothing hidden.
    run(|| {
        assert_ok!(publish(vec![raw(b"open")]));
        let entries = [(NETUID, neuron()), (NETUID, stranger())];
        crate::TimelockedIndex::<Test>::put(alloc::collections::BTreeSet::from(entries));
        next_block();
        assert!(crate::TimelockedIndex::<Test>::get().is_empty());
        assert_eq!(fields().unwrap(), [raw(b"open")]);
    });
}
