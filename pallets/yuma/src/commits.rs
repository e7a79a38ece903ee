//! Weights that are committed first and shown later, so that nobody can copy
//! them while they are fresh.
//!
//! A hash commit is revealed by its author in a later extrinsic; a timelocked
//! commit is a ciphertext that the chain opens itself once a randomness beacon
//! has published the pulse of its round. Both are revealable in one epoch only.
//!
//! Source: spec chapter `yuma` §10.1, §10.4 to §10.8.

mod hash;
mod reveal;
mod timelocked;

use crate::{Config, Pallet};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_subnets::{CommitRevealWeightsEnabled, Error, Pallet as Subnets, RevealPeriodEpochs};
use subtensor_math::yuma::RevealWindow;
use subtensor_types::{MechId, NetUid};

/// The most commits of a hotkey that wait at a time: in all with hashes, made in
/// one epoch with ciphertexts (spec `yuma` §13.5).
pub(crate) const MAX_UNREVEALED_COMMITS: usize = 10;

impl<T: Config> Pallet<T> {
    /// The epoch that a network is in, and its reveal period.
    pub fn reveal_window(netuid: NetUid) -> RevealWindow {
        RevealWindow {
            epoch: Subnets::<T>::current_epoch_with_lookahead(netuid),
            period: RevealPeriodEpochs::<T>::get(netuid),
        }
    }

    /// Fails with `CommitRevealDisabled` where weights are set directly.
    fn ensure_commit_reveal(netuid: NetUid) -> DispatchResult {
        ensure!(
            CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealDisabled
        );
        Ok(())
    }

    /// The uid of a hotkey that may commit now.
    ///
    /// Fails with `HotKeyNotRegisteredInSubNet` or `CommittingWeightsTooFast`.
    /// Neither stake nor a permit is asked for: the reveal needs them.
    fn ensure_in_time_to_commit(
        hotkey: &T::AccountId,
        netuid: NetUid,
        mecid: MechId,
    ) -> Result<u16, Error<T>> {
        let uid = Subnets::<T>::uid_of(netuid, hotkey)?;
        ensure!(
            Self::passes_weights_rate_limit(netuid, mecid, uid),
            Error::<T>::CommittingWeightsTooFast
        );
        Ok(uid)
    }
}
