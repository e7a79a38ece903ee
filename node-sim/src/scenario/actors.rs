//! Actors: people who do the same again and again, as far as the chain lets
//! them.
//!
//! An actor looks at the chain before it acts, which an action cannot: a miner
//! sells a part of what it has earned since it last sold, an investor buys for
//! so much a day, another moves from one subnet to the next. What is too little
//! for the chain to accept is left for the next time.

use super::{
    model::{ActorSpec, Behaviour, Scenario},
    names::AccountBook,
    setup::{account, failed},
};
use crate::{
    meta::encode::Names,
    problem::{Problem, Span},
    CallError, Chain, BLOCKS_PER_DAY,
};
use pallet_staking::Pallet as Staking;
use sp_io::hashing::twox_64;
use sp_runtime::AccountId32 as AccountId;
use subtensor_runtime::{Runtime, RuntimeCall};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// Parts of a whole, as shares and noise are given.
pub const MILLION: u32 = 1_000_000;

/// Errors that mean: too little for now.
const TOO_LITTLE: [&str; 2] = [
    "SubtensorModule.AmountTooLow",
    "SubtensorModule.InsufficientLiquidity",
];

/// Someone with a habit.
#[derive(Debug)]
pub(super) struct Actor {
    spec: ActorSpec,
    /// Tells its noise from that of the others.
    seed: [u8; 8],
    coldkey: AccountId,
    hotkey: AccountId,
    habit: Habit,
    span: Span,
}

/// What it does, with the subnets by their numbers.
#[derive(Debug)]
enum Habit {
    Sell {
        netuid: NetUid,
        share: u32,
        /// The stake it keeps: what it had when it last sold. None before it
        /// has looked for the first time.
        kept: Option<u64>,
    },
    Buy {
        netuid: NetUid,
        rao_per_day: u64,
    },
    Rotate {
        from: NetUid,
        to: NetUid,
        share: u32,
    },
}

/// The actors of a scenario whose subnets are set up.
pub(super) fn actors(scenario: &Scenario, names: &AccountBook) -> Result<Vec<Actor>, Problem> {
    (0u64..)
        .zip(&scenario.actors)
        .map(|(index, spec)| {
            let netuid = |name: &str| {
                names
                    .subnet(name)
                    .or_else(|| name.parse().ok())
                    .map(NetUid::new)
                    .ok_or_else(|| {
                        Problem::at(spec.span.clone(), format!("unknown subnet `{name}`"))
                    })
            };
            let habit = match &spec.behaviour {
                Behaviour::Sell { subnet, share } => Habit::Sell {
                    netuid: netuid(subnet)?,
                    share: *share,
                    kept: None,
                },
                Behaviour::Buy {
                    subnet,
                    rao_per_day,
                } => Habit::Buy {
                    netuid: netuid(subnet)?,
                    rao_per_day: *rao_per_day,
                },
                Behaviour::Rotate { from, to, share } => Habit::Rotate {
                    from: netuid(from)?,
                    to: netuid(to)?,
                    share: *share,
                },
            };
            let mut seed = scenario.chain.seed.to_le_bytes().to_vec();
            seed.extend(index.to_le_bytes());
            Ok(Actor {
                seed: twox_64(&seed),
                coldkey: account(names, &spec.account, &spec.span)?,
                hotkey: account(names, &spec.hotkey, &spec.span)?,
                habit,
                span: spec.span.clone(),
                spec: spec.clone(),
            })
        })
        .collect()
}

impl Actor {
    /// Acts in `block`, which comes next or is open, if it is time to. Says
    /// whether it did.
    pub(super) fn act(&mut self, chain: &mut Chain, block: u32) -> Result<bool, Problem> {
        if let Habit::Sell {
            netuid,
            kept: kept @ None,
            ..
        } = &mut self.habit
        {
            *kept = Some(stake_of(chain, &self.hotkey, &self.coldkey, *netuid));
        }
        if !self.spec.schedule.is_due(block) {
            return Ok(false);
        }
        let Some(call) = self.next_call(chain, block) else {
            return Ok(false);
        };
        match chain.call(&self.coldkey, call) {
            Ok(_) => {
                self.remember(chain);
                Ok(true)
            }
            Err(error) if is_too_little(&error) => Ok(false),
            Err(error) => {
                let what = format!("`{}` of the actor `{}`", self.verb(), self.spec.account);
                Err(failed(&self.span, &what, &error, chain, &self.coldkey))
            }
        }
    }

