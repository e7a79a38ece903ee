//! Revealing time-locked fields, at the beginning of each block.

use crate::{
    types::Data, CommitmentOf, Config, Event, Pallet, RevealedCommitments, TimelockedIndex,
};
use alloc::vec::Vec;
use sp_runtime::traits::SaturatedConversion;
use subtensor_types::NetUid;

/// How many revealed fields of a neuron are kept.
pub(crate) const MAX_REVEALS: usize = 10;

impl<T: Config> Pallet<T> {
    /// Moves the fields whose round has its pulse from commitments to
    /// `RevealedCommitments`. What the pulse does not open is dropped, and so is a
    /// commitment of which nothing is left.
    pub(crate) fn reveal_timelocked_commitments() {
        for (netuid, who) in TimelockedIndex::<T>::get() {
            Self::reveal_fields(netuid, &who);
        }
    }

    fn reveal_fields(netuid: NetUid, who: &T::AccountId) {
        let Some(mut registration) = CommitmentOf::<T>::get(netuid, who) else {
            Self::set_waiting(netuid, who, false);
            return;
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
        let fields = &registration.info.fields;
        if fields.len() == before {
            return;
        }
        let waits = fields
            .iter()
            .any(|field| matches!(field, Data::TimelockEncrypted { .. }));
        if fields.is_empty() {
            CommitmentOf::<T>::remove(netuid, who);
        } else {
            CommitmentOf::<T>::insert(netuid, who, registration);
        }
        if !waits {
            Self::set_waiting(netuid, who, false);
        }
        Self::keep_revealed(netuid, who, revealed);
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
