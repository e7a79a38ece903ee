//! Stake locks as they are stored.
//!
//! A coldkey has at most one lock on a network, to one hotkey. The locks to a
//! hotkey are also kept as two sums, one of decaying and one of perpetual locks;
//! those to the network's owner hotkey are in sums of their own, since their
//! conviction follows another rule. The arithmetic is [`subtensor_math::locks`].
//!
//! Source: spec `pools-and-staking` §4.9.

mod availability;
mod calls;
mod keys;
mod ownership;
mod sums;
mod transfer;

pub use ownership::Heir;

use crate::{Config, DecayingLock, Lock, LockingColdkeys, MaturityRate, Pallet, UnlockRate};
use pallet_subnets::{Pallet as Subnets, SubnetOwnerHotkey};
use subtensor_math::locks::{Kind, LockState, Rates};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The lock of a coldkey on a network as it is stored, and whom it is to.
    pub fn lock_of(coldkey: &T::AccountId, netuid: NetUid) -> Option<(T::AccountId, LockState)> {
        Lock::<T>::iter_prefix((coldkey, netuid)).next()
    }

    /// The lock of a coldkey on a network as it is now, and whom it is to. Nothing
    /// is stored.
    pub fn current_lock(
        coldkey: &T::AccountId,
        netuid: NetUid,
    ) -> Option<(T::AccountId, LockState)> {
        Self::lock_of(coldkey, netuid).map(|(hotkey, lock)| {
            let kind = Self::lock_kind(coldkey, &hotkey, netuid);
            (hotkey, Self::roll(lock, kind))
        })
    }

    /// Rolls the lock of a coldkey on a network and the sum it is in to now, and
    /// gives it. A lock that has become dust is removed.
    pub(crate) fn update_lock(
        coldkey: &T::AccountId,
        netuid: NetUid,
    ) -> Option<(T::AccountId, LockState)> {
        let (hotkey, lock) = Self::lock_of(coldkey, netuid)?;
        let kind = Self::lock_kind(coldkey, &hotkey, netuid);
        let sum = Self::sum_of_locks(netuid, &hotkey, kind);
        let (lock, sum) = lock.rolled_with_sum(sum, Subnets::<T>::now(), Self::lock_rates(), kind);
        Self::store_lock(coldkey, netuid, &hotkey, lock);
        Self::store_sum(netuid, &hotkey, kind, sum);
        Some((hotkey, lock))
    }

    /// Stores a lock, or removes it if it is dust.
    fn store_lock(coldkey: &T::AccountId, netuid: NetUid, hotkey: &T::AccountId, lock: LockState) {
        if lock.is_dust() {
            Self::remove_lock(coldkey, netuid, hotkey);
        } else {
            LockingColdkeys::<T>::insert((netuid, hotkey, coldkey), ());
            Lock::<T>::insert((coldkey, netuid, hotkey), lock);
        }
    }

    /// Removes a lock; the sum it is in stays as it is.
    fn remove_lock(coldkey: &T::AccountId, netuid: NetUid, hotkey: &T::AccountId) {
        LockingColdkeys::<T>::remove((netuid, hotkey, coldkey));
        Lock::<T>::remove((coldkey, netuid, hotkey));
    }

    /// The rules that a lock of this coldkey to this hotkey follows.
    fn lock_kind(coldkey: &T::AccountId, hotkey: &T::AccountId, netuid: NetUid) -> Kind {
        Kind {
            owner: Self::is_owner_hotkey(netuid, hotkey),
            perpetual: Self::is_perpetual(coldkey, netuid),
        }
    }

    /// Whether the locks of a coldkey on a network keep their mass.
    fn is_perpetual(coldkey: &T::AccountId, netuid: NetUid) -> bool {
        DecayingLock::<T>::get(coldkey, netuid) == Some(false)
    }

    /// Whether locks to this hotkey are locks to the network's owner.
    fn is_owner_hotkey(netuid: NetUid, hotkey: &T::AccountId) -> bool {
        SubnetOwnerHotkey::<T>::get(netuid) == *hotkey
    }

    fn lock_rates() -> Rates {
        Rates {
            unlock: UnlockRate::<T>::get(),
            maturity: MaturityRate::<T>::get(),
        }
    }

    /// A lock, or a sum of locks, as it is now.
    fn roll(lock: LockState, kind: Kind) -> LockState {
        lock.rolled(Subnets::<T>::now(), Self::lock_rates(), kind)
    }
}
