//! Replacing a coldkey by another (spec `registration` §5).
//!
//! A swap is announced by the hash of the new coldkey. Once a delay has passed it
//! can be carried out; meanwhile the account can do nothing else. Whoever holds
//! the key can dispute the swap, which freezes the account until root decides.
//!
//! | State | Call | Then |
//! |---|---|---|
//! | none | announce, for the swap cost | announced |
//! | announced | swap, after the announcement delay | none; the new coldkey has everything |
//! | announced | announce anew or clear, after both delays | announced; none |
//! | announced | dispute | disputed |
//! | any | root: reset, or swap | none |
//!
//! What else an account may do in each state is a guard's matter, above.

use crate::{
    ColdkeySwapAnnouncementDelay, ColdkeySwapAnnouncements, ColdkeySwapDisputes,
    ColdkeySwapReannouncementDelay, Config, Pallet,
};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_pools::Pallet as Pools;
use pallet_staking::Pallet as Staking;
use pallet_subnets::{Error, Event, Pallet as Subnets};
use sp_runtime::{traits::Hash, DispatchResult, Saturating};
use subtensor_types::TaoBalance;

impl<T: Config> Pallet<T> {
    /// `announce_coldkey_swap`: commits to the new coldkey by its hash. The first
    /// announcement costs `KeySwapCost`, which is recycled; a later one is free.
    ///
    /// Fails with `ColdkeySwapReannouncedTooEarly` or
    /// `NotEnoughBalanceToPaySwapColdKey`.
    pub fn do_announce_coldkey_swap(
        coldkey: &T::AccountId,
        new_coldkey_hash: T::Hash,
    ) -> DispatchResult {
        let now = frame_system::Pallet::<T>::block_number();
        match ColdkeySwapAnnouncements::<T>::get(coldkey) {
            Some((when, _)) => ensure!(
                now >= Self::may_withdraw_announcement_at(when),
                Error::<T>::ColdkeySwapReannouncedTooEarly
            ),
            None => Self::charge_coldkey_swap(coldkey, T::KeySwapCost::get())?,
        }
        let when = now.saturating_add(ColdkeySwapAnnouncementDelay::<T>::get());
        ColdkeySwapAnnouncements::<T>::insert(coldkey, (when, new_coldkey_hash));
        Subnets::<T>::deposit_event(Event::ColdkeySwapAnnounced {
            who: coldkey.clone(),
            new_coldkey_hash,
        });
        Ok(())
    }

