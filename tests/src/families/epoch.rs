//! Family `epoch`: whole Yuma epochs of one mechanism, several in a row.
//!
//! Every entry has its complete input state, so each epoch is replayed from its
//! own input: inherited and total stake first, then every vector the epoch
//! stores.

use crate::vectors::{
    field, i128_of, i64_of, list_of, same, u16_of, u64_of, CaseResult, Report, VectorFile,
};
use anyhow::{anyhow, Result};
use serde_json::Value;
use substrate_fixed::types::I64F64;
use subtensor_math::{
    stake_weight::{inherited_stake, stake_tao_weight, stake_weight},
    yuma::{
        activity_cutoff_blocks, run_epoch, EpochInput, EpochOutput, EpochParams, EpochWorkspace,
        LiquidAlpha, SparseMatrix,
    },
};
use subtensor_types::AlphaBalance;

/// Replays every case of the family.
///
/// # Errors
///
/// When the file does not have the family's schema.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    let mut workspace = EpochWorkspace::default();
    let mut output = EpochOutput::default();
    for (index, case) in file.cases()?.iter().enumerate() {
        let result = replay(case, &mut workspace, &mut output)?;
        report.case(format!("case {index}"), result);
    }
    Ok(())
}

fn replay(
    case: &Value,
    workspace: &mut EpochWorkspace,
    output: &mut EpochOutput,
) -> Result<CaseResult> {
    let settings = field(case, "params")?;
    for (index, epoch) in list_of(case, "epochs")?.iter().enumerate() {
        let state = State::read(field(epoch, "in")?)?;
        let params = params(settings, &state)?;
        let out = field(epoch, "out")?;
        let at = |name: &str| format!("epoch {index}, {name}");

        let stake = state.stake(u64_of(settings, "tao_weight")?);
        let compared = [
            ("alpha_stake_inherited_bits", &stake.alpha),
            ("root_stake_inherited_bits", &stake.root),
            ("total_stake_bits", &stake.total),
        ];
        for (name, ours) in compared {
            let expected = numbers(out, name, i128_of)?;
            let ours: Vec<i128> = ours.iter().map(|stake| stake.to_bits()).collect();
            if let Err(difference) = same(at(name), expected, ours) {
                return Ok(Err(difference));
            }
        }

        let input = EpochInput {
            stake: &stake.total,
            last_update: &state.last_update,
            block_at_registration: &state.block_at_registration,
            commit_block: &[],
            validator_permit: &state.validator_permit,
            weights: state.weights.as_rows(),
            bonds: state.bonds.as_rows(),
        };
        run_epoch(&params, &input, workspace, output);
        if let Err(difference) = compare(out, output, at)? {
            return Ok(Err(difference));
        }
    }
    Ok(Ok(()))
}

/// Compares every stored vector; the first one that differs is the result.
fn compare(
    expected: &Value,
    output: &EpochOutput,
    at: impl Fn(&str) -> String,
) -> Result<CaseResult> {
    let bonds: Vec<Vec<(u16, u16)>> = output.bonds.rows().map(<[_]>::to_vec).collect();
    let results = [
        same(at("bonds"), matrix(expected, "bonds")?, bonds),
        same(
            at("active"),
            flags(expected, "active")?,
            output.active.clone(),
        ),
        same(
            at("validator_permit"),
            flags(expected, "validator_permit")?,
            output.validator_permit.clone(),
        ),
    ];
    let proportions = [
        ("stake_weight", &output.stake_weight),
        ("consensus", &output.consensus),
        ("validator_trust", &output.validator_trust),
        ("incentive", &output.incentive),
        ("dividends", &output.dividends),
    ];
    let amounts = [
        ("server_emission", &output.server_emission),
        ("validator_emission", &output.validator_emission),
        ("emission", &output.emission),
    ];
    for (name, ours) in proportions {
        if let Err(difference) = same(at(name), numbers(expected, name, u16_of)?, ours.clone()) {
            return Ok(Err(difference));
        }
    }
    for (name, ours) in amounts {
        if let Err(difference) = same(at(name), numbers(expected, name, u64_of)?, ours.clone()) {
            return Ok(Err(difference));
        }
    }
    Ok(results.into_iter().collect())
}

fn params(settings: &Value, state: &State) -> Result<EpochParams> {
    let tempo = u16_of(settings, "tempo")?;
    let factor = u64_of(settings, "activity_cutoff_factor_milli")? as u32;
    let owner_uid = match field(settings, "owner_uid")? {
        Value::Null => None,
        _ => Some(u16_of(settings, "owner_uid")?),
    };
    let liquid_alpha = flag(settings, "liquid_alpha_on")?
        .then(|| {
            Ok::<_, anyhow::Error>(LiquidAlpha {
                low: u16_of(settings, "alpha_low")?,
                high: u16_of(settings, "alpha_high")?,
                steepness: i64_of(settings, "alpha_sigmoid_steepness")?.try_into()?,
            })
        })
        .transpose()?;
    Ok(EpochParams {
        block: state.block,
        tempo,
        activity_cutoff: activity_cutoff_blocks(factor, tempo),
        last_mechanism_step_block: state.last_mechanism_step_block,
        kappa: u16_of(settings, "kappa")?,
        bonds_penalty: u16_of(settings, "bonds_penalty")?,
        bonds_moving_average: u64_of(settings, "bonds_moving_average")?,
        yuma3: flag(settings, "yuma3_on")?,
        liquid_alpha,
        max_allowed_validators: u16_of(settings, "max_allowed_validators")?,
        stake_threshold: u64_of(settings, "stake_threshold")?,
        owner_uid,
        rao_emission: state.rao_emission,
    })
}

