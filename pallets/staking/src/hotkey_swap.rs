//! What the ledger moves when one hotkey takes the place of another: its owner,
//! its takes, who pays incentive to it, the stake of all its stakers and their
//! root dividends (spec `registration` §5, `pools-and-staking` §6.7).
//!
//! Stake moves by value: each position is taken out of the old pool and put into
//! the new one, so what rounding left in the old pool stays there. Links to
//! parents and children are in `relinking`.

use crate::{
    Alpha, AlphaV2, AutoStakeDestination, AutoStakeDestinationColdkeys, ChildkeyTake, Config,
    Delegates, OwnedHotkeys, Owner, Pallet, RootClaimable, RootClaimed, StakingHotkeys,
    TotalHotkeyAlphaLastEpoch,
};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use frame_support::ensure;
use pallet_subnets::{Error, Pallet as Subnets};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// The coldkeys that stake to a hotkey, by network and in account order.
pub type Stakers<AccountId> = BTreeMap<NetUid, BTreeSet<AccountId>>;

impl<T: Config> Pallet<T> {
    /// The coldkeys with a share in a hotkey's pools, those included that no
    /// longer have a network.
    pub fn stakers_of(hotkey: &T::AccountId) -> Stakers<T::AccountId> {
        let mut stakers = Stakers::<T::AccountId>::new();
        let former = Alpha::<T>::iter_key_prefix((hotkey,));
        for (coldkey, netuid) in former.chain(AlphaV2::<T>::iter_key_prefix((hotkey,))) {
            stakers.entry(netuid).or_default().insert(coldkey);
        }
        stakers
    }

    /// Whether a hotkey has neither stake nor dividends nor claims on root, so
    /// that what another has there can become its own.
    pub fn is_clean_on_root(hotkey: &T::AccountId) -> bool {
        RootClaimable::<T>::get(hotkey).is_empty()
            && Self::hotkey_stake(hotkey, NetUid::ROOT).is_zero()
            && RootClaimed::<T>::iter_key_prefix((NetUid::ROOT, hotkey))
                .next()
                .is_none()
    }

    /// Gives a hotkey to the owner of another one, which the owner keeps.
    pub fn own_hotkey_too(coldkey: &T::AccountId, hotkey: &T::AccountId) {
        Owner::<T>::insert(hotkey, coldkey);
        let mut owned = OwnedHotkeys::<T>::get(coldkey);
        if !owned.contains(hotkey) {
            owned.push(hotkey.clone());
            OwnedHotkeys::<T>::insert(coldkey, owned);
        }
    }

    /// Gives a hotkey to the owner of another one, which then belongs to nobody.
    /// Fails with `CannotUseSystemAccount` for the account of a network.
    pub fn replace_owned_hotkey(
        coldkey: &T::AccountId,
        old: &T::AccountId,
        new: &T::AccountId,
    ) -> DispatchResult {
        Owner::<T>::remove(old);
        ensure!(
            !Subnets::<T>::is_system_account(new),
            Error::<T>::CannotUseSystemAccount
        );
        Self::own_hotkey_too(coldkey, new);
        OwnedHotkeys::<T>::mutate(coldkey, |owned| owned.retain(|hotkey| hotkey != old));
        Ok(())
    }

    /// Makes a hotkey a delegate with the take of another, if that is one.
    pub fn swap_delegate(old: &T::AccountId, new: &T::AccountId) {
        if let Ok(take) = Delegates::<T>::try_get(old) {
            Delegates::<T>::remove(old);
            Delegates::<T>::insert(new, take);
        }
    }

    /// Moves a hotkey's childkey take on a network, if it has chosen one.
    pub fn swap_childkey_take(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        if let Ok(take) = ChildkeyTake::<T>::try_get(old, netuid) {
            ChildkeyTake::<T>::remove(old, netuid);
            ChildkeyTake::<T>::insert(new, netuid, take);
        }
    }

    /// Lets the incentive that was staked to one hotkey be staked to another. The
    /// list of those who had chosen the other before is overwritten.
    pub fn swap_auto_stake_destination(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let Ok(coldkeys) = AutoStakeDestinationColdkeys::<T>::try_get(old, netuid) else {
            return;
        };
        for coldkey in &coldkeys {
            AutoStakeDestination::<T>::insert(coldkey, netuid, new);
        }
        AutoStakeDestinationColdkeys::<T>::remove(old, netuid);
        AutoStakeDestinationColdkeys::<T>::insert(new, netuid, coldkeys);
    }

    /// Moves the stake of these coldkeys on a network from one hotkey to another,
    /// with what is remembered of the last distribution; on root also what has
    /// accrued and been claimed.
    pub fn swap_stake_of_hotkey(
        netuid: NetUid,
        old: &T::AccountId,
        new: &T::AccountId,
        coldkeys: &BTreeSet<T::AccountId>,
    ) {
        let last = TotalHotkeyAlphaLastEpoch::<T>::take(old, netuid);
        TotalHotkeyAlphaLastEpoch::<T>::mutate(new, netuid, |total| *total += last);
        for coldkey in coldkeys {
            let alpha = Self::stake_of(old, coldkey, netuid);
            Self::decrease_stake(old, coldkey, netuid, alpha);
            Self::increase_stake(new, coldkey, netuid, alpha);
            // Of a position without value only the list moves on.
            if StakingHotkeys::<T>::get(coldkey).contains(old) {
                Self::add_staking_hotkey(coldkey, new);
            }
        }
        if netuid.is_root() {
            Self::swap_root_dividends(old, new);
        }
    }

    /// Puts one hotkey in place of another, at the end, in the lists of those who
    /// staked to it.
    pub fn replace_staking_hotkey(
        stakers: &Stakers<T::AccountId>,
        old: &T::AccountId,
        new: &T::AccountId,
    ) {
        for coldkey in stakers.values().flatten() {
            let mut hotkeys = StakingHotkeys::<T>::get(coldkey);
            if hotkeys.contains(old) {
                hotkeys.retain(|hotkey| hotkey != old && hotkey != new);
                hotkeys.push(new.clone());
                StakingHotkeys::<T>::insert(coldkey, hotkeys);
            }
        }
    }

    /// Adds the rates and watermarks of one hotkey to those of another, of the
    /// networks on which the first has a rate. Other watermarks stay.
    fn swap_root_dividends(old: &T::AccountId, new: &T::AccountId) {
        let rates = RootClaimable::<T>::take(old);
        for netuid in rates.keys() {
            let claims: Vec<_> = RootClaimed::<T>::drain_prefix((*netuid, old)).collect();
            for (coldkey, claimed) in claims {
                RootClaimed::<T>::mutate((*netuid, new, coldkey), |total| {
                    *total = total.saturating_add(claimed);
                });
            }
        }
        RootClaimable::<T>::mutate(new, |total| {
            for (netuid, rate) in rates {
                total
                    .entry(netuid)
                    .and_modify(|sum| *sum = sum.saturating_add(rate))
                    .or_insert(rate);
            }
        });
    }
}
