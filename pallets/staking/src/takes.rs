//! Delegate takes: what a hotkey keeps of the dividends of those who stake to it.
//!
//! Takes are fractions out of 65535. Source: spec `pools-and-staking` §4.7.

use crate::{Config, Delegates, MaxDelegateTake, MinDelegateTake, Pallet};
use frame_support::ensure;
use pallet_subnets::{Error, Event, Pallet as Subnets, RateLimitKey, TxDelegateTakeRateLimit};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// `increase_take`: at most once in `TxDelegateTakeRateLimit` blocks.
    ///
    /// Fails with `HotKeyAccountNotExists`, `NonAssociatedColdKey`,
    /// `DelegateTakeTooLow`, `DelegateTakeTooHigh` or
    /// `DelegateTxRateLimitExceeded`.
    pub fn do_increase_take(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        take: u16,
    ) -> DispatchResult {
        Self::ensure_take_can_be_set(coldkey, hotkey, take)?;
        if let Ok(current) = Delegates::<T>::try_get(hotkey) {
            ensure!(take > current, Error::<T>::DelegateTakeTooLow);
        }
        let key = RateLimitKey::LastTxBlockDelegateTake(hotkey.clone());
        ensure!(
            Subnets::<T>::passes_strict_rate_limit(&key, TxDelegateTakeRateLimit::<T>::get()),
            Error::<T>::DelegateTxRateLimitExceeded
        );
        Subnets::<T>::record_rate_limited(&key);
        Delegates::<T>::insert(hotkey, take);
        Subnets::<T>::deposit_event(Event::TakeIncreased(coldkey.clone(), hotkey.clone(), take));
        Ok(())
    }

    /// `decrease_take`: at any time, but it restarts the wait for an increase.
    ///
    /// Fails as [`Self::do_increase_take`] does, without the rate limit.
    pub fn do_decrease_take(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        take: u16,
    ) -> DispatchResult {
        Self::ensure_take_can_be_set(coldkey, hotkey, take)?;
        if let Ok(current) = Delegates::<T>::try_get(hotkey) {
            ensure!(take < current, Error::<T>::DelegateTakeTooLow);
        }
        Delegates::<T>::insert(hotkey, take);
        Subnets::<T>::record_rate_limited(&RateLimitKey::LastTxBlockDelegateTake(hotkey.clone()));
        Subnets::<T>::deposit_event(Event::TakeDecreased(coldkey.clone(), hotkey.clone(), take));
        Ok(())
    }

    /// Checks that a coldkey may give a hotkey this delegate take, out of 65535.
    ///
    /// Fails with `DelegateTakeTooLow`, `DelegateTakeTooHigh`,
    /// `HotKeyAccountNotExists` or `NonAssociatedColdKey`.
    pub fn ensure_take_can_be_set(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        take: u16,
    ) -> DispatchResult {
        ensure!(
            take >= MinDelegateTake::<T>::get(),
            Error::<T>::DelegateTakeTooLow
        );
        ensure!(
            take <= MaxDelegateTake::<T>::get(),
            Error::<T>::DelegateTakeTooHigh
        );
        Self::ensure_hotkey_exists(hotkey)?;
        Self::ensure_coldkey_owns_hotkey(coldkey, hotkey)
    }
}
