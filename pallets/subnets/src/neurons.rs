//! Uids and keys: two maps that are each other's inverse on every network.
//!
//! The functions here keep the registry's own maps. Rows that other pallets keep
//! per uid (consensus vectors, weights, bonds) are theirs to extend or reset;
//! `registration` does both in the right order.

use crate::{
    Axons, BlockAtRegistration, Config, Error, IsNetworkMember, Keys, NeuronCertificates, Pallet,
    Prometheus, SubnetOwnerHotkey, SubnetworkN, Uids,
};
use alloc::vec::Vec;
use subtensor_math::trimming::Renumbering;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The hotkey at a uid, if there is one.
    pub fn hotkey_of(netuid: NetUid, uid: u16) -> Option<T::AccountId> {
        Keys::<T>::try_get(netuid, uid).ok()
    }

    /// The uid of a hotkey, or `HotKeyNotRegisteredInSubNet`.
    pub fn uid_of(netuid: NetUid, hotkey: &T::AccountId) -> Result<u16, Error<T>> {
        Uids::<T>::get(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)
    }

    /// Whether a hotkey has a uid on a network.
    pub fn is_registered(netuid: NetUid, hotkey: &T::AccountId) -> bool {
        Uids::<T>::contains_key(netuid, hotkey)
    }

    /// Whether a hotkey has a uid on any network.
    pub fn is_registered_anywhere(hotkey: &T::AccountId) -> bool {
        IsNetworkMember::<T>::iter_prefix(hotkey).any(|(_, member)| member)
    }

    /// The uid of the owner hotkey, if it is set and registered
    /// (spec `yuma` §2.3).
    pub fn owner_uid(netuid: NetUid) -> Option<u16> {
        SubnetOwnerHotkey::<T>::try_get(netuid)
            .ok()
            .and_then(|hotkey| Uids::<T>::get(netuid, hotkey))
    }

    /// Uids and hotkeys of a network, in uid order.
    pub fn keys_in_uid_order(netuid: NetUid) -> Vec<(u16, T::AccountId)> {
        let mut keys: Vec<_> = Keys::<T>::iter_prefix(netuid).collect();
        // Raw key order is by the low byte first, so it is uid order below 256 only.
        keys.sort_unstable_by_key(|(uid, _)| *uid);
        keys
    }

    /// Gives a hotkey the next free uid and returns it
    /// (spec `registration` §3.4).
    pub fn append_key(netuid: NetUid, hotkey: &T::AccountId, block: u64) -> u16 {
        let uid = SubnetworkN::<T>::get(netuid);
        SubnetworkN::<T>::insert(netuid, uid.saturating_add(1));
        Self::set_key(netuid, uid, hotkey, block);
        uid
    }

    /// Gives the uid of one hotkey to another, and forgets the endpoints of the
    /// old one (spec `registration` §3.5).
    pub fn replace_key(
        netuid: NetUid,
        uid: u16,
        old: &T::AccountId,
        new: &T::AccountId,
        block: u64,
    ) {
        Self::forget_key(netuid, old);
        Self::set_key(netuid, uid, new, block);
    }

    /// Renumbers the neurons of a network and removes those that leave, with their
    /// endpoints; gives the hotkeys that left (spec `registration` §3.9).
    pub fn renumber_keys(netuid: NetUid, renumbering: &Renumbering) -> Vec<T::AccountId> {
        let mut left = Vec::new();
        for (uid, hotkey) in Self::keys_in_uid_order(netuid) {
            let registered = BlockAtRegistration::<T>::take(netuid, uid);
            Keys::<T>::remove(netuid, uid);
            match renumbering.new_uid(uid) {
                Some(new) => Self::set_key(netuid, new, &hotkey, registered),
                None => {
                    Self::forget_key(netuid, &hotkey);
                    left.push(hotkey);
                }
            }
        }
        let kept = Keys::<T>::iter_key_prefix(netuid).count();
        SubnetworkN::<T>::insert(netuid, u16::try_from(kept).unwrap_or(u16::MAX));
        left
    }

    /// Forgets that a hotkey has a uid, and where it can be reached.
    fn forget_key(netuid: NetUid, hotkey: &T::AccountId) {
        Uids::<T>::remove(netuid, hotkey);
        IsNetworkMember::<T>::remove(hotkey, netuid);
        Axons::<T>::remove(netuid, hotkey);
        NeuronCertificates::<T>::remove(netuid, hotkey);
        Prometheus::<T>::remove(netuid, hotkey);
    }

    fn set_key(netuid: NetUid, uid: u16, hotkey: &T::AccountId, block: u64) {
        Keys::<T>::insert(netuid, uid, hotkey);
        Uids::<T>::insert(netuid, hotkey, uid);
        BlockAtRegistration::<T>::insert(netuid, uid, block);
        IsNetworkMember::<T>::insert(hotkey, netuid, true);
    }
}
