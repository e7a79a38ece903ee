//! What follows the coinbase: moving prices and root proportions
//! (spec `emission` §10).

use crate::{Config, Pallet, RootProp};
use pallet_pools::{Pallet as Pools, SubnetMovingAlpha, SubnetMovingPrice};
use pallet_subnets::{EMAPriceHalvingBlocks, FirstEmissionBlockNumber, Pallet as Subnets};
use subtensor_math::{moving_price::PriceSmoothing, root::root_proportion};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Moves the price average of each eligible network.
    pub fn update_moving_prices(eligible: &[NetUid]) {
        let moving_alpha = SubnetMovingAlpha::<T>::get();
        let now = Subnets::<T>::now();
        for &netuid in eligible {
            let smoothing = PriceSmoothing {
                moving_alpha,
                first_emission_block: FirstEmissionBlockNumber::<T>::get(netuid)
                    .unwrap_or_default(),
                halving_blocks: EMAPriceHalvingBlocks::<T>::get(netuid),
            };
            let next = smoothing.next(
                now,
                Pools::<T>::moving_alpha_price(netuid),
                Pools::<T>::alpha_price(netuid),
            );
            SubnetMovingPrice::<T>::insert(netuid, next);
        }
    }

    /// Stores the root proportion of each eligible network.
    pub fn update_root_proportions(eligible: &[NetUid]) {
        let weighted_root = Self::weighted_root_tao();
        for &netuid in eligible {
            RootProp::<T>::insert(
                netuid,
                root_proportion(weighted_root, Pools::<T>::alpha_issuance(netuid)),
            );
        }
    }
}
