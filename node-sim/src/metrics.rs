//! What one asks of a chain, by name: prices, shares, stakes.
//!
//! A metric is a typed read through the pallets, where storage alone would
//! not answer. Scenario files and reports use the same ones.

use crate::{amount::RAO, Chain};
use pallet_pools::Pallet as Pools;
use pallet_registration::Pallet as Registration;
use pallet_staking::Pallet as Staking;
use pallet_subnets::Pallet as Subnets;
use pallet_taoflow::Pallet as Taoflow;
use serde::Serialize;
use std::collections::BTreeMap;
use substrate_fixed::types::U96F32;
use subtensor_math::emission::subnet_tao;
use subtensor_runtime::{AccountId, Runtime};
use subtensor_types::NetUid;

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Quantity {
    /// A whole number: rao, a count, a block.
    Integer(i128),
    /// A number with a fraction: a price, a share.
    Real(f64),
    /// A truth value.
    Bool(bool),
    /// A name, an address, bytes.
    Text(String),
    /// There is none.
    Nothing,
    /// Anything else.
    Other(serde_json::Value),
}

impl Quantity {
    /// The number it is, as near as a float comes.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Real(number) => Some(*number),
            _ => None,
        }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
            Self::Bool(value) => value.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::Nothing => f.write_str("nothing"),
            Self::Other(json) => json.fmt(f),
        }
    }
}

/// What a metric needs besides its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// A subnet.
    pub subnet: bool,
    /// A coldkey or any account.
    pub account: bool,
    /// A hotkey.
    pub hotkey: bool,
    /// What the subnet's epochs came to since the run began.
    pub epochs: bool,
}

const SUBNET: Needs = Needs {
    subnet: true,
    account: false,
    hotkey: false,
    epochs: false,
};
const ACCOUNT: Needs = Needs {
    subnet: false,
    account: true,
    hotkey: false,
    epochs: false,
};
const NEURON: Needs = Needs {
    subnet: true,
    account: false,
    hotkey: true,
    epochs: false,
};
const STAKE: Needs = Needs {
    subnet: true,
    account: true,
    hotkey: true,
    epochs: false,
};
/// A validator whose epochs are counted.
const EARNER: Needs = Needs {
    epochs: true,
    ..NEURON
};
const CHAIN: Needs = Needs {
    subnet: false,
    account: false,
    hotkey: false,
    epochs: false,
};

/// Which subnet and accounts a metric is asked of. What it does not need is
/// not looked at.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The subnet.
    pub netuid: u16,
    /// The coldkey or any account.
    pub account: AccountId,
    /// The hotkey.
    pub hotkey: AccountId,
    /// What the hotkey has earned on the subnet since the run began.
    pub earned: Earned,
}

/// What a validator's dividends came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Earned {
    /// Alpha, in rao, before the validator's take and root's part.
    pub dividends: u64,
    /// The sum over the epochs of the alpha for each 1,000 of stake weight.
    pub per_thousand: f64,
}

impl Default for Subject {
    fn default() -> Self {
        Self {
            netuid: 0,
            account: AccountId::new([0; 32]),
            hotkey: AccountId::new([0; 32]),
            earned: Earned::default(),
        }
    }
}

impl Subject {
    fn netuid(&self) -> NetUid {
        NetUid::new(self.netuid)
    }
}

/// A named question.
#[derive(Clone, Copy)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// What it says, with its unit.
    pub about: &'static str,
    /// What it needs.
    pub needs: Needs,
    read: fn(&Subject) -> Quantity,
}

impl std::fmt::Debug for Metric {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Metric").field(&self.name).finish()
    }
}

impl Metric {
    /// The metric of a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        METRICS.iter().find(|metric| metric.name == name)
    }

    /// Asks it of a chain.
    pub fn read(&self, chain: &mut Chain, subject: &Subject) -> Quantity {
        chain.query(|| (self.read)(subject))
    }
}

fn rao(amount: impl Into<u64>) -> Quantity {
    Quantity::Integer(amount.into().into())
}

fn on_neuron(subject: &Subject, read: impl FnOnce(NetUid, usize) -> Option<Quantity>) -> Quantity {
    Subnets::<Runtime>::uid_of(subject.netuid(), &subject.hotkey)
        .ok()
        .and_then(|uid| read(subject.netuid(), uid.into()))
        .unwrap_or(Quantity::Nothing)
}

