//! Subnet lock cost, neuron burn price, uid assignment, pruning and dissolving.

#![cfg_attr(not(feature = "std"), no_std)]
