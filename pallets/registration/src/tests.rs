//! One file per subject; numbers are those of spec chapter `registration` §9,
//! under the constants of the reference's tests.

#![allow(clippy::arithmetic_side_effects)]

mod burn_price;
mod coldkey_swap;
mod dissolve;
mod hotkey_swap;
mod identities;
mod lock_cost;
mod mock;
mod network;
mod network_pruning;
mod neuron;
mod properties;
mod pruning;
mod root;
mod start;
mod symbols;
mod trimming;
