//! What a user sees before it acts: networks, neurons, stakes, prices.

use node_sim::Chain;
use pallet_pools::Pallet as Pools;
use pallet_staking::{OwnedHotkeys, Pallet as Staking, StakingHotkeys};
use pallet_subnets::{Keys, Pallet as Subnets, SubnetOwner, SubnetworkN};
use std::collections::BTreeMap;
use subtensor_runtime::{AccountId, Runtime};
use subtensor_types::NetUid;

/// A network.
#[derive(Clone, Debug)]
pub struct Network {
    /// Its owner's coldkey.
    pub owner: AccountId,
    /// Its neurons' hotkeys, in no particular order.
    pub neurons: Vec<AccountId>,
    /// The price of its alpha, in rao of TAO for 10⁹ rao of alpha.
    pub price: u64,
}

/// The networks of a chain, root among them.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// By number.
    pub networks: BTreeMap<u16, Network>,
}

/// Stake of a coldkey with a hotkey on a network.
#[derive(Clone, Debug)]
pub struct Position {
    /// The hotkey.
    pub hotkey: AccountId,
    /// The network.
    pub netuid: u16,
    /// How much, in rao of its alpha.
    pub alpha: u64,
}

impl View {
    /// Looks at a chain.
    pub fn of(chain: &mut Chain) -> Self {
        chain.query(|| {
            let networks = Subnets::<Runtime>::all_netuids()
                .into_iter()
                .map(|netuid| (netuid.get(), network(netuid)))
                .collect();
            Self { networks }
        })
    }

    /// The numbers of all networks but root.
    pub fn subnets(&self) -> Vec<u16> {
        self.networks
            .keys()
            .copied()
            .filter(|netuid| *netuid != 0)
            .collect()
    }
}

fn network(netuid: NetUid) -> Network {
    let price = Pools::<Runtime>::alpha_price(netuid).to_num::<f64>() * 1e9;
    Network {
        owner: SubnetOwner::<Runtime>::get(netuid),
        neurons: (0..SubnetworkN::<Runtime>::get(netuid))
            .map(|uid| Keys::<Runtime>::get(netuid, uid))
            .collect(),
        price: price as u64,
    }
}

/// All that a coldkey has staked.
pub fn positions(chain: &mut Chain, coldkey: &AccountId) -> Vec<Position> {
    chain.query(|| {
        let netuids = Subnets::<Runtime>::all_netuids();
        let mut found = Vec::new();
        for hotkey in StakingHotkeys::<Runtime>::get(coldkey) {
            for netuid in &netuids {
                let alpha = Staking::<Runtime>::stake_of(&hotkey, coldkey, *netuid).to_u64();
                if alpha > 0 {
                    found.push(Position {
                        hotkey: hotkey.clone(),
                        netuid: netuid.get(),
                        alpha,
                    });
                }
            }
        }
        found
    })
}

/// The hotkeys that belong to a coldkey.
pub fn owned(chain: &mut Chain, coldkey: &AccountId) -> Vec<AccountId> {
    chain.query(|| OwnedHotkeys::<Runtime>::get(coldkey))
}
