//! The pallets up to this one in a runtime, with the constants of the
//! reference's tests (spec `emission` §13).

use crate as pallet_taoflow;
use crate::Drained;
use core::num::NonZeroU64;
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU16, ConstU32, ConstU64, ConstU8},
};
use pallet_pools::{
    SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice, SubnetTAO, TotalIssuance, TotalStake,
};
use pallet_staking::{ChildKeys, ChildkeyTake, Delegates, ParentKeys, TaoWeight};
use pallet_subnets::{
    Event, FirstEmissionBlockNumber, NetworksAdded, SubnetMechanism, SubtokenEnabled,
};
use pallet_yuma::{LastUpdate, ValidatorPermit, Weights};
use sp_runtime::{AccountId32, BuildStorage, DispatchResult};
use substrate_fixed::types::I96F32;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

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
}

parameter_types! {
    pub const NoAuthor: Option<AccountId32> = None;
    pub const MinimumReserve: NonZeroU64 = NonZeroU64::new(100).unwrap();
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
    type ExistentialDeposit = ConstU64<1>;
    type AccountStore = System;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {
    type InitialSubnetOwnerCut = ConstU16<0>;
    type InitialMaxEpochsPerBlock = ConstU8<32>;
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
impl pallet_staking::Config for Test {
    type InitialTaoWeight = ConstU64<0>;
}

impl pallet_yuma::Config for Test {
    type Timelock = ();
}

/// Appends neurons while there is room, and replaces none.
pub struct AppendOnly;

impl pallet_taoflow::RegisterNeuron<AccountId32> for AppendOnly {
    fn register_neuron(netuid: NetUid, hotkey: &AccountId32) -> DispatchResult {
        let taken = pallet_subnets::SubnetworkN::<Test>::get(netuid);
        if taken >= pallet_subnets::MaxAllowedUids::<Test>::get(netuid) {
            return Err(pallet_subnets::Error::<Test>::NoNeuronIdAvailable.into());
        }
        let uid = Subnets::append_key(netuid, hotkey, Subnets::now());
        Yuma::append_neuron_rows(netuid, uid);
        Ok(())
    }
}

impl pallet_taoflow::Config for Test {
    type Neurons = AppendOnly;
}

/// Networks that tests use.
pub const ONE: NetUid = NetUid::new(1);
/// The second of them.
pub const TWO: NetUid = NetUid::new(2);
/// The third of them.
pub const THREE: NetUid = NetUid::new(3);

/// An account that is this number.
pub fn account(n: u8) -> AccountId32 {
    AccountId32::new([n; 32])
}

/// Runs a test at block 1 on an empty chain.
pub fn run(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        test();
        check();
    });
}

/// Checks the invariants of all pallets.
pub fn check() {
    Subnets::do_try_state().expect("the registry is consistent");
    Pools::do_try_state().expect("the pools are consistent");
    Staking::do_try_state().expect("the stake ledger is consistent");
    Yuma::do_try_state().expect("the rows are consistent");
    Taoflow::do_try_state().expect("emission is consistent");
}

/// A started network without a pool: 1 TAO is 1 alpha.
pub fn plain(netuid: NetUid) {
    NetworksAdded::<Test>::insert(netuid, true);
    FirstEmissionBlockNumber::<Test>::insert(netuid, 0);
    SubtokenEnabled::<Test>::insert(netuid, true);
}

/// Gives a network these reserves; the TAO is really there.
pub fn reserves(netuid: NetUid, tao: u64, alpha: u64) {
    let account = Subnets::subnet_account_unchecked(netuid);
    let rest = Pools::spend_tao(&account, Pools::mint_tao(tao.into()), tao.into())
        .expect("at least the existential deposit is funded");
    Pools::recycle_credit(rest);
    SubnetTAO::<Test>::insert(netuid, TaoBalance::new(tao));
    SubnetAlphaIn::<Test>::insert(netuid, AlphaBalance::new(alpha));
    TotalStake::<Test>::mutate(|total| *total += TaoBalance::new(tao));
}

/// A started network with a balancer pool of these reserves, in rao, and this
/// moving price in hundredths.
pub fn dynamic(netuid: NetUid, tao: u64, alpha: u64, moving_price: u64) {
    plain(netuid);
    SubnetMechanism::<Test>::insert(netuid, 1);
    SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_num(moving_price as f64 / 100.0));
    reserves(netuid, tao, alpha);
}

/// So much TAO on root at full weight that the root proportion is nearly 1. The
/// amount is far above what can exist, so it is in no balance.
pub fn full_root() {
    root_tao(1_000_000_000_000_000_000);
    TaoWeight::<Test>::put(u64::MAX);
}

/// Sets the TAO staked on root, in rao.
pub fn root_tao(rao: u64) {
    SubnetTAO::<Test>::insert(NetUid::ROOT, TaoBalance::new(rao));
    TotalStake::<Test>::mutate(|total| *total += TaoBalance::new(rao));
}

