//! Showing the weights behind hash commits.
//!
//! Source: spec chapter `yuma` §10.6, §10.7; the guard's view, §10.9.

use super::hash::{drop_expired, HashCommit};
use crate::{Config, Pallet, WeightCommits};
use alloc::{collections::VecDeque, vec::Vec};
use frame_support::{dispatch::DispatchResult, ensure, storage::with_storage_layer};
use frame_system::ensure_signed;
use pallet_subnets::{Error, Event, Pallet as Subnets};
use sp_core::H256;
use subtensor_math::yuma::{CommitState, RevealWindow};
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

/// A signer's commits on a mechanism, as a reveal sees them.
struct Waiting<'a> {
    queue: &'a mut VecDeque<HashCommit>,
    /// Hashes of commits that had expired.
    expired: Vec<H256>,
    window: RevealWindow,
}

impl<'a> Waiting<'a> {
    fn new(queue: &'a mut VecDeque<HashCommit>, window: RevealWindow) -> Self {
        let expired = drop_expired(queue, &window);
        Self {
            queue,
            expired,
            window,
        }
    }

    /// The place of the first commit with this hash.
    ///
    /// Fails with `ExpiredWeightCommit` or `InvalidRevealCommitHashNotMatch`.
    fn place_of<T: Config>(&self, hash: H256) -> Result<usize, Error<T>> {
        match self.queue.iter().position(|commit| commit.0 == hash) {
            Some(place) => Ok(place),
            None if self.expired.contains(&hash) => Err(Error::ExpiredWeightCommit),
            None => Err(Error::InvalidRevealCommitHashNotMatch),
        }
    }

    /// The place of the first commit with this hash, whose epoch has come.
    ///
    /// Fails as [`Self::place_of`], or with `RevealTooEarly`.
    fn revealable<T: Config>(&self, hash: H256) -> Result<usize, Error<T>> {
        let place = self.place_of(hash)?;
        let has_come = self
            .queue
            .get(place)
            .is_some_and(|commit| self.window.state(commit.1) == CommitState::Revealable);
        ensure!(has_come, Error::RevealTooEarly);
        Ok(place)
    }
}

