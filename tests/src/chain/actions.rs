//! One recorded action: sent as the recording sent it, and everything compared
//! that was recorded of it.

use super::{
    accounts, calls,
    compare::same_value,
    names::{error_name, event_names},
    subnet,
};
use crate::{
    runtimes::reference::{
        Registration, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, SubtensorModule, System,
        Yuma,
    },
    vectors::{field, list_of, same, str_of, u16_of, u64_of, CaseResult, Difference},
};
use anyhow::Result;
use codec::Encode;
use frame_support::storage::with_transaction_unchecked;
use pallet_subnets::{Event, MaxAllowedUids, SubnetworkN, Uids};
use pallet_yuma::{WeightCommits, Weights};
use serde_json::{json, Value};
use sp_runtime::{
    traits::{AsSystemOriginSigner, Dispatchable},
    DispatchResult, TransactionOutcome,
};
use subtensor_types::{NetUid, NetUidStorageIndex};

/// What a step gives, without what it writes.
pub fn rolled_back<V>(step: impl FnOnce() -> V) -> V {
    with_transaction_unchecked(|| TransactionOutcome::Rollback(step()))
}

/// Carries out one action and compares its outcome.
pub fn act(index: usize, action: &Value) -> Result<CaseResult> {
    let op = str_of(action, "op")?;
    let block = System::block_number();
    let at = format!("block {block}, action {index} ({op})");
    if op == "storage_set" {
        calls::write_storage(action)?;
        return Ok(Ok(()));
    }
    let Some(call) = calls::call(action)? else {
        return Ok(Err(Difference {
            at,
            expected: str_of(action, "result")?.to_owned(),
            actual: format!("unsupported action: this version has no `{op}`"),
        }));
    };
    if let Err(difference) = check_before(&at, action)? {
        return Ok(Err(difference));
    }
    let origin = calls::origin(action)?;
    if action.get("result_no_guards").is_some() {
        let (call, origin) = (call.clone(), origin.clone());
        let outcome = rolled_back(|| dispatch(call, origin));
        let result = same(
            format!("{at}, result without guards of {action}"),
            str_of(action, "result_no_guards")?.to_owned(),
            result_name(outcome),
        );
        if result.is_err() {
            return Ok(result);
        }
    }
    System::reset_events();
    let result = same(
        format!("{at}, result of {action}"),
        str_of(action, "result")?.to_owned(),
        result_name(send(call, origin)),
    );
    if result.is_err() {
        return Ok(result);
    }
    check_after(&at, action)
}

fn result_name(result: DispatchResult) -> String {
    match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => error_name(error),
    }
}

/// Sends a call as a transaction is: a signed one has to pass the guards, then
/// it is dispatched.
fn send(call: RuntimeCall, origin: RuntimeOrigin) -> DispatchResult {
    if let Some(who) = origin.as_system_origin_signer() {
        SubtensorModule::check_guards(who, &call)?;
    }
    dispatch(call, origin)
}

fn dispatch(call: RuntimeCall, origin: RuntimeOrigin) -> DispatchResult {
    match call.dispatch(origin) {
        Ok(_) => Ok(()),
        Err(failed) => Err(failed.error),
    }
}

/// Compares what a recording asked just before the action.
fn check_before(at: &str, action: &Value) -> Result<CaseResult> {
    let mut asked = json!({});
    if action.get("lock_cost").is_some() {
        asked["lock_cost"] = json!(Registration::network_lock_cost().to_u64());
    }
    if action.get("network_to_prune").is_some() {
        asked["network_to_prune"] = json!(Registration::network_to_prune());
    }
    if action.get("burn_before").is_some() && !is_aimed_at_root(action) {
        let netuid = NetUid::new(u16_of(action, "netuid")?);
        let burn = pallet_registration::Burn::<Runtime>::get(netuid);
        asked["burn_before"] = json!(burn.to_u64());
        asked["full"] =
            json!(SubnetworkN::<Runtime>::get(netuid) >= MaxAllowedUids::<Runtime>::get(netuid));
        asked["neuron_to_prune"] = json!(Registration::neuron_to_prune(netuid));
    }
    if action.get("current_epoch").is_some() {
        let netuid = NetUid::new(u16_of(action, "netuid")?);
        asked["current_epoch"] = json!(Yuma::reveal_window(netuid).epoch);
    }
    if let Some(recorded) = action.get("commit_epoch") {
        asked["commit_epoch"] = commit_tag(action, action, recorded)?;
    }
    if action.get("commit_epochs").is_some() {
        asked["commit_epochs"] = list_of(action, "commit_epochs")?
            .iter()
            .enumerate()
            .map(|(item, recorded)| {
                let part = |list: &str| field(action, &format!("{list}.{item}"));
                let shown = json!({
                    "uids": part("uids_list")?,
                    "values": part("values_list")?,
                    "salt": part("salts_list")?,
                    "version_key": part("version_keys")?,
                });
                commit_tag(action, &shown, recorded)
            })
            .collect::<Result<_>>()?;
    }
    if action.get("preimages").is_some() {
        asked["preimages"] = list_of(action, "preimages")?
            .iter()
            .map(with_our_hash)
            .collect::<Result<_>>()?;
    }
    same_fields(at, action, &asked)
}

