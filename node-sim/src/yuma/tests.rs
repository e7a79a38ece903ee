use super::*;
use super::{chart::COLORS, page::DRAWN};
use crate::{problem::Source, scenario::run};

/// Three validators with exact stakes and three miners; an epoch every five
/// blocks. The first epoch gives out permits, the second is the spec's first. The
/// parameters are those of spec chapter `yuma` §15.5.
fn scenario(stakes: [u32; 3], hyperparameters: &str, opinions: [&str; 3]) -> Scenario {
    let mut text = format!(
        r#"
title = "Three & <three>"
description = "One.\n\nTwo."
[chain]
blocks = 40
[accounts]
founder = "2_000 TAO"
v1 = "90_000 TAO"
v2 = "90_000 TAO"
v3 = "90_000 TAO"
"m{{1..3}}" = "10 TAO"
[[subnets]]
name = "lab"
owner = "founder"
tempo = 5
[subnets.hyperparameters]
CommitRevealWeightsEnabled = false
WeightsSetRateLimit = 0
SubnetMechanism = 0
MaxAllowedValidators = 3
BondsPenalty = 0
{hyperparameters}
"#
    );
    for (at, (stake, opinions)) in stakes.iter().zip(opinions).enumerate() {
        let number = at + 1;
        text.push_str(&format!(
            "[[subnets.neurons]]\ncoldkey = \"v{number}\"\nstake = \"{stake} TAO\"\n{opinions}\n"
        ));
    }
    for number in 1..=3 {
        text.push_str(&format!("[[subnets.neurons]]\ncoldkey = \"m{number}\"\n"));
    }
    Scenario::read(Source::new("three.toml", text)).unwrap()
}

const SPEED: &str =
    "BondsMovingAverage = 975_000\nLiquidAlphaOn = true\nAlphaValues = [6553, 19660]\n";

fn study(scenario: &Scenario) -> Study {
    Study::of(scenario, "lab", &BondRule::ALL, 2).unwrap()
}

/// The bonds of a validator with the first miners, as stored, in the n-th epoch
/// with weights.
fn bonds<const N: usize>(run: &Run, nth: usize, validator: usize) -> [u16; N] {
    let row = &run.epochs[nth + 1].bonds[validator];
    std::array::from_fn(|miner| (row[miner] * WHOLE).round() as u16)
}

fn stored(values: &[f64]) -> Vec<u16> {
    values.iter().map(|v| (v * WHOLE).round() as u16).collect()
}

/// Stakes drift a little: here they are paid.
fn near(found: &[u16], expected: [u16; 3], by: u16) {
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.abs_diff(expected) <= by, "{found} for {expected}");
    }
}

const A: &str = "{ m1_hk = 65535, m2_hk = 0 }";
const B: &str = "{ m1_hk = 0, m2_hk = 65535 }";

/// §15.5, L-2: the second validator moves first, the big one next.
#[test]
fn a_validator_that_moves_second_has_the_spec_s_bonds() {
    let from = |epoch: u8| format!("weights = {A}\nlater = [{{ epoch = {epoch}, weights = {B} }}]");
    let opinions = [from(4), from(3), from(5)];
    let scenario = scenario(
        [8_000, 1_000, 1_000],
        SPEED,
        [&opinions[0], &opinions[1], &opinions[2]],
    );
    let study = study(&scenario);
    let liquid = &study.variants[2];
    assert_eq!(liquid.rule, BondRule::Yuma3Liquid);
    assert_eq!(liquid.epochs[1].epoch, 2);
    #[rustfmt::skip]
    let expected = [
        ([52428, 6553, 6553], [[6640, 0], [6640, 0], [6640, 0]]),
        ([55350, 3266, 6918], [[12607, 0], [5951, 19572], [12607, 0]]),
        ([45007, 20527, 0], [[11235, 6640], [5336, 24229], [28414, 0]]),
        ([48632, 13700, 3201], [[10030, 12607], [4786, 28414], [23641, 6640]]),
        ([49969, 11183, 4382], [[8966, 17970], [4294, 32175], [20336, 12607]]),
        ([50661, 9879, 4993], [[8023, 22789], [3853, 35555], [17771, 17970]]),
    ];
    for (nth, (dividends, rows)) in expected.into_iter().enumerate() {
        for (validator, row) in rows.into_iter().enumerate() {
            assert_eq!(bonds(liquid, nth, validator), row, "epoch {nth}");
        }
        near(&stored(&liquid.epochs[nth + 1].dividends), dividends, 60);
    }
}

