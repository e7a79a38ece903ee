//! Leaving a hotkey on every network at once.
//!
//! Networks on which the stake can't be sold are passed over in silence; a sale
//! that starts and fails undoes the whole call
//! (spec `pools-and-staking` §4.4).

use crate::{Config, Pallet, Position};
use pallet_subnets::{Pallet as Subnets, SubtokenEnabled};
use pallet_swap::Pallet as Swap;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// `unstake_all`: sells what a coldkey has on a hotkey, root included. Having
    /// nothing to sell is no error.
    ///
    /// Fails with `HotKeyAccountNotExists`, or as a sale does.
    pub fn do_unstake_all(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        Self::sell_on(coldkey, hotkey, Subnets::<T>::all_netuids())?;
        Ok(())
    }

    /// `unstake_all_alpha`: sells what a coldkey has on a hotkey besides root and
    /// stakes the TAO on root, to the same hotkey.
    ///
    /// Fails with `HotKeyAccountNotExists`, with `AmountTooLow` if nothing was
    /// sold, or as a sale or a stake does. There is no minimum for the root stake.
    pub fn do_unstake_all_alpha(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        let tao = Self::sell_on(coldkey, hotkey, Subnets::<T>::non_root_netuids())?;
        let position = Position {
            coldkey,
            hotkey,
            netuid: NetUid::ROOT,
        };
        Self::stake_into_subnet(position, tao, Swap::<T>::max_price(), false)?;
        Ok(())
    }

    /// Sells all stake of a coldkey on a hotkey where that is possible, and gives
    /// the TAO that came out.
    fn sell_on(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuids: impl IntoIterator<Item = NetUid>,
    ) -> Result<TaoBalance, DispatchError> {
        Self::ensure_hotkey_exists(hotkey)?;
        let mut total = TaoBalance::ZERO;
        for netuid in netuids {
            let position = Position {
                coldkey,
                hotkey,
                netuid,
            };
            let stake = Self::stake_of(hotkey, coldkey, netuid);
            if !SubtokenEnabled::<T>::get(netuid)
                || Self::validate_remove_stake(position, stake, stake, false).is_err()
            {
                continue;
            }
            let min_price = Swap::<T>::min_price();
            total += Self::unstake_from_subnet(position, coldkey, stake, min_price, false)?;
            Self::clear_small_nomination(position);
        }
        Ok(total)
    }
}
