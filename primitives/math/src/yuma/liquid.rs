//! Liquid alpha: how fast each bond follows its weight.
//!
//! A validator that weights a target above the consensus buys bonds, one that
//! bonds more than it weights sells. With d the distance of that move the rate
//! is `a = low + σ·(high − low)`, where
//! `σ = 1 / (1 + exp(−steepness · (d − ½)))`, so big moves are followed faster.
//!
//! Source: spec chapter `yuma` §6.3, and §3 for the exponential.

use super::fixed::{self, Bits, HALF, ONE};
use substrate_fixed::types::I32F32;

/// Settings of liquid alpha, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidAlpha {
    /// The slowest rate, of 65535.
    pub low: u16,
    /// The fastest rate, of 65535.
    pub high: u16,
    /// How steeply the rate rises around a distance of one half, in hundredths.
    pub steepness: i16,
}

/// The exponential of exactly one, which the reference's library has as a
/// constant; minus one still takes the series.
const E: Bits = 11_674_931_200;

/// Operands of the exponential are cut to ±20.
const EXP_LIMIT: u64 = 20 << 32;

/// Up to here division by a term's number can be a multiplication.
const EXP_FAST_LIMIT: u64 = 10 << 32;

/// ⌈2⁶⁴ / i⌉.
const fn inverse(i: u64) -> u64 {
    match u64::MAX.checked_div(i) {
        Some(quotient) => quotient.wrapping_add(1),
        None => 0,
    }
}

/// Inverses of the numbers of the series' terms from the second on.
const INVERSES: [u64; 30] = [
    inverse(2),
    inverse(3),
    inverse(4),
    inverse(5),
    inverse(6),
    inverse(7),
    inverse(8),
    inverse(9),
    inverse(10),
    inverse(11),
    inverse(12),
    inverse(13),
    inverse(14),
    inverse(15),
    inverse(16),
    inverse(17),
    inverse(18),
    inverse(19),
    inverse(20),
    inverse(21),
    inverse(22),
    inverse(23),
    inverse(24),
    inverse(25),
    inverse(26),
    inverse(27),
    inverse(28),
    inverse(29),
    inverse(30),
    inverse(31),
];

/// How many exponentials are computed side by side: their chains of
/// multiplications are long, but independent of each other.
const LANES: usize = 4;

/// The exponential of four numbers between 0 and 10, by the reference's series
/// `1 + x + Σ_{i=2}^{31} term_i`, `term_i = term_{i−1}·x / i`, each step rounded
/// down.
///
/// A product is below 2⁵⁹ here (10 · 10¹⁰/10! · 2³² < 2⁴⁷), and up to there
/// multiplying by ⌈2⁶⁴/i⌉ and dropping 64 bits divides by i ≤ 31 exactly.
#[inline]
fn exp_lanes(operands: [u64; LANES]) -> [u64; LANES] {
    // An operand is below 2³⁶ and a term below 2⁴⁷: shifted up by 28 and 4 bits,
    // the upper half of their product is ⌊term · x / 2³²⌋.
    let factors = operands.map(|x| x << 28);
    let mut terms = operands;
    let mut results = operands.map(|x| x.wrapping_add(ONE as u64));
    for inverse in INVERSES {
        for ((term, result), factor) in terms.iter_mut().zip(results.iter_mut()).zip(factors) {
            *term = fixed::high(fixed::high(*term << 4, factor), inverse);
            *result = result.wrapping_add(*term);
        }
        // Once zero, terms stay zero.
        if terms.iter().fold(0, |all, term| all | term) == 0 {
            break;
        }
    }
    results
}

/// The exponential of a number between 0 and 20, by the same series.
fn exp_wide(x: u64) -> u64 {
    let mut term = x;
    let mut result = x.wrapping_add(ONE as u64);
    for i in 2u64..32 {
        let product = u128::from(term).wrapping_mul(u128::from(x)) >> 32;
        term = (product as u64).checked_div(i).unwrap_or(0);
        result = result.wrapping_add(term);
    }
    result
}

/// e^x with the reference's series and roundings: x is cut to ±20, a negative
/// x gives `1 / e^−x`, and e¹ is a constant.
///
/// Source: spec chapter `yuma` §3 (`exp_safe`).
#[must_use]
pub fn exp_safe(x: I32F32) -> I32F32 {
    let bits = x.to_bits();
    let series = exp_wide(bits.unsigned_abs().min(EXP_LIMIT)) as i64;
    I32F32::from_bits(signed_exponential(bits, series))
}

/// The exponential of `exponent`, given the series of its magnitude.
#[inline]
fn signed_exponential(exponent: Bits, series: Bits) -> Bits {
    match exponent {
        ..0 => fixed::reciprocal(series),
        ONE => E,
        _ => series,
    }
}

/// The rule of liquid alpha with its settings converted once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RateRule {
    low: Bits,
    high: Bits,
    slope: Bits,
    at_zero: Bits,
}

impl RateRule {
    pub(crate) fn new(settings: LiquidAlpha) -> Self {
        let mut rule = Self {
            low: fixed::proportion(settings.low),
            high: fixed::proportion(settings.high),
            slope: fixed::div(
                fixed::from_int(i64::from(settings.steepness)),
                fixed::from_int(-100),
            ),
            at_zero: 0,
        };
        let [at_zero, ..] = rule.rate_lanes([0; LANES]);
        rule.at_zero = at_zero;
        rule
    }

    /// The distance that decides the rate, for a weight, a bond and the
    /// consensus.
    #[inline]
    pub(crate) fn distance(weight: Bits, bond: Bits, consensus: Bits) -> Bits {
        let distance = if weight >= bond {
            weight.saturating_sub(consensus)
        } else {
            bond.saturating_sub(weight)
        };
        distance.clamp(0, ONE)
    }

    /// Turns distances into rates.
    pub(crate) fn apply(&self, distances: &mut [Bits]) {
        let mut chunks = distances.chunks_exact_mut(LANES);
        for chunk in chunks.by_ref() {
            // No move at all is by far the commonest: weights clipped to the
            // consensus have none.
            if chunk.iter().fold(0, |all, &distance| all | distance) == 0 {
                chunk.fill(self.at_zero);
            } else if let Ok(lanes) = <&mut [Bits; LANES]>::try_from(chunk) {
                *lanes = self.rate_lanes(*lanes);
            }
        }
        for distance in chunks.into_remainder() {
            let [rate, ..] = self.rate_lanes([*distance; LANES]);
            *distance = rate;
        }
    }

    #[inline]
    fn rate_lanes(&self, distances: [Bits; LANES]) -> [Bits; LANES] {
        let exponents =
            distances.map(|distance| fixed::mul(self.slope, distance.saturating_sub(HALF)));
        let magnitudes = exponents.map(|exponent| exponent.unsigned_abs().min(EXP_LIMIT));
        let mut rates = if magnitudes.iter().all(|&x| x <= EXP_FAST_LIMIT) {
            exp_lanes(magnitudes)
        } else {
            magnitudes.map(exp_wide)
        }
        .map(|result| result as i64);
        for (rate, exponent) in rates.iter_mut().zip(exponents) {
            let exponential = signed_exponential(exponent, *rate);
            let sigmoid = fixed::reciprocal(ONE.saturating_add(exponential));
            let range = self.high.saturating_sub(self.low);
            *rate = self
                .low
                .saturating_add(fixed::mul(sigmoid, range))
                .min(self.high)
                .max(self.low);
        }
        rates
    }
}
