mod habits;
mod opinions;
mod validators;

use super::*;
use crate::{
    metrics::Quantity,
    problem::{Report, Source},
};

fn read(text: &str) -> Result<Scenario, Report> {
    Scenario::read(Source::new("test.toml", text))
}

/// Line, column and message of each problem.
fn problems(text: &str) -> Vec<(usize, usize, String)> {
    places(&read(text).unwrap_err())
}

fn places(report: &Report) -> Vec<(usize, usize, String)> {
    report
        .problems
        .iter()
        .map(|problem| {
            let start = problem.span.as_ref().map_or(0, |span| span.start);
            let (line, column) = report.source.position(start);
            (line, column, problem.message.clone())
        })
        .collect()
}

/// The only problem of a text.
fn problem(text: &str) -> (usize, usize, String) {
    let mut all = problems(text);
    assert_eq!(all.len(), 1, "{all:?}");
    all.swap_remove(0)
}

fn at(line: usize, column: usize, message: &str) -> (usize, usize, String) {
    (line, column, message.to_owned())
}

#[test]
fn faults_of_syntax_have_their_place() {
    let all = problems("[chain]\nblocks = = 3\n");
    assert_eq!(all[0].0, 2);
}

#[test]
fn unknown_fields_are_faults() {
    let report = read("[chain]\npresett = \"taoflow\"\n").unwrap_err();
    assert_eq!(
        places(&report),
        [at(2, 1, "unknown field `presett` in [chain]")]
    );
    assert_eq!(
        report.problems[0].help.as_deref(),
        Some("did you mean `preset`?")
    );
    assert_eq!(
        problem("[chains]\nblocks = 1\n"),
        at(1, 2, "unknown field `chains` in the scenario")
    );
    assert_eq!(
        problem("[[subnets]]\nname = \"a\"\nowner = \"alice\"\nneurons = [{ coldkey = \"bob\", steak = 1 }]\n"),
        at(4, 31, "unknown field `steak` in a neuron")
    );
}

#[test]
fn unknown_presets_are_faults() {
    assert_eq!(
        problem("[chain]\npreset = \"taofluss\"\n"),
        at(2, 10, "unknown preset `taofluss`")
    );
}

#[test]
fn bad_amounts_are_faults() {
    assert_eq!(
        problem("[accounts]\nx = \"5 TAU\"\n"),
        at(2, 5, "unknown unit `TAU`")
    );
    assert_eq!(
        problem("[accounts]\nx = 5.5\n"),
        at(2, 5, "expected an amount of TAO, found the number 5.5")
    );
    assert_eq!(
        problem("[accounts]\nx = \"5 ALPHA\"\n"),
        at(2, 5, "this is an amount of alpha, TAO is needed")
    );
    assert_eq!(
        problem("[accounts]\nx = \"0.0000000001 TAO\"\n"),
        at(
            2,
            5,
            "`0.0000000001 TAO` is finer than one rao: amounts have at most nine decimals"
        )
    );
}

#[test]
fn arguments_must_have_the_unit_of_their_type() {
    let action = |amount: &str| {
        format!(
            "[[actions]]\nat = 1\nsigner = \"alice\"\ncall = \"SubtensorModule.add_stake\"\n[actions.args]\nhotkey = \"bob\"\nnetuid = 1\namount_staked = {amount}\n"
        )
    };
    assert!(read(&action("\"2 TAO\"")).is_ok());
    assert!(read(&action("2_000_000_000")).is_ok());
    assert_eq!(
        problem(&action("\"2 ALPHA\"")),
        at(
            8,
            17,
            "argument `amount_staked` of SubtensorModule.add_stake: this is an amount of TAO, not of ALPHA"
        )
    );
    assert_eq!(
        problem(&action("2.5")).2,
        "argument `amount_staked` of SubtensorModule.add_stake: expected an amount of TAO (\"12.5 TAO\" or rao), found the number 2.5"
    );
}

#[test]
fn unknown_accounts_are_faults() {
    let report = read(
        "[accounts]\nminer = 1\n[[actions]]\nat = 1\nsigner = \"minor\"\ncall = \"System.remark\"\nargs = { remark = \"x\" }\n",
    )
    .unwrap_err();
    assert_eq!(places(&report), [at(5, 10, "unknown account `minor`")]);
    assert_eq!(
        report.problems[0].help.as_deref(),
        Some("did you mean `miner`?")
    );
}

#[test]
fn unknown_calls_and_arguments_are_faults() {
    let action = |call: &str, args: &str| {
        format!("[[actions]]\nat = 1\nsigner = \"alice\"\ncall = \"{call}\"\nargs = {args}\n")
    };
    assert_eq!(
        problem(&action("SubtensorModule.add_steak", "{}")),
        at(4, 8, "unknown call `SubtensorModule.add_steak`")
    );
    assert_eq!(
        problem(&action("Subtensor.add_stake", "{}")),
        at(4, 8, "unknown pallet `Subtensor`")
    );
    assert_eq!(
        problems(&action("System.remark", "{ remarks = \"x\" }")),
        [
            at(5, 8, "argument `remark` of System.remark is missing"),
            at(5, 10, "System.remark has no argument `remarks`"),
        ]
    );
    assert_eq!(
        problem(&action("System.set_heap_pages", "{ pages = \"many\" }")).0,
        5
    );
}

