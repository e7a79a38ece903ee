//! The rules by which a subnet keeps bonds.
//!
//! Two switches of a subnet say how the bonds of its validators move (spec
//! chapter `yuma` §6). One scenario can be run under each rule, and an
//! expectation can say under which it holds.

use crate::Chain;
use codec::Encode;
use pallet_subnets::{LiquidAlphaOn, Yuma3On};
use serde::Serialize;
use subtensor_runtime::Runtime;
use subtensor_types::NetUid;

/// How bonds move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BondRule {
    /// The classic rule: shares of a miner, moving to the validators' stake
    /// times weight at one speed.
    Yuma2,
    /// Each validator's bond moves to its own weight at one speed.
    Yuma3,
    /// Yuma3 with a speed of each bond's own.
    Yuma3Liquid,
}

impl BondRule {
    /// Every rule, the oldest first.
    pub const ALL: [Self; 3] = [Self::Yuma2, Self::Yuma3, Self::Yuma3Liquid];

    /// Its name, as scenarios and the command line have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuma2 => "yuma2",
            Self::Yuma3 => "yuma3",
            Self::Yuma3Liquid => "yuma3-liquid",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Yuma2 => "classic bonds",
            Self::Yuma3 => "a bond for each validator",
            Self::Yuma3Liquid => "Yuma3 with liquid alpha",
        }
    }

    /// The rule of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The rule in force on a subnet. Liquid alpha does nothing without Yuma3.
    pub fn of(chain: &mut Chain, netuid: NetUid) -> Self {
        chain.query(|| {
            match (
                Yuma3On::<Runtime>::get(netuid),
                LiquidAlphaOn::<Runtime>::get(netuid),
            ) {
                (false, _) => Self::Yuma2,
                (true, false) => Self::Yuma3,
                (true, true) => Self::Yuma3Liquid,
            }
        })
    }

    /// Puts it in force on a subnet, past every rule. What is so already is not
    /// written again.
    pub(super) fn impose(self, chain: &mut Chain, netuid: NetUid) {
        let (yuma3, liquid) = match self {
            Self::Yuma2 => (false, false),
            Self::Yuma3 => (true, false),
            Self::Yuma3Liquid => (true, true),
        };
        let (yuma3_now, liquid_now) = chain.query(|| {
            (
                Yuma3On::<Runtime>::get(netuid),
                LiquidAlphaOn::<Runtime>::get(netuid),
            )
        });
        for (key, wanted, now) in [
            (Yuma3On::<Runtime>::hashed_key_for(netuid), yuma3, yuma3_now),
            (
                LiquidAlphaOn::<Runtime>::hashed_key_for(netuid),
                liquid,
                liquid_now,
            ),
        ] {
            if wanted != now {
                chain.set_storage(&key, Some(wanted.encode()));
            }
        }
    }
}

impl std::fmt::Display for BondRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
