//! Cutting a network to fewer neurons (spec `registration` §3.9).
//!
//! The rule of who stays is in `subtensor_math::trimming`; here are its inputs, and
//! what every pallet below keeps per neuron moves to the new uids.

use crate::{AssociatedEvmAddress, Config, Pallet};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use pallet_staking::LastHotkeyEmissionOnNetuid;
use pallet_subnets::{Error, MaxAllowedUids, MinAllowedUids, Pallet as Subnets, SubnetworkN};
use pallet_taoflow::AlphaDividendsPerSubnet;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::{DispatchResult, Percent};
use subtensor_math::trimming::{immune_percentage, uids_to_keep, Neuron, Renumbering};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Lowers the most neurons a network may have and removes those beyond it, the
    /// least emission first. Immune neurons and the owner's immune hotkeys stay;
    /// those that stay close ranks in their order. Stake is not touched.
    ///
    /// Fails with `SubnetNotExists`; with `InvalidValue` unless the number lies
    /// between `MinAllowedUids` and `MaxAllowedUids`; and with
    /// `TrimmingWouldExceedMaxImmunePercentage` if too many of those that would
    /// remain are immune.
    pub fn trim_to_max_allowed_uids(netuid: NetUid, remaining: u16) -> DispatchResult {
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        ensure!(
            (MinAllowedUids::<T>::get(netuid)..=MaxAllowedUids::<T>::get(netuid))
                .contains(&remaining),
            Error::<T>::InvalidValue
        );
        MaxAllowedUids::<T>::insert(netuid, remaining);
        if SubnetworkN::<T>::get(netuid) <= remaining {
            return Ok(());
        }
        let neurons = Self::neurons_to_trim(netuid);
        ensure!(
            Percent::from_percent(immune_percentage(&neurons, remaining))
                < T::MaxImmuneUidsPercentage::get(),
            Error::<T>::TrimmingWouldExceedMaxImmunePercentage
        );
        Self::renumber_neurons(
            netuid,
            &Renumbering::keeping(uids_to_keep(&neurons, remaining)),
        );
        Ok(())
    }

    /// What trimming looks at, by uid.
    fn neurons_to_trim(netuid: NetUid) -> Vec<Neuron> {
        let emissions = pallet_yuma::Emission::<T>::get(netuid);
        let owners = Self::immune_owner_hotkeys(netuid);
        Subnets::<T>::keys_in_uid_order(netuid)
            .into_iter()
            .map(|(uid, hotkey)| Neuron {
                emission: emissions.get(usize::from(uid)).copied().unwrap_or_default(),
                immune: owners.contains(&hotkey) || Self::is_immune(netuid, uid),
            })
            .collect()
    }

    /// Gives the neurons that stay their new uids everywhere, and forgets the
    /// others.
    fn renumber_neurons(netuid: NetUid, renumbering: &Renumbering) {
        Yuma::<T>::renumber_rows(netuid, renumbering);
        for uid in 0..SubnetworkN::<T>::get(netuid) {
            if let Some(address) = AssociatedEvmAddress::<T>::take(netuid, uid) {
                if let Some(new) = renumbering.new_uid(uid) {
                    AssociatedEvmAddress::<T>::insert(netuid, new, address);
                }
            }
        }
        for hotkey in Subnets::<T>::renumber_keys(netuid, renumbering) {
            LastHotkeyEmissionOnNetuid::<T>::remove(&hotkey, netuid);
            AlphaDividendsPerSubnet::<T>::remove(netuid, &hotkey);
        }
    }
}
