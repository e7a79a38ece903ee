//! What happened on a chain: enough to let it happen again.

use super::{
    cast::{self, Cast},
    text::{inline, key, quoted},
};
use anyhow::{bail, Result};
use node_sim::{
    literal::{Kind, Literal},
    meta::{encode::Encoder, Metadata},
    problem::Source,
    scenario::{Scenario, Schedule, Signer},
    Chain,
};
use std::fmt::Write as _;
use subtensor_runtime::RuntimeCall;

/// One call.
#[derive(Clone, Debug)]
pub struct Act {
    /// The block it is made in.
    pub block: u32,
    /// Who signs.
    pub signer: Signer,
    /// `Pallet.call`.
    pub call: String,
    /// Its arguments by name: a table.
    pub arguments: Literal,
    /// Whether it went well when it was first made.
    pub succeeded: bool,
}

impl Act {
    /// The call itself; `None` if the arguments do not fit it.
    pub fn encode(&self) -> Option<RuntimeCall> {
        encode(&self.call, &self.arguments)
    }
}

/// A call by name, with its arguments as a table.
pub fn encode(path: &str, arguments: &Literal) -> Option<RuntimeCall> {
    let metadata = Metadata::runtime().ok()?;
    let bytes = Encoder::new(metadata, Cast::get())
        .call(path, arguments)
        .ok()?;
    codec::Decode::decode(&mut bytes.as_slice()).ok()
}

/// A chain's beginning and all calls made on it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Makes another chain of the same beginning: the scenario's own `seed`.
    pub seed: u64,
    /// Plain storage items of `SubtensorModule` at genesis.
    pub parameters: Vec<(String, Literal)>,
    /// Entries of maps at genesis: `Pallet.Item`, keys, value.
    pub storage: Vec<(String, Vec<Literal>, Literal)>,
    /// The number of the last block.
    pub blocks: u32,
    /// The calls in order.
    pub acts: Vec<Act>,
}

/// Where parameters belong that name no pallet.
const PARAMETERS: &str = "SubtensorModule.";

/// The preset that random chains begin with.
const PRESET: &str = "taoflow";

impl History {
    /// The chain before its first block.
    pub fn begin(&self) -> Result<Chain> {
        let metadata = Metadata::runtime()?;
        let encoder = Encoder::new(metadata, Cast::get());
        let mut builder = Chain::builder().preset(PRESET).seed(self.seed);
        for (name, rao) in cast::balances() {
            builder = builder.balance(name, rao);
        }
        let plain = self
            .parameters
            .iter()
            .map(|(item, value)| (format!("{PARAMETERS}{item}"), &[][..], value));
        let maps = self
            .storage
            .iter()
            .map(|(item, keys, value)| (item.clone(), keys.as_slice(), value));
        for (item, keys, value) in plain.chain(maps) {
            let found = metadata.storage(&item)?;
            let bytes = |literal: &Literal, ty: u32| {
                encoder
                    .bytes(literal, ty, None)
                    .map_err(|problem| anyhow::anyhow!("{item}: {}", problem.message))
            };
            let keys = keys
                .iter()
                .zip(&found.keys)
                .map(|(key, (_, ty))| bytes(key, *ty))
                .collect::<Result<Vec<_>>>()?;
            builder = builder.storage(found.key(&keys)?, Some(bytes(value, found.value)?));
        }
        Ok(builder.build()?)
    }

    /// As a scenario file, with a comment above.
    pub fn to_toml(&self, title: &str, comment: &str) -> String {
        let mut out = String::new();
        for line in comment.lines() {
            let _ = writeln!(out, "{}", format!("# {line}").trim_end());
        }
        let _ = writeln!(
            out,
            "\ntitle = {}\n\n[chain]\npreset = \"{PRESET}\"\nseed = {}\nblocks = {}",
            quoted(title),
            self.seed,
            self.blocks
        );
        if !self.parameters.is_empty() {
            let _ = writeln!(out, "\n[chain.parameters]");
            for (item, value) in &self.parameters {
                let _ = writeln!(out, "{} = {}", key(item), inline(value));
            }
        }
        for (item, keys, value) in &self.storage {
            let _ = writeln!(
                out,
                "\n[[chain.storage]]\nitem = {}\nkeys = {}\nvalue = {}",
                quoted(item),
                inline(&Literal::from(keys.clone())),
                inline(value)
            );
        }
        let _ = writeln!(out, "\n[accounts]");
        for (name, rao) in cast::balances() {
            let _ = writeln!(out, "{} = {rao}", key(&name));
        }
        for act in &self.acts {
            let signer = match &act.signer {
                Signer::Account(name) => format!("signer = {}", quoted(name)),
                Signer::Sudo => "sudo = true".to_owned(),
            };
            let _ = writeln!(
                out,
                "\n[[actions]]\nat = {}\n{signer}\ncall = {}\nargs = {}",
                act.block,
                quoted(&act.call),
                inline(&act.arguments)
            );
            if !act.succeeded {
                let _ = writeln!(out, "may_fail = true");
            }
        }
        out
    }

    /// From a scenario file that [`History::to_toml`] wrote.
    ///
    /// # Errors
    ///
    /// When the file is no scenario, or one that says more than a history.
    pub fn from_toml(source: Source) -> Result<Self> {
        let scenario = Scenario::read(source).map_err(|report| anyhow::anyhow!("{report}"))?;
        if scenario.chain.preset.as_deref() != Some(PRESET) || !scenario.subnets.is_empty() {
            bail!("this scenario was not written by a random chain");
        }
        let (mut parameters, mut storage) = (Vec::new(), Vec::new());
        for spec in &scenario.chain.storage {
            match spec.item.strip_prefix(PARAMETERS) {
                Some(item) if spec.keys.is_empty() => {
                    parameters.push((item.to_owned(), spec.value.clone()));
                }
                _ => storage.push((spec.item.clone(), spec.keys.clone(), spec.value.clone())),
            }
        }
        let mut acts = Vec::new();
        for action in &scenario.actions {
            let Schedule::At(blocks) = &action.schedule else {
                bail!("an action on a schedule");
            };
            for block in blocks {
                acts.push(Act {
                    block: *block,
                    signer: action.signer.clone(),
                    call: action.call.clone(),
                    arguments: action.arguments.clone(),
                    succeeded: !action.may_fail,
                });
            }
        }
        acts.sort_by_key(|act| act.block);
        Ok(Self {
            seed: scenario.chain.seed,
            parameters,
            storage,
            blocks: scenario.chain.blocks,
            acts,
        })
    }
}

/// A table of arguments.
pub fn table(fields: Vec<(String, Literal)>) -> Literal {
    Literal::free(Kind::Table(
        fields
            .into_iter()
            .map(|(name, value)| node_sim::literal::Field {
                name,
                span: 0..0,
                value,
            })
            .collect(),
    ))
}
