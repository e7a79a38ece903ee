//! `mechanisms`: networks of one and two mechanisms, epoch by epoch.
//!
//! A case begins with raw storage and goes on without a break: its calls, the
//! weights and updates that it writes, and the epoch, alone or with the payout.
//! Before each epoch our state has to be the recorded input (of which weights,
//! updates and the block of the step before come from the recording itself),
//! afterwards the recorded outcome.

use crate::{
    chain::{
        actions::rolled_back, compare::same_value, global::root_claimable, ledger::ledger,
        names::error_name, settings::settings, start,
    },
    runtimes::reference::{AccountId, Runtime, Staking, System, Taoflow, Yuma},
    vectors::{
        field, list_of, same, str_of, u16_of, u64_of, u8_of, CaseResult, Report, VectorFile,
    },
};
use anyhow::{bail, ensure, Context, Result};
use frame_support::storage::with_storage_layer;
use pallet_staking::TaoWeight;
use pallet_subnets::{
    BlockAtRegistration, LastMechansimStepBlock, MechanismCountCurrent, MechanismEmissionSplit,
    Pallet as Subnets, StakeThreshold, SubnetworkN,
};
use pallet_taoflow::{AlphaDividendsPerSubnet, Drained, RootAlphaDividendsPerSubnet};
use pallet_yuma::{
    Active, Bonds, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight,
    ValidatorPermit, ValidatorTrust, Weights,
};
use serde_json::{json, Map, Value};
use sp_runtime::DispatchError;
use std::collections::BTreeMap;
use subtensor_math::yuma::{split_emissions, EpochOutput};
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

/// What each hotkey earned by serving and by validating.
type Payouts = Vec<(AccountId, AlphaBalance, AlphaBalance)>;

/// Replays every case of the family.
///
/// # Errors
///
/// When the file does not have the family's schema.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        let name = format!("case {index}");
        let result = replay(case).with_context(|| name.clone())?;
        report.case(name, result);
    }
    Ok(())
}

fn replay(case: &Value) -> Result<CaseResult> {
    let mut state = start::state(case, "raw_storage")?;
    state.execute_with(|| {
        let replay = Replay {
            netuid: NetUid::new(u16_of(case, "params.params.netuid")?),
            pays: match str_of(case, "step")? {
                "epoch_with_mechanisms" => false,
                "distribute_emission" => true,
                other => bail!("a step `{other}` is not known"),
            },
        };
        if let Err(difference) = replay.check_settings(field(case, "params")?)? {
            return Ok(Err(difference));
        }
        for (index, epoch) in list_of(case, "epochs")?.iter().enumerate() {
            let at = format!("epoch {index}");
            let result = replay.epoch(&at, epoch).with_context(|| at.clone())?;
            if result.is_err() {
                return Ok(result);
            }
        }
        Ok(Ok(()))
    })
}

/// What an epoch is to distribute.
struct Due {
    rao: u64,
    pending: Option<Drained>,
}

impl Due {
    fn read(input: &Value, pays: bool) -> Result<Self> {
        let rao = u64_of(input, "rao_emission")?;
        if !pays {
            return Ok(Self { rao, pending: None });
        }
        let amount = |name: &str| {
            let amount = u64_of(input, &format!("pending.{name}"))?;
            Ok::<_, anyhow::Error>(AlphaBalance::new(amount))
        };
        let pending = Drained {
            server: amount("server")?,
            validator: amount("validator")?,
            root: amount("root")?,
            owner: amount("owner_cut")?,
            ..Drained::default()
        };
        let sum = pending.server + pending.validator + pending.root;
        ensure!(
            sum.to_u64() == rao,
            "`rao_emission` is not the sum of what is pending"
        );
        Ok(Self {
            rao,
            pending: Some(pending),
        })
    }

    fn json(&self) -> Value {
        self.pending.map_or(Value::Null, |pending| {
            json!({
                "server": pending.server.to_u64(),
                "validator": pending.validator.to_u64(),
                "root": pending.root.to_u64(),
                "owner_cut": pending.owner.to_u64(),
            })
        })
    }
}

/// One case on its way.
struct Replay {
    netuid: NetUid,
    /// Whether each epoch is followed by its payout.
    pays: bool,
}

impl Replay {
    fn epoch(&self, at: &str, epoch: &Value) -> Result<CaseResult> {
        let input = field(epoch, "in")?;
        let block = u64_of(input, "block")?;
        System::set_block_number(block);
        for (index, call) in list_of(epoch, "before")?.iter().enumerate() {
            let at = format!("{at}, call {index}: {call}");
            let result = same(
                at,
                str_of(call, "result")?.to_owned(),
                match self.call(call)? {
                    Ok(()) => "ok".to_owned(),
                    Err(error) => error_name(error),
                },
            );
            if result.is_err() {
                return Ok(result);
            }
        }
        for mechanism in list_of(input, "mechanisms")? {
            self.write_weights(mechanism)?;
        }
        let due = Due::read(input, self.pays)?;
        let in_result = same_value(&format!("{at}, in"), input, &self.input(&due));
        if in_result.is_err() {
            return Ok(in_result);
        }

        let mut found = self.outcome_of_epoch(&due);
        LastMechansimStepBlock::<Runtime>::insert(self.netuid, block);
        let out = field(epoch, "out")?;
        found.insert("aggregated".into(), self.aggregated());
        found.insert("mechanisms".into(), self.mechanisms(2));
        if self.pays {
            found.extend(self.paid());
        }
        Ok(same_value(&format!("{at}, out"), out, &found.into()))
    }

