//! Signed integers of a fixed number of limbs, for the reference's series.
//!
//! Sign and magnitude, least significant limb first. Divisions floor as the
//! reference's do. A result that would need more than `N` limbs loses its top;
//! [`super::series`] picks `N` so that this cannot happen.

use core::cmp::Ordering;

/// A signed integer of `64 · N` bits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Fixed<const N: usize> {
    negative: bool,
    limbs: [u64; N],
}

impl<const N: usize> Fixed<N> {
    pub(super) const ZERO: Self = Self {
        negative: false,
        limbs: [0; N],
    };

    /// `value · 2^shift`.
    pub(super) fn shifted(value: u128, shift: u32) -> Self {
        let mut number = Self::ZERO;
        for (limb, digit) in number
            .limbs
            .iter_mut()
            .zip([value as u64, (value >> 64) as u64])
        {
            *limb = digit;
        }
        number.shift_left(shift)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.limbs.iter().all(|limb| *limb == 0)
    }

    pub(super) const fn is_negative(&self) -> bool {
        self.negative
    }

    /// The magnitude, where it has 128 bits or less.
    pub(super) fn magnitude(&self) -> Option<u128> {
        let mut limbs = self.limbs.iter();
        let low = limbs.next().copied().unwrap_or(0);
        let high = limbs.next().copied().unwrap_or(0);
        limbs
            .all(|limb| *limb == 0)
            .then_some((u128::from(high) << 64) | u128::from(low))
    }

    pub(super) fn negated(mut self) -> Self {
        self.negative = !self.negative && !self.is_zero();
        self
    }

    pub(super) fn compare_magnitude(&self, other: &Self) -> Ordering {
        self.limbs.iter().rev().cmp(other.limbs.iter().rev())
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        if self.negative == other.negative {
            return self.with_magnitude_of(self.limbs_plus(other), self.negative);
        }
        match self.compare_magnitude(other) {
            Ordering::Less => self.with_magnitude_of(other.limbs_minus(self), other.negative),
            _ => self.with_magnitude_of(self.limbs_minus(other), self.negative),
        }
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut limbs = [0_u64; N];
        let (mine, theirs) = (self.used(), other.used());
        for (offset, a) in self.limbs.iter().take(mine).enumerate() {
            let mut carry = 0_u128;
            let digits = other
                .limbs
                .iter()
                .chain(&[0])
                .take(theirs.saturating_add(1));
            for (limb, b) in limbs.iter_mut().skip(offset).zip(digits) {
                // (2^64 − 1)² + 2 · (2^64 − 1) just fits.
                let sum = u128::from(*a)
                    .wrapping_mul(u128::from(*b))
                    .wrapping_add(u128::from(*limb))
                    .wrapping_add(carry);
                *limb = sum as u64;
                carry = sum >> 64;
            }
        }
        self.with_magnitude_of(limbs, self.negative != other.negative)
    }

    pub(super) fn times_small(&self, factor: u64) -> Self {
        self.times(&Self::shifted(u128::from(factor), 0))
    }

    /// `⌊self / divisor⌋`; zero for a divisor of zero.
    pub(super) fn div_floor_small(&self, divisor: u64) -> Self {
        let divisor = u128::from(divisor);
        let mut rest = 0_u128;
        let mut limbs = self.limbs;
        for limb in limbs.iter_mut().rev() {
            let digit = (rest << 64) | u128::from(*limb);
            *limb = digit.checked_div(divisor).unwrap_or(0) as u64;
            rest = digit.checked_rem(divisor).unwrap_or(0);
        }
        self.floored(limbs, rest != 0)
    }

    /// `⌊self / 2^bits⌋`.
    pub(super) fn shift_floor(&self, bits: u32) -> Self {
        let (limbs, lost) = self.shift_right(bits);
        self.floored(limbs, lost)
    }

    /// `self / 2^bits`, rounded half away from zero. `bits` is from 1 to 64.
    pub(super) fn shift_round(&self, bits: u32) -> Self {
        let half = Self::shifted(1, bits.saturating_sub(1));
        let (limbs, _) = Self {
            negative: false,
            limbs: self.limbs_plus(&half),
        }
        .shift_right(bits);
        self.with_magnitude_of(limbs, self.negative)
    }

    /// How many limbs there are up to the last one that is not zero.
    fn used(&self) -> usize {
        N.saturating_sub(
            self.limbs
                .iter()
                .rev()
                .take_while(|limb| **limb == 0)
                .count(),
        )
    }

    fn with_magnitude_of(&self, limbs: [u64; N], negative: bool) -> Self {
        let number = Self {
            negative: false,
            limbs,
        };
        Self {
            negative: negative && !number.is_zero(),
            ..number
        }
    }

    /// A truncated magnitude, made a floor: away from zero for negatives.
    fn floored(&self, limbs: [u64; N], inexact: bool) -> Self {
        let truncated = self.with_magnitude_of(limbs, self.negative);
        if self.negative && inexact {
            truncated.minus(&Self::shifted(1, 0))
        } else {
            truncated
        }
    }

    fn limbs_plus(&self, other: &Self) -> [u64; N] {
        let mut limbs = self.limbs;
        let mut carry = false;
        for (limb, digit) in limbs.iter_mut().zip(other.limbs) {
            let (sum, first) = limb.overflowing_add(digit);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = first || second;
        }
        limbs
    }

    /// For `other` of no larger magnitude.
    fn limbs_minus(&self, other: &Self) -> [u64; N] {
        let mut limbs = self.limbs;
        let mut borrow = false;
        for (limb, digit) in limbs.iter_mut().zip(other.limbs) {
            let (rest, first) = limb.overflowing_sub(digit);
            let (rest, second) = rest.overflowing_sub(u64::from(borrow));
            *limb = rest;
            borrow = first || second;
        }
        limbs
    }

    fn shift_left(&self, bits: u32) -> Self {
        let (whole, part) = split(bits);
        let mut limbs = [0_u64; N];
        let mut below = 0_u64;
        for (limb, digit) in limbs.iter_mut().skip(whole).zip(self.limbs) {
            *limb = digit.wrapping_shl(part) | upper_part(below, part);
            below = digit;
        }
        self.with_magnitude_of(limbs, self.negative)
    }

    /// The shifted magnitude, and whether a bit was lost.
    fn shift_right(&self, bits: u32) -> ([u64; N], bool) {
        let (whole, part) = split(bits);
        let mut limbs = [0_u64; N];
        let kept = self.limbs.iter().skip(whole);
        let above = self.limbs.iter().skip(whole).skip(1).chain(&[0]);
        for (limb, (digit, above)) in limbs.iter_mut().zip(kept.zip(above)) {
            *limb = digit.wrapping_shr(part) | lower_part(*above, part);
        }
        let fraction = self.limbs.get(whole).copied().unwrap_or(0);
        let lost = self.limbs.iter().take(whole).any(|limb| *limb != 0)
            || fraction.wrapping_shr(part).wrapping_shl(part) != fraction;
        (limbs, lost)
    }
}

/// A shift as whole limbs and the bits that remain.
const fn split(bits: u32) -> (usize, u32) {
    ((bits >> 6) as usize, bits & 63)
}

/// The bits of `limb` that a left shift by `part` pushes into the limb above.
fn upper_part(limb: u64, part: u32) -> u64 {
    limb.checked_shr(64_u32.saturating_sub(part)).unwrap_or(0)
}

/// The bits of `limb` that a right shift by `part` pulls into the limb below.
fn lower_part(limb: u64, part: u32) -> u64 {
    limb.checked_shl(64_u32.saturating_sub(part)).unwrap_or(0)
}
