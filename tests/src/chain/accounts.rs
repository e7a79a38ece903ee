//! Account ids as the recordings write them: numbers where they are small, as
//! those of people are, else hexadecimal text, most significant digit first, as
//! those of networks are.

use crate::runtimes::reference::AccountId;
use anyhow::{anyhow, Result};
use serde_json::{json, Value};
use sp_core::U256;

/// An account as JSON.
pub fn account_json(account: &AccountId) -> Value {
    if account.0.bits() <= 64 {
        json!(account.0.low_u64())
    } else {
        json!(format!("0x{:064x}", account.0))
    }
}

/// The account that JSON names.
///
/// # Errors
///
/// When it names none.
pub fn account_of(value: &Value) -> Result<AccountId> {
    let parsed = match value {
        Value::Number(number) => number.as_u64().map(AccountId::from),
        Value::String(text) => text
            .strip_prefix("0x")
            .and_then(|digits| U256::from_str_radix(digits, 16).ok())
            .map(AccountId),
        _ => None,
    };
    parsed.ok_or_else(|| anyhow!("{value} is no account id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_ids_are_numbers_and_large_ones_hexadecimal() {
        let large = AccountId(U256::MAX);
        for account in [AccountId::from(0), AccountId::from(u64::MAX), large] {
            assert_eq!(account_of(&account_json(&account)).unwrap(), account);
        }
        assert_eq!(account_json(&AccountId::from(700)), json!(700));
        let text = account_json(&large);
        assert_eq!(text.as_str().unwrap().len(), 66);
        assert!(account_of(&json!(true)).is_err());
    }
}
