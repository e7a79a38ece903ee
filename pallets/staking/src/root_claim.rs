//! Root dividends: accrual, watermarks and claims.
//!
//! A root dividend raises a hotkey's rate of claimable alpha per rao of root
//! stake. What a coldkey may claim is `rate · stake - watermark`; the watermark
//! moves with its stake, so that new stake earns nothing of the past
//! (spec `emission` §9, `pools-and-staking` §6).

use crate::{
    Config, NumRootClaim, NumStakingColdkeys, Pallet, RootClaimType, RootClaimable,
    RootClaimableThreshold, RootClaimed, StakingColdkeysByIndex, StakingHotkeys,
};
use alloc::collections::BTreeSet;
use frame_support::{ensure, storage::with_storage_layer};
use frame_system::ensure_root;
use pallet_pools::{Pallet as Pools, SubnetAlphaOut, SubnetRootSellTao, SubnetTAO, TotalStake};
use pallet_subnets::{Error, Event, Pallet as Subnets, RootClaimTypeEnum};
use sp_runtime::DispatchResult;
use substrate_fixed::types::I96F32;
use subtensor_math::root::{
    auto_claim_indices, claim_amount, dividend_rate, owed, watermark_shift,
};
use subtensor_types::{AlphaBalance, NetUid};

/// The most networks one claim can name.
const MAX_SUBNET_CLAIMS: usize = 5;
/// The most coldkeys that can be drawn for automatic claims in a block.
const MAX_NUM_ROOT_CLAIMS: u64 = 50;
/// The largest least claim, in rao of alpha.
const MAX_ROOT_CLAIM_THRESHOLD: u64 = 10_000_000;

impl<T: Config> Pallet<T> {
    /// Adds a root dividend in alpha of `netuid` for those who stake on root to a
    /// hotkey. If it exceeds their stake, it is staked for the hotkey's owner.
    pub fn increase_root_claimable(hotkey: &T::AccountId, netuid: NetUid, amount: AlphaBalance) {
        match dividend_rate(amount, Self::hotkey_stake(hotkey, NetUid::ROOT)) {
            None => Self::increase_stake(hotkey, &crate::Owner::<T>::get(hotkey), netuid, amount),
            Some(increment) => RootClaimable::<T>::mutate(hotkey, |rates| {
                let rate = rates.entry(netuid).or_insert(I96F32::from_bits(0));
                *rate = rate.saturating_add(increment);
            }),
        }
    }

    /// Moves the watermarks of a coldkey that adds root stake.
    pub(crate) fn root_stake_added(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        amount: AlphaBalance,
    ) {
        for (netuid, rate) in RootClaimable::<T>::get(hotkey) {
            RootClaimed::<T>::mutate((netuid, hotkey, coldkey), |claimed| {
                *claimed = claimed.saturating_add(watermark_shift(rate, amount));
            });
        }
    }

    /// Moves the watermarks of a coldkey that removes root stake. They can't fall
    /// below zero, so unclaimed dividends of the removed stake are lost.
    pub(crate) fn root_stake_removed(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        amount: AlphaBalance,
    ) {
        for (netuid, rate) in RootClaimable::<T>::get(hotkey) {
            if netuid.is_root() {
                continue;
            }
            RootClaimed::<T>::mutate((netuid, hotkey, coldkey), |claimed| {
                *claimed = claimed.saturating_sub(watermark_shift(rate, amount));
            });
        }
    }

    /// Alpha of `netuid` that a coldkey may claim for its root stake on a hotkey.
    pub fn root_owed(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) -> I96F32 {
        let rate = RootClaimable::<T>::get(hotkey)
            .get(&netuid)
            .copied()
            .unwrap_or(I96F32::from_bits(0));
        Self::owed_at(hotkey, coldkey, netuid, rate)
    }

    fn owed_at(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        rate: I96F32,
    ) -> I96F32 {
        owed(
            rate,
            Self::stake_of(hotkey, coldkey, NetUid::ROOT),
            RootClaimed::<T>::get((netuid, hotkey, coldkey)),
        )
    }

    /// `claim_root`: claims the dividends of up to five networks.
    ///
    /// Fails with `InvalidSubnetNumber` for none or too many networks, or as a
    /// sale of the alpha does; then nothing is claimed.
    pub fn do_claim_root(coldkey: T::AccountId, subnets: BTreeSet<NetUid>) -> DispatchResult {
        ensure!(
            !subnets.is_empty() && subnets.len() <= MAX_SUBNET_CLAIMS,
            Error::<T>::InvalidSubnetNumber
        );
        Self::add_staking_coldkey(&coldkey);
        Self::claim_for_coldkey(&coldkey, Some(&subnets))
    }

    /// `set_root_claim_type`: chooses what claims do. Fails with
    /// `InvalidSubnetNumber` for an empty set of networks to keep.
    pub fn do_set_root_claim_type(
        coldkey: T::AccountId,
        root_claim_type: RootClaimTypeEnum,
    ) -> DispatchResult {
        if let RootClaimTypeEnum::KeepSubnets { subnets } = &root_claim_type {
            ensure!(!subnets.is_empty(), Error::<T>::InvalidSubnetNumber);
        }
        Self::add_staking_coldkey(&coldkey);
        RootClaimType::<T>::insert(&coldkey, &root_claim_type);
        Subnets::<T>::deposit_event(Event::RootClaimTypeSet {
            coldkey,
            root_claim_type,
        });
        Ok(())
    }

