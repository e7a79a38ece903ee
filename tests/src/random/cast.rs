//! Who takes part in a random chain.
//!
//! Rich and poor coldkeys, three hotkeys each, and keys that nobody has heard
//! of yet, for swaps and transfers to strangers.

use node_sim::{account, meta::encode::Names};
use std::{collections::BTreeMap, sync::OnceLock};
use subtensor_runtime::AccountId;

/// Coldkeys and what they begin with, in rao. The last can hardly pay a fee,
/// and so pays in alpha where that is possible.
pub const COLDKEYS: [(&str, u64); 6] = [
    ("ann", 30_000_000_000_000),
    ("ben", 10_000_000_000_000),
    ("cleo", 3_000_000_000_000),
    ("dan", 500_000_000_000),
    ("eva", 20_000_000_000),
    ("finn", 1_000_000),
];

/// Hotkeys of each coldkey: `ann_hk1` and so on.
pub const HOTKEYS_EACH: usize = 3;

/// What each hotkey has for its own fees, in rao.
pub const HOTKEY_BALANCE: u64 = 100_000_000;

/// How often each of them acts, out of a hundred.
pub const ACTIVITY: [u64; COLDKEYS.len()] = [30, 25, 20, 15, 7, 3];

/// What root's account holds beyond root's reserve, in rao. Without it, who
/// takes all but a few rao of root's stake away lets the account die, dust and
/// all, as on the main chain; the reserve is larger than the account then.
pub const ROOT_SURPLUS: u64 = 1_000_000_000;

/// Keys without any past.
pub const STRANGERS: [&str; 6] = ["gil", "hana", "ivo", "june", "kim", "lou"];

/// The account with root's rights.
pub const SUDO: &str = "alice";

/// The names of a coldkey's hotkeys.
pub fn hotkeys_of(coldkey: &str) -> Vec<String> {
    (1..=HOTKEYS_EACH)
        .map(|number| format!("{coldkey}_hk{number}"))
        .collect()
}

/// The stranger that a coldkey would swap to.
pub fn heir_of(coldkey: &str) -> &'static str {
    let index = COLDKEYS.iter().position(|(name, _)| *name == coldkey);
    STRANGERS
        .get(index.unwrap_or_default())
        .unwrap_or(&STRANGERS[0])
}

/// Every hotkey.
pub fn hotkeys() -> Vec<String> {
    COLDKEYS
        .iter()
        .flat_map(|(coldkey, _)| hotkeys_of(coldkey))
        .collect()
}

/// Everybody's balance at genesis.
pub fn balances() -> Vec<(String, u64)> {
    let coldkeys = COLDKEYS
        .iter()
        .map(|(name, balance)| ((*name).to_owned(), *balance));
    let hotkeys = hotkeys().into_iter().map(|name| (name, HOTKEY_BALANCE));
    let strangers = STRANGERS.iter().map(|name| ((*name).to_owned(), 0));
    let root: [u8; 32] = network_account(0).into();
    let root = (format!("0x{}", hex::encode(root)), ROOT_SURPLUS);
    coldkeys
        .chain(hotkeys)
        .chain(strangers)
        .chain([root])
        .collect()
}

/// The account that holds a network's TAO.
pub fn network_account(netuid: u16) -> AccountId {
    let mut bytes = *b"modlsubtensr\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    bytes[12..14].copy_from_slice(&netuid.to_le_bytes());
    AccountId::new(bytes)
}

/// The names and accounts of all, kept: deriving a key takes a while.
#[derive(Debug)]
pub struct Cast {
    accounts: BTreeMap<String, AccountId>,
    names: BTreeMap<AccountId, String>,
}

impl Cast {
    /// Everybody.
    pub fn get() -> &'static Self {
        static CAST: OnceLock<Cast> = OnceLock::new();
        CAST.get_or_init(|| {
            let names = balances().into_iter().map(|(name, _)| name);
            let accounts: BTreeMap<String, AccountId> = names
                .chain([SUDO.to_owned()])
                .filter_map(|name| Some((name.clone(), account::account(&name).ok()?)))
                .collect();
            let names = accounts
                .iter()
                .map(|(name, account)| (account.clone(), name.clone()))
                .collect();
            Self { accounts, names }
        })
    }

    /// An account as it is written in a scenario: its name, or hex.
    pub fn name_of(&self, account: &AccountId) -> String {
        let bytes: &[u8] = account.as_ref();
        self.names
            .get(account)
            .cloned()
            .unwrap_or_else(|| format!("0x{}", hex::encode(bytes)))
    }

    /// The account of a name or of hex digits.
    pub fn account_of(&self, name: &str) -> Option<AccountId> {
        self.accounts
            .get(name)
            .cloned()
            .or_else(|| account::account(name).ok())
    }
}

impl Names for Cast {
    fn account(&self, text: &str) -> Result<AccountId, (String, Option<String>)> {
        self.account_of(text)
            .ok_or_else(|| (format!("`{text}` names no account"), None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_an_account_of_its_own() {
        let cast = Cast::get();
        let all = balances();
        assert_eq!(cast.accounts.len(), all.len() + 1);
        assert_eq!(cast.names.len(), cast.accounts.len());
        for (name, _) in all {
            let account = cast.account_of(&name).unwrap();
            assert_eq!(cast.name_of(&account), name);
        }
        let unknown = AccountId::new([7; 32]);
        assert_eq!(cast.account_of(&cast.name_of(&unknown)), Some(unknown));
    }
}
