//! Identifiers and amounts that every floor of the tower shares.
//!
//! A [`NetUid`] names a subnet, a [`MechId`] one mechanism inside it, a
//! [`NetUidStorageIndex`] the pair of both as one storage key. Amounts are rao
//! in `u64` newtypes: [`TaoBalance`] and [`AlphaBalance`] can't be mixed, and
//! their arithmetic saturates.
//!
//! On the wire each newtype is exactly its inner integer, in the encoding and
//! in the type information alike, as on the main chain.
//!
//! Source: spec chapters `registration` §0 and `wire` §3.

#![cfg_attr(not(feature = "std"), no_std)]

mod balance;
mod ids;

pub use balance::{AlphaBalance, TaoBalance};
pub use ids::{MechId, NetUid, NetUidStorageIndex};

/// Rao in one TAO, and in one alpha.
pub const RAO_PER_TAO: u64 = 1_000_000_000;

/// The cap on TAO issuance, and on each subnet's alpha: 21 million, in rao.
pub const MAX_ISSUANCE: u64 = 21_000_000 * RAO_PER_TAO;

/// Netuids are below this number, so that a mechanism index fits in a `u16`
/// (spec chapter `yuma` §11.1).
pub const GLOBAL_MAX_SUBNET_COUNT: u16 = 4096;

/// The most mechanisms a subnet can have (spec chapter `yuma` §11.1).
pub const MAX_MECHANISM_COUNT_PER_SUBNET: u8 = 16;