/// §15.5, L-4 with liquid alpha and L-5 without: the last validator is elsewhere
/// for one epoch.
#[test]
fn a_validator_that_is_away_once_has_the_spec_s_bonds() {
    let steady = format!("weights = {A}");
    let away = format!(
        "weights = {A}\nlater = [{{ epoch = 4, weights = {B} }}, {{ epoch = 5, weights = {A} }}]"
    );
    let scenario = scenario([3_300, 3_300, 3_400], SPEED, [&steady, &steady, &away]);
    let study = study(&scenario);
    let (yuma3, liquid) = (&study.variants[1], &study.variants[2]);
    #[rustfmt::skip]
    let expected = [
        ([6640, 0], [6640, 0], [1638, 0], [1638, 0]),
        ([12607, 0], [12607, 0], [3235, 0], [3235, 0]),
        ([17970, 0], [11235, 19572], [4792, 0], [3154, 1638]),
        ([22789, 0], [16737, 17153], [6310, 0], [4713, 1597]),
        ([27120, 0], [21681, 15147], [7790, 0], [6233, 1557]),
        ([31012, 0], [26124, 13439], [9233, 0], [7715, 1518]),
    ];
    for (nth, (l4, l4_away, l5, l5_away)) in expected.into_iter().enumerate() {
        assert_eq!(bonds(liquid, nth, 0), l4, "epoch {nth}");
        assert_eq!(bonds(liquid, nth, 1), l4, "epoch {nth}");
        assert_eq!(bonds(liquid, nth, 2), l4_away, "epoch {nth}");
        assert_eq!(bonds(yuma3, nth, 1), l5, "epoch {nth}");
        assert_eq!(bonds(yuma3, nth, 2), l5_away, "epoch {nth}");
    }
    near(
        &stored(&liquid.epochs[3].dividends),
        [24784, 24784, 15965],
        60,
    );
    near(
        &stored(&yuma3.epochs[3].dividends),
        [24470, 24470, 16593],
        60,
    );
}

/// §15.4, the rows with β 0: three opinions, all three rules.
#[test]
fn every_rule_has_the_bonds_of_the_walk_through() {
    let scenario = scenario(
        [40_000, 35_000, 25_000],
        "",
        [
            "weights = { m1_hk = 65535, m2_hk = 39321, m3_hk = 26214 }",
            "weights = { m1_hk = 65535, m2_hk = 65535, m3_hk = 32768 }",
            "weights = { m1_hk = 3641, m2_hk = 3641, m3_hk = 65535 }",
        ],
    );
    let study = study(&scenario);
    let [yuma2, yuma3, liquid] = &study.variants[..] else {
        panic!("three rules")
    };
    // Here stake counts, and the owner's cut makes it a little other.
    for (validator, row) in [
        [65535, 56173, 23301],
        [45874, 65535, 20389],
        [4096, 5851, 65535],
    ]
    .into_iter()
    .enumerate()
    {
        for nth in [0, 1] {
            near(&bonds::<3>(yuma2, nth, validator), row, 8);
        }
    }
    #[rustfmt::skip]
    let expected = [
        (yuma3, 0, [[3276, 1966, 1310], [2621, 2621, 1310], [327, 327, 5898]]),
        (yuma3, 1, [[6225, 3735, 2489], [4980, 4980, 2489], [621, 621, 11206]]),
        (liquid, 0, [[23055, 13788, 9192], [18385, 18444, 9192], [2298, 2298, 51677]]),
        (liquid, 1, [[29888, 17906, 11937], [23875, 23910, 11937], [2984, 2984, 58076]]),
    ];
    for (run, nth, rows) in expected {
        for (validator, row) in rows.into_iter().enumerate() {
            assert_eq!(bonds(run, nth, validator), row, "{} {nth}", run.rule);
        }
    }
    let first = &yuma3.epochs[1];
    assert_eq!(stored(&first.consensus), [26213, 19660, 13107]);
    assert_eq!(stored(&first.incentive), [27306, 20752, 17476]);
    near(&stored(&first.validator_trust), [58981, 58981, 19660], 0);
    assert!((first.weights[0][0] - 0.5).abs() < 1e-9, "{first:?}");
    near(&stored(&first.stake_weight), [26213, 22937, 16383], 8);
    assert_eq!(first.permits, [true, true, true]);
}

fn small() -> Scenario {
    let text = format!("weights = {A}");
    scenario([600, 300, 100], SPEED, [&text, &text, ""])
}

