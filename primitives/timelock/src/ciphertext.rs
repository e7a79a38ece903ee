//! The bytes of a ciphertext, as the clients write them.
//!
//! ```text
//! U                                  96 bytes, compressed point of G2
//! V, W                               byte strings of 32
//! body                               byte string:
//!     ciphertext and 16-byte tag         byte string
//!     nonce                              byte string of 12
//! cipher suite                       byte string, `AES_GCM_`
//! ```
//!
//! A byte string is its length as a little-endian `u64`, then its bytes. What
//! follows a ciphertext or a body is ignored, and so is what the cipher suite
//! says: the reference decrypts with AES-GCM whatever it names.

use aes_gcm::{
    aead::{Aead, KeyInit},
    Aes256Gcm,
};
use alloc::vec::Vec;
use ark_bls12_381::G2Affine;
use ark_serialize::CanonicalDeserialize;

use crate::{curve::compressed, ibe::SealedKey, Error, PUBLIC_KEY_LENGTH};

/// The name of the only cipher suite.
const CIPHER_SUITE: &[u8] = b"AES_GCM_";

/// The length of AES-GCM's nonce.
const NONCE_LENGTH: usize = 12;

/// A message that was encrypted for a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ciphertext {
    /// The message's key, sealed for the round.
    pub(crate) header: SealedKey,
    /// The message under that key.
    pub(crate) body: Body,
}

/// A message under AES-256-GCM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// The message and its tag.
    sealed: Vec<u8>,
    nonce: [u8; NONCE_LENGTH],
}

impl Ciphertext {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader(bytes);
        Self::read(&mut reader).ok_or(Error::Ciphertext)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let u = G2Affine::deserialize_compressed(reader.take(PUBLIC_KEY_LENGTH)?).ok()?;
        let v = reader.string()?.try_into().ok()?;
        let w = reader.string()?.try_into().ok()?;
        let body = Body::read(&mut Reader(reader.string()?))?;
        reader.string()?;
        Some(Self {
            header: SealedKey { u, v, w },
            body,
        })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        push(&mut body, &self.body.sealed);
        push(&mut body, &self.body.nonce);

        let mut out = compressed(&self.header.u);
        push(&mut out, &self.header.v);
        push(&mut out, &self.header.w);
        push(&mut out, &body);
        push(&mut out, CIPHER_SUITE);
        out
    }
}

impl Body {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let sealed = reader.string()?.to_vec();
        let nonce = reader.string()?.try_into().ok()?;
        Some(Self { sealed, nonce })
    }

    /// Encrypts a message. The nonce is the beginning of `nonce`.
    pub(crate) fn seal(key: &[u8; 32], nonce: &[u8; 32], plaintext: &[u8]) -> Result<Self, Error> {
        let nonce = *nonce.first_chunk::<NONCE_LENGTH>().ok_or(Error::Body)?;
        let sealed = Aes256Gcm::new(key.into())
            .encrypt((&nonce).into(), plaintext)
            .map_err(|_| Error::Body)?;
        Ok(Self { sealed, nonce })
    }

    /// Decrypts the message.
    pub(crate) fn open(&self, key: &[u8; 32]) -> Result<Vec<u8>, Error> {
        Aes256Gcm::new(key.into())
            .decrypt((&self.nonce).into(), self.sealed.as_slice())
            .map_err(|_| Error::Body)
    }
}

/// Appends a byte string.
fn push(out: &mut Vec<u8>, string: &[u8]) {
    out.extend_from_slice(&(string.len() as u64).to_le_bytes());
    out.extend_from_slice(string);
}

/// Reads from the front; never past the end, however long a string says it is.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        let length = u64::from_le_bytes(self.take(8)?.try_into().ok()?);
        self.take(length.try_into().ok()?)
    }
}
