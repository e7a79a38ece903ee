//! Division and proportions of fixed-point numbers, as every rule uses them.
//!
//! `safe_div(a, b)` is the truncated quotient, or **0** when the divisor is
//! zero *or the quotient does not fit*: an overflow does not saturate (spec
//! chapter `emission` §0). The other operations of the rules are the fixed-point
//! types' own `saturating_*` methods; a product rounds toward −∞.
//!
//! Fixed-point numbers are compared with fixed-point numbers of their own type
//! only: `x > 0` and `x <= 1` with integer literals are wrong in
//! `substrate-fixed` 0.6.0 for `x` from 2³¹ to 2³², where the narrower type's
//! sign bit is overlooked.

use substrate_fixed::types::{I32F32, I64F64, I96F32, U64F64, U96F32};

/// Division that never fails.
pub trait SafeDiv: Sized {
    /// The quotient truncated toward zero, or `None` when `divisor` is zero or
    /// the quotient does not fit.
    fn quotient(self, divisor: Self) -> Option<Self>;

    /// The quotient truncated toward zero, or `otherwise` when there is none.
    fn safe_div_or(self, divisor: Self, otherwise: Self) -> Self {
        self.quotient(divisor).unwrap_or(otherwise)
    }

    /// The quotient truncated toward zero, or zero when there is none.
    fn safe_div(self, divisor: Self) -> Self;
}

macro_rules! safe_div_unsigned {
    ($($fixed:ty),*) => {$(
        impl SafeDiv for $fixed {
            fn quotient(self, divisor: Self) -> Option<Self> {
                const FRACTION: u32 = <$fixed>::FRAC_NBITS;

                let bits = self.to_bits();
                // A dividend with that much room needs no 256-bit division,
                // and then the quotient always fits.
                if bits.leading_zeros() >= FRACTION {
                    (bits << FRACTION)
                        .checked_div(divisor.to_bits())
                        .map(Self::from_bits)
                } else {
                    self.checked_div(divisor)
                }
            }

            fn safe_div(self, divisor: Self) -> Self {
                self.safe_div_or(divisor, Self::from_bits(0))
            }
        }
    )*};
}

macro_rules! safe_div_signed {
    ($($fixed:ty),*) => {$(
        impl SafeDiv for $fixed {
            fn quotient(self, divisor: Self) -> Option<Self> {
                self.checked_div(divisor)
            }

            fn safe_div(self, divisor: Self) -> Self {
                self.safe_div_or(divisor, Self::from_bits(0))
            }
        }
    )*};
}

safe_div_unsigned!(U64F64, U96F32);
safe_div_signed!(I32F32, I64F64, I96F32);

/// A `u64` proportion as a fraction: `p / (2⁶⁴ − 1)` truncated to 2⁻³².
///
/// Child shares, the TAO weight and the child key burn are stored this way
/// (spec chapters `emission` §8.2, `yuma` §2.1).
pub fn fraction_of_u64(proportion: u64) -> U96F32 {
    // With p = a·2³² + b, p·2³² = a·(2⁶⁴ − 1) + (a + b·2³²), and the bracket
    // is below the divisor except for p = 2⁶⁴ − 1, where it equals it.
    let whole = proportion >> 32;
    U96F32::from_bits(u128::from(if proportion == u64::MAX {
        whole.saturating_add(1)
    } else {
        whole
    }))
}

/// A `u16` proportion as a fraction: `p / 65535` truncated to 2⁻³².
///
/// Takes and the owner cut are stored this way (spec chapter `emission` §6,
/// §8.2).
pub fn fraction_of_u16(proportion: u16) -> U96F32 {
    U96F32::from_bits(u128::from((u64::from(proportion) << 32) / 65_535))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_failed_division_gives_the_fallback() {
        let (tiny, huge) = (U64F64::from_bits(1), U64F64::from_num(1u64 << 63));

        assert_eq!(huge.safe_div(U64F64::from_num(0)), 0);
        assert_eq!(huge.safe_div(tiny), 0);
        assert_eq!(huge.safe_div_or(tiny, huge), huge);
        assert_eq!(I96F32::from_num(-1).safe_div(I96F32::from_num(0)), 0);
        assert_eq!(I32F32::max_value().safe_div(I32F32::from_bits(1)), 0);
    }

    #[test]
    fn division_truncates_toward_zero() {
        // Chapter `yuma` §0: −1 ulp / 2 = 0.
        assert_eq!(I32F32::from_bits(-1).safe_div(I32F32::from_num(2)), 0);
        assert_eq!(I64F64::from_bits(-1).safe_div(I64F64::from_num(2)), 0);
    }

    #[test]
    fn proportions_have_the_chapters_raw_values() {
        // Chapter `emission` §6, §10.2.
        assert_eq!(fraction_of_u16(11_796).to_bits(), 773_074_452);
        assert_eq!(
            fraction_of_u64(971_718_665_099_567_868).to_bits(),
            226_245_882
        );
        assert_eq!(
            fraction_of_u64(3_320_413_933_267_719_290).to_bits(),
            773_094_113
        );
        assert_eq!(fraction_of_u64(u64::MAX), 1);
        assert_eq!(fraction_of_u16(u16::MAX), 1);
    }

    proptest! {
        #[test]
        fn the_short_division_equals_the_long_one(
            a in any::<u128>(), b in any::<u128>(), drop_a in 0u32..128, drop_b in 0u32..128,
        ) {
            let (a, b) = (a >> drop_a, b >> drop_b);
            let (x, y) = (U96F32::from_bits(a), U96F32::from_bits(b));
            prop_assert_eq!(x.quotient(y), x.checked_div(y));
            let (x, y) = (U64F64::from_bits(a), U64F64::from_bits(b));
            prop_assert_eq!(x.quotient(y), x.checked_div(y));
        }

        #[test]
        fn proportions_equal_the_division_they_stand_for(p in any::<u64>(), low in any::<u16>()) {
            for p in [p, u64::MAX - u64::from(low), u64::from(low)] {
                prop_assert_eq!(
                    Some(fraction_of_u64(p)),
                    U96F32::from_num(p).checked_div(U96F32::from_num(u64::MAX))
                );
            }
            prop_assert_eq!(
                Some(fraction_of_u16(low)),
                U96F32::from_num(low).checked_div(U96F32::from_num(u16::MAX))
            );
        }
    }
}