/// A proportion stored as a share of 65,535.
fn proportion(values: &[u16], uid: usize) -> Option<Quantity> {
    let value = values.get(uid)?;
    Some(Quantity::Real(f64::from(*value) / f64::from(u16::MAX)))
}

/// Every metric.
pub const METRICS: &[Metric] = &[
    Metric {
        name: "price",
        about: "spot price of a subnet's alpha, in TAO",
        needs: SUBNET,
        read: |s| Quantity::Real(Pools::<Runtime>::alpha_price(s.netuid()).to_num()),
    },
    Metric {
        name: "moving_price",
        about: "moving price of a subnet's alpha, in TAO",
        needs: SUBNET,
        read: |s| {
            Quantity::Real(pallet_pools::SubnetMovingPrice::<Runtime>::get(s.netuid()).to_num())
        },
    },
    Metric {
        name: "tao_reserve",
        about: "TAO in a subnet's pool, in rao",
        needs: SUBNET,
        read: |s| rao(pallet_pools::SubnetTAO::<Runtime>::get(s.netuid())),
    },
    Metric {
        name: "alpha_reserve",
        about: "alpha in a subnet's pool, in rao",
        needs: SUBNET,
        read: |s| rao(pallet_pools::SubnetAlphaIn::<Runtime>::get(s.netuid())),
    },
    Metric {
        name: "alpha_out",
        about: "a subnet's alpha outside its pool, in rao",
        needs: SUBNET,
        read: |s| rao(pallet_pools::SubnetAlphaOut::<Runtime>::get(s.netuid())),
    },
    Metric {
        name: "emission_share",
        about: "share of the block's TAO that a subnet gets, 0 to 1",
        needs: SUBNET,
        read: |s| Quantity::Real(emission_share(s.netuid())),
    },
    Metric {
        name: "flow_ema",
        about: "moving average of a subnet's net TAO inflow, in rao a block",
        needs: SUBNET,
        read: |s| {
            pallet_taoflow::SubnetEmaTaoFlow::<Runtime>::get(s.netuid())
                .map_or(Quantity::Nothing, |(_, flow)| Quantity::Real(flow.to_num()))
        },
    },
    Metric {
        name: "epochs",
        about: "epochs a subnet has run",
        needs: SUBNET,
        read: |s| {
            Quantity::Integer(pallet_subnets::SubnetEpochIndex::<Runtime>::get(s.netuid()).into())
        },
    },
    Metric {
        name: "burn",
        about: "price of a neuron registration, in rao",
        needs: SUBNET,
        read: |s| rao(pallet_registration::Burn::<Runtime>::get(s.netuid())),
    },
    Metric {
        name: "neurons",
        about: "neurons of a subnet",
        needs: SUBNET,
        read: |s| Quantity::Integer(pallet_subnets::SubnetworkN::<Runtime>::get(s.netuid()).into()),
    },
    Metric {
        name: "owner",
        about: "coldkey of a subnet's owner",
        needs: SUBNET,
        read: |s| {
            Quantity::Text(crate::account::address(&pallet_subnets::SubnetOwner::<
                Runtime,
            >::get(s.netuid())))
        },
    },
    Metric {
        name: "root_share",
        about: "part of all validators' dividends that falls to root's stake, every subnet weighing as its emission does, 0 to 1",
        needs: CHAIN,
        read: |_| Quantity::Real(root_share()),
    },
    Metric {
        name: "alpha_share",
        about: "the rest of root_share: the part that falls to stake in alpha, 0 to 1",
        needs: CHAIN,
        read: |_| Quantity::Real(1.0 - root_share()),
    },
    Metric {
        name: "price_sum",
        about: "sum of the spot prices of all subnets' alpha, in TAO",
        needs: CHAIN,
        read: |_| {
            Quantity::Real(
                Subnets::<Runtime>::non_root_netuids()
                    .into_iter()
                    .map(|netuid| Pools::<Runtime>::alpha_price(netuid).to_num::<f64>())
                    .sum(),
            )
        },
    },
    Metric {
        name: "lock_cost",
        about: "price of registering a subnet, in rao",
        needs: CHAIN,
        read: |_| rao(Registration::<Runtime>::network_lock_cost()),
    },
    Metric {
        name: "issuance",
        about: "all TAO there is, in rao",
        needs: CHAIN,
        read: |_| rao(pallet_pools::TotalIssuance::<Runtime>::get()),
    },
    Metric {
        name: "balance",
        about: "TAO an account holds, in rao",
        needs: ACCOUNT,
        read: |s| rao(pallet_balances::Pallet::<Runtime>::free_balance(&s.account)),
    },
    Metric {
        name: "stake",
        about: "alpha a coldkey has staked to a hotkey on a subnet, in rao",
        needs: STAKE,
        read: |s| {
            rao(Staking::<Runtime>::stake_of(
                &s.hotkey,
                &s.account,
                s.netuid(),
            ))
        },
    },
    Metric {
        name: "hotkey_stake",
        about: "all alpha staked to a hotkey on a subnet, in rao",
        needs: NEURON,
        read: |s| rao(Staking::<Runtime>::hotkey_stake(&s.hotkey, s.netuid())),
    },
    Metric {
        name: "incentive",
        about: "a neuron's incentive, 0 to 1",
        needs: NEURON,
        read: |s| {
            on_neuron(s, |netuid, uid| {
                let index = subtensor_types::NetUidStorageIndex::from(netuid);
                proportion(&pallet_yuma::Incentive::<Runtime>::get(index), uid)
            })
        },
    },
    Metric {
        name: "dividend",
        about: "a neuron's dividend, 0 to 1",
        needs: NEURON,
        read: |s| {
            on_neuron(s, |netuid, uid| {
                proportion(&pallet_yuma::Dividends::<Runtime>::get(netuid), uid)
            })
        },
    },
    Metric {
        name: "dividends_earned",
        about: "alpha that consensus gave a validator as dividends since the run began, before its take and root's part, in rao",
        needs: EARNER,
        read: |s| rao(s.earned.dividends),
    },
    Metric {
        name: "dividends_per_stake",
        about: "dividends_earned for each 1,000 alpha of the validator's stake weight, epoch by epoch, in alpha",
        needs: EARNER,
        read: |s| Quantity::Real(s.earned.per_thousand),
    },
    Metric {
        name: "consensus",
        about: "the weight on a neuron that consensus lets pass, 0 to 1",
        needs: NEURON,
        read: |s| {
            on_neuron(s, |netuid, uid| {
                proportion(&pallet_yuma::Consensus::<Runtime>::get(netuid), uid)
            })
        },
    },
    Metric {
        name: "validator_trust",
        about: "the part of a validator's weights that consensus does not cut off, 0 to 1",
        needs: NEURON,
        read: |s| {
            on_neuron(s, |netuid, uid| {
                proportion(&pallet_yuma::ValidatorTrust::<Runtime>::get(netuid), uid)
            })
        },
    },
    Metric {
        name: "stake_weight",
        about: "a neuron's part of the stake that consensus counts, 0 to 1",
        needs: NEURON,
        read: |s| {
            on_neuron(s, |netuid, uid| {
                proportion(&pallet_yuma::StakeWeight::<Runtime>::get(netuid), uid)
            })
        },
    },
    Metric {
        name: "emission",
        about: "alpha a neuron was paid at the last epoch, in rao",
        needs: NEURON,
        read: |s| {
            on_neuron(s, |netuid, uid| {
                let paid = pallet_yuma::Emission::<Runtime>::get(netuid);
                paid.get(uid).map(|amount| rao(*amount))
            })
        },
    },
    Metric {
        name: "uid",
        about: "a neuron's number on a subnet",
        needs: NEURON,
        read: |s| on_neuron(s, |_, uid| i128::try_from(uid).ok().map(Quantity::Integer)),
    },
];

