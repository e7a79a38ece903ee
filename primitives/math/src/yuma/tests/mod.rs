//! Tests of the epoch: against a model, against the chapter's rows, and of its
//! invariants.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    missing_docs
)]

mod edge_cases;
mod generators;
mod helpers;
mod laws;
mod liquid_alpha;
mod mechanisms;
mod model;
mod properties;
mod small_epochs;
mod subnet;
mod walkthrough;

use super::{
    agreement::{agree, AgreementSpace},
    masks::WeightRows,
};
use substrate_fixed::types::I32F32;

/// The production medians, on the model's types; all rows are to sum to less
/// than their divisor `of`.
fn column_medians_of(
    stake: &[I32F32],
    weights: &[Vec<(u16, u16)>],
    of: u64,
    kappa: I32F32,
) -> Vec<I32F32> {
    let stake: Vec<i64> = stake.iter().map(|stake| stake.to_bits()).collect();
    let weights = WeightRows::parts_of(of, weights);
    let (mut consensus, mut ranks, mut trust) = Default::default();
    let mut space = AgreementSpace::default();
    agree(
        &stake,
        &weights,
        kappa.to_bits(),
        &mut space,
        &mut consensus,
        &mut ranks,
        &mut trust,
    );
    consensus.into_iter().map(I32F32::from_bits).collect()
}
