//! `lockcost`: the price of a subnet over blocks and registrations.

use crate::vectors::{list_of, same, str_of, u64_of, CaseResult, Report, VectorFile};
use anyhow::{bail, Result};
use serde_json::Value;
use subtensor_math::{issuance::tao_block_emission, lock_cost::LockCost};
use subtensor_types::TaoBalance;

/// Replays the file with the lock cost of `subtensor-math`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        report.case(format!("case {index}"), replay(case)?);
    }
    Ok(())
}

fn replay(case: &Value) -> Result<CaseResult> {
    let amount = |path: &str| u64_of(case, path).map(TaoBalance::new);
    let total_issuance = u64_of(case, "params.total_issuance")?;
    let mut cost = LockCost {
        last_lock: amount("params.network_last_lock_cost")?,
        min_lock: amount("params.network_min_lock_cost")?,
        last_block: u64_of(case, "params.last_lock_block")?,
        reduction_interval: u64_of(case, "params.network_lock_reduction_interval")?,
        block_emission: tao_block_emission(TaoBalance::new(total_issuance)),
    };
    for (index, step) in list_of(case, "steps")?.iter().enumerate() {
        let block = u64_of(step, "block")?;
        let mut found = vec![
            ("effective_reduction_interval", cost.effective_interval()),
            ("lock_cost", cost.at(block).to_u64()),
        ];
        if step.get("register").is_some() {
            match str_of(step, "register")? {
                // The payer is rich, so the whole cost is locked.
                "ok" => {
                    cost.last_lock = cost.at(block);
                    cost.last_block = block;
                }
                other => bail!("steps.{index}.register is `{other}`, expected `ok`"),
            }
            found.extend([
                ("after.last_lock", cost.last_lock.to_u64()),
                ("after.last_lock_block", cost.last_block),
                ("after.lock_cost", cost.at(block).to_u64()),
                // A registration moves TAO; it issues and burns none.
                ("after.total_issuance", total_issuance),
            ]);
        }
        for (path, value) in found {
            let result = same(format!("step {index}, {path}"), u64_of(step, path)?, value);
            if result.is_err() {
                return Ok(result);
            }
        }
    }
    Ok(Ok(()))
}
