//! Parameters of the epoch: majority, bonds, liquid alpha (spec `yuma` §12).

use crate::{Config, Error, Event, Pallet};
use frame_support::ensure;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_subnets::{
    AlphaSigmoidSteepness, AlphaValues, BondsMovingAverage, BondsPenalty, BondsResetOn,
    Error as SubnetsError, Event as SubnetsEvent, Hyperparameter, Kappa, LiquidAlphaOn,
    Pallet as Subnets, Yuma3On,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// The longest memory of bonds an owner may choose, in millionths.
const OWNER_MAX_BONDS_MOVING_AVERAGE: u64 = 975_000;

/// The least lower and upper bound of liquid alpha: a fortieth of 65535.
const MIN_ALPHA: u16 = 1_638;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_kappa(origin: OriginFor<T>, netuid: NetUid, kappa: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_network(netuid)?;
        Self::set::<Kappa<T>, _>(netuid, kappa, SubnetsEvent::KappaSet)
    }

    /// The bound on owners comes before the network's existence.
    pub(crate) fn do_set_bonds_moving_average(
        origin: OriginFor<T>,
        netuid: NetUid,
        millionths: u64,
    ) -> DispatchResult {
        let hyperparameter = Hyperparameter::BondsMovingAverage;
        let owner = Subnets::<T>::ensure_owner_change_allowed(origin, netuid, hyperparameter)?;
        ensure!(
            owner.is_none() || millionths <= OWNER_MAX_BONDS_MOVING_AVERAGE,
            Error::<T>::BondsMovingAverageMaxReached
        );
        Self::ensure_network(netuid)?;
        Self::set::<BondsMovingAverage<T>, _>(
            netuid,
            millionths,
            SubnetsEvent::BondsMovingAverageSet,
        )?;
        Subnets::<T>::record_owner_change(owner, netuid, hyperparameter);
        Ok(())
    }

    pub(crate) fn do_set_bonds_penalty(
        origin: OriginFor<T>,
        netuid: NetUid,
        penalty: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::BondsPenalty, || {
            Self::ensure_network(netuid)?;
            Self::set::<BondsPenalty<T>, _>(netuid, penalty, SubnetsEvent::BondsPenaltySet)
        })
    }

    /// Two events: the one of `SubtensorModule`, then that of this pallet.
    pub(crate) fn do_set_bonds_reset_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::BondsResetEnabled, || {
            Self::set::<BondsResetOn<T>, _>(netuid, enabled, SubnetsEvent::BondsResetOnSet)?;
            Self::deposit_event(Event::BondsResetToggled { netuid, enabled });
            Ok(())
        })
    }

    pub(crate) fn do_set_yuma3_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::Yuma3Enabled, || {
            Yuma3On::<T>::insert(netuid, enabled);
            Self::deposit_event(Event::Yuma3EnableToggled { netuid, enabled });
            Ok(())
        })
    }

    pub(crate) fn do_set_liquid_alpha_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::LiquidAlphaEnabled, || {
            LiquidAlphaOn::<T>::insert(netuid, enabled);
            Ok(())
        })
    }

    pub(crate) fn do_set_alpha_values(
        origin: OriginFor<T>,
        netuid: NetUid,
        low: u16,
        high: u16,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::AlphaValues, || {
            ensure!(
                LiquidAlphaOn::<T>::get(netuid),
                SubnetsError::<T>::LiquidAlphaDisabled
            );
            ensure!(high >= MIN_ALPHA, SubnetsError::<T>::AlphaHighTooLow);
            ensure!(
                (MIN_ALPHA..=high).contains(&low),
                SubnetsError::<T>::AlphaLowOutOfRange
            );
            AlphaValues::<T>::insert(netuid, (low, high));
            Ok(())
        })
    }

    pub(crate) fn do_set_alpha_sigmoid_steepness(
        origin: OriginFor<T>,
        netuid: NetUid,
        hundredths: i16,
    ) -> DispatchResult {
        let hyperparameter = Hyperparameter::AlphaSigmoidSteepness;
        let owner = Subnets::<T>::ensure_owner_change_allowed(origin, netuid, hyperparameter)?;
        Self::ensure_network(netuid)?;
        ensure!(
            owner.is_none() || !hundredths.is_negative(),
            Error::<T>::NegativeSigmoidSteepness
        );
        AlphaSigmoidSteepness::<T>::insert(netuid, hundredths);
        Subnets::<T>::record_owner_change(owner, netuid, hyperparameter);
        Ok(())
    }
}
