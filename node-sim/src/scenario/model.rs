//! A scenario as it was read.

use super::{bonds::BondRule, names::AccountBook, query::Query};
use crate::{
    literal::Literal,
    problem::{Source, Span},
};
use std::{num::NonZeroU32, path::PathBuf};

/// A scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The text it was read from.
    pub source: Source,
    /// What it shows, in one line.
    pub title: Option<String>,
    /// What there is to see, in a few sentences.
    pub description: Option<String>,
    /// The chain it begins with.
    pub chain: ChainSpec,
    /// Who takes part.
    pub accounts: AccountBook,
    /// The subnets that are set up first.
    pub subnets: Vec<SubnetSpec>,
    /// What is done when.
    pub actions: Vec<Action>,
    /// Who does what again and again.
    pub actors: Vec<ActorSpec>,
    /// What must hold.
    pub expectations: Vec<Expectation>,
    /// What is waited for.
    pub milestones: Vec<Milestone>,
    /// What is written down on the way.
    pub records: Vec<Recorded>,
}

impl Scenario {
    /// Everything it asks the chain.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        let conditions = self.milestones.iter().map(|milestone| &milestone.condition);
        self.expectations
            .iter()
            .chain(conditions)
            .flat_map(Expectation::queries)
            .chain(self.records.iter().map(|record| &record.query))
    }
}

/// The chain at its beginning.
#[derive(Clone, Debug)]
pub struct ChainSpec {
    /// The preset's name; the default preset if none is given.
    pub preset: Option<String>,
    /// A reading of the main chain to go on from, in place of a preset; the
    /// scenario's block numbers then count from the reading's block.
    pub reading: Option<(PathBuf, Span)>,
    /// Makes another chain of the same scenario.
    pub seed: u64,
    /// The number of the last block.
    pub blocks: u32,
    /// Whether each subnet of the set-up costs the least lock, in place of twice
    /// the one before.
    pub flat_lock_cost: bool,
    /// A randomness beacon of the chain's own.
    pub beacon: Option<BeaconSpec>,
    /// Storage entries laid over the preset's state.
    pub storage: Vec<StorageSpec>,
}

/// A randomness beacon of the chain's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeaconSpec {
    /// Its key follows from this; from the chain's seed if not given.
    pub seed: Option<u64>,
    /// Blocks from one pulse to the next.
    pub blocks_per_round: NonZeroU32,
}

/// A storage entry of the beginning.
#[derive(Clone, Debug)]
pub struct StorageSpec {
    /// `Pallet.Item`.
    pub item: String,
    /// The keys of a map's entry.
    pub keys: Vec<Literal>,
    /// Its value.
    pub value: Literal,
    /// Where it stands.
    pub span: Span,
}

/// A subnet to set up.
#[derive(Clone, Debug)]
pub struct SubnetSpec {
    /// What it is called in the file.
    pub name: String,
    /// The owner's coldkey.
    pub owner: String,
    /// The owner's hotkey, the first neuron.
    pub hotkey: String,
    /// Whether its emission is switched on, as root does on the main chain.
    pub emission_enabled: bool,
    /// Whether the owner starts it.
    pub start: bool,
    /// Other hyperparameters.
    pub hyperparameters: Vec<HyperParameter>,
    /// Neurons besides the owner's.
    pub neurons: Vec<NeuronSpec>,
    /// Blocks between two times that a validator sets its weights; the tempo
    /// if not given.
    pub weights_every: Option<u32>,
    /// Where it stands.
    pub span: Span,
}

/// A hyperparameter by its storage item.
#[derive(Clone, Debug)]
pub struct HyperParameter {
    /// The item of `SubtensorModule`.
    pub item: String,
    /// Its value.
    pub value: Literal,
    /// Where its name stands.
    pub span: Span,
}

/// A neuron to register.
#[derive(Clone, Debug)]
pub struct NeuronSpec {
    /// Who registers and stakes.
    pub coldkey: String,
    /// The key that is registered.
    pub hotkey: String,
    /// TAO to stake, in rao.
    pub stake: u64,
    /// What it thinks of others, in the order of time; empty if it sets no
    /// weights.
    pub opinions: Vec<Opinion>,
    /// Where it stands.
    pub span: Span,
}

/// What a validator thinks of the others from some time on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// From when on.
    pub since: Since,
    /// What it thinks.
    pub view: View,
}

/// When an opinion begins. The opinions of one validator all begin with epochs or
/// all with blocks, but for the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// With the weights that this epoch of the subnet sees, as
    /// `SubnetEpochIndex` counts them.
    Epoch(u64),
    /// In this block.
    Block(u32),
}

impl Since {
    /// Whether it has come for weights that are set in `block` and first seen by
    /// `epoch`.
    pub fn has_come(self, epoch: u64, block: u32) -> bool {
        match self {
            Self::Epoch(since) => epoch >= since,
            Self::Block(since) => block >= since,
        }
    }
}

/// What a validator thinks of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// Hotkeys and what they are worth, in any proportion.
    Own(Vec<(String, u32)>),
    /// The weights that another hotkey has on the chain.
    Weights(String),
    /// The consensus of the last epoch.
    Consensus,
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct Action {
    /// When.
    pub schedule: Schedule,
    /// Who signs.
    pub signer: Signer,
    /// `Pallet.call`.
    pub call: String,
    /// Its arguments by name.
    pub arguments: Literal,
    /// The error it is meant to fail with.
    pub expect_error: Option<String>,
    /// Whether a failure is no fault.
    pub may_fail: bool,
    /// Where the call's name stands.
    pub span: Span,
}

