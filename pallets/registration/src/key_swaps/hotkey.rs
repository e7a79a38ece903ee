//! Putting one hotkey in the place of another, on one network or on all
//! (spec `registration` §5).
//!
//! On one network the old hotkey stays its owner's; on all it is given up. Either
//! way the signing coldkey pays a price that is recycled, and has to wait before
//! it swaps again: between any two swaps, and longer on the same network.

use crate::{Config, LastHotkeySwapOnNetuid, Pallet};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use pallet_pools::Pallet as Pools;
use pallet_staking::{ChildKeys, Pallet as Staking, Stakers};
use pallet_subnets::{
    Error, Event, IsNetworkMember, Pallet as Subnets, RateLimitKey, SubnetOwnerHotkey, TxRateLimit,
};
use pallet_taoflow::Pallet as Taoflow;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::DispatchResult;
use subtensor_types::{NetUid, TaoBalance};

/// Which hotkey takes the place of which, and who asks for it.
struct HotkeySwap<'a, AccountId> {
    /// The signer, who owns the old hotkey.
    coldkey: &'a AccountId,
    old: &'a AccountId,
    new: &'a AccountId,
}

impl<T: Config> Pallet<T> {
    /// `swap_hotkey` and `swap_hotkey_v2`: puts a hotkey in the place of another,
    /// on one network or on all. With `keep_stake` the stake and what it has
    /// earned stay with the old hotkey, even if that is then nobody's.
    ///
    /// Fails with `NonAssociatedColdKey`, `NewHotKeyIsSameWithOld`,
    /// `HotKeySetTxRateLimitExceeded`, `HotKeyAlreadyRegisteredInSubNet`,
    /// `NewHotKeyNotCleanForRootSwap`, `HotKeySwapOnSubnetIntervalNotPassed`,
    /// `CannotUseSystemAccount`, `NotEnoughBalanceToPaySwapHotKey`,
    /// `InsufficientBalance`, or as moving the links to parents and children does,
    /// checked in this order. On all networks `CannotUseSystemAccount` comes after
    /// the balance. Whether the one network exists is not asked.
    pub fn do_swap_hotkey(
        coldkey: &T::AccountId,
        old: &T::AccountId,
        new: &T::AccountId,
        netuid: Option<NetUid>,
        keep_stake: bool,
    ) -> DispatchResult {
        let swap = HotkeySwap { coldkey, old, new };
        Self::ensure_hotkey_swap_allowed(&swap, netuid)?;
        Subnets::<T>::copy_hotkey_limits(old, new);
        match netuid {
            Some(netuid) => Self::swap_hotkey_on_one(&swap, netuid, keep_stake),
            None => Self::swap_hotkey_on_all(&swap, keep_stake),
        }
    }

    /// Forgets swaps that no longer keep anybody from swapping, on the networks
    /// whose turn it is in this block: each has one in every interval.
    pub fn clean_up_hotkey_swap_records() {
        let interval = T::HotkeySwapOnSubnetInterval::get();
        let now = Subnets::<T>::now();
        let Some(turn) = now.checked_rem(interval) else {
            return;
        };
        for netuid in Subnets::<T>::all_netuids() {
            if u64::from(netuid.get()).checked_rem(interval) != Some(turn) {
                continue;
            }
            let over: Vec<T::AccountId> = LastHotkeySwapOnNetuid::<T>::iter_prefix(netuid)
                .filter(|(_, last)| Self::is_swap_interval_over(*last))
                .map(|(coldkey, _)| coldkey)
                .collect();
            for coldkey in over {
                LastHotkeySwapOnNetuid::<T>::remove(netuid, coldkey);
            }
        }
    }

    /// What is checked of every swap, before anything is written.
    fn ensure_hotkey_swap_allowed(
        swap: &HotkeySwap<'_, T::AccountId>,
        netuid: Option<NetUid>,
    ) -> DispatchResult {
        let &HotkeySwap { coldkey, old, new } = swap;
        Staking::<T>::ensure_coldkey_owns_hotkey(coldkey, old)?;
        if Staking::<T>::hotkey_account_exists(new) {
            Staking::<T>::ensure_coldkey_owns_hotkey(coldkey, new)?;
        }
        ensure!(old != new, Error::<T>::NewHotKeyIsSameWithOld);
        ensure!(
            Subnets::<T>::passes_strict_rate_limit(
                &RateLimitKey::LastTxBlock(coldkey.clone()),
                TxRateLimit::<T>::get()
            ),
            Error::<T>::HotKeySetTxRateLimitExceeded
        );
        // An entry that says "no member" counts on one network, but not on all.
        let taken = netuid.map_or_else(
            || Subnets::<T>::is_registered_anywhere(new),
            |netuid| Subnets::<T>::has_membership_entry(netuid, new),
        );
        ensure!(!taken, Error::<T>::HotKeyAlreadyRegisteredInSubNet);
        ensure!(
            netuid.is_some_and(|netuid| !netuid.is_root()) || Staking::<T>::is_clean_on_root(new),
            Error::<T>::NewHotKeyNotCleanForRootSwap
        );
        Ok(())
    }

