//! The registry alone in a runtime, with the main chain's defaults.

use crate as pallet_subnets;
use frame_support::{derive_impl, traits::ConstU32};
use sp_runtime::{AccountId32, BuildStorage};
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

    #[runtime::pallet_index(1)]
    pub type Subnets = pallet_subnets;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlock<Test>;
    type SS58Prefix = frame_support::traits::ConstU16<42>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {}

/// An account that is this number.
pub fn account(n: u8) -> AccountId32 {
    AccountId32::new([n; 32])
}

/// Runs a test at block 1 on a chain with one network, owned by account 1.
pub fn with_network(netuid: NetUid, test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        crate::NetworksAdded::<Test>::insert(netuid, true);
        crate::SubnetOwner::<Test>::insert(netuid, account(1));
        test();
        Subnets::do_try_state().expect("the registry is consistent");
    });
}
