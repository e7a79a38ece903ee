//! What always holds in the stake ledger.

use crate::{
    children::MAX_CHILDREN, Alpha, AlphaV2, ChildKeys, Config, Lock, LockingColdkeys,
    NumStakingColdkeys, Pallet, ParentKeys, StakingColdkeys, StakingColdkeysByIndex,
    StakingHotkeys, TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2,
};
use alloc::collections::{BTreeMap, BTreeSet};
use pallet_pools::SubnetAlphaOut;
use sp_runtime::TryRuntimeError;
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::{AlphaBalance, NetUid};

/// Rao that one key's share may gain by rounding against its pool's value.
const ROUNDING_PER_KEY: u64 = 1;

impl<T: Config> Pallet<T> {
    /// Checks invariants I10, I12 to I15 and I17 of spec `pools-and-staking` §9, and that
    /// no network has more alpha staked than is outside of its pool.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::check_numbers()?;
        Self::check_shares()?;
        Self::check_totals()?;
        Self::check_links()?;
        Self::check_locks()?;
        Self::check_index()
    }

    /// Children and parents mirror each other; nobody lends more than its whole
    /// stake, to itself or to its own parent.
    fn check_links() -> Result<(), TryRuntimeError> {
        let mut links: BTreeMap<(NetUid, T::AccountId, T::AccountId), u64> = BTreeMap::new();
        for (parent, netuid, children) in ChildKeys::<T>::iter() {
            let lent = children
                .iter()
                .try_fold(0u64, |sum, (proportion, _)| sum.checked_add(*proportion));
            if lent.is_none() {
                return Err("a hotkey lends more than its whole stake".into());
            }
            let distinct: BTreeSet<_> = children.iter().map(|(_, child)| child).collect();
            if distinct.len() < children.len() {
                return Err("a hotkey has a child twice".into());
            }
            if children.len() > MAX_CHILDREN {
                return Err("a hotkey has more than five children".into());
            }
            for (proportion, child) in children {
                links.insert((netuid, parent.clone(), child), proportion);
            }
        }
        let mut mirrored = BTreeMap::new();
        for (child, netuid, parents) in ParentKeys::<T>::iter() {
            for (proportion, parent) in parents {
                mirrored.insert((netuid, parent, child.clone()), proportion);
            }
        }
        if links != mirrored {
            return Err("ChildKeys and ParentKeys do not mirror each other".into());
        }
        for (netuid, parent, child) in links.keys() {
            // A hotkey that lends to itself is its own parent.
            if links.contains_key(&(*netuid, child.clone(), parent.clone())) {
                return Err("a hotkey lends to its own parent".into());
            }
        }
        Ok(())
    }

    /// No lock is dust, and each is in the index of its hotkey and only there.
    fn check_locks() -> Result<(), TryRuntimeError> {
        for ((coldkey, netuid, hotkey), lock) in Lock::<T>::iter() {
            if lock.is_dust() {
                return Err("a lock that is dust is stored".into());
            }
            if !LockingColdkeys::<T>::contains_key((netuid, hotkey, coldkey)) {
                return Err("a lock is missing from LockingColdkeys".into());
            }
        }
        for ((netuid, hotkey, coldkey), ()) in LockingColdkeys::<T>::iter() {
            if !Lock::<T>::contains_key((coldkey, netuid, hotkey)) {
                return Err("LockingColdkeys has a coldkey without a lock".into());
            }
        }
        Ok(())
    }

    /// Shares and denominators are normal, not zero, and kept in one map only.
    fn check_numbers() -> Result<(), TryRuntimeError> {
        let normal = |number: SafeFloat| number.is_normal() && !number.is_zero();
        for (key, share) in AlphaV2::<T>::iter() {
            if !normal(share) {
                return Err("a share is zero or not normal".into());
            }
            if Alpha::<T>::contains_key(key) {
                return Err("a share is stored in both maps".into());
            }
        }
        for (hotkey, netuid, denominator) in TotalHotkeySharesV2::<T>::iter() {
            if !normal(denominator) {
                return Err("a denominator is zero or not normal".into());
            }
            if TotalHotkeyShares::<T>::contains_key(&hotkey, netuid) {
                return Err("a denominator is stored in both maps".into());
            }
        }
        Ok(())
    }

    fn check_shares() -> Result<(), TryRuntimeError> {
        let mut pools: BTreeMap<(T::AccountId, NetUid), (u64, u64)> = BTreeMap::new();
        for (hotkey, coldkey, netuid) in Alpha::<T>::iter_keys().chain(AlphaV2::<T>::iter_keys()) {
            let value = Self::stake_of(&hotkey, &coldkey, netuid);
            // A swap of the hotkey leaves what rounding kept back, less than a rao,
            // in the old pool, and takes the old hotkey off the list. Dividends can
            // make that worth more again, but it stays less than one share.
            let share = Self::share_of(&hotkey, &coldkey, netuid).unwrap_or(SafeFloat::ZERO);
            let left_by_swap = share.to_u64() == 0 || value.to_u64() <= ROUNDING_PER_KEY;
            if !left_by_swap && !StakingHotkeys::<T>::get(&coldkey).contains(&hotkey) {
                return Err("a position is missing from StakingHotkeys".into());
            }
            let (values, keys) = pools.entry((hotkey, netuid)).or_default();
            *values = values.saturating_add(value.to_u64());
            *keys = keys.saturating_add(ROUNDING_PER_KEY);
        }
        for ((hotkey, netuid), (values, keys)) in pools {
            let pool = Self::hotkey_stake(&hotkey, netuid).to_u64();
            if values > pool.saturating_add(keys) {
                return Err("the shares of a pool are worth more than the pool".into());
            }
        }
        Ok(())
    }

    fn check_totals() -> Result<(), TryRuntimeError> {
        let mut staked: BTreeMap<NetUid, AlphaBalance> = BTreeMap::new();
        for (_, netuid, alpha) in TotalHotkeyAlpha::<T>::iter() {
            if alpha.is_zero() {
                return Err("an empty share pool is stored".into());
            }
            *staked.entry(netuid).or_default() += alpha;
        }
        for (netuid, alpha) in staked {
            if alpha > SubnetAlphaOut::<T>::get(netuid) {
                return Err("more alpha is staked than is outside of the pool".into());
            }
        }
        Ok(())
    }

    fn check_index() -> Result<(), TryRuntimeError> {
        let count = NumStakingColdkeys::<T>::get();
        for index in 0..count {
            let coldkey = StakingColdkeysByIndex::<T>::get(index)
                .ok_or("a number of a staking coldkey is not used")?;
            if StakingColdkeys::<T>::get(coldkey) != Some(index) {
                return Err("StakingColdkeys and StakingColdkeysByIndex disagree".into());
            }
        }
        let numbered = u64::try_from(StakingColdkeys::<T>::iter().count()).unwrap_or(u64::MAX);
        if numbered != count {
            return Err("NumStakingColdkeys differs from the coldkeys numbered".into());
        }
        Ok(())
    }
}
