//! One file per subject.

#![allow(clippy::arithmetic_side_effects)]

mod calls;
mod mock;
mod pulses;
mod validity;
