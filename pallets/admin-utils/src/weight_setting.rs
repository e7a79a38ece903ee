//! Parameters of setting weights: who may, how often, how many, and whether they
//! are hidden first (spec `yuma` §10 and §12).

use crate::{Config, Pallet};
use frame_support::ensure;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_subnets::{
    CommitRevealWeightsEnabled, CommitRevealWeightsVersion, Error as SubnetsError,
    Event as SubnetsEvent, Hyperparameter, MinAllowedWeights, Pallet as Subnets,
    RevealPeriodEpochs, StakeThreshold, Tempo, TransactionKeyLastBlock, WeightsSetRateLimit,
    WeightsVersionKey, WeightsVersionKeyRateLimit,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// The most epochs between a commit and its reveal.
const MAX_REVEAL_PERIOD_EPOCHS: u64 = 100;

/// How `TransactionKeyLastBlock` numbers a change of the version key
/// (spec `wire` §5.1).
const VERSION_KEY_CALL: u16 = 4;

impl<T: Config> Pallet<T> {
    /// The owner's limit is `WeightsVersionKeyRateLimit` epochs, kept per owner
    /// and network.
    pub(crate) fn do_set_weights_version_key(
        origin: OriginFor<T>,
        netuid: NetUid,
        version_key: u64,
    ) -> DispatchResult {
        let owner = Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        if let Some(owner) = &owner {
            let limit = u64::from(Tempo::<T>::get(netuid))
                .saturating_mul(WeightsVersionKeyRateLimit::<T>::get());
            let last = TransactionKeyLastBlock::<T>::get((owner, netuid, VERSION_KEY_CALL));
            ensure!(
                last == 0 || Subnets::<T>::now().saturating_sub(last) >= limit,
                SubnetsError::<T>::TxRateLimitExceeded
            );
        }
        Subnets::<T>::ensure_admin_window_open(netuid)?;
        Self::ensure_network(netuid)?;
        if let Some(owner) = &owner {
            TransactionKeyLastBlock::<T>::insert(
                (owner, netuid, VERSION_KEY_CALL),
                Subnets::<T>::now(),
            );
        }
        Self::set::<WeightsVersionKey<T>, _>(
            netuid,
            version_key,
            SubnetsEvent::WeightsVersionKeySet,
        )
    }

    pub(crate) fn do_set_weights_set_rate_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_network(netuid)?;
        Self::set::<WeightsSetRateLimit<T>, _>(netuid, blocks, SubnetsEvent::WeightsSetRateLimitSet)
    }

    pub(crate) fn do_set_min_allowed_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        weights: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::MinAllowedWeights, || {
            Self::ensure_network(netuid)?;
            Self::set::<MinAllowedWeights<T>, _>(netuid, weights, SubnetsEvent::MinAllowedWeightSet)
        })
    }

    pub(crate) fn do_set_stake_threshold(origin: OriginFor<T>, rao: u64) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<StakeThreshold<T>, _>(rao, SubnetsEvent::StakeThresholdSet)
    }

    pub(crate) fn do_set_commit_reveal_weights_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::CommitRevealEnabled, || {
            Self::ensure_network(netuid)?;
            Self::set::<CommitRevealWeightsEnabled<T>, _>(
                netuid,
                enabled,
                SubnetsEvent::CommitRevealEnabled,
            )
        })
    }

    pub(crate) fn do_set_commit_reveal_weights_interval(
        origin: OriginFor<T>,
        netuid: NetUid,
        epochs: u64,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::WeightCommitInterval, || {
            Self::ensure_network(netuid)?;
            ensure!(
                epochs <= MAX_REVEAL_PERIOD_EPOCHS,
                SubnetsError::<T>::RevealPeriodTooLarge
            );
            ensure!(epochs > 0, SubnetsError::<T>::RevealPeriodTooSmall);
            Self::set::<RevealPeriodEpochs<T>, _>(
                netuid,
                epochs,
                SubnetsEvent::CommitRevealPeriodsSet,
            )
        })
    }

    pub(crate) fn do_set_commit_reveal_version(
        origin: OriginFor<T>,
        version: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<CommitRevealWeightsVersion<T>, _>(
            version,
            SubnetsEvent::CommitRevealVersionSet,
        )
    }
}
