//! Laws that span pallets or that no pallet states itself (spec chapter
//! `registration` §8, chapter `pools-and-staking` §9).

use node_sim::Chain;
use pallet_registration::{Burn, MaxBurn, MinBurn, NetworkMinLockCost, RegistrationsThisBlock};
use pallet_staking::{OwnedHotkeys, Owner};
use pallet_subnets::{
    IsNetworkMember, Keys, MaxAllowedUids, NetworksAdded, Pallet as Subnets, SubnetworkN,
};
use std::collections::BTreeSet;
use subtensor_runtime::{AccountId, Runtime};

/// What holds after each block: the sum of all balances is what is issued,
/// `IsNetworkMember` mirrors `Keys`, no network has more neurons than it may,
/// and owners and what they own mirror each other.
///
/// # Errors
///
/// The first law that does not hold.
pub fn laws_after_block(chain: &mut Chain) -> Result<(), String> {
    chain.query(|| {
        balances_are_issued()?;
        members_are_keys()?;
        owners_own()
    })
}

/// What holds when a block's step is over: prices of registration lie within
/// their bounds, and nobody has registered yet.
///
/// # Errors
///
/// The first law that does not hold.
pub fn laws_after_opening(chain: &mut Chain) -> Result<(), String> {
    chain.query(|| {
        for netuid in Subnets::<Runtime>::non_root_netuids() {
            let (low, high) = (
                MinBurn::<Runtime>::get(netuid),
                MaxBurn::<Runtime>::get(netuid),
            );
            let burn = Burn::<Runtime>::get(netuid);
            // Bounds that contradict each other bind nobody.
            if low <= high && !(low..=high).contains(&burn) {
                return Err(format!(
                    "the burn price of network {} is out of its bounds",
                    netuid.get()
                ));
            }
            if RegistrationsThisBlock::<Runtime>::get(netuid) != 0 {
                return Err("a block begins with registrations".to_owned());
            }
        }
        let cost = pallet_registration::Pallet::<Runtime>::network_lock_cost();
        if cost < NetworkMinLockCost::<Runtime>::get() {
            return Err("the lock cost is below its minimum".to_owned());
        }
        Ok(())
    })
}

fn balances_are_issued() -> Result<(), String> {
    let held: u128 = frame_system::Account::<Runtime>::iter_values()
        .map(|account| u128::from(account.data.free) + u128::from(account.data.reserved))
        .sum();
    let issued = u128::from(pallet_balances::TotalIssuance::<Runtime>::get());
    if held == issued {
        Ok(())
    } else {
        Err(format!("accounts hold {held} rao, {issued} are issued"))
    }
}

fn members_are_keys() -> Result<(), String> {
    let members: BTreeSet<_> = IsNetworkMember::<Runtime>::iter()
        .filter(|(_, _, member)| *member)
        .map(|(hotkey, netuid, _)| (netuid, hotkey))
        .collect();
    let mut keys = BTreeSet::new();
    for netuid in NetworksAdded::<Runtime>::iter_keys() {
        keys.extend(Keys::<Runtime>::iter_prefix_values(netuid).map(|hotkey| (netuid, hotkey)));
        if SubnetworkN::<Runtime>::get(netuid) > MaxAllowedUids::<Runtime>::get(netuid)
            && !netuid.is_root()
        {
            return Err("a network has more neurons than it may".to_owned());
        }
    }
    if members == keys {
        Ok(())
    } else {
        Err("IsNetworkMember and Keys disagree".to_owned())
    }
}

fn owners_own() -> Result<(), String> {
    let owners: BTreeSet<(AccountId, AccountId)> = Owner::<Runtime>::iter()
        .map(|(hotkey, coldkey)| (coldkey, hotkey))
        .collect();
    let mut owned = BTreeSet::new();
    for (coldkey, hotkeys) in OwnedHotkeys::<Runtime>::iter() {
        for hotkey in hotkeys {
            if !owned.insert((coldkey.clone(), hotkey)) {
                return Err("a hotkey is owned twice by the same coldkey".to_owned());
            }
        }
    }
    if owners == owned {
        Ok(())
    } else {
        Err("Owner and OwnedHotkeys disagree".to_owned())
    }
}
