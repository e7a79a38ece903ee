//! What always holds in the registry.

use crate::{
    Config, IsNetworkMember, Keys, MaxAllowedUids, NetworksAdded, Pallet, SubnetworkN,
    TotalNetworks, Uids,
};
use sp_runtime::TryRuntimeError;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Checks what spec `registration` §8 says of uids (1, 3) and of the number of
    /// networks (4).
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for netuid in NetworksAdded::<T>::iter_keys() {
            Self::check_uids(netuid)?;
        }
        for (hotkey, netuid, member) in IsNetworkMember::<T>::iter() {
            // Entries of `false` remain of hotkey swaps and say nothing.
            if member && !Uids::<T>::contains_key(netuid, hotkey) {
                return Err("a member of a network has no uid there".into());
            }
        }
        let added = NetworksAdded::<T>::iter_values()
            .filter(|added| *added)
            .count();
        let total = TotalNetworks::<T>::get();
        // Tests of single pallets add networks without counting them.
        if total != 0 && added != usize::from(total) {
            return Err("TotalNetworks differs from the networks added".into());
        }
        Ok(())
    }

    /// Checks that uids and keys are inverse to each other on `0..N`, that keys are
    /// members, and that there are no more than the network may have.
    fn check_uids(netuid: NetUid) -> Result<(), TryRuntimeError> {
        let n = SubnetworkN::<T>::get(netuid);
        if n > MaxAllowedUids::<T>::get(netuid) {
            return Err("a network has more neurons than MaxAllowedUids".into());
        }
        let mut count = 0u16;
        for (uid, hotkey) in Keys::<T>::iter_prefix(netuid) {
            if uid >= n {
                return Err("a key lies beyond the number of neurons".into());
            }
            if Uids::<T>::get(netuid, &hotkey) != Some(uid) {
                return Err("Keys and Uids disagree".into());
            }
            if !IsNetworkMember::<T>::get(hotkey, netuid) {
                return Err("a neuron is not a member of its network".into());
            }
            count = count.saturating_add(1);
        }
        if count != n || Uids::<T>::iter_prefix(netuid).count() != usize::from(n) {
            return Err("the number of keys differs from the number of neurons".into());
        }
        Ok(())
    }
}
