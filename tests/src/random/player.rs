//! Playing calls on a chain while looking on.

use super::{
    history::{encode, Act, History},
    statistics::Statistics,
    watch::{
        contents, difference, forgotten, is_named, issuance, laws_after_block, laws_after_opening,
        minted, surplus, Breach, Contents, Rule, Updates,
    },
};
use node_sim::{
    chain::{Dump, SnapshotId},
    literal::Kind,
    scenario::Signer,
    CallError, Chain, Receipt,
};
use pallet_subnets::Event;
use std::panic::{catch_unwind, AssertUnwindSafe};
use subtensor_runtime::{Hash, RuntimeCall, RuntimeEvent};

/// Every so many failed calls the whole state is compared.
const COMPARED_EVERY: u64 = 8;

/// What may break after a swap of a coldkey. As on the main chain, a swap leaves
/// behind the watermarks of networks on which the coldkey has no stake, so that its
/// root dividends there can be claimed once more.
///
/// What is claimed is sold or kept, so either of two invariants notices.
const MORE_ALPHA_THAN_OUTSIDE: &str = "more alpha is staked";

/// How a chain ended.
#[derive(Debug)]
pub struct Ending {
    /// The root of its state, if it came to its end.
    pub hash: Option<Hash>,
    /// The rule it broke.
    pub breach: Option<Breach>,
    /// What was counted.
    pub statistics: Statistics,
    /// The chain, if it broke no rule.
    pub chain: Option<Chain>,
}

/// A chain and who looks on.
#[derive(Debug)]
pub struct Player {
    /// The chain.
    pub chain: Chain,
    /// What was counted.
    pub statistics: Statistics,
    failures: u64,
    thorough: bool,
    claimed_twice: bool,
    updates: Updates,
}

impl Player {
    /// Begins with a chain. `thorough`: compares the state at every failure.
    pub fn new(chain: Chain, thorough: bool) -> Self {
        Self {
            chain,
            statistics: Statistics::default(),
            failures: 0,
            thorough,
            claimed_twice: false,
            updates: Updates::default(),
        }
    }

    /// Takes the chain back to a snapshot, and forgets what was seen since.
    ///
    /// # Errors
    ///
    /// When the chain has no such snapshot.
    pub fn revert(&mut self, to: SnapshotId) -> Result<(), node_sim::Error> {
        self.updates = Updates::default();
        self.chain.revert(to)
    }

    /// Puts the chain into a saved state, and forgets what was seen before.
    pub fn import_state(&mut self, saved: Dump) {
        self.updates = Updates::default();
        self.chain.import_state(saved);
    }

    /// Begins a block.
    ///
    /// # Errors
    ///
    /// When a rule is broken.
    pub fn open(&mut self) -> Result<(), Breach> {
        let (before, surplus_before) = (issuance(&mut self.chain), surplus(&mut self.chain));
        self.guarded(|player| {
            player
                .chain
                .open()
                .map_err(|error| player.breach(Rule::Chain, error.to_string()))
        })?;
        let (after, minted) = (issuance(&mut self.chain), minted(&mut self.chain));
        let kept = (surplus(&mut self.chain) - surplus_before).max(0);
        // The step may sweep up dust, but make nothing out of nothing.
        if i128::from(after) > i128::from(before) + i128::from(minted) + kept {
            return Err(self.breach(
                Rule::Issuance,
                format!("{before} rao and {minted} minted make {after}"),
            ));
        }
        laws_after_opening(&mut self.chain).map_err(|law| self.breach(Rule::Invariant, law))
    }

    /// Seals the block.
    ///
    /// # Errors
    ///
    /// When a rule is broken.
    pub fn seal(&mut self) -> Result<(), Breach> {
        self.guarded(|player| {
            player
                .chain
                .seal()
                .map(|_| ())
                .map_err(|error| player.breach(Rule::Chain, error.to_string()))
        })?;
        self.statistics.blocks += 1;
        self.check()
    }

