//! Setting up the subnets of a scenario through the chain's own calls.
//!
//! Register, set hyperparameters as root, start, register neurons, stake: the
//! result is a chain that could exist. While it lasts, root lifts the limit on
//! how often networks are registered and the window in which hyperparameters
//! are frozen, and puts both back.

use super::{
    model::{Scenario, SubnetSpec},
    names::AccountBook,
    run::Progress,
    setters,
};
use crate::{
    chain::decode_call,
    literal::{Field, Kind, Literal},
    meta::{
        encode::{unplaced, Encoder, Names},
        Metadata,
    },
    problem::{Problem, Span},
    CallError, Chain, Receipt,
};
use codec::Encode;
use subtensor_runtime::{Runtime, RuntimeCall, RuntimeEvent};

/// Errors that another block may cure.
const PASSING: [&str; 3] = [
    "SubtensorModule.NeedWaitingMoreBlocksToStarCall",
    "SubtensorModule.TooManyRegistrationsThisBlock",
    "Transaction.ExhaustsResources",
];

/// A call by name whose arguments are literals that stand at a place.
pub(super) fn build_call(
    names: &AccountBook,
    path: &str,
    arguments: &Literal,
    span: &Span,
) -> Result<RuntimeCall, Problem> {
    let metadata = Metadata::runtime().map_err(|error| unplaced(&error))?;
    let bytes = Encoder::new(metadata, names)
        .call(path, arguments)
        .map_err(|problems| {
            problems
                .into_iter()
                .next()
                .unwrap_or_else(|| Problem::whole("the call cannot be built"))
                .or_at(span)
        })?;
    decode_call(&bytes).map_err(|error| unplaced(&error).or_at(span))
}

/// Sets up every subnet and tells the book their numbers.
pub(super) fn set_up(
    chain: &mut Chain,
    scenario: &Scenario,
    names: &mut AccountBook,
    progress: &mut dyn Progress,
) -> Result<(), Problem> {
    if scenario.subnets.is_empty() {
        return Ok(());
    }
    let last_block = chain.block_number().saturating_add(scenario.chain.blocks);
    let lifted = lift_limits(chain, names)?;
    for subnet in &scenario.subnets {
        progress.setting_up(&subnet.name);
        let mut setup = SubnetSetup {
            chain,
            names,
            subnet,
            flat_lock_cost: scenario.chain.flat_lock_cost,
            last_block,
        };
        let netuid = setup.register()?;
        setup.names.number_subnet(&subnet.name, netuid);
        setup.populate(netuid)?;
    }
    restore_limits(chain, names, &lifted)?;
    if chain.has_open_block() {
        chain
            .advance(1)
            .map_err(|error| Problem::whole(error.to_string()))?;
    }
    Ok(())
}

struct SubnetSetup<'a> {
    chain: &'a mut Chain,
    names: &'a mut AccountBook,
    subnet: &'a SubnetSpec,
    flat_lock_cost: bool,
    last_block: u32,
}

impl SubnetSetup<'_> {
    fn register(&mut self) -> Result<u16, Problem> {
        let span = self.subnet.span.clone();
        let (owner, hotkey) = (self.subnet.owner.clone(), self.subnet.hotkey.clone());
        if self.flat_lock_cost {
            let nothing = Literal::from(0u8);
            set_parameter(
                self.chain,
                self.names,
                0,
                "NetworkLastLockCost",
                &nothing,
                &span,
            )?;
        }
        let receipt = self.signed(
            &owner,
            "SubtensorModule.register_network",
            &[("hotkey", hotkey.as_str().into())],
            &span,
        )?;
        let added = receipt.events.iter().find_map(|event| match event {
            RuntimeEvent::SubtensorModule(pallet_subnets::Event::NetworkAdded(netuid, _)) => {
                Some(netuid.get())
            }
            _ => None,
        });
        added.ok_or_else(|| Problem::at(span, "the chain tells no number of the new network"))
    }

    fn populate(&mut self, netuid: u16) -> Result<(), Problem> {
        let subnet = self.subnet;
        for parameter in &subnet.hyperparameters {
            set_parameter(
                self.chain,
                self.names,
                netuid,
                &parameter.item,
                &parameter.value,
                &parameter.span,
            )?;
        }
        let enabled = Literal {
            kind: Kind::Bool(subnet.emission_enabled),
            span: subnet.span.clone(),
        };
        set_parameter(
            self.chain,
            self.names,
            netuid,
            "SubnetEmissionEnabled",
            &enabled,
            &subnet.span,
        )?;
        if subnet.start {
            self.signed(
                &subnet.owner,
                "SubtensorModule.start_call",
                &[("netuid", netuid.into())],
                &subnet.span,
            )?;
        }
        for neuron in &subnet.neurons {
            if !self.is_registered(netuid, &neuron.hotkey)? {
                self.signed(
                    &neuron.coldkey,
                    "SubtensorModule.burned_register",
                    &[
                        ("netuid", netuid.into()),
                        ("hotkey", neuron.hotkey.as_str().into()),
                    ],
                    &neuron.span,
                )?;
            }
            if neuron.stake > 0 {
                self.signed(
                    &neuron.coldkey,
                    "SubtensorModule.add_stake",
                    &[
                        ("hotkey", neuron.hotkey.as_str().into()),
                        ("netuid", netuid.into()),
                        ("amount_staked", neuron.stake.into()),
                    ],
                    &neuron.span,
                )?;
            }
        }
        Ok(())
    }

    fn is_registered(&mut self, netuid: u16, hotkey: &str) -> Result<bool, Problem> {
        let hotkey = account(self.names, hotkey, &self.subnet.span)?;
        Ok(self
            .chain
            .query(|| pallet_subnets::Pallet::<Runtime>::uid_of(netuid.into(), &hotkey).is_ok()))
    }

    /// Applies a call, in a later block if this one does not let it.
    fn signed(
        &mut self,
        who: &str,
        path: &str,
        arguments: &[(&str, Literal)],
        span: &Span,
    ) -> Result<Receipt, Problem> {
        let call = build_call(self.names, path, &table(arguments), span)?;
        let signer = account(self.names, who, span)?;
        loop {
            match self.chain.call(&signer, call.clone()) {
                Ok(receipt) => return Ok(receipt),
                Err(error)
                    if PASSING.contains(&error.name().as_str())
                        && self.chain.block_number() < self.last_block =>
                {
                    self.chain
                        .advance(1)
                        .map_err(|error| Problem::whole(error.to_string()))?;
                }
                Err(error) => {
                    return Err(failed(
                        span,
                        &format!("setting up `{}`: {path} by `{who}`", self.subnet.name),
                        &error,
                        self.chain,
                        &signer,
                    ))
                }
            }
        }
    }
}

