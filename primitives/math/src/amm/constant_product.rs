//! The plain pool `x · y = k`, as the chain had it when alpha was launched.
//!
//! * selling `d` alpha pays `⌊y · d / (x + d)⌋` TAO,
//! * buying with `d` TAO pays `⌊x · d / (y + d)⌋` alpha,
//! * the price is `y / x` TAO per alpha,
//! * the input that reaches a price is the largest that does not pass it.
//!
//! In contrast to the balancer with equal weights, which computes with powers,
//! nothing is rounded but the payout, and that always down: the product never
//! falls.

use super::{Balancer, Reserves};
use substrate_fixed::types::U64F64;
use subtensor_types::{AlphaBalance, TaoBalance};

/// `⌊reserve_out · input / (reserve_in + input)⌋`; zero where the sum is zero.
fn paid_out(reserve_in: u64, reserve_out: u64, input: u64) -> u64 {
    let grown = u128::from(reserve_in).saturating_add(u128::from(input));
    u128::from(reserve_out)
        .saturating_mul(u128::from(input))
        .checked_div(grown)
        .and_then(|out| u64::try_from(out).ok())
        .unwrap_or(0)
}

/// The alpha that `tao` (net of fee) buys.
pub(super) fn alpha_out(reserves: &Reserves, tao: TaoBalance) -> AlphaBalance {
    let (tao_reserve, alpha_reserve) = (reserves.tao.to_u64(), reserves.alpha.to_u64());
    paid_out(tao_reserve, alpha_reserve, tao.to_u64()).into()
}

/// The TAO that `alpha` (net of fee) is sold for.
pub(super) fn tao_out(reserves: &Reserves, alpha: AlphaBalance) -> TaoBalance {
    let (tao_reserve, alpha_reserve) = (reserves.tao.to_u64(), reserves.alpha.to_u64());
    paid_out(alpha_reserve, tao_reserve, alpha.to_u64()).into()
}

/// The price: that of a balancer whose sides weigh the same.
pub(super) fn price(reserves: &Reserves) -> U64F64 {
    Balancer::EQUAL.price(reserves)
}

/// The reserves after a buy.
pub(super) fn after_buy(reserves: &Reserves, tao: TaoBalance) -> Reserves {
    Reserves::new(
        reserves.tao.saturating_add(tao),
        reserves.alpha.saturating_sub(alpha_out(reserves, tao)),
    )
}

/// The reserves after a sale.
pub(super) fn after_sale(reserves: &Reserves, alpha: AlphaBalance) -> Reserves {
    Reserves::new(
        reserves.tao.saturating_sub(tao_out(reserves, alpha)),
        reserves.alpha.saturating_add(alpha),
    )
}

/// The most TAO (net of fee), up to `most`, that leaves the price at or below
/// `target`.
pub(super) fn tao_to_price(reserves: &Reserves, target: U64F64, most: TaoBalance) -> TaoBalance {
    largest(most.to_u64(), |tao| {
        price(&after_buy(reserves, tao.into())) <= target
    })
    .into()
}

/// The most alpha (net of fee), up to `most`, that leaves the price at or above
/// `target`.
pub(super) fn alpha_to_price(
    reserves: &Reserves,
    target: U64F64,
    most: AlphaBalance,
) -> AlphaBalance {
    largest(most.to_u64(), |alpha| {
        price(&after_sale(reserves, alpha.into())) >= target
    })
    .into()
}

/// The largest number up to `most` that fits, if no larger number fits than one
/// that does not; zero if none does.
fn largest(most: u64, fits: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, most);
    while low < high {
        // Rounded up, so that the range shrinks in either case.
        let half = high.saturating_sub(low).div_ceil(2);
        let middle = low.saturating_add(half);
        if fits(middle) {
            low = middle;
        } else {
            high = middle.saturating_sub(1);
        }
    }
    low
}

#[cfg(test)]
mod tests;
