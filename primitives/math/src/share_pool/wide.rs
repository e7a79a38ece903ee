//! Products and quotients too wide for `u128`, without a heap.
//!
//! A product of two `u128` needs 256 bits; it is held as two halves and
//! divided by long division with 64-bit digits, `⌊a·b / c⌋` exactly.

// A digit of the long division has half the bits of a word.
const DIGIT_BITS: u32 = 64;
const DIGIT_MASK: u128 = u64::MAX as u128;

/// An unsigned number below 2^256: `high · 2^128 + low`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    /// The upper 128 bits.
    pub high: u128,
    /// The lower 128 bits.
    pub low: u128,
}

impl Wide {
    /// The exact product.
    pub(super) fn product(a: u128, b: u128) -> Self {
        let (a1, a0) = digits(a);
        let (b1, b0) = digits(b);
        // None of these can wrap: a product of two digits leaves room for two
        // more digits below 2^128.
        let lowest = a0.wrapping_mul(b0);
        let (carry, digit0) = digits(lowest);
        let (carry, digit1) = digits(a1.wrapping_mul(b0).wrapping_add(carry));
        let upper = carry;
        let (carry, digit1) = digits(a0.wrapping_mul(b1).wrapping_add(digit1));
        let high = a1.wrapping_mul(b1).wrapping_add(upper).wrapping_add(carry);
        Self {
            high,
            low: (digit1 << DIGIT_BITS) | digit0,
        }
    }

    /// The exact sum.
    pub(super) fn sum(a: u128, b: u128) -> Self {
        let (low, carry) = a.overflowing_add(b);
        Self {
            high: u128::from(carry),
            low,
        }
    }

    /// The quotient rounded down; `None` when `divisor` is zero.
    pub(super) fn quotient(self, divisor: u128) -> Option<Self> {
        let high = self.high.checked_div(divisor)?;
        let remainder = self.high.checked_rem(divisor)?;
        Some(Self {
            high,
            low: quotient_of_remainder(remainder, self.low, divisor)?,
        })
    }
}

/// The upper and the lower 64 bits.
fn digits(word: u128) -> (u128, u128) {
    (word >> DIGIT_BITS, word & DIGIT_MASK)
}

/// `⌊(high · 2^128 + low) / divisor⌋` where `high < divisor`, so that the
/// quotient fits one word; `None` when `divisor` is zero.
fn quotient_of_remainder(high: u128, low: u128, divisor: u128) -> Option<u128> {
    if high == 0 {
        return low.checked_div(divisor);
    }
    // With the divisor's top bit set, a digit guessed from its upper half alone
    // is at most two too large. `divisor` is not zero, as `high` is below it.
    let shift = divisor.leading_zeros();
    let divisor = divisor << shift;
    let moved_up = low
        .checked_shr(u128::BITS.saturating_sub(shift))
        .unwrap_or(0);
    let high = (high << shift) | moved_up;
    let (next1, next0) = digits(low << shift);

    let (digit1, remainder) = quotient_digit(high, next1, divisor)?;
    let (digit0, _) = quotient_digit(remainder, next0, divisor)?;
    Some((digit1 << DIGIT_BITS) | digit0)
}

/// One 64-bit digit of the quotient of `remainder · 2^64 + next`, and what
/// remains. `divisor` has its top bit set and is above `remainder`.
fn quotient_digit(remainder: u128, next: u128, divisor: u128) -> Option<(u128, u128)> {
    let (divisor1, divisor0) = digits(divisor);
    let mut digit = remainder.checked_div(divisor1)?;
    let mut rest = remainder.checked_rem(divisor1)?;
    while rest <= DIGIT_MASK
        && (digit > DIGIT_MASK || digit.wrapping_mul(divisor0) > (rest << DIGIT_BITS) | next)
    {
        digit = digit.wrapping_sub(1);
        rest = rest.wrapping_add(divisor1);
    }
    // The true remainder is below the divisor, so computing it modulo 2^128
    // loses nothing.
    let remainder = ((remainder << DIGIT_BITS) | next).wrapping_sub(digit.wrapping_mul(divisor));
    Some((digit, remainder))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;
    use safe_bigmath::SafeInt;

    fn big(wide: Wide) -> SafeInt {
        SafeInt::from(wide.high) * SafeInt::from(2).pow(128) + SafeInt::from(wide.low)
    }

    /// Words of every length, so that short and long operands meet.
    fn word() -> impl Strategy<Value = u128> {
        prop_oneof![
            (any::<u128>(), 0u32..128).prop_map(|(word, shift)| word >> shift),
            Just(0),
            Just(u128::MAX),
            Just(1 << 127),
            Just(DIGIT_MASK << DIGIT_BITS),
        ]
    }

    proptest! {
        #[test]
        fn product_is_exact(a in word(), b in word()) {
            prop_assert_eq!(big(Wide::product(a, b)), SafeInt::from(a) * SafeInt::from(b));
        }

        #[test]
        fn sum_is_exact(a in word(), b in word()) {
            prop_assert_eq!(big(Wide::sum(a, b)), SafeInt::from(a) + SafeInt::from(b));
        }

        #[test]
        fn quotient_is_exact(high in word(), low in word(), divisor in word()) {
            let wide = Wide { high, low };
            let expected = big(wide) / SafeInt::from(divisor);
            prop_assert_eq!(wide.quotient(divisor).map(big), expected);
        }
    }

    #[test]
    fn quotient_digit_is_corrected_twice() {
        // The upper half of the divisor alone suggests a digit two too large.
        let divisor = (1 << 127) | DIGIT_MASK;
        let wide = Wide {
            high: divisor - 1,
            low: 0,
        };
        let expected = (big(wide) / SafeInt::from(divisor)).unwrap();
        assert_eq!(big(wide.quotient(divisor).unwrap()), expected);
    }
}
