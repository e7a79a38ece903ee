//! Beacon signatures, and encryption that only they open.
//!
//! drand's beacon signs the number of every round with one BLS key: public
//! keys on G2, signatures on G1 of BLS12-381. Such a signature is at the same
//! time the secret key of an identity, the round, in the encryption scheme of
//! Boneh and Franklin. So whoever knows the beacon's public key can encrypt
//! for a round, and nobody can decrypt before the beacon signs it. Weights are
//! committed that way; clients use the crate `tle`, whose bytes this crate
//! reads and writes.
//!
//! ```
//! use subtensor_timelock::{decrypt, encrypt, LocalBeacon};
//! # fn main() -> Result<(), subtensor_timelock::Error> {
//! let beacon = LocalBeacon::from_seed([7; 32]);
//! let sealed = encrypt(&beacon.public_key().to_bytes(), 5, b"weights", [1; 32])?;
//! assert!(decrypt(&sealed, &beacon.sign(4)?.to_bytes()).is_err());
//! assert_eq!(decrypt(&sealed, &beacon.sign(5)?.to_bytes())?, b"weights");
//! # Ok(())
//! # }
//! ```
//!
//! Everything is a pure function of its arguments; no input panics.
//!
//! Source: spec chapter `yuma` §10.8.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod ciphertext;
mod curve;
mod error;
mod ibe;
mod local;
pub mod quicknet;
#[cfg(test)]
mod tests;

pub use curve::{PublicKey, Signature, PUBLIC_KEY_LENGTH, SIGNATURE_LENGTH};
pub use error::Error;
pub use local::LocalBeacon;

use alloc::vec::Vec;
use sha2::{Digest, Sha256};

/// Whether `signature` is the beacon's signature of `round` under
/// `public_key`, all as bytes. Bytes that are no key or no signature are not.
pub fn verify_pulse(public_key: &[u8], round: u64, signature: &[u8]) -> bool {
    match (
        PublicKey::from_bytes(public_key),
        Signature::from_bytes(signature),
    ) {
        (Ok(key), Ok(signature)) => key.verify(round, &signature),
        _ => false,
    }
}

/// Opens a ciphertext with the beacon's signature of its round.
///
/// # Errors
///
/// [`Error::Ciphertext`] or [`Error::Signature`] when bytes do not decode,
/// [`Error::WrongKey`] when the signature is not the one encrypted for or the
/// sealed key was changed, [`Error::Body`] when the message was changed.
pub fn decrypt(ciphertext: &[u8], signature: &[u8]) -> Result<Vec<u8>, Error> {
    let ciphertext = ciphertext::Ciphertext::from_bytes(ciphertext)?;
    let signature = Signature::from_bytes(signature)?;
    let key = ibe::open(&ciphertext.header, &signature)?;
    ciphertext.body.open(&key)
}

/// Encrypts `plaintext` for the holder of the beacon's signature of `round`,
/// in the clients' format.
///
/// What a client draws at random is derived from `seed` together with the
/// round and the plaintext, so that the same call gives the same bytes. They
/// are as secret as the seed.
///
/// # Errors
///
/// [`Error::PublicKey`] when the key does not decode, [`Error::Body`] when the
/// plaintext is longer than AES-GCM can take (about 64 GiB).
pub fn encrypt(
    public_key: &[u8],
    round: u64,
    plaintext: &[u8],
    seed: [u8; 32],
) -> Result<Vec<u8>, Error> {
    let public_key = PublicKey::from_bytes(public_key)?;
    let draw = |label: &[u8]| {
        sha256(&[
            b"subtensor-timelock/",
            label,
            &seed,
            &round.to_be_bytes(),
            &sha256(&[plaintext]),
        ])
    };
    let key = draw(b"key");
    let header = ibe::seal(&public_key, round, &key, draw(b"mask"))?;
    let body = ciphertext::Body::seal(&key, &draw(b"nonce"), plaintext)?;
    Ok(ciphertext::Ciphertext { header, body }.to_bytes())
}

/// SHA-256 of the parts, one after the other.
fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
