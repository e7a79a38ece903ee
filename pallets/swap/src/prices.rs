//! Prices, fees and conversions without a swap.

use crate::{Config, FeeRate, Pallet, Reserves};
use pallet_subnets::Pallet as Subnets;
use substrate_fixed::types::U64F64;
use subtensor_math::amm::fee_of;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// The limit of a sale at market: 1e-6 TAO per alpha, times 1e9.
const MIN_PRICE: TaoBalance = TaoBalance::new(1_000);
/// The limit of a buy at market: 1e6 TAO per alpha, times 1e9.
const MAX_PRICE: TaoBalance = TaoBalance::new(1_000_000_000_000_000);

impl<T: Config> Pallet<T> {
    /// The price of a network's alpha, in TAO: 1 without a pool, 0 where the
    /// pool has no alpha (spec `pools-and-staking` §1.2).
    pub fn current_alpha_price(netuid: NetUid, reserves: Reserves) -> U64F64 {
        if Subnets::<T>::is_dynamic(netuid) {
            Self::curve(netuid).price(&reserves)
        } else {
            U64F64::from_num(1)
        }
    }

    /// The limit, times 1e9, of a sale "at market". Such a sale does stop there
    /// (spec `pools-and-staking` §1.10).
    pub const fn min_price() -> TaoBalance {
        MIN_PRICE
    }

    /// The limit, times 1e9, of a buy "at market". Such a buy does stop there
    /// (spec `pools-and-staking` §1.10).
    pub const fn max_price() -> TaoBalance {
        MAX_PRICE
    }

    /// The fee that a swap of `amount` would pay, in the token paid in
    /// (spec `pools-and-staking` §1.5).
    pub fn approx_fee_amount(netuid: NetUid, amount: u64) -> u64 {
        if Subnets::<T>::is_dynamic(netuid) {
            fee_of(amount, FeeRate::<T>::get(netuid))
        } else {
            0
        }
    }

    /// The alpha that `tao` is worth at the current price, without slippage or
    /// fee; zero where the price is zero (spec `pools-and-staking` §1.10).
    pub fn get_alpha_amount_for_tao(
        netuid: NetUid,
        reserves: Reserves,
        tao: TaoBalance,
    ) -> AlphaBalance {
        tao.to_fixed::<U64F64>()
            .checked_div(Self::current_alpha_price(netuid, reserves))
            .unwrap_or_default()
            .to_num::<u64>()
            .into()
    }
}
