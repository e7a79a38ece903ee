//! Actors, milestones, repeated entries, items set on the way, and variants.

use super::{places, problem, read, run_text};
use crate::{
    compare::{compare, Variant},
    metrics::Quantity,
    scenario::Outcome,
};

/// Two subnets with a validator and a miner each, and accounts with TAO.
fn with(rest: &str) -> String {
    format!(
        r#"
[chain]
preset = "taoflow"
blocks = 300
seed = 7
flat_lock_cost = true

[accounts]
"owner{{1..2}}" = "1_100 TAO"
"miner{{1..2}}" = "10 TAO"
validator = "1_000 TAO"
whale = "1_000 TAO"

[[subnets]]
repeat = 2
name = "s{{n}}"
owner = "owner{{n}}"
tempo = 20
hyperparameters = {{ CommitRevealWeightsEnabled = false }}
neurons = [
    {{ coldkey = "validator", stake = "100 TAO", weights = {{ "miner{{n}}_hk" = 1 }} }},
    {{ coldkey = "miner{{n}}" }},
]
{rest}"#
    )
}

fn last(outcome: &Outcome, name: &str) -> f64 {
    let series = outcome.series.iter().find(|s| s.name == name).unwrap();
    series
        .points
        .last()
        .and_then(|(_, value)| value.as_f64())
        .unwrap()
}

fn first(outcome: &Outcome, name: &str) -> f64 {
    let series = outcome.series.iter().find(|s| s.name == name).unwrap();
    series
        .points
        .first()
        .and_then(|(_, value)| value.as_f64())
        .unwrap()
}

const STAKES: &str = r#"
[[record]]
repeat = 2
name = "whale{n}"
metric = "stake"
account = "whale"
hotkey = "validator_hk"
subnet = "s{n}"
every = 100
[[record]]
name = "balance"
metric = "balance"
account = "whale"
every = 300
[[record]]
repeat = 2
name = "miner{n}"
metric = "stake"
account = "miner{n}"
hotkey = "miner{n}_hk"
subnet = "s{n}"
every = 300
"#;

#[test]
fn buyers_buy_for_so_much_a_day() {
    let buyer = |more: &str| {
        with(&format!(
            "[[actors]]\nkind = \"buy\"\naccount = \"whale\"\nhotkey = \"validator_hk\"\nsubnet = \"s1\"\namount = \"720 TAO\"\nevery = 10\nfrom = 100\nuntil = 199\n{more}{STAKES}"
        ))
    };
    let exact = run_text(&buyer("")).unwrap();
    // Ten times 1 TAO, and the fees of ten calls.
    let spent = 1_000e9 - last(&exact, "balance");
    assert!((10e9..10.1e9).contains(&spent), "{spent}");
    assert!(last(&exact, "whale1") > 0.0);
    let noisy = run_text(&buyer("noise = \"50%\"\n")).unwrap();
    let spent = 1_000e9 - last(&noisy, "balance");
    assert!((5e9..15.1e9).contains(&spent), "{spent}");
    assert_ne!(last(&noisy, "balance"), last(&exact, "balance"));
    // The noise is the seed's.
    let again = run_text(&buyer("noise = \"50%\"\n")).unwrap();
    assert_eq!(again.state_hash, noisy.state_hash);
}

#[test]
fn miners_sell_a_part_of_what_they_earn() {
    let miners = |share: &str| {
        run_text(&with(&format!(
            "[[actors]]\nkind = \"sell\"\naccount = \"miner1\"\nsubnet = \"s1\"\nshare = \"{share}\"\nevery = 50\n{STAKES}"
        )))
        .unwrap()
    };
    let some = miners("30%");
    // Both earn alike, one sells.
    let kept = last(&some, "miner1") / last(&some, "miner2");
    assert!((0.6..0.8).contains(&kept), "{kept}");
    let all = miners("100%");
    assert!(last(&all, "miner1") < last(&some, "miner1") / 2.0);
    let nothing = miners("0%");
    assert_eq!(last(&nothing, "miner1"), last(&nothing, "miner2"));
}

#[test]
fn capital_moves_from_one_subnet_to_the_next() {
    let text = with(&format!(
        r#"
[[actions]]
at = 90
signer = "whale"
call = "SubtensorModule.add_stake"
args = {{ hotkey = "validator_hk", netuid = "s1", amount_staked = "50 TAO" }}
[[actors]]
kind = "rotate"
account = "whale"
hotkey = "validator_hk"
subnet = "s1"
to = "s2"
share = "50%"
every = 50
from = 150
{STAKES}"#
    ));
    let outcome = run_text(&text).unwrap();
    // Four halvings.
    let left = last(&outcome, "whale1") / first(&outcome, "whale1");
    // What is left earns dividends.
    assert!((0.0625..0.1).contains(&left), "{left}");
    assert_eq!(first(&outcome, "whale2"), 0.0);
    assert!(last(&outcome, "whale2") > 0.0);
}

