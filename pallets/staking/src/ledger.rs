//! The share pools as they are stored.
//!
//! The arithmetic is [`subtensor_math::share_pool`]. An entry of the former
//! fixed-point maps counts until the next write moves it; zeros are stored as
//! absence (spec `pools-and-staking` §3.1).

use crate::{
    Alpha, AlphaV2, Config, Pallet, StakingHotkeys, TotalHotkeyAlpha, TotalHotkeyShares,
    TotalHotkeySharesV2,
};
use subtensor_math::share_pool::{Pool, SafeFloat};
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// The share pool of a hotkey on a network.
    pub fn share_pool(hotkey: &T::AccountId, netuid: NetUid) -> Pool {
        Pool {
            value: TotalHotkeyAlpha::<T>::get(hotkey, netuid).to_u64(),
            denominator: TotalHotkeyShares::<T>::try_get(hotkey, netuid).map_or_else(
                |()| TotalHotkeySharesV2::<T>::get(hotkey, netuid),
                SafeFloat::from,
            ),
        }
    }

    /// The share of a coldkey in a hotkey's pool, if it has one.
    pub fn share_of(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
    ) -> Option<SafeFloat> {
        let key = (hotkey, coldkey, netuid);
        Alpha::<T>::try_get(key)
            .map(SafeFloat::from)
            .or_else(|()| AlphaV2::<T>::try_get(key))
            .ok()
    }

    /// The alpha of a coldkey in a hotkey's pool, in rao.
    pub fn stake_of(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::share_of(hotkey, coldkey, netuid)
            .map_or(0, |share| Self::share_pool(hotkey, netuid).value_of(share))
            .into()
    }

    /// All alpha staked to a hotkey on a network, in rao.
    pub fn hotkey_stake(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        TotalHotkeyAlpha::<T>::get(hotkey, netuid)
    }

    /// All alpha that a coldkey has staked on a network, in rao.
    pub fn coldkey_stake(coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        StakingHotkeys::<T>::get(coldkey)
            .iter()
            .map(|hotkey| Self::stake_of(hotkey, coldkey, netuid))
            .sum()
    }

    /// Adds alpha to the position of a coldkey.
    pub fn increase_stake(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        if !amount.is_zero() {
            Self::add_staking_hotkey(coldkey, hotkey);
        }
        Self::change_for_one(hotkey, coldkey, netuid, signed(amount));
    }

    /// Takes alpha from the position of a coldkey. Nothing happens if it has less.
    pub fn decrease_stake(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        let Some(share) = Self::share_of(hotkey, coldkey, netuid) else {
            return;
        };
        if Self::share_pool(hotkey, netuid).value_of(share) >= amount.to_u64() {
            Self::change_for_one(hotkey, coldkey, netuid, signed(amount).wrapping_neg());
        }
    }

    /// Adds alpha to a hotkey's pool, for all who have a share in it.
    pub fn increase_stake_for_hotkey(hotkey: &T::AccountId, netuid: NetUid, amount: AlphaBalance) {
        let pool = Self::share_pool(hotkey, netuid).with_change_for_all(signed(amount));
        Self::store_value(hotkey, netuid, pool.value);
    }

    /// Takes alpha from a hotkey's pool, from all who have a share in it.
    pub fn decrease_stake_for_hotkey(hotkey: &T::AccountId, netuid: NetUid, amount: AlphaBalance) {
        let change = signed(amount).wrapping_neg();
        let pool = Self::share_pool(hotkey, netuid).with_change_for_all(change);
        Self::store_value(hotkey, netuid, pool.value);
    }

    /// Whether adding this amount would move the share of a single staker at all.
    pub(crate) fn registers_stake(
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> bool {
        Self::share_pool(hotkey, netuid).registers_change_for_one(signed(amount))
    }

    fn change_for_one(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid, change: i64) {
        let share = Self::share_of(hotkey, coldkey, netuid).unwrap_or(SafeFloat::ZERO);
        let (pool, share) = Self::share_pool(hotkey, netuid).with_change_for_one(share, change);

        TotalHotkeyShares::<T>::remove(hotkey, netuid);
        if pool.denominator.is_zero() {
            TotalHotkeySharesV2::<T>::remove(hotkey, netuid);
        } else {
            TotalHotkeySharesV2::<T>::insert(hotkey, netuid, pool.denominator);
        }
        let key = (hotkey, coldkey, netuid);
        Alpha::<T>::remove(key);
        if share.is_zero() {
            AlphaV2::<T>::remove(key);
        } else {
            AlphaV2::<T>::insert(key, share);
        }
        Self::store_value(hotkey, netuid, pool.value);
    }

    fn store_value(hotkey: &T::AccountId, netuid: NetUid, value: u64) {
        if value == 0 {
            TotalHotkeyAlpha::<T>::remove(hotkey, netuid);
        } else {
            TotalHotkeyAlpha::<T>::insert(hotkey, netuid, AlphaBalance::new(value));
        }
    }
}

/// The reference reinterprets the bits; amounts stay far below 2^63.
const fn signed(amount: AlphaBalance) -> i64 {
    amount.to_u64() as i64
}
