//! Keeps out of blocks what the guards of `SubtensorModule` refuse.
//!
//! A refusal is a custom validity code, which clients know by number (spec
//! chapter `wire` §2.2). Calls that are not signed pass, and so does root.

use super::zero_sized::zero_sized;
use codec::Encode;
use frame_support::{pallet_prelude::TransactionSource, traits::IsSubType};
use pallet_subnets::Error;
use pallet_subtensor::{Call, Pallet as SubtensorModule};
use sp_runtime::{
    impl_tx_ext_default,
    traits::{AsSystemOriginSigner, DispatchInfoOf, Dispatchable, TransactionExtension},
    transaction_validity::{InvalidTransaction, ValidTransaction},
    DispatchError,
};

/// The code of what has no code of its own: `BadRequest`.
const BAD_REQUEST: u8 = 255;

zero_sized! {
    /// Rejects, with a custom code, a signed call that a guard refuses.
    SubtensorTransactionExtension
}

/// A call of the runtime.
type CallOf<T> = <T as frame_system::Config>::RuntimeCall;

impl<T> TransactionExtension<CallOf<T>> for SubtensorTransactionExtension<T>
where
    T: pallet_subtensor::Config + Send + Sync,
    CallOf<T>: Dispatchable<RuntimeOrigin = T::RuntimeOrigin> + IsSubType<Call<T>>,
    T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
    const IDENTIFIER: &'static str = "SubtensorTransactionExtension";
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
            SubtensorModule::<T>::check_guards(signer, call)
                .map_err(|error| InvalidTransaction::Custom(custom_code::<T>(error)))?;
        }
        Ok((ValidTransaction::default(), (), origin))
    }

    impl_tx_ext_default!(CallOf<T>; weight prepare);
}

/// The code under which clients know an error that keeps a transaction out.
pub fn custom_code<T: pallet_subtensor::Config>(error: DispatchError) -> u8 {
    codes::<T>()
        .into_iter()
        .find_map(|(known, code)| (DispatchError::from(known) == error).then_some(code))
        .unwrap_or(BAD_REQUEST)
}

/// The errors that have a code.
fn codes<T: pallet_subtensor::Config>() -> [(Error<T>, u8); 27] {
    [
        (Error::ColdkeySwapAnnounced, 0),
        (Error::AmountTooLow, 1),
        (Error::NotEnoughStakeToSetWeights, 1),
        (Error::NotEnoughBalanceToStake, 2),
        (Error::SubnetNotExists, 3),
        (Error::HotKeyAccountNotExists, 4),
        (Error::NotEnoughStakeToWithdraw, 5),
        (Error::CommittingWeightsTooFast, 6),
        (Error::SettingWeightsTooFast, 6),
        (Error::NetworkTxRateLimitExceeded, 6),
        (Error::InsufficientLiquidity, 7),
        (Error::SlippageTooHigh, 8),
        (Error::TransferDisallowed, 9),
        (Error::HotKeyNotRegisteredInNetwork, 10),
        (Error::InvalidIpAddress, 11),
        (Error::ServingRateLimitExceeded, 12),
        (Error::InvalidPort, 13),
        (Error::InvalidRevealRound, 15),
        (Error::NoWeightsCommitFound, 16),
        (Error::RevealTooEarly, 17),
        (Error::InputLengthsUnequal, 18),
        (Error::HotKeyNotRegisteredInSubNet, 19),
        (Error::EvmKeyAssociateRateLimitExceeded, 20),
        (Error::ColdkeySwapDisputed, 21),
        (Error::NonAssociatedColdKey, 25),
        (Error::DelegateTakeTooLow, 26),
        (Error::DelegateTakeTooHigh, 27),
    ]
}
