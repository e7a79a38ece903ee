//! A random chain from a seed.

use super::{
    agenda,
    calls::{habits, Habit, Role},
    cast::{self, Cast},
    commits::{self, COMMIT, REVEAL},
    dice::Dice,
    history::{table, Act, History},
    observe::{owned, positions, View},
    player::{Ending, Player},
    values::{Subject, Writer},
    watch::Breach,
};
use node_sim::{
    literal::Literal,
    meta::{CallRef, Metadata},
    scenario::Signer,
    Receipt,
};
use pallet_subnets::Event;
use subtensor_runtime::{AccountId, RuntimeEvent};

/// How long a random chain is and how busy.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Blocks.
    pub blocks: u32,
    /// Calls in a block, at most.
    pub calls: u64,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            blocks: 200,
            calls: 8,
        }
    }
}

/// Networks that begin with few neurons allowed.
const NUMBERS: u16 = 8;

/// Coldkeys that found the first networks.
const FOUNDERS: [&str; 3] = ["ann", "ben", "cleo"];

/// Runs a random chain and gives back what happened and how it ended.
pub fn wander(seed: u64, size: Size) -> (History, Ending) {
    let mut dice = Dice::new(seed);
    let history = History {
        seed: dice.below(1 << 32),
        parameters: parameters(&mut dice),
        // A new network may have as few neurons as its owner likes.
        storage: (1..=NUMBERS)
            .map(|netuid| {
                let item = "SubtensorModule.MinAllowedUids".to_owned();
                (item, vec![netuid.into()], 2u16.into())
            })
            .collect(),
        blocks: size.blocks,
        acts: Vec::new(),
    };
    let begun = history.begin().and_then(|chain| Ok((chain, habits()?)));
    let (chain, habits) = match begun {
        Ok(begun) => begun,
        Err(error) => return (history, Ending::without_chain(&error)),
    };
    let mut wanderer = Wanderer {
        dice,
        inner: habits
            .iter()
            .filter(|habit| !habit.path.starts_with("Utility."))
            .map(|habit| habit.path.clone())
            .collect(),
        total: habits.iter().map(|habit| habit.weight).sum(),
        habits,
        history,
        agenda: Vec::new(),
        player: Player::new(chain, false),
        view: View::default(),
    };
    let breach = wanderer.run(size).err();
    (wanderer.history, wanderer.player.end(breach))
}

