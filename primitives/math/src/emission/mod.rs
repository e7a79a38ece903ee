//! Which part of a block's TAO each subnet gets.
//!
//! The share is a selectable rule, [`EmissionModel`]. Every rule is a pure
//! function of the same signals, one module each, and gives shares that add up
//! to at most 1, and says which other rules went with it at its time ([`EraRules`]);
//! adding a rule takes one file and one variant. What follows is
//! common to all: subnets with emission disabled hand their part to the others
//! ([`subnet_tao`]), and the sum of prices decides whether root dividends are
//! paid ([`root_dividends_paid`]).
//!
//! Slices hold the eligible subnets in the chain's order; the shares come in
//! the same order. Sums of the rules here saturate and have no negative terms,
//! so the order does not change them.
//!
//! Source: spec chapter `emission` §4.

mod era;
mod flows;
mod net_taoflow;
mod pow_normalize;
mod price_burn;
mod price_ema;
mod root_weights;
mod taoflow;

pub use era::{Accrual, EraRules, InjectionRule, PoolOpening, RootAlpha};
pub use flows::{flow_ema, flow_smoothing, with_inflow, with_outflow};
pub use pow_normalize::pow_normalize;
pub use root_weights::{root_scores, RootConsensus, RootValidator};

use crate::fixed::SafeDiv;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use substrate_fixed::types::{I64F64, U64F64, U96F32};

/// The rule that splits a block's TAO among the subnets.
///
/// The history of the rules is in spec chapter `emission` §4.7.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Deserialize,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "kebab-case")]
pub enum EmissionModel {
    /// By the weights that root validators set on networks (until February 2025).
    #[codec(index = 0)]
    RootWeights,
    /// In proportion to moving prices (from February 2025).
    #[codec(index = 1)]
    PriceEma,
    /// By the users' net flow of TAO into the subnet (from November 2025).
    #[codec(index = 2)]
    Taoflow,
    /// Like [`Self::Taoflow`], less what the protocol itself paid in (from May
    /// 2026).
    #[codec(index = 3)]
    NetTaoflow,
    /// In proportion to moving prices, less the part of its incentive a subnet
    /// withholds from miners (since 30 June 2026).
    ///
    /// The default, since it is the rule of the reference runtime: a state
    /// taken from it names no model.
    #[default]
    #[codec(index = 4)]
    PriceBurn,
}

/// What the rules look at, for one eligible subnet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SubnetSignals {
    /// Moving price in TAO per alpha, from
    /// [`crate::moving_price::effective_moving_price`].
    pub moving_price: U64F64,
    /// Part of the last epoch's incentive withheld from miners
    /// (`MinerBurned`).
    pub miner_burned: U96F32,
    /// Moving average of the users' net flow, in rao per block
    /// (`SubnetEmaTaoFlow`).
    pub user_flow: I64F64,
    /// Moving average of the protocol's net flow, in rao per block
    /// (`SubnetEmaProtocolFlow`).
    pub protocol_flow: I64F64,
    /// Score by the root validators' weights, from [`root_scores`].
    pub root_score: U64F64,
}

/// Chain-wide settings of the flow rules.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FlowParameters {
    /// Flow, in rao per block, up to which a subnet gets nothing
    /// (`TaoFlowCutoff`).
    pub cutoff: I64F64,
    /// Power the flows are raised to (`FlowNormExponent`).
    pub exponent: U64F64,
}

impl Default for FlowParameters {
    fn default() -> Self {
        Self {
            cutoff: I64F64::from_bits(0),
            exponent: U64F64::from_num(1),
        }
    }
}

impl EmissionModel {
    /// Every rule, in the order of their history.
    pub const ALL: [Self; 5] = [
        Self::RootWeights,
        Self::PriceEma,
        Self::Taoflow,
        Self::NetTaoflow,
        Self::PriceBurn,
    ];

    /// The share of each of `subnets`, in their order.
    pub fn shares(self, subnets: &[SubnetSignals], flow: &FlowParameters) -> Vec<U64F64> {
        let shares = match self {
            Self::RootWeights => root_weights::shares,
            Self::PriceEma => price_ema::shares,
            Self::Taoflow => taoflow::shares,
            Self::NetTaoflow => net_taoflow::shares,
            Self::PriceBurn => price_burn::shares,
        };
        shares(subnets, flow)
    }

    /// The other rules of the time when this one was in force.
    pub const fn era(self) -> EraRules {
        match self {
            Self::RootWeights => root_weights::ERA,
            Self::PriceEma => price_ema::ERA,
            Self::Taoflow => taoflow::ERA,
            Self::NetTaoflow => net_taoflow::ERA,
            Self::PriceBurn => price_burn::ERA,
        }
    }

    /// Whether the rule reads flow averages, so that [`flow_ema`] has to be
    /// applied to both flows of every eligible subnet before it.
    pub const fn follows_flows(self) -> bool {
        match self {
            Self::Taoflow | Self::NetTaoflow => true,
            Self::RootWeights | Self::PriceEma | Self::PriceBurn => false,
        }
    }

    /// Whether the rule reads the root validators' scores, so that [`root_scores`]
    /// has to be asked once per root epoch.
    pub const fn follows_root_weights(self) -> bool {
        matches!(self, Self::RootWeights)
    }
}

/// The TAO each subnet gets, in rao, from its share and whether its emission
/// is enabled, both in the same order.
///
/// With a disabled subnet among them, the enabled ones share everything in
/// proportion; without an enabled one that has a share, nobody gets anything.
///
/// Source: spec chapter `emission` §4.3.
pub fn subnet_tao(block_emission: U96F32, shares: &mut [U64F64], enabled: &[bool]) -> Vec<U96F32> {
    redistribute(shares, enabled);
    let block_emission = U64F64::saturating_from_num(block_emission);
    shares
        .iter()
        .map(|share| U96F32::saturating_from_num(block_emission.saturating_mul(*share)))
        .collect()
}

/// Takes the shares of disabled subnets and scales the others up.
fn redistribute(shares: &mut [U64F64], enabled: &[bool]) {
    if enabled.iter().all(|enabled| *enabled) {
        return;
    }
    let total = shares
        .iter()
        .zip(enabled)
        .filter(|(_, enabled)| **enabled)
        .fold(U64F64::from_bits(0), |total, (share, _)| {
            total.saturating_add(*share)
        });
    for (share, enabled) in shares.iter_mut().zip(enabled) {
        *share = if *enabled {
            share.safe_div(total)
        } else {
            U64F64::from_bits(0)
        };
    }
}

/// Whether the root part of the subnets' alpha is paid to root stakers this
/// block rather than recycled: the moving prices of all eligible subnets,
/// disabled ones too, add up to more than 1.
///
/// Source: spec chapter `emission` §4.4.
pub fn root_dividends_paid(subnets: &[SubnetSignals]) -> bool {
    price_ema::total_price(subnets) > U64F64::from_num(1)
}

#[cfg(test)]
mod tests;
