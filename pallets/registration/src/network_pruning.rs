//! Which network leaves when the chain is full (spec `registration` §1.3).
//!
//! The lowest moving price goes, among equals the oldest; emission, stake and
//! activity don't count. A network that was never started keeps the price 0, and
//! is the first to go once its immunity ends.

use crate::{Config, Pallet};
use pallet_pools::Pallet as Pools;
use pallet_subnets::{
    Error, NetworkImmunityPeriod, NetworkRegisteredAt, NetworksAdded, Pallet as Subnets,
    SubnetLimit,
};
use sp_runtime::DispatchError;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The network that has to leave for a newcomer, if any may.
    pub fn network_to_prune() -> Option<NetUid> {
        let now = Subnets::<T>::now();
        let immunity = NetworkImmunityPeriod::<T>::get();
        Self::added_networks()
            .map(|netuid| (netuid, NetworkRegisteredAt::<T>::get(netuid)))
            .filter(|(_, registered)| now >= registered.saturating_add(immunity))
            // The first of equals stays the least.
            .min_by_key(|(netuid, registered)| {
                (Pools::<T>::moving_alpha_price(*netuid), *registered)
            })
            .map(|(netuid, _)| netuid)
    }

    /// The network that a newcomer takes the place of, or nothing while there is
    /// room. Fails with `SubnetLimitReached` if all are immune.
    pub(crate) fn network_to_replace() -> Result<Option<NetUid>, DispatchError> {
        if Self::added_networks().count() < usize::from(SubnetLimit::<T>::get()) {
            return Ok(None);
        }
        Self::network_to_prune()
            .map(Some)
            .ok_or_else(|| Error::<T>::SubnetLimitReached.into())
    }

    /// The networks that are added, root not among them, in raw key order.
    pub(crate) fn added_networks() -> impl Iterator<Item = NetUid> {
        NetworksAdded::<T>::iter()
            .filter(|(netuid, added)| *added && !netuid.is_root())
            .map(|(netuid, _)| netuid)
    }
}
