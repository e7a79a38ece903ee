//! The decimal float in which stake shares are counted.
//!
//! A number is `mantissa · 10^exponent`. With `M = 10^21` every number but zero
//! is held with `M/10 < mantissa ≤ M`, that is with 21 significant digits;
//! every operation rounds toward zero and brings its result back to that form.
//! (Spec: pools and staking, section 3.2.)

use super::wide::Wide;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::cmp::Ordering;
use scale_info::TypeInfo;
use substrate_fixed::types::U64F64;

/// `M`: the largest mantissa, 10^21.
pub const MAX_MANTISSA: u128 = 1_000_000_000_000_000_000_000;

/// `M/10`: every mantissa but zero's is above it.
const MANTISSA_FLOOR: u128 = 100_000_000_000_000_000_000;

/// How many powers of ten `M` is made of.
const MANTISSA_EXPONENT: u32 = 21;

/// The powers of ten that alignment uses; wider gaps use the last.
const POWERS_OF_TEN: [u128; 23] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
    10_000_000_000_000_000_000,
    100_000_000_000_000_000_000,
    1_000_000_000_000_000_000_000,
    10_000_000_000_000_000_000_000,
];

/// An unsigned decimal float of 21 digits, `mantissa · 10^exponent`.
///
/// Every constructor and operation gives the normal form: `(0, 0)` or
/// `10^20 < mantissa ≤ 10^21`. Decoding does not check it, since the chain's
/// storage is taken as it is; the operations are defined for any mantissa.
/// Equality compares the two fields, which for normal numbers is equality of
/// value.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct SafeFloat {
    mantissa: u128,
    exponent: i64,
}

impl SafeFloat {
    /// Nothing.
    pub const ZERO: Self = Self {
        mantissa: 0,
        exponent: 0,
    };

    /// `mantissa · 10^exponent`, brought to normal form.
    ///
    /// `None` when the mantissa is above [`MAX_MANTISSA`] or the normal form's
    /// exponent does not fit.
    pub fn new(mantissa: u128, exponent: i64) -> Option<Self> {
        if mantissa > MAX_MANTISSA {
            return None;
        }
        Self::normalised(mantissa, exponent)
    }

    /// The digits, at most [`MAX_MANTISSA`] in normal form.
    pub const fn mantissa(&self) -> u128 {
        self.mantissa
    }

    /// The power of ten the mantissa is multiplied by.
    pub const fn exponent(&self) -> i64 {
        self.exponent
    }

    /// Whether the number is zero.
    pub const fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Whether the number is as every operation leaves it: `(0, 0)` or
    /// `10^20 < mantissa ≤ 10^21` (spec `pools-and-staking` §9, I12). Only decoded
    /// numbers can be otherwise.
    pub const fn is_normal(&self) -> bool {
        if self.is_zero() {
            self.exponent == 0
        } else {
            self.mantissa > MANTISSA_FLOOR && self.mantissa <= MAX_MANTISSA
        }
    }

