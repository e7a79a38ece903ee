//! Validators that set their weights, as the programs of real ones do: as
//! soon as they hold a permit, when their opinion changes, and again and again.
//! Those who copy wait for the last block before the epoch. All look at the chain
//! as the block's own step has left it, before any of them acts, so that their
//! order does not matter.

use super::{
    model::{Opinion, Scenario, Since},
    names::AccountBook,
    next_epoch::NextEpoch,
    setup::{account, failed},
    weighing::{Envelope, Weighing},
};
use crate::{
    meta::encode::Names as _,
    problem::{Problem, Span},
    CallError, Chain,
};
use pallet_subnets::{CommitRevealWeightsEnabled, Pallet as Subnets, Tempo};
use pallet_yuma::{Pallet as Yuma, TimelockedWeightCommits};
use sp_runtime::AccountId32 as AccountId;
use subtensor_runtime::Runtime;
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

/// The most commits of a hotkey that the chain takes in one epoch (spec `yuma`
/// §13.5).
const MOST_COMMITS: usize = 10;

/// A validator with opinions.
#[derive(Debug)]
pub(super) struct Validator {
    netuid: NetUid,
    hotkey: AccountId,
    name: String,
    /// In the order of time.
    opinions: Vec<(Since, Weighing)>,
    /// Blocks between two settings; the tempo if none.
    every: Option<u32>,
    last: Option<Said>,
    span: Span,
}

/// When a validator last set its weights, and which of its opinions they were.
#[derive(Clone, Copy, Debug)]
struct Said {
    block: u32,
    opinion: usize,
}

/// How it ended when a validator was to act.
#[derive(Debug)]
pub(super) enum Acted {
    /// It set its weights, or committed to them.
    Yes,
    /// The chain did not let it.
    Refused(Problem),
}

/// What a validator is about to do.
#[derive(Debug)]
pub(super) struct Move {
    opinion: usize,
    uids: Vec<u16>,
    values: Vec<u16>,
}

/// The validators of a scenario whose subnets are set up.
pub(super) fn validators(
    scenario: &Scenario,
    names: &AccountBook,
) -> Result<Vec<Validator>, Problem> {
    let mut validators = Vec::new();
    for subnet in &scenario.subnets {
        let Some(netuid) = names.subnet(&subnet.name) else {
            continue;
        };
        for neuron in subnet.neurons.iter().filter(|n| !n.opinions.is_empty()) {
            let opinions = neuron
                .opinions
                .iter()
                .map(|Opinion { since, view }| {
                    Ok((*since, Weighing::new(view, names, &neuron.span)?))
                })
                .collect::<Result<_, Problem>>()?;
            validators.push(Validator {
                netuid: netuid.into(),
                hotkey: account(names, &neuron.hotkey, &neuron.span)?,
                name: neuron.hotkey.clone(),
                opinions,
                every: subnet.weights_every,
                last: None,
                span: neuron.span.clone(),
            });
        }
    }
    Ok(validators)
}

impl Validator {
    /// What it does in `block` of the scenario, which is open; nothing if it is
    /// not time to, if nobody it has an opinion of is registered, or while the
    /// chain would refuse its weights because it has no permit or it is too soon.
    pub(super) fn plan(&self, chain: &mut Chain, block: u32) -> Option<Move> {
        let number = chain.call_block();
        chain.query(|| self.next_move(block, number))
    }

    /// Sets the weights it planned in `block`.
    ///
    /// # Errors
    ///
    /// When weights have to be committed and the chain's beacon has no round to
    /// seal them for.
    pub(super) fn act(
        &mut self,
        chain: &mut Chain,
        block: u32,
        next: Move,
    ) -> Result<Acted, Problem> {
        let envelope = Envelope {
            netuid: self.netuid,
            hotkey: &self.hotkey,
            uids: next.uids,
            values: next.values,
        };
        let call = envelope.call(chain).map_err(|problem| {
            Problem {
                message: format!("`{}` {}", self.name, problem.message),
                ..problem
            }
            .or_at(&self.span)
        })?;
        match chain.call(&self.hotkey, call) {
            Ok(_) => {
                self.last = Some(Said {
                    block,
                    opinion: next.opinion,
                });
                Ok(Acted::Yes)
            }
            Err(error) => Ok(Acted::Refused(self.refused(&error, chain))),
        }
    }

    fn refused(&self, error: &CallError, chain: &mut Chain) -> Problem {
        let what = format!("setting the weights of `{}`", self.name);
        failed(&self.span, &what, error, chain, &self.hotkey)
    }

    /// The weights to set in `block`, which is the chain's `number`.
    fn next_move(&self, block: u32, number: u32) -> Option<Move> {
        let next_epoch = NextEpoch::after(self.netuid, number);
        let opinion = self
            .opinions
            .iter()
            .rposition(|(since, _)| since.has_come(next_epoch.number, block))?;
        let (_, weighing) = self.opinions.get(opinion)?;
        let eve = !weighing.is_a_copy() || next_epoch.block == Some(u64::from(number) + 1);
        if !self.is_due(block, opinion) || !eve || !self.may_set_weights() {
            return None;
        }
        let (uids, values) = weighing.weights(self.netuid)?;
        Some(Move {
            opinion,
            uids,
            values,
        })
    }

    fn is_due(&self, block: u32, opinion: usize) -> bool {
        let Some(said) = self.last else {
            return true;
        };
        let every = self
            .every
            .unwrap_or_else(|| Tempo::<Runtime>::get(self.netuid).into());
        said.opinion != opinion || block.saturating_sub(said.block) >= every.max(1)
    }

    fn may_set_weights(&self) -> bool {
        let Ok(uid) = Subnets::<Runtime>::uid_of(self.netuid, &self.hotkey) else {
            return false;
        };
        let permits = pallet_yuma::ValidatorPermit::<Runtime>::get(self.netuid);
        let permitted = permits.get(usize::from(uid)).copied().unwrap_or_default()
            || Subnets::<Runtime>::owner_uid(self.netuid) == Some(uid);
        permitted
            && Yuma::<Runtime>::passes_weights_rate_limit(self.netuid, MechId::MAIN, uid)
            && self.may_commit()
    }

    /// Whether the chain takes one more commit, if it wants commits.
    fn may_commit(&self) -> bool {
        if !CommitRevealWeightsEnabled::<Runtime>::get(self.netuid) {
            return true;
        }
        let epoch = Subnets::<Runtime>::current_epoch_with_lookahead(self.netuid);
        let index = NetUidStorageIndex::from(self.netuid);
        let waiting = TimelockedWeightCommits::<Runtime>::get(index, epoch);
        let own = waiting.iter().filter(|commit| commit.0 == self.hotkey);
        own.count() < MOST_COMMITS
    }
}
