//! What is said of a beacon and its pulses, on the wire and in storage.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use subtensor_timelock::{quicknet, PublicKey};

/// The number of a round of the beacon.
pub type RoundNumber = u64;

/// A beacon's public key, compressed.
pub type OpaquePublicKey = BoundedVec<u8, ConstU32<96>>;

/// A hash or a short name.
pub type BoundedHash = BoundedVec<u8, ConstU32<32>>;

/// What is known of a beacon. Only the public key takes part in a rule.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct BeaconConfiguration {
    /// The key that pulses are verified by, a compressed point of G2.
    pub public_key: OpaquePublicKey,
    /// The seconds between two rounds.
    pub period: u32,
    /// The time of round 1, in seconds since the Unix epoch.
    pub genesis_time: u32,
    /// The hash that names the beacon.
    pub hash: BoundedHash,
    /// The hash of the group that keeps its key.
    pub group_hash: BoundedHash,
    /// The signature scheme, in drand's words.
    pub scheme_id: BoundedHash,
    /// More of it.
    pub metadata: Metadata,
}

/// What else is known of a beacon.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Metadata {
    /// The beacon's name.
    pub beacon_id: BoundedHash,
}

/// A pulse of the beacon.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Pulse {
    /// The round.
    pub round: RoundNumber,
    /// The SHA-256 hash of the signature; nobody compares it.
    pub randomness: BoundedVec<u8, ConstU32<32>>,
    /// The beacon's signature of the round, a compressed point of G1.
    pub signature: BoundedVec<u8, ConstU32<144>>,
}

/// Pulses, and who sends them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct PulsesPayload<Public, BlockNumber> {
    /// The block at which the sender fetched them.
    pub block_number: BlockNumber,
    /// The pulses, by round.
    pub pulses: Vec<Pulse>,
    /// The key that signs this payload.
    pub public: Public,
}

/// A beacon's configuration, and who sends it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct BeaconConfigurationPayload<Public, BlockNumber> {
    /// The block at which the sender fetched it.
    pub block_number: BlockNumber,
    /// The configuration.
    pub config: BeaconConfiguration,
    /// The key that signs this payload.
    pub public: Public,
}

impl BeaconConfiguration {
    /// drand's quicknet.
    pub fn quicknet() -> Self {
        Self {
            public_key: bounded(&quicknet::PUBLIC_KEY),
            period: quicknet::PERIOD,
            genesis_time: quicknet::GENESIS_TIME,
            hash: bounded(&quicknet::CHAIN_HASH),
            group_hash: bounded(&quicknet::GROUP_HASH),
            scheme_id: bounded(quicknet::SCHEME_ID),
            metadata: Metadata {
                beacon_id: bounded(quicknet::BEACON_ID),
            },
        }
    }

    /// A beacon of the chain's own: its key, the seconds between its rounds and
    /// the time of its first, in seconds since the Unix epoch.
    pub fn local(public_key: &PublicKey, period: u32, genesis_time: u32) -> Self {
        let public_key = public_key.to_bytes();
        let hash = bounded(&sp_io::hashing::sha2_256(&public_key));
        Self {
            public_key: bounded(&public_key),
            period,
            genesis_time,
            group_hash: hash.clone(),
            hash,
            scheme_id: bounded(quicknet::SCHEME_ID),
            metadata: Metadata {
                beacon_id: bounded(b"local"),
            },
        }
    }
}

impl Pulse {
    /// The pulse of a round with the beacon's signature of it.
    pub fn new(round: RoundNumber, signature: &[u8]) -> Self {
        Self {
            round,
            randomness: bounded(&sp_io::hashing::sha2_256(signature)),
            signature: bounded(signature),
        }
    }
}

/// As many bytes as fit.
fn bounded<const N: u32>(bytes: &[u8]) -> BoundedVec<u8, ConstU32<N>> {
    BoundedVec::truncate_from(bytes.to_vec())
}
