//! What each hotkey gets out of an epoch.
//!
//! An epoch names incentives, which are amounts, and dividends, which are only
//! proportions. A child's dividend is first divided between it and its parents
//! by what each contributed to its stake; the sums per hotkey then divide two
//! pools, the validators' alpha and the root dividends: with a hotkey's
//! weighted root stake `ra = root·w` the part `ra/(alpha + ra)` of its dividend
//! counts for root, the rest for alpha. Slices are taken, and results given,
//! in the caller's order.
//!
//! Source: spec chapter `emission` §8.

use crate::fixed::{fraction_of_u16, fraction_of_u64, SafeDiv};
use alloc::vec::Vec;
use substrate_fixed::types::U96F32;
use subtensor_types::AlphaBalance;

const ZERO: U96F32 = U96F32::from_bits(0);

/// Floors to whole units.
fn floor(value: U96F32) -> AlphaBalance {
    AlphaBalance::new(value.saturating_to_num())
}

/// A hotkey's own stake, not counting what it inherits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct OwnStake {
    /// Stake on the subnet.
    pub alpha: AlphaBalance,
    /// Stake on root.
    pub root: AlphaBalance,
}

/// A parent of the hotkey whose dividend is split.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Parent {
    /// Its whole own stake, on the subnet and on root.
    pub stake: OwnStake,
    /// The part of it that the child got, in 1/(2⁶⁴ − 1).
    pub proportion: u64,
    /// Whether parent and child belong to the same coldkey, so that neither
    /// take nor burn apply.
    pub same_owner: bool,
}

/// The fractions a dividend split depends on, each from 0 to 1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SplitTerms {
    /// The TAO weight: [`fraction_of_u64`] of `TaoWeight`.
    pub tao_weight: U96F32,
    /// What the child keeps of other owners' parts: [`fraction_of_u16`] of
    /// [`childkey_take`].
    pub childkey_take: U96F32,
    /// What is recycled of other owners' parts: [`fraction_of_u64`] of
    /// `CKBurn`.
    pub childkey_burn: U96F32,
}

/// What a parent gets of its child's dividend.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ParentPart {
    /// The parent's dividend.
    pub dividend: AlphaBalance,
    /// Alpha to recycle on the subnet.
    pub recycled: AlphaBalance,
}

/// A dividend split between a child and its parents.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DividendSplit {
    /// One part per parent, in the order given.
    pub parents: Vec<ParentPart>,
    /// The child's own dividend, its take included.
    pub own: AlphaBalance,
}

/// The take a child asks for: its own, but not below the chain's or the
/// subnet's minimum.
pub const fn childkey_take(take: u16, minimum: u16, subnet_minimum: u16) -> u16 {
    let mut highest = take;
    if minimum > highest {
        highest = minimum;
    }
    if subnet_minimum > highest {
        highest = subnet_minimum;
    }
    highest
}

/// Splits the `dividend` an epoch gave to a hotkey between it and its
/// `parents`, in proportion to the stake each brought.
///
/// `own` is the hotkey's own stake and `given_away` the proportions of it that
/// went to its own children. Without parents all of it stays.
///
/// Source: spec chapter `emission` §8.2.
pub fn split_dividend(
    dividend: AlphaBalance,
    own: OwnStake,
    given_away: impl IntoIterator<Item = u64>,
    parents: &[Parent],
    terms: &SplitTerms,
) -> DividendSplit {
    if parents.is_empty() {
        return DividendSplit {
            parents: Vec::new(),
            own: dividend,
        };
    }
    let weighted = |stake: OwnStake, part: U96F32| {
        stake
            .alpha
            .to_fixed::<U96F32>()
            .saturating_mul(part)
            .saturating_add(
                stake
                    .root
                    .to_fixed::<U96F32>()
                    .saturating_mul(part)
                    .saturating_mul(terms.tao_weight),
            )
    };
    let brought = |parent: &Parent| weighted(parent.stake, fraction_of_u64(parent.proportion));

    let kept = given_away
        .into_iter()
        .fold(U96F32::from_num(1), |kept, proportion| {
            kept.saturating_sub(fraction_of_u64(proportion))
        });
    let own_stake = floor(weighted(own, kept)).to_fixed::<U96F32>();
    let total = parents.iter().fold(own_stake, |total, parent| {
        total.saturating_add(brought(parent))
    });

    let dividend = dividend.to_fixed::<U96F32>();
    let mut rest = dividend;
    let mut takes = ZERO;
    let parents = parents
        .iter()
        .map(|parent| {
            let mut part = dividend.saturating_mul(brought(parent).safe_div(total));
            rest = rest.saturating_sub(part);
            let mut burned = ZERO;
            if !parent.same_owner {
                burned = terms.childkey_burn.saturating_mul(part);
                let take = terms.childkey_take.saturating_mul(part);
                part = part.saturating_sub(burned).saturating_sub(take);
                takes = takes.saturating_add(take);
            }
            ParentPart {
                dividend: floor(part),
                recycled: floor(burned),
            }
        })
        .collect();
    DividendSplit {
        parents,
        own: floor(rest.saturating_add(takes)),
    }
}

