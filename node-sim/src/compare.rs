//! Counterfactuals: one scenario under several rules.
//!
//! Each variant is the scenario with another emission model, preset or
//! parameter. All run with the same seed and the same actions, each on a thread
//! of its own; what differs in the end is what the rules did. A call that fails
//! under one of them is left out there, and counted.

use crate::{
    metrics,
    plot::{Curve, Panel},
    problem::Report,
    report::Table,
    scenario::{run, Earnings, Options, Outcome, Scenario, Setting},
};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Points of a curve.
const SAMPLES: u32 = 240;

/// A way to run the scenario.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it is called in tables and plots.
    pub label: String,
    /// How it differs.
    pub options: Options,
}

impl Variant {
    /// Another emission model.
    ///
    /// # Errors
    ///
    /// When there is no model of that name.
    pub fn model(name: &str) -> Result<Self, Report> {
        Ok(Self {
            label: name.to_owned(),
            options: Options {
                settings: vec![Setting::model(name)?],
                ..Options::default()
            },
        })
    }

    /// Another preset.
    pub fn preset(name: &str) -> Self {
        Self {
            label: name.to_owned(),
            options: Options {
                preset: Some(name.to_owned()),
                ..Options::default()
            },
        }
    }

    /// Another parameter, `name=value`.
    ///
    /// # Errors
    ///
    /// When it cannot be set.
    pub fn setting(text: &str) -> Result<Self, Report> {
        Ok(Self {
            label: text.to_owned(),
            options: Options {
                settings: vec![Setting::parse(text)?],
                ..Options::default()
            },
        })
    }
}

/// How the variants ended.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// The variants' names.
    pub variants: Vec<String>,
    /// Each variant's outcome.
    #[serde(skip)]
    pub outcomes: Vec<Outcome>,
    /// Each subnet's TAO emission under each variant.
    pub subnets: Vec<Compared>,
}

/// A subnet under all variants.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// Its number.
    pub netuid: u16,
    /// Its name in the scenario, if it has one.
    pub name: Option<String>,
    /// TAO it earned under each variant, in rao; none where it does not exist.
    pub earned: Vec<Option<u64>>,
}

impl Compared {
    /// What to call it.
    pub fn label(&self) -> String {
        self.name
            .clone()
            .unwrap_or_else(|| format!("subnet {}", self.netuid))
    }
}

/// Runs the scenario under every variant, as many at a time as there are
/// threads.
///
/// # Errors
///
/// The first variant's failure, in the order given.
pub fn compare(
    scenario: &Scenario,
    variants: &[Variant],
    threads: usize,
) -> Result<Comparison, Report> {
    let every = (scenario.chain.blocks / SAMPLES).max(1);
    // What the scenario expects and records is meant for its own rules.
    let scenario = Scenario {
        expectations: Vec::new(),
        milestones: Vec::new(),
        records: Vec::new(),
        ..scenario.clone()
    };
    let variants: Vec<Variant> = variants
        .iter()
        .map(|variant| Variant {
            label: variant.label.clone(),
            options: Options {
                earnings_every: Some(every),
                lenient: true,
                ..variant.options.clone()
            },
        })
        .collect();
    let outcomes = run_all(&scenario, &variants, threads)?;
    Ok(Comparison {
        variants: variants.iter().map(|v| v.label.clone()).collect(),
        subnets: side_by_side(&outcomes),
        outcomes,
    })
}

/// Runs a scenario under every variant, as many at a time as there are threads;
/// the outcomes are in the order of the variants.
///
/// # Errors
///
/// The first variant's failure, in the order given.
pub(crate) fn run_all(
    scenario: &Scenario,
    variants: &[Variant],
    threads: usize,
) -> Result<Vec<Outcome>, Report> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((at, variant)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            variants.get(at).map(|variant| (at, variant))
        } {
            let outcome = run(scenario, &variant.options, &mut ())
                .map_err(|report| report.about(&variant.label));
            done.push((at, outcome));
        }
        done
    };
    let mut results: Vec<(usize, Result<Outcome, Report>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.clamp(1, variants.len().max(1)))
            .map(|_| scope.spawn(work))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, outcome)| outcome).collect()
}

