//! Committing encrypted weights, which the chain reveals by itself.
//!
//! The reveal runs at the beginning of a block, before the epochs, so that the
//! epoch in which commits become revealable already uses their weights.
//!
//! Source: spec chapter `yuma` §10.8.

use super::MAX_UNREVEALED_COMMITS;
use crate::{
    timelock::{LegacyWeightsPayload, Opened, Timelock, WeightsPayload},
    Config, Pallet, TimelockedWeightCommits, MAX_CRV3_COMMIT_SIZE_BYTES,
};
use alloc::{
    collections::{BTreeSet, VecDeque},
    vec::Vec,
};
use codec::Decode;
use frame_support::{dispatch::DispatchResult, ensure, traits::ConstU32, BoundedVec};
use frame_system::{ensure_signed, RawOrigin};
use pallet_subnets::{
    CommitRevealWeightsVersion, Error, Event, MechanismCountCurrent, Pallet as Subnets,
};
use sp_runtime::traits::{BlakeTwo256, Hash};
use subtensor_types::{MechId, NetUid};

/// An encrypted commit.
pub type Ciphertext = BoundedVec<u8, ConstU32<MAX_CRV3_COMMIT_SIZE_BYTES>>;

/// The version of the commit-reveal scheme that calls without a version mean.
const SCHEME_VERSION: u16 = 4;

/// Weights that somebody wants to set.
struct Wanted {
    uids: Vec<u16>,
    values: Vec<u16>,
    version_key: u64,
}

