//! Runtimes composed for tests.

pub mod account_id;
pub mod pools;
pub mod reference;
