//! Revealing time-locked fields, at the beginning of each block.

use crate::{
    types::Data, CommitmentOf, Config, Event, Pallet, RevealedCommitments, TimelockedIndex,
    WeightInfo,
};
use alloc::vec::Vec;
use frame_support::weights::Weight;
use sp_runtime::traits::SaturatedConversion;
use subtensor_types::NetUid;

/// How many revealed fields of a neuron are kept.
pub(crate) const MAX_REVEALS: usize = 10;

impl<T: Config> Pallet<T> {
    /// Moves the fields whose round has its pulse from commitments to
    /// `RevealedCommitments`. What the pulse does not open is dropped, and so is a
    /// commitment of which nothing is left. Gives what that weighs.
    pub(crate) fn reveal_timelocked_commitments() -> Weight {
        let before = TimelockedIndex::<T>::get();
        let mut waiting = before.clone();
        waiting.retain(|(netuid, who)| Self::reveal_fields(*netuid, who));
        let looked_at = u64::try_from(before.len()).unwrap_or(u64::MAX);
        if waiting != before {
            TimelockedIndex::<T>::put(waiting);
        }
        <T as Config>::WeightInfo::reveal_timelocked_commitments(looked_at)
    }

    /// Reveals what can be revealed of a neuron's commitment. Says whether a field
    /// of it goes on waiting.
    fn reveal_fields(netuid: NetUid, who: &T::AccountId) -> bool {
        let Some(mut registration) = CommitmentOf::<T>::get(netuid, who) else {
            return false;
        };
        let before = registration.info.fields.len();
        let mut revealed = Vec::new();
        registration.info.fields.retain(|field| match field {
            Data::TimelockEncrypted {
                encrypted,
                reveal_round,
            } => match pallet_drand::Pallet::<T>::open(*reveal_round, encrypted) {
                None => true,
                Some(opened) => {
                    revealed.extend(opened.ok().filter(|message| !message.is_empty()));
                    false
                }
            },
            _ => true,
        });
        let waits = registration.info.first_round().is_some();
        let left = registration.info.fields.len();
        if left == 0 && before > 0 {
            CommitmentOf::<T>::remove(netuid, who);
        } else if left < before {
            CommitmentOf::<T>::insert(netuid, who, registration);
        }
        Self::keep_revealed(netuid, who, revealed);
        waits
    }

    /// Adds revealed fields to a neuron's, of which the latest stay.
    fn keep_revealed(netuid: NetUid, who: &T::AccountId, revealed: Vec<Vec<u8>>) {
        if revealed.is_empty() {
            return;
        }
        let now: u64 = frame_system::Pallet::<T>::block_number().saturated_into();
        let mut kept = RevealedCommitments::<T>::get(netuid, who).unwrap_or_default();
        for message in revealed {
            kept.push((message, now));
            Self::deposit_event(Event::CommitmentRevealed {
                netuid,
                who: who.clone(),
            });
        }
        let surplus = kept.len().saturating_sub(MAX_REVEALS);
        kept.drain(..surplus);
        RevealedCommitments::<T>::insert(netuid, who, kept);
    }
}
