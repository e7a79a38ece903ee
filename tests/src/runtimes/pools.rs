//! The AMM and the pools alone, to replay swaps through the pallets.

// FRAME's macros generate public items without documentation.
#![allow(missing_docs)]

use core::num::NonZeroU64;
use frame_support::{derive_impl, parameter_types, traits::ConstU32};
use sp_runtime::AccountId32;

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

    #[runtime::pallet_index(28)]
    pub type Swap = pallet_swap;

    #[runtime::pallet_index(31)]
    pub type AlphaAssets = pallet_alpha_assets;

    #[runtime::pallet_index(100)]
    pub type Subnets = pallet_subnets;

    #[runtime::pallet_index(101)]
    pub type Pools = pallet_pools;
}

parameter_types! {
    /// The output reserve, in rao, below which a pool does not swap: what the
    /// vector file says.
    pub static MinimumReserve: NonZeroU64 = NonZeroU64::MIN;
    pub const NoAuthor: Option<AccountId32> = None;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
    type AccountData = pallet_balances::AccountData<u64>;
    type AccountId = AccountId32;
    type Block = frame_system::mocking::MockBlock<Runtime>;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
    type AccountStore = System;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Runtime {}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Runtime {
    type MinimumReserve = MinimumReserve;
}

impl pallet_alpha_assets::Config for Runtime {}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Runtime {
    type Currency = Balances;
    type BlockAuthor = NoAuthor;
}
