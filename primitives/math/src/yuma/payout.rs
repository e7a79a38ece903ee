//! From incentive and dividends to rao.
//!
//! Servers get `I / Σ(I + D)` of the emission, validators `D / Σ(I + D)`, both
//! together `(I + D) / Σ(I + D)`. When nothing was earned, stake alone pays the
//! validators.
//!
//! Source: spec chapter `yuma` §4.7.

use super::fixed::{self, Bits, Share, Whole};
use alloc::vec::Vec;

/// `⌊part · rao⌋` for a part of at most one.
#[inline]
fn amount(part: Bits, rao: u64) -> u64 {
    let part = u128::try_from(part).unwrap_or(0);
    u64::try_from(part.wrapping_mul(u128::from(rao)) >> 32).unwrap_or(u64::MAX)
}

/// The vectors that decide who is paid.
pub(crate) struct Earned<'a> {
    /// Incentive (I).
    pub(crate) incentive: &'a [Bits],
    /// Dividends (D).
    pub(crate) dividends: &'a [Bits],
    /// Active stake (A).
    pub(crate) active_stake: &'a [Bits],
    /// Stake (S).
    pub(crate) stake: &'a [Bits],
}

impl Earned<'_> {
    /// Fills the amounts for serving, for validating, and for both.
    pub(crate) fn split(
        &self,
        rao: u64,
        combined: &mut Vec<Bits>,
        server: &mut Vec<u64>,
        validator: &mut Vec<u64>,
        total: &mut Vec<u64>,
    ) {
        server.clear();
        validator.clear();
        total.clear();
        combined.clear();
        combined.extend(
            self.incentive
                .iter()
                .zip(self.dividends)
                .map(|(&incentive, &dividend)| incentive.saturating_add(dividend)),
        );
        let sum = fixed::sum(combined);
        if sum == 0 {
            let by_stake = if fixed::sum(self.active_stake) == 0 {
                self.stake
            } else {
                self.active_stake
            };
            server.resize(self.incentive.len(), 0);
            validator.extend(by_stake.iter().map(|&part| amount(part, rao)));
            total.extend_from_slice(validator);
            return;
        }
        // At most two for all neurons together, well within what shares serve.
        let whole = Share::new(sum);
        let pay = |part: Bits| amount(whole.of(part), rao);
        server.extend(self.incentive.iter().map(|&part| pay(part)));
        validator.extend(self.dividends.iter().map(|&part| pay(part)));
        total.extend(combined.iter().map(|&part| pay(part)));
    }
}
