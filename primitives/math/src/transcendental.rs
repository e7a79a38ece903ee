//! Logarithm, exponential, square root and power with the reference's errors.
//!
//! These are approximations whose last bits are part of the rules:
//! `ln x = log2 x ÷ LOG2_E` with the constant cut to 23 fraction bits,
//! `exp x = Σ xⁱ/i!` for i ≤ 31 without range reduction, `√x` by bisection to
//! within an epsilon, `vᵖ = exp(p · ln v)`. The results equal those of
//! `substrate-fixed` 0.6.0, got with 64-bit steps where that crate takes 128.
//!
//! Source: spec chapters `emission` §4.6 and `yuma` §3.

use crate::fixed::SafeDiv;
use substrate_fixed::{
    transcendental,
    types::{I32F32, I96F32, U64F64},
};

const ONE: u64 = 1 << 32;
const TWO: u64 = 1 << 33;

/// Halves a raw value, rounding half up.
const fn halve(bits: u64) -> u64 {
    // The sum is at most 2⁶³.
    (bits >> 1).wrapping_add(bits & 1)
}

/// The product of two raw values with 32 fraction bits, floored.
const fn product(a: u64, b: u64) -> u128 {
    (a as u128).wrapping_mul(b as u128) >> 32
}

/// Base-2 logarithm, raw, of a raw value that is at least one.
fn log2_bits(mut x: u64) -> u64 {
    let mut whole: u64 = 0;
    while x >= TWO {
        whole = whole.wrapping_add(1);
        x = halve(x);
    }
    if x == ONE {
        return whole << 32;
    }
    let mut result = whole;
    for _ in 0..32 {
        // x ≤ 2, so the square is at most 4 and fits.
        x = product(x, x) as u64;
        result <<= 1;
        if x >= TWO {
            result |= 1;
            x = halve(x);
        }
    }
    result
}

/// Natural logarithm. `None` when `x` is not positive or so small (raw 1 or 2)
/// that its reciprocal does not fit.
pub fn ln(x: I32F32) -> Option<I32F32> {
    let bits = u64::try_from(x.to_bits()).ok().filter(|bits| *bits > 0)?;
    let log2 = if bits < ONE {
        let reciprocal = I32F32::from_num(1).checked_div(x)?;
        let log2 = i64::try_from(log2_bits(u64::try_from(reciprocal.to_bits()).ok()?)).ok()?;
        log2.checked_neg()?
    } else {
        i64::try_from(log2_bits(bits)).ok()?
    };
    I32F32::from_bits(log2).checked_div(I32F32::from(transcendental::LOG2_E))
}

/// `eˣ` by a Taylor series up to `x³¹/31!`; for negative `x` the reciprocal of
/// `e⁻ˣ`. `None` when a term or the sum does not fit, whatever the sign.
pub fn exp(x: I32F32) -> Option<I32F32> {
    let bits = x.to_bits();
    if bits.unsigned_abs() == ONE && bits > 0 {
        return Some(I32F32::from(transcendental::E));
    }
    let magnitude = u64::try_from(bits.checked_abs()?).ok()?;
    let fits = |value: u64| (value <= i64::MAX as u64).then_some(value);
    let mut sum = fits(magnitude.checked_add(ONE)?)?;
    let mut term = magnitude;
    for i in 2..32u64 {
        let power = u64::try_from(product(term, magnitude)).ok()?;
        term = fits(power)?.checked_div(i)?;
        if term == 0 {
            // All later terms are zero too.
            break;
        }
        sum = fits(sum.checked_add(term)?)?;
    }
    let sum = I32F32::from_bits(i64::try_from(sum).ok()?);
    if bits < 0 {
        I32F32::from_num(1).checked_div(sum)
    } else {
        Some(sum)
    }
}

/// `eˣ` with `x` clamped to [−20, 20], where nothing can overflow.
///
/// Source: spec chapter `yuma` §3, `exp_safe`.
pub fn exp_safe(x: I32F32) -> I32F32 {
    let (low, high) = (I32F32::from_num(-20), I32F32::from_num(20));
    exp(x.clamp(low, high)).unwrap_or(if x > I32F32::from_bits(0) {
        I32F32::max_value()
    } else {
        I32F32::from_bits(0)
    })
}

/// Base-2 logarithm. `None` when `x` is not positive or its reciprocal does
/// not fit.
///
/// The reference's emission formula is written with it; see
/// [`crate::issuance`] for the closed form that stands in its place.
pub fn log2(x: I96F32) -> Option<I96F32> {
    transcendental::log2::<I96F32, I96F32>(x).ok()
}

