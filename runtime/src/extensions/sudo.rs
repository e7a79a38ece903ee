//! Keeps `Sudo` calls of others out of the pool.
//!
//! Such a call would fail in dispatch; rejected here it can't fill blocks
//! (spec chapter `wire` §2.1, row 9).

use super::zero_sized::zero_sized;
use codec::Encode;
use frame_support::{pallet_prelude::TransactionSource, traits::IsSubType};
use sp_runtime::{
    impl_tx_ext_default,
    traits::{AsSystemOriginSigner, DispatchInfoOf, Dispatchable, TransactionExtension},
    transaction_validity::{InvalidTransaction, ValidTransaction},
};

zero_sized! {
    /// Rejects, with `BadSigner`, a signed call of the pallet `Sudo` whose
    /// signer isn't the sudo key.
    SudoTransactionExtension
}

/// A call of the runtime.
type CallOf<T> = <T as frame_system::Config>::RuntimeCall;

impl<T> TransactionExtension<CallOf<T>> for SudoTransactionExtension<T>
where
    T: pallet_sudo::Config + Send + Sync,
    CallOf<T>: Dispatchable<RuntimeOrigin = T::RuntimeOrigin> + IsSubType<pallet_sudo::Call<T>>,
    T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
    const IDENTIFIER: &'static str = "SudoTransactionExtension";
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
    ) -> sp_runtime::traits::ValidateResult<(), CallOf<T>> {
        if let Some(signer) = origin.as_system_origin_signer() {
            let is_sudo_call = IsSubType::<pallet_sudo::Call<T>>::is_sub_type(call).is_some();
            if is_sudo_call && pallet_sudo::Key::<T>::get().as_ref() != Some(signer) {
                return Err(InvalidTransaction::BadSigner.into());
            }
        }
        Ok((ValidTransaction::default(), (), origin))
    }

    impl_tx_ext_default!(CallOf<T>; weight prepare);
}
