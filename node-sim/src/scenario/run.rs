//! Running a scenario: set up, act, seal, record, check.

use super::{
    actors::actors,
    bonds::BondRule,
    checks::{applies, check, Checked},
    dissolved::{may_dissolve, Dissolved, Holdings},
    earnings::Earnings,
    epochs::EpochLog,
    model::{Action, Scenario, Signer},
    names::AccountBook,
    outcome::{Outcome, Reached, Series},
    query::{encode_keys, netuid},
    settings::Setting,
    setup::{account, build_call, failed, set_up},
    validators::{validators, Acted, Move, Validator},
};
use crate::{
    meta::{
        encode::{unplaced, Encoder, Names as _},
        Metadata,
    },
    metrics,
    problem::{Problem, Report},
    reading::{chain_from, Comparison, Reading},
    Beacon, CallError, Chain, Preset,
};
use std::{collections::BTreeSet, time::Instant};
use subtensor_runtime::RuntimeCall;

/// How to run a scenario.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A preset in place of the scenario's own.
    pub preset: Option<String>,
    /// Whether every pallet's invariants are checked after each block.
    pub check: bool,
    /// Storage entries laid over the scenario's own.
    pub settings: Vec<Setting>,
    /// Adds up each subnet's TAO emission, and samples it after so many blocks.
    pub earnings_every: Option<u32>,
    /// Keeps every epoch of the subnet of this name or number.
    pub watch: Option<String>,
    /// The rule of bonds on the watched subnet, in place of the scenario's own.
    pub bonds: Option<BondRule>,
    /// Goes on where a call fails, whatever the scenario expects of it: under other
    /// rules not everything can be done.
    pub lenient: bool,
}

/// Is told how a run goes.
pub trait Progress {
    /// A subnet is being set up.
    fn setting_up(&mut self, _subnet: &str) {}
    /// A block of the run is sealed.
    fn sealed(&mut self, _block: u32, _last: u32) {}
}

/// Tells nobody.
impl Progress for () {}

/// Runs a scenario to its end.
///
/// # Errors
///
/// The first thing that goes wrong, with its place in the scenario: the chain
/// cannot be built, a call of the set-up or an action fails, an action fails
/// with another error than expected, an invariant is broken. An expectation
/// that does not hold is no error; the outcome tells.
pub fn run(
    scenario: &Scenario,
    options: &Options,
    progress: &mut dyn Progress,
) -> Result<Outcome, Report> {
    let report = |problem| Report::new(scenario.source.clone(), vec![problem]);
    let (mut chain, reading) = build_chain(scenario, options).map_err(report)?;
    Runner {
        scenario,
        reading,
        base: chain.block_number(),
        options,
        names: scenario.accounts.clone(),
        calls: scenario.actions.iter().map(|_| None).collect(),
        applied: 0,
        undone: 0,
        dissolved: Vec::new(),
        expectations: Vec::new(),
        checked: BTreeSet::new(),
        passed_over: BTreeSet::new(),
        milestones: scenario
            .milestones
            .iter()
            .map(|milestone| Reached::not_yet(milestone, &scenario.source))
            .collect(),
        earnings: options.earnings_every.map(|_| Earnings::none()),
        epochs: EpochLog::default(),
        series: scenario
            .records
            .iter()
            .map(|record| Series {
                name: record.name.clone(),
                plot: record.plot.clone(),
                points: Vec::new(),
            })
            .collect(),
    }
    .run(&mut chain, progress)
    .map_err(report)
}

fn preset_of(scenario: &Scenario, options: &Options) -> Preset {
    match options.preset.as_ref().or(scenario.chain.preset.as_ref()) {
        Some(name) => Preset::Named(name.clone()),
        None => Preset::default(),
    }
}

