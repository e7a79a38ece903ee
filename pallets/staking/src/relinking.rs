//! Parents and children of a hotkey whose place another takes: all links that
//! lead to the old one, and those that are pending, lead to the new one
//! (spec `pools-and-staking` §5.1).

use crate::{ChildKeys, Config, Pallet, ParentKeys, PendingChildKeys};
use alloc::vec::Vec;
use frame_support::ensure;
use pallet_subnets::Error;
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Moves all links of a hotkey on a network to another hotkey, in place of
    /// the links that one had.
    ///
    /// Fails with `InvalidChild` if the new hotkey is a child, a parent or a
    /// pending child of the old one, and with `ProportionOverflow` or
    /// `ChildParentInconsistency` if pending children no longer fit.
    pub fn swap_links(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) -> DispatchResult {
        let children = ChildKeys::<T>::get(old, netuid);
        let parents = ParentKeys::<T>::get(old, netuid);
        Self::ensure_links_consistent(old, netuid, &children)?;
        let neighbours = children.iter().chain(&parents);
        Self::ensure_none_is(neighbours, new)?;
        if let Ok((pending, cooldown_ends)) = PendingChildKeys::<T>::try_get(netuid, old) {
            Self::ensure_none_is(pending.iter(), new)?;
            Self::ensure_links_consistent(old, netuid, &pending)?;
            PendingChildKeys::<T>::remove(netuid, old);
            PendingChildKeys::<T>::insert(netuid, new, (pending, cooldown_ends));
        }

        Self::store_children(old, netuid, &Vec::new());
        Self::store_parents(old, netuid, &Vec::new());
        Self::store_children(new, netuid, &children);
        Self::store_parents(new, netuid, &parents);
        Self::swap_pending_child(netuid, old, new);
        Ok(())
    }

    /// Puts one hotkey in place of another, at the end, in the pending children
    /// of all hotkeys. It may then be there twice, or pending for itself.
    fn swap_pending_child(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let all: Vec<_> = PendingChildKeys::<T>::iter_prefix(netuid).collect();
        for (hotkey, (mut children, cooldown_ends)) in all {
            let Some(place) = children.iter().position(|(_, child)| child == old) else {
                continue;
            };
            let (proportion, _) = children.remove(place);
            children.push((proportion, new.clone()));
            PendingChildKeys::<T>::insert(netuid, hotkey, (children, cooldown_ends));
        }
    }

    fn ensure_none_is<'a>(
        mut links: impl Iterator<Item = &'a (u64, T::AccountId)>,
        hotkey: &T::AccountId,
    ) -> DispatchResult
    where
        T::AccountId: 'a,
    {
        ensure!(
            links.all(|(_, linked)| linked != hotkey),
            Error::<T>::InvalidChild
        );
        Ok(())
    }
}
