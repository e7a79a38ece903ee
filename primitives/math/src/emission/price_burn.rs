//! Shares by moving price, less what a subnet withholds from its miners.
//!
//! The price shares `sₙ` are weighed, `wₙ = sₙ · (1 − bₙ)`, and normalised again,
//! `wₙ / Σw`. When every weight is zero (all prices zero, or everyone withholds
//! all) the rule falls back to `sₙ`.
//!
//! Source: spec chapter `emission` §4.2 and §4.7, model H6.

use super::{era::EraRules, price_ema, FlowParameters, SubnetSignals};
use crate::fixed::SafeDiv;
use alloc::vec::Vec;
use substrate_fixed::types::U64F64;

/// The rules of the reference runtime.
pub(super) const ERA: EraRules = EraRules::CURRENT;

/// Price shares less the withheld part of the miners' incentive, normalised.
pub(super) fn shares(subnets: &[SubnetSignals], parameters: &FlowParameters) -> Vec<U64F64> {
    let one = U64F64::from_num(1);
    let by_price = price_ema::shares(subnets, parameters);
    let weight = |share: &U64F64, subnet: &SubnetSignals| {
        let burned = U64F64::saturating_from_num(subnet.miner_burned).min(one);
        share.saturating_mul(one.saturating_sub(burned))
    };
    let mut weights: Vec<U64F64> = by_price
        .iter()
        .zip(subnets)
        .map(|(share, subnet)| weight(share, subnet))
        .collect();
    let total = weights
        .iter()
        .copied()
        .fold(U64F64::from_bits(0), U64F64::saturating_add);
    if total.to_bits() == 0 {
        return by_price;
    }
    for weight in &mut weights {
        *weight = weight.safe_div(total);
    }
    weights
}
