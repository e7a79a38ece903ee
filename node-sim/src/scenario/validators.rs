//! Validators that set their weights, as the programs of real ones do: as
//! soon as they hold a permit, and then again and again.

use super::{
    model::Scenario,
    names::AccountBook,
    setup::{account, failed},
};
use crate::{
    meta::encode::Names,
    problem::{Problem, Span},
    Chain,
};
use pallet_subnets::Pallet as Subnets;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::AccountId32 as AccountId;
use subtensor_runtime::{Runtime, RuntimeCall};
use subtensor_types::{MechId, NetUid};

/// A validator with an opinion.
#[derive(Debug)]
pub(super) struct Validator {
    netuid: NetUid,
    hotkey: AccountId,
    name: String,
    opinions: Vec<(AccountId, u32)>,
    /// Blocks between two settings; the tempo if none.
    every: Option<u32>,
    last: Option<u32>,
    span: Span,
}

/// What a validator is about to do, read in one go.
struct Move {
    uids: Vec<u16>,
    weights: Vec<u16>,
    version_key: u64,
}

/// The validators of a scenario whose subnets are set up.
pub(super) fn validators(
    scenario: &Scenario,
    names: &AccountBook,
) -> Result<Vec<Validator>, Problem> {
    let mut validators = Vec::new();
    for subnet in &scenario.subnets {
        let Some(netuid) = names.subnet(&subnet.name) else {
            continue;
        };
        for neuron in subnet.neurons.iter().filter(|n| !n.weights.is_empty()) {
            let opinions = neuron
                .weights
                .iter()
                .map(|(hotkey, weight)| Ok((account(names, hotkey, &neuron.span)?, *weight)))
                .collect::<Result<_, Problem>>()?;
            validators.push(Validator {
                netuid: netuid.into(),
                hotkey: account(names, &neuron.hotkey, &neuron.span)?,
                name: neuron.hotkey.clone(),
                opinions,
                every: subnet.weights_every,
                last: None,
                span: neuron.span.clone(),
            });
        }
    }
    Ok(validators)
}

impl Validator {
    /// Sets the weights in `block`, which comes next or is open, if it is time
    /// to. Says whether it did.
    pub(super) fn act(&mut self, chain: &mut Chain, block: u32) -> Result<bool, Problem> {
        if !self.is_due(chain, block) {
            return Ok(false);
        }
        let Some(next) = chain.query(|| self.weigh()) else {
            return Ok(false);
        };
        let call: RuntimeCall = pallet_subtensor::Call::<Runtime>::set_weights {
            netuid: self.netuid,
            dests: next.uids,
            weights: next.weights,
            version_key: next.version_key,
        }
        .into();
        match chain.call(&self.hotkey, call) {
            Ok(_) => {
                self.last = Some(block);
                Ok(true)
            }
            Err(error) => {
                let what = format!("setting the weights of `{}`", self.name);
                let problem = failed(&self.span, &what, &error, chain, &self.hotkey);
                Err(match error.name().as_str() {
                    "SubtensorModule.CommitRevealEnabled" => problem.help(
                        "give the subnet the hyperparameter CommitRevealWeightsEnabled = false",
                    ),
                    _ => problem,
                })
            }
        }
    }

    fn is_due(&self, chain: &mut Chain, block: u32) -> bool {
        let Some(last) = self.last else {
            return true;
        };
        let every = self.every.unwrap_or_else(|| {
            chain
                .query(|| pallet_subnets::Tempo::<Runtime>::get(self.netuid))
                .into()
        });
        block.saturating_sub(last) >= every.max(1)
    }

    /// The weights as the chain wants them; none while the chain would refuse
    /// them because the validator has no permit or it is too soon, or nobody it
    /// has an opinion of is registered.
    fn weigh(&self) -> Option<Move> {
        let uid = Subnets::<Runtime>::uid_of(self.netuid, &self.hotkey).ok()?;
        let permits = pallet_yuma::ValidatorPermit::<Runtime>::get(self.netuid);
        let permitted = permits.get(usize::from(uid)).copied().unwrap_or_default()
            || Subnets::<Runtime>::owner_uid(self.netuid) == Some(uid);
        let in_time = Yuma::<Runtime>::passes_weights_rate_limit(self.netuid, MechId::MAIN, uid);
        if !permitted || !in_time {
            return None;
        }
        let known: Vec<(u16, u32)> = self
            .opinions
            .iter()
            .filter_map(|(hotkey, weight)| {
                Some((
                    Subnets::<Runtime>::uid_of(self.netuid, hotkey).ok()?,
                    *weight,
                ))
            })
            .collect();
        let highest = known.iter().map(|(_, weight)| *weight).max()?;
        if highest == 0 {
            return None;
        }
        let scaled = |weight: u32| {
            let scaled = u64::from(weight) * u64::from(u16::MAX) / u64::from(highest);
            u16::try_from(scaled).unwrap_or(u16::MAX)
        };
        Some(Move {
            uids: known.iter().map(|(uid, _)| *uid).collect(),
            weights: known.iter().map(|(_, weight)| scaled(*weight)).collect(),
            version_key: pallet_subnets::WeightsVersionKey::<Runtime>::get(self.netuid),
        })
    }
}
