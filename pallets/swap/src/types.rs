//! Types that only the deprecated calls still mention. Their encoding is part of
//! the main chain's metadata.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The index of a price tick of the former concentrated liquidity.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct TickIndex(i32);

impl TickIndex {
    /// Wraps a plain number.
    pub const fn new(index: i32) -> Self {
        Self(index)
    }
}

/// The number of a position of the former concentrated liquidity.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub struct PositionId(u128);

impl PositionId {
    /// Wraps a plain number.
    pub const fn new(id: u128) -> Self {
        Self(id)
    }
}
