//! When the epochs of a network come.
//!
//! The rules are pure functions of [`subtensor_math::epoch_schedule`]; here they
//! are asked about stored networks (spec `emission` §7).

use crate::{
    ActivityCutoffFactorMilli, AdminFreezeWindow, BlocksSinceLastStep, Config, Event,
    LastEpochBlock, Pallet, PendingEpochAt, SubnetEpochIndex, Tempo,
};
use subtensor_math::epoch_schedule::EpochSchedule;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The stored schedule of a network.
    pub fn epoch_schedule(netuid: NetUid) -> EpochSchedule {
        EpochSchedule {
            tempo: Tempo::<T>::get(netuid),
            last_epoch_block: LastEpochBlock::<T>::get(netuid),
            pending_epoch_at: PendingEpochAt::<T>::get(netuid),
            blocks_since_last_step: BlocksSinceLastStep::<T>::get(netuid),
        }
    }

    /// Whether an epoch of the network is due in `block`.
    pub fn should_run_epoch(netuid: NetUid, block: u64) -> bool {
        Self::epoch_schedule(netuid).should_run(block)
    }

    /// The epoch counter, counting an epoch that is already due as started.
    pub fn current_epoch_with_lookahead(netuid: NetUid) -> u64 {
        SubnetEpochIndex::<T>::get(netuid)
            .saturating_add(u64::from(Self::should_run_epoch(netuid, Self::now())))
    }

    /// Whether hyperparameters of the network are frozen because its epoch is
    /// near.
    pub fn is_in_admin_freeze_window(netuid: NetUid, block: u64) -> bool {
        Self::epoch_schedule(netuid).is_in_freeze_window(block, AdminFreezeWindow::<T>::get())
    }

    /// Blocks after its last update for which a validator counts as active:
    /// `max(1, factor · tempo / 1000)` (spec `yuma` §4.1).
    pub fn activity_cutoff_blocks(netuid: NetUid) -> u64 {
        u64::from(ActivityCutoffFactorMilli::<T>::get(netuid))
            .saturating_mul(u64::from(Tempo::<T>::get(netuid)))
            .saturating_div(1_000)
            .max(1)
    }

    /// Sets a tempo and counts the next epoch from now (spec `emission` §7.5).
    pub fn apply_tempo(netuid: NetUid, tempo: u16) {
        Tempo::<T>::insert(netuid, tempo);
        LastEpochBlock::<T>::insert(netuid, Self::now());
        Self::deposit_event(Event::TempoSet(netuid, tempo));
    }
}
