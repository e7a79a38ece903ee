//! Values raised to a power and scaled to add up to 1.
//!
//! `shareₙ = zₙᵖ / Σ zᵖ`. So that the powers use the range of their 64-bit
//! type, values are first divided by the largest and then multiplied by
//! `h = √(X / (n · max²))` with `X = 2³¹ − 1`. Scaling twice and the errors of
//! the power are part of the rule.
//!
//! Source: spec chapter `emission` §4.6, step 4.

use crate::{
    fixed::SafeDiv,
    transcendental::{safe_pow, sqrt},
};
use substrate_fixed::types::U64F64;

/// The largest integer the powers' 64-bit type holds.
const LARGEST_POWER: u64 = 2_147_483_647;

/// 0.001 rounded to 53 significant bits: how exact the root must be.
const ROOT_EPSILON: U64F64 = U64F64::from_bits(18_446_744_073_709_552);

/// Replaces each value by its power's share in the sum of powers.
///
/// Values that are all zero stay so. A single positive value becomes 1.
pub fn pow_normalize(values: &mut [U64F64], exponent: U64F64) {
    let reciprocal = U64F64::from_num(1).safe_div(largest(values));
    for value in values.iter_mut() {
        *value = value.saturating_mul(reciprocal);
    }

    let top = largest(values);
    let count = U64F64::saturating_from_num(values.len());
    let bound = count.saturating_mul(top.saturating_mul(top));
    let limit = U64F64::from_num(LARGEST_POWER);
    if bound < limit.safe_div(U64F64::from_num(u64::MAX)) {
        return;
    }
    let scale = sqrt(limit.safe_div(bound), ROOT_EPSILON);

    let mut total = U64F64::from_bits(0);
    for value in values.iter_mut() {
        *value = safe_pow(scale.saturating_mul(*value), exponent);
        total = total.saturating_add(*value);
    }
    for value in values.iter_mut() {
        *value = value.safe_div(total);
    }
}

fn largest(values: &[U64F64]) -> U64F64 {
    values
        .iter()
        .copied()
        .fold(U64F64::from_bits(0), U64F64::max)
}
