//! Swaps and their simulation, for pools and for networks without one.

use crate::{Config, Error, FeeRate, Pallet, Reserves, SwapResult};
use frame_support::{ensure, traits::Get};
use pallet_subnets::Pallet as Subnets;
use sp_runtime::DispatchError;
use subtensor_math::amm::{self, SwapError, SwapTerms};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T> From<SwapError> for Error<T> {
    fn from(error: SwapError) -> Self {
        match error {
            SwapError::SwapInputTooLarge => Self::SwapInputTooLarge,
            SwapError::ReservesTooLow => Self::ReservesTooLow,
            SwapError::PriceLimitExceeded => Self::PriceLimitExceeded,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// What `tao` (fee included) buys from a network's pool up to `limit_price`
    /// (TAO per alpha, times 1e9). The caller applies the result to its reserves.
    ///
    /// With `simulate` nothing is stored; otherwise the first swap of a pool
    /// initialises its weights.
    ///
    /// # Errors
    ///
    /// `SwapInputTooLarge`, `ReservesTooLow`, `PriceLimitExceeded`; none without
    /// a pool (spec `pools-and-staking` §1.6).
    pub fn swap_tao_for_alpha(
        netuid: NetUid,
        reserves: Reserves,
        tao: TaoBalance,
        limit_price: TaoBalance,
        drop_fees: bool,
        simulate: bool,
    ) -> Result<SwapResult<TaoBalance, AlphaBalance>, DispatchError> {
        if !Subnets::<T>::is_dynamic(netuid) {
            return Ok(one_to_one(tao, tao.to_u64().into()));
        }
        let curve = Self::curve_for_swap(netuid);
        let terms = Self::terms(netuid, limit_price, drop_fees);
        let swap = amm::buy(&reserves, curve, &terms, tao).map_err(Error::<T>::from)?;
        if !simulate {
            ensure!(
                reserves.alpha >= swap.amount_paid_out,
                Error::<T>::InsufficientLiquidity
            );
            Self::initialize_for_swap(netuid);
        }
        Ok(swap)
    }

    /// What a network's pool pays for `alpha` (fee included) down to
    /// `limit_price` (TAO per alpha, times 1e9; 0 for no floor). The caller
    /// applies the result to its reserves.
    ///
    /// With `simulate` nothing is stored; otherwise the first swap of a pool
    /// initialises its weights.
    ///
    /// # Errors
    ///
    /// `SwapInputTooLarge`, `ReservesTooLow`, `PriceLimitExceeded`; none without
    /// a pool (spec `pools-and-staking` §1.6).
    pub fn swap_alpha_for_tao(
        netuid: NetUid,
        reserves: Reserves,
        alpha: AlphaBalance,
        limit_price: TaoBalance,
        drop_fees: bool,
        simulate: bool,
    ) -> Result<SwapResult<AlphaBalance, TaoBalance>, DispatchError> {
        if !Subnets::<T>::is_dynamic(netuid) {
            return Ok(one_to_one(alpha, alpha.to_u64().into()));
        }
        let curve = Self::curve_for_swap(netuid);
        let terms = Self::terms(netuid, limit_price, drop_fees);
        let swap = amm::sell(&reserves, curve, &terms, alpha).map_err(Error::<T>::from)?;
        if !simulate {
            ensure!(
                reserves.tao >= swap.amount_paid_out,
                Error::<T>::InsufficientLiquidity
            );
            Self::initialize_for_swap(netuid);
        }
        Ok(swap)
    }

    /// Simulates a buy at market, with fee; all zeros without a network
    /// (spec `pools-and-staking` §1.10).
    ///
    /// # Errors
    ///
    /// As [`Self::swap_tao_for_alpha`].
    pub fn sim_swap_tao_for_alpha(
        netuid: NetUid,
        reserves: Reserves,
        tao: TaoBalance,
    ) -> Result<SwapResult<TaoBalance, AlphaBalance>, DispatchError> {
        if !Self::can_swap(netuid) {
            return Ok(SwapResult::default());
        }
        Self::swap_tao_for_alpha(netuid, reserves, tao, Self::max_price(), false, true)
    }

    /// Simulates a sale at market, with fee; all zeros without a network
    /// (spec `pools-and-staking` §1.10).
    ///
    /// # Errors
    ///
    /// As [`Self::swap_alpha_for_tao`].
    pub fn sim_swap_alpha_for_tao(
        netuid: NetUid,
        reserves: Reserves,
        alpha: AlphaBalance,
    ) -> Result<SwapResult<AlphaBalance, TaoBalance>, DispatchError> {
        if !Self::can_swap(netuid) {
            return Ok(SwapResult::default());
        }
        Self::swap_alpha_for_tao(netuid, reserves, alpha, Self::min_price(), false, true)
    }

    /// A pool swaps by its mechanism alone; only the one-to-one exchange asks
    /// whether the network exists.
    fn can_swap(netuid: NetUid) -> bool {
        Subnets::<T>::is_dynamic(netuid) || Subnets::<T>::subnet_exists(netuid)
    }

    fn terms(netuid: NetUid, limit_price: TaoBalance, drop_fees: bool) -> SwapTerms {
        SwapTerms {
            fee_rate: if drop_fees {
                0
            } else {
                FeeRate::<T>::get(netuid)
            },
            limit: amm::price_of(limit_price),
            minimum_reserve: T::MinimumReserve::get().get(),
        }
    }
}

/// The exchange without a pool: no fee, no limit, no check
/// (spec `pools-and-staking` §1.1).
fn one_to_one<In: Default, Out>(paid_in: In, paid_out: Out) -> SwapResult<In, Out> {
    SwapResult {
        amount_paid_in: paid_in,
        amount_paid_out: paid_out,
        fee_paid: In::default(),
        fee_to_block_author: In::default(),
    }
}
