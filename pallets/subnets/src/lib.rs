//! The registry: networks, uids and keys, flags and hyperparameters, and the vocabulary of errors and events.

#![cfg_attr(not(feature = "std"), no_std)]
