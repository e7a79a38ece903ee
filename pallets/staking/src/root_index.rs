//! The dense numbering of coldkeys with root stake, from which automatic claims
//! are drawn (spec `emission` §9.7).

use crate::{
    Alpha, AlphaMapLastKey, AlphaV2, AlphaV2MapLastKey, Config, NumStakingColdkeys, Pallet,
    StakingColdkeys, StakingColdkeysByIndex,
};
use alloc::vec::Vec;
use subtensor_types::NetUid;

/// Keys scanned per map and block.
const FILLER_BATCH: usize = 30;

impl<T: Config> Pallet<T> {
    /// Numbers a coldkey, unless it is numbered.
    pub fn add_staking_coldkey(coldkey: &T::AccountId) {
        if StakingColdkeys::<T>::contains_key(coldkey) {
            return;
        }
        let index = NumStakingColdkeys::<T>::get();
        StakingColdkeysByIndex::<T>::insert(index, coldkey);
        StakingColdkeys::<T>::insert(coldkey, index);
        NumStakingColdkeys::<T>::put(index.saturating_add(1));
    }

    /// Forgets a coldkey's number if it has no root stake left; the last number
    /// fills the gap.
    pub(crate) fn remove_staking_coldkey_without_root_stake(coldkey: &T::AccountId) {
        if !Self::coldkey_stake(coldkey, NetUid::ROOT).is_zero() {
            return;
        }
        let Some(index) = StakingColdkeys::<T>::take(coldkey) else {
            return;
        };
        let last = NumStakingColdkeys::<T>::get().saturating_sub(1);
        NumStakingColdkeys::<T>::put(last);
        if let Some(moved) = StakingColdkeysByIndex::<T>::take(last) {
            if last != index {
                StakingColdkeysByIndex::<T>::insert(index, &moved);
                StakingColdkeys::<T>::insert(&moved, index);
            }
        }
    }

    /// Scans a batch of shares of both maps for root stakes whose coldkeys are not
    /// numbered yet, going on where the last block stopped.
    pub fn fill_staking_coldkeys() {
        let batch = |keys: &mut dyn Iterator<Item = (T::AccountId, T::AccountId, NetUid)>| {
            keys.take(FILLER_BATCH).collect::<Vec<_>>()
        };
        let keys = match AlphaMapLastKey::<T>::get() {
            Some(key) => batch(&mut Alpha::<T>::iter_keys_from(key)),
            None => batch(&mut Alpha::<T>::iter_keys()),
        };
        AlphaMapLastKey::<T>::put(Self::number_root_stakers(&keys, |key| {
            Alpha::<T>::hashed_key_for(key)
        }));
        let keys = match AlphaV2MapLastKey::<T>::get() {
            Some(key) => batch(&mut AlphaV2::<T>::iter_keys_from(key)),
            None => batch(&mut AlphaV2::<T>::iter_keys()),
        };
        AlphaV2MapLastKey::<T>::put(Self::number_root_stakers(&keys, |key| {
            AlphaV2::<T>::hashed_key_for(key)
        }));
    }

    /// Numbers the coldkeys of root shares among the keys, and gives where to go
    /// on: nowhere when the batch was the last one.
    fn number_root_stakers(
        keys: &[(T::AccountId, T::AccountId, NetUid)],
        raw: impl Fn((T::AccountId, T::AccountId, NetUid)) -> Vec<u8>,
    ) -> Option<Vec<u8>> {
        for (_, coldkey, netuid) in keys {
            if netuid.is_root() {
                Self::add_staking_coldkey(coldkey);
            }
        }
        (keys.len() >= FILLER_BATCH)
            .then(|| keys.last().cloned().map(raw))
            .flatten()
    }
}
