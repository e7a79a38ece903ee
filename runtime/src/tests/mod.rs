//! Tests of the composition: constants, keys, metadata, transactions, fees.
#![allow(clippy::arithmetic_side_effects)]

mod alpha_fees;
mod balances_event;
mod beacon;
mod chain;
mod commitments;
mod constants;
mod genesis;
mod guards;
mod journey;
mod metadata;
mod storage_keys;
mod transactions;
mod vocabulary;
