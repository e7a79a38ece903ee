//! Random chains over the runtime: a few here, as many as one likes with the
//! program `random-chains`.

use node_sim::{
    literal::Literal,
    problem::Source,
    scenario::{self, Scenario, Signer},
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use std::path::{Path, PathBuf};
use subtensor_tests::random::{
    play, report::write_failure, shrink::shrink, table, twice, wander, watch::Rule, Act, Breach,
    History, Size, Statistics,
};

/// Short enough for every run of the tests.
const SIZE: Size = Size {
    blocks: 120,
    calls: 6,
};

/// Where failing chains are written.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("random-chains")
}

/// Ends the test if the chain broke a rule, with a small scenario of it.
fn must_be_clean(seed: u64, history: &History, breach: Option<Breach>) {
    if let Some(breach) = breach {
        let patience = std::time::Duration::from_secs(60);
        let (smallest, smallest_breach) = shrink(history, &breach, patience);
        let path = write_failure(&folder(), seed, &smallest, &smallest_breach).unwrap();
        panic!("seed {seed}: {breach}; made small in {}", path.display());
    }
}

proptest! {
    // The same chains in every run: a commit passes or fails by itself. Chance
    // is for the program.
    #![proptest_config(Config {
        cases: 6,
        rng_seed: RngSeed::Fixed(3),
        max_shrink_iters: 0,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn a_random_chain_keeps_every_rule(seed in any::<u64>()) {
        let (history, ending) = wander(seed, SIZE);
        must_be_clean(seed, &history, ending.breach);
        prop_assert!(ending.statistics.totals().0 > 100, "{}", ending.statistics);
    }
}

#[test]
fn the_same_calls_lead_to_the_same_state() {
    let seed = 11;
    let (history, ending) = wander(seed, SIZE);
    must_be_clean(seed, &history, ending.breach);
    let hash = ending.hash.unwrap();
    let (_, again) = wander(seed, SIZE);
    assert_eq!(again.hash, Some(hash));
    twice(&history, hash).unwrap();
    // A history that lacks a call that worked ends elsewhere.
    let mut other = history.clone();
    let index = other.acts.iter().rposition(|act| act.succeeded).unwrap();
    other.acts.remove(index);
    assert_eq!(twice(&other, hash).unwrap_err().rule, Rule::Repetition);
}

#[test]
fn random_chains_fill_up_and_lose_networks() {
    let mut statistics = Statistics::default();
    for seed in 20..23 {
        let (history, ending) = wander(seed, SIZE);
        must_be_clean(seed, &history, ending.breach);
        statistics.add(&ending.statistics);
    }
    let succeeded = |call: &str| statistics.calls.get(call).map_or(0, |counts| counts.0);
    for call in [
        "add_stake",
        "remove_stake",
        "move_stake",
        "burned_register",
        "set_weights",
        "set_children",
    ] {
        let path = format!("SubtensorModule.{call}");
        assert!(succeeded(&path) > 0, "{path} never worked\n{statistics}");
    }
    assert!(statistics.networks.0 >= 9, "{statistics}");
    assert!(statistics.compared > 0);
}

/// Each file was a failing chain once.
#[test]
fn what_failed_once_does_not_fail_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .collect();
    files.sort();
    for file in files {
        let history = History::from_toml(Source::read(&file).unwrap()).unwrap();
        let breach = play(&history, true).breach;
        assert_eq!(breach, None, "{}", file.display());
    }
}

/// A fault of our own making: a history that burns TAO behind the chain's back.
/// It must be found, made small, and its file must show it again.
#[test]
fn a_fault_is_found_and_made_small() {
    let (mut history, ending) = wander(31, SIZE);
    must_be_clean(31, &history, ending.breach);
    let at = history.acts.iter().position(|act| act.block >= 60).unwrap();
    let arguments = [
        ("value", Literal::from(7_777_777u64)),
        ("keep_alive", false.into()),
    ];
    let burn = Act {
        block: 60,
        // Random chains let it alone, so it has what it burns.
        signer: Signer::Account("alice".to_owned()),
        call: "Balances.burn".to_owned(),
        arguments: table(
            arguments
                .map(|(name, value)| (name.to_owned(), value))
                .into(),
        ),
        succeeded: true,
    };
    history.acts.insert(at, burn);

    let breach = play(&history, false).breach.unwrap();
    assert_eq!((breach.rule, breach.block), (Rule::Invariant, 60));
    let patience = std::time::Duration::from_secs(60);
    let (smallest, smallest_breach) = shrink(&history, &breach, patience);
    assert!(smallest_breach.resembles(&breach));
    assert_eq!(smallest.acts.len(), 1);
    assert_eq!(smallest.acts[0].call, "Balances.burn");
    assert_eq!(smallest.blocks, 1);

    let path = write_failure(&folder(), 31, &smallest, &smallest_breach).unwrap();
    let read = History::from_toml(Source::read(&path).unwrap()).unwrap();
    let again = play(&read, false).breach.unwrap();
    assert_eq!(again, smallest_breach);
    let scenario = Scenario::read(Source::read(&path).unwrap()).unwrap();
    let options = scenario::Options {
        check: true,
        ..Default::default()
    };
    let report = scenario::run(&scenario, &options, &mut ()).unwrap_err();
    assert!(
        report.to_string().contains(&smallest_breach.what),
        "{report}"
    );
}

/// A written history is the chain it was written from.
#[test]
fn a_history_can_be_written_and_read() {
    let size = Size {
        blocks: 40,
        calls: 6,
    };
    let (history, ending) = wander(41, size);
    must_be_clean(41, &history, ending.breach);
    let text = history.to_toml("a chain", "as it was");
    let read = History::from_toml(Source::new("chain.toml", text)).unwrap();
    assert_eq!(play(&read, false).hash, ending.hash);
}
