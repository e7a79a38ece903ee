//! Errors by their names.

use crate::meta::Metadata;
use sp_runtime::{
    transaction_validity::{InvalidTransaction, TransactionValidityError, UnknownTransaction},
    DispatchError, ModuleError,
};

/// The main chain's own reasons to refuse a transaction, by number (spec
/// chapter `wire` §2.2).
const CUSTOM_ERRORS: [&str; 28] = [
    "ColdkeyInSwapSchedule",
    "StakeAmountTooLow",
    "BalanceTooLow",
    "SubnetNotExists",
    "HotkeyAccountDoesntExist",
    "NotEnoughStakeToWithdraw",
    "RateLimitExceeded",
    "InsufficientLiquidity",
    "SlippageTooHigh",
    "TransferDisallowed",
    "HotKeyNotRegisteredInNetwork",
    "InvalidIpAddress",
    "ServingRateLimitExceeded",
    "InvalidPort",
    "ZeroMaxAmount",
    "InvalidRevealRound",
    "CommitNotFound",
    "CommitBlockNotInRevealRange",
    "InputLengthsUnequal",
    "UidNotFound",
    "EvmKeyAssociateRateLimitExceeded",
    "ColdkeySwapDisputed",
    "InvalidRealAccount",
    "FailedShieldedTxParsing",
    "InvalidShieldedTxPubKeyHash",
    "NonAssociatedColdKey",
    "DelegateTakeTooLow",
    "DelegateTakeTooHigh",
];

/// `Pallet.Error`, `Token.FundsUnavailable`, `BadOrigin` …
pub fn dispatch_error(error: &DispatchError) -> String {
    match error {
        DispatchError::Module(ModuleError { index, error, .. }) => Metadata::runtime()
            .ok()
            .and_then(|metadata| metadata.error_name(*index, error[0]))
            .unwrap_or_else(|| format!("Module({index}, {})", error[0])),
        DispatchError::Token(error) => format!("Token.{error:?}"),
        DispatchError::Arithmetic(error) => format!("Arithmetic.{error:?}"),
        DispatchError::Transactional(error) => format!("Transactional.{error:?}"),
        DispatchError::Other(text) => format!("Other({text})"),
        other => format!("{other:?}"),
    }
}

/// `Transaction.Payment`, `Transaction.RateLimitExceeded` …: why a transaction
/// was refused before it ran.
pub fn validity_error(error: &TransactionValidityError) -> String {
    let name = match error {
        TransactionValidityError::Invalid(InvalidTransaction::Custom(255)) => "BadRequest".into(),
        TransactionValidityError::Invalid(InvalidTransaction::Custom(number)) => CUSTOM_ERRORS
            .get(usize::from(*number))
            .map_or_else(|| format!("Custom({number})"), |name| (*name).to_owned()),
        TransactionValidityError::Invalid(other) => format!("{other:?}"),
        TransactionValidityError::Unknown(UnknownTransaction::Custom(number)) => {
            format!("Unknown({number})")
        }
        TransactionValidityError::Unknown(other) => format!("{other:?}"),
    };
    format!("Transaction.{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_have_names() {
        // Numbers from spec chapter `wire` §2.2.
        let custom = |n| validity_error(&InvalidTransaction::Custom(n).into());
        assert_eq!(custom(6), "Transaction.RateLimitExceeded");
        assert_eq!(custom(27), "Transaction.DelegateTakeTooHigh");
        assert_eq!(custom(255), "Transaction.BadRequest");
        assert_eq!(custom(99), "Transaction.Custom(99)");
        assert_eq!(
            validity_error(&InvalidTransaction::Payment.into()),
            "Transaction.Payment"
        );
    }

    #[test]
    fn module_errors_are_looked_up_in_metadata() {
        let module = |index, error| {
            dispatch_error(&DispatchError::Module(ModuleError {
                index,
                error: [error, 0, 0, 0],
                message: None,
            }))
        };
        assert_eq!(module(5, 2), "Balances.InsufficientBalance");
        assert_eq!(module(250, 2), "Module(250, 2)");
    }
}
