//! Comparing what a recording has of the state with ours.
//!
//! Most recordings have the whole state, at the start and every so many blocks.
//! Those about commits have the networks only, at the end of each block in which
//! one of them had its epoch.

use super::{accounts, compare::same_value, global, ledger, settings::settings, subnet};
use crate::{
    runtimes::reference::{AccountId, Runtime, SubtensorModule, System},
    vectors::{field, list_of, u16_of, u64_of, CaseResult, Difference},
};
use anyhow::Result;
use pallet_subnets::{LastEpochBlock, Pallet as Subnets, StakeThreshold};
use serde_json::{json, Value};
use subtensor_types::NetUid;

/// The block in which the recording begins.
///
/// # Errors
///
/// When the recording is malformed.
pub fn first_block(case: &Value) -> Result<u64> {
    u64_of(case, "initial.state.block").or_else(|_| u64_of(case, "initial.block"))
}

/// Compares the start state.
///
/// # Errors
///
/// When the recording is malformed.
pub fn check_start(case: &Value) -> Result<CaseResult> {
    for expected in list_of(case, "initial.subnet_params")? {
        let ours = settings(NetUid::new(u16_of(expected, "netuid")?));
        let result = same_value("settings at the start", expected, &ours);
        if result.is_err() {
            return Ok(result);
        }
    }
    let initial = field(case, "initial")?;
    let state = field(initial, "state")?;
    if state.is_object() {
        return check_state(state);
    }
    let ours = subnet::subnets(false);
    let checks = [
        same_value("state at the start", state, &ours),
        same_value("subnets at the start", field(initial, "subnets")?, &ours),
        same_value(
            "stake threshold",
            field(initial, "stake_threshold")?,
            &json!(StakeThreshold::<Runtime>::get()),
        ),
    ];
    Ok(checks.into_iter().collect())
}

/// Compares the state at the end of a block, where the recording has it; nothing
/// comes of it where it has not.
///
/// # Errors
///
/// When the recording is malformed.
pub fn check_end(case: &Value, block: u64) -> Result<Option<CaseResult>> {
    if case.get("epoch_checkpoints").is_some() {
        return check_epochs(case, block);
    }
    match of_block(case, "checkpoints", block)? {
        Some(state) => check_state(state).map(Some),
        None => Ok(None),
    }
}

/// Compares the networks that have had their epoch in this block, all of them in
/// the last block.
fn check_epochs(case: &Value, block: u64) -> Result<Option<CaseResult>> {
    let last = first_block(case)? + list_of(case, "parent_hashes")?.len() as u64;
    let ours: Value = Subnets::<Runtime>::non_root_netuids()
        .into_iter()
        .filter(|netuid| block == last || LastEpochBlock::<Runtime>::get(netuid) == block)
        .map(subnet::subnet)
        .collect();
    let at = format!("epochs of block {block}");
    match of_block(case, "epoch_checkpoints", block)? {
        Some(checkpoint) => {
            let result = same_value(&at, field(checkpoint, "subnets")?, &ours);
            Ok(Some(result.and_then(|()| check_invariants(&at))))
        }
        None => Ok(same_value(&at, &json!([]), &ours).err().map(Err)),
    }
}

/// The entry of a list that is about this block.
fn of_block<'a>(case: &'a Value, list: &str, block: u64) -> Result<Option<&'a Value>> {
    for entry in list_of(case, list)? {
        if u64_of(entry, "block")? == block {
            return Ok(Some(entry));
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
    Ok(check_invariants(&at))
}

fn check_invariants(at: &str) -> CaseResult {
    SubtensorModule::check_invariants().map_err(|broken| Difference {
        at: at.to_owned(),
        expected: "a state in which all invariants hold".to_owned(),
        actual: format!("{broken:?}"),
    })
}
