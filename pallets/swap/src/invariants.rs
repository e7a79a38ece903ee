//! What always holds in the AMM.

#[cfg(any(test, feature = "try-runtime"))]
use crate::{Config, Pallet, SwapBalancer};

#[cfg(any(test, feature = "try-runtime"))]
impl<T: Config> Pallet<T> {
    /// Checks that no side of a pool weighs less than 1 %
    /// (spec `pools-and-staking` §1.8).
    pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
        if SwapBalancer::<T>::iter_values().all(|balancer| balancer.is_within_bounds()) {
            Ok(())
        } else {
            Err("a pool's weight is out of bounds".into())
        }
    }
}
