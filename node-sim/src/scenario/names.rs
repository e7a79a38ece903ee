//! Who and what the names in a scenario stand for.
//!
//! A plain name must be one that the scenario knows: an account it declares,
//! a hotkey of one of its neurons, a development account, or one of these with
//! `_hk` behind it. So a misspelt name is a fault and not a new, empty account.

use crate::{
    account::{self, is_name},
    meta::encode::{explain, Names},
    problem::suggestion,
};
use sp_runtime::AccountId32 as AccountId;
use std::collections::{BTreeMap, BTreeSet};

/// The suffix of a hotkey that is named after its coldkey.
pub const HOTKEY_SUFFIX: &str = "_hk";

/// Accounts every chain has.
const DEVELOPMENT: [&str; 8] = [
    "alice", "bob", "charlie", "dave", "eve", "ferdie", "one", "two",
];

/// The accounts of a scenario and its subnets' numbers.
#[derive(Clone, Debug, Default)]
pub struct AccountBook {
    known: BTreeMap<String, AccountId>,
    balances: Vec<(String, u64)>,
    subnets: BTreeMap<String, Option<u16>>,
    /// Subnets that were dissolved. Their names keep standing for their
    /// numbers, which may be another subnet's by now.
    retired: BTreeSet<String>,
}

impl AccountBook {
    /// A book with the development accounts.
    pub fn new() -> Self {
        let mut book = Self::default();
        for name in DEVELOPMENT {
            book.learn(name);
        }
        book
    }

    /// Makes a name known. False if it is no name.
    pub fn learn(&mut self, name: &str) -> bool {
        match account::account(name) {
            Ok(account) => {
                self.known.insert(name.to_owned(), account);
                true
            }
            Err(_) => false,
        }
    }

    /// Makes a name known and gives it a balance at genesis, in rao.
    pub fn endow(&mut self, name: &str, rao: u64) {
        self.learn(name);
        self.balances.push((name.to_owned(), rao));
    }

    /// Balances at genesis.
    pub fn balances(&self) -> &[(String, u64)] {
        &self.balances
    }

    /// Declares a subnet whose number is not known yet.
    pub fn declare_subnet(&mut self, name: &str) {
        self.subnets.insert(name.to_owned(), None);
    }

    /// Tells a subnet's number.
    pub fn number_subnet(&mut self, name: &str, netuid: u16) {
        self.subnets.insert(name.to_owned(), Some(netuid));
    }

    /// Notes that the subnet of a number was dissolved: who has the number
    /// next is not called the same.
    pub fn retire_subnet(&mut self, netuid: u16) {
        if let Some(name) = self.subnet_name(netuid).map(str::to_owned) {
            self.retired.insert(name);
        }
    }

    /// The name of a subnet.
    pub fn subnet_name(&self, netuid: u16) -> Option<&str> {
        self.subnets
            .iter()
            .find(|(name, number)| **number == Some(netuid) && !self.retired.contains(*name))
            .map(|(name, _)| name.as_str())
    }

    /// The names of all subnets.
    pub fn subnet_names(&self) -> impl Iterator<Item = &str> {
        self.subnets.keys().map(String::as_str)
    }

    /// What accounts are called: those that are known, and the hotkeys that are
    /// named after them.
    pub fn names(&self) -> BTreeMap<AccountId, String> {
        let hotkeys = self.known.keys().filter_map(|name| {
            let hotkey = format!("{name}{HOTKEY_SUFFIX}");
            Some((account::account(&hotkey).ok()?, hotkey))
        });
        let known = self.known.iter();
        hotkeys
            .chain(known.map(|(name, account)| (account.clone(), name.clone())))
            .collect()
    }

    /// The name of an account, if it has one here.
    pub fn name_of(&self, account: &AccountId) -> Option<&str> {
        self.known
            .iter()
            .find(|(_, known)| *known == account)
            .map(|(name, _)| name.as_str())
    }
}

impl Names for AccountBook {
    fn account(&self, text: &str) -> Result<AccountId, (String, Option<String>)> {
        if let Some(account) = self.known.get(text) {
            return Ok(account.clone());
        }
        if !is_name(text) || account::account(text).is_ok_and(|_| text.len() > 40) {
            return account::account(text).map_err(|error| explain(&error));
        }
        let coldkey = text.strip_suffix(HOTKEY_SUFFIX);
        if coldkey.is_some_and(|name| self.known.contains_key(name)) {
            return account::account(text).map_err(|error| explain(&error));
        }
        let names: Vec<&str> = self.known.keys().map(String::as_str).collect();
        Err((
            format!("unknown account `{text}`"),
            suggestion(text, names).or_else(|| {
                Some("declare it under [accounts], or write a path (\"//Name\")".into())
            }),
        ))
    }

    fn subnet(&self, name: &str) -> Option<u16> {
        // Before the set-up any number serves to check what is written.
        self.subnets
            .get(name)
            .map(|number| number.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_names_are_accounts() {
        let mut book = AccountBook::new();
        book.endow("miner", 5);
        assert!(book.account("miner").is_ok());
        assert!(book.account("miner_hk").is_ok());
        assert!(book.account("alice").is_ok());
        assert!(book.account("//Whoever").is_ok());
        let address = account::address(&account::account("nobody").unwrap());
        assert!(book.account(&address).is_ok());
        assert_eq!(
            book.account("minner"),
            Err((
                "unknown account `minner`".to_owned(),
                Some("did you mean `miner`?".to_owned())
            ))
        );
        assert!(book.account("minner_hk").is_err());
    }

    #[test]
    fn subnets_have_names_before_they_have_numbers() {
        let mut book = AccountBook::new();
        assert_eq!(book.subnet("lab"), None);
        book.declare_subnet("lab");
        assert_eq!(book.subnet("lab"), Some(0));
        book.number_subnet("lab", 7);
        assert_eq!(book.subnet("lab"), Some(7));
        assert_eq!(book.subnet_name(7), Some("lab"));
        book.retire_subnet(7);
        assert_eq!((book.subnet("lab"), book.subnet_name(7)), (Some(7), None));
    }
}
