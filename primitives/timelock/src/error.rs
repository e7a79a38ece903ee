//! Why bytes are no key, no signature or cannot be decrypted.

use core::fmt;

/// What is wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The public key is no point of G2 in compressed form.
    PublicKey,
    /// The signature is no point of G1 in compressed form.
    Signature,
    /// The ciphertext does not have the form of one.
    Ciphertext,
    /// The signature does not open the ciphertext's key: it is that of another
    /// round or beacon, or the header was changed.
    WrongKey,
    /// The message was changed since it was encrypted, or is too long to be.
    Body,
    /// No point of the curve could be derived from the round. It does not
    /// happen: the map is defined everywhere.
    Round,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PublicKey => "the public key is no compressed point of G2",
            Self::Signature => "the signature is no compressed point of G1",
            Self::Ciphertext => "the ciphertext is malformed",
            Self::WrongKey => "the signature does not open this ciphertext",
            Self::Body => "the message was tampered with, or is too long",
            Self::Round => "the round cannot be mapped to the curve",
        })
    }
}

impl core::error::Error for Error {}
