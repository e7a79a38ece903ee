//! Parents and children: hotkeys that lend parts of their stake to others.
//!
//! A child's entry `(p, child)` lends `p / (2^64 - 1)` of the parent's own stake on
//! one network. `ChildKeys` and `ParentKeys` mirror each other; new children wait
//! for a cooldown and take effect with the next epoch after it
//! (spec `pools-and-staking` §5.1).

use crate::{
    AutoParentDelegationEnabled, ChildKeys, Config, Owner, Pallet, ParentKeys,
    PendingChildKeyCooldown, PendingChildKeys,
};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use frame_support::{ensure, storage::with_storage_layer};
use pallet_subnets::{
    Error, Event, LastEpochBlock, Pallet as Subnets, StakeThreshold, SubnetOwnerHotkey,
    SubtokenEnabled, TransactionType,
};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// The most children a hotkey may have on a network.
pub(crate) const MAX_CHILDREN: usize = 5;
/// Blocks between two changes of a hotkey's children on a network.
const SET_CHILDREN_RATE_LIMIT: u64 = 150;

/// Hotkeys with proportions of stake, out of 2^64 - 1.
type Links<T> = Vec<(u64, <T as frame_system::Config>::AccountId)>;

impl<T: Config> Pallet<T> {
    /// `set_children`: replaces the children of a hotkey on a network. They wait
    /// for the cooldown, except on a network that has not been started.
    ///
    /// Fails with `TxRateLimitExceeded`, `RegistrationNotPermittedOnRootSubnet`,
    /// `SubnetNotExists`, `NonAssociatedColdKey`, `DuplicateChild`, `InvalidChild`,
    /// `TooManyChildren`, `ProportionOverflow`, `ChildParentInconsistency` or
    /// `NotEnoughStakeToSetChildkeys`, checked in this order.
    pub fn do_set_children(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        children: Links<T>,
    ) -> DispatchResult {
        ensure!(
            Subnets::<T>::passes_call_limit(
                hotkey,
                netuid,
                TransactionType::SetChildren,
                SET_CHILDREN_RATE_LIMIT
            ),
            Error::<T>::TxRateLimitExceeded
        );
        ensure!(
            !netuid.is_root(),
            Error::<T>::RegistrationNotPermittedOnRootSubnet
        );
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        Self::ensure_coldkey_owns_hotkey(coldkey, hotkey)?;
        let distinct: BTreeSet<&T::AccountId> = children.iter().map(|(_, child)| child).collect();
        ensure!(distinct.len() == children.len(), Error::<T>::DuplicateChild);
        ensure!(!distinct.contains(hotkey), Error::<T>::InvalidChild);
        ensure!(children.len() <= MAX_CHILDREN, Error::<T>::TooManyChildren);
        Self::ensure_links_consistent(hotkey, netuid, &children)?;
        ensure!(
            children.is_empty() || Self::may_have_children(hotkey, netuid),
            Error::<T>::NotEnoughStakeToSetChildkeys
        );

        Subnets::<T>::record_call(hotkey, netuid, TransactionType::SetChildren);
        if !SubtokenEnabled::<T>::get(netuid) {
            Self::apply_children(hotkey, netuid, children);
            return Ok(());
        }
        let cooldown_ends = Subnets::<T>::now().saturating_add(PendingChildKeyCooldown::<T>::get());
        PendingChildKeys::<T>::insert(netuid, hotkey, (&children, cooldown_ends));
        Subnets::<T>::deposit_event(Event::SetChildrenScheduled(
            hotkey.clone(),
            netuid,
            cooldown_ends,
            children,
        ));
        Ok(())
    }

    /// Makes the owner hotkey of a new network the child of every root validator
    /// that has not opted out, each with its whole stake. What can't be set is left
    /// out (spec `registration` §1.9).
    pub fn delegate_root_validators_to(netuid: NetUid, owner_hotkey: &T::AccountId) {
        for (_, validator) in Subnets::<T>::keys_in_uid_order(NetUid::ROOT) {
            if validator == *owner_hotkey || !AutoParentDelegationEnabled::<T>::get(&validator) {
                continue;
            }
            let coldkey = Owner::<T>::get(&validator);
            let children = alloc::vec![(u64::MAX, owner_hotkey.clone())];
            let _ = with_storage_layer(|| {
                Self::do_set_children(&coldkey, &validator, netuid, children)
            });
        }
    }

    /// Applies the children whose cooldown is over on every network that had its
    /// epoch in this block (spec `emission` §10.3).
    pub fn apply_due_children() {
        let now = Subnets::<T>::now();
        for netuid in Subnets::<T>::all_netuids() {
            if LastEpochBlock::<T>::get(netuid) == now {
                Self::apply_pending_children(netuid);
            }
        }
    }

    /// Applies the children whose cooldown is over, or all while the network's alpha
    /// is not enabled. Children that no longer fit the parent's links are dropped.
    pub fn apply_pending_children(netuid: NetUid) {
        let now = Subnets::<T>::now();
        let enabled = SubtokenEnabled::<T>::get(netuid);
        let due: Vec<_> = PendingChildKeys::<T>::iter_prefix(netuid)
            .filter(|(_, (_, cooldown_ends))| !enabled || *cooldown_ends < now)
            .collect();
        for (hotkey, (children, _)) in due {
            if Self::ensure_links_consistent(&hotkey, netuid, &children).is_ok() {
                Self::apply_children(&hotkey, netuid, children);
            }
            PendingChildKeys::<T>::remove(netuid, &hotkey);
        }
    }