#[test]
fn the_scenario_s_own_rule_is_the_plain_run() {
    let scenario = small();
    let plain = run(&scenario, &Options::default(), &mut ()).unwrap();
    assert!(plain.watched.is_none());
    for rule in BondRule::ALL {
        let options = Options {
            watch: Some("lab".to_owned()),
            bonds: Some(rule),
            ..Options::default()
        };
        let watched = run(&scenario, &options, &mut ()).unwrap();
        // A new subnet has Yuma3, and this scenario liquid alpha.
        assert_eq!(
            watched.state_hash == plain.state_hash,
            rule == BondRule::Yuma3Liquid,
            "{rule}"
        );
        assert_eq!(watched.watched.unwrap().frames.len(), 7);
    }
}

#[test]
fn validators_are_those_that_set_weights() {
    let study = study(&small());
    assert_eq!(study.validators, ["v1", "v2"]);
    assert_eq!(study.miners, ["m1"]);
    let run = &study.variants[0];
    // The dividends of all epochs are half of what miners and validators get.
    let dividends: f64 = run.totals.iter().map(|total| total.dividends).sum();
    assert!((dividends - run.mined[0]).abs() < 0.01, "{run:?}");
    assert!(dividends > 10.0);
    assert!((run.totals[0].stake - 600.0).abs() < 1.0);
    // Nobody has an opinion in the first epoch.
    assert_eq!(run.epochs[0].dividends_alpha, [0.0, 0.0]);
    let text = study.validator_table().to_string();
    assert!(text.contains("yuma3-liquid: alpha"), "{text}");
    assert!(study.miner_table().to_string().contains("m1"));
}

/// In the last epoch, the first two validators have changed places.
#[test]
fn a_hotkey_with_another_uid_is_the_same() {
    let options = Options {
        watch: Some("lab".to_owned()),
        ..Options::default()
    };
    let mut outcome = run(&small(), &options, &mut ()).unwrap();
    let frames = &mut outcome.watched.as_mut().unwrap().frames;
    frames.last_mut().unwrap().neurons.swap(1, 2);
    let cast = Cast::of(&[outcome]);
    let names: Vec<&str> = cast.validators.iter().map(|who| who.1.as_str()).collect();
    assert_eq!(names, ["v1", "v2"]);
    assert_eq!(cast.miners.len(), 1);
}

#[test]
fn who_registers_later_has_its_name() {
    let text = small()
        .source
        .text()
        .replace("founder = ", "dora = \"10 TAO\"\nfounder = ")
        .replacen(
            &format!("weights = {A}"),
            &format!("weights = {A}\nlater = [{{ block = 15, weights = {{ dora_hk = 1 }} }}]"),
            1,
        )
        + "[[actions]]\nat = 10\nsigner = \"dora\"\ncall = \"SubtensorModule.burned_register\"\nargs = { netuid = \"lab\", hotkey = \"dora_hk\" }\n";
    let scenario = Scenario::read(Source::new("three.toml", text)).unwrap();
    assert_eq!(study(&scenario).miners, ["m1", "dora_hk"]);
}

#[test]
fn the_csv_has_a_line_for_each_value() {
    let study = study(&small());
    let csv = study.csv();
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some(CSV_HEADING));
    // A line for each: two of pairs, three of miners, six of validators.
    let each = 2 * 2 + 3 + 6 * 2;
    assert_eq!(lines.clone().count(), 3 * 7 * each);
    assert!(lines.clone().all(|line| line.matches(',').count() == 6));
    assert!(csv.contains("\nyuma2,2,11,weights,v1,m1,1\n"), "{csv}");
    assert!(csv.contains("\nyuma3,2,11,consensus,,m1,1\n"), "{csv}");
    assert!(csv.contains("\nyuma3,2,11,permit,v2,,1\n"), "{csv}");
}

