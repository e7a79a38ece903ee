//! What becomes of the stake on a network that is dissolved: who has a claim to
//! the pot, and what the ledger forgets.
//!
//! Every position of every hotkey that has alpha on the network claims by its
//! alpha. Positions under a hotkey without alpha neither claim nor go, as on the
//! main chain (spec `registration` §2.1, §2.2 and §7.1).

use crate::*;
use alloc::{collections::BTreeMap, vec::Vec};
use codec::FullCodec;
use frame_support::storage::IterableStorageDoubleMap;
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::{AlphaBalance, NetUid};

/// What a coldkey claims of a dissolved network's pot, by one of its positions.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Claim<AccountId> {
    /// Who stakes.
    pub coldkey: AccountId,
    /// The alpha staked, in rao.
    pub alpha: AlphaBalance,
}

impl<T: Config> Pallet<T> {
    /// The claims of all positions on a network: by hotkey in the order of
    /// storage, below it by coldkey.
    ///
    /// A position that is worth nothing claims by its bare share, which matters
    /// where a pool has shares of nothing.
    pub fn claims_on(netuid: NetUid) -> Vec<Claim<T::AccountId>> {
        let mut claims = Vec::new();
        for hotkey in Self::hotkeys_with_alpha(netuid) {
            let pool = Self::share_pool(&hotkey, netuid);
            for (coldkey, share) in Self::shares_in(&hotkey, netuid) {
                let alpha = match Self::share_of(&hotkey, &coldkey, netuid)
                    .map_or(0, |share| pool.value_of(share))
                {
                    0 => share.to_u64(),
                    value => value,
                };
                claims.push(Claim {
                    coldkey,
                    alpha: alpha.into(),
                });
            }
        }
        claims
    }

    /// Forgets all unclaimed root dividends in the alpha of a network. They are
    /// lost.
    pub fn drop_root_dividends(netuid: NetUid) {
        let hotkeys: Vec<T::AccountId> = RootClaimable::<T>::iter()
            .filter(|(_, rates)| rates.contains_key(&netuid))
            .map(|(hotkey, _)| hotkey)
            .collect();
        for hotkey in hotkeys {
            RootClaimable::<T>::mutate(hotkey, |rates| rates.remove(&netuid));
        }
        let _ = RootClaimed::<T>::clear_prefix((netuid,), u32::MAX, None);
    }

    /// Forgets the stake, the locks and the links of hotkeys on a network.
    ///
    /// `MinChildkeyTakePerSubnet`, `RootClaimableThreshold` and the destinations
    /// of auto-stake outlive it.
    pub fn clear_network(netuid: NetUid) {
        Self::clear_ledger(netuid);
        Self::clear_locks(netuid);
        let _ = PendingChildKeys::<T>::clear_prefix(netuid, u32::MAX, None);
        remove_on::<_, _, ChildKeys<T>>(netuid);
        remove_on::<_, _, ParentKeys<T>>(netuid);
        remove_on::<_, _, ChildkeyTake<T>>(netuid);
        remove_on::<_, _, LastHotkeyEmissionOnNetuid<T>>(netuid);
        remove_on::<_, _, TotalHotkeyAlphaLastEpoch<T>>(netuid);
    }

    fn clear_ledger(netuid: NetUid) {
        for hotkey in Self::hotkeys_with_alpha(netuid) {
            for coldkey in Self::shares_in(&hotkey, netuid).into_keys() {
                Alpha::<T>::remove((&hotkey, &coldkey, netuid));
                AlphaV2::<T>::remove((&hotkey, &coldkey, netuid));
            }
            TotalHotkeyAlpha::<T>::remove(&hotkey, netuid);
            TotalHotkeyShares::<T>::remove(&hotkey, netuid);
            TotalHotkeySharesV2::<T>::remove(&hotkey, netuid);
        }
    }

    fn clear_locks(netuid: NetUid) {
        let keys: Vec<_> = Lock::<T>::iter_keys()
            .filter(|(_, on, _)| *on == netuid)
            .collect();
        for key in keys {
            Lock::<T>::remove(key);
        }
        remove_on::<_, _, DecayingLock<T>>(netuid);
        let _ = LockingColdkeys::<T>::clear_prefix((netuid,), u32::MAX, None);
        let _ = HotkeyLock::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = DecayingHotkeyLock::<T>::clear_prefix(netuid, u32::MAX, None);
        OwnerLock::<T>::remove(netuid);
        DecayingOwnerLock::<T>::remove(netuid);
    }

    /// The hotkeys with alpha on a network, in the order of storage.
    fn hotkeys_with_alpha(netuid: NetUid) -> Vec<T::AccountId> {
        TotalHotkeyAlpha::<T>::iter_keys()
            .filter(|(_, on)| *on == netuid)
            .map(|(hotkey, _)| hotkey)
            .collect()
    }

    /// The shares in a hotkey's pool by coldkey, those of the former map among
    /// them.
    fn shares_in(hotkey: &T::AccountId, netuid: NetUid) -> BTreeMap<T::AccountId, SafeFloat> {
        let former = Alpha::<T>::iter_prefix((hotkey,))
            .map(|((coldkey, on), share)| (coldkey, on, SafeFloat::from(share)));
        let current =
            AlphaV2::<T>::iter_prefix((hotkey,)).map(|((coldkey, on), share)| (coldkey, on, share));
        former
            .chain(current)
            .filter(|(_, on, _)| *on == netuid)
            .map(|(coldkey, _, share)| (coldkey, share))
            .collect()
    }
}

/// Removes the entries of a map by account and network that are of a network.
fn remove_on<Account, Value, Map>(netuid: NetUid)
where
    Account: FullCodec,
    Value: FullCodec,
    Map: IterableStorageDoubleMap<Account, NetUid, Value>,
{
    let accounts: Vec<Account> = Map::iter_keys()
        .filter(|(_, on)| *on == netuid)
        .map(|(account, _)| account)
        .collect();
    for account in accounts {
        Map::remove(account, netuid);
    }
}
