//! Sealing a 32-byte key for a round: the scheme of Boneh and Franklin in its
//! form that withstands chosen ciphertexts (*FullIdent*).
//!
//! With a random mask σ, the key k, and Q the point of the round:
//!
//! * `r = SHA-256(σ ‖ k)` modulo the group order,
//! * `U = r·g`,
//! * `V = σ ⊕ SHA-256(e(Q, public key)^r)`,
//! * `W = k ⊕ SHA-256(σ)`.
//!
//! The signature `s·Q` gives the same pairing value as `e(s·Q, U)`. Whoever
//! opens it computes r anew and compares U, so nothing in it can be changed.

use ark_bls12_381::{Fq12, Fr, G2Affine};
use ark_ff::PrimeField;

use crate::{
    curve::{compressed, generator, hash_round, pairing, times, Scalar},
    sha256, Error, PublicKey, Signature,
};

/// A sealed key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SealedKey {
    pub(crate) u: G2Affine,
    pub(crate) v: [u8; 32],
    pub(crate) w: [u8; 32],
}

/// Seals `key` for `round`, with `mask` in place of the random σ.
pub(crate) fn seal(
    public_key: &PublicKey,
    round: u64,
    key: &[u8; 32],
    mask: [u8; 32],
) -> Result<SealedKey, Error> {
    let r = exponent(&mask, key);
    let shared = pairing(hash_round(round)?, times(&public_key.0, r));
    Ok(SealedKey {
        u: times(&generator(), r),
        v: xor(&mask, &pad(&shared)),
        w: xor(key, &sha256(&[&mask])),
    })
}

/// Opens a sealed key with the signature of its round.
///
/// # Errors
///
/// [`Error::WrongKey`] when the signature is another one or the sealed key was
/// changed.
pub(crate) fn open(sealed: &SealedKey, signature: &Signature) -> Result<[u8; 32], Error> {
    let mask = xor(&sealed.v, &pad(&pairing(signature.0, sealed.u)));
    let key = xor(&sealed.w, &sha256(&[&mask]));
    if times(&generator(), exponent(&mask, &key)) == sealed.u {
        Ok(key)
    } else {
        Err(Error::WrongKey)
    }
}

/// The exponent r.
fn exponent(mask: &[u8; 32], key: &[u8; 32]) -> Scalar {
    Fr::from_be_bytes_mod_order(&sha256(&[mask, key])).into_bigint()
}

/// What hides the mask.
fn pad(shared: &Fq12) -> [u8; 32] {
    sha256(&[&compressed(shared)])
}

fn xor(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut out = *left;
    out.iter_mut().zip(right).for_each(|(a, b)| *a ^= b);
    out
}
