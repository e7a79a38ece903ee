//! The nonce check, with an exception for calls that cost nothing.
//!
//! FRAME rejects the transactions of accounts that nothing keeps alive,
//! because storing their nonce isn't paid for. The main chain rejects them
//! only if the call pays a fee: hotkeys without a balance must be able to set
//! weights (spec chapter `wire` §2.1, row 6). An account with neither
//! provider nor sufficient that sends a free call keeps its nonce.

use alloc::vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    dispatch::{DispatchInfo, Pays},
    pallet_prelude::TransactionSource,
};
use scale_info::TypeInfo;
use sp_runtime::{
    traits::{
        AsSystemOriginSigner, DispatchInfoOf, Dispatchable, One, TransactionExtension,
        ValidateResult, Zero,
    },
    transaction_validity::{InvalidTransaction, TransactionValidityError, ValidTransaction},
    Saturating,
};

/// Accepts a signed transaction only with the sender's next nonce.
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
pub struct CheckNonce<T: frame_system::Config>(#[codec(compact)] pub T::Nonce);

impl<T: frame_system::Config> CheckNonce<T> {
    /// The extension with the given nonce.
    pub fn from(nonce: T::Nonce) -> Self {
        Self(nonce)
    }
}

/// A call of the runtime.
type CallOf<T> = <T as frame_system::Config>::RuntimeCall;

impl<T> TransactionExtension<CallOf<T>> for CheckNonce<T>
where
    T: frame_system::Config,
    CallOf<T>: Dispatchable<RuntimeOrigin = T::RuntimeOrigin, Info = DispatchInfo>,
    T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
    const IDENTIFIER: &'static str = "CheckNonce";
    type Implicit = ();
    /// The sender, if the transaction is signed.
    type Val = Option<T::AccountId>;
    type Pre = ();

    fn weight(&self, _call: &CallOf<T>) -> frame_support::weights::Weight {
        use frame_system::ExtensionsWeightInfo;
        T::ExtensionsWeightInfo::check_nonce()
    }

    fn validate(
        &self,
        origin: T::RuntimeOrigin,
        _call: &CallOf<T>,
        info: &DispatchInfoOf<CallOf<T>>,
        _len: usize,
        _self_implicit: (),
        _inherited_implication: &impl Encode,
        _source: TransactionSource,
    ) -> ValidateResult<Self::Val, CallOf<T>> {
        let Some(who) = origin.as_system_origin_signer().cloned() else {
            return Ok((ValidTransaction::default(), None, origin));
        };
        let account = frame_system::Account::<T>::get(&who);
        let kept_alive = !account.providers.is_zero() || !account.sufficients.is_zero();
        if !kept_alive && info.pays_fee == Pays::Yes {
            return Err(InvalidTransaction::Payment.into());
        }
        if self.0 < account.nonce {
            return Err(InvalidTransaction::Stale.into());
        }
        let requires = if account.nonce < self.0 {
            vec![(&who, self.0.saturating_sub(One::one())).encode()]
        } else {
            vec![]
        };
        let validity = ValidTransaction {
            provides: vec![(&who, self.0).encode()],
            requires,
            ..ValidTransaction::default()
        };
        Ok((validity, Some(who), origin))
    }

    fn prepare(
        self,
        val: Self::Val,
        _origin: &T::RuntimeOrigin,
        _call: &CallOf<T>,
        _info: &DispatchInfoOf<CallOf<T>>,
        _len: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        let Some(who) = val else { return Ok(()) };
        frame_system::Account::<T>::try_mutate(&who, |account| {
            if self.0 > account.nonce {
                return Err(InvalidTransaction::Future.into());
            }
            account.nonce = self.0.saturating_add(One::one());
            Ok(())
        })
    }
}
