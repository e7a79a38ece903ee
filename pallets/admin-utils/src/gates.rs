//! The gates that setters share, and what they do once through: store the value
//! and deposit the event.

use crate::{Config, Error, Pallet};
use codec::FullCodec;
use frame_support::{
    ensure,
    storage::{StorageMap, StorageValue},
};
use pallet_subnets::{
    Error as SubnetsError, Event as SubnetsEvent, Hyperparameter, Pallet as Subnets,
    TransactionType,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// A change of a hyperparameter by root, or by the owner once in
    /// `OwnerHyperparamRateLimit` epochs, outside of the freeze window.
    ///
    /// Fails with `BadOrigin`, `TxRateLimitExceeded`,
    /// `AdminActionProhibitedDuringWeightsWindow` or as `change` does; only a
    /// change that succeeds counts for the rate limit.
    pub(crate) fn owner_changes(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        hyperparameter: Hyperparameter,
        change: impl FnOnce() -> DispatchResult,
    ) -> DispatchResult {
        let owner = Subnets::<T>::ensure_owner_change_allowed(origin, netuid, hyperparameter)?;
        change()?;
        Subnets::<T>::record_owner_change(owner, netuid, hyperparameter);
        Ok(())
    }

    /// [`Self::owner_changes`] with a rate limit of its own: the owner may make
    /// this call once in `limit` blocks.
    pub(crate) fn owner_calls(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        call: TransactionType,
        limit: u64,
        change: impl FnOnce() -> DispatchResult,
    ) -> DispatchResult {
        let owner = Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        if let Some(owner) = &owner {
            ensure!(
                Subnets::<T>::passes_call_limit(owner, netuid, call, limit),
                SubnetsError::<T>::TxRateLimitExceeded
            );
        }
        Subnets::<T>::ensure_admin_window_open(netuid)?;
        change()?;
        if let Some(owner) = &owner {
            Subnets::<T>::record_call(owner, netuid, call);
        }
        Ok(())
    }

    /// Fails with `SubnetDoesNotExist` unless the network is added.
    pub(crate) fn ensure_network(netuid: NetUid) -> DispatchResult {
        ensure!(
            Subnets::<T>::subnet_exists(netuid),
            Error::<T>::SubnetDoesNotExist
        );
        Ok(())
    }

    /// Fails with `SubnetDoesNotExist` or, on root, `NotPermittedOnRootSubnet`.
    pub(crate) fn ensure_network_besides_root(netuid: NetUid) -> DispatchResult {
        Self::ensure_network(netuid)?;
        ensure!(!netuid.is_root(), Error::<T>::NotPermittedOnRootSubnet);
        Ok(())
    }

    /// Stores a parameter of a network and tells of it.
    pub(crate) fn set<Parameter, Value>(
        netuid: NetUid,
        value: Value,
        event: impl FnOnce(NetUid, Value) -> SubnetsEvent<T>,
    ) -> DispatchResult
    where
        Parameter: StorageMap<NetUid, Value>,
        Value: Copy + FullCodec,
    {
        Parameter::insert(netuid, value);
        Subnets::<T>::deposit_event(event(netuid, value));
        Ok(())
    }

    /// Stores a parameter of the chain and tells of it.
    pub(crate) fn set_global<Parameter, Value>(
        value: Value,
        event: impl FnOnce(Value) -> SubnetsEvent<T>,
    ) -> DispatchResult
    where
        Parameter: StorageValue<Value>,
        Value: Copy + FullCodec,
    {
        Parameter::put(value);
        Subnets::<T>::deposit_event(event(value));
        Ok(())
    }
}
