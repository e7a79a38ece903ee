//! How owners steer the epochs of their networks: the tempo, the activity cutoff
//! that is counted in tempos, and an epoch called before its time.
//!
//! The order of the checks is the main chain's; unlike the setters of
//! hyperparameters, these look at bounds before the gates
//! (spec `emission` §7.5, `wire` §6.3).

use crate::{
    ActivityCutoffFactorMilli, AdminFreezeWindow, CommitRevealWeightsEnabled, Config, Error, Event,
    Hyperparameter, Pallet, PendingEpochAt, TransactionType,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The owner's tempo, in blocks. The next epoch is counted from now; one that is
    /// triggered already stays pending.
    ///
    /// Root has another call with other bounds, `sudo_set_tempo`, and may not make
    /// this one.
    ///
    /// # Errors
    ///
    /// `BadOrigin`, `TempoOutOfBounds`, `AdminActionProhibitedDuringWeightsWindow`;
    /// `TxRateLimitExceeded` within [`Config::MinTempo`] blocks of this owner's last.
    pub fn do_set_tempo(origin: T::RuntimeOrigin, netuid: NetUid, tempo: u16) -> DispatchResult {
        let owner = Self::ensure_subnet_owner(origin, netuid)?;
        let shortest = T::MinTempo::get();
        ensure!(
            (shortest..=T::MaxTempo::get()).contains(&tempo),
            Error::<T>::TempoOutOfBounds
        );
        Self::ensure_admin_window_open(netuid)?;
        let call = TransactionType::TempoUpdate;
        ensure!(
            Self::passes_call_limit(&owner, netuid, call, shortest.into()),
            Error::<T>::TxRateLimitExceeded
        );
        Self::apply_tempo(netuid, tempo);
        Self::record_call(&owner, netuid, call);
        Ok(())
    }

    /// For how many thousandths of a tempo a validator counts as active after its
    /// last weights. The freeze window and the rate limit bind the owner, not root.
    ///
    /// # Errors
    ///
    /// `BadOrigin`, `ActivityCutoffFactorMilliOutOfBounds`; for the owner
    /// `AdminActionProhibitedDuringWeightsWindow`, `TxRateLimitExceeded`.
    pub fn do_set_activity_cutoff_factor(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        factor_milli: u32,
    ) -> DispatchResult {
        let owner = Self::ensure_subnet_owner_or_root(origin, netuid)?;
        let bounds =
            T::MinActivityCutoffFactorMilli::get()..=T::MaxActivityCutoffFactorMilli::get();
        ensure!(
            bounds.contains(&factor_milli),
            Error::<T>::ActivityCutoffFactorMilliOutOfBounds
        );
        let hyperparameter = Hyperparameter::ActivityCutoffFactorMilli;
        if owner.is_some() {
            Self::ensure_admin_window_open(netuid)?;
            Self::ensure_within_owner_limit(netuid, hyperparameter)?;
        }
        ActivityCutoffFactorMilli::<T>::insert(netuid, factor_milli);
        Self::deposit_event(Event::ActivityCutoffFactorMilliSet {
            netuid,
            factor_milli,
        });
        Self::record_owner_change(owner, netuid, hyperparameter);
        Ok(())
    }

    /// Calls an epoch as many blocks ahead as hyperparameters freeze for, so that
    /// they are frozen from now on until it comes.
    ///
    /// # Errors
    ///
    /// `BadOrigin`; `DynamicTempoBlockedByCommitReveal` while weights are committed
    /// first, since commits count epochs; `EpochTriggerAlreadyPending`;
    /// `AutoEpochAlreadyImminent` if the tempo brings an epoch within the window;
    /// `TxRateLimitExceeded`.
    pub fn do_trigger_epoch(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
        let owner = Self::ensure_subnet_owner(origin, netuid)?;
        ensure!(
            !CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::DynamicTempoBlockedByCommitReveal
        );
        let (schedule, now) = (Self::epoch_schedule(netuid), Self::now());
        ensure!(
            schedule.pending_epoch_at == 0,
            Error::<T>::EpochTriggerAlreadyPending
        );
        let window = u64::from(AdminFreezeWindow::<T>::get());
        ensure!(
            schedule.blocks_until_next_auto_epoch(now) >= window,
            Error::<T>::AutoEpochAlreadyImminent
        );
        let hyperparameter = Hyperparameter::TriggerEpoch;
        Self::ensure_within_owner_limit(netuid, hyperparameter)?;

        let fires_at = now.saturating_add(window);
        PendingEpochAt::<T>::insert(netuid, fires_at);
        Self::record_owner_change(Some(owner.clone()), netuid, hyperparameter);
        Self::deposit_event(Event::EpochTriggered {
            netuid,
            by: owner,
            fires_at,
        });
        Ok(())
    }
}
