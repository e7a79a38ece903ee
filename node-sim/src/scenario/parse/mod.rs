//! From TOML to a [`Scenario`], with every fault that shows before a run.

mod actions;
mod actors;
mod opinions;
mod repeat;
mod subnets;
mod watch;

use super::{
    model::{BeaconSpec, ChainSpec, Scenario, StorageSpec},
    names::AccountBook,
    query::{encode_keys, named_account},
    reader::Reader,
};
use crate::{
    literal::{self, Kind, Literal},
    meta::{
        encode::{unplaced, Encoder},
        Metadata,
    },
    problem::{Problem, Report, Source},
    Preset,
};
use std::{
    num::NonZeroU32,
    path::{Path, PathBuf},
};

/// Blocks of a run that does not say.
const DEFAULT_BLOCKS: u32 = 1_000;

impl Scenario {
    /// Reads a scenario and checks whatever can be checked before a run:
    /// fields, names, units, calls and their arguments, storage items.
    ///
    /// # Errors
    ///
    /// Every fault found, with its place.
    pub fn read(source: Source) -> Result<Self, Report> {
        let file = match literal::parse(&source) {
            Ok(file) => file,
            Err(problems) => return Err(Report::new(source, problems)),
        };
        let metadata = match Metadata::runtime() {
            Ok(metadata) => metadata,
            Err(error) => return Err(Report::new(source, vec![unplaced(&error)])),
        };
        let mut parser = Parser {
            reader: Reader::default(),
            metadata,
            names: AccountBook::new(),
            directory: source
                .name()
                .parent()
                .map(Path::to_owned)
                .unwrap_or_default(),
        };
        let file = repeat::written_out(&file, &mut parser.reader.problems);
        let scenario = parser.scenario(&file, &source);
        match scenario {
            Some(scenario) if parser.reader.problems.is_empty() => Ok(scenario),
            _ => {
                let mut problems = parser.reader.problems;
                problems.sort_by_key(|problem| problem.span.as_ref().map(|span| span.start));
                // The copies of an entry have the same faults.
                problems.dedup();
                Err(Report::new(source, problems))
            }
        }
    }
}

struct Parser<'m> {
    reader: Reader,
    metadata: &'m Metadata,
    names: AccountBook,
    /// Where the file lies.
    directory: PathBuf,
}

