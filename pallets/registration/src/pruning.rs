//! Who leaves when a network is full (spec `registration` §3.6 and §3.7).
//!
//! The score of a neuron is its last emission, then its age, then its uid; the
//! lowest goes. Non-immune neurons go first, but only while more than
//! `MinNonImmuneUids` of them remain.

use crate::{Config, Pallet};
use alloc::vec::Vec;
use pallet_staking::OwnedHotkeys;
use pallet_subnets::{
    BlockAtRegistration, ImmuneOwnerUidsLimit, ImmunityPeriod, MinNonImmuneUids, Pallet as Subnets,
    SubnetOwner, SubnetOwnerHotkey, Uids,
};
use subtensor_types::{AlphaBalance, NetUid};

/// What pruning compares, the lowest goes first.
type Score = (AlphaBalance, u64, u16);

impl<T: Config> Pallet<T> {
    /// The uid that has to leave for a newcomer, if any may.
    pub fn neuron_to_prune(netuid: NetUid) -> Option<u16> {
        let emissions = pallet_yuma::Emission::<T>::get(netuid);
        let owners = Self::immune_owner_hotkeys(netuid);

        let (mut worst, mut worst_immune): (Option<Score>, Option<Score>) = (None, None);
        let mut non_immune = 0u16;
        for (uid, hotkey) in Subnets::<T>::keys_in_uid_order(netuid) {
            if owners.contains(&hotkey) {
                continue;
            }
            let registered = BlockAtRegistration::<T>::get(netuid, uid);
            let emission = emissions.get(usize::from(uid)).copied().unwrap_or_default();
            let score = (emission, registered, uid);
            let candidate = if Self::is_immune(netuid, uid) {
                &mut worst_immune
            } else {
                non_immune = non_immune.saturating_add(1);
                &mut worst
            };
            *candidate = Some(candidate.map_or(score, |lowest| lowest.min(score)));
        }
        if non_immune > MinNonImmuneUids::<T>::get(netuid) {
            worst
        } else {
            worst_immune
        }
        .map(|(_, _, uid)| uid)
    }

    /// Whether a neuron registered so recently that others leave before it.
    pub(crate) fn is_immune(netuid: NetUid, uid: u16) -> bool {
        let age = Subnets::<T>::now().saturating_sub(BlockAtRegistration::<T>::get(netuid, uid));
        age < u64::from(ImmunityPeriod::<T>::get(netuid))
    }

    /// The owner's hotkeys that can't be pruned: the oldest ones up to the limit,
    /// the owner hotkey always among them.
    pub(crate) fn immune_owner_hotkeys(netuid: NetUid) -> Vec<T::AccountId> {
        let limit = usize::from(ImmuneOwnerUidsLimit::<T>::get(netuid));
        let mut owned: Vec<(u64, u16, T::AccountId)> = SubnetOwner::<T>::try_get(netuid)
            .map(OwnedHotkeys::<T>::get)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|hotkey| {
                let uid = Uids::<T>::get(netuid, &hotkey)?;
                Some((BlockAtRegistration::<T>::get(netuid, uid), uid, hotkey))
            })
            .collect();
        owned.sort_unstable();
        let mut immune: Vec<T::AccountId> = owned
            .into_iter()
            .map(|(_, _, hotkey)| hotkey)
            .take(limit)
            .collect();
        if let Ok(hotkey) = SubnetOwnerHotkey::<T>::try_get(netuid) {
            if Subnets::<T>::is_registered(netuid, &hotkey) && !immune.contains(&hotkey) {
                immune.insert(0, hotkey);
                immune.truncate(limit);
            }
        }
        immune
    }
}
