//! Weights and bonds as they are stored.
//!
//! A submitted weight vector is scaled so that its largest value is 65535:
//! `v · 65535 / max`, rounded to the nearest. A bonds reset takes one target out
//! of every bond row.
//!
//! Source: spec chapter `yuma` §3 (`vec_u16_max_upscale_to_u16`), §6.6.

use super::fixed::{self, Bits, HALF};
use super::sparse::Entry;
use alloc::vec::Vec;

/// Non-negative fixed-point to integer: nearest, halves up.
fn round(value: Bits) -> u16 {
    u16::try_from(value.saturating_add(HALF) >> 32).unwrap_or(u16::MAX)
}

/// Scales a weight vector so that its largest value becomes 65535.
///
/// Source: spec chapter `yuma` §3.
#[must_use]
pub fn vec_u16_max_upscale_to_u16(weights: &[u16]) -> Vec<u16> {
    let largest = weights.iter().copied().max().unwrap_or(0);
    let full = fixed::from_int(i64::from(u16::MAX));
    let divisor = fixed::from_int(i64::from(largest));
    // A large maximum is divided first, a small one last, as the reference
    // does: the two differ in their roundings.
    let factor = fixed::div(full, divisor);
    weights
        .iter()
        .map(|&weight| {
            let weight = fixed::from_int(i64::from(weight));
            round(if largest > 32_768 {
                fixed::mul(weight, factor)
            } else {
                fixed::div(fixed::mul(weight, full), divisor)
            })
        })
        .collect()
}

/// Takes the bonds to one target out of a row; returns whether any was there.
///
/// Source: spec chapter `yuma` §6.6.
pub fn remove_bonds_to(target: u16, row: &mut Vec<Entry>) -> bool {
    let before = row.len();
    row.retain(|&(column, _)| column != target);
    row.len() != before
}

/// Sets the weight of one target to zero in a row, keeping the entry, as when
/// the target's uid goes to another neuron; returns whether anything changed.
///
/// Source: spec chapter `yuma` §6.7.
pub fn zero_weights_to(target: u16, row: &mut [Entry]) -> bool {
    let mut changed = false;
    for (_, weight) in row
        .iter_mut()
        .filter(|(column, weight)| *column == target && *weight != 0)
    {
        *weight = 0;
        changed = true;
    }
    changed
}
