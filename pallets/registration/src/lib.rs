//! # Registration
//!
//! How networks and neurons come and go: the lock cost of a network and its
//! initial pool, the burn price of a neuron and the uid it gets, and who has to
//! leave when there is no room.
//!
//! It stands high in the tower, since registering buys alpha in a pool, resets
//! consensus rows and prunes by emission; the registry it writes stands low,
//! since everyone reads it.
//!
//! Source: spec chapter `registration`.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod burn_price;
mod dissolve;
mod identities;
mod invariants;
mod key_swaps;
mod lock_cost;
mod network;
mod network_pruning;
mod neuron;
mod pruning;
mod root;
mod storage {
    pub mod key_swaps;
    pub mod networks;
    pub mod neurons;
}
mod symbols;
#[cfg(test)]
mod tests;
mod trimming;

pub use pallet::*;

use frame_support::pallet_macros::import_section;
use subtensor_types::NetUid;

/// A pallet above this one that keeps something about networks.
pub trait OnNetworkDissolved {
    /// A network has been dissolved.
    fn on_network_dissolved(netuid: NetUid);
}

impl OnNetworkDissolved for () {
    fn on_network_dissolved(_: NetUid) {}
}

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(storage::key_swaps::key_swaps_storage)]
#[import_section(storage::networks::networks_storage)]
#[import_section(storage::neurons::neurons_storage)]
#[frame_support::pallet]
pub mod pallet {
    use super::OnNetworkDissolved;
    use alloc::vec::Vec;
    use codec::{Decode, Encode};
    use frame_support::{
        pallet_prelude::*,
        traits::{ConstU16, ConstU64},
    };
    use frame_system::pallet_prelude::*;
    use scale_info::TypeInfo;
    use sp_core::H160;
    use sp_runtime::Percent;
    use substrate_fixed::types::U64F64;
    use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

    /// Registration.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides: prices and delays that networks start with.
    #[pallet::config(with_default)]
    pub trait Config: frame_system::Config + pallet_taoflow::Config {
        /// Default least lock cost of a network, in rao.
        #[pallet::constant]
        type InitialNetworkMinLockCost: Get<TaoBalance>;
        /// Default blocks in which the lock cost falls back.
        #[pallet::constant]
        type InitialNetworkLockReductionInterval: Get<u64>;
        /// Default of the unused delay of a scheduled dissolve, in blocks.
        #[pallet::constant]
        #[pallet::no_default]
        type InitialDissolveNetworkScheduleDuration: Get<BlockNumberFor<Self>>;
        /// Default burn price of a neuron where none is set, in rao.
        #[pallet::constant]
        type InitialBurn: Get<TaoBalance>;
        /// Default lower bound of the burn price, in rao.
        #[pallet::constant]
        type InitialMinBurn: Get<TaoBalance>;
        /// Default upper bound of the burn price, in rao.
        #[pallet::constant]
        type InitialMaxBurn: Get<TaoBalance>;
        /// What `MinBurn` must stay below, in rao.
        #[pallet::constant]
        type MinBurnUpperBound: Get<TaoBalance>;
        /// What `MaxBurn` must stay above, in rao.
        #[pallet::constant]
        type MaxBurnLowerBound: Get<TaoBalance>;
        /// Default of `RAORecycledForRegistration`, in rao.
        #[pallet::constant]
        type InitialRAORecycledForRegistration: Get<TaoBalance>;
        /// Default blocks between announcing a coldkey swap and doing it.
        #[pallet::constant]
        #[pallet::no_default]
        type InitialColdkeySwapAnnouncementDelay: Get<BlockNumberFor<Self>>;
        /// Default blocks until an announcement can be replaced.
        #[pallet::constant]
        #[pallet::no_default]
        type InitialColdkeySwapReannouncementDelay: Get<BlockNumberFor<Self>>;
        /// Price of a key swap on all networks, in rao.
        #[pallet::constant]
        type KeySwapCost: Get<TaoBalance>;
        /// Price of a hotkey swap on one network, in rao.
        #[pallet::constant]
        type KeySwapOnSubnetCost: Get<TaoBalance>;
        /// Blocks between two hotkey swaps of a coldkey on one network.
        #[pallet::constant]
        type HotkeySwapOnSubnetInterval: Get<u64>;
        /// Blocks between two payments of a lease's dividends.
        #[pallet::constant]
        #[pallet::no_default]
        type LeaseDividendsDistributionInterval: Get<BlockNumberFor<Self>>;
        /// Trimming is refused when this part of the remaining uids would be
        /// immune.
        #[pallet::constant]
        type MaxImmuneUidsPercentage: Get<Percent>;
        /// What else keeps something about networks, and forgets it when one is
        /// dissolved.
        type OnNetworkDissolved: OnNetworkDissolved;
    }

