//! What the registry moves when one hotkey takes the place of another: the uid,
//! the endpoints, and what rate limits remember of the key
//! (spec `registration` §5). The order among the pallets and the checks are those
//! of `pallet-registration`.

use crate::{
    Axons, Config, IsNetworkMember, Keys, LastRateLimitedBlock, NeuronCertificates, Pallet,
    Prometheus, RateLimitKey, Uids,
};
use subtensor_types::NetUid;

/// Makes the key of one rate limit out of an account.
type LimitOf<A> = fn(A) -> RateLimitKey<A>;

impl<T: Config> Pallet<T> {
    /// The limits that follow a hotkey. The first is that of hotkey swaps, which
    /// counts for coldkeys, but the main chain moves the hotkey's, too.
    const HOTKEY_LIMITS: [LimitOf<T::AccountId>; 3] = [
        RateLimitKey::LastTxBlock,
        RateLimitKey::LastTxBlockDelegateTake,
        RateLimitKey::LastTxBlockChildKeyTake,
    ];

    /// Whether membership of a hotkey was ever written on a network, be it that
    /// it is no member: swaps on all networks leave such entries.
    pub fn has_membership_entry(netuid: NetUid, hotkey: &T::AccountId) -> bool {
        IsNetworkMember::<T>::contains_key(hotkey, netuid)
    }

    /// Gives membership, uid and endpoints of one hotkey to another, and says
    /// whether there was a member to replace. The new hotkey gets an entry even
    /// if not.
    pub fn swap_key(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) -> bool {
        let is_member = IsNetworkMember::<T>::take(old, netuid);
        IsNetworkMember::<T>::insert(new, netuid, is_member);
        if !is_member {
            return false;
        }
        if let Some(uid) = Uids::<T>::take(netuid, old) {
            Uids::<T>::insert(netuid, new, uid);
            Keys::<T>::insert(netuid, uid, new);
        }
        if let Some(prometheus) = Prometheus::<T>::take(netuid, old) {
            Prometheus::<T>::insert(netuid, new, prometheus);
        }
        if let Some(axon) = Axons::<T>::take(netuid, old) {
            Axons::<T>::insert(netuid, new, axon);
        }
        if let Some(certificate) = NeuronCertificates::<T>::take(netuid, old) {
            NeuronCertificates::<T>::insert(netuid, new, certificate);
        }
        true
    }

    /// Makes a hotkey's rate limits count for another hotkey as well.
    pub fn copy_hotkey_limits(old: &T::AccountId, new: &T::AccountId) {
        for limit in Self::HOTKEY_LIMITS {
            let last = LastRateLimitedBlock::<T>::get(limit(old.clone()));
            LastRateLimitedBlock::<T>::insert(limit(new.clone()), last);
        }
    }

    /// Forgets what rate limits remember of a hotkey.
    pub fn forget_hotkey_limits(hotkey: &T::AccountId) {
        for limit in Self::HOTKEY_LIMITS {
            LastRateLimitedBlock::<T>::remove(limit(hotkey.clone()));
        }
    }
}
