//! The pallets up to this one in a runtime, with the main chain's constants.

use crate as pallet_yuma;
use crate::{
    timelock::{Opened, Timelock},
    LastUpdate, ValidatorPermit, Weights,
};
use frame_support::{
    derive_impl, parameter_types,
    traits::{ConstU32, ConstU64},
};
use pallet_subnets::{
    CommitRevealWeightsEnabled, LastEpochBlock, MinAllowedWeights, NetworksAdded, PendingEpochAt,
    StakeThreshold, SubnetEpochIndex, SubnetworkN, Tempo, WeightsSetRateLimit,
};
use sp_runtime::{AccountId32, BuildStorage};
use std::collections::BTreeSet;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

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
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountData = pallet_balances::AccountData<u64>;
    type SS58Prefix = frame_support::traits::ConstU16<42>;
    type MaxConsumers = ConstU32<16>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = u64;
    type ExistentialDeposit = ConstU64<500>;
    type AccountStore = System;
}

parameter_types! {
    pub const NoAuthor: Option<AccountId32> = None;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Test {}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Test {}

impl pallet_alpha_assets::Config for Test {}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Test {
    type Currency = Balances;
    type BlockAuthor = NoAuthor;
}

#[derive_impl(pallet_staking::config_preludes::MainnetDefaultConfig)]
impl pallet_staking::Config for Test {}

impl pallet_yuma::Config for Test {
    type Timelock = PlainTimelock;
}

parameter_types! {
    /// The rounds whose pulse is out.
    pub static Pulses: BTreeSet<u64> = BTreeSet::new();
}

/// What cannot be read in the place of a ciphertext.
pub const GIBBERISH: &[u8] = &[0xff];

/// A time-lock that does not encrypt: the ciphertext is the message.
pub struct PlainTimelock;

impl Timelock for PlainTimelock {
    fn last_round() -> u64 {
        Pulses::get().last().copied().unwrap_or_default()
    }

    fn open(round: u64, ciphertext: &[u8]) -> Opened {
        match ciphertext {
            _ if !Pulses::get().contains(&round) => Opened::NoPulse,
            GIBBERISH => Opened::Unreadable,
            message => Opened::Message(message.to_vec()),
        }
    }
}

/// The network that tests use.
pub const NETUID: NetUid = NetUid::new(1);
/// The storage index of its main mechanism.
pub const INDEX: NetUidStorageIndex = NetUidStorageIndex::new(1);

/// The hotkey at a uid.
pub fn hotkey(uid: u16) -> AccountId32 {
    let [low, high] = uid.to_le_bytes();
    let mut bytes = [0; 32];
    // Not zero anywhere, and not in the order of uids.
    bytes[0] = 255 - low;
    bytes[1] = high + 1;
    AccountId32::new(bytes)
}

/// Who signs as the hotkey at a uid.
pub fn signed(uid: u16) -> RuntimeOrigin {
    RuntimeOrigin::signed(hotkey(uid))
}

/// Adds a network as the reference's tests do: without commit-reveal, least
/// number of weights and rate limit.
pub fn add_network(netuid: NetUid) {
    NetworksAdded::<Test>::insert(netuid, true);
    CommitRevealWeightsEnabled::<Test>::insert(netuid, false);
    MinAllowedWeights::<Test>::insert(netuid, 0);
    WeightsSetRateLimit::<Test>::insert(netuid, 0);
}

/// Registers the next neuron, staked with this much alpha in rao.
pub fn append(netuid: NetUid, stake: u64) -> u16 {
    let uid = SubnetworkN::<Test>::get(netuid);
    Subnets::append_key(netuid, &hotkey(uid), Subnets::now());
    Yuma::append_neuron_rows(netuid, uid);
    set_stake(netuid, uid, stake);
    uid
}

/// Sets the alpha staked to a uid, in rao.
pub fn set_stake(netuid: NetUid, uid: u16, stake: u64) {
    pallet_staking::TotalHotkeyAlpha::<Test>::insert(hotkey(uid), netuid, AlphaBalance::new(stake));
}

/// Gives every neuron a permit, or takes it.
pub fn set_permits(netuid: NetUid, permits: &[bool]) {
    ValidatorPermit::<Test>::insert(netuid, permits);
}

/// Runs a test at block 1 on a chain with one network of neurons with these
/// stakes in rao, everyone registered at block 0 and permitted.
pub fn with_neurons(stakes: &[u64], test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        StakeThreshold::<Test>::set(0);
        pallet_staking::TaoWeight::<Test>::set(0);
        add_network(NETUID);
        for &stake in stakes {
            append(NETUID, stake);
        }
        System::set_block_number(1);
        set_permits(NETUID, &vec![true; stakes.len()]);
        test();
        Yuma::do_try_state().expect("the rows are consistent");
    });
}

/// Writes the weights of a uid as they would be stored, updated now.
pub fn put_weights(uid: u16, weights: &[(u16, u16)]) {
    Weights::<Test>::insert(INDEX, uid, weights.to_vec());
    LastUpdate::<Test>::mutate(INDEX, |updates| updates[usize::from(uid)] = Subnets::now());
}

/// The domain events so far, oldest first.
pub fn events() -> Vec<pallet_subnets::Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Subnets(event) => Some(event),
            _ => None,
        })
        .collect()
}

/// Begins the blocks up to this one as a chain does: timelocked commits are
/// revealed, and the epoch runs if it is due. Gives how many epochs ran.
pub fn run_to(block: u64) -> u32 {
    let mut epochs = 0;
    for block in Subnets::now() + 1..=block {
        System::set_block_number(block);
        if Yuma::netuids_with_timelocked_commits().contains(&NETUID) {
            Yuma::reveal_timelocked_commits(NETUID);
        }
        if Subnets::should_run_epoch(NETUID, block) {
            LastEpochBlock::<Test>::insert(NETUID, block);
            PendingEpochAt::<Test>::insert(NETUID, 0);
            SubnetEpochIndex::<Test>::mutate(NETUID, |index| *index += 1);
            Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::ZERO);
            epochs += 1;
        }
    }
    epochs
}

/// Begins so many blocks.
pub fn run_blocks(blocks: u64) {
    run_to(Subnets::now() + blocks);
}

/// Begins blocks until so many epochs have run.
pub fn run_epochs(epochs: u64) {
    for _ in 0..epochs {
        while run_to(Subnets::now() + 1) == 0 {}
    }
}

/// Runs a test on a network with commit-reveal whose epochs are this far apart,
/// with two neurons that have stake and keep their permits. It is in epoch 1, so
/// that there is an epoch before.
pub fn with_commit_reveal(tempo: u16, test: impl FnOnce()) {
    Pulses::set(BTreeSet::new());
    with_neurons(&[1_000, 1_000], || {
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        Tempo::<Test>::insert(NETUID, tempo);
        LastEpochBlock::<Test>::insert(NETUID, Subnets::now());
        SubnetEpochIndex::<Test>::insert(NETUID, 1);
        test();
    });
}
