//! Storing pulses, removing old ones, and reading them.

use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::{traits::One, DispatchError, DispatchResult, Saturating};
use subtensor_timelock::{decrypt, Error as Unopened, PublicKey, Signature};

use crate::{
    pallet::{
        BeaconConfig, Config, Error, Event, LastStoredRound, NextUnsignedAt, OldestStoredRound,
        Pallet, Pulses,
    },
    types::{BeaconConfiguration, Pulse, RoundNumber},
};

/// How many rounds are kept: a week of quicknet's.
pub const MAX_KEPT_PULSES: u64 = 216_000;

/// How many old pulses one call removes at most.
pub const MAX_REMOVED_PULSES: u64 = 100;

impl<T: Config> Pallet<T> {
    /// Verifies and stores pulses in the order given, then removes old ones.
    /// Pulses with another signature than the beacon's are passed over.
    ///
    /// # Errors
    ///
    /// `PulseVerificationError` when bytes are no curve point,
    /// `InvalidRoundNumber` when a round is not after the latest one.
    pub fn do_write_pulses(pulses: Vec<Pulse>) -> DispatchResult {
        let config = BeaconConfig::<T>::get();
        let first_ever = LastStoredRound::<T>::get() == 0 && OldestStoredRound::<T>::get() == 0;
        let mut last = LastStoredRound::<T>::get();
        let mut rounds = Vec::new();
        for pulse in pulses {
            if !Self::is_verified(&config, &pulse)? {
                continue;
            }
            ensure!(pulse.round > last, Error::<T>::InvalidRoundNumber);
            last = pulse.round;
            rounds.push(pulse.round);
            Pulses::<T>::insert(pulse.round, pulse);
        }
        LastStoredRound::<T>::put(last);
        if let (true, Some(first)) = (first_ever, rounds.first()) {
            OldestStoredRound::<T>::put(first);
        }
        Self::remove_old_pulses(last);
        NextUnsignedAt::<T>::put(frame_system::Pallet::<T>::block_number());
        if !rounds.is_empty() {
            Self::deposit_event(Event::NewPulse { rounds });
        }
        Ok(())
    }

    /// Configures the beacon. Unsigned transactions wait for the next block.
    pub fn do_set_beacon_config(config: BeaconConfiguration) {
        BeaconConfig::<T>::put(config);
        let next = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
        NextUnsignedAt::<T>::put(next);
        Self::deposit_event(Event::BeaconConfigChanged);
    }

    /// Whether the signature of a pulse is the beacon's signature of its round.
    fn is_verified(config: &BeaconConfiguration, pulse: &Pulse) -> Result<bool, DispatchError> {
        let unreadable = |_| Error::<T>::PulseVerificationError;
        let key = PublicKey::from_bytes(&config.public_key).map_err(unreadable)?;
        let signature = Signature::from_bytes(&pulse.signature).map_err(unreadable)?;
        Ok(key.verify(pulse.round, &signature))
    }

    /// Removes the pulses of the earliest rounds while more than
    /// [`MAX_KEPT_PULSES`] rounds lie between them and the latest, a few per
    /// call.
    pub(crate) fn remove_old_pulses(last: RoundNumber) {
        let mut oldest = OldestStoredRound::<T>::get();
        if oldest == 0 {
            return;
        }
        for _ in 0..MAX_REMOVED_PULSES {
            let kept = last.saturating_sub(oldest).saturating_add(1);
            if kept <= MAX_KEPT_PULSES {
                break;
            }
            Pulses::<T>::remove(oldest);
            oldest = oldest.saturating_add(1);
        }
        OldestStoredRound::<T>::put(oldest);
    }

    /// Opens a ciphertext with the stored pulse of its round; `None` if there
    /// is no such pulse.
    ///
    /// The main chain has stored signatures with the letters `0x` before them;
    /// they are left away (spec chapter `yuma` §10.8).
    pub fn open(round: RoundNumber, ciphertext: &[u8]) -> Option<Result<Vec<u8>, Unopened>> {
        Pulses::<T>::get(round).map(|pulse| {
            let stored = pulse.signature.as_slice();
            decrypt(ciphertext, stored.strip_prefix(b"0x").unwrap_or(stored))
        })
    }
}
