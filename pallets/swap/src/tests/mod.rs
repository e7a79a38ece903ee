//! One file per subject; numbers are those of spec chapter `pools-and-staking`
//! §10.

#![allow(clippy::arithmetic_side_effects)]

mod calls;
mod constant_product;
mod mock;
mod prices;
mod shape;
mod swaps;
mod weighting;
