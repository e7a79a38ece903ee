//! Drives the Subtensor runtime block by block.

pub mod account;
pub mod amount;
pub mod literal;
pub mod meta;
pub mod metadata_diff;
pub mod problem;
pub mod state;
