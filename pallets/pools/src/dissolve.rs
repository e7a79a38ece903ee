//! What the pools forget of a network that is dissolved.

use crate::*;
use subtensor_types::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Takes the TAO reserve out of a pool, to be shared out. The TAO stays on the
    /// network's account, but counts as staked no more
    /// (spec `registration` §2.2, step 2).
    pub fn take_tao_reserve(netuid: NetUid) -> TaoBalance {
        let pot = SubnetTAO::<T>::take(netuid);
        if !pot.is_zero() {
            TotalStake::<T>::mutate(|total| *total -= pot);
        }
        pot
    }

    /// Forgets the reserves, the price and the flows of a network. What is left of
    /// its TAO has to be taken before, by [`Self::take_tao_reserve`]
    /// (spec `registration` §2.2, step 5, and §7.1).
    pub fn clear_network(netuid: NetUid) {
        SubnetAlphaIn::<T>::remove(netuid);
        SubnetAlphaOut::<T>::remove(netuid);
        SubnetProtocolAlpha::<T>::remove(netuid);
        SubnetLocked::<T>::remove(netuid);
        LargestLocked::<T>::remove(netuid);
        SubnetVolume::<T>::remove(netuid);
        SubnetMovingPrice::<T>::remove(netuid);
        SubnetRootSellTao::<T>::remove(netuid);
        SubnetTaoFlow::<T>::remove(netuid);
        SubnetProtocolFlow::<T>::remove(netuid);
        pallet_swap::Pallet::<T>::clear_protocol_liquidity(netuid);
    }
}
