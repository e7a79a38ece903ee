//! What a coldkey swap moves in the stake ledger: stakes with their root
//! watermarks, where incentive is staked to, and which hotkeys a coldkey owns
//! and stakes to.
//!
//! Source: spec `registration` §5 and `pools-and-staking` §6.7. When and whether
//! a swap may happen is decided above, in the registration pallet.

use crate::{
    AutoStakeDestination, AutoStakeDestinationColdkeys, Config, OwnedHotkeys, Owner, Pallet,
    RootClaimed, StakingHotkeys,
};
use alloc::vec::Vec;
use frame_support::ensure;
use pallet_subnets::Error;
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Checks that an account can become a coldkey: nobody staked with it so far
    /// (`ColdKeyAlreadyAssociated`), and it is no hotkey (`NewColdKeyIsHotkey`).
    pub fn ensure_can_become_coldkey(who: &T::AccountId) -> DispatchResult {
        ensure!(
            StakingHotkeys::<T>::get(who).is_empty(),
            Error::<T>::ColdKeyAlreadyAssociated
        );
        ensure!(
            !Self::hotkey_account_exists(who),
            Error::<T>::NewColdKeyIsHotkey
        );
        Ok(())
    }

    /// Moves on one network where a coldkey's incentive is staked to.
    pub fn swap_coldkey_auto_stake(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let Some(hotkey) = AutoStakeDestination::<T>::take(old, netuid) else {
            return;
        };
        AutoStakeDestination::<T>::insert(new, netuid, &hotkey);
        AutoStakeDestinationColdkeys::<T>::mutate(hotkey, netuid, |coldkeys| {
            coldkeys.retain(|coldkey| coldkey != old && coldkey != new);
            coldkeys.push(new.clone());
        });
    }

    /// Moves all stakes of a coldkey on one network, and with them the root
    /// watermarks for that network: what has been claimed stays claimed. As on the
    /// main chain the watermarks of a network without stake stay behind, so that
    /// root dividends there can be claimed once more by the new coldkey. A coldkey whose root stake has moved gives up its number, and the new one
    /// gets one.
    pub fn swap_coldkey_stake(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        for hotkey in StakingHotkeys::<T>::get(old) {
            let alpha = Self::stake_of(&hotkey, old, netuid);
            Self::decrease_stake(&hotkey, old, netuid, alpha);
            Self::increase_stake(&hotkey, new, netuid, alpha);
            if Self::stake_of(&hotkey, new, netuid).is_zero() {
                continue;
            }
            Self::move_root_watermark(netuid, (&hotkey, old), (&hotkey, new));
            if netuid.is_root() {
                Self::add_staking_coldkey(new);
            }
        }
        if netuid.is_root() {
            Self::remove_staking_coldkey_without_root_stake(old);
        }
    }

    /// Adds the watermark of one pair of hotkey and coldkey to another's
    /// (spec `pools-and-staking` §6.7).
    pub fn move_root_watermark(
        netuid: NetUid,
        (old_hotkey, old_coldkey): (&T::AccountId, &T::AccountId),
        (new_hotkey, new_coldkey): (&T::AccountId, &T::AccountId),
    ) {
        let moved = RootClaimed::<T>::take((netuid, old_hotkey, old_coldkey));
        // A watermark of zero is written, too, as the reference does.
        RootClaimed::<T>::mutate((netuid, new_hotkey, new_coldkey), |claimed| {
            *claimed = claimed.saturating_add(moved);
        });
    }

    /// Moves the hotkeys a coldkey stakes to and those it owns. Both lists of the
    /// new coldkey are written even if they are empty, as the reference does.
    pub fn swap_coldkey_hotkeys(old: &T::AccountId, new: &T::AccountId) {
        let staking = StakingHotkeys::<T>::take(old);
        StakingHotkeys::<T>::mutate(new, |hotkeys| append_missing(hotkeys, staking));

        let owned = OwnedHotkeys::<T>::take(old);
        for hotkey in &owned {
            Owner::<T>::insert(hotkey, new);
        }
        OwnedHotkeys::<T>::mutate(new, |hotkeys| append_missing(hotkeys, owned));
    }
}

/// Appends what a list does not contain yet.
fn append_missing<A: PartialEq>(list: &mut Vec<A>, more: Vec<A>) {
    for entry in more {
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
}
