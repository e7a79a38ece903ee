//! What validators see when they act, and what they do where the chain, its
//! beacon or the room in a block does not let them.

use super::{
    opinions::{favourite, lab, sealed, weights, FIRST},
    read, run_text,
};
use crate::{
    metrics::Quantity,
    problem::Report,
    scenario::{run, Options, Outcome},
};
use serde_json::Value;

const UPDATES: &str =
    "[[record]]\nname = \"updates\"\nstorage = \"SubtensorModule.LastUpdate\"\nkeys = [\"lab\"]\n";

/// A recorded list or table after a block.
fn recorded<'a>(outcome: &'a Outcome, name: &str, block: u32) -> &'a Value {
    let series = outcome.series.iter().find(|s| s.name == name).unwrap();
    let (_, value) = series.points.iter().find(|(at, _)| *at == block).unwrap();
    let Quantity::Other(value) = value else {
        panic!("{value:?} is no list")
    };
    value
}

/// When Anna and Boris had last set their weights, after a block.
fn updates(outcome: &Outcome, block: u32) -> [u64; 2] {
    let list = recorded(outcome, "updates", block);
    [1, 2].map(|uid| list[uid].as_u64().unwrap())
}

/// Permits come in the step of block 6, and the rate limit is one tempo.
#[test]
fn the_order_of_validators_does_not_matter() {
    let text =
        lab(FIRST, FIRST, UPDATES).replace("WeightsSetRateLimit = 0", "WeightsSetRateLimit = 5");
    let outcome = run_text(&text).unwrap();
    for block in [6, 11, 16, 36] {
        assert_eq!(updates(&outcome, block), [u64::from(block); 2]);
        assert_eq!(updates(&outcome, block + 4), [u64::from(block); 2]);
    }
}

/// Who copies sees what there was before the block's calls, wherever the one it
/// copies stands in the file.
#[test]
fn plans_are_made_before_anybody_acts() {
    let moves =
        "weights = { miner1_hk = 1 }\nlater = [{ block = 15, weights = { miner2_hk = 1 } }]";
    for (anna, boris, copier) in [
        (moves, "copies = \"anna_hk\"", 2),
        ("copies = \"boris_hk\"", moves, 1),
    ] {
        let outcome = run_text(&lab(anna, boris, &weights(copier))).unwrap();
        let copied = |block| favourite(&outcome, copier, block);
        assert_eq!(
            (copied(15), copied(20)),
            (Some(3), Some(4)),
            "{copier} copies"
        );
    }
}

/// One epoch a block: those of the lab would come every four blocks from block 5
/// on; the fifth, in block 21, has to wait for that of another subnet.
fn crowded(boris: &str, rest: &str) -> String {
    lab(
        "weights = { miner1_hk = 1 }\nlater = [{ epoch = 6, weights = { miner2_hk = 1 } }]",
        boris,
        rest,
    )
    .replace("tempo = 5", "tempo = 4\nweights_every = 1")
    .replace(
        "[chain]",
        "[chain]\nflat_lock_cost = true\nparameters = { MaxEpochsPerBlock = 1 }",
    )
    .replace(
        "[accounts]",
        "[chain.beacon]\n[accounts]\nother = \"2_000 TAO\"",
    )
    .replace(
        "[[subnets]]",
        "[[subnets]]\nname = \"first\"\nowner = \"other\"\ntempo = 5\n[[subnets]]",
    )
}

const EPOCHS: &str = "[[expect]]\nat = 21\nstorage = \"SubtensorModule.SubnetEpochIndex\"\nkeys = [\"lab\"]\nvalue = 4\n[[expect]]\nat = 22\nstorage = \"SubtensorModule.SubnetEpochIndex\"\nkeys = [\"lab\"]\nvalue = 5\n";

#[test]
fn an_epoch_that_is_put_off_is_still_the_next() {
    let text = crowded(
        "copies = \"anna_hk\"",
        &format!("{EPOCHS}{}{UPDATES}", weights(1)),
    );
    let outcome = run_text(&text).unwrap();
    assert_eq!(outcome.failures().count(), 0, "{:?}", outcome.expectations);
    // The opinion of epoch 6 begins when epoch 5 has run.
    let anna = |block| favourite(&outcome, 1, block);
    assert_eq!((anna(21), anna(22)), (Some(3), Some(4)));
    // Boris copies in the last block before it, and once more.
    let boris = |block| updates(&outcome, block)[1];
    assert_eq!((boris(19), boris(20)), (16, 20));
    assert_eq!((boris(21), boris(22), boris(25)), (21, 21, 25));
}

