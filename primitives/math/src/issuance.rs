//! How much a block issues, given what exists already.
//!
//! The emission halves each time the remaining supply does: with `r` the rao
//! missing to 21 million, `k = ⌊log₂(21e15 / r)⌋` and the block issues
//! `⌊1e9 / 2ᵏ⌋` rao, nothing once `k ≥ 30`. The same rule serves TAO and each
//! subnet's alpha. The reference computes `k` through a fixed-point logarithm;
//! this integer form gives the same result for every issuance.
//!
//! Source: spec chapter `emission` §2.

use subtensor_types::{AlphaBalance, TaoBalance, MAX_ISSUANCE, RAO_PER_TAO};

/// Rao issued per block before the first halving.
pub const FULL_BLOCK_EMISSION: u64 = RAO_PER_TAO;

/// Rao to issue in a block when `issuance` rao exist.
///
/// Source: spec chapter `emission` §2.1.
pub const fn block_emission(issuance: u64) -> u64 {
    // Zero when all is issued. x ≥ 21e15·(1 − 2⁻ʲ) is r·2ʲ ≤ 21e15, so the
    // largest such j is the binary logarithm of the integer quotient.
    let remaining = MAX_ISSUANCE.saturating_sub(issuance);
    match MAX_ISSUANCE.checked_div(remaining) {
        Some(ratio) => match ratio.checked_ilog2() {
            Some(halvings) => FULL_BLOCK_EMISSION >> halvings,
            None => 0,
        },
        None => 0,
    }
}

/// TAO to issue in a block when `issuance` exists: [`block_emission`].
pub const fn tao_block_emission(issuance: TaoBalance) -> TaoBalance {
    TaoBalance::new(block_emission(issuance.to_u64()))
}

/// Alpha a subnet issues in a block when `issuance` of it exists
/// (`SubnetAlphaIn + SubnetAlphaOut`): [`block_emission`].
///
/// Source: spec chapter `emission` §2.3.
pub const fn alpha_block_emission(issuance: AlphaBalance) -> AlphaBalance {
    AlphaBalance::new(block_emission(issuance.to_u64()))
}

/// TAO a block really mints: the emission for the pallet's own count of the
/// issuance, but never past 21 million in the balances' count.
///
/// Source: spec chapter `emission` §2.2.
pub const fn mintable_tao(
    total_issuance: TaoBalance,
    balances_total_issuance: TaoBalance,
) -> TaoBalance {
    let emission = block_emission(total_issuance.to_u64());
    let room = MAX_ISSUANCE.saturating_sub(balances_total_issuance.to_u64());
    TaoBalance::new(if emission < room { emission } else { room })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use crate::transcendental::log2;
    use proptest::prelude::*;
    use substrate_fixed::types::I96F32;

    /// The reference's own way, chapter `emission` §2.1 steps 1 to 5.
    fn by_logarithm(issuance: u64) -> u64 {
        let issued = I96F32::from_num(issuance);
        if issued >= I96F32::from_num(MAX_ISSUANCE) {
            return 0;
        }
        let left = I96F32::from_num(1) - issued / I96F32::from_num(MAX_ISSUANCE);
        let halvings: u32 = log2(I96F32::from_num(1) / left).unwrap().to_num();
        let mut divisor = I96F32::from_num(1);
        for _ in 0..halvings {
            divisor *= I96F32::from_num(2);
        }
        (I96F32::from_num(1) / divisor * I96F32::from_num(FULL_BLOCK_EMISSION)).to_num()
    }

    #[test]
    fn halves_at_the_chapters_thresholds() {
        // Chapter `emission` §2.1 table and §13.1 rows 8 and 9.
        for (issuance, emission) in [
            (0, 1_000_000_000),
            (10_499_999_999_999_999, 1_000_000_000),
            (10_500_000_000_000_000, 500_000_000),
            (15_749_999_999_999_999, 500_000_000),
            (15_750_000_000_000_000, 250_000_000),
            (18_375_000_000_000_000, 125_000_000),
            (19_687_500_000_000_000, 62_500_000),
            (20_343_750_000_000_000, 31_250_000),
            (20_671_875_000_000_000, 15_625_000),
            (20_835_937_500_000_000, 7_812_500),
            (20_917_968_750_000_000, 3_906_250),
            (20_958_984_375_000_000, 1_953_125),
            (20_979_492_187_500_000, 976_562),
            (20_999_999_960_884_452, 1),
            (20_999_999_980_442_225, 1),
            (20_999_999_980_442_226, 0),
            (20_999_999_999_999_999, 0),
            (21_000_000_000_000_000, 0),
            (u64::MAX, 0),
        ] {
            assert_eq!(block_emission(issuance), emission, "at {issuance}");
        }
    }

    #[test]
    fn minting_stops_at_the_supply_cap() {
        // Chapter `emission` §2.2.
        let mint = |pallet, balances| {
            mintable_tao(TaoBalance::new(pallet), TaoBalance::new(balances)).to_u64()
        };
        assert_eq!(mint(0, 0), 1_000_000_000);
        assert_eq!(mint(0, MAX_ISSUANCE - 7), 7);
        assert_eq!(mint(0, u64::MAX), 0);
        assert_eq!(mint(MAX_ISSUANCE, 0), 0);
    }

    #[test]
    fn equals_the_logarithm_around_every_threshold() {
        for k in 1..=30u32 {
            let threshold = MAX_ISSUANCE - (MAX_ISSUANCE >> k);
            for issuance in threshold - 100..=threshold + 100 {
                assert_eq!(
                    block_emission(issuance),
                    by_logarithm(issuance),
                    "{issuance}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn equals_the_logarithm(issuance in 0..=MAX_ISSUANCE) {
            prop_assert_eq!(block_emission(issuance), by_logarithm(issuance));
        }

        #[test]
        fn never_grows_with_the_issuance(a in any::<u64>(), b in 0..=MAX_ISSUANCE) {
            for a in [a, a % MAX_ISSUANCE] {
                prop_assert!(block_emission(a.min(b)) >= block_emission(a.max(b)));
            }
        }
    }
}
