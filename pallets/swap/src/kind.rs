//! The curve of a network's pool: the chain's kind of pool with the pool's weights.

use crate::{Balancer, Config, Pallet, PoolKind, Reserves, SwapBalancer};
use substrate_fixed::types::U64F64;
use subtensor_math::amm::{Curve, PoolKind as Kind};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The curve that the price of a pool follows.
    pub(crate) fn curve(netuid: NetUid) -> Curve {
        PoolKind::<T>::get().curve(SwapBalancer::<T>::get(netuid))
    }

    /// The curve that a swap computes with: a balancer that has not swapped will be
    /// initialised to one half by it.
    pub(crate) fn curve_for_swap(netuid: NetUid) -> Curve {
        PoolKind::<T>::get().curve(Self::balancer_for_swap(netuid))
    }

    /// Whether weights follow injections and prices, or stay at one half.
    pub(crate) fn has_moving_weights() -> bool {
        match PoolKind::<T>::get() {
            Kind::Balancer => true,
            Kind::ConstantProduct => false,
        }
    }

    /// The weights that give the reserves this price, if they can move; else one
    /// half. Nothing if one of them would fall below 1 %.
    pub(crate) fn weights_for_price(reserves: &Reserves, price: U64F64) -> Option<Balancer> {
        if Self::has_moving_weights() {
            Balancer::from_price(reserves, price)
        } else {
            Some(Balancer::EQUAL)
        }
    }
}
