//! What consensus moves when one hotkey takes the place of another. Weights and
//! bonds belong to uids and stay where they are; what is kept per hotkey goes
//! along (spec `registration` §5).

use crate::{Config, LoadedEmission, Pallet, VotingPower, WeightCommits};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Moves the commits that wait for their reveal. A committed hash contains
    /// the old hotkey, so they can't be revealed any more (spec `yuma` §6.7).
    pub fn swap_commits(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        for index in Self::mechanism_indices(netuid) {
            if let Some(commits) = WeightCommits::<T>::take(index, old) {
                WeightCommits::<T>::insert(index, new, commits);
            }
        }
        if let Some(mut emission) = LoadedEmission::<T>::get(netuid) {
            for (hotkey, _, _) in &mut emission {
                if hotkey == old {
                    *hotkey = new.clone();
                }
            }
            LoadedEmission::<T>::insert(netuid, emission);
        }
    }

    /// Adds a hotkey's voting power to that of another.
    pub fn swap_voting_power(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let power = VotingPower::<T>::take(netuid, old);
        if power > 0 {
            VotingPower::<T>::mutate(netuid, new, |total| *total = total.saturating_add(power));
        }
    }
}
