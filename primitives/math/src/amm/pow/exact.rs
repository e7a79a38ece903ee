//! The exact branch of the power function, where the bracket does not decide.
//!
//! With both reduced exponent numbers at most 1024 the reference takes the
//! largest integer `r` with `r^ed · bd^en ≤ bn^en · 1e18^ed` (spec chapter
//! `pools-and-staking` §1.3, step 3). The bracket leaves one candidate or two,
//! so one comparison of exact products is enough where the reference bisects.

use super::{Power, SCALE};
use core::cmp::Ordering;

/// `128 · 1024` bits for a power of a base number and `65 · 1024` for a power of
/// the root, and two limbs to spare.
const LIMBS: usize = 3090;

/// The floored `ed`-th root of `1e18^ed · (bn/bd)^en`, known to lie between
/// `lower` and `upper`; an upper end of `u64::MAX` also stands for everything
/// above. `en` and `ed` are at most 1024.
pub(super) fn root(bn: u128, bd: u128, en: u64, ed: u64, lower: u64, upper: u64) -> Power {
    let divisor = gcd(bn, bd);
    let bn = bn.checked_div(divisor).unwrap_or(bn);
    let bd = bd.checked_div(divisor).unwrap_or(bd);
    let target = Product::ONE
        .times_power(bn, en)
        .times_power(u128::from(SCALE), ed);

    let mut low = u128::from(lower);
    let mut high = match upper {
        // 2^64 as a candidate tells whether the root fits.
        u64::MAX => 1 << 64,
        _ => u128::from(upper),
    };
    while low < high {
        let middle = low.saturating_add(high).saturating_add(1) >> 1;
        let reached = Product::ONE.times_power(middle, ed).times_power(bd, en);
        if reached.compare(&target) == Ordering::Greater {
            high = middle.saturating_sub(1);
        } else {
            low = middle;
        }
    }
    Power::from_wide(low)
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

/// A long product, least significant limb first.
struct Product {
    limbs: [u64; LIMBS],
    used: usize,
}

impl Product {
    const ONE: Self = {
        let mut limbs = [0; LIMBS];
        limbs[0] = 1;
        Self { limbs, used: 1 }
    };

    fn times_power(mut self, factor: u128, exponent: u64) -> Self {
        for _ in 0..exponent {
            self.multiply(factor);
        }
        self
    }

    fn multiply(&mut self, factor: u128) {
        let (factor_high, factor_low) = (factor >> 64, factor & u128::from(u64::MAX));
        // What the limbs above still have to receive is always below `factor`,
        // so two more limbs hold it and none of the operations below wraps but
        // the one whose carry is kept.
        let mut pending = 0_u128;
        let reach = self.used.saturating_add(2);
        for limb in self.limbs.iter_mut().take(reach) {
            let digit = u128::from(*limb);
            let (sum, carry) = pending.overflowing_add(digit.wrapping_mul(factor_low));
            *limb = sum as u64;
            pending = (sum >> 64)
                .wrapping_add(u128::from(carry) << 64)
                .wrapping_add(digit.wrapping_mul(factor_high));
        }
        let zeros = self
            .limbs
            .iter()
            .take(reach)
            .rev()
            .take_while(|limb| **limb == 0);
        self.used = reach.saturating_sub(zeros.count());
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.limbs.iter().rev().cmp(other.limbs.iter().rev())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perfect_powers_are_hit_and_their_neighbours_are_not() {
        // (1/8)^(1/3) and (4/9)^(3/2) are rational; one unit less of the
        // numerator must fall short of them.
        let numerator = 1 << 100;
        assert_eq!(
            root(numerator, numerator << 3, 1, 3, 0, u64::MAX),
            Power::Value(SCALE / 2)
        );
        assert_eq!(
            root(numerator - 1, numerator << 3, 1, 3, 0, u64::MAX),
            Power::Value(SCALE / 2 - 1)
        );
        // 8/27 · 1e18 is not an integer: 296296296296296296.296…
        assert_eq!(
            root(4 * 9, 9 * 9, 3, 2, 0, u64::MAX),
            Power::Value(296_296_296_296_296_296)
        );
    }

    #[test]
    fn the_largest_numbers_fit() {
        assert_eq!(
            root(u128::MAX, u128::MAX - 1, 1024, 1023, 0, u64::MAX),
            Power::Value(SCALE)
        );
        assert_eq!(root(u128::MAX, 1, 1024, 1, 0, u64::MAX), Power::TooLarge);
        assert_eq!(root(1, u128::MAX, 1024, 1, 0, u64::MAX), Power::Value(0));
    }
}
