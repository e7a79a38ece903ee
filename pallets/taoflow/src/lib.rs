//! Issuance, flows, emission shares, coinbase, epoch schedule and distribution.

#![cfg_attr(not(feature = "std"), no_std)]
