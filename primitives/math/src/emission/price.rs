//! Shares by moving price, with and without regard to withheld incentives.
//!
//! `sₙ = mₙ / Σm` for moving prices `m`; the burn rule weighs them,
//! `wₙ = sₙ · (1 − bₙ)`, and normalises again, `wₙ / Σw`. When every weight is
//! zero (all prices zero, or everyone withholds all) it falls back to `sₙ`.
//!
//! Source: spec chapter `emission` §4.1 and §4.2.

use super::SubnetSignals;
use crate::fixed::SafeDiv;
use alloc::vec::Vec;
use substrate_fixed::types::U64F64;

/// The sum of the moving prices.
pub(super) fn total_price(subnets: &[SubnetSignals]) -> U64F64 {
    total(subnets.iter().map(|subnet| subnet.moving_price))
}

fn total(values: impl Iterator<Item = U64F64>) -> U64F64 {
    values.fold(U64F64::from_bits(0), U64F64::saturating_add)
}

/// Shares in proportion to moving prices; all zero when every price is.
pub fn price_ema_shares(subnets: &[SubnetSignals]) -> Vec<U64F64> {
    let total = total_price(subnets);
    subnets
        .iter()
        .map(|subnet| subnet.moving_price.safe_div(total))
        .collect()
}

/// Price shares less the withheld part of the miners' incentive, normalised.
pub fn price_burn_shares(subnets: &[SubnetSignals]) -> Vec<U64F64> {
    let one = U64F64::from_num(1);
    let by_price = price_ema_shares(subnets);
    let weight = |share: &U64F64, subnet: &SubnetSignals| {
        let burned = U64F64::saturating_from_num(subnet.miner_burned).min(one);
        share.saturating_mul(one.saturating_sub(burned))
    };
    let mut weights: Vec<U64F64> = by_price
        .iter()
        .zip(subnets)
        .map(|(share, subnet)| weight(share, subnet))
        .collect();
    let total = total(weights.iter().copied());
    if total.to_bits() == 0 {
        return by_price;
    }
    for weight in &mut weights {
        *weight = weight.safe_div(total);
    }
    weights
}
