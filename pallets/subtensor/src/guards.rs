//! What a signed call must pass before it is dispatched.
//!
//! Some conditions keep calls out of blocks, so that free calls can't fill them:
//! the transaction extension runs the guards on each signed transaction, and a
//! refusal costs the sender nothing. Root passes all of them.
//!
//! The reference's own FRAME runs them once more at every dispatch. FRAME itself
//! has no place for that: at the dispatch of a call inside another one (a batch,
//! a derived account) it asks only the origin's filter, which is given the call
//! but not the signer, and whose one answer is `System.CallFiltered`. So guards
//! see outermost calls only. A frozen coldkey can't send a batch either; a
//! derived account in the middle of a coldkey swap of its own is not held back.
//! The other guards' conditions are checked by the calls themselves as well, but
//! for two of those who commit weights: their least stake, and that the round they
//! encrypt for is still to come.
//!
//! Source: spec chapters `registration` §4.3 and §5, `pools-and-staking` §4.7 and
//! §4.11, `yuma` §10.9.

mod coldkey_swap;
mod rate_limits;
mod serving;
mod takes;
mod weights;

use crate::{Call, Config, Pallet};
use frame_support::traits::IsSubType;
use sp_runtime::DispatchResult;

/// A condition on the calls of `SubtensorModule`.
type Guard<T> = fn(&<T as frame_system::Config>::AccountId, &Call<T>) -> DispatchResult;

impl<T: Config> Pallet<T>
where
    <T as frame_system::Config>::RuntimeCall: IsSubType<Call<T>>,
{
    /// Checks a call against all guards, in the reference's order. The error of
    /// the first that refuses is one of `SubtensorModule`.
    pub fn check_guards(
        who: &T::AccountId,
        call: &<T as frame_system::Config>::RuntimeCall,
    ) -> DispatchResult {
        coldkey_swap::check::<T>(who, call.is_sub_type())?;
        let guards: [Guard<T>; 4] = [
            weights::check,
            rate_limits::check,
            takes::check,
            serving::check,
        ];
        match call.is_sub_type() {
            Some(call) => guards.iter().try_for_each(|guard| guard(who, call)),
            None => Ok(()),
        }
    }
}
