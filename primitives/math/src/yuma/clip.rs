//! The weights that bonds follow.
//!
//! They are W̃, between the weights W and the weights clipped to the consensus,
//! `W̄_ij = min(W_ij, C_j)`, by the subnet's bonds penalty: `W + β·(W̄ − W)`. They
//! are found anew from W and C wherever they are needed, which costs less than
//! keeping them.
//!
//! Source: spec chapter `yuma` §4.5, §3 (`col_clip`, `interpolate`).

use super::fixed::{self, Bits};

/// The rule from a weight and the consensus to the weight that bonds follow, if
/// any.
pub(crate) trait Follow: Copy {
    /// Whether followed weights are what ranks sum up.
    const SUMS_TO_RANKS: bool = false;

    /// Whether followed weights come in order of their targets, instead of as
    /// submitted.
    const IS_ORDERED: bool = false;

    /// The weight that bonds follow.
    fn follow(self, weight: Bits, score: Bits) -> Option<Bits>;

    /// The same where no weight and a weight of zero make no difference.
    #[inline]
    fn follow_or_zero(self, weight: Bits, score: Bits) -> Bits {
        self.follow(weight, score).unwrap_or(0)
    }
}

/// Without a penalty bonds follow the weights as they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unclipped;

impl Follow for Unclipped {
    #[inline]
    fn follow(self, weight: Bits, _: Bits) -> Option<Bits> {
        Some(weight)
    }
}

/// With the full penalty bonds follow the clipped weights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clipped;

impl Follow for Clipped {
    const SUMS_TO_RANKS: bool = true;

    #[inline]
    fn follow(self, weight: Bits, score: Bits) -> Option<Bits> {
        // An entry above a consensus of zero is dropped, not zeroed: liquid
        // alpha tells the two apart.
        (weight <= score || score != 0).then_some(weight.min(score))
    }

    #[inline]
    fn follow_or_zero(self, weight: Bits, score: Bits) -> Bits {
        weight.min(score)
    }
}

/// Bonds follow weights between the two; zeros are dropped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blended {
    /// The bonds penalty (β).
    pub(crate) penalty: Bits,
}

impl Follow for Blended {
    const IS_ORDERED: bool = true;

    #[inline]
    fn follow(self, weight: Bits, score: Bits) -> Option<Bits> {
        let cut = fixed::mul(self.penalty, weight.min(score).wrapping_sub(weight));
        Some(weight.wrapping_add(cut)).filter(|&value| value > 0)
    }
}
