//! A small subnet's consensus, epoch by epoch, under several rules of bonds.
//!
//! The public Yuma simulators show weights, consensus, bonds, incentive and
//! dividends of a few validators and miners side by side. Here the same is read
//! from a chain: a scenario is run once under each rule, with the same seed and
//! the same actions, and storage is read at every epoch of one subnet.

mod chart;
mod csv;
mod page;
mod quantities;
mod tables;

pub use csv::HEADING as CSV_HEADING;
pub use page::GENERATOR;
pub use quantities::{Quantity, Shape, QUANTITIES};

use crate::{
    compare::{run_all, Variant},
    problem::{Problem, Report},
    scenario::{BondRule, Checked, EpochFrame, NeuronFrame, Options, Outcome, Scenario},
};
use serde::Serialize;
use sp_runtime::AccountId32 as AccountId;
use std::collections::{BTreeMap, BTreeSet};

/// A subnet's epochs under several rules.
#[derive(Clone, Debug, Serialize)]
pub struct Study {
    /// The scenario's title.
    pub title: Option<String>,
    /// What the scenario says there is to see.
    pub description: Option<String>,
    /// What the subnet is called.
    pub subnet: String,
    /// The validators, in the order of their numbers: whoever set weights.
    pub validators: Vec<String>,
    /// The miners, in the order of their numbers: whoever was given weight.
    pub miners: Vec<String>,
    /// The subnet under each rule.
    pub variants: Vec<Run>,
}

/// The subnet under one rule.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// The rule.
    pub rule: BondRule,
    /// Its epochs.
    pub epochs: Vec<Epoch>,
    /// What each validator got in all, in their order.
    pub totals: Vec<ValidatorTotal>,
    /// What each miner got in all, in their order, in alpha.
    pub mined: Vec<f64>,
    /// The expectations that are for this rule.
    pub expectations: Vec<Checked>,
    /// Calls that failed and were left out.
    pub undone: u64,
}

/// What a validator's epochs came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ValidatorTotal {
    /// Its stake weight at the first epoch, in alpha.
    pub stake: f64,
    /// Dividends, in alpha, before its take and root's part.
    pub dividends: f64,
    /// The sum over the epochs of dividends for each 1,000 of stake weight.
    pub per_thousand: f64,
}

/// One epoch. Lists by validator and by miner are in the order of the study's;
/// what is not in alpha is a part of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Epoch {
    /// Its number: `SubnetEpochIndex`.
    pub epoch: u64,
    /// The block it ran in.
    pub block: u32,
    /// By validator and miner: the part of the validator's weights.
    pub weights: Vec<Vec<f64>>,
    /// By miner: the weight that consensus let pass.
    pub consensus: Vec<f64>,
    /// By validator and miner: the bond after the epoch.
    pub bonds: Vec<Vec<f64>>,
    /// By miner: the part of what miners get.
    pub incentive: Vec<f64>,
    /// By validator: the part of what validators get.
    pub dividends: Vec<f64>,
    /// By validator: dividends in alpha.
    pub dividends_alpha: Vec<f64>,
    /// By validator: dividends in alpha for each 1,000 of stake weight.
    pub dividends_per_stake: Vec<f64>,
    /// By validator: the part of its weights that was not cut off.
    pub validator_trust: Vec<f64>,
    /// By validator: the part of all stake.
    pub stake_weight: Vec<f64>,
    /// By validator: whether it may set weights for the next epoch.
    pub permits: Vec<bool>,
    /// By miner: incentive in alpha.
    pub incentive_alpha: Vec<f64>,
}

