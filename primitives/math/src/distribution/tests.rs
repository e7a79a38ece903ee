//! Numbers of spec chapter `emission` §13.4, and what holds for every split.

#![allow(clippy::arithmetic_side_effects)]

use super::*;
use proptest::prelude::*;

fn alpha(units: u64) -> AlphaBalance {
    AlphaBalance::new(units)
}

fn stake(on_subnet: u64, on_root: u64) -> OwnStake {
    OwnStake {
        alpha: alpha(on_subnet),
        root: alpha(on_root),
    }
}

fn parent(stake: OwnStake, proportion: u64) -> Parent {
    Parent {
        stake,
        proportion,
        same_owner: false,
    }
}

fn terms(take: u16) -> SplitTerms {
    SplitTerms {
        tao_weight: ZERO,
        childkey_take: fraction_of_u16(take),
        childkey_burn: ZERO,
    }
}

/// Splits 1e9 earned by a child without stake of its own.
fn split_from(parent: Parent, terms: &SplitTerms) -> (u64, u64) {
    let split = split_dividend(alpha(1_000_000_000), stake(0, 0), [], &[parent], terms);
    (split.parents[0].dividend.to_u64(), split.own.to_u64())
}

#[test]
fn a_child_without_stake_keeps_its_take() {
    // Row 57, derived values; row 62.
    let all = parent(stake(1_000_000_000, 0), u64::MAX);
    assert_eq!(split_from(all, &terms(6_553)), (900_007_629, 99_992_370));
    let (parents, own) = split_from(all, &terms(u16::MAX / 2));
    assert!(parents.abs_diff(500_000_000) < 10_000 && own.abs_diff(500_000_000) < 10_000);
}

#[test]
fn an_owner_pays_itself_no_take() {
    let own_parent = Parent {
        same_owner: true,
        ..parent(stake(1_000_000_000, 0), u64::MAX)
    };
    assert_eq!(split_from(own_parent, &terms(6_553)), (1_000_000_000, 0));
}

#[test]
fn the_childkey_burn_is_recycled() {
    // §8.2: the burn comes off the parent's part, the take off the same base.
    let terms = SplitTerms {
        childkey_burn: U96F32::from_num(0.25),
        childkey_take: U96F32::from_num(0.5),
        ..terms(0)
    };
    let all = parent(stake(77, 0), u64::MAX);
    let split = split_dividend(alpha(1_000), stake(0, 0), [], &[all], &terms);
    assert_eq!(split.parents[0].dividend, alpha(250));
    assert_eq!(split.parents[0].recycled, alpha(250));
    assert_eq!(split.own, alpha(500));
}

#[test]
fn root_stake_counts_by_its_weight() {
    // §8.2: parent 100 + 100·w, child 50 + 100·w, half of the parent's is the
    // child's; w = 1/2 by TaoWeight 2⁶³.
    let terms = SplitTerms {
        tao_weight: fraction_of_u64(1 << 63),
        ..terms(0)
    };
    let half = parent(stake(100, 100), 1 << 63);
    let split = split_dividend(alpha(1_750), stake(50, 100), [], &[half], &terms);
    assert!(split.parents[0].dividend.to_u64().abs_diff(750) <= 1);
    assert!(split.own.to_u64().abs_diff(1_000) <= 1);
}

#[test]
fn stake_given_to_children_earns_nothing_for_its_owner() {
    let all = parent(stake(1_000, 0), u64::MAX);
    let split = split_dividend(alpha(90), stake(1_000, 0), [u64::MAX], &[all], &terms(0));
    assert_eq!(
        (split.parents[0].dividend, split.own),
        (alpha(90), alpha(0))
    );
    let split = split_dividend(alpha(90), stake(1_000, 0), [], &[all], &terms(0));
    assert_eq!(
        (split.parents[0].dividend, split.own),
        (alpha(45), alpha(45))
    );
}

#[test]
fn the_largest_of_three_takes_applies() {
    assert_eq!(childkey_take(5, 3, 4), 5);
    assert_eq!(childkey_take(1, 3, 2), 3);
    assert_eq!(childkey_take(1, 2, 3), 3);
}

#[test]
fn pools_are_shared_as_in_the_chapters_row() {
    // Row 65, derived values: w = 0.18 as TaoWeight 3_320_413_933_267_719_290.
    let claims = [
        DividendClaim {
            dividend: alpha(77_783_738),
            stake: stake(4_859_302, 2_342_352),
        },
        DividendClaim {
            dividend: alpha(19_283_940),
            stake: stake(23_423, 859_273),
        },
    ];
    let share = |validator, root, weight| {
        let pays = share_pools(&claims, alpha(validator), alpha(root), weight);
        let units = |value: U96F32| value.to_num::<u64>();
        (
            [units(pays[0].alpha), units(pays[1].alpha)],
            [units(pays[0].root), units(pays[1].root)],
        )
    };
    let (validator, root) = (183_123_567_452, 837_120_949_872);
    let weight = fraction_of_u64(3_320_413_933_267_719_290);
    assert_eq!(
        share(validator, root, weight),
        (
            [176_856_534_496, 6_267_032_912],
            [226_443_796_624, 610_677_153_052]
        )
    );
    // Row 66: the sums follow.
    let (by_alpha, by_root) = share(0, root, weight);
    assert_eq!(by_alpha, [0, 0]);
    assert!(by_root.iter().sum::<u64>().abs_diff(root) <= 1_000);
    let (by_alpha, by_root) = share(validator, root, ZERO);
    assert!(by_alpha.iter().sum::<u64>().abs_diff(validator) <= 1_000);
    assert_eq!(by_root, [0, 0]);
}

