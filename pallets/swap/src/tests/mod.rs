//! One file per subject; numbers are those of spec chapter `pools-and-staking`
//! §10.

mod calls;
mod constant_product;
mod mock;
mod prices;
mod shape;
mod swaps;
mod weighting;