    /// `swap_coldkey_announced`: carries out the announced swap.
    ///
    /// Fails with `ColdkeySwapAnnouncementNotFound`,
    /// `AnnouncedColdkeyHashDoesNotMatch`, `ColdkeySwapTooEarly`, or as
    /// [`Self::perform_coldkey_swap`] does.
    pub fn do_swap_coldkey_announced(
        coldkey: &T::AccountId,
        new_coldkey: &T::AccountId,
    ) -> DispatchResult {
        let (when, hash) = ColdkeySwapAnnouncements::<T>::get(coldkey)
            .ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)?;
        ensure!(
            hash == T::Hashing::hash_of(new_coldkey),
            Error::<T>::AnnouncedColdkeyHashDoesNotMatch
        );
        ensure!(
            frame_system::Pallet::<T>::block_number() >= when,
            Error::<T>::ColdkeySwapTooEarly
        );
        ColdkeySwapAnnouncements::<T>::remove(coldkey);
        Self::perform_coldkey_swap(coldkey, new_coldkey)
    }

    /// `dispute_coldkey_swap`: freezes the account until root decides.
    ///
    /// Fails with `ColdkeySwapAnnouncementNotFound` or
    /// `ColdkeySwapAlreadyDisputed`.
    pub fn do_dispute_coldkey_swap(coldkey: &T::AccountId) -> DispatchResult {
        ensure!(
            ColdkeySwapAnnouncements::<T>::contains_key(coldkey),
            Error::<T>::ColdkeySwapAnnouncementNotFound
        );
        ensure!(
            !ColdkeySwapDisputes::<T>::contains_key(coldkey),
            Error::<T>::ColdkeySwapAlreadyDisputed
        );
        ColdkeySwapDisputes::<T>::insert(coldkey, frame_system::Pallet::<T>::block_number());
        Subnets::<T>::deposit_event(Event::ColdkeySwapDisputed {
            coldkey: coldkey.clone(),
        });
        Ok(())
    }

    /// `clear_coldkey_swap_announcement`: withdraws an announcement.
    ///
    /// Fails with `ColdkeySwapAnnouncementNotFound` or `ColdkeySwapClearTooEarly`.
    pub fn do_clear_coldkey_swap_announcement(coldkey: &T::AccountId) -> DispatchResult {
        let (when, _) = ColdkeySwapAnnouncements::<T>::get(coldkey)
            .ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)?;
        ensure!(
            frame_system::Pallet::<T>::block_number() >= Self::may_withdraw_announcement_at(when),
            Error::<T>::ColdkeySwapClearTooEarly
        );
        ColdkeySwapAnnouncements::<T>::remove(coldkey);
        Subnets::<T>::deposit_event(Event::ColdkeySwapCleared {
            who: coldkey.clone(),
        });
        Ok(())
    }

    /// `reset_coldkey_swap`, for root: forgets announcement and dispute. The
    /// event comes whether or not there was one.
    pub fn do_reset_coldkey_swap(coldkey: &T::AccountId) {
        Self::forget_coldkey_swap(coldkey);
        Subnets::<T>::deposit_event(Event::ColdkeySwapReset {
            who: coldkey.clone(),
        });
    }

    /// `swap_coldkey`, for root: swaps without announcement, for a cost that root
    /// decides on and the old coldkey pays, and forgets what was announced.
    ///
    /// Fails with `NotEnoughBalanceToPaySwapColdKey` or as
    /// [`Self::perform_coldkey_swap`] does.
    pub fn do_swap_coldkey(
        old: &T::AccountId,
        new: &T::AccountId,
        swap_cost: TaoBalance,
    ) -> DispatchResult {
        if !swap_cost.is_zero() {
            Self::charge_coldkey_swap(old, swap_cost)?;
        }
        Self::perform_coldkey_swap(old, new)?;
        Self::forget_coldkey_swap(old);
        Ok(())
    }

    /// Moves everything of one coldkey to another.
    ///
    /// Fails with `ColdKeyAlreadyAssociated`, `NewColdKeyIsHotkey`,
    /// `ActiveLockExists` or `AccountRejectsLockedAlpha`.
    fn perform_coldkey_swap(old: &T::AccountId, new: &T::AccountId) -> DispatchResult {
        Staking::<T>::ensure_can_become_coldkey(new)?;
        Subnets::<T>::swap_coldkey_identity(old, new);
        for netuid in Subnets::<T>::all_netuids() {
            Subnets::<T>::swap_coldkey_network(netuid, old, new);
            Staking::<T>::swap_coldkey_auto_stake(netuid, old, new);
            Staking::<T>::swap_coldkey_stake(netuid, old, new);
        }
        Staking::<T>::swap_coldkey_hotkeys(old, new);
        Staking::<T>::swap_coldkey_locks(old, new)?;
        Pools::<T>::transfer_all_tao_and_kill(old, new)?;
        Subnets::<T>::deposit_event(Event::ColdkeySwapped {
            old_coldkey: old.clone(),
            new_coldkey: new.clone(),
        });
        Ok(())
    }

    /// The block from which an announcement that can be carried out at `when` may
    /// be replaced or withdrawn.
    fn may_withdraw_announcement_at(when: BlockNumberFor<T>) -> BlockNumberFor<T> {
        when.saturating_add(ColdkeySwapReannouncementDelay::<T>::get())
    }

    fn charge_coldkey_swap(coldkey: &T::AccountId, cost: TaoBalance) -> DispatchResult {
        Pools::<T>::recycle_tao(coldkey, cost)
            .map_err(|_| Error::<T>::NotEnoughBalanceToPaySwapColdKey.into())
    }

    fn forget_coldkey_swap(coldkey: &T::AccountId) {
        ColdkeySwapAnnouncements::<T>::remove(coldkey);
        ColdkeySwapDisputes::<T>::remove(coldkey);
    }
}