#[test]
fn a_single_validator_gets_the_whole_pool() {
    // Row 68.
    let claim = DividendClaim {
        dividend: alpha(123_456_789),
        stake: stake(5, 0),
    };
    let pays = share_pools(&[claim], alpha(123_456_789), alpha(0), ZERO);
    assert_eq!(floor(pays[0].alpha), alpha(123_456_789));
}

#[test]
fn a_validator_without_relatives_keeps_its_dividend() {
    // Row 67: no root stake; incentives leave the validators' pool as it is.
    let split = split_dividend(alpha(123_456_789), stake(5, 0), [], &[], &terms(6_553));
    assert!(split.parents.is_empty());
    assert_eq!(split.own, alpha(123_456_789));
    let claim = DividendClaim {
        dividend: split.own,
        stake: stake(5, 0),
    };
    let pool = validator_pool(alpha(683_051_923), alpha(683_051_923), alpha(123_456_789));
    let pays = share_pools(&[claim], pool, alpha(0), ZERO);
    assert_eq!(floor(pays[0].alpha), alpha(123_456_789));
    assert_eq!(floor(pays[0].root), alpha(0));
}

#[test]
fn without_incentives_validators_get_both_pools() {
    assert_eq!(validator_pool(alpha(0), alpha(5), alpha(7)), alpha(12));
    assert_eq!(validator_pool(alpha(1), alpha(5), alpha(7)), alpha(7));
}

#[test]
fn delegates_take_as_in_the_chapters_row() {
    // Row 95, derived values: 1_000_000 at the default take.
    let (take, rest) = delegate_take(U96F32::from_num(1_000_000), 11_796);
    assert_eq!((take, rest), (alpha(179_995), alpha(820_004)));
}

#[test]
fn the_withheld_part_is_a_fraction_of_the_incentives() {
    assert_eq!(miner_burned(alpha(1), alpha(4)), 0.25);
    assert_eq!(miner_burned(alpha(0), alpha(0)), 0);
}

proptest! {
    #[test]
    fn a_split_gives_no_more_than_the_dividend(
        dividend in 0u64..1 << 60, own in any::<(u32, u32)>(),
        parents in proptest::collection::vec(
            (any::<u32>(), any::<u32>(), any::<u64>(), any::<bool>()), 0..6
        ),
        weight in any::<u64>(), take in any::<u16>(), burn in any::<u64>(),
    ) {
        let parents: Vec<_> = parents
            .into_iter()
            .map(|(on_subnet, on_root, proportion, same_owner)| Parent {
                stake: stake(on_subnet.into(), on_root.into()),
                proportion,
                same_owner,
            })
            .collect();
        // Take and burn together are at most one half each.
        let terms = SplitTerms {
            tao_weight: fraction_of_u64(weight),
            childkey_take: fraction_of_u16(take / 2),
            childkey_burn: fraction_of_u64(burn / 2),
        };
        let own = stake(own.0.into(), own.1.into());
        let split = split_dividend(alpha(dividend), own, [], &parents, &terms);
        let sum = split.parents.iter().fold(split.own.to_u64(), |sum, part| {
            sum + part.dividend.to_u64() + part.recycled.to_u64()
        });
        prop_assert!(sum <= dividend);
        // Each part and its recycled alpha are floored.
        prop_assert!(dividend - sum <= 2 * parents.len() as u64 + 1);
    }

    #[test]
    fn the_pools_are_not_overdrawn(
        claims in proptest::collection::vec(any::<(u32, u32, u32)>(), 0..20),
        validator in 0u64..1 << 60, root in 0u64..1 << 60, weight in any::<u64>(),
    ) {
        let claims: Vec<_> = claims
            .into_iter()
            .map(|(dividend, on_subnet, on_root)| DividendClaim {
                dividend: alpha(dividend.into()),
                stake: stake(on_subnet.into(), on_root.into()),
            })
            .collect();
        let pays = share_pools(&claims, alpha(validator), alpha(root), fraction_of_u64(weight));
        let paid = |part: fn(&DividendPay) -> U96F32| {
            pays.iter().map(|pay| part(pay).to_bits()).sum::<u128>()
        };
        prop_assert!(paid(|pay| pay.alpha) <= u128::from(validator) << 32);
        prop_assert!(paid(|pay| pay.root) <= u128::from(root) << 32);
    }
}
