//! What yuma asks of the time-lock.
//!
//! A timelocked commit is a ciphertext for a round of a randomness beacon. Who
//! stores the beacon's pulses and how they decrypt is not a matter of weights:
//! a runtime names an implementation, with the pulses of its beacon pallet. A
//! test can name one that takes the plain payload for the ciphertext.

use alloc::vec::Vec;
use codec::{Decode, Encode};

/// What a timelocked commit encrypts, in SCALE (spec chapter `yuma` §10.8). Bytes
/// behind it are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct WeightsPayload {
    /// The account in SCALE of the hotkey that commits. It binds the ciphertext
    /// to its author: others can copy it, but not use it.
    pub hotkey: Vec<u8>,
    /// The targets.
    pub uids: Vec<u16>,
    /// Their values, in any proportion.
    pub values: Vec<u16>,
    /// The version of the validator's program.
    pub version_key: u64,
}

/// What clients of old encrypt: the same without its author.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct LegacyWeightsPayload {
    /// The targets.
    pub uids: Vec<u16>,
    /// Their values, in any proportion.
    pub values: Vec<u16>,
    /// The version of the validator's program.
    pub version_key: u64,
}

/// What has become of a ciphertext for some round (spec chapter `yuma` §10.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The round's pulse is not stored: the commit waits.
    NoPulse,
    /// The pulse does not open it: the commit is dropped.
    Unreadable,
    /// What was encrypted.
    Message(Vec<u8>),
}

/// Pulses of a randomness beacon, and what they open.
pub trait Timelock {
    /// The latest round whose pulse was stored, 0 before the first. Commits for
    /// earlier rounds are refused (spec chapter `yuma` §10.9).
    fn last_round() -> u64;

    /// Opens a ciphertext with the pulse of its round.
    fn open(round: u64, ciphertext: &[u8]) -> Opened;
}

/// A chain without a beacon: every commit waits.
impl Timelock for () {
    fn last_round() -> u64 {
        0
    }

    fn open(_: u64, _: &[u8]) -> Opened {
        Opened::NoPulse
    }
}
