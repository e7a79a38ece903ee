//! The sums of the locks to a hotkey.
//!
//! A sum is not recomputed from its locks; every change of a lock is repeated on
//! it. Because both roll in floored fixed point at different blocks, it is close
//! to the locks' own sum, not equal to it.

use crate::{Config, DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, OwnerLock, Pallet};
use pallet_subnets::Pallet as Subnets;
use subtensor_math::locks::{Kind, LockState};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The sum of the locks of a kind to a hotkey as it is stored. For the owner's
    /// kind the hotkey does not matter: a network has one owner hotkey.
    pub(super) fn sum_of_locks(netuid: NetUid, hotkey: &T::AccountId, kind: Kind) -> LockState {
        match (kind.owner, kind.perpetual) {
            (true, true) => OwnerLock::<T>::get(netuid),
            (true, false) => DecayingOwnerLock::<T>::get(netuid),
            (false, true) => HotkeyLock::<T>::get(netuid, hotkey),
            (false, false) => DecayingHotkeyLock::<T>::get(netuid, hotkey),
        }
        .unwrap_or_else(|| LockState::empty(Subnets::<T>::now()))
    }

    /// Stores a sum, or removes it if it is empty.
    pub(super) fn store_sum(netuid: NetUid, hotkey: &T::AccountId, kind: Kind, sum: LockState) {
        let sum = (!sum.is_empty()).then_some(sum);
        match (kind.owner, kind.perpetual) {
            (true, true) => OwnerLock::<T>::set(netuid, sum),
            (true, false) => DecayingOwnerLock::<T>::set(netuid, sum),
            (false, true) => HotkeyLock::<T>::set(netuid, hotkey, sum),
            (false, false) => DecayingHotkeyLock::<T>::set(netuid, hotkey, sum),
        }
    }

    /// Takes a sum out of storage, rolled to now, if there is one.
    pub(super) fn take_sum(netuid: NetUid, hotkey: &T::AccountId, kind: Kind) -> Option<LockState> {
        match (kind.owner, kind.perpetual) {
            (true, true) => OwnerLock::<T>::take(netuid),
            (true, false) => DecayingOwnerLock::<T>::take(netuid),
            (false, true) => HotkeyLock::<T>::take(netuid, hotkey),
            (false, false) => DecayingHotkeyLock::<T>::take(netuid, hotkey),
        }
        .map(|sum| Self::roll(sum, kind))
    }

    /// Adds a lock to the sum of its kind.
    pub(super) fn add_to_sum(netuid: NetUid, hotkey: &T::AccountId, kind: Kind, lock: LockState) {
        let sum = Self::roll(Self::sum_of_locks(netuid, hotkey, kind), kind).merged(lock);
        // Once more, because an owner's conviction is the mass.
        Self::store_sum(netuid, hotkey, kind, Self::roll(sum, kind));
    }

    /// Takes a lock from the sum of its kind.
    pub(super) fn take_from_sum(
        netuid: NetUid,
        hotkey: &T::AccountId,
        kind: Kind,
        lock: LockState,
    ) {
        let sum = Self::roll(Self::sum_of_locks(netuid, hotkey, kind), kind)
            .reduced(lock.locked_mass, lock.conviction);
        Self::store_sum(netuid, hotkey, kind, sum);
    }
}
