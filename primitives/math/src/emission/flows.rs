//! Flows of TAO into subnets, their averages, and shares by them.
//!
//! Two flows are averaged per block, `e' = (1 − α)·e + α·f`: the users' (in
//! less out) and the protocol's (injections and chain buys less root selling).
//! Flows above a lower limit are raised to a power and normalised; which flows,
//! the rules [`super::taoflow`] and [`super::net_taoflow`] say.
//!
//! Source: spec chapter `emission` §4.5 to §4.7.

use super::{pow_normalize, FlowParameters};
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

/// How far each flow lies above the lower limit, raised to the power and
/// normalised.
pub(super) fn shares_by_flow(
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
