//! What creating a subnet costs, and the pool it starts with.
//!
//! The lock doubles with each registration and then falls in a straight line:
//! `cost = max(L·k − ⌊L / I⌋·(now − b), m)` with the last lock `L` paid at `b`,
//! `k = 2` (1 while nothing was ever registered) and the interval
//! `I = R · emission / 1e9` that shrinks with each halving. The new pool's
//! alpha is the lock divided by the median price of the others.
//!
//! Source: spec chapter `registration` §1.1, §1.2 (step 18) and §1.4.

use crate::{emission::PoolOpening, fixed::SafeDiv, transcendental::average};
use substrate_fixed::types::{I64F64, U64F64};
use subtensor_types::{AlphaBalance, TaoBalance, RAO_PER_TAO};

/// What the lock cost depends on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LockCost {
    /// What the last registration locked (`NetworkLastLockCost`).
    pub last_lock: TaoBalance,
    /// The least it can cost (`NetworkMinLockCost`).
    pub min_lock: TaoBalance,
    /// Block of the last registration; 0 for never, and so also for one in
    /// block 0.
    pub last_block: u64,
    /// Blocks to decay in before the first halving
    /// (`NetworkLockReductionInterval`).
    pub reduction_interval: u64,
    /// TAO issued per block, from [`crate::issuance::tao_block_emission`].
    pub block_emission: TaoBalance,
}

impl LockCost {
    /// Blocks over which the cost falls by one last lock:
    /// `⌊R · (emission / 1e9)⌋`. With 0 the cost never falls.
    pub fn effective_interval(&self) -> u64 {
        let emission = I64F64::saturating_from_num(self.block_emission.to_u64())
            .safe_div(I64F64::from_num(RAO_PER_TAO));
        I64F64::saturating_from_num(self.reduction_interval)
            .saturating_mul(emission)
            .saturating_to_num()
    }

    /// The cost in block `now`.
    pub fn at(&self, now: u64) -> TaoBalance {
        let multiplier = if self.last_block == 0 { 1 } else { 2 };
        let step = self
            .last_lock
            .to_u64()
            .checked_div(self.effective_interval())
            .unwrap_or(0);
        let fallen = step.saturating_mul(now.saturating_sub(self.last_block));
        self.last_lock
            .saturating_mul(multiplier)
            .saturating_sub(TaoBalance::new(fallen))
            .max(self.min_lock)
    }
}

/// The median of the spot prices (TAO per alpha) that are above zero; 1 when
/// there are none. Of an even number it is the floored mean of the middle two.
/// Sorts `prices`.
///
/// Source: spec chapter `registration` §1.4.
pub fn median_price(prices: &mut [U64F64]) -> U64F64 {
    prices.sort_unstable();
    let zeros = prices.partition_point(|price| price.to_bits() == 0);
    let positive = prices.get(zeros..).unwrap_or(&[]);
    let upper_at = positive.len() >> 1;
    let Some(upper) = positive.get(upper_at).copied() else {
        return U64F64::from_num(1);
    };
    if positive.len() & 1 == 1 {
        return upper;
    }
    let lower = upper_at.checked_sub(1).and_then(|at| positive.get(at));
    average(lower.copied().unwrap_or(upper), upper)
}

