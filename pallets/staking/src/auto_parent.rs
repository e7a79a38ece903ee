//! Root validators lend their stake to the owners of new networks, unless they opt
//! out (spec `registration` §1.9, `pools-and-staking` §4.8).

use crate::{AutoParentDelegationEnabled, Config, Pallet};
use frame_support::ensure;
use pallet_subnets::{Error, Event, Pallet as Subnets};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// `set_auto_parent_delegation_enabled`: whether a root validator becomes the
    /// parent of the owner hotkeys of networks to come.
    ///
    /// Fails with `NonAssociatedColdKey` unless the coldkey owns the hotkey, then
    /// with `HotKeyNotRegisteredInSubNet` unless it has a uid on root.
    pub fn do_set_auto_parent_delegation_enabled(
        coldkey: &T::AccountId,
        hotkey: T::AccountId,
        enabled: bool,
    ) -> DispatchResult {
        Self::ensure_coldkey_owns_hotkey(coldkey, &hotkey)?;
        ensure!(
            Subnets::<T>::is_registered(NetUid::ROOT, &hotkey),
            Error::<T>::HotKeyNotRegisteredInSubNet
        );
        AutoParentDelegationEnabled::<T>::insert(&hotkey, enabled);
        Subnets::<T>::deposit_event(Event::AutoParentDelegationEnabledSet { hotkey, enabled });
        Ok(())
    }
}
