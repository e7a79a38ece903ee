//! The AMM of a subnet's pool: balancer weights, fees, price limits, simulation (`Swap`).

#![cfg_attr(not(feature = "std"), no_std)]
