//! What a pool pays for an input, and the input that moves it to a price.
//!
//! With `E = (r / (r + d))^(num/den)` truncated to 18 decimals:
//!
//! * selling `d` alpha pays `⌊y · (1 − E(x, d, w1/w2))⌋` TAO,
//! * buying with `d` TAO pays `⌊x · (1 − E(y, d, w2/w1))⌋` alpha,
//! * a buy reaches the price `p'` with `⌊y · ((p'/p)^w1 − 1)⌋` TAO,
//! * a sale reaches it with `⌊x · ((p/p')^w2 − 1)⌋` alpha.
//!
//! `E` is rounded down, so a payout can be rounded up by its last unit; the
//! chain does so and the quirk is kept.
//!
//! Source: spec chapter `pools-and-staking` §1.4 and §1.7.

use super::ratio::{ratio, scale_floor};
use super::{pow_ratio_scaled, Balancer, Precision, Reserves, SCALE};
use sp_arithmetic::Perquintill;
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, TaoBalance};

/// `(reserve / (reserve + input))^(weight / other)`: the share of the other
/// reserve that stays in the pool, at most one.
///
/// Zero where the sum is zero or the power is undefined or out of range.
pub fn kept_share(reserve: u64, input: u64, weight: Perquintill, other: Perquintill) -> U64F64 {
    let grown = reserve.saturating_add(input);
    share(reserve, grown, weight, other).min(U64F64::from_num(1))
}

/// `(reserve / after)^(weight / other)` truncated to 18 decimals and to U64F64.
fn share(reserve: u64, after: u64, weight: Perquintill, other: Perquintill) -> U64F64 {
    let power = pow_ratio_scaled(
        reserve.into(),
        after.into(),
        weight.deconstruct(),
        other.deconstruct(),
        Precision::Bits256,
    );
    let scaled = power.and_then(|power| power.value()).unwrap_or(0);
    ratio(scaled, SCALE)
}

/// `⌊reserve · (1 − kept)⌋`.
fn paid_out(reserve: u64, kept: U64F64) -> u64 {
    scale_floor(reserve, U64F64::from_num(1).saturating_sub(kept))
}

/// The alpha that `tao` (net of fee) buys. Spec §1.4.
pub fn alpha_out(reserves: &Reserves, balancer: &Balancer, tao: TaoBalance) -> AlphaBalance {
    let kept = kept_share(
        reserves.tao.to_u64(),
        tao.to_u64(),
        balancer.quote(),
        balancer.base(),
    );
    paid_out(reserves.alpha.to_u64(), kept).into()
}

/// The TAO that `alpha` (net of fee) is sold for. Spec §1.4.
pub fn tao_out(reserves: &Reserves, balancer: &Balancer, alpha: AlphaBalance) -> TaoBalance {
    let kept = kept_share(
        reserves.alpha.to_u64(),
        alpha.to_u64(),
        balancer.base(),
        balancer.quote(),
    );
    paid_out(reserves.tao.to_u64(), kept).into()
}

/// The alpha that has to be sold for `tao`; zero where the pool does not hold
/// that much. Spec §1.4 names it; no rule of the chain uses it.
pub fn alpha_needed_for_tao(
    reserves: &Reserves,
    balancer: &Balancer,
    tao: TaoBalance,
) -> AlphaBalance {
    let reserve = reserves.tao.to_u64();
    let growth = share(
        reserve,
        reserve.saturating_sub(tao.to_u64()),
        balancer.quote(),
        balancer.base(),
    );
    grown_by(reserves.alpha.to_u64(), growth).into()
}

/// The TAO (net of fee) that moves the price from `price` up to `target`, with
/// `reserve` TAO in the pool; zero for a target below. Spec §1.7.
pub fn tao_to_price(
    reserve: TaoBalance,
    balancer: &Balancer,
    price: U64F64,
    target: U64F64,
) -> TaoBalance {
    let growth = price_growth(target, price, balancer.base());
    grown_by(reserve.to_u64(), growth).into()
}

/// The alpha (net of fee) that moves the price from `price` down to `target`,
/// with `reserve` alpha in the pool; zero for a target above. Spec §1.7.
pub fn alpha_to_price(
    reserve: AlphaBalance,
    balancer: &Balancer,
    price: U64F64,
    target: U64F64,
) -> AlphaBalance {
    let growth = price_growth(price, target, balancer.quote());
    grown_by(reserve.to_u64(), growth).into()
}

/// `(high / low)^weight`, capped at `u64::MAX / 1e18`. The cap is the reference's
/// and is felt: no swap that stops at its limit grows a reserve by more than
/// 17.4467 times itself.
fn price_growth(high: U64F64, low: U64F64, weight: Perquintill) -> U64F64 {
    let power = pow_ratio_scaled(
        high.to_bits(),
        low.to_bits(),
        weight.deconstruct(),
        SCALE,
        Precision::Bits1024,
    );
    let scaled = power.map_or(0, |power| power.value().unwrap_or(u64::MAX));
    ratio(scaled, SCALE)
}

