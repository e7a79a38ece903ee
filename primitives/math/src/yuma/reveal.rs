//! When a hidden commit can be revealed.
//!
//! A commit made in epoch e is revealable in the epoch e + p only, where p is
//! the reveal period; later it has expired. Epochs are counted, not computed
//! from block numbers, so a change of the tempo moves no commit.
//!
//! Source: spec chapter `yuma` §10.1.

use core::cmp::Ordering;

/// Where a commit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitState {
    /// Its reveal epoch is still to come.
    TooEarly,
    /// This is its reveal epoch.
    Revealable,
    /// Its reveal epoch has passed.
    Expired,
}

/// The epoch a network is in, and how many epochs its commits wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevealWindow {
    /// The current epoch; one that is due counts as begun.
    pub epoch: u64,
    /// Epochs from a commit to its reveal.
    pub period: u64,
}

impl RevealWindow {
    /// Where a commit made in the epoch `committed` stands.
    #[must_use]
    pub fn state(&self, committed: u64) -> CommitState {
        match self.epoch.cmp(&committed.saturating_add(self.period)) {
            Ordering::Less => CommitState::TooEarly,
            Ordering::Equal => CommitState::Revealable,
            Ordering::Greater => CommitState::Expired,
        }
    }

    /// Whether a commit of that epoch still waits or can be revealed.
    #[must_use]
    pub fn is_in_force(&self, committed: u64) -> bool {
        self.state(committed) != CommitState::Expired
    }

    /// The epoch whose commits are revealable; `None` while none can be, because
    /// fewer epochs have begun than commits wait.
    #[must_use]
    pub fn revealable_epoch(&self) -> Option<u64> {
        self.epoch.checked_sub(self.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::arithmetic_side_effects)]
    fn a_commit_is_revealable_in_one_epoch_only() {
        // Chapter `yuma` §16, 8.
        for period in 1..=100 {
            let state = |epoch| RevealWindow { epoch, period }.state(7);
            assert_eq!(state(7), CommitState::TooEarly);
            assert_eq!(state(7 + period - 1), CommitState::TooEarly);
            assert_eq!(state(7 + period), CommitState::Revealable);
            assert_eq!(state(7 + period + 1), CommitState::Expired);
        }
    }

    #[test]
    fn the_revealable_epoch_is_the_one_whose_commits_are() {
        for epoch in 0..12 {
            let window = RevealWindow { epoch, period: 3 };
            for committed in 0..12 {
                assert_eq!(
                    window.state(committed) == CommitState::Revealable,
                    window.revealable_epoch() == Some(committed)
                );
            }
        }
    }
}
