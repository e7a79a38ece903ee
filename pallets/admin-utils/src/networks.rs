//! Parameters of registration: what networks and neurons cost, how many may come
//! and when (spec `registration` §1.1, §1.2, §3.1 and §7.2).

use crate::{Config, Error, Event, Pallet};
use frame_support::{ensure, traits::Get};
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_registration::{
    BurnHalfLife, BurnIncreaseMult, MaxBurn, MinBurn, NetworkLockReductionInterval,
    NetworkMinLockCost, RAORecycledForRegistration,
};
use pallet_subnets::{
    Event as SubnetsEvent, Hyperparameter, MaxRegistrationsPerBlock, NetworkImmunityPeriod,
    NetworkRateLimit, NetworkRegistrationAllowed, Pallet as Subnets, StartCallDelay, SubnetLimit,
    TargetRegistrationsPerInterval,
};
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use subtensor_types::{NetUid, TaoBalance};

/// The half-lives of the burn price an owner may choose, in blocks.
const BURN_HALF_LIFE: core::ops::RangeInclusive<u16> = 1..=36_100;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_network_registration_allowed(
        origin: OriginFor<T>,
        netuid: NetUid,
        allowed: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set::<NetworkRegistrationAllowed<T>, _>(
            netuid,
            allowed,
            SubnetsEvent::RegistrationAllowed,
        )
    }

    pub(crate) fn do_set_target_registrations_per_interval(
        origin: OriginFor<T>,
        netuid: NetUid,
        registrations: u16,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        Self::set::<TargetRegistrationsPerInterval<T>, _>(
            netuid,
            registrations,
            SubnetsEvent::RegistrationPerIntervalSet,
        )
    }

    pub(crate) fn do_set_max_registrations_per_block(
        origin: OriginFor<T>,
        netuid: NetUid,
        registrations: u16,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        Self::ensure_network(netuid)?;
        Self::set::<MaxRegistrationsPerBlock<T>, _>(
            netuid,
            registrations,
            SubnetsEvent::MaxRegistrationsPerBlockSet,
        )
    }

    /// Moves the bound only; the price follows at the next block.
    pub(crate) fn do_set_min_burn(
        origin: OriginFor<T>,
        netuid: NetUid,
        rao: TaoBalance,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::MinBurn, || {
            Self::ensure_network(netuid)?;
            ensure!(
                rao < T::MinBurnUpperBound::get() && rao < MaxBurn::<T>::get(netuid),
                Error::<T>::ValueNotInBounds
            );
            Self::set::<MinBurn<T>, _>(netuid, rao, SubnetsEvent::MinBurnSet)
        })
    }

    /// Moves the bound only; the price follows at the next block.
    pub(crate) fn do_set_max_burn(
        origin: OriginFor<T>,
        netuid: NetUid,
        rao: TaoBalance,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::MaxBurn, || {
            Self::ensure_network(netuid)?;
            ensure!(
                rao > T::MaxBurnLowerBound::get() && rao > MinBurn::<T>::get(netuid),
                Error::<T>::ValueNotInBounds
            );
            Self::set::<MaxBurn<T>, _>(netuid, rao, SubnetsEvent::MaxBurnSet)
        })
    }

    pub(crate) fn do_set_burn_half_life(
        origin: OriginFor<T>,
        netuid: NetUid,
        burn_half_life: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::BurnHalfLife, || {
            Self::ensure_network_besides_root(netuid)?;
            ensure!(
                BURN_HALF_LIFE.contains(&burn_half_life),
                Error::<T>::InvalidValue
            );
            BurnHalfLife::<T>::insert(netuid, burn_half_life);
            Self::deposit_event(Event::BurnHalfLifeSet {
                netuid,
                burn_half_life,
            });
            Ok(())
        })
    }

    /// The factor lies between 1 and 3, both included.
    pub(crate) fn do_set_burn_increase_mult(
        origin: OriginFor<T>,
        netuid: NetUid,
        burn_increase_mult: U64F64,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::BurnIncreaseMult, || {
            Self::ensure_network_besides_root(netuid)?;
            ensure!(
                (1u64..=3).contains(&burn_increase_mult),
                Error::<T>::InvalidValue
            );
            BurnIncreaseMult::<T>::insert(netuid, burn_increase_mult);
            Self::deposit_event(Event::BurnIncreaseMultSet {
                netuid,
                burn_increase_mult,
            });
            Ok(())
        })
    }

    pub(crate) fn do_set_rao_recycled(
        origin: OriginFor<T>,
        netuid: NetUid,
        rao: TaoBalance,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_network(netuid)?;
        Self::set::<RAORecycledForRegistration<T>, _>(
            netuid,
            rao,
            SubnetsEvent::RAORecycledForRegistrationSet,
        )
    }

    pub(crate) fn do_set_network_rate_limit(origin: OriginFor<T>, blocks: u64) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<NetworkRateLimit<T>, _>(blocks, SubnetsEvent::NetworkRateLimitSet)
    }

    pub(crate) fn do_set_network_immunity_period(
        origin: OriginFor<T>,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<NetworkImmunityPeriod<T>, _>(
            blocks,
            SubnetsEvent::NetworkImmunityPeriodSet,
        )
    }

    pub(crate) fn do_set_network_min_lock_cost(
        origin: OriginFor<T>,
        rao: TaoBalance,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<NetworkMinLockCost<T>, _>(rao, SubnetsEvent::NetworkMinLockCostSet)
    }

    /// Lowering the limit dissolves nothing; each further registration does.
    pub(crate) fn do_set_subnet_limit(origin: OriginFor<T>, subnets: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<SubnetLimit<T>, _>(subnets, SubnetsEvent::SubnetLimitSet)
    }

    pub(crate) fn do_set_lock_reduction_interval(
        origin: OriginFor<T>,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<NetworkLockReductionInterval<T>, _>(
            blocks,
            SubnetsEvent::NetworkLockCostReductionIntervalSet,
        )
    }

    pub(crate) fn do_set_start_call_delay(origin: OriginFor<T>, blocks: u64) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<StartCallDelay<T>, _>(blocks, SubnetsEvent::StartCallDelaySet)
    }
}
