//! Childkey takes: what a child keeps of the dividends that it earns with stake of
//! foreign parents.
//!
//! Takes are fractions out of 65535, per hotkey and network. Source: spec
//! `pools-and-staking` §4.7.

use crate::{
    ChildkeyTake, Config, MaxChildkeyTake, MinChildkeyTake, MinChildkeyTakePerSubnet, Pallet,
    PendingChildKeyCooldown,
};
use frame_support::ensure;
use frame_system::ensure_root;
use pallet_subnets::{Error, Event, Pallet as Subnets, TransactionType, TxChildkeyTakeRateLimit};
use sp_runtime::DispatchResult;
use subtensor_math::distribution::childkey_take;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// `set_childkey_take`: sets the take of a hotkey on a network. Raises wait
    /// `TxChildkeyTakeRateLimit` blocks after the last change; cuts are free, but
    /// restart the wait. As on the main chain the network need not exist.
    ///
    /// Fails with `NonAssociatedColdKey`, `InvalidChildkeyTake` or
    /// `TxChildkeyTakeRateLimitExceeded`, checked in this order.
    pub fn do_set_childkey_take(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        take: u16,
    ) -> DispatchResult {
        Self::ensure_coldkey_owns_hotkey(coldkey, hotkey)?;
        // What a take of 0 would come to is the least one.
        let least = childkey_take(
            0,
            MinChildkeyTake::<T>::get(),
            MinChildkeyTakePerSubnet::<T>::get(netuid),
        );
        ensure!(
            (least..=MaxChildkeyTake::<T>::get()).contains(&take),
            Error::<T>::InvalidChildkeyTake
        );
        let call = TransactionType::SetChildkeyTake;
        if take > Self::effective_childkey_take(hotkey, netuid) {
            let limit = TxChildkeyTakeRateLimit::<T>::get();
            ensure!(
                Subnets::<T>::passes_call_limit(hotkey, netuid, call, limit),
                Error::<T>::TxChildkeyTakeRateLimitExceeded
            );
        }
        Subnets::<T>::record_call(hotkey, netuid, call);
        ChildkeyTake::<T>::insert(hotkey, netuid, take);
        Subnets::<T>::deposit_event(Event::ChildKeyTakeSet(hotkey.clone(), take));
        Ok(())
    }

    /// The take of a child on a network, not below the minimums.
    pub fn effective_childkey_take(hotkey: &T::AccountId, netuid: NetUid) -> u16 {
        childkey_take(
            ChildkeyTake::<T>::get(hotkey, netuid),
            MinChildkeyTake::<T>::get(),
            MinChildkeyTakePerSubnet::<T>::get(netuid),
        )
    }

    /// `sudo_set_tx_childkey_take_rate_limit`: blocks between two raises of a
    /// childkey take. Fails with `BadOrigin` unless root calls.
    pub fn do_set_tx_childkey_take_rate_limit(
        origin: T::RuntimeOrigin,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        TxChildkeyTakeRateLimit::<T>::put(blocks);
        Subnets::<T>::deposit_event(Event::TxChildKeyTakeRateLimitSet(blocks));
        Ok(())
    }

    /// `sudo_set_min_childkey_take`: the least childkey take. Fails with
    /// `BadOrigin` unless root calls; nothing bounds the value.
    pub fn do_set_min_childkey_take(origin: T::RuntimeOrigin, take: u16) -> DispatchResult {
        ensure_root(origin)?;
        MinChildkeyTake::<T>::put(take);
        Subnets::<T>::deposit_event(Event::MinChildKeyTakeSet(take));
        Ok(())
    }

    /// `sudo_set_max_childkey_take`: the largest childkey take. Fails with
    /// `BadOrigin` unless root calls; nothing bounds the value.
    pub fn do_set_max_childkey_take(origin: T::RuntimeOrigin, take: u16) -> DispatchResult {
        ensure_root(origin)?;
        MaxChildkeyTake::<T>::put(take);
        Subnets::<T>::deposit_event(Event::MaxChildKeyTakeSet(take));
        Ok(())
    }

    /// `set_pending_childkey_cooldown`: blocks until new children take effect;
    /// those that wait already keep their block. Fails with `BadOrigin` unless
    /// root calls.
    pub fn do_set_pending_childkey_cooldown(
        origin: T::RuntimeOrigin,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        PendingChildKeyCooldown::<T>::put(blocks);
        Ok(())
    }
}
