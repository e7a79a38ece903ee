//! Who owns which part of a hotkey's alpha on one subnet.
//!
//! All stake behind one hotkey is one pool of alpha with value `V`. Each
//! coldkey holds a share `s` of a common denominator `D`, so its stake is
//! `⌊V · s / D⌋`; paying everyone is one change of `V`, and a single stake
//! moves `D` and `s` by `|u| · D / V`. (Spec: pools and staking, sections 3.2
//! and 3.3.)

mod safe_float;
mod wide;

pub use safe_float::{SafeFloat, MAX_MANTISSA};

/// The stake behind one hotkey on one subnet, without the list of its owners.
///
/// Every operation is a pure function that gives back the new numbers; storing
/// them (the pool's, and one coldkey's share) is the caller's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// `V`: all alpha in the pool, in rao (`TotalHotkeyAlpha`).
    pub value: u64,
    /// `D`: what a share is a share of (`TotalHotkeySharesV2`).
    pub denominator: SafeFloat,
}

impl Pool {
    /// The alpha, in rao, that belongs to a share: `⌊V · s / D⌋`, at most
    /// `u64::MAX`, and 0 while nobody owns anything.
    pub fn value_of(&self, share: SafeFloat) -> u64 {
        SafeFloat::from(self.value)
            .mul_div(share, self.denominator)
            .map_or(0, SafeFloat::to_u64)
    }

    /// The pool after `change` rao came to (or went from) all owners in
    /// proportion: only `V` moves, at least to 0 and at most to `u64::MAX`.
    #[must_use]
    pub fn with_change_for_all(self, change: i64) -> Self {
        Self {
            value: self.value.saturating_add_signed(change),
            ..self
        }
    }

    /// The pool and the owner's share after `change` rao came to (or went
    /// from) one owner.
    ///
    /// While nobody owns anything, the first owner's share is `|change|` of
    /// `|change|`, and he owns whatever `V` held before. A step of the shares
    /// that cannot be computed leaves the number it would have changed.
    #[must_use]
    pub fn with_change_for_one(self, share: SafeFloat, change: i64) -> (Self, SafeFloat) {
        let (denominator, share) = if self.denominator.is_zero() {
            let amount = SafeFloat::from(change.unsigned_abs());
            (amount, amount)
        } else {
            let step = self.share_step(change);
            let moved = |number: SafeFloat| {
                let result = if change > 0 {
                    number.checked_add(step)
                } else {
                    number.checked_sub(step)
                };
                result.unwrap_or(number)
            };
            (moved(self.denominator), moved(share))
        };
        let pool = Self {
            denominator,
            ..self.with_change_for_all(change)
        };
        (pool, share)
    }

    /// Whether a change for one owner would move his share at all. False when
    /// the pool is so large that the change is lost in rounding; staking calls
    /// then refuse it (`InsufficientLiquidity`).
    pub fn registers_change_for_one(&self, change: i64) -> bool {
        self.denominator.is_zero() || !self.share_step(change).is_zero()
    }

    /// `|change| · D / V`: how far a change for one owner moves `D` and `s`; 0
    /// where it cannot be computed.
    fn share_step(&self, change: i64) -> SafeFloat {
        SafeFloat::from(change.unsigned_abs())
            .mul_div(self.denominator, SafeFloat::from(self.value))
            .unwrap_or(SafeFloat::ZERO)
    }
}

#[cfg(test)]
mod tests;