#[test]
fn an_action_needs_a_time_and_a_signer() {
    let call = "call = \"System.remark\"\nargs = { remark = \"x\" }\n";
    assert_eq!(
        problem(&format!("[[actions]]\nsigner = \"alice\"\n{call}")).2,
        "an action needs either `at` or `every`"
    );
    assert_eq!(
        problem(&format!("[[actions]]\nat = 1\n{call}")).2,
        "an action needs either `signer = \"name\"` or `sudo = true`"
    );
    assert_eq!(
        problem(&format!(
            "[[actions]]\nat = 5\nsudo = true\n{call}[chain]\nblocks = 4\n"
        )),
        at(2, 6, "the run ends with block 4, before block 5")
    );
    assert_eq!(
        problem(&format!("[[actions]]\nevery = 0\nsudo = true\n{call}")),
        at(
            2,
            9,
            "expected a whole number, at least 1, found the number 0"
        )
    );
}

#[test]
fn hyperparameters_are_items_of_a_subnet() {
    let subnet = |parameter: &str| {
        format!(
            "[[subnets]]\nname = \"a\"\nowner = \"alice\"\nhyperparameters = {{ {parameter} }}\n"
        )
    };
    assert!(read(&subnet("ImmunityPeriod = 7")).is_ok());
    assert_eq!(
        problem(&subnet("Immunity = 7")),
        at(4, 21, "unknown storage item `SubtensorModule.Immunity`")
    );
    assert_eq!(
        problem(&subnet("TotalIssuance = 7")),
        at(4, 21, "`TotalIssuance` is no hyperparameter of a subnet")
    );
    assert_eq!(
        problem(&subnet("ImmunityPeriod = 70_000")),
        at(
            4,
            38,
            "hyperparameter `ImmunityPeriod`: expected a whole number from 0 to 65535, found the number 70000"
        )
    );
}

#[test]
fn queries_name_known_things() {
    let expect = |query: &str| format!("[[expect]]\nvalue = 1\n{query}\n");
    assert_eq!(
        problem(&expect("metric = \"prize\"\nsubnet = 1")),
        at(3, 10, "unknown metric `prize`")
    );
    assert_eq!(
        problem(&expect("metric = \"price\"")),
        at(3, 10, "the metric `price` needs the field `subnet`")
    );
    assert_eq!(
        problem(&expect("metric = \"price\"\nsubnet = \"lab\"")),
        at(4, 10, "no subnet is called `lab`")
    );
    assert_eq!(
        problem(&expect("storage = \"SubtensorModule.SubnetTAO\"")),
        at(3, 11, "SubtensorModule.SubnetTAO has 1 keys, 0 are given")
    );
    assert_eq!(
        problem(&expect(
            "storage = \"SubtensorModule.SubnetToa\"\nkeys = [1]"
        )),
        at(3, 11, "unknown storage item `SubtensorModule.SubnetToa`")
    );
    assert_eq!(
        problem(&expect("storage = \"System.Number\"\nop = \"equals\"")),
        at(4, 6, "unknown comparison `equals`")
    );
    assert_eq!(problem(&expect("")).2, "[[expect]] asks for nothing");
}

#[test]
fn all_faults_are_reported_at_once_in_order() {
    let all = problems("[accounts]\na = \"x\"\nb = true\n[chain]\nblocks = 0\n");
    let lines: Vec<usize> = all.iter().map(|(line, _, _)| *line).collect();
    assert_eq!(lines, [2, 3, 5]);
}

#[test]
fn schedules_are_due_when_they_say() {
    let every = Schedule::Every {
        every: 10,
        from: 5,
        until: 25,
    };
    let due: Vec<u32> = (0..40).filter(|block| every.is_due(*block)).collect();
    assert_eq!(due, [5, 15, 25]);
    assert!(Schedule::At(vec![3, 7]).is_due(7));
    assert!(!Schedule::At(vec![3, 7]).is_due(5));
}

/// A small run of everything: a subnet, an action, an expectation, a series.
const SMALL: &str = r#"
[chain]
preset = "development"
blocks = 60

[accounts]
founder = "100 TAO"
val = "100 TAO"
mine = "20 TAO"

[[subnets]]
name = "lab"
owner = "founder"
tempo = 20
weights_every = 10

[subnets.hyperparameters]
CommitRevealWeightsEnabled = false
WeightsSetRateLimit = 0
ImmunityPeriod = 7
Burn = "0.3 TAO"

[[subnets.neurons]]
coldkey = "val"
stake = "10 TAO"
weights = { mine_hk = 1 }

[[subnets.neurons]]
coldkey = "mine"

[[actions]]
every = 10
from = 20
signer = "val"
call = "SubtensorModule.add_stake"
args = { hotkey = "val_hk", netuid = "lab", amount_staked = "0.5 TAO" }

