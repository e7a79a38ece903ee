//! What validators think and when: later opinions, copies, commits, and
//! expectations that are about it.

use super::{at, places, problem, problems, read, run_text};
use crate::{
    metrics::Quantity,
    problem::Report,
    scenario::{run, BondRule, Options, Outcome, Since, View},
};

/// A subnet of two validators and two miners, an epoch every five blocks; the
/// second one, in block 11, is the first that sees weights.
pub(super) fn lab(anna: &str, boris: &str, rest: &str) -> String {
    format!(
        r#"
[chain]
blocks = 40
[accounts]
founder = "2_000 TAO"
anna = "900 TAO"
boris = "900 TAO"
miner1 = "10 TAO"
miner2 = "10 TAO"
[[subnets]]
name = "lab"
owner = "founder"
tempo = 5
hyperparameters = {{ CommitRevealWeightsEnabled = false, WeightsSetRateLimit = 0, MaxAllowedValidators = 2, SubnetMechanism = 0 }}
[[subnets.neurons]]
coldkey = "anna"
stake = "600 TAO"
{anna}
[[subnets.neurons]]
coldkey = "boris"
stake = "400 TAO"
{boris}
[[subnets.neurons]]
coldkey = "miner1"
[[subnets.neurons]]
coldkey = "miner2"
{rest}"#
    )
}

pub(super) const FIRST: &str = "weights = { miner1_hk = 1 }";

/// The text's problems, if Anna is written so.
fn anna(text: &str) -> Vec<String> {
    problems(&lab(text, FIRST, ""))
        .into_iter()
        .map(|(_, _, message)| message)
        .collect()
}

#[test]
fn opinions_are_read_in_the_order_of_time() {
    let text = lab(
        "weights = { miner1_hk = 1 }\nlater = [{ epoch = [9, 5], copies = \"consensus\" }, { epoch = 7, weights = { miner2_hk = 3 } }]",
        "later = [{ block = 20, copies = \"anna_hk\" }]",
        "",
    );
    let scenario = read(&text).unwrap();
    let neurons = &scenario.subnets[0].neurons;
    let one = |name: &str, weight| View::Own(vec![(name.to_owned(), weight)]);
    let anna: Vec<_> = neurons[0]
        .opinions
        .iter()
        .map(|opinion| (opinion.since, opinion.view.clone()))
        .collect();
    assert_eq!(
        anna,
        [
            (Since::Epoch(0), one("miner1_hk", 1)),
            (Since::Epoch(5), View::Consensus),
            (Since::Epoch(7), one("miner2_hk", 3)),
            (Since::Epoch(9), View::Consensus),
        ]
    );
    let [only] = neurons[1].opinions.as_slice() else {
        panic!("one opinion")
    };
    assert_eq!(
        (only.since, &only.view),
        (Since::Block(20), &View::Weights("anna_hk".into()))
    );
}

#[test]
fn one_can_think_as_another() {
    let scenario = read(&lab("weights = \"boris_hk\"", FIRST, "")).unwrap();
    let neurons = &scenario.subnets[0].neurons;
    assert_eq!(neurons[0].opinions, neurons[1].opinions);
    let report = read(&lab("weights = \"borys_hk\"", FIRST, "")).unwrap_err();
    assert_eq!(
        places(&report),
        [at(
            18,
            11,
            "no neuron of this subnet with the hotkey `borys_hk` has weights of its own"
        )]
    );
    let help = report.problems[0].help.as_deref();
    assert_eq!(help, Some("did you mean `boris_hk`?"));
    assert_eq!(
        anna("weights = \"boris_hk\"\nlater = []"),
        ["who thinks as another has no `later`"]
    );
}

/// Boris copies Anna, so Anna cannot think as Boris does.
#[test]
fn nobody_copies_itself_by_thinking_as_another() {
    let report = read(&lab(
        "weights = \"boris_hk\"",
        "weights = { miner1_hk = 1 }\nlater = [{ block = 20, copies = \"anna_hk\" }]",
        "",
    ))
    .unwrap_err();
    assert_eq!(
        places(&report),
        [at(18, 11, "`anna_hk` cannot copy itself")]
    );
}

