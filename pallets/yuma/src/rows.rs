//! What happens to consensus rows when neurons and networks come and go.
//!
//! `registration` writes the registry first, then calls these.
//!
//! Source: spec chapters `yuma` §6.6, §6.7 and `registration` §3.4, §3.5, §7.1.

use crate::{
    Active, Bonds, CRV3WeightCommits, CRV3WeightCommitsV2, Config, Consensus, Dividends, Emission,
    Incentive, LastUpdate, LoadedEmission, Pallet, StakeWeight, TimelockedWeightCommits,
    ValidatorPermit, ValidatorTrust, WeightCommits, Weights,
};
use alloc::vec::Vec;
use pallet_subnets::{BondsResetOn, MechanismCountCurrent, Pallet as Subnets, SubnetworkN};
use subtensor_math::{
    trimming::Renumbering,
    yuma::{remove_bonds_to, zero_weights_to},
};
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

/// Sets one cell of a stored vector, if the vector has it.
fn set<V>(values: &mut [V], uid: u16, value: V) {
    if let Some(cell) = values.get_mut(usize::from(uid)) {
        *cell = value;
    }
}

impl<T: Config> Pallet<T> {
    /// The storage indices of a network's mechanisms.
    pub(crate) fn mechanism_indices(netuid: NetUid) -> impl Iterator<Item = NetUidStorageIndex> {
        (0..MechanismCountCurrent::<T>::get(netuid).get())
            .map(move |mecid| netuid.mechanism_index(MechId::new(mecid)))
    }

    /// Extends the vectors of a network for a uid that was appended: active,
    /// updated now, without anything earned. `StakeWeight` waits for the next
    /// epoch.
    pub fn append_neuron_rows(netuid: NetUid, uid: u16) {
        let now = Subnets::<T>::now();
        Active::<T>::mutate(netuid, |cells| cells.push(true));
        Emission::<T>::mutate(netuid, |cells| cells.push(AlphaBalance::ZERO));
        Consensus::<T>::mutate(netuid, |cells| cells.push(0));
        Dividends::<T>::mutate(netuid, |cells| cells.push(0));
        ValidatorTrust::<T>::mutate(netuid, |cells| cells.push(0));
        ValidatorPermit::<T>::mutate(netuid, |cells| cells.push(false));
        for index in Self::mechanism_indices(netuid) {
            Incentive::<T>::mutate(index, |cells| cells.push(0));
            Self::set_last_update(index, uid, now);
        }
    }

    /// Clears the rows of a uid that another hotkey takes over: it counts as
    /// active and updated now, its weights and bonds go, others' weights on it
    /// become zero. Others' bonds to it stay; the next epoch voids them because
    /// of the registration block.
    pub fn replace_neuron_rows(netuid: NetUid, uid: u16) {
        let now = Subnets::<T>::now();
        Active::<T>::mutate(netuid, |cells| set(cells, uid, true));
        Emission::<T>::mutate(netuid, |cells| set(cells, uid, AlphaBalance::ZERO));
        Consensus::<T>::mutate(netuid, |cells| set(cells, uid, 0));
        Dividends::<T>::mutate(netuid, |cells| set(cells, uid, 0));
        StakeWeight::<T>::mutate(netuid, |cells| set(cells, uid, 0));
        ValidatorTrust::<T>::mutate(netuid, |cells| set(cells, uid, 0));
        ValidatorPermit::<T>::mutate(netuid, |cells| set(cells, uid, false));
        for index in Self::mechanism_indices(netuid) {
            Incentive::<T>::mutate(index, |cells| set(cells, uid, 0));
            Bonds::<T>::remove(index, uid);
            Weights::<T>::remove(index, uid);
            Self::zero_weights_on(index, uid);
            Self::set_last_update(index, uid, now);
        }
    }

