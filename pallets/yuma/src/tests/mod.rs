#![allow(clippy::arithmetic_side_effects)]

mod batch_reveal;
mod commit_mask;
mod commit_queues;
mod epoch;
mod hash_commits;
mod hotkey_swap;
mod mechanisms;
mod mock;
mod neurons;
mod set_weights;
mod timelocked;
mod voting_power;
