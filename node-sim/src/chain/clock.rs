//! The chain's time: it passes by blocks, never by the wall clock.

use codec::{Decode, Encode};

/// Milliseconds from one block to the next.
pub const BLOCK_MILLIS: u64 = 12_000;

/// The time of genesis: midnight of 5 November 2025 UTC, when emission by
/// flows began on the main chain. In milliseconds since the Unix epoch.
pub const GENESIS_MILLIS: u64 = 1_762_300_800_000;

/// The time of the latest block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Clock {
    now: u64,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            now: GENESIS_MILLIS,
        }
    }
}

impl Clock {
    /// A clock that stands at a time, in milliseconds since the Unix epoch.
    pub fn at(now: u64) -> Self {
        Self { now }
    }

    /// The time of the latest block.
    pub fn now(self) -> u64 {
        self.now
    }

    /// Goes on to the next block and gives back its time.
    pub fn tick(&mut self) -> u64 {
        self.now = self.now.saturating_add(BLOCK_MILLIS);
        self.now
    }

    /// Lets time pass before the next block without blocks in it.
    pub fn skip(&mut self, millis: u64) {
        self.now = self.now.saturating_add(millis);
    }

    /// The consensus slot of the latest block.
    pub fn slot(self) -> u64 {
        self.now / BLOCK_MILLIS
    }
}