/// The problem that a call failed, with what may explain it.
pub(super) fn failed(
    span: &Span,
    what: &str,
    error: &CallError,
    chain: &mut Chain,
    signer: &sp_runtime::AccountId32,
) -> Problem {
    let problem = Problem::at(
        span.clone(),
        format!("{what} failed in block {}: {error}", chain.block_number()),
    );
    match chain.balance(signer) {
        Ok(rao) => problem.help(format!(
            "the signer has {} left",
            crate::amount::Amount::tao(rao)
        )),
        Err(_) => problem,
    }
}

/// An account by name, at a place.
pub(super) fn account(
    names: &AccountBook,
    name: &str,
    span: &Span,
) -> Result<sp_runtime::AccountId32, Problem> {
    names.account(name).map_err(|(message, help)| Problem {
        span: Some(span.clone()),
        message,
        help,
    })
}

/// Arguments as a table.
pub(super) fn table(arguments: &[(&str, Literal)]) -> Literal {
    Literal::free(Kind::Table(
        arguments
            .iter()
            .map(|(name, value)| Field {
                name: (*name).to_owned(),
                span: 0..0,
                value: value.clone(),
            })
            .collect(),
    ))
}

/// Sets a parameter as root: by its call, or by its storage key if it has none.
fn set_parameter(
    chain: &mut Chain,
    names: &AccountBook,
    netuid: u16,
    item: &str,
    value: &Literal,
    span: &Span,
) -> Result<(), Problem> {
    let metadata = Metadata::runtime().map_err(|error| unplaced(&error))?;
    let by_call = setters::setter(metadata, item)
        .and_then(|call| Some((call, setters::arguments(&call, netuid, value)?)));
    let (what, call) = match by_call {
        Some((call, arguments)) => {
            let path = format!("{}.{}", call.pallet, call.name);
            let call = build_call(names, &path, &arguments, span)?;
            (path, call)
        }
        None => {
            let found = metadata
                .storage(&super::parse::qualified(item))
                .map_err(|error| unplaced(&error).or_at(span))?;
            let keys: &[Vec<u8>] = match found.keys.len() {
                0 => &[],
                _ => &[netuid.encode()],
            };
            let key = found
                .key(keys)
                .map_err(|error| unplaced(&error).or_at(span))?;
            let encoded = Encoder::new(metadata, names).bytes(value, found.value, None)?;
            let items = vec![(key, encoded)];
            let call = frame_system::Call::<Runtime>::set_storage { items }.into();
            ("System.set_storage".to_owned(), call)
        }
    };
    let signer = chain
        .query(pallet_sudo::Key::<Runtime>::get)
        .unwrap_or_else(|| sp_runtime::AccountId32::new([0; 32]));
    match chain.sudo(call) {
        Ok(_) => Ok(()),
        Err(error) => Err(failed(
            span,
            &format!("setting `{item}` by {what}"),
            &error,
            chain,
            &signer,
        )),
    }
}

/// What root lifts while the subnets are set up, and what it was before.
type Lifted = Vec<(&'static str, i128)>;

fn lift_limits(chain: &mut Chain, names: &AccountBook) -> Result<Lifted, Problem> {
    let mut lifted = Lifted::new();
    for item in ["NetworkRateLimit", "AdminFreezeWindow"] {
        let now = chain
            .storage("SubtensorModule", item, &[])
            .map_err(|error| unplaced(&error))?
            .and_then(|value| value.as_u128())
            .and_then(|value| i128::try_from(value).ok())
            .unwrap_or_default();
        if now > 0 {
            set_parameter(chain, names, 0, item, &Literal::from(0u8), &(0..0))?;
            lifted.push((item, now));
        }
    }
    Ok(lifted)
}

fn restore_limits(chain: &mut Chain, names: &AccountBook, lifted: &Lifted) -> Result<(), Problem> {
    for (item, before) in lifted {
        set_parameter(chain, names, 0, item, &Literal::from(*before), &(0..0))?;
    }
    Ok(())
}
