//! The metadata of the runtime against that of the main chain's runtime 425:
//! what stands in both must be the same.

use node_sim::metadata_diff::{diff, Difference, MetadataDiff};
use subtensor_runtime::metadata::metadata_at_version;

const REFERENCE_V14: &[u8] = include_bytes!("../data/metadata/subtensor-425-metadata-v14.scale.gz");
const REFERENCE_V15: &[u8] = include_bytes!("../data/metadata/subtensor-425-metadata-v15.scale.gz");

/// Compares the runtime's metadata of a version with a reference.
fn compare(version: u32, reference: &[u8]) -> MetadataDiff {
    sp_io::TestExternalities::default().execute_with(|| {
        let ours = metadata_at_version(version).expect("the version is served");
        diff(&ours, reference).expect("both can be read")
    })
}

/// What differs, by pallet (or runtime API) and item, and why it may.
const KNOWN: &[(&str, &str)] = &[
    // The list of runtime APIs is part of the version, and this runtime has
    // only some of them. The runtime's own tests compare the rest.
    ("System", "Version"),
    // Newer FRAME says which code was set. Nothing sets code here.
    ("System", "CodeUpdated"),
    // The main chain wraps its extrinsic in a type of the EVM's; the bytes are
    // the same.
    ("BlockBuilder", "apply_extrinsic.extrinsic"),
    ("BlockBuilder", "inherent_extrinsics"),
    ("TaggedTransactionQueue", "validate_transaction.tx"),
    ("TransactionPaymentApi", "query_info.uxt"),
    ("TransactionPaymentApi", "query_fee_details.uxt"),
    // Newer FRAME names a block whose extrinsics aren't decoded yet; the bytes
    // are the same.
    ("Core", "execute_block.block"),
    ("BlockBuilder", "check_inherents.block"),
    // Newer FRAME knows a fourth kind of key and signature, after the other
    // three.
    ("(extrinsic)", ""),
    ("Drand", "write_pulse.pulses_payload"),
    ("Drand", "write_pulse.signature"),
    ("Drand", "set_beacon_config.config_payload"),
    ("Drand", "set_beacon_config.signature"),
];

fn is_known(difference: &Difference) -> bool {
    KNOWN.contains(&(&difference.pallet, &difference.item))
}

fn assert_same(diff: MetadataDiff) {
    let unknown: Vec<_> = diff
        .differences
        .iter()
        .filter(|difference| !is_known(difference))
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_known_difference_is_still_there() {
    let diff = compare(15, REFERENCE_V15);
    for (pallet, item) in KNOWN {
        assert!(
            diff.of(pallet).any(|difference| difference.item == *item),
            "{pallet}.{item} is the same by now"
        );
    }
}

#[test]
fn version_14_is_the_main_chains_where_both_have_an_item() {
    assert_same(compare(14, REFERENCE_V14));
}

#[test]
fn version_15_is_the_main_chains_where_both_have_an_item() {
    assert_same(compare(15, REFERENCE_V15));
}

#[test]
fn version_16_is_the_main_chains_where_both_have_an_item() {
    assert_same(compare(16, REFERENCE_V15));
}

#[test]
fn storage_constants_errors_and_events_of_subtensor_module_are_complete() {
    let diff = compare(14, REFERENCE_V14);
    let module = &diff.pallets["SubtensorModule"];
    for section in [
        &module.storage,
        &module.constants,
        &module.errors,
        &module.events,
    ] {
        assert!(section.is_complete(), "{:?}", section.missing);
        assert!(section.reference > 0);
    }
    assert!(diff.extensions.is_complete(), "{:?}", diff.extensions);
}