/// Small limits, so that within a few hundred blocks chains fill up, neurons
/// are replaced and networks pruned.
fn parameters(dice: &mut Dice) -> Vec<(String, Literal)> {
    let models = [
        "RootWeights",
        "PriceEma",
        "Taoflow",
        "NetTaoflow",
        "PriceBurn",
    ];
    let mut parameters = vec![
        ("EmissionModel", any_of(dice, &models)),
        ("EmissionEra", era(dice)),
    ];
    let mut set = |name: &'static str, value: u64| parameters.push((name, value.into()));
    set("SubnetLimit", dice.between(3, 5));
    set("NetworkRateLimit", dice.below(10));
    set("NetworkImmunityPeriod", dice.between(5, 60));
    set("NetworkMinLockCost", dice.between(1, 50) * 1_000_000_000);
    set("NetworkLockReductionInterval", dice.between(10, 100));
    set("StartCallDelay", dice.below(3));
    set("AdminFreezeWindow", dice.below(3));
    set("OwnerHyperparamRateLimit", dice.below(2));
    set("TxRateLimit", dice.below(2));
    set("TxDelegateTakeRateLimit", dice.below(10));
    set("TxChildkeyTakeRateLimit", dice.below(10));
    set("PendingChildKeyCooldown", dice.below(10));
    set("ColdkeySwapAnnouncementDelay", dice.between(1, 10));
    set("ColdkeySwapReannouncementDelay", dice.between(1, 10));
    set("StakeThreshold", dice.below(2) * 1_000_000_000);
    set("NominatorMinRequiredStake", dice.below(2) * 100_000_000);
    set("MaturityRate", dice.between(10, 1_000));
    set("UnlockRate", dice.between(10, 1_000));
    parameters
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The rules of some era, or of none there was.
fn era(dice: &mut Dice) -> Literal {
    let rules: [(&str, &[&str]); 4] = [
        ("accrual", &["Alpha", "Alpha", "Alpha", "Tao"]),
        (
            "injection",
            &["RootProportion", "BlockEmission", "Unmatched"],
        ),
        ("root_alpha", &["Claimed", "SoldEachBlock"]),
        ("pool_opening", &["Lock", "OneToOne"]),
    ];
    let fields = rules.map(|(name, variants)| (name.to_owned(), any_of(dice, variants)));
    table(fields.into())
}

fn any_of(dice: &mut Dice, names: &[&str]) -> Literal {
    dice.pick(names).copied().unwrap_or_default().into()
}

struct Wanderer {
    dice: Dice,
    habits: Vec<Habit>,
    /// Calls that may stand in others.
    inner: Vec<String>,
    /// The sum of the habits' weights.
    total: u64,
    history: History,
    /// What is to be done in later blocks.
    agenda: Vec<Act>,
    player: Player,
    view: View,
}

impl Wanderer {
    fn run(&mut self, size: Size) -> Result<(), Breach> {
        for (block, founder) in (1..).zip(FOUNDERS) {
            // Registrations may be some blocks apart.
            self.agenda
                .push(agenda::found(1 + (block - 1) * 10, founder));
        }
        for block in 1..=size.blocks {
            self.block(block, size)?;
        }
        Ok(())
    }

    fn block(&mut self, block: u32, size: Size) -> Result<(), Breach> {
        self.player.open()?;
        self.view = View::of(&mut self.player.chain);
        let (due, later): (Vec<Act>, Vec<Act>) =
            self.agenda.drain(..).partition(|act| act.block <= block);
        self.agenda = later;
        for act in due {
            self.make(Act { block, ..act })?;
        }
        for _ in 0..self.dice.below(size.calls + 1) {
            if let Some(act) = self.draw_up(block) {
                self.make(act)?;
            }
        }
        self.player.seal()
    }

    fn make(&mut self, mut act: Act) -> Result<(), Breach> {
        // Noted first, so that what breaks a rule is in the history.
        self.history.acts.push(act.clone());
        let receipt = self.player.act(&mut act)?;
        if let Some(last) = self.history.acts.last_mut() {
            last.succeeded = act.succeeded;
        }
        if let Some(receipt) = receipt {
            self.view = View::of(&mut self.player.chain);
            self.follow_up(&act, &receipt);
        }
        Ok(())
    }

    /// A new network is set up some blocks later, and populated after that.
    fn follow_up(&mut self, act: &Act, receipt: &Receipt) {
        let new = receipt.events.iter().find_map(|event| match event {
            RuntimeEvent::SubtensorModule(Event::NetworkAdded(netuid, _)) => Some(netuid.get()),
            _ => None,
        });
        let (Some(netuid), Signer::Account(owner)) = (new, &act.signer) else {
            return;
        };
        let (block, dice) = (act.block, &mut self.dice);
        self.agenda
            .extend(agenda::set_up(block + 3, netuid, owner, dice));
        self.agenda
            .extend(agenda::populate(block + 4, netuid, dice));
        if netuid == 1 {
            self.agenda.extend(agenda::go_to_root(block + 6));
        }
    }

    /// A random call.
    fn draw_up(&mut self, block: u32) -> Option<Act> {
        let mut at = self.dice.below(self.total);
        let habit = self.habits.iter().find(|habit| {
            let found = at < habit.weight;
            at = at.saturating_sub(habit.weight);
            found
        })?;
        let (path, role) = (habit.path.clone(), habit.role);
        let call = Metadata::runtime().ok()?.call(&path).ok()?;
        let netuid = self.writer().netuid();
        let signer = self.signer(role, netuid);
        let account = match &signer {
            Signer::Account(name) => Cast::get().account_of(name)?,
            Signer::Sudo => Cast::get().account_of(cast::SUDO)?,
        };
        let subject = self.subject(&call, netuid, &account);
        let arguments = if path == COMMIT && self.dice.percent(85) {
            self.commit_and_reveal_later(block, &signer, &account, &subject)?
        } else {
            self.writer().arguments(&call, &subject)
        };
        Some(Act {
            block,
            signer,
            call: path,
            arguments,
            succeeded: true,
        })
    }

    /// The arguments of a commit that can be revealed. Its reveal is put on the
    /// agenda twice: which epoch that will be is left to chance.
    fn commit_and_reveal_later(
        &mut self,
        block: u32,
        signer: &Signer,
        account: &AccountId,
        subject: &Subject,
    ) -> Option<Literal> {
        let call = Metadata::runtime().ok()?.call(REVEAL).ok()?;
        let reveal = self.writer().arguments(&call, subject);
        let commit = commits::hidden(account, &reveal)?;
        for _ in 0..2 {
            self.agenda.push(Act {
                block: block + self.dice.between(1, 15) as u32,
                signer: signer.clone(),
                call: REVEAL.to_owned(),
                arguments: reveal.clone(),
                succeeded: true,
            });
        }
        Some(commit)
    }

    fn writer(&mut self) -> Writer<'_> {
        Writer {
            dice: &mut self.dice,
            view: &self.view,
            inner: &self.inner,
        }
    }

    fn signer(&mut self, role: Role, netuid: u16) -> Signer {
        let network = self.view.networks.get(&netuid);
        let owner = network.map(|network| Cast::get().name_of(&network.owner));
        let neuron = network
            .and_then(|network| self.dice.pick(&network.neurons))
            .map(|hotkey| Cast::get().name_of(hotkey));
        let coldkey = match self.dice.percent(95) {
            true => self.active_coldkey(),
            false => self.dice.pick(&cast::STRANGERS).copied(),
        };
        let known = |name: Option<String>| name.filter(|name| !name.starts_with("0x"));
        let special = if self.dice.percent(90) {
            match role {
                Role::Coldkey => None,
                Role::Hotkey => known(neuron),
                Role::Owner => known(owner),
                Role::Root => return Signer::Sudo,
                Role::Governor if self.dice.percent(50) => return Signer::Sudo,
                Role::Governor => known(owner),
            }
        } else {
            None
        };
        Signer::Account(special.unwrap_or_else(|| coldkey.unwrap_or(cast::SUDO).to_owned()))
    }

    fn active_coldkey(&mut self) -> Option<&'static str> {
        let mut at = self.dice.below(cast::ACTIVITY.iter().sum());
        cast::COLDKEYS
            .iter()
            .zip(cast::ACTIVITY)
            .find(|(_, activity)| {
                let found = at < *activity;
                at = at.saturating_sub(*activity);
                found
            })
            .map(|((name, _), _)| *name)
    }

    fn subject(&mut self, call: &CallRef<'_>, netuid: u16, signer: &AccountId) -> Subject {
        let tao = self
            .player
            .chain
            .balance(signer.clone())
            .unwrap_or_default();
        let mut subject = Subject {
            netuid,
            other_netuid: self.writer().netuid(),
            hotkey: signer.clone(),
            other_hotkey: signer.clone(),
            coldkey: self.coldkey(call, signer),
            alpha: 0,
            tao,
            length: 1 + self.dice.below(4) as usize,
        };
        subject.hotkey = self.hotkey(call, signer, &subject);
        subject.other_hotkey = self.writer().any_account(&subject);
        // Who takes stake away takes it from where it has some.
        let takes = |name: &str| {
            call.arguments
                .iter()
                .any(|a| a.name.as_deref() == Some(name))
        };
        let types = |name: &str| {
            call.arguments
                .iter()
                .any(|a| a.type_name.as_deref().is_some_and(|ty| ty.contains(name)))
        };
        let from_stake = types("Alpha")
            || (takes("hotkey")
                && ["unstake", "remove", "lock"]
                    .iter()
                    .any(|w| call.name.contains(w)));
        if from_stake && self.dice.percent(88) {
            let positions = positions(&mut self.player.chain, signer);
            if let Some(position) = self.dice.pick(&positions) {
                subject.hotkey = position.hotkey.clone();
                subject.netuid = position.netuid;
                subject.alpha = position.alpha;
            }
        }
        subject
    }

    fn coldkey(&mut self, call: &CallRef<'_>, signer: &AccountId) -> AccountId {
        let swaps = call.name.contains("swap");
        let name = if swaps && self.dice.percent(85) {
            Some(cast::heir_of(&Cast::get().name_of(signer)))
        } else {
            self.dice.pick(&cast::COLDKEYS).map(|(name, _)| *name)
        };
        name.and_then(|name| Cast::get().account_of(name))
            .unwrap_or_else(|| signer.clone())
    }

    fn hotkey(&mut self, call: &CallRef<'_>, signer: &AccountId, subject: &Subject) -> AccountId {
        let named: Vec<AccountId> = cast::hotkeys_of(&Cast::get().name_of(signer))
            .iter()
            .filter_map(|name| Cast::get().account_of(name))
            .collect();
        let owned = owned(&mut self.player.chain, signer);
        let own = ["swap_hotkey", "take", "children", "register"];
        let all = if own.iter().any(|word| call.name.contains(word)) {
            7
        } else {
            13
        };
        let found = match self.dice.below(all) {
            0..=3 => self.dice.pick(&owned),
            4 | 5 => self.dice.pick(&named),
            _ => None,
        };
        match found {
            Some(hotkey) => hotkey.clone(),
            None => self.writer().any_account(subject),
        }
    }
}
