//! Tests of the stake ledger, one file per subject.

#![allow(clippy::arithmetic_side_effects)]

mod add_stake;
mod add_stake_burn;
mod auto_stake;
mod childkey_takes;
mod children;
mod disposal;
mod hostile;
mod hotkey_swap;
mod ledger;
mod limits;
mod locks;
mod maximum_amounts;
mod mock;
mod moves;
mod nominations;
mod ownership;
mod properties;
mod relinking;
mod remove_stake;
mod root_claim;
mod root_claim_limits;
mod root_index;
mod root_stake;
mod takes;
mod transfers;
mod unstake_all;
mod watermarks;
mod weight;
