//! The coinbase: what happens to a block's TAO, in order.

use crate::{Config, CreditOf, Pallet};
use alloc::vec::Vec;
use frame_support::traits::Imbalance;
use pallet_pools::{Pallet as Pools, SubnetRootSellTao};
use pallet_subnets::{LastMechansimStepBlock, Pallet as Subnets};
use substrate_fixed::types::U96F32;
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Mints the TAO of this block, up to the cap (spec `emission` §2.2).
    pub fn mint_block_tao() -> CreditOf<T> {
        Pools::<T>::mint_tao(Pools::<T>::tao_block_emission())
    }

    /// The networks that take part in emission (spec `emission` §3). The block
    /// step does not change who does.
    pub fn eligible_netuids() -> Vec<NetUid> {
        let mut netuids = Subnets::<T>::non_root_netuids();
        netuids.retain(|netuid| Subnets::<T>::is_eligible_for_emission(*netuid));
        netuids
    }

    /// Splits the block's TAO among the eligible networks, lets alpha accrue and
    /// runs the epochs that are due on any network (spec `emission` §1.1). What no
    /// network can use is recycled. Alpha is emitted even when there is no TAO.
    pub fn run_coinbase(eligible: &[NetUid], credit: CreditOf<T>) {
        let block = Subnets::<T>::now();
        let block_emission = U96F32::saturating_from_num(credit.peek());
        let _ = SubnetRootSellTao::<T>::clear(u32::MAX, None);

        Self::update_root_scores(block);
        let split = Self::split_block_emission(eligible, block_emission, block);
        let terms = Self::injection_terms(eligible, &split.tao, block_emission);
        Self::inject_all(eligible, &terms, credit);
        Self::accrue_all(eligible, &terms, split.root_dividends_paid);

        let mut drained = Self::drain_pending(&Subnets::<T>::non_root_netuids(), block);
        drained.sort_by_key(|(netuid, _)| *netuid);
        for (netuid, amounts) in drained {
            Self::distribute_emission(netuid, amounts);
            LastMechansimStepBlock::<T>::insert(netuid, block);
        }
    }
}
