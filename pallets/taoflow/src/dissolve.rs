//! What emission forgets of a network that is dissolved.

use crate::*;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Forgets what the last block emitted, what waits for the next epoch, and the
    /// flow averages and the root score of a network. What waits is lost.
    ///
    /// `RootProp` and `RootAlphaDividendsPerSubnet` outlive it
    /// (spec `registration` §2.4 and §7.1).
    pub fn clear_network(netuid: NetUid) {
        SubnetTaoInEmission::<T>::remove(netuid);
        SubnetExcessTao::<T>::remove(netuid);
        SubnetAlphaInEmission::<T>::remove(netuid);
        SubnetAlphaOutEmission::<T>::remove(netuid);
        SubnetEmaTaoFlow::<T>::remove(netuid);
        SubnetEmaProtocolFlow::<T>::remove(netuid);
        PendingServerEmission::<T>::remove(netuid);
        PendingValidatorEmission::<T>::remove(netuid);
        PendingRootAlphaDivs::<T>::remove(netuid);
        PendingAlphaSwapped::<T>::remove(netuid);
        Self::drop_root_tao(netuid);
        PendingOwnerCut::<T>::remove(netuid);
        MinerBurned::<T>::remove(netuid);
        RootScores::<T>::remove(netuid);
        let _ = AlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
    }
}
