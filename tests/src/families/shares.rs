//! `shares`: who gets which part of a block's TAO in the model `PriceBurn`, and
//! how the moving prices go on.

use crate::vectors::{
    bool_of, field, i128_of, list_of, same, str_of, u128_of, u16_of, u64_of, CaseResult, Report,
    VectorFile,
};
use anyhow::{anyhow, bail, Result};
use serde_json::Value;
use sp_arithmetic::Perquintill;
use substrate_fixed::types::{I96F32, U64F64, U96F32};
use subtensor_math::{
    amm::{Balancer, Reserves},
    emission::{root_dividends_paid, subnet_tao, EmissionModel, FlowParameters, SubnetSignals},
    moving_price::{effective_moving_price, PriceSmoothing, DYNAMIC_MECHANISM},
};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// Replays the file with the emission models of `subtensor-math`.
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

/// The state of one subnet that the rules look at.
struct Subnet {
    netuid: NetUid,
    mechanism: u16,
    reserves: Reserves,
    balancer: Balancer,
    first_emission_block: Option<u64>,
    subtoken_enabled: bool,
    registration_allowed: bool,
    emission_enabled: bool,
    halving_blocks: u64,
    moving_price: I96F32,
    miner_burned: U96F32,
}

impl Subnet {
    fn read(value: &Value) -> Result<Self> {
        let quote = Perquintill::from_parts(u64_of(value, "quote_weight_perquintill")?);
        Ok(Self {
            netuid: NetUid::new(u16_of(value, "netuid")?),
            mechanism: u16_of(value, "mechanism")?,
            reserves: Reserves::new(
                TaoBalance::new(u64_of(value, "subnet_tao")?),
                AlphaBalance::new(u64_of(value, "subnet_alpha_in")?),
            ),
            balancer: Balancer::new(quote),
            first_emission_block: match field(value, "first_emission_block")? {
                Value::Null => None,
                _ => Some(u64_of(value, "first_emission_block")?),
            },
            subtoken_enabled: bool_of(value, "subtoken_enabled")?,
            registration_allowed: bool_of(value, "registration_allowed")?,
            emission_enabled: bool_of(value, "emission_enabled")?,
            halving_blocks: u64_of(value, "ema_price_halving_blocks")?,
            moving_price: I96F32::from_bits(i128_of(value, "moving_price_bits")?),
            miner_burned: U96F32::from_bits(u128_of(value, "miner_burned_bits")?),
        })
    }

    /// Takes one entry of a step's `changes`.
    fn change(&mut self, change: &Value) -> Result<()> {
        match str_of(change, "1")? {
            "reserves" => {
                self.reserves = Reserves::new(
                    TaoBalance::new(u64_of(change, "2")?),
                    AlphaBalance::new(u64_of(change, "3")?),
                );
            }
            "miner_burned_bits" => {
                self.miner_burned = U96F32::from_bits(u128_of(change, "2")?);
            }
            other => bail!("`{other}` is no known change"),
        }
        Ok(())
    }

    fn is_eligible(&self) -> bool {
        !self.netuid.is_root()
            && self.first_emission_block.is_some()
            && self.subtoken_enabled
            && self.registration_allowed
    }

    fn spot_price(&self) -> U64F64 {
        if self.mechanism == DYNAMIC_MECHANISM {
            self.balancer.price(&self.reserves)
        } else {
            U64F64::from_num(1)
        }
    }

    fn effective_price(&self) -> U64F64 {
        effective_moving_price(self.netuid, self.mechanism, self.moving_price)
    }

    fn signals(&self) -> SubnetSignals {
        SubnetSignals {
            moving_price: self.effective_price(),
            miner_burned: self.miner_burned,
            ..SubnetSignals::default()
        }
    }

    fn move_price(&mut self, moving_alpha: I96F32, block: u64) {
        if let (true, Some(first_emission_block)) = (self.is_eligible(), self.first_emission_block)
        {
            let smoothing = PriceSmoothing {
                moving_alpha,
                first_emission_block,
                halving_blocks: self.halving_blocks,
            };
            self.moving_price = smoothing.next(block, self.effective_price(), self.spot_price());
        }
    }
}

fn replay(case: &Value) -> Result<CaseResult> {
    let moving_alpha = I96F32::from_bits(i128_of(case, "subnet_moving_alpha_bits")?);
    let mut subnets = list_of(case, "initial")?
        .iter()
        .map(Subnet::read)
        .collect::<Result<Vec<_>>>()?;

    for (index, step) in list_of(case, "steps")?.iter().enumerate() {
        for change in list_of(step, "changes")? {
            let netuid = NetUid::new(u16_of(change, "0")?);
            subnets
                .iter_mut()
                .find(|subnet| subnet.netuid == netuid)
                .ok_or_else(|| anyhow!("steps.{index} changes {netuid}, which is no subnet"))?
                .change(change)?;
        }
        let result = block(step, &mut subnets, moving_alpha)?;
        if let Err(mut difference) = result {
            difference.at = format!("step {index}, {}", difference.at);
            return Ok(Err(difference));
        }
    }
    Ok(Ok(()))
}

fn block(step: &Value, subnets: &mut [Subnet], moving_alpha: I96F32) -> Result<CaseResult> {
    let number = u64_of(step, "block")?;
    let block_emission = U96F32::from_bits(u128_of(step, "block_emission_bits")?);

    // The chain lists subnets by their storage key, the low byte first.
    let mut eligible: Vec<&Subnet> = subnets.iter().filter(|s| s.is_eligible()).collect();
    eligible.sort_by_key(|subnet| subnet.netuid.get().to_le_bytes());
    let netuids: Vec<u16> = eligible.iter().map(|s| s.netuid.get()).collect();
    let signals: Vec<SubnetSignals> = eligible.iter().map(|s| s.signals()).collect();
    let enabled: Vec<bool> = eligible.iter().map(|s| s.emission_enabled).collect();

    let mut shares = EmissionModel::PriceBurn.shares(&signals, &FlowParameters::default());
    let share_bits: Vec<u128> = shares.iter().map(|share| share.to_bits()).collect();
    let tao: Vec<u128> = subnet_tao(block_emission, &mut shares, &enabled)
        .iter()
        .map(|tao| tao.to_bits())
        .collect();
    let root_sell = root_dividends_paid(&signals);
    let prices: Vec<u128> = subnets.iter().map(|s| s.spot_price().to_bits()).collect();
    for subnet in subnets.iter_mut() {
        subnet.move_price(moving_alpha, number);
    }
    let moved: Vec<i128> = subnets.iter().map(|s| s.moving_price.to_bits()).collect();

    let results = [
        same("emit_to", numbers(step, "emit_to", u16_of)?, netuids),
        same("price_bits", numbers(step, "price_bits", u128_of)?, prices),
        same(
            "shares_bits",
            numbers(step, "shares_bits", u128_of)?,
            share_bits,
        ),
        same(
            "emissions_bits",
            numbers(step, "emissions_bits", u128_of)?,
            tao,
        ),
        same(
            "root_sell_flag",
            bool_of(step, "root_sell_flag")?,
            root_sell,
        ),
        same(
            "moving_price_after_bits",
            numbers(step, "moving_price_after_bits", i128_of)?,
            moved,
        ),
    ];
    Ok(results.into_iter().collect())
}

fn numbers<T>(
    value: &Value,
    path: &str,
    read: impl Fn(&Value, &str) -> Result<T>,
) -> Result<Vec<T>> {
    list_of(value, path)?
        .iter()
        .map(|number| read(number, ""))
        .collect()
}