/// The epoch of the signer's commit to what is shown, by the main mechanism's
/// queue. A commit that is not there, or not any more, has the recorded one: only
/// the recording remembers it.
fn commit_tag(action: &Value, shown: &Value, recorded: &Value) -> Result<Value> {
    let index = NetUidStorageIndex::new(u16_of(action, "netuid")?);
    let signer = accounts::account_of(field(action, "signer")?)?;
    let hash = Yuma::commit_hash(
        &signer,
        index,
        &calls::numbers(shown, "uids")?,
        &calls::numbers(shown, "values")?,
        &calls::numbers(shown, "salt")?,
        u64_of(shown, "version_key")?,
    );
    let queue = WeightCommits::<Runtime>::get(index, signer).unwrap_or_default();
    let found = queue.into_iter().find(|commit| commit.0 == hash);
    Ok(found.map_or_else(|| recorded.clone(), |commit| json!(commit.1)))
}

/// A preimage with what we hash of it, and the hash.
fn with_our_hash(preimage: &Value) -> Result<Value> {
    let hotkey = accounts::account_of(field(preimage, "hotkey")?)?;
    let index = NetUidStorageIndex::new(u16_of(preimage, "netuid_index")?);
    let uids = calls::numbers(preimage, "uids")?;
    let values = calls::numbers(preimage, "values")?;
    let salt = calls::numbers(preimage, "salt")?;
    let key = u64_of(preimage, "version_key")?;
    let hash = Yuma::commit_hash(&hotkey, index, &uids, &values, &salt, key);
    let mut ours = preimage.clone();
    ours["hash"] = json!(hex::encode(hash));
    let encoded = (hotkey, index, uids, values, salt, key).encode();
    ours["preimage_scale_hex"] = json!(hex::encode(encoded));
    Ok(ours)
}

/// Whether an action wants to buy a uid on root. It never can, and what the
/// recording asked before and after is of the network it had drawn first.
fn is_aimed_at_root(action: &Value) -> bool {
    action.get("netuid") == Some(&json!(0))
}

/// Compares what a recording has of the time just after the action.
fn check_after(at: &str, action: &Value) -> Result<CaseResult> {
    let mut found = json!({});
    if action.get("events").is_some() {
        found["events"] = json!(event_names());
    }
    if action.get("uid").is_some() && !is_aimed_at_root(action) {
        let netuid = match action.get("netuid") {
            Some(netuid) => NetUid::new(u16_of(netuid, "")?),
            None => NetUid::ROOT,
        };
        let hotkey = accounts::account_of(field(action, "hotkey")?)?;
        found["uid"] = json!(Uids::<Runtime>::get(netuid, hotkey));
    }
    if action.get("weights_row_after").is_some() {
        let index = NetUidStorageIndex::new(u16_of(action, "netuid")?);
        let uid = u16_of(action, "weights_row_after.0")?;
        found["weights_row_after"] = json!([uid, Weights::<Runtime>::get(index, uid)]);
    }
    if action.get("root_n").is_some() {
        found["root_n"] = json!(SubnetworkN::<Runtime>::get(NetUid::ROOT));
    }
    if action.get("new_netuid").is_some_and(Value::is_number) {
        found["new_netuid"] = json!(added_network());
        found["pruned"] = json!(event_names().iter().any(|name| name == "NetworkRemoved"));
    }
    if action.get("after_register").is_some_and(Value::is_object) {
        let netuid = NetUid::new(u16_of(action, "new_netuid")?);
        found["after_register"] = subnet::subnet(netuid);
    }
    same_fields(at, action, &found)
}

/// The network that the action has added, as its event tells.
fn added_network() -> Option<NetUid> {
    System::events()
        .into_iter()
        .find_map(|record| match record.event {
            RuntimeEvent::SubtensorModule(Event::NetworkAdded(netuid, _)) => Some(netuid),
            _ => None,
        })
}

/// Compares the fields that were looked at with the recorded ones.
fn same_fields(at: &str, action: &Value, actual: &Value) -> Result<CaseResult> {
    let looked_at = actual.as_object().into_iter().flatten();
    for (name, actual) in looked_at {
        let at = format!("{at}, {name}");
        let result = same_value(&at, field(action, name)?, actual);
        if result.is_err() {
            return Ok(result);
        }
    }
    Ok(Ok(()))
}
