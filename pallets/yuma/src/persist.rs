//! What an epoch writes.
//!
//! Terms are gathered in the order of uids and written by position, so a hole
//! in `Keys` would shift the uids behind it, as on the main chain.
//!
//! Source: spec chapter `yuma` §7, §8.

use crate::{
    epoch::Network, Active, Bonds, Config, Consensus, Dividends, Emission, Incentive, StakeWeight,
    ValidatorPermit, ValidatorTrust,
};
use alloc::vec::Vec;
use pallet_subnets::{Event, Pallet as Subnets};
use subtensor_math::yuma::{EpochOutput, MechanismTotals};
use subtensor_types::{AlphaBalance, NetUidStorageIndex};

impl<T: Config> Network<T> {
    /// The cells of the uids that have a key, in order.
    fn by_position<V: Copy + Default>(&self, cells: &[V]) -> Vec<V> {
        self.keys
            .iter()
            .map(|(uid, _)| cells.get(usize::from(*uid)).copied().unwrap_or_default())
            .collect()
    }

    fn amounts(&self, cells: &[u64]) -> Vec<AlphaBalance> {
        self.by_position(cells)
            .into_iter()
            .map(AlphaBalance::new)
            .collect()
    }

    /// Stores the incentive and the bonds of one mechanism.
    pub(crate) fn persist_mechanism(&self, index: NetUidStorageIndex, output: &EpochOutput) {
        Incentive::<T>::insert(index, self.by_position(&output.incentive));
        let rows: Vec<&[(u16, u16)]> = output.bonds.rows().collect();
        for (position, row) in (0u16..=u16::MAX).zip(self.by_position(&rows)) {
            Bonds::<T>::insert(index, position, row.to_vec());
        }
        Subnets::<T>::deposit_event(Event::IncentiveAlphaEmittedToMiners {
            netuid: index,
            emissions: self.amounts(&output.server_emission),
        });
    }

    /// Stores the combined terms.
    pub(crate) fn persist_network(&self, totals: &MechanismTotals) {
        let netuid = self.netuid;
        Active::<T>::insert(netuid, self.by_position(&totals.active));
        Emission::<T>::insert(netuid, self.amounts(&totals.emission));
        Consensus::<T>::insert(netuid, self.by_position(&totals.consensus));
        Dividends::<T>::insert(netuid, self.by_position(&totals.dividends));
        ValidatorTrust::<T>::insert(netuid, self.by_position(&totals.validator_trust));
        ValidatorPermit::<T>::insert(netuid, self.by_position(&totals.validator_permit));
        StakeWeight::<T>::insert(netuid, self.by_position(&totals.stake_weight));
    }

    /// What each hotkey earned by serving and by validating, in the order of
    /// accounts.
    pub(crate) fn payouts(
        self,
        totals: &MechanismTotals,
    ) -> Vec<(T::AccountId, AlphaBalance, AlphaBalance)> {
        let server = self.amounts(&totals.server_emission);
        let validator = self.amounts(&totals.validator_emission);
        let mut rows: Vec<_> = self
            .keys
            .into_iter()
            .zip(server)
            .zip(validator)
            .map(|(((_, hotkey), server), validator)| (hotkey, server, validator))
            .collect();
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        rows
    }
}
