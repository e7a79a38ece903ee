//! # Pools
//!
//! The reserves of TAO and alpha of every network, and the only code that moves
//! them: swaps, injections, minting, recycling and burning. TAO lies in real
//! balances of the networks' accounts; alpha exists as totals here and as shares
//! in the pallet above.
//!
//! `swap` computes, this pallet moves. It also keeps the user and protocol flows
//! that each movement adds to, since every movement passes here.
//!
//! Source: spec chapter `pools-and-staking` §2 and `emission` §2.

#![cfg_attr(not(feature = "std"), no_std)]

mod alpha;
mod dissolve;
mod flows;
mod invariants;
mod issuance;
mod prices;
mod storage {
    pub mod reserves;
}
mod swaps;
mod tao;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use tao::CreditOf;

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(storage::reserves::reserves_storage)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::{
        pallet_prelude::*,
        traits::{
            fungible::{Balanced, Mutate},
            ConstU64,
        },
    };
    use frame_system::pallet_prelude::*;
    use substrate_fixed::types::I96F32;
    use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

    /// The pools.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config(with_default)]
    pub trait Config:
        frame_system::Config
        + pallet_alpha_assets::Config
        + pallet_subnets::Config
        + pallet_swap::Config
    {
        /// Where TAO lies; amounts in rao.
        #[pallet::no_default]
        type Currency: Mutate<Self::AccountId, Balance = u64> + Balanced<Self::AccountId>;

        /// Who authored the current block: swap fees are paid to it. Without an
        /// author they are burned.
        #[pallet::no_default]
        type BlockAuthor: Get<Option<Self::AccountId>>;

        /// Default of `TotalIssuance`, in rao.
        #[pallet::constant]
        type InitialIssuance: Get<TaoBalance>;
    }

    /// Sets of constants to derive a configuration from.
    pub mod config_preludes {
        use super::*;
        use frame_support::derive_impl;

        frame_support::parameter_types! {
            /// No TAO is issued before genesis.
            pub const InitialIssuance: TaoBalance = TaoBalance::ZERO;
        }

        /// The main chain's constants.
        pub struct MainnetDefaultConfig;

        #[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
        impl frame_system::DefaultConfig for MainnetDefaultConfig {}

        #[frame_support::register_default_impl(MainnetDefaultConfig)]
        impl DefaultConfig for MainnetDefaultConfig {
            type InitialIssuance = InitialIssuance;
        }
    }

    /// Weight of a block in the moving price: 0.000003 as an `I96F32`.
    pub struct DefaultMovingAlpha;
    impl Get<I96F32> for DefaultMovingAlpha {
        fn get() -> I96F32 {
            I96F32::from_bits(12_885)
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
