//! One network's state in the form of the recordings.

use super::accounts::account_json;
use crate::runtimes::reference::{AccountId, Pools, Runtime};
use pallet_pools::*;
use pallet_registration::*;
use pallet_staking::{ChildKeys, PendingChildKeys};
use pallet_subnets::*;
use pallet_taoflow::*;
use pallet_yuma::*;
use serde_json::{json, Map, Value};
use std::collections::BTreeMap;
use substrate_fixed::types::I64F64;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// Every added network, by netuid; root only `with_root`.
pub fn subnets(with_root: bool) -> Value {
    let mut netuids: Vec<NetUid> = NetworksAdded::<Runtime>::iter()
        .filter(|(netuid, added)| *added && (with_root || !netuid.is_root()))
        .map(|(netuid, _)| netuid)
        .collect();
    netuids.sort_unstable();
    netuids.into_iter().map(subnet).collect()
}

/// Everything that the recordings have of one network.
pub fn subnet(netuid: NetUid) -> Value {
    let mut fields = Map::new();
    for part in [
        parameters(netuid),
        pool(netuid),
        emission(netuid),
        schedule(netuid),
        neurons(netuid),
        links(netuid),
        commits(netuid),
    ] {
        if let Value::Object(part) = part {
            fields.extend(part);
        }
    }
    Value::Object(fields)
}

fn parameters(netuid: NetUid) -> Value {
    json!({
        "netuid": netuid.get(),
        "owner_coldkey": account_json(&SubnetOwner::<Runtime>::get(netuid)),
        "owner_hotkey": SubnetOwnerHotkey::<Runtime>::try_get(netuid)
            .map_or(Value::Null, |hotkey| account_json(&hotkey)),
        "registered_at": NetworkRegisteredAt::<Runtime>::get(netuid),
        "registered_subnet_counter": RegisteredSubnetCounter::<Runtime>::get(netuid),
        "registration_allowed": NetworkRegistrationAllowed::<Runtime>::get(netuid),
        "registrations_this_block": RegistrationsThisBlock::<Runtime>::get(netuid),
        "rao_recycled_for_registration":
            RAORecycledForRegistration::<Runtime>::get(netuid).to_u64(),
        "burn": Burn::<Runtime>::get(netuid).to_u64(),
        "immunity_period": ImmunityPeriod::<Runtime>::get(netuid),
        "immune_owner_uids_limit": ImmuneOwnerUidsLimit::<Runtime>::get(netuid),
        "max_allowed_uids": MaxAllowedUids::<Runtime>::get(netuid),
        "min_non_immune_uids": MinNonImmuneUids::<Runtime>::get(netuid),
        "emission_enabled": SubnetEmissionEnabled::<Runtime>::get(netuid),
        "subtoken_enabled": SubtokenEnabled::<Runtime>::get(netuid),
        "first_emission_block": FirstEmissionBlockNumber::<Runtime>::get(netuid),
        "token_symbol_hex": hex::encode(TokenSymbol::<Runtime>::get(netuid)),
    })
}

fn pool(netuid: NetUid) -> Value {
    json!({
        "subnet_tao": SubnetTAO::<Runtime>::get(netuid).to_u64(),
        "subnet_alpha_in": SubnetAlphaIn::<Runtime>::get(netuid).to_u64(),
        "subnet_alpha_out": SubnetAlphaOut::<Runtime>::get(netuid).to_u64(),
        "subnet_volume": SubnetVolume::<Runtime>::get(netuid).to_string(),
        "locked": SubnetLocked::<Runtime>::get(netuid).to_u64(),
        "protocol_alpha": SubnetProtocolAlpha::<Runtime>::get(netuid).to_u64(),
        "protocol_flow": SubnetProtocolFlow::<Runtime>::get(netuid),
        "tao_flow": SubnetTaoFlow::<Runtime>::get(netuid),
        "root_sell_tao": SubnetRootSellTao::<Runtime>::get(netuid).to_u64(),
        "price_bits": Pools::alpha_price(netuid).to_bits().to_string(),
        "moving_price_bits": SubnetMovingPrice::<Runtime>::get(netuid).to_bits().to_string(),
        "quote_weight_perquintill":
            pallet_swap::SwapBalancer::<Runtime>::get(netuid).quote().deconstruct(),
    })
}

