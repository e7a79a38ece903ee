//! `sharepool`: the stake ledger of one hotkey on one subnet, operation by
//! operation, and the arithmetic of its number type on its own.

use crate::vectors::{
    bool_of, field, i64_of, list_of, same, str_of, u128_of, u64_of, usize_of, CaseResult, Report,
    VectorFile,
};
use anyhow::{anyhow, bail, Result};
use serde_json::Value;
use subtensor_math::share_pool::{Pool, SafeFloat};

/// Replays the file with the share pool of `subtensor-math`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        report.case(format!("case {index}"), ledger(case)?);
    }
    let arithmetic = list_of(&file.json, "safe_float")?;
    for (index, case) in arithmetic.iter().enumerate() {
        report.case(format!("safe_float {index}"), safe_float(case)?);
    }
    report
        .notes
        .push(format!("with {} cases of safe_float", arithmetic.len()));
    Ok(())
}

/// A number's two fields, as the file writes them.
type Fields = (u128, i64);

fn fields(number: SafeFloat) -> Fields {
    (number.mantissa(), number.exponent())
}

fn fields_of(value: &Value, path: &str) -> Result<Fields> {
    Ok((
        u128_of(value, &format!("{path}.0"))?,
        i64_of(value, &format!("{path}.1"))?,
    ))
}

/// A number that the reference may have refused to compute.
fn maybe_fields_of(value: &Value, path: &str) -> Result<Option<Fields>> {
    match field(value, path)? {
        Value::Null => Ok(None),
        _ => fields_of(value, path).map(Some),
    }
}

fn ledger(case: &Value) -> Result<CaseResult> {
    let mut pool = Pool::default();
    let mut shares = vec![SafeFloat::ZERO; usize_of(case, "coldkeys")?];

    for (index, step) in list_of(case, "steps")?.iter().enumerate() {
        let amount = u64_of(step, "amount")?;
        let coldkey = usize_of(step, "coldkey")?;
        let op = str_of(step, "op")?;
        let share = shares
            .get_mut(coldkey)
            .ok_or_else(|| anyhow!("steps.{index}.coldkey is {coldkey}, above `coldkeys`"))?;
        // The chain reinterprets amounts as signed ones.
        let added = amount.cast_signed();
        let removed = added.wrapping_neg();
        match op {
            "add_one" => (pool, *share) = pool.with_change_for_one(*share, added),
            "sub_one" if pool.value_of(*share) < amount || share.is_zero() => {}
            "sub_one" => (pool, *share) = pool.with_change_for_one(*share, removed),
            "add_all" => pool = pool.with_change_for_all(added),
            "sub_all" => pool = pool.with_change_for_all(removed),
            other => bail!("steps.{index}.op is `{other}`, which is no operation of the ledger"),
        }

        let result = after_step(step, &pool, &shares)?;
        if let Err(mut difference) = result {
            difference.at = format!("step {index} ({op} {amount}), {}", difference.at);
            return Ok(Err(difference));
        }
    }
    Ok(Ok(()))
}

fn after_step(step: &Value, pool: &Pool, shares: &[SafeFloat]) -> Result<CaseResult> {
    let expected_total = u64_of(step, "total")?;
    let expected_denominator = fields_of(step, "denominator")?;
    let expected_shares = (0..shares.len())
        .map(|i| fields_of(step, &format!("shares.{i}")))
        .collect::<Result<Vec<_>>>()?;
    let expected_values = (0..shares.len())
        .map(|i| u64_of(step, &format!("values.{i}")))
        .collect::<Result<Vec<_>>>()?;

    Ok(same("total", expected_total, pool.value)
        .and_then(|()| {
            same(
                "denominator",
                expected_denominator,
                fields(pool.denominator),
            )
        })
        .and_then(|()| {
            let shares: Vec<_> = shares.iter().copied().map(fields).collect();
            same("shares", expected_shares, shares)
        })
        .and_then(|()| {
            let values: Vec<_> = shares.iter().map(|s| pool.value_of(*s)).collect();
            same("values", expected_values, values)
        }))
}

fn safe_float(case: &Value) -> Result<CaseResult> {
    let mut operands = [SafeFloat::ZERO; 3];
    for (operand, name) in operands.iter_mut().zip(["a", "b", "c"]) {
        let (mantissa, exponent) = fields_of(case, name)?;
        let normal = SafeFloat::new(mantissa, exponent);
        let path = format!("{name}_norm");
        let expected = maybe_fields_of(case, &path)?;
        if let Err(difference) = same(path, expected, normal.map(fields)) {
            return Ok(Err(difference));
        }
        // Without operands there is nothing more to compute.
        let Some(normal) = normal else {
            return Ok(Ok(()));
        };
        *operand = normal;
    }
    let [a, b, c] = operands;

    for (name, actual) in [
        ("add", a.checked_add(b)),
        ("sub", a.checked_sub(b)),
        ("div", a.checked_div(b)),
        ("mul_div", a.mul_div(b, c)),
    ] {
        let result = same(name, maybe_fields_of(case, name)?, actual.map(fields));
        if result.is_err() {
            return Ok(result);
        }
    }
    Ok(same("gt", bool_of(case, "gt")?, a.exceeds(&b)).and(same(
        "a_u64",
        u64_of(case, "a_u64")?,
        a.to_u64(),
    )))
}
