//! `lock_stake`, `move_lock` and the two settings of a coldkey's locks.

use super::transfer::ACCEPTS_LOCKED_ALPHA;
use crate::{AccountFlags, Config, DecayingLock, Owner, Pallet};
use frame_support::ensure;
use pallet_subnets::{
    Error, Event, OwnerCutAutoLockEnabled, Pallet as Subnets, SubnetOwner, SubnetOwnerHotkey,
};
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use subtensor_math::locks::LockState;
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// `lock_stake`: locks alpha of a coldkey, in rao, to a hotkey, or adds to the
    /// lock that it has. The alpha may be staked to any hotkeys.
    ///
    /// Fails with `AmountTooLow`, `HotKeyAccountNotExists`, `LockHotkeyMismatch` or
    /// `InsufficientStakeForLock`, checked in this order. Whether the network
    /// exists is not asked: without it there is no stake.
    pub fn do_lock_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        ensure!(!amount.is_zero(), Error::<T>::AmountTooLow);
        Self::ensure_hotkey_exists(hotkey)?;
        let now = Subnets::<T>::now();
        let lock = match Self::current_lock(coldkey, netuid) {
            Some((locked_to, lock)) => {
                ensure!(locked_to == *hotkey, Error::<T>::LockHotkeyMismatch);
                lock
            }
            None => LockState::empty(now),
        };
        let added = LockState::fresh(amount, now);
        let lock = lock.merged(added);
        ensure!(
            lock.locked_mass <= Self::coldkey_stake(coldkey, netuid),
            Error::<T>::InsufficientStakeForLock
        );

        Self::update_lock(coldkey, netuid);
        let kind = Self::lock_kind(coldkey, hotkey, netuid);
        Self::store_lock(coldkey, netuid, hotkey, Self::roll(lock, kind));
        Self::add_to_sum(netuid, hotkey, kind, added);
        Subnets::<T>::deposit_event(Event::StakeLocked {
            coldkey: coldkey.clone(),
            hotkey: hotkey.clone(),
            netuid,
            amount,
        });
        Ok(())
    }

    /// `move_lock`: points the lock of a coldkey to another hotkey. Its conviction
    /// is lost unless both hotkeys have the same owner.
    ///
    /// Fails with `HotKeyAccountNotExists` or `NoExistingLock`, in this order.
    pub fn do_move_lock(
        coldkey: &T::AccountId,
        destination_hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> DispatchResult {
        Self::ensure_hotkey_exists(destination_hotkey)?;
        let (origin_hotkey, lock) =
            Self::current_lock(coldkey, netuid).ok_or(Error::<T>::NoExistingLock)?;
        let mut moved = lock;
        if Owner::<T>::get(&origin_hotkey) != Owner::<T>::get(destination_hotkey) {
            moved.conviction = U64F64::from_bits(0);
        }
        let kind = Self::lock_kind(coldkey, &origin_hotkey, netuid);
        let destination_kind = Self::lock_kind(coldkey, destination_hotkey, netuid);
        let moved = Self::roll(moved, destination_kind);

        Self::remove_lock(coldkey, netuid, &origin_hotkey);
        Self::store_lock(coldkey, netuid, destination_hotkey, moved);
        Self::take_from_sum(netuid, &origin_hotkey, kind, lock);
        Self::add_to_sum(netuid, destination_hotkey, destination_kind, moved);
        Subnets::<T>::deposit_event(Event::LockMoved {
            coldkey: coldkey.clone(),
            origin_hotkey,
            destination_hotkey: destination_hotkey.clone(),
            netuid,
        });
        Ok(())
    }

    /// `set_perpetual_lock`: chooses whether the coldkey's lock on a network keeps
    /// its mass, now and in future. Never fails.
    pub fn do_set_perpetual_lock(coldkey: &T::AccountId, netuid: NetUid, enabled: bool) {
        let lock = Self::update_lock(coldkey, netuid);
        let before = Self::is_perpetual(coldkey, netuid);
        // Absent means that the lock decays.
        DecayingLock::<T>::set(coldkey, netuid, enabled.then_some(false));
        if let (true, Some((hotkey, lock))) = (before != enabled, lock) {
            let kind = |perpetual| subtensor_math::locks::Kind {
                owner: Self::is_owner_hotkey(netuid, &hotkey),
                perpetual,
            };
            Self::take_from_sum(netuid, &hotkey, kind(before), lock);
            if !lock.is_dust() {
                Self::add_to_sum(netuid, &hotkey, kind(enabled), lock);
            }
        }
        Subnets::<T>::deposit_event(Event::PerpetualLockUpdated {
            coldkey: coldkey.clone(),
            netuid,
            enabled,
        });
    }

    /// `set_reject_locked_alpha`: chooses whether others may give this coldkey
    /// locked alpha. Never fails.
    pub fn do_set_reject_locked_alpha(coldkey: &T::AccountId, enabled: bool) {
        AccountFlags::<T>::mutate_exists(coldkey, |flags| {
            let others = flags.unwrap_or_default() & !ACCEPTS_LOCKED_ALPHA;
            let chosen = if enabled { 0 } else { ACCEPTS_LOCKED_ALPHA };
            // Zero is the default and is not stored.
            *flags = Some(others | chosen).filter(|flags| *flags != 0);
        });
        Subnets::<T>::deposit_event(Event::RejectLockedAlphaUpdated {
            coldkey: coldkey.clone(),
            enabled,
        });
    }

    /// Locks an owner's cut that was just staked, where the network asks for it: to
    /// the hotkey that the owner has a lock to already, else to the owner hotkey.
    pub fn auto_lock_owner_cut(netuid: NetUid, cut: AlphaBalance) {
        if !OwnerCutAutoLockEnabled::<T>::get(netuid) {
            return;
        }
        let owner = SubnetOwner::<T>::get(netuid);
        let hotkey = Self::lock_of(&owner, netuid)
            .map_or_else(|| SubnetOwnerHotkey::<T>::get(netuid), |(hotkey, _)| hotkey);
        // A cut of nothing, or one that the owner no longer has, is not locked.
        let _ = Self::do_lock_stake(&owner, &hotkey, netuid, cut);
    }
}
