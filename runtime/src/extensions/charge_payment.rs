//! Fee payment, with priorities that tips can't buy.
//!
//! FRAME's payment extension, except that every normal transaction has
//! priority 1 and every operational one 10,000,000,000, so that the pool
//! orders by nonce and arrival (spec chapter `wire` §2.1, row 8).

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    dispatch::{DispatchClass, DispatchInfo, PostDispatchInfo},
    pallet_prelude::TransactionSource,
    weights::Weight,
};
use pallet_transaction_payment::{ChargeTransactionPayment as Inner, Config};
use scale_info::TypeInfo;
use sp_runtime::{
    traits::{
        DispatchInfoOf, Dispatchable, PostDispatchInfoOf, TransactionExtension,
        TransactionExtensionMetadata, ValidateResult,
    },
    transaction_validity::{TransactionPriority, TransactionValidityError},
    DispatchResult,
};

/// The priority of normal and mandatory transactions.
pub const NORMAL_PRIORITY: TransactionPriority = 1;
/// The priority of operational transactions.
pub const OPERATIONAL_PRIORITY: TransactionPriority = 10_000_000_000;

/// A call of the runtime.
type CallOf<T> = <T as frame_system::Config>::RuntimeCall;
/// An amount in the currency that fees are paid in.
type BalanceOf<T> =
    <<T as Config>::OnChargeTransaction as pallet_transaction_payment::OnChargeTransaction<T>>::Balance;

/// Charges the fee of a transaction and its tip, which is the explicit part.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    TypeInfo,
    frame_support::CloneNoBound,
    frame_support::EqNoBound,
    frame_support::PartialEqNoBound,
    frame_support::DebugNoBound,
)]
#[scale_info(skip_type_params(T))]
pub struct ChargeTransactionPayment<T: Config> {
    inner: Inner<T>,
}

impl<T: Config> ChargeTransactionPayment<T>
where
    CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
    BalanceOf<T>: Send + Sync,
{
    /// The extension with the given tip, in rao.
    pub fn from(tip: BalanceOf<T>) -> Self {
        Self {
            inner: Inner::from(tip),
        }
    }
}

impl<T: Config> TransactionExtension<CallOf<T>> for ChargeTransactionPayment<T>
where
    T: Send + Sync,
    BalanceOf<T>: Send + Sync,
    CallOf<T>: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
{
    const IDENTIFIER: &'static str = "ChargeTransactionPayment";
    type Implicit = ();
    type Val = <Inner<T> as TransactionExtension<CallOf<T>>>::Val;
    type Pre = <Inner<T> as TransactionExtension<CallOf<T>>>::Pre;

    fn metadata() -> Vec<TransactionExtensionMetadata> {
        <Inner<T> as TransactionExtension<CallOf<T>>>::metadata()
    }

    fn weight(&self, call: &CallOf<T>) -> Weight {
        self.inner.weight(call)
    }

    fn validate(
        &self,
        origin: <CallOf<T> as Dispatchable>::RuntimeOrigin,
        call: &CallOf<T>,
        info: &DispatchInfoOf<CallOf<T>>,
        len: usize,
        self_implicit: (),
        inherited_implication: &impl sp_runtime::traits::Implication,
        source: TransactionSource,
    ) -> ValidateResult<Self::Val, CallOf<T>> {
        let (mut validity, val, origin) = self.inner.validate(
            origin,
            call,
            info,
            len,
            self_implicit,
            inherited_implication,
            source,
        )?;
        validity.priority = match info.class {
            DispatchClass::Normal | DispatchClass::Mandatory => NORMAL_PRIORITY,
            DispatchClass::Operational => OPERATIONAL_PRIORITY,
        };
        Ok((validity, val, origin))
    }

    fn prepare(
        self,
        val: Self::Val,
        origin: &<CallOf<T> as Dispatchable>::RuntimeOrigin,
        call: &CallOf<T>,
        info: &DispatchInfoOf<CallOf<T>>,
        len: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        self.inner.prepare(val, origin, call, info, len)
    }

    fn post_dispatch_details(
        pre: Self::Pre,
        info: &DispatchInfoOf<CallOf<T>>,
        post_info: &PostDispatchInfoOf<CallOf<T>>,
        len: usize,
        result: &DispatchResult,
    ) -> Result<Weight, TransactionValidityError> {
        Inner::<T>::post_dispatch_details(pre, info, post_info, len, result)
    }
}
