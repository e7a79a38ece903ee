//! A delegate take is set by the hotkey's owner, within the bounds (spec
//! `pools-and-staking` §4.7).

use crate::{Call, Config};
use pallet_staking::Pallet as Staking;
use sp_runtime::DispatchResult;

/// Fails with `DelegateTakeTooLow`, `DelegateTakeTooHigh`,
/// `HotKeyAccountNotExists` or `NonAssociatedColdKey`.
pub(super) fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> DispatchResult {
    match call {
        Call::increase_take { hotkey, take } | Call::decrease_take { hotkey, take } => {
            Staking::<T>::ensure_take_can_be_set(who, hotkey, *take)
        }
        _ => Ok(()),
    }
}
