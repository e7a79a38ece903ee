//! A network falls to the owner of the hotkey with the most conviction, at an
//! epoch and before its payout (spec `registration` §1.8, `emission` §7.3).

use crate::{Config, Pallet};
use pallet_staking::Pallet as Staking;
use pallet_subnets::Pallet as Subnets;
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// Gives hotkeys a uid.
///
/// Uids are assigned by a pallet above this one, which implements this; a new
/// owner's hotkey is the only one that is registered during an epoch.
pub trait RegisterNeuron<AccountId> {
    /// Registers a hotkey on a network, in the place of another neuron if the
    /// network is full. Fails, and changes nothing, if none can leave.
    fn register_neuron(netuid: NetUid, hotkey: &AccountId) -> DispatchResult;
}

impl<T: Config> Pallet<T> {
    /// Changes the owner of a network if the locks on it say so. The new owner's
    /// hotkey needs a uid; where it can get none, nothing changes.
    pub(crate) fn change_owner_by_conviction(netuid: NetUid) {
        let Some(heir) = Staking::<T>::heir_by_conviction(netuid) else {
            return;
        };
        if Subnets::<T>::is_registered(netuid, &heir.hotkey)
            || T::Neurons::register_neuron(netuid, &heir.hotkey).is_ok()
        {
            Staking::<T>::change_subnet_owner(netuid, heir);
        }
    }
}