[[expect]]
storage = "SubtensorModule.ImmunityPeriod"
keys = ["lab"]
value = 7

[[expect]]
metric = "incentive"
subnet = "lab"
hotkey = "mine_hk"
value = 1

[[expect]]
at = 60
metric = "owner"
subnet = "lab"
value = "founder"

[[record]]
name = "price"
metric = "price"
subnet = "lab"
every = 20
"#;

fn run_text(text: &str) -> Result<Outcome, Report> {
    let options = Options {
        check: true,
        ..Options::default()
    };
    run(&read(text).unwrap(), &options, &mut ())
}

#[test]
fn a_scenario_runs_to_its_end() {
    let outcome = run_text(SMALL).unwrap();
    assert_eq!(outcome.failures().count(), 0, "{:?}", outcome.expectations);
    assert_eq!(outcome.blocks, 60);
    assert_eq!(outcome.subnets.len(), 1);
    let lab = &outcome.subnets[0];
    assert_eq!(lab.name.as_deref(), Some("lab"));
    assert_eq!(lab.owner_name.as_deref(), Some("founder"));
    assert_eq!((lab.epochs, lab.neurons), (2, 3));
    let blocks: Vec<u32> = outcome.series[0].points.iter().map(|(b, _)| *b).collect();
    assert_eq!(blocks, [20, 40, 60]);
    assert!(matches!(outcome.series[0].points[0].1, Quantity::Real(price) if price > 1.0));
}

#[test]
fn the_same_scenario_gives_the_same_state() {
    let hash = |text: &str| run_text(text).unwrap().state_hash;
    assert_eq!(hash(SMALL), hash(SMALL));
    assert_ne!(
        hash(SMALL),
        hash(&SMALL.replace("blocks = 60", "blocks = 60\nseed = 2"))
    );
}

#[test]
fn limits_lifted_for_the_set_up_are_back_in_force() {
    let text = format!(
        "{}\n[[expect]]\nstorage = \"SubtensorModule.AdminFreezeWindow\"\nvalue = 10\n[[expect]]\nstorage = \"SubtensorModule.NetworkRateLimit\"\nvalue = 7\n",
        SMALL.replace(
            "blocks = 60",
            "blocks = 60\nparameters = { NetworkRateLimit = 7 }"
        )
    );
    let outcome = run_text(&text).unwrap();
    assert_eq!(outcome.failures().count(), 0, "{:?}", outcome.expectations);
}

#[test]
fn a_failed_expectation_is_told_with_its_line() {
    let outcome = run_text(&SMALL.replace("value = 7", "value = 8")).unwrap();
    let failed: Vec<_> = outcome.failures().collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].line, 38);
    assert_eq!(failed[0].actual, Quantity::Integer(7));
    assert!(crate::report::summary(&outcome, "x.toml").contains(
        "x.toml:38: after block 60: expected SubtensorModule.ImmunityPeriod(lab) == 8, actual 7"
    ));
}

#[test]
fn a_failing_action_stops_the_run_at_its_place() {
    let text = SMALL.replace("amount_staked = \"0.5 TAO\"", "amount_staked = \"500 TAO\"");
    let report = run_text(&text).unwrap_err();
    assert_eq!(
        places(&report),
        [at(
            35,
            8,
            "SubtensorModule.add_stake failed in block 20: SubtensorModule.NotEnoughBalanceToStake"
        )]
    );
    let expected = text.replace(
        "call = \"SubtensorModule.add_stake\"",
        "call = \"SubtensorModule.add_stake\"\nexpect_error = \"SubtensorModule.NotEnoughBalanceToStake\"",
    );
    assert!(run_text(&expected).is_ok());
    let other = text.replace(
        "call = \"SubtensorModule.add_stake\"",
        "call = \"SubtensorModule.add_stake\"\nexpect_error = \"SubtensorModule.AmountTooLow\"",
    );
    assert!(places(&run_text(&other).unwrap_err())[0]
        .2
        .ends_with("SubtensorModule.AmountTooLow was expected"));
}

#[test]
fn a_poor_owner_cannot_set_up_a_subnet() {
    let report =
        run_text(&SMALL.replace("founder = \"100 TAO\"", "founder = \"0.5 TAO\"")).unwrap_err();
    let (line, _, message) = places(&report).swap_remove(0);
    assert_eq!(line, 11);
    assert_eq!(
        message,
        "setting up `lab`: SubtensorModule.register_network by `founder` failed in block 1: SubtensorModule.CannotAffordLockCost"
    );
}

#[test]
fn weights_need_commit_reveal_off() {
    let report = run_text(&SMALL.replace("CommitRevealWeightsEnabled = false", "")).unwrap_err();
    assert!(report.problems[0]
        .help
        .as_deref()
        .is_some_and(|help| help.contains("CommitRevealWeightsEnabled = false")));
}

#[test]
fn an_action_during_the_set_up_is_too_early() {
    let report = run_text(&SMALL.replace("every = 10\nfrom = 20", "at = 1")).unwrap_err();
    assert!(places(&report)[0].2.contains("block 1 is over by then"));
}
