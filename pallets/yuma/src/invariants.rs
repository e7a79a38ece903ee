//! What always holds in the consensus rows.

use crate::{
    commits::MAX_UNREVEALED_COMMITS, Active, Config, Consensus, Dividends, Emission, Incentive,
    LastUpdate, Pallet, StakeWeight, TimelockedWeightCommits, ValidatorPermit, ValidatorTrust,
    WeightCommits,
};
use alloc::{collections::BTreeMap, vec::Vec};
use pallet_subnets::{Pallet as Subnets, SubnetEpochIndex, SubnetworkN};
use sp_runtime::TryRuntimeError;
use subtensor_types::{NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
    /// Checks that every vector has a cell per neuron (spec `registration` §8,
    /// invariant 2), and that queues of commits are within bounds and in order
    /// (spec `yuma` §16, 7).
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for netuid in Subnets::<T>::all_netuids() {
            if Subnets::<T>::subnet_exists(netuid) {
                Self::check_lengths(netuid)?;
            }
        }
        for (index, _, queue) in WeightCommits::<T>::iter() {
            if queue.len() > MAX_UNREVEALED_COMMITS {
                return Err("a queue of weight commits is too long".into());
            }
            Self::check_blocks(queue.iter().map(|commit| commit.2))?;
            // An epoch that is due counts as begun; a new tempo can call it off, and
            // the next commit is of the epoch before.
            let mut latest = 0;
            for (_, epoch, _, _) in queue {
                Self::check_epoch(index, epoch)?;
                if epoch.saturating_add(1) < latest {
                    return Err("a queue of weight commits is out of order".into());
                }
                latest = epoch.max(latest);
            }
        }
        for (index, epoch, queue) in TimelockedWeightCommits::<T>::iter() {
            Self::check_epoch(index, epoch)?;
            Self::check_blocks(queue.iter().map(|commit| commit.1))?;
            let mut counts: BTreeMap<T::AccountId, usize> = BTreeMap::new();
            for (hotkey, _, _, _) in queue {
                let count = counts.entry(hotkey).or_default();
                *count = count.saturating_add(1);
                if *count > MAX_UNREVEALED_COMMITS {
                    return Err("a hotkey has too many timelocked commits in an epoch".into());
                }
            }
        }
        Ok(())
    }

    /// Checks the blocks of a queue of commits: the oldest comes first.
    fn check_blocks(blocks: impl Iterator<Item = u64>) -> Result<(), TryRuntimeError> {
        let blocks: Vec<u64> = blocks.collect();
        if !blocks.is_sorted() {
            return Err("a queue of weight commits is out of order".into());
        }
        if blocks
            .last()
            .is_some_and(|&last| last > Subnets::<T>::now())
        {
            return Err("a weight commit is from a later block".into());
        }
        Ok(())
    }

    /// Checks that the epoch of a commit has begun or was due.
    fn check_epoch(index: NetUidStorageIndex, epoch: u64) -> Result<(), TryRuntimeError> {
        let (netuid, _) = index.split();
        if epoch > SubnetEpochIndex::<T>::get(netuid).saturating_add(1) {
            return Err("a weight commit is of a later epoch".into());
        }
        Ok(())
    }

    fn check_lengths(netuid: NetUid) -> Result<(), TryRuntimeError> {
        let neurons = usize::from(SubnetworkN::<T>::get(netuid));
        let main: NetUidStorageIndex = netuid.into();
        let lengths = [
            Active::<T>::get(netuid).len(),
            Emission::<T>::get(netuid).len(),
            Consensus::<T>::get(netuid).len(),
            Dividends::<T>::get(netuid).len(),
            ValidatorTrust::<T>::get(netuid).len(),
            ValidatorPermit::<T>::get(netuid).len(),
            Incentive::<T>::get(main).len(),
            LastUpdate::<T>::get(main).len(),
        ];
        if lengths.iter().any(|&length| length != neurons) {
            return Err("a consensus vector has not one cell per neuron".into());
        }
        // A new neuron or mechanism gets its cells with the next epoch.
        if StakeWeight::<T>::get(netuid).len() > neurons {
            return Err("StakeWeight has more cells than there are neurons".into());
        }
        for index in Self::mechanism_indices(netuid) {
            if Incentive::<T>::get(index).len() > neurons
                || LastUpdate::<T>::get(index).len() > neurons
            {
                return Err("a mechanism's vector has more cells than there are neurons".into());
            }
        }
        Ok(())
    }
}