#[test]
fn faults_of_opinions_are_told() {
    for (text, expected) in [
        (
            "weights = { miner1_hk = 1 }\ncopies = \"consensus\"",
            "a validator has weights of its own or copies others', not both",
        ),
        (
            "copies = \"bob_the_builder\"",
            "unknown account `bob_the_builder`",
        ),
        (
            "later = [{ epoch = 5 }]",
            "an entry of `later` needs the field `weights` or `copies`",
        ),
        (
            "later = [{ epoch = 5, weights = {} }]",
            "an entry of `later` needs the field `weights` or `copies`",
        ),
        ("copies = \"anna_hk\"", "`anna_hk` cannot copy itself"),
        (
            "later = [{ weights = { miner1_hk = 1 } }]",
            "an entry of `later` begins with either an `epoch` or a `block`",
        ),
        (
            "later = [{ epoch = 5, block = 5, copies = \"consensus\" }]",
            "an entry of `later` begins with either an `epoch` or a `block`",
        ),
        (
            "later = [{ epoch = 5, copies = \"consensus\" }, { block = 50, copies = \"anna_hk\" }]",
            "the opinions of one validator begin all with epochs or all with blocks",
        ),
        (
            "later = [{ epoch = [5, 5], copies = \"consensus\" }]",
            "there are two opinions for this epoch",
        ),
        (
            "later = [{ epochs = 5, epoch = 5, copies = \"consensus\" }]",
            "unknown field `epochs` in an entry of `later`",
        ),
        (
            "later = [{ epoch = [], copies = \"consensus\" }]",
            "name at least one epoch",
        ),
        (
            "later = [{ block = [], copies = \"consensus\" }]",
            "name at least one block",
        ),
        (
            "later = [{ epoch = 0, copies = \"consensus\" }]",
            "expected a whole number, at least 1, found the number 0",
        ),
    ] {
        assert_eq!(anna(text), [expected], "{text}");
    }
}

/// The stored weights of the neuron after each block, from block 10 on.
pub(super) fn weights(uid: u16) -> String {
    format!(
        "[[record]]\nname = \"w{uid}\"\nstorage = \"SubtensorModule.Weights\"\nkeys = [\"lab\", {uid}]\n"
    )
}

/// The miner of the heaviest weight after a block: its uid.
pub(super) fn favourite(outcome: &Outcome, uid: u16, block: u32) -> Option<u64> {
    let name = format!("w{uid}");
    let series = outcome.series.iter().find(|s| s.name == name).unwrap();
    let (_, value) = series.points.iter().find(|(at, _)| *at == block).unwrap();
    let Quantity::Other(row) = value else {
        panic!("{value:?} is no row")
    };
    row.as_array()
        .unwrap()
        .iter()
        .max_by_key(|entry| entry[1].as_u64())
        .map(|entry| entry[0].as_u64().unwrap())
}

/// Founder 0, Anna 1, Boris 2, miners 3 and 4; epochs in blocks 6, 11, 16, ...
#[test]
fn an_opinion_of_an_epoch_is_there_when_it_runs() {
    let text = lab(
        "weights = { miner1_hk = 1 }\nlater = [{ epoch = 4, weights = { miner2_hk = 1 } }]",
        "weights = { miner1_hk = 1 }\nlater = [{ block = 14, weights = { miner2_hk = 1 } }]",
        &format!("{}{}", weights(1), weights(2)),
    );
    let outcome = run_text(&text).unwrap();
    let anna = |block| favourite(&outcome, 1, block);
    assert_eq!((anna(5), anna(6), anna(15)), (None, Some(3), Some(3)));
    // The third epoch runs in the step of block 16; what is set after it, in the
    // same block, is the fourth's.
    assert_eq!((anna(16), anna(21)), (Some(4), Some(4)));
    let boris = |block| favourite(&outcome, 2, block);
    assert_eq!((boris(13), boris(14)), (Some(3), Some(4)));
}

#[test]
fn a_copier_copies_in_the_last_block_before_the_epoch() {
    let text = lab(
        "weights = { miner1_hk = 1 }\nlater = [{ epoch = 4, weights = { miner2_hk = 1 } }]",
        "copies = \"anna_hk\"",
        &format!("{}{}", weights(1), weights(2)),
    );
    let outcome = run_text(&text).unwrap();
    let boris = |block| favourite(&outcome, 2, block);
    // Epochs in blocks 11 and 21; Anna changes in block 16.
    assert_eq!((boris(9), boris(10)), (None, Some(3)));
    assert_eq!((boris(19), boris(20)), (Some(3), Some(4)));
}

#[test]
fn a_copier_of_consensus_is_an_epoch_late() {
    let text = lab(
        "weights = { miner1_hk = 1 }\nlater = [{ epoch = 4, weights = { miner2_hk = 1 } }]",
        "copies = \"consensus\"",
        &weights(2),
    );
    let outcome = run_text(&text).unwrap();
    let boris = |block| favourite(&outcome, 2, block);
    // The epoch in block 11 is the first with a consensus, that in 21 has another.
    assert_eq!((boris(14), boris(15)), (None, Some(3)));
    assert_eq!(
        (boris(20), boris(24), boris(25)),
        (Some(3), Some(3), Some(4))
    );
}

