//! Tests of the stake ledger, one file per subject.

#![allow(clippy::arithmetic_side_effects)]

mod add_stake;
mod children;
mod disposal;
mod ledger;
mod limits;
mod maximum_amounts;
mod mock;
mod moves;
mod ownership;
mod properties;
mod remove_stake;
mod root_claim;
mod root_index;
mod root_stake;
mod takes;
mod transfers;
mod watermarks;
mod weight;
