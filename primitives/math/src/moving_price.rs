//! The moving price of a subnet's alpha, which emission follows.
//!
//! Each block `m' = α·min(spot, 1) + (1 − α)·m` with `α = μ · b/(b + h)`, where
//! `b` counts blocks since the subnet was started: a young subnet's price moves
//! slower. The result is floored to 2⁻³², so it never moves by less.
//!
//! Source: spec chapter `emission` §4.1 and §10.1.

use crate::fixed::SafeDiv;
use substrate_fixed::types::{I96F32, U64F64};
use subtensor_types::NetUid;

/// `SubnetMechanism` of a subnet without a pool: 1 alpha is worth 1 TAO.
pub const STABLE_MECHANISM: u16 = 0;

/// `SubnetMechanism` of a subnet whose alpha is traded in a pool. Any other
/// subnet's alpha is worth 1 TAO.
pub const DYNAMIC_MECHANISM: u16 = 1;

/// The moving price the rules see, in TAO per alpha: 1 for root and for
/// mechanism 0, else the stored one (0 when that is negative).
///
/// Source: spec chapter `emission` §4.1.
pub fn effective_moving_price(netuid: NetUid, mechanism: u16, stored: I96F32) -> U64F64 {
    if netuid.is_root() || mechanism == 0 {
        U64F64::from_num(1)
    } else {
        U64F64::saturating_from_num(stored)
    }
}

/// How the moving price of one subnet follows its spot price.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PriceSmoothing {
    /// `SubnetMovingAlpha`, the weight of a mature subnet's spot price.
    pub moving_alpha: I96F32,
    /// `FirstEmissionBlockNumber`.
    pub first_emission_block: u64,
    /// `EMAPriceHalvingBlocks`: blocks after which the weight is half of
    /// `moving_alpha`.
    pub halving_blocks: u64,
}

impl PriceSmoothing {
    /// The weight `α` of the spot price in block `now`.
    pub fn weight(&self, now: u64) -> U64F64 {
        let blocks = now.saturating_sub(self.first_emission_block.saturating_sub(1));
        let blocks = U64F64::from_num(blocks);
        let ripeness =
            blocks.safe_div(blocks.saturating_add(U64F64::from_num(self.halving_blocks)));
        U64F64::saturating_from_num(self.moving_alpha).saturating_mul(ripeness)
    }

    /// The moving price to store after block `now`, from the
    /// [effective](effective_moving_price) one before it and the spot price,
    /// both in TAO per alpha.
    pub fn next(&self, now: u64, effective: U64F64, spot: U64F64) -> I96F32 {
        let one = U64F64::from_num(1);
        let weight = self.weight(now);
        let moved = weight
            .saturating_mul(spot.min(one))
            .saturating_add(one.saturating_sub(weight).saturating_mul(effective));
        I96F32::saturating_from_num(moved)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    /// Storage default of `SubnetMovingAlpha`, chapter `emission` §10.1.
    fn default_alpha() -> I96F32 {
        I96F32::from_bits(12_885)
    }

    fn smoothing(moving_alpha: I96F32, first_emission_block: u64) -> PriceSmoothing {
        PriceSmoothing {
            moving_alpha,
            first_emission_block,
            halving_blocks: 201_600,
        }
    }

    fn effective(stored: I96F32) -> U64F64 {
        effective_moving_price(NetUid::new(1), DYNAMIC_MECHANISM, stored)
    }

    /// The price after `steps` updates in block `now`, from `start`.
    fn run(rule: PriceSmoothing, now: u64, steps: u32, start: I96F32, spot: f64) -> I96F32 {
        (0..steps).fold(start, |price, _| {
            rule.next(now, effective(price), U64F64::from_num(spot))
        })
    }

    #[test]
    fn moves_as_in_the_chapters_rows() {
        // Chapter `emission` §13.5 rows 80 to 84.
        let zero = I96F32::from_num(0);
        let mature = run(
            smoothing(default_alpha(), 0),
            7_200_000,
            1,
            I96F32::from_num(1),
            1.0,
        );
        assert_eq!(mature, 1);
        for (alpha, first, now, steps, raw) in [
            (1.0, 0, 7_200_000, 1, 4_177_983_750),
            (0.1, 0, 201_600, 14, 2_200_419_206),
            (0.5, 500, 510, 1, 117_167),
            (0.5, 500, 144_000_500, 1, 2_144_481_374),
        ] {
            let rule = smoothing(I96F32::from_num(alpha), first);
            let price = run(rule, now, steps, zero, 1.0);
            assert_eq!(price.to_bits(), raw, "μ {alpha}, block {now}");
        }
    }

    #[test]
    fn a_new_subnets_price_stays_zero_for_a_while() {
        // Chapter `emission` §10.1, precision dead zone.
        for (spot, first_block) in [(1.0, 16), (0.1, 157), (0.05, 314), (0.01, 1_577)] {
            let rule = smoothing(default_alpha(), 1);
            let risen =
                (1..).find(|now| run(rule, *now, 1, I96F32::from_num(0), spot).to_bits() > 0);
            assert_eq!(risen, Some(first_block), "spot {spot}");
        }
    }

    #[test]
    fn four_weeks_at_one_give_the_chapters_price() {
        // Chapter `emission` §10.1: 201 600 blocks at 1, from 0.
        let rule = smoothing(default_alpha(), 1);
        let price = (1..=201_600).fold(I96F32::from_num(0), |price, now| {
            rule.next(now, effective(price), U64F64::from_num(1))
        });
        assert_eq!(price.to_bits(), 727_405_946);
    }

    #[test]
    fn only_pools_have_a_price_of_their_own() {
        let stored = I96F32::from_num(0.25);
        assert_eq!(effective_moving_price(NetUid::ROOT, 1, stored), 1);
        assert_eq!(effective_moving_price(NetUid::new(3), 0, stored), 1);
        assert_eq!(effective_moving_price(NetUid::new(3), 1, stored), 0.25);
        assert_eq!(effective_moving_price(NetUid::new(3), 1, -stored), 0);
    }

    proptest! {
        #[test]
        fn stays_between_the_old_price_and_the_capped_spot(
            now in 0u64..10_000_000, old in 0i128..1 << 34, spot in 0u128..1 << 66,
        ) {
            let rule = smoothing(default_alpha(), 1);
            let old = I96F32::from_bits(old);
            let spot = U64F64::from_bits(spot);
            let new = rule.next(now, effective(old), spot);
            let capped = I96F32::from_num(spot.min(U64F64::from_num(1)));
            // The floor can take it one step below both.
            prop_assert!(new >= old.min(capped) - I96F32::from_bits(1));
            prop_assert!(new <= old.max(capped));
        }
    }
}
