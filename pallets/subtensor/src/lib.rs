//! The conductor: the block step in order, and the main chain's call surface (`SubtensorModule`).

#![cfg_attr(not(feature = "std"), no_std)]