fn side_by_side(outcomes: &[Outcome]) -> Vec<Compared> {
    let mut subnets: BTreeMap<u16, Option<String>> = BTreeMap::new();
    for metrics::SubnetSummary { netuid, name, .. } in outcomes.iter().flat_map(|o| &o.subnets) {
        subnets.entry(*netuid).or_insert_with(|| name.clone());
    }
    subnets
        .into_iter()
        .map(|(netuid, name)| Compared {
            netuid,
            name,
            earned: outcomes
                .iter()
                .map(|outcome| earnings(outcome).total(netuid))
                .collect(),
        })
        .collect()
}

fn earnings(outcome: &Outcome) -> &Earnings {
    static NONE: Earnings = Earnings::none();
    outcome.earnings.as_ref().unwrap_or(&NONE)
}

impl Comparison {
    /// TAO and share of every subnet under every variant, the most earning
    /// under the first one first.
    pub fn table(&self) -> Table {
        let mut heading = vec!["netuid".to_owned(), "name".to_owned()];
        for variant in &self.variants {
            heading.push(format!("{variant}: TAO"));
            heading.push("share".to_owned());
        }
        let mut table = Table::new(&heading.iter().map(String::as_str).collect::<Vec<_>>());
        let totals: Vec<u64> = (0..self.variants.len())
            .map(|at| self.subnets.iter().filter_map(|s| s.earned[at]).sum())
            .collect();
        let mut order: Vec<&Compared> = self.subnets.iter().collect();
        order.sort_by_key(|subnet| std::cmp::Reverse(subnet.earned.first().copied().flatten()));
        for subnet in order {
            let mut row = vec![subnet.netuid.to_string(), subnet.label()];
            for (earned, total) in subnet.earned.iter().zip(&totals) {
                match earned {
                    Some(earned) => {
                        row.push(crate::report::amount(*earned));
                        let share = *earned as f64 / (*total).max(1) as f64;
                        row.push(format!("{:.2} %", share * 100.0));
                    }
                    None => row.extend(["-".to_owned(), "-".to_owned()]),
                }
            }
            table.row(row);
        }
        table
    }

    /// The calls that a variant's rules did not allow, where there were any.
    pub fn undone(&self) -> impl Iterator<Item = (&str, u64)> {
        self.variants
            .iter()
            .zip(&self.outcomes)
            .filter(|(_, outcome)| outcome.undone > 0)
            .map(|(variant, outcome)| (variant.as_str(), outcome.undone))
    }

    /// The curves as CSV: block, subnet, then TAO earned so far under each
    /// variant.
    pub fn csv(&self) -> String {
        let mut text = String::from("block,netuid,name");
        for variant in &self.variants {
            let _ = write!(text, ",{}", crate::report::quoted(variant));
        }
        text.push('\n');
        let blocks: Vec<u32> = self
            .outcomes
            .first()
            .map(|outcome| earnings(outcome).blocks().collect())
            .unwrap_or_default();
        for block in blocks {
            for subnet in &self.subnets {
                let name = subnet.name.clone().unwrap_or_default();
                let _ = write!(
                    text,
                    "{block},{},{}",
                    subnet.netuid,
                    crate::report::quoted(&name)
                );
                for outcome in &self.outcomes {
                    let earned = earnings(outcome).at(block, subnet.netuid);
                    let _ = write!(
                        text,
                        ",{}",
                        earned.map(|e| e.to_string()).unwrap_or_default()
                    );
                }
                text.push('\n');
            }
        }
        text
    }
}

/// Curves of a panel; more are hard to tell apart.
const CURVES: usize = 12;

impl Comparison {
    /// A panel per variant: the share of all TAO emission that each subnet had
    /// between two samples. Only the subnets that earned most under any variant
    /// are drawn.
    pub fn panels(&self) -> Vec<Panel> {
        let mut most: Vec<&Compared> = self.subnets.iter().collect();
        most.sort_by_key(|s| std::cmp::Reverse(s.earned.iter().flatten().max().copied()));
        most.truncate(CURVES);
        most.sort_by_key(|subnet| subnet.netuid);
        self.variants
            .iter()
            .zip(&self.outcomes)
            .map(|(variant, outcome)| Panel {
                title: variant.clone(),
                axis: "share of TAO emission".to_owned(),
                curves: most
                    .iter()
                    .map(|subnet| Curve {
                        name: subnet.label(),
                        points: earnings(outcome).shares(subnet.netuid),
                    })
                    .collect(),
            })
            .collect()
    }
}
