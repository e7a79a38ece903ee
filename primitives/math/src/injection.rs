//! What a subnet's TAO buys: liquidity for its pool, and alpha.
//!
//! A subnet with `T` rao of emission at price `p` would inject `T` with `T/p`
//! alpha. The alpha is capped at `ρ·A` (root proportion times alpha emission);
//! the TAO that then lacks a counterpart buys alpha from the pool instead.
//!
//! Source: spec chapter `emission` §5.1.

use crate::fixed::SafeDiv;
use substrate_fixed::types::{U64F64, U96F32};
use subtensor_types::{AlphaBalance, TaoBalance};

/// What the chain puts into one subnet's pool in a block.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Injection {
    /// TAO to add to the reserve.
    pub tao_in: TaoBalance,
    /// Alpha to mint into the reserve beside it.
    pub alpha_in: AlphaBalance,
    /// TAO to buy alpha with.
    pub excess_tao: TaoBalance,
}

/// The most alpha a subnet may be given into its pool in a block: its root
/// proportion of its alpha emission.
///
/// `root_proportion` comes from [`crate::root::root_proportion`].
pub fn injection_cap(root_proportion: U96F32, alpha_emission: AlphaBalance) -> U96F32 {
    root_proportion.saturating_mul(alpha_emission.to_fixed::<U96F32>())
}

/// The injection for a subnet that gets `tao_emission` (rao, from
/// [`crate::emission::subnet_tao`]) at a spot price in TAO per alpha.
///
/// Each amount is floored on its own, so up to 2 rao stay unspent. At price
/// zero all TAO is injected without any alpha.
pub fn injection(tao_emission: U96F32, spot_price: U64F64, cap: U96F32) -> Injection {
    let price = U96F32::saturating_from_num(spot_price);
    let wanted = tao_emission.safe_div(price);
    let (tao_in, alpha_in) = if wanted > cap {
        (cap.saturating_mul(price), cap)
    } else {
        (tao_emission, wanted)
    };
    let excess = tao_emission.saturating_sub(tao_in);
    Injection {
        tao_in: TaoBalance::new(tao_in.saturating_to_num()),
        alpha_in: AlphaBalance::new(alpha_in.saturating_to_num()),
        excess_tao: TaoBalance::new(excess.saturating_to_num()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    const ALPHA_EMISSION: AlphaBalance = AlphaBalance::new(1_000_000_000);

    fn amounts(tao: f64, price: f64, root_proportion: f64) -> (u64, u64, u64) {
        let cap = injection_cap(U96F32::from_num(root_proportion), ALPHA_EMISSION);
        let found = injection(U96F32::from_num(tao), U64F64::from_num(price), cap);
        (
            found.alpha_in.to_u64(),
            found.tao_in.to_u64(),
            found.excess_tao.to_u64(),
        )
    }

    #[test]
    fn splits_as_in_the_chapters_row() {
        // Chapter `emission` §13.2 row 30: price raw 42 949 672, ρ = 0.1, 0.
        let price = U64F64::saturating_from_num(U96F32::from_bits(42_949_672));
        let tenth = U96F32::from_num(0.1);
        for (tao, root, expected) in [
            (500_000_000, tenth, (100_000_000, 999_999, 499_000_000)),
            (5_000_000, tenth, (100_000_000, 999_999, 4_000_000)),
            (500_000_000, U96F32::from_num(0), (0, 0, 500_000_000)),
        ] {
            let cap = injection_cap(root, ALPHA_EMISSION);
            let found = injection(U96F32::from_num(tao), price, cap);
            assert_eq!(
                (
                    found.alpha_in.to_u64(),
                    found.tao_in.to_u64(),
                    found.excess_tao.to_u64()
                ),
                expected
            );
        }
    }

    #[test]
    fn below_the_cap_everything_is_injected() {
        // Chapter `emission` §13.2 rows 28 and 29.
        assert_eq!(amounts(34_566_756.0, 1.0, 1.0), (34_566_756, 34_566_756, 0));
        assert_eq!(
            amounts(100_000_000.0, 1.0, 1.0),
            (100_000_000, 100_000_000, 0)
        );
        assert_eq!(
            amounts(10_000_000_000.0, 1.0, 1.0),
            (1_000_000_000, 1_000_000_000, 9_000_000_000)
        );
    }

    #[test]
    fn at_price_zero_tao_is_injected_alone() {
        // Chapter `emission` §5.1, quirk.
        assert_eq!(amounts(77.0, 0.0, 0.0), (0, 77, 0));
    }

    proptest! {
        // Chapter `emission` §12, invariant 2.
        #[test]
        fn what_is_spent_misses_the_emission_by_less_than_two(
            tao in 0u128..1 << 72, price in 0u128..1 << 70, cap in 0u128..1 << 64,
        ) {
            let tao = U96F32::from_bits(tao);
            let found = injection(tao, U64F64::from_bits(price), U96F32::from_bits(cap));
            let spent = found.tao_in + TaoBalance::new(found.excess_tao.to_u64());
            let spent = spent.to_fixed::<U96F32>();
            prop_assert!(spent <= tao && tao - spent < 2);
            prop_assert!(found.alpha_in.to_fixed::<U96F32>() <= U96F32::from_bits(cap));
        }
    }
}
