//! What emission moves when one hotkey takes the place of another
//! (spec `registration` §5).

use crate::{AlphaDividendsPerSubnet, Config, Pallet};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Adds the last dividends of a hotkey to those of another.
    pub fn swap_alpha_dividends(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let dividends = AlphaDividendsPerSubnet::<T>::take(netuid, old);
        AlphaDividendsPerSubnet::<T>::mutate(netuid, new, |total| *total += dividends);
    }
}
