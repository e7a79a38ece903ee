//! Recorded actions as calls of the runtime.

use super::accounts::account_of;
use crate::{
    runtimes::reference::{AccountId, Runtime, RuntimeCall, RuntimeOrigin},
    vectors::{bool_of, field, list_of, str_of, u16_of, u64_of},
};
use anyhow::{bail, Context, Result};
use codec::Compact;
use pallet_subtensor::Call;
use serde_json::Value;
use sp_core::H256;
use std::collections::BTreeSet;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// Who sends the action: `root`, or the account under `signer`.
///
/// # Errors
///
/// When the action names neither.
pub fn origin(action: &Value) -> Result<RuntimeOrigin> {
    match field(action, "signer")? {
        Value::String(name) if name == "root" => Ok(RuntimeOrigin::root()),
        signer => Ok(RuntimeOrigin::signed(account_of(signer)?)),
    }
}

/// The call that an action makes, or nothing when this version has no such call.
///
/// # Errors
///
/// When an argument is missing or of another kind.
pub fn call(action: &Value) -> Result<Option<RuntimeCall>> {
    let account = |name: &str| account_of(field(action, name)?);
    let netuid = |name: &str| Ok::<_, anyhow::Error>(NetUid::new(u16_of(action, name)?));
    let tao = |name: &str| Ok::<_, anyhow::Error>(TaoBalance::new(u64_of(action, name)?));
    let alpha = || Ok::<_, anyhow::Error>(AlphaBalance::new(u64_of(action, "amount")?));

    let call: Call<Runtime> = match str_of(action, "op")? {
        "set_weights" => Call::set_weights {
            netuid: netuid("netuid")?,
            dests: numbers(action, "dests")?,
            weights: numbers(action, "weights")?,
            version_key: u64_of(action, "version_key")?,
        },
        "commit_weights" => Call::commit_weights {
            netuid: netuid("netuid")?,
            commit_hash: hash_of(field(action, "commit_hash")?)?,
        },
        "batch_commit_weights" => Call::batch_commit_weights {
            netuids: numbers(action, "netuids")?
                .into_iter()
                .map(|netuid| Compact(NetUid::new(netuid)))
                .collect(),
            commit_hashes: list_of(action, "commit_hashes")?
                .iter()
                .map(hash_of)
                .collect::<Result<_>>()?,
        },
        "reveal_weights" => Call::reveal_weights {
            netuid: netuid("netuid")?,
            uids: numbers(action, "uids")?,
            values: numbers(action, "values")?,
            salt: numbers(action, "salt")?,
            version_key: u64_of(action, "version_key")?,
        },
        "batch_reveal_weights" => Call::batch_reveal_weights {
            netuid: netuid("netuid")?,
            uids_list: rows(action, "uids_list")?,
            values_list: rows(action, "values_list")?,
            salts_list: rows(action, "salts_list")?,
            version_keys: list_of(action, "version_keys")?
                .iter()
                .map(|key| u64_of(key, ""))
                .collect::<Result<_>>()?,
        },
        "add_stake" => Call::add_stake {
            hotkey: account("hotkey")?,
            netuid: netuid("netuid")?,
            amount_staked: tao("amount")?,
        },
        "remove_stake" => Call::remove_stake {
            hotkey: account("hotkey")?,
            netuid: netuid("netuid")?,
            amount_unstaked: alpha()?,
        },
        "add_stake_limit" => Call::add_stake_limit {
            hotkey: account("hotkey")?,
            netuid: netuid("netuid")?,
            amount_staked: tao("amount")?,
            limit_price: tao("limit_price")?,
            allow_partial: bool_of(action, "allow_partial")?,
        },
        "remove_stake_limit" => Call::remove_stake_limit {
            hotkey: account("hotkey")?,
            netuid: netuid("netuid")?,
            amount_unstaked: alpha()?,
            limit_price: tao("limit_price")?,
            allow_partial: bool_of(action, "allow_partial")?,
        },
        "unstake_all" => Call::unstake_all {
            hotkey: account("hotkey")?,
        },
        "move_stake" => Call::move_stake {
            origin_hotkey: account("origin_hotkey")?,
            destination_hotkey: account("destination_hotkey")?,
            origin_netuid: netuid("origin_netuid")?,
            destination_netuid: netuid("destination_netuid")?,
            alpha_amount: alpha()?,
        },
        "transfer_stake" => Call::transfer_stake {
            destination_coldkey: account("destination_coldkey")?,
            hotkey: account("hotkey")?,
            origin_netuid: netuid("origin_netuid")?,
            destination_netuid: netuid("destination_netuid")?,
            alpha_amount: alpha()?,
        },
        "swap_stake" => Call::swap_stake {
            hotkey: account("hotkey")?,
            origin_netuid: netuid("origin_netuid")?,
            destination_netuid: netuid("destination_netuid")?,
            alpha_amount: alpha()?,
        },
        "recycle_alpha" => Call::recycle_alpha {
            hotkey: account("hotkey")?,
            amount: alpha()?,
            netuid: netuid("netuid")?,
        },
        "burn_alpha" => Call::burn_alpha {
            hotkey: account("hotkey")?,
            amount: alpha()?,
            netuid: netuid("netuid")?,
        },
        "decrease_take" => Call::decrease_take {
            hotkey: account("hotkey")?,
            take: u16_of(action, "take")?,
        },
        "increase_take" => Call::increase_take {
            hotkey: account("hotkey")?,
            take: u16_of(action, "take")?,
        },
        "claim_root" => Call::claim_root {
            subnets: numbers(action, "subnets")?
                .into_iter()
                .map(NetUid::new)
                .collect::<BTreeSet<_>>(),
        },
        "set_children" => Call::set_children {
            hotkey: account("hotkey")?,
            netuid: netuid("netuid")?,
            children: children(action)?,
        },
        "burned_register" => Call::burned_register {
            netuid: netuid("netuid")?,
            hotkey: account("hotkey")?,
        },
        "register_limit" => Call::register_limit {
            netuid: netuid("netuid")?,
            hotkey: account("hotkey")?,
            limit_price: u64_of(action, "limit_price")?,
        },
        "root_register" => Call::root_register {
            hotkey: account("hotkey")?,
        },
        "register_network" => Call::register_network {
            hotkey: account("hotkey")?,
        },
        "swap_hotkey" => Call::swap_hotkey {
            hotkey: account("hotkey")?,
            new_hotkey: account("new_hotkey")?,
            netuid: optional_netuid(action)?,
        },
        "swap_hotkey_v2" => Call::swap_hotkey_v2 {
            hotkey: account("hotkey")?,
            new_hotkey: account("new_hotkey")?,
            netuid: optional_netuid(action)?,
            keep_stake: bool_of(action, "keep_stake")?,
        },
        "dissolve_network" => Call::dissolve_network {
            coldkey: account("coldkey")?,
            netuid: netuid("netuid")?,
        },
        "root_dissolve_network" => Call::root_dissolve_network {
            netuid: netuid("netuid")?,
        },
        "start_call" => Call::start_call {
            netuid: netuid("netuid")?,
        },
        "announce_coldkey_swap" => Call::announce_coldkey_swap {
            new_coldkey_hash: hash_of(field(action, "new_coldkey_hash")?)?,
        },
        "swap_coldkey_announced" => Call::swap_coldkey_announced {
            new_coldkey: account("new_coldkey")?,
        },
        "dispute_coldkey_swap" => Call::dispute_coldkey_swap {},
        "clear_coldkey_swap_announcement" => Call::clear_coldkey_swap_announcement {},
        "reset_coldkey_swap" => Call::reset_coldkey_swap {
            coldkey: account("coldkey")?,
        },
        "swap_coldkey" => Call::swap_coldkey {
            old_coldkey: account("old_coldkey")?,
            new_coldkey: account("new_coldkey")?,
            swap_cost: tao("swap_cost")?,
        },
        _ => return Ok(None),
    };
    Ok(Some(RuntimeCall::SubtensorModule(call)))
}

