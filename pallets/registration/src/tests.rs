//! One file per subject; numbers are those of spec chapter `registration` §9,
//! under the constants of the reference's tests.

mod burn_price;
mod hotkey_swap;
mod identities;
mod mock;
mod network;
mod neuron;
mod properties;
mod pruning;
mod root;
mod start;
mod symbols;
mod trimming;
