//! What a coldkey swap moves in the registry: the identity of the coldkey, and
//! the networks it owns (spec `registration` §5). When and whether a swap may
//! happen is decided above, in the registration pallet.

use crate::{Config, IdentitiesV2, Pallet, SubnetOwner};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Gives the identity of one coldkey to another that has none; an identity
    /// that is there already stays, and so does the old coldkey's then.
    pub fn swap_coldkey_identity(old: &T::AccountId, new: &T::AccountId) {
        if IdentitiesV2::<T>::contains_key(new) {
            return;
        }
        if let Some(identity) = IdentitiesV2::<T>::take(old) {
            IdentitiesV2::<T>::insert(new, identity);
        }
    }

    /// Gives a network to the new coldkey if the old one owns it.
    pub fn swap_coldkey_network(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        if SubnetOwner::<T>::try_get(netuid).is_ok_and(|owner| owner == *old) {
            SubnetOwner::<T>::insert(netuid, new);
        }
    }
}
