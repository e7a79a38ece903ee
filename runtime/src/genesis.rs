//! Genesis presets: the states a chain can start from.
//!
//! A preset is a JSON patch on the default genesis configuration. Balances
//! and the sudo key are those of the main chain's local chain (spec chapter
//! `wire` §7.1).

use alloc::{
    string::{String, ToString},
    vec,
    vec::Vec,
};
use serde_json::{json, Value};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

use crate::{AccountId, Balance};

/// The default preset: the rules of November 2025, when emission follows net
/// user flows.
pub const TAOFLOW_PRESET: &str = "taoflow";

/// What a network costs at first in the preset `development`: 1 TAO, in rao.
/// There networks can also be registered in every block, so that a test need
/// neither save up nor wait.
pub const DEVELOPMENT_LOCK_COST: Balance = 1_000_000_000;

/// What //Alice, //Bob and //Charlie start with: a million TAO, in rao.
pub const RICH_ENDOWMENT: Balance = 1_000_000_000_000_000;

/// What the other development accounts start with: 2,000 TAO, in rao.
pub const ENDOWMENT: Balance = 2_000_000_000_000;

/// The balances of the development accounts, in rao.
pub fn dev_balances() -> Vec<(AccountId, Balance)> {
    let rich = [
        Sr25519Keyring::Alice,
        Sr25519Keyring::Bob,
        Sr25519Keyring::Charlie,
    ]
    .map(|key| (key.to_account_id(), RICH_ENDOWMENT));
    let others = [
        Sr25519Keyring::Dave,
        Sr25519Keyring::Eve,
        Sr25519Keyring::Ferdie,
        Sr25519Keyring::One,
        Sr25519Keyring::Two,
    ]
    .map(|key| (key.to_account_id(), ENDOWMENT));
    rich.into_iter().chain(others).collect()
}

/// The JSON patch of a preset, if there is one of that name.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
    let patch = match id.as_str() {
        TAOFLOW_PRESET => chain(json!({ "emissionModel": "taoflow" })),
        DEV_RUNTIME_PRESET => chain(json!({
            "emissionModel": "taoflow",
            "networkMinLockCost": DEVELOPMENT_LOCK_COST,
            "networkRateLimit": 0,
        })),
        _ => return None,
    };
    Some(patch.to_string().into_bytes())
}

/// The names of the presets, the default one first.
pub fn preset_names() -> Vec<PresetId> {
    vec![
        String::from(TAOFLOW_PRESET),
        String::from(DEV_RUNTIME_PRESET),
    ]
}

/// Funded development accounts, //Alice as sudo, and the given parameters of
/// the networks.
fn chain(parameters: Value) -> Value {
    json!({
        "balances": { "balances": dev_balances() },
        "sudo": { "key": Some(Sr25519Keyring::Alice.to_account_id()) },
        "subtensorModule": parameters,
    })
}
