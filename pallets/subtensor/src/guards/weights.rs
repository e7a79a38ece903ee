//! Who sets weights, commits to them or reveals them must have the stake for it;
//! reveals need a commit whose epoch has come, and encrypted commits a round
//! whose pulse is not out yet (spec `yuma` §10.9).

use crate::{Call, Config};
use alloc::{vec, vec::Vec};
use frame_support::ensure;
use pallet_subnets::Error;
use pallet_yuma::{timelock::Timelock, Pallet as Yuma};
use sp_core::H256;
use sp_runtime::DispatchResult;
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

/// Fails with `InputLengthsUnequal`, `NotEnoughStakeToSetWeights`,
/// `NoWeightsCommitFound`, `RevealTooEarly` or `InvalidRevealRound`.
pub(super) fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> DispatchResult {
    ensure!(has_equal_lengths(call), Error::<T>::InputLengthsUnequal);
    let networks = networks(call);
    ensure!(
        networks
            .into_iter()
            .all(|netuid| Yuma::<T>::has_stake_to_set_weights(who, netuid)),
        Error::<T>::NotEnoughStakeToSetWeights
    );
    if let Some((index, hashes)) = revealed(who, call) {
        Yuma::<T>::ensure_revealable(who, index, &hashes)?;
    }
    if let Call::commit_timelocked_weights { reveal_round, .. }
    | Call::commit_timelocked_mechanism_weights { reveal_round, .. }
    | Call::commit_crv3_mechanism_weights { reveal_round, .. } = call
    {
        ensure!(
            *reveal_round >= T::Timelock::last_round(),
            Error::<T>::InvalidRevealRound
        );
    }
    Ok(())
}

/// Whether the lists of a batch are of one length.
fn has_equal_lengths<T: Config>(call: &Call<T>) -> bool {
    match call {
        Call::batch_set_weights {
            netuids,
            weights,
            version_keys,
        } => netuids.len() == weights.len() && netuids.len() == version_keys.len(),
        Call::batch_commit_weights {
            netuids,
            commit_hashes,
        } => netuids.len() == commit_hashes.len(),
        Call::batch_reveal_weights {
            uids_list,
            values_list,
            salts_list,
            version_keys,
            ..
        } => [values_list.len(), salts_list.len(), version_keys.len()]
            .iter()
            .all(|length| *length == uids_list.len()),
        _ => true,
    }
}

/// The networks whose weights a call is about.
fn networks<T: Config>(call: &Call<T>) -> Vec<NetUid> {
    match call {
        Call::set_weights { netuid, .. }
        | Call::set_mechanism_weights { netuid, .. }
        | Call::commit_weights { netuid, .. }
        | Call::commit_mechanism_weights { netuid, .. }
        | Call::reveal_weights { netuid, .. }
        | Call::reveal_mechanism_weights { netuid, .. }
        | Call::batch_reveal_weights { netuid, .. }
        | Call::commit_timelocked_weights { netuid, .. }
        | Call::commit_timelocked_mechanism_weights { netuid, .. }
        | Call::commit_crv3_mechanism_weights { netuid, .. } => vec![*netuid],
        Call::batch_set_weights { netuids, .. } | Call::batch_commit_weights { netuids, .. } => {
            netuids.iter().map(|netuid| netuid.0).collect()
        }
        _ => Vec::new(),
    }
}

/// The mechanism whose commits a call reveals, by its index, and their hashes.
fn revealed<T: Config>(
    who: &T::AccountId,
    call: &Call<T>,
) -> Option<(NetUidStorageIndex, Vec<H256>)> {
    match call {
        Call::reveal_weights {
            netuid,
            uids,
            values,
            salt,
            version_key,
        } => {
            let index = netuid.mechanism_index(MechId::MAIN);
            let hash = Yuma::<T>::commit_hash(who, index, uids, values, salt, *version_key);
            Some((index, vec![hash]))
        }
        Call::reveal_mechanism_weights {
            netuid,
            mecid,
            uids,
            values,
            salt,
            version_key,
        } => {
            let index = netuid.mechanism_index(*mecid);
            let hash = Yuma::<T>::commit_hash(who, index, uids, values, salt, *version_key);
            Some((index, vec![hash]))
        }
        Call::batch_reveal_weights {
            netuid,
            uids_list,
            values_list,
            salts_list,
            version_keys,
        } => {
            let index = netuid.mechanism_index(MechId::MAIN);
            let hashes = uids_list
                .iter()
                .zip(values_list)
                .zip(salts_list)
                .zip(version_keys)
                .map(|(((uids, values), salt), key)| {
                    Yuma::<T>::commit_hash(who, index, uids, values, salt, *key)
                })
                .collect();
            Some((index, hashes))
        }
        _ => None,
    }
}