/// To the chain, a commit that is made while an epoch is put off is one of that
/// epoch, and is revealed by the one after it.
#[test]
fn a_commit_beside_an_epoch_put_off_is_secret_until_the_next() {
    let commits = "[[record]]\nname = \"commits\"\nstorage = \"SubtensorModule.TimelockedWeightCommits\"\nkeys = [\"lab\", 5]\n";
    let text = sealed(&crowded(FIRST, &format!("{EPOCHS}{commits}")));
    let outcome = run_text(&text).unwrap();
    assert_eq!(outcome.failures().count(), 0, "{:?}", outcome.expectations);
    let rounds: Vec<_> = recorded(&outcome, "commits", 21)
        .as_array()
        .unwrap()
        .iter()
        .map(|commit| commit[3].as_u64())
        .collect();
    // A round is a block, and block 26 is the first that can reveal.
    assert_eq!(rounds, [Some(25); 2]);
}

fn with_beacon(blocks_per_round: u32, boris: &str) -> Result<Outcome, Report> {
    let text = sealed(&lab(FIRST, boris, &weights(2)));
    run_text(&text.replace(
        "[accounts]",
        &format!("[chain.beacon]\nblocks_per_round = {blocks_per_round}\n[accounts]"),
    ))
}

#[test]
fn a_commit_needs_a_round_that_is_secret() {
    let refused = |blocks_per_round, boris| {
        let report = with_beacon(blocks_per_round, boris).unwrap_err();
        let problem = &report.problems[0];
        assert!(
            problem
                .help
                .as_ref()
                .unwrap()
                .starts_with("make `blocks_per_round` smaller than the tempo"),
            "{problem:?}"
        );
        problem.message.clone()
    };
    let message = |who, block, reveal| {
        format!("`{who}` cannot commit its weights in block {block}: the beacon has no round that is secret then and public before block {reveal}, which reveals them")
    };
    // No round at all, then none since block 14.
    assert_eq!(refused(100, FIRST), message("anna_hk", 6, 11));
    assert_eq!(refused(7, FIRST), message("anna_hk", 16, 21));
    // In the last block before the epoch it has to be the block's own round.
    let copies = "copies = \"anna_hk\"";
    assert_eq!(refused(3, copies), message("boris_hk", 20, 21));
    for blocks_per_round in [1, 5] {
        let outcome = with_beacon(blocks_per_round, copies).unwrap();
        let boris = |block| favourite(&outcome, 2, block);
        assert_eq!((boris(15), boris(16)), (None, Some(3)));
    }
}

/// The chain takes ten commits of a hotkey in an epoch: from block 13 on, when
/// there are permits, to block 22, and again from block 25 on.
#[test]
fn a_validator_that_has_committed_ten_times_waits() {
    let text = sealed(&lab(FIRST, FIRST, UPDATES))
        .replace("tempo = 5", "tempo = 12\nweights_every = 1")
        .replace("[accounts]", "[chain.beacon]\n[accounts]");
    let outcome = run_text(&text).unwrap();
    for (block, last) in [(13, 13), (22, 22), (24, 22), (25, 25)] {
        assert_eq!(updates(&outcome, block), [last; 2], "block {block}");
    }
}

#[test]
fn dividends_are_of_subnets_with_one_mechanism() {
    let two = |rest: &str| {
        lab(FIRST, FIRST, rest).replace(
            "SubnetMechanism = 0",
            "SubnetMechanism = 0, MaxAllowedUids = 128, MechanismCountCurrent = 2",
        )
    };
    let message =
        "subnet 1 has 2 mechanisms; pages and dividends are of subnets with one mechanism";
    let asked = two(
        "[[expect]]\nmetric = \"dividends_earned\"\nsubnet = \"lab\"\nhotkey = \"anna_hk\"\nop = \"gt\"\nvalue = 0\n",
    );
    assert_eq!(run_text(&asked).unwrap_err().problems[0].message, message);
    let watched = Options {
        watch: Some("lab".to_owned()),
        ..Options::default()
    };
    let plain = read(&two("")).unwrap();
    let report = run(&plain, &watched, &mut ()).unwrap_err();
    assert_eq!(report.problems[0].message, message);
    // Nobody asks for any here.
    assert!(run(&plain, &Options::default(), &mut ()).is_ok());
}
