//! Conviction: who would own a network by the locks on it.

use crate::{Config, DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, Owner, OwnerLock, Pallet};
use alloc::collections::BTreeMap;
use frame_support::traits::Get;
use pallet_pools::SubnetAlphaOut;
use pallet_subnets::{
    Event, NetworkRegisteredAt, Pallet as Subnets, SubnetOwner, SubnetOwnerHotkey, ZeroAccount,
};
use substrate_fixed::types::U64F64;
use subtensor_math::locks::{may_change_owner, Kind, LockState};
use subtensor_types::NetUid;

/// A hotkey that a network falls to, and the coldkey that owns it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Heir<AccountId> {
    /// The hotkey with the most conviction.
    pub hotkey: AccountId,
    /// Its owner.
    pub coldkey: AccountId,
}

impl<T: Config> Pallet<T> {
    /// The conviction in a hotkey on a network now, of all locks to it.
    pub fn hotkey_conviction(hotkey: &T::AccountId, netuid: NetUid) -> U64F64 {
        Self::convictions(netuid)
            .get(hotkey)
            .copied()
            .unwrap_or_default()
    }

    /// The hotkey with the most conviction on a network, the last of equals in
    /// account order, if there are locks at all.
    pub fn most_convicted_hotkey(netuid: NetUid) -> Option<T::AccountId> {
        Self::convictions(netuid)
            .into_iter()
            .max_by(|(_, one), (_, other)| one.cmp(other))
            .map(|(hotkey, _)| hotkey)
    }

    /// All conviction on a network now.
    pub fn total_conviction(netuid: NetUid) -> U64F64 {
        Self::convictions(netuid)
            .values()
            .fold(U64F64::from_bits(0), |sum, one| sum.saturating_add(*one))
    }

    /// The conviction in each hotkey that has locks on a network, as of now.
    fn convictions(netuid: NetUid) -> BTreeMap<T::AccountId, U64F64> {
        let mut convictions: BTreeMap<T::AccountId, U64F64> = BTreeMap::new();
        let mut add = |hotkey, sum: LockState, kind| {
            let total = convictions.entry(hotkey).or_default();
            *total = total.saturating_add(Self::roll(sum, kind).conviction);
        };
        for (hotkey, sum) in HotkeyLock::<T>::iter_prefix(netuid) {
            add(hotkey, sum, hotkeys(true));
        }
        for (hotkey, sum) in DecayingHotkeyLock::<T>::iter_prefix(netuid) {
            add(hotkey, sum, hotkeys(false));
        }
        let owner = SubnetOwnerHotkey::<T>::get(netuid);
        if let Some(sum) = OwnerLock::<T>::get(netuid) {
            add(owner.clone(), sum, owners(true));
        }
        if let Some(sum) = DecayingOwnerLock::<T>::get(netuid) {
            add(owner, sum, owners(false));
        }
        convictions
    }

    /// To whom a network falls by the locks on it, if to anybody else than its
    /// owner (spec `registration` §1.8): it is old enough, has enough conviction,
    /// and the hotkey with the most of it belongs to somebody.
    pub fn heir_by_conviction(netuid: NetUid) -> Option<Heir<T::AccountId>> {
        if !may_change_owner(
            SubnetAlphaOut::<T>::get(netuid),
            NetworkRegisteredAt::<T>::get(netuid),
            Subnets::<T>::now(),
            || Self::total_conviction(netuid),
        ) {
            return None;
        }
        let hotkey = Self::most_convicted_hotkey(netuid)?;
        let coldkey = Owner::<T>::get(&hotkey);
        let nobodys = coldkey == ZeroAccount::<T>::get();
        let owners = coldkey == SubnetOwner::<T>::get(netuid);
        (!nobodys && !owners).then_some(Heir { hotkey, coldkey })
    }

    /// Makes the heir the owner of a network. The locks to the former owner hotkey
    /// become ordinary ones, those to the heir's hotkey an owner's.
    ///
    /// Only the sums change sides; a single lock follows its new rule when it is
    /// next rolled.
    pub fn change_subnet_owner(netuid: NetUid, heir: Heir<T::AccountId>) {
        let former = SubnetOwnerHotkey::<T>::get(netuid);
        for perpetual in [true, false] {
            let (ordinary, owner) = (hotkeys(perpetual), owners(perpetual));
            if let Some(sum) = Self::take_sum(netuid, &former, owner) {
                let other = Self::roll(Self::sum_of_locks(netuid, &former, ordinary), ordinary);
                Self::store_sum(netuid, &former, ordinary, other.merged(sum));
            }
            if let Some(sum) = Self::take_sum(netuid, &heir.hotkey, ordinary) {
                Self::store_sum(netuid, &heir.hotkey, owner, Self::roll(sum, owner));
            }
        }
        SubnetOwnerHotkey::<T>::insert(netuid, &heir.hotkey);
        let old_coldkey = SubnetOwner::<T>::get(netuid);
        SubnetOwner::<T>::insert(netuid, &heir.coldkey);
        Subnets::<T>::deposit_event(Event::SubnetOwnerChanged {
            netuid,
            old_coldkey,
            new_coldkey: heir.coldkey,
        });
    }
}

/// The kind of locks to an ordinary hotkey.
const fn hotkeys(perpetual: bool) -> Kind {
    Kind {
        owner: false,
        perpetual,
    }
}

/// The kind of locks to the owner hotkey.
const fn owners(perpetual: bool) -> Kind {
    Kind {
        owner: true,
        perpetual,
    }
}
