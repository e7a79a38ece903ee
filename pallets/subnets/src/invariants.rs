//! What always holds in the registry.

use crate::{Config, Keys, NetworksAdded, Pallet, SubnetworkN, TotalNetworks, Uids};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks that uids and keys are inverse to each other on `0..N` of every
    /// network (spec `registration` §8, 1).
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for netuid in NetworksAdded::<T>::iter_keys() {
            let n = SubnetworkN::<T>::get(netuid);
            let mut count = 0u16;
            for (uid, hotkey) in Keys::<T>::iter_prefix(netuid) {
                if uid >= n {
                    return Err("a key lies beyond the number of neurons".into());
                }
                if Uids::<T>::get(netuid, hotkey) != Some(uid) {
                    return Err("Keys and Uids disagree".into());
                }
                count = count.saturating_add(1);
            }
            if count != n || Uids::<T>::iter_prefix(netuid).count() != usize::from(n) {
                return Err("the number of keys differs from the number of neurons".into());
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
}