    /// Checks what must hold between blocks.
    ///
    /// # Errors
    ///
    /// When a rule is broken.
    pub fn check(&mut self) -> Result<(), Breach> {
        self.guarded(|player| match player.chain.check() {
            Ok(()) => Ok(()),
            Err(node_sim::Error::Inconsistent { what, .. })
                if player.claimed_twice && what.contains(MORE_ALPHA_THAN_OUTSIDE) =>
            {
                Ok(())
            }
            Err(node_sim::Error::Inconsistent { what, .. }) => {
                Err(player.breach(Rule::Invariant, what))
            }
            Err(error) => Err(player.breach(Rule::Chain, error.to_string())),
        })?;
        laws_after_block(&mut self.chain)
            .and_then(|()| self.updates.follow(&mut self.chain))
            .map_err(|law| self.breach(Rule::Invariant, law))
    }

    /// Makes a call in the open block and notes how it went. `None` if its
    /// arguments do not fit.
    ///
    /// # Errors
    ///
    /// When a rule is broken.
    pub fn act(&mut self, act: &mut Act) -> Result<Option<Receipt>, Breach> {
        let Some(call) = encode(&act.call, &act.arguments) else {
            self.statistics.count(&act.call, Err("does not fit"));
            return Ok(None);
        };
        let receipt = self.call(&act.signer, &act.call, call)?;
        act.succeeded = receipt.is_some();
        Ok(receipt)
    }

    /// Makes a call in the open block; the receipt if it succeeds.
    ///
    /// # Errors
    ///
    /// When a rule is broken.
    pub fn call(
        &mut self,
        signer: &Signer,
        path: &str,
        call: RuntimeCall,
    ) -> Result<Option<Receipt>, Breach> {
        let before = issuance(&mut self.chain);
        let compare = self.thorough || self.failures.is_multiple_of(COMPARED_EVERY);
        let contents_before = compare.then(|| contents(&self.chain));
        let mut result = None;
        self.guarded(|player| {
            result = Some(match signer {
                Signer::Sudo => player.chain.sudo(call),
                Signer::Account(name) => match super::cast::Cast::get().account_of(name) {
                    Some(account) => player.chain.call(account, call),
                    None => player.chain.call(name.as_str(), call),
                },
            });
            Ok(())
        })?;
        let after = issuance(&mut self.chain);
        if after > before {
            return Err(self.breach(
                Rule::Issuance,
                format!("{path} makes {} rao", after - before),
            ));
        }
        match result {
            Some(Ok(receipt)) => {
                self.statistics.count(path, Ok(()));
                self.notable_events(&receipt)?;
                Ok(Some(receipt))
            }
            Some(Err(error)) => {
                self.failures += 1;
                let name = error.name();
                self.statistics.count(path, Err(&name));
                if !is_named(&name) {
                    return Err(self.breach(Rule::Name, format!("{path} fails with {name}")));
                }
                if let Some(contents_before) = contents_before {
                    self.compare(path, &error, &contents_before)?;
                }
                Ok(None)
            }
            None => Ok(None),
        }
    }

