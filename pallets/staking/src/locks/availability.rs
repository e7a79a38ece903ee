//! What a lock forbids, and what happens to it when stake changes.

use crate::{Config, Pallet};
use frame_support::ensure;
use pallet_subnets::{Error, Pallet as Subnets};
use sp_runtime::DispatchResult;
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// The alpha that a coldkey has locked on a network, in rao.
    pub fn locked_alpha(coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::current_lock(coldkey, netuid).map_or(AlphaBalance::ZERO, |(_, lock)| lock.locked_mass)
    }

    /// The alpha that a coldkey may unstake on a network, in rao: all that it has,
    /// on whatever hotkeys, beyond what is locked.
    pub fn available_alpha(coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::coldkey_stake(coldkey, netuid).saturating_sub(Self::locked_alpha(coldkey, netuid))
    }

    /// Fails with `StakeUnavailable` unless this much alpha is not locked.
    pub fn ensure_stake_available(
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        ensure!(
            amount <= Self::available_alpha(coldkey, netuid),
            Error::<T>::StakeUnavailable
        );
        Ok(())
    }

    /// Takes `amount` from the lock of a coldkey, with its part of the conviction,
    /// because the alpha is gone.
    pub(crate) fn force_reduce_lock(coldkey: &T::AccountId, netuid: NetUid, amount: AlphaBalance) {
        let Some((hotkey, lock)) = Self::update_lock(coldkey, netuid) else {
            return;
        };
        let kind = Self::lock_kind(coldkey, &hotkey, netuid);
        let sum = Self::roll(Self::sum_of_locks(netuid, &hotkey, kind), kind);
        let (lock, sum) = lock.force_reduced(sum, amount, Subnets::<T>::now());
        Self::store_lock(coldkey, netuid, &hotkey, lock);
        Self::store_sum(netuid, &hotkey, kind, sum);
    }
}
