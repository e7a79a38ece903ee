//! The stake ledger and the floors below in a runtime.
//!
//! The spec's rows come from tests with an existential deposit of 1 rao, a least
//! reserve of 100 rao, a least delegate take of 9 % and a fixed author; these are
//! the defaults here and can be changed per test.

use crate as pallet_staking;
use core::num::NonZeroU64;
use frame_support::{
    derive_impl, parameter_types,
    storage::with_storage_layer,
    traits::{ConstU16, ConstU32},
};
use pallet_pools::{SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, TotalStake};
use pallet_subnets::{NetworksAdded, SubnetMechanism, SubtokenEnabled};
use sp_runtime::{AccountId32, BuildStorage, DispatchError};
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

    #[runtime::pallet_index(102)]
    pub type Staking = pallet_staking;
}

parameter_types! {
    /// Who gets the swap fees.
    pub static Author: Option<AccountId32> = Some(author());
    /// The least balance of an account, in rao.
    pub static ExistentialDeposit: u64 = 1;
    /// The output reserve, in rao, below which a pool does not swap.
    pub static MinimumReserve: NonZeroU64 = NonZeroU64::new(100).expect("100 is not 0");
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type AccountData = pallet_balances::AccountData<u64>;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlock<Test>;
    type SS58Prefix = ConstU16<42>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type ExistentialDeposit = ExistentialDeposit;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {
    type MinimumReserve = MinimumReserve;
}

impl pallet_alpha_assets::Config for Test {}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Test {
    type Currency = Balances;
    type BlockAuthor = Author;
}

#[derive_impl(pallet_staking::config_preludes::MainnetDefaultConfig)]
impl pallet_staking::Config for Test {
    type InitialMinDelegateTake = ConstU16<5_898>;
}

/// The shared errors.
pub type Error = pallet_subnets::Error<Test>;
/// The shared events.
pub type Event = pallet_subnets::Event<Test>;

/// A network with a balancer pool.
pub const ONE: NetUid = NetUid::new(1);
/// Another one.
pub const TWO: NetUid = NetUid::new(2);
/// A network without a pool.
pub const STABLE: NetUid = NetUid::new(3);
/// A network that does not exist.
pub const MISSING: NetUid = NetUid::new(99);
/// The root network.
pub const ROOT: NetUid = NetUid::ROOT;

/// 10^9 rao.
pub const BILLION: u64 = 1_000_000_000;
/// 10^12 rao.
pub const TRILLION: u64 = 1_000_000_000_000;

/// An account that is this number.
pub fn account(n: u8) -> AccountId32 {
    AccountId32::new([n; 32])
}

/// Who authors the blocks.
pub fn author() -> AccountId32 {
    account(200)
}

/// A staker, who owns [`hot`].
pub fn cold() -> AccountId32 {
    account(1)
}

/// The hotkey of [`cold`].
pub fn hot() -> AccountId32 {
    account(2)
}

/// Another staker, who owns [`other_hot`].
pub fn other_cold() -> AccountId32 {
    account(3)
}

/// The hotkey of [`other_cold`].
pub fn other_hot() -> AccountId32 {
    account(4)
}

/// An account without anything.
pub fn stranger() -> AccountId32 {
    account(9)
}

/// An amount of TAO, in rao.
pub fn tao(rao: u64) -> TaoBalance {
    rao.into()
}

/// An amount of alpha, in rao.
pub fn alpha(rao: u64) -> AlphaBalance {
    rao.into()
}

/// Runs a test at block 1 on a chain with root, two networks with pools that are
/// still empty, and one without. Two coldkeys own a hotkey each.
pub fn run(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    Author::set(Some(author()));
    ExistentialDeposit::set(1);
    MinimumReserve::set(NonZeroU64::new(100).expect("100 is not 0"));
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        for netuid in [ROOT, ONE, TWO, STABLE] {
            NetworksAdded::<Test>::insert(netuid, true);
            SubtokenEnabled::<Test>::insert(netuid, true);
        }
        for netuid in [ONE, TWO] {
            SubnetMechanism::<Test>::insert(netuid, 1);
        }
        own(&cold(), &hot());
        own(&other_cold(), &other_hot());
        test();
        check_invariants();
    });
}

