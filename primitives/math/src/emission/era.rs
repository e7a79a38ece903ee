//! What else an era did differently.
//!
//! The rule that splits the block's TAO changed several times, and other rules of
//! emission with it. Each model names the variants of its time
//! ([`super::EmissionModel::era`]). They are a setting of their own all the same,
//! so that one rule can be compared under the circumstances of another.
//!
//! Source: spec chapter `emission` §4.7.

use crate::moving_price::{DYNAMIC_MECHANISM, STABLE_MECHANISM};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The rules of emission besides the split of the block's TAO.
///
/// The default is [`Self::CURRENT`].
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Deserialize,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EraRules {
    /// What a subnet's participants are paid in.
    pub accrual: Accrual,
    /// How a subnet's TAO goes into its pool.
    pub injection: InjectionRule,
    /// What becomes of the alpha for root stakers.
    pub root_alpha: RootAlpha,
    /// The pool a subnet is registered with.
    pub pool_opening: PoolOpening,
}

impl EraRules {
    /// The rules of the reference runtime.
    pub const CURRENT: Self = Self {
        accrual: Accrual::Alpha,
        injection: InjectionRule::RootProportion,
        root_alpha: RootAlpha::Claimed,
        pool_opening: PoolOpening::Lock,
    };
}

/// What a subnet's participants are paid in.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Deserialize,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "kebab-case")]
pub enum Accrual {
    /// The subnet's own token, which it issues by its own schedule.
    #[default]
    Alpha,
    /// TAO, as before February 2025. The subnet's whole emission is put behind as
    /// much of its token, one for one and beside no pool; so a unit of it is a rao.
    /// The owner's cut is paid out.
    Tao,
}

impl Accrual {
    /// The mechanism a subnet is registered with.
    pub const fn mechanism(self) -> u16 {
        match self {
            Self::Alpha => DYNAMIC_MECHANISM,
            Self::Tao => STABLE_MECHANISM,
        }
    }
}

/// How a subnet's TAO goes into its pool, with alpha beside it.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Deserialize,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "kebab-case")]
pub enum InjectionRule {
    /// Alpha for all the TAO, but at most the root proportion of the alpha emission;
    /// the TAO that then has no counterpart buys alpha.
    #[default]
    RootProportion,
    /// The same with another limit: the lesser of the alpha emission and the
    /// block's TAO, in rao.
    BlockEmission,
    /// All the TAO, with alpha up to the alpha emission: what has no counterpart
    /// raises the price.
    Unmatched,
}

/// What becomes of the alpha for root stakers.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Deserialize,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "kebab-case")]
pub enum RootAlpha {
    /// It waits until they claim it.
    #[default]
    Claimed,
    /// It is sold to the pool in each block, and the TAO is staked for them at the
    /// subnet's epoch.
    SoldEachBlock,
}

/// The pool a subnet is registered with.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Deserialize,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    PartialEq,
    Serialize,
    TypeInfo,
)]
#[serde(rename_all = "kebab-case")]
pub enum PoolOpening {
    /// The lock, with alpha at the median price of the other subnets.
    #[default]
    Lock,
    /// 1 TAO and 1 alpha; the rest of the lock is recycled.
    OneToOne,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_without_era_is_of_the_reference() {
        assert_eq!(EraRules::default(), EraRules::CURRENT);
    }
}
