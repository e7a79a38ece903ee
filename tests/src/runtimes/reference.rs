//! The pallets of the product with the settings under which the reference
//! recorded its chains.
//!
//! Those differ from the main chain's in a few constants, in the existential
//! deposit of 1 rao, in a fixed block author and in types: block numbers and nonces of
//! 64 bits, and account ids that are 256-bit integers. In storage such an id is
//! its 32 bytes in little endian, so keys are those of an `AccountId32` with the
//! same bytes; in memory ids are ordered as integers, which decides ties.

// FRAME's macros generate public items without documentation, and code that
// unwraps.
#![allow(missing_docs)]

use core::{any::TypeId, num::NonZeroU64};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU16, ConstU32, ConstU64, ConstU8, CrateVersion, PalletInfo as PalletInfoT},
};
use subtensor_types::TaoBalance;

pub use super::account_id::AccountId;

/// `SubtensorModule` as one module: calls and hooks of the conductor, errors and
/// events of the registry.
pub mod subtensor_module {
    #[doc(hidden)]
    pub use pallet_subnets::{__substrate_event_check, tt_error_token};
    pub use pallet_subnets::{Error, Event};
    pub use pallet_subtensor::*;
}

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(5)]
    pub type Balances = pallet_balances;

    #[runtime::pallet_index(7)]
    pub type SubtensorModule = subtensor_module + Pallet + Call + Config<T> + Error<T> + Event<T>;

    #[runtime::pallet_index(28)]
    pub type Swap = pallet_swap;

    #[runtime::pallet_index(31)]
    pub type AlphaAssets = pallet_alpha_assets;

    #[runtime::pallet_index(100)]
    pub type Subnets = pallet_subnets + Pallet + Storage;

    #[runtime::pallet_index(101)]
    pub type Pools = pallet_pools + Pallet + Storage;

    #[runtime::pallet_index(102)]
    pub type Staking = pallet_staking + Pallet + Storage;

    #[runtime::pallet_index(103)]
    pub type Yuma = pallet_yuma + Pallet + Storage;

    #[runtime::pallet_index(104)]
    pub type Taoflow = pallet_taoflow + Pallet + Storage;

    #[runtime::pallet_index(105)]
    pub type Registration = pallet_registration + Pallet + Storage;
}

/// Answers `SubtensorModule` for every pallet that is a part of it on the wire.
pub struct WirePalletInfo;

/// The type whose name and index stand for `P` on the wire.
macro_rules! on_the_wire {
    ($question:ident, $pallet:ident) => {{
        let domain = [
            TypeId::of::<Subnets>(),
            TypeId::of::<Pools>(),
            TypeId::of::<Staking>(),
            TypeId::of::<Yuma>(),
            TypeId::of::<Taoflow>(),
            TypeId::of::<Registration>(),
        ];
        if domain.contains(&TypeId::of::<$pallet>()) {
            PalletInfo::$question::<SubtensorModule>()
        } else {
            PalletInfo::$question::<$pallet>()
        }
    }};
}

impl PalletInfoT for WirePalletInfo {
    fn index<P: 'static>() -> Option<usize> {
        on_the_wire!(index, P)
    }

    fn name<P: 'static>() -> Option<&'static str> {
        on_the_wire!(name, P)
    }

    fn name_hash<P: 'static>() -> Option<[u8; 16]> {
        on_the_wire!(name_hash, P)
    }

    fn module_name<P: 'static>() -> Option<&'static str> {
        PalletInfo::module_name::<P>()
    }

    fn crate_version<P: 'static>() -> Option<CrateVersion> {
        PalletInfo::crate_version::<P>()
    }
}

parameter_types! {
    /// The author of every block, who gets the swap fees.
    pub BlockAuthor: Option<AccountId> = Some(AccountId::from(12_345));
    pub const MinimumReserve: NonZeroU64 = NonZeroU64::new(100).unwrap();
    pub const InitialNetworkMinLockCost: TaoBalance = TaoBalance::new(100_000_000_000);
    pub const InitialBurn: TaoBalance = TaoBalance::ZERO;
    pub const InitialMaxBurn: TaoBalance = TaoBalance::new(1_000_000_000);
    pub const KeySwapCost: TaoBalance = TaoBalance::new(1_000_000_000);
    pub const KeySwapOnSubnetCost: TaoBalance = TaoBalance::new(10_000_000);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
    type AccountData = pallet_balances::AccountData<u64>;
    type AccountId = AccountId;
    type Block = frame_system::mocking::MockBlock<Runtime>;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
    type Nonce = u64;
    type PalletInfo = WirePalletInfo;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
    type AccountStore = System;
    type Balance = u64;
    type ExistentialDeposit = ConstU64<1>;
    type MaxLocks = ConstU32<50>;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Runtime {
    type InitialDifficulty = ConstU64<10_000>;
    type InitialImmunityPeriod = ConstU16<2>;
    type InitialMaxAllowedValidators = ConstU16<100>;
    type InitialMaxDifficulty = ConstU64<{ u64::MAX }>;
    type InitialMaxEpochsPerBlock = ConstU8<32>;
    type InitialMaxRegistrationsPerBlock = ConstU16<3>;
    type InitialMinAllowedUids = ConstU16<2>;
    type InitialMinAllowedWeights = ConstU16<0>;
    type InitialMinDifficulty = ConstU64<1>;
    type InitialNetworkRateLimit = ConstU64<0>;
    type InitialRho = ConstU16<30>;
    type InitialServingRateLimit = ConstU64<0>;
    type InitialSubnetOwnerCut = ConstU16<0>;
    type InitialTxChildKeyTakeRateLimit = ConstU64<1>;
    type InitialTxDelegateTakeRateLimit = ConstU64<1>;
    type InitialTxRateLimit = ConstU64<0>;
    type InitialValidatorPruneLen = ConstU64<0>;
}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Runtime {
    type MinimumReserve = MinimumReserve;
}

impl pallet_alpha_assets::Config for Runtime {}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Runtime {
    type BlockAuthor = BlockAuthor;
    type Currency = Balances;
}

#[derive_impl(pallet_staking::config_preludes::MainnetDefaultConfig)]
impl pallet_staking::Config for Runtime {
    type InitialMinDelegateTake = ConstU16<5_898>;
    type InitialTaoWeight = ConstU64<0>;
}

impl pallet_yuma::Config for Runtime {
    type Timelock = ();
}

impl pallet_taoflow::Config for Runtime {
    type Neurons = Registration;
}

#[derive_impl(pallet_registration::config_preludes::MainnetDefaultConfig)]
impl pallet_registration::Config for Runtime {
    type HotkeySwapOnSubnetInterval = ConstU64<15>;
    type InitialBurn = InitialBurn;
    type InitialColdkeySwapAnnouncementDelay = ConstU64<50>;
    type InitialColdkeySwapReannouncementDelay = ConstU64<10>;
    type InitialDissolveNetworkScheduleDuration = ConstU64<36_000>;
    type InitialMaxBurn = InitialMaxBurn;
    type InitialNetworkLockReductionInterval = ConstU64<2>;
    type InitialNetworkMinLockCost = InitialNetworkMinLockCost;
    type KeySwapCost = KeySwapCost;
    type KeySwapOnSubnetCost = KeySwapOnSubnetCost;
    type LeaseDividendsDistributionInterval = ConstU64<100>;
}

impl pallet_subtensor::Config for Runtime {
    type WeightInfo = ();
}
