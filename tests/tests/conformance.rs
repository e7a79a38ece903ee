//! Replays the shipped vectors, one test per family that can be replayed.

use serde_json::json;
use std::collections::BTreeSet;
use subtensor_tests::{
    chain::replay::replay, families, shipped_vectors, supported_families, vectors::VectorFile,
};

fn assert_family_conforms(family: &str) {
    let path = shipped_vectors().join(format!("{family}.json.gz"));
    let file = VectorFile::read(path).unwrap();
    assert_eq!(file.family, family);

    let report = families::run(&file).unwrap();

    if let Some(first) = &report.first_difference {
        panic!(
            "{} of {} cases differ; the first is {}\n{}",
            report.failed(),
            report.cases,
            first.case,
            first.difference
        );
    }
    assert!(report.is_success(), "{report:?}");
}

macro_rules! one_test_per_family {
    ($($family:ident),* $(,)?) => {$(
        #[test]
        fn $family() {
            assert_family_conforms(stringify!($family));
        }
    )*};
}

supported_families!(one_test_per_family);

/// The first blocks of a recorded chain that begins with block 2.
fn shortened(case: &serde_json::Value, blocks: usize) -> serde_json::Value {
    let mut case = case.clone();
    let last = blocks as u64 + 1;
    case["parent_hashes"]
        .as_array_mut()
        .unwrap()
        .truncate(blocks);
    for (list, block) in [
        ("actions", "/block"),
        ("hook_events", "/0"),
        ("checkpoints", "/block"),
        ("epoch_checkpoints", "/block"),
    ] {
        if let Some(entries) = case.get_mut(list) {
            let entries = entries.as_array_mut().unwrap();
            entries.retain(|entry| entry.pointer(block).unwrap().as_u64().unwrap() <= last);
        }
    }
    case
}

#[test]
fn what_is_recorded_of_other_blocks_is_refused() {
    let path = shipped_vectors().join("block.json.gz");
    let mut case = shortened(&VectorFile::read(path).unwrap().cases().unwrap()[2], 2);
    case["actions"][0]["block"] = json!(4);
    let refused = replay(&case).unwrap_err().to_string();
    assert!(refused.contains("actions.0 is of block 4"), "{refused}");
}

#[test]
fn a_chain_that_differs_from_its_recording_is_noticed() {
    let path = shipped_vectors().join("block.json.gz");
    let case = shortened(&VectorFile::read(path).unwrap().cases().unwrap()[2], 40);
    assert_eq!(replay(&case).unwrap().result, Ok(()));

    let tampered = |place: &str, value: serde_json::Value| {
        let mut case = case.clone();
        *case.pointer_mut(place).unwrap() = value;
        let agreement = replay(&case).unwrap();
        (agreement.until, agreement.result.unwrap_err().at)
    };

    let (until, at) = tampered("/checkpoints/1/ledger/3/coldkeys/0/2", json!("1"));
    assert_eq!(until, 20);
    assert!(at.starts_with("state at block 40, ledger.3"), "{at}");
    let (until, at) = tampered("/checkpoints/0/global/total_stake", json!("1"));
    assert_eq!(until, 1);
    assert_eq!(at, "state at block 20, global.total_stake");
    let (until, at) = tampered("/actions/0/result", json!("NoSuchError"));
    assert_eq!(until, 1);
    assert!(at.contains("action 0"), "{at}");
}

#[test]
fn a_commit_that_differs_from_its_recording_is_noticed() {
    let path = shipped_vectors().join("commitreveal.json.gz");
    // Blocks 2 to 39. The last block should have all networks, and this one has not.
    let case = shortened(&VectorFile::read(path).unwrap().cases().unwrap()[0], 38);
    let first_difference = |case: &serde_json::Value| match replay(case).unwrap().result {
        Ok(()) => "nothing".to_owned(),
        Err(difference) => difference.at,
    };
    let whole = first_difference(&case);
    assert!(whole.starts_with("epochs of block 39"), "{whole}");

    let actions = case["actions"].as_array().unwrap();
    let with = |field: &str| {
        let has = |action: &serde_json::Value| action.get(field).is_some();
        actions.iter().position(has).unwrap()
    };
    let action = |field: &str| format!("/actions/{}/{field}", with(field));
    for (place, at) in [
        ("/initial/subnet_params/0/kappa".to_owned(), "settings at"),
        (
            "/initial/state/0/reveal_period".to_owned(),
            "state at the start",
        ),
        (
            "/initial/subnets/0/keys/0".to_owned(),
            "subnets at the start",
        ),
        (action("result_no_guards"), "result without guards"),
        (action("result"), "result of"),
        (action("events"), "events"),
        (action("preimages") + "/0/hash", ".hash"),
        (
            action("preimages") + "/0/preimage_scale_hex",
            ".preimage_scale_hex",
        ),
        (action("current_epoch"), "current_epoch"),
        (action("commit_epoch"), "commit_epoch"),
        (action("weights_row_after") + "/1/0/1", "weights_row_after"),
        (
            "/epoch_checkpoints/1/subnets/0/weight_commits/0/1/0/1".to_owned(),
            "weight_commits",
        ),
    ] {
        let mut case = case.clone();
        *case.pointer_mut(&place).unwrap() = json!("another");
        let found = first_difference(&case);
        assert!(found.contains(at), "{place}: {found}");
    }
    let mut missing = case.clone();
    let block = missing["epoch_checkpoints"][1]["block"].clone();
    missing["epoch_checkpoints"]
        .as_array_mut()
        .unwrap()
        .remove(1);
    let found = first_difference(&missing);
    assert!(
        found.starts_with(&format!("epochs of block {block}")),
        "{found}"
    );
}

