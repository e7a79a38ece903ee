//! The chain's first state: root, and the parameters a preset chooses.

use crate::{Config, Pallet};
use frame_support::{
    pallet_macros::pallet_section,
    traits::{fungible::Inspect, Get},
};
use pallet_pools::TotalIssuance;
use pallet_registration::Pallet as Registration;
use pallet_subnets::{
    MaxAllowedUids, MaxAllowedValidators, MinAllowedWeights, NetworkRegistrationAllowed,
    NetworksAdded, SubnetOwner, SubnetOwnerHotkey, SubnetworkN, SubtokenEnabled,
    TargetRegistrationsPerInterval, Tempo, TotalNetworks, ZeroAccount,
};
use subtensor_types::NetUid;

/// The genesis configuration.
#[pallet_section]
mod genesis_config {
    /// What a preset chooses. A parameter that is left out has its default.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The rule that splits a block's TAO.
        pub emission_model: Option<EmissionModel>,
        /// The other rules of emission that changed from era to era.
        pub emission_era: Option<EraRules>,
        /// The kind of pool that networks trade in.
        pub pool_kind: Option<PoolKind>,
        /// How much a rao of root stake weighs, out of 2^64 - 1.
        pub tao_weight: Option<u64>,
        /// Blocks between registration and start call of a network.
        pub start_call_delay: Option<u64>,
        /// The most networks besides root.
        pub subnet_limit: Option<u16>,
        /// Blocks between two network registrations.
        pub network_rate_limit: Option<u64>,
        /// Least lock cost of a network, in rao; also where the cost starts.
        pub network_min_lock_cost: Option<TaoBalance>,
        /// Not a parameter.
        #[serde(skip)]
        pub _config: PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Pallet::<T>::create_root();
            if let Some(model) = self.emission_model {
                pallet_taoflow::EmissionModel::<T>::put(model);
            }
            if let Some(era) = self.emission_era {
                pallet_subnets::EmissionEra::<T>::put(era);
            }
            if let Some(kind) = self.pool_kind {
                pallet_swap::PoolKind::<T>::put(kind);
            }
            if let Some(weight) = self.tao_weight {
                pallet_staking::TaoWeight::<T>::put(weight);
            }
            if let Some(delay) = self.start_call_delay {
                pallet_subnets::StartCallDelay::<T>::put(delay);
            }
            if let Some(limit) = self.subnet_limit {
                pallet_subnets::SubnetLimit::<T>::put(limit);
            }
            if let Some(limit) = self.network_rate_limit {
                pallet_subnets::NetworkRateLimit::<T>::put(limit);
            }
            if let Some(cost) = self.network_min_lock_cost {
                pallet_registration::NetworkMinLockCost::<T>::put(cost);
                pallet_registration::NetworkLastLockCost::<T>::put(cost);
            }
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Creates root and takes over the issuance of balances
    /// (spec `registration` §1.12).
    ///
    /// Root's stake is enabled here: on the main chain a migration did that, and
    /// without it nobody could stake on root.
    pub(crate) fn create_root() {
        let root = NetUid::ROOT;
        TotalIssuance::<T>::put(subtensor_types::TaoBalance::new(
            T::Currency::total_issuance(),
        ));
        NetworksAdded::<T>::insert(root, true);
        TotalNetworks::<T>::mutate(|total| *total = total.saturating_add(1));
        SubnetworkN::<T>::insert(root, 0);
        SubnetOwner::<T>::insert(root, ZeroAccount::<T>::get());
        SubnetOwnerHotkey::<T>::insert(root, ZeroAccount::<T>::get());
        MaxAllowedUids::<T>::insert(root, 64);
        MaxAllowedValidators::<T>::insert(root, 64);
        MinAllowedWeights::<T>::insert(root, 0);
        Tempo::<T>::insert(root, 100);
        NetworkRegistrationAllowed::<T>::insert(root, true);
        TargetRegistrationsPerInterval::<T>::insert(root, 1);
        SubtokenEnabled::<T>::insert(root, true);
        Registration::<T>::assign_symbol(root);
    }
}
