//! The automated market maker of a subnet's pool.
//!
//! A pool holds `y` TAO and `x` alpha with weights `w2` and `w1 = 1 − w2`. Its
//! price is `(w1/w2) · (y/x)` TAO per alpha, and a swap of `d` of one side pays
//! `R_out · (1 − (R_in / (R_in + d))^(w_in/w_out))` of the other. With equal
//! weights this is the constant product `x · y = k`. The weights move when
//! emission is injected, so that injecting does not move the price. The older,
//! plain pool, whose weights never move, is the other [`PoolKind`].
//!
//! [`buy`] and [`sell`] compute a whole swap with fee and price limit from
//! borrowed numbers; nothing here changes a reserve.
//!
//! Source: spec chapter `pools-and-staking` §1.

mod balancer;
mod constant_product;
mod curve;
mod fee;
mod kind;
mod pow;
mod ratio;
mod swap;
mod wide;

pub use balancer::Balancer;
pub use curve::{
    alpha_needed_for_tao, alpha_out, alpha_to_price, kept_share, tao_out, tao_to_price,
};
pub use fee::{fee_at_limit, fee_of};
pub use kind::{Curve, PoolKind};
pub use pow::{pow_ratio_scaled, Power, Precision, SCALE};
pub use ratio::price_of;
pub use swap::{buy, sell, SwapError, SwapResult, SwapTerms};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use subtensor_types::{AlphaBalance, TaoBalance};

/// The two reserves of a pool, in rao.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct Reserves {
    /// The TAO side, `y`.
    pub tao: TaoBalance,
    /// The alpha side, `x`.
    pub alpha: AlphaBalance,
}

impl Reserves {
    /// The reserves of a pool.
    pub const fn new(tao: TaoBalance, alpha: AlphaBalance) -> Self {
        Self { tao, alpha }
    }
}
