//! Scenarios: chains described in files.
//!
//! A scenario is a TOML file: the chain, accounts, subnets with
//! hyperparameters and neurons, actions at blocks or on a schedule,
//! expectations, and what to record. [`Scenario::read`] checks all of it that
//! can be checked before a block is built and reports every fault with line
//! and column; [`run`](run::run) builds the chain and drives it.
//!
//! Block numbers are the chain's own: the set-up of the subnets takes the
//! first blocks, and the run ends with block `blocks`.

mod actors;
mod bonds;
mod checks;
mod dissolved;
mod earnings;
mod epochs;
mod model;
mod names;
mod next_epoch;
mod outcome;
mod parse;
mod query;
mod reader;
pub mod run;
mod setters;
mod settings;
mod setup;
mod validators;
mod weighing;

pub use bonds::BondRule;
pub use checks::Checked;
pub use dissolved::{Dissolved, Holder};
pub use earnings::Earnings;
pub use epochs::{EpochFrame, NeuronFrame, Watched};
pub use model::{
    Action, ActorSpec, BeaconSpec, Behaviour, ChainSpec, Expectation, Expected, HyperParameter,
    Milestone, NeuronSpec, Op, Opinion, Recorded, Scenario, Schedule, Signer, Since, StorageSpec,
    SubnetSpec, Tolerance, Under, View, When,
};
pub use names::AccountBook;
pub use outcome::{Outcome, Reached, Series};
pub use query::Query;
pub use run::{run, Options, Progress};
pub use settings::{model_names, Setting};

#[cfg(test)]
mod tests;