    /// Makes one of the calls before an epoch.
    fn call(&self, call: &Value) -> Result<Result<(), DispatchError>> {
        match str_of(call, "op")? {
            "do_set_mechanism_count" => {
                let count = MechId::new(u8_of(call, "count")?);
                Ok(with_storage_layer(|| {
                    Yuma::do_set_mechanism_count(self.netuid, count)
                }))
            }
            "do_set_emission_split" => {
                let split = match field(call, "split")? {
                    Value::Null => None,
                    _ => Some(numbers(call, "split")?),
                };
                Ok(with_storage_layer(|| {
                    Yuma::do_set_emission_split(self.netuid, split)
                }))
            }
            other => bail!("a call of `{other}` is not known"),
        }
    }

    /// Writes what a recording sets between the epochs.
    fn write_weights(&self, mechanism: &Value) -> Result<()> {
        let index = self.index(u8_of(mechanism, "mecid")?);
        for (uid, row) in (0u16..).zip(list_of(mechanism, "weights")?) {
            let row: Vec<(u16, u16)> = list_of(row, "")?
                .iter()
                .map(|entry| Ok((u16_of(entry, "0")?, u16_of(entry, "1")?)))
                .collect::<Result<_>>()?;
            Weights::<Runtime>::insert(index, uid, row);
        }
        let blocks: Vec<u64> = list_of(mechanism, "last_update")?
            .iter()
            .map(|block| u64_of(block, ""))
            .collect::<Result<_>>()?;
        LastUpdate::<Runtime>::insert(index, blocks);
        Ok(())
    }

    /// Runs the epoch; what it gives without storing it, in the recording's form.
    fn outcome_of_epoch(&self, due: &Due) -> Map<String, Value> {
        let per_mechanism: Value = (0u8..)
            .zip(self.split(due.rao))
            .map(|(mecid, part)| {
                let terms =
                    Yuma::mechanism_epoch(self.netuid, MechId::new(mecid), AlphaBalance::new(part));
                self.terms(&terms)
            })
            .collect();

        let run = || Yuma::epoch_with_mechanisms(self.netuid, AlphaBalance::new(due.rao));
        let payouts = match due.pending {
            None => run(),
            Some(pending) => {
                let payouts = rolled_back(run);
                Taoflow::distribute_emission(self.netuid, pending);
                payouts
            }
        };
        let mut found = Map::new();
        found.insert("per_mechanism".into(), per_mechanism);
        found.insert("hotkey_emission".into(), self.earned(payouts));
        found
    }

    /// The terms of one mechanism per uid.
    fn terms(&self, terms: &EpochOutput) -> Value {
        (0..usize::from(self.neurons()))
            .map(|uid| {
                json!([
                    terms.server_emission[uid],
                    terms.validator_emission[uid],
                    terms.incentive[uid],
                    terms.dividends[uid],
                    terms.consensus[uid],
                    terms.validator_trust[uid],
                    terms.stake_weight[uid],
                    terms.active[uid],
                    terms.validator_permit[uid],
                    terms.emission[uid],
                ])
            })
            .collect()
    }

    /// What each uid's hotkey earned; nothing if the list is not in the order of
    /// accounts, each once.
    fn earned(&self, payouts: Payouts) -> Value {
        if !payouts.is_sorted_by(|one, next| one.0 < next.0) {
            return Value::Null;
        }
        let earned: BTreeMap<AccountId, Value> = payouts
            .into_iter()
            .map(|(hotkey, server, validator)| {
                (hotkey, json!([server.to_u64(), validator.to_u64()]))
            })
            .collect();
        self.per_hotkey(|_, hotkey| earned.get(hotkey).cloned().unwrap_or(Value::Null))
    }

    /// Everything that an epoch reads.
    fn input(&self, due: &Due) -> Value {
        let netuid = self.netuid;
        let count = MechanismCountCurrent::<Runtime>::get(netuid).get();
        json!({
            "block": System::block_number(),
            "rao_emission": due.rao,
            "pending": due.json(),
            "last_mechanism_step_block": LastMechansimStepBlock::<Runtime>::get(netuid),
            "mechanism_count": count,
            "emission_split": MechanismEmissionSplit::<Runtime>::get(netuid),
            "split_emissions": self.split(due.rao),
            "alpha_stake": self.stakes(netuid),
            "root_stake": self.stakes(NetUid::ROOT),
            "block_at_registration": (0..self.neurons())
                .map(|uid| BlockAtRegistration::<Runtime>::get(netuid, uid))
                .collect::<Vec<_>>(),
            "validator_permit": ValidatorPermit::<Runtime>::get(netuid),
            "mechanisms": self.mechanisms(count),
        })
    }

