//! What can go wrong with a chain.

use crate::{account::AccountError, chain::Receipt, meta::MetaError};

/// Why a chain could not be built, driven or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No preset of that name.
    #[error("unknown preset `{name}`; there are {}", .known.join(", "))]
    UnknownPreset {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The genesis configuration was refused.
    #[error("the genesis state cannot be built: {0}")]
    Genesis(String),
    /// A text that names no account.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// Something not found or not readable by metadata.
    #[error(transparent)]
    Meta(#[from] MetaError),
    /// The block's own extrinsic was refused; the state contradicts the clock.
    #[error("the timestamp inherent was refused: {0}")]
    Inherent(String),
    /// The randomness beacon's pulse or key cannot be used.
    #[error("the beacon: {0}")]
    Beacon(String),
    /// Bytes that are no extrinsic of this runtime.
    #[error("this is no extrinsic of this runtime: {0}")]
    Extrinsic(String),
    /// A snapshot that was never taken, or was given up by an earlier revert.
    #[error("there is no snapshot {0}")]
    UnknownSnapshot(u64),
    /// The state can be exported between blocks only.
    #[error("block {0} is still open; seal it first")]
    BlockOpen(u32),
    /// No epoch came.
    #[error("subnet {netuid} ran no epoch in {blocks} blocks")]
    NoEpoch {
        /// The subnet.
        netuid: u16,
        /// How long was waited.
        blocks: u32,
    },
    /// A saved state that cannot be read.
    #[error("the saved state cannot be read: {0}")]
    Dump(String),
    /// A check of the state's consistency failed.
    #[error("block {block}: {what}")]
    Inconsistent {
        /// The block after which it failed.
        block: u32,
        /// What does not hold.
        what: String,
    },
}

/// Why a call did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// It was refused before it ran, and is in no block.
    #[error("{0}")]
    Rejected(String),
    /// It ran and failed; the fee was paid.
    #[error("{error}")]
    Failed {
        /// The error's name, `Pallet.Error`.
        error: String,
        /// Fee and events.
        receipt: Box<Receipt>,
    },
    /// It could not be tried.
    #[error(transparent)]
    Chain(#[from] Error),
}

impl CallError {
    /// The error's name: `SubtensorModule.NotEnoughBalanceToStake`,
    /// `Transaction.Payment`, or the whole message when it never ran.
    pub fn name(&self) -> String {
        self.to_string()
    }
}

impl From<AccountError> for CallError {
    fn from(error: AccountError) -> Self {
        Self::Chain(error.into())
    }
}

impl From<MetaError> for CallError {
    fn from(error: MetaError) -> Self {
        Self::Chain(error.into())
    }
}
