//! Reserves of TAO and alpha per subnet, prices, minting, recycling and burning.

#![cfg_attr(not(feature = "std"), no_std)]
