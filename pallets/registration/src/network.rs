//! Registering and starting a network (spec `registration` §1).
//!
//! The whole lock becomes the TAO reserve of the new pool (in former eras a part of
//! it, see [`EmissionEra`]). When as many networks
//! exist as `SubnetLimit` allows, the worst one is dissolved to make room, and the
//! newcomer gets its number.

use crate::{
    Burn, Config, NetworkLastLockCost, NetworkMinLockCost, Pallet, RAORecycledForRegistration,
};
use frame_support::{ensure, traits::Get};
use pallet_pools::{
    Pallet as Pools, SubnetAlphaIn, SubnetAlphaOut, SubnetLocked, SubnetTAO, SubnetVolume,
    TotalStake,
};
use pallet_staking::Pallet as Staking;
use pallet_subnets::{
    ActivityCutoff, EmissionEra, Error, Event, FirstEmissionBlockNumber, ImmunityPeriod, Kappa,
    LastEpochBlock, MaxAllowedUids, MaxAllowedValidators, MinAllowedWeights, NetworkRateLimit,
    NetworkRegisteredAt, NetworkRegistrationAllowed, NetworkRegistrationStartBlock, NetworksAdded,
    Pallet as Subnets, RateLimitKey, RegisteredSubnetCounter, StartCallDelay,
    SubnetEmissionEnabled, SubnetIdentityV3, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey,
    SubnetworkN, SubtokenEnabled, Tempo, TotalNetworks, Yuma3On,
};
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_math::lock_cost::initial_reserves;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

/// The burn price a network starts with.
const INITIAL_NEURON_BURN: TaoBalance = TaoBalance::new(RAO_PER_TAO);