    /// What must hold of new children whenever they are set or applied: they don't
    /// take more than the whole stake, and none is a parent of the hotkey.
    pub(crate) fn ensure_links_consistent(
        hotkey: &T::AccountId,
        netuid: NetUid,
        children: &Links<T>,
    ) -> DispatchResult {
        ensure!(
            children
                .iter()
                .try_fold(0u64, |sum, (proportion, _)| sum.checked_add(*proportion))
                .is_some(),
            Error::<T>::ProportionOverflow
        );
        let parents = ParentKeys::<T>::get(hotkey, netuid);
        ensure!(
            !children
                .iter()
                .any(|(_, child)| parents.iter().any(|(_, parent)| parent == child)),
            Error::<T>::ChildParentInconsistency
        );
        Ok(())
    }

    /// Whether a hotkey has the stake for having children, or owns the network.
    fn may_have_children(hotkey: &T::AccountId, netuid: NetUid) -> bool {
        Self::total_hotkey_stake(hotkey).to_u64() >= StakeThreshold::<T>::get()
            || SubnetOwnerHotkey::<T>::try_get(netuid).is_ok_and(|owner| owner == *hotkey)
    }

    /// Stores the children of a hotkey and their mirror entries. A hotkey swap can
    /// have made it its own pending child, which is left out.
    fn apply_children(hotkey: &T::AccountId, netuid: NetUid, children: Links<T>) {
        let mut others = children.clone();
        others.retain(|(_, child)| child != hotkey);
        Self::store_children(hotkey, netuid, &others);
        Subnets::<T>::deposit_event(Event::SetChildren(hotkey.clone(), netuid, children));
    }

    /// Replaces the children of a hotkey, in account order, and the mirror entries.
    pub(crate) fn store_children(hotkey: &T::AccountId, netuid: NetUid, children: &Links<T>) {
        let children = by_account(children);
        for (_, child) in ChildKeys::<T>::get(hotkey, netuid) {
            if !children.contains_key(&child) {
                let mut parents = ParentKeys::<T>::get(&child, netuid);
                parents.retain(|(_, parent)| parent != hotkey);
                Self::put_parents(&child, netuid, parents);
            }
        }
        for (child, proportion) in &children {
            let mut parents = ParentKeys::<T>::get(child, netuid);
            put_link(&mut parents, hotkey, *proportion);
            Self::put_parents(child, netuid, parents);
        }
        Self::put_children(hotkey, netuid, links_of(children));
        // The reference writes the hotkey's own parents anew, too, in account order.
        let parents = by_account(&ParentKeys::<T>::get(hotkey, netuid));
        Self::put_parents(hotkey, netuid, links_of(parents));
    }

    /// Replaces the parents of a hotkey, in account order, and the mirror entries.
    pub(crate) fn store_parents(hotkey: &T::AccountId, netuid: NetUid, parents: &Links<T>) {
        let parents = by_account(parents);
        for (_, parent) in ParentKeys::<T>::get(hotkey, netuid) {
            if !parents.contains_key(&parent) {
                let mut children = ChildKeys::<T>::get(&parent, netuid);
                children.retain(|(_, child)| child != hotkey);
                Self::put_children(&parent, netuid, children);
            }
        }
        for (parent, proportion) in &parents {
            let mut children = ChildKeys::<T>::get(parent, netuid);
            put_link(&mut children, hotkey, *proportion);
            Self::put_children(parent, netuid, children);
        }
        Self::put_parents(hotkey, netuid, links_of(parents));
    }

    fn put_children(hotkey: &T::AccountId, netuid: NetUid, children: Links<T>) {
        if children.is_empty() {
            ChildKeys::<T>::remove(hotkey, netuid);
        } else {
            ChildKeys::<T>::insert(hotkey, netuid, children);
        }
    }

    fn put_parents(hotkey: &T::AccountId, netuid: NetUid, parents: Links<T>) {
        if parents.is_empty() {
            ParentKeys::<T>::remove(hotkey, netuid);
        } else {
            ParentKeys::<T>::insert(hotkey, netuid, parents);
        }
    }
}

/// Links by account; of several to one account the last counts.
fn by_account<A: Clone + Ord>(links: &[(u64, A)]) -> BTreeMap<A, u64> {
    links
        .iter()
        .map(|(proportion, account)| (account.clone(), *proportion))
        .collect()
}

/// Links in account order.
fn links_of<A>(by_account: BTreeMap<A, u64>) -> Vec<(u64, A)> {
    by_account
        .into_iter()
        .map(|(account, proportion)| (proportion, account))
        .collect()
}

/// Changes the link to an account in its place, or appends one.
fn put_link<A: Clone + PartialEq>(links: &mut Vec<(u64, A)>, account: &A, proportion: u64) {
    match links.iter_mut().find(|(_, linked)| linked == account) {
        Some(link) => link.0 = proportion,
        None => links.push((proportion, account.clone())),
    }
}
