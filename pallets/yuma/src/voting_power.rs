//! Voting power: a moving average of validators' stake for votes off the chain.
//!
//! It starts at nothing when somebody turns the tracking on, moves on with each
//! epoch, and is forgotten fourteen days after somebody turns it off.
//!
//! Source: spec chapter `emission` §10.4.

use crate::{
    epoch::Network, Config, Pallet, VotingPower, VotingPowerDisableAtBlock, VotingPowerEmaAlpha,
    VotingPowerTrackingEnabled,
};
use alloc::vec::Vec;
use frame_support::ensure;
use frame_system::ensure_root;
use pallet_subnets::{Error, Event, IsNetworkMember, Pallet as Subnets, StakeThreshold};
use sp_runtime::DispatchResult;
use subtensor_math::yuma::{voting_power_change, MechanismTotals, VotingPowerChange};
use subtensor_types::NetUid;

/// Blocks for which tracking goes on after it was turned off: fourteen days.
const GRACE_BLOCKS: u64 = 100_800;

/// The most that an epoch can count: the whole of the average.
const MAX_EMA_ALPHA: u64 = 1_000_000_000_000_000_000;

impl<T: Config> Pallet<T> {
    /// Tracks voting power on a network from its next epoch on; an end that was
    /// scheduled is called off.
    ///
    /// The owner and root may. Fails with `BadOrigin`; nobody asks whether root names
    /// a network that exists.
    pub fn do_enable_voting_power_tracking(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        VotingPowerTrackingEnabled::<T>::insert(netuid, true);
        VotingPowerDisableAtBlock::<T>::remove(netuid);
        Subnets::<T>::deposit_event(Event::VotingPowerTrackingEnabled { netuid });
        Ok(())
    }

    /// Lets the tracking of voting power end with the first epoch after fourteen
    /// days, counted from now even when its end was scheduled already.
    ///
    /// The owner and root may. Fails with `BadOrigin` or
    /// `VotingPowerTrackingNotEnabled`.
    pub fn do_disable_voting_power_tracking(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        ensure!(
            VotingPowerTrackingEnabled::<T>::get(netuid),
            Error::<T>::VotingPowerTrackingNotEnabled
        );
        let disable_at_block = Subnets::<T>::now().saturating_add(GRACE_BLOCKS);
        VotingPowerDisableAtBlock::<T>::insert(netuid, disable_at_block);
        Subnets::<T>::deposit_event(Event::VotingPowerTrackingDisableScheduled {
            netuid,
            disable_at_block,
        });
        Ok(())
    }

    /// Sets how much an epoch counts in a network's voting power, out of 10^18.
    ///
    /// Only root may. Fails with `BadOrigin` or `InvalidVotingPowerEmaAlpha`.
    pub fn do_set_voting_power_ema_alpha(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        alpha: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(
            alpha <= MAX_EMA_ALPHA,
            Error::<T>::InvalidVotingPowerEmaAlpha
        );
        VotingPowerEmaAlpha::<T>::insert(netuid, alpha);
        Subnets::<T>::deposit_event(Event::VotingPowerEmaAlphaSet { netuid, alpha });
        Ok(())
    }

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
        // The main chain leaves this entry behind, with its default.
        VotingPowerTrackingEnabled::<T>::insert(netuid, false);
        VotingPowerDisableAtBlock::<T>::remove(netuid);
        Subnets::<T>::deposit_event(Event::VotingPowerTrackingDisabled { netuid });
    }
}
