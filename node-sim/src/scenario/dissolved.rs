//! What a dissolved subnet left, and to whom.
//!
//! The chain's own event tells only that a network is gone. So a run looks at
//! who holds what before each call that may dissolve one, and afterwards at
//! the transfers from the network's account: the payout (spec chapter
//! `registration` §2).

use super::names::AccountBook;
use crate::{account::address, Chain, Receipt};
use pallet_pools::{SubnetAlphaIn, SubnetProtocolAlpha, SubnetTAO, TotalIssuance};
use pallet_staking::{AlphaV2, Pallet as Staking};
use pallet_subnets::{Event, Pallet as Subnets};
use serde::Serialize;
use std::collections::BTreeMap;
use subtensor_runtime::{balances_event, AccountId, Runtime, RuntimeEvent};
use subtensor_types::NetUid;

/// A subnet's end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dissolved {
    /// The number it had.
    pub netuid: u16,
    /// Its name in the scenario.
    pub name: Option<String>,
    /// The block it ended in.
    pub block: u32,
    /// The TAO of its pool, which is shared out; in rao.
    pub pot: u64,
    /// Who held its alpha, the largest holder first.
    pub holders: Vec<Holder>,
    /// Alpha in the pool and alpha the chain had bought, in rao: they take
    /// part like a holder's.
    pub protocol_alpha: u64,
    /// What falls to them: the pot without what the holders were paid. In rao.
    pub protocol_share: u64,
    /// TAO that ceased to exist with the subnet, in rao: the protocol's share
    /// and what fees had left on the subnet's account.
    pub recycled: u64,
}

/// Somebody who held alpha.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// The coldkey's address.
    pub coldkey: String,
    /// Its name in the scenario.
    pub name: Option<String>,
    /// The alpha, with all hotkeys together, in rao.
    pub alpha: u64,
    /// The TAO that came for it, in rao.
    pub tao: u64,
}

/// Who holds what, before a call.
#[derive(Debug)]
pub(super) struct Holdings {
    subnets: BTreeMap<u16, Subnet>,
    issuance: u64,
}

#[derive(Debug)]
struct Subnet {
    account: AccountId,
    pot: u64,
    protocol_alpha: u64,
    alpha: BTreeMap<AccountId, u64>,
}

/// Whether a call may dissolve a network, alone or among others.
pub(super) fn may_dissolve(call: &str) -> bool {
    call.contains("network") || call.starts_with("Utility.")
}

impl Holdings {
    /// Looks at all subnets.
    pub(super) fn of(chain: &mut Chain) -> Self {
        chain.query(|| {
            let mut subnets: BTreeMap<u16, Subnet> = Subnets::<Runtime>::non_root_netuids()
                .into_iter()
                .map(|netuid| (netuid.get(), subnet(netuid)))
                .collect();
            for ((hotkey, coldkey, netuid), _) in AlphaV2::<Runtime>::iter() {
                let stake = Staking::<Runtime>::stake_of(&hotkey, &coldkey, netuid).to_u64();
                if let Some(subnet) = subnets.get_mut(&netuid.get()).filter(|_| stake > 0) {
                    let held = subnet.alpha.entry(coldkey).or_default();
                    *held = held.saturating_add(stake);
                }
            }
            Self {
                subnets,
                issuance: TotalIssuance::<Runtime>::get().to_u64(),
            }
        })
    }

    /// The subnets that a call dissolved.
    pub(super) fn dissolved(
        &self,
        chain: &mut Chain,
        receipt: &Receipt,
        names: &AccountBook,
    ) -> Vec<Dissolved> {
        let issuance = chain.query(|| TotalIssuance::<Runtime>::get().to_u64());
        let removed = receipt.events.iter().filter_map(|event| match event {
            RuntimeEvent::SubtensorModule(Event::NetworkRemoved(netuid)) => Some(netuid.get()),
            _ => None,
        });
        removed
            .filter_map(|netuid| Some((netuid, self.subnets.get(&netuid)?)))
            .map(|(netuid, subnet)| {
                let holders = subnet.holders(receipt, names);
                let paid = holders.iter().map(|holder| holder.tao).sum();
                Dissolved {
                    netuid,
                    name: names.subnet_name(netuid).map(str::to_owned),
                    block: receipt.block,
                    pot: subnet.pot,
                    protocol_alpha: subnet.protocol_alpha,
                    protocol_share: subnet.pot.saturating_sub(paid),
                    recycled: self.issuance.saturating_sub(issuance),
                    holders,
                }
            })
            .collect()
    }
}

fn subnet(netuid: NetUid) -> Subnet {
    Subnet {
        account: Subnets::<Runtime>::subnet_account_unchecked(netuid),
        pot: SubnetTAO::<Runtime>::get(netuid).to_u64(),
        protocol_alpha: SubnetAlphaIn::<Runtime>::get(netuid)
            .to_u64()
            .saturating_add(SubnetProtocolAlpha::<Runtime>::get(netuid).to_u64()),
        alpha: BTreeMap::new(),
    }
}

impl Subnet {
    fn holders(&self, receipt: &Receipt, names: &AccountBook) -> Vec<Holder> {
        let mut paid: BTreeMap<&AccountId, u64> = BTreeMap::new();
        for event in &receipt.events {
            if let RuntimeEvent::Balances(balances_event::Event::Transfer { from, to, amount }) =
                event
            {
                if *from == self.account {
                    let sum = paid.entry(to).or_default();
                    *sum = sum.saturating_add(*amount);
                }
            }
        }
        let mut holders: Vec<Holder> = self
            .alpha
            .iter()
            .map(|(coldkey, alpha)| Holder {
                coldkey: address(coldkey),
                name: names.name_of(coldkey).map(str::to_owned),
                alpha: *alpha,
                tao: paid.get(coldkey).copied().unwrap_or_default(),
            })
            .collect();
        holders.sort_by(|a, b| b.alpha.cmp(&a.alpha).then(a.coldkey.cmp(&b.coldkey)));
        holders
    }
}
