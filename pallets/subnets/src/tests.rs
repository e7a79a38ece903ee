//! Tests of the registry, one file per subject.

#![allow(clippy::arithmetic_side_effects)]

mod hotkey_swap;
mod mock;
mod neurons;
mod owner_schedule;
mod permissions;
mod schedule;
mod serving;
