//! Which networks have their epoch in this block, and what it pays out
//! (spec `emission` §7.3).

use crate::{
    Config, Pallet, PendingAlphaSwapped, PendingOwnerCut, PendingRootAlphaDivs, PendingRootDivs,
    PendingServerEmission, PendingValidatorEmission,
};
use alloc::{collections::BTreeSet, vec::Vec};
use pallet_subnets::{
    BlocksSinceLastStep, Event, Keys, LastEpochBlock, MaxEpochsPerBlock, Pallet as Subnets,
    PendingEpochAt, SubnetEpochIndex,
};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// What one epoch pays out, in rao.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Drained {
    /// For miners.
    pub server: AlphaBalance,
    /// For validators and their nominators.
    pub validator: AlphaBalance,
    /// For root stakers.
    pub root: AlphaBalance,
    /// For root stakers, where their alpha was sold in each block.
    pub root_tao: TaoBalance,
    /// The alpha that was sold for it.
    pub root_sold: AlphaBalance,
    /// For the owner.
    pub owner: AlphaBalance,
}

impl<T: Config> Pallet<T> {
    /// Takes what is pending on every network whose epoch is due, up to
    /// `MaxEpochsPerBlock` of them in the order given; further ones are deferred
    /// to the next block. A network whose locks say so gets its new owner here, who
    /// then gets the cut of this epoch.
    pub fn drain_pending(netuids: &[NetUid], block: u64) -> Vec<(NetUid, Drained)> {
        let most = usize::from(MaxEpochsPerBlock::<T>::get());
        let mut drained = Vec::new();
        for &netuid in netuids {
            BlocksSinceLastStep::<T>::mutate(netuid, |blocks| *blocks = blocks.saturating_add(1));
            if !Subnets::<T>::should_run_epoch(netuid, block) {
                continue;
            }
            if drained.len() >= most {
                let next = block.saturating_add(1);
                PendingEpochAt::<T>::insert(netuid, next);
                Subnets::<T>::deposit_event(Event::EpochDeferred {
                    netuid,
                    from_block: block,
                    to_block: next,
                });
                continue;
            }
            if Self::is_epoch_input_consistent(netuid) {
                BlocksSinceLastStep::<T>::insert(netuid, 0);
                drained.push((netuid, Self::take_pending(netuid)));
                Self::change_owner_by_conviction(netuid);
            } else {
                Subnets::<T>::deposit_event(Event::EpochSkipped { netuid, block });
            }
            LastEpochBlock::<T>::insert(netuid, block);
            PendingEpochAt::<T>::insert(netuid, 0);
            SubnetEpochIndex::<T>::mutate(netuid, |index| *index = index.saturating_add(1));
        }
        drained
    }

    /// The networks, of those given, whose epoch [`Self::drain_pending`] will defer in
    /// this block. Their timelocked weights are not revealed until the epoch runs, so
    /// that it sees what it would have seen in time (spec `emission` §7.4).
    ///
    /// To be asked before the coinbase. `BlocksSinceLastStep` is then a block behind,
    /// so in the block in which the safety net of §7.1 first catches a network this
    /// does not see it as due; the main chain's view differs in the same way.
    pub fn epochs_deferred(netuids: &[NetUid], block: u64) -> BTreeSet<NetUid> {
        let most = usize::from(MaxEpochsPerBlock::<T>::get());
        let mut running: usize = 0;
        let mut deferred = BTreeSet::new();
        for &netuid in netuids {
            if !Subnets::<T>::should_run_epoch(netuid, block) {
                continue;
            }
            if running >= most {
                deferred.insert(netuid);
            } else if Self::is_epoch_input_consistent(netuid) {
                running = running.saturating_add(1);
            }
        }
        deferred
    }

    fn take_pending(netuid: NetUid) -> Drained {
        Drained {
            server: PendingServerEmission::<T>::mutate(netuid, core::mem::take),
            validator: PendingValidatorEmission::<T>::mutate(netuid, core::mem::take),
            root: PendingRootAlphaDivs::<T>::mutate(netuid, core::mem::take),
            root_tao: PendingRootDivs::<T>::take(netuid),
            root_sold: PendingAlphaSwapped::<T>::take(netuid),
            owner: PendingOwnerCut::<T>::mutate(netuid, core::mem::take),
        }
    }

    /// Whether no hotkey holds two uids: consensus would count it twice.
    fn is_epoch_input_consistent(netuid: NetUid) -> bool {
        let mut seen = BTreeSet::new();
        Keys::<T>::iter_prefix_values(netuid).all(|hotkey| seen.insert(hotkey))
    }
}