fn build_chain(
    scenario: &Scenario,
    options: &Options,
) -> Result<(Chain, Option<Reading>), Problem> {
    let (mut chain, reading) = match &scenario.chain.reading {
        None => (build_from_preset(scenario, options)?, None),
        Some((path, span)) => {
            let place =
                |error: &dyn std::error::Error| Problem::at(span.clone(), error.to_string());
            let reading = Reading::load(path).map_err(|error| place(&error))?;
            let chain = chain_from(&reading).map_err(|error| place(&error))?;
            (chain, Some(reading))
        }
    };
    if let Some(spec) = &scenario.chain.beacon {
        let seed = spec.seed.unwrap_or(scenario.chain.seed);
        chain.start_beacon(Beacon::from_seed(seed).blocks_per_round(spec.blocks_per_round));
    }
    write_storage(&mut chain, scenario)?;
    for setting in &options.settings {
        chain.set_storage(&setting.key, Some(setting.value.clone()));
    }
    Ok((chain, reading))
}

fn build_from_preset(scenario: &Scenario, options: &Options) -> Result<Chain, Problem> {
    let mut builder = Chain::builder()
        .preset(preset_of(scenario, options))
        .seed(scenario.chain.seed);
    for (name, rao) in scenario.accounts.balances() {
        builder = builder.balance(name, *rao);
    }
    builder
        .build()
        .map_err(|error| Problem::whole(error.to_string()))
}

/// Writes the scenario's storage entries over the state it begins with.
fn write_storage(chain: &mut Chain, scenario: &Scenario) -> Result<(), Problem> {
    let metadata = Metadata::runtime().map_err(|error| unplaced(&error))?;
    let names = &scenario.accounts;
    for spec in &scenario.chain.storage {
        let key = encode_keys(metadata, names, &spec.item, &spec.keys, &spec.span)?;
        let item = metadata
            .storage(&spec.item)
            .map_err(|error| unplaced(&error).or_at(&spec.span))?;
        let value = Encoder::new(metadata, names).bytes(&spec.value, item.value, None)?;
        chain.set_storage(&key, Some(value));
    }
    Ok(())
}

struct Runner<'a> {
    scenario: &'a Scenario,
    reading: Option<Reading>,
    /// The block the chain began with: 0, or a reading's.
    base: u32,
    options: &'a Options,
    names: AccountBook,
    /// Each action's call, encoded when it is first due: then the subnets have
    /// their numbers.
    calls: Vec<Option<RuntimeCall>>,
    applied: u64,
    undone: u64,
    dissolved: Vec<Dissolved>,
    expectations: Vec<Checked>,
    /// The expectations that were checked, by their places.
    checked: BTreeSet<usize>,
    /// Those that were not, for once at least, because another rule was in force.
    passed_over: BTreeSet<usize>,
    milestones: Vec<Reached>,
    earnings: Option<Earnings>,
    epochs: EpochLog,
    series: Vec<Series>,
}