    /// Counts networks that come and go, looks whether the latter are forgotten,
    /// and notes swaps of coldkeys.
    fn notable_events(&mut self, receipt: &Receipt) -> Result<(), Breach> {
        for event in &receipt.events {
            match event {
                RuntimeEvent::SubtensorModule(Event::NetworkAdded(..)) => {
                    self.statistics.networks.0 += 1;
                }
                RuntimeEvent::SubtensorModule(Event::ColdkeySwapped { .. }) => {
                    self.claimed_twice = true;
                }
                RuntimeEvent::SubtensorModule(Event::NetworkRemoved(netuid)) => {
                    self.statistics.networks.1 += 1;
                    forgotten(&mut self.chain, *netuid)
                        .map_err(|what| self.breach(Rule::Invariant, what))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn compare(&mut self, path: &str, error: &CallError, before: &Contents) -> Result<(), Breach> {
        let included = match error {
            // A fee in alpha is a sale of stake.
            CallError::Failed { receipt, .. }
                if receipt.has_event("TransactionFee.TransactionFeePaidWithAlpha")
                    || receipt.has_event("SubtensorModule.TransactionFeePaidWithAlpha") =>
            {
                return Ok(())
            }
            CallError::Failed { .. } => true,
            _ => false,
        };
        self.statistics.compared += 1;
        match difference(before, &contents(&self.chain), included) {
            None => Ok(()),
            Some(items) => Err(self.breach(
                Rule::Trace,
                format!("{path} fails with {error} and changes {items}"),
            )),
        }
    }

    fn breach(&self, rule: Rule, what: impl Into<String>) -> Breach {
        Breach::new(rule, self.chain.block_number(), what)
    }

    /// Runs a step; a panic in it is a breach.
    fn guarded(
        &mut self,
        step: impl FnOnce(&mut Self) -> Result<(), Breach>,
    ) -> Result<(), Breach> {
        match catch_unwind(AssertUnwindSafe(|| step(self))) {
            Ok(result) => result,
            Err(payload) => {
                let what = payload
                    .downcast_ref::<String>()
                    .cloned()
                    .or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()))
                    .unwrap_or_else(|| "a panic without words".to_owned());
                Err(self.breach(Rule::Panic, what))
            }
        }
    }
}

/// Plays a history from its beginning.
pub fn play(history: &History, thorough: bool) -> Ending {
    let chain = match history.begin() {
        Ok(chain) => chain,
        Err(error) => return Ending::without_chain(&error),
    };
    let mut player = Player::new(chain, thorough);
    let breach = play_blocks(&mut player, history, 1, history.blocks).err();
    player.end(breach)
}

/// Plays a history again, going over to a copy of the chain in the middle.
/// The end must be `hash`.
///
/// # Errors
///
/// When it is not, or a rule is broken on the way.
pub fn twice(history: &History, hash: Hash) -> Result<(), Breach> {
    let chain = history
        .begin()
        .map_err(|error| Breach::new(Rule::Chain, 0, error.to_string()))?;
    let middle = history.blocks / 2;
    let mut player = Player::new(chain, false);
    play_blocks(&mut player, history, 1, middle)?;
    let failed = |error: node_sim::Error| Breach::new(Rule::Chain, middle, error.to_string());
    let saved = player.chain.export_state().map_err(failed)?.to_bytes();
    let mut copy = History::default()
        .begin()
        .map_err(|error| Breach::new(Rule::Chain, middle, error.to_string()))?;
    copy.import_state(Dump::from_bytes(&saved).map_err(failed)?);
    let mut player = Player::new(copy, false);
    play_blocks(&mut player, history, middle + 1, history.blocks)?;
    if player.chain.state_hash() == hash {
        Ok(())
    } else {
        Err(player.breach(Rule::Repetition, "the same calls led to another state"))
    }
}

fn play_blocks(player: &mut Player, history: &History, from: u32, to: u32) -> Result<(), Breach> {
    let mut acts = history
        .acts
        .iter()
        .filter(|act| act.block >= from)
        .peekable();
    for block in from..=to {
        player.open()?;
        while let Some(act) = acts.next_if(|act| act.block <= block) {
            player.act(&mut act.clone())?;
        }
        player.seal()?;
    }
    Ok(())
}

impl Player {
    /// The end of the chain.
    pub fn end(mut self, breach: Option<Breach>) -> Ending {
        self.statistics.chains = 1;
        Ending {
            hash: breach.is_none().then(|| self.chain.state_hash()),
            statistics: self.statistics,
            chain: breach.is_none().then_some(self.chain),
            breach,
        }
    }
}

impl Ending {
    /// When there is no chain at all.
    pub(super) fn without_chain(error: &anyhow::Error) -> Self {
        Self {
            hash: None,
            breach: Some(Breach::new(Rule::Chain, 0, error.to_string())),
            statistics: Statistics::default(),
            chain: None,
        }
    }
}

/// The numbers in an act's arguments, for making them smaller.
pub(super) fn numbers(arguments: &mut node_sim::literal::Literal) -> Vec<&mut i128> {
    match &mut arguments.kind {
        Kind::Integer(number) => vec![number],
        Kind::Array(items) => items.iter_mut().flat_map(numbers).collect(),
        Kind::Table(fields) => fields
            .iter_mut()
            .flat_map(|field| numbers(&mut field.value))
            .collect(),
        _ => Vec::new(),
    }
}
