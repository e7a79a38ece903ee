//! The stake a hotkey brings to consensus.
//!
//! Own stake less what children got plus what parents gave, one level deep;
//! then `alpha + tao·w`, with the TAO weight `w` on root stake. Every product
//! with a proportion is floored to 2⁻³².
//!
//! Source: spec chapters `yuma` §2.1 and §2.2, `pools-and-staking` §5.2 and
//! §5.3.

use crate::fixed::fraction_of_u64;
use substrate_fixed::types::{I64F64, U96F32};
use subtensor_types::AlphaBalance;

/// The stake of a hotkey after its relatives' parts.
///
/// `own` is its stake on a network; `children` are the proportions of it given
/// away, in 1/(2⁶⁴ − 1); `parents` are the proportions it was given, each with
/// that parent's own stake on the same network. For root stake the lists are
/// those of the subnet asked about. On root itself there are no lists.
pub fn inherited_stake(
    own: AlphaBalance,
    children: impl IntoIterator<Item = u64>,
    parents: impl IntoIterator<Item = (u64, AlphaBalance)>,
) -> AlphaBalance {
    let part = |stake: AlphaBalance, proportion: u64| {
        stake
            .to_fixed::<U96F32>()
            .saturating_mul(fraction_of_u64(proportion))
    };
    let zero = U96F32::from_bits(0);
    let given = children.into_iter().fold(zero, |given, proportion| {
        given.saturating_add(part(own, proportion))
    });
    let received = parents
        .into_iter()
        .fold(zero, |received, (proportion, stake)| {
            received.saturating_add(part(stake, proportion))
        });
    let kept = own.to_fixed::<U96F32>().saturating_sub(given);
    AlphaBalance::new(kept.saturating_add(received).saturating_to_num())
}

/// The TAO weight as stake weights use it: `TaoWeight / (2⁶⁴ − 1)`, truncated
/// to 2⁻³².
pub fn stake_tao_weight(tao_weight: u64) -> I64F64 {
    I64F64::saturating_from_num(fraction_of_u64(tao_weight))
}

/// The total stake weight of a hotkey with inherited `alpha` and root `tao`.
///
/// `tao_weight` comes from [`stake_tao_weight`].
pub fn stake_weight(alpha: AlphaBalance, tao: AlphaBalance, tao_weight: I64F64) -> I64F64 {
    alpha
        .to_fixed::<I64F64>()
        .saturating_add(tao.to_fixed::<I64F64>().saturating_mul(tao_weight))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    const ALL: u64 = u64::MAX;
    const HALF: u64 = u64::MAX / 2;
    const THIRD: u64 = u64::MAX / 3;
    const QUARTER: u64 = u64::MAX / 4;

    #[test]
    fn stake_is_inherited_as_in_the_chapters_rows() {
        // Chapters `yuma` §15.6 rows I-1 to I-6 and `pools-and-staking` §10.6
        // rows T105 to T110, T118: own stake, children, parents, result.
        type Row<'a> = (u64, &'a [u64], &'a [(u64, u64)], u64);
        let rows: &[Row] = &[
            (1_000_000_000, &[ALL], &[], 0),
            (0, &[], &[(ALL, 1_000_000_000)], 1_000_000_000),
            (1_000, &[HALF], &[], 500),
            (2_000, &[HALF], &[], 1_000),
            (0, &[], &[(HALF, 1_000), (HALF, 2_000)], 1_499),
            (3_000, &[THIRD, THIRD], &[], 1_000),
            (0, &[], &[(THIRD, 3_000)], 999),
            (600_000_000_000_000, &[0, ALL], &[], 0),
            (0, &[], &[(0, 600_000_000_000_000)], 0),
            (0, &[], &[(ALL, 600_000_000_000_000)], 600_000_000_000_000),
            (
                100_000_000_000_000,
                &[QUARTER, QUARTER, QUARTER],
                &[],
                25_000_000_069_849,
            ),
            (
                0,
                &[],
                &[(QUARTER, 100_000_000_000_000)],
                24_999_999_976_716,
            ),
            (1_000, &[HALF, HALF], &[], 0),
            (0, &[], &[(HALF, 1_000)], 499),
            (2_000, &[], &[(ALL, 2_000)], 4_000),
        ];
        for (own, children, parents, expected) in rows {
            let found = inherited_stake(
                AlphaBalance::new(*own),
                children.iter().copied(),
                parents
                    .iter()
                    .map(|(proportion, stake)| (*proportion, AlphaBalance::new(*stake))),
            );
            assert_eq!(
                found.to_u64(),
                *expected,
                "{own}, {children:?}, {parents:?}"
            );
        }
    }

    #[test]
    fn root_stake_weighs_as_in_the_chapters_rows() {
        let weight = |alpha, tao, tao_weight| {
            stake_weight(
                AlphaBalance::new(alpha),
                AlphaBalance::new(tao),
                stake_tao_weight(tao_weight),
            )
        };
        let default = 971_718_665_099_567_868;
        // Chapter `pools-and-staking` §10.6 rows T117 and T118.
        assert_eq!(
            weight(1_000_000_000_000, 10_000_000_000_000, default).to_num::<u64>(),
            1_526_769_743_300
        );
        assert_eq!(weight(2_000_000_000, 2_000_000_000, ALL), 4_000_000_000u64);
        // Chapter `yuma` §15.1 row H-17.
        let hundredths = weight(0, 1_000_000_000_000, default) * I64F64::from_num(10_000);
        assert_eq!(hundredths.to_num::<u64>(), 526_769_743_300_974);
        // Chapter `yuma` §2.2: both inputs saturate.
        assert_eq!(weight(ALL, ALL, ALL), I64F64::max_value());
    }

    proptest! {
        #[test]
        fn inheritance_creates_no_stake(
            own in 0u64..1 << 62, proportions in proptest::collection::vec(any::<u64>(), 0..5),
        ) {
            let mut left = u64::MAX;
            let proportions: Vec<u64> = proportions
                .into_iter()
                .map(|p| { let p = p.min(left); left -= p; p })
                .collect();
            let own = AlphaBalance::new(own);
            let kept = inherited_stake(own, proportions.iter().copied(), []);
            let given: AlphaBalance = proportions
                .iter()
                .map(|p| inherited_stake(AlphaBalance::ZERO, [], [(*p, own)]))
                .sum();
            prop_assert!(kept + given <= own);
        }
    }
}
