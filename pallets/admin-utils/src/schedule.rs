//! Parameters of the epoch schedule and of the gates themselves (spec `emission`
//! §7.5, `registration` §6).

use crate::{Config, Error, Pallet};
use frame_support::ensure;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_subnets::{
    AdminFreezeWindow, Event as SubnetsEvent, MaxEpochsPerBlock, OwnerHyperparamRateLimit,
    Pallet as Subnets,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Any tempo, unlike an owner; 0 stops the epochs. A triggered epoch stays
    /// pending.
    pub(crate) fn do_set_tempo(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u16,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        Subnets::<T>::apply_tempo(netuid, blocks);
        Ok(())
    }

    pub(crate) fn do_set_max_epochs_per_block(origin: OriginFor<T>, epochs: u8) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(epochs > 0, Error::<T>::ValueNotInBounds);
        Self::set_global::<MaxEpochsPerBlock<T>, _>(epochs, SubnetsEvent::MaxEpochsPerBlockSet)
    }

    pub(crate) fn do_set_admin_freeze_window(origin: OriginFor<T>, blocks: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<AdminFreezeWindow<T>, _>(blocks, SubnetsEvent::AdminFreezeWindowSet)
    }

    pub(crate) fn do_set_owner_hparam_rate_limit(
        origin: OriginFor<T>,
        epochs: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<OwnerHyperparamRateLimit<T>, _>(
            epochs,
            SubnetsEvent::OwnerHyperparamRateLimitSet,
        )
    }
}