    /// What it does next; nothing if there is nothing to do it with.
    fn next_call(&self, chain: &mut Chain, block: u32) -> Option<RuntimeCall> {
        use pallet_subtensor::Call;
        let stake =
            |chain: &mut Chain, netuid| stake_of(chain, &self.hotkey, &self.coldkey, netuid);
        let call: Call<Runtime> = match &self.habit {
            Habit::Sell {
                netuid,
                share,
                kept,
            } => {
                let earned = stake(chain, *netuid).saturating_sub(kept.unwrap_or_default());
                Call::remove_stake {
                    hotkey: self.hotkey.clone(),
                    netuid: *netuid,
                    amount_unstaked: AlphaBalance::new(self.noisy(part(earned, *share), block)?),
                }
            }
            Habit::Buy {
                netuid,
                rao_per_day,
            } => Call::add_stake {
                hotkey: self.hotkey.clone(),
                netuid: *netuid,
                amount_staked: TaoBalance::new(self.noisy(self.per_turn(*rao_per_day), block)?),
            },
            Habit::Rotate { from, to, share } => {
                let amount = part(stake(chain, *from), *share);
                Call::swap_stake {
                    hotkey: self.hotkey.clone(),
                    origin_netuid: *from,
                    destination_netuid: *to,
                    alpha_amount: AlphaBalance::new(self.noisy(amount, block)?),
                }
            }
        };
        Some(call.into())
    }

    fn remember(&mut self, chain: &mut Chain) {
        if let Habit::Sell { netuid, kept, .. } = &mut self.habit {
            *kept = Some(stake_of(chain, &self.hotkey, &self.coldkey, *netuid));
        }
    }

    /// An amount a day as an amount each time.
    fn per_turn(&self, rao_per_day: u64) -> u64 {
        let day = u128::from(BLOCKS_PER_DAY);
        let every = match self.spec.schedule {
            super::Schedule::Every { every, .. } => u128::from(every),
            super::Schedule::At(_) => day,
        };
        saturated(u128::from(rao_per_day) * every / day)
    }

    /// The amount, more or less: evenly within the noise on both sides. None if
    /// nothing is left.
    fn noisy(&self, amount: u64, block: u32) -> Option<u64> {
        let noise = u128::from(self.spec.noise.min(MILLION));
        let mut of = self.seed.to_vec();
        of.extend(block.to_le_bytes());
        let draw = u128::from(u64::from_le_bytes(twox_64(&of)));
        // From 1 − noise to 1 + noise, in millionths.
        let factor = u128::from(MILLION) - noise + ((2 * noise * draw) >> 64);
        let amount = saturated(u128::from(amount) * factor / u128::from(MILLION));
        (amount > 0).then_some(amount)
    }

    fn verb(&self) -> &'static str {
        match self.habit {
            Habit::Sell { .. } => "sell",
            Habit::Buy { .. } => "buy",
            Habit::Rotate { .. } => "rotate",
        }
    }
}

fn stake_of(chain: &mut Chain, hotkey: &AccountId, coldkey: &AccountId, netuid: NetUid) -> u64 {
    chain
        .query(|| Staking::<Runtime>::stake_of(hotkey, coldkey, netuid))
        .into()
}

/// So many millionths of an amount.
fn part(amount: u64, millionths: u32) -> u64 {
    saturated(u128::from(amount) * u128::from(millionths) / u128::from(MILLION))
}

fn saturated(amount: u128) -> u64 {
    u64::try_from(amount).unwrap_or(u64::MAX)
}

fn is_too_little(error: &CallError) -> bool {
    TOO_LITTLE.contains(&error.name().as_str())
}
