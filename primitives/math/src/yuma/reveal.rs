//! When a hidden commit can be revealed.
//!
//! A commit made in epoch e is revealable in the epoch e + p only, where p is
//! the reveal period; later it has expired.
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

/// Where a commit of epoch `committed` stands in epoch `current`, with a reveal
/// period of `period` epochs.
#[must_use]
pub fn commit_state(committed: u64, current: u64, period: u64) -> CommitState {
    match current.cmp(&committed.saturating_add(period)) {
        Ordering::Less => CommitState::TooEarly,
        Ordering::Equal => CommitState::Revealable,
        Ordering::Greater => CommitState::Expired,
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
            let states = |epoch| commit_state(7, epoch, period);
            assert_eq!(states(7), CommitState::TooEarly);
            assert_eq!(states(7 + period - 1), CommitState::TooEarly);
            assert_eq!(states(7 + period), CommitState::Revealable);
            assert_eq!(states(7 + period + 1), CommitState::Expired);
        }
    }
}
