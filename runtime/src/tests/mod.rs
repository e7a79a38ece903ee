//! Tests of the composition: constants, wire forms, metadata, fees.
#![allow(clippy::arithmetic_side_effects)]

mod constants;
