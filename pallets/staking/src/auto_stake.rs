//! Where a coldkey's mining incentive is staked
//! (spec `pools-and-staking` §4.8).

use crate::{AutoStakeDestination, AutoStakeDestinationColdkeys, Config, Pallet};
use frame_support::ensure;
use pallet_subnets::{Error, Event, Pallet as Subnets};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// `set_coldkey_auto_stake_hotkey`: has the coldkey's incentive on a network
    /// staked to a hotkey that is registered there, whoever owns it.
    ///
    /// Fails with `SubnetNotExists`, `HotKeyNotRegisteredInSubNet` or
    /// `SameAutoStakeHotkeyAlreadySet`, checked in this order.
    pub fn do_set_coldkey_auto_stake_hotkey(
        coldkey: T::AccountId,
        netuid: NetUid,
        hotkey: T::AccountId,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        Subnets::<T>::uid_of(netuid, &hotkey)?;
        if let Some(current) = AutoStakeDestination::<T>::get(&coldkey, netuid) {
            ensure!(current != hotkey, Error::<T>::SameAutoStakeHotkeyAlreadySet);
            AutoStakeDestinationColdkeys::<T>::mutate(&current, netuid, |coldkeys| {
                coldkeys.retain(|other| *other != coldkey);
            });
        }
        AutoStakeDestination::<T>::insert(&coldkey, netuid, &hotkey);
        AutoStakeDestinationColdkeys::<T>::mutate(&hotkey, netuid, |coldkeys| {
            if !coldkeys.contains(&coldkey) {
                coldkeys.push(coldkey.clone());
            }
        });
        Subnets::<T>::deposit_event(Event::AutoStakeDestinationSet {
            coldkey,
            netuid,
            hotkey,
        });
        Ok(())
    }
}
