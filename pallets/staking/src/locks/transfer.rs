//! A lock follows the stake that is given to another coldkey of the same network.

use crate::{AccountFlags, Config, Pallet};
use frame_support::ensure;
use pallet_subnets::{Error, Pallet as Subnets};
use sp_runtime::DispatchResult;
use subtensor_math::locks::{LockState, LockedPart};
use subtensor_types::{AlphaBalance, NetUid};

/// The bit of `AccountFlags` that accepts locked alpha.
pub(super) const ACCEPTS_LOCKED_ALPHA: u128 = 1;

impl<T: Config> Pallet<T> {
    /// Whether a coldkey refuses to be given locked alpha; it does unless it chose
    /// otherwise.
    pub fn rejects_locked_alpha(coldkey: &T::AccountId) -> bool {
        AccountFlags::<T>::get(coldkey) & ACCEPTS_LOCKED_ALPHA == 0
    }

    /// Fails with `AccountRejectsLockedAlpha` if a coldkey can't be given this much
    /// locked alpha.
    pub(super) fn ensure_accepts_locked_alpha(
        coldkey: &T::AccountId,
        locked: AlphaBalance,
    ) -> DispatchResult {
        ensure!(
            locked.is_zero() || !Self::rejects_locked_alpha(coldkey),
            Error::<T>::AccountRejectsLockedAlpha
        );
        Ok(())
    }

    /// Lets the lock follow `amount` of alpha that is about to go from one coldkey
    /// to another: unlocked alpha goes first, the excess takes mass and conviction
    /// of the lock along.
    ///
    /// Fails, when locked alpha would go, with `LockHotkeyMismatch` if the
    /// destination has a lock to another hotkey, and with
    /// `AccountRejectsLockedAlpha` if it refuses.
    pub(crate) fn transfer_lock(
        origin: &T::AccountId,
        destination: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        if origin == destination || amount.is_zero() {
            return Ok(());
        }
        let Some((hotkey, lock)) = Self::current_lock(origin, netuid) else {
            return Ok(());
        };
        let now = Subnets::<T>::now();
        let (destination_hotkey, destination_lock) = Self::current_lock(destination, netuid)
            .unwrap_or_else(|| (hotkey.clone(), LockState::empty(now)));
        let part = lock.part_transferred(Self::coldkey_stake(origin, netuid), amount);
        ensure!(
            part.is_none() || destination_hotkey == hotkey,
            Error::<T>::LockHotkeyMismatch
        );
        let LockedPart { mass, conviction } = part.unwrap_or_default();
        Self::ensure_accepts_locked_alpha(destination, mass)?;

        let moved = LockState {
            locked_mass: mass,
            conviction,
            last_update: now,
        };
        let kind = Self::lock_kind(origin, &hotkey, netuid);
        let left = Self::roll(lock.reduced(mass, conviction), kind);
        Self::store_lock(origin, netuid, &hotkey, left);
        let destination_kind = Self::lock_kind(destination, &destination_hotkey, netuid);
        let grown = Self::roll(destination_lock.merged(moved), destination_kind);
        Self::store_lock(destination, netuid, &destination_hotkey, grown);
        if !mass.is_zero() {
            Self::take_from_sum(netuid, &hotkey, kind, moved);
            Self::add_to_sum(netuid, &destination_hotkey, destination_kind, moved);
        }
        Ok(())
    }
}
