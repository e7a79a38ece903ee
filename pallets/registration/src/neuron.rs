//! Registering a neuron: paying the burn price and getting a uid
//! (spec `registration` §3.2 to §3.5).

use crate::{Burn, Config, Pallet, RAORecycledForRegistration, RegistrationsThisBlock};
use frame_support::ensure;
use pallet_pools::{Pallet as Pools, SubnetAlphaOut};
use pallet_staking::Pallet as Staking;
use pallet_subnets::{
    Error, Event, MaxAllowedUids, NetworkRegistrationAllowed, Pallet as Subnets, SubnetOwnerHotkey,
    SubnetworkN,
};
use pallet_swap::Pallet as Swap;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// `burned_register`: pays the burn price and registers the hotkey. The TAO
    /// buys alpha in the pool, and that alpha ceases to exist.
    ///
    /// Fails with `RegistrationNotPermittedOnRootSubnet`, `SubnetNotExists`,
    /// `SubNetRegistrationDisabled`, `HotKeyAlreadyRegisteredInSubNet`,
    /// `NotEnoughBalanceToStake`, `CannotUseSystemAccount`,
    /// `NonAssociatedColdKey`, `NoNeuronIdAvailable`, `InsufficientBalance`, or as
    /// the swap does, checked in this order.
    pub fn do_register(
        coldkey: &T::AccountId,
        netuid: NetUid,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        ensure!(
            !netuid.is_root(),
            Error::<T>::RegistrationNotPermittedOnRootSubnet
        );
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        ensure!(
            NetworkRegistrationAllowed::<T>::get(netuid),
            Error::<T>::SubNetRegistrationDisabled
        );
        ensure!(
            !Subnets::<T>::is_registered(netuid, hotkey),
            Error::<T>::HotKeyAlreadyRegisteredInSubNet
        );
        let price = Burn::<T>::get(netuid);
        ensure!(
            price <= Pools::<T>::coldkey_balance(coldkey),
            Error::<T>::NotEnoughBalanceToStake
        );
        Staking::<T>::create_account_if_non_existent(coldkey, hotkey)?;
        Staking::<T>::ensure_coldkey_owns_hotkey(coldkey, hotkey)?;
        let replaced = Self::uid_to_replace(netuid)?;

        let paid = Pools::<T>::transfer_tao_to_subnet(netuid, coldkey, price)?;
        Self::burn_for_registration(netuid, paid)?;
        let uid = Self::place_neuron(netuid, replaced, hotkey);
        Self::bump_registration_price(netuid);
        RegistrationsThisBlock::<T>::mutate(netuid, |count| *count = count.saturating_add(1));
        // The price is recorded, even where the payer had to keep its deposit.
        let recycled = RAORecycledForRegistration::<T>::mutate(netuid, |total| {
            *total += price;
            *total
        });
        Subnets::<T>::deposit_event(Event::RAORecycledForRegistrationSet(netuid, recycled));
        Pools::<T>::record_tao_inflow(netuid, paid);
        Subnets::<T>::deposit_event(Event::NeuronRegistered(netuid, uid, hotkey.clone()));
        Ok(())
    }

    /// `register_limit`: as [`Self::do_register`], unless the price is above the
    /// limit (`RegistrationPriceLimitExceeded`), in rao.
    pub fn do_register_limit(
        coldkey: &T::AccountId,
        netuid: NetUid,
        hotkey: &T::AccountId,
        limit_price: u64,
    ) -> DispatchResult {
        ensure!(
            !netuid.is_root(),
            Error::<T>::RegistrationNotPermittedOnRootSubnet
        );
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        ensure!(
            Burn::<T>::get(netuid).to_u64() <= limit_price,
            Error::<T>::RegistrationPriceLimitExceeded
        );
        Self::do_register(coldkey, netuid, hotkey)
    }

    /// Gives a hotkey the uid to replace, or the next one.
    fn place_neuron(netuid: NetUid, replaced: Option<u16>, hotkey: &T::AccountId) -> u16 {
        match replaced {
            None => Self::append_neuron(netuid, hotkey),
            Some(uid) => {
                Self::replace_neuron(netuid, uid, hotkey);
                uid
            }
        }
    }

    /// Gives a hotkey the next uid, with fresh rows everywhere.
    pub fn append_neuron(netuid: NetUid, hotkey: &T::AccountId) -> u16 {
        let uid = Subnets::<T>::append_key(netuid, hotkey, Subnets::<T>::now());
        Yuma::<T>::append_neuron_rows(netuid, uid);
        uid
    }

    /// Gives the uid of one hotkey to another, with fresh rows everywhere. The
    /// owner hotkey is never replaced; the call then changes nothing.
    pub fn replace_neuron(netuid: NetUid, uid: u16, hotkey: &T::AccountId) {
        let Some(old) = Subnets::<T>::hotkey_of(netuid, uid) else {
            return;
        };
        if SubnetOwnerHotkey::<T>::try_get(netuid).is_ok_and(|owner| owner == old) {
            return;
        }
        crate::AssociatedEvmAddress::<T>::remove(netuid, uid);
        Subnets::<T>::replace_key(netuid, uid, &old, hotkey, Subnets::<T>::now());
        Yuma::<T>::replace_neuron_rows(netuid, uid);
    }

    /// The uid that a newcomer takes over, or nothing while there is room.
    fn uid_to_replace(netuid: NetUid) -> Result<Option<u16>, DispatchError> {
        let most = MaxAllowedUids::<T>::get(netuid);
        ensure!(most != 0, Error::<T>::NoNeuronIdAvailable);
        if SubnetworkN::<T>::get(netuid) < most {
            return Ok(None);
        }
        Self::neuron_to_prune(netuid)
            .map(Some)
            .ok_or_else(|| Error::<T>::NoNeuronIdAvailable.into())
    }

    /// Buys alpha that then ceases to exist. The swap's fee stays on the network's
    /// account, outside of the reserve, as on the main chain.
    fn burn_for_registration(netuid: NetUid, paid: TaoBalance) -> DispatchResult {
        let max_price = Swap::<T>::max_price();
        let swap = Pools::<T>::swap_tao_for_alpha(netuid, paid, max_price, false)?;
        SubnetAlphaOut::<T>::mutate(netuid, |total| *total -= swap.amount_paid_out);
        Ok(())
    }
}

/// Neurons that become owners are registered without a price and unheard of.
impl<T: Config> pallet_taoflow::RegisterNeuron<T::AccountId> for Pallet<T> {
    fn register_neuron(netuid: NetUid, hotkey: &T::AccountId) -> DispatchResult {
        let replaced = Self::uid_to_replace(netuid)?;
        Self::place_neuron(netuid, replaced, hotkey);
        Ok(())
    }
}
