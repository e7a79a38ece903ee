//! Weights are not set, and networks not registered, too often (spec `yuma`
//! §10.9, `registration` §1.2).

use crate::{Call, Config};
use frame_support::ensure;
use pallet_registration::Pallet as Registration;
use pallet_subnets::{CommitRevealWeightsEnabled, Error, Pallet as Subnets};
use pallet_yuma::Pallet as Yuma;
use sp_runtime::DispatchResult;
use subtensor_types::{MechId, NetUid};

/// Fails with `SettingWeightsTooFast` or `NetworkTxRateLimitExceeded`. The call
/// that registers a network with an identity is not looked at, as in the
/// reference; it checks the limit itself.
pub(super) fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> DispatchResult {
    match call {
        Call::set_weights { netuid, .. } => check_set_weights::<T>(who, *netuid, MechId::MAIN),
        Call::set_mechanism_weights { netuid, mecid, .. } => {
            check_set_weights::<T>(who, *netuid, *mecid)
        }
        Call::register_network { .. } => Registration::<T>::ensure_network_rate_limit(),
        _ => Ok(()),
    }
}

/// Where weights are committed, the commit is what is limited. An unregistered
/// hotkey passes: the call has a better error for it.
fn check_set_weights<T: Config>(
    who: &T::AccountId,
    netuid: NetUid,
    mecid: MechId,
) -> DispatchResult {
    if CommitRevealWeightsEnabled::<T>::get(netuid) {
        return Ok(());
    }
    if let Ok(uid) = Subnets::<T>::uid_of(netuid, who) {
        ensure!(
            Yuma::<T>::passes_weights_rate_limit(netuid, mecid, uid),
            Error::<T>::SettingWeightsTooFast
        );
    }
    Ok(())
}
