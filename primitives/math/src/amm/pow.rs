//! The power function of the AMM: `⌊1e18 · (bn / bd)^(en / ed)⌋`.
//!
//! The reference computes it with big integers: an exact root when both reduced
//! exponent numbers are at most 1024, otherwise a series for `ln` and one for
//! `exp` (spec chapter `pools-and-staking` §1.3). This module returns the same
//! integers on fixed-width stack numbers, in a small part of the time:
//!
//! 1. [`bracket`] encloses the true value between two bounds of 128-bit
//!    arithmetic. The enclosure is wider than the distance of the reference's
//!    series from the true value, so when both bounds have the same integer
//!    part, that integer is the reference's result. It nearly always ends here.
//! 2. Otherwise the reference's own rule decides: [`exact`] compares integer
//!    powers, [`series`] sums the same terms with the same truncations.

mod bracket;
mod exact;
mod fixed;
mod series;

use super::wide::mul_div;
use bracket::Bracket;

/// What a power is multiplied with before it is floored: 1e18, the "accuracy" of
/// the AMM and the whole of a `Perquintill`.
pub const SCALE: u64 = 1_000_000_000_000_000_000;

/// Reduced exponent numbers up to this bound take the exact branch.
const MAX_EXACT_EXPONENT: u64 = 1024;

/// How many fractional bits the reference asks of its series.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Precision {
    /// 256 bits: the output of a swap (spec §1.4).
    Bits256,
    /// 1024 bits: the input up to a price limit (spec §1.7).
    Bits1024,
}

/// A scaled and floored power.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Power {
    /// The result, where it fits in 64 bits.
    Value(u64),
    /// The result is above `u64::MAX`.
    TooLarge,
    /// The reference's series went astray below zero. It has no range
    /// reduction, so this happens for results that are really near zero.
    Negative,
}

impl Power {
    fn from_wide(value: u128) -> Self {
        u64::try_from(value).map_or(Self::TooLarge, Self::Value)
    }

    /// The result as a number, if it is one of 64 bits.
    pub const fn value(self) -> Option<u64> {
        match self {
            Self::Value(value) => Some(value),
            Self::TooLarge | Self::Negative => None,
        }
    }
}

/// `⌊1e18 · (bn / bd)^(en / ed)⌋` as the reference rounds it; `None` if `bd` or
/// `ed` is zero.
///
/// Spec chapter `pools-and-staking` §1.3.
pub fn pow_ratio_scaled(
    bn: u128,
    bd: u128,
    en: u64,
    ed: u64,
    precision: Precision,
) -> Option<Power> {
    if bd == 0 || ed == 0 {
        return None;
    }
    if bn == 0 {
        return Some(Power::Value(0));
    }
    // A base of one has a logarithm of exactly zero on every branch.
    if en == 0 || bn == bd {
        return Some(Power::Value(SCALE));
    }
    let divisor = gcd(en, ed);
    let en = en.checked_div(divisor)?;
    let ed = ed.checked_div(divisor)?;

    if en <= MAX_EXACT_EXPONENT && ed <= MAX_EXACT_EXPONENT {
        if en == 1 && ed == 1 {
            let quotient = mul_div(bn, u128::from(SCALE), bd);
            return Some(quotient.map_or(Power::TooLarge, Power::from_wide));
        }
        return Some(match bracket::enclose(bn, bd, en, ed) {
            Bracket::Decided(value) => Power::Value(value),
            Bracket::TooLarge => Power::TooLarge,
            // Far below one: the exact floor is zero.
            Bracket::Vanishing => Power::Value(0),
            Bracket::Between { lower, upper } => exact::root(bn, bd, en, ed, lower, upper),
        });
    }
    Some(match bracket::enclose(bn, bd, en, ed) {
        Bracket::Decided(value) => Power::Value(value),
        Bracket::TooLarge => Power::TooLarge,
        Bracket::Vanishing | Bracket::Between { .. } => series::pow(bn, bd, en, ed, precision),
    })
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

#[cfg(test)]
mod tests;
