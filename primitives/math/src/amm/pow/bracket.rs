//! An enclosure of the true power in 128-bit arithmetic, with its error counted.
//!
//! `T = 1e18 · e^X` with `X = ln(bn/bd) · en/ed`. The logarithm comes from
//! `ln(n/d) = 2·atanh((n − d)/(n + d))` on mantissas within a factor of about
//! 1.41, the exponential from its Taylor series on `[0, ln 2)`.
//!
//! # Why both bounds also enclose the reference
//!
//! For `−45 ≤ X < 5` the reference's series (280 or 1048 fractional bits, at
//! least 408 terms) converges. Each logarithm stops with less than 2^25 units
//! of 2^−280 missing, `ln 2` is taken at most 128 times, so `ln(bn/bd)` is off
//! by less than 2^34 units; times `en/ed` it is a relative error of the power
//! that is 2^126 times smaller than the one admitted here for the logarithm. The
//! truncated terms of `exp` add at most `408 · e^45 < 2^74` units. In `T` all
//! this is below 2^−100, while a bracket is never narrower than 2^−59. So the
//! true value and the reference's lie in the same bracket, and if no integer
//! lies inside, they have the same floor.

use super::super::wide::{div_wide, mul_high, mul_wide};
use super::SCALE;

/// Fractional bits of the logarithm and of `X`.
const LN_BITS: u32 = 120;
/// `⌊ln 2 · 2^120⌋`.
pub(super) const LN_2: u128 = 0x00b1_7217_f7d1_cf79_abc9_e3b3_9803_f2f6;
/// Fractional bits of `T`.
const VALUE_BITS: u32 = 60;
/// Below this `X` the power is less than one: `1e18 · e^−45 = 0.03`.
const VANISHING: u128 = 45 << LN_BITS;
/// From this `X` on the power does not fit in 64 bits: `1e18 · e^5 = 1.5e20`.
const TOO_LARGE: u128 = 5 << LN_BITS;
/// Above this relative error (2^−60, in units of 2^−120) no bracket is given.
const ERROR_LIMIT: u128 = 1 << 60;

const ATANH_TERMS: usize = 26;
const EXP_TERMS: usize = 34;

/// `2^127 / (2j + 1)`: the coefficients of `atanh(s)/s` in powers of `s²`. The
/// first term left out is below `0.0305^26 / 53 < 2^−136`.
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)] // Evaluated at compile time.
const ATANH: [u128; ATANH_TERMS] = {
    let mut table = [0; ATANH_TERMS];
    let mut j = 0;
    while j < ATANH_TERMS {
        table[j] = (1 << 127) / (2 * j as u128 + 1);
        j += 1;
    }
    table
};

/// `2^126 / j!`: the coefficients of `exp`. The first term left out is below
/// `0.694^34 / 34! < 2^−144`.
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)] // Evaluated at compile time.
const EXP: [u128; EXP_TERMS] = {
    let mut table = [1 << 126; EXP_TERMS];
    let mut j = 1;
    while j < EXP_TERMS {
        table[j] = table[j - 1] / j as u128;
        j += 1;
    }
    table
};

/// What the enclosure tells about `T = 1e18 · (bn/bd)^(en/ed)`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Bracket {
    /// Every number of the bracket has this integer part.
    Decided(u64),
    /// `T` is above `u64::MAX`, and so is the reference's result.
    TooLarge,
    /// `X < −45`: `T` is below one; the reference's series may have gone astray.
    Vanishing,
    /// The floor is one of these; both are inclusive, and an upper end of
    /// `u64::MAX` also stands for everything above.
    Between { lower: u64, upper: u64 },
}

impl Bracket {
    /// The bracket that excludes nothing.
    const UNKNOWN: Self = Self::Between {
        lower: 0,
        upper: u64::MAX,
    };
}

