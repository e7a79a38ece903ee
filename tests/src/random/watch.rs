//! What must hold whatever users do.
//!
//! After each block the pallets' own invariants and the laws of [`laws`], and that
//! no neuron's last [update](updates) moved back; at each block's beginning and
//! around each call TAO to the rao; around failed calls that nothing but nonce and
//! fee has changed.

mod forgotten;
mod laws;
mod updates;

pub use forgotten::forgotten;
pub use laws::{laws_after_block, laws_after_opening};
pub use updates::Updates;

use node_sim::{meta::Metadata, Chain};
use pallet_taoflow::{SubnetExcessTao, SubnetTaoInEmission};
use std::{collections::BTreeMap, fmt};
use subtensor_runtime::Runtime;

/// What kind of rule was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The state contradicts itself.
    Invariant,
    /// TAO appeared or vanished.
    Issuance,
    /// A failed call changed something.
    Trace,
    /// An error without a name.
    Name,
    /// The runtime panicked.
    Panic,
    /// The same calls led to another state.
    Repetition,
    /// The chain could not go on.
    Chain,
}

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Which.
    pub rule: Rule,
    /// In which block.
    pub block: u32,
    /// What was found.
    pub what: String,
}

impl Breach {
    /// A broken rule.
    pub fn new(rule: Rule, block: u32, what: impl Into<String>) -> Self {
        Self {
            rule,
            block,
            what: what.into(),
        }
    }

    /// Whether both are the same fault, be it in another block or with other
    /// amounts.
    pub fn resembles(&self, other: &Self) -> bool {
        let words = |text: &str| -> String { text.chars().filter(|c| !c.is_numeric()).collect() };
        self.rule == other.rule && words(&self.what) == words(&other.what)
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, block {}: {}", self.rule, self.block, self.what)
    }
}

/// All TAO, in rao.
pub fn issuance(chain: &mut Chain) -> u64 {
    chain.query(pallet_balances::TotalIssuance::<Runtime>::get)
}

/// What the block's step has minted for the networks, in rao.
pub fn minted(chain: &mut Chain) -> u64 {
    chain.query(|| {
        pallet_subnets::Pallet::<Runtime>::all_netuids()
            .into_iter()
            .map(|netuid| {
                SubnetTaoInEmission::<Runtime>::get(netuid).to_u64()
                    + SubnetExcessTao::<Runtime>::get(netuid).to_u64()
            })
            .sum()
    })
}

/// TAO on the networks' accounts beyond their reserves, in rao. A block's TAO ends
/// there when the chain's own buy on a network fails (spec chapter `emission` §5).
pub fn surplus(chain: &mut Chain) -> i128 {
    chain.query(|| {
        pallet_subnets::Pallet::<Runtime>::non_root_netuids()
            .into_iter()
            .map(|netuid| {
                let account = pallet_subnets::Pallet::<Runtime>::subnet_account_unchecked(netuid);
                let balance = pallet_balances::Pallet::<Runtime>::free_balance(&account);
                let reserve = pallet_pools::SubnetTAO::<Runtime>::get(netuid).to_u64();
                i128::from(balance) - i128::from(reserve)
            })
            .sum()
    })
}

/// Every key and its value.
pub type Contents = BTreeMap<Vec<u8>, Vec<u8>>;

/// All that a chain stores.
pub fn contents(chain: &Chain) -> Contents {
    chain
        .state()
        .pairs()
        .map(|(key, value)| (key.to_vec(), value.to_vec()))
        .collect()
}

/// What differs between two states, by storage item. `fee_paid` leaves out
/// what every included transaction writes: nonce, fee, events.
pub fn difference(before: &Contents, after: &Contents, fee_paid: bool) -> Option<String> {
    let system = sp_io::hashing::twox_128(b"System");
    // FRAME's own notes on the extrinsic.
    let notes = |key: &[u8]| key.starts_with(b":") || key.starts_with(&system);
    let mut items: Vec<String> = before
        .keys()
        .chain(after.keys())
        .filter(|key| before.get(*key) != after.get(*key))
        .filter(|key| !(fee_paid && notes(key)))
        .map(|key| item_of(key))
        .collect();
    items.sort();
    items.dedup();
    (!items.is_empty()).then(|| items.join(", "))
}

/// The storage item a key belongs to.
pub fn item_of(key: &[u8]) -> String {
    let named = Metadata::runtime().ok().and_then(|metadata| {
        metadata.pallets().iter().find_map(|pallet| {
            let entries = &pallet.storage.as_ref()?.entries;
            entries.iter().find_map(|entry| {
                let path = format!("{}.{}", pallet.name, entry.name);
                let item = metadata.storage(&path).ok()?;
                key.starts_with(&item.prefix()).then_some(path)
            })
        })
    });
    named.unwrap_or_else(|| format!("0x{}", hex::encode(key)))
}

/// Whether an error has a name that users can look up.
pub fn is_named(error: &str) -> bool {
    !(error.is_empty()
        || error.starts_with("Module(")
        || error.starts_with("Other(")
        || error.starts_with("Transaction.Unknown(")
        || error.starts_with("Transaction.Custom("))
}