    fn swap_hotkey_on_one(
        swap: &HotkeySwap<'_, T::AccountId>,
        netuid: NetUid,
        keep_stake: bool,
    ) -> DispatchResult {
        let &HotkeySwap { coldkey, old, new } = swap;
        // Who has never swapped counts as having swapped at block 0, so nobody can
        // in a chain younger than the interval.
        ensure!(
            Self::is_swap_interval_over(LastHotkeySwapOnNetuid::<T>::get(netuid, coldkey)),
            Error::<T>::HotKeySwapOnSubnetIntervalNotPassed
        );
        ensure!(
            !Subnets::<T>::is_system_account(new),
            Error::<T>::CannotUseSystemAccount
        );
        Self::pay_for_hotkey_swap(coldkey, T::KeySwapOnSubnetCost::get())?;

        Staking::<T>::own_hotkey_too(coldkey, new);
        let stakers = (!keep_stake).then(|| Staking::<T>::stakers_of(old));
        Self::move_hotkey(swap, netuid, stakers.as_ref())?;
        Self::record_hotkey_swap(coldkey, &[netuid]);
        Subnets::<T>::deposit_event(Event::HotkeySwappedOnSubnet {
            coldkey: coldkey.clone(),
            old_hotkey: old.clone(),
            new_hotkey: new.clone(),
            netuid,
        });
        Ok(())
    }

    fn swap_hotkey_on_all(swap: &HotkeySwap<'_, T::AccountId>, keep_stake: bool) -> DispatchResult {
        let &HotkeySwap { coldkey, old, new } = swap;
        let affected = Self::networks_of_hotkey(old);
        for netuid in &affected {
            let last = LastHotkeySwapOnNetuid::<T>::get(netuid, coldkey);
            ensure!(
                last == 0 || Self::is_swap_interval_over(last),
                Error::<T>::HotKeySwapOnSubnetIntervalNotPassed
            );
        }
        Self::pay_for_hotkey_swap(coldkey, T::KeySwapCost::get())?;

        let stakers = (!keep_stake).then(|| Staking::<T>::stakers_of(old));
        Staking::<T>::replace_owned_hotkey(coldkey, old, new)?;
        for netuid in Subnets::<T>::all_netuids() {
            Self::move_hotkey(swap, netuid, stakers.as_ref())?;
        }
        Subnets::<T>::forget_hotkey_limits(old);
        Staking::<T>::swap_delegate(old, new);
        if let Some(stakers) = &stakers {
            Staking::<T>::replace_staking_hotkey(stakers, old, new);
        }
        Self::record_hotkey_swap(coldkey, &affected);
        Subnets::<T>::deposit_event(Event::HotkeySwapped {
            coldkey: coldkey.clone(),
            old_hotkey: old.clone(),
            new_hotkey: new.clone(),
        });
        Ok(())
    }

    /// Moves everything that belongs to the old hotkey on one network; the stake
    /// only if `stakers` are given, those of the hotkey on all networks.
    fn move_hotkey(
        swap: &HotkeySwap<'_, T::AccountId>,
        netuid: NetUid,
        stakers: Option<&Stakers<T::AccountId>>,
    ) -> DispatchResult {
        let &HotkeySwap { old, new, .. } = swap;
        // Before the owner hotkey, whose locks are kept apart, becomes another.
        Staking::<T>::swap_hotkey_locks(old, new, netuid);
        if Subnets::<T>::swap_key(netuid, old, new) {
            Yuma::<T>::swap_commits(netuid, old, new);
        }
        Staking::<T>::swap_childkey_take(netuid, old, new);
        Staking::<T>::swap_links(netuid, old, new)?;
        Staking::<T>::swap_auto_stake_destination(netuid, old, new);
        if SubnetOwnerHotkey::<T>::try_get(netuid).is_ok_and(|owner| owner == *old) {
            Self::set_owner_hotkey(netuid, new)?;
        }
        if let Some(stakers) = stakers {
            let nobody = Default::default();
            let coldkeys = stakers.get(&netuid).unwrap_or(&nobody);
            Taoflow::<T>::swap_alpha_dividends(netuid, old, new);
            Yuma::<T>::swap_voting_power(netuid, old, new);
            Staking::<T>::swap_stake_of_hotkey(netuid, old, new, coldkeys);
        }
        Ok(())
    }

    /// The networks where a swap counts for the interval: those where the hotkey
    /// is a member or a parent. Anybody can make it a child, so that is no reason.
    fn networks_of_hotkey(hotkey: &T::AccountId) -> Vec<NetUid> {
        let mut netuids = Subnets::<T>::all_netuids();
        netuids.retain(|netuid| {
            IsNetworkMember::<T>::get(hotkey, netuid)
                || !ChildKeys::<T>::get(hotkey, netuid).is_empty()
        });
        netuids
    }

    fn is_swap_interval_over(last: u64) -> bool {
        last.saturating_add(T::HotkeySwapOnSubnetInterval::get()) < Subnets::<T>::now()
    }

    fn pay_for_hotkey_swap(coldkey: &T::AccountId, cost: TaoBalance) -> DispatchResult {
        ensure!(
            cost <= Pools::<T>::coldkey_balance(coldkey),
            Error::<T>::NotEnoughBalanceToPaySwapHotKey
        );
        Pools::<T>::recycle_tao(coldkey, cost)
    }

    fn record_hotkey_swap(coldkey: &T::AccountId, netuids: &[NetUid]) {
        for netuid in netuids {
            LastHotkeySwapOnNetuid::<T>::insert(netuid, coldkey, Subnets::<T>::now());
        }
        Subnets::<T>::record_rate_limited(&RateLimitKey::LastTxBlock(coldkey.clone()));
    }
}