/// Encloses `1e18 · (bn/bd)^(en/ed)`. All arguments are nonzero.
pub(super) fn enclose(bn: u128, bd: u128, en: u64, ed: u64) -> Bracket {
    let Some(logarithm) = ln_ratio(bn, bd) else {
        return Bracket::UNKNOWN;
    };
    let bound = if logarithm.negative {
        VANISHING
    } else {
        TOO_LARGE
    };
    let x = match scale_exponent(logarithm.magnitude, en, ed) {
        Some(x) if x < bound => x,
        _ if logarithm.negative => return Bracket::Vanishing,
        _ => return Bracket::TooLarge,
    };
    // Multiplying by the exponent scales the error; the floor adds one unit.
    let exponent_ceiling = u128::from(en.checked_div(ed).unwrap_or(u64::MAX)).saturating_add(1);
    let x_error = logarithm
        .error
        .saturating_mul(exponent_ceiling)
        .saturating_add(1);

    let Some((value, error)) = scaled_exp(x, logarithm.negative, x_error) else {
        return Bracket::UNKNOWN;
    };
    let lower = value.saturating_sub(error) >> VALUE_BITS;
    let upper = value.saturating_add(error) >> VALUE_BITS;
    match (u64::try_from(lower), u64::try_from(upper)) {
        (Err(_), _) => Bracket::TooLarge,
        (Ok(lower), Ok(upper)) if lower == upper => Bracket::Decided(lower),
        // A bracket across 2^64 decides nothing.
        (Ok(_), Err(_)) => Bracket::UNKNOWN,
        (Ok(lower), Ok(upper)) => Bracket::Between { lower, upper },
    }
}

/// `1e18 · e^±x` and a bound on its error, both with 60 fractional bits; `None`
/// where the error of `x` is too large for the bound to hold. `x` is below
/// [`VANISHING`] if negative, else below [`TOO_LARGE`].
pub(super) fn scaled_exp(x: u128, negative: bool, x_error: u128) -> Option<(u128, u128)> {
    let halvings = x.checked_div(LN_2)?;
    let rest = x.saturating_sub(halvings.saturating_mul(LN_2));
    let mantissa = exp_fraction(rest, negative);

    // An error of X is a relative error of T. `LN_2` is less than one unit too
    // small, once per halving; the mantissa is within 16 units of 2^−126 of at
    // least one half, which is one unit. Another pays for e^δ − 1 > δ, where δ²
    // is a unit at most, and one is spare.
    let relative_error = x_error.saturating_add(halvings).saturating_add(3);
    if relative_error > ERROR_LIMIT {
        return None;
    }

    // mantissa · 2^−126 · 2^±halvings · 1e18, with 60 fractional bits.
    let (high, low) = mul_wide(mantissa, u128::from(SCALE));
    let halvings = u32::try_from(halvings).ok()?;
    let base_shift: u32 = 126 - VALUE_BITS;
    let shift = if negative {
        base_shift.saturating_add(halvings)
    } else {
        base_shift.saturating_sub(halvings)
    };
    // The shift lies between 66 − 7 and 66 + 64; `high` has less than 60 bits.
    let value = match 128_u32.checked_sub(shift) {
        Some(left) => high.checked_shl(left).unwrap_or(0) | low.checked_shr(shift).unwrap_or(0),
        None => high.checked_shr(shift.saturating_sub(128)).unwrap_or(0),
    };
    // value · error · 2^−120, rounded up, and the floor of the shift.
    let error = (value >> 64)
        .saturating_add(1)
        .saturating_mul(relative_error)
        .wrapping_shr(LN_BITS - 64)
        .saturating_add(2);
    Some((value, error))
}

/// A logarithm with 120 fractional bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logarithm {
    pub(super) magnitude: u128,
    pub(super) negative: bool,
    /// A bound on the error of the magnitude, in units of 2^−120.
    pub(super) error: u128,
}

