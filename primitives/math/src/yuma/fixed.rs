//! The epoch's arithmetic on the raw bits of `I32F32`.
//!
//! A value x is the integer r = x · 2³² in an `i64`. Products round down,
//! `a·b = ⌊r_a·r_b / 2³²⌋`; quotients round toward zero,
//! `a/b = trunc(r_a·2³² / r_b)`. Both are what `substrate-fixed` gives; here a
//! divisor that serves many dividends is inverted once, so that a quotient costs
//! two multiplications.
//!
//! Source: spec chapter `yuma` §0.

/// Raw bits of an `I32F32`.
pub(crate) type Bits = i64;

/// The number one.
pub(crate) const ONE: Bits = 1 << 32;

/// One half.
pub(crate) const HALF: Bits = 1 << 31;

/// The number of fraction bits.
const FRAC: u32 = 32;

/// Brings a wide value into the type's range.
#[inline]
fn saturate(wide: i128) -> Bits {
    i64::try_from(wide).unwrap_or(if wide < 0 { i64::MIN } else { i64::MAX })
}

/// An integer as a fixed-point number, saturating.
#[inline]
pub(crate) fn from_int(value: i64) -> Bits {
    saturate(i128::from(value) << FRAC)
}

/// The product, rounded down and saturating.
#[inline]
pub(crate) fn mul(a: Bits, b: Bits) -> Bits {
    saturate(i128::from(a).wrapping_mul(i128::from(b)) >> FRAC)
}

/// The product of two numbers between 0 and 1, rounded down: the same as
/// [`mul`] there, for less.
#[inline]
pub(crate) fn mul_unit(a: Bits, b: Bits) -> Bits {
    // Shifted up by 32 in all, so that the product's upper half is the result;
    // 2³² · 2³¹ and 2³² · 2 still fit.
    high((a as u64) << 31, (b as u64) << 1) as i64
}

/// The upper half of a full product.
#[inline]
pub(crate) fn high(a: u64, b: u64) -> u64 {
    (u128::from(a).wrapping_mul(u128::from(b)) >> 64) as u64
}

/// The product, rounded down; zero where it does not fit.
#[inline]
pub(crate) fn mul_or_zero(a: Bits, b: Bits) -> Bits {
    i64::try_from(i128::from(a).wrapping_mul(i128::from(b)) >> FRAC).unwrap_or(0)
}

/// The quotient, truncated toward zero; zero where the divisor is zero or the
/// quotient does not fit (`safe_div` in the chapter).
#[inline]
pub(crate) fn div(a: Bits, b: Bits) -> Bits {
    (i128::from(a) << FRAC)
        .checked_div(i128::from(b))
        .and_then(|quotient| i64::try_from(quotient).ok())
        .unwrap_or(0)
}

/// `1 / b` for b > 0: the same as `div(ONE, b)`, in one 64-bit division.
#[inline]
pub(crate) fn reciprocal(b: Bits) -> Bits {
    let divisor = b.unsigned_abs();
    // 2⁶⁴ does not fit; u64::MAX / b differs from it only where b divides 2⁶⁴.
    let quotient = u64::MAX.checked_div(divisor).unwrap_or(0);
    let remainder = u64::MAX.checked_rem(divisor).unwrap_or(0);
    let exact = remainder.wrapping_add(1) == divisor;
    i64::try_from(quotient.wrapping_add(u64::from(exact))).unwrap_or(0)
}

/// A divisor that serves many dividends.
///
/// Gives `div(a, divisor)` for every a. A dividend in [0, 1) takes two
/// multiplications: with m = ⌊(2⁶⁴−1)/d⌋ the estimate ⌊x·m / 2⁶⁴⌋ of x/d is at
/// most one too small for every x < 2⁶⁴, which the remainder shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Divisor {
    divisor: u64,
    inverse: u64,
}

impl Divisor {
    /// Division that leaves every dividend as it is.
    pub(crate) const IDENTITY: Self = Self {
        divisor: ONE as u64,
        inverse: u64::MAX >> FRAC,
    };

    /// Division that makes every dividend in [0, 1) zero.
    pub(crate) const VOID: Self = Self {
        divisor: u64::MAX,
        inverse: 0,
    };