#[test]
fn a_mechanism_that_differs_from_its_recording_is_noticed() {
    let path = shipped_vectors().join("mechanisms.json.gz");
    let mut file = VectorFile::read(path).unwrap();
    // The first case with payouts, three epochs of it.
    let cases = file.json["cases"].as_array_mut().unwrap();
    cases.retain(|case| case["step"] == "distribute_emission");
    cases.truncate(1);
    cases[0]["epochs"].as_array_mut().unwrap().truncate(3);
    assert!(families::run(&file).unwrap().is_success());

    let first_difference = |tamper: &dyn Fn(&mut serde_json::Value)| {
        let mut file = file.clone();
        tamper(&mut file.json["cases"][0]["epochs"][2]);
        let report = families::run(&file).unwrap();
        report.first_difference.unwrap().difference.at
    };
    for (place, at) in [
        ("/in/alpha_stake/0", "epoch 2, in.alpha_stake.0"),
        ("/in/validator_permit/0", "epoch 2, in.validator_permit.0"),
        ("/in/split_emissions/1", "epoch 2, in.split_emissions.1"),
        ("/in/mechanisms/1/incentive/0", "epoch 2, in.mechanisms.1"),
        (
            "/out/per_mechanism/1/0/9",
            "epoch 2, out.per_mechanism.1.0.9",
        ),
        (
            "/out/hotkey_emission/2/1",
            "epoch 2, out.hotkey_emission.2.1",
        ),
        (
            "/out/aggregated/emission/2",
            "epoch 2, out.aggregated.emission.2",
        ),
        (
            "/out/mechanisms/1/bonds/2/0/1",
            "epoch 2, out.mechanisms.1.bonds.2",
        ),
        (
            "/out/ledger_after/0/denominator/0",
            "epoch 2, out.ledger_after.0",
        ),
        ("/out/alpha_dividends/2/1", "epoch 2, out.alpha_dividends.2"),
        (
            "/out/root_claimable_bits/0/1/0/1",
            "epoch 2, out.root_claimable_bits.0",
        ),
    ] {
        let found =
            first_difference(&|epoch| *epoch.pointer_mut(place).unwrap() = json!("another"));
        assert!(found.starts_with(at), "{found}");
    }
    let unknown = first_difference(&|epoch| epoch["out"]["more"] = json!(0));
    assert_eq!(unknown, "epoch 2, out.more");
}

#[test]
fn every_shipped_family_is_either_replayed_or_named_as_missing() {
    let named: BTreeSet<String> = families::SUPPORTED
        .iter()
        .chain(families::NOT_YET)
        .map(|family| family.to_string())
        .collect();
    assert_eq!(
        named.len(),
        families::SUPPORTED.len() + families::NOT_YET.len(),
        "a family is named twice"
    );

    let shipped: BTreeSet<String> = std::fs::read_dir(shipped_vectors())
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".json.gz").map(str::to_owned)
        })
        .collect();

    assert_eq!(named, shipped);
}

#[test]
fn a_family_that_is_not_known_counts_as_failed() {
    let file = VectorFile {
        path: "made-up.json".into(),
        family: "made-up".into(),
        seed: String::new(),
        json: json!({"family": "made-up", "cases": [1, 2]}),
    };

    let report = families::run(&file).unwrap();

    assert!(!report.is_success());
    assert_eq!((report.cases, report.passed), (2, 0));
    assert!(report.unsupported.unwrap().contains("made-up"));
}
