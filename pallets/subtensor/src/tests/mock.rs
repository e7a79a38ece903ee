//! The whole tower in a runtime, with the main chain's constants except for a
//! short tempo and no limit on how often networks register.

use crate as pallet_subtensor;
use frame_support::{
    assert_ok, derive_impl, parameter_types,
    traits::{ConstU16, ConstU32, ConstU64, Hooks},
};
use pallet_pools::TotalIssuance;
use pallet_subnets::{CommitRevealWeightsEnabled, SubnetEmissionEnabled, WeightsSetRateLimit};
use sp_core::H256;
use sp_runtime::{traits::Dispatchable, AccountId32, BuildStorage};
use subtensor_types::{NetUid, TaoBalance};

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

    #[runtime::pallet_index(7)]
    pub type SubtensorModule = pallet_subtensor;

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

parameter_types! {
    /// Who gets the swap fees.
    pub static Author: Option<AccountId32> = None;
}

/// Blocks between two epochs of a network.
pub const TEMPO: u16 = 10;
/// 1 TAO, and 1 alpha, in rao.
pub const UNIT: u64 = 1_000_000_000;
/// The first network that registers.
pub const ONE: NetUid = NetUid::new(1);
/// How many accounts own TAO at genesis: 1 to this number.
pub const ACCOUNTS: u8 = 20;
/// What each of them owns, in rao.
pub const WEALTH: u64 = 100_000 * UNIT;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<u64>;
    type SS58Prefix = ConstU16<42>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = u64;
    type ExistentialDeposit = ConstU64<500>;
    type AccountStore = System;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {
    type InitialTempo = ConstU16<TEMPO>;
    type InitialNetworkRateLimit = ConstU64<0>;
}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {}

impl pallet_alpha_assets::Config for Test {}

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
    type InitialDissolveNetworkScheduleDuration = ConstU64<36_000>;
    type InitialColdkeySwapAnnouncementDelay = ConstU64<36_000>;
    type InitialColdkeySwapReannouncementDelay = ConstU64<7_200>;
    type LeaseDividendsDistributionInterval = ConstU64<100>;
}

impl pallet_subtensor::Config for Test {
    type WeightInfo = ();
}

/// What FRAME says of the runtime.
pub fn metadata() -> sp_metadata_ir::MetadataIR {
    Test::metadata_ir()
}

/// The conductor's calls.
pub type Call = pallet_subtensor::Call<Test>;

/// An account that is this number.
pub fn account(n: u8) -> AccountId32 {
    AccountId32::new([n; 32])
}

/// A chain at block 1 with rich accounts and this configuration.
pub fn chain(configuration: pallet_subtensor::GenesisConfig<Test>) -> sp_io::TestExternalities {
    let storage = RuntimeGenesisConfig {
        system: Default::default(),
        balances: pallet_balances::GenesisConfig {
            balances: (1..=ACCOUNTS).map(|n| (account(n), WEALTH)).collect(),
            ..Default::default()
        },
        subtensor_module: configuration,
    }
    .build_storage()
    .expect("genesis builds");
    let mut chain = sp_io::TestExternalities::new(storage);
    chain.execute_with(next_block);
    chain
}

/// Runs a test on such a chain where a network costs 100 TAO.
pub fn run(test: impl FnOnce()) {
    Author::set(None);
    let configuration = pallet_subtensor::GenesisConfig {
        network_min_lock_cost: Some(TaoBalance::new(100 * UNIT)),
        ..Default::default()
    };
    chain(configuration).execute_with(|| {
        test();
        check();
    });
}

/// Checks the invariants of all pallets.
#[track_caller]
pub fn check() {
    SubtensorModule::check_invariants().expect("the state is consistent");
}

/// Begins the next block, and runs its step.
pub fn next_block() {
    let block = System::block_number() + 1;
    // Any hash will do, if it is another one in each block.
    let parent = H256(sp_io::hashing::blake2_256(&block.to_le_bytes()));
    System::reset_events();
    System::initialize(&block, &parent, &Default::default());
    SubtensorModule::on_initialize(block);
}

/// Runs to a block.
pub fn run_to(block: u64) {
    while System::block_number() < block {
        next_block();
    }
}

/// Dispatches a call as an account signs it.
pub fn signed(who: u8, call: Call) -> Result<(), sp_runtime::DispatchError> {
    RuntimeCall::from(call)
        .dispatch(RuntimeOrigin::signed(account(who)))
        .map(|_| ())
        .map_err(|failure| failure.error)
}

/// Registers and starts a network that earns TAO and takes weights at any time.
pub fn start_network(coldkey: u8, hotkey: u8) -> NetUid {
    let before = Subnets::non_root_netuids();
    let hotkey = account(hotkey);
    assert_ok!(signed(coldkey, Call::register_network { hotkey }));
    let netuid = Subnets::non_root_netuids()
        .into_iter()
        .find(|netuid| !before.contains(netuid))
        .expect("a network has come");
    assert_ok!(signed(coldkey, Call::start_call { netuid }));
    SubnetEmissionEnabled::<Test>::insert(netuid, true);
    CommitRevealWeightsEnabled::<Test>::insert(netuid, false);
    WeightsSetRateLimit::<Test>::insert(netuid, 0);
    netuid
}

/// Registers a neuron and stakes to it.
pub fn join(netuid: NetUid, coldkey: u8, hotkey: u8, tao: u64) {
    let hotkey = account(hotkey);
    let register = Call::burned_register {
        netuid,
        hotkey: hotkey.clone(),
    };
    assert_ok!(signed(coldkey, register));
    if tao > 0 {
        let amount_staked = TaoBalance::new(tao * UNIT);
        assert_ok!(signed(
            coldkey,
            Call::add_stake {
                hotkey,
                netuid,
                amount_staked
            }
        ));
    }
}

/// Registers a hotkey on root and stakes to it.
pub fn join_root(coldkey: u8, hotkey: u8, tao: u64) {
    let hotkey = account(hotkey);
    assert_ok!(signed(
        coldkey,
        Call::root_register {
            hotkey: hotkey.clone()
        }
    ));
    assert_ok!(signed(
        coldkey,
        Call::add_stake {
            hotkey,
            netuid: NetUid::ROOT,
            amount_staked: TaoBalance::new(tao * UNIT),
        }
    ));
}

/// The alpha staked to a hotkey, in rao.
pub fn staked(netuid: NetUid, hotkey: u8) -> u64 {
    Staking::hotkey_stake(&account(hotkey), netuid).to_u64()
}

/// The TAO that exists, in rao.
pub fn issued() -> u64 {
    TotalIssuance::<Test>::get().to_u64()
}
