//! Accounts by name.
//!
//! `"alice"` is the development key `//Alice`: a plain name is derived from
//! the development phrase with its first letter in upper case. A derivation
//! path (`"//Alice//hot"`), an SS58 address with prefix 42 and 32 bytes in hex
//! are taken as they are.

use sp_core::{
    crypto::{SecretUri, Ss58AddressFormat, Ss58Codec, DEV_PHRASE},
    sr25519, Pair,
};
use sp_runtime::AccountId32 as AccountId;
use std::{str::FromStr, sync::OnceLock};

/// The main chain's address prefix.
pub const SS58_PREFIX: u16 = 42;

/// Why a text names no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Nothing that could be an account.
    #[error("`{0}` names no account")]
    NotAnAccount(String),
    /// A derivation path that does not parse.
    #[error("`{0}` is no derivation path")]
    BadPath(String),
    /// Hex of the wrong length or with wrong digits.
    #[error("`{0}` is not 32 bytes in hex")]
    BadHex(String),
    /// An address of another network.
    #[error("`{0}` has address prefix {1}, this chain has {SS58_PREFIX}")]
    OtherNetwork(String, u16),
    /// The key behind an address is not known, so it cannot sign.
    #[error("`{0}` is an address: only a name or a derivation path has a key to sign with")]
    NoKey(String),
}

impl AccountError {
    /// What would be right.
    pub fn help(&self) -> &'static str {
        "write an account as a name (\"alice\"), a derivation path (\"//Alice//hot\"), an SS58 address or 0x and 64 hex digits"
    }
}

/// The account that a text names.
///
/// # Errors
///
/// When the text is none of the forms of the module's introduction.
pub fn account(text: &str) -> Result<AccountId, AccountError> {
    if let Some(digits) = text.strip_prefix("0x") {
        let mut bytes = [0u8; 32];
        hex::decode_to_slice(digits, &mut bytes)
            .map_err(|_| AccountError::BadHex(text.to_owned()))?;
        return Ok(AccountId::new(bytes));
    }
    if let Ok((account, format)) = AccountId::from_ss58check_with_version(text) {
        return if format == Ss58AddressFormat::custom(SS58_PREFIX) {
            Ok(account)
        } else {
            Err(AccountError::OtherNetwork(text.to_owned(), format.into()))
        };
    }
    Ok(AccountId::new(key_pair(text)?.public().0))
}

/// The sr25519 key behind a name or derivation path.
///
/// # Errors
///
/// When the text is neither.
pub fn key_pair(text: &str) -> Result<sr25519::Pair, AccountError> {
    let path = if text.starts_with("//") {
        text.to_owned()
    } else if is_name(text) {
        let mut letters = text.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        format!("//{}", first.into_iter().chain(letters).collect::<String>())
    } else if text.starts_with("0x") || AccountId::from_ss58check(text).is_ok() {
        return Err(AccountError::NoKey(text.to_owned()));
    } else {
        return Err(AccountError::NotAnAccount(text.to_owned()));
    };
    derive(&path).ok_or_else(|| AccountError::BadPath(text.to_owned()))
}

/// Derives from the development phrase. Making a key from the phrase takes
/// more than a millisecond, so it is done once.
fn derive(path: &str) -> Option<sr25519::Pair> {
    static ROOT: OnceLock<Option<sr25519::Pair>> = OnceLock::new();
    let root = ROOT
        .get_or_init(|| sr25519::Pair::from_string(DEV_PHRASE, None).ok())
        .as_ref()?;
    let uri = SecretUri::from_str(path).ok()?;
    root.derive(uri.junctions.into_iter(), None)
        .ok()
        .map(|(pair, _)| pair)
}

/// Whether a text is a plain name: a letter, then letters, digits, `_`, `-`.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// The SS58 address of an account.
pub fn address(account: &AccountId) -> String {
    account.to_ss58check_with_version(Ss58AddressFormat::custom(SS58_PREFIX))
}

/// What names an account: a text or the account itself.
pub trait Who {
    /// The account.
    ///
    /// # Errors
    ///
    /// When a text names none.
    fn account(&self) -> Result<AccountId, AccountError>;
}

impl Who for AccountId {
    fn account(&self) -> Result<AccountId, AccountError> {
        Ok(self.clone())
    }
}

impl Who for str {
    fn account(&self) -> Result<AccountId, AccountError> {
        account(self)
    }
}

impl Who for String {
    fn account(&self) -> Result<AccountId, AccountError> {
        account(self)
    }
}

impl<T: Who + ?Sized> Who for &T {
    fn account(&self) -> Result<AccountId, AccountError> {
        (**self).account()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The address of the well-known development account.
    const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    #[test]
    fn all_forms_of_alice_are_alice() {
        let alice = account(ALICE).unwrap();
        assert_eq!(account("alice").unwrap(), alice);
        assert_eq!(account("Alice").unwrap(), alice);
        assert_eq!(account("//Alice").unwrap(), alice);
        let hex = format!(
            "0x{}",
            hex::encode(<AccountId as AsRef<[u8]>>::as_ref(&alice))
        );
        assert_eq!(account(&hex).unwrap(), alice);
        assert_eq!(address(&alice), ALICE);
    }

    #[test]
    fn names_give_the_keys_that_clients_derive() {
        for name in ["//Bob", "//Alice//hot", "//Carol_hk/soft"] {
            let client = sr25519::Pair::from_string(name, None).unwrap();
            assert_eq!(key_pair(name).unwrap().public(), client.public());
        }
    }

    #[test]
    fn hotkeys_have_their_own_path() {
        assert_eq!(account("alice_hk").unwrap(), account("//Alice_hk").unwrap());
        assert_ne!(account("alice_hk").unwrap(), account("alice").unwrap());
    }

    #[test]
    fn what_names_no_account_is_refused() {
        assert!(matches!(account("0x12"), Err(AccountError::BadHex(_))));
        assert!(matches!(account("a b"), Err(AccountError::NotAnAccount(_))));
        assert!(matches!(account(""), Err(AccountError::NotAnAccount(_))));
        let polkadot = account("alice")
            .unwrap()
            .to_ss58check_with_version(Ss58AddressFormat::custom(0));
        assert!(matches!(
            account(&polkadot),
            Err(AccountError::OtherNetwork(_, 0))
        ));
        assert!(matches!(key_pair(ALICE), Err(AccountError::NoKey(_))));
    }
}
