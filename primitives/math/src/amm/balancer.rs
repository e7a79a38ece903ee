//! The weights of a pool, the price they give, and how emission moves them.
//!
//! `p = trunc64(w1/w2) · trunc64(y/x)`, with `w2` the quote (TAO) weight in
//! parts of 1e18 and `w1 = 1 − w2`. Injecting `(Δy, Δx)` moves the weights to
//! `w2' = (y + Δy) / (p(x + Δx) + y + Δy)`, which leaves the price as it was but
//! for the last bits.
//!
//! Source: spec chapter `pools-and-staking` §1.2, §1.8 and §1.9.

use super::ratio::ratio;
use super::wide::{div_wide, mul_div, mul_wide};
use super::{Reserves, SCALE};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_arithmetic::Perquintill;
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, TaoBalance};

/// Neither weight may fall below one percent.
const MIN_WEIGHT: u64 = SCALE / 100;

/// The weights of a pool. Only the quote (TAO) weight is stored; the base
/// (alpha) weight is the rest to one.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Balancer {
    quote: Perquintill,
}

impl Default for Balancer {
    fn default() -> Self {
        Self::EQUAL
    }
}

impl Balancer {
    /// Equal weights: the constant product.
    pub const EQUAL: Self = Self {
        quote: Perquintill::from_parts(SCALE / 2),
    };

    /// The weights with this quote weight, whatever it is.
    pub const fn new(quote: Perquintill) -> Self {
        Self { quote }
    }

    /// The weights with this quote weight, if both are at least 0.01.
    pub fn bounded(quote: Perquintill) -> Option<Self> {
        let balancer = Self { quote };
        balancer.is_within_bounds().then_some(balancer)
    }

    /// Whether both weights are at least 0.01.
    pub fn is_within_bounds(&self) -> bool {
        self.quote_parts() >= MIN_WEIGHT && self.base_parts() >= MIN_WEIGHT
    }

    /// The weight of TAO.
    pub const fn quote(&self) -> Perquintill {
        self.quote
    }

    /// The weight of alpha.
    pub fn base(&self) -> Perquintill {
        Perquintill::from_parts(self.base_parts())
    }

    pub(super) const fn quote_parts(&self) -> u64 {
        self.quote.deconstruct()
    }

    pub(super) const fn base_parts(&self) -> u64 {
        SCALE.saturating_sub(self.quote.deconstruct())
    }

    /// The price of alpha in TAO; zero where the alpha reserve is empty.
    ///
    /// Spec §1.2: both quotients are truncated and the product is floored.
    pub fn price(&self, reserves: &Reserves) -> U64F64 {
        let weights = ratio(self.base_parts(), self.quote_parts());
        let reserves = ratio(reserves.tao.to_u64(), reserves.alpha.to_u64());
        weights.saturating_mul(reserves)
    }

    /// The weights that keep the price when `tao` and `alpha` are added to
    /// `reserves`; `None` if a weight would leave its bounds.
    ///
    /// Spec §1.8.
    pub fn adjusted(
        &self,
        reserves: &Reserves,
        tao: TaoBalance,
        alpha: AlphaBalance,
    ) -> Option<Self> {
        let x = u128::from(reserves.alpha.to_u64());
        let y = u128::from(reserves.tao.to_u64());
        let alpha_after = x.saturating_add(u128::from(alpha.to_u64()));
        let tao_after = y.saturating_add(u128::from(tao.to_u64()));
        let base = weigh(self.base_parts(), y.saturating_mul(alpha_after));
        let quote = weigh(self.quote_parts(), x.saturating_mul(tao_after));
        match base.saturating_add(quote) {
            0 => Some(Self::EQUAL),
            sum => Self::bounded(from_rational(quote, sum)),
        }
    }

    /// The weights at which `reserves` have the given price; `None` where they
    /// would be out of bounds or the pool is worth nothing.
    ///
    /// Spec §1.9.
    pub fn from_price(reserves: &Reserves, price: U64F64) -> Option<Self> {
        let x = u128::from(reserves.alpha.to_u64());
        let y = u128::from(reserves.tao.to_u64());
        let whole = price.to_num::<u64>();
        let fraction = price.frac().to_bits();
        // ⌊p⌋ · x + ⌊x · frac(p)⌋; the fraction is below 2^64.
        let alpha_value = x
            .saturating_mul(u128::from(whole))
            .saturating_add(x.saturating_mul(fraction) >> 64);
        match alpha_value.saturating_add(y) {
            0 => None,
            sum => Self::bounded(from_rational(y, sum)),
        }
    }
}

