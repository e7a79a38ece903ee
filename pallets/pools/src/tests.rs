//! Tests of the pools, one file per subject.

#![allow(clippy::arithmetic_side_effects)]

mod alpha;
mod issuance;
mod mock;
mod prices;
mod swaps;
mod tao;
