//! # Subnets: the registry
//!
//! The lowest domain pallet. It knows which networks exist, who holds which
//! uid, every hyperparameter, the epoch schedule and the rate limits, and it
//! owns the vocabulary of errors and events that all domain pallets share: on
//! the wire they are one module, `SubtensorModule`, with one enum of each.
//!
//! It has no calls of its own. Pallets above read the storage items directly and
//! use the functions here where a rule goes with them.
//!
//! Source: spec chapters `registration` §0, §1.5, §6, §7 and `wire` §3.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod accounts;
mod coldkey_swap;
mod dissolve;
mod errors;
mod events;
mod hotkey_swap;
mod invariants;
mod networks;
mod neurons;
mod owner_schedule;
mod permissions;
mod schedule;
mod serving;
mod storage {
    pub mod hyperparameters;
    pub mod limits;
    pub mod networks;
    pub mod schedule;
    pub mod serving;
    pub mod uids;
}
#[cfg(test)]
mod tests;
mod types;

pub use pallet::*;
pub use permissions::TransactionType;
pub use serving::Endpoint;
pub use types::{
    AxonInfo, ChainIdentityV2, Hyperparameter, NeuronCertificate, PrometheusInfo, RateLimitKey,
    RecycleOrBurnEnum, RootClaimTypeEnum, SubnetIdentityV3,
};

use frame_support::pallet_macros::import_section;

