//! When what a validator says now is heard.

use pallet_subnets::{Pallet as Subnets, SubnetEpochIndex};
use subtensor_runtime::Runtime;
use subtensor_types::NetUid;

/// The first epoch that sees what a block's calls write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NextEpoch {
    /// Its number: `SubnetEpochIndex` once it has run.
    pub(super) number: u64,
    /// The block in whose step it runs, if nothing puts it off again; none
    /// without a tempo.
    pub(super) block: Option<u64>,
}

impl NextEpoch {
    /// The epoch after the chain's block `block`, which is open.
    pub(super) fn after(netuid: NetUid, block: u32) -> Self {
        let start = Subnets::<Runtime>::epoch_schedule(netuid).next_epoch_start();
        Self {
            number: SubnetEpochIndex::<Runtime>::get(netuid) + 1,
            // One that is due still was put off by the step, to the next block.
            block: start.map(|start| start.max(u64::from(block) + 1)),
        }
    }
}
