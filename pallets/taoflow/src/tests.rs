//! One file per subject; numbers are those of spec chapter `emission` §13, under
//! the constants of the reference's tests. Rows marked with a tolerance there
//! have it here.

#![allow(clippy::arithmetic_side_effects, clippy::float_arithmetic)]

mod accrual;
mod coinbase;
mod dividends;
mod epochs;
mod eras;
mod injection;
mod invariants;
mod mock;
mod ownership;
mod payout;
mod prices;
mod root_dividends;
mod shares;
mod tempo;
