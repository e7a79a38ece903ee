//! One epoch of one mechanism: what every neuron earns, and the next bonds.
//!
//! Validators' weights are masked and normalised, agreed on by a stake-weighted
//! median, and clipped to it; clipped weights give incentive, their moving
//! average gives bonds, bonds give dividends, and both are paid from the
//! epoch's emission. This is the production epoch on sparse rows.
//!
//! Source: spec chapter `yuma` §4.

use super::{
    bonds::{moving_average_rate, BondSpace, BondStage},
    fixed::{self, Bits, Ratio, ONE},
    liquid::LiquidAlpha,
    median::{column_medians, MedianSpace},
    payout::Earned,
    sparse::{Entry, FixedMatrix, SparseMatrix, SparseRows},
    stake,
};
use alloc::vec::Vec;
use substrate_fixed::types::I64F64;

/// Settings of a subnet, and what moves from epoch to epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochParams {
    /// The block that runs the epoch.
    pub block: u64,
    /// Blocks between epochs.
    pub tempo: u16,
    /// Blocks without an update after which a neuron is inactive, from
    /// [`activity_cutoff_blocks`](super::activity_cutoff_blocks).
    pub activity_cutoff: u64,
    /// The block of the subnet's previous epoch; 0 before the first.
    pub last_mechanism_step_block: u64,
    /// How much stake must agree on a weight, of 65535.
    pub kappa: u16,
    /// How far weights above the consensus are cut in bonds, of 65535.
    pub bonds_penalty: u16,
    /// How slowly bonds move, of a million.
    pub bonds_moving_average: u64,
    /// Whether bonds follow Yuma3 instead of original Yuma.
    pub yuma3: bool,
    /// Liquid alpha, where it is on. Only Yuma3 heeds it.
    pub liquid_alpha: Option<LiquidAlpha>,
    /// How many neurons may hold a validator permit.
    pub max_allowed_validators: u16,
    /// Total stake in rao below which a neuron counts as without stake.
    pub stake_threshold: u64,
    /// The uid of the subnet owner's hotkey: exempt from the threshold, always
    /// permitted, and free to weight itself.
    pub owner_uid: Option<u16>,
    /// Alpha to pay out in this epoch, in rao.
    pub rao_emission: u64,
}

