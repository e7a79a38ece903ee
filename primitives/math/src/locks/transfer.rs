//! What a transfer of stake takes along of the sender's lock.

use super::LockState;
use crate::fixed::SafeDiv;
use substrate_fixed::types::U64F64;
use subtensor_types::AlphaBalance;

/// A part of a lock that goes with transferred stake.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct LockedPart {
    /// The locked alpha in it, in rao.
    pub mass: AlphaBalance,
    /// Its part of the conviction.
    pub conviction: U64F64,
}

impl LockState {
    /// What leaves this lock when its coldkey, with `total` alpha on the network,
    /// gives `amount` of it away: unlocked alpha goes first, what is needed beyond
    /// that is locked alpha with the same part of the conviction.
    ///
    /// `None` when unlocked alpha is enough.
    pub fn part_transferred(
        &self,
        total: AlphaBalance,
        amount: AlphaBalance,
    ) -> Option<LockedPart> {
        let available = total.saturating_sub(self.locked_mass);
        let excess = amount.saturating_sub(available);
        if excess.is_zero() {
            return None;
        }
        let mass = excess.min(self.locked_mass);
        let part = mass
            .to_fixed::<U64F64>()
            .safe_div(self.locked_mass.to_fixed());
        Some(LockedPart {
            mass,
            conviction: self.conviction.saturating_mul(part),
        })
    }
}