#[test]
fn a_milestone_is_told_with_its_block() {
    let text = with(
        r#"
[[milestones]]
name = "five epochs"
metric = "epochs"
subnet = "s1"
op = "ge"
value = 5
every = 1
[[milestones]]
name = "never"
metric = "epochs"
subnet = "s1"
op = "ge"
value = 1_000_000
"#,
    );
    let outcome = run_text(&text).unwrap();
    let block = outcome.milestones[0].block.unwrap();
    assert!((80..=110).contains(&block), "{block}");
    assert_eq!(outcome.milestones[0].condition, "epochs(s1) >= 5");
    assert_eq!(outcome.milestones[1].block, None);
}

#[test]
fn root_switches_the_model_of_a_running_chain() {
    let text = with(
        r#"
[[actions]]
at = 150
set = { EmissionModel = "PriceEma", TaoFlowCutoff = 0.5 }
[[expect]]
at = 149
storage = "SubtensorModule.EmissionModel"
value = "Taoflow"
[[expect]]
at = 150
storage = "SubtensorModule.EmissionModel"
value = "PriceEma"
[[expect]]
storage = "SubtensorModule.TaoFlowCutoff"
value = 0.5
"#,
    );
    let outcome = run_text(&text).unwrap();
    assert_eq!(outcome.failures().count(), 0, "{:?}", outcome.expectations);
    assert_eq!(
        problem("[[actions]]\nat = 1\nset = { EmissionModell = \"Taoflow\" }\n").1,
        9
    );
    assert_eq!(
        problem("[[actions]]\nat = 1\ncall = \"System.remark\"\nset = { TaoWeight = 1 }\n").2,
        "an action makes a call or sets items, not both"
    );
}

#[test]
fn faults_of_actors_have_their_place() {
    let actor = |more: &str| format!("[[actors]]\naccount = \"alice\"\nsubnet = 1\n{more}");
    let at = |more: &str| problem(&actor(more));
    assert_eq!(
        at("kind = \"cell\"\nevery = 5\n"),
        (4, 8, "unknown kind of actor `cell`".to_owned())
    );
    assert_eq!(at("kind = \"sell\"\nevery = 5\nshare = 1.5\n").0, 6);
    assert_eq!(
        at("kind = \"sell\"\nevery = 5\namount = 7\n").2,
        "an actor of kind `sell` has no `amount`"
    );
    assert_eq!(at("kind = \"buy\"\nevery = 0\namount = 7\n").0, 5);
    // The copies of an entry have one fault.
    let repeated =
        read("[[actors]]\nrepeat = 50\nkind = \"sell\"\naccount = \"x{n}\"\n").unwrap_err();
    assert!(places(&repeated).len() < 60, "{repeated}");
}

#[test]
fn variants_differ_by_their_rule_alone() {
    let text = with(
        r#"
[[actors]]
kind = "buy"
account = "whale"
hotkey = "validator_hk"
subnet = "s1"
amount = "7_200 TAO"
every = 20
"#,
    );
    let scenario = read(&text).unwrap();
    let variants = [
        Variant::model("taoflow").unwrap(),
        Variant::model("price-ema").unwrap(),
        Variant::setting("taoflow.flow_norm_exponent=2").unwrap(),
    ];
    let compared = compare(&scenario, &variants, 2).unwrap();
    let earned: Vec<Vec<u64>> = compared
        .subnets
        .iter()
        .map(|subnet| subnet.earned.iter().map(|earned| earned.unwrap()).collect())
        .collect();
    let share = |variant: usize| {
        earned[0][variant] as f64 / (earned[0][variant] + earned[1][variant]) as f64
    };
    // The one that is bought earns most where flow counts, more so squared.
    assert!(share(0) > share(1), "{earned:?}");
    assert!(share(2) > share(0), "{earned:?}");
    // Each variant is the run it would be alone.
    let alone = run_text(&text).unwrap();
    assert_eq!(alone.state_hash, compared.outcomes[0].state_hash);
    let csv = compared.csv();
    assert!(
        csv.starts_with("block,netuid,name,taoflow,price-ema,"),
        "{csv}"
    );
    let lines: Vec<&str> = csv
        .lines()
        .filter(|line| line.starts_with("300,"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains(&earned[0][0].to_string()));
    assert!(compared.table().to_string().contains("s1"));
}

#[test]
fn plots_gather_the_records_of_one_name() {
    let text = with(
        "[[record]]\nrepeat = 2\nname = \"p{n}\"\nmetric = \"price\"\nsubnet = \"s{n}\"\nplot = \"prices\"\nevery = 50\n",
    );
    let outcome = run_text(&text).unwrap();
    let plots = crate::report::plots(&outcome.series);
    assert_eq!(plots.len(), 1);
    assert_eq!((plots[0].0, plots[0].1.curves.len()), ("prices", 2));
    assert!(matches!(
        outcome.series[0].points[0].1,
        Quantity::Real(price) if price > 0.0
    ));
}
