//! Stake locks: how locked alpha is freed and how conviction grows.
//!
//! A lock has a mass (alpha that can't be unstaked) and a conviction (its weight
//! in the question of who owns the network). Both follow exponentials of the
//! blocks since they were last computed: a decaying lock's mass falls with time
//! constant `U`, a perpetual one's stays; conviction follows the mass with time
//! constant `R`. Sums of locks roll by the same formula as single ones.
//!
//! Source: spec chapter `pools-and-staking` §4.9.

mod state;
#[cfg(test)]
mod tests;
mod transfer;

pub use state::LockState;
pub use transfer::LockedPart;

use crate::fixed::SafeDiv;
use substrate_fixed::{
    transcendental,
    types::{I64F64, U64F64},
};
use subtensor_types::AlphaBalance;

/// The age, in blocks, from which conviction can change a network's owner: a year
/// of 365.25 days.
pub const OWNERSHIP_AGE: u64 = 2_629_800;

/// The two time constants of all locks, in blocks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rates {
    /// `UnlockRate`, of a decaying lock's mass.
    pub unlock: u64,
    /// `MaturityRate`, of conviction.
    pub maturity: u64,
}

/// Which rules a lock follows, and in which sum of locks it is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Kind {
    /// It is a lock to the network's owner hotkey: its conviction is its mass.
    pub owner: bool,
    /// Its mass does not decay.
    pub perpetual: bool,
}

/// `e^(−dt/tau)` in I64F64, with `dt` and `tau` in blocks: 1 for no time, 0 for no
/// time constant, and never below `e⁻⁴⁰`.
///
/// The exponential is the fixed-point crate's: the Taylor series of `e^(dt/tau)`
/// up to the 63rd power, and the reciprocal of that. Its last bits are the rule.
pub fn exp_decay(dt: u64, tau: u64) -> U64F64 {
    const FURTHEST: i8 = -40;

    if dt == 0 {
        return U64F64::from_num(1);
    }
    if tau == 0 {
        return U64F64::from_bits(0);
    }
    let furthest = I64F64::from_num(FURTHEST);
    let exponent = I64F64::saturating_from_num(i128::from(dt).saturating_neg())
        .safe_div_or(I64F64::saturating_from_num(tau), furthest);
    transcendental::exp::<I64F64, I64F64>(exponent.max(furthest))
        .map_or(U64F64::from_bits(0), U64F64::saturating_from_num)
}

/// Whether the locks of a network may change its owner: it has alpha outside of
/// its pool, has reached [`OWNERSHIP_AGE`], and its conviction is at least a tenth
/// of that alpha. The conviction is only asked for where the rest is given.
pub fn may_change_owner(
    alpha_out: AlphaBalance,
    registered_at: u64,
    now: u64,
    total_conviction: impl FnOnce() -> U64F64,
) -> bool {
    !alpha_out.is_zero()
        && now >= registered_at.saturating_add(OWNERSHIP_AGE)
        && total_conviction().saturating_mul(U64F64::from_num(10)) >= alpha_out.to_fixed::<U64F64>()
}
