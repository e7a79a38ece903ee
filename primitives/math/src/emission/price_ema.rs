//! Shares by moving price: `sₙ = mₙ / Σm`.
//!
//! The first rule of dynamic TAO, from February to October 2025.
//!
//! Source: spec chapter `emission` §4.1 and §4.7, model H1.

use super::{
    era::{Accrual, EraRules, InjectionRule, PoolOpening, RootAlpha},
    FlowParameters, SubnetSignals,
};
use crate::fixed::SafeDiv;
use alloc::vec::Vec;
use substrate_fixed::types::U64F64;

/// What else was different at the launch of dynamic TAO. Changes that came in the
/// course of the era are left out: the moving price counts a subnet's age from the
/// first block on, and no pool is subsidised whose price is below its share.
pub(super) const ERA: EraRules = EraRules {
    accrual: Accrual::Alpha,
    injection: InjectionRule::Unmatched,
    root_alpha: RootAlpha::SoldEachBlock,
    pool_opening: PoolOpening::OneToOne,
};

/// Shares in proportion to moving prices; all zero when every price is.
pub(super) fn shares(subnets: &[SubnetSignals], _: &FlowParameters) -> Vec<U64F64> {
    let total = total_price(subnets);
    subnets
        .iter()
        .map(|subnet| subnet.moving_price.safe_div(total))
        .collect()
}

/// The sum of the moving prices.
pub(super) fn total_price(subnets: &[SubnetSignals]) -> U64F64 {
    subnets
        .iter()
        .map(|subnet| subnet.moving_price)
        .fold(U64F64::from_bits(0), U64F64::saturating_add)
}
