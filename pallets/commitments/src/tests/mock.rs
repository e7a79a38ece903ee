//! The pallet in a runtime with a local beacon, and networks for it.

use crate as pallet_commitments;
use crate::types::{CommitmentInfo, Data};
use alloc::{boxed::Box, collections::BTreeSet, vec::Vec};
use frame_support::{
    derive_impl,
    dispatch::DispatchResult,
    parameter_types,
    traits::{ConstU32, ConstU64, Hooks},
    BoundedVec,
};
use pallet_drand::types::{BeaconConfiguration, Pulse};
use sp_runtime::{AccountId32, BuildStorage, MultiSignature, MultiSigner};
use subtensor_timelock::LocalBeacon;
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
        RuntimeTask
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(5)]
    pub type Balances = pallet_balances;

    #[runtime::pallet_index(18)]
    pub type Commitments = pallet_commitments;

    #[runtime::pallet_index(26)]
    pub type Drand = pallet_drand;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlockU32<Test>;
    type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
}

impl frame_system::offchain::SigningTypes for Test {
    type Public = MultiSigner;
    type Signature = MultiSignature;
}

#[derive_impl(pallet_drand::config_preludes::MainnetDefaultConfig)]
impl pallet_drand::Config for Test {}

parameter_types! {
    /// The epoch of every network.
    pub static Epoch: u64 = 0;
    /// Whose bonds were reset.
    pub static Reset: Vec<(NetUid, AccountId32)> = Vec::new();
    /// What a commitment reserves.
    pub static InitialDeposit: u64 = 0;
}

/// Networks on which all accounts but [`stranger`] are neurons.
pub struct Everywhere;

impl crate::Networks<AccountId32> for Everywhere {
    fn is_neuron(_: NetUid, who: &AccountId32) -> bool {
        *who != stranger()
    }

    fn epoch(_: NetUid) -> u64 {
        Epoch::get()
    }

    fn reset_bonds(netuid: NetUid, who: &AccountId32) {
        Reset::mutate(|reset| reset.push((netuid, who.clone())));
    }
}

impl crate::Config for Test {
    type Currency = Balances;
    type Networks = Everywhere;
    type MaxFields = ConstU32<3>;
    type InitialDeposit = InitialDeposit;
    type FieldDeposit = ConstU64<0>;
    type WeightInfo = ();
}

pub const NETUID: NetUid = NetUid::new(1);

pub fn neuron() -> AccountId32 {
    AccountId32::new([1; 32])
}

pub fn stranger() -> AccountId32 {
    AccountId32::new([9; 32])
}

/// Runs a test at block 1.
pub fn run(test: impl FnOnce()) {
    Epoch::set(0);
    Reset::set(Vec::new());
    InitialDeposit::set(0);
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        let config = BeaconConfiguration::local(&beacon().public_key(), 12, 0);
        pallet_drand::BeaconConfig::<Test>::put(config);
        test();
        Commitments::do_try_state().expect("commitments are consistent");
    });
}

pub fn beacon() -> LocalBeacon {
    LocalBeacon::from_seed([1; 32])
}

/// Stores the pulse of a round.
pub fn publish_pulse(round: u64) {
    let pulse = Pulse::new(round, &beacon().sign(round).unwrap().to_bytes());
    pallet_drand::Pulses::<Test>::insert(round, pulse);
}

/// A field that opens with the pulse of a round.
pub fn locked(message: &[u8], round: u64) -> Data {
    let key = beacon().public_key().to_bytes();
    let bytes = subtensor_timelock::encrypt(&key, round, message, [0; 32]).unwrap();
    Data::TimelockEncrypted {
        encrypted: bytes.try_into().unwrap(),
        reveal_round: round,
    }
}

pub fn raw(bytes: &[u8]) -> Data {
    Data::Raw(bytes.to_vec().try_into().unwrap())
}

/// Publishes fields as the neuron.
pub fn publish(fields: Vec<Data>) -> DispatchResult {
    publish_as(neuron(), fields)
}

pub fn publish_as(who: AccountId32, fields: Vec<Data>) -> DispatchResult {
    let fields = BoundedVec::truncate_from(fields);
    let origin = RuntimeOrigin::signed(who);
    Commitments::set_commitment(origin, NETUID, Box::new(CommitmentInfo { fields }))
}

/// Begins the next block.
pub fn next_block() {
    let block = System::block_number() + 1;
    System::set_block_number(block);
    Commitments::on_initialize(block);
}

/// The fields of the neuron's commitment.
pub fn fields() -> Option<Vec<Data>> {
    crate::CommitmentOf::<Test>::get(NETUID, neuron())
        .map(|registration| registration.info.fields.into_inner())
}

/// Whether a field of the neuron's waits.
pub fn waits() -> bool {
    let all: BTreeSet<_> = crate::TimelockedIndex::<Test>::get();
    all.contains(&(NETUID, neuron()))
}

/// The events of the pallet so far, oldest first.
pub fn events() -> Vec<crate::Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Commitments(event) => Some(event),
            _ => None,
        })
        .collect()
}
