//! Registering on root, which takes stake instead of a burn
//! (spec `registration` §3.10).

use crate::{Config, Pallet, RegistrationsThisBlock, RegistrationsThisInterval};
use frame_support::{ensure, traits::Get};
use pallet_staking::{Delegates, Pallet as Staking};
use pallet_subnets::{
    Error, Event, MaxAllowedUids, MaxRegistrationsPerBlock, Pallet as Subnets, SubnetworkN,
    TargetRegistrationsPerInterval,
};
use sp_runtime::{DispatchError, DispatchResult};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// `root_register`: registers a hotkey on root. When root is full it replaces
    /// the hotkey with the least root stake, if its own is larger.
    ///
    /// Whoever signs, an existing hotkey keeps its owner. Fails with
    /// `RootNetworkDoesNotExist`, `TooManyRegistrationsThisBlock`,
    /// `TooManyRegistrationsThisInterval`, `HotKeyAlreadyRegisteredInSubNet`,
    /// `CannotUseSystemAccount` or `StakeTooLowForRoot`.
    pub fn do_root_register(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        let root = NetUid::ROOT;
        ensure!(
            Subnets::<T>::subnet_exists(root),
            Error::<T>::RootNetworkDoesNotExist
        );
        ensure!(
            RegistrationsThisBlock::<T>::get(root) < MaxRegistrationsPerBlock::<T>::get(root),
            Error::<T>::TooManyRegistrationsThisBlock
        );
        ensure!(
            RegistrationsThisInterval::<T>::get(root)
                < TargetRegistrationsPerInterval::<T>::get(root).saturating_mul(3),
            Error::<T>::TooManyRegistrationsThisInterval
        );
        ensure!(
            !Subnets::<T>::is_registered(root, hotkey),
            Error::<T>::HotKeyAlreadyRegisteredInSubNet
        );
        Staking::<T>::create_account_if_non_existent(coldkey, hotkey)?;
        let uid = if SubnetworkN::<T>::get(root) < MaxAllowedUids::<T>::get(root) {
            Self::append_neuron(root, hotkey)
        } else {
            Self::replace_on_root(hotkey)?
        };
        if !Delegates::<T>::contains_key(hotkey) {
            Delegates::<T>::insert(hotkey, T::InitialDefaultDelegateTake::get());
        }
        RegistrationsThisBlock::<T>::mutate(root, |count| *count = count.saturating_add(1));
        RegistrationsThisInterval::<T>::mutate(root, |count| *count = count.saturating_add(1));
        Subnets::<T>::deposit_event(Event::NeuronRegistered(root, uid, hotkey.clone()));
        Ok(())
    }

    /// Takes the uid of the hotkey with the least root stake, the lowest uid among
    /// equals.
    fn replace_on_root(hotkey: &T::AccountId) -> Result<u16, DispatchError> {
        let root = NetUid::ROOT;
        let (stake, uid) = Subnets::<T>::keys_in_uid_order(root)
            .into_iter()
            .map(|(uid, hotkey)| (Staking::<T>::hotkey_stake(&hotkey, root), uid))
            .min()
            .ok_or(Error::<T>::NoNeuronIdAvailable)?;
        ensure!(
            stake < Staking::<T>::hotkey_stake(hotkey, root),
            Error::<T>::StakeTooLowForRoot
        );
        Self::replace_neuron(root, uid, hotkey);
        Ok(uid)
    }
}