/// Carries out a `storage_set`: a plain write that stands for a call of root.
///
/// # Errors
///
/// When the item is not known or the value does not fit it.
pub fn write_storage(action: &Value) -> Result<()> {
    let netuid = NetUid::new(u16_of(action, "netuid")?);
    let short = || u16_of(action, "value");
    match str_of(action, "item")? {
        "CommitRevealWeightsEnabled" => {
            pallet_subnets::CommitRevealWeightsEnabled::<Runtime>::insert(netuid, short()? != 0);
        }
        "RevealPeriodEpochs" => {
            let epochs = u64_of(action, "value")?;
            pallet_subnets::RevealPeriodEpochs::<Runtime>::insert(netuid, epochs);
        }
        "SubnetEmissionEnabled" => {
            pallet_subnets::SubnetEmissionEnabled::<Runtime>::insert(netuid, short()? != 0);
        }
        "WeightsSetRateLimit" => {
            let blocks = u64_of(action, "value")?;
            pallet_subnets::WeightsSetRateLimit::<Runtime>::insert(netuid, blocks);
        }
        "Tempo" => pallet_subnets::Tempo::<Runtime>::insert(netuid, short()?),
        "MaxAllowedUids" => pallet_subnets::MaxAllowedUids::<Runtime>::insert(netuid, short()?),
        "ImmunityPeriod" => pallet_subnets::ImmunityPeriod::<Runtime>::insert(netuid, short()?),
        "MinNonImmuneUids" => {
            pallet_subnets::MinNonImmuneUids::<Runtime>::insert(netuid, short()?);
        }
        "BurnHalfLife" => pallet_registration::BurnHalfLife::<Runtime>::insert(netuid, short()?),
        other => bail!("`storage_set` of {other} is not known"),
    }
    Ok(())
}

/// The network under `netuid`, or all of them where there is none.
fn optional_netuid(action: &Value) -> Result<Option<NetUid>> {
    match field(action, "netuid")? {
        Value::Null => Ok(None),
        _ => Ok(Some(NetUid::new(u16_of(action, "netuid")?))),
    }
}

/// The numbers of a list.
pub(super) fn numbers(action: &Value, name: &str) -> Result<Vec<u16>> {
    list_of(action, name)?
        .iter()
        .map(|value| u16_of(value, ""))
        .collect()
}

fn rows(action: &Value, name: &str) -> Result<Vec<Vec<u16>>> {
    list_of(action, name)?
        .iter()
        .map(|row| numbers(row, ""))
        .collect()
}

fn hash_of(value: &Value) -> Result<H256> {
    let mut hash = H256::zero();
    hex::decode_to_slice(str_of(value, "")?, &mut hash.0)
        .with_context(|| format!("{value} is no hash"))?;
    Ok(hash)
}

fn children(action: &Value) -> Result<Vec<(u64, AccountId)>> {
    list_of(action, "children")?
        .iter()
        .map(|link| Ok((u64_of(link, "0")?, account_of(field(link, "1")?)?)))
        .collect()
}
