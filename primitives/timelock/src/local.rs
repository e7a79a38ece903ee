//! A beacon of one's own, for chains without a network.
//!
//! Its key follows from a seed, so its signatures of future rounds can be
//! computed at once. It keeps nothing secret from whoever knows the seed; it
//! lets commit, time-lock and reveal be run and tested.

use ark_bls12_381::Fr;
use ark_ff::{One, PrimeField, Zero};

use crate::{
    curve::{generator, hash_round, times, Scalar},
    sha256, Error, PublicKey, Signature,
};

/// A beacon whose secret key follows from a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalBeacon {
    secret: Scalar,
}

impl LocalBeacon {
    /// The beacon of a seed.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        // 64 bytes, so that no key is likelier than another.
        let half = |label: &[u8]| sha256(&[b"subtensor-timelock/beacon/", label, &seed]);
        let wide = [half(b"high"), half(b"low")].concat();
        let secret = Fr::from_be_bytes_mod_order(&wide);
        let secret = if secret.is_zero() { Fr::one() } else { secret };
        Self {
            secret: secret.into_bigint(),
        }
    }

    /// The beacon's public key.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(times(&generator(), self.secret))
    }

    /// The beacon's signature of a round.
    ///
    /// # Errors
    ///
    /// [`Error::Round`], which does not happen.
    pub fn sign(&self, round: u64) -> Result<Signature, Error> {
        hash_round(round).map(|point| Signature(times(&point, self.secret)))
    }
}