    /// Sets of constants to derive a configuration from.
    pub mod config_preludes {
        use super::*;
        use frame_support::derive_impl;

        frame_support::parameter_types! {
            /// 1,000 TAO.
            pub const InitialNetworkMinLockCost: TaoBalance = TaoBalance::new(1_000_000_000_000);
            /// 0.1 TAO.
            pub const InitialBurn: TaoBalance = TaoBalance::new(100_000_000);
            /// 0.0005 TAO.
            pub const InitialMinBurn: TaoBalance = TaoBalance::new(500_000);
            /// 100 TAO.
            pub const InitialMaxBurn: TaoBalance = TaoBalance::new(100_000_000_000);
            /// 1 TAO.
            pub const MinBurnUpperBound: TaoBalance = TaoBalance::new(1_000_000_000);
            /// 0.1 TAO.
            pub const MaxBurnLowerBound: TaoBalance = TaoBalance::new(100_000_000);
            /// Nothing is recycled before the first registration.
            pub const NothingRecycled: TaoBalance = TaoBalance::ZERO;
            /// 0.1 TAO.
            pub const KeySwapCost: TaoBalance = TaoBalance::new(100_000_000);
            /// 0.001 TAO.
            pub const KeySwapOnSubnetCost: TaoBalance = TaoBalance::new(1_000_000);
            /// 80 %.
            pub const MaxImmuneUidsPercentage: Percent = Percent::from_percent(80);
        }

        /// The main chain's constants.
        pub struct MainnetDefaultConfig;

        #[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
        impl frame_system::DefaultConfig for MainnetDefaultConfig {}

        #[frame_support::register_default_impl(MainnetDefaultConfig)]
        impl DefaultConfig for MainnetDefaultConfig {
            type InitialNetworkMinLockCost = InitialNetworkMinLockCost;
            type InitialNetworkLockReductionInterval = ConstU64<100_800>;
            type InitialBurn = InitialBurn;
            type InitialMinBurn = InitialMinBurn;
            type InitialMaxBurn = InitialMaxBurn;
            type MinBurnUpperBound = MinBurnUpperBound;
            type MaxBurnLowerBound = MaxBurnLowerBound;
            type InitialRAORecycledForRegistration = NothingRecycled;
            type KeySwapCost = KeySwapCost;
            type KeySwapOnSubnetCost = KeySwapOnSubnetCost;
            type HotkeySwapOnSubnetInterval = ConstU64<7_200>;
            type MaxImmuneUidsPercentage = MaxImmuneUidsPercentage;
            type OnNetworkDissolved = ();
        }
    }

    /// A network that contributors have leased together.
    #[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
    pub struct SubnetLease<AccountId, BlockNumber, Balance> {
        /// Who runs the network.
        pub beneficiary: AccountId,
        /// The coldkey that owns the network while it is leased.
        pub coldkey: AccountId,
        /// The owner hotkey while it is leased.
        pub hotkey: AccountId,
        /// The contributors' part of the owner's cut.
        pub emissions_share: Percent,
        /// When the lease ends, if ever.
        pub end_block: Option<BlockNumber>,
        /// The network.
        pub netuid: NetUid,
        /// What its registration cost, in rao.
        pub cost: Balance,
    }

    /// Factor of the burn price after a registration: 1.26.
    pub struct DefaultBurnIncreaseMult;
    impl Get<U64F64> for DefaultBurnIncreaseMult {
        fn get() -> U64F64 {
            U64F64::from_bits(23_242_897_532_874_035_200)
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
