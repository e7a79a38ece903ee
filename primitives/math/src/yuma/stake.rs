//! Which stake counts in an epoch, and who may validate.
//!
//! A neuron's total stake below the threshold counts as zero; the rest is
//! divided by its sum, `S_i = total_i / Σ total`. The neurons with the largest
//! S get validator permits for the next epoch. Active stake is S without
//! neurons that are inactive or without permit, divided by its sum again.
//!
//! Source: spec chapter `yuma` §2.3, §3 (`is_topk_nonzero`), §4.2, §4.3.

use super::fixed::{self, Bits};
use alloc::vec::Vec;
use substrate_fixed::types::{I32F32, I64F64};

/// Blocks without an update after which a neuron is inactive:
/// `max(1, factor · tempo / 1000)`.
///
/// Source: spec chapter `yuma` §4.1.
#[must_use]
pub fn activity_cutoff_blocks(factor_milli: u32, tempo: u16) -> u64 {
    u64::from(factor_milli)
        .saturating_mul(u64::from(tempo))
        .wrapping_div(1000)
        .max(1)
}

/// `⌊a · 2³² / s⌋` for 0 < a ≤ s: the quotient of two `I64F64`, narrowed to
/// `I32F32`.
fn narrow_quotient(a: u128, s: u128) -> Bits {
    // With s between 2¹²⁵ and 2¹²⁶, one division by its upper half is at most
    // one off, and the remainder, which shows it, fits in an i128.
    let Some(shift) = s.leading_zeros().checked_sub(2) else {
        return wide_narrow_quotient(a, s);
    };
    let (a, s) = (a.wrapping_shl(shift), s.wrapping_shl(shift));
    let mut quotient = (a >> 32).checked_div(s >> 64).unwrap_or(0);
    let remainder = (a << 32).wrapping_sub(quotient.wrapping_mul(s)) as i128;
    if remainder < 0 {
        quotient = quotient.wrapping_sub(1);
    } else if remainder.unsigned_abs() >= s {
        quotient = quotient.wrapping_add(1);
    }
    i64::try_from(quotient).unwrap_or(i64::MAX)
}

/// The same for a sum beyond all stake that can exist.
#[cold]
fn wide_narrow_quotient(a: u128, s: u128) -> Bits {
    let bits = |value: u128| I64F64::from_bits(i128::try_from(value).unwrap_or(i128::MAX));
    let quotient = bits(a).checked_div(bits(s)).unwrap_or_default();
    (quotient.to_bits() >> 32) as i64
}

/// Fills `stake` with every neuron's part of the total stake (S).
pub(crate) fn normalized_stake(
    totals: &[I64F64],
    threshold: u64,
    owner: Option<usize>,
    stake: &mut Vec<Bits>,
) {
    let counted = || {
        totals.iter().enumerate().map(|(uid, total)| {
            // Totals are never negative.
            let bits = u128::try_from(total.to_bits()).unwrap_or(0);
            let whole = (bits >> 64) as u64;
            if whole < threshold && owner != Some(uid) {
                0
            } else {
                bits
            }
        })
    };
    // Stakes whose sum does not fit are far beyond all that can exist; what then
    // counts is that parts still sum to no more than one.
    let fits = counted()
        .try_fold(0u128, u128::checked_add)
        .is_some_and(|sum| sum <= i128::MAX.unsigned_abs());
    let drop = if fits { 0 } else { u16::BITS.saturating_add(1) };
    let counted = || counted().map(|bits| bits.wrapping_shr(drop));
    let sum = counted().fold(0u128, u128::saturating_add);
    stake.clear();
    stake.extend(counted().map(|bits| {
        if bits == 0 {
            0
        } else {
            narrow_quotient(bits, sum)
        }
    }));
}

/// Marks the `k` largest values that are not zero.
///
/// Among equal values the later ones win. With no more than `k` values every
/// non-zero one is marked.
#[must_use]
pub fn is_topk_nonzero(values: &[I32F32], k: usize) -> Vec<bool> {
    let bits: Vec<Bits> = values.iter().map(|value| value.to_bits()).collect();
    let (mut order, mut marks) = (Vec::new(), Vec::new());
    mark_largest(&bits, k, &mut order, &mut marks);
    marks
}

/// [`is_topk_nonzero`] into memory that is used again.
pub(crate) fn mark_largest(
    values: &[Bits],
    k: usize,
    order: &mut Vec<(Bits, u32)>,
    marks: &mut Vec<bool>,
) {
    marks.clear();
    marks.extend(values.iter().map(|&value| value != 0));
    let Some(losers) = values.len().checked_sub(k).filter(|&losers| losers > 0) else {
        return;
    };
    order.clear();
    order.extend(values.iter().copied().zip(0u32..));
    // Places are unique, so this selects what a stable sort would.
    if losers < order.len() {
        order.select_nth_unstable(losers);
    }
    for &(_, place) in order.iter().take(losers) {
        if let Some(mark) = marks.get_mut(place as usize) {
            *mark = false;
        }
    }
}

/// Fills `active_stake` (A): `stake` of neurons that are active and permitted,
/// divided by its sum.
///
/// A permit vector that is too short permits none of the missing neurons, an
/// empty one permits all (§4.3, quirk).
pub(crate) fn active_stake(
    stake: &[Bits],
    active: &[bool],
    permits: &[bool],
    active_stake: &mut Vec<Bits>,
) {
    let missing = permits.is_empty();
    let permits = permits.iter().copied().chain(core::iter::repeat(missing));
    active_stake.clear();
    active_stake.extend(
        stake
            .iter()
            .zip(active)
            .zip(permits)
            .map(|((&stake, &active), permit)| if active && permit { stake } else { 0 }),
    );
    fixed::normalize(active_stake);
}
