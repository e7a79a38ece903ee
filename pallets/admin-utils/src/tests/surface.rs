//! What clients see: indices, encodings, dispatch classes.

use super::{
    mock::*,
    table::{setters, Setter},
};
use crate::{Call, Error, Event};
use codec::Encode;
use frame_support::{
    dispatch::{DispatchClass, GetDispatchInfo, Pays},
    traits::{GetCallIndex, GetCallName},
};
use sp_runtime::DispatchError;
use std::collections::BTreeSet;
use subtensor_types::NetUid;

#[test]
fn every_call_has_its_index_and_all_are_in_the_table() {
    let tested: BTreeSet<u8> = setters()
        .iter()
        .map(|Setter { index, call, .. }| {
            let call = call(NET);
            assert_eq!(call.encode()[0], *index, "{}", call.get_call_name());
            *index
        })
        // The two that only refuse.
        .chain([20, 33])
        .collect();
    let known: BTreeSet<u8> = Call::<Test>::get_call_indices().iter().copied().collect();
    assert_eq!(tested, known);
}

/// Newtypes travel as what they wrap.
#[test]
fn arguments_are_encoded_as_plain_numbers() {
    let call = Call::<Test>::sudo_set_alpha_values {
        netuid: NetUid::new(0x0102),
        alpha_low: 3,
        alpha_high: 4,
    };
    assert_eq!(call.encode(), [51, 2, 1, 3, 0, 4, 0]);
    let call = Call::<Test>::sudo_set_mechanism_emission_split {
        netuid: NET,
        maybe_split: Some(vec![7]),
    };
    assert_eq!(call.encode(), [77, 1, 0, 1, 4, 7, 0]);
}

/// Spec `wire` §6.2: four calls are operational, all pay.
#[test]
fn dispatch_classes() {
    for Setter { index, call, .. } in setters() {
        let info = call(NET).get_dispatch_info();
        let class = if [89, 90, 92, 95].contains(&index) {
            DispatchClass::Operational
        } else {
            DispatchClass::Normal
        };
        assert_eq!(info.class, class, "{index}");
        assert_eq!(info.pays_fee, Pays::Yes, "{index}");
        assert!(info.call_weight.ref_time() > 0, "{index}");
    }
}

/// Spec `wire` §3.3 and `registration` §7.4.
#[test]
fn errors_and_events_have_the_main_chains_indices() {
    let index = |error: Error<Test>| match DispatchError::from(error) {
        DispatchError::Module(error) => (error.index, error.error[0]),
        other => panic!("{other:?} is no module error"),
    };
    assert_eq!(index(Error::SubnetDoesNotExist), (19, 0));
    assert_eq!(index(Error::ValueNotInBounds), (19, 5));
    assert_eq!(
        index(Error::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids),
        (19, 9)
    );
    assert_eq!(index(Error::Deprecated), (19, 13));
    let event = Event::<Test>::SubnetEmissionEnabledSet {
        netuid: NET,
        enabled: true,
    };
    assert_eq!(event.encode(), [5, 1, 0, 1]);
}
