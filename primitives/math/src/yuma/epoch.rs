//! One epoch of one mechanism: what every neuron earns, and the next bonds.
//!
//! Validators' weights are masked and normalised, agreed on by a stake-weighted
//! median, and clipped to it; clipped weights give incentive, their moving
//! average gives bonds, bonds give dividends, and both are paid from the
//! epoch's emission. This is the production epoch on sparse rows.
//!
//! Source: spec chapter `yuma` §4.

use super::{
    agreement::{agree, AgreementSpace},
    bonds::{moving_average_rate, BondSpace, BondStage},
    clip::{Blended, Clipped, Follow, Unclipped},
    fixed::{self, Bits, ONE},
    input::{EpochInput, EpochParams},
    masks::{mask_weights, or_zero, WeightRows},
    payout::Earned,
    sparse::SparseMatrix,
    stake,
};
use alloc::vec::Vec;

/// What an epoch gives every neuron. Cell i of each vector is uid i;
/// proportions are of 65535, amounts in rao.
///
/// Source: spec chapter `yuma` §4.8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochOutput {
    /// Whether the neuron updated within the activity cut-off.
    pub active: Vec<bool>,
    /// Validator permits from now on.
    pub validator_permit: Vec<bool>,
    /// Part of the total stake.
    pub stake_weight: Vec<u16>,
    /// The weight that validators agree on.
    pub consensus: Vec<u16>,
    /// Part of the reward for serving.
    pub incentive: Vec<u16>,
    /// Part of the reward for validating.
    pub dividends: Vec<u16>,
    /// How much of a validator's weight is within the consensus.
    pub validator_trust: Vec<u16>,
    /// Alpha for serving.
    pub server_emission: Vec<u64>,
    /// Alpha for validating.
    pub validator_emission: Vec<u64>,
    /// Alpha for both, rounded on its own.
    pub emission: Vec<u64>,
    /// Total stake before the threshold, whole rao.
    pub stake: Vec<u64>,
    /// Bonds from now on; rows without a new permit are empty.
    pub bonds: SparseMatrix,
}

/// Memory of an epoch, kept from one to the next so that none is allocated in
/// the steady state.
#[derive(Clone, Debug, Default)]
pub struct EpochWorkspace {
    permits: Vec<bool>,
    pub(super) stake: Vec<Bits>,
    pub(super) active_stake: Vec<Bits>,
    order: Vec<(Bits, u32)>,
    pub(super) weights: WeightRows,
    agreement: AgreementSpace,
    pub(super) consensus: Vec<Bits>,
    pub(super) trust: Vec<Bits>,
    ranks: Vec<Bits>,
    pub(super) incentive: Vec<Bits>,
    pub(super) dividends: Vec<Bits>,
    combined: Vec<Bits>,
    bonds: BondSpace,
}

/// Runs one epoch of one mechanism.
///
/// `output` is overwritten. Never fails: missing cells count as the chapter
/// says, rows and columns past the last neuron are ignored.
/// Source: spec chapter `yuma` §4.
pub fn run_epoch(
    params: &EpochParams,
    input: &EpochInput<'_>,
    workspace: &mut EpochWorkspace,
    output: &mut EpochOutput,
) {
    let n = input.stake.len();
    let owner = params.owner_uid.map(usize::from);

    output.active.clear();
    output.active.extend(
        or_zero(input.last_update)
            .take(n)
            .map(|updated| updated.saturating_add(params.activity_cutoff) >= params.block),
    );

    let permits = &mut workspace.permits;
    permits.clear();
    permits.extend_from_slice(input.validator_permit);
    set_owner(permits, owner);

    stake::normalized_stake(
        input.stake,
        params.stake_threshold,
        owner,
        &mut workspace.stake,
    );
    stake::mark_largest(
        &workspace.stake,
        usize::from(params.max_allowed_validators),
        &mut workspace.order,
        &mut output.validator_permit,
    );
    set_owner(&mut output.validator_permit, owner);
    stake::active_stake(
        &workspace.stake,
        &output.active,
        permits,
        &mut workspace.active_stake,
    );

    mask_weights(params, input, permits, &mut workspace.weights);
    agree(
        &workspace.active_stake,
        &workspace.weights,
        fixed::proportion(params.kappa),
        &mut workspace.agreement,
        &mut workspace.consensus,
        &mut workspace.ranks,
        &mut workspace.trust,
    );
    workspace.incentive.clone_from(&workspace.ranks);
    fixed::normalize(&mut workspace.incentive);
    match fixed::proportion(params.bonds_penalty) {
        0 => move_bonds(params, input, Unclipped, workspace, output),
        ONE => move_bonds(params, input, Clipped, workspace, output),
        penalty => move_bonds(params, input, Blended { penalty }, workspace, output),
    }

    let earned = Earned {
        incentive: &workspace.incentive,
        dividends: &workspace.dividends,
        active_stake: &workspace.active_stake,
        stake: &workspace.stake,
    };
    earned.split(
        params.rao_emission,
        &mut workspace.combined,
        &mut output.server_emission,
        &mut output.validator_emission,
        &mut output.emission,
    );
    quantise_into(&workspace.stake, &mut output.stake_weight);
    quantise_into(&workspace.consensus, &mut output.consensus);
    quantise_into(&workspace.incentive, &mut output.incentive);
    quantise_into(&workspace.dividends, &mut output.dividends);
    quantise_into(&workspace.trust, &mut output.validator_trust);
    output.stake.clear();
    output.stake.extend(
        input
            .stake
            .iter()
            .map(|stake| stake.saturating_to_num::<u64>()),
    );
}

/// Moves bonds, and finds the dividends that follow (§6).
fn move_bonds(
    params: &EpochParams,
    input: &EpochInput<'_>,
    follow: impl Follow,
    workspace: &mut EpochWorkspace,
    output: &mut EpochOutput,
) {
    // With no step yet the bonds of a whole tempo are trusted (§6).
    let last_tempo = match params.last_mechanism_step_block {
        0 => params.block.saturating_sub(u64::from(params.tempo)),
        step => step.saturating_add(1),
    };
    let stage = BondStage {
        weights: &workspace.weights,
        follow,
        ranks: &workspace.ranks,
        bonds: input.bonds,
        registered: input.block_at_registration,
        last_tempo,
        active_stake: &workspace.active_stake,
        incentive: &workspace.incentive,
        consensus: &workspace.consensus,
        permits: &output.validator_permit,
        rate: moving_average_rate(params.bonds_moving_average),
    };
    let (space, dividends, stored) = (
        &mut workspace.bonds,
        &mut workspace.dividends,
        &mut output.bonds,
    );
    if params.yuma3 {
        stage.yuma3(params.liquid_alpha, space, dividends, stored);
    } else {
        stage.original(space, dividends, stored);
    }
}

/// The owner holds a permit whatever its stake, if it has a cell.
fn set_owner(permits: &mut [bool], owner: Option<usize>) {
    if let Some(permit) = owner.and_then(|owner| permits.get_mut(owner)) {
        *permit = true;
    }
}

fn quantise_into(values: &[Bits], stored: &mut Vec<u16>) {
    stored.clear();
    stored.extend(values.iter().map(|&value| fixed::quantise(value)));
}
