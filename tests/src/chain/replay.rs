//! Driving a chain along a recording: per block the parent hash, the block
//! number, the hook, then the actions, each in its own storage layer.

use super::{
    accounts, calls,
    compare::same_value,
    global, ledger,
    names::{error_name, event_names},
    start, subnet,
};
use crate::{
    runtimes::reference::{
        AccountId, Registration, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
        SubtensorModule, System,
    },
    vectors::{field, list_of, same, str_of, u16_of, u64_of, CaseResult, Difference},
};
use anyhow::{Context, Result};
use frame_support::traits::Hooks;
use pallet_subnets::{Event, MaxAllowedUids, SubnetworkN, Uids};
use serde_json::{json, Value};
use sp_core::H256;
use sp_runtime::{
    traits::{AsSystemOriginSigner, Dispatchable},
    DispatchResult,
};
use subtensor_types::NetUid;

/// How far a chain agrees with its recording.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The last block at whose end the whole state was compared and agreed; the
    /// last block of all if there is no difference.
    pub until: u64,
    /// The last block of the recording.
    pub of: u64,
    /// The first difference, if any.
    pub result: CaseResult,
}

/// Replays one recorded chain until its end or the first difference.
///
/// # Errors
///
/// When the recording is malformed.
pub fn replay(case: &Value) -> Result<Agreement> {
    let mut state = start::state(case, "initial.raw_storage")?;
    state.execute_with(|| {
        let first = u64_of(case, "initial.state.block")?;
        let hashes = list_of(case, "parent_hashes")?;
        let mut agreement = Agreement {
            until: first,
            of: first + hashes.len() as u64,
            result: check_state(field(case, "initial.state")?)?,
        };
        for (block, hash) in (first + 1..).zip(hashes) {
            if agreement.result.is_err() {
                break;
            }
            start_block(block, hash).with_context(|| format!("block {block}"))?;
            agreement.result = check_block(case, block)?;
            if agreement.result.is_ok() && checkpoint_of(case, block)?.is_some() {
                agreement.until = block;
            }
        }
        if agreement.result.is_ok() {
            agreement.until = agreement.of;
        }
        Ok(agreement)
    })
}

fn start_block(block: u64, parent_hash: &Value) -> Result<()> {
    let mut hash = [0u8; 32];
    hex::decode_to_slice(str_of(parent_hash, "")?, &mut hash)?;
    System::reset_events();
    System::initialize(&block, &H256(hash), &Default::default());
    SubtensorModule::on_initialize(block);
    Ok(())
}

/// Compares what the hook did, carries out and compares the block's actions, and
/// compares the state where the recording has it.
fn check_block(case: &Value, block: u64) -> Result<CaseResult> {
    if let Some(expected) = hook_events_of(case, block)? {
        let at = format!("block {block}, events of the hook");
        if let Err(difference) = same_value(&at, expected, &json!(event_names())) {
            return Ok(Err(difference));
        }
    }
    for (index, action) in list_of(case, "actions")?.iter().enumerate() {
        if u64_of(action, "block")? == block {
            let result = act(index, action).with_context(|| format!("action {index}"))?;
            if result.is_err() {
                return Ok(result);
            }
        }
    }
    match checkpoint_of(case, block)? {
        Some(checkpoint) => check_state(checkpoint),
        None => Ok(Ok(())),
    }
}

fn hook_events_of(case: &Value, block: u64) -> Result<Option<&Value>> {
    let Ok(hooks) = list_of(case, "hook_events") else {
        return Ok(None);
    };
    for hook in hooks {
        if u64_of(hook, "0")? == block {
            return field(hook, "1").map(Some);
        }
    }
    Ok(None)
}

fn checkpoint_of(case: &Value, block: u64) -> Result<Option<&Value>> {
    for checkpoint in list_of(case, "checkpoints")? {
        if u64_of(checkpoint, "block")? == block {
            return Ok(Some(checkpoint));
        }
    }
    Ok(None)
}

/// Compares the whole recorded state with ours, and checks our invariants on it:
/// what the reference's states break is no invariant.
fn check_state(expected: &Value) -> Result<CaseResult> {
    // Some recordings list the balances of chosen accounts, in an order of their
    // own; the others list all accounts by number.
    let listed: Vec<AccountId> = list_of(expected, "global.balances")?
        .iter()
        .map(|entry| accounts::account_of(field(entry, "0")?))
        .collect::<Result<_>>()?;
    let accounts = if listed.is_sorted() {
        global::all_accounts()
    } else {
        listed
    };
    let with_root = list_of(expected, "subnets")?
        .iter()
        .any(|subnet| subnet.get("netuid") == Some(&json!(0)));
    let actual = json!({
        "block": System::block_number(),
        "global": global::global(&accounts),
        "ledger": ledger::ledger(),
        "subnets": subnet::subnets(with_root),
    });
    let at = format!("state at block {}", System::block_number());
    // Per network first: a wrong network shows in the sums, but not where.
    for part in ["subnets", "ledger", "global"] {
        let result = same_value(
            &format!("{at}, {part}"),
            field(expected, part)?,
            &actual[part],
        );
        if result.is_err() {
            return Ok(result);
        }
    }
    Ok(
        SubtensorModule::check_invariants().map_err(|broken| Difference {
            at,
            expected: "a state in which all invariants hold".to_owned(),
            actual: format!("{broken:?}"),
        }),
    )
}

/// Carries out one action and compares its outcome.
fn act(index: usize, action: &Value) -> Result<CaseResult> {
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
    System::reset_events();
    let outcome = match send(call, calls::origin(action)?) {
        Ok(()) => "ok".to_owned(),
        Err(error) => error_name(error),
    };
    let result = same(
        format!("{at}, result of {action}"),
        str_of(action, "result")?.to_owned(),
        outcome,
    );
    if result.is_err() {
        return Ok(result);
    }
    check_after(&at, action)
}

/// Sends a call as a transaction is: a signed one has to pass the guards, then
/// it is dispatched.
fn send(call: RuntimeCall, origin: RuntimeOrigin) -> DispatchResult {
    if let Some(who) = origin.as_system_origin_signer() {
        SubtensorModule::check_guards(who, &call)?;
    }
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
    same_fields(at, action, &asked)
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
