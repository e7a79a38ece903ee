//! # Taoflow: emission
//!
//! What a block issues and who gets it. TAO is minted, split among networks by
//! the emission model in force, injected into pools or spent on alpha; each
//! network mints its own alpha, which waits for the network's epoch and is then
//! paid to miners, validators, nominators and the owner.
//!
//! Source: spec chapter `emission`.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod accrual;
mod coinbase;
mod dissolve;
mod dividends;
mod epochs;
mod hotkey_swap;
mod injection;
mod invariants;
mod ownership;
mod payout;
mod prices;
mod root_scores;
mod root_tao;
mod shares;
mod storage {
    pub mod emissions;
    pub mod flows;
}
#[cfg(test)]
mod tests;

pub use epochs::Drained;
pub use ownership::RegisterNeuron;
pub use pallet::*;
pub use pallet_pools::CreditOf;
pub use pallet_subnets::EmissionModel;

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(storage::emissions::emissions_storage)]
#[import_section(storage::flows::flows_storage)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::{
        pallet_prelude::*,
        traits::{ConstBool, ConstU64},
    };
    use frame_system::pallet_prelude::*;
    use substrate_fixed::types::{I64F64, U64F64, U96F32};
    use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

    /// Emission.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config]
    pub trait Config: frame_system::Config + pallet_yuma::Config {
        /// Who gives the hotkey of a network's new owner a uid.
        type Neurons: super::RegisterNeuron<Self::AccountId>;
    }

    /// The default power of flows: 1.
    pub struct DefaultFlowNormExponent;
    impl Get<U64F64> for DefaultFlowNormExponent {
        fn get() -> U64F64 {
            U64F64::from_num(1u8)
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
