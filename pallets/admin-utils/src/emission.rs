//! Parameters of emission: who takes part, what is cut, how flows and prices are
//! averaged (spec `emission` §3, §4 and §11).

use crate::{Config, Error, Event, Pallet};
use frame_support::ensure;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use pallet_pools::SubnetMovingAlpha;
use pallet_staking::CKBurn;
use pallet_subnets::{
    EMAPriceHalvingBlocks, Event as SubnetsEvent, Hyperparameter, OwnerCutAutoLockEnabled,
    OwnerCutEnabled, Pallet as Subnets, RecycleOrBurn, RecycleOrBurnEnum, SubnetEmissionEnabled,
    SubnetOwnerCut, SubtokenEnabled,
};
use pallet_taoflow::{FlowEmaSmoothingFactor, FlowNormExponent, NetTaoFlowEnabled, TaoFlowCutoff};
use sp_runtime::DispatchResult;
use substrate_fixed::types::{I64F64, I96F32, U64F64};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_set_subnet_emission_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_network_besides_root(netuid)?;
        SubnetEmissionEnabled::<T>::insert(netuid, enabled);
        Self::deposit_event(Event::SubnetEmissionEnabledSet { netuid, enabled });
        Ok(())
    }

    pub(crate) fn do_set_subtoken_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Subnets::<T>::ensure_root_in_open_window(origin, netuid)?;
        SubtokenEnabled::<T>::insert(netuid, enabled);
        Ok(())
    }

    pub(crate) fn do_set_subnet_owner_cut(origin: OriginFor<T>, cut: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::set_global::<SubnetOwnerCut<T>, _>(cut, SubnetsEvent::SubnetOwnerCutSet)
    }

    pub(crate) fn do_set_owner_cut_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::ensure_owner_cut_can_be_changed(origin, netuid)?;
        OwnerCutEnabled::<T>::insert(netuid, enabled);
        Ok(())
    }

    pub(crate) fn do_set_owner_cut_auto_lock_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::ensure_owner_cut_can_be_changed(origin, netuid)?;
        OwnerCutAutoLockEnabled::<T>::insert(netuid, enabled);
        Ok(())
    }

    /// Owners may switch their cut as often as they like.
    fn ensure_owner_cut_can_be_changed(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
        Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        Subnets::<T>::ensure_admin_window_open(netuid)?;
        Self::ensure_network_besides_root(netuid)
    }

    pub(crate) fn do_set_recycle_or_burn(
        origin: OriginFor<T>,
        netuid: NetUid,
        recycle_or_burn: RecycleOrBurnEnum,
    ) -> DispatchResult {
        Self::owner_changes(origin, netuid, Hyperparameter::RecycleOrBurn, || {
            RecycleOrBurn::<T>::insert(netuid, recycle_or_burn);
            Ok(())
        })
    }

    pub(crate) fn do_set_ck_burn(origin: OriginFor<T>, burn: u64) -> DispatchResult {
        ensure_root(origin)?;
        CKBurn::<T>::put(burn);
        Ok(())
    }

    pub(crate) fn do_set_subnet_moving_alpha(
        origin: OriginFor<T>,
        alpha: I96F32,
    ) -> DispatchResult {
        ensure_root(origin)?;
        SubnetMovingAlpha::<T>::put(alpha);
        Ok(())
    }

    pub(crate) fn do_set_ema_price_halving_period(
        origin: OriginFor<T>,
        netuid: NetUid,
        blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        EMAPriceHalvingBlocks::<T>::insert(netuid, blocks);
        Ok(())
    }

    pub(crate) fn do_set_tao_flow_cutoff(origin: OriginFor<T>, cutoff: I64F64) -> DispatchResult {
        ensure_root(origin)?;
        TaoFlowCutoff::<T>::put(cutoff);
        Ok(())
    }

    /// The power lies between 1 and 2, both included.
    pub(crate) fn do_set_tao_flow_normalization_exponent(
        origin: OriginFor<T>,
        exponent: U64F64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        ensure!((1u64..=2).contains(&exponent), Error::<T>::InvalidValue);
        FlowNormExponent::<T>::put(exponent);
        Ok(())
    }

    pub(crate) fn do_set_tao_flow_smoothing_factor(
        origin: OriginFor<T>,
        factor: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        FlowEmaSmoothingFactor::<T>::put(factor);
        Ok(())
    }

    pub(crate) fn do_set_net_tao_flow_enabled(
        origin: OriginFor<T>,
        enabled: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        NetTaoFlowEnabled::<T>::put(enabled);
        Ok(())
    }
}
