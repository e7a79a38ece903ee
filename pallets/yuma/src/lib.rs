//! # Yuma
//!
//! Validators' weights, and the epoch that turns them into incentive, dividends
//! and bonds. The rules are pure functions of [`subtensor_math::yuma`]; this
//! pallet checks and stores weights, loads an epoch's input, and stores what
//! comes of it. Rows exist per mechanism, under the key `mecid · 4096 + netuid`;
//! everything else per network.
//!
//! Weights are set openly, or, where a network wants commit-reveal, committed
//! first: as a hash that its author reveals, or encrypted for a round of a
//! randomness beacon, revealed by the block step ([`timelock`]).
//!
//! Source: spec chapter `yuma`.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod commits;
mod epoch;
mod hotkey_swap;
mod invariants;
mod mechanisms;
mod persist;
mod rows;
mod set_weights;
mod storage {
    pub mod neurons;
    pub mod voting_power;
    pub mod weights;
}
#[cfg(test)]
mod tests;
pub mod timelock;
mod voting_power;

pub use pallet::*;

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(storage::neurons::neurons_storage)]
#[import_section(storage::voting_power::voting_power_storage)]
#[import_section(storage::weights::weights_storage)]
#[frame_support::pallet]
pub mod pallet {
    use alloc::{collections::VecDeque, vec::Vec};
    use frame_support::{pallet_prelude::*, traits::ConstU64};
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

    /// The longest timelocked commit, in bytes (spec `yuma` §13.5).
    pub const MAX_CRV3_COMMIT_SIZE_BYTES: u32 = 5000;

    /// Weights and consensus.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config + pallet_staking::Config {
        /// What opens timelocked commits.
        type Timelock: crate::timelock::Timelock;
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