    /// `sudo_set_num_root_claims`: how many coldkeys are drawn for automatic claims
    /// in each block. Fails with `BadOrigin` unless root calls, or with
    /// `InvalidNumRootClaim` above 50.
    pub fn do_set_num_root_claims(origin: T::RuntimeOrigin, coldkeys: u64) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(
            coldkeys <= MAX_NUM_ROOT_CLAIMS,
            Error::<T>::InvalidNumRootClaim
        );
        NumRootClaim::<T>::put(coldkeys);
        Ok(())
    }

    /// `sudo_set_root_claim_threshold`: the least alpha of a network that a claim
    /// pays. Fails with `BadOrigin` unless root or the network's owner calls, or
    /// with `InvalidRootClaimThreshold` above 0.01 alpha.
    pub fn do_set_root_claim_threshold(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        threshold: u64,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        ensure!(
            threshold <= MAX_ROOT_CLAIM_THRESHOLD,
            Error::<T>::InvalidRootClaimThreshold
        );
        RootClaimableThreshold::<T>::insert(netuid, I96F32::saturating_from_num(threshold));
        Ok(())
    }

    /// Claims everything for the few coldkeys that the parent block's hash draws.
    /// A claim that fails changes nothing for its coldkey.
    pub fn auto_claim_root_dividends(parent_hash: T::Hash) {
        let mut hash = [0u8; 32];
        let bytes = parent_hash.as_ref();
        let length = bytes.len().min(hash.len());
        if let (Some(to), Some(from)) = (hash.get_mut(..length), bytes.get(..length)) {
            to.copy_from_slice(from);
        }
        let indices = auto_claim_indices(
            &hash,
            NumRootClaim::<T>::get(),
            NumStakingColdkeys::<T>::get(),
        );
        for index in indices {
            if let Some(coldkey) = StakingColdkeysByIndex::<T>::get(index) {
                let _ = Self::claim_for_coldkey(&coldkey, None);
            }
        }
    }

    /// Claims for all hotkeys a coldkey stakes to, all or nothing. The event comes
    /// whether or not anything was due.
    fn claim_for_coldkey(
        coldkey: &T::AccountId,
        only: Option<&BTreeSet<NetUid>>,
    ) -> DispatchResult {
        with_storage_layer(|| {
            for hotkey in StakingHotkeys::<T>::get(coldkey) {
                for (netuid, rate) in RootClaimable::<T>::get(&hotkey) {
                    if only.is_none_or(|subnets| subnets.contains(&netuid)) {
                        Self::claim_on_subnet(&hotkey, coldkey, netuid, rate)?;
                    }
                }
            }
            Subnets::<T>::deposit_event(Event::RootClaimed {
                coldkey: coldkey.clone(),
            });
            Ok(())
        })
    }

    fn claim_on_subnet(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        rate: I96F32,
    ) -> DispatchResult {
        let owed = Self::owed_at(hotkey, coldkey, netuid, rate);
        let Some(amount) = claim_amount(owed, RootClaimableThreshold::<T>::get(netuid)) else {
            return Ok(());
        };
        let keep = match RootClaimType::<T>::get(coldkey) {
            RootClaimTypeEnum::Swap => false,
            RootClaimTypeEnum::Keep => true,
            RootClaimTypeEnum::KeepSubnets { subnets } => subnets.contains(&netuid),
        };
        if keep {
            Self::increase_stake(hotkey, coldkey, netuid, amount);
        } else {
            Self::sell_claim(hotkey, coldkey, netuid, amount)?;
        }
        RootClaimed::<T>::mutate((netuid, hotkey, coldkey), |claimed| {
            *claimed = claimed.saturating_add(u128::from(amount.to_u64()));
        });
        Ok(())
    }

    /// Sells claimed alpha and stakes the TAO on root, without fees.
    fn sell_claim(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        with_storage_layer(|| {
            let min_price = pallet_swap::Pallet::<T>::min_price();
            let tao =
                Pools::<T>::swap_alpha_for_tao(netuid, amount, min_price, true)?.amount_paid_out;
            let root_account = Subnets::<T>::subnet_account_unchecked(NetUid::ROOT);
            Pools::<T>::transfer_tao_from_subnet(netuid, &root_account, tao)?;
            SubnetRootSellTao::<T>::mutate(netuid, |total| *total += tao);
            Pools::<T>::record_protocol_outflow(netuid, tao);
            // On root 1 TAO is 1 alpha.
            let stake = AlphaBalance::new(tao.to_u64());
            Self::increase_stake(hotkey, coldkey, NetUid::ROOT, stake);
            SubnetTAO::<T>::mutate(NetUid::ROOT, |total| *total += tao);
            SubnetAlphaOut::<T>::mutate(NetUid::ROOT, |total| *total += stake);
            TotalStake::<T>::mutate(|total| *total += tao);
            Self::root_stake_added(hotkey, coldkey, stake);
            Ok(())
        })
    }
}
