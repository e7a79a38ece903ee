//! What TAO emission each subnet has had since the run began.

use crate::Chain;
use pallet_subnets::Pallet as Subnets;
use pallet_taoflow::Pallet as Taoflow;
use std::collections::BTreeMap;
use subtensor_runtime::Runtime;

/// TAO emission per subnet, summed over the blocks, with samples on the way.
#[derive(Clone, Debug, Default)]
pub struct Earnings {
    totals: BTreeMap<u16, u64>,
    samples: Vec<(u32, BTreeMap<u16, u64>)>,
}

impl Earnings {
    /// Nothing yet.
    pub const fn none() -> Self {
        Self {
            totals: BTreeMap::new(),
            samples: Vec::new(),
        }
    }

    /// Adds what the last block's coinbase gave: injected into the pool, and
    /// spent on alpha.
    pub(super) fn add_block(&mut self, chain: &mut Chain) {
        let totals = &mut self.totals;
        chain.query(|| {
            // Others keep the amounts of their last block with emission.
            for netuid in Taoflow::<Runtime>::eligible_netuids() {
                let injected = pallet_taoflow::SubnetTaoInEmission::<Runtime>::get(netuid);
                let spent = pallet_taoflow::SubnetExcessTao::<Runtime>::get(netuid);
                *totals.entry(netuid.get()).or_default() += injected.to_u64() + spent.to_u64();
            }
            for netuid in Subnets::<Runtime>::non_root_netuids() {
                totals.entry(netuid.get()).or_default();
            }
        });
    }

    /// Keeps the sums as they are after a block.
    pub(super) fn sample(&mut self, block: u32) {
        self.samples.push((block, self.totals.clone()));
    }

    /// What a subnet has had, in rao; none if there never was one.
    pub fn total(&self, netuid: u16) -> Option<u64> {
        self.totals.get(&netuid).copied()
    }

    /// What a subnet had had after a block that was sampled.
    pub fn at(&self, block: u32, netuid: u16) -> Option<u64> {
        let (_, totals) = self.samples.iter().find(|(at, _)| *at == block)?;
        totals.get(&netuid).copied()
    }

    /// A subnet's part of all that was earned between each two samples.
    pub fn shares(&self, netuid: u16) -> Vec<(u32, f64)> {
        let of = |totals: &BTreeMap<u16, u64>| totals.get(&netuid).copied().unwrap_or_default();
        let sum = |totals: &BTreeMap<u16, u64>| totals.values().sum::<u64>();
        let empty = BTreeMap::new();
        let before = std::iter::once(&empty).chain(self.samples.iter().map(|(_, totals)| totals));
        before
            .zip(&self.samples)
            .map(|(before, (block, after))| {
                let all = sum(after).saturating_sub(sum(before)).max(1);
                let own = of(after).saturating_sub(of(before));
                (*block, own as f64 / all as f64)
            })
            .collect()
    }

    /// The blocks that were sampled.
    pub fn blocks(&self) -> impl Iterator<Item = u32> + '_ {
        self.samples.iter().map(|(block, _)| *block)
    }
}
