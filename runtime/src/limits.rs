//! What a block may hold: weight, bytes, and what a storage access weighs.
//!
//! A block has 4 seconds of execution time and 10 MiB; normal transactions
//! may use three quarters of both. The encoded values equal the main chain's
//! constants `System.BlockWeights`, `System.BlockLength` and
//! `System.DbWeight` (spec chapter `wire` §2.1, row 7).

use frame_support::{
    dispatch::DispatchClass,
    parameter_types,
    weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;

/// The share of a block that normal transactions may fill.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// The weight a block may have: 4 seconds of one core, proof size unbounded.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
    Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(4), u64::MAX);

/// The bytes of extrinsics a block may have.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 10 * 1024 * 1024;

parameter_types! {
    /// Weight limits by class of transaction.
    pub RuntimeBlockWeights: BlockWeights =
        BlockWeights::with_sensible_defaults(MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO);
    /// Length limits by class of transaction.
    pub RuntimeBlockLength: BlockLength = BlockLength::builder()
        .max_length(MAXIMUM_BLOCK_LENGTH)
        .modify_max_length_for_class(DispatchClass::Normal, |max| *max = NORMAL_DISPATCH_RATIO.mul_floor(*max))
        .build();
}
