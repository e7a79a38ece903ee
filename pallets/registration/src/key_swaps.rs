//! Replacing keys: the checks, their order, and the list of what moves. Each
//! pallet below moves what it owns.

pub mod coldkey;
pub mod hotkey;
