//! `taoflow`: flow averages and the shares they give, gross and net, and the
//! power function on its own.

use crate::vectors::{
    bool_of, field, i128_of, i64_of, list_of, same, str_of, u128_of, u16_of, u64_of, CaseResult,
    Report, VectorFile,
};
use anyhow::{anyhow, bail, Result};
use serde_json::Value;
use substrate_fixed::types::{I64F64, U64F64};
use subtensor_math::{
    emission::{
        flow_ema, flow_smoothing, with_inflow, with_outflow, EmissionModel, FlowParameters,
        SubnetSignals,
    },
    transcendental::safe_pow,
};
use subtensor_types::TaoBalance;

/// Replays the file with the flow models of `subtensor-math`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        report.case(format!("case {index}"), replay(case)?);
    }
    let powers = list_of(&file.json, "safe_pow")?;
    for (index, row) in powers.iter().enumerate() {
        let power = safe_pow(
            U64F64::from_bits(u128_of(row, "0")?),
            U64F64::from_bits(u128_of(row, "1")?),
        );
        report.case(
            format!("safe_pow {index}"),
            same("power", u128_of(row, "2")?, power.to_bits()),
        );
    }
    report
        .notes
        .push(format!("with {} cases of safe_pow", powers.len()));
    Ok(())
}

/// One flow of one subnet: what accumulated, and the average.
#[derive(Clone, Default)]
struct Flow {
    accumulated: i64,
    average: Option<(u64, I64F64)>,
}

impl Flow {
    fn step(&mut self, block: u64, smoothing: I64F64) {
        if let Some(average) = flow_ema(self.average, self.accumulated, block, smoothing) {
            self.average = Some((block, average));
            self.accumulated = 0;
        }
    }

    fn average(&self) -> I64F64 {
        self.average.map(|(_, average)| average).unwrap_or_default()
    }
}

/// Picks one of a subnet's flows.
type FlowOf = fn(&mut Subnet) -> &mut Flow;

#[derive(Clone, Default)]
struct Subnet {
    netuid: u16,
    user: Flow,
    protocol: Flow,
}

impl Subnet {
    /// Takes one entry of a step's `flows`.
    fn record(&mut self, flow: &Value) -> Result<()> {
        let amount = TaoBalance::new(u64_of(flow, "2")?);
        let (flow, recorded): (_, fn(i64, TaoBalance) -> i64) = match str_of(flow, "1")? {
            "tao_in" => (&mut self.user, with_inflow),
            "tao_out" => (&mut self.user, with_outflow),
            "protocol_in" => (&mut self.protocol, with_inflow),
            "protocol_out" => (&mut self.protocol, with_outflow),
            other => bail!("`{other}` is no known flow"),
        };
        flow.accumulated = recorded(flow.accumulated, amount);
        Ok(())
    }
}

fn replay(case: &Value) -> Result<CaseResult> {
    let smoothing = flow_smoothing(u64_of(case, "params.flow_ema_smoothing_factor")?);
    let parameters = FlowParameters {
        cutoff: I64F64::from_bits(i128_of(case, "params.tao_flow_cutoff_bits")?),
        exponent: U64F64::from_bits(u128_of(case, "params.flow_norm_exponent_bits")?),
    };
    let model = if bool_of(case, "params.net_tao_flow_enabled")? {
        EmissionModel::NetTaoflow
    } else {
        EmissionModel::Taoflow
    };
    let mut subnets = list_of(case, "netuids")?
        .iter()
        .map(|netuid| {
            Ok(Subnet {
                netuid: u16_of(netuid, "")?,
                ..Subnet::default()
            })
        })
        .collect::<Result<Vec<_>>>()?;

    for (index, step) in list_of(case, "steps")?.iter().enumerate() {
        for flow in list_of(step, "flows")? {
            let netuid = u16_of(flow, "0")?;
            subnets
                .iter_mut()
                .find(|subnet| subnet.netuid == netuid)
                .ok_or_else(|| anyhow!("steps.{index} names {netuid}, which is no subnet"))?
                .record(flow)?;
        }
        let result = block(step, &mut subnets, model, &parameters, smoothing)?;
        if let Err(mut difference) = result {
            difference.at = format!("step {index}, {}", difference.at);
            return Ok(Err(difference));
        }
    }
    Ok(Ok(()))
}

fn block(
    step: &Value,
    subnets: &mut [Subnet],
    model: EmissionModel,
    parameters: &FlowParameters,
    smoothing: I64F64,
) -> Result<CaseResult> {
    let number = u64_of(step, "block")?;
    let mut results = Vec::new();
    let flows: [(&str, &str, FlowOf); 2] = [
        ("tao_flow_before", "ema_tao_flow", |s| &mut s.user),
        ("protocol_flow_before", "ema_protocol_flow", |s| {
            &mut s.protocol
        }),
    ];
    for (before, after, flow_of) in flows {
        let accumulated: Vec<i64> = subnets.iter_mut().map(|s| flow_of(s).accumulated).collect();
        results.push(same(before, read_list(step, before, i64_of)?, accumulated));
        let mut averages = Vec::new();
        for subnet in subnets.iter_mut() {
            let flow = flow_of(subnet);
            flow.step(number, smoothing);
            averages.push(
                flow.average
                    .map(|(block, average)| (block, average.to_bits())),
            );
        }
        results.push(same(after, read_list(step, after, average_of)?, averages));
    }

    let signals: Vec<SubnetSignals> = subnets
        .iter()
        .map(|subnet| SubnetSignals {
            user_flow: subnet.user.average(),
            protocol_flow: subnet.protocol.average(),
            ..SubnetSignals::default()
        })
        .collect();
    let shares: Vec<u128> = model
        .shares(&signals, parameters)
        .iter()
        .map(|share| share.to_bits())
        .collect();
    results.push(same(
        "shares_bits",
        read_list(step, "shares_bits", u128_of)?,
        shares,
    ));
    Ok(results.into_iter().collect())
}

fn average_of(value: &Value, path: &str) -> Result<Option<(u64, i128)>> {
    match field(value, path)? {
        Value::Null => Ok(None),
        average => Ok(Some((u64_of(average, "0")?, i128_of(average, "1")?))),
    }
}

fn read_list<T>(
    value: &Value,
    path: &str,
    read: impl Fn(&Value, &str) -> Result<T>,
) -> Result<Vec<T>> {
    list_of(value, path)?
        .iter()
        .map(|item| read(item, ""))
        .collect()
}