/// Blocks at which something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// In these blocks.
    At(Vec<u32>),
    /// Again and again.
    Every {
        /// Blocks from one time to the next.
        every: u32,
        /// The first time.
        from: u32,
        /// The last block it may happen in.
        until: u32,
    },
}

impl Schedule {
    /// Whether it is due in a block.
    pub fn is_due(&self, block: u32) -> bool {
        match self {
            Self::At(blocks) => blocks.contains(&block),
            Self::Every { every, from, until } => {
                (*from..=*until).contains(&block) && (block - from).is_multiple_of(*every)
            }
        }
    }

    /// The first block it is due in.
    pub fn first(&self) -> Option<u32> {
        match self {
            Self::At(blocks) => blocks.iter().min().copied(),
            Self::Every { from, until, .. } => (from <= until).then_some(*from),
        }
    }
}

/// Who signs an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// An account of the scenario.
    Account(String),
    /// The sudo key, for root's rights.
    Sudo,
}

/// Someone with a habit.
#[derive(Clone, Debug)]
pub struct ActorSpec {
    /// What it does.
    pub behaviour: Behaviour,
    /// Whose TAO and stake.
    pub account: String,
    /// Staked to whom.
    pub hotkey: String,
    /// How often.
    pub schedule: Schedule,
    /// How far an amount may be off on either side, in millionths.
    pub noise: u32,
    /// Where it stands.
    pub span: Span,
}

/// What an actor does each time. Shares are in millionths, subnets are named or
/// numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Sells a share of the alpha that its stake has grown by since it last
    /// sold.
    Sell {
        /// The subnet.
        subnet: String,
        /// The share.
        share: u32,
    },
    /// Buys alpha for so much TAO a day.
    Buy {
        /// The subnet.
        subnet: String,
        /// TAO for each 7,200 blocks, in rao.
        rao_per_day: u64,
    },
    /// Moves a share of its stake from one subnet to another.
    Rotate {
        /// The subnet it leaves.
        from: String,
        /// The subnet it goes to.
        to: String,
        /// The share.
        share: u32,
    },
}

/// When an expectation is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// After a block.
    At(u32),
    /// After every so many blocks.
    Every(u32),
    /// After the last block.
    End,
}

impl When {
    /// Whether it is due after a block of a run that ends with `last`.
    pub fn is_due(self, block: u32, last: u32) -> bool {
        match self {
            Self::At(at) => at == block,
            Self::Every(every) => block.is_multiple_of(every),
            Self::End => block == last,
        }
    }
}

/// Something that must hold.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// When.
    pub when: When,
    /// What is asked.
    pub query: Query,
    /// How the answer is compared.
    pub op: Op,
    /// What it is compared with.
    pub expected: Expected,
    /// How far `approx` may be off.
    pub tolerance: Tolerance,
    /// Under which rules of bonds it holds; under any if not given.
    pub under: Option<Under>,
    /// Where it stands.
    pub span: Span,
}

impl Expectation {
    /// What it asks the chain.
    fn queries(&self) -> impl Iterator<Item = &Query> {
        let other = match &self.expected {
            Expected::Answer { query, .. } => Some(query),
            Expected::Value(_) => None,
        };
        std::iter::once(&self.query).chain(other)
    }
}

/// What an answer is compared with.
#[derive(Clone, Debug)]
pub enum Expected {
    /// A value as written.
    Value(Literal),
    /// The answer to another question at the same time.
    Answer {
        /// The question.
        query: Query,
        /// How many times its answer.
        times: f64,
        /// Where it stands.
        span: Span,
    },
}

impl Expected {
    /// Where it stands.
    pub fn span(&self) -> &Span {
        match self {
            Self::Value(literal) => &literal.span,
            Self::Answer { span, .. } => span,
        }
    }
}

/// The rules of bonds under which something holds.
#[derive(Clone, Debug)]
pub struct Under {
    /// Any of these.
    pub rules: Vec<BondRule>,
    /// On which subnet, by name or number.
    pub subnet: Literal,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// At least.
    Ge,
    /// More than.
    Gt,
    /// At most.
    Le,
    /// Less than.
    Lt,
    /// Equal within the tolerance.
    Approx,
}

impl Op {
    /// Every comparison with its names: the word and the sign.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Eq, "eq", "=="),
        (Self::Ne, "ne", "!="),
        (Self::Ge, "ge", ">="),
        (Self::Gt, "gt", ">"),
        (Self::Le, "le", "<="),
        (Self::Lt, "lt", "<"),
        (Self::Approx, "approx", "~"),
    ];

    /// Its sign.
    pub fn sign(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(op, _, _)| *op == self)
            .map_or("?", |(_, _, sign)| sign)
    }
}

/// How far `approx` may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// By so much.
    Absolute(f64),
    /// By so large a part of the expected value.
    Relative(f64),
}

/// Something that will hold from some block on; the first such block is told.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// What it is called.
    pub name: String,
    /// What is asked for, and how often.
    pub condition: Expectation,
}

/// A series to write down.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its name, and that of its file.
    pub name: String,
    /// What is asked.
    pub query: Query,
    /// Blocks from one value to the next.
    pub every: u32,
    /// The picture it is drawn in, together with others of the same name.
    pub plot: Option<String>,
}
