//! What it costs to register a network, and the price its pool starts at
//! (spec `registration` §1.1 and §1.4).

use crate::{
    Config, NetworkLastLockCost, NetworkLockReductionInterval, NetworkMinLockCost, Pallet,
};
use alloc::vec::Vec;
use pallet_pools::Pallet as Pools;
use pallet_subnets::{LastRateLimitedBlock, Pallet as Subnets, RateLimitKey};
use substrate_fixed::types::U64F64;
use subtensor_math::lock_cost::{median_price, LockCost};
use subtensor_types::TaoBalance;

impl<T: Config> Pallet<T> {
    /// The lock cost in this block, in rao. It doubles with each registration and
    /// falls back in a straight line, the faster the less is emitted.
    pub fn network_lock_cost() -> TaoBalance {
        LockCost {
            last_lock: NetworkLastLockCost::<T>::get(),
            min_lock: NetworkMinLockCost::<T>::get(),
            last_block: LastRateLimitedBlock::<T>::get(RateLimitKey::NetworkLastRegistered),
            reduction_interval: NetworkLockReductionInterval::<T>::get(),
            block_emission: Pools::<T>::tao_block_emission(),
        }
        .at(Subnets::<T>::now())
    }

    /// The median spot price of all added networks but root, in TAO per alpha; 1
    /// without any.
    pub fn median_subnet_alpha_price() -> U64F64 {
        let mut prices: Vec<U64F64> = Self::added_networks()
            .map(Pools::<T>::alpha_price)
            .collect();
        median_price(&mut prices)
    }
}
