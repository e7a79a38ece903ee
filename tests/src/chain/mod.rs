//! Whole chains: a recorded start state, then block after block the hooks and the
//! calls of the recording, compared with what the reference had.
//!
//! [`start`] loads the start state, [`replay`] drives the chain, [`calls`] turns
//! recorded actions into calls, [`global`], [`ledger`], [`subnet`] and [`names`] read
//! what came of them in the form of the recording, and [`compare`] finds the first
//! value that differs.

pub mod accounts;
pub mod calls;
pub mod compare;
pub mod global;
pub mod ledger;
pub mod names;
pub mod replay;
pub mod start;
pub mod subnet;