/// Stakes that count, per uid.
struct Stake {
    alpha: Vec<I64F64>,
    root: Vec<I64F64>,
    total: Vec<I64F64>,
}

/// The state before an epoch.
struct State {
    block: u64,
    last_mechanism_step_block: u64,
    rao_emission: u64,
    alpha_stake: Vec<u64>,
    root_stake: Vec<u64>,
    /// Per uid: its children as (proportion, uid).
    children: Vec<Vec<(u64, usize)>>,
    last_update: Vec<u64>,
    block_at_registration: Vec<u64>,
    validator_permit: Vec<bool>,
    weights: SparseMatrix,
    bonds: SparseMatrix,
}

impl State {
    fn read(json: &Value) -> Result<Self> {
        let children = list_of(json, "children")?
            .iter()
            .map(|row| {
                list_of(row, "")?
                    .iter()
                    .map(|child| Ok((u64_of(child, "0")?, usize::from(u16_of(child, "1")?))))
                    .collect()
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            block: u64_of(json, "block")?,
            last_mechanism_step_block: u64_of(json, "last_mechanism_step_block")?,
            rao_emission: u64_of(json, "rao_emission")?,
            alpha_stake: numbers(json, "alpha_stake", u64_of)?,
            root_stake: numbers(json, "root_stake", u64_of)?,
            children,
            last_update: numbers(json, "last_update", u64_of)?,
            block_at_registration: numbers(json, "block_at_registration", u64_of)?,
            validator_permit: flags(json, "validator_permit")?,
            weights: matrix(json, "weights")?.into_iter().collect(),
            bonds: matrix(json, "bonds")?.into_iter().collect(),
        })
    }
}

impl State {
    /// The stakes that count, from own stakes and from who is whose child.
    fn stake(&self, tao_weight: u64) -> Stake {
        let mut parents: Vec<Vec<(u64, usize)>> = vec![Vec::new(); self.alpha_stake.len()];
        for (parent, children) in self.children.iter().enumerate() {
            for &(proportion, child) in children {
                if let Some(list) = parents.get_mut(child) {
                    list.push((proportion, parent));
                }
            }
        }
        let inherited = |own: &[u64]| -> Vec<AlphaBalance> {
            own.iter()
                .zip(&self.children)
                .zip(&parents)
                .map(|((&stake, children), parents)| {
                    inherited_stake(
                        AlphaBalance::new(stake),
                        children.iter().map(|&(proportion, _)| proportion),
                        parents.iter().map(|&(proportion, parent)| {
                            let stake = own.get(parent).copied().unwrap_or(0);
                            (proportion, AlphaBalance::new(stake))
                        }),
                    )
                })
                .collect()
        };
        let (alpha, root) = (inherited(&self.alpha_stake), inherited(&self.root_stake));
        let tao_weight = stake_tao_weight(tao_weight);
        let fixed = |amounts: &[AlphaBalance]| amounts.iter().map(|a| a.to_fixed()).collect();
        Stake {
            total: alpha
                .iter()
                .zip(&root)
                .map(|(&alpha, &root)| stake_weight(alpha, root, tao_weight))
                .collect(),
            alpha: fixed(&alpha),
            root: fixed(&root),
        }
    }
}

fn flag(json: &Value, path: &str) -> Result<bool> {
    field(json, path)?
        .as_bool()
        .ok_or_else(|| anyhow!("`{path}` should be true or false"))
}

fn flags(json: &Value, path: &str) -> Result<Vec<bool>> {
    list_of(json, path)?
        .iter()
        .map(|item| flag(item, ""))
        .collect()
}

fn numbers<T>(
    json: &Value,
    path: &str,
    read: impl Fn(&Value, &str) -> Result<T>,
) -> Result<Vec<T>> {
    list_of(json, path)?
        .iter()
        .map(|item| read(item, ""))
        .collect()
}

/// Rows of `[uid, proportion]` pairs.
fn matrix(json: &Value, path: &str) -> Result<Vec<Vec<(u16, u16)>>> {
    list_of(json, path)?
        .iter()
        .map(|row| {
            list_of(row, "")?
                .iter()
                .map(|entry| Ok((u16_of(entry, "0")?, u16_of(entry, "1")?)))
                .collect()
        })
        .collect()
}