/// The share of the block's TAO that each eligible subnet gets under the model in
/// force, as the coinbase splits it.
fn emission_shares() -> Vec<(NetUid, f64)> {
    let eligible = Taoflow::<Runtime>::eligible_netuids();
    let enabled: Vec<bool> = eligible
        .iter()
        .map(pallet_subnets::SubnetEmissionEnabled::<Runtime>::get)
        .collect();
    let mut shares = Taoflow::<Runtime>::emission_shares(&eligible, Subnets::<Runtime>::now());
    let whole = U96F32::from_num(RAO);
    let tao = subnet_tao(whole, &mut shares, &enabled);
    eligible
        .into_iter()
        .zip(tao)
        .map(|(netuid, tao)| (netuid, tao.to_num::<f64>() / whole.to_num::<f64>()))
        .collect()
}

fn emission_share(netuid: NetUid) -> f64 {
    emission_shares()
        .into_iter()
        .find(|(eligible, _)| *eligible == netuid)
        .map_or(0.0, |(_, share)| share)
}

/// The mean root proportion; while nothing is emitted every subnet counts the same.
fn root_share() -> f64 {
    let mut shares = emission_shares();
    if shares.iter().all(|(_, share)| *share == 0.0) {
        shares.iter_mut().for_each(|(_, share)| *share = 1.0);
    }
    let root: f64 = shares
        .iter()
        .map(|(netuid, share)| {
            share * pallet_taoflow::RootProp::<Runtime>::get(netuid).to_num::<f64>()
        })
        .sum();
    let all: f64 = shares.iter().map(|(_, share)| share).sum();
    if all > 0.0 {
        root / all
    } else {
        0.0
    }
}

