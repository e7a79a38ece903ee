//! Weights, the consensus epoch and bonds.

#![cfg_attr(not(feature = "std"), no_std)]
