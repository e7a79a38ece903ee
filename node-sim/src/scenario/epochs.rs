//! What the epochs of a subnet did, one after the other.
//!
//! An epoch is looked at between the block's own step and the block's calls, so
//! that the weights are those it saw. It belongs to the next block of the run:
//! the step is run ahead, read and undone.

use super::{
    model::{Scenario, SubnetSpec},
    names::AccountBook,
};
use crate::{meta::encode::Names as _, metrics::Earned, problem::Problem, Chain};
use pallet_staking::Pallet as Staking;
use pallet_subnets::{
    Keys, MechanismCountCurrent, Pallet as Subnets, SubnetEpochIndex, SubnetworkN,
};
use pallet_yuma::{
    Bonds, Consensus, Dividends, Emission, Incentive, StakeWeight, ValidatorPermit, ValidatorTrust,
    Weights,
};
use sp_runtime::AccountId32 as AccountId;
use std::collections::{BTreeMap, BTreeSet};
use subtensor_runtime::Runtime;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// One epoch of a subnet's first mechanism, as storage has it.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochFrame {
    /// Its number: `SubnetEpochIndex`.
    pub epoch: u64,
    /// The block it ran in, as the scenario counts.
    pub block: u32,
    /// The neurons, in the order of their numbers.
    pub neurons: Vec<NeuronFrame>,
}

/// A neuron in an epoch. Proportions are parts of 65,535.
#[derive(Clone, Debug, PartialEq)]
pub struct NeuronFrame {
    /// Whose it is.
    pub hotkey: AccountId,
    /// The weights it had set, as stored: its largest is 65,535.
    pub weights: Vec<(u16, u16)>,
    /// Its bonds after the epoch.
    pub bonds: Vec<(u16, u16)>,
    /// The weight on it that consensus let pass.
    pub consensus: u16,
    /// Its part of what miners get.
    pub incentive: u16,
    /// Its part of what validators get.
    pub dividend: u16,
    /// The part of its weights that was not cut off.
    pub trust: u16,
    /// Its part of all stake.
    pub stake_weight: u16,
    /// Its stake weight in alpha, in rao, before the epoch paid.
    pub stake: u64,
    /// What the epoch gave it, in rao of alpha.
    pub emission: u64,
    /// Whether it may be a validator in the next epoch.
    pub permit: bool,
}

impl NeuronFrame {
    /// The part of its emission that is dividends, in rao of alpha.
    pub fn dividends(&self) -> u64 {
        let (dividend, incentive) = (u128::from(self.dividend), u128::from(self.incentive));
        match dividend + incentive {
            // Validators are paid by stake where there is no consensus.
            0 => 0,
            both => u64::try_from(u128::from(self.emission) * dividend / both).unwrap_or_default(),
        }
    }

    /// The part of its emission that is incentive, in rao of alpha.
    pub fn mined(&self) -> u64 {
        match self.incentive {
            0 => 0,
            _ => self.emission.saturating_sub(self.dividends()),
        }
    }

    /// Its dividends for each 1,000 of stake weight.
    pub fn dividends_per_thousand(&self) -> f64 {
        match self.stake {
            0 => 0.0,
            stake => self.dividends() as f64 * 1_000.0 / stake as f64,
        }
    }
}

/// The epochs of a subnet that was watched.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The subnet.
    pub netuid: u16,
    /// Its epochs since the run began.
    pub frames: Vec<EpochFrame>,
    /// What hotkeys are called in the scenario: neurons of the set-up as their
    /// coldkeys, where one coldkey has one hotkey; others by their own names.
    pub names: BTreeMap<AccountId, String>,
}

/// The epochs of the subnets that somebody asks about.
#[derive(Debug, Default)]
pub(super) struct EpochLog {
    asked: BTreeSet<NetUid>,
    /// The subnet whose epochs are kept.
    kept: Option<NetUid>,
    frames: Vec<EpochFrame>,
    earned: BTreeMap<(NetUid, AccountId), Earned>,
}

impl EpochLog {
    /// Counts the epochs of some subnets, and keeps those of one.
    pub(super) fn of(asked: impl IntoIterator<Item = u16>, kept: Option<u16>) -> Self {
        Self {
            asked: asked.into_iter().chain(kept).map(NetUid::new).collect(),
            kept: kept.map(NetUid::new),
            ..Self::default()
        }
    }

    /// Looks at the epochs that the step of the scenario's `block`, the next one,
    /// will run.
    ///
    /// # Errors
    ///
    /// When the subnet of such an epoch has several mechanisms. Its emission is a
    /// mixture of theirs (spec chapter `yuma` §8), and nothing tells which part of
    /// it is dividends.
    pub(super) fn before(&mut self, chain: &mut Chain, block: u32) -> Result<(), Problem> {
        for netuid in self.asked.clone() {
            let mut schedule = chain.query(|| Subnets::<Runtime>::epoch_schedule(netuid));
            // The step counts before it asks.
            schedule.blocks_since_last_step = schedule.blocks_since_last_step.saturating_add(1);
            if !schedule.should_run(chain.call_block().into()) {
                continue;
            }
            let mechanisms = chain
                .query(|| MechanismCountCurrent::<Runtime>::get(netuid))
                .get();
            if mechanisms > 1 {
                return Err(several(netuid, mechanisms));
            }
            let (before, stakes) =
                chain.query(|| (SubnetEpochIndex::<Runtime>::get(netuid), stakes(netuid)));
            let frame = chain.foresee(|| {
                // It may have been put off for want of room in the block.
                (SubnetEpochIndex::<Runtime>::get(netuid) > before)
                    .then(|| frame(netuid, block, &stakes))
            });
            if let Some(frame) = frame {
                self.note(netuid, frame);
            }
        }
        Ok(())
    }

