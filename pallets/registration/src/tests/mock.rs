//! The pallets up to this one in a runtime, with the constants of the
//! reference's tests (spec `registration` §9).

use crate as pallet_registration;
use crate::{Burn, BurnHalfLife, BurnIncreaseMult, MaxBurn, MinBurn};
use core::num::NonZeroU64;
use frame_support::{
    derive_impl, parameter_types,
    storage::with_storage_layer,
    traits::{ConstU16, ConstU32, ConstU64, Get},
};
use pallet_pools::{SubnetAlphaIn, SubnetTAO, TotalStake};
use pallet_subnets::{Event, FirstEmissionBlockNumber, SubnetMechanism, SubtokenEnabled};
use sp_runtime::{AccountId32, BuildStorage, DispatchResult};
use substrate_fixed::types::U64F64;
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

/// The existential deposit, in rao.
pub const ED: u64 = 1;
/// The least lock cost of a network, in rao.
pub const MIN_LOCK: u64 = 100_000_000_000;
/// The network that tests use.
pub const NETUID: NetUid = NetUid::new(1);

parameter_types! {
    pub const NoAuthor: Option<AccountId32> = None;
    pub const MinimumReserve: NonZeroU64 = NonZeroU64::new(100).unwrap();
    pub const MinLock: TaoBalance = TaoBalance::new(MIN_LOCK);
    pub const NoBurn: TaoBalance = TaoBalance::ZERO;
    pub const OneTao: TaoBalance = TaoBalance::new(1_000_000_000);
    pub const OnSubnetCost: TaoBalance = TaoBalance::new(10_000_000);
}

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
    type ExistentialDeposit = ConstU64<ED>;
    type AccountStore = System;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {
    type InitialMinAllowedUids = ConstU16<2>;
    type InitialImmunityPeriod = ConstU16<2>;
    type InitialMaxRegistrationsPerBlock = ConstU16<3>;
    type InitialNetworkRateLimit = ConstU64<0>;
    type InitialSubnetOwnerCut = ConstU16<0>;
    type InitialServingRateLimit = ConstU64<0>;
}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {
    type MinimumReserve = MinimumReserve;
}

impl pallet_alpha_assets::Config for Test {}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Test {
    type Currency = Balances;
    type BlockAuthor = NoAuthor;
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
    type InitialNetworkMinLockCost = MinLock;
    type InitialNetworkLockReductionInterval = ConstU64<2>;
    type InitialBurn = NoBurn;
    type InitialMaxBurn = OneTao;
    type KeySwapCost = OneTao;
    type KeySwapOnSubnetCost = OnSubnetCost;
    type HotkeySwapOnSubnetInterval = ConstU64<15>;
    type InitialDissolveNetworkScheduleDuration = ConstU64<36_000>;
    type InitialColdkeySwapAnnouncementDelay = ConstU64<50>;
    type InitialColdkeySwapReannouncementDelay = ConstU64<10>;
    type LeaseDividendsDistributionInterval = ConstU64<100>;
}

/// An account that is this number.
pub fn account(n: u16) -> AccountId32 {
    let [low, high] = n.to_le_bytes();
    let mut bytes = [0xaa; 32];
    bytes[0] = low;
    bytes[1] = high;
    AccountId32::new(bytes)
}

/// Runs a test at this block on an empty chain.
pub fn at_block(block: u64, test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(block);
        test();
        Subnets::do_try_state().expect("the registry is consistent");
        Pools::do_try_state().expect("the pools are consistent");
        Staking::do_try_state().expect("the stake ledger is consistent");
        Yuma::do_try_state().expect("the rows are consistent");
        Registration::do_try_state().expect("registration is consistent");
    });
}

/// Initialises a network as the reference's `add_network` does: without a lock,
/// started, its burn price at rest after one block.
pub fn add_network(netuid: NetUid) {
    Registration::init_new_network(
        netuid,
        <Test as pallet_subnets::Config>::InitialTempo::get(),
    );
    start(netuid);
    BurnHalfLife::<Test>::insert(netuid, 1);
    BurnIncreaseMult::<Test>::insert(netuid, U64F64::from_num(1));
}

/// A network with these reserves in a balancer pool; the TAO is really there.
pub fn add_pool(netuid: NetUid, tao: u64, alpha: u64) {
    add_network(netuid);
    SubnetMechanism::<Test>::insert(netuid, 1);
    fund(&Subnets::subnet_account_unchecked(netuid), tao);
    SubnetTAO::<Test>::insert(netuid, TaoBalance::new(tao));
    SubnetAlphaIn::<Test>::insert(netuid, subtensor_types::AlphaBalance::new(alpha));
    TotalStake::<Test>::mutate(|total| *total += TaoBalance::new(tao));
}

/// Marks a network as started.
pub fn start(netuid: NetUid) {
    FirstEmissionBlockNumber::<Test>::insert(netuid, 0);
    SubtokenEnabled::<Test>::insert(netuid, true);
}

/// Sets the burn price and its bounds, in rao.
pub fn set_price(netuid: NetUid, burn: u64, min: u64, max: u64) {
    Burn::<Test>::insert(netuid, TaoBalance::new(burn));
    MinBurn::<Test>::insert(netuid, TaoBalance::new(min));
    MaxBurn::<Test>::insert(netuid, TaoBalance::new(max));
}

/// The burn price, in rao.
pub fn price(netuid: NetUid) -> u64 {
    Burn::<Test>::get(netuid).to_u64()
}

/// Issues TAO to an account.
pub fn fund(who: &AccountId32, rao: u64) {
    let rest = Pools::spend_tao(who, Pools::mint_tao(rao.into()), rao.into())
        .expect("at least the existential deposit is funded");
    Pools::recycle_credit(rest);
}

/// The free balance of an account, in rao.
pub fn balance(who: &AccountId32) -> u64 {
    Balances::free_balance(who)
}

/// The balance of a network's account, in rao.
pub fn subnet_balance(netuid: NetUid) -> u64 {
    balance(&Subnets::subnet_account_unchecked(netuid))
}

/// What a dispatchable does around its function: an error reverts all of it.
pub fn call(action: impl FnOnce() -> DispatchResult) -> DispatchResult {
    with_storage_layer(action)
}

/// Funds a coldkey with twice the lock cost and registers a network for it.
pub fn register_network(coldkey: u16, hotkey: u16) -> NetUid {
    fund(
        &account(coldkey),
        Registration::network_lock_cost().to_u64().saturating_mul(2),
    );
    Registration::do_register_network(&account(coldkey), &account(hotkey), None)
        .expect("the network registers")
}

/// Registers a neuron for a coldkey.
pub fn register(netuid: NetUid, coldkey: u16, hotkey: u16) -> DispatchResult {
    call(|| Registration::do_register(&account(coldkey), netuid, &account(hotkey)))
}

/// Enters the next block, whose first act is to move the burn prices.
pub fn next_block() {
    System::set_block_number(System::block_number().saturating_add(1));
    Registration::update_registration_prices();
}

/// The domain events so far, oldest first.
pub fn events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Subnets(event) => Some(event),
            _ => None,
        })
        .collect()
}
