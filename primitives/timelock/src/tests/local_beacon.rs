//! A beacon of one's own, and encryption for its rounds.

use crate::{decrypt, encrypt, verify_pulse, Error, LocalBeacon};
use proptest::prelude::*;

#[test]
fn its_pulses_verify_under_its_key_only() {
    let (ours, theirs) = (
        LocalBeacon::from_seed([1; 32]),
        LocalBeacon::from_seed([2; 32]),
    );
    let signature = ours.sign(9).unwrap().to_bytes();
    let key = ours.public_key().to_bytes();
    assert!(verify_pulse(&key, 9, &signature));
    assert!(!verify_pulse(&key, 10, &signature));
    assert!(!verify_pulse(
        &theirs.public_key().to_bytes(),
        9,
        &signature
    ));
}

#[test]
fn a_seed_gives_one_key() {
    let beacon = LocalBeacon::from_seed([1; 32]);
    assert_eq!(beacon, LocalBeacon::from_seed([1; 32]));
    assert_eq!(beacon.sign(3), LocalBeacon::from_seed([1; 32]).sign(3));
    assert_ne!(
        beacon.public_key(),
        LocalBeacon::from_seed([2; 32]).public_key()
    );
}

#[test]
fn encryption_follows_from_seed_round_and_message() {
    let key = LocalBeacon::from_seed([1; 32]).public_key().to_bytes();
    let sealed = |round, text: &[u8], seed| encrypt(&key, round, text, [seed; 32]).unwrap();
    let first = sealed(1, b"text", 0);
    assert_eq!(first, sealed(1, b"text", 0));
    // No two of them share key, mask or nonce.
    for other in [
        sealed(2, b"text", 0),
        sealed(1, b"tex!", 0),
        sealed(1, b"text", 1),
    ] {
        assert_eq!(other.len(), first.len());
        for part in [0..96, 104..136, 144..176, 192..212, 220..232] {
            assert_ne!(other[part.clone()], first[part]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_encrypted_for_a_round_is_opened_by_its_signature(
        beacon in any::<[u8; 32]>(),
        seed in any::<[u8; 32]>(),
        round in any::<u64>(),
        text in proptest::collection::vec(any::<u8>(), 0..5000),
    ) {
        let beacon = LocalBeacon::from_seed(beacon);
        let sealed = encrypt(&beacon.public_key().to_bytes(), round, &text, seed).unwrap();
        prop_assert_eq!(decrypt(&sealed, &beacon.sign(round).unwrap().to_bytes()), Ok(text));
        let later = beacon.sign(round.wrapping_add(1)).unwrap().to_bytes();
        prop_assert_eq!(decrypt(&sealed, &later), Err(Error::WrongKey));
    }
}
