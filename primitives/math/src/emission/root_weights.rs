//! Shares by the weights that root validators set on networks.
//!
//! The rule from before February 2025. Once per root epoch the validators'
//! stakes `S` (normalised) and weights `W` (each row normalised) give every
//! network a rank `R = Wᵀ·S`, the part `T` of the stake that gives it any
//! weight, and a consensus `C = 1 / (1 + e^(−ρ·(T − κ)))` that rewards networks
//! which most of the stake agrees on. The score `R·C`, normalised, is kept until
//! the next root epoch; a block's shares are the scores of the networks that take
//! part in it.
//!
//! Source: spec chapter `emission` §4.7, model H0.

use super::{
    era::{Accrual, EraRules},
    FlowParameters, SubnetSignals,
};
use crate::fixed::SafeDiv;
use alloc::{vec, vec::Vec};
use substrate_fixed::{
    transcendental::exp,
    types::{I64F64, U64F64},
};
use subtensor_types::{NetUid, TaoBalance};

const ZERO: I64F64 = I64F64::from_bits(0);

/// What else was different before dynamic TAO: subnets had no token.
pub(super) const ERA: EraRules = EraRules {
    accrual: Accrual::Tao,
    ..EraRules::CURRENT
};

/// What a root validator says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RootValidator {
    /// Its stake, in rao.
    pub stake: TaoBalance,
    /// Its weight per network, in no particular unit. Networks that do not take
    /// part are ignored, but count in the row's sum.
    pub weights: Vec<(NetUid, u16)>,
}

/// The shape of the consensus, as root's hyperparameters have it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RootConsensus {
    /// Steepness (`Rho` of root).
    pub rho: u16,
    /// The part of stake from which a network is agreed on, out of 65535
    /// (`Kappa` of root).
    pub kappa: u16,
}

/// The score of each of `networks`, in their order; the scores add up to at most
/// 1, and all are zero when no stake gives any weight.
pub fn root_scores(
    networks: &[NetUid],
    validators: &[RootValidator],
    shape: RootConsensus,
) -> Vec<U64F64> {
    let total_stake = total(validators.iter().map(stake_of));
    let mut ranks = vec![ZERO; networks.len()];
    let mut trusts = vec![ZERO; networks.len()];
    for validator in validators {
        let stake = stake_of(validator).safe_div(total_stake);
        let row = total(validator.weights.iter().map(|(_, weight)| (*weight).into()));
        for (netuid, weight) in &validator.weights {
            let weight = I64F64::from(*weight).safe_div(row);
            let at = networks.iter().position(|network| network == netuid);
            let entry = at.and_then(|at| ranks.get_mut(at).zip(trusts.get_mut(at)));
            if let (Some((rank, trust)), true) = (entry, weight > ZERO) {
                *rank = rank.saturating_add(weight.saturating_mul(stake));
                *trust = trust.saturating_add(stake);
            }
        }
    }
    let scores: Vec<I64F64> = ranks
        .iter()
        .zip(&trusts)
        .map(|(rank, trust)| rank.saturating_mul(consensus(*trust, shape)))
        .collect();
    let sum = total(scores.iter().copied());
    scores
        .iter()
        .map(|score| U64F64::saturating_from_num(score.safe_div(sum)))
        .collect()
}

/// The shares of the networks that take part in a block, in proportion to their
/// scores.
pub(super) fn shares(subnets: &[SubnetSignals], _: &FlowParameters) -> Vec<U64F64> {
    let sum = subnets
        .iter()
        .map(|subnet| subnet.root_score)
        .fold(U64F64::from_bits(0), U64F64::saturating_add);
    subnets
        .iter()
        .map(|subnet| subnet.root_score.safe_div(sum))
        .collect()
}

/// How far the stake agrees on a network, from the part that gives it weight.
fn consensus(trust: I64F64, shape: RootConsensus) -> I64F64 {
    let one = I64F64::from(1u8);
    let kappa = I64F64::from(shape.kappa).safe_div(I64F64::from(u16::MAX));
    let temperature = trust
        .saturating_sub(kappa)
        .saturating_mul(I64F64::from(shape.rho));
    match exp::<I64F64, I64F64>(temperature.saturating_neg()) {
        Ok(doubt) => one.safe_div(one.saturating_add(doubt)),
        // With a large ρ the exponential of neither sign fits: all or nothing.
        Err(()) if temperature > ZERO => one,
        Err(()) => ZERO,
    }
}

