//! Committing a hash of weights, and the queue in which it waits.
//!
//! Source: spec chapter `yuma` §10.3 to §10.5.

use super::MAX_UNREVEALED_COMMITS;
use crate::{Config, Pallet, WeightCommits};
use alloc::{collections::VecDeque, vec::Vec};
use codec::Compact;
use frame_support::{dispatch::DispatchResult, ensure};
use frame_system::ensure_signed;
use pallet_subnets::{Error, Event, Pallet as Subnets};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};
use subtensor_math::yuma::{CommitState, RevealWindow};
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

/// A commit as it is stored: its hash, the epoch and the block it was made in,
/// and a zero that means nothing any more.
pub(super) type HashCommit = (H256, u64, u64, u64);

/// Drops the expired commits from the front of a queue, where the oldest are.
/// Gives their hashes.
pub(super) fn drop_expired(queue: &mut VecDeque<HashCommit>, window: &RevealWindow) -> Vec<H256> {
    let expired = queue
        .iter()
        .take_while(|commit| window.state(commit.1) == CommitState::Expired)
        .count();
    queue.drain(..expired).map(|commit| commit.0).collect()
}

impl<T: Config> Pallet<T> {
    /// Commits the signer to weights by their hash, on the main mechanism.
    ///
    /// # Errors
    ///
    /// Those of [`Self::do_commit_mechanism_weights`].
    pub fn do_commit_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        commit_hash: H256,
    ) -> DispatchResult {
        Self::do_commit_mechanism_weights(origin, netuid, MechId::MAIN, commit_hash)
    }

    /// Commits the signer to weights by their hash. Expired commits of the signer
    /// make room.
    ///
    /// # Errors
    ///
    /// In this order: `MechanismDoesNotExist`, `BadOrigin`,
    /// `CommitRevealDisabled`, `HotKeyNotRegisteredInSubNet`,
    /// `CommittingWeightsTooFast`, `TooManyUnrevealedCommits`.
    pub fn do_commit_mechanism_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        mecid: MechId,
        commit_hash: H256,
    ) -> DispatchResult {
        Subnets::<T>::ensure_mechanism_exists(netuid, mecid)?;
        let who = ensure_signed(origin)?;
        Self::ensure_commit_reveal(netuid)?;
        let uid = Self::ensure_in_time_to_commit(&who, netuid, mecid)?;

        let index = netuid.mechanism_index(mecid);
        let window = Self::reveal_window(netuid);
        let now = Subnets::<T>::now();
        let mut queue = WeightCommits::<T>::get(index, &who).unwrap_or_default();
        drop_expired(&mut queue, &window);
        ensure!(
            queue.len() < MAX_UNREVEALED_COMMITS,
            Error::<T>::TooManyUnrevealedCommits
        );
        queue.push_back((commit_hash, window.epoch, now, 0));
        WeightCommits::<T>::insert(index, &who, queue);
        Subnets::<T>::deposit_event(Event::WeightsCommitted(who, index, commit_hash));
        Self::set_last_update(index, uid, now);
        Ok(())
    }

    /// Commits the signer to weights on several networks. A failing item changes
    /// nothing and does not stop the others; events tell which failed and why.
    ///
    /// # Errors
    ///
    /// `InputLengthsUnequal`, or `BadOrigin` without a signer.
    pub fn do_batch_commit_weights(
        origin: T::RuntimeOrigin,
        netuids: Vec<Compact<NetUid>>,
        commit_hashes: Vec<H256>,
    ) -> DispatchResult {
        let who = ensure_signed(origin.clone())?;
        ensure!(
            netuids.len() == commit_hashes.len(),
            Error::<T>::InputLengthsUnequal
        );
        let results = netuids
            .iter()
            .zip(commit_hashes)
            .map(|(netuid, hash)| Self::do_commit_weights(origin.clone(), netuid.0, hash))
            .collect();
        Self::close_batch(who, netuids, results);
        Ok(())
    }

    /// The hash that commits a hotkey to weights: BLAKE2b-256 of who, mechanism
    /// index, uids, values as they will be submitted, salt and version key, in
    /// SCALE.
    pub fn commit_hash(
        who: &T::AccountId,
        index: NetUidStorageIndex,
        uids: &[u16],
        values: &[u16],
        salt: &[u16],
        version_key: u64,
    ) -> H256 {
        BlakeTwo256::hash_of(&(who, index, uids, values, salt, version_key))
    }
}
