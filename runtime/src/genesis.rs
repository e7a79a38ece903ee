//! Genesis presets: the states a chain can start from.
//!
//! A preset is a JSON patch on the default genesis configuration. Balances
//! and the sudo key are those of the main chain's local chain (spec chapter
//! `wire` §7.1).

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use serde_json::{json, Value};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;
use subtensor_math::{amm::PoolKind, emission::EmissionModel};

use crate::{AccountId, Balance};

/// The default preset: the rules from November 2025 on, when emission follows net
/// user flows.
pub const TAOFLOW_PRESET: &str = "taoflow";

/// Before dynamic TAO: emission by the root validators' weights, paid in TAO.
pub const BEFORE_DTAO_PRESET: &str = "before-dtao";

/// The launch of dynamic TAO, February 2025: emission by moving prices, pools of
/// 1 TAO to 1 alpha with `x · y = k`, root's alpha sold in each block, no limit of
/// networks.
pub const DTAO_LAUNCH_PRESET: &str = "dtao-launch";

/// The main chain at the end of June 2026: the rules and defaults of the reference
/// runtime.
pub const MAINNET_2026_06_PRESET: &str = "mainnet-2026-06";

/// How much a rao of root stake has weighed on the main chain since the launch of
/// dynamic TAO: 18 %, out of 2^64 - 1 (spec chapter `emission` §10.2).
const MAIN_CHAIN_TAO_WEIGHT: u64 = 3_320_413_933_267_719_290;

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
        TAOFLOW_PRESET => chain(EmissionModel::Taoflow, json!({})),
        BEFORE_DTAO_PRESET => chain(
            EmissionModel::RootWeights,
            // A validator's one stake counted on every network.
            json!({ "taoWeight": u64::MAX }),
        ),
        DTAO_LAUNCH_PRESET => chain(
            EmissionModel::PriceEma,
            json!({
                "poolKind": PoolKind::ConstantProduct,
                "taoWeight": MAIN_CHAIN_TAO_WEIGHT,
                "subnetLimit": u16::MAX,
            }),
        ),
        MAINNET_2026_06_PRESET => chain(
            EmissionModel::PriceBurn,
            json!({ "taoWeight": MAIN_CHAIN_TAO_WEIGHT }),
        ),
        DEV_RUNTIME_PRESET => chain(
            EmissionModel::Taoflow,
            json!({
                "networkMinLockCost": DEVELOPMENT_LOCK_COST,
                "networkRateLimit": 0,
            }),
        ),
        _ => return None,
    };
    Some(patch.to_string().into_bytes())
}

/// The names of the presets, the default one first.
pub fn preset_names() -> Vec<PresetId> {
    [
        TAOFLOW_PRESET,
        MAINNET_2026_06_PRESET,
        DTAO_LAUNCH_PRESET,
        BEFORE_DTAO_PRESET,
        DEV_RUNTIME_PRESET,
    ]
    .map(String::from)
    .into()
}

/// Funded development accounts, //Alice as sudo, an emission model with the other
/// rules of its era, and further parameters of the networks.
fn chain(model: EmissionModel, parameters: Value) -> Value {
    let mut module = json!({ "emissionModel": model, "emissionEra": model.era() });
    if let (Value::Object(module), Value::Object(parameters)) = (&mut module, parameters) {
        module.extend(parameters);
    }
    json!({
        "balances": { "balances": dev_balances() },
        "sudo": { "key": Some(Sr25519Keyring::Alice.to_account_id()) },
        "subtensorModule": module,
    })
}
