//! Published pulses of quicknet, and ciphertexts of the reference's client.

use crate::{decrypt, encrypt, quicknet, verify_pulse, Error, PublicKey, Signature};
use sha2::{Digest, Sha256};
use std::vec::Vec;

/// Rounds that drand has published: number, signature, randomness.
const PULSES: [(u64, &str, &str); 2] = [
    (
        123,
        "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92",
        "fb8f7bc29bf24db51871ec8c79f3a1e4bd0557bc0dfcee9ed1d924e69d1c60dc",
    ),
    (
        1000,
        "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
        "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    ),
];

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex).unwrap()
}

/// The reference client's ciphertexts for round 1000, with their plaintexts.
fn reference_ciphertexts() -> Vec<(Vec<u8>, Vec<u8>)> {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("data/reference_client.json")).unwrap();
    assert_eq!(file["round"], 1000);
    assert_eq!(file["signature"], PULSES[1].1);
    let cases = file["ciphertexts"].as_array().unwrap();
    assert_eq!(cases.len(), 3);
    cases
        .iter()
        .map(|case| {
            let field = |name: &str| bytes(case[name].as_str().unwrap());
            (field("plaintext"), field("bytes"))
        })
        .collect()
}

#[test]
fn the_key_of_quicknet_is_the_published_one() {
    // Spec yuma R-26.
    assert_eq!(
        hex::encode(quicknet::PUBLIC_KEY),
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c\
         8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb\
         5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    );
    let key = PublicKey::from_bytes(&quicknet::PUBLIC_KEY).unwrap();
    assert_eq!(key.to_bytes(), quicknet::PUBLIC_KEY);
}

#[test]
fn published_pulses_verify_for_their_round_only() {
    for (round, signature, randomness) in PULSES {
        let signature = bytes(signature);
        assert_eq!(Sha256::digest(&signature).to_vec(), bytes(randomness));
        assert_eq!(
            Signature::from_bytes(&signature).unwrap().to_bytes(),
            signature
        );
        for other in [0, 1, 122, 123, 124, 1000, u64::MAX] {
            assert_eq!(
                verify_pulse(&quicknet::PUBLIC_KEY, other, &signature),
                other == round,
                "{round} as {other}"
            );
        }
    }
}

#[test]
fn a_signature_that_is_no_point_is_refused() {
    // From the tests of the reference's pallet: not on the curve.
    let bad = bytes(
        "b0a8b04e009cf72534321aca0f50048da596a3feec1172a0244d9a4a623a3123d0402da79854d4c705e94bc73224c341",
    );
    assert_eq!(Signature::from_bytes(&bad), Err(Error::Signature));
    assert!(!verify_pulse(&quicknet::PUBLIC_KEY, 1000, &bad));
}

#[test]
fn ciphertexts_of_the_reference_client_are_decrypted() {
    let signature = bytes(PULSES[1].1);
    for (plaintext, ciphertext) in reference_ciphertexts() {
        assert_eq!(decrypt(&ciphertext, &signature), Ok(plaintext));
    }
}

#[test]
fn the_signature_of_another_round_opens_nothing() {
    let signature = bytes(PULSES[0].1);
    for (_, ciphertext) in reference_ciphertexts() {
        assert_eq!(decrypt(&ciphertext, &signature), Err(Error::WrongKey));
    }
}

#[test]
fn what_follows_a_ciphertext_or_a_signature_is_ignored() {
    let mut signature = bytes(PULSES[1].1);
    signature.extend_from_slice(b"more");
    for (plaintext, mut ciphertext) in reference_ciphertexts() {
        ciphertext.extend_from_slice(&[0xff; 9]);
        assert_eq!(decrypt(&ciphertext, &signature), Ok(plaintext));
    }
}

#[test]
fn our_ciphertexts_have_the_clients_form() {
    for (plaintext, ciphertext) in reference_ciphertexts() {
        let ours = encrypt(&quicknet::PUBLIC_KEY, 1000, &plaintext, [3; 32]).unwrap();
        assert_eq!(ours.len(), ciphertext.len());
        assert_eq!(decrypt(&ours, &bytes(PULSES[1].1)), Ok(plaintext.clone()));
        // All that is no key, mask or message: lengths, and the cipher suite.
        let tag = 96 + 40 + 40;
        for fixed in [
            96..104,
            136..144,
            tag..tag + 16,
            ciphertext.len() - 36..ciphertext.len() - 28,
            ciphertext.len() - 16..ciphertext.len(),
        ] {
            assert_eq!(ours[fixed.clone()], ciphertext[fixed]);
        }
    }
}