impl<T: Config> Pallet<T> {
    /// Commits the signer to encrypted weights on the main mechanism.
    ///
    /// # Errors
    ///
    /// Those of [`Self::do_commit_timelocked_mechanism_weights`].
    pub fn do_commit_timelocked_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        commit: Ciphertext,
        reveal_round: u64,
        commit_reveal_version: u16,
    ) -> DispatchResult {
        Self::do_commit_timelocked_mechanism_weights(
            origin,
            netuid,
            MechId::MAIN,
            commit,
            reveal_round,
            commit_reveal_version,
        )
    }

    /// Commits the signer to encrypted weights, as clients did that had no version
    /// to name.
    ///
    /// # Errors
    ///
    /// Those of [`Self::do_commit_timelocked_mechanism_weights`].
    pub fn do_commit_crv3_mechanism_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        mecid: MechId,
        commit: Ciphertext,
        reveal_round: u64,
    ) -> DispatchResult {
        Self::do_commit_timelocked_mechanism_weights(
            origin,
            netuid,
            mecid,
            commit,
            reveal_round,
            SCHEME_VERSION,
        )
    }

    /// Commits the signer to weights that are encrypted for a round of the
    /// beacon. Nobody can tell yet whether the ciphertext is of any use.
    ///
    /// # Errors
    ///
    /// In this order: `MechanismDoesNotExist`, `BadOrigin`,
    /// `CommitRevealDisabled`, `IncorrectCommitRevealVersion`,
    /// `HotKeyNotRegisteredInSubNet`, `CommittingWeightsTooFast`,
    /// `TooManyUnrevealedCommits`.
    pub fn do_commit_timelocked_mechanism_weights(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        mecid: MechId,
        commit: Ciphertext,
        reveal_round: u64,
        commit_reveal_version: u16,
    ) -> DispatchResult {
        Subnets::<T>::ensure_mechanism_exists(netuid, mecid)?;
        let who = ensure_signed(origin)?;
        Self::ensure_commit_reveal(netuid)?;
        ensure!(
            commit_reveal_version == CommitRevealWeightsVersion::<T>::get(),
            Error::<T>::IncorrectCommitRevealVersion
        );
        let uid = Self::ensure_in_time_to_commit(&who, netuid, mecid)?;

        let index = netuid.mechanism_index(mecid);
        let epoch = Subnets::<T>::current_epoch_with_lookahead(netuid);
        let now = Subnets::<T>::now();
        let hash = BlakeTwo256::hash(&commit);
        TimelockedWeightCommits::<T>::try_mutate(index, epoch, |queue| -> DispatchResult {
            let waiting = queue.iter().filter(|commit| commit.0 == who).count();
            ensure!(
                waiting < MAX_UNREVEALED_COMMITS,
                Error::<T>::TooManyUnrevealedCommits
            );
            queue.push_back((who.clone(), now, commit, reveal_round));
            Ok(())
        })?;
        Subnets::<T>::deposit_event(Event::TimelockedWeightsCommitted(
            who,
            index,
            hash,
            reveal_round,
        ));
        Self::set_last_update(index, uid, now);
        Ok(())
    }

    /// The networks for which timelocked commits wait on any mechanism. Only
    /// these need [`Self::reveal_timelocked_commits`]; root never does.
    pub fn netuids_with_timelocked_commits() -> BTreeSet<NetUid> {
        TimelockedWeightCommits::<T>::iter_keys()
            .map(|(index, _)| index.split().0)
            .filter(|netuid| !netuid.is_root())
            .collect()
    }

    /// Sets the weights of a network's timelocked commits whose epoch has come.
    /// Commits whose round has no pulse yet stay as long as that epoch lasts;
    /// unreadable and unfit ones are dropped, and so are those of epochs past.
    ///
    /// To be called in every block before the epochs, except where the network's
    /// epoch is put off. It does not matter whether the network still has
    /// commit-reveal.
    pub fn reveal_timelocked_commits(netuid: NetUid) {
        let window = Self::reveal_window(netuid);
        for mecid in 0..MechanismCountCurrent::<T>::get(netuid).get() {
            let mecid = MechId::new(mecid);
            let index = netuid.mechanism_index(mecid);
            let past: Vec<u64> = TimelockedWeightCommits::<T>::iter_key_prefix(index)
                .filter(|epoch| !window.is_in_force(*epoch))
                .collect();
            for epoch in past {
                TimelockedWeightCommits::<T>::remove(index, epoch);
            }
            let Some(epoch) = window.revealable_epoch() else {
                continue;
            };
            let mut waiting = VecDeque::new();
            for commit in TimelockedWeightCommits::<T>::take(index, epoch) {
                let (who, _, ciphertext, round) = &commit;
                match T::Timelock::open(*round, ciphertext) {
                    Opened::NoPulse => waiting.push_back(commit),
                    Opened::Unreadable => {}
                    Opened::Message(message) => Self::set_revealed(who, netuid, mecid, &message),
                }
            }
            if !waiting.is_empty() {
                TimelockedWeightCommits::<T>::insert(index, epoch, waiting);
            }
        }
    }

    /// Sets the weights of a message that a hotkey had encrypted, if it is a
    /// payload of that hotkey with weights it may set; else nothing.
    fn set_revealed(who: &T::AccountId, netuid: NetUid, mecid: MechId, message: &[u8]) {
        let Some(wanted) = Self::wanted_by(who, message) else {
            return;
        };
        let origin: T::RuntimeOrigin = RawOrigin::Signed(who.clone()).into();
        let Wanted {
            uids,
            values,
            version_key,
        } = wanted;
        if Self::internal_set_weights(origin, netuid, mecid, uids, values, version_key).is_ok() {
            let index = netuid.mechanism_index(mecid);
            Subnets::<T>::deposit_event(Event::TimelockedWeightsRevealed(index, who.clone()));
        }
    }

    /// Reads a payload. One that names another hotkey is copied from there, and
    /// void; one that names none must be of the form without a hotkey.
    fn wanted_by(who: &T::AccountId, message: &[u8]) -> Option<Wanted> {
        if let Ok(payload) = WeightsPayload::decode(&mut &*message) {
            if let Ok(author) = T::AccountId::decode(&mut payload.hotkey.as_slice()) {
                return (author == *who).then_some(Wanted {
                    uids: payload.uids,
                    values: payload.values,
                    version_key: payload.version_key,
                });
            }
        }
        let payload = LegacyWeightsPayload::decode(&mut &*message).ok()?;
        Some(Wanted {
            uids: payload.uids,
            values: payload.values,
            version_key: payload.version_key,
        })
    }
}
