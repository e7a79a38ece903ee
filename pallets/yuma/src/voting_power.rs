//! Voting power: a moving average of validators' stake for votes off the chain.
//!
//! Source: spec chapter `emission` §10.4.

use crate::{
    epoch::Network, Config, Pallet, VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha,
    VotingPowerTrackingEnabled,
};
use alloc::vec::Vec;
use pallet_subnets::{Event, IsNetworkMember, Pallet as Subnets, StakeThreshold};
use subtensor_math::yuma::{voting_power_change, MechanismTotals, VotingPowerChange};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Moves the voting power of a network's validators on by one epoch, where
    /// it is tracked; ends the tracking when its block has come.
    pub(crate) fn update_voting_power(network: &Network<T>, totals: &MechanismTotals) {
        let netuid = network.netuid;
        if !VotingPowerTrackingEnabled::<T>::get(netuid) {
            return;
        }
        let end = VotingPowerDisableAtBlock::<T>::get(netuid);
        if end > 0 && Subnets::<T>::now() >= end {
            Self::end_voting_power(netuid);
            return;
        }
        let alpha = VotingPowerEmaAlpha::<T>::get(netuid);
        let threshold = StakeThreshold::<T>::get();
        for (uid, hotkey) in &network.keys {
            let place = usize::from(*uid);
            let permit = totals.validator_permit.get(place).copied();
            let stake = totals.stake.get(place).copied().unwrap_or(0);
            let previous = VotingPower::<T>::get(netuid, hotkey);
            let change = if permit.unwrap_or(false) {
                voting_power_change(alpha, stake, previous, threshold)
            } else {
                VotingPowerChange::Remove
            };
            match change {
                VotingPowerChange::Set(power) => {
                    VotingPower::<T>::insert(netuid, hotkey, power);
                }
                VotingPowerChange::Remove => VotingPower::<T>::remove(netuid, hotkey),
                VotingPowerChange::Keep => {}
            }
        }
        let gone: Vec<T::AccountId> = VotingPower::<T>::iter_key_prefix(netuid)
            .filter(|hotkey| !IsNetworkMember::<T>::get(hotkey, netuid))
            .collect();
        for hotkey in gone {
            VotingPower::<T>::remove(netuid, hotkey);
        }
    }

    fn end_voting_power(netuid: NetUid) {
        let _ = VotingPower::<T>::clear_prefix(netuid, u32::MAX, None);
        VotingPowerTrackingEnabled::<T>::remove(netuid);
        VotingPowerDisableAtBlock::<T>::remove(netuid);
        Subnets::<T>::deposit_event(Event::VotingPowerTrackingDisabled { netuid });
    }
}
