//! Who gets which part of an epoch's dividends.
//!
//! Consensus names dividends per hotkey; a part of each goes to the hotkey's
//! parents, and the sums divide the validators' alpha and the root dividends
//! (spec `emission` §8.2 and §8.3).

use crate::{Config, Drained, Pallet};
use alloc::{collections::BTreeMap, vec::Vec};
use pallet_pools::Pallet as Pools;
use pallet_staking::{CKBurn, ChildKeys, Owner, Pallet as Staking, ParentKeys, TaoWeight};
use substrate_fixed::types::U96F32;
use subtensor_math::{
    distribution::{
        share_pools, split_dividend, validator_pool, DividendClaim, DividendPay, OwnStake, Parent,
        SplitTerms,
    },
    fixed::{fraction_of_u16, fraction_of_u64},
};
use subtensor_types::{AlphaBalance, NetUid};

/// What consensus gave one hotkey: incentive and dividend.
pub(crate) type Row<T> = (
    <T as frame_system::Config>::AccountId,
    AlphaBalance,
    AlphaBalance,
);

/// The pay of every hotkey that earned dividends, in account order.
pub(crate) struct Pays<T: Config> {
    /// In alpha.
    pub alpha: Vec<(T::AccountId, DividendPay)>,
    /// In TAO, on root; nobody's where root's alpha was not sold.
    pub root_tao: Vec<(T::AccountId, U96F32)>,
}

impl<T: Config> Pallet<T> {
    /// What the dividends of an epoch are worth.
    pub(crate) fn dividend_pays(netuid: NetUid, rows: &[Row<T>], drained: &Drained) -> Pays<T> {
        let incentives: AlphaBalance = rows.iter().map(|(_, incentive, _)| *incentive).sum();
        let validators = validator_pool(incentives, drained.server, drained.validator);
        let (hotkeys, claims): (Vec<_>, Vec<_>) = Self::dividends_by_hotkey(netuid, rows)
            .into_iter()
            .map(|(hotkey, dividend)| {
                let stake = Self::own_stake(netuid, &hotkey);
                (hotkey, DividendClaim { dividend, stake })
            })
            .unzip();
        let tao_weight = fraction_of_u64(TaoWeight::<T>::get());
        let pays = share_pools(&claims, validators, drained.root, tao_weight);
        let root_tao = if drained.root_tao.is_zero() {
            Vec::new()
        } else {
            // Divided as alpha for root would be.
            let root_tao = AlphaBalance::new(drained.root_tao.to_u64());
            let pays = share_pools(&claims, AlphaBalance::ZERO, root_tao, tao_weight);
            hotkeys
                .iter()
                .cloned()
                .zip(pays.iter().map(|pay| pay.root))
                .collect()
        };
        Pays {
            alpha: hotkeys.into_iter().zip(pays).collect(),
            root_tao,
        }
    }

    /// Splits each dividend between the hotkey and its parents and sums up. What
    /// `CKBurn` takes is recycled.
    fn dividends_by_hotkey(
        netuid: NetUid,
        rows: &[Row<T>],
    ) -> BTreeMap<T::AccountId, AlphaBalance> {
        let tao_weight = fraction_of_u64(TaoWeight::<T>::get());
        let childkey_burn = fraction_of_u64(CKBurn::<T>::get());
        let mut sums: BTreeMap<T::AccountId, AlphaBalance> = BTreeMap::new();
        for (hotkey, _, dividend) in rows {
            let parents = ParentKeys::<T>::get(hotkey, netuid);
            if parents.is_empty() {
                *sums.entry(hotkey.clone()).or_default() += *dividend;
                continue;
            }
            let owner = Owner::<T>::get(hotkey);
            let inputs: Vec<Parent> = parents
                .iter()
                .map(|(proportion, parent)| Parent {
                    stake: Self::own_stake(netuid, parent),
                    proportion: *proportion,
                    same_owner: Owner::<T>::get(parent) == owner,
                })
                .collect();
            let terms = SplitTerms {
                tao_weight,
                childkey_take: fraction_of_u16(Staking::<T>::effective_childkey_take(
                    hotkey, netuid,
                )),
                childkey_burn,
            };
            let children = ChildKeys::<T>::get(hotkey, netuid);
            let split = split_dividend(
                *dividend,
                Self::own_stake(netuid, hotkey),
                children.iter().map(|(proportion, _)| *proportion),
                &inputs,
                &terms,
            );
            for ((_, parent), part) in parents.into_iter().zip(split.parents) {
                Pools::<T>::recycle_subnet_alpha(netuid, part.recycled);
                *sums.entry(parent).or_default() += part.dividend;
            }
            *sums.entry(hotkey.clone()).or_default() += split.own;
        }
        sums
    }

    fn own_stake(netuid: NetUid, hotkey: &T::AccountId) -> OwnStake {
        OwnStake {
            alpha: Staking::<T>::hotkey_stake(hotkey, netuid),
            root: Staking::<T>::hotkey_stake(hotkey, NetUid::ROOT),
        }
    }
}
