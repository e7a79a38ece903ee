//! Root stake: its part in a subnet's emission and the dividends it collects.
//!
//! The root proportion is `ρ = w·T / (w·T + A)` with root TAO `T`, TAO weight
//! `w` and a subnet's alpha issuance `A`. A validator's root dividend raises a
//! rate per unit of its root stake; what a staker can claim is
//! `rate · stake − watermark`, and the watermark moves with the stake so that
//! new stake earns nothing retroactively.
//!
//! Source: spec chapter `emission` §9 and §10.2.

use crate::fixed::{fraction_of_u64, SafeDiv};
use alloc::vec::Vec;
use substrate_fixed::types::{I96F32, U96F32};
use subtensor_types::{AlphaBalance, TaoBalance};

/// Root TAO (`SubnetTAO` of root, in rao) times the TAO weight
/// (`tao_weight / (2⁶⁴ − 1)`). The same for every subnet of a block.
///
/// Source: spec chapter `emission` §10.2.
pub fn weighted_root_tao(root_tao: TaoBalance, tao_weight: u64) -> U96F32 {
    root_tao
        .to_fixed::<U96F32>()
        .saturating_mul(fraction_of_u64(tao_weight))
}

/// The root proportion `ρ` of a subnet with `alpha_issuance`
/// (`SubnetAlphaIn + SubnetAlphaOut`); 0 when there is neither.
///
/// `weighted_root_tao` comes from [`weighted_root_tao`].
///
/// Source: spec chapter `emission` §10.2.
pub fn root_proportion(weighted_root_tao: U96F32, alpha_issuance: AlphaBalance) -> U96F32 {
    weighted_root_tao
        .safe_div(weighted_root_tao.saturating_add(alpha_issuance.to_fixed::<U96F32>()))
}

/// By how much a root dividend of `amount` alpha raises the claimable rate
/// (alpha per unit of root stake) of a hotkey with `root_stake` in all.
///
/// `None` when the dividend exceeds the stake: then the whole amount is staked
/// for the hotkey's owner instead.
///
/// Source: spec chapter `emission` §9.1.
pub fn dividend_rate(amount: AlphaBalance, root_stake: AlphaBalance) -> Option<I96F32> {
    (amount <= root_stake).then(|| {
        amount
            .to_fixed::<I96F32>()
            .safe_div(root_stake.to_fixed::<I96F32>())
    })
}

/// What a staker may still claim, in alpha; below zero when more was claimed
/// than the rate justifies now.
///
/// `rate` is the hotkey's `RootClaimable` on the subnet, `root_stake` the
/// coldkey's root stake on that hotkey, `claimed` its `RootClaimed`.
///
/// Source: spec chapter `emission` §9.2.
pub fn owed(rate: I96F32, root_stake: AlphaBalance, claimed: u128) -> I96F32 {
    rate.saturating_mul(root_stake.to_fixed::<I96F32>())
        .saturating_sub(I96F32::saturating_from_num(claimed))
}

/// The alpha a claim pays out, or `None` when nothing happens because `owed`
/// is below the subnet's `threshold` or less than one unit.
///
/// Source: spec chapter `emission` §9.4, step 1.
pub fn claim_amount(owed: I96F32, threshold: I96F32) -> Option<AlphaBalance> {
    if owed < threshold {
        return None;
    }
    let amount = AlphaBalance::new(owed.saturating_to_num());
    (!amount.is_zero()).then_some(amount)
}

/// By how much a staker's watermark moves when its root stake does: up when
/// `amount` is added, down (not below zero) when it is removed.
///
/// Source: spec chapter `emission` §9.3.
pub fn watermark_shift(rate: I96F32, amount: AlphaBalance) -> u128 {
    rate.saturating_mul(amount.to_fixed::<I96F32>())
        .saturating_to_num()
}

