//! Prices of alpha, in TAO per alpha.

use crate::{Config, Pallet, SubnetAlphaIn, SubnetMovingPrice, SubnetTAO};
use pallet_subnets::SubnetMechanism;
use pallet_swap::{Pallet as Swap, Reserves};
use substrate_fixed::types::U64F64;
use subtensor_math::moving_price::effective_moving_price;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// The reserves of a pool as they are.
    pub fn reserves(netuid: NetUid) -> Reserves {
        Reserves {
            tao: SubnetTAO::<T>::get(netuid),
            alpha: SubnetAlphaIn::<T>::get(netuid),
        }
    }

    /// The spot price; 1 without a balancer pool (spec `pools-and-staking` §1.2).
    pub fn alpha_price(netuid: NetUid) -> U64F64 {
        Swap::<T>::current_alpha_price(netuid, Self::reserves(netuid))
    }

    /// The moving price as emission reads it: 1 for root and without a balancer
    /// pool, never negative (spec `emission` §4.1).
    pub fn moving_alpha_price(netuid: NetUid) -> U64F64 {
        effective_moving_price(
            netuid,
            SubnetMechanism::<T>::get(netuid),
            SubnetMovingPrice::<T>::get(netuid),
        )
    }

    /// The alpha that is worth an amount of TAO at the spot price, rounded down;
    /// nothing where the price is 0 (spec `pools-and-staking` §1.10).
    pub fn alpha_for_tao(netuid: NetUid, tao: TaoBalance) -> AlphaBalance {
        Swap::<T>::get_alpha_amount_for_tao(netuid, Self::reserves(netuid), tao)
    }

    /// What an amount of alpha is worth at the spot price, rounded down.
    pub fn alpha_worth(netuid: NetUid, alpha: AlphaBalance) -> TaoBalance {
        Self::alpha_price(netuid)
            .saturating_mul(alpha.to_fixed())
            .saturating_to_num::<u64>()
            .into()
    }
}
