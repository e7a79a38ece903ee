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
use sp_runtime::DispatchResult;
use substrate_fixed::types::U96F32;
use subtensor_math::distribution::delegate_take;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Sells root's part of a block's alpha, without fees. The TAO stays on the
    /// network's account, beside the reserve. Alpha that the pool does not take stays
    /// nobody's.
    pub(crate) fn sell_root_alpha(netuid: NetUid, alpha: AlphaBalance) {
        if alpha.is_zero() {
            return;
        }
        let min_price = Swap::<T>::min_price();
        if let Ok(swap) = Pools::<T>::swap_alpha_for_tao(netuid, alpha, min_price, true) {
            PendingRootDivs::<T>::mutate(netuid, |total| *total += swap.amount_paid_out);
            Pools::<T>::record_protocol_outflow(netuid, swap.amount_paid_out);
        }
        PendingAlphaSwapped::<T>::mutate(netuid, |total| *total += alpha);
    }

    /// Stakes on root what the sales since the last epoch brought: each validator's
    /// take for its owner, the rest for all who stake to it there.
    pub(crate) fn pay_root_tao(netuid: NetUid, pays: &[(T::AccountId, U96F32)]) {
        for (hotkey, pay) in pays {
            let (take, rest) = delegate_take(*pay, take::<T>(hotkey));
            // The account holds what was sold; should it not, nothing is paid.
            let _ = with_storage_layer(|| Self::stake_on_root(netuid, hotkey, take, rest));
        }
    }

    /// On root 1 TAO is 1 alpha.
    fn stake_on_root(
        netuid: NetUid,
        hotkey: &T::AccountId,
        take: AlphaBalance,
        rest: AlphaBalance,
    ) -> DispatchResult {
        let root = NetUid::ROOT;
        let root_account = Subnets::<T>::subnet_account_unchecked(root);
        let stake = take.saturating_add(rest);
        let tao = TaoBalance::new(stake.to_u64());
        if tao.is_zero() {
            return Ok(());
        }
        Pools::<T>::transfer_tao_from_subnet(netuid, &root_account, tao)?;
        SubnetTAO::<T>::mutate(root, |total| *total += tao);
        SubnetAlphaOut::<T>::mutate(root, |total| *total += stake);
        TotalStake::<T>::mutate(|total| *total += tao);
        Staking::<T>::increase_stake(hotkey, &Owner::<T>::get(hotkey), root, take);
        Staking::<T>::increase_stake_for_hotkey(hotkey, root, rest);
        Ok(())
    }
}
