//! Errors and events of domain pallets, as clients see them.

use codec::Encode;
use sp_runtime::{DispatchError, ModuleError};
use subtensor_types::NetUid;

use super::chain::{events, in_block};
use crate::{Runtime, RuntimeError, RuntimeEvent, Subnets};

#[test]
fn an_error_of_a_domain_pallet_has_the_index_of_subtensor_module() {
    // SubnetNotExists is variant 76 (spec chapter wire, section 3.3).
    let error = DispatchError::from(pallet_subnets::Error::<Runtime>::SubnetNotExists);
    let DispatchError::Module(ModuleError {
        index,
        error: code,
        message,
    }) = error
    else {
        panic!("{error:?} is no module error")
    };
    assert_eq!((index, code), (7, [76, 0, 0, 0]));
    assert_eq!(message, Some("SubnetNotExists"));
    assert!(matches!(
        RuntimeError::from_dispatch_error(error),
        Some(RuntimeError::SubtensorModule(
            pallet_subnets::Error::SubnetNotExists
        ))
    ));
}

#[test]
fn an_event_of_a_domain_pallet_has_the_index_of_subtensor_module() {
    in_block(|| {
        Subnets::deposit_event(pallet_subnets::Event::NetworkAdded(NetUid::new(2), 1));
        let event = events().pop().expect("an event");
        assert!(matches!(event, RuntimeEvent::SubtensorModule(_)));
        // Pallet 7, variant 0, netuid 2, mechanism 1.
        assert_eq!(event.encode(), [7, 0, 2, 0, 1, 0]);
    });
}
