//! Which curve a pool follows.
//!
//! [`PoolKind`] is the setting, for the whole chain; [`Curve`] is the setting with
//! a pool's own weights, which is what swaps compute with.

use super::{constant_product, curve, Balancer, Reserves};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, TaoBalance};

/// The kind of pool that networks trade in.
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
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "kebab-case")]
pub enum PoolKind {
    /// Weights that follow injections, so that an injection leaves the price as it
    /// is. The default, since it is the rule of the reference runtime.
    #[default]
    Balancer,
    /// `x · y = k`: weights stay at one half, and an injection moves the price to
    /// the ratio of the new reserves. The rule of February 2025.
    ConstantProduct,
}

impl PoolKind {
    /// The curve of a pool of this kind that has these weights.
    pub const fn curve(self, balancer: Balancer) -> Curve {
        match self {
            Self::Balancer => Curve::Balancer(balancer),
            Self::ConstantProduct => Curve::ConstantProduct,
        }
    }
}

/// The curve that a pool follows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Curve {
    /// By weights.
    Balancer(Balancer),
    /// `x · y = k`.
    ConstantProduct,
}

impl From<&Balancer> for Curve {
    fn from(balancer: &Balancer) -> Self {
        Self::Balancer(*balancer)
    }
}

impl Curve {
    /// The price in TAO per alpha; 0 without alpha.
    pub fn price(&self, reserves: &Reserves) -> U64F64 {
        match self {
            Self::Balancer(balancer) => balancer.price(reserves),
            Self::ConstantProduct => constant_product::price(reserves),
        }
    }

    /// The alpha that `tao` (net of fee) buys.
    pub fn alpha_out(&self, reserves: &Reserves, tao: TaoBalance) -> AlphaBalance {
        match self {
            Self::Balancer(balancer) => curve::alpha_out(reserves, balancer, tao),
            Self::ConstantProduct => constant_product::alpha_out(reserves, tao),
        }
    }

    /// The TAO that `alpha` (net of fee) is sold for.
    pub fn tao_out(&self, reserves: &Reserves, alpha: AlphaBalance) -> TaoBalance {
        match self {
            Self::Balancer(balancer) => curve::tao_out(reserves, balancer, alpha),
            Self::ConstantProduct => constant_product::tao_out(reserves, alpha),
        }
    }

    /// The TAO (net of fee) that moves the price up to `target`, which `most`
    /// would pass.
    pub(super) fn tao_to_price(
        &self,
        reserves: &Reserves,
        target: U64F64,
        most: TaoBalance,
    ) -> TaoBalance {
        match self {
            Self::Balancer(balancer) => {
                curve::tao_to_price(reserves.tao, balancer, balancer.price(reserves), target)
            }
            Self::ConstantProduct => constant_product::tao_to_price(reserves, target, most),
        }
    }

    /// The alpha (net of fee) that moves the price down to `target`, which `most`
    /// would pass.
    pub(super) fn alpha_to_price(
        &self,
        reserves: &Reserves,
        target: U64F64,
        most: AlphaBalance,
    ) -> AlphaBalance {
        match self {
            Self::Balancer(balancer) => {
                curve::alpha_to_price(reserves.alpha, balancer, balancer.price(reserves), target)
            }
            Self::ConstantProduct => constant_product::alpha_to_price(reserves, target, most),
        }
    }
}
