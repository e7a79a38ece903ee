//! Parameters that no rule reads any more, and calls that only refuse. They are
//! kept because clients still send them and read them back (spec `wire` §6.2).

use crate::{Config, Pallet};
use frame_support::ensure;
use frame_system::{
    ensure_root,
    pallet_prelude::{BlockNumberFor, OriginFor},
};
use pallet_registration::DissolveNetworkScheduleDuration;
use pallet_subnets::{
    ActivityCutoff, AdjustmentAlpha, AdjustmentInterval, Difficulty, Error as SubnetsError,
    Event as SubnetsEvent, Hyperparameter, MaxDifficulty, MinActivityCutoff, MinDifficulty,
    Pallet as Subnets, Rho,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_difficulty(
        origin: OriginFor<T>,
        netuid: NetUid,
        difficulty: u64,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        Self::set::<Difficulty<T>, _>(netuid, difficulty, SubnetsEvent::DifficultySet)
    }

    pub(crate) fn do_set_min_difficulty(
        origin: OriginFor<T>,
        netuid: NetUid,
        difficulty: u64,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        Self::set::<MinDifficulty<T>, _>(netuid, difficulty, SubnetsEvent::MinDifficultySet)
    }

    pub(crate) fn do_set_max_difficulty(
        origin: OriginFor<T>,
        netuid: NetUid,
        difficulty: u64,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::MaxDifficulty, || {
            Self::ensure_network(netuid)?;
            Self::set::<MaxDifficulty<T>, _>(netuid, difficulty, SubnetsEvent::MaxDifficultySet)
        })
    }

    pub(crate) fn do_set_adjustment_interval(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_network(netuid)?;
        Self::set::<AdjustmentInterval<T>, _>(netuid, blocks, SubnetsEvent::AdjustmentIntervalSet)
    }

    pub(crate) fn do_set_adjustment_alpha(
        origin: OriginFor<T>,
        netuid: NetUid,
        alpha: u64,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::AdjustmentAlpha, || {
            Self::ensure_network(netuid)?;
            Self::set::<AdjustmentAlpha<T>, _>(netuid, alpha, SubnetsEvent::AdjustmentAlphaSet)
        })
    }

    pub(crate) fn do_set_rho(origin: OriginFor<T>, netuid: NetUid, rho: u16) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::Rho, || {
            Self::ensure_network(netuid)?;
            Rho::<T>::insert(netuid, rho);
            Ok(())
        })
    }

    /// What counts is `ActivityCutoffFactorMilli`.
    pub(crate) fn do_set_activity_cutoff(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::ActivityCutoff, || {
            Self::ensure_network(netuid)?;
            ensure!(
                blocks >= MinActivityCutoff::<T>::get(),
                SubnetsError::<T>::ActivityCutoffTooLow
            );
            Self::set::<ActivityCutoff<T>, _>(netuid, blocks, SubnetsEvent::ActivityCutoffSet)
        })
    }

    pub(crate) fn do_set_dissolve_network_schedule_duration(
        origin: OriginFor<T>,
        blocks: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<DissolveNetworkScheduleDuration<T>, _>(
            blocks,
            SubnetsEvent::DissolveNetworkScheduleDurationSet,
        )
    }
}
