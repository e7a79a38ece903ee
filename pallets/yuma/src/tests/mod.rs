#![allow(clippy::arithmetic_side_effects)]

mod commit_mask;
mod epoch;
mod hotkey_swap;
mod mechanisms;
mod mock;
mod neurons;
mod set_weights;
mod voting_power;
