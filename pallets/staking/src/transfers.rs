//! Moving stake between hotkeys, networks and coldkeys.
//!
//! Across networks a move is a sale and a buy with one fee: on the origin, or on
//! the destination when the origin is root. Source: spec `pools-and-staking` §4.5.

use crate::{Config, Pallet, Position};
use frame_support::traits::Get;
use pallet_pools::Pallet as Pools;
use pallet_subnets::{Event, Pallet as Subnets};
use pallet_swap::Pallet as Swap;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// A limit price (times 10^9) and whether a part may be moved.
#[derive(Clone, Copy)]
struct Limit {
    price: TaoBalance,
    allow_partial: bool,
}

impl<T: Config> Pallet<T> {
    /// `move_stake`: to another hotkey, or network, of the same coldkey.
    pub fn do_move_stake(
        coldkey: &T::AccountId,
        origin_hotkey: &T::AccountId,
        destination_hotkey: &T::AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha: AlphaBalance,
    ) -> DispatchResult {
        let tao = Self::transition(
            Position {
                coldkey,
                hotkey: origin_hotkey,
                netuid: origin_netuid,
            },
            Position {
                coldkey,
                hotkey: destination_hotkey,
                netuid: destination_netuid,
            },
            alpha,
            None,
            false,
        )?;
        Subnets::<T>::deposit_event(Event::StakeMoved(
            coldkey.clone(),
            origin_hotkey.clone(),
            origin_netuid,
            destination_hotkey.clone(),
            destination_netuid,
            tao,
        ));
        Ok(())
    }

    /// `transfer_stake`: to another coldkey. Fails with `TransferDisallowed` where
    /// a network forbids it.
    pub fn do_transfer_stake(
        coldkey: &T::AccountId,
        destination_coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha: AlphaBalance,
    ) -> DispatchResult {
        let tao = Self::transition(
            Position {
                coldkey,
                hotkey,
                netuid: origin_netuid,
            },
            Position {
                coldkey: destination_coldkey,
                hotkey,
                netuid: destination_netuid,
            },
            alpha,
            None,
            true,
        )?;
        Subnets::<T>::deposit_event(Event::StakeTransferred(
            coldkey.clone(),
            destination_coldkey.clone(),
            hotkey.clone(),
            origin_netuid,
            destination_netuid,
            tao,
        ));
        Ok(())
    }

    /// `swap_stake` and `swap_stake_limit`: to another network on the same hotkey,
    /// where `limit` is the least destination alpha per origin alpha, times 10^9,
    /// and whether a part may be moved.
    pub fn do_swap_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha: AlphaBalance,
        limit: Option<(TaoBalance, bool)>,
    ) -> DispatchResult {
        let position = |netuid| Position {
            coldkey,
            hotkey,
            netuid,
        };
        let limit = limit.map(|(price, allow_partial)| Limit {
            price,
            allow_partial,
        });
        let tao = Self::transition(
            position(origin_netuid),
            position(destination_netuid),
            alpha,
            limit,
            false,
        )?;
        Subnets::<T>::deposit_event(Event::StakeSwapped(
            coldkey.clone(),
            hotkey.clone(),
            origin_netuid,
            destination_netuid,
            tao,
        ));
        Ok(())
    }

    /// Moves stake from one position to another and gives what it was worth.
    fn transition(
        origin: Position<'_, T::AccountId>,
        destination: Position<'_, T::AccountId>,
        alpha: AlphaBalance,
        limit: Option<Limit>,
        check_toggle: bool,
    ) -> Result<TaoBalance, DispatchError> {
        let alpha = alpha.min(Self::stake_of(origin.hotkey, origin.coldkey, origin.netuid));
        let crosses = origin.netuid != destination.netuid;
        let max = match limit {
            Some(limit) if crosses => {
                Self::get_max_amount_move(origin.netuid, destination.netuid, limit.price)?
            }
            _ => alpha,
        };
        Self::validate_stake_transition(
            origin,
            destination,
            alpha,
            max,
            limit.map(|limit| limit.allow_partial),
            check_toggle,
        )?;
        let alpha = alpha.min(max);
        if !crosses {
            return Self::transfer_stake_within_subnet(origin, destination, alpha);
        }
        let from_root = origin.netuid.is_root();
        let min_price = Swap::<T>::min_price();
        let tao = Self::unstake_from_subnet(origin, origin.coldkey, alpha, min_price, from_root)?;
        if origin.coldkey != destination.coldkey {
            Pools::<T>::transfer_tao(origin.coldkey, destination.coldkey, tao)?;
        }
        // Less than the minimum stays as free balance.
        if tao >= T::InitialMinStake::get() {
            Self::maybe_become_delegate(destination.coldkey, destination.hotkey);
            let max_price = Swap::<T>::max_price();
            Self::stake_into_subnet(destination, tao, max_price, !from_root)?;
        }
        Ok(tao)
    }
}