fn stake_of(validator: &RootValidator) -> I64F64 {
    I64F64::saturating_from_num(validator.stake.to_u64())
}

fn total(values: impl Iterator<Item = I64F64>) -> I64F64 {
    values.fold(ZERO, I64F64::saturating_add)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, clippy::float_arithmetic)]

    use super::*;
    use proptest::prelude::*;

    const SHAPE: RootConsensus = RootConsensus {
        rho: 10,
        kappa: 32_767,
    };

    fn validator(stake: u64, weights: &[(u16, u16)]) -> RootValidator {
        RootValidator {
            stake: stake.into(),
            weights: weights
                .iter()
                .map(|(netuid, weight)| (NetUid::new(*netuid), *weight))
                .collect(),
        }
    }

    fn scores(networks: &[u16], validators: &[RootValidator]) -> Vec<f64> {
        let networks: Vec<NetUid> = networks.iter().copied().map(NetUid::new).collect();
        root_scores(&networks, validators, SHAPE)
            .into_iter()
            .map(U64F64::to_num)
            .collect()
    }

    #[test]
    fn scores_follow_the_formula() {
        // In floating point: S = (0.75, 0.25); W = ((0.2, 0.8, 0), (0, 0.5, 0.5)).
        let found = scores(
            &[1, 2, 3],
            &[
                validator(3_000, &[(1, 20), (2, 80)]),
                validator(1_000, &[(2, 7), (3, 7)]),
            ],
        );
        let ranks = [0.15, 0.725, 0.125];
        let trusts = [0.75, 1.0, 0.25];
        let kappa = 32_767.0 / 65_535.0;
        let raw: Vec<f64> = ranks
            .iter()
            .zip(trusts)
            .map(|(rank, trust)| rank / (1.0 + f64::exp(-10.0 * (trust - kappa))))
            .collect();
        let sum: f64 = raw.iter().sum();
        for (found, raw) in found.iter().zip(raw) {
            assert!((found - raw / sum).abs() < 1e-9, "{found} {}", raw / sum);
        }
    }

    #[test]
    fn half_of_the_stake_is_where_the_consensus_turns() {
        let at = |part: f64| consensus(I64F64::from_num(part), SHAPE).to_num::<f64>();
        assert!((at(0.5) - 0.5).abs() < 1e-3);
        assert!(at(0.25) < 0.1 && at(0.75) > 0.9);
    }

    #[test]
    fn without_stake_or_weights_nobody_scores() {
        assert_eq!(scores(&[1, 2], &[]), [0.0, 0.0]);
        assert_eq!(scores(&[1, 2], &[validator(0, &[(1, 5)])]), [0.0, 0.0]);
        assert_eq!(scores(&[1, 2], &[validator(9, &[])]), [0.0, 0.0]);
        assert_eq!(scores(&[1, 2], &[validator(9, &[(1, 0)])]), [0.0, 0.0]);
    }

    #[test]
    fn weight_on_a_network_that_does_not_take_part_is_lost_to_the_others() {
        let with = scores(&[1, 2], &[validator(1, &[(1, 1), (2, 1), (9, 2)])]);
        assert!((with[0] - 0.5).abs() < 1e-9 && (with[1] - 0.5).abs() < 1e-9);
    }

    #[test]
    fn an_extreme_steepness_scores_all_or_nothing() {
        let shape = RootConsensus {
            rho: u16::MAX,
            kappa: 32_767,
        };
        let found = root_scores(
            &[NetUid::new(1), NetUid::new(2)],
            &[validator(3, &[(1, 1)]), validator(1, &[(2, 1)])],
            shape,
        );
        assert_eq!(found, [U64F64::from_num(1), U64F64::from_num(0)]);
    }

    proptest! {
        #[test]
        fn scores_add_up_to_at_most_one(
            rows in prop::collection::vec(
                (any::<u64>(), prop::collection::vec((0u16..6, any::<u16>()), 0..8)), 0..6),
            rho in any::<u16>(),
            kappa in any::<u16>(),
        ) {
            let validators: Vec<_> =
                rows.iter().map(|(stake, row)| validator(*stake, row)).collect();
            let networks: Vec<NetUid> = (1..5).map(NetUid::new).collect();
            let scores = root_scores(&networks, &validators, RootConsensus { rho, kappa });
            let sum: U64F64 = scores.into_iter().sum();
            prop_assert!(sum <= U64F64::from_num(1));
        }
    }
}