fn expect(fields: &str) -> String {
    lab(FIRST, FIRST, &format!("[[expect]]\n{fields}\n"))
}

const PER_STAKE: &str =
    "metric = \"dividends_per_stake\"\nsubnet = \"lab\"\nhotkey = \"anna_hk\"\n";

#[test]
fn an_answer_is_compared_with_another() {
    let check = |fields: &str| {
        let outcome = run_text(&expect(&format!("{PER_STAKE}{fields}"))).unwrap();
        outcome.expectations.into_iter().next().unwrap()
    };
    // Both agree, so both earn the same for their stake.
    let same = check("op = \"approx\"\nthan = { hotkey = \"boris_hk\" }\ntolerance = \"0.1%\"");
    assert!(same.held, "{same:?}");
    assert_eq!(
        same.than.as_deref(),
        Some("dividends_per_stake(lab, boris_hk)")
    );
    let double = check("op = \"lt\"\nthan = { hotkey = \"boris_hk\", times = 0.5 }");
    assert!(!double.held);
    assert!(
        double
            .values()
            .0
            .starts_with("0.5 × dividends_per_stake(lab, boris_hk) = "),
        "{:?}",
        double.values()
    );
    // Another question about the same neuron.
    let alpha = check("op = \"lt\"\nthan = { metric = \"dividends_earned\" }");
    assert_eq!(
        alpha.than.as_deref(),
        Some("dividends_earned(lab, anna_hk)")
    );
    let Quantity::Integer(rao) = alpha.expected else {
        panic!("{alpha:?} is an amount")
    };
    assert!(rao > 1_000_000_000, "{rao}");
}

#[test]
fn faults_of_comparisons_have_their_place() {
    let fault = |fields: &str| problem(&expect(&format!("{PER_STAKE}{fields}"))).2;
    assert_eq!(
        fault("value = 1\nthan = { hotkey = \"boris_hk\" }"),
        "[[expect]] compares with a `value` or with another answer, not with both"
    );
    assert_eq!(
        fault("than = { hotkey = \"borys_hk\" }"),
        "unknown account `borys_hk`"
    );
    assert_eq!(
        fault("than = { hotkey = \"boris_hk\", times = \"twice\" }"),
        "expected a number, found the text \"twice\""
    );
    assert_eq!(
        fault("than = { metric = \"balance\" }"),
        "the metric `balance` needs the field `account`"
    );
    assert_eq!(fault(""), "[[expect]] needs the field `value`");
    assert_eq!(
        fault("value = 1\nunder = \"yuma4\""),
        "unknown rule of bonds `yuma4`"
    );
    assert_eq!(
        fault("value = 1\nunder = []"),
        "name at least one rule of bonds"
    );
    let unclear = "[[expect]]\nstorage = \"System.Number\"\nvalue = 3\nunder = \"yuma3\"\n";
    assert_eq!(
        problem(unclear),
        at(
            4,
            1,
            "the rule of bonds is a subnet's, and this asks about none"
        )
    );
}

#[test]
fn an_expectation_is_checked_under_its_rule() {
    let text = expect("metric = \"epochs\"\nsubnet = \"lab\"\nop = \"ge\"\nvalue = 7\nunder = [\"yuma2\", \"yuma3-liquid\"]")
        + "[[expect]]\nstorage = \"System.Number\"\nvalue = 40\nunder = \"yuma3\"\n";
    let scenario = read(&text).unwrap();
    let lines = |bonds: Option<BondRule>| {
        let options = Options {
            watch: bonds.map(|_| "lab".to_owned()),
            bonds,
            ..Options::default()
        };
        let outcome = run(&scenario, &options, &mut ()).unwrap();
        assert_eq!(outcome.failures().count(), 0);
        assert_eq!(outcome.expectations.len() + outcome.elsewhere, 2);
        outcome.expectations.len()
    };
    // A new subnet has Yuma3.
    assert_eq!(lines(None), 1);
    for rule in BondRule::ALL {
        assert_eq!(lines(Some(rule)), 1, "{rule}");
    }
    let summary = crate::report::summary(&run_text(&text).unwrap(), "x.toml");
    assert!(
        summary.contains("there is 1 more; `node-sim yuma x.toml` checks all."),
        "{summary}"
    );
}

