//! What always holds of the pools.

use crate::{Config, Pallet, SubnetTAO, TotalIssuance, TotalStake};
use frame_support::traits::fungible::Inspect;
use sp_runtime::TryRuntimeError;
use subtensor_types::TaoBalance;

impl<T: Config> Pallet<T> {
    /// Checks invariants I1 and I3 of spec `pools-and-staking` §9: both counts of
    /// issued TAO agree, and `TotalStake` is at least the sum of the reserves.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        if TotalIssuance::<T>::get().to_u64() != T::Currency::total_issuance() {
            return Err("TotalIssuance differs from the issuance of balances".into());
        }
        let reserves: TaoBalance = SubnetTAO::<T>::iter_values().sum();
        if TotalStake::<T>::get() < reserves {
            return Err("TotalStake is less than the sum of the TAO reserves".into());
        }
        Ok(())
    }
}