/// The reserves a new subnet's pool starts with. By the rule of today, the lock
/// paid, but at least the minimum lock, and as much alpha as that buys at the
/// median price (none when the quotient does not fit).
///
/// Source: spec chapter `registration` §1.2, step 18, and `emission` §4.7.
pub fn initial_reserves(
    opening: PoolOpening,
    paid: TaoBalance,
    min_lock: TaoBalance,
    median_price: U64F64,
) -> (TaoBalance, AlphaBalance) {
    match opening {
        PoolOpening::Lock => {
            let tao = paid.max(min_lock);
            let alpha = tao.to_fixed::<U64F64>().safe_div(median_price);
            (tao, AlphaBalance::new(alpha.saturating_to_num()))
        }
        PoolOpening::OneToOne => {
            let tao = paid.min(TaoBalance::new(RAO_PER_TAO));
            (tao, AlphaBalance::new(tao.to_u64()))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    const TAO: u64 = RAO_PER_TAO;

    fn lock(last: u64, min: u64, interval: u64, emission: u64, last_block: u64) -> LockCost {
        LockCost {
            last_lock: TaoBalance::new(last),
            min_lock: TaoBalance::new(min),
            last_block,
            reduction_interval: interval,
            block_emission: TaoBalance::new(emission),
        }
    }

    #[test]
    fn decays_as_in_the_chapters_table() {
        // Chapter `registration` §1.1, worked values.
        let never = lock(1_000 * TAO, 1_000 * TAO, 100_800, TAO, 0);
        for now in [0, 1, 1_000_000] {
            assert_eq!(never.at(now).to_u64(), 1_000_000_000_000);
        }
        for (last, min, interval, emission, rows) in [
            (
                1_000,
                1_000,
                100_800,
                TAO,
                [
                    (0, 2_000_000_000_000),
                    (1, 1_999_990_079_366),
                    (7_200, 1_928_571_435_200),
                    (100_800, 1_000_000_092_800),
                ],
            ),
            (
                1_250,
                1,
                57_600,
                TAO,
                [
                    (0, 2_500_000_000_000),
                    (1, 2_499_978_298_612),
                    (28_800, 1_875_000_025_600),
                    (57_600, 1_250_000_051_200),
                ],
            ),
            (
                1_250,
                1,
                57_600,
                TAO / 2,
                [
                    (0, 2_500_000_000_000),
                    (1, 2_499_956_597_223),
                    (28_800, 1_250_000_022_400),
                    (57_600, 1_000_000_000),
                ],
            ),
        ] {
            let cost = lock(last * TAO, min * TAO, interval, emission, 5_000);
            for (elapsed, expected) in rows {
                assert_eq!(cost.at(5_000 + elapsed).to_u64(), expected, "+{elapsed}");
            }
        }
    }

    #[test]
    fn registering_before_the_last_block_costs_the_undecayed_price() {
        // Chapter `registration` §1.1: an elapsed time below zero counts as 0.
        assert_eq!(lock(TAO, 0, 100, TAO, 50).at(10).to_u64(), 2 * TAO);
    }

    #[test]
    fn without_emission_the_cost_never_falls() {
        let cost = lock(TAO, 0, 100, 0, 50);
        assert_eq!(cost.effective_interval(), 0);
        assert_eq!(cost.at(u64::MAX).to_u64(), 2 * TAO);
    }

    #[test]
    fn migrated_cost_falls_by_its_step_after_a_block() {
        // Chapter `registration` §9 row 18: interval 2.
        let cost = lock(1_250 * TAO, TAO, 2, TAO, 1);
        assert_eq!(cost.at(1).to_u64(), 2_500 * TAO);
        assert_eq!(cost.at(2).to_u64(), 1_875 * TAO);
    }

    fn median(prices: &[f64]) -> U64F64 {
        let mut prices: Vec<U64F64> = prices.iter().map(|p| U64F64::from_num(*p)).collect();
        median_price(&mut prices)
    }

    #[test]
    fn the_median_ignores_zero_prices() {
        // Chapter `registration` §9 rows 4, 9, 10 and 11.
        assert_eq!(median(&[5.0, 2.0]), 3.5);
        assert_eq!(median(&[]), 1);
        assert_eq!(median(&[0.0, 0.0]), 1);
        assert_eq!(median(&[7.0, 2.0, 5.0]), 5);
        assert_eq!(median(&[2.0, 8.0, 0.0]), 5);
    }

    #[test]
    fn the_pool_starts_at_the_median_price() {
        // Chapter `registration` §9 rows 1, 2 and 4.
        let reserves = |paid, min, price: f64| {
            let (tao, alpha) = initial_reserves(
                PoolOpening::Lock,
                TaoBalance::new(paid),
                TaoBalance::new(min),
                U64F64::from_num(price),
            );
            (tao.to_u64(), alpha.to_u64())
        };
        assert_eq!(reserves(100 * TAO, 0, 1.0), (100 * TAO, 100 * TAO));
        assert_eq!(reserves(999, 1_000, 1.0), (1_000, 1_000));
        assert_eq!(reserves(100 * TAO, 0, 3.5), (100 * TAO, 28_571_428_571));
        // §1.2, quirk: alpha of 2⁶⁴ or more overflows to none.
        assert_eq!(reserves(1 << 63, 0, 0.5), (1 << 63, 0));
    }

    #[test]
    fn pools_once_opened_with_one_of_each() {
        // Chapter `emission` §4.7, model H1.
        let reserves = |paid: u64| {
            let price = U64F64::from_num(3);
            let (paid, min) = (TaoBalance::new(paid), TaoBalance::new(1_000 * TAO));
            let (tao, alpha) = initial_reserves(PoolOpening::OneToOne, paid, min, price);
            (tao.to_u64(), alpha.to_u64())
        };
        assert_eq!(reserves(100 * TAO), (TAO, TAO));
        assert_eq!(reserves(999), (999, 999));
    }

    proptest! {
        #[test]
        fn the_cost_never_grows_between_registrations(
            last in any::<u64>(), min in any::<u64>(), interval in 0u64..1_000_000,
            last_block in 0u64..1_000, now in 0u64..2_000_000, later in 0u64..2_000_000,
        ) {
            let cost = lock(last, min, interval, TAO, last_block);
            prop_assert!(cost.at(now) >= cost.at(now + later));
            prop_assert!(cost.at(now) >= TaoBalance::new(min));
        }
    }
}