/// Checks the invariants of both pallets, and I2 of spec §9: the networks'
/// accounts hold their reserves.
pub fn check_invariants() {
    Pools::do_try_state().expect("the pools are consistent");
    Staking::do_try_state().expect("the stakes are consistent");
    for (netuid, reserve) in SubnetTAO::<Test>::iter() {
        assert!(subnet_balance(netuid) >= reserve.to_u64());
    }
}

/// Gives a hotkey to a coldkey.
pub fn own(coldkey: &AccountId32, hotkey: &AccountId32) {
    Staking::create_account_if_non_existent(coldkey, hotkey).expect("these are no networks");
}

/// Issues TAO to an account.
pub fn fund(who: &AccountId32, rao: u64) {
    let rest = Pools::spend_tao(who, Pools::mint_tao(tao(rao)), tao(rao))
        .expect("no more is funded than the cap allows");
    Pools::recycle_credit(rest);
}

/// Gives a network these reserves in place of what it has, and the TAO that goes
/// with them.
pub fn set_pool(netuid: NetUid, tao_reserve: u64, alpha_reserve: u64) {
    let missing = tao_reserve.saturating_sub(subnet_balance(netuid));
    if missing > 0 {
        fund(&Subnets::subnet_account_unchecked(netuid), missing);
    }
    write_reserves(netuid, tao_reserve, alpha_reserve);
}

/// Gives a network these reserves without the TAO that would go with them, for
/// questions that move nothing. See [`forget_reserves`].
pub fn write_reserves(netuid: NetUid, tao_reserve: u64, alpha_reserve: u64) {
    let before = SubnetTAO::<Test>::get(netuid);
    TotalStake::<Test>::mutate(|total| *total = *total - before + tao(tao_reserve));
    SubnetTAO::<Test>::insert(netuid, tao(tao_reserve));
    SubnetAlphaIn::<Test>::insert(netuid, alpha(alpha_reserve));
}

/// Takes reserves back that were only written.
pub fn forget_reserves(netuid: NetUid) {
    write_reserves(netuid, 0, 0);
}

/// Gives a position alpha that comes from nowhere.
pub fn give_stake(coldkey: &AccountId32, hotkey: &AccountId32, netuid: NetUid, rao: u64) {
    Staking::increase_stake(hotkey, coldkey, netuid, alpha(rao));
    SubnetAlphaOut::<Test>::mutate(netuid, |total| *total += alpha(rao));
}

/// Gives a position root stake with the TAO that goes with it.
pub fn give_root_stake(coldkey: &AccountId32, hotkey: &AccountId32, rao: u64) {
    fund(coldkey, rao + 1);
    call(|| Staking::do_add_stake(coldkey, hotkey, ROOT, tao(rao))).expect("root takes all stake");
}

/// Runs a function as a call runs: when it fails, nothing is stored.
pub fn call<R>(body: impl FnOnce() -> Result<R, DispatchError>) -> Result<R, DispatchError> {
    with_storage_layer(body)
}

/// A digest of the whole state.
pub fn storage_root() -> Vec<u8> {
    sp_io::storage::root(sp_runtime::StateVersion::V1)
}

/// The free balance of an account, in rao.
pub fn free(who: &AccountId32) -> u64 {
    Balances::free_balance(who)
}

/// The TAO on the account of a network, in rao.
pub fn subnet_balance(netuid: NetUid) -> u64 {
    free(&Subnets::subnet_account_unchecked(netuid))
}

/// The alpha of a position, in rao.
pub fn stake(coldkey: &AccountId32, hotkey: &AccountId32, netuid: NetUid) -> u64 {
    Staking::stake_of(hotkey, coldkey, netuid).to_u64()
}

/// TAO reserve, alpha reserve and alpha outside of the pool.
pub fn ledger(netuid: NetUid) -> (u64, u64, u64) {
    (
        SubnetTAO::<Test>::get(netuid).to_u64(),
        SubnetAlphaIn::<Test>::get(netuid).to_u64(),
        SubnetAlphaOut::<Test>::get(netuid).to_u64(),
    )
}

/// The shared events so far, oldest first.
pub fn events() -> Vec<Event> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Subnets(event) => Some(event),
            _ => None,
        })
        .collect()
}