/// A subnet at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct SubnetSummary {
    /// Its number.
    pub netuid: u16,
    /// Its name in the scenario, if it has one.
    pub name: Option<String>,
    /// Spot price, in TAO per alpha.
    pub price: f64,
    /// TAO in the pool, in rao.
    pub tao_reserve: u64,
    /// Alpha in the pool, in rao.
    pub alpha_reserve: u64,
    /// Alpha outside the pool, in rao.
    pub alpha_out: u64,
    /// Moving price, in TAO per alpha.
    pub moving_price: f64,
    /// Share of the block's TAO, 0 to 1.
    pub emission_share: f64,
    /// Moving average of the net TAO inflow, in rao a block; none before the
    /// first flow.
    pub flow_ema: Option<f64>,
    /// Epochs run.
    pub epochs: u64,
    /// Neurons registered.
    pub neurons: u16,
    /// The owner's address.
    pub owner: String,
    /// The owner's name in the scenario, if it has one.
    pub owner_name: Option<String>,
    /// Price of a neuron registration, in rao.
    pub burn: u64,
}

/// Every subnet but root, at a glance, in the order of their numbers.
pub fn subnets(chain: &mut Chain) -> Vec<SubnetSummary> {
    chain.query(|| {
        let mut netuids = Subnets::<Runtime>::non_root_netuids();
        netuids.sort();
        let shares: BTreeMap<NetUid, f64> = emission_shares().into_iter().collect();
        netuids
            .into_iter()
            .map(|netuid| SubnetSummary {
                netuid: netuid.get(),
                name: None,
                price: Pools::<Runtime>::alpha_price(netuid).to_num(),
                tao_reserve: pallet_pools::SubnetTAO::<Runtime>::get(netuid).into(),
                alpha_reserve: pallet_pools::SubnetAlphaIn::<Runtime>::get(netuid).into(),
                alpha_out: pallet_pools::SubnetAlphaOut::<Runtime>::get(netuid).into(),
                moving_price: pallet_pools::SubnetMovingPrice::<Runtime>::get(netuid).to_num(),
                emission_share: shares.get(&netuid).copied().unwrap_or_default(),
                flow_ema: pallet_taoflow::SubnetEmaTaoFlow::<Runtime>::get(netuid)
                    .map(|(_, flow)| flow.to_num()),
                epochs: pallet_subnets::SubnetEpochIndex::<Runtime>::get(netuid),
                neurons: pallet_subnets::SubnetworkN::<Runtime>::get(netuid),
                owner: crate::account::address(&pallet_subnets::SubnetOwner::<Runtime>::get(
                    netuid,
                )),
                owner_name: None,
                burn: pallet_registration::Burn::<Runtime>::get(netuid).into(),
            })
            .collect()
    })
}

/// What registering a subnet costs now, in rao.
pub fn lock_cost(chain: &mut Chain) -> u64 {
    chain.query(|| Registration::<Runtime>::network_lock_cost().into())
}

/// A stored value as a quantity, as its type says.
pub fn quantity_of(
    metadata: &crate::meta::Metadata,
    value: &crate::meta::decode::TypedValue,
) -> Quantity {
    use scale_value::{Primitive, ValueDef};
    if let Some(number) = metadata.as_fixed(value) {
        return Quantity::Real(number);
    }
    match &value.value {
        ValueDef::Primitive(Primitive::U128(number)) => i128::try_from(*number)
            .map_or_else(|_| Quantity::Text(number.to_string()), Quantity::Integer),
        ValueDef::Primitive(Primitive::I128(number)) => Quantity::Integer(*number),
        _ => match metadata.json(value) {
            serde_json::Value::Bool(value) => Quantity::Bool(value),
            serde_json::Value::String(text) => Quantity::Text(text),
            serde_json::Value::Null => Quantity::Nothing,
            other => Quantity::Other(other),
        },
    }
}