/// The neurons and their rows. Cell i of each vector is uid i; there are as
/// many neurons as stakes.
#[derive(Clone, Copy, Debug)]
pub struct EpochInput<'a> {
    /// Total stake weights in rao: alpha and weighted root stake, with
    /// inheritance.
    pub stake: &'a [I64F64],
    /// Blocks of the last updates on this mechanism; missing ones are 0.
    pub last_update: &'a [u64],
    /// Blocks of registration; missing ones are 0.
    pub block_at_registration: &'a [u64],
    /// Blocks of the oldest weight commits still in force, `u64::MAX` for
    /// neurons without any; empty when commit-reveal is off (§4.4, mask 4).
    pub commit_block: &'a [u64],
    /// Validator permits from the epoch before.
    pub validator_permit: &'a [bool],
    /// Weights as stored.
    pub weights: SparseRows<'a>,
    /// Bonds as stored.
    pub bonds: SparseRows<'a>,
}

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
    pub(super) weights: FixedMatrix,
    pub(super) adjusted: FixedMatrix,
    sorting: Vec<(u16, Bits)>,
    median: MedianSpace,
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
    column_medians(
        &workspace.active_stake,
        &workspace.weights,
        fixed::proportion(params.kappa),
        n,
        &mut workspace.median,
        &mut workspace.consensus,
    );
    let penalty = fixed::proportion(params.bonds_penalty);
    clip_weights(penalty, workspace);
    workspace.incentive.clone_from(&workspace.ranks);
    fixed::normalize(&mut workspace.incentive);

    // With no step yet the bonds of a whole tempo are trusted (§6).
    let last_tempo = match params.last_mechanism_step_block {
        0 => params.block.saturating_sub(u64::from(params.tempo)),
        step => step.saturating_add(1),
    };
    let stage = BondStage {
        weights: &workspace.adjusted,
        // Clipped weights times stake are what ranks sum up.
        observed_sums: (penalty == ONE).then_some(workspace.ranks.as_slice()),
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

/// The cells of a vector, then zeros.
fn or_zero(cells: &[u64]) -> impl Iterator<Item = u64> + '_ {
    cells.iter().copied().chain(core::iter::repeat(0))
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

/// Fills `weights` with the rows that count (§4.4): of permitted validators,
/// without self-weights except the owner's, without targets registered since
/// the weights were set or committed, each row divided by its sum.
fn mask_weights(
    params: &EpochParams,
    input: &EpochInput<'_>,
    permits: &[bool],
    weights: &mut FixedMatrix,
) {
    let n = input.stake.len();
    let rows = input
        .weights
        .rows()
        .chain(core::iter::repeat(<&[Entry]>::default()));
    let permits = permits.iter().copied().chain(core::iter::repeat(false));
    let committed = input.commit_block.iter().copied().chain(core::iter::repeat(
        if input.commit_block.is_empty() {
            u64::MAX
        } else {
            0
        },
    ));
    weights.clear();
    let neurons = (0..=u16::MAX)
        .zip(rows)
        .zip(permits)
        .zip(or_zero(input.last_update))
        .zip(committed)
        .take(n);
    let latest = input.block_at_registration.iter().copied().max();
    for ((((uid, row), permit), updated), committed) in neurons {
        if !permit || row.is_empty() {
            weights.push_empty_row();
            continue;
        }
        // Targets must be registered before the update and not after the
        // commit: both hold below the smaller of the two bounds.
        let bound = updated.min(committed.saturating_add(1));
        let all_older = latest.unwrap_or(0) < bound;
        let barred = (params.owner_uid != Some(uid)).then_some(uid);
        weights.push_row(row.len(), |writer| {
            let mut total = 0u64;
            for &(target, weight) in row {
                let place = usize::from(target);
                let registered = || input.block_at_registration.get(place).copied();
                if place < n
                    && (all_older || registered().unwrap_or(0) < bound)
                    && Some(target) != barred
                {
                    writer.push(target, i64::from(weight));
                    total = total.wrapping_add(u64::from(weight));
                }
            }
            let part = Ratio::of_values(total);
            for weight in writer.values_mut() {
                *weight = part.of(*weight as u16);
            }
        });
    }
}

/// Clips weights to the consensus (§4.5): fills validator trust, the targets'
/// ranks and the weights that bonds follow (`adjusted`).
fn clip_weights(penalty: Bits, workspace: &mut EpochWorkspace) {
    workspace.ranks.clear();
    workspace.ranks.resize(workspace.consensus.len(), 0);
    workspace.trust.clear();
    workspace.adjusted.clear();
    match penalty {
        0 => clip_rows(workspace, |weight, _| Some(weight)),
        // An entry above a consensus of zero is dropped, not zeroed: liquid
        // alpha tells the two apart.
        ONE => clip_rows(workspace, |weight, score| {
            (weight <= score || score != 0).then_some(weight.min(score))
        }),
        _ => clip_rows(workspace, |weight, score| {
            let cut = fixed::mul(penalty, weight.min(score).wrapping_sub(weight));
            Some(weight.wrapping_add(cut)).filter(|&value| value > 0)
        }),
    }
    if penalty != 0 && penalty != ONE {
        workspace.adjusted.sort_rows(&mut workspace.sorting);
    }
    let n = workspace.consensus.len();
    workspace.trust.resize(n, 0);
}

/// [`clip_weights`] with the rule for one entry: from its weight and the
/// consensus to the weight that bonds follow, if any.
#[inline]
fn clip_rows(workspace: &mut EpochWorkspace, follow: impl Fn(Bits, Bits) -> Option<Bits>) {
    let EpochWorkspace {
        active_stake,
        weights,
        adjusted,
        consensus,
        trust,
        ranks,
        ..
    } = workspace;
    let (consensus, ranks) = (consensus.as_slice(), ranks.as_mut_slice());
    for (row, &stake) in weights.rows().zip(active_stake.iter()) {
        let mut trusted = 0i64;
        adjusted.push_row(row.len(), |writer| {
            for (column, weight) in row.iter() {
                let place = usize::from(column);
                if let (Some(&score), Some(rank)) = (consensus.get(place), ranks.get_mut(place)) {
                    let clipped = weight.min(score);
                    trusted = trusted.wrapping_add(clipped);
                    *rank = rank.wrapping_add(fixed::mul_unit(stake, clipped));
                    if let Some(value) = follow(weight, score) {
                        writer.push(column, value);
                    }
                }
            }
        });
        trust.push(trusted);
    }
}