fn emission(netuid: NetUid) -> Value {
    json!({
        "alpha_in_emission": SubnetAlphaInEmission::<Runtime>::get(netuid).to_u64(),
        "alpha_out_emission": SubnetAlphaOutEmission::<Runtime>::get(netuid).to_u64(),
        "tao_in_emission": SubnetTaoInEmission::<Runtime>::get(netuid).to_u64(),
        "excess_tao": SubnetExcessTao::<Runtime>::get(netuid).to_u64(),
        "ema_tao_flow": flow_average(SubnetEmaTaoFlow::<Runtime>::get(netuid)),
        "ema_protocol_flow": flow_average(SubnetEmaProtocolFlow::<Runtime>::get(netuid)),
        "miner_burned_bits": MinerBurned::<Runtime>::get(netuid).to_bits().to_string(),
        "root_prop_bits": RootProp::<Runtime>::get(netuid).to_bits().to_string(),
        "pending_owner_cut": PendingOwnerCut::<Runtime>::get(netuid).to_u64(),
        "pending_root_alpha_divs": PendingRootAlphaDivs::<Runtime>::get(netuid).to_u64(),
        "pending_server_emission": PendingServerEmission::<Runtime>::get(netuid).to_u64(),
        "pending_validator_emission": PendingValidatorEmission::<Runtime>::get(netuid).to_u64(),
    })
}

fn schedule(netuid: NetUid) -> Value {
    json!({
        "tempo": Tempo::<Runtime>::get(netuid),
        "blocks_since_last_step": BlocksSinceLastStep::<Runtime>::get(netuid),
        "last_epoch_block": LastEpochBlock::<Runtime>::get(netuid),
        "last_mechanism_step_block": LastMechansimStepBlock::<Runtime>::get(netuid),
        "subnet_epoch_index": SubnetEpochIndex::<Runtime>::get(netuid),
    })
}

fn neurons(netuid: NetUid) -> Value {
    let main = NetUidStorageIndex::from(netuid);
    let uids = 0..SubnetworkN::<Runtime>::get(netuid);
    let per_uid = |value: &dyn Fn(u16) -> Value| -> Value { uids.clone().map(value).collect() };
    let emission: Vec<u64> = Emission::<Runtime>::get(netuid)
        .into_iter()
        .map(AlphaBalance::to_u64)
        .collect();
    json!({
        "subnetwork_n": SubnetworkN::<Runtime>::get(netuid),
        "keys": per_uid(&|uid| account_json(&Keys::<Runtime>::get(netuid, uid))),
        "block_at_registration":
            per_uid(&|uid| json!(BlockAtRegistration::<Runtime>::get(netuid, uid))),
        "active": Active::<Runtime>::get(netuid),
        "emission": emission,
        "consensus": Consensus::<Runtime>::get(netuid),
        "dividends": Dividends::<Runtime>::get(netuid),
        "incentive": Incentive::<Runtime>::get(main),
        "last_update": LastUpdate::<Runtime>::get(main),
        "stake_weight": StakeWeight::<Runtime>::get(netuid),
        "validator_permit": ValidatorPermit::<Runtime>::get(netuid),
        "validator_trust": ValidatorTrust::<Runtime>::get(netuid),
        "bonds": per_uid(&|uid| json!(Bonds::<Runtime>::get(main, uid))),
        "weights": per_uid(&|uid| json!(Weights::<Runtime>::get(main, uid))),
    })
}

fn commits(netuid: NetUid) -> Value {
    let waiting: BTreeMap<AccountId, _> =
        WeightCommits::<Runtime>::iter_prefix(NetUidStorageIndex::from(netuid)).collect();
    let weight_commits: Vec<Value> = waiting
        .iter()
        .map(|(hotkey, queue)| {
            let queue: Vec<Value> = queue
                .iter()
                .map(|(hash, epoch, block, zero)| json!([hex::encode(hash), epoch, block, zero]))
                .collect();
            json!([account_json(hotkey), queue])
        })
        .collect();
    json!({
        "commit_reveal": CommitRevealWeightsEnabled::<Runtime>::get(netuid),
        "reveal_period": RevealPeriodEpochs::<Runtime>::get(netuid),
        "weight_commits": weight_commits,
    })
}

fn links(netuid: NetUid) -> Value {
    let children: BTreeMap<AccountId, _> = ChildKeys::<Runtime>::iter()
        .filter(|(_, on, _)| *on == netuid)
        .map(|(parent, _, children)| (parent, children))
        .collect();
    let pending: BTreeMap<AccountId, _> =
        PendingChildKeys::<Runtime>::iter_prefix(netuid).collect();
    let child_keys: Vec<Value> = children
        .iter()
        .map(|(parent, children)| json!([account_json(parent), links_json(children)]))
        .collect();
    let pending_child_keys: Vec<Value> = pending
        .iter()
        .map(|(parent, (children, cooldown))| {
            json!([account_json(parent), links_json(children), cooldown])
        })
        .collect();
    json!({"child_keys": child_keys, "pending_child_keys": pending_child_keys})
}

fn links_json(links: &[(u64, AccountId)]) -> Value {
    links
        .iter()
        .map(|(proportion, hotkey)| json!([proportion, account_json(hotkey)]))
        .collect()
}

fn flow_average(average: Option<(u64, I64F64)>) -> Value {
    average.map_or(Value::Null, |(block, value)| {
        json!([block, value.to_bits().to_string()])
    })
}
