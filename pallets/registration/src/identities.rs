//! What coldkeys and networks say of themselves (spec `registration` §1.8).
//!
//! The chain only bounds the fields' lengths; what they mean is up to clients.

use crate::{Config, Pallet};
use frame_support::ensure;
use pallet_staking::OwnedHotkeys;
use pallet_subnets::{
    ChainIdentityV2, Error, Event, IdentitiesV2, Pallet as Subnets, SubnetIdentitiesV3,
    SubnetIdentityV3, SubnetOwner,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// `set_identity`: publishes what a coldkey says of itself.
    ///
    /// Fails with `HotKeyNotRegisteredInNetwork` unless one of its hotkeys has a
    /// uid somewhere, then with `InvalidIdentity` if a field is too long.
    pub fn do_set_identity(coldkey: T::AccountId, identity: ChainIdentityV2) -> DispatchResult {
        ensure!(
            OwnedHotkeys::<T>::get(&coldkey)
                .iter()
                .any(Subnets::<T>::is_registered_anywhere),
            Error::<T>::HotKeyNotRegisteredInNetwork
        );
        ensure!(identity.is_valid(), Error::<T>::InvalidIdentity);
        IdentitiesV2::<T>::insert(&coldkey, identity);
        Subnets::<T>::deposit_event(Event::ChainIdentitySet(coldkey));
        Ok(())
    }

    /// `set_subnet_identity`: publishes what the owner says of a network.
    ///
    /// Fails with `NotSubnetOwner`, then as [`Self::store_subnet_identity`].
    pub fn do_set_subnet_identity(
        coldkey: &T::AccountId,
        netuid: NetUid,
        identity: SubnetIdentityV3,
    ) -> DispatchResult {
        ensure!(
            SubnetOwner::<T>::try_get(netuid).is_ok_and(|owner| owner == *coldkey),
            Error::<T>::NotSubnetOwner
        );
        Self::store_subnet_identity(netuid, identity)
    }

    /// Publishes what is said of a network, or fails with `InvalidIdentity` if a
    /// field is too long.
    pub(crate) fn store_subnet_identity(
        netuid: NetUid,
        identity: SubnetIdentityV3,
    ) -> DispatchResult {
        ensure!(identity.is_valid(), Error::<T>::InvalidIdentity);
        SubnetIdentitiesV3::<T>::insert(netuid, identity);
        Subnets::<T>::deposit_event(Event::SubnetIdentitySet(netuid));
        Ok(())
    }
}
