//! Bytes that nobody honest would send.

use crate::{decrypt, encrypt, quicknet, verify_pulse, Error, LocalBeacon, PublicKey, Signature};
use proptest::prelude::*;
use std::vec::Vec;

const ROUND: u64 = 77;

fn beacon() -> LocalBeacon {
    LocalBeacon::from_seed([1; 32])
}

/// A good ciphertext of `weights` and the signature that opens it.
fn good() -> (Vec<u8>, Vec<u8>) {
    let key = beacon().public_key().to_bytes();
    (
        encrypt(&key, ROUND, b"weights", [2; 32]).unwrap(),
        beacon().sign(ROUND).unwrap().to_bytes(),
    )
}

/// A byte string as the format has it, with a length of its own choosing.
fn string(length: u64, bytes: &[u8]) -> Vec<u8> {
    [&length.to_le_bytes(), bytes].concat()
}

#[test]
fn every_beginning_of_a_ciphertext_is_refused() {
    let (ciphertext, signature) = good();
    for end in 0..ciphertext.len() {
        assert_eq!(
            decrypt(&ciphertext[..end], &signature),
            Err(Error::Ciphertext),
            "{end}"
        );
    }
}

#[test]
fn a_change_of_any_byte_is_noticed() {
    let (ciphertext, signature) = good();
    // The name of the cipher suite is not looked at.
    let suite = ciphertext.len() - 8;
    for at in 0..ciphertext.len() {
        let mut changed = ciphertext.clone();
        changed[at] ^= 1;
        let opened = decrypt(&changed, &signature);
        assert_eq!(opened.is_ok(), at >= suite, "byte {at}: {opened:?}");
    }
}

#[test]
fn the_parts_have_their_own_errors() {
    let (ciphertext, signature) = good();
    let flip = |at: usize| {
        let mut changed = ciphertext.clone();
        changed[at] ^= 1;
        decrypt(&changed, &signature)
    };
    let (v, w, message) = (104, 144, 192);
    assert_eq!(flip(v), Err(Error::WrongKey));
    assert_eq!(flip(w), Err(Error::WrongKey));
    assert_eq!(flip(message), Err(Error::Body));
    assert_eq!(decrypt(&ciphertext, b""), Err(Error::Signature));
    assert_eq!(
        encrypt(b"no key", ROUND, b"", [0; 32]),
        Err(Error::PublicKey)
    );
}

#[test]
fn parts_of_another_length_are_refused() {
    // The reference's library assumes 32 bytes of V and W; others are refused
    // here (spec yuma §10.8).
    let (ciphertext, signature) = good();
    let (u, rest) = ciphertext.split_at(96);
    let (v, w, rest) = (&rest[8..40], &rest[48..80], &rest[80..]);
    let build = |v: &[u8], w: &[u8]| {
        [
            u,
            &string(v.len() as u64, v),
            &string(w.len() as u64, w),
            rest,
        ]
        .concat()
    };
    assert!(decrypt(&build(v, w), &signature).is_ok());
    let long = [v, &[0]].concat();
    for (v, w) in [
        (&v[..31], w),
        (v, &w[..31]),
        (&v[..0], &w[..0]),
        (&long, w),
        (v, &long),
    ] {
        assert_eq!(decrypt(&build(v, w), &signature), Err(Error::Ciphertext));
    }
}

#[test]
fn a_length_beyond_the_bytes_costs_nothing() {
    let (ciphertext, signature) = good();
    for length in [33, 1 << 20, 1 << 40, u64::MAX - 1, u64::MAX] {
        for at in [96, 136, 176, 184] {
            let mut changed = ciphertext.clone();
            changed[at..at + 8].copy_from_slice(&u64::to_le_bytes(length));
            assert!(decrypt(&changed, &signature).is_err(), "{length} at {at}");
        }
    }
}

#[test]
fn points_outside_the_group_are_refused() {
    // x = 4 is on G1's curve but not in its subgroup.
    let mut outside = [0; 48];
    outside[0] = 0x80;
    outside[47] = 4;
    assert_eq!(Signature::from_bytes(&outside), Err(Error::Signature));
    // Uncompressed form, and coordinates at or above the modulus.
    assert_eq!(Signature::from_bytes(&[0; 96]), Err(Error::Signature));
    assert_eq!(Signature::from_bytes(&[0x9f; 48]), Err(Error::Signature));
    assert_eq!(PublicKey::from_bytes(&[0x9f; 96]), Err(Error::PublicKey));
    assert_eq!(PublicKey::from_bytes(&outside), Err(Error::PublicKey));
}

#[test]
fn the_neutral_elements_open_nothing_and_sign_nothing() {
    let mut zero_g1 = [0; 48];
    zero_g1[0] = 0xc0;
    assert!(!verify_pulse(&quicknet::PUBLIC_KEY, ROUND, &zero_g1));
    let (mut ciphertext, signature) = good();
    assert_eq!(decrypt(&ciphertext, &zero_g1), Err(Error::WrongKey));
    ciphertext[..96].fill(0);
    ciphertext[0] = 0xc0;
    assert_eq!(decrypt(&ciphertext, &signature), Err(Error::WrongKey));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes_are_no_ciphertext_key_or_signature(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        other in proptest::collection::vec(any::<u8>(), 0..120),
        round in any::<u64>(),
    ) {
        prop_assert!(decrypt(&bytes, &other).is_err());
        prop_assert!(!verify_pulse(&bytes, round, &other));
    }

    #[test]
    fn a_damaged_ciphertext_never_opens_to_something_else(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let (mut ciphertext, signature) = good();
        for (at, value) in edits {
            let at = at.index(ciphertext.len());
            ciphertext[at] = value;
        }
        ciphertext.truncate(ciphertext.len().saturating_sub(cut.index(3)));
        if let Ok(opened) = decrypt(&ciphertext, &signature) {
            prop_assert_eq!(opened, b"weights");
        }
    }

    #[test]
    fn a_valid_point_with_random_strings_is_refused(
        strings in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let (ciphertext, signature) = good();
        let bytes = [&ciphertext[..96], &strings].concat();
        prop_assert!(decrypt(&bytes, &signature).is_err());
    }
}
