//! The stake ledger in the form of the recordings: per hotkey and network the
//! pool's value and denominator, and the share and value of each coldkey.

use super::accounts::account_json;
use crate::runtimes::reference::{AccountId, Runtime, Staking};
use pallet_staking::{AlphaV2, TotalHotkeyAlpha};
use serde_json::{json, Value};
use std::collections::BTreeMap;
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::NetUid;

/// The whole ledger, by hotkey and netuid.
pub fn ledger() -> Value {
    let mut shares: BTreeMap<(AccountId, NetUid), BTreeMap<AccountId, SafeFloat>> = BTreeMap::new();
    for ((hotkey, coldkey, netuid), share) in AlphaV2::<Runtime>::iter() {
        shares
            .entry((hotkey, netuid))
            .or_default()
            .insert(coldkey, share);
    }
    // A pool can be there without shares: dividends to a hotkey nobody stakes to.
    for (hotkey, netuid, _) in TotalHotkeyAlpha::<Runtime>::iter() {
        shares.entry((hotkey, netuid)).or_default();
    }
    shares
        .into_iter()
        .map(|((hotkey, netuid), shares)| pool(&hotkey, netuid, &shares))
        .collect()
}

fn pool(hotkey: &AccountId, netuid: NetUid, shares: &BTreeMap<AccountId, SafeFloat>) -> Value {
    let pool = Staking::share_pool(hotkey, netuid);
    let coldkeys: Vec<Value> = shares
        .iter()
        .map(|(coldkey, share)| {
            json!([
                account_json(coldkey),
                safe_float(share),
                pool.value_of(*share)
            ])
        })
        .collect();
    json!({
        "hotkey": account_json(hotkey),
        "netuid": netuid.get(),
        "total_hotkey_alpha": pool.value,
        "denominator": safe_float(&pool.denominator),
        "coldkeys": coldkeys,
    })
}

fn safe_float(number: &SafeFloat) -> Value {
    json!([number.mantissa().to_string(), number.exponent()])
}