impl<T: Config> Pallet<T> {
    /// `register_network`: locks the cost, creates a network with the hotkey as
    /// its first neuron, and gives the netuid. A full chain prunes a network first.
    ///
    /// Fails with `NonAssociatedColdKey`, `CannotUseSystemAccount`,
    /// `SubNetRegistrationDisabled`, `NetworkTxRateLimitExceeded`,
    /// `SubnetLimitReached`, `CannotAffordLockCost`, `InsufficientBalance` or
    /// `InvalidIdentity`, checked in this order.
    pub fn do_register_network(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        identity: Option<SubnetIdentityV3>,
    ) -> Result<NetUid, DispatchError> {
        ensure!(
            !Staking::<T>::hotkey_account_exists(hotkey)
                || Staking::<T>::coldkey_owns_hotkey(coldkey, hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        ensure!(
            !Subnets::<T>::is_system_account(hotkey),
            Error::<T>::CannotUseSystemAccount
        );
        let now = Subnets::<T>::now();
        ensure!(
            now >= NetworkRegistrationStartBlock::<T>::get(),
            Error::<T>::SubNetRegistrationDisabled
        );
        Self::ensure_network_rate_limit()?;
        let replaced = Self::network_to_replace()?;
        let cost = Self::network_lock_cost();
        ensure!(
            cost <= Pools::<T>::coldkey_balance(coldkey),
            Error::<T>::CannotAffordLockCost
        );

        let netuid = match replaced {
            None => Self::next_netuid(),
            Some(netuid) => {
                Self::do_dissolve_network(netuid)?;
                netuid
            }
        };
        // The price of the others, before the new pool is one of them.
        let median_price = Self::median_subnet_alpha_price();
        Self::init_new_network(netuid, T::InitialTempo::get());
        let paid = Pools::<T>::transfer_tao_to_subnet(netuid, coldkey, cost)?;
        NetworkLastLockCost::<T>::put(paid);
        Subnets::<T>::record_rate_limited(&RateLimitKey::NetworkLastRegistered);

        Staking::<T>::create_account_if_non_existent(coldkey, hotkey)?;
        Self::append_neuron(netuid, hotkey);
        let era = EmissionEra::<T>::get();
        let mechanism = era.accrual.mechanism();
        SubnetMechanism::<T>::insert(netuid, mechanism);
        NetworkRegisteredAt::<T>::insert(netuid, now);
        RegisteredSubnetCounter::<T>::mutate(netuid, |count| *count = count.saturating_add(1));
        Self::assign_symbol(netuid);

        let min_lock = NetworkMinLockCost::<T>::get();
        let (tao, alpha) = initial_reserves(era.pool_opening, paid, min_lock, median_price);
        SubnetTAO::<T>::insert(netuid, tao);
        SubnetAlphaIn::<T>::insert(netuid, alpha);
        SubnetOwner::<T>::insert(netuid, coldkey);
        Self::set_owner_hotkey(netuid, hotkey)?;
        SubnetLocked::<T>::insert(netuid, paid);
        SubnetAlphaOut::<T>::insert(netuid, AlphaBalance::ZERO);
        SubnetVolume::<T>::insert(netuid, 0);
        // Today the pool takes at least the whole lock, and nothing is left.
        let rest = paid.saturating_sub(tao);
        if !rest.is_zero() {
            Pools::<T>::recycle_tao(&Subnets::<T>::subnet_account_unchecked(netuid), rest)?;
        }
        RAORecycledForRegistration::<T>::insert(netuid, rest);
        if !tao.is_zero() {
            TotalStake::<T>::mutate(|total| *total += tao);
        }
        if let Some(identity) = identity {
            Self::store_subnet_identity(netuid, identity)?;
        }
        Staking::<T>::delegate_root_validators_to(netuid, hotkey);
        Subnets::<T>::deposit_event(Event::NetworkAdded(netuid, mechanism));
        // A new network earns no TAO until root lets it.
        SubnetEmissionEnabled::<T>::insert(netuid, false);
        Ok(netuid)
    }

    /// Creates the registry entry of a network with its initial parameters
    /// (spec `registration` §1.5).
    pub fn init_new_network(netuid: NetUid, tempo: u16) {
        SubnetworkN::<T>::insert(netuid, 0);
        NetworksAdded::<T>::insert(netuid, true);
        Tempo::<T>::insert(netuid, tempo);
        // Staggers the epochs of networks that are registered together.
        let stagger = netuid.get().checked_rem(tempo.max(1)).unwrap_or_default();
        LastEpochBlock::<T>::insert(
            netuid,
            Subnets::<T>::now().saturating_sub(u64::from(stagger)),
        );
        TotalNetworks::<T>::mutate(|total| *total = total.saturating_add(1));

        NetworkRegistrationAllowed::<T>::insert(netuid, true);
        Subnets::<T>::deposit_event(Event::RegistrationAllowed(netuid, true));
        MaxAllowedUids::<T>::insert(netuid, 256);
        Subnets::<T>::deposit_event(Event::MaxAllowedUidsSet(netuid, 256));
        MaxAllowedValidators::<T>::insert(netuid, 64);
        Subnets::<T>::deposit_event(Event::MaxAllowedValidatorsSet(netuid, 64));
        MinAllowedWeights::<T>::insert(netuid, 1);
        Subnets::<T>::deposit_event(Event::MinAllowedWeightSet(netuid, 1));
        ImmunityPeriod::<T>::insert(netuid, 5_000);
        Subnets::<T>::deposit_event(Event::ImmunityPeriodSet(netuid, 5_000));
        Yuma3On::<T>::insert(netuid, true);
        Burn::<T>::insert(netuid, INITIAL_NEURON_BURN);
        SubnetEmissionEnabled::<T>::insert(netuid, true);

        // What the reference writes only where a former network left nothing.
        if !Kappa::<T>::contains_key(netuid) {
            Kappa::<T>::insert(netuid, T::InitialKappa::get());
        }
        if !ActivityCutoff::<T>::contains_key(netuid) {
            ActivityCutoff::<T>::insert(netuid, T::InitialActivityCutoff::get());
        }
        if !crate::RegistrationsThisInterval::<T>::contains_key(netuid) {
            crate::RegistrationsThisInterval::<T>::insert(netuid, 0);
        }
    }

    /// `start_call`: lets the owner start a network, once, after the delay.
    ///
    /// Fails with `SubnetNotExists`, `BadOrigin`,
    /// `FirstEmissionBlockNumberAlreadySet` or `NeedWaitingMoreBlocksToStarCall`
    /// (spec `registration` §1.7).
    pub fn do_start_call(origin: T::RuntimeOrigin, netuid: NetUid) -> DispatchResult {
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        Subnets::<T>::ensure_subnet_owner(origin, netuid)?;
        ensure!(
            !FirstEmissionBlockNumber::<T>::contains_key(netuid),
            Error::<T>::FirstEmissionBlockNumberAlreadySet
        );
        let now = Subnets::<T>::now();
        let earliest =
            NetworkRegisteredAt::<T>::get(netuid).saturating_add(StartCallDelay::<T>::get());
        ensure!(now >= earliest, Error::<T>::NeedWaitingMoreBlocksToStarCall);
        let next = now.saturating_add(1);
        FirstEmissionBlockNumber::<T>::insert(netuid, next);
        SubtokenEnabled::<T>::insert(netuid, true);
        Subnets::<T>::deposit_event(Event::FirstEmissionBlockNumberSet(netuid, next));
        Ok(())
    }

    /// Fails with `NetworkTxRateLimitExceeded` while the last registration of a
    /// network, whoever made it, is too recent.
    pub fn ensure_network_rate_limit() -> DispatchResult {
        ensure!(
            Subnets::<T>::passes_rate_limit(
                &RateLimitKey::NetworkLastRegistered,
                NetworkRateLimit::<T>::get()
            ),
            Error::<T>::NetworkTxRateLimitExceeded
        );
        Ok(())
    }

    /// Names the owner hotkey of a network. Fails with `CannotUseSystemAccount`.
    pub fn set_owner_hotkey(netuid: NetUid, hotkey: &T::AccountId) -> DispatchResult {
        ensure!(
            !Subnets::<T>::is_system_account(hotkey),
            Error::<T>::CannotUseSystemAccount
        );
        SubnetOwnerHotkey::<T>::insert(netuid, hotkey);
        Subnets::<T>::deposit_event(Event::SubnetOwnerHotkeySet(netuid, hotkey.clone()));
        Ok(())
    }

    /// The smallest netuid above root that no network has.
    fn next_netuid() -> NetUid {
        (1..u16::MAX)
            .map(NetUid::new)
            .find(|netuid| !Subnets::<T>::subnet_exists(*netuid))
            .unwrap_or(NetUid::new(u16::MAX))
    }
}
