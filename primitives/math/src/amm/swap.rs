//! One swap: fee, checks, price limit, output.
//!
//! The net input is `amount − fee`. If it would carry the price past the limit,
//! the input is cut to what reaches the limit and the fee follows from it. All
//! amounts are computed; applying them to reserves is the caller's part.
//!
//! Source: spec chapter `pools-and-staking` §1.6.

use super::{fee_at_limit, fee_of, Curve, Reserves};
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, TaoBalance};

/// A net input may be at most this many times the reserve it flows into.
const MAX_INPUT_MULTIPLE: u64 = 1000;

/// What bounds a swap besides the pool itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SwapTerms {
    /// The fee in parts of 65535 of the input; zero if the fee is dropped.
    pub fee_rate: u16,
    /// The price, in TAO per alpha, that the swap must not carry the pool past:
    /// a ceiling for a buy, a floor for a sale.
    pub limit: U64F64,
    /// The output reserve, in rao, below which a pool does not swap.
    pub minimum_reserve: u64,
}

/// The amounts of a swap, in rao.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct SwapResult<In, Out> {
    /// What the input reserve receives: net of the fee, and of what a limit
    /// left unswapped.
    pub amount_paid_in: In,
    /// What the output reserve pays.
    pub amount_paid_out: Out,
    /// The fee, on top of [`Self::amount_paid_in`].
    pub fee_paid: In,
    /// The part of the fee that the block author gets: all of it.
    pub fee_to_block_author: In,
}

/// Why a pool refuses a swap.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SwapError {
    /// The net input exceeds 1000 times the reserve it flows into.
    SwapInputTooLarge,
    /// The output reserve is below the minimum, or the input is worth less than
    /// one unit of output.
    ReservesTooLow,
    /// The price is already at the limit or past it.
    PriceLimitExceeded,
}

/// Buys alpha with `tao`, which includes the fee.
///
/// # Errors
///
/// In this order: [`SwapError::SwapInputTooLarge`],
/// [`SwapError::ReservesTooLow`], [`SwapError::PriceLimitExceeded`], and
/// [`SwapError::ReservesTooLow`] again if a nonzero input pays nothing.
pub fn buy(
    reserves: &Reserves,
    curve: impl Into<Curve>,
    terms: &SwapTerms,
    tao: TaoBalance,
) -> Result<SwapResult<TaoBalance, AlphaBalance>, SwapError> {
    let curve = curve.into();
    let fee = TaoBalance::new(fee_of(tao.to_u64(), terms.fee_rate));
    let net = tao.saturating_sub(fee);
    check_size(net.to_u64(), reserves.tao.to_u64())?;
    check_reserve(reserves.alpha.to_u64(), terms)?;
    if curve.price(reserves) >= terms.limit {
        return Err(SwapError::PriceLimitExceeded);
    }

    let out = curve.alpha_out(reserves, net);
    let after = Reserves::new(
        reserves.tao.saturating_add(net),
        reserves.alpha.saturating_sub(out),
    );
    if curve.price(&after) <= terms.limit {
        return settle(net, out, fee);
    }
    let net = curve.tao_to_price(reserves, terms.limit, net);
    let fee = TaoBalance::new(fee_at_limit(net.to_u64(), terms.fee_rate));
    let out = curve.alpha_out(reserves, net);
    settle(net, out, fee)
}

/// Sells `alpha`, which includes the fee.
///
/// # Errors
///
/// As for [`buy`].
pub fn sell(
    reserves: &Reserves,
    curve: impl Into<Curve>,
    terms: &SwapTerms,
    alpha: AlphaBalance,
) -> Result<SwapResult<AlphaBalance, TaoBalance>, SwapError> {
    let curve = curve.into();
    let fee = AlphaBalance::new(fee_of(alpha.to_u64(), terms.fee_rate));
    let net = alpha.saturating_sub(fee);
    check_size(net.to_u64(), reserves.alpha.to_u64())?;
    check_reserve(reserves.tao.to_u64(), terms)?;
    if curve.price(reserves) <= terms.limit {
        return Err(SwapError::PriceLimitExceeded);
    }

    let out = curve.tao_out(reserves, net);
    let after = Reserves::new(
        reserves.tao.saturating_sub(out),
        reserves.alpha.saturating_add(net),
    );
    if curve.price(&after) >= terms.limit {
        return settle(net, out, fee);
    }
    let net = curve.alpha_to_price(reserves, terms.limit, net);
    let fee = AlphaBalance::new(fee_at_limit(net.to_u64(), terms.fee_rate));
    let out = curve.tao_out(reserves, net);
    settle(net, out, fee)
}

fn check_size(net: u64, reserve_in: u64) -> Result<(), SwapError> {
    if net > reserve_in.saturating_mul(MAX_INPUT_MULTIPLE) {
        return Err(SwapError::SwapInputTooLarge);
    }
    Ok(())
}

fn check_reserve(reserve_out: u64, terms: &SwapTerms) -> Result<(), SwapError> {
    if reserve_out < terms.minimum_reserve {
        return Err(SwapError::ReservesTooLow);
    }
    Ok(())
}

/// The last check, and the author's part of the fee: none where nothing was
/// swapped.
fn settle<In, Out>(net: In, out: Out, fee: In) -> Result<SwapResult<In, Out>, SwapError>
where
    In: Copy + Default + PartialEq,
    Out: Copy + Default + PartialEq,
{
    let nothing_in = net == In::default();
    if out == Out::default() && !nothing_in {
        return Err(SwapError::ReservesTooLow);
    }
    Ok(SwapResult {
        amount_paid_in: net,
        amount_paid_out: out,
        fee_paid: fee,
        fee_to_block_author: if nothing_in { In::default() } else { fee },
    })
}

#[cfg(test)]
mod tests;
