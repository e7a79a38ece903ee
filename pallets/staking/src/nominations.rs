//! The least stake that a nominator must keep, and the end of smaller ones.
//!
//! A nomination is a stake on a hotkey of another coldkey. The minimum is off by
//! default (spec `pools-and-staking` §4.1).

use crate::{Alpha, AlphaV2, Config, NominatorMinRequiredStake, Pallet, Position};
use alloc::vec::Vec;
use frame_support::traits::Get;
use pallet_pools::Pallet as Pools;
use pallet_swap::Pallet as Swap;
use substrate_fixed::types::U64F64;
use subtensor_math::fixed::SafeDiv;
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Sets the least nomination, in millionths of the minimum stake. When it
    /// rises, all nominations that have become too small are sold; this walks
    /// over every position there is.
    pub fn set_nominator_min_required_stake(factor: u64) {
        if NominatorMinRequiredStake::<T>::mutate(|old| core::mem::replace(old, factor)) >= factor {
            return;
        }
        // Former entries come first, as on the main chain. A key never has both.
        let positions: Vec<_> = Alpha::<T>::iter_keys()
            .chain(AlphaV2::<T>::iter_keys())
            .collect();
        for (hotkey, coldkey, netuid) in &positions {
            Self::clear_small_nomination(Position {
                coldkey,
                hotkey,
                netuid: *netuid,
            });
        }
    }

    /// Sells a nomination that has become smaller than what is required, whether it
    /// is locked or not; the lock shrinks with it. A sale that fails deletes what is
    /// left of the position; nothing of it is undone.
    pub(crate) fn clear_small_nomination(position: Position<'_, T::AccountId>) {
        let Position {
            coldkey,
            hotkey,
            netuid,
        } = position;
        if Self::coldkey_owns_hotkey(coldkey, hotkey) {
            return;
        }
        let stake = Self::stake_of(hotkey, coldkey, netuid);
        if stake.is_zero() || stake >= Self::required_nomination(netuid) {
            return;
        }
        let min_price = Swap::<T>::min_price();
        if Self::unstake_from_subnet(position, coldkey, stake, min_price, false).is_err() {
            let rest = Self::stake_of(hotkey, coldkey, netuid);
            Self::decrease_stake(hotkey, coldkey, netuid, rest);
        }
        Self::force_reduce_lock(coldkey, netuid, stake);
    }

    /// The least alpha that a nomination must have on a network:
    /// `minimum stake · factor / 10^6 / price`.
    pub(crate) fn required_nomination(netuid: NetUid) -> AlphaBalance {
        let tao = T::InitialMinStake::get()
            .saturating_mul(NominatorMinRequiredStake::<T>::get())
            .to_u64()
            / 1_000_000;
        U64F64::saturating_from_num(tao)
            .safe_div(Pools::<T>::alpha_price(netuid))
            .saturating_to_num::<u64>()
            .into()
    }
}
