//! Voting power: a moving average of a validator's stake, epoch by epoch.
//!
//! `power' = ⌊(α·stake + (10¹⁸ − α)·power) / 10¹⁸⌋`. A power that falls below
//! the stake threshold is dropped, one that never reached it is kept.
//!
//! Source: spec chapter `emission` §10.4.

/// One, as the average's weight counts it.
const SCALE: u64 = 1_000_000_000_000_000_000;

/// What an epoch does to a voting power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VotingPowerChange {
    /// It becomes this, in rao.
    Set(u64),
    /// It stays as it is, or absent.
    Keep,
    /// It goes.
    Remove,
}

/// The change of a permitted validator's voting power in an epoch.
///
/// `alpha` is the weight of this epoch, of 10¹⁸; `stake` and `previous` are in
/// rao, as is the stake `threshold`.
#[must_use]
pub fn voting_power_change(
    alpha: u64,
    stake: u64,
    previous: u64,
    threshold: u64,
) -> VotingPowerChange {
    let part = |weight: u64, value: u64| u128::from(weight).wrapping_mul(u128::from(value));
    let sum = part(alpha, stake).saturating_add(part(SCALE.saturating_sub(alpha), previous));
    let power = sum.checked_div(u128::from(SCALE)).unwrap_or(0);
    let power = u64::try_from(power).unwrap_or(u64::MAX);
    if power < threshold && threshold <= previous {
        VotingPowerChange::Remove
    } else if power > 0 {
        VotingPowerChange::Set(power)
    } else {
        VotingPowerChange::Keep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn power_follows_the_chapters_rows() {
        // Chapter `emission` §13.6, row 124, and the rule of §10.4: weight,
        // stake, power before, threshold.
        use VotingPowerChange::{Keep, Remove, Set};
        let billion = 1_000_000_000;
        for (alpha, stake, previous, threshold, change) in [
            (SCALE, 0, billion, billion, Remove),
            (SCALE, 5, billion, billion, Remove),
            (SCALE, 0, 500, billion, Keep),
            (0, 0, 500, billion, Set(500)),
            (3_570_000_000_000_000, billion, 0, 0, Set(3_570_000)),
        ] {
            let found = voting_power_change(alpha, stake, previous, threshold);
            assert_eq!(found, change);
        }
    }
}
