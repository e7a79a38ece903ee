//! The pools and the floors below in a runtime, with the main chain's constants.

use crate as pallet_pools;
use crate::{SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, TotalIssuance, TotalStake};
use frame_support::{derive_impl, parameter_types, traits::ConstU32};
use pallet_subnets::{NetworksAdded, SubnetMechanism};
use sp_runtime::{AccountId32, BuildStorage};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

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
    pub struct Test;

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
    /// Who gets the swap fees.
    pub static Author: Option<AccountId32> = None;
}

/// The existential deposit, in rao.
pub const ED: u64 = 500;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type AccountData = pallet_balances::AccountData<u64>;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlock<Test>;
    type SS58Prefix = frame_support::traits::ConstU16<42>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type ExistentialDeposit = frame_support::traits::ConstU64<ED>;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {}

impl pallet_alpha_assets::Config for Test {}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Test {
    type Currency = Balances;
    type BlockAuthor = Author;
}

/// A network with a balancer pool.
pub const DYNAMIC: NetUid = NetUid::new(1);
/// A network without one: 1 TAO is 1 alpha.
pub const STABLE: NetUid = NetUid::new(2);
/// A network that does not exist.
pub const MISSING: NetUid = NetUid::new(99);

/// An account that is this number.
pub fn account(n: u8) -> AccountId32 {
    AccountId32::new([n; 32])
}

/// An amount of TAO, in rao.
pub fn tao(rao: u64) -> TaoBalance {
    rao.into()
}

/// An amount of alpha, in rao.
pub fn alpha(rao: u64) -> AlphaBalance {
    rao.into()
}

/// Runs a test at block 1 on a chain with both kinds of network and no author.
pub fn run(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    Author::set(None);
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        NetworksAdded::<Test>::insert(DYNAMIC, true);
        SubnetMechanism::<Test>::insert(DYNAMIC, 1);
        NetworksAdded::<Test>::insert(STABLE, true);
        test();
        Pools::do_try_state().expect("the pools are consistent");
    });
}

/// Issues TAO to an account.
pub fn fund(who: &AccountId32, rao: u64) {
    let rest = Pools::spend_tao(who, Pools::mint_tao(tao(rao)), tao(rao))
        .expect("at least the existential deposit is funded");
    Pools::recycle_credit(rest);
}

/// Gives a network these reserves, and the TAO that goes with them.
pub fn set_pool(netuid: NetUid, tao_reserve: u64, alpha_reserve: u64) {
    fund(&Subnets::subnet_account_unchecked(netuid), tao_reserve);
    SubnetTAO::<Test>::insert(netuid, tao(tao_reserve));
    SubnetAlphaIn::<Test>::insert(netuid, alpha(alpha_reserve));
    TotalStake::<Test>::mutate(|total| *total += tao(tao_reserve));
}

/// Both counts of issued TAO: the pallet's and that of the balances.
pub fn issuances() -> (u64, u64) {
    (
        TotalIssuance::<Test>::get().to_u64(),
        Balances::total_issuance(),
    )
}

/// TAO reserve, alpha reserve and alpha outside of the pool.
pub fn ledger(netuid: NetUid) -> (u64, u64, u64) {
    (
        SubnetTAO::<Test>::get(netuid).to_u64(),
        SubnetAlphaIn::<Test>::get(netuid).to_u64(),
        SubnetAlphaOut::<Test>::get(netuid).to_u64(),
    )
}
