//! From what a validator thinks to the call that says so.
//!
//! Where a subnet has its validators commit, weights are sealed for the round of
//! the chain's beacon that opens them just before the epoch they are for, as
//! clients of the main chain do (spec chapter `yuma` §10.8).

use super::{model::View, names::AccountBook, next_epoch::NextEpoch, setup::account};
use crate::{
    problem::{Problem, Span},
    Chain,
};
use codec::Encode;
use pallet_subnets::{
    CommitRevealWeightsEnabled, CommitRevealWeightsVersion, Pallet as Subnets, RevealPeriodEpochs,
    Tempo, WeightsVersionKey,
};
use pallet_yuma::timelock::WeightsPayload;
use sp_runtime::AccountId32 as AccountId;
use subtensor_runtime::{Runtime, RuntimeCall};
use subtensor_types::{NetUid, NetUidStorageIndex};

/// What a validator thinks, with accounts for names.
#[derive(Debug)]
pub(super) enum Weighing {
    /// Its own weights, in any proportion.
    Own(Vec<(AccountId, u32)>),
    /// Those that another has on the chain.
    Weights(AccountId),
    /// The consensus of the last epoch.
    Consensus,
}

impl Weighing {
    pub(super) fn new(view: &View, names: &AccountBook, span: &Span) -> Result<Self, Problem> {
        Ok(match view {
            View::Own(weights) => Self::Own(
                weights
                    .iter()
                    .map(|(hotkey, weight)| Ok((account(names, hotkey, span)?, *weight)))
                    .collect::<Result<_, Problem>>()?,
            ),
            View::Weights(hotkey) => Self::Weights(account(names, hotkey, span)?),
            View::Consensus => Self::Consensus,
        })
    }

    /// Whether it is made from what others made public.
    pub(super) fn is_a_copy(&self) -> bool {
        !matches!(self, Self::Own(_))
    }

    /// Uids and weights as they are now; none if there are none yet, or all are
    /// zero.
    pub(super) fn weights(&self, netuid: NetUid) -> Option<(Vec<u16>, Vec<u16>)> {
        let weights: Vec<(u16, u16)> = match self {
            Self::Own(opinions) => own(netuid, opinions),
            Self::Weights(hotkey) => {
                let uid = Subnets::<Runtime>::uid_of(netuid, hotkey).ok()?;
                pallet_yuma::Weights::<Runtime>::get(NetUidStorageIndex::from(netuid), uid)
            }
            Self::Consensus => (0..)
                .zip(pallet_yuma::Consensus::<Runtime>::get(netuid))
                .filter(|(_, weight)| *weight > 0)
                .collect(),
        };
        weights
            .iter()
            .any(|(_, weight)| *weight > 0)
            .then(|| weights.into_iter().unzip())
    }
}

/// Weights of registered hotkeys, the highest at 65,535.
fn own(netuid: NetUid, opinions: &[(AccountId, u32)]) -> Vec<(u16, u16)> {
    let known: Vec<(u16, u32)> = opinions
        .iter()
        .filter_map(|(hotkey, weight)| {
            Some((Subnets::<Runtime>::uid_of(netuid, hotkey).ok()?, *weight))
        })
        .collect();
    let highest = known.iter().map(|(_, weight)| *weight).max();
    let highest = u64::from(highest.unwrap_or_default().max(1));
    known
        .into_iter()
        .map(|(uid, weight)| {
            let scaled = u64::from(weight) * u64::from(u16::MAX) / highest;
            (uid, u16::try_from(scaled).unwrap_or(u16::MAX))
        })
        .collect()
}

/// A validator's weights on their way to the chain.
pub(super) struct Envelope<'a> {
    pub(super) netuid: NetUid,
    pub(super) hotkey: &'a AccountId,
    pub(super) uids: Vec<u16>,
    pub(super) values: Vec<u16>,
}

impl Envelope<'_> {
    /// The call that sets the weights in the open block, or commits to them where
    /// the subnet has it so.
    ///
    /// # Errors
    ///
    /// When a commit cannot be sealed. The message goes on after the validator's
    /// name.
    pub(super) fn call(self, chain: &mut Chain) -> Result<RuntimeCall, Problem> {
        let netuid = self.netuid;
        let (sealed, version_key) = chain.query(|| {
            (
                CommitRevealWeightsEnabled::<Runtime>::get(netuid),
                WeightsVersionKey::<Runtime>::get(netuid),
            )
        });
        if sealed {
            return self.sealed(chain, version_key);
        }
        Ok(pallet_subtensor::Call::<Runtime>::set_weights {
            netuid,
            dests: self.uids,
            weights: self.values,
            version_key,
        }
        .into())
    }

    fn sealed(self, chain: &mut Chain, version_key: u64) -> Result<RuntimeCall, Problem> {
        let (netuid, block) = (self.netuid, chain.call_block());
        let (version, reveal) = chain.query(|| {
            (
                CommitRevealWeightsVersion::<Runtime>::get(),
                reveal_block(netuid, block),
            )
        });
        // The latest round that the reveal's step can see is secret the longest.
        let reveal_round = chain
            .beacon_round_at(reveal.saturating_sub(1))
            .ok_or_else(no_beacon)?;
        // Who acts in a block has signed before it was there: the pulse that came
        // with it was secret still, those before it were not.
        if reveal_round <= chain.beacon_round_before() {
            return Err(no_round(block, reveal));
        }
        let payload = WeightsPayload {
            hotkey: self.hotkey.encode(),
            uids: self.uids,
            values: self.values,
            version_key,
        };
        let commit = chain
            .encrypt_for_round(reveal_round, &payload.encode())
            .map_err(|error| Problem::whole(format!("cannot commit its weights: {error}")))?;
        let bytes = commit.len();
        let commit = commit.try_into().map_err(|_| {
            Problem::whole(format!(
                "cannot commit its weights: sealed they take {bytes} bytes, more than a commit may have"
            ))
        })?;
        Ok(
            pallet_subtensor::Call::<Runtime>::commit_timelocked_weights {
                netuid,
                commit,
                reveal_round,
                commit_reveal_version: version,
            }
            .into(),
        )
    }
}

/// The block whose step reveals what is committed in `block`, which is open.
fn reveal_block(netuid: NetUid, block: u32) -> u32 {
    let next = NextEpoch::after(netuid, block);
    // To the chain a commit is of the epoch that it is in, and one that was put off
    // has begun.
    let epoch = Subnets::<Runtime>::current_epoch_with_lookahead(netuid)
        .saturating_add(RevealPeriodEpochs::<Runtime>::get(netuid));
    let later_epochs = epoch.saturating_sub(next.number);
    let tempo = u64::from(Tempo::<Runtime>::get(netuid));
    let first = next.block.unwrap_or_default();
    let reveal = first.saturating_add(later_epochs.saturating_mul(tempo));
    u32::try_from(reveal).unwrap_or(u32::MAX)
}

fn no_beacon() -> Problem {
    Problem::whole("cannot commit its weights: there is no beacon to seal them for").help(
        "give the chain a beacon under [chain.beacon], or the subnet the hyperparameter CommitRevealWeightsEnabled = false",
    )
}

fn no_round(block: u32, reveal: u32) -> Problem {
    Problem::whole(format!(
        "cannot commit its weights in block {block}: the beacon has no round that is secret then and public before block {reveal}, which reveals them"
    ))
    .help(
        "make `blocks_per_round` smaller than the tempo; with 1, the default, there is a round for every commit",
    )
}
