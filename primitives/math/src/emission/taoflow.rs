//! Shares by the users' flow of TAO into each subnet.
//!
//! Source: spec chapter `emission` §4.6 and §4.7, model H3.

use super::{
    era::{EraRules, InjectionRule},
    flows::shares_by_flow,
    FlowParameters, SubnetSignals,
};
use alloc::vec::Vec;
use substrate_fixed::types::U64F64;

/// What else was different from November 2025 to May 2026, as it was for most of
/// that time.
pub(super) const ERA: EraRules = EraRules {
    injection: InjectionRule::BlockEmission,
    ..EraRules::CURRENT
};

/// Shares by the users' flow.
pub(super) fn shares(subnets: &[SubnetSignals], parameters: &FlowParameters) -> Vec<U64F64> {
    shares_by_flow(subnets.iter().map(|subnet| subnet.user_flow), parameters)
}
