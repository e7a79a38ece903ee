//! Parameters of staking: takes and their bounds, nominations, transfers (spec
//! `pools-and-staking` §4.1 and §4.7).

use crate::{Config, Pallet};
use frame_support::ensure;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_staking::{
    MaxChildkeyTake, MaxDelegateTake, MinChildkeyTake, MinChildkeyTakePerSubnet, MinDelegateTake,
    Pallet as Staking,
};
use pallet_subnets::{
    Error as SubnetsError, Event as SubnetsEvent, Hyperparameter, TransferToggle,
    TxDelegateTakeRateLimit,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The default take is also the largest.
    pub(crate) fn do_set_default_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<MaxDelegateTake<T>, _>(take, SubnetsEvent::MaxDelegateTakeSet)
    }

    pub(crate) fn do_set_min_delegate_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<MinDelegateTake<T>, _>(take, SubnetsEvent::MinDelegateTakeSet)
    }

    /// No event tells of it, only those of the sales that a rise brings.
    pub(crate) fn do_set_nominator_min_required_stake(
        origin: OriginFor<T>,
        factor: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Staking::<T>::set_nominator_min_required_stake(factor);
        Ok(())
    }

    pub(crate) fn do_set_tx_delegate_take_rate_limit(
        origin: OriginFor<T>,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<TxDelegateTakeRateLimit<T>, _>(
            blocks,
            SubnetsEvent::TxDelegateTakeRateLimitSet,
        )
    }

    /// A network's minimum lies within the chain's bounds of childkey takes.
    pub(crate) fn do_set_min_childkey_take_per_subnet(
        origin: OriginFor<T>,
        netuid: NetUid,
        take: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::MinChildkeyTake, || {
            Self::ensure_network(netuid)?;
            ensure!(
                (MinChildkeyTake::<T>::get()..=MaxChildkeyTake::<T>::get()).contains(&take),
                SubnetsError::<T>::InvalidChildkeyTake
            );
            Self::set::<MinChildkeyTakePerSubnet<T>, _>(
                netuid,
                take,
                SubnetsEvent::MinChildKeyTakePerSubnetSet,
            )
        })
    }

    pub(crate) fn do_set_toggle_transfer(
        origin: OriginFor<T>,
        netuid: NetUid,
        allowed: bool,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::TransferEnabled, || {
            Self::set::<TransferToggle<T>, _>(netuid, allowed, SubnetsEvent::TransferToggle)
        })
    }
}
