//! `swap`: buys, sells, simulations and injections on one pool, through the
//! pallets and over their storage.

use crate::{
    chain::names::error_name,
    runtimes::pools::{MinimumReserve, Pools, Runtime, Swap},
    vectors::{
        bool_of, field, list_of, same, str_of, u128_of, u16_of, u64_of, CaseResult, Report,
        VectorFile,
    },
};
use anyhow::{anyhow, bail, Result};
use frame_support::storage::with_storage_layer;
use pallet_pools::{SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume, TotalStake};
use pallet_subnets::{NetworksAdded, SubnetMechanism};
use pallet_swap::{Balancer, FeeRate, PalSwapInitialized, SwapBalancer, SwapResult};
use serde_json::Value;
use sp_arithmetic::Perquintill;
use sp_runtime::DispatchError;
use std::num::NonZeroU64;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// The pool of every case; the files name none.
const NETUID: NetUid = NetUid::new(1);

/// Replays the file with `pallet-pools` and `pallet-swap`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    let minimum_reserve = NonZeroU64::new(u64_of(&file.json, "config.MinimumReserve")?)
        .ok_or_else(|| anyhow!("`config.MinimumReserve` is zero"))?;
    for (index, case) in file.cases()?.iter().enumerate() {
        let result = sp_io::TestExternalities::default().execute_with(|| {
            MinimumReserve::set(minimum_reserve);
            replay(case)
        })?;
        report.case(format!("case {index}"), result);
    }
    Ok(())
}

fn replay(case: &Value) -> Result<CaseResult> {
    NetworksAdded::<Runtime>::insert(NETUID, true);
    SubnetMechanism::<Runtime>::insert(NETUID, u16_of(case, "mechanism")?);
    FeeRate::<Runtime>::insert(NETUID, u16_of(case, "fee_rate_u16")?);
    PalSwapInitialized::<Runtime>::insert(NETUID, bool_of(case, "palswap_initialized")?);
    let initial = State::read(case, "initial")?;
    initial.store();

    let mut results = vec![same("initial state", initial, State::stored())];
    for (index, step) in list_of(case, "steps")?.iter().enumerate() {
        let op = Op::read(step)?;
        let at = |what| format!("step {index} ({op:?}), {what}");
        results.push(same(
            at("state before"),
            State::read(step, "before")?,
            State::stored(),
        ));
        // As a call does: a failed one leaves nothing behind.
        let outcome = with_storage_layer(|| op.execute()).map_err(error_name);
        results.push(same(at("result"), Outcome::read(step)?, outcome));
        results.push(same(
            at("state after"),
            State::read(step, "after")?,
            State::stored(),
        ));
    }
    Ok(results.into_iter().collect())
}

/// Everything about the pool that a step can change.
#[derive(Debug, PartialEq)]
struct State {
    subnet_tao: TaoBalance,
    subnet_alpha_in: AlphaBalance,
    subnet_alpha_out: AlphaBalance,
    subnet_volume: u128,
    total_stake: TaoBalance,
    quote_weight: Perquintill,
    price_bits: u128,
}

impl State {
    fn read(value: &Value, path: &str) -> Result<Self> {
        let state = field(value, path)?;
        Ok(Self {
            subnet_tao: u64_of(state, "subnet_tao")?.into(),
            subnet_alpha_in: u64_of(state, "subnet_alpha_in")?.into(),
            subnet_alpha_out: u64_of(state, "subnet_alpha_out")?.into(),
            subnet_volume: u128_of(state, "subnet_volume")?,
            total_stake: u64_of(state, "total_stake")?.into(),
            quote_weight: Perquintill::from_parts(u64_of(state, "quote_weight_perquintill")?),
            price_bits: u128_of(state, "price_bits")?,
        })
    }

    /// Stores all but the price, which follows from the rest.
    fn store(&self) {
        SubnetTAO::<Runtime>::insert(NETUID, self.subnet_tao);
        SubnetAlphaIn::<Runtime>::insert(NETUID, self.subnet_alpha_in);
        SubnetAlphaOut::<Runtime>::insert(NETUID, self.subnet_alpha_out);
        SubnetVolume::<Runtime>::insert(NETUID, self.subnet_volume);
        TotalStake::<Runtime>::put(self.total_stake);
        SwapBalancer::<Runtime>::insert(NETUID, Balancer::new(self.quote_weight));
    }

