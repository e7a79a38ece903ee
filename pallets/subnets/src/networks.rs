//! Which networks there are, and the flags that decide what they take part in.

use crate::{
    Config, Error, FirstEmissionBlockNumber, MechanismCountCurrent, NetworkRegistrationAllowed,
    NetworksAdded, Pallet, SubnetMechanism, SubtokenEnabled,
};
use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::DispatchResult;
use subtensor_types::{MechId, NetUid};

impl<T: Config> Pallet<T> {
    /// Whether a network is added.
    pub fn subnet_exists(netuid: NetUid) -> bool {
        NetworksAdded::<T>::get(netuid)
    }

    /// Fails with `SubnetNotExists` unless the network is added.
    pub fn ensure_subnet_exists(netuid: NetUid) -> DispatchResult {
        ensure!(Self::subnet_exists(netuid), Error::<T>::SubnetNotExists);
        Ok(())
    }

    /// Fails with `SubtokenDisabled` unless the network's alpha can be staked.
    pub fn ensure_subtoken_enabled(netuid: NetUid) -> DispatchResult {
        ensure!(
            SubtokenEnabled::<T>::get(netuid),
            Error::<T>::SubtokenDisabled
        );
        Ok(())
    }

    /// Every key of `NetworksAdded`, root and removed ones included, in raw key
    /// order: ascending below 256 (spec `registration` §0.1).
    pub fn all_netuids() -> Vec<NetUid> {
        NetworksAdded::<T>::iter_keys().collect()
    }

    /// [`Self::all_netuids`] without root.
    pub fn non_root_netuids() -> Vec<NetUid> {
        NetworksAdded::<T>::iter_keys()
            .filter(|netuid| !netuid.is_root())
            .collect()
    }

    /// Whether a network takes part in emission: not root, started, its alpha
    /// enabled and registration allowed (spec `emission` §3).
    pub fn is_eligible_for_emission(netuid: NetUid) -> bool {
        !netuid.is_root()
            && FirstEmissionBlockNumber::<T>::contains_key(netuid)
            && SubtokenEnabled::<T>::get(netuid)
            && NetworkRegistrationAllowed::<T>::get(netuid)
    }

    /// Whether a network trades in a balancer pool. If not, 1 TAO is 1 alpha.
    pub fn is_dynamic(netuid: NetUid) -> bool {
        SubnetMechanism::<T>::get(netuid) == 1
    }

    /// Fails with `MechanismDoesNotExist` unless the network exists and has the
    /// mechanism (spec `yuma` §11.1).
    pub fn ensure_mechanism_exists(netuid: NetUid, mecid: MechId) -> DispatchResult {
        ensure!(
            Self::subnet_exists(netuid) && mecid < MechanismCountCurrent::<T>::get(netuid),
            Error::<T>::MechanismDoesNotExist
        );
        Ok(())
    }
}
