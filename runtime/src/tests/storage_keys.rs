//! Where things are stored.

use std::collections::BTreeMap;

use crate::Runtime;
use frame_support::traits::PalletInfoAccess;

#[test]
fn no_two_storage_items_share_a_key() {
    let mut seen = BTreeMap::new();
    for pallet in Runtime::composed_metadata_ir().pallets {
        let Some(storage) = pallet.storage else {
            continue;
        };
        for entry in storage.entries {
            let key = (storage.prefix, entry.name);
            let owner = seen.insert(key, pallet.name);
            assert_eq!(owner, None, "{key:?} belongs to {}, too", pallet.name);
        }
    }
    assert!(seen.contains_key(&("SubtensorModule", "NetworksAdded")));
}

#[test]
fn domain_pallets_go_by_the_name_and_index_of_subtensor_module() {
    assert_eq!(crate::Subnets::index(), 7);
    assert_eq!(crate::Subnets::name(), "SubtensorModule");
    // twox128("SubtensorModule"), spec chapter wire, section 1.8.
    assert_eq!(
        hex::encode(crate::Subnets::name_hash()),
        "658faa385070e074c85bf6b568cf0555"
    );
    assert_eq!(crate::Pools::index(), 7);
    assert_eq!(crate::Pools::name(), "SubtensorModule");
    assert_eq!(crate::Balances::name(), "Balances");
}

#[test]
fn the_tao_of_a_network_lies_where_the_main_chain_has_it() {
    assert_eq!(
        hex::encode(pallet_pools::SubnetTAO::<Runtime>::hashed_key_for(
            subtensor_types::NetUid::new(1)
        )),
        "658faa385070e074c85bf6b568cf05557a57dce016211512d1700561066b85a30100"
    );
}
