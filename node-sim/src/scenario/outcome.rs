//! How a run ended: what is told and kept of it.

use super::{
    checks::Checked, dissolved::Dissolved, earnings::Earnings, epochs::Watched, model::Milestone,
};
use crate::{
    metrics::{Quantity, SubnetSummary},
    problem::Source,
    reading::Comparison,
};
use serde::Serialize;
use std::time::Duration;

/// A recorded series.
#[derive(Clone, Debug, Serialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// The picture it belongs to.
    #[serde(skip)]
    pub plot: Option<String>,
    /// Block and value.
    pub points: Vec<(u32, Quantity)>,
}

/// What became of a milestone.
#[derive(Clone, Debug, Serialize)]
pub struct Reached {
    /// What it is called.
    pub name: String,
    /// What was waited for.
    pub condition: String,
    /// The first block after which it was found to hold.
    pub block: Option<u32>,
}

/// How a run ended.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The scenario's title.
    pub title: Option<String>,
    /// The preset it began from.
    pub preset: String,
    /// The last block.
    pub blocks: u32,
    /// The last block of the set-up.
    pub setup_blocks: u32,
    /// Calls applied after the set-up, validators' weights included.
    pub calls: u64,
    /// Calls that failed in a lenient run.
    #[serde(skip)]
    pub undone: u64,
    /// Every subnet at the end.
    pub subnets: Vec<SubnetSummary>,
    /// The subnets that actions dissolved, with what became of their TAO.
    pub dissolved: Vec<Dissolved>,
    /// What registering a subnet costs at the end, in rao.
    pub lock_cost: u64,
    /// The root of the state's trie at the end.
    pub state_hash: String,
    /// Each check of an expectation.
    pub expectations: Vec<Checked>,
    /// Expectations that were never checked: whenever they were to be, another
    /// rule of bonds than theirs was in force.
    pub elsewhere: usize,
    /// What was waited for.
    pub milestones: Vec<Reached>,
    /// What was recorded.
    pub series: Vec<Series>,
    /// What TAO emission each subnet had, if that was asked for.
    #[serde(skip)]
    pub earnings: Option<Earnings>,
    /// The epochs of the subnet that was watched.
    #[serde(skip)]
    pub watched: Option<Watched>,
    /// The last epoch against the reading the chain began with.
    #[serde(skip)]
    pub comparison: Option<Comparison>,
    /// How long the blocks took, without the chain's making.
    #[serde(skip)]
    pub elapsed: Duration,
}

impl Reached {
    pub(super) fn not_yet(milestone: &Milestone, source: &Source) -> Self {
        let condition = &milestone.condition;
        let value = source.text().get(condition.expected.span().clone());
        Self {
            name: milestone.name.clone(),
            condition: format!(
                "{} {} {}",
                condition.query,
                condition.op.sign(),
                value.unwrap_or_default()
            ),
            block: None,
        }
    }
}

impl Outcome {
    /// The expectations that did not hold.
    pub fn failures(&self) -> impl Iterator<Item = &Checked> {
        self.expectations.iter().filter(|checked| !checked.held)
    }

    /// Blocks per second.
    pub fn speed(&self) -> f64 {
        f64::from(self.blocks) / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}
