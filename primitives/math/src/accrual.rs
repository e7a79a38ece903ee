//! How a block's alpha is divided among a subnet's participants.
//!
//! Of the alpha emission `a` the owner gets a cut, then half of the rest goes
//! to miners and half to validators, out of whose half root stakers get
//! `ρ·a/2`. The parts wait until the subnet's epoch.
//!
//! Source: spec chapter `emission` §6.

use substrate_fixed::types::U96F32;
use subtensor_types::AlphaBalance;

/// What one block adds to each pending account of a subnet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Accrual {
    /// For the owner (`PendingOwnerCut`).
    pub owner: AlphaBalance,
    /// For miners (`PendingServerEmission`).
    pub server: AlphaBalance,
    /// For validators (`PendingValidatorEmission`).
    pub validator: AlphaBalance,
    /// For root stakers (`PendingRootAlphaDivs`), or to be recycled in a block
    /// that pays no root dividends.
    pub root: AlphaBalance,
}

/// Divides `alpha_out` of a block.
///
/// `owner_cut` is the owner's fraction ([`crate::fixed::fraction_of_u16`] of
/// `SubnetOwnerCut`), `None` where it is disabled; `root_proportion` is
/// [`crate::root::root_proportion`] after this block's injection and after
/// `alpha_out` was minted. Four floors lose up to 3 units.
pub fn accrue(
    alpha_out: AlphaBalance,
    owner_cut: Option<U96F32>,
    root_proportion: U96F32,
) -> Accrual {
    let emission = alpha_out.to_fixed::<U96F32>();
    let owner = owner_cut.map_or(U96F32::from_bits(0), |cut| emission.saturating_mul(cut));
    let rest = emission.saturating_sub(owner);
    let root = half(root_proportion.saturating_mul(rest));
    let server = half(rest);
    let validator = rest.saturating_sub(server).saturating_sub(root);
    let floor = |part: U96F32| AlphaBalance::new(part.saturating_to_num());
    Accrual {
        owner: floor(owner),
        server: floor(server),
        validator: floor(validator),
        root: floor(root),
    }
}

/// Half, floored.
fn half(value: U96F32) -> U96F32 {
    U96F32::from_bits(value.to_bits() >> 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use crate::fixed::fraction_of_u16;
    use proptest::prelude::*;

    fn parts(alpha_out: u64, owner_cut: Option<u16>, root_bits: u128) -> [u64; 4] {
        let found = accrue(
            AlphaBalance::new(alpha_out),
            owner_cut.map(fraction_of_u16),
            U96F32::from_bits(root_bits),
        );
        [found.owner, found.server, found.validator, found.root].map(AlphaBalance::to_u64)
    }

    #[test]
    fn divides_as_in_the_chapters_example() {
        // Chapter `emission` §6, exact example.
        let emission = 1_000_000_000;
        assert_eq!(
            parts(emission, Some(11_796), 418_643_021),
            [179_995_422, 410_002_288, 370_038_166, 39_964_121]
        );
        assert_eq!(
            parts(emission, Some(11_796), 131_588_518),
            [179_995_422, 410_002_288, 397_440_704, 12_561_584]
        );
    }

    #[test]
    fn divides_as_in_the_chapters_rows() {
        // Chapter `emission` §13.3 rows 34 and 35.
        let emission = 1_000_000_000;
        assert_eq!(parts(emission, Some(0), 0)[0], 0);
        assert_eq!(parts(emission, Some(u16::MAX), 0), [emission, 0, 0, 0]);
        assert_eq!(
            parts(emission, None, 1 << 30),
            [0, 500_000_000, 375_000_000, 125_000_000]
        );
    }

    proptest! {
        // Chapter `emission` §12, invariant 5.
        #[test]
        fn all_but_three_units_are_attributed(
            alpha_out in any::<u64>(), cut in any::<u16>(), root in 0u128..=1 << 32,
        ) {
            for cut in [None, Some(cut)] {
                let sum: u128 = parts(alpha_out, cut, root).into_iter().map(u128::from).sum();
                let alpha_out = u128::from(alpha_out);
                prop_assert!(sum <= alpha_out && alpha_out - sum <= 3);
            }
        }
    }
}
