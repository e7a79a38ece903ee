//! What holds of the stored pulses at any time.

use frame_support::ensure;
use sp_runtime::TryRuntimeError;

use crate::pallet::{Config, LastStoredRound, Pallet, Pulses};

impl<T: Config> Pallet<T> {
    /// Checks that every pulse lies under its own round, and that none is
    /// later than the latest. It reads all pulses.
    ///
    /// # Errors
    ///
    /// The first of the two that does not hold.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let last = LastStoredRound::<T>::get();
        for (round, pulse) in Pulses::<T>::iter() {
            ensure!(pulse.round == round, "a pulse lies under another round");
            ensure!(round <= last, "a pulse is later than LastStoredRound");
        }
        Ok(())
    }
}