/// `weight · value` rounded half up, at most `u128::MAX`.
fn weigh(weight: u64, value: u128) -> u128 {
    let (high, low) = mul_wide(value, u128::from(weight));
    let (low, carry) = low.overflowing_add(u128::from(SCALE / 2));
    div_wide(
        high.saturating_add(u128::from(carry)),
        low,
        u128::from(SCALE),
    )
    .unwrap_or(u128::MAX)
}

/// `⌊p · 1e18 / q⌋` parts; one if `p ≥ q` or `q` is zero.
fn from_rational(p: u128, q: u128) -> Perquintill {
    let parts = mul_div(p, u128::from(SCALE), q).and_then(|parts| u64::try_from(parts).ok());
    Perquintill::from_parts(parts.unwrap_or(SCALE))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use safe_bigmath::SafeInt;

    fn reserves(tao: u64, alpha: u64) -> Reserves {
        Reserves::new(tao.into(), alpha.into())
    }

    fn weights(parts: u64) -> Balancer {
        Balancer::new(Perquintill::from_parts(parts))
    }

    #[test]
    fn the_price_follows_weights_and_reserves() {
        // Spec T21 to T26: pool 1e12/1e12, price times 1e9.
        let pool = reserves(1_000_000_000_000, 1_000_000_000_000);
        for (quote, price) in [
            (400_000_000_000_000_000, 1_500_000_000),
            (250_000_000_000_000_000, 3_000_000_000),
            (510_000_000_000_000_000, 960_784_313),
            (333_333_333_333_333_333, 2_000_000_000),
            (499_999_999_500_000_000, 1_000_000_002),
            (500_000_000_000_000_000, 1_000_000_000u64),
        ] {
            let found = weights(quote)
                .price(&pool)
                .saturating_mul(1_000_000_000u64.into());
            assert_eq!(found.to_num::<u64>(), price, "{quote}");
        }
        assert_eq!(Balancer::EQUAL.price(&reserves(1_000, 0)), 0);
    }

    #[test]
    fn products_with_weights_round_half_up() {
        // Spec T31.
        let third = SCALE / 3;
        for (weight, value, expected) in [
            (SCALE / 2, 1, 1),
            (SCALE / 2, 3, 2),
            (SCALE / 2, 1025, 513),
            (third, 4, 1),
            (third, 5, 2),
        ] {
            assert_eq!(weigh(weight, value), expected, "{weight} · {value}");
        }
    }

    #[test]
    fn injections_move_the_weights_and_keep_the_price() {
        // Spec T32 and T33: 1e12 TAO, 4e12 alpha, weights 0.5.
        let pool = reserves(1_000_000_000_000, 4_000_000_000_000);
        assert_eq!(
            Balancer::EQUAL.price(&pool).to_bits(),
            4_611_686_018_427_387_904
        );
        for (tao, alpha, quote) in [
            (1_000_000_000, 1_000_000_000, 500_187_382_885_696_439),
            (
                1_000_000_000_000,
                1_000_000_000_000,
                615_384_615_384_615_384,
            ),
            (1_000_000_000_000, 0, 666_666_666_666_666_666),
            (0, 1_000_000_000_000, 444_444_444_444_444_444),
            (1_234_567, 2_432_765_890, 499_848_306_996_458_184),
            (0, 0, 500_000_000_000_000_000),
        ] {
            let found = Balancer::EQUAL.adjusted(&pool, tao.into(), alpha.into());
            assert_eq!(found, Some(weights(quote)), "{tao} {alpha}");
        }
        let after = reserves(1_001_000_000_000, 4_001_000_000_000);
        let price = weights(500_187_382_885_696_439).price(&after);
        assert_eq!(price.to_bits(), 4_611_686_018_427_387_917);
    }

    #[test]
    fn injections_that_unbalance_are_refused() {
        // Spec T34.
        let small = 1_000_000_000;
        let large = 1_000_000_000_000;
        for (pool, tao, alpha) in [
            (reserves(small, 0), small, small),
            (reserves(small, small), large, 0),
        ] {
            let adjusted = Balancer::EQUAL.adjusted(&pool, tao.into(), alpha.into());
            assert_eq!(adjusted, None);
        }
    }

    #[test]
    fn an_empty_pool_is_adjusted_to_equal_weights() {
        // Spec §1.8: 0.5 if the sum is zero.
        let adjusted = weights(SCALE / 4).adjusted(&reserves(0, 0), 5u64.into(), 7u64.into());
        assert_eq!(adjusted, Some(Balancer::EQUAL));
    }

    #[test]
    fn a_price_gives_the_weights() {
        // Spec T35: price 0.2, whose U64F64 has a fraction that never ends.
        let pool = reserves(1_000_000_000, 4_000_000_000);
        let price = U64F64::from_num(1).checked_div(5u64.into()).unwrap();
        let balancer = Balancer::from_price(&pool, price).unwrap();
        assert_eq!(balancer, weights(555_555_555_864_197_531));
        assert_eq!(balancer.price(&pool).to_bits(), 3_689_348_810_130_224_305);
    }

    #[test]
    fn a_price_out_of_balance_gives_no_weights() {
        let pool = reserves(1_000_000_000, 1_000_000_000);
        assert_eq!(Balancer::from_price(&pool, 100u64.into()), None);
        assert_eq!(Balancer::from_price(&reserves(0, 0), 1u64.into()), None);
        assert!(Balancer::from_price(&pool, 99u64.into()).is_some());
    }

    #[test]
    fn weights_are_bounded_at_one_percent() {
        assert_eq!(
            Balancer::bounded(Perquintill::from_parts(MIN_WEIGHT - 1)),
            None
        );
        assert_eq!(
            Balancer::bounded(Perquintill::from_parts(SCALE - MIN_WEIGHT + 1)),
            None
        );
        assert!(Balancer::bounded(Perquintill::from_parts(MIN_WEIGHT)).is_some());
        assert!(Balancer::bounded(Perquintill::from_parts(SCALE - MIN_WEIGHT)).is_some());
    }

    #[test]
    fn a_balancer_is_encoded_as_its_quote_weight() {
        assert_eq!(
            Balancer::EQUAL.encode(),
            500_000_000_000_000_000u64.encode()
        );
    }

    proptest! {
        #[test]
        fn rounding_equals_the_wide_formula(weight in 0..=SCALE, value: u128) {
            let half = SafeInt::from(SCALE / 2);
            let wide = (SafeInt::from(value) * SafeInt::from(weight) + half) / SafeInt::from(SCALE);
            prop_assert_eq!(weigh(weight, value), wide.unwrap().to_u128().unwrap());
        }

        #[test]
        fn fractions_equal_the_per_thing(p: u128, q: u128) {
            use sp_arithmetic::PerThing;
            prop_assert_eq!(from_rational(p, q), <Perquintill as PerThing>::from_rational(p, q));
        }

        /// Spec I8: an injection leaves the price where it was.
        #[test]
        fn injections_do_not_move_the_price(
            tao in 1u64 << 40..1 << 44, alpha in 1u64 << 40..1 << 44,
            delta_tao in 0u64..1 << 40, delta_alpha in 0u64..1 << 40,
            quote in SCALE / 5..=SCALE / 5 * 4,
        ) {
            let (before, pool) = (weights(quote), reserves(tao, alpha));
            let (delta_tao, delta_alpha) = (TaoBalance::new(delta_tao), AlphaBalance::new(delta_alpha));
            let after = before.adjusted(&pool, delta_tao, delta_alpha).unwrap();
            let injected = Reserves::new(
                pool.tao.saturating_add(delta_tao),
                pool.alpha.saturating_add(delta_alpha),
            );
            let (old, new) = (before.price(&pool).to_bits(), after.price(&injected).to_bits());
            // 10^-16 of the price.
            prop_assert!(old.abs_diff(new) <= old >> 53, "{} became {}", old, new);
        }

        #[test]
        fn adjusted_weights_stay_within_bounds(
            tao: u64, alpha: u64, delta_tao: u64, delta_alpha: u64,
            quote in MIN_WEIGHT..=SCALE - MIN_WEIGHT,
        ) {
            let pool = reserves(tao, alpha);
            let found = weights(quote).adjusted(&pool, delta_tao.into(), delta_alpha.into());
            prop_assert!(found.is_none_or(|balancer| balancer.is_within_bounds()));
        }
    }
}
