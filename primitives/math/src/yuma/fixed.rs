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
    let (quotient, remainder) = inverse(b.unsigned_abs().max(1));
    let exact = remainder == b.unsigned_abs();
    i64::try_from(quotient.wrapping_add(u64::from(exact))).unwrap_or(0)
}

/// `2⁶⁴ / d` for d > 0 as quotient and remainder; the remainder is d, not zero,
/// where d divides 2⁶⁴.
#[inline]
fn inverse(d: u64) -> (u64, u64) {
    // 2⁶⁴ does not fit.
    let quotient = u64::MAX.checked_div(d).unwrap_or(0);
    let below = u64::MAX.wrapping_sub(quotient.wrapping_mul(d));
    (quotient, below.wrapping_add(1))
}

/// `⌊x · 2³² / d⌋` for the parts x of one whole d, in two multiplications.
///
/// Equal to `div(x, d)` where 0 ≤ x ≤ d < 2³⁹: with m = ⌈2¹¹² / d⌉ the product
/// x·m / 2⁸⁰ is less than x / 2⁸⁰ above x·2³² / d. That is less than 1/d, the
/// least distance of the quotient from the integer above it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    /// m without its lower 64 bits.
    upper: u64,
    /// The lower 64 bits of m.
    lower: u64,
}

/// log2 of the least whole that [`Share`] does not serve.
const WHOLE_BITS: u32 = 39;

impl Share {
    /// Whether parts of this whole can be had.
    #[inline]
    pub(crate) fn serves(whole: Bits) -> bool {
        whole >> WHOLE_BITS == 0
    }
}

impl Whole for Share {
    #[inline]
    fn new(whole: Bits) -> Self {
        let Some(d) = u64::try_from(whole).ok().filter(|&d| d > 0) else {
            // Of nothing there are no parts but zeros.
            return Self::default();
        };
        // 2¹¹² / d = 2⁴⁸·q + 2⁴⁸·r / d, where 2⁶⁴ = q·d + r. The estimate
        // ⌊r·q / 2¹⁶⌋ of the second part is too small by less than r²/2¹⁶d + 1,
        // and r ≤ d < 2³⁹, so that what is left of 2⁴⁸·r fits in 64 bits.
        let (q, r) = inverse(d);
        let wide = |value: u64| u128::from(value);
        let estimate = (wide(r).wrapping_mul(wide(q)) >> 16) as u64;
        let left = r.wrapping_shl(48).wrapping_sub(estimate.wrapping_mul(d));
        let second = wide(estimate).wrapping_add(wide(left.div_ceil(d)));
        let m = wide(q).wrapping_shl(48).wrapping_add(second);
        Self {
            upper: (m >> 64) as u64,
            lower: m as u64,
        }
    }

    #[inline]
    fn of(self, part: Bits) -> Bits {
        let part = part as u64;
        (part
            .wrapping_mul(self.upper)
            .wrapping_add(high(part, self.lower))
            >> 16) as i64
    }
}

/// Division that serves many parts of one whole.
pub(crate) trait Whole: Copy {
    /// A whole; of one that is not positive every part is left as it is.
    fn new(whole: Bits) -> Self;

    /// What share of the whole a non-negative part is, rounded down.
    fn of(self, part: Bits) -> Bits;
}

/// A whole of any size, with parts of any size: plain division.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnyWhole(Bits);

impl Whole for AnyWhole {
    fn new(whole: Bits) -> Self {
        Self(if whole > 0 { whole } else { ONE })
    }

    fn of(self, part: Bits) -> Bits {
        div(part, self.0)
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
        let inverse = match log.checked_sub(16) {
            // 2^(32+t) = 2^k·2⁶⁴ = 2^k·(q·d + r).
            Some(k) => {
                let (q, r) = inverse(sum);
                let rest = r.wrapping_shl(k).div_ceil(sum);
                q.wrapping_shl(k).wrapping_add(rest)
            }
            None => 1u64.wrapping_shl(bits.wrapping_add(FRAC)).div_ceil(sum),
        };
        Self {
            inverse,
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
    quantise_unit(x.clamp(0, ONE))
}

/// [`quantise`] for a number between 0 and 1.
#[inline]
pub(crate) fn quantise_unit(x: Bits) -> u16 {
    ((x << 16).wrapping_sub(x) >> FRAC) as u16
}

/// The sum of a vector, saturating.
#[inline]
pub(crate) fn sum(values: &[Bits]) -> Bits {
    values
        .iter()
        .fold(0, |total, &value| total.saturating_add(value))
}

/// Divides a vector of non-negative numbers, none above `total`, by that total;
/// a total of zero leaves it as it is.
#[inline]
pub(crate) fn normalize_by(values: &mut [Bits], total: Bits) {
    if Share::serves(total) {
        divide_all(values, Share::new(total));
    } else {
        divide_all(values, AnyWhole::new(total));
    }
}

#[inline]
fn divide_all(values: &mut [Bits], whole: impl Whole) {
    for value in values.iter_mut().filter(|value| **value != 0) {
        *value = whole.of(*value);
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

    fn plain_share(part: i64, whole: i64) -> i64 {
        safe_div(I32F32::from_bits(part), I32F32::from_bits(whole)).to_bits()
    }

    /// Wholes of every size that [`Share`] serves, with the corners more often.
    fn any_whole() -> impl Strategy<Value = i64> {
        prop_oneof![
            1i64..1 << 39,
            (0u32..39).prop_map(|shift| 1i64 << shift),
            (1u32..40).prop_map(|shift| (1i64 << shift) - 1),
            (0u32..39).prop_map(|shift| (1i64 << shift) + 1),
            ONE - 1000..=ONE + 1000,
            1i64..=1 << 24,
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
        fn shares_of_a_whole_equal_substrate_fixed(whole in any_whole(), part in any::<u64>()) {
            let part = (part % (whole as u64 + 1)) as i64;
            prop_assert!(Share::serves(whole));
            prop_assert_eq!(Share::new(whole).of(part), plain_share(part, whole));
            prop_assert_eq!(AnyWhole::new(whole).of(part), plain_share(part, whole));
        }

        #[test]
        fn shares_equal_near_whole_quotients(
            whole in any_whole(), quotient in 0i64..=ONE, off in -2i64..=2,
        ) {
            let part = ((i128::from(whole) * i128::from(quotient)) >> 32) as i64 + off;
            let part = part.clamp(0, whole);
            prop_assert_eq!(Share::new(whole).of(part), plain_share(part, whole));
        }

        #[test]
        fn any_whole_divides_any_part(a in any_bits(), b in any_bits()) {
            let expected = if b > 0 { plain_share(a, b) } else { a };
            prop_assert_eq!(AnyWhole::new(b).of(a), expected);
        }

        #[test]
        fn normalising_equals_substrate_fixed(
            values in proptest::collection::vec(prop_oneof![0..=ONE, 0..=i64::MAX >> 6], 0..20),
        ) {
            let total: i64 = values.iter().sum();
            let expected: Vec<i64> = values
                .iter()
                .map(|&value| if total > 0 { plain_share(value, total) } else { value })
                .collect();
            let mut found = values;
            normalize(&mut found);
            prop_assert_eq!(found, expected);
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
