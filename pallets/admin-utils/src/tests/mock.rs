//! The tower up to this pallet in a runtime, with the main chain's constants.

use crate as pallet_admin_utils;
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU32, ConstU64},
};
use sp_runtime::{traits::Dispatchable, AccountId32, BuildStorage, DispatchResult};
use subtensor_types::NetUid;

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

    #[runtime::pallet_index(19)]
    pub type AdminUtils = pallet_admin_utils;

    #[runtime::pallet_index(28)]
    pub type Swap = pallet_swap;

    #[runtime::pallet_index(31)]
    pub type AlphaAssets = pallet_alpha_assets;

    #[runtime::pallet_index(100)]
    pub type Subnets = pallet_subnets;

    #[runtime::pallet_index(101)]
    pub type Pools = pallet_pools;

    #[runtime::pallet_index(102)]
    pub type Staking = pallet_staking;

    #[runtime::pallet_index(103)]
    pub type Yuma = pallet_yuma;

    #[runtime::pallet_index(104)]
    pub type Taoflow = pallet_taoflow;

    #[runtime::pallet_index(105)]
    pub type Registration = pallet_registration;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlockU32<Test>;
    type AccountData = pallet_balances::AccountData<u64>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = u64;
    type ExistentialDeposit = ConstU64<500>;
    type AccountStore = System;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {}

impl pallet_alpha_assets::Config for Test {}

parameter_types! {
    /// No block has an author.
    pub const Author: Option<AccountId32> = None;
}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Test {
    type Currency = Balances;
    type BlockAuthor = Author;
}

#[derive_impl(pallet_staking::config_preludes::MainnetDefaultConfig)]
impl pallet_staking::Config for Test {}

impl pallet_yuma::Config for Test {
    type Timelock = ();
}

impl pallet_taoflow::Config for Test {
    type Neurons = Registration;
}

#[derive_impl(pallet_registration::config_preludes::MainnetDefaultConfig)]
impl pallet_registration::Config for Test {
    type InitialDissolveNetworkScheduleDuration = ConstU32<36_000>;
    type InitialColdkeySwapAnnouncementDelay = ConstU32<36_000>;
    type InitialColdkeySwapReannouncementDelay = ConstU32<7_200>;
    type LeaseDividendsDistributionInterval = ConstU32<100>;
}

impl pallet_admin_utils::Config for Test {
    type WeightInfo = ();
}

/// The network of the tests.
pub const NET: NetUid = NetUid::new(1);

/// A network that does not exist.
pub const MISSING: NetUid = NetUid::new(9);

/// An account that is this number.
pub fn account(n: u8) -> AccountId32 {
    AccountId32::new([n; 32])
}

/// Who owns [`NET`].
pub fn owner() -> RuntimeOrigin {
    RuntimeOrigin::signed(account(1))
}

/// Makes a call.
pub fn dispatch(call: crate::Call<Test>, origin: RuntimeOrigin) -> DispatchResult {
    RuntimeCall::AdminUtils(call)
        .dispatch(origin)
        .map(drop)
        .map_err(|failure| failure.error)
}

/// Begins a block right after an epoch, so that parameters are not frozen.
pub fn go_to(block: u32) {
    System::set_block_number(block);
    for netuid in [NET, MISSING] {
        pallet_subnets::LastEpochBlock::<Test>::insert(netuid, u64::from(block));
    }
}

/// Runs a test at block 1 on a chain with root and one network of three neurons,
/// room for 128 and liquid alpha.
pub fn with_network(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        pallet_subnets::NetworksAdded::<Test>::insert(NetUid::ROOT, true);
        pallet_subnets::NetworksAdded::<Test>::insert(NET, true);
        pallet_subnets::TotalNetworks::<Test>::put(2);
        pallet_subnets::SubnetOwner::<Test>::insert(NET, account(1));
        pallet_subnets::MaxAllowedUids::<Test>::insert(NET, 128);
        pallet_subnets::LiquidAlphaOn::<Test>::insert(NET, true);
        pallet_subnets::LiquidAlphaOn::<Test>::insert(MISSING, true);
        for neuron in 11..14 {
            Subnets::append_key(NET, &account(neuron), 1);
        }
        test();
        Subnets::do_try_state().expect("the registry is consistent");
    });
}
