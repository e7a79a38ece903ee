//! What belongs to no single network, in the form of the recordings.

use super::accounts::account_json;
use crate::runtimes::reference::{AccountId, Balances, Pools, Registration, Runtime};
use codec::Encode;
use pallet_staking::{
    Delegates, Lock, OwnedHotkeys, Owner, RootClaimable, RootClaimed, StakingHotkeys,
};
use pallet_subnets::{LastRateLimitedBlock, RateLimitKey, TotalNetworks};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// The chain-wide values. Balances are those of `accounts`, in their order.
pub fn global(accounts: &[AccountId]) -> Value {
    let balances: Vec<Value> = accounts
        .iter()
        .map(|account| {
            json!([
                account_json(account),
                Pools::coldkey_balance(account).to_u64()
            ])
        })
        .collect();
    json!({
        "balances": balances,
        "balances_total_issuance": Balances::total_issuance(),
        "block_emission_storage": pallet_pools::BlockEmission::<Runtime>::get(),
        "total_issuance": pallet_pools::TotalIssuance::<Runtime>::get().to_u64(),
        "total_stake": pallet_pools::TotalStake::<Runtime>::get().to_u64(),
        "root_claimable_bits": root_claimable(),
        "root_claimed": root_claimed(),
        "total_networks": TotalNetworks::<Runtime>::get(),
        "network_last_lock": pallet_registration::NetworkLastLockCost::<Runtime>::get().to_u64(),
        "network_last_lock_block":
            LastRateLimitedBlock::<Runtime>::get(RateLimitKey::NetworkLastRegistered),
        "lock_cost": lock_cost(),
        "owners": by_account(Owner::<Runtime>::iter(), account_json),
        "owned_hotkeys": by_account(OwnedHotkeys::<Runtime>::iter(), |all| accounts_json(all)),
        "staking_hotkeys": by_account(StakingHotkeys::<Runtime>::iter(), |all| accounts_json(all)),
        "delegates": by_account(Delegates::<Runtime>::iter(), |take| json!(take)),
        "coldkey_swap_announcements": announcements(),
        "coldkey_swap_disputes": by_account(
            pallet_registration::ColdkeySwapDisputes::<Runtime>::iter(),
            |block| json!(block),
        ),
        "locks_scale_hex": locks(),
    })
}

/// Every account there is, by number.
pub fn all_accounts() -> Vec<AccountId> {
    let mut accounts: Vec<AccountId> = frame_system::Account::<Runtime>::iter_keys().collect();
    accounts.sort_unstable();
    accounts
}

/// The lock cost in this block. Asking for it may write `BlockEmission`, as
/// everywhere; that is what the recording shows, too.
fn lock_cost() -> u64 {
    Registration::network_lock_cost().to_u64()
}

/// The entries of a map as `[account, value]`, by account.
fn by_account<V>(
    entries: impl Iterator<Item = (AccountId, V)>,
    json_of: impl Fn(&V) -> Value,
) -> Value {
    let sorted: BTreeMap<AccountId, V> = entries.collect();
    sorted
        .iter()
        .map(|(account, value)| json!([account_json(account), json_of(value)]))
        .collect()
}

fn accounts_json(accounts: &[AccountId]) -> Value {
    accounts.iter().map(account_json).collect()
}

/// Per hotkey what each unit of root stake may claim on each network.
pub fn root_claimable() -> Value {
    by_account(RootClaimable::<Runtime>::iter(), |rates| {
        rates
            .iter()
            .map(|(netuid, rate)| json!([netuid.get(), rate.to_bits().to_string()]))
            .collect()
    })
}

fn root_claimed() -> Value {
    let sorted: BTreeMap<_, u128> = RootClaimed::<Runtime>::iter().collect();
    sorted
        .iter()
        .map(|((netuid, hotkey, coldkey), claimed)| {
            json!([
                netuid.get(),
                account_json(hotkey),
                account_json(coldkey),
                claimed.to_string()
            ])
        })
        .collect()
}

fn announcements() -> Value {
    let entries: BTreeMap<AccountId, _> =
        pallet_registration::ColdkeySwapAnnouncements::<Runtime>::iter().collect();
    entries
        .iter()
        .map(|(coldkey, (when, hash))| {
            json!([account_json(coldkey), when, hex::encode(hash.as_bytes())])
        })
        .collect()
}

fn locks() -> Value {
    let sorted: BTreeMap<_, _> = Lock::<Runtime>::iter().collect();
    sorted
        .iter()
        .map(|((coldkey, netuid, hotkey), lock)| {
            json!([
                account_json(coldkey),
                netuid.get(),
                account_json(hotkey),
                hex::encode(lock.encode())
            ])
        })
        .collect()
}