/// What validators are to get: their pending alpha, and the miners' too when
/// the epoch gave no incentive.
///
/// Source: spec chapter `emission` §8, step 3.
pub const fn validator_pool(
    incentives: AlphaBalance,
    server: AlphaBalance,
    validator: AlphaBalance,
) -> AlphaBalance {
    if incentives.is_zero() {
        validator.saturating_add(server)
    } else {
        validator
    }
}

/// One hotkey's claim on the two pools.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DividendClaim {
    /// Sum of its parts of all dividends.
    pub dividend: AlphaBalance,
    /// Its stake on the subnet and on root.
    pub stake: OwnStake,
}

/// What one hotkey gets out of the two pools, before its take.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DividendPay {
    /// Out of the validators' alpha.
    pub alpha: U96F32,
    /// Out of the root dividends, in alpha too.
    pub root: U96F32,
}

/// Divides the validators' alpha and the root dividends among hotkeys.
///
/// `tao_weight` is [`fraction_of_u64`] of `TaoWeight`. The ratios have 32
/// fraction bits, so each hotkey's pay is that much off. A pool on which nobody
/// has a claim is paid to nobody.
///
/// Source: spec chapter `emission` §8.3.
pub fn share_pools(
    claims: &[DividendClaim],
    validator_pool: AlphaBalance,
    root_pool: AlphaBalance,
    tao_weight: U96F32,
) -> Vec<DividendPay> {
    let mut total = DividendPay::default();
    let mut pays: Vec<DividendPay> = claims
        .iter()
        .map(|claim| {
            let dividend = claim.dividend.to_fixed::<U96F32>();
            let weighted_root = claim
                .stake
                .root
                .to_fixed::<U96F32>()
                .saturating_mul(tao_weight);
            let all = claim
                .stake
                .alpha
                .to_fixed::<U96F32>()
                .saturating_add(weighted_root);
            let root = dividend.saturating_mul(weighted_root.safe_div(all));
            let alpha = dividend.saturating_sub(root);
            total.root = total.root.saturating_add(root);
            total.alpha = total.alpha.saturating_add(alpha);
            DividendPay { alpha, root }
        })
        .collect();
    let (validator_pool, root_pool) = (
        validator_pool.to_fixed::<U96F32>(),
        root_pool.to_fixed::<U96F32>(),
    );
    for pay in &mut pays {
        pay.root = root_pool.saturating_mul(pay.root.safe_div(total.root));
        pay.alpha = validator_pool.saturating_mul(pay.alpha.safe_div(total.alpha));
    }
    pays
}

/// Takes the delegate's cut (`Delegates`, in 1/65535) off a pay: what the
/// hotkey's owner gets, and what its nominators share.
///
/// Source: spec chapter `emission` §8.4, steps 4 and 5.
pub fn delegate_take(pay: U96F32, take: u16) -> (AlphaBalance, AlphaBalance) {
    let taken = fraction_of_u16(take).saturating_mul(pay);
    (floor(taken), floor(pay.saturating_sub(taken)))
}

/// The part of an epoch's incentives that was withheld since it fell to the
/// subnet owner's keys (`MinerBurned`); 0 without incentives.
///
/// Source: spec chapter `emission` §8.4, step 3.
pub fn miner_burned(withheld: AlphaBalance, incentives: AlphaBalance) -> U96F32 {
    withheld
        .to_fixed::<U96F32>()
        .safe_div(incentives.to_fixed::<U96F32>())
}

#[cfg(test)]
mod tests;
