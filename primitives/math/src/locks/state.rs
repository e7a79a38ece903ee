//! One lock, or a sum of locks, and how time changes it.

use super::{exp_decay, Kind, Rates};
use crate::fixed::SafeDiv;
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use substrate_fixed::types::{I64F64, U64F64};
use subtensor_types::AlphaBalance;

/// Below this much mass *and* this much conviction a lock is dust.
const DUST: u64 = 100;

/// Alpha that a coldkey has locked to a hotkey, or the sum of such locks.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct LockState {
    /// The locked alpha, in rao.
    pub locked_mass: AlphaBalance,
    /// Influence gained by locking.
    pub conviction: U64F64,
    /// The block at which both were computed.
    pub last_update: u64,
}

impl LockState {
    /// Alpha locked at `now`, without conviction yet.
    pub fn fresh(locked_mass: AlphaBalance, now: u64) -> Self {
        Self {
            locked_mass,
            conviction: U64F64::from_bits(0),
            last_update: now,
        }
    }

    /// Nothing, as of `now`.
    pub fn empty(now: u64) -> Self {
        Self::fresh(AlphaBalance::ZERO, now)
    }

    /// Whether there is neither mass nor conviction.
    pub fn is_empty(&self) -> bool {
        self.locked_mass.is_zero() && self.conviction == U64F64::from_bits(0)
    }

    /// Whether so little is left that it counts as nothing.
    pub fn is_dust(&self) -> bool {
        self.locked_mass.to_u64() < DUST && self.conviction < U64F64::from_num(DUST)
    }

    /// The lock at block `now`. At its own block or an earlier one nothing decays;
    /// the owner's rule and that of dust apply all the same.
    pub fn rolled(mut self, now: u64, rates: Rates, kind: Kind) -> Self {
        if now > self.last_update {
            let dt = now.saturating_sub(self.last_update);
            self = Self {
                locked_mass: self.decayed_mass(dt, rates, kind),
                conviction: self.matured_conviction(dt, rates, kind),
                last_update: now,
            };
        }
        if kind.owner {
            self.conviction = self.locked_mass.to_fixed();
        }
        if self.is_dust() {
            return Self::empty(self.last_update);
        }
        self
    }

    fn decayed_mass(&self, dt: u64, rates: Rates, kind: Kind) -> AlphaBalance {
        if kind.perpetual {
            return self.locked_mass;
        }
        exp_decay(dt, rates.unlock)
            .saturating_mul(self.locked_mass.to_fixed())
            .saturating_to_num::<u64>()
            .into()
    }

    fn matured_conviction(&self, dt: u64, rates: Rates, kind: Kind) -> U64F64 {
        let kept = exp_decay(dt, rates.maturity);
        let gain = if kind.perpetual {
            U64F64::from_num(1).saturating_sub(kept)
        } else if rates.unlock == rates.maturity {
            U64F64::from_num(dt)
                .safe_div(U64F64::from_num(rates.maturity))
                .saturating_mul(kept)
        } else {
            unequal_gain(exp_decay(dt, rates.unlock), kept, rates)
        };
        kept.saturating_mul(self.conviction)
            .saturating_add(self.locked_mass.to_fixed::<U64F64>().saturating_mul(gain))
    }

    /// Rolls a single lock and keeps the sum that contains it in step.
    ///
    /// What the single lock lost is taken from the sum, which then counts as
    /// computed at `now`, although the other locks in it were not rolled; only a
    /// lock that lost nothing lets the sum roll by itself. So a sum is an
    /// approximation wherever its locks are rolled at different times.
    pub fn rolled_with_sum(self, sum: Self, now: u64, rates: Rates, kind: Kind) -> (Self, Self) {
        let rolled = self.rolled(now, rates, kind);
        let mass = self.locked_mass.saturating_sub(rolled.locked_mass);
        let conviction = self.conviction.saturating_sub(rolled.conviction);
        let sum = if mass.is_zero() && conviction == U64F64::from_bits(0) {
            sum.rolled(now, rates, kind)
        } else {
            Self {
                last_update: now,
                ..sum.reduced(mass, conviction)
            }
        };
        (rolled, sum)
    }

    /// Both locks together, as of the later block.
    pub fn merged(self, other: Self) -> Self {
        Self {
            locked_mass: self.locked_mass.saturating_add(other.locked_mass),
            conviction: self.conviction.saturating_add(other.conviction),
            last_update: self.last_update.max(other.last_update),
        }
    }

    /// The lock without this much mass and conviction, each at least zero.
    pub fn reduced(self, mass: AlphaBalance, conviction: U64F64) -> Self {
        Self {
            locked_mass: self.locked_mass.saturating_sub(mass),
            conviction: self.conviction.saturating_sub(conviction),
            ..self
        }
    }

    /// The lock and the sum that contains it when `amount` of its mass goes with
    /// its part of the conviction, whatever the rules of unlocking say. The sum
    /// loses what the lock did, not more.
    ///
    /// Both are expected to be rolled to `now`.
    pub fn force_reduced(self, sum: Self, amount: AlphaBalance, now: u64) -> (Self, Self) {
        let mass = self.locked_mass.saturating_sub(amount);
        let left = if mass.is_zero() {
            Self::empty(now)
        } else {
            let removed = amount
                .to_fixed::<U64F64>()
                .safe_div(self.locked_mass.to_fixed());
            Self {
                locked_mass: mass,
                conviction: self
                    .conviction
                    .saturating_mul(U64F64::from_num(1).saturating_sub(removed)),
                last_update: now,
            }
        };
        let sum = sum.reduced(
            self.locked_mass.saturating_sub(left.locked_mass),
            self.conviction.saturating_sub(left.conviction),
        );
        (left, sum)
    }
}

/// Conviction per mass gained by a decaying lock whose two rates differ:
/// `U·(ud − md)/(U − R)`, or nothing if a rate is zero or this is not positive.
fn unequal_gain(unlocked: U64F64, matured: U64F64, rates: Rates) -> U64F64 {
    if rates.unlock == 0 || rates.maturity == 0 {
        return U64F64::from_bits(0);
    }
    let difference = i128::from(rates.unlock).saturating_sub(i128::from(rates.maturity));
    let decays =
        I64F64::saturating_from_num(unlocked).saturating_sub(I64F64::saturating_from_num(matured));
    let gain = I64F64::saturating_from_num(rates.unlock)
        .saturating_mul(decays)
        .safe_div(I64F64::saturating_from_num(difference));
    // A negative number saturates at zero.
    U64F64::saturating_from_num(gain)
}
