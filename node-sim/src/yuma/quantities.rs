//! What an epoch is asked for, by name: one list for plots and CSV.

use super::Epoch;

/// Whom a quantity is about, and how it is read from an epoch.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A validator and a miner.
    Pair(fn(&Epoch) -> &[Vec<f64>]),
    /// A validator.
    Validator(fn(&Epoch) -> &[f64]),
    /// A miner.
    Miner(fn(&Epoch) -> &[f64]),
    /// A validator, yes or no.
    Flag(fn(&Epoch) -> &[bool]),
}

impl std::fmt::Debug for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pair(_) => "Pair",
            Self::Validator(_) => "Validator",
            Self::Miner(_) => "Miner",
            Self::Flag(_) => "Flag",
        })
    }
}

/// Something to show of each epoch.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// Its name in the CSV.
    pub name: &'static str,
    /// What it says, if it is plotted: a heading and a sentence.
    pub plot: Option<(&'static str, &'static str)>,
    /// Whom it is about.
    pub shape: Shape,
}

/// Everything there is, in the order it is shown.
pub const QUANTITIES: [Quantity; 11] = [
    Quantity {
        name: "weights",
        plot: Some((
            "Weights",
            "What each validator says its miners are worth, as the epoch saw it. Dashed: consensus; what lies above it is cut off.",
        )),
        shape: Shape::Pair(|epoch| &epoch.weights),
    },
    Quantity {
        name: "consensus",
        plot: Some((
            "Consensus",
            "The largest weight on a miner that at least half of the active stake supports.",
        )),
        shape: Shape::Miner(|epoch| &epoch.consensus),
    },
    Quantity {
        name: "bonds",
        plot: Some((
            "Bonds",
            "Each validator's bonds with the miners after the epoch, as stored. Under yuma2 they are parts of the largest bond with the miner, under yuma3 the validator's own.",
        )),
        shape: Shape::Pair(|epoch| &epoch.bonds),
    },
    Quantity {
        name: "incentive",
        plot: Some(("Incentive", "Each miner's part of what miners get.")),
        shape: Shape::Miner(|epoch| &epoch.incentive),
    },
    Quantity {
        name: "dividends",
        plot: Some((
            "Dividends",
            "Each validator's part of what validators get.",
        )),
        shape: Shape::Validator(|epoch| &epoch.dividends),
    },
    Quantity {
        name: "dividends_per_stake",
        plot: Some((
            "Dividends per stake",
            "Alpha that the epoch gave for each 1,000 of stake weight, before takes and root's part.",
        )),
        shape: Shape::Validator(|epoch| &epoch.dividends_per_stake),
    },
    Quantity {
        name: "dividends_alpha",
        plot: None,
        shape: Shape::Validator(|epoch| &epoch.dividends_alpha),
    },
    Quantity {
        name: "incentive_alpha",
        plot: None,
        shape: Shape::Miner(|epoch| &epoch.incentive_alpha),
    },
    Quantity {
        name: "validator_trust",
        plot: None,
        shape: Shape::Validator(|epoch| &epoch.validator_trust),
    },
    Quantity {
        name: "stake_weight",
        plot: None,
        shape: Shape::Validator(|epoch| &epoch.stake_weight),
    },
    Quantity {
        name: "permit",
        plot: None,
        shape: Shape::Flag(|epoch| &epoch.permits),
    },
];
