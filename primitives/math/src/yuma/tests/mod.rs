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

use super::{median, sparse::FixedMatrix};
use substrate_fixed::types::I32F32;

/// The production medians, on the model's types.
fn column_medians_of(
    stake: &[I32F32],
    weights: &model::Matrix,
    n: usize,
    kappa: I32F32,
) -> Vec<I32F32> {
    let stake: Vec<i64> = stake.iter().map(|stake| stake.to_bits()).collect();
    let mut matrix = FixedMatrix::default();
    for row in weights {
        matrix.push_row(row.len(), |writer| {
            row.iter()
                .for_each(|&(column, value)| writer.push(column, value.to_bits()));
        });
    }
    let mut consensus = Vec::new();
    let mut space = median::MedianSpace::default();
    median::column_medians(
        &stake,
        &matrix,
        kappa.to_bits(),
        n,
        &mut space,
        &mut consensus,
    );
    consensus.into_iter().map(I32F32::from_bits).collect()
}