impl Parser<'_> {
    fn scenario(&mut self, file: &Literal, source: &Source) -> Option<Scenario> {
        let table = self.reader.table(
            "the scenario",
            file,
            &[
                "title",
                "description",
                "chain",
                "accounts",
                "subnets",
                "actions",
                "actors",
                "expect",
                "milestones",
                "record",
            ],
        )?;
        let mut text = |name| {
            let text = table.get(name).and_then(|text| self.reader.text(text));
            text.map(|text| text.trim().to_owned())
        };
        let (title, description) = (text("title"), text("description"));
        if let Some(accounts) = table.get("accounts") {
            self.accounts(accounts);
        }
        // Names first, so that what stands above may speak of what stands
        // below.
        let subnets = self.reader.list("subnets", table.get("subnets"));
        for subnet in subnets {
            self.declare(subnet);
        }
        let chain = self.chain(table.get("chain"));
        let from_reading = chain.as_ref().is_some_and(|chain| chain.reading.is_some());
        if let (true, Some(accounts)) = (from_reading, table.field("accounts")) {
            self.reader.fault(Problem::at(
                accounts.span.clone(),
                "balances are given at genesis, but this chain goes on from a reading",
            ));
        }
        let subnets: Vec<_> = subnets.iter().filter_map(|s| self.subnet(s)).collect();
        let blocks = chain.as_ref().map_or(DEFAULT_BLOCKS, |chain| chain.blocks);
        let actions: Vec<_> = self
            .reader
            .list("actions", table.get("actions"))
            .iter()
            .filter_map(|action| self.action(action, blocks))
            .collect();
        let actors: Vec<_> = self
            .reader
            .list("actors", table.get("actors"))
            .iter()
            .filter_map(|actor| self.actor(actor, blocks))
            .collect();
        let expectations: Vec<_> = self
            .reader
            .list("expect", table.get("expect"))
            .iter()
            .filter_map(|expectation| self.expectation(expectation, blocks))
            .collect();
        let milestones: Vec<_> = self
            .reader
            .list("milestones", table.get("milestones"))
            .iter()
            .filter_map(|milestone| self.milestone(milestone))
            .collect();
        let records = self.records(table);
        Some(Scenario {
            source: source.clone(),
            title,
            description,
            chain: chain?,
            accounts: self.names.clone(),
            subnets,
            actions,
            actors,
            expectations,
            milestones,
            records,
        })
    }

    fn accounts(&mut self, value: &Literal) {
        let Some(table) = self.reader.any_table("accounts with their balances", value) else {
            return;
        };
        for field in table.fields() {
            if let Err(error) = crate::account::account(&field.name) {
                self.reader
                    .fault(Problem::at(field.span.clone(), error.to_string()).help(error.help()));
            } else if let Some(rao) = self.reader.tao(&field.value) {
                self.names.endow(&field.name, rao);
            }
        }
    }

    /// Makes the names of a subnet and of its hotkeys known.
    fn declare(&mut self, value: &Literal) {
        let Kind::Table(fields) = &value.kind else {
            return;
        };
        let text = |fields: &[literal::Field], name: &str| {
            fields.iter().find_map(|field| match &field.value.kind {
                Kind::String(text) if field.name == name => Some(text.clone()),
                _ => None,
            })
        };
        if let Some(name) = text(fields, "name") {
            self.names.declare_subnet(&name);
        }
        if let Some(hotkey) = text(fields, "hotkey") {
            self.names.learn(&hotkey);
        }
        for field in fields.iter().filter(|field| field.name == "neurons") {
            let Kind::Array(neurons) = &field.value.kind else {
                continue;
            };
            for neuron in neurons {
                if let Kind::Table(fields) = &neuron.kind {
                    if let Some(hotkey) = text(fields, "hotkey") {
                        self.names.learn(&hotkey);
                    }
                }
            }
        }
    }

    fn chain(&mut self, value: Option<&Literal>) -> Option<ChainSpec> {
        let mut chain = ChainSpec {
            preset: None,
            reading: None,
            seed: 0,
            blocks: DEFAULT_BLOCKS,
            flat_lock_cost: false,
            beacon: None,
            storage: Vec::new(),
        };
        let Some(value) = value else {
            return Some(chain);
        };
        let table = self.reader.table(
            "[chain]",
            value,
            &[
                "preset",
                "reading",
                "seed",
                "blocks",
                "flat_lock_cost",
                "beacon",
                "parameters",
                "storage",
            ],
        )?;
        if let Some(reading) = table.get("reading") {
            let name = self.reader.text(reading)?;
            let beside = self.directory.join(name);
            if !beside.is_file() {
                self.reader.fault(
                    Problem::at(reading.span.clone(), format!("there is no file `{name}`"))
                        .help("the path is taken from the scenario's own folder"),
                );
            }
            if let Some(preset) = table.field("preset") {
                self.reader.fault(Problem::at(
                    preset.span.clone(),
                    "a chain begins with a reading or with a preset, not with both",
                ));
            }
            chain.reading = Some((beside, reading.span.clone()));
        }
        if let Some(preset) = table.get("preset") {
            let name = self.reader.text(preset)?;
            let known = Preset::names();
            if !known.iter().any(|id| id == name) {
                self.reader.fault(
                    Problem::at(preset.span.clone(), format!("unknown preset `{name}`"))
                        .suggest(name, known.iter().map(String::as_str)),
                );
            }
            chain.preset = Some(name.to_owned());
        }
        if let Some(seed) = table.get("seed") {
            chain.seed = self.reader.count(seed, 0)?;
        }
        if let Some(blocks) = table.get("blocks") {
            chain.blocks = self.reader.count(blocks, 1)?;
        }
        if let Some(flat) = table.get("flat_lock_cost") {
            chain.flat_lock_cost = self.reader.flag(flat)?;
        }
        if let Some(beacon) = table.get("beacon") {
            chain.beacon = Some(self.beacon(beacon)?);
        }
        if let Some(parameters) = table.get("parameters") {
            let table = self.reader.any_table("storage items", parameters)?;
            for field in table.fields() {
                let item = qualified(&field.name);
                let spec = StorageSpec {
                    item,
                    keys: Vec::new(),
                    value: field.value.clone(),
                    span: field.span.clone(),
                };
                self.storage(spec, &mut chain.storage);
            }
        }
        for entry in self.reader.list("chain.storage", table.get("storage")) {
            let spec = self.storage_spec(entry);
            if let Some(spec) = spec {
                self.storage(spec, &mut chain.storage);
            }
        }
        Some(chain)
    }

    fn beacon(&mut self, value: &Literal) -> Option<BeaconSpec> {
        let table = self
            .reader
            .table("[chain.beacon]", value, &["seed", "blocks_per_round"])?;
        let seed = match table.get("seed") {
            Some(seed) => Some(self.reader.count(seed, 0)?),
            None => None,
        };
        let blocks_per_round = match table.get("blocks_per_round") {
            Some(blocks) => NonZeroU32::new(self.reader.count(blocks, 1)?)?,
            None => NonZeroU32::MIN,
        };
        Some(BeaconSpec {
            seed,
            blocks_per_round,
        })
    }

    fn storage_spec(&mut self, entry: &Literal) -> Option<StorageSpec> {
        let what = "[[chain.storage]]";
        let table = self.reader.table(what, entry, &["item", "keys", "value"])?;
        let item = self.reader.required(what, table, "item")?;
        let value = self.reader.required(what, table, "value")?.clone();
        let keys = match table.get("keys").map(|keys| (keys, &keys.kind)) {
            None => Vec::new(),
            Some((_, Kind::Array(keys))) => keys.clone(),
            Some((single, _)) => vec![single.clone()],
        };
        Some(StorageSpec {
            item: qualified(self.reader.text(item)?),
            keys,
            value,
            span: item.span.clone(),
        })
    }

    /// Keeps a storage entry if item, keys and value are right.
    fn storage(&mut self, spec: StorageSpec, kept: &mut Vec<StorageSpec>) {
        let checked = encode_keys(
            self.metadata,
            &self.names,
            &spec.item,
            &spec.keys,
            &spec.span,
        )
        .and_then(|_| {
            let found = self
                .metadata
                .storage(&spec.item)
                .map_err(|error| unplaced(&error).or_at(&spec.span))?;
            Encoder::new(self.metadata, &self.names).bytes(&spec.value, found.value, None)
        });
        match checked {
            Ok(_) => kept.push(spec),
            Err(problem) => self.reader.fault(problem),
        }
    }

    fn within_run(&mut self, place: &Literal, block: u32, blocks: u32) {
        if block > blocks {
            self.reader.fault(
                Problem::at(
                    place.span.clone(),
                    format!("the run ends with block {blocks}, before block {block}"),
                )
                .help("let it run longer with `blocks` under [chain]"),
            );
        }
    }

    fn account(&mut self, value: &Literal) -> Option<String> {
        match named_account(&self.names, value) {
            Ok(_) => self.reader.text(value).map(str::to_owned),
            Err(problem) => {
                self.reader.fault(problem);
                None
            }
        }
    }
}

/// The path of a storage item; without a pallet it is `SubtensorModule`'s.
pub(in crate::scenario) fn qualified(item: &str) -> String {
    if item.contains('.') {
        item.to_owned()
    } else {
        format!("SubtensorModule.{item}")
    }
}