impl Study {
    /// Runs a scenario under each rule, as many at a time as there are threads,
    /// and watches one subnet. Calls that a rule does not allow are left out and
    /// counted.
    ///
    /// # Errors
    ///
    /// The first run's failure, in the order of the rules.
    pub fn of(
        scenario: &Scenario,
        subnet: &str,
        rules: &[BondRule],
        threads: usize,
    ) -> Result<Self, Report> {
        let variants: Vec<Variant> = rules
            .iter()
            .map(|rule| Variant {
                label: rule.name().to_owned(),
                options: Options {
                    watch: Some(subnet.to_owned()),
                    bonds: Some(*rule),
                    lenient: true,
                    ..Options::default()
                },
            })
            .collect();
        let outcomes = run_all(scenario, &variants, threads)?;
        if outcomes.iter().all(|outcome| frames(outcome).is_empty()) {
            let problem = nothing_to_show(scenario, subnet, &outcomes);
            return Err(Report::new(scenario.source.clone(), vec![problem]));
        }
        let cast = Cast::of(&outcomes);
        Ok(Self {
            title: scenario.title.clone(),
            description: scenario.description.clone(),
            subnet: subnet.to_owned(),
            validators: cast.validators.iter().map(|who| who.1.clone()).collect(),
            miners: cast.miners.iter().map(|who| who.1.clone()).collect(),
            variants: rules
                .iter()
                .zip(outcomes)
                .map(|(rule, outcome)| Run::of(*rule, outcome, &cast))
                .collect(),
        })
    }

    /// The expectations that did not hold, with the rule under which.
    pub fn failures(&self) -> impl Iterator<Item = (BondRule, &Checked)> {
        self.variants.iter().flat_map(|run| {
            run.expectations
                .iter()
                .filter(|checked| !checked.held)
                .map(|checked| (run.rule, checked))
        })
    }
}

/// Who takes part, with their names, in the order of their first numbers.
#[derive(Debug, Default)]
struct Cast {
    validators: Vec<(AccountId, String)>,
    miners: Vec<(AccountId, String)>,
}

impl Cast {
    fn of(outcomes: &[Outcome]) -> Self {
        // With the first uid of each: a hotkey may have another one later.
        let mut validators = BTreeMap::new();
        let mut miners = BTreeMap::new();
        let mut names = BTreeMap::new();
        for watched in outcomes
            .iter()
            .filter_map(|outcome| outcome.watched.as_ref())
        {
            names.extend(watched.names.clone());
            for frame in &watched.frames {
                for (uid, neuron) in (0u16..).zip(&frame.neurons) {
                    let judged = neuron
                        .weights
                        .iter()
                        .filter(|(target, weight)| *weight > 0 && *target != uid);
                    for (target, _) in judged {
                        validators.entry(neuron.hotkey.clone()).or_insert(uid);
                        if let Some(miner) = frame.neurons.get(usize::from(*target)) {
                            miners.entry(miner.hotkey.clone()).or_insert(*target);
                        }
                    }
                }
            }
        }
        let named = |who: BTreeMap<AccountId, u16>| {
            let mut who: Vec<(AccountId, u16)> = who.into_iter().collect();
            who.sort_by_key(|(_, uid)| *uid);
            who.into_iter()
                .map(|(hotkey, _)| {
                    let name = names.get(&hotkey).cloned();
                    let name = name.unwrap_or_else(|| crate::account::address(&hotkey));
                    (hotkey, name)
                })
                .collect()
        };
        Self {
            validators: named(validators),
            miners: named(miners),
        }
    }
}

impl Run {
    fn of(rule: BondRule, outcome: Outcome, cast: &Cast) -> Self {
        let frames = frames(&outcome);
        let epochs: Vec<Epoch> = frames.iter().map(|frame| Epoch::of(frame, cast)).collect();
        let mut totals = vec![ValidatorTotal::default(); cast.validators.len()];
        let mut mined = vec![0.0; cast.miners.len()];
        for epoch in &epochs {
            for (at, total) in totals.iter_mut().enumerate() {
                total.dividends += epoch.dividends_alpha[at];
                total.per_thousand += epoch.dividends_per_stake[at];
            }
            for (at, alpha) in mined.iter_mut().enumerate() {
                *alpha += epoch.incentive_alpha[at];
            }
        }
        for ((hotkey, _), total) in cast.validators.iter().zip(&mut totals) {
            let first = frames.iter().find_map(|frame| find(frame, hotkey));
            total.stake = first.map_or(0.0, |neuron| alpha(neuron.stake));
        }
        Self {
            rule,
            epochs,
            totals,
            mined,
            expectations: outcome.expectations,
            undone: outcome.undone,
        }
    }
}