    /// A positive divisor; anything else divides by one, since vectors that sum
    /// to zero stay as they are.
    #[inline]
    pub(crate) fn new(divisor: Bits) -> Self {
        match u64::try_from(divisor) {
            Ok(divisor) => match u64::MAX.checked_div(divisor) {
                Some(inverse) => Self { divisor, inverse },
                None => Self::IDENTITY,
            },
            Err(_) => Self::IDENTITY,
        }
    }

    /// The quotient, truncated toward zero; zero where it does not fit.
    #[inline]
    pub(crate) fn divide(self, a: Bits) -> Bits {
        // Also false for every negative a.
        if (a as u64) >> FRAC != 0 {
            return self.divide_wide(a);
        }
        let dividend = (a as u64) << FRAC;
        let estimate = high(dividend, self.inverse);
        let remainder = dividend.wrapping_sub(estimate.wrapping_mul(self.divisor));
        let quotient = estimate.wrapping_add(u64::from(remainder >= self.divisor));
        i64::try_from(quotient).unwrap_or(0)
    }

    #[cold]
    fn divide_wide(self, a: Bits) -> Bits {
        div(a, i64::try_from(self.divisor).unwrap_or(i64::MAX))
    }
}

/// `⌊x · 2³² / d⌋` for many stored values x < 2¹⁶ and one sum d ≤ 2³² of such
/// values, in one multiplication.
///
/// With t = 16 + ⌈log2 d⌉ and m = ⌈2^(32+t) / d⌉ the product x·m / 2^t is less
/// than x / 2^t above x·2³² / d. As x·d < 2^t that is less than 1/d, the least
/// distance of the quotient from the integer above it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ratio {
    inverse: u64,
    shift: u32,
}

impl Ratio {
    /// Part of the values' `sum`; of a sum of zero everything is zero.
    pub(crate) fn of_values(sum: u64) -> Self {
        let Some(below) = sum.checked_sub(1) else {
            return Self::default();
        };
        let log = u64::BITS.wrapping_sub(below.leading_zeros());
        let bits = log.wrapping_add(16);
        let scale = 1u128.wrapping_shl(bits.wrapping_add(FRAC));
        let inverse = scale.div_ceil(u128::from(sum));
        Self {
            inverse: u64::try_from(inverse).unwrap_or(u64::MAX),
            shift: u64::BITS.wrapping_sub(bits),
        }
    }

    /// The part that a value is.
    #[inline]
    pub(crate) fn of(self, value: u16) -> Bits {
        high(u64::from(value).wrapping_shl(self.shift), self.inverse) as i64
    }
}

/// A stored proportion: `trunc(value / 65535)` (`prop` in the chapter).
#[inline]
pub(crate) fn proportion(value: u16) -> Bits {
    // 2³² = 65535 · 65537 + 1.
    i64::from(value)
        .wrapping_mul(65_537)
        .wrapping_add(i64::from(value == u16::MAX))
}

/// The stored form of a proportion: `⌊x · 65535⌋`, clamped (`q16` in the
/// chapter).
#[inline]
pub(crate) fn quantise(x: Bits) -> u16 {
    let clamped = x.clamp(0, ONE);
    ((clamped << 16).wrapping_sub(clamped) >> FRAC) as u16
}

/// The sum of a vector, saturating.
#[inline]
pub(crate) fn sum(values: &[Bits]) -> Bits {
    values
        .iter()
        .fold(0, |total, &value| total.saturating_add(value))
}

/// Divides a vector of non-negative numbers by a given sum; a sum of zero
/// leaves it as it is.
#[inline]
pub(crate) fn normalize_by(values: &mut [Bits], total: Bits) {
    let divisor = Divisor::new(total);
    for value in values.iter_mut().filter(|value| **value != 0) {
        *value = divisor.divide(*value);
    }
}

