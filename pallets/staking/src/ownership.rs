//! Who owns which hotkey.

use crate::{Config, Delegates, OwnedHotkeys, Owner, Pallet, StakingHotkeys};
use frame_support::{ensure, traits::Get};
use pallet_subnets::{Error, Pallet as Subnets};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Whether a hotkey has an owner.
    pub fn hotkey_account_exists(hotkey: &T::AccountId) -> bool {
        Owner::<T>::contains_key(hotkey)
    }

    /// Fails with `HotKeyAccountNotExists` unless the hotkey has an owner.
    pub fn ensure_hotkey_exists(hotkey: &T::AccountId) -> DispatchResult {
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        Ok(())
    }

    /// Whether a coldkey owns a hotkey.
    pub fn coldkey_owns_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) -> bool {
        Owner::<T>::try_get(hotkey).is_ok_and(|owner| owner == *coldkey)
    }

    /// Fails with `NonAssociatedColdKey` unless the coldkey owns the hotkey.
    pub fn ensure_coldkey_owns_hotkey(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        Ok(())
    }

    /// Gives a hotkey without owner to a coldkey; a hotkey with one stays as it
    /// is. Fails with `CannotUseSystemAccount` for the account of a network
    /// (spec `registration` §3.2, step 6).
    pub fn create_account_if_non_existent(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        ensure!(
            !Subnets::<T>::is_system_account(hotkey),
            Error::<T>::CannotUseSystemAccount
        );
        if !Self::hotkey_account_exists(hotkey) {
            Owner::<T>::insert(hotkey, coldkey);
            OwnedHotkeys::<T>::mutate(coldkey, |hotkeys| {
                if !hotkeys.contains(hotkey) {
                    hotkeys.push(hotkey.clone());
                }
            });
            Self::add_staking_hotkey(coldkey, hotkey);
        }
        Ok(())
    }

    /// Notes that a coldkey stakes to a hotkey.
    pub(crate) fn add_staking_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) {
        let mut hotkeys = StakingHotkeys::<T>::get(coldkey);
        // Stake changes far more often than this list.
        if !hotkeys.contains(hotkey) {
            hotkeys.push(hotkey.clone());
            StakingHotkeys::<T>::insert(coldkey, hotkeys);
        }
    }

    /// Makes a hotkey a delegate with the default take, unless it is one or
    /// belongs to the coldkey that stakes to it (spec `pools-and-staking` §5.5).
    pub(crate) fn maybe_become_delegate(coldkey: &T::AccountId, hotkey: &T::AccountId) {
        if !Self::coldkey_owns_hotkey(coldkey, hotkey) && !Delegates::<T>::contains_key(hotkey) {
            Delegates::<T>::insert(hotkey, T::InitialDefaultDelegateTake::get());
        }
    }
}