    /// Moves the rows of a network's neurons to their new uids and drops those of
    /// who leaves (spec `registration` §3.9). A neuron that stays has rows of
    /// weights and bonds afterwards, if empty ones. To be called before the
    /// registry forgets how many neurons there were.
    pub fn renumber_rows(netuid: NetUid, renumbering: &Renumbering) {
        Active::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        Emission::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        Consensus::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        Dividends::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        StakeWeight::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        ValidatorTrust::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        ValidatorPermit::<T>::mutate(netuid, |cells| *cells = renumbering.cells(cells));
        let neurons = SubnetworkN::<T>::get(netuid);
        for index in Self::mechanism_indices(netuid) {
            Incentive::<T>::mutate(index, |cells| *cells = renumbering.cells(cells));
            LastUpdate::<T>::mutate(index, |cells| *cells = renumbering.cells(cells));
            for uid in (0..neurons).filter(|uid| renumbering.new_uid(*uid).is_none()) {
                Weights::<T>::remove(index, uid);
                Bonds::<T>::remove(index, uid);
            }
            for (old, new) in renumbering.pairs() {
                let weights = renumbering.row(Weights::<T>::take(index, old));
                Weights::<T>::insert(index, new, weights);
                let bonds = renumbering.row(Bonds::<T>::take(index, old));
                Bonds::<T>::insert(index, new, bonds);
            }
        }
    }

    /// Sets every weight on a target to zero.
    fn zero_weights_on(index: NetUidStorageIndex, target: u16) {
        for (uid, mut row) in Weights::<T>::iter_prefix(index).collect::<Vec<_>>() {
            if zero_weights_to(target, &mut row) {
                Weights::<T>::insert(index, uid, row);
            }
        }
    }

    /// Takes the bonds to a hotkey out of every row, where `BondsResetOn`
    /// allows it; silently nothing otherwise, or when it has no uid.
    pub fn do_reset_bonds(netuid: NetUid, hotkey: &T::AccountId) {
        let Ok(target) = Subnets::<T>::uid_of(netuid, hotkey) else {
            return;
        };
        if !BondsResetOn::<T>::get(netuid) {
            return;
        }
        for index in Self::mechanism_indices(netuid) {
            for uid in 0..SubnetworkN::<T>::get(netuid) {
                let mut row = Bonds::<T>::get(index, uid);
                if remove_bonds_to(target, &mut row) {
                    Bonds::<T>::insert(index, uid, row);
                }
            }
        }
    }

    /// Removes the rows, incentive, updates and commits of one mechanism.
    pub(crate) fn clear_mechanism(index: NetUidStorageIndex) {
        let _ = Weights::<T>::clear_prefix(index, u32::MAX, None);
        let _ = Bonds::<T>::clear_prefix(index, u32::MAX, None);
        let _ = WeightCommits::<T>::clear_prefix(index, u32::MAX, None);
        let _ = TimelockedWeightCommits::<T>::clear_prefix(index, u32::MAX, None);
        let _ = CRV3WeightCommits::<T>::clear_prefix(index, u32::MAX, None);
        let _ = CRV3WeightCommitsV2::<T>::clear_prefix(index, u32::MAX, None);
        Incentive::<T>::remove(index);
        LastUpdate::<T>::remove(index);
    }

    /// Removes everything this pallet keeps about a network that is dissolved,
    /// except voting power, which outlives it. To be called while the registry
    /// still knows how many mechanisms it has.
    pub fn clear_network(netuid: NetUid) {
        for index in Self::mechanism_indices(netuid) {
            Self::clear_mechanism(index);
        }
        Active::<T>::remove(netuid);
        Emission::<T>::remove(netuid);
        Consensus::<T>::remove(netuid);
        Dividends::<T>::remove(netuid);
        StakeWeight::<T>::remove(netuid);
        ValidatorTrust::<T>::remove(netuid);
        ValidatorPermit::<T>::remove(netuid);
        LoadedEmission::<T>::remove(netuid);
        // Root weights of old were on netuids.
        Self::zero_weights_on(NetUid::ROOT.into(), netuid.get());
    }
}
