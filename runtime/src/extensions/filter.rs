//! The base call filter: no batch nested directly in a batch.
//!
//! Spec chapter `wire` §2.1. The weight of nested batches would otherwise be
//! unbounded by the limit on batched calls.

use crate::RuntimeCall;
use frame_support::traits::Contains;

/// Lets every call pass except a Utility batch with another batch directly
/// inside.
pub struct NestedBatchFilter;

impl Contains<RuntimeCall> for NestedBatchFilter {
    fn contains(call: &RuntimeCall) -> bool {
        match batched_calls(call) {
            Some(calls) => calls.iter().all(|inner| batched_calls(inner).is_none()),
            None => true,
        }
    }
}

/// The calls inside, if this is one of the Utility batches.
fn batched_calls(call: &RuntimeCall) -> Option<&[RuntimeCall]> {
    match call {
        RuntimeCall::Utility(
            pallet_utility::Call::batch { calls }
            | pallet_utility::Call::batch_all { calls }
            | pallet_utility::Call::force_batch { calls },
        ) => Some(calls),
        _ => None,
    }
}
