//! Weights are not set or committed, and networks not registered, too often (spec
//! `yuma` §10.9, `registration` §1.2).

use crate::{Call, Config};
use frame_support::ensure;
use pallet_registration::Pallet as Registration;
use pallet_subnets::{CommitRevealWeightsEnabled, Error, Pallet as Subnets};
use pallet_yuma::Pallet as Yuma;
use sp_runtime::DispatchResult;
use subtensor_types::{MechId, NetUid};

/// Fails with `SettingWeightsTooFast`, `CommittingWeightsTooFast` or
/// `NetworkTxRateLimitExceeded`. Not looked at, as in the reference: encrypted
/// commits, batches, and the call that registers a network with an identity. They
/// check the limit themselves.
pub(super) fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> DispatchResult {
    match call {
        Call::set_weights { netuid, .. } => check_set_weights::<T>(who, *netuid, MechId::MAIN),
        Call::set_mechanism_weights { netuid, mecid, .. } => {
            check_set_weights::<T>(who, *netuid, *mecid)
        }
        Call::commit_weights { netuid, .. } => check_commit::<T>(who, *netuid, MechId::MAIN),
        Call::commit_mechanism_weights { netuid, mecid, .. } => {
            check_commit::<T>(who, *netuid, *mecid)
        }
        Call::register_network { .. } => Registration::<T>::ensure_network_rate_limit(),
        _ => Ok(()),
    }
}

/// Where weights are committed, the commit is what is limited.
fn check_set_weights<T: Config>(
    who: &T::AccountId,
    netuid: NetUid,
    mecid: MechId,
) -> DispatchResult {
    ensure!(
        CommitRevealWeightsEnabled::<T>::get(netuid) || is_in_time::<T>(who, netuid, mecid),
        Error::<T>::SettingWeightsTooFast
    );
    Ok(())
}

fn check_commit<T: Config>(who: &T::AccountId, netuid: NetUid, mecid: MechId) -> DispatchResult {
    ensure!(
        is_in_time::<T>(who, netuid, mecid),
        Error::<T>::CommittingWeightsTooFast
    );
    Ok(())
}

/// Whether the rate limit lets a hotkey pass. An unregistered one passes: the
/// call has a better error for it.
fn is_in_time<T: Config>(who: &T::AccountId, netuid: NetUid, mecid: MechId) -> bool {
    Subnets::<T>::uid_of(netuid, who).map_or(true, |uid| {
        Yuma::<T>::passes_weights_rate_limit(netuid, mecid, uid)
    })
}
