//! The pallet in a runtime, and pulses for it.

use crate as pallet_drand;
use crate::types::{BeaconConfiguration, BeaconConfigurationPayload, Pulse, PulsesPayload};
use codec::Encode;
use frame_support::derive_impl;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{AccountId32, BuildStorage, MultiSignature, MultiSigner};
use std::vec::Vec;
use subtensor_timelock::LocalBeacon;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask)]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;

    #[runtime::pallet_index(26)]
    pub type Drand = pallet_drand;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId32;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
    type Block = frame_system::mocking::MockBlockU32<Test>;
}

impl frame_system::offchain::SigningTypes for Test {
    type Public = MultiSigner;
    type Signature = MultiSignature;
}

#[derive_impl(pallet_drand::config_preludes::MainnetDefaultConfig)]
impl pallet_drand::Config for Test {}

/// Quicknet's signature of round 1000.
pub const ROUND_1000: &str = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";

/// Quicknet's signature of round 123.
pub const ROUND_123: &str = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92";

/// The block at which tests run.
pub const NOW: u32 = 100;

/// Runs a test at block 100; quicknet is the beacon.
pub fn run(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .expect("an empty genesis builds");
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(NOW);
        test();
    });
}

/// Runs a test with a local beacon configured.
pub fn run_local(test: impl FnOnce()) {
    run(|| {
        let config = BeaconConfiguration::local(&beacon().public_key(), 12, 0);
        crate::BeaconConfig::<Test>::put(config);
        test();
        Drand::do_try_state().expect("pulses lie in their place");
    });
}

/// The local beacon.
pub fn beacon() -> LocalBeacon {
    LocalBeacon::from_seed([1; 32])
}

/// The local beacon's pulse of a round.
pub fn pulse(round: u64) -> Pulse {
    Pulse::new(round, &beacon().sign(round).unwrap().to_bytes())
}

/// A pulse with a signature in hexadecimal digits.
pub fn pulse_of(round: u64, signature: &str) -> Pulse {
    Pulse::new(round, &hex::decode(signature).unwrap())
}

pub type Payload = PulsesPayload<MultiSigner, u32>;
pub type ConfigPayload = BeaconConfigurationPayload<MultiSigner, u32>;

/// Alice's payload of the present block.
pub fn payload(pulses: Vec<Pulse>) -> Payload {
    Payload {
        block_number: System::block_number(),
        pulses,
        public: Sr25519Keyring::Alice.public().into(),
    }
}

/// Alice's payload with a configuration.
pub fn config_payload(config: BeaconConfiguration) -> ConfigPayload {
    ConfigPayload {
        block_number: System::block_number(),
        config,
        public: Sr25519Keyring::Alice.public().into(),
    }
}

/// Alice's signature of a payload.
pub fn sign(payload: &impl Encode) -> Option<MultiSignature> {
    Some(Sr25519Keyring::Alice.sign(&payload.encode()).into())
}

/// Sends pulses as a block does, the payload's signature apart.
pub fn write(pulses: Vec<Pulse>) -> sp_runtime::DispatchResult {
    Drand::write_pulse(RuntimeOrigin::none(), payload(pulses), None)
}
