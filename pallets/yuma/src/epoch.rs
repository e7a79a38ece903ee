//! The consensus epoch of a network: load once, compute, persist.
//!
//! Emission is split among the mechanisms, each runs its epoch on its part and
//! stores its rows, and their terms are combined for the network.
//!
//! Source: spec chapter `yuma` §4.1, §8.

use crate::{
    Bonds, Config, LastUpdate, Pallet, TimelockedWeightCommits, ValidatorPermit, WeightCommits,
    Weights,
};
use alloc::{collections::BTreeMap, vec, vec::Vec};
use pallet_subnets::{
    AlphaSigmoidSteepness, AlphaValues, BlockAtRegistration, BondsMovingAverage, BondsPenalty,
    CommitRevealWeightsEnabled, Kappa, LastMechansimStepBlock, LiquidAlphaOn, MaxAllowedValidators,
    MechanismCountCurrent, MechanismEmissionSplit, Pallet as Subnets, StakeThreshold, SubnetworkN,
    Tempo, Yuma3On,
};
use substrate_fixed::types::I64F64;
use subtensor_math::yuma::{
    mechanism_weight, run_epoch, split_emissions, EpochInput, EpochOutput, EpochParams,
    EpochWorkspace, LiquidAlpha, MechanismTotals, SparseMatrix,
};
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

/// What a network's epoch reads that its mechanisms share.
pub(crate) struct Network<T: Config> {
    pub(crate) netuid: NetUid,
    /// Uids with a key, ascending.
    pub(crate) keys: Vec<(u16, T::AccountId)>,
    params: EpochParams,
    neurons: u16,
    stake: Vec<I64F64>,
    registered: Vec<u64>,
    permits: Vec<bool>,
    commit_reveal: bool,
}

/// Sets one cell of a vector, if it has it.
fn set<V>(values: &mut [V], uid: u16, value: V) {
    if let Some(cell) = values.get_mut(usize::from(uid)) {
        *cell = value;
    }
}

impl<T: Config> Network<T> {
    fn load(netuid: NetUid) -> Self {
        let neurons = SubnetworkN::<T>::get(netuid);
        let keys = Subnets::<T>::keys_in_uid_order(netuid);
        let hotkeys: Vec<T::AccountId> = keys.iter().map(|(_, hotkey)| hotkey.clone()).collect();
        let mut stake = vec![I64F64::from_bits(0); usize::from(neurons)];
        let mut registered = vec![0; usize::from(neurons)];
        let weights = pallet_staking::Pallet::<T>::stake_weights(&hotkeys, netuid);
        for ((uid, _), weight) in keys.iter().zip(weights) {
            set(&mut stake, *uid, weight);
            set(
                &mut registered,
                *uid,
                BlockAtRegistration::<T>::get(netuid, uid),
            );
        }
        let (low, high) = AlphaValues::<T>::get(netuid);
        let params = EpochParams {
            block: Subnets::<T>::now(),
            tempo: Tempo::<T>::get(netuid),
            activity_cutoff: Subnets::<T>::activity_cutoff_blocks(netuid),
            last_mechanism_step_block: LastMechansimStepBlock::<T>::get(netuid),
            kappa: Kappa::<T>::get(netuid),
            bonds_penalty: BondsPenalty::<T>::get(netuid),
            bonds_moving_average: BondsMovingAverage::<T>::get(netuid),
            yuma3: Yuma3On::<T>::get(netuid),
            liquid_alpha: LiquidAlphaOn::<T>::get(netuid).then(|| LiquidAlpha {
                low,
                high,
                steepness: AlphaSigmoidSteepness::<T>::get(netuid),
            }),
            max_allowed_validators: MaxAllowedValidators::<T>::get(netuid),
            stake_threshold: StakeThreshold::<T>::get(),
            owner_uid: Subnets::<T>::owner_uid(netuid),
            rao_emission: 0,
        };
        Self {
            netuid,
            keys,
            params,
            neurons,
            stake,
            registered,
            permits: ValidatorPermit::<T>::get(netuid),
            commit_reveal: CommitRevealWeightsEnabled::<T>::get(netuid),
        }
    }

