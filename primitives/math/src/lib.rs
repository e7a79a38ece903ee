//! Every rule of the chain that computes something, as pure functions.
//!
//! No storage, no FRAME, no floats, no panics. Each module names the formula it
//! implements and the spec chapter it comes from; where the order of roundings
//! matters, the order is the reference's.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;
