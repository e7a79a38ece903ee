#![allow(clippy::arithmetic_side_effects)]

mod data;
mod mock;
mod publish;
mod reveal;