    fn stored() -> Self {
        Self {
            subnet_tao: SubnetTAO::<Runtime>::get(NETUID),
            subnet_alpha_in: SubnetAlphaIn::<Runtime>::get(NETUID),
            subnet_alpha_out: SubnetAlphaOut::<Runtime>::get(NETUID),
            subnet_volume: SubnetVolume::<Runtime>::get(NETUID),
            total_stake: TotalStake::<Runtime>::get(),
            quote_weight: SwapBalancer::<Runtime>::get(NETUID).quote(),
            price_bits: Pools::alpha_price(NETUID).to_bits(),
        }
    }
}

/// How a swap is bounded: its limit price, and whether fees are dropped.
type Terms = (TaoBalance, bool);

/// One operation of a file.
#[derive(Debug)]
enum Op {
    Buy(TaoBalance, Terms),
    Sell(AlphaBalance, Terms),
    SimulateBuy(TaoBalance),
    SimulateSell(AlphaBalance),
    AddLiquidity(TaoBalance, AlphaBalance),
}

impl Op {
    fn read(step: &Value) -> Result<Self> {
        let args = field(step, "args")?;
        let terms = || -> Result<Terms> {
            Ok((
                u64_of(args, "limit_price")?.into(),
                bool_of(args, "drop_fees")?,
            ))
        };
        Ok(match str_of(step, "op")? {
            "buy" => Self::Buy(u64_of(args, "tao")?.into(), terms()?),
            "sell" => Self::Sell(u64_of(args, "alpha")?.into(), terms()?),
            "sim_buy" => Self::SimulateBuy(u64_of(args, "amount")?.into()),
            "sim_sell" => Self::SimulateSell(u64_of(args, "amount")?.into()),
            "add_liquidity" => {
                Self::AddLiquidity(u64_of(args, "tao")?.into(), u64_of(args, "alpha")?.into())
            }
            other => bail!("`{other}` is no known operation"),
        })
    }

    fn execute(&self) -> Result<Outcome, DispatchError> {
        match *self {
            Self::Buy(tao, (limit, drop_fees)) => {
                Pools::swap_tao_for_alpha(NETUID, tao, limit, drop_fees).map(Outcome::from)
            }
            Self::Sell(alpha, (limit, drop_fees)) => {
                Pools::swap_alpha_for_tao(NETUID, alpha, limit, drop_fees).map(Outcome::from)
            }
            Self::SimulateBuy(tao) => {
                Swap::sim_swap_tao_for_alpha(NETUID, Pools::reserves(NETUID), tao)
                    .map(Outcome::from)
            }
            Self::SimulateSell(alpha) => {
                Swap::sim_swap_alpha_for_tao(NETUID, Pools::reserves(NETUID), alpha)
                    .map(Outcome::from)
            }
            Self::AddLiquidity(tao, alpha) => {
                let reserves = Pools::reserves(NETUID);
                let (tao, alpha) = Swap::adjust_protocol_liquidity(NETUID, reserves, tao, alpha);
                SubnetTAO::<Runtime>::mutate(NETUID, |total| *total += tao);
                SubnetAlphaIn::<Runtime>::mutate(NETUID, |total| *total += alpha);
                Ok(Outcome::Added(tao, alpha))
            }
        }
    }
}

/// What an operation gives when it does not fail.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// Paid in, paid out, fee, the fee's part for the block's author.
    Swapped([u64; 4]),
    /// What went into the reserves.
    Added(TaoBalance, AlphaBalance),
}

impl<In: Into<u64>, Out: Into<u64>> From<SwapResult<In, Out>> for Outcome {
    fn from(swap: SwapResult<In, Out>) -> Self {
        Self::Swapped([
            swap.amount_paid_in.into(),
            swap.amount_paid_out.into(),
            swap.fee_paid.into(),
            swap.fee_to_block_author.into(),
        ])
    }
}

impl Outcome {
    /// The reference's outcome of a step, or the name of its error.
    fn read(step: &Value) -> Result<Result<Self, String>> {
        if step.get("error").is_some() {
            return Ok(Err(str_of(step, "error")?.to_owned()));
        }
        let result = field(step, "result")?;
        Ok(Ok(if result.get("tao_added").is_some() {
            Self::Added(
                u64_of(result, "tao_added")?.into(),
                u64_of(result, "alpha_added")?.into(),
            )
        } else {
            Self::Swapped([
                u64_of(result, "amount_paid_in")?,
                u64_of(result, "amount_paid_out")?,
                u64_of(result, "fee_paid")?,
                u64_of(result, "fee_to_block_author")?,
            ])
        }))
    }
}