/// Every element is closed, in its turn.
fn is_well_formed(page: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap_or_default();
        let name = inside
            .split([' ', '/', '\n'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        if inside.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !inside.ends_with('/') && !["!DOCTYPE", "meta"].contains(&name) {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let study = study(&small());
    let page = study.html().unwrap();
    assert!(is_well_formed(&page));
    assert!(page.contains(GENERATOR));
    assert!(page.contains("<h1>Three &amp; &lt;three&gt;</h1>\n<p>One.</p>\n<p>Two.</p>"));
    // No link, no script, no picture from elsewhere.
    for foreign in ["http", "src=", "href=", "<script", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    // A chart per validator of weights and of bonds, one of each other quantity.
    assert_eq!(page.matches("<svg ").count(), 3 * (2 + 1 + 2 + 1 + 1 + 1));
    // Axes are readable on light and on dark.
    assert!(page.contains("currentColor") && !page.contains("#000000"));
    assert!(page.contains("prefers-color-scheme: dark"));
}

#[test]
fn expectations_are_checked_under_each_rule() {
    let text = small().source.text().to_owned()
        + "[[expect]]\nmetric = \"dividends_earned\"\nsubnet = \"lab\"\nhotkey = \"v1_hk\"\nop = \"gt\"\nvalue = \"5 ALPHA\"\n"
        + "[[expect]]\nmetric = \"epochs\"\nsubnet = \"lab\"\nvalue = 0\nunder = \"yuma3\"\n";
    let scenario = Scenario::read(Source::new("three.toml", text)).unwrap();
    let study = study(&scenario);
    let checked: Vec<usize> = study
        .variants
        .iter()
        .map(|run| run.expectations.len())
        .collect();
    assert_eq!(checked, [1, 2, 1]);
    let failed: Vec<BondRule> = study.failures().map(|(rule, _)| rule).collect();
    assert_eq!(failed, [BondRule::Yuma3]);
    let page = study.html().unwrap();
    assert_eq!(page.matches("class=\"held\"").count(), 3);
    assert_eq!(page.matches("class=\"failed\"").count(), 1);
}

#[test]
fn calls_that_a_rule_does_not_allow_are_counted() {
    // Epochs are so near here that hyperparameters would be frozen all the time.
    let text = small()
        .source
        .text()
        .replace("[chain]", "[chain]\nparameters = { AdminFreezeWindow = 0 }")
        + "[[actions]]\nat = 20\nsudo = true\ncall = \"AdminUtils.sudo_set_alpha_values\"\nargs = { netuid = \"lab\", alpha_low = 6553, alpha_high = 19660 }\n";
    let scenario = Scenario::read(Source::new("three.toml", text)).unwrap();
    let undone: Vec<u64> = study(&scenario)
        .variants
        .iter()
        .map(|run| run.undone)
        .collect();
    assert_eq!(undone, [1, 1, 0]);
}

#[test]
fn a_subnet_without_epochs_has_nothing_to_show() {
    let refused = |scenario: &Scenario, subnet: &str| {
        let report = Study::of(scenario, subnet, &[BondRule::Yuma3], 1).unwrap_err();
        report.problems[0].message.clone()
    };
    let text = small().source.text().replace("tempo = 5", "tempo = 300");
    let slow = Scenario::read(Source::new("three.toml", text)).unwrap();
    for subnet in ["lab", "1"] {
        assert_eq!(
            refused(&slow, subnet),
            format!("subnet `{subnet}` ran no epoch in 40 blocks")
        );
    }
    assert_eq!(refused(&small(), "77"), "there is no subnet `77`");
    // By its number, the subnet has its names all the same.
    let study = Study::of(&small(), "1", &[BondRule::Yuma3], 1).unwrap();
    assert_eq!(study.validators, ["v1", "v2"]);
}

#[test]
fn of_many_those_that_matter_are_drawn() {
    let mut study = study(&small());
    let html = study.html().unwrap();
    assert!(!html.contains("are drawn"), "{html}");
    study.miners = (0..30).map(|n| format!("x{n}")).collect();
    for run in &mut study.variants {
        // The last ones earned most.
        run.mined = (0..30).map(f64::from).collect();
        for epoch in &mut run.epochs {
            for row in epoch.weights.iter_mut().chain(&mut epoch.bonds) {
                *row = vec![0.1; 30];
            }
            epoch.consensus = vec![0.1; 30];
            epoch.incentive = vec![0.1; 30];
        }
    }
    let html = study.html().unwrap();
    assert!(
        html.contains("The 12 miners that earned most, of 30, are drawn"),
        "{html}"
    );
    assert!(html.contains("</i>x18</span>") && !html.contains("</i>x17</span>"));
    assert!(is_well_formed(&html));
}

/// Validators and miners stand in one legend.
#[test]
fn colours_are_told_apart() {
    assert_eq!((DRAWN, COLORS.len()), (12, 24));
    let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    for (at, a) in COLORS.iter().enumerate() {
        for b in &COLORS[..at] {
            let apart = apart(a.0, b.0) + apart(a.1, b.1) + apart(a.2, b.2);
            assert!(apart >= 50 * 50, "{a:?} and {b:?}");
        }
    }
}
