//! What always holds of commitments.

use crate::{
    reveal::MAX_REVEALS, types::Data, CommitmentOf, Config, Pallet, RevealedCommitments,
    TimelockedIndex,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks that every commitment with a time-locked field is in the index, and
    /// that no neuron has more revealed fields than are kept.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let waiting = TimelockedIndex::<T>::get();
        for (netuid, who, registration) in CommitmentOf::<T>::iter() {
            let waits = registration
                .info
                .fields
                .iter()
                .any(|field| matches!(field, Data::TimelockEncrypted { .. }));
            if waits && !waiting.contains(&(netuid, who)) {
                return Err("a time-locked commitment is not in the index".into());
            }
        }
        if RevealedCommitments::<T>::iter_values().any(|revealed| revealed.len() > MAX_REVEALS) {
            return Err("more revealed commitments are kept than should be".into());
        }
        Ok(())
    }
}
