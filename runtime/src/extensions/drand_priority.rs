//! The priority of pulses that come in signed transactions.
//!
//! Pulses come unsigned, with the priority that the pallet gives them; a signed
//! one fails when it runs. The main chain has this extension all the same, and
//! the pool sees its priority (spec chapter `wire` §2.1, row 12).

use super::zero_sized::zero_sized;
use codec::Encode;
use frame_support::{pallet_prelude::TransactionSource, traits::IsSubType};
use sp_runtime::{
    impl_tx_ext_default,
    traits::{DispatchInfoOf, Dispatchable, TransactionExtension, ValidateResult},
    transaction_validity::{TransactionPriority, ValidTransaction},
};

/// The priority of a pulse.
const PULSE_PRIORITY: TransactionPriority = 10_000;

zero_sized! {
    /// Adds 10,000 to the priority of `Drand.write_pulse`.
    DrandPriority
}

/// A call of the runtime.
type CallOf<T> = <T as frame_system::Config>::RuntimeCall;

impl<T> TransactionExtension<CallOf<T>> for DrandPriority<T>
where
    T: pallet_drand::Config + Send + Sync,
    CallOf<T>: Dispatchable<RuntimeOrigin = T::RuntimeOrigin> + IsSubType<pallet_drand::Call<T>>,
{
    const IDENTIFIER: &'static str = "DrandPriority";
    type Implicit = ();
    type Val = ();
    type Pre = ();

    fn validate(
        &self,
        origin: T::RuntimeOrigin,
        call: &CallOf<T>,
        _info: &DispatchInfoOf<CallOf<T>>,
        _len: usize,
        _self_implicit: (),
        _inherited_implication: &impl Encode,
        _source: TransactionSource,
    ) -> ValidateResult<(), CallOf<T>> {
        let is_pulse = matches!(
            call.is_sub_type(),
            Some(pallet_drand::Call::write_pulse { .. })
        );
        let valid = ValidTransaction {
            priority: if is_pulse { PULSE_PRIORITY } else { 0 },
            ..Default::default()
        };
        Ok((valid, (), origin))
    }

    impl_tx_ext_default!(CallOf<T>; weight prepare);
}