/// Which coldkeys, by index, have their root dividends claimed automatically
/// in a block: `claims` draws from the parent block's hash among `stakers`,
/// ascending and without repetition.
///
/// Each draw adds one big-endian `u64` of the hash to the index before it,
/// starting from the first `u64`. Without stakers every draw gives 0.
///
/// Source: spec chapter `emission` §9.6.
pub fn auto_claim_indices(parent_hash: &[u8; 32], claims: u64, stakers: u64) -> Vec<u64> {
    let words = parent_hash
        .as_chunks::<8>()
        .0
        .iter()
        .map(|bytes| u64::from_be_bytes(*bytes));
    let mut last = words.clone().next().unwrap_or(0);
    let mut indices: Vec<u64> = words
        .cycle()
        .zip(0..claims)
        .map(|(step, _)| {
            last = last.saturating_add(step).checked_rem(stakers).unwrap_or(0);
            last
        })
        .collect();
    indices.sort_unstable();
    indices.dedup();
    indices
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    fn alpha(rao: u64) -> AlphaBalance {
        AlphaBalance::new(rao)
    }

    #[test]
    fn root_proportion_has_the_chapters_raw_values() {
        // Chapter `emission` §6, exact example: root TAO 6e15, issuance 1e16.
        for (tao_weight, raw) in [
            (3_320_413_933_267_719_290, 418_643_021),
            (971_718_665_099_567_868, 131_588_518),
        ] {
            let weighted = weighted_root_tao(TaoBalance::new(6_000_000_000_000_000), tao_weight);
            let proportion = root_proportion(weighted, alpha(10_000_000_000_000_000));
            assert_eq!(proportion.to_bits(), raw);
        }
    }

    #[test]
    fn root_proportion_is_zero_without_root_and_one_without_alpha() {
        let none = weighted_root_tao(TaoBalance::ZERO, u64::MAX);
        assert_eq!(root_proportion(none, alpha(0)), 0);
        assert_eq!(root_proportion(none, alpha(5)), 0);
        let some = weighted_root_tao(TaoBalance::new(5), u64::MAX);
        assert_eq!(root_proportion(some, alpha(0)), 1);
    }

    #[test]
    fn dividends_become_the_chapters_rates_and_claims() {
        // Chapters `emission` §13.6 row 95 (derived values) and
        // `pools-and-staking` §10.7 rows T121 to T123: dividend after take,
        // all root stake, the raw rate, one coldkey's stake, its claim.
        for (dividend, stake, raw, own, claim) in [
            (820_004, 2_000_000, 1_760_945_181, 2_000_000, 820_003),
            (8_200_045, 10_000_000, 3_521_892_510, 1_000_000, 820_004),
            (8_200_045, 10_000_000, 3_521_892_510, 2_000_000, 1_640_008),
            (8_200_045, 16_000_000, 2_201_182_818, 8_000_000, 4_100_022),
        ] {
            let rate = dividend_rate(alpha(dividend), alpha(stake)).unwrap();
            assert_eq!(rate.to_bits(), raw, "{dividend} / {stake}");
            let owed = owed(rate, alpha(own), 0);
            let threshold = I96F32::from_num(500_000);
            assert_eq!(claim_amount(owed, threshold), Some(alpha(claim)));
        }
    }

    #[test]
    fn unclaimed_dividends_are_lost_with_the_stake() {
        // Chapter `pools-and-staking` §10.7 row T125: half of 8e6 removed.
        let rate = I96F32::from_bits(2_201_182_818);
        assert_eq!(owed(rate, alpha(8_000_000), 0).to_num::<u64>(), 4_100_022);
        let watermark = 0u128.saturating_sub(watermark_shift(rate, alpha(4_000_000)));
        let left = owed(rate, alpha(4_000_000), watermark);
        assert_eq!(left.to_num::<u64>(), 2_050_011);
    }

    #[test]
    fn a_dividend_above_the_root_stake_has_no_rate() {
        // Chapter `emission` §9.1.
        assert_eq!(dividend_rate(alpha(11), alpha(10)), None);
        assert_eq!(dividend_rate(alpha(1), alpha(0)), None);
        assert_eq!(dividend_rate(alpha(0), alpha(0)), Some(I96F32::from_num(0)));
        assert_eq!(
            dividend_rate(alpha(10), alpha(10)),
            Some(I96F32::from_num(1))
        );
    }

    #[test]
    fn claims_below_the_threshold_or_one_unit_do_nothing() {
        let half = I96F32::from_num(0.5);
        assert_eq!(claim_amount(half, I96F32::from_num(1)), None);
        assert_eq!(claim_amount(half, half), None);
        assert_eq!(claim_amount(-half, -half), None);
        assert_eq!(claim_amount(half + half, half + half), Some(alpha(1)));
    }

    #[test]
    fn automatic_claims_are_drawn_as_in_the_chapters_rows() {
        // Chapters `pools-and-staking` §10.7 rows T133 and T134 and `emission` §13.6
        // rows 101 to 104. The hashes are keccak256 of
        // "some" and "some2".
        let some = *b"\x4e\x7e\x83\x01\xf5\xd2\x06\x74\x8d\x1c\x4f\x82\x2e\x35\x64\xdd\
            \xb1\x12\x4f\x86\x59\x1a\x83\x9f\x58\xdf\xc2\xf0\x07\x98\x3b\x61";
        let some2 = *b"\xc3\x57\xa6\x1b\x4f\x8a\xf0\x2f\x92\xc4\xf3\x54\xb4\x83\x99\x25\
            \xd8\xc5\xa1\x8c\x9c\x01\x7f\x80\xef\xab\x7e\xfc\xb3\x63\xae\xd7";
        assert!(auto_claim_indices(&some, 0, 15_000).is_empty());
        assert_eq!(
            auto_claim_indices(&some, 15, 15_000),
            [
                265, 630, 1286, 1558, 4496, 4861, 5517, 5789, 6803, 8096, 9092, 11034, 11399,
                12055, 12327
            ]
        );
        assert_eq!(
            auto_claim_indices(&some2, 15, 15_000),
            [
                61, 246, 1440, 2855, 3521, 5236, 6130, 6615, 8511, 9405, 9890, 11786, 11971, 13165,
                14580
            ]
        );
        let counting: [u8; 32] = core::array::from_fn(|at| at as u8);
        assert_eq!(
            auto_claim_indices(&counting, 5, 1_000),
            [219, 366, 402, 884, 933]
        );
        assert_eq!(auto_claim_indices(&[0xff; 32], 5, 7), [1]);
        assert_eq!(auto_claim_indices(&counting, 5, 0), [0]);
    }

    proptest! {
        #[test]
        fn the_root_proportion_is_a_proportion(
            tao in any::<u64>(), weight in any::<u64>(), a in any::<u64>(), more in any::<u64>(),
        ) {
            let weighted = weighted_root_tao(TaoBalance::new(tao), weight);
            let proportion = root_proportion(weighted, alpha(a));
            prop_assert!(proportion <= U96F32::from_num(1));
            prop_assert!(root_proportion(weighted, alpha(a.saturating_add(more))) <= proportion);
        }

        #[test]
        fn adding_and_removing_stake_leaves_the_claim(
            rate in 0i128..1 << 40, stake in 0u64..1 << 50, added in 0u64..1 << 50,
        ) {
            let rate = I96F32::from_bits(rate);
            let shift = watermark_shift(rate, alpha(added));
            let before = owed(rate, alpha(stake), 0);
            let after = owed(rate, alpha(stake + added), shift);
            // New stake earns nothing retroactively, up to the floor.
            prop_assert!(after >= before && after - before <= I96F32::from_num(1));
        }
    }
}
