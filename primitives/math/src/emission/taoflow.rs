//! Shares by the flow of TAO into each subnet.
//!
//! Two flows are averaged per block, `e' = (1 − α)·e + α·f`: the users' (in
//! less out) and the protocol's (injections and chain buys less root selling).
//! The gross rule takes the users' average; the net rule subtracts the
//! protocol's, scaled so that in sum no more is subtracted than users brought.
//! Flows above a lower limit are then raised to a power and normalised.
//!
//! Source: spec chapter `emission` §4.5 to §4.7.

use super::{pow_normalize, FlowParameters, SubnetSignals};
use crate::fixed::SafeDiv;
use alloc::vec::Vec;
use substrate_fixed::types::{I64F64, U64F64};
use subtensor_types::TaoBalance;

const ZERO: I64F64 = I64F64::from_bits(0);

/// A flow accumulator after `amount` came in. Amounts are reinterpreted as
/// signed, sums saturate.
///
/// Source: spec chapter `emission` §4.5.
pub const fn with_inflow(flow: i64, amount: TaoBalance) -> i64 {
    flow.saturating_add(amount.to_u64().cast_signed())
}

/// A flow accumulator after `amount` went out; see [`with_inflow`].
pub const fn with_outflow(flow: i64, amount: TaoBalance) -> i64 {
    flow.saturating_sub(amount.to_u64().cast_signed())
}

/// The weight `α` of a block's flow in its average, from
/// `FlowEmaSmoothingFactor`: `factor / (2⁶³ − 1)`.
pub fn flow_smoothing(factor: u64) -> I64F64 {
    I64F64::saturating_from_num(factor).safe_div(I64F64::from_num(i64::MAX))
}

/// One step of a flow's average: the new one, in rao per block, or `None` when
/// the stored one is of this `block` already.
///
/// On a new average the caller stores it with `block` and clears the
/// accumulator; on `None` it leaves both and goes on with the stored average.
/// `flow` is what accumulated, in rao; `smoothing` comes from
/// [`flow_smoothing`]. A flow without a stored average starts from
/// `(0, 0)`. One step is taken per call, however many blocks have passed.
pub fn flow_ema(
    stored: Option<(u64, I64F64)>,
    flow: i64,
    block: u64,
    smoothing: I64F64,
) -> Option<I64F64> {
    let (updated_at, average) = stored.unwrap_or((0, ZERO));
    (updated_at != block).then(|| {
        I64F64::from_num(1)
            .saturating_sub(smoothing)
            .saturating_mul(average)
            .saturating_add(smoothing.saturating_mul(I64F64::from_num(flow)))
    })
}

/// Shares by the users' flow.
pub fn taoflow_shares(subnets: &[SubnetSignals], parameters: &FlowParameters) -> Vec<U64F64> {
    shares_of(subnets.iter().map(|subnet| subnet.user_flow), parameters)
}

/// Shares by the users' flow less the protocol's.
pub fn net_taoflow_shares(subnets: &[SubnetSignals], parameters: &FlowParameters) -> Vec<U64F64> {
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
    shares_of(net, parameters)
}

/// How far each flow lies above the lower limit, raised to the power and
/// normalised.
fn shares_of(
    flows: impl Iterator<Item = I64F64> + Clone,
    parameters: &FlowParameters,
) -> Vec<U64F64> {
    let lowest = flows.clone().fold(ZERO, I64F64::min);
    let limit = lowest.max(parameters.cutoff);
    let mut shares: Vec<U64F64> = flows
        // At or below the limit the difference is negative or zero, and the
        // conversion gives zero.
        .map(|flow| U64F64::saturating_from_num(flow.saturating_sub(limit)))
        .collect();
    pow_normalize(&mut shares, parameters.exponent);
    shares
}