    fn note(&mut self, netuid: NetUid, frame: EpochFrame) {
        for neuron in &frame.neurons {
            let earned = self
                .earned
                .entry((netuid, neuron.hotkey.clone()))
                .or_default();
            earned.dividends = earned.dividends.saturating_add(neuron.dividends());
            earned.per_thousand += neuron.dividends_per_thousand();
        }
        if self.kept == Some(netuid) {
            self.frames.push(frame);
        }
    }

    /// What a hotkey has earned since the run began.
    pub(super) fn earned(&self, netuid: u16, hotkey: &AccountId) -> Earned {
        self.earned
            .get(&(NetUid::new(netuid), hotkey.clone()))
            .copied()
            .unwrap_or_default()
    }

    /// The epochs that were kept.
    pub(super) fn watched(self, scenario: &Scenario, names: &AccountBook) -> Option<Watched> {
        self.kept.map(|netuid| Watched {
            netuid: netuid.get(),
            frames: self.frames,
            names: {
                let mut called = names.names();
                called.extend(neuron_names(scenario, netuid, names));
                called
            },
        })
    }
}

fn several(netuid: NetUid, mechanisms: u8) -> Problem {
    Problem::whole(format!(
        "subnet {netuid} has {mechanisms} mechanisms; pages and dividends are of subnets with one mechanism"
    ))
    .help("set its MechanismCountCurrent to 1, or ask for none of its dividends")
}

/// The stake weights of all neurons before the epoch pays, in rao of alpha.
fn stakes(netuid: NetUid) -> Vec<u64> {
    let hotkeys: Vec<AccountId> = (0..SubnetworkN::<Runtime>::get(netuid))
        .map(|uid| Keys::<Runtime>::get(netuid, uid))
        .collect();
    Staking::<Runtime>::stake_weights(&hotkeys, netuid)
        .into_iter()
        .map(|weight| weight.saturating_to_num())
        .collect()
}

fn frame(netuid: NetUid, block: u32, stakes: &[u64]) -> EpochFrame {
    let index = NetUidStorageIndex::from(netuid);
    let consensus = Consensus::<Runtime>::get(netuid);
    let incentive = Incentive::<Runtime>::get(index);
    let dividends = Dividends::<Runtime>::get(netuid);
    let trust = ValidatorTrust::<Runtime>::get(netuid);
    let stake_weight = StakeWeight::<Runtime>::get(netuid);
    let emission = Emission::<Runtime>::get(netuid);
    let permits = ValidatorPermit::<Runtime>::get(netuid);
    let neurons = (0..SubnetworkN::<Runtime>::get(netuid)).map(|uid| {
        let at = usize::from(uid);
        let of = |values: &[u16]| values.get(at).copied().unwrap_or_default();
        NeuronFrame {
            hotkey: Keys::<Runtime>::get(netuid, uid),
            weights: Weights::<Runtime>::get(index, uid),
            bonds: Bonds::<Runtime>::get(index, uid),
            consensus: of(&consensus),
            incentive: of(&incentive),
            dividend: of(&dividends),
            trust: of(&trust),
            stake_weight: of(&stake_weight),
            stake: stakes.get(at).copied().unwrap_or_default(),
            emission: emission.get(at).copied().map_or(0, AlphaBalance::to_u64),
            permit: permits.get(at).copied().unwrap_or_default(),
        }
    });
    EpochFrame {
        epoch: SubnetEpochIndex::<Runtime>::get(netuid),
        block,
        neurons: neurons.collect(),
    }
}

/// What the hotkeys of a scenario's subnet are called: as their coldkeys, unless
/// a coldkey has several.
fn neuron_names(
    scenario: &Scenario,
    netuid: NetUid,
    names: &AccountBook,
) -> BTreeMap<AccountId, String> {
    let is_it = |spec: &&SubnetSpec| names.subnet(&spec.name) == Some(netuid.get());
    let Some(spec) = scenario.subnets.iter().find(is_it) else {
        return BTreeMap::new();
    };
    let keys: Vec<(&str, &str)> = std::iter::once((spec.owner.as_str(), spec.hotkey.as_str()))
        .chain(
            spec.neurons
                .iter()
                .map(|neuron| (neuron.coldkey.as_str(), neuron.hotkey.as_str())),
        )
        .collect();
    keys.iter()
        .filter_map(|(coldkey, hotkey)| {
            let alone = keys
                .iter()
                .all(|(other, key)| other != coldkey || key == hotkey);
            let name = if alone { coldkey } else { hotkey };
            Some((names.account(hotkey).ok()?, (*name).to_owned()))
        })
        .collect()
}
