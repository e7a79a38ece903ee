//! Who may call what.

use super::mock::*;
use crate::{types::BeaconConfiguration, BeaconConfig, Event, NextUnsignedAt, OldestStoredRound};
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo, Pays},
    weights::constants::RocksDbWeight,
};
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::vec;

fn local() -> BeaconConfiguration {
    BeaconConfiguration::local(&beacon().public_key(), 12, 34)
}

#[test]
fn pulses_are_written_without_an_origin() {
    run_local(|| {
        for origin in [
            RuntimeOrigin::root(),
            RuntimeOrigin::signed(Alice.to_account_id()),
        ] {
            assert_noop!(
                Drand::write_pulse(origin, payload(vec![pulse(1)]), None),
                DispatchError::BadOrigin
            );
        }
    });
}

#[test]
fn root_configures_the_beacon() {
    run(|| {
        assert_ok!(Drand::set_beacon_config(
            RuntimeOrigin::root(),
            config_payload(local()),
            None
        ));
        assert_eq!(BeaconConfig::<Test>::get(), local());
        assert_eq!(NextUnsignedAt::<Test>::get(), NOW + 1);
        System::assert_last_event(Event::BeaconConfigChanged.into());
    });
}

#[test]
fn root_sets_the_oldest_round() {
    run(|| {
        assert_ok!(Drand::set_oldest_stored_round(RuntimeOrigin::root(), 77));
        assert_eq!(OldestStoredRound::<Test>::get(), 77);
        System::assert_last_event(Event::SetOldestStoredRound(77).into());
    });
}

#[test]
fn others_configure_nothing() {
    run(|| {
        for origin in [
            RuntimeOrigin::none(),
            RuntimeOrigin::signed(Alice.to_account_id()),
        ] {
            let payload = config_payload(local());
            let signature = sign(&payload);
            assert_noop!(
                Drand::set_beacon_config(origin.clone(), payload, signature),
                DispatchError::BadOrigin
            );
            assert_noop!(
                Drand::set_oldest_stored_round(origin, 1),
                DispatchError::BadOrigin
            );
        }
    });
}

#[test]
fn the_calls_cost_what_they_cost_on_the_main_chain() {
    let db = RocksDbWeight::get();
    let cost = |call: RuntimeCall| {
        let info = call.get_dispatch_info();
        assert_eq!(info.pays_fee, Pays::Yes);
        (info.call_weight.ref_time(), info.class)
    };
    run(|| {
        assert_eq!(
            cost(
                crate::Call::write_pulse {
                    pulses_payload: payload(vec![]),
                    signature: None
                }
                .into()
            ),
            (
                4_294_000_000 + db.reads_writes(3, 4).ref_time(),
                DispatchClass::Normal
            )
        );
        assert_eq!(
            cost(
                crate::Call::set_beacon_config {
                    config_payload: config_payload(local()),
                    signature: None
                }
                .into()
            ),
            (
                8_766_000 + db.writes(2).ref_time(),
                DispatchClass::Operational
            )
        );
        assert_eq!(
            cost(crate::Call::set_oldest_stored_round { oldest_round: 1 }.into()),
            (
                5_370_000 + db.writes(1).ref_time(),
                DispatchClass::Operational
            )
        );
    });
}

#[test]
fn a_failed_call_leaves_no_trace() {
    run_local(|| {
        let call = RuntimeCall::from(crate::Call::write_pulse {
            pulses_payload: payload(vec![pulse(2), pulse(1)]),
            signature: None,
        });
        let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
        assert!(call.dispatch(RuntimeOrigin::none()).is_err());
        assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before);
    });
}
