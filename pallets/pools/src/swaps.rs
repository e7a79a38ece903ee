//! The two swaps of the ledger: what the AMM computes, the reserves follow.

use crate::{Config, Pallet, SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume, TotalStake};
use pallet_swap::{Pallet as Swap, SwapResult};
use sp_runtime::DispatchError;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Buys alpha for TAO that already lies on the network's account.
    ///
    /// `limit_price` is the price times 10^9 at which the swap stops.
    /// `TotalStake` and the volume grow by the gross amount, fee and unswapped
    /// rest included, as on the main chain (spec `pools-and-staking` §2.2).
    pub fn swap_tao_for_alpha(
        netuid: NetUid,
        tao: TaoBalance,
        limit_price: TaoBalance,
        drop_fees: bool,
    ) -> Result<SwapResult<TaoBalance, AlphaBalance>, DispatchError> {
        let reserves = Self::reserves(netuid);
        let swap =
            Swap::<T>::swap_tao_for_alpha(netuid, reserves, tao, limit_price, drop_fees, false)?;
        SubnetAlphaIn::<T>::mutate(netuid, |total| *total -= swap.amount_paid_out);
        SubnetAlphaOut::<T>::mutate(netuid, |total| *total += swap.amount_paid_out);
        SubnetTAO::<T>::mutate(netuid, |total| *total += swap.amount_paid_in);
        TotalStake::<T>::mutate(|total| *total += tao);
        Self::add_volume(netuid, tao);
        Ok(swap)
    }

    /// Sells alpha that nobody holds any more for TAO that stays on the network's
    /// account.
    pub fn swap_alpha_for_tao(
        netuid: NetUid,
        alpha: AlphaBalance,
        limit_price: TaoBalance,
        drop_fees: bool,
    ) -> Result<SwapResult<AlphaBalance, TaoBalance>, DispatchError> {
        let reserves = Self::reserves(netuid);
        let swap =
            Swap::<T>::swap_alpha_for_tao(netuid, reserves, alpha, limit_price, drop_fees, false)?;
        SubnetAlphaIn::<T>::mutate(netuid, |total| *total += swap.amount_paid_in);
        SubnetAlphaOut::<T>::mutate(netuid, |total| *total -= swap.amount_paid_in);
        SubnetTAO::<T>::mutate(netuid, |total| *total -= swap.amount_paid_out);
        TotalStake::<T>::mutate(|total| *total -= swap.amount_paid_out);
        Self::add_volume(netuid, swap.amount_paid_out);
        Ok(swap)
    }

    /// The buy of [`Self::swap_tao_for_alpha`] without doing it.
    pub fn simulate_tao_for_alpha(
        netuid: NetUid,
        tao: TaoBalance,
        limit_price: TaoBalance,
    ) -> Result<SwapResult<TaoBalance, AlphaBalance>, DispatchError> {
        let reserves = Self::reserves(netuid);
        Swap::<T>::swap_tao_for_alpha(netuid, reserves, tao, limit_price, false, true)
    }

    /// The sale of [`Self::swap_alpha_for_tao`] without doing it.
    pub fn simulate_alpha_for_tao(
        netuid: NetUid,
        alpha: AlphaBalance,
        limit_price: TaoBalance,
    ) -> Result<SwapResult<AlphaBalance, TaoBalance>, DispatchError> {
        let reserves = Self::reserves(netuid);
        Swap::<T>::swap_alpha_for_tao(netuid, reserves, alpha, limit_price, false, true)
    }

    fn add_volume(netuid: NetUid, tao: TaoBalance) {
        SubnetVolume::<T>::mutate(netuid, |volume| {
            *volume = volume.saturating_add(u128::from(tao.to_u64()));
        });
    }
}
