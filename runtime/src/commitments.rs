//! What the pallet of commitments has to do with networks, both ways.

use pallet_commitments::Networks;
use pallet_registration::OnNetworkDissolved;
use pallet_subnets::SubnetEpochIndex;
use subtensor_types::NetUid;

use crate::{AccountId, Commitments, Runtime, Subnets, Yuma};

/// The networks, for the pallet of commitments.
pub struct SubtensorNetworks;

impl Networks<AccountId> for SubtensorNetworks {
    fn is_neuron(netuid: NetUid, who: &AccountId) -> bool {
        Subnets::uid_of(netuid, who).is_ok()
    }

    // The main chain derives the number from the block or counts it, by version; all
    // that matters is that it changes with each epoch.
    fn epoch(netuid: NetUid) -> u64 {
        SubnetEpochIndex::<Runtime>::get(netuid)
    }

    fn reset_bonds(netuid: NetUid, who: &AccountId) {
        Yuma::do_reset_bonds(netuid, who);
    }
}

/// Forgets what was published on a network that is dissolved.
pub struct ForgetCommitments;

impl OnNetworkDissolved for ForgetCommitments {
    fn on_network_dissolved(netuid: NetUid) {
        Commitments::clear_network(netuid);
    }
}
