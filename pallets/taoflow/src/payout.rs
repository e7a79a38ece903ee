//! Paying an epoch: owner, miners, validators with their nominators, root stakers
//! (spec `emission` §8 and §8.4).

use crate::{
    dividends::Row, AlphaDividendsPerSubnet, Config, Drained, MinerBurned, Pallet,
    RootAlphaDividendsPerSubnet,
};
use alloc::{collections::BTreeMap, collections::BTreeSet};
use pallet_pools::{Pallet as Pools, SubnetTAO, TotalStake};
use pallet_staking::{
    AutoStakeDestination, Delegates, OwnedHotkeys, Owner, Pallet as Staking,
    TotalHotkeyAlphaLastEpoch,
};
use pallet_subnets::{
    EmissionEra, Event, Pallet as Subnets, RecycleOrBurn, SubnetOwner, SubnetOwnerHotkey,
};
use pallet_yuma::Pallet as Yuma;
use subtensor_math::{
    distribution::{delegate_take, miner_burned, DividendPay},
    emission::{Accrual, RootAlpha},
};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Runs a network's epoch over what was pending and pays everybody.
    pub fn distribute_emission(netuid: NetUid, drained: Drained) {
        let total = drained
            .server
            .saturating_add(drained.validator)
            .saturating_add(drained.root)
            .saturating_add(drained.root_sold);
        let rows = Yuma::<T>::epoch_with_mechanisms(netuid, total);
        // Dividends are shared out by the stakes from before any payment.
        let pays = Self::dividend_pays(netuid, &rows, &drained);

        Self::pay_owner(netuid, drained.owner);
        Self::pay_incentives(netuid, &rows);
        Self::pay_alpha_dividends(netuid, &pays.alpha);
        match EmissionEra::<T>::get().root_alpha {
            RootAlpha::Claimed => Self::pay_root_dividends(netuid, &pays.alpha),
            RootAlpha::SoldEachBlock => Self::pay_root_tao(&pays.root_tao),
        }
    }

    /// Stakes the owner's cut, and locks it where the network asks for it; where the
    /// era pays in TAO, pays it out. Without an owner it stays nobody's.
    fn pay_owner(netuid: NetUid, cut: AlphaBalance) {
        if let (Ok(owner), Ok(hotkey)) = (
            SubnetOwner::<T>::try_get(netuid),
            SubnetOwnerHotkey::<T>::try_get(netuid),
        ) {
            if EmissionEra::<T>::get().accrual == Accrual::Tao {
                Self::pay_out_cut(netuid, &owner, cut);
                return;
            }
            Staking::<T>::increase_stake(&hotkey, &owner, netuid, cut);
            Staking::<T>::auto_lock_owner_cut(netuid, cut);
        }
    }

    /// Redeems the owner's cut for the TAO that lies behind it, one for one. A cut
    /// that the account can't pay, or the owner's can't take, stays nobody's.
    fn pay_out_cut(netuid: NetUid, owner: &T::AccountId, cut: AlphaBalance) {
        let tao = TaoBalance::new(cut.to_u64());
        if tao > SubnetTAO::<T>::get(netuid)
            || Pools::<T>::transfer_tao_from_subnet(netuid, owner, tao).is_err()
        {
            return;
        }
        SubnetTAO::<T>::mutate(netuid, |total| *total -= tao);
        TotalStake::<T>::mutate(|total| *total -= tao);
        Pools::<T>::recycle_subnet_alpha(netuid, cut);
    }

    /// Stakes each miner's incentive for its owner; what falls to the subnet
    /// owner's own miners is withheld.
    fn pay_incentives(netuid: NetUid, rows: &[Row<T>]) {
        let mut incentives: BTreeMap<&T::AccountId, AlphaBalance> = BTreeMap::new();
        for (hotkey, incentive, _) in rows {
            *incentives.entry(hotkey).or_default() += *incentive;
        }
        let owners_miners = Self::owners_miners(netuid);
        let (mut withheld, mut total) = (AlphaBalance::ZERO, AlphaBalance::ZERO);
        for (hotkey, incentive) in incentives {
            total += incentive;
            if owners_miners.contains(hotkey) {
                withheld += incentive;
                Pools::<T>::give_up_alpha(netuid, incentive, RecycleOrBurn::<T>::get(netuid));
                continue;
            }
            Self::pay_miner(netuid, hotkey, incentive);
        }
        MinerBurned::<T>::insert(netuid, miner_burned(withheld, total));
    }

    fn pay_miner(netuid: NetUid, hotkey: &T::AccountId, incentive: AlphaBalance) {
        let owner = Owner::<T>::get(hotkey);
        let Some(destination) = AutoStakeDestination::<T>::get(&owner, netuid) else {
            Staking::<T>::increase_stake(hotkey, &owner, netuid, incentive);
            return;
        };
        Staking::<T>::increase_stake(&destination, &owner, netuid, incentive);
        Subnets::<T>::deposit_event(Event::AutoStakeAdded {
            netuid,
            destination,
            hotkey: hotkey.clone(),
            owner,
            incentive,
        });
    }

    /// Hotkeys on the network that belong to its owner, and the owner hotkey.
    fn owners_miners(netuid: NetUid) -> BTreeSet<T::AccountId> {
        let mut hotkeys = BTreeSet::new();
        if let Ok(owner) = SubnetOwner::<T>::try_get(netuid) {
            hotkeys.extend(OwnedHotkeys::<T>::get(owner));
        }
        hotkeys.extend(SubnetOwnerHotkey::<T>::try_get(netuid).ok());
        hotkeys.retain(|hotkey| Subnets::<T>::is_registered(netuid, hotkey));
        hotkeys
    }

    /// Pays each validator its take and the rest to all who stake to it.
    fn pay_alpha_dividends(netuid: NetUid, pays: &[(T::AccountId, DividendPay)]) {
        let _ = AlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
        for (hotkey, pay) in pays {
            let rest = Self::pay_take(netuid, hotkey, delegate_take(pay.alpha, take::<T>(hotkey)));
            Staking::<T>::increase_stake_for_hotkey(hotkey, netuid, rest);
            AlphaDividendsPerSubnet::<T>::mutate(netuid, hotkey, |total| *total += rest);
            TotalHotkeyAlphaLastEpoch::<T>::insert(
                hotkey,
                netuid,
                Staking::<T>::hotkey_stake(hotkey, netuid),
            );
        }
    }

    /// Pays each validator its take of the root dividends in alpha and lets the
    /// rest accrue for those who stake to it on root.
    fn pay_root_dividends(netuid: NetUid, pays: &[(T::AccountId, DividendPay)]) {
        let _ = RootAlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
        for (hotkey, pay) in pays {
            let rest = Self::pay_take(netuid, hotkey, delegate_take(pay.root, take::<T>(hotkey)));
            Staking::<T>::increase_root_claimable(hotkey, netuid, rest);
            RootAlphaDividendsPerSubnet::<T>::mutate(netuid, hotkey, |total| *total += rest);
        }
    }

    /// Stakes a take for the hotkey's owner and gives the rest.
    fn pay_take(
        netuid: NetUid,
        hotkey: &T::AccountId,
        (take, rest): (AlphaBalance, AlphaBalance),
    ) -> AlphaBalance {
        Staking::<T>::increase_stake(hotkey, &Owner::<T>::get(hotkey), netuid, take);
        rest
    }
}

/// The delegate take of a hotkey, out of 65535.
pub(crate) fn take<T: Config>(hotkey: &T::AccountId) -> u16 {
    Delegates::<T>::get(hotkey)
}
