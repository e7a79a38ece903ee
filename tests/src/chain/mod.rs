//! Whole chains: a recorded start state, then block after block the hooks and the
//! calls of the recording, compared with what the reference had.
//!
//! [`start`] loads the start state, [`replay`] drives the chain, [`actions`] sends
//! the recorded actions, which [`calls`] turns into calls. [`checks`] compares the
//! state, read in the form of the recording by [`global`], [`ledger`], [`settings`],
//! [`subnet`] and [`names`]; [`compare`] finds the first value that differs.

pub mod accounts;
pub mod actions;
pub mod calls;
pub mod checks;
pub mod compare;
pub mod global;
pub mod ledger;
pub mod names;
pub mod replay;
pub mod settings;
pub mod start;
pub mod subnet;
