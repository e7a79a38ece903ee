//! The reference's approximate branch, term by term.
//!
//! The same recurrences, truncations and stopping rules as the reference's big
//! integers, on numbers of a fixed width (spec chapter `pools-and-staking` §1.3,
//! step 4). `S = 2^I` is one, `I` the requested precision and 24 guard bits:
//!
//! * `ln(1+v) = v − v²/2 + v³/3 − …`, each power floored to `1/S`, each quotient
//!   floored again;
//! * `exp(X) = 1 + X + X²/2 + …` without range reduction, so that for very
//!   negative `X` the sum goes astray, here exactly as there.
//!
//! # Widths
//!
//! The series stops at `N = I + 128` terms, an even number. From `X ≥ 5` on the
//! first three terms alone exceed `u64::MAX / 1e18`. From `X ≤ −(N + 2)` on
//! every term exceeds the one before in magnitude and the last one is positive,
//! so the sum is enormous. In between `|term| ≤ e^|X| · S`: below `2^872` for
//! `I = 280` and below `2^2748` for `I = 1048`, times an `X` of 5 and 17 limbs.

use super::fixed::Fixed;
use super::{Power, Precision, SCALE};
use core::cmp::Ordering;

/// Extra bits below the requested precision.
const GUARD_BITS: u32 = 24;

/// `⌊1e18 · (bn/bd)^(en/ed)⌋` by the reference's series. All arguments are
/// nonzero, `en` and `ed` without common divisor.
pub(super) fn pow(bn: u128, bd: u128, en: u64, ed: u64, precision: Precision) -> Power {
    match precision {
        Precision::Bits256 => Series::<20> { precision: 256 }.pow(bn, bd, en, ed),
        Precision::Bits1024 => Series::<64> { precision: 1024 }.pow(bn, bd, en, ed),
    }
}

struct Series<const N: usize> {
    /// The requested fractional bits.
    precision: u32,
}

impl<const N: usize> Series<N> {
    const fn internal_bits(&self) -> u32 {
        self.precision.wrapping_add(GUARD_BITS)
    }

    const fn max_terms(&self) -> u32 {
        self.internal_bits().wrapping_add(128)
    }

    fn pow(&self, bn: u128, bd: u128, en: u64, ed: u64) -> Power {
        let ln_2 = self.ln_2();
        let ln_base = self.ln(bn, &ln_2).minus(&self.ln(bd, &ln_2));
        let x = ln_base.times_small(en).div_floor_small(ed);

        let bound = if x.is_negative() {
            self.max_terms().saturating_add(2)
        } else {
            5
        };
        let bound = Fixed::shifted(u128::from(bound), self.internal_bits());
        if x.compare_magnitude(&bound) != Ordering::Less {
            return Power::TooLarge;
        }

        let result = self
            .exp(&x)
            .shift_round(GUARD_BITS)
            .times_small(SCALE)
            .shift_floor(self.precision);
        if result.is_negative() {
            return Power::Negative;
        }
        result.magnitude().map_or(Power::TooLarge, Power::from_wide)
    }

    fn ln_2(&self) -> Fixed<N> {
        let minus_half = Fixed::shifted(1, self.internal_bits().wrapping_sub(1)).negated();
        self.ln_1p(&minus_half).negated()
    }

    /// The logarithm of an integer, from a mantissa in [3/4, 3/2).
    fn ln(&self, value: u128, ln_2: &Fixed<N>) -> Fixed<N> {
        let bits = self.internal_bits();
        let mut exponent = 127_u32.saturating_sub(value.leading_zeros());
        let mut mantissa = Fixed::shifted(value, bits).shift_floor(exponent);
        let three_halves = Fixed::shifted(3, bits.wrapping_sub(1));
        if mantissa.compare_magnitude(&three_halves) != Ordering::Less {
            mantissa = mantissa.shift_floor(1);
            exponent = exponent.saturating_add(1);
        }
        let one = Fixed::shifted(1, bits);
        self.ln_1p(&mantissa.minus(&one))
            .plus(&ln_2.times_small(u64::from(exponent)))
    }

    fn ln_1p(&self, v: &Fixed<N>) -> Fixed<N> {
        let mut term = *v;
        let mut sum = *v;
        let mut rounded = sum.shift_round(GUARD_BITS);
        for k in 2..=self.max_terms() {
            term = term.times(v).shift_floor(self.internal_bits());
            if term.is_zero() {
                break;
            }
            let quotient = term.div_floor_small(u64::from(k));
            if quotient.is_zero() {
                break;
            }
            sum = if k & 1 == 0 {
                sum.minus(&quotient)
            } else {
                sum.plus(&quotient)
            };
            if self.converged(&quotient, &sum, &mut rounded) {
                break;
            }
        }
        sum
    }

    fn exp(&self, x: &Fixed<N>) -> Fixed<N> {
        let mut term = Fixed::shifted(1, self.internal_bits());
        let mut sum = term;
        let mut rounded = sum.shift_round(GUARD_BITS);
        for k in 1..=self.max_terms() {
            // ⌊⌊a / S⌋ / k⌋ = ⌊a / (S·k)⌋, for negative numbers too.
            term = term
                .times(x)
                .shift_floor(self.internal_bits())
                .div_floor_small(u64::from(k));
            if term.is_zero() {
                break;
            }
            sum = sum.plus(&term);
            if self.converged(&term, &sum, &mut rounded) {
                break;
            }
        }
        sum
    }

    /// Whether the last term was below the guard bits or left the rounded sum
    /// as it was.
    fn converged(&self, term: &Fixed<N>, sum: &Fixed<N>, rounded: &mut Fixed<N>) -> bool {
        let previous = core::mem::replace(rounded, sum.shift_round(GUARD_BITS));
        let guard = Fixed::shifted(1, GUARD_BITS);
        term.compare_magnitude(&guard) == Ordering::Less || previous == *rounded
    }
}

/// `⌊ln 2 · 2^bits⌋` by the short series.
#[cfg(test)]
pub(super) fn ln_2_with_bits(bits: u32) -> Option<u128> {
    let series = Series::<20> { precision: 256 };
    let ln_2 = series.ln_2();
    ln_2.shift_floor(series.internal_bits().wrapping_sub(bits))
        .magnitude()
}