    /// The sum. A zero operand gives back the other; otherwise the operand
    /// with the smaller exponent loses the digits below the other's last one.
    ///
    /// `None` when the exponent does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.is_zero() {
            return Some(other);
        }
        if other.is_zero() {
            return Some(self);
        }
        let (a, b, exponent) = aligned(self, other);
        Self::normalised_wide(Wide::sum(a, b), exponent)
    }

    /// The difference, aligned as in [`Self::checked_add`] and at least zero.
    ///
    /// `None` when something is taken from exactly zero, or the exponent does
    /// not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return Some(self);
        }
        if self.is_zero() {
            return None;
        }
        let (a, b, exponent) = aligned(self, other);
        Self::normalised(a.saturating_sub(b), exponent)
    }

    /// The quotient. `None` when `divisor` is zero or the exponent does not
    /// fit.
    pub fn checked_div(self, divisor: Self) -> Option<Self> {
        let mantissa = Wide::product(self.mantissa, MAX_MANTISSA).quotient(divisor.mantissa)?;
        let exponent = self
            .exponent
            .checked_sub(divisor.exponent)?
            .checked_sub(i64::from(MANTISSA_EXPONENT))?;
        Self::normalised_wide(mantissa, exponent)
    }

    /// `self · factor / divisor` with one rounding. `None` when `divisor` is
    /// zero or the exponent does not fit.
    pub fn mul_div(self, factor: Self, divisor: Self) -> Option<Self> {
        let mantissa = Wide::product(self.mantissa, factor.mantissa).quotient(divisor.mantissa)?;
        let exponent = self
            .exponent
            .checked_add(factor.exponent)?
            .checked_sub(divisor.exponent)?;
        Self::normalised_wide(mantissa, exponent)
    }

    /// The reference's `>`: exponents first, so it is an order of the values
    /// only where neither number is zero. A zero counts as exponent 0 and is
    /// above any number with an exponent of -2 or less.
    pub fn exceeds(&self, other: &Self) -> bool {
        match self.exponent.saturating_sub(other.exponent) {
            0 => self.mantissa > other.mantissa,
            1 => self.mantissa.saturating_mul(10) > other.mantissa,
            -1 => self.mantissa > other.mantissa.saturating_mul(10),
            gap => gap > 0,
        }
    }

    /// The whole part, at most `u64::MAX`.
    pub fn to_u64(self) -> u64 {
        let power = power_of_ten(self.exponent.unsigned_abs());
        let whole = match self.exponent.cmp(&0) {
            Ordering::Less => self.mantissa.checked_div(power).unwrap_or(0),
            Ordering::Equal => self.mantissa,
            Ordering::Greater => self.mantissa.saturating_mul(power),
        };
        u64::try_from(whole).unwrap_or(u64::MAX)
    }

    /// `mantissa · 10^exponent` in normal form, for any mantissa.
    fn normalised(mantissa: u128, exponent: i64) -> Option<Self> {
        if mantissa > MANTISSA_FLOOR && mantissa <= MAX_MANTISSA {
            return Some(Self { mantissa, exponent });
        }
        let Some(leading) = mantissa.checked_ilog10() else {
            return Some(Self::ZERO);
        };
        // Take the 21 leading digits. Dividing once by 10^k is the same as
        // dividing k times by ten, rounding down each time.
        const DIGITS_BELOW_FIRST: u32 = MANTISSA_EXPONENT.saturating_sub(1);
        let moved = i64::from(leading).checked_sub(i64::from(DIGITS_BELOW_FIRST))?;
        let power = power_of_ten(moved.unsigned_abs());
        let digits = if moved > 0 {
            mantissa.checked_div(power)?
        } else {
            mantissa.checked_mul(power)?
        };
        let exponent = exponent.checked_add(moved)?;
        // 10^20 itself is written as 10^21 with a smaller exponent.
        if digits == MANTISSA_FLOOR {
            return Some(Self {
                mantissa: MAX_MANTISSA,
                exponent: exponent.checked_sub(1)?,
            });
        }
        Some(Self {
            mantissa: digits,
            exponent,
        })
    }

    /// As [`Self::normalised`], for a mantissa of up to 256 bits.
    fn normalised_wide(mut mantissa: Wide, mut exponent: i64) -> Option<Self> {
        // Only mantissas out of normal form come here with a high half.
        while mantissa.high != 0 {
            mantissa = mantissa.quotient(10)?;
            exponent = exponent.checked_add(1)?;
        }
        Self::normalised(mantissa.low, exponent)
    }
}

impl From<u64> for SafeFloat {
    fn from(value: u64) -> Self {
        // Below 2^64 every mantissa and every exponent fits.
        Self::new(u128::from(value), 0).unwrap_or(Self::ZERO)
    }
}

impl From<U64F64> for SafeFloat {
    /// The number as the ledger's older form of shares is read: whole part
    /// plus fraction over 2^64, each rounded to 21 digits.
    fn from(value: U64F64) -> Self {
        const FRACTION_UNITS: u128 = 1 << 64;

        let bits = value.to_bits();
        let whole = Self::new(bits >> 64, 0).unwrap_or(Self::ZERO);
        let fraction = Self::new(bits & u128::from(u64::MAX), 0)
            .zip(Self::new(FRACTION_UNITS, 0))
            .and_then(|(numerator, denominator)| numerator.checked_div(denominator))
            .unwrap_or(Self::ZERO);
        whole.checked_add(fraction).unwrap_or(whole)
    }
}

/// 10^k, but never more than 10^22: past that gap nothing of a 21-digit
/// mantissa is left.
fn power_of_ten(k: u64) -> u128 {
    const LARGEST: u128 = 10_000_000_000_000_000_000_000;

    usize::try_from(k)
        .ok()
        .and_then(|k| POWERS_OF_TEN.get(k))
        .copied()
        .unwrap_or(LARGEST)
}

/// Both mantissas under the larger of the two exponents.
fn aligned(a: SafeFloat, b: SafeFloat) -> (u128, u128, i64) {
    let divisor = power_of_ten(a.exponent.abs_diff(b.exponent));
    let scaled = |mantissa: u128| mantissa.checked_div(divisor).unwrap_or(0);
    match a.exponent.cmp(&b.exponent) {
        Ordering::Less => (scaled(a.mantissa), b.mantissa, b.exponent),
        Ordering::Equal => (a.mantissa, b.mantissa, a.exponent),
        Ordering::Greater => (a.mantissa, scaled(b.mantissa), a.exponent),
    }
}

#[cfg(test)]
mod tests;
