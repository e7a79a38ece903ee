//! Who sets weights must have the stake for it (spec `yuma` §10.9).

use crate::{Call, Config};
use frame_support::ensure;
use pallet_subnets::Error;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::DispatchResult;

/// Fails with `NotEnoughStakeToSetWeights`.
pub(super) fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> DispatchResult {
    match call {
        Call::set_weights { netuid, .. } | Call::set_mechanism_weights { netuid, .. } => {
            ensure!(
                Yuma::<T>::has_stake_to_set_weights(who, *netuid),
                Error::<T>::NotEnoughStakeToSetWeights
            );
            Ok(())
        }
        _ => Ok(()),
    }
}