/// The first expectation is checked, though its rule is not in force at the end;
/// the second one never is.
#[test]
fn an_expectation_is_elsewhere_if_it_is_never_checked() {
    let at = |block| {
        format!("[[expect]]\nat = {block}\nmetric = \"epochs\"\nsubnet = \"lab\"\nop = \"gt\"\nvalue = 0\nunder = \"yuma3\"\n")
    };
    let text = lab(FIRST, FIRST, &format!("[[actions]]\nat = 20\nsudo = true\ncall = \"AdminUtils.sudo_set_yuma3_enabled\"\nargs = {{ netuid = \"lab\", enabled = false }}\n{}{}", at(15), at(30)))
        .replace("[chain]", "[chain]\nparameters = { AdminFreezeWindow = 0 }");
    let outcome = run_text(&text).unwrap();
    let blocks: Vec<u32> = outcome.expectations.iter().map(|c| c.block).collect();
    assert_eq!((blocks.as_slice(), outcome.elsewhere), (&[15][..], 1));
}

pub(super) fn sealed(text: &str) -> String {
    text.replace(
        "CommitRevealWeightsEnabled = false",
        "CommitRevealWeightsEnabled = true",
    )
}

#[test]
fn commits_need_a_beacon() {
    let refused = |report: Report| {
        let problem = &report.problems[0];
        (problem.message.clone(), problem.help.clone().unwrap())
    };
    let text = sealed(&lab(FIRST, FIRST, ""));
    let (message, help) = refused(run_text(&text).unwrap_err());
    assert_eq!(
        message,
        "`anna_hk` cannot commit its weights: there is no beacon to seal them for"
    );
    assert!(
        help.contains("[chain.beacon]") && help.contains("CommitRevealWeightsEnabled = false"),
        "{help}"
    );
    // Where others go on without a call, this is a fault all the same.
    let lenient = Options {
        lenient: true,
        ..Options::default()
    };
    assert!(run(&read(&text).unwrap(), &lenient, &mut ()).is_err());
}

/// A run of twenty blocks with sealed weights and a beacon.
fn sealed_run(period: u32, blocks_per_round: u32, boris: &str) -> Outcome {
    let text = sealed(&lab(
        "weights = { miner1_hk = 1 }\nlater = [{ epoch = 3, weights = { miner2_hk = 1 } }]",
        boris,
        &format!("{}{}", weights(1), weights(2)),
    ))
    .replace("blocks = 40", "blocks = 21")
    .replace(
        "[accounts]",
        &format!("[chain.beacon]\nblocks_per_round = {blocks_per_round}\n[accounts]"),
    )
    .replace(
        "tempo = 5\nhyperparameters = {",
        &format!("tempo = 5\nhyperparameters = {{ RevealPeriodEpochs = {period},"),
    );
    run_text(&text).unwrap()
}

/// Epochs in blocks 6, 11, 16, 21; Anna has a permit from block 6 on, commits in
/// it, and to miner 2 in block 11.
#[test]
fn commits_are_revealed_in_the_block_of_their_epoch() {
    let shown = |outcome: &Outcome| {
        let blocks = [10, 11, 15, 16, 20, 21];
        blocks.map(|block| favourite(outcome, 1, block))
    };
    let (first, second) = (Some(3), Some(4));
    for blocks_per_round in [1, 3] {
        let next_epoch = sealed_run(1, blocks_per_round, FIRST);
        assert_eq!(
            shown(&next_epoch),
            [None, first, first, second, second, second]
        );
        let after_two = sealed_run(2, blocks_per_round, FIRST);
        assert_eq!(shown(&after_two), [None, None, None, first, first, second]);
    }
}

#[test]
fn a_copier_of_sealed_weights_is_late() {
    let outcome = sealed_run(1, 1, "copies = \"anna_hk\"");
    let boris = |block| favourite(&outcome, 2, block);
    // What was revealed in block 11 it commits to in block 15, and so on.
    assert_eq!(
        (boris(15), boris(16), boris(20), boris(21)),
        (None, Some(3), Some(3), Some(4))
    );
    // When it is revealed, Anna's have been there for an epoch.
    assert_eq!(favourite(&outcome, 1, 16), Some(4));
}

#[test]
fn a_beacon_has_a_seed_and_a_pace() {
    let beacon = |fields: &str| {
        let text = format!("[chain.beacon]\n{fields}");
        read(&text).map(|scenario| scenario.chain.beacon.unwrap())
    };
    let plain = beacon("").unwrap();
    assert_eq!((plain.seed, plain.blocks_per_round.get()), (None, 1));
    let full = beacon("seed = 7\nblocks_per_round = 3").unwrap();
    assert_eq!((full.seed, full.blocks_per_round.get()), (Some(7), 3));
    assert_eq!(
        places(&beacon("blocks_per_round = 0").unwrap_err())[0].2,
        "expected a whole number, at least 1, found the number 0"
    );
    assert_eq!(
        places(&beacon("rounds = 3").unwrap_err())[0].2,
        "unknown field `rounds` in [chain.beacon]"
    );
}
