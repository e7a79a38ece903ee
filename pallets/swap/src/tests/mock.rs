//! The registry and the AMM in a runtime, with the main chain's constants.

use crate as pallet_swap;
use crate::Reserves;
use frame_support::{derive_impl, traits::ConstU32};
use pallet_subnets::{NetworksAdded, SubnetMechanism};
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

    #[runtime::pallet_index(28)]
    pub type Swap = pallet_swap;
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

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {}

/// A network with a balancer pool.
pub const DYNAMIC: NetUid = NetUid::new(1);
/// A network without one: 1 TAO is 1 alpha.
pub const STABLE: NetUid = NetUid::new(2);
/// A network that does not exist.
pub const MISSING: NetUid = NetUid::new(99);

/// Runs a test at block 1 on a chain with both kinds of network.
pub fn run(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        NetworksAdded::<Test>::insert(DYNAMIC, true);
        SubnetMechanism::<Test>::insert(DYNAMIC, 1);
        NetworksAdded::<Test>::insert(STABLE, true);
        test();
        Swap::do_try_state().expect("the weights are within bounds");
    });
}

/// The reserves of a pool, in rao.
pub fn reserves(tao: u64, alpha: u64) -> Reserves {
    Reserves::new(tao.into(), alpha.into())
}
