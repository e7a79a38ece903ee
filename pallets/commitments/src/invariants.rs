//! What always holds of commitments.

use crate::{
    reveal::MAX_REVEALS, CommitmentOf, Config, Pallet, RevealedCommitments, TimelockedIndex,
};
use alloc::collections::BTreeSet;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks that commitments with a time-locked field are those in the index, and
    /// that no neuron has more revealed fields than are kept.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let waiting: BTreeSet<_> = CommitmentOf::<T>::iter()
            .filter(|(_, _, registration)| registration.info.first_round().is_some())
            .map(|(netuid, who, _)| (netuid, who))
            .collect();
        if waiting != TimelockedIndex::<T>::get() {
            return Err("the index of time-locked commitments is another".into());
        }
        if RevealedCommitments::<T>::iter_values().any(|revealed| revealed.len() > MAX_REVEALS) {
            return Err("more revealed commitments are kept than should be".into());
        }
        Ok(())
    }
}
