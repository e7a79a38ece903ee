//! Putting a hotkey in the place of another: spec `registration` §5 and §9,
//! row 80. What each pallet moves is tested there in detail; here, that all of
//! it moves, what is checked first, and what it costs.

mod moves;
mod rules;

use super::mock::*;
use crate::LastHotkeySwapOnNetuid;
use frame_support::assert_ok;
use pallet_pools::SubnetAlphaOut;
use pallet_subnets::{LastRateLimitedBlock, NetworksAdded, RateLimitKey};
use sp_runtime::DispatchResult;
use subtensor_types::{AlphaBalance, NetUid};

pub const ROOT: NetUid = NetUid::ROOT;
pub const TWO: NetUid = NetUid::new(2);
pub const THREE: NetUid = NetUid::new(3);

/// What swaps cost in the reference's tests, in rao (spec §9).
pub const COST: u64 = 1_000_000_000;
pub const COST_ON_ONE: u64 = 10_000_000;
/// Blocks between two swaps on one network, there.
pub const INTERVAL: u64 = 15;

/// The coldkey, its hotkey, and the one that takes its place.
pub const COLD: u16 = 1;
pub const OLD: u16 = 2;
pub const NEW: u16 = 3;
/// Somebody else, who stakes to the hotkey.
pub const STAKER: u16 = 4;

pub fn swap(
    old: u16,
    new: u16,
    netuid: impl Into<Option<NetUid>>,
    keep_stake: bool,
) -> DispatchResult {
    let (old, new, netuid) = (account(old), account(new), netuid.into());
    call(|| Registration::do_swap_hotkey(&account(COLD), &old, &new, netuid, keep_stake))
}

/// A chain at block 100, in which nothing has been swapped yet: root and three
/// networks, and a rich coldkey whose hotkey has a uid on root and on the first
/// two networks.
pub fn with_neuron(test: impl FnOnce()) {
    at_block(100, || {
        NetworksAdded::<Test>::insert(ROOT, true);
        for netuid in [NETUID, TWO, THREE] {
            add_pool(netuid, 1_000_000_000_000, 1_000_000_000_000);
            set_price(netuid, 1_000, 0, u64::MAX);
        }
        pallet_subnets::TotalNetworks::<Test>::put(4);
        fund(&account(COLD), 100_000_000_000);
        assert_ok!(register(NETUID, COLD, OLD));
        assert_ok!(register(TWO, COLD, OLD));
        Registration::append_neuron(ROOT, &account(OLD));
        System::reset_events();
        test();
    });
}

pub fn stake(netuid: NetUid, hotkey: u16, coldkey: u16, alpha: u64) {
    let alpha = AlphaBalance::new(alpha);
    SubnetAlphaOut::<Test>::mutate(netuid, |total| *total += alpha);
    Staking::increase_stake(&account(hotkey), &account(coldkey), netuid, alpha);
}

pub fn staked(netuid: NetUid, hotkey: u16, coldkey: u16) -> u64 {
    Staking::stake_of(&account(hotkey), &account(coldkey), netuid).to_u64()
}

pub fn last_swap(netuid: NetUid) -> Option<u64> {
    LastHotkeySwapOnNetuid::<Test>::try_get(netuid, account(COLD)).ok()
}

pub fn last_tx(of: u16) -> Option<u64> {
    LastRateLimitedBlock::<Test>::try_get(RateLimitKey::LastTxBlock(account(of))).ok()
}

/// Lets the coldkey have this many rao.
pub fn set_balance(rao: u64) {
    let owned = balance(&account(COLD));
    if owned < rao {
        fund(&account(COLD), rao - owned);
    } else {
        assert_ok!(Pools::recycle_tao(&account(COLD), (owned - rao).into()));
    }
}
