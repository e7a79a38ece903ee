//! Locks when a hotkey or a coldkey is swapped for another.

use crate::{Config, DecayingHotkeyLock, DecayingLock, HotkeyLock, Lock, LockingColdkeys, Pallet};
use alloc::vec::Vec;
use frame_support::ensure;
use pallet_subnets::Error;
use sp_runtime::DispatchResult;
use subtensor_math::locks::Kind;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Points all locks to a hotkey on a network to the hotkey that takes its
    /// place. Conviction stays: both have the same owner.
    ///
    /// To be called while the owner hotkey of the network is still the old one; an
    /// owner hotkey's sums stay the owner's. A sum that the new hotkey had is
    /// replaced, as on the main chain, not added to.
    pub fn swap_hotkey_locks(old: &T::AccountId, new: &T::AccountId, netuid: NetUid) {
        let was_owner = Self::is_owner_hotkey(netuid, old);
        let is_owner = was_owner || Self::is_owner_hotkey(netuid, new);
        if !is_owner
            && !HotkeyLock::<T>::contains_key(netuid, old)
            && !DecayingHotkeyLock::<T>::contains_key(netuid, old)
        {
            return;
        }
        let kinds = |perpetual| [was_owner, is_owner].map(|owner| Kind { owner, perpetual });
        let coldkeys: Vec<T::AccountId> =
            LockingColdkeys::<T>::iter_key_prefix((netuid, old)).collect();
        for coldkey in coldkeys {
            let lock = Lock::<T>::get((&coldkey, netuid, old));
            Self::remove_lock(&coldkey, netuid, old);
            if let Some(lock) = lock {
                let [before, after] = kinds(Self::is_perpetual(&coldkey, netuid));
                let lock = Self::roll(Self::roll(lock, before), after);
                Self::store_lock(&coldkey, netuid, new, lock);
            }
        }
        for perpetual in [true, false] {
            let [before, after] = kinds(perpetual);
            if let Some(sum) = Self::take_sum(netuid, old, before) {
                Self::store_sum(netuid, new, after, Self::roll(sum, after));
            }
        }
    }

    /// Fails with `ActiveLockExists` if a coldkey has alpha locked on any network.
    pub fn ensure_no_active_lock(coldkey: &T::AccountId) -> DispatchResult {
        for ((netuid, hotkey), lock) in Lock::<T>::iter_prefix((coldkey,)) {
            let kind = Self::lock_kind(coldkey, &hotkey, netuid);
            ensure!(
                Self::roll(lock, kind).locked_mass.is_zero(),
                Error::<T>::ActiveLockExists
            );
        }
        Ok(())
    }

    /// Gives all locks of a coldkey, with their settings, to the coldkey that takes
    /// its place, on every network.
    ///
    /// Fails with `ActiveLockExists` if the new coldkey has a lock, and with
    /// `AccountRejectsLockedAlpha` if there is locked alpha to give and it refuses.
    /// To be called in a transaction.
    pub fn swap_coldkey_locks(old: &T::AccountId, new: &T::AccountId) -> DispatchResult {
        Self::ensure_no_active_lock(new)?;
        let mut locks = Vec::new();
        for ((netuid, hotkey), lock) in Lock::<T>::iter_prefix((old,)) {
            let lock = Self::roll(lock, Self::lock_kind(old, &hotkey, netuid));
            Self::ensure_accepts_locked_alpha(new, lock.locked_mass)?;
            locks.push((netuid, hotkey, lock));
        }
        // The sum that a lock is in depends on its coldkey's settings, so all leave
        // the old sums before the settings move, and join the new ones after.
        for (netuid, hotkey, lock) in &locks {
            Self::remove_lock(old, *netuid, hotkey);
            let kind = Self::lock_kind(old, hotkey, *netuid);
            Self::take_from_sum(*netuid, hotkey, kind, *lock);
        }
        let settings: Vec<(NetUid, bool)> = DecayingLock::<T>::drain_prefix(old).collect();
        for (netuid, decaying) in settings {
            DecayingLock::<T>::insert(new, netuid, decaying);
        }
        for (netuid, hotkey, lock) in locks {
            let kind = Self::lock_kind(new, &hotkey, netuid);
            let lock = Self::roll(lock, kind);
            Self::store_lock(new, netuid, &hotkey, lock);
            Self::add_to_sum(netuid, &hotkey, kind, lock);
        }
        Ok(())
    }
}