/// Runs the coinbase over this much TAO.
pub fn coinbase(rao: u64) {
    Taoflow::run_coinbase(&Taoflow::eligible_netuids(), Pools::mint_tao(rao.into()));
}

/// Enters another block.
pub fn next_block() {
    System::set_block_number(System::block_number() + 1);
}

/// Registers a hotkey of a coldkey.
pub fn neuron(netuid: NetUid, coldkey: u8, hotkey: u8) -> u16 {
    Staking::create_account_if_non_existent(&account(coldkey), &account(hotkey))
        .expect("no network's account is used");
    let uid = Subnets::append_key(netuid, &account(hotkey), Subnets::now());
    Yuma::append_neuron_rows(netuid, uid);
    uid
}

/// Stakes newly minted alpha.
pub fn stake(netuid: NetUid, coldkey: u8, hotkey: u8, rao: u64) {
    Staking::create_account_if_non_existent(&account(coldkey), &account(hotkey))
        .expect("no network's account is used");
    if netuid.is_root() {
        SubnetTAO::<Test>::mutate(netuid, |total| *total += TaoBalance::new(rao));
        TotalStake::<Test>::mutate(|total| *total += TaoBalance::new(rao));
    }
    SubnetAlphaOut::<Test>::mutate(netuid, |total| *total += AlphaBalance::new(rao));
    Staking::increase_stake(&account(hotkey), &account(coldkey), netuid, rao.into());
}

/// The alpha staked to a hotkey, in rao.
pub fn staked(netuid: NetUid, hotkey: u8) -> u64 {
    Staking::hotkey_stake(&account(hotkey), netuid).to_u64()
}

/// Makes one hotkey the child of another, for a proportion of 2^64 - 1.
pub fn give(netuid: NetUid, parent: u8, proportion: u64, child: u8) {
    ChildKeys::<Test>::insert(account(parent), netuid, vec![(proportion, account(child))]);
    ParentKeys::<Test>::insert(account(child), netuid, vec![(proportion, account(parent))]);
}

/// Sets the take of a child, out of 65535.
pub fn childkey_take(netuid: NetUid, child: u8, take: u16) {
    ChildkeyTake::<Test>::insert(account(child), netuid, take);
}

/// Sets the take of a delegate, out of 65535.
pub fn delegate_take(hotkey: u8, take: u16) {
    Delegates::<Test>::insert(account(hotkey), take);
}

/// Lets only the neuron at uid 0 validate, with these weights.
pub fn weights_of_first(netuid: NetUid, weights: &[(u16, u16)]) {
    let index = NetUidStorageIndex::from(netuid);
    ValidatorPermit::<Test>::mutate(netuid, |permits| {
        permits.fill(false);
        permits[0] = true;
    });
    Weights::<Test>::insert(index, 0, weights.to_vec());
    // Rows of neurons that are younger than the last step don't count.
    for uid in 0..pallet_subnets::SubnetworkN::<Test>::get(netuid) {
        pallet_subnets::BlockAtRegistration::<Test>::insert(netuid, uid, 0);
    }
    pallet_subnets::LastMechansimStepBlock::<Test>::insert(netuid, Subnets::now());
    LastUpdate::<Test>::mutate(index, |updates| updates.fill(Subnets::now() + 1));
}

/// Mints what an epoch pays out and pays it.
pub fn distribute(netuid: NetUid, server: u64, validator: u64, root: u64, owner: u64) {
    let drained = Drained {
        server: server.into(),
        validator: validator.into(),
        root: root.into(),
        owner: owner.into(),
        ..Drained::default()
    };
    Pools::mint_alpha_out(netuid, (server + validator + root + owner).into());
    Taoflow::distribute_emission(netuid, drained);
}

/// Both counts of issued TAO, and `TotalStake`, in rao.
pub fn totals() -> (u64, u64, u64) {
    (
        TotalIssuance::<Test>::get().to_u64(),
        Balances::total_issuance(),
        TotalStake::<Test>::get().to_u64(),
    )
}

/// The TAO reserve of a network, in rao.
pub fn tao_in(netuid: NetUid) -> u64 {
    SubnetTAO::<Test>::get(netuid).to_u64()
}

/// The alpha reserve of a network, in rao.
pub fn alpha_in(netuid: NetUid) -> u64 {
    SubnetAlphaIn::<Test>::get(netuid).to_u64()
}

/// The alpha outside of a network's pool, in rao.
pub fn alpha_out(netuid: NetUid) -> u64 {
    SubnetAlphaOut::<Test>::get(netuid).to_u64()
}

/// Fails unless two amounts differ by at most the tolerance.
#[track_caller]
pub fn assert_near(left: u64, right: u64, tolerance: u64) {
    assert!(
        left.abs_diff(right) <= tolerance,
        "{left} is not within {tolerance} of {right}"
    );
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