    /// The vectors of the network.
    fn aggregated(&self) -> Value {
        let netuid = self.netuid;
        let emission = Emission::<Runtime>::get(netuid);
        json!({
            "active": Active::<Runtime>::get(netuid),
            "consensus": Consensus::<Runtime>::get(netuid),
            "dividends": Dividends::<Runtime>::get(netuid),
            "emission": emission.into_iter().map(AlphaBalance::to_u64).collect::<Vec<_>>(),
            "stake_weight": StakeWeight::<Runtime>::get(netuid),
            "validator_permit": ValidatorPermit::<Runtime>::get(netuid),
            "validator_trust": ValidatorTrust::<Runtime>::get(netuid),
        })
    }

    /// The rows of the first `count` mechanisms.
    fn mechanisms(&self, count: u8) -> Value {
        let uids = 0..self.neurons();
        (0..count)
            .map(|mecid| {
                let index = self.index(mecid);
                let rows = |row: fn(NetUidStorageIndex, u16) -> Vec<(u16, u16)>| -> Vec<_> {
                    uids.clone().map(|uid| row(index, uid)).collect()
                };
                json!({
                    "mecid": mecid,
                    "netuid_index": index.get(),
                    "weights": rows(Weights::<Runtime>::get),
                    "bonds": rows(Bonds::<Runtime>::get),
                    "incentive": Incentive::<Runtime>::get(index),
                    "last_update": LastUpdate::<Runtime>::get(index),
                })
            })
            .collect()
    }

    /// What the payout leaves.
    fn paid(&self) -> Map<String, Value> {
        let alpha = |_, hotkey: &AccountId| {
            AlphaDividendsPerSubnet::<Runtime>::get(self.netuid, hotkey).to_u64()
        };
        let root = |_, hotkey: &AccountId| {
            RootAlphaDividendsPerSubnet::<Runtime>::get(self.netuid, hotkey).to_u64()
        };
        let paid = json!({
            "alpha_stake_after": self.stakes(self.netuid),
            "ledger_after": ledger(),
            "alpha_dividends": self.per_hotkey(|uid, hotkey| json!([uid, alpha(uid, hotkey)])),
            "root_alpha_dividends": self.per_hotkey(|uid, hotkey| json!([uid, root(uid, hotkey)])),
            "root_claimable_bits": root_claimable(),
        });
        match paid {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    /// Compares the settings that the start state should have.
    fn check_settings(&self, expected: &Value) -> Result<CaseResult> {
        let netuid = self.netuid;
        let ours = json!({
            "activity_cutoff_blocks": Subnets::<Runtime>::activity_cutoff_blocks(netuid),
            "owner_uid": Subnets::<Runtime>::owner_uid(netuid),
            "stake_threshold": StakeThreshold::<Runtime>::get(),
            "tao_weight": TaoWeight::<Runtime>::get(),
        });
        for (at, expected, ours) in [
            ("params", expected, ours),
            (
                "params.params",
                field(expected, "params")?,
                settings(netuid),
            ),
        ] {
            for (name, ours) in ours.as_object().into_iter().flatten() {
                let result = same_value(&format!("{at}.{name}"), field(expected, name)?, ours);
                if result.is_err() {
                    return Ok(result);
                }
            }
        }
        Ok(Ok(()))
    }

    fn index(&self, mecid: u8) -> NetUidStorageIndex {
        self.netuid.mechanism_index(MechId::new(mecid))
    }

    fn neurons(&self) -> u16 {
        SubnetworkN::<Runtime>::get(self.netuid)
    }

    fn split(&self, rao: u64) -> Vec<u64> {
        let count = MechanismCountCurrent::<Runtime>::get(self.netuid).get();
        let split = MechanismEmissionSplit::<Runtime>::get(self.netuid);
        split_emissions(rao, count, split.as_deref())
    }

    /// One value per uid, from its hotkey.
    fn per_hotkey(&self, value: impl Fn(u16, &AccountId) -> Value) -> Value {
        Subnets::<Runtime>::keys_in_uid_order(self.netuid)
            .iter()
            .map(|(uid, hotkey)| value(*uid, hotkey))
            .collect()
    }

    /// What is staked to each uid's hotkey on a network.
    fn stakes(&self, on: NetUid) -> Value {
        self.per_hotkey(|_, hotkey| json!(Staking::hotkey_stake(hotkey, on).to_u64()))
    }
}

fn numbers(json: &Value, path: &str) -> Result<Vec<u16>> {
    list_of(json, path)?
        .iter()
        .map(|item| u16_of(item, ""))
        .collect()
}
