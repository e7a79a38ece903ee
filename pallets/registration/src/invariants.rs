//! What always holds of registrations.

use crate::{Config, Pallet};
use pallet_subnets::NetworksAdded;
use sp_runtime::TryRuntimeError;
use subtensor_types::GLOBAL_MAX_SUBNET_COUNT;

impl<T: Config> Pallet<T> {
    /// Checks that every netuid leaves room for the mechanisms in a storage index
    /// (spec `yuma` §11.1).
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        if NetworksAdded::<T>::iter_keys().any(|netuid| netuid.get() >= GLOBAL_MAX_SUBNET_COUNT) {
            return Err("a netuid is too large for its mechanisms' storage indices".into());
        }
        Ok(())
    }
}
