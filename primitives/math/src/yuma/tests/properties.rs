//! The production epoch against the step-by-step model, and the chapter's
//! invariants (§16, 1 to 6), over subnets of every kind.

use super::{
    generators::{any_params, any_row, any_subnet, hostile_subnet, large_subnet},
    laws, model,
    subnet::Subnet,
};
use crate::yuma::{
    clip::{Blended, Clipped, Follow, Unclipped},
    median::select_score,
    sparse::{Packed, UpToOne},
};
use crate::yuma::{
    exp_safe, is_topk_nonzero, split_emissions, weighted_median, EpochOutput, EpochWorkspace,
};
use proptest::{collection::vec, prelude::*};
use substrate_fixed::types::I32F32;

/// A column of stored bonds.
fn column(output: &EpochOutput, column: u16) -> Vec<(usize, u16)> {
    let rows = output.bonds.rows().enumerate();
    rows.flat_map(|(i, row)| row.iter().filter(|e| e.0 == column).map(move |e| (i, e.1)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_large_epoch_gives_the_models_bits(mut subnet in large_subnet()) {
        for _ in 0..2 {
            let expected = model::run(&subnet.params, &subnet.input(&subnet.matrices()));
            let found = subnet.run();
            prop_assert!(found == expected);
            subnet.carry_over(&found);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_stake_just_below_all_gives_the_models_bits(
        first in any_row(4),
        second in any_row(4),
        rest in 1u64..3,
        kappa in any::<u16>(),
    ) {
        // The larger stake's part of 2³² is the largest number below one.
        let mut subnet = Subnet::new(&[(1 << 32) - rest, rest, 0, 0]);
        subnet.params.kappa = kappa;
        subnet.params.rao_emission = u64::MAX >> 1;
        subnet.set(0, &first);
        subnet.set(1, &second);
        let expected = model::run(&subnet.params, &subnet.input(&subnet.matrices()));
        prop_assert_eq!(subnet.run(), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_epoch_gives_the_models_bits(mut subnet in any_subnet()) {
        for _ in 0..3 {
            let expected = model::run(&subnet.params, &subnet.input(&subnet.matrices()));
            let found = subnet.run();
            prop_assert_eq!(&found, &expected);
            subnet.carry_over(&found);
        }
    }

    #[test]
    fn the_median_of_short_scores_is_the_pivot_searches(
        judges in vec((1i64..1 << 32, prop_oneof![
            any::<u32>(), 4_000_000_000u32..4_000_000_100, Just(0), Just(u32::MAX),
        ]), 1..300),
        part in 0i64..=1 << 16,
    ) {
        let stake: Vec<i64> = judges.iter().map(|judge| judge.0).collect();
        let score: Vec<u32> = judges.iter().map(|judge| judge.1).collect();
        let total: i64 = stake.iter().sum();
        let minority = (total >> 16) * part;
        let fixed = |value: i64| I32F32::from_bits(value);
        let expected = model::weighted_median(
            &stake.iter().copied().map(fixed).collect::<Vec<_>>(),
            &score.iter().map(|&score| fixed(score.into())).collect::<Vec<_>>(),
            fixed(minority),
            fixed(0),
            fixed(total),
        );
        let found = select_score(&score, &stake, minority, &mut vec![0; stake.len()]);
        prop_assert_eq!(i64::from(found), expected.to_bits());
    }

    #[test]
    fn no_weight_and_a_weight_of_zero_add_up_to_the_same(
        weight in 0..=1i64 << 32, score in prop_oneof![Just(0), 0..=1i64 << 32], penalty in 1..1i64 << 32,
    ) {
        fn both(follow: impl Follow, weight: i64, score: i64) -> (i64, i64) {
            (follow.follow_or_zero(weight, score), follow.follow(weight, score).unwrap_or(0))
        }
        for (found, expected) in [
            both(Unclipped, weight, score),
            both(Clipped, weight, score),
            both(Blended { penalty }, weight, score),
        ] {
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn bonds_up_to_one_are_kept_in_32_bits(bond in prop_oneof![1..=1i64 << 32, Just(1), Just(1 << 32)]) {
        prop_assert_eq!(UpToOne::pack(bond).unpack(), bond);
    }

    #[test]
    fn the_median_is_the_pivot_searches(
        judges in vec((0i64..1 << 32, prop_oneof![0i64..=1 << 32, 0i64..6]), 0..40),
        minority in prop_oneof![-(1i64 << 32)..1 << 34, -3i64..3],
    ) {
        let fixed = |value: i64| I32F32::from_bits(value);
        // The epoch's judges all have stake.
        let stake: Vec<I32F32> = judges.iter().map(|j| fixed(j.0 + 1)).collect();
        let score: Vec<I32F32> = judges.iter().map(|j| fixed(j.1)).collect();
        let total = stake.iter().copied().sum();
        let zero = model::zero();
        let expected = model::weighted_median(&stake, &score, fixed(minority), zero, total);
        prop_assert_eq!(weighted_median(&stake, &score, fixed(minority)), expected);
    }

    #[test]
    fn the_exponential_is_the_series(bits in prop_oneof![any::<i64>(), -(1i64 << 37)..1 << 37]) {
        let x = I32F32::from_bits(bits);
        prop_assert_eq!(exp_safe(x), model::exp_safe(x));
    }

    #[test]
    fn the_largest_are_those_of_a_stable_sort(
        values in vec(prop_oneof![0i64..4, any::<i64>()], 0..30), k in 0usize..32,
    ) {
        let values: Vec<I32F32> = values.into_iter().map(I32F32::from_bits).collect();
        prop_assert_eq!(is_topk_nonzero(&values, k), model::is_topk_nonzero(&values, k));
    }

    #[test]
    fn split_emissions_lose_nothing(
        rao in any::<u64>(), count in 1u8..17, split in proptest::option::of(vec(0u16..4096, 1..16)),
    ) {
        // Chapter `yuma` §16, 9.
        let parts = split_emissions(rao, count, split.as_deref());
        prop_assert_eq!(parts.len(), usize::from(count));
        prop_assert_eq!(parts.iter().map(|&p| u128::from(p)).sum::<u128>(), u128::from(rao));
    }

    #[test]
    fn shares_lose_no_more_than_an_ulp_each(subnet in any_subnet()) {
        // Chapter `yuma` §16, 1, before quantising.
        let mut workspace = Default::default();
        subnet.run_in(&mut workspace, &mut Default::default());
        let n = subnet.stake.len() as i64;
        let one = model::num(1).to_bits();
        for shares in [&workspace.stake, &workspace.incentive, &workspace.dividends] {
            let total: i64 = shares.iter().sum();
            prop_assert!(total == 0 || (one - n..=one).contains(&total), "{}", total);
        }
    }

    #[test]
    fn shares_sum_to_one_or_nothing_and_no_rao_is_made(subnet in any_subnet()) {
        // Chapter `yuma` §16, 1.
        laws::conserved(&subnet.run(), subnet.params.rao_emission).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn hostile_input_does_no_harm(mut subnet in hostile_subnet()) {
        for _ in 0..3 {
            let found = subnet.run();
            laws::conserved(&found, subnet.params.rao_emission).map_err(TestCaseError::fail)?;
            laws::complete(&found, subnet.stake.len()).map_err(TestCaseError::fail)?;
            subnet.carry_over(&found);
        }
    }

    #[test]
    fn consensus_and_clipped_weights_stay_within_the_weights(subnet in any_subnet()) {
        // Chapter `yuma` §16, 2.
        let mut workspace = Default::default();
        let mut output = Default::default();
        subnet.run_in(&mut workspace, &mut output);
        let one = model::num(1).to_bits();
        for (j, &score) in workspace.consensus.iter().enumerate() {
            let largest = workspace
                .weights
                .rows()
                .zip(&workspace.active_stake)
                .filter(|(_, &stake)| stake > 0)
                .flat_map(|(row, _)| row.filter(|e| usize::from(e.0) == j))
                .map(|e| e.1)
                .max();
            prop_assert!(score <= largest.unwrap_or(0));
        }
        for (row, &trust) in workspace.weights.rows().zip(&workspace.trust) {
            let given: i64 = row.map(|entry| entry.1).sum();
            prop_assert!(trust <= given && given <= one);
        }
    }

    #[test]
    fn scaling_all_stake_moves_stake_weights_by_rounding_only(
        subnet in any_subnet(), factor in 2u64..50,
    ) {
        // Chapter `yuma` §16, 3.
        let mut subnet = subnet;
        subnet.params.stake_threshold = 0;
        let (mut before, mut after) = <(EpochWorkspace, EpochWorkspace)>::default();
        subnet.run_in(&mut before, &mut Default::default());
        subnet.stake.iter_mut().for_each(|stake| *stake *= factor);
        subnet.run_in(&mut after, &mut Default::default());
        for (a, b) in before.stake.iter().zip(&after.stake) {
            prop_assert!(a.abs_diff(*b) <= 1);
        }
    }

    #[test]
    fn weights_without_a_permit_influence_nothing(subnet in any_subnet()) {
        // Chapter `yuma` §16, 4.
        let before = subnet.run();
        let mut subnet = subnet;
        let owner = subnet.params.owner_uid.map(usize::from);
        for (uid, row) in subnet.weights.iter_mut().enumerate() {
            if Some(uid) != owner && !subnet.permits.get(uid).copied().unwrap_or(false) {
                row.clear();
            }
        }
        prop_assert_eq!(subnet.run(), before);
    }

    #[test]
    fn incentive_ignores_bonds_and_their_settings(
        subnet in any_subnet(), other in any_params(5), bonds in vec(any_row(9), 9),
    ) {
        // Chapter `yuma` §16, 5.
        let before = subnet.run();
        let mut subnet = subnet;
        subnet.bonds = bonds;
        subnet.params.bonds_penalty = other.bonds_penalty;
        subnet.params.bonds_moving_average = other.bonds_moving_average;
        subnet.params.liquid_alpha = other.liquid_alpha;
        subnet.params.yuma3 = other.yuma3;
        prop_assert_eq!(subnet.run().incentive, before.incentive);
    }

    #[test]
    fn original_yuma_ignores_liquid_alpha(subnet in any_subnet(), other in any_params(5)) {
        // Chapter `yuma` §16, 5.
        let mut subnet = subnet;
        subnet.params.yuma3 = false;
        let before = subnet.run();
        subnet.params.liquid_alpha = other.liquid_alpha;
        prop_assert_eq!(subnet.run(), before);
    }

    #[test]
    fn yuma3_bonds_of_a_validator_sum_to_at_most_one(subnet in any_subnet()) {
        // Chapter `yuma` §16, 6: under a constant rate, from valid bonds.
        let mut subnet = subnet;
        subnet.params.yuma3 = true;
        subnet.params.liquid_alpha = None;
        subnet.params.bonds_moving_average %= 1_000_001;
        subnet.bonds = Vec::new();
        for _ in 0..4 {
            let found = subnet.run();
            for row in found.bonds.rows() {
                let total: u64 = row.iter().map(|&(_, bond)| u64::from(bond)).sum();
                prop_assert!(total <= 65535);
            }
            subnet.carry_over(&found);
        }
    }

    #[test]
    fn the_largest_original_bond_of_a_target_is_full(subnet in any_subnet()) {
        // Chapter `yuma` §16, 6: unless its holder lost the permit.
        let mut subnet = subnet;
        subnet.params.yuma3 = false;
        subnet.params.max_allowed_validators = u16::MAX;
        let comparable = |stake: &mut u64| *stake = 1_000_000 + *stake % 1_000_000;
        subnet.stake.iter_mut().for_each(comparable);
        subnet.params.stake_threshold = 0;
        subnet.params.bonds_moving_average %= 1_000_001;
        let found = subnet.run();
        prop_assert!(found.validator_permit.iter().all(|&permit| permit));
        for target in 0..found.stake.len() as u16 {
            let bonds = column(&found, target);
            let largest = bonds.iter().map(|bond| bond.1).max();
            prop_assert!(matches!(largest, None | Some(65535)), "{:?}", bonds);
        }
    }
}
