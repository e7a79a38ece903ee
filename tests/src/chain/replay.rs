//! Driving a chain along a recording: per block the parent hash, the block
//! number, the hook, then the actions, each in its own storage layer.

use super::{
    actions::act,
    checks::{check_end, check_start, first_block},
    compare::same_value,
    names::event_names,
    start,
};
use crate::{
    runtimes::reference::{SubtensorModule, System},
    vectors::{field, list_of, str_of, u64_of, CaseResult},
};
use anyhow::{ensure, Context, Result};
use frame_support::traits::Hooks;
use serde_json::{json, Value};
use sp_core::H256;
use std::ops::RangeInclusive;

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
        let first = first_block(case)?;
        let hashes = list_of(case, "parent_hashes")?;
        let last = first + hashes.len() as u64;
        ensure_replayed(case, first + 1..=last)?;
        let mut agreement = Agreement {
            until: first,
            of: last,
            result: check_start(case)?,
        };
        for (block, hash) in (first + 1..).zip(hashes) {
            if agreement.result.is_err() {
                break;
            }
            start_block(block, hash).with_context(|| format!("block {block}"))?;
            agreement.result = check_block(case, block)?;
            if agreement.result.is_ok() {
                if let Some(result) = check_end(case, block)? {
                    if result.is_ok() {
                        agreement.until = block;
                    }
                    agreement.result = result;
                }
            }
        }
        if agreement.result.is_ok() {
            agreement.until = agreement.of;
        }
        Ok(agreement)
    })
}

/// What is recorded of blocks that are not replayed would go unnoticed.
fn ensure_replayed(case: &Value, blocks: RangeInclusive<u64>) -> Result<()> {
    for (list, block) in [
        ("actions", "block"),
        ("hook_events", "0"),
        ("checkpoints", "block"),
        ("epoch_checkpoints", "block"),
    ] {
        if case.get(list).is_none() {
            continue;
        }
        for (index, entry) in list_of(case, list)?.iter().enumerate() {
            let block = u64_of(entry, block).with_context(|| format!("{list}.{index}"))?;
            ensure!(
                blocks.contains(&block),
                "{list}.{index} is of block {block}, but the recording has the blocks {blocks:?}"
            );
        }
    }
    Ok(())
}

fn start_block(block: u64, parent_hash: &Value) -> Result<()> {
    let mut hash = [0u8; 32];
    hex::decode_to_slice(str_of(parent_hash, "")?, &mut hash)?;
    System::reset_events();
    System::initialize(&block, &H256(hash), &Default::default());
    SubtensorModule::on_initialize(block);
    Ok(())
}

/// Compares what the hook did, then carries out and compares the block's actions.
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
    Ok(Ok(()))
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
