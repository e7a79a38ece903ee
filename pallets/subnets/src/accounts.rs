//! The accounts of the networks themselves, and the block number.
//!
//! A network's TAO lies in a sub-account of the pallet id `subtensr`: the bytes
//! `modlsubtensr`, the netuid in little endian, zeros. Nobody has a key for it,
//! so such an account is refused as a hotkey (spec `registration` §0).

use crate::{Config, Event, NetworksAdded, Pallet};
use frame_support::traits::Get;
use sp_runtime::{traits::AccountIdConversion, SaturatedConversion};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// The current block number, as the domain's rules count it.
    pub fn now() -> u64 {
        frame_system::Pallet::<T>::block_number().saturated_into()
    }

    /// The account that holds a network's TAO, if the network has a key in
    /// `NetworksAdded` or is root.
    pub fn subnet_account(netuid: NetUid) -> Option<T::AccountId> {
        (netuid.is_root() || NetworksAdded::<T>::contains_key(netuid))
            .then(|| Self::subnet_account_unchecked(netuid))
    }

    /// The account of a netuid, whether or not the network exists.
    pub fn subnet_account_unchecked(netuid: NetUid) -> T::AccountId {
        T::SubtensorPalletId::get().into_sub_account_truncating(netuid.get())
    }

    /// The account that receives burned TAO.
    pub fn burn_account() -> T::AccountId {
        T::BurnAccountId::get().into_account_truncating()
    }

    /// Whether an account is that of some netuid, existing or not.
    pub fn is_system_account(who: &T::AccountId) -> bool {
        frame_support::PalletId::try_from_sub_account::<u16>(who)
            .is_some_and(|(id, _)| id == T::SubtensorPalletId::get())
    }

    /// Deposits an event of the shared vocabulary.
    pub fn deposit_event(event: Event<T>) {
        frame_system::Pallet::<T>::deposit_event(<T as frame_system::Config>::RuntimeEvent::from(
            event,
        ));
    }
}
