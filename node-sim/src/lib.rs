//! Drives the Subtensor runtime block by block: anvil for Subtensor.
//!
//! [`Chain`] is the whole of it for a test or a program: build one from a
//! preset, call, advance, read, go back. [`scenario`] runs chains described in
//! files. The program `node-sim` is a thin face of both.

pub mod account;
pub mod amount;
pub mod chain;
pub mod compare;
mod error;
pub mod literal;
pub mod meta;
pub mod metadata_diff;
pub mod metrics;
pub mod plot;
pub mod problem;
pub mod reading;
pub mod report;
pub mod scenario;
pub mod state;
pub mod yuma;

pub use account::Who;
pub use chain::{Beacon, Chain, Preset, Receipt};
pub use error::{CallError, Error};

/// Blocks of a day: one each 12 seconds.
pub const BLOCKS_PER_DAY: u32 = 7_200;
