//! The state in which a recording begins.

use crate::vectors::{field, str_of};
use anyhow::{anyhow, Context, Result};
use sp_core::storage::Storage;
use sp_state_machine::BasicExternalities;

/// The raw storage at `path` of a case, in memory.
///
/// # Errors
///
/// When there is none, or it is not hexadecimal.
pub fn state(case: &serde_json::Value, path: &str) -> Result<BasicExternalities> {
    let raw = field(case, path)?
        .as_object()
        .ok_or_else(|| anyhow!("`{path}` should be an object"))?;
    let mut storage = Storage::default();
    for (key, value) in raw {
        let value = str_of(value, "").with_context(|| format!("value of {key}"))?;
        storage.top.insert(
            hex::decode(key).with_context(|| format!("key {key}"))?,
            hex::decode(value).with_context(|| format!("value of {key}"))?,
        );
    }
    Ok(BasicExternalities::new(storage))
}
