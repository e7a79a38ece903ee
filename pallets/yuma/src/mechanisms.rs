//! How many mechanisms a network has, and how they share its emission.
//!
//! Source: spec chapter `yuma` §11.2, §11.3.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_subnets::{
    Error, MaxAllowedUids, MaxMechanismCount, MechanismCountCurrent, MechanismEmissionSplit,
    Pallet as Subnets,
};
use subtensor_types::{MechId, NetUid, MAX_MECHANISM_COUNT_PER_SUBNET};

/// How many uids all mechanisms of a network may have together.
const MAX_UIDS_OF_ALL_MECHANISMS: u16 = 256;

/// What a split's parts sum to.
const WHOLE: u64 = 65_535;

impl<T: Config> Pallet<T> {
    /// Sets how many mechanisms a network has. A change makes the split even;
    /// what removed mechanisms held is cleared.
    ///
    /// # Errors
    ///
    /// `MechanismDoesNotExist` without the network; `InvalidValue` for zero or
    /// more than allowed; `TooManyUIDsPerMechanism` when the network's uids are
    /// too many for that number.
    pub fn do_set_mechanism_count(netuid: NetUid, count: MechId) -> DispatchResult {
        ensure!(
            Subnets::<T>::subnet_exists(netuid),
            Error::<T>::MechanismDoesNotExist
        );
        ensure!(
            count.get() > 0 && count <= MaxMechanismCount::<T>::get(),
            Error::<T>::InvalidValue
        );
        let uids = MaxAllowedUids::<T>::get(netuid).saturating_mul(count.get().into());
        ensure!(
            uids <= MAX_UIDS_OF_ALL_MECHANISMS,
            Error::<T>::TooManyUIDsPerMechanism
        );
        ensure!(
            count.get() <= MAX_MECHANISM_COUNT_PER_SUBNET,
            Error::<T>::InvalidValue
        );
        let current = MechanismCountCurrent::<T>::get(netuid);
        if count != current {
            for removed in count.get()..current.get() {
                Self::clear_mechanism(netuid.mechanism_index(MechId::new(removed)));
            }
            MechanismCountCurrent::<T>::insert(netuid, count);
            MechanismEmissionSplit::<T>::remove(netuid);
        }
        Ok(())
    }

    /// Sets the mechanisms' parts of a network's emission, of 65535; `None`
    /// makes them even.
    ///
    /// # Errors
    ///
    /// `InvalidValue` for an empty split, one longer than there are mechanisms,
    /// or one that does not sum to 65535.
    pub fn do_set_emission_split(netuid: NetUid, split: Option<Vec<u16>>) -> DispatchResult {
        match split {
            Some(split) => {
                let count = usize::from(MechanismCountCurrent::<T>::get(netuid).get());
                let sum: u64 = split.iter().copied().map(u64::from).sum();
                ensure!(
                    !split.is_empty() && split.len() <= count && sum == WHOLE,
                    Error::<T>::InvalidValue
                );
                MechanismEmissionSplit::<T>::insert(netuid, split);
            }
            None => MechanismEmissionSplit::<T>::remove(netuid),
        }
        Ok(())
    }
}
