//! # Staking
//!
//! Who owns which alpha. All alpha staked to a hotkey on a network is one share
//! pool; coldkeys hold shares of it. Staking buys alpha in the pool below and
//! adds shares, unstaking does the reverse; dividends raise the pool for all.
//! On root, 1 TAO is 1 alpha and the stake earns a part of every network's alpha,
//! kept here as a rate per rao until it is claimed. A coldkey can lock alpha to a
//! hotkey: what is locked can't be unstaked, and gains weight in the question of
//! who owns the network.
//!
//! Source: spec chapter `pools-and-staking` §3 to §6.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod alpha_fees;
mod amounts;
mod auto_parent;
mod auto_stake;
mod checks;
mod childkey_takes;
mod children;
mod coldkey_swap;
mod disposal;
mod dissolve;
mod hotkey_swap;
mod invariants;
mod ledger;
mod locks;
mod moves;
mod nominations;
mod ownership;
mod relinking;
mod root_claim;
mod root_index;
mod stake;
mod storage {
    pub mod delegation;
    pub mod ledger;
    pub mod locks;
    pub mod ownership;
    pub mod root_claim;
}
mod takes;
#[cfg(test)]
mod tests;
mod transfers;
mod unstake_all;
mod weight;

pub use alpha_fees::AlphaFee;
pub use dissolve::Claim;
pub use hotkey_swap::Stakers;
pub use locks::Heir;
pub use moves::Position;
pub use pallet::*;
pub use subtensor_math::locks::LockState;

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(storage::delegation::delegation_storage)]
#[import_section(storage::ledger::ledger_storage)]
#[import_section(storage::locks::locks_storage)]
#[import_section(storage::ownership::ownership_storage)]
#[import_section(storage::root_claim::root_claim_storage)]
#[frame_support::pallet]
pub mod pallet {
    use alloc::{collections::BTreeMap, vec::Vec};
    use frame_support::{
        pallet_prelude::*,
        traits::{ConstBool, ConstU16, ConstU64},
    };
    use frame_system::pallet_prelude::*;
    use pallet_subnets::{RootClaimTypeEnum, ZeroAccount};
    use substrate_fixed::types::{I96F32, U64F64};
    use subtensor_math::{locks::LockState, share_pool::SafeFloat};
    use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

    /// The stake ledger.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides.
    #[pallet::config(with_default)]
    pub trait Config: frame_system::Config + pallet_pools::Config {
        /// Least TAO that a stake or unstake must be worth, in rao.
        #[pallet::constant]
        type InitialMinStake: Get<TaoBalance>;
        /// Default of `TaoWeight`, out of 2^64 - 1.
        #[pallet::constant]
        type InitialTaoWeight: Get<u64>;
        /// Default delegate take, and its upper bound, out of 65535.
        #[pallet::constant]
        type InitialDefaultDelegateTake: Get<u16>;
        /// Default lower bound of a delegate take, out of 65535.
        #[pallet::constant]
        type InitialMinDelegateTake: Get<u16>;
        /// Former default of a childkey take; no rule reads it.
        #[pallet::constant]
        type InitialDefaultChildKeyTake: Get<u16>;
        /// Default lower bound of a childkey take, out of 65535.
        #[pallet::constant]
        type InitialMinChildKeyTake: Get<u16>;
        /// Default upper bound of a childkey take, out of 65535.
        #[pallet::constant]
        type InitialMaxChildKeyTake: Get<u16>;
    }

    /// Sets of constants to derive a configuration from.
    pub mod config_preludes {
        use super::*;
        use frame_support::derive_impl;

        frame_support::parameter_types! {
            /// 0.002 TAO.
            pub const InitialMinStake: TaoBalance = TaoBalance::new(2_000_000);
        }

        /// The main chain's constants.
        pub struct MainnetDefaultConfig;

        #[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
        impl frame_system::DefaultConfig for MainnetDefaultConfig {}

        #[frame_support::register_default_impl(MainnetDefaultConfig)]
        impl DefaultConfig for MainnetDefaultConfig {
            type InitialMinStake = InitialMinStake;
            type InitialTaoWeight = ConstU64<971_718_665_099_567_868>;
            type InitialDefaultDelegateTake = ConstU16<11_796>;
            type InitialMinDelegateTake = ConstU16<0>;
            type InitialDefaultChildKeyTake = ConstU16<0>;
            type InitialMinChildKeyTake = ConstU16<0>;
            type InitialMaxChildKeyTake = ConstU16<11_796>;
        }
    }

    /// Least alpha that a root claim pays, in rao.
    pub struct DefaultRootClaimThreshold;
    impl Get<I96F32> for DefaultRootClaimThreshold {
        fn get() -> I96F32 {
            I96F32::from_num(500_000u32)
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
