//! What yuma asks of the time-lock.
//!
//! A timelocked commit is a ciphertext for a round of a randomness beacon. Who
//! stores the beacon's pulses and how they decrypt is not a matter of weights:
//! a runtime names an implementation, with the pulses of its beacon pallet. A
//! test can name one that takes the plain payload for the ciphertext.

use alloc::vec::Vec;

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
