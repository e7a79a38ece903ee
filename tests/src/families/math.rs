//! `math`: logarithm, exponential and root, and the formulas of the pool.

use crate::vectors::{
    bool_of, field, i128_of, i64_of, same, str_of, u128_of, u64_of, CaseResult, Report, VectorFile,
};
use anyhow::{bail, Result};
use serde_json::Value;
use sp_arithmetic::Perquintill;
use substrate_fixed::types::{I32F32, I96F32, U64F64};
use subtensor_math::{
    amm::{alpha_needed_for_tao, alpha_to_price, kept_share, tao_to_price, Balancer, Reserves},
    transcendental::{exp, exp_safe, ln, log2, sqrt},
};
use subtensor_types::{AlphaBalance, TaoBalance};

/// Replays the file with the numeric functions of `subtensor-math`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        let function = str_of(case, "f")?;
        let result = match function {
            "I32F32" => exponentials(case)?,
            "I96F32.log2" => binary_logarithm(case)?,
            "U64F64.checked_sqrt" => root(case)?,
            "balancer" => pool(case)?,
            other => bail!("cases.{index}.f is `{other}`, which is no known function"),
        };
        report.case(format!("case {index} ({function})"), result);
    }
    Ok(())
}

/// A value the reference may have refused to compute.
fn maybe<T>(
    value: &Value,
    path: &str,
    read: impl Fn(&Value, &str) -> Result<T>,
) -> Result<Option<T>> {
    match field(value, path)? {
        Value::Null => Ok(None),
        _ => read(value, path).map(Some),
    }
}

fn exponentials(case: &Value) -> Result<CaseResult> {
    let x = I32F32::from_bits(i64_of(case, "x_bits")?);
    let expected = [
        maybe(case, "ln_bits", i64_of)?,
        maybe(case, "exp_bits", i64_of)?,
        maybe(case, "exp_safe_bits", i64_of)?,
    ];
    let found = [ln(x), exp(x), Some(exp_safe(x))].map(|y| y.map(I32F32::to_bits));
    Ok(same("[ln, exp, exp_safe]", expected, found))
}

fn binary_logarithm(case: &Value) -> Result<CaseResult> {
    let x = I96F32::from_bits(i128_of(case, "x_bits")?);
    Ok(same(
        "log2",
        maybe(case, "log2_bits", i128_of)?,
        log2(x).map(I96F32::to_bits),
    ))
}

fn root(case: &Value) -> Result<CaseResult> {
    let x = U64F64::from_bits(u128_of(case, "x_bits")?);
    let epsilon = U64F64::from_bits(u128_of(case, "epsilon_bits")?);
    Ok(same(
        "sqrt",
        maybe(case, "sqrt_bits", u128_of)?,
        Some(sqrt(x, epsilon).to_bits()),
    ))
}

fn pool(case: &Value) -> Result<CaseResult> {
    let (tao, alpha) = (u64_of(case, "tao")?, u64_of(case, "alpha")?);
    let delta = u64_of(case, "delta")?;
    let target = U64F64::from_bits(u128_of(case, "target_price_bits")?);
    let reserves = Reserves::new(TaoBalance::new(tao), AlphaBalance::new(alpha));
    let balancer = Balancer::new(Perquintill::from_parts(u64_of(case, "quote_weight")?));
    let (quote, base) = (balancer.quote(), balancer.base());

    let price = balancer.price(&reserves);
    let bits = [
        ("exp_base_quote_bits", kept_share(alpha, delta, base, quote)),
        ("exp_quote_base_bits", kept_share(alpha, delta, quote, base)),
        ("price_bits", price),
    ];
    for (path, found) in bits {
        let result = same(path, u128_of(case, path)?, found.to_bits());
        if result.is_err() {
            return Ok(result);
        }
    }

    let adjusted = balancer.adjusted(
        &reserves,
        TaoBalance::new(u64_of(case, "add_liquidity.tao")?),
        AlphaBalance::new(u64_of(case, "add_liquidity.alpha")?),
    );
    let needed = alpha_needed_for_tao(&reserves, &balancer, TaoBalance::new(delta.min(tao)));
    let numbers = [
        (
            "quote_delta_in",
            tao_to_price(reserves.tao, &balancer, price, target).to_u64(),
        ),
        (
            "base_delta_in",
            alpha_to_price(reserves.alpha, &balancer, price, target).to_u64(),
        ),
        ("base_needed_for_quote", needed.to_u64()),
        (
            "add_liquidity.quote_weight_after",
            adjusted.unwrap_or(balancer).quote().deconstruct(),
        ),
    ];
    for (path, found) in numbers {
        let result = same(path, u64_of(case, path)?, found);
        if result.is_err() {
            return Ok(result);
        }
    }
    Ok(same(
        "add_liquidity.ok",
        bool_of(case, "add_liquidity.ok")?,
        adjusted.is_some(),
    ))
}