impl<T: Config> Pallet<T> {
    /// Reveals the signer's weights on the main mechanism.
    ///
    /// # Errors
    ///
    /// Those of [`Self::do_reveal_mechanism_weights`].
    pub fn do_reveal_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        uids: Vec<u16>,
        values: Vec<u16>,
        salt: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        Self::do_reveal_mechanism_weights(
            origin,
            netuid,
            MechId::MAIN,
            uids,
            values,
            salt,
            version_key,
        )
    }

    /// Reveals the signer's weights on a mechanism, and gives up the commits made
    /// before the one revealed.
    ///
    /// # Errors
    ///
    /// In this order: `BadOrigin`, `CommitRevealDisabled`,
    /// `NoWeightsCommitFound`, `ExpiredWeightCommit`,
    /// `InvalidRevealCommitHashNotMatch`, `RevealTooEarly`, and those of
    /// [`Self::internal_set_weights`]. Nothing changes then.
    pub fn do_reveal_mechanism_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        mecid: MechId,
        uids: Vec<u16>,
        values: Vec<u16>,
        salt: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        let who = ensure_signed(origin.clone())?;
        Self::ensure_commit_reveal(netuid)?;
        let index = netuid.mechanism_index(mecid);
        WeightCommits::<T>::try_mutate_exists(index, &who, |commits| {
            let queue = commits.as_mut().ok_or(Error::<T>::NoWeightsCommitFound)?;
            let waiting = Waiting::new(queue, Self::reveal_window(netuid));
            let hash = Self::commit_hash(&who, index, &uids, &values, &salt, version_key);
            // A signer whose commits have all expired hears that there are none,
            // not that this is none of them.
            ensure!(
                !waiting.queue.is_empty() || waiting.expired.contains(&hash),
                Error::<T>::NoWeightsCommitFound
            );
            let place = waiting.revealable::<T>(hash)?;
            queue.drain(..=place);
            if queue.is_empty() {
                *commits = None;
            }
            Self::internal_set_weights(origin, netuid, mecid, uids, values, version_key)?;
            Subnets::<T>::deposit_event(Event::WeightsRevealed(who.clone(), index, hash));
            Ok(())
        })
    }

    /// Reveals several of the signer's weights on the main mechanism, in any
    /// order; the last ones given stay. Other commits stay too. All or nothing.
    ///
    /// # Errors
    ///
    /// In this order: `InputLengthsUnequal`, `BadOrigin`, `CommitRevealDisabled`,
    /// `NoWeightsCommitFound`; for each item `ExpiredWeightCommit`,
    /// `InvalidRevealCommitHashNotMatch`, `RevealTooEarly`; then those of
    /// [`Self::internal_set_weights`].
    pub fn do_batch_reveal_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        uids_list: Vec<Vec<u16>>,
        values_list: Vec<Vec<u16>>,
        salts_list: Vec<Vec<u16>>,
        version_keys: Vec<u64>,
    ) -> DispatchResult {
        let items = uids_list.len();
        ensure!(
            items == values_list.len() && items == salts_list.len() && items == version_keys.len(),
            Error::<T>::InputLengthsUnequal
        );
        let who = ensure_signed(origin.clone())?;
        Self::ensure_commit_reveal(netuid)?;
        let index = netuid.mechanism_index(MechId::MAIN);
        let reveals: Vec<_> = uids_list
            .into_iter()
            .zip(values_list)
            .zip(salts_list)
            .zip(version_keys)
            .map(|(((uids, values), salt), key)| {
                let hash = Self::commit_hash(&who, index, &uids, &values, &salt, key);
                (hash, uids, values, key)
            })
            .collect();
        let hashes: Vec<H256> = reveals.iter().map(|reveal| reveal.0).collect();

        // Weights of the first items are written before the last one's fail.
        with_storage_layer(|| {
            WeightCommits::<T>::try_mutate_exists(index, &who, |commits| -> DispatchResult {
                let queue = commits.as_mut().ok_or(Error::<T>::NoWeightsCommitFound)?;
                let waiting = Waiting::new(queue, Self::reveal_window(netuid));
                for hash in &hashes {
                    waiting.revealable::<T>(*hash)?;
                }
                for (hash, uids, values, key) in reveals {
                    let place = waiting.place_of::<T>(hash)?;
                    waiting.queue.remove(place);
                    let origin = origin.clone();
                    Self::internal_set_weights(origin, netuid, MechId::MAIN, uids, values, key)?;
                }
                if queue.is_empty() {
                    *commits = None;
                }
                Ok(())
            })
        })?;
        Subnets::<T>::deposit_event(Event::WeightsBatchRevealed(who, netuid, hashes));
        Ok(())
    }

    /// Whether all of these commits of an account can be revealed in this epoch, as
    /// the guard of reveals asks: it knows no expired commits, only others, and wants
    /// a commit to be there even when none is to be revealed.
    ///
    /// # Errors
    ///
    /// `NoWeightsCommitFound`, or `RevealTooEarly` when this is not the epoch of one.
    pub fn ensure_revealable(
        who: &T::AccountId,
        index: NetUidStorageIndex,
        hashes: &[H256],
    ) -> DispatchResult {
        let queue = WeightCommits::<T>::get(index, who).ok_or(Error::<T>::NoWeightsCommitFound)?;
        let (netuid, _) = index.split();
        let window = Self::reveal_window(netuid);
        for hash in hashes {
            let commit = queue
                .iter()
                .find(|commit| commit.0 == *hash)
                .ok_or(Error::<T>::NoWeightsCommitFound)?;
            ensure!(
                window.state(commit.1) == CommitState::Revealable,
                Error::<T>::RevealTooEarly
            );
        }
        Ok(())
    }
}
