//! What a subnet's TAO buys: liquidity for its pool, and alpha.
//!
//! A subnet with `T` rao of emission at price `p` would inject `T` with `T/p`
//! alpha. The alpha is capped, today at `ρ·A` (root proportion times alpha
//! emission); the TAO that then lacks a counterpart buys alpha from the pool
//! instead. Former eras had other caps, or injected all the TAO.
//!
//! Source: spec chapter `emission` §5.1 and §4.7.

use crate::{emission::InjectionRule, fixed::SafeDiv};
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

/// What one subnet's injection depends on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct InjectionTerms {
    /// The subnet's TAO, in rao, from [`crate::emission::subnet_tao`].
    pub tao_emission: U96F32,
    /// The block's TAO, in rao.
    pub block_emission: U96F32,
    /// The subnet's alpha emission.
    pub alpha_emission: AlphaBalance,
    /// Spot price in TAO per alpha.
    pub spot_price: U64F64,
    /// From [`crate::root::root_proportion`].
    pub root_proportion: U96F32,
}

impl InjectionTerms {
    /// The injection under a rule.
    ///
    /// Each amount is floored on its own, so up to 2 rao stay unspent. At price
    /// zero all TAO is injected: without any alpha, or at the launch of dynamic TAO
    /// with all that the cap allows.
    pub fn injection(&self, rule: InjectionRule) -> Injection {
        let cap = self.cap(rule);
        let price = U96F32::saturating_from_num(self.spot_price);
        let (tao_in, alpha_in) = match rule {
            InjectionRule::RootProportion | InjectionRule::BlockEmission => {
                let wanted = self.tao_emission.safe_div(price);
                if wanted > cap {
                    (cap.saturating_mul(price), cap)
                } else {
                    (self.tao_emission, wanted)
                }
            }
            InjectionRule::Unmatched => {
                let wanted = self.tao_emission.checked_div(price).unwrap_or(cap);
                (self.tao_emission, wanted.min(cap))
            }
        };
        let excess = self.tao_emission.saturating_sub(tao_in);
        Injection {
            tao_in: TaoBalance::new(tao_in.saturating_to_num()),
            alpha_in: AlphaBalance::new(alpha_in.saturating_to_num()),
            excess_tao: TaoBalance::new(excess.saturating_to_num()),
        }
    }

    /// The most alpha the subnet may be given into its pool.
    fn cap(&self, rule: InjectionRule) -> U96F32 {
        let alpha_emission = self.alpha_emission.to_fixed::<U96F32>();
        match rule {
            InjectionRule::RootProportion => self.root_proportion.saturating_mul(alpha_emission),
            InjectionRule::BlockEmission => alpha_emission.min(self.block_emission),
            InjectionRule::Unmatched => alpha_emission,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    const ALPHA_EMISSION: AlphaBalance = AlphaBalance::new(1_000_000_000);

    const RULES: [InjectionRule; 3] = [
        InjectionRule::RootProportion,
        InjectionRule::BlockEmission,
        InjectionRule::Unmatched,
    ];

    fn terms(tao: f64, price: f64, root_proportion: f64) -> InjectionTerms {
        InjectionTerms {
            tao_emission: U96F32::from_num(tao),
            block_emission: U96F32::from_num(500_000_000),
            alpha_emission: ALPHA_EMISSION,
            spot_price: U64F64::from_num(price),
            root_proportion: U96F32::from_num(root_proportion),
        }
    }

    fn amounts(terms: InjectionTerms, rule: InjectionRule) -> (u64, u64, u64) {
        let found = terms.injection(rule);
        (
            found.alpha_in.to_u64(),
            found.tao_in.to_u64(),
            found.excess_tao.to_u64(),
        )
    }

    #[test]
    fn splits_as_in_the_chapters_row() {
        // Chapter `emission` §13.2 row 30: price raw 42 949 672, ρ = 0.1, 0.
        for (tao, root, expected) in [
            (500_000_000.0, 0.1, (100_000_000, 999_999, 499_000_000)),
            (5_000_000.0, 0.1, (100_000_000, 999_999, 4_000_000)),
            (500_000_000.0, 0.0, (0, 0, 500_000_000)),
        ] {
            let terms = InjectionTerms {
                spot_price: U64F64::saturating_from_num(U96F32::from_bits(42_949_672)),
                ..terms(tao, 0.0, root)
            };
            assert_eq!(amounts(terms, InjectionRule::RootProportion), expected);
        }
    }

    #[test]
    fn below_the_cap_everything_is_injected() {
        // Chapter `emission` §13.2 rows 28 and 29.
        for (tao, expected) in [
            (34_566_756.0, (34_566_756, 34_566_756, 0)),
            (100_000_000.0, (100_000_000, 100_000_000, 0)),
            (
                10_000_000_000.0,
                (1_000_000_000, 1_000_000_000, 9_000_000_000),
            ),
        ] {
            let found = amounts(terms(tao, 1.0, 1.0), InjectionRule::RootProportion);
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn former_eras_had_other_caps() {
        // Chapter `emission` §4.7: min(A, TAO block emission); no chain buys.
        let lots = terms(2_000_000_000.0, 0.5, 0.1);
        let (half, all) = (500_000_000, 1_000_000_000);
        for (rule, expected) in [
            (
                InjectionRule::BlockEmission,
                (half, half / 2, 2 * all - half / 2),
            ),
            (InjectionRule::Unmatched, (all, 2 * all, 0)),
        ] {
            assert_eq!(amounts(lots, rule), expected, "{rule:?}");
        }
        let few = terms(1_000_000.0, 0.5, 0.1);
        for rule in RULES {
            assert_eq!(amounts(few, rule), (2_000_000, 1_000_000, 0), "{rule:?}");
        }
    }

    #[test]
    fn at_price_zero_tao_is_injected_alone() {
        // Chapter `emission` §5.1, quirk; at the launch the alpha emission went along.
        for (rule, alpha) in RULES.into_iter().zip([0, 0, 1_000_000_000]) {
            assert_eq!(amounts(terms(77.0, 0.0, 0.0), rule), (alpha, 77, 0));
        }
    }

    proptest! {
        // Chapter `emission` §12, invariant 2.
        #[test]
        fn what_is_spent_misses_the_emission_by_less_than_two(
            tao in 0u128..1 << 72, price in 0u128..1 << 70, root in 0u128..1 << 33,
            alpha in any::<u64>(), block in 0u64..1 << 40, rule in 0usize..3,
        ) {
            let terms = InjectionTerms {
                tao_emission: U96F32::from_bits(tao),
                block_emission: U96F32::from_num(block),
                alpha_emission: AlphaBalance::new(alpha),
                spot_price: U64F64::from_bits(price),
                root_proportion: U96F32::from_bits(root),
            };
            let found = terms.injection(RULES[rule]);
            let tao = terms.tao_emission;
            let spent = found.tao_in + TaoBalance::new(found.excess_tao.to_u64());
            let spent = spent.to_fixed::<U96F32>();
            prop_assert!(spent <= tao && tao - spent < 2);
            prop_assert!(found.alpha_in.to_fixed::<U96F32>() <= terms.cap(RULES[rule]));
        }
    }
}
