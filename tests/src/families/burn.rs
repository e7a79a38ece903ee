//! `burn`: the price of a neuron by block and registration, and the decay
//! factor by half-life on its own.

use crate::vectors::{list_of, same, u128_of, u16_of, u64_of, CaseResult, Report, VectorFile};
use anyhow::Result;
use serde_json::Value;
use substrate_fixed::types::U64F64;
use subtensor_math::burn::{bumped_price, decay_factor, decayed_price};
use subtensor_types::TaoBalance;

/// Replays the file with the burn price of `subtensor-math`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        report.case(format!("case {index}"), replay(case)?);
    }
    let factors = list_of(&file.json, "decay_factor_q32")?;
    for row in factors {
        let half_life = u16_of(row, "0")?;
        report.case(
            format!("decay factor of half-life {half_life}"),
            same("factor", u64_of(row, "1")?, decay_factor(half_life)),
        );
    }
    report
        .notes
        .push(format!("with {} decay factors", factors.len()));
    Ok(())
}

fn replay(case: &Value) -> Result<CaseResult> {
    let amount = |path: &str| u64_of(case, path).map(TaoBalance::new);
    let mut burn = amount("params.burn")?;
    let (min, max) = (amount("params.min_burn")?, amount("params.max_burn")?);
    let half_life = u16_of(case, "params.burn_half_life")?;
    let multiplier = U64F64::from_bits(u128_of(case, "params.burn_increase_mult_bits")?);

    for step in list_of(case, "steps")? {
        let block = u64_of(step, "0")?;
        burn = decayed_price(burn, half_life, block, min, max);
        let result = same(
            format!("block {block}, after the decay"),
            u64_of(step, "1")?,
            burn.to_u64(),
        );
        if result.is_err() {
            return Ok(result);
        }
        for registration in 0..list_of(step, "2")?.len() {
            burn = bumped_price(burn, multiplier, min, max);
            let result = same(
                format!("block {block}, after registration {registration}"),
                u64_of(step, &format!("2.{registration}"))?,
                burn.to_u64(),
            );
            if result.is_err() {
                return Ok(result);
            }
        }
    }
    Ok(Ok(()))
}
