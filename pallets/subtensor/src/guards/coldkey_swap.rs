//! A coldkey whose swap is announced does nothing but see to the swap; one whose
//! swap is disputed does nothing at all (spec `registration` §5).

use crate::{Call, Config};
use frame_support::ensure;
use pallet_registration::{ColdkeySwapAnnouncements, ColdkeySwapDisputes};
use pallet_subnets::Error;
use sp_runtime::DispatchResult;

/// Checks a call of any pallet; `call` is nothing if it is of another than this.
///
/// Fails with `ColdkeySwapDisputed` or `ColdkeySwapAnnounced`.
pub(super) fn check<T: Config>(who: &T::AccountId, call: Option<&Call<T>>) -> DispatchResult {
    if !ColdkeySwapAnnouncements::<T>::contains_key(who) {
        return Ok(());
    }
    ensure!(
        !ColdkeySwapDisputes::<T>::contains_key(who),
        Error::<T>::ColdkeySwapDisputed
    );
    ensure!(
        matches!(
            call,
            Some(
                Call::announce_coldkey_swap { .. }
                    | Call::swap_coldkey_announced { .. }
                    | Call::dispute_coldkey_swap { .. }
                    | Call::clear_coldkey_swap_announcement { .. }
            )
        ),
        Error::<T>::ColdkeySwapAnnounced
    );
    Ok(())
}
