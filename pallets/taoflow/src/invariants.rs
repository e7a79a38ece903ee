//! What always holds of emission.

use crate::{Config, MinerBurned, Pallet};
use pallet_pools::TotalIssuance;
use sp_runtime::TryRuntimeError;
use substrate_fixed::types::U96F32;
use subtensor_types::MAX_ISSUANCE;

impl<T: Config> Pallet<T> {
    /// Checks the cap on TAO and that no network withholds more than all of its
    /// incentive (spec `emission` §12, 7 and 8).
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        if TotalIssuance::<T>::get().to_u64() > MAX_ISSUANCE {
            return Err("more TAO is issued than the cap allows".into());
        }
        if MinerBurned::<T>::iter_values().any(|withheld| withheld > U96F32::from_num(1u8)) {
            return Err("more than all incentive of a network is withheld".into());
        }
        Ok(())
    }
}