/// Divides a vector of non-negative numbers by its own sum.
#[inline]
pub(crate) fn normalize(values: &mut [Bits]) {
    let total = sum(values);
    normalize_by(values, total);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]
    use super::*;
    use proptest::prelude::*;
    use substrate_fixed::types::I32F32;

    fn safe_div(a: I32F32, b: I32F32) -> I32F32 {
        a.checked_div(b).unwrap_or_default()
    }

    /// Numbers of every size, with the corners more often.
    fn any_bits() -> impl Strategy<Value = i64> {
        prop_oneof![
            any::<i64>(),
            0..=ONE,
            (0u32..63).prop_map(|shift| 1i64 << shift),
            (0u32..63).prop_map(|shift| (1i64 << shift) - 1),
            Just(0),
            Just(i64::MIN),
            Just(i64::MAX),
            -4i64..=4,
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn products_equal_substrate_fixed(a in any_bits(), b in any_bits()) {
            let expected = I32F32::from_bits(a).saturating_mul(I32F32::from_bits(b));
            prop_assert_eq!(mul(a, b), expected.to_bits());
            let checked = I32F32::from_bits(a).checked_mul(I32F32::from_bits(b));
            prop_assert_eq!(mul_or_zero(a, b), checked.unwrap_or_default().to_bits());
        }

        #[test]
        fn products_of_proportions_equal_substrate_fixed(a in 0..=ONE, b in 0..=ONE) {
            let expected = I32F32::from_bits(a).saturating_mul(I32F32::from_bits(b));
            prop_assert_eq!(mul_unit(a, b), expected.to_bits());
        }

        #[test]
        fn quotients_equal_substrate_fixed(a in any_bits(), b in any_bits()) {
            let expected = safe_div(I32F32::from_bits(a), I32F32::from_bits(b));
            prop_assert_eq!(div(a, b), expected.to_bits());
        }

        #[test]
        fn hoisted_divisors_equal_substrate_fixed(a in any_bits(), b in any_bits()) {
            let expected = if b > 0 {
                safe_div(I32F32::from_bits(a), I32F32::from_bits(b))
            } else {
                I32F32::from_bits(a)
            };
            prop_assert_eq!(Divisor::new(b).divide(a), expected.to_bits());
        }

        #[test]
        fn hoisted_divisors_equal_on_near_multiples(
            b in 1i64..(1 << 40), quotient in 0i64..(1 << 31), off in -2i64..=2,
        ) {
            let a = ((i128::from(b) * i128::from(quotient)) >> 32) as i64 + off;
            let expected = safe_div(I32F32::from_bits(a), I32F32::from_bits(b));
            prop_assert_eq!(Divisor::new(b).divide(a), expected.to_bits());
        }

        #[test]
        fn parts_of_sums_equal_substrate_fixed(
            value in any::<u16>(), others in prop_oneof![0u64..1 << 16, 0u64..1 << 31, Just(0)],
        ) {
            let sum = u64::from(value) + others.min((1 << 31) - 1 - u64::from(value));
            let expected = safe_div(I32F32::from_num(value), I32F32::from_num(sum));
            prop_assert_eq!(Ratio::of_values(sum).of(value), expected.to_bits());
        }

        #[test]
        fn reciprocals_equal_substrate_fixed(b in any_bits()) {
            let b = b.saturating_abs().max(1);
            let expected = safe_div(I32F32::from_num(1), I32F32::from_bits(b));
            prop_assert_eq!(reciprocal(b), expected.to_bits());
        }

        #[test]
        fn quantising_equals_substrate_fixed(x in any_bits()) {
            let scaled = I32F32::from_bits(x).saturating_mul(I32F32::from_num(65535));
            prop_assert_eq!(quantise(x), scaled.saturating_to_num::<u16>());
        }
    }

    #[test]
    fn every_stored_proportion_equals_substrate_fixed() {
        for value in 0..=u16::MAX {
            let expected = I32F32::from_num(value) / I32F32::from_num(65535);
            assert_eq!(proportion(value), expected.to_bits());
        }
    }

    #[test]
    fn proportions_and_quantising_follow_the_chapter() {
        // Chapter `yuma` §0.
        for (value, bits) in [
            (32767, 2_147_450_879),
            (45875, 3_006_509_875),
            (58982, 3_865_503_334),
            (6553, 429_463_961),
            (19660, 1_288_457_420),
        ] {
            assert_eq!(proportion(value), bits);
        }
        assert_eq!(quantise(ONE), 65535);
        assert_eq!(quantise(HALF), 32767);
        assert_eq!((quantise(-1), quantise(ONE + 1)), (0, 65535));
    }
}
