//! The burn price of a neuron: falling with every block, rising with every
//! registration (spec `registration` §3.1).

use crate::{
    Burn, BurnHalfLife, BurnIncreaseMult, Config, MaxBurn, MinBurn, Pallet, RegistrationsThisBlock,
    RegistrationsThisInterval,
};
use pallet_subnets::Pallet as Subnets;
use subtensor_math::burn::{bumped_price, decayed_price};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The first thing a block does: lets every network's price decay and resets
    /// the counters of registrations.
    ///
    /// Root's interval counter is reset while its epoch is due. Nothing moves
    /// root's anchor, so from block 100 on that is in every block.
    pub fn update_registration_prices() {
        let now = Subnets::<T>::now();
        for netuid in Subnets::<T>::all_netuids() {
            let burn = Burn::<T>::get(netuid);
            let next = decayed_price(
                burn,
                BurnHalfLife::<T>::get(netuid),
                now,
                MinBurn::<T>::get(netuid),
                MaxBurn::<T>::get(netuid),
            );
            if next != burn {
                Burn::<T>::insert(netuid, next);
            }
            RegistrationsThisBlock::<T>::insert(netuid, 0);
            if netuid.is_root() && Subnets::<T>::should_run_epoch(netuid, now) {
                RegistrationsThisInterval::<T>::insert(netuid, 0);
            }
        }
    }

    /// Raises the price after a registration, in the same block.
    pub(crate) fn bump_registration_price(netuid: NetUid) {
        let next = bumped_price(
            Burn::<T>::get(netuid),
            BurnIncreaseMult::<T>::get(netuid),
            MinBurn::<T>::get(netuid),
            MaxBurn::<T>::get(netuid),
        );
        Burn::<T>::insert(netuid, next);
    }
}
