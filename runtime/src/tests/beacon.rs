//! Pulses of the randomness beacon in the whole runtime.

use codec::Encode;
use frame_support::{assert_ok, traits::PalletInfoAccess};
use pallet_drand::{
    types::{BeaconConfiguration, BeaconConfigurationPayload, Pulse, PulsesPayload},
    Call, LastStoredRound,
};
use pallet_yuma::timelock::{Opened, Timelock};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{
    transaction_validity::{InvalidTransaction, TransactionValidityError},
    DispatchError, MultiSignature, MultiSigner,
};
use subtensor_timelock::{encrypt, quicknet, LocalBeacon};

use super::chain::{apply, events, in_block, signed, validate};
use crate::{beacon::DrandTimelock, Drand, Runtime, RuntimeCall, RuntimeEvent, UncheckedExtrinsic};

/// Quicknet's signature of round 1000.
const ROUND_1000: &str = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";

/// The call that writes a pulse, its payload signed by Bob.
fn write(pulse: Pulse) -> RuntimeCall {
    let pulses_payload = PulsesPayload {
        block_number: 1,
        pulses: vec![pulse],
        public: MultiSigner::from(Bob.public()),
    };
    let signature = MultiSignature::from(Bob.sign(&pulses_payload.encode()));
    let signature = Some(signature);
    Call::write_pulse {
        pulses_payload,
        signature,
    }
    .into()
}

fn bare(call: RuntimeCall) -> UncheckedExtrinsic {
    UncheckedExtrinsic::new_bare_legacy(call)
}

fn round_1000() -> Pulse {
    Pulse::new(1000, &hex::decode(ROUND_1000).expect("digits"))
}

#[test]
fn the_beacon_is_where_the_main_chain_has_it() {
    assert_eq!((Drand::index(), Drand::name()), (26, "Drand"));
    // Pallet 26, call 0; the block, one pulse, Bob's sr25519 key, no signature.
    let call = RuntimeCall::from(Call::<Runtime>::write_pulse {
        pulses_payload: PulsesPayload {
            block_number: 1,
            pulses: vec![Pulse::default()],
            public: Bob.public().into(),
        },
        signature: None,
    });
    let bytes = [
        "1a00",
        "01000000",
        "04",
        "00000000000000000000",
        "01",
        &hex::encode(Bob.public()),
        "00",
    ];
    assert_eq!(hex::encode(call.encode()), bytes.concat());
}

#[test]
fn a_pulse_comes_unsigned_and_opens_commits_of_its_round() {
    in_block(|| {
        let sealed = encrypt(&quicknet::PUBLIC_KEY, 1000, b"weights", [1; 32]).expect("a key");
        assert_eq!(DrandTimelock::last_round(), 0);
        assert_eq!(DrandTimelock::open(1000, &sealed), Opened::NoPulse);

        let xt = bare(write(round_1000()));
        assert_ok!(validate(xt.clone()));
        assert_ok!(apply(xt).expect("the transaction is valid"));
        assert!(
            events().contains(&RuntimeEvent::Drand(pallet_drand::Event::NewPulse {
                rounds: vec![1000]
            }))
        );

        assert_eq!(DrandTimelock::last_round(), 1000);
        let message = Opened::Message(b"weights".to_vec());
        assert_eq!(DrandTimelock::open(1000, &sealed), message);
        assert_eq!(DrandTimelock::open(1000, b"weights"), Opened::Unreadable);
        assert_eq!(DrandTimelock::open(999, &sealed), Opened::NoPulse);
    });
}

#[test]
fn a_pulse_that_is_old_or_of_nobody_is_refused() {
    in_block(|| {
        let refused = |call| match validate(bare(call)) {
            Err(TransactionValidityError::Invalid(why)) => why,
            other => panic!("{other:?}"),
        };
        let RuntimeCall::Drand(Call::write_pulse { pulses_payload, .. }) = write(round_1000())
        else {
            panic!("a pulse")
        };
        let unsigned = Call::write_pulse {
            pulses_payload,
            signature: None,
        };
        assert_eq!(refused(unsigned.into()), InvalidTransaction::BadSigner);
        LastStoredRound::<Runtime>::put(1000);
        assert_eq!(refused(write(round_1000())), InvalidTransaction::Stale);
    });
}

#[test]
fn a_signed_pulse_has_a_high_priority_and_fails() {
    in_block(|| {
        let xt = signed(Alice, 0, write(round_1000()));
        let valid = validate(xt.clone()).expect("valid");
        assert_eq!(valid.priority, 10_001);
        let result = apply(xt).expect("the transaction is valid");
        assert_eq!(result, Err(DispatchError::BadOrigin));
        assert_eq!(LastStoredRound::<Runtime>::get(), 0);
    });
}

#[test]
fn root_can_configure_a_local_beacon() {
    in_block(|| {
        let local = LocalBeacon::from_seed([3; 32]);
        let call = Call::<Runtime>::set_beacon_config {
            config_payload: BeaconConfigurationPayload {
                block_number: 1,
                config: BeaconConfiguration::local(&local.public_key(), 12, 0),
                public: Alice.public().into(),
            },
            signature: None,
        };
        let sudo = pallet_sudo::Call::sudo {
            call: Box::new(call.into()),
        };
        assert_ok!(apply(signed(Alice, 0, sudo.into())).expect("valid"));
        // The gate opens with the next block.
        let signature = local.sign(1).expect("a point").to_bytes();
        let pulse = write(Pulse::new(1, &signature));
        assert_eq!(
            apply(bare(pulse.clone())),
            Err(InvalidTransaction::Stale.into())
        );
        crate::System::set_block_number(2);
        assert_ok!(apply(bare(pulse)).expect("valid"));
        assert_eq!(LastStoredRound::<Runtime>::get(), 1);
    });
}