/// `ln(n/d)` for numbers that are not zero.
pub(super) fn ln_ratio(n: u128, d: u128) -> Option<Logarithm> {
    let (n_zeros, d_zeros) = (n.leading_zeros(), d.leading_zeros());
    let mut n = n.checked_shl(n_zeros)?;
    let mut d = d.checked_shl(d_zeros)?;
    let mut exponent = i64::from(d_zeros).saturating_sub(i64::from(n_zeros));
    // Halve the larger mantissa where the ratio exceeds 1 + 13/32; the bit that
    // may be lost is one part in 2^127.
    if n.saturating_sub(d) > thirteen_thirty_seconds(d) {
        n >>= 1;
        exponent = exponent.saturating_add(1);
    } else if d.saturating_sub(n) > thirteen_thirty_seconds(n) {
        d >>= 1;
        exponent = exponent.saturating_sub(1);
    }

    let half_sum = (n >> 1).saturating_add(d >> 1).saturating_add(n & d & 1);
    // 2s with 128 fractional bits, where s = (n − d)/(n + d) and |s| < 0.1745.
    let twice_s = div_wide(n.abs_diff(d), 0, half_sum)?;
    let square = mul_high(twice_s, twice_s) >> 2;
    // Small squares need few terms: each one adds as many bits as the square
    // has leading zeros, five at least.
    let terms = 129_u32
        .checked_div(square.leading_zeros())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let mut sum = 0_u128;
    let terms = usize::try_from(terms).unwrap_or(usize::MAX);
    for coefficient in ATANH.iter().take(terms).rev() {
        sum = coefficient.wrapping_add(mul_high(sum, square));
    }
    // 128 + 127 fractional bits, of which the high word keeps 127. All floors
    // together are below a tenth of a unit of 2^−120.
    let fraction = mul_high(twice_s, sum) >> (127 - LN_BITS);

    let shifted = LN_2.checked_mul(u128::from(exponent.unsigned_abs()))?;
    let error = u128::from(exponent.unsigned_abs()).saturating_add(2);
    let (magnitude, negative) = match (exponent < 0, n < d) {
        (true, true) => (shifted.checked_add(fraction)?, true),
        (false, false) => (shifted.checked_add(fraction)?, false),
        (shift_negative, _) if shifted >= fraction => (shifted.abs_diff(fraction), shift_negative),
        (_, fraction_negative) => (shifted.abs_diff(fraction), fraction_negative),
    };
    Some(Logarithm {
        magnitude,
        negative,
        error,
    })
}

/// `⌊13/32 · n⌋` within two units.
const fn thirteen_thirty_seconds(n: u128) -> u128 {
    (n >> 2).wrapping_add(n >> 3).wrapping_add(n >> 5)
}

/// `⌊logarithm · en / ed⌋`; `None` if it needs more than 128 bits.
fn scale_exponent(logarithm: u128, en: u64, ed: u64) -> Option<u128> {
    if en == ed {
        return Some(logarithm);
    }
    let (high, low) = mul_wide(logarithm, u128::from(en));
    div_wide(high, low, u128::from(ed))
}

/// `e^−x` (negative) or `e^x` with 126 fractional bits, for `x < ln 2` with 120
/// fractional bits. Within 16 units: two per step, each smaller by `x` than the
/// one before.
fn exp_fraction(x: u128, negative: bool) -> u128 {
    let x = x.wrapping_shl(128 - LN_BITS);
    // The j-th term is below 2^−(j · leading zeros).
    let zeros = x.leading_zeros();
    let terms = match zeros {
        0..=3 => EXP_TERMS,
        _ => 127_u32
            .checked_div(zeros)
            .and_then(|terms| usize::try_from(terms).ok())
            .unwrap_or(EXP_TERMS)
            .saturating_add(2),
    };
    let mut sum = 0_u128;
    for coefficient in EXP.iter().take(terms).rev() {
        let product = mul_high(sum, x);
        sum = if negative {
            coefficient.saturating_sub(product)
        } else {
            coefficient.wrapping_add(product)
        };
    }
    sum
}