    /// Runs the epoch of one mechanism on its part of the emission, in rao.
    fn run(
        &self,
        index: NetUidStorageIndex,
        rao: u64,
        workspace: &mut EpochWorkspace,
        output: &mut EpochOutput,
    ) {
        let rows = || 0..self.neurons;
        let weights: SparseMatrix = rows().map(|uid| Weights::<T>::get(index, uid)).collect();
        let bonds: SparseMatrix = rows().map(|uid| Bonds::<T>::get(index, uid)).collect();
        let last_update = LastUpdate::<T>::get(index);
        let commit_block = if self.commit_reveal {
            self.commit_blocks(index)
        } else {
            Vec::new()
        };
        let input = EpochInput {
            stake: &self.stake,
            last_update: &last_update,
            block_at_registration: &self.registered,
            commit_block: &commit_block,
            validator_permit: &self.permits,
            weights: weights.as_rows(),
            bonds: bonds.as_rows(),
        };
        let params = EpochParams {
            rao_emission: rao,
            ..self.params
        };
        run_epoch(&params, &input, workspace, output);
    }

    /// The block of each uid's oldest commit in force, `u64::MAX` without one
    /// (§4.4): the first hash commit that has not expired, and every timelocked
    /// commit of an epoch that has not.
    fn commit_blocks(&self, index: NetUidStorageIndex) -> Vec<u64> {
        let window = Pallet::<T>::reveal_window(self.netuid);

        let mut oldest: BTreeMap<T::AccountId, u64> = BTreeMap::new();
        let mut note = |hotkey, block: u64| {
            let known = oldest.entry(hotkey).or_insert(u64::MAX);
            *known = block.min(*known);
        };
        for (hotkey, queue) in WeightCommits::<T>::iter_prefix(index) {
            if let Some((_, _, block, _)) = queue
                .into_iter()
                .find(|commit| window.is_in_force(commit.1))
            {
                note(hotkey, block);
            }
        }
        for (tag, commits) in TimelockedWeightCommits::<T>::iter_prefix(index) {
            if window.is_in_force(tag) {
                for (hotkey, block, _, _) in commits {
                    note(hotkey, block);
                }
            }
        }
        let mut blocks = vec![u64::MAX; usize::from(self.neurons)];
        for (uid, hotkey) in &self.keys {
            if let Some(&block) = oldest.get(hotkey) {
                set(&mut blocks, *uid, block);
            }
        }
        blocks
    }
}

impl<T: Config> Pallet<T> {
    /// What the epoch of one mechanism gives every uid when it runs now on `rao`
    /// of alpha, before the terms of several mechanisms are combined. Stores
    /// nothing.
    /// Source: spec chapter `yuma` §4.
    pub fn mechanism_epoch(netuid: NetUid, mecid: MechId, rao: AlphaBalance) -> EpochOutput {
        let mut output = EpochOutput::default();
        Network::<T>::load(netuid).run(
            netuid.mechanism_index(mecid),
            rao.to_u64(),
            &mut EpochWorkspace::default(),
            &mut output,
        );
        output
    }

    /// Runs a network's epoch on `rao` of alpha: every mechanism on its part,
    /// then the combined terms, then voting power. Stores all of it and returns,
    /// in the order of accounts, what each hotkey earned by serving and by
    /// validating.
    ///
    /// Who calls it decides that the epoch is due and pays out.
    /// Source: spec chapter `yuma` §8.
    pub fn epoch_with_mechanisms(
        netuid: NetUid,
        rao: AlphaBalance,
    ) -> Vec<(T::AccountId, AlphaBalance, AlphaBalance)> {
        let network = Network::<T>::load(netuid);
        let split = MechanismEmissionSplit::<T>::get(netuid);
        let count = MechanismCountCurrent::<T>::get(netuid).get();
        let parts = split_emissions(rao.to_u64(), count, split.as_deref());

        let mut workspace = EpochWorkspace::default();
        let mut output = EpochOutput::default();
        let mut totals = MechanismTotals::default();
        for (mecid, part) in (0..count).zip(parts) {
            let index = netuid.mechanism_index(MechId::new(mecid));
            network.run(index, part, &mut workspace, &mut output);
            network.persist_mechanism(index, &output);
            totals.add(&output, mechanism_weight(mecid, part, rao.to_u64()));
        }
        network.persist_network(&totals);
        Self::update_voting_power(&network, &totals);
        network.payouts(&totals)
    }
}
