//! Locks: spec `pools-and-staking` §4.9 and the rows of §10.8.

mod availability;
mod calls;
mod keys;
mod ownership;
mod sums;
mod transfers;

use super::mock::*;
use crate::{DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, Lock, LockState, OwnerLock};
use sp_runtime::{AccountId32, DispatchResult};
use substrate_fixed::types::U64F64;
use subtensor_types::NetUid;

/// The time constant of all locks, in blocks.
const RATE: u64 = 934_866;

fn lock_stake(
    coldkey: &AccountId32,
    hotkey: &AccountId32,
    netuid: NetUid,
    rao: u64,
) -> DispatchResult {
    call(|| Staking::do_lock_stake(coldkey, hotkey, netuid, alpha(rao)))
}

/// A lock, or a sum of them, at block 1.
fn state(mass: u64, conviction: u64) -> LockState {
    state_at(mass, conviction, 1)
}

fn state_at(mass: u64, conviction: u64, block: u64) -> LockState {
    LockState {
        locked_mass: alpha(mass),
        conviction: U64F64::from_num(conviction),
        last_update: block,
    }
}

/// Stores a lock on [`ONE`] and adds it to its sum.
fn set_lock(coldkey: &AccountId32, hotkey: &AccountId32, lock: LockState) {
    crate::LockingColdkeys::<Test>::insert((ONE, hotkey, coldkey), ());
    Lock::<Test>::insert((coldkey, ONE, hotkey), lock);
    let perpetual = crate::DecayingLock::<Test>::get(coldkey, ONE) == Some(false);
    let add = |sum: &mut Option<LockState>| *sum = Some(sum.map_or(lock, |sum| sum.merged(lock)));
    if perpetual {
        HotkeyLock::<Test>::mutate(ONE, hotkey, add);
    } else {
        DecayingHotkeyLock::<Test>::mutate(ONE, hotkey, add);
    }
}

/// The lock that is stored for a coldkey on [`ONE`].
fn lock_of(coldkey: &AccountId32) -> Option<(AccountId32, LockState)> {
    Staking::lock_of(coldkey, ONE)
}

/// The sums to a hotkey on [`ONE`]: perpetual, decaying.
fn sums(hotkey: &AccountId32) -> [Option<LockState>; 2] {
    [
        HotkeyLock::<Test>::get(ONE, hotkey),
        DecayingHotkeyLock::<Test>::get(ONE, hotkey),
    ]
}

/// The sums to the owner hotkey of [`ONE`]: perpetual, decaying.
fn owner_sums() -> [Option<LockState>; 2] {
    [
        OwnerLock::<Test>::get(ONE),
        DecayingOwnerLock::<Test>::get(ONE),
    ]
}
