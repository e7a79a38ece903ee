//! Quotients as U64F64, truncated as the reference truncates them.

use substrate_fixed::types::U64F64;
use subtensor_types::{TaoBalance, RAO_PER_TAO};

/// `a / b` truncated to 64 fractional bits; zero if `b` is zero.
pub(super) fn ratio(a: u64, b: u64) -> U64F64 {
    let bits = (u128::from(a) << 64).checked_div(u128::from(b));
    U64F64::from_bits(bits.unwrap_or(0))
}

/// `⌊amount · factor⌋`, at most `u64::MAX`.
pub(super) fn scale_floor(amount: u64, factor: U64F64) -> u64 {
    U64F64::saturating_from_num(amount)
        .saturating_mul(factor)
        .saturating_to_num()
}

/// A price argument, in rao per whole alpha, as TAO per alpha.
///
/// Spec chapter `pools-and-staking` §1.2: every limit price of the chain is a
/// price times 1e9.
pub fn price_of(limit: TaoBalance) -> U64F64 {
    ratio(limit.to_u64(), RAO_PER_TAO)
}
