//! Shares by the users' flow of TAO into each subnet, less the protocol's own.
//!
//! The protocol's flow is scaled so that in sum no more is subtracted than users
//! brought.
//!
//! Source: spec chapter `emission` §4.6 and §4.7, model H4.

use super::{era::EraRules, flows::shares_by_flow, taoflow, FlowParameters, SubnetSignals};
use crate::fixed::SafeDiv;
use alloc::vec::Vec;
use substrate_fixed::types::{I64F64, U64F64};

const ZERO: I64F64 = I64F64::from_bits(0);

/// Nothing else changed with this rule.
pub(super) const ERA: EraRules = taoflow::ERA;

/// Shares by the users' flow less the protocol's.
pub(super) fn shares(subnets: &[SubnetSignals], parameters: &FlowParameters) -> Vec<U64F64> {
    let positive = |flows: &dyn Fn(&SubnetSignals) -> I64F64| {
        subnets.iter().fold(ZERO, |total, subnet| {
            total.saturating_add(flows(subnet).max(ZERO))
        })
    };
    let users = positive(&|subnet| subnet.user_flow);
    let protocol = positive(&|subnet| subnet.protocol_flow);
    let scale = users.safe_div(protocol).min(I64F64::from_num(1));
    let net = subnets.iter().map(|subnet| {
        let subtracted = if subnet.protocol_flow > ZERO {
            scale.saturating_mul(subnet.protocol_flow)
        } else {
            // Root selling beyond the subsidies counts in full.
            subnet.protocol_flow
        };
        subnet.user_flow.saturating_sub(subtracted)
    });
    shares_by_flow(net, parameters)
}