/// Square root of `x` by bisection of `[0, x]`, or of `[x, 1]` when `x ≤ 1`.
///
/// Stops when `|x/m − m| ≤ epsilon` for the middle `m`, or after 129 halvings.
/// The result is that middle, so it can be off by about `epsilon` either way.
///
/// Source: spec chapter `emission` §4.6, step 4.3.
pub fn sqrt(x: U64F64, epsilon: U64F64) -> U64F64 {
    const MOST_HALVINGS: u32 = 129;

    let one = U64F64::from_num(1);
    let (mut low, mut high) = if x > one {
        (U64F64::from_bits(0), x)
    } else {
        (x, one)
    };
    let mut middle = average(low, high);
    for _ in 0..MOST_HALVINGS {
        let other = x.safe_div(middle);
        if other.to_bits().abs_diff(middle.to_bits()) <= epsilon.to_bits() {
            break;
        }
        if other < middle {
            high = middle;
        } else {
            low = middle;
        }
        middle = average(low, high);
    }
    middle
}

/// The mean of two numbers, floored.
pub(crate) fn average(a: U64F64, b: U64F64) -> U64F64 {
    U64F64::from_bits(a.saturating_add(b).to_bits() >> 1)
}

/// `valueᵖ = exp(p · ln value)` with 32 fraction bits inside.
///
/// 0 when the logarithm does not exist; 2³¹ − 1 when the exponential does not
/// fit, which happens for very small values too.
///
/// Source: spec chapter `emission` §4.6, step 4.4.
pub fn safe_pow(value: U64F64, exponent: U64F64) -> U64F64 {
    const OVERFLOW: u64 = 2_147_483_647;

    let Some(ln) = ln(I32F32::saturating_from_num(value)) else {
        return U64F64::from_bits(0);
    };
    match exp(I32F32::saturating_from_num(exponent).saturating_mul(ln)) {
        Some(power) => U64F64::saturating_from_num(power),
        None => U64F64::from_num(OVERFLOW),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exp_safe_has_the_chapters_raw_values() {
        // Chapter `yuma` §3, table of exp_safe.
        for (tenths, raw) in [
            (-200, 8),
            (-100, 194_991),
            (-50, 28_939_262),
            (-25, 352_552_384),
            (-10, 1_580_030_169),
            (-5, 2_605_029_348),
            (0, 4_294_967_296),
            (5, 7_081_203_935),
            (10, 11_674_931_200),
            (20, 31_735_754_285),
            (25, 52_323_413_133),
            (50, 637_429_664_624),
            (100, 94_602_947_905_357),
            (200, 2_066_907_302_758_576_256),
        ] {
            let x = I32F32::from_num(tenths) / I32F32::from_num(10);
            assert_eq!(exp_safe(x).to_bits(), raw, "exp_safe({tenths}/10)");
        }
        // Row H-9: beyond ±20 nothing changes.
        for (beyond, edge) in [(21, 20), (-21, -20)] {
            assert_eq!(
                exp_safe(I32F32::from_num(beyond)),
                exp_safe(I32F32::from_num(edge))
            );
        }
        assert_eq!(
            exp_safe(I32F32::max_value()),
            exp_safe(I32F32::from_num(20))
        );
        assert_eq!(
            exp_safe(I32F32::min_value()),
            exp_safe(I32F32::from_num(-20))
        );
    }

    #[test]
    fn values_without_a_logarithm_have_none() {
        for raw in [i64::MIN, -1, 0, 1, 2] {
            assert_eq!(ln(I32F32::from_bits(raw)), None, "raw {raw}");
        }
        assert!(ln(I32F32::from_bits(3)).is_some());
    }

    #[test]
    fn an_exponential_that_does_not_fit_has_none() {
        for x in [
            I32F32::max_value(),
            I32F32::min_value(),
            I32F32::from_num(-30),
        ] {
            assert_eq!(exp(x), None, "{x}");
        }
    }

    fn any_i32f32() -> impl Strategy<Value = I32F32> {
        prop_oneof![
            any::<i64>(),
            -(40i64 << 32)..(40i64 << 32),
            -(1i64 << 34)..(1i64 << 34),
            -4i64..4,
        ]
        .prop_map(I32F32::from_bits)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn ln_and_exp_equal_the_fixed_point_crates(x in any_i32f32()) {
            prop_assert_eq!(ln(x), transcendental::ln::<I32F32, I32F32>(x).ok());
            prop_assert_eq!(exp(x), transcendental::exp::<I32F32, I32F32>(x).ok());
        }

        #[test]
        fn the_root_squares_to_about_its_operand(bits in any::<u128>(), drop in 16u32..100) {
            let x = U64F64::from_bits(bits >> drop);
            let epsilon = U64F64::from_num(0.001);
            let root = sqrt(x, epsilon);
            let other = x.safe_div(root);
            let gap = if other > root { other - root } else { root - other };
            prop_assert!(gap <= epsilon, "√{x} gave {root}");
        }
    }
}
