//! Keys and signatures as points of BLS12-381, and the pairing between them.
//!
//! A signature of a round is `sk · H(round)` on G1, the public key `sk · g` on
//! G2. It is right if `e(signature, g) = e(H(round), public key)`.
//!
//! Points are in the compressed form of 48 and 96 bytes. Bytes after a point
//! are ignored, as the reference does when it reads one.

use alloc::vec::Vec;
use ark_bls12_381::{g1, Bls12_381, Fq12, G1Affine, G1Projective, G2Affine};
use ark_ec::{
    hashing::{curve_maps::wb::WBMap, map_to_curve_hasher::MapToCurveBasedHasher, HashToCurve},
    pairing::Pairing,
    AffineRepr, CurveGroup,
};
use ark_ff::{field_hashers::DefaultFieldHasher, BigInt, One};
use ark_serialize::{CanonicalDeserialize, CanonicalSerialize};
use core::ops::Neg;
use sha2::Sha256;

use crate::{sha256, Error};

/// The length of an encoded public key.
pub const PUBLIC_KEY_LENGTH: usize = 96;

/// The length of an encoded signature.
pub const SIGNATURE_LENGTH: usize = 48;

/// Keeps hashes to the curve apart from those of other protocols (RFC 9380).
const DOMAIN: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

/// A number below the order of the groups.
pub(crate) type Scalar = BigInt<4>;

/// RFC 9380's hash to G1, with SHA-256 and the simplified SWU map.
type Hasher =
    MapToCurveBasedHasher<G1Projective, DefaultFieldHasher<Sha256, 128>, WBMap<g1::Config>>;

/// The public key of a beacon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(pub(crate) G2Affine);

/// A beacon's signature of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature(pub(crate) G1Affine);

impl PublicKey {
    /// Reads a key from its compressed form.
    ///
    /// # Errors
    ///
    /// [`Error::PublicKey`] when the first 96 bytes are no point of G2.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        G2Affine::deserialize_compressed(bytes)
            .map(Self)
            .map_err(|_| Error::PublicKey)
    }

    /// The key's compressed form, 96 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        compressed(&self.0)
    }

    /// Whether `signature` is this beacon's signature of `round`.
    pub fn verify(&self, round: u64, signature: &Signature) -> bool {
        let Ok(message) = hash_round(round) else {
            return false;
        };
        // e(-signature, g) · e(H(round), key) = 1, with one exponentiation for
        // both pairings.
        let product = Bls12_381::multi_miller_loop(
            [signature.0.neg(), message],
            [G2Affine::generator(), self.0],
        );
        Bls12_381::final_exponentiation(product).is_some_and(|value| value.0.is_one())
    }
}

impl Signature {
    /// Reads a signature from its compressed form.
    ///
    /// # Errors
    ///
    /// [`Error::Signature`] when the first 48 bytes are no point of G1.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        G1Affine::deserialize_compressed(bytes)
            .map(Self)
            .map_err(|_| Error::Signature)
    }

    /// The signature's compressed form, 48 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        compressed(&self.0)
    }
}

/// The point that a beacon signs for a round: the hash of
/// `SHA-256(round, big-endian)`.
pub(crate) fn hash_round(round: u64) -> Result<G1Affine, Error> {
    Hasher::new(DOMAIN)
        .and_then(|hasher| hasher.hash(&sha256(&[&round.to_be_bytes()])))
        .map_err(|_| Error::Round)
}

/// `scalar · point`.
pub(crate) fn times<P: AffineRepr>(point: &P, scalar: Scalar) -> P {
    point.mul_bigint(scalar).into_affine()
}

/// The generator of G2.
pub(crate) fn generator() -> G2Affine {
    G2Affine::generator()
}

/// The pairing of two points.
pub(crate) fn pairing(left: G1Affine, right: G2Affine) -> Fq12 {
    Bls12_381::pairing(left, right).0
}

/// The compressed form of a curve point or field element.
pub(crate) fn compressed(value: &impl CanonicalSerialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.compressed_size());
    match value.serialize_compressed(&mut bytes) {
        Ok(()) => bytes,
        // Writing to a vector does not fail.
        Err(_) => Vec::new(),
    }
}
