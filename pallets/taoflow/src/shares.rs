//! How much of a block's TAO each network gets.
//!
//! Signals are read from storage, the model in force turns them into shares
//! ([`subtensor_math::emission`]); spec `emission` §4.

use crate::{
    Config, EmissionModel, FlowEmaSmoothingFactor, FlowNormExponent, MinerBurned, Pallet,
    RootScores, SubnetEmaProtocolFlow, SubnetEmaTaoFlow, TaoFlowCutoff,
};
use alloc::vec::Vec;
use frame_support::StorageMap;
use pallet_pools::{Pallet as Pools, SubnetProtocolFlow, SubnetTaoFlow};
use pallet_subnets::SubnetEmissionEnabled;
use substrate_fixed::types::{I64F64, U64F64, U96F32};
use subtensor_math::emission::{
    flow_ema, flow_smoothing, root_dividends_paid, subnet_tao, FlowParameters, SubnetSignals,
};
use subtensor_types::NetUid;

/// How a block's TAO is split among the eligible networks.
pub(crate) struct Split {
    /// Rao per network, in the order asked.
    pub tao: Vec<U96F32>,
    /// Whether root dividends accrue in this block.
    pub root_dividends_paid: bool,
}

impl<T: Config> Pallet<T> {
    /// The share of each of `eligible` in a block's TAO, under the model in force.
    /// Models that follow flows fold the flows of the block into their averages.
    pub fn emission_shares(eligible: &[NetUid], block: u64) -> Vec<U64F64> {
        Self::shares_of(&Self::signals(eligible, block))
    }

    pub(crate) fn split_block_emission(
        eligible: &[NetUid],
        block_emission: U96F32,
        block: u64,
    ) -> Split {
        let signals = Self::signals(eligible, block);
        let enabled: Vec<bool> = eligible
            .iter()
            .map(SubnetEmissionEnabled::<T>::get)
            .collect();
        Split {
            tao: subnet_tao(block_emission, &mut Self::shares_of(&signals), &enabled),
            root_dividends_paid: root_dividends_paid(&signals),
        }
    }

    fn shares_of(signals: &[SubnetSignals]) -> Vec<U64F64> {
        let parameters = FlowParameters {
            cutoff: TaoFlowCutoff::<T>::get(),
            exponent: FlowNormExponent::<T>::get(),
        };
        EmissionModel::<T>::get().shares(signals, &parameters)
    }

    fn signals(eligible: &[NetUid], block: u64) -> Vec<SubnetSignals> {
        let model = EmissionModel::<T>::get();
        let smoothing = flow_smoothing(FlowEmaSmoothingFactor::<T>::get());
        eligible
            .iter()
            .map(|&netuid| {
                let (user_flow, protocol_flow) = if model.follows_flows() {
                    Self::fold_flows(netuid, block, smoothing)
                } else {
                    Default::default()
                };
                SubnetSignals {
                    moving_price: Pools::<T>::moving_alpha_price(netuid),
                    miner_burned: MinerBurned::<T>::get(netuid),
                    user_flow,
                    protocol_flow,
                    root_score: if model.follows_root_weights() {
                        RootScores::<T>::get(netuid)
                    } else {
                        Default::default()
                    },
                }
            })
            .collect()
    }

    /// Moves both flow averages of a network by the flow since the last time,
    /// once per block, and gives them: users' first, then the protocol's.
    fn fold_flows(netuid: NetUid, block: u64, smoothing: I64F64) -> (I64F64, I64F64) {
        (
            fold::<SubnetEmaTaoFlow<T>, SubnetTaoFlow<T>>(netuid, block, smoothing),
            fold::<SubnetEmaProtocolFlow<T>, SubnetProtocolFlow<T>>(netuid, block, smoothing),
        )
    }
}

/// Folds an accumulated flow into its average, unless that was done in this block.
fn fold<Average, Flow>(netuid: NetUid, block: u64, smoothing: I64F64) -> I64F64
where
    Average: StorageMap<NetUid, (u64, I64F64), Query = Option<(u64, I64F64)>>,
    Flow: StorageMap<NetUid, i64, Query = i64>,
{
    let stored = Average::get(netuid);
    match flow_ema(stored, Flow::get(netuid), block, smoothing) {
        Some(average) => {
            Average::insert(netuid, (block, average));
            Flow::remove(netuid);
            average
        }
        None => stored.map_or(I64F64::from_bits(0), |(_, average)| average),
    }
}
