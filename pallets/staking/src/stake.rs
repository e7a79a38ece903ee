//! `add_stake` and `remove_stake` and their variants with a limit price.
//!
//! Limit prices are TAO per alpha times 10^9 and bound the price after the swap,
//! not its average. Source: spec `pools-and-staking` §4.4.

use crate::{Config, Pallet, Position};
use pallet_subnets::Pallet as Subnets;
use pallet_swap::Pallet as Swap;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// `add_stake`: buys alpha of `netuid` for a position of the coldkey, and gives
    /// its amount.
    pub fn do_add_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
    ) -> Result<AlphaBalance, DispatchError> {
        let position = Position {
            coldkey,
            hotkey,
            netuid,
        };
        Self::ensure_buy_within_reserve(netuid, amount)?;
        Self::validate_add_stake(position, amount, amount, false)?;
        Self::stake_into_subnet(position, amount, Swap::<T>::max_price(), false)
    }

    /// `add_stake_limit`: as [`Self::do_add_stake`], up to a price. Unless a
    /// partial fill is allowed, all is bought or nothing.
    pub fn do_add_stake_limit(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
        limit_price: TaoBalance,
        allow_partial: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        let position = Position {
            coldkey,
            hotkey,
            netuid,
        };
        Self::ensure_buy_within_reserve(netuid, amount)?;
        let max = Self::get_max_amount_add(netuid, limit_price)?;
        Self::validate_add_stake(position, amount, max, allow_partial)?;
        Self::maybe_become_delegate(coldkey, hotkey);
        Self::stake_into_subnet(position, amount.min(max), limit_price, false)
    }

    /// `remove_stake`: sells alpha of a position, at most all of it.
    pub fn do_remove_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        let position = Position {
            coldkey,
            hotkey,
            netuid,
        };
        Subnets::<T>::ensure_subtoken_enabled(netuid)?;
        // A fee paid in alpha may have made the stake smaller than asked for.
        let amount = amount.min(Self::stake_of(hotkey, coldkey, netuid));
        Self::ensure_sale_within_reserve(netuid, amount)?;
        Self::validate_remove_stake(position, amount, amount, false)?;
        Self::unstake_from_subnet(position, coldkey, amount, Swap::<T>::min_price(), false)?;
        Self::after_unstake(position);
        Ok(())
    }

    /// `remove_stake_limit`: as [`Self::do_remove_stake`], down to a price. Unless
    /// a partial fill is allowed, all is sold or nothing.
    pub fn do_remove_stake_limit(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
        limit_price: TaoBalance,
        allow_partial: bool,
    ) -> DispatchResult {
        let position = Position {
            coldkey,
            hotkey,
            netuid,
        };
        Self::ensure_sale_within_reserve(netuid, amount)?;
        let max = Self::get_max_amount_remove(netuid, limit_price)?;
        Self::validate_remove_stake(position, amount, max, allow_partial)?;
        Self::unstake_from_subnet(position, coldkey, amount.min(max), limit_price, false)?;
        Self::after_unstake(position);
        Ok(())
    }

    /// `remove_stake_full_limit`: sells all of a position, all or nothing down to a
    /// price if there is one.
    ///
    /// Fails with `SubnetNotExists` before all else, then as
    /// [`Self::do_remove_stake_limit`] or [`Self::do_remove_stake`].
    pub fn do_remove_stake_full_limit(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        limit_price: Option<TaoBalance>,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        let stake = Self::stake_of(hotkey, coldkey, netuid);
        match limit_price {
            Some(limit_price) => {
                Self::do_remove_stake_limit(coldkey, hotkey, netuid, stake, limit_price, false)
            }
            None => Self::do_remove_stake(coldkey, hotkey, netuid, stake),
        }
    }

    /// What follows every unstake: small nominations and pending children go.
    fn after_unstake(position: Position<'_, T::AccountId>) {
        Self::clear_small_nomination(position);
        Self::drop_pending_children_below_threshold(position.hotkey);
    }
}
