//! Products and quotients of 128-bit numbers without loss.
//!
//! A product of two `u128` is held as a pair `(high, low)` that stands for
//! `high · 2^128 + low`. Nothing here rounds but the divisions, which floor.

/// The low 64 bits of a word.
const LOW: u128 = u64::MAX as u128;

/// `a · b` as `(high, low)`.
pub(crate) const fn mul_wide(a: u128, b: u128) -> (u128, u128) {
    let (a1, a0) = (a >> 64, a & LOW);
    let (b1, b0) = (b >> 64, b & LOW);
    // Each partial product is at most (2^64 - 1)^2, so that two more 64-bit
    // numbers can be added to it: none of these operations wraps.
    let low = a0.wrapping_mul(b0);
    let middle = a1.wrapping_mul(b0).wrapping_add(low >> 64);
    let cross = a0.wrapping_mul(b1).wrapping_add(middle & LOW);
    let high = a1
        .wrapping_mul(b1)
        .wrapping_add(middle >> 64)
        .wrapping_add(cross >> 64);
    (high, (cross << 64) | (low & LOW))
}

/// `⌊a · b / 2^128⌋`.
pub(crate) const fn mul_high(a: u128, b: u128) -> u128 {
    mul_wide(a, b).0
}

/// `⌊(high · 2^128 + low) / divisor⌋`; `None` if it needs more than 128 bits or
/// the divisor is zero.
pub(crate) fn div_wide(high: u128, low: u128, divisor: u128) -> Option<u128> {
    if high >= divisor {
        return None;
    }
    if high == 0 {
        return low.checked_div(divisor);
    }
    // Schoolbook division in base 2^64 with a divisor whose top bit is set.
    let shift = divisor.leading_zeros();
    let divisor = divisor.wrapping_shl(shift);
    let high = match shift {
        0 => high,
        _ => high.wrapping_shl(shift) | low.wrapping_shr(128_u32.wrapping_sub(shift)),
    };
    let low = low.wrapping_shl(shift);
    let (first, rest) = div_step(high, low >> 64, divisor);
    let (second, _) = div_step(rest, low & LOW, divisor);
    Some((first << 64) | second)
}

/// One digit of [`div_wide`]: quotient and remainder of `high · 2^64 + digit`
/// by a divisor whose top bit is set, where `high < divisor` and
/// `digit < 2^64`.
fn div_step(high: u128, digit: u128, divisor: u128) -> (u128, u128) {
    let (d1, d0) = (divisor >> 64, divisor & LOW);
    let mut quotient = high.checked_div(d1).unwrap_or(0);
    let mut rest = high.wrapping_sub(quotient.wrapping_mul(d1));
    // The estimate is at most two too large.
    while quotient > LOW || quotient.wrapping_mul(d0) > ((rest << 64) | digit) {
        quotient = quotient.wrapping_sub(1);
        rest = rest.wrapping_add(d1);
        if rest > LOW {
            break;
        }
    }
    let remainder = ((high << 64) | digit).wrapping_sub(quotient.wrapping_mul(divisor));
    (quotient, remainder)
}

/// `⌊a · b / divisor⌋`; `None` if it needs more than 128 bits or the divisor is
/// zero.
pub(crate) fn mul_div(a: u128, b: u128, divisor: u128) -> Option<u128> {
    let (high, low) = mul_wide(a, b);
    div_wide(high, low, divisor)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use safe_bigmath::SafeInt;

    /// Numbers of every bit length, so that all carries and estimates occur.
    fn number() -> impl Strategy<Value = u128> {
        (any::<u128>(), 0..128u32).prop_map(|(n, shift)| n >> shift)
    }

    proptest! {
        #[test]
        fn products_are_exact(a in number(), b in number()) {
            let (high, low) = mul_wide(a, b);
            let whole = SafeInt::from(high) * SafeInt::from(2).pow(128) + SafeInt::from(low);
            prop_assert_eq!(whole, SafeInt::from(a) * SafeInt::from(b));
        }

        #[test]
        fn quotients_floor(a in number(), b in number(), d in number()) {
            let whole = SafeInt::from(a) * SafeInt::from(b);
            let expected = (whole / SafeInt::from(d)).and_then(|quotient| quotient.to_u128());
            prop_assert_eq!(mul_div(a, b, d), expected);
        }

        #[test]
        fn quotients_floor_near_the_limits(a in number(), d in number()) {
            // The divisor just above a factor makes the estimates worst.
            let a = a | (1 << 127);
            let (high, low) = mul_wide(a, d);
            let expected = ((SafeInt::from(high) * SafeInt::from(2).pow(128) + SafeInt::from(low))
                / SafeInt::from(a))
            .and_then(|quotient| quotient.to_u128());
            prop_assert_eq!(div_wide(high, low, a), expected);
            if let Some(less) = low.checked_sub(1) {
                prop_assert_eq!(div_wide(high, less, a), Some(d - 1));
            }
        }
    }
}