/// `⌊reserve · (growth − 1)⌋`; zero where there is no growth.
fn grown_by(reserve: u64, growth: U64F64) -> u64 {
    scale_floor(reserve, growth.saturating_sub(U64F64::from_num(1)))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reserves(tao: u64, alpha: u64) -> Reserves {
        Reserves::new(tao.into(), alpha.into())
    }

    fn weights(parts: u64) -> Balancer {
        Balancer::new(Perquintill::from_parts(parts))
    }

    #[test]
    fn the_last_unit_of_a_payout_is_rounded_up() {
        // Spec T8 and T9.
        let even = reserves(1_000_000_000_000, 1_000_000_000_000);
        let cheap = reserves(1_000_000_000_000, 3_000_000_000_000);
        for (pool, tao, alpha) in [(even, 1, 1), (even, 2, 2), (cheap, 1, 3u64)] {
            let paid = alpha_out(&pool, &Balancer::EQUAL, TaoBalance::new(tao));
            assert_eq!(paid, AlphaBalance::new(alpha));
        }
    }

    #[test]
    fn the_input_to_a_price_follows_the_weight() {
        // Spec T29: w1 = 0.75, 1e9 · (2^0.75 − 1), where 2^0.75 is
        // 1.6817928305074290860…
        let tenth = ratio(1, 10);
        let fifth = ratio(1, 5);
        let quarter = weights(SCALE / 4);
        let reserve = TaoBalance::new(1_000_000_000);
        let found = tao_to_price(reserve, &quarter, tenth, fifth);
        assert_eq!(found, TaoBalance::new(681_792_830));
        // The mirror image: x · ((p/p')^w2 − 1) with w2 = 0.25, 2^0.25 being
        // 1.1892071150027210667…
        let found = alpha_to_price(AlphaBalance::new(1_000_000_000), &quarter, fifth, tenth);
        assert_eq!(found, AlphaBalance::new(189_207_115));
    }

    #[test]
    fn a_target_on_the_wrong_side_needs_nothing() {
        // Spec T30.
        let (low, high) = (ratio(1, 10), ratio(1, 5));
        let reserve = 1_000_000_000u64;
        let balancer = Balancer::EQUAL;
        assert!(tao_to_price(reserve.into(), &balancer, high, low).is_zero());
        assert!(alpha_to_price(reserve.into(), &balancer, low, high).is_zero());
        assert!(tao_to_price(reserve.into(), &balancer, U64F64::from_num(0), low).is_zero());
    }

    #[test]
    fn the_growth_to_a_price_is_capped() {
        // Spec §1.7: u64::MAX / 1e18 − 1 = 17.446744073709551615.
        let (low, high) = (U64F64::from_num(1), U64F64::from_num(1_000_000));
        let found = tao_to_price(TaoBalance::new(1_000_000_000), &Balancer::EQUAL, low, high);
        assert_eq!(found, TaoBalance::new(17_446_744_073));
    }

    proptest! {
        #[test]
        fn no_swap_pays_more_than_the_reserve(
            tao: u64, alpha: u64, input: u64, quote in 0..=SCALE,
        ) {
            let (pool, balancer) = (reserves(tao, alpha), weights(quote));
            prop_assert!(alpha_out(&pool, &balancer, input.into()) <= pool.alpha);
            prop_assert!(tao_out(&pool, &balancer, input.into()) <= pool.tao);
        }

        /// Equal weights: the constant product, up to the 18 decimals.
        #[test]
        fn equal_weights_keep_the_product(
            tao in 1u64..1 << 62, alpha in 1u64..1 << 53, input in 1u64..1 << 62,
        ) {
            let paid = alpha_out(&reserves(tao, alpha), &Balancer::EQUAL, input.into());
            let exact = u128::from(alpha) * u128::from(input) / u128::from(tao + input);
            prop_assert!(u128::from(paid.to_u64()).abs_diff(exact) <= 1);
        }

        #[test]
        fn a_larger_input_pays_no_less(
            tao in 1u64..1 << 60, alpha in 1u64..1 << 60,
            input in 1u64..1 << 60, more in 0u64..1 << 60,
            quote in SCALE / 5..=SCALE / 5 * 4,
        ) {
            // Where the power is far from zero; the reference's own series goes
            // astray beyond.
            let (pool, balancer) = (reserves(tao, alpha), weights(quote));
            let less = alpha_out(&pool, &balancer, input.into());
            let more = alpha_out(&pool, &balancer, (input + more).into());
            prop_assert!(less <= more);
        }
    }
}
