//! The conductor with the whole tower below it: genesis, calls, and chains that
//! run for hundreds of blocks.

#![allow(clippy::arithmetic_side_effects, clippy::float_arithmetic)]

mod block_step;
mod calls;
mod dissolve;
mod genesis;
mod guards;
mod ledger;
mod mock;
mod owner_calls;
mod staking_calls;
mod weight_calls;
