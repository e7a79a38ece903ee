//! Root dividends in TAO.
//!
//! At the launch of dynamic TAO the alpha of root stakers was sold to its pool in
//! each block, and what it brought was staked for them at the network's epoch
//! (spec `emission` §4.7, model H1). Today they claim the alpha itself.

use crate::{payout::take, Config, Pallet, PendingAlphaSwapped, PendingRootDivs};
use frame_support::storage::with_storage_layer;
use pallet_pools::{Pallet as Pools, SubnetAlphaOut, SubnetTAO, TotalStake};
use pallet_staking::{Owner, Pallet as Staking};
use pallet_subnets::Pallet as Subnets;
use pallet_swap::Pallet as Swap;
use sp_runtime::DispatchError;
use substrate_fixed::types::U96F32;
use subtensor_math::distribution::delegate_take;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Sells root's part of a block's alpha, without fees. The TAO waits on root's
    /// account, beside the stake: on the network's, whose alpha may be worth a TAO
    /// each whatever its reserve is, sellers could get at it. Alpha that the pool does
    /// not take stays nobody's.
    pub(crate) fn sell_root_alpha(netuid: NetUid, alpha: AlphaBalance) {
        if alpha.is_zero() {
            return;
        }
        // A network that cannot pay sells nothing.
        let sold = with_storage_layer(|| {
            let min_price = Swap::<T>::min_price();
            let swap = Pools::<T>::swap_alpha_for_tao(netuid, alpha, min_price, true)?;
            let root = Subnets::<T>::subnet_account_unchecked(NetUid::ROOT);
            Pools::<T>::transfer_tao_from_subnet(netuid, &root, swap.amount_paid_out)?;
            Ok::<_, DispatchError>(swap.amount_paid_out)
        });
        if let Ok(tao) = sold {
            PendingRootDivs::<T>::mutate(netuid, |total| *total += tao);
            Pools::<T>::record_protocol_outflow(netuid, tao);
        }
        PendingAlphaSwapped::<T>::mutate(netuid, |total| *total += alpha);
    }

    /// Stakes on root what the sales since the last epoch brought: each validator's
    /// take for its owner, the rest for all who stake to it there.
    pub(crate) fn pay_root_tao(pays: &[(T::AccountId, U96F32)]) {
        for (hotkey, pay) in pays {
            let (take, rest) = delegate_take(*pay, take::<T>(hotkey));
            Self::stake_on_root(hotkey, take, rest);
        }
    }

    /// Stakes TAO that waits on root's account. On root 1 TAO is 1 alpha.
    fn stake_on_root(hotkey: &T::AccountId, take: AlphaBalance, rest: AlphaBalance) {
        let root = NetUid::ROOT;
        let stake = take.saturating_add(rest);
        let tao = TaoBalance::new(stake.to_u64());
        let account = Subnets::<T>::subnet_account_unchecked(root);
        let staked = SubnetTAO::<T>::get(root);
        // The account holds what was sold; should it not, nothing is paid.
        if tao.is_zero() || Pools::<T>::coldkey_balance(&account) < staked.saturating_add(tao) {
            return;
        }
        SubnetTAO::<T>::mutate(root, |total| *total += tao);
        SubnetAlphaOut::<T>::mutate(root, |total| *total += stake);
        TotalStake::<T>::mutate(|total| *total += tao);
        Staking::<T>::increase_stake(hotkey, &Owner::<T>::get(hotkey), root, take);
        Staking::<T>::increase_stake_for_hotkey(hotkey, root, rest);
    }

    /// Destroys what waits for root stakers of a network that is dissolved.
    pub(crate) fn drop_root_tao(netuid: NetUid) {
        let tao = PendingRootDivs::<T>::take(netuid);
        if !tao.is_zero() {
            let account = Subnets::<T>::subnet_account_unchecked(NetUid::ROOT);
            let _ = Pools::<T>::recycle_tao(&account, tao);
        }
    }
}
