//! Giving stake up: recycling it, burning it, buying alpha in order to burn it
//! (spec `pools-and-staking` §4.6).

use crate::{Config, Pallet, Position};
use pallet_pools::Pallet as Pools;
use pallet_subnets::{Event, Pallet as Subnets, RecycleOrBurnEnum};
use sp_runtime::DispatchResult;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// `recycle_alpha` and `burn_alpha`: gives up alpha of a position, at most all
    /// of it. Recycled alpha may be emitted again; burned alpha stays issued and is
    /// nobody's.
    ///
    /// Fails with `SubnetNotExists`, `CannotBurnOrRecycleOnRootSubnet`,
    /// `SubtokenDisabled`, `HotKeyAccountNotExists` or `InsufficientLiquidity`,
    /// checked in this order.
    pub fn do_give_up_alpha(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        amount: AlphaBalance,
        netuid: NetUid,
        how: RecycleOrBurnEnum,
    ) -> DispatchResult {
        let position = Position {
            coldkey,
            hotkey,
            netuid,
        };
        let amount = Self::validate_disposal(position, amount)?;
        Self::decrease_stake(hotkey, coldkey, netuid, amount);
        Pools::<T>::give_up_alpha(netuid, amount, how);
        let event = match how {
            RecycleOrBurnEnum::Recycle => Event::AlphaRecycled,
            RecycleOrBurnEnum::Burn => Event::AlphaBurned,
        };
        Subnets::<T>::deposit_event(event(coldkey.clone(), hotkey.clone(), amount, netuid));
        Ok(())
    }

    /// `add_stake_burn`: buys alpha, up to a limit price (times 10^9) if there is
    /// one, and burns it. All is bought or nothing; anyone may do it.
    ///
    /// Fails as the stake or the burn does.
    pub fn do_add_stake_burn(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
        limit_price: Option<TaoBalance>,
    ) -> DispatchResult {
        let alpha = match limit_price {
            Some(limit_price) => {
                Self::do_add_stake_limit(coldkey, hotkey, netuid, amount, limit_price, false)
            }
            None => Self::do_add_stake(coldkey, hotkey, netuid, amount),
        }?;
        Self::do_give_up_alpha(coldkey, hotkey, alpha, netuid, RecycleOrBurnEnum::Burn)?;
        Subnets::<T>::deposit_event(Event::AddStakeBurn {
            netuid,
            hotkey: hotkey.clone(),
            amount,
            alpha,
        });
        Ok(())
    }
}