impl Runner<'_> {
    fn run(mut self, chain: &mut Chain, progress: &mut dyn Progress) -> Result<Outcome, Problem> {
        let start = Instant::now();
        let last = self.scenario.chain.blocks;
        set_up(chain, self.scenario, &mut self.names, progress)?;
        let setup_blocks = chain.block_number().saturating_sub(self.base);
        self.too_late(setup_blocks, last)?;
        self.watch(chain)?;
        let mut validators = validators(self.scenario, &self.names)?;
        let mut actors = actors(self.scenario, &self.names)?;
        for block in setup_blocks.saturating_add(1)..=last {
            self.epochs.before(chain, block)?;
            // The block's own step first: whoever acts in it sees what that did.
            chain
                .open()
                .map_err(|error| Problem::whole(error.to_string()))?;
            self.set_weights(chain, &mut validators, block)?;
            for index in 0..self.scenario.actions.len() {
                if self.scenario.actions[index].schedule.is_due(block) {
                    self.act(chain, index)?;
                }
            }
            for actor in &mut actors {
                let done = actor.act(chain, block);
                self.count(done)?;
            }
            chain
                .seal()
                .map_err(|error| Problem::whole(error.to_string()))?;
            self.after_block(chain, block, last)?;
            progress.sealed(block, last);
        }
        let elapsed = start.elapsed();
        let mut subnets = metrics::subnets(chain);
        for subnet in &mut subnets {
            subnet.name = self.names.subnet_name(subnet.netuid).map(str::to_owned);
            subnet.owner_name = crate::account::account(&subnet.owner)
                .ok()
                .and_then(|owner| self.names.name_of(&owner).map(str::to_owned));
        }
        Ok(Outcome {
            title: self.scenario.title.clone(),
            preset: preset_of(self.scenario, self.options).id().to_owned(),
            blocks: last,
            setup_blocks,
            calls: self.applied,
            undone: self.undone,
            subnets,
            dissolved: self.dissolved,
            lock_cost: metrics::lock_cost(chain),
            state_hash: format!("{:?}", chain.state_hash()),
            expectations: self.expectations,
            elsewhere: self.passed_over.difference(&self.checked).count(),
            milestones: self.milestones,
            series: self.series,
            earnings: self.earnings,
            watched: self.epochs.watched(self.scenario, &self.names),
            comparison: self.reading.map(|reading| Comparison::of(chain, &reading)),
            elapsed,
        })
    }

    /// Begins to watch epochs, of the subnet that is to be watched and of those
    /// that somebody asks about, and puts the wanted rule of bonds in force.
    fn watch(&mut self, chain: &mut Chain) -> Result<(), Problem> {
        let watched = match &self.options.watch {
            None => None,
            Some(name) => {
                let literal = match name.parse::<u16>() {
                    Ok(number) if self.names.subnet(name).is_none() => number.into(),
                    _ => name.as_str().into(),
                };
                Some(netuid(&self.names, &literal)?)
            }
        };
        let mut asked = Vec::new();
        for query in self.scenario.queries() {
            if let Some(subnet) = query.needs_epochs_of() {
                asked.push(netuid(&self.names, subnet)?);
            }
        }
        self.epochs = EpochLog::of(asked, watched);
        if let (Some(rule), Some(netuid)) = (self.options.bonds, watched) {
            rule.impose(chain, netuid.into());
        }
        Ok(())
    }

    /// Lets the validators set their weights in a block. All make their plans
    /// before any of them acts.
    fn set_weights(
        &mut self,
        chain: &mut Chain,
        validators: &mut [Validator],
        block: u32,
    ) -> Result<(), Problem> {
        let moves: Vec<Option<Move>> = validators
            .iter()
            .map(|validator| validator.plan(chain, block))
            .collect();
        for (validator, next) in validators.iter_mut().zip(moves) {
            let Some(next) = next else { continue };
            let done = match validator.act(chain, block, next)? {
                Acted::Yes => Ok(true),
                Acted::Refused(problem) => Err(problem),
            };
            self.count(done)?;
        }
        Ok(())
    }

    /// Counts what a validator or an actor did, or could not do.
    fn count(&mut self, done: Result<bool, Problem>) -> Result<(), Problem> {
        match done {
            Ok(done) => self.applied += u64::from(done),
            Err(_) if self.options.lenient => self.undone += 1,
            Err(problem) => return Err(problem),
        }
        Ok(())
    }

    /// An action for a block that the set-up has used up would never come.
    fn too_late(&self, setup_blocks: u32, last: u32) -> Result<(), Problem> {
        if setup_blocks > last {
            return Err(Problem::whole(format!(
                "the set-up takes until block {setup_blocks}, the run ends with block {last}"
            )));
        }
        for action in &self.scenario.actions {
            if let (super::Schedule::At(_), Some(first)) =
                (&action.schedule, action.schedule.first())
            {
                if first <= setup_blocks {
                    return Err(Problem::at(
                        action.span.clone(),
                        format!("the set-up takes until block {setup_blocks}, block {first} is over by then"),
                    )
                    .help(format!("let it be at block {} or later", setup_blocks + 1)));
                }
            }
        }
        Ok(())
    }

    fn act(&mut self, chain: &mut Chain, index: usize) -> Result<(), Problem> {
        let action = &self.scenario.actions[index];
        let call = match &self.calls[index] {
            Some(call) => call.clone(),
            None => {
                let call = build_call(&self.names, &action.call, &action.arguments, &action.span)?;
                self.calls[index].insert(call).clone()
            }
        };
        let holdings = may_dissolve(&action.call).then(|| Holdings::of(chain));
        let (signer, result) = match &action.signer {
            Signer::Account(name) => {
                let signer = account(&self.names, name, &action.span)?;
                let result = chain.call(&signer, call);
                (signer, result)
            }
            Signer::Sudo => {
                let signer = chain
                    .query(pallet_sudo::Key::<subtensor_runtime::Runtime>::get)
                    .unwrap_or_else(|| sp_runtime::AccountId32::new([0; 32]));
                (signer, chain.sudo(call))
            }
        };
        self.applied += 1;
        if let (Some(holdings), Ok(receipt)) = (holdings, &result) {
            for dissolved in holdings.dissolved(chain, receipt, &self.names) {
                self.names.retire_subnet(dissolved.netuid);
                self.dissolved.push(dissolved);
            }
        }
        if self.options.lenient {
            self.undone += u64::from(result.is_err());
            return Ok(());
        }
        judge(action, &result.map(|_| ()), chain.block_number()).map_err(|problem| {
            problem
                .unwrap_or_else(|error| failed(&action.span, &action.call, error, chain, &signer))
        })
    }

    fn after_block(&mut self, chain: &mut Chain, block: u32, last: u32) -> Result<(), Problem> {
        for (record, series) in self.scenario.records.iter().zip(&mut self.series) {
            if block.is_multiple_of(record.every) || block == last {
                series
                    .points
                    .push((block, record.query.ask(chain, &self.names, &self.epochs)?));
            }
        }
        if let (Some(earnings), Some(every)) = (&mut self.earnings, self.options.earnings_every) {
            earnings.add_block(chain);
            if block.is_multiple_of(every) || block == last {
                earnings.sample(block);
            }
        }
        if self.options.check {
            chain
                .check()
                .map_err(|error| Problem::whole(error.to_string()))?;
        }
        for (milestone, reached) in self.scenario.milestones.iter().zip(&mut self.milestones) {
            let condition = &milestone.condition;
            if reached.block.is_none()
                && condition.when.is_due(block, last)
                && check(condition, chain, &self.names, &self.epochs, 0, block)?.held
            {
                reached.block = Some(block);
            }
        }
        for (place, expectation) in self.scenario.expectations.iter().enumerate() {
            if !expectation.when.is_due(block, last) {
                continue;
            }
            if !applies(&expectation.under, chain, &self.names)? {
                self.passed_over.insert(place);
                continue;
            }
            let (line, _) = self.scenario.source.position(expectation.span.start);
            let checked = check(expectation, chain, &self.names, &self.epochs, line, block)?;
            self.expectations.push(checked);
            self.checked.insert(place);
        }
        Ok(())
    }
}

/// Whether an action ended as it should: `Err(Ok(problem))` if it did
/// otherwise than expected, `Err(Err(error))` if it failed unexpectedly.
fn judge<'e>(
    action: &Action,
    result: &'e Result<(), CallError>,
    block: u32,
) -> Result<(), Result<Problem, &'e CallError>> {
    match (result, &action.expect_error) {
        (Ok(()), None) => Ok(()),
        (Ok(()), Some(expected)) => Err(Ok(Problem::at(
            action.span.clone(),
            format!(
                "{} succeeded in block {block}, {expected} was expected",
                action.call
            ),
        ))),
        (Err(error), Some(expected)) if error.name() == *expected => Ok(()),
        (Err(error), Some(expected)) => Err(Ok(Problem::at(
            action.span.clone(),
            format!(
                "{} failed in block {block} with {error}, {expected} was expected",
                action.call
            ),
        ))),
        (Err(_), None) if action.may_fail => Ok(()),
        (Err(error), None) => Err(Err(error)),
    }
}
