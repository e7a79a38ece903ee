//! Lets a signer state which metadata it read, in the shape of RFC 78.
//!
//! A transaction says with one byte whether the hash of the metadata is
//! signed along. This runtime is built without that hash, so only "no" is
//! accepted (spec chapter `wire` §2.1, row 13).

use codec::{Decode, DecodeWithMemTracking, Encode};
use core::marker::PhantomData;
use scale_info::TypeInfo;
use sp_runtime::{
    impl_tx_ext_default,
    traits::TransactionExtension,
    transaction_validity::{TransactionValidityError, UnknownTransaction},
};

/// Whether the metadata hash is part of what is signed.
#[derive(
    Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo,
)]
pub enum Mode {
    /// It isn't: byte 0.
    #[default]
    Disabled,
    /// It is: byte 1.
    Enabled,
}

/// Adds the metadata hash, or its absence, to what is signed.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    TypeInfo,
    frame_support::CloneNoBound,
    frame_support::EqNoBound,
    frame_support::PartialEqNoBound,
    frame_support::DebugNoBound,
    frame_support::DefaultNoBound,
)]
#[scale_info(skip_type_params(T))]
pub struct CheckMetadataHash<T: frame_system::Config + Send + Sync> {
    mode: Mode,
    #[codec(skip)]
    _runtime: PhantomData<T>,
}

impl<T: frame_system::Config + Send + Sync> CheckMetadataHash<T> {
    /// The extension in the given mode.
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            _runtime: PhantomData,
        }
    }
}

impl<T: frame_system::Config + Send + Sync> TransactionExtension<T::RuntimeCall>
    for CheckMetadataHash<T>
{
    const IDENTIFIER: &'static str = "CheckMetadataHash";
    type Implicit = Option<[u8; 32]>;
    type Val = ();
    type Pre = ();

    fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
        match self.mode {
            Mode::Disabled => Ok(None),
            Mode::Enabled => Err(UnknownTransaction::CannotLookup.into()),
        }
    }

    impl_tx_ext_default!(T::RuntimeCall; weight validate prepare);
}
