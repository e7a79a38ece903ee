//! Every rule of the chain that computes something, as pure functions.
//!
//! No storage, no FRAME, no floats, no panics. Each module names the formula it
//! implements and the spec chapter it comes from; where the order of roundings
//! matters, the order is the reference's.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod accrual;
pub mod amm;
pub mod burn;
pub mod distribution;
pub mod emission;
pub mod epoch_schedule;
pub mod fixed;
pub mod injection;
pub mod issuance;
pub mod lock_cost;
pub mod locks;
pub mod moving_price;
pub mod root;
pub mod share_pool;
pub mod stake_weight;
pub mod transcendental;
pub mod trimming;
pub mod yuma;
