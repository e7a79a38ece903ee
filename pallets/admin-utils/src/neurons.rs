//! Parameters of a network's neurons: how many there may be, who among them is
//! immune or permitted, and how often they announce endpoints (spec
//! `registration` §3.6 to §3.9).

use crate::{Config, Error, Pallet};
use frame_support::{ensure, traits::Get};
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_registration::Pallet as Registration;
use pallet_subnets::{
    Error as SubnetsError, Event as SubnetsEvent, Hyperparameter, ImmuneOwnerUidsLimit,
    ImmunityPeriod, MaxAllowedUids, MaxAllowedValidators, MechanismCountCurrent, MinAllowedUids,
    MinNonImmuneUids, Pallet as Subnets, ServingRateLimit, SubnetworkN, TransactionType,
};
use sp_runtime::DispatchResult;
use subtensor_types::{MechId, NetUid};

/// Blocks between two trimmings by an owner: 30 days.
const TRIMMING_LIMIT: u64 = 216_000;

/// How many of the owner's neurons may be made immune.
const IMMUNE_OWNER_UIDS: core::ops::RangeInclusive<u16> = 1..=10;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_serving_rate_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u64,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::ServingRateLimit, || {
            Self::set::<ServingRateLimit<T>, _>(netuid, blocks, SubnetsEvent::ServingRateLimitSet)
        })
    }

    pub(crate) fn do_set_immunity_period(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::ImmunityPeriod, || {
            Self::ensure_network(netuid)?;
            Self::set::<ImmunityPeriod<T>, _>(netuid, blocks, SubnetsEvent::ImmunityPeriodSet)
        })
    }

    pub(crate) fn do_set_max_allowed_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        uids: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::MaxAllowedUids, || {
            Self::ensure_network(netuid)?;
            ensure!(
                uids >= MinAllowedUids::<T>::get(netuid),
                Error::<T>::MaxAllowedUidsLessThanMinAllowedUids
            );
            ensure!(
                uids >= SubnetworkN::<T>::get(netuid),
                Error::<T>::MaxAllowedUIdsLessThanCurrentUIds
            );
            ensure!(
                uids <= T::InitialMaxAllowedUids::get(),
                Error::<T>::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids
            );
            Self::ensure_uids_fit_mechanisms(uids, MechanismCountCurrent::<T>::get(netuid))?;
            Self::set::<MaxAllowedUids<T>, _>(netuid, uids, SubnetsEvent::MaxAllowedUidsSet)
        })
    }

    /// Fails with `TooManyUIDsPerMechanism` where uids times mechanisms exceeds
    /// the most uids a network may have.
    pub(crate) fn ensure_uids_fit_mechanisms(uids: u16, mechanisms: MechId) -> DispatchResult {
        ensure!(
            u32::from(uids).saturating_mul(u32::from(mechanisms.get()))
                <= u32::from(T::InitialMaxAllowedUids::get()),
            SubnetsError::<T>::TooManyUIDsPerMechanism
        );
        Ok(())
    }

    pub(crate) fn do_trim_to_max_allowed_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        uids: u16,
    ) -> DispatchResult {
        let call = TransactionType::MaxUidsTrimming;
        Self::owner_calls(origin, netuid, call, TRIMMING_LIMIT, || {
            Registration::<T>::trim_to_max_allowed_uids(netuid, uids)
        })
    }

    pub(crate) fn do_set_min_allowed_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        uids: u16,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        ensure!(
            uids < MaxAllowedUids::<T>::get(netuid),
            Error::<T>::MinAllowedUidsGreaterThanMaxAllowedUids
        );
        ensure!(
            uids < SubnetworkN::<T>::get(netuid),
            Error::<T>::MinAllowedUidsGreaterThanCurrentUids
        );
        Self::set::<MinAllowedUids<T>, _>(netuid, uids, SubnetsEvent::MinAllowedUidsSet)
    }

    pub(crate) fn do_set_max_allowed_validators(
        origin: OriginFor<T>,
        netuid: NetUid,
        validators: u16,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        ensure!(
            validators <= MaxAllowedUids::<T>::get(netuid),
            Error::<T>::MaxValidatorsLargerThanMaxUIds
        );
        Self::set::<MaxAllowedValidators<T>, _>(
            netuid,
            validators,
            SubnetsEvent::MaxAllowedValidatorsSet,
        )
    }

    pub(crate) fn do_set_owner_immune_neuron_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        neurons: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::ImmuneNeuronLimit, || {
            ensure!(
                IMMUNE_OWNER_UIDS.contains(&neurons),
                SubnetsError::<T>::InvalidValue
            );
            ImmuneOwnerUidsLimit::<T>::insert(netuid, neurons);
            Ok(())
        })
    }

    pub(crate) fn do_set_min_non_immune_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        uids: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set::<MinNonImmuneUids<T>, _>(netuid, uids, SubnetsEvent::MinNonImmuneUidsSet)
    }
}
