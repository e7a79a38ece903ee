//! One step back: how a single write to the state is undone.

use super::Key;
use codec::{Compact, CompactLen, Decode, Encode};

/// What undoes one write.
#[derive(Debug)]
pub(super) enum Undo {
    /// Put the old value back, or remove the key if there was none.
    Restore(Key, Option<Vec<u8>>),
    /// Take the last item off a SCALE vector: the count before, and the
    /// length of the item. A block's events grow one by one; keeping a copy
    /// of the list for each would cost the square of their number.
    Shrink(Key, u32, usize),
}

/// Appends an encoded item to an encoded vector and gives back the count
/// before. `None`, and the value unchanged, if it is no vector.
pub(super) fn append_item(value: &mut Vec<u8>, item: &[u8]) -> Option<u32> {
    let count = Compact::<u32>::decode(&mut value.as_slice()).ok()?.0;
    let grown = count.checked_add(1)?;
    set_count(value, count, grown);
    value.extend_from_slice(item);
    Some(count)
}

/// Undoes [`append_item`].
pub(super) fn remove_items(value: &mut Vec<u8>, count: u32, item_len: usize) {
    value.truncate(value.len().saturating_sub(item_len));
    set_count(value, count.saturating_add(1), count);
}

fn set_count(value: &mut Vec<u8>, old: u32, new: u32) {
    let prefix = Compact::<u32>::compact_len(&old).min(value.len());
    value.splice(..prefix, Compact(new).encode());
}
