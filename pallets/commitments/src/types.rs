//! What is stored of a commitment.

mod data;

pub use data::Data;

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    traits::Get, BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use scale_info::TypeInfo;

/// What a neuron publishes.
#[derive(
    CloneNoBound,
    DebugNoBound,
    PartialEqNoBound,
    EqNoBound,
    Encode,
    Decode,
    DecodeWithMemTracking,
    TypeInfo,
)]
#[scale_info(skip_type_params(FieldLimit))]
pub struct CommitmentInfo<FieldLimit: Get<u32>> {
    /// The fields.
    pub fields: BoundedVec<Data, FieldLimit>,
}

impl<FieldLimit: Get<u32>> CommitmentInfo<FieldLimit> {
    /// The round of the first time-locked field, if there is one.
    pub fn first_round(&self) -> Option<u64> {
        self.fields.iter().find_map(|field| match field {
            Data::TimelockEncrypted { reveal_round, .. } => Some(*reveal_round),
            _ => None,
        })
    }
}

/// A commitment as it is stored.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, TypeInfo)]
#[scale_info(skip_type_params(MaxFields))]
pub struct Registration<
    Balance: Clone + core::fmt::Debug + Eq,
    MaxFields: Get<u32>,
    BlockNumber: Clone + core::fmt::Debug + Eq,
> {
    /// What is reserved for it, in rao.
    pub deposit: Balance,
    /// The block of its publication.
    pub block: BlockNumber,
    /// What was published, without what was revealed since.
    pub info: CommitmentInfo<MaxFields>,
}

/// How much a neuron has published in an epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct UsageTracker {
    /// The epoch of the network.
    pub last_epoch: u64,
    /// Bytes so far in it.
    pub used_space: u64,
}