// The pallet macros expand to `expect`.
#[allow(clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(storage::hyperparameters::hyperparameters_storage)]
#[import_section(storage::limits::limits_storage)]
#[import_section(storage::networks::networks_storage)]
#[import_section(storage::schedule::schedule_storage)]
#[import_section(storage::serving::serving_storage)]
#[import_section(storage::uids::uids_storage)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::{vec, vec::Vec};
    use codec::Compact;
    use frame_support::{
        pallet_prelude::*,
        traits::{ConstBool, ConstI16, ConstU16, ConstU32, ConstU64, ConstU8},
        PalletId,
    };
    use frame_system::pallet_prelude::*;
    use sp_core::{H160, H256};
    use substrate_fixed::types::U64F64;
    use subtensor_math::emission::{EmissionModel as Model, EraRules};
    use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance};

    /// The number of a lease.
    pub type LeaseId = u32;

    /// The registry.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What a runtime decides: the defaults of the hyperparameters.
    ///
    /// Every `Initial…` constant is the default of the storage item it is named
    /// after; [`config_preludes::MainnetDefaultConfig`] has the main chain's.
    #[pallet::config(with_default)]
    pub trait Config:
        frame_system::Config<RuntimeEvent: From<Event<Self>>, AccountId: From<[u8; 32]>>
    {
        /// Default least number of weights.
        #[pallet::constant]
        type InitialMinAllowedWeights: Get<u16>;
        /// Former default of a neuron's emission; no rule reads it.
        #[pallet::constant]
        type InitialEmissionValue: Get<u16>;
        /// Default tempo, in blocks.
        #[pallet::constant]
        type InitialTempo: Get<u16>;
        /// Default of the unused `Difficulty`.
        #[pallet::constant]
        type InitialDifficulty: Get<u64>;
        /// Default of the unused `MaxDifficulty`.
        #[pallet::constant]
        type InitialMaxDifficulty: Get<u64>;
        /// Default of the unused `MinDifficulty`.
        #[pallet::constant]
        type InitialMinDifficulty: Get<u64>;
        /// Least tempo an owner may set, in blocks.
        #[pallet::constant]
        type MinTempo: Get<u16>;
        /// Largest tempo an owner may set, in blocks.
        #[pallet::constant]
        type MaxTempo: Get<u16>;
        /// Least activity cut-off factor, in thousandths.
        #[pallet::constant]
        type MinActivityCutoffFactorMilli: Get<u32>;
        /// Largest activity cut-off factor, in thousandths.
        #[pallet::constant]
        type MaxActivityCutoffFactorMilli: Get<u32>;
        /// Default of the unused `AdjustmentInterval`.
        #[pallet::constant]
        type InitialAdjustmentInterval: Get<u16>;
        /// Default memory of the bonds, in millionths.
        #[pallet::constant]
        type InitialBondsMovingAverage: Get<u64>;
        /// Default bonds penalty, out of 65535.
        #[pallet::constant]
        type InitialBondsPenalty: Get<u16>;
        /// Default of the bonds reset.
        #[pallet::constant]
        type InitialBondsResetOn: Get<bool>;
        /// Default registrations aimed at per interval.
        #[pallet::constant]
        type InitialTargetRegistrationsPerInterval: Get<u16>;
        /// Default of the unused `Rho`.
        #[pallet::constant]
        type InitialRho: Get<u16>;
        /// Default steepness of liquid alpha, in hundredths.
        #[pallet::constant]
        type InitialAlphaSigmoidSteepness: Get<i16>;
        /// Default consensus majority, out of 65535.
        #[pallet::constant]
        type InitialKappa: Get<u16>;
        /// Default least number of uids.
        #[pallet::constant]
        type InitialMinAllowedUids: Get<u16>;
        /// Default most uids.
        #[pallet::constant]
        type InitialMaxAllowedUids: Get<u16>;
        /// Default of the unused `ValidatorPruneLen`.
        #[pallet::constant]
        type InitialValidatorPruneLen: Get<u64>;
        /// Default of the unused `ScalingLawPower`.
        #[pallet::constant]
        type InitialScalingLawPower: Get<u16>;
        /// Default immunity of a neuron, in blocks.
        #[pallet::constant]
        type InitialImmunityPeriod: Get<u16>;
        /// Default of the unused `ActivityCutoff`, in blocks.
        #[pallet::constant]
        type InitialActivityCutoff: Get<u16>;
        /// Default registrations per block.
        #[pallet::constant]
        type InitialMaxRegistrationsPerBlock: Get<u16>;
        /// Former default of a pruning score; no rule reads it.
        #[pallet::constant]
        type InitialPruningScore: Get<u16>;
        /// Default number of validator permits.
        #[pallet::constant]
        type InitialMaxAllowedValidators: Get<u16>;
        /// Default least version key of weights.
        #[pallet::constant]
        type InitialWeightsVersionKey: Get<u64>;
        /// Default blocks between announcements of an endpoint.
        #[pallet::constant]
        type InitialServingRateLimit: Get<u64>;
        /// Default blocks between hotkey swaps.
        #[pallet::constant]
        type InitialTxRateLimit: Get<u64>;
        /// Default blocks between increases of a delegate take.
        #[pallet::constant]
        type InitialTxDelegateTakeRateLimit: Get<u64>;
        /// Default blocks between increases of a childkey take.
        #[pallet::constant]
        type InitialTxChildKeyTakeRateLimit: Get<u64>;
        /// Default of the unused `AdjustmentAlpha`.
        #[pallet::constant]
        type InitialAdjustmentAlpha: Get<u64>;
        /// Default immunity of a network, in blocks.
        #[pallet::constant]
        type InitialNetworkImmunityPeriod: Get<u64>;
        /// Default owner cut, out of 65535.
        #[pallet::constant]
        type InitialSubnetOwnerCut: Get<u16>;
        /// Default blocks between network registrations.
        #[pallet::constant]
        type InitialNetworkRateLimit: Get<u64>;
        /// Default upper bound of liquid alpha, out of 65535.
        #[pallet::constant]
        type AlphaHigh: Get<u16>;
        /// Default lower bound of liquid alpha, out of 65535.
        #[pallet::constant]
        type AlphaLow: Get<u16>;
        /// Whether networks start with liquid alpha.
        #[pallet::constant]
        type LiquidAlphaOn: Get<bool>;
        /// Whether networks without the setting use Yuma3.
        #[pallet::constant]
        type Yuma3On: Get<bool>;
        /// Default warm-up of the moving price, in blocks.
        #[pallet::constant]
        type InitialEmaPriceHalvingPeriod: Get<u64>;
        /// Default delay of the start call, in blocks.
        #[pallet::constant]
        type InitialStartCallDelay: Get<u64>;
        /// The pallet id whose sub-accounts hold the networks' TAO.
        #[pallet::constant]
        type SubtensorPalletId: Get<PalletId>;
        /// The pallet id whose account receives burned TAO.
        #[pallet::constant]
        type BurnAccountId: Get<PalletId>;
        /// Default number of epochs per block.
        #[pallet::constant]
        type InitialMaxEpochsPerBlock: Get<u8>;
    }

    /// Sets of constants to derive a configuration from.
    pub mod config_preludes {
        use super::*;
        use frame_support::derive_impl;

        frame_support::parameter_types! {
            /// The pallet id whose sub-accounts hold the networks' TAO.
            pub const SubtensorPalletId: PalletId = PalletId(*b"subtensr");
            /// The pallet id whose account receives burned TAO.
            pub const BurnAccountId: PalletId = PalletId(*b"burntnsr");
        }

        /// The main chain's constants (spec chapter `registration` §7, runtime 425).
        pub struct MainnetDefaultConfig;

        #[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
        impl frame_system::DefaultConfig for MainnetDefaultConfig {}

        #[frame_support::register_default_impl(MainnetDefaultConfig)]
        impl DefaultConfig for MainnetDefaultConfig {
            type InitialMinAllowedWeights = ConstU16<1_024>;
            type InitialEmissionValue = ConstU16<0>;
            type InitialTempo = ConstU16<360>;
            type InitialDifficulty = ConstU64<10_000_000>;
            type InitialMaxDifficulty = ConstU64<4_611_686_018_427_387_903>;
            type InitialMinDifficulty = ConstU64<10_000_000>;
            type MinTempo = ConstU16<360>;
            type MaxTempo = ConstU16<50_400>;
            type MinActivityCutoffFactorMilli = ConstU32<1_000>;
            type MaxActivityCutoffFactorMilli = ConstU32<50_000>;
            type InitialAdjustmentInterval = ConstU16<100>;
            type InitialBondsMovingAverage = ConstU64<900_000>;
            type InitialBondsPenalty = ConstU16<65_535>;
            type InitialBondsResetOn = ConstBool<false>;
            type InitialTargetRegistrationsPerInterval = ConstU16<2>;
            type InitialRho = ConstU16<10>;
            type InitialAlphaSigmoidSteepness = ConstI16<1_000>;
            type InitialKappa = ConstU16<32_767>;
            type InitialMinAllowedUids = ConstU16<64>;
            type InitialMaxAllowedUids = ConstU16<256>;
            type InitialValidatorPruneLen = ConstU64<1>;
            type InitialScalingLawPower = ConstU16<50>;
            type InitialImmunityPeriod = ConstU16<4_096>;
            type InitialActivityCutoff = ConstU16<5_000>;
            type InitialMaxRegistrationsPerBlock = ConstU16<1>;
            type InitialPruningScore = ConstU16<65_535>;
            type InitialMaxAllowedValidators = ConstU16<128>;
            type InitialWeightsVersionKey = ConstU64<0>;
            type InitialServingRateLimit = ConstU64<50>;
            type InitialTxRateLimit = ConstU64<1_000>;
            type InitialTxDelegateTakeRateLimit = ConstU64<216_000>;
            type InitialTxChildKeyTakeRateLimit = ConstU64<216_000>;
            type InitialAdjustmentAlpha = ConstU64<0>;
            type InitialNetworkImmunityPeriod = ConstU64<1_296_000>;
            type InitialSubnetOwnerCut = ConstU16<11_796>;
            type InitialNetworkRateLimit = ConstU64<7_200>;
            type AlphaHigh = ConstU16<58_982>;
            type AlphaLow = ConstU16<45_875>;
            type LiquidAlphaOn = ConstBool<false>;
            type Yuma3On = ConstBool<false>;
            type InitialEmaPriceHalvingPeriod = ConstU64<201_600>;
            type InitialStartCallDelay = ConstU64<0>;
            type SubtensorPalletId = SubtensorPalletId;
            type BurnAccountId = BurnAccountId;
            type InitialMaxEpochsPerBlock = ConstU8<2>;
        }
    }

    /// The all-zero account, which stands for "nobody" where a map has no entry.
    pub struct ZeroAccount<T>(PhantomData<T>);
    impl<T: Config> Get<T::AccountId> for ZeroAccount<T> {
        fn get() -> T::AccountId {
            [0; 32].into()
        }
    }

    /// A mechanism count as a storage default.
    pub struct MechIdDefault<const N: u8>;
    impl<const N: u8> Get<MechId> for MechIdDefault<N> {
        fn get() -> MechId {
            MechId::new(N)
        }
    }

    /// The symbol of a network that has none: U+1D70F, a mathematical tau.
    pub struct DefaultTokenSymbol;
    impl Get<Vec<u8>> for DefaultTokenSymbol {
        fn get() -> Vec<u8> {
            vec![0xF0, 0x9D, 0x9C, 0x8F]
        }
    }

    /// The bounds of liquid alpha that a network starts with.
    pub struct DefaultAlphaValues<T>(PhantomData<T>);
    impl<T: Config> Get<(u16, u16)> for DefaultAlphaValues<T> {
        fn get() -> (u16, u16) {
            (T::AlphaLow::get(), T::AlphaHigh::get())
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
