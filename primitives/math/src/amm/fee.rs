//! The swap fee: `⌊amount · rate / 65535⌋`, taken from what is paid in.
//!
//! When a price limit cuts the swap short, the net input is known first and the
//! fee is `⌊net · rate / (65535 − rate)⌋`. Both quotients are truncated to
//! U64F64 before the multiplication. A rate of zero stands for a dropped fee.
//!
//! Source: spec chapter `pools-and-staking` §1.5.

use super::ratio::{ratio, scale_floor};

/// The fee inside a gross amount, in the same token.
pub fn fee_of(amount: u64, rate: u16) -> u64 {
    scale_floor(amount, ratio(u64::from(rate), u64::from(u16::MAX)))
}

/// The fee on top of a net amount that a price limit determined.
pub fn fee_at_limit(net: u64, rate: u16) -> u64 {
    let rest = u16::MAX.saturating_sub(rate);
    scale_floor(net, ratio(u64::from(rate), u64::from(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fee_floors() {
        // Spec T1, fee rate 33.
        for (amount, fee) in [
            (1_985, 0),
            (1_986, 1),
            (1_000_000, 503),
            (2_000_000, 1_007),
            (1_000_000_000, 503_547),
            (100_000_000_000, 50_354_772),
        ] {
            assert_eq!(fee_of(amount, 33), fee, "{amount}");
        }
    }

    #[test]
    fn the_fee_at_a_limit_is_on_top_of_the_net_input() {
        // Spec T27 and T28.
        assert_eq!(fee_at_limit(58_852_852_921, 33), 29_650_150);
        assert_eq!(fee_at_limit(74_099_498_643, 33), 37_331_431);
    }

    #[test]
    fn extreme_rates_are_total() {
        assert_eq!(fee_of(u64::MAX, 0), 0);
        assert_eq!(fee_of(u64::MAX, u16::MAX), u64::MAX);
        // The rest is zero, and a quotient by zero counts as zero (spec §0).
        assert_eq!(fee_at_limit(u64::MAX, u16::MAX), 0);
        assert_eq!(fee_at_limit(u64::MAX, u16::MAX - 1), u64::MAX);
    }
}
