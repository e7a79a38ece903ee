//! A table of all setters, and the rules that hold for each row of it.

#![allow(clippy::arithmetic_side_effects)]

mod bounds;
mod gates;
mod mock;
mod refusals;
mod surface;
mod table;