impl Epoch {
    fn of(frame: &EpochFrame, cast: &Cast) -> Self {
        let validators: Vec<Option<&NeuronFrame>> = cast
            .validators
            .iter()
            .map(|(hotkey, _)| find(frame, hotkey))
            .collect();
        let miners: Vec<Option<(u16, &NeuronFrame)>> = cast
            .miners
            .iter()
            .map(|(hotkey, _)| {
                (0..)
                    .zip(&frame.neurons)
                    .find(|(_, neuron)| neuron.hotkey == *hotkey)
            })
            .collect();
        let by_validator = |value: &dyn Fn(&NeuronFrame) -> f64| -> Vec<f64> {
            validators.iter().map(|v| v.map_or(0.0, value)).collect()
        };
        let by_miner = |value: &dyn Fn(&NeuronFrame) -> f64| -> Vec<f64> {
            miners
                .iter()
                .map(|m| m.map_or(0.0, |(_, neuron)| value(neuron)))
                .collect()
        };
        // A validator's entries for the miners, out of a whole.
        let spread = |entries: &[(u16, u16)], whole: f64| -> Vec<f64> {
            let entry = |uid: u16| entries.iter().find(|(target, _)| *target == uid);
            miners
                .iter()
                .map(|miner| miner.and_then(|(uid, _)| entry(uid)))
                .map(|found| found.map_or(0.0, |(_, value)| f64::from(*value) / whole))
                .collect()
        };
        let by_pair = |row: &dyn Fn(&NeuronFrame) -> Vec<f64>| -> Vec<Vec<f64>> {
            validators
                .iter()
                .map(|v| v.map_or_else(|| vec![0.0; miners.len()], row))
                .collect()
        };
        Self {
            epoch: frame.epoch,
            block: frame.block,
            weights: by_pair(&|neuron| {
                let whole: f64 = neuron.weights.iter().map(|(_, w)| f64::from(*w)).sum();
                spread(&neuron.weights, whole.max(1.0))
            }),
            consensus: by_miner(&|neuron| part(neuron.consensus)),
            bonds: by_pair(&|neuron| spread(&neuron.bonds, WHOLE)),
            incentive: by_miner(&|neuron| part(neuron.incentive)),
            dividends: by_validator(&|neuron| part(neuron.dividend)),
            dividends_alpha: by_validator(&|neuron| alpha(neuron.dividends())),
            dividends_per_stake: by_validator(&NeuronFrame::dividends_per_thousand),
            validator_trust: by_validator(&|neuron| part(neuron.trust)),
            stake_weight: by_validator(&|neuron| part(neuron.stake_weight)),
            permits: validators
                .iter()
                .map(|v| v.is_some_and(|neuron| neuron.permit))
                .collect(),
            incentive_alpha: by_miner(&|neuron| alpha(neuron.mined())),
        }
    }
}

/// Why a subnet has no epochs.
fn nothing_to_show(scenario: &Scenario, subnet: &str, outcomes: &[Outcome]) -> Problem {
    let there: Vec<String> = outcomes
        .iter()
        .flat_map(|outcome| outcome.subnets.iter().map(|known| known.netuid))
        .collect::<BTreeSet<u16>>()
        .iter()
        .map(u16::to_string)
        .collect();
    let watched = outcomes
        .iter()
        .filter_map(|outcome| outcome.watched.as_ref());
    let mut numbers = watched.map(|watched| watched.netuid.to_string());
    if numbers.any(|number| there.contains(&number)) {
        return Problem::whole(format!(
            "subnet `{subnet}` ran no epoch in {} blocks",
            scenario.chain.blocks
        ))
        .help("give it a shorter `tempo`, or the chain more `blocks`");
    }
    Problem::whole(format!("there is no subnet `{subnet}`"))
        .suggest(subnet, there.iter().map(String::as_str))
}

/// The epochs of the watched subnet.
fn frames(outcome: &Outcome) -> &[EpochFrame] {
    outcome
        .watched
        .as_ref()
        .map_or(&[], |watched| &watched.frames)
}

fn find<'f>(frame: &'f EpochFrame, hotkey: &AccountId) -> Option<&'f NeuronFrame> {
    frame.neurons.iter().find(|neuron| neuron.hotkey == *hotkey)
}

/// What stored proportions are parts of.
const WHOLE: f64 = u16::MAX as f64;

fn part(stored: u16) -> f64 {
    f64::from(stored) / WHOLE
}

/// Rao as alpha.
fn alpha(rao: u64) -> f64 {
    rao as f64 / crate::amount::RAO as f64
}

#[cfg(test)]
mod tests;
