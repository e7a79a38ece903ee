//! How a chain comes to be: from a preset or from a raw state.

use super::{Beacon, Chain, Clock};
use crate::{
    account::{address, AccountError, Who},
    state::{RootMode, State},
    Error,
};
use codec::Decode;
use frame_support::genesis_builder_helper::{build_state, get_preset};
use serde_json::{json, Value as Json};
use sp_runtime::{traits::Header as _, Digest, DigestItem};
use subtensor_runtime::{genesis, AccountId, Hash, Header, RuntimeGenesisConfig, System};

/// A state to start from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// The rules of November 2025: emission follows net user flows.
    #[default]
    Taoflow,
    /// Funded development accounts, //Alice as sudo.
    Development,
    /// Any preset of the runtime by its name.
    Named(String),
}

impl Preset {
    /// The runtime's name for it.
    pub fn id(&self) -> &str {
        match self {
            Self::Taoflow => genesis::TAOFLOW_PRESET,
            Self::Development => sp_genesis_builder::DEV_RUNTIME_PRESET,
            Self::Named(name) => name,
        }
    }

    /// The names of all presets, the default first.
    pub fn names() -> Vec<String> {
        genesis::preset_names()
            .iter()
            .map(|id| id.to_string())
            .collect()
    }
}

impl From<&str> for Preset {
    fn from(name: &str) -> Self {
        Self::Named(name.to_owned())
    }
}

/// Collects what a chain starts from.
#[derive(Debug, Default)]
pub struct ChainBuilder {
    preset: Preset,
    raw: Option<State>,
    balances: Vec<(AccountId, u64)>,
    storage: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    seed: u64,
    root_mode: RootMode,
    clock: Option<Clock>,
    beacon: Option<Beacon>,
    error: Option<AccountError>,
}

impl ChainBuilder {
    /// Starts from a preset.
    #[must_use]
    pub fn preset(mut self, preset: impl Into<Preset>) -> Self {
        self.preset = preset.into();
        self
    }

    /// Starts from the storage of a chain, as it stood after some block.
    #[must_use]
    pub fn raw_state(mut self, pairs: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Self {
        self.raw = Some(pairs.into_iter().collect());
        self
    }

    /// Gives an account a balance at genesis, in rao, in place of what the
    /// preset gives it.
    #[must_use]
    pub fn balance(mut self, who: impl Who, rao: u64) -> Self {
        match who.account() {
            Ok(account) => self.balances.push((account, rao)),
            Err(error) => self.error = self.error.or(Some(error)),
        }
        self
    }

    /// Writes a storage entry over the starting state; `None` removes it.
    #[must_use]
    pub fn storage(mut self, key: Vec<u8>, value: Option<Vec<u8>>) -> Self {
        self.storage.push((key, value));
        self
    }

    /// Makes another chain of the same starting state: the genesis hash, all
    /// block hashes after it, and what the chain draws from them differ.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How headers get their state root.
    #[must_use]
    pub fn root_mode(mut self, mode: RootMode) -> Self {
        self.root_mode = mode;
        self
    }

    /// The time of the starting state, in milliseconds since the Unix epoch.
    #[must_use]
    pub fn time(mut self, millis: u64) -> Self {
        self.clock = Some(Clock::at(millis));
        self
    }

    /// Gives the chain a randomness beacon of its own, in place of drand's.
    #[must_use]
    pub fn beacon(mut self, beacon: Beacon) -> Self {
        self.beacon = Some(beacon);
        self
    }

    /// Builds the chain.
    ///
    /// # Errors
    ///
    /// When the preset is unknown, the genesis configuration is refused, or an
    /// account's name is none.
    pub fn build(self) -> Result<Chain, Error> {
        if let Some(error) = self.error {
            return Err(error.into());
        }
        let mut state = match self.raw {
            Some(state) => state,
            None => genesis_state(&self.preset, &self.balances)?,
        };
        state.set_root_mode(self.root_mode);
        for (key, value) in self.storage {
            state.put(&key, value);
        }
        let (number, parent, stored_time) = state.dry_run(|| {
            (
                System::block_number(),
                System::parent_hash(),
                pallet_timestamp::Now::<subtensor_runtime::Runtime>::get(),
            )
        });
        let clock = match (self.clock, stored_time) {
            (Some(clock), _) => clock,
            (None, 0) => Clock::default(),
            (None, time) => Clock::at(time),
        };
        if let Some(beacon) = &self.beacon {
            beacon.install(&mut state, clock.now());
        }
        state.seal();

        let mut digest = Digest::default();
        if self.seed != 0 {
            digest.push(DigestItem::Other(self.seed.to_le_bytes().to_vec()));
        }
        let head = Header::new(
            number,
            Hash::zero(),
            state.header_root(sp_core::storage::StateVersion::V1),
            parent,
            digest,
        );
        let mut chain = Chain::from_parts(state, head, clock);
        chain.set_beacon(self.beacon);
        Ok(chain)
    }
}

/// Builds a preset's genesis with balances of our own.
fn genesis_state(preset: &Preset, balances: &[(AccountId, u64)]) -> Result<State, Error> {
    let name = preset.id();
    let patch = genesis::preset(&name.into()).ok_or_else(|| Error::UnknownPreset {
        name: name.to_owned(),
        known: Preset::names(),
    })?;
    let default = get_preset::<RuntimeGenesisConfig>(&None, |_| None).unwrap_or_default();
    let read = |bytes: &[u8]| {
        serde_json::from_slice::<Json>(bytes).map_err(|error| Error::Genesis(error.to_string()))
    };
    let mut config = read(&default)?;
    merge(&mut config, read(&patch)?);
    set_balances(&mut config, balances);

    let mut state = State::default();
    state
        .execute(|| build_state::<RuntimeGenesisConfig>(config.to_string().into_bytes()))
        .map_err(Error::Genesis)?;
    Ok(state)
}

/// Lays a JSON patch over a document (RFC 7396).
fn merge(target: &mut Json, patch: Json) {
    match patch {
        Json::Object(fields) => {
            if !target.is_object() {
                *target = json!({});
            }
            if let Json::Object(target) = target {
                for (name, value) in fields {
                    if value.is_null() {
                        target.remove(&name);
                    } else {
                        merge(target.entry(name).or_insert(Json::Null), value);
                    }
                }
            }
        }
        value => *target = value,
    }
}

fn set_balances(config: &mut Json, balances: &[(AccountId, u64)]) {
    if balances.is_empty() {
        return;
    }
    let ours: Vec<(String, u64)> = balances
        .iter()
        .map(|(account, rao)| (address(account), *rao))
        .collect();
    let kept: Vec<Json> = config["balances"]["balances"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|entry| ours.iter().all(|(address, _)| entry[0] != **address))
        .cloned()
        .collect();
    // What has nothing is left out: genesis refuses empty accounts.
    let ours = ours
        .into_iter()
        .filter(|(_, rao)| *rao > 0)
        .map(|entry| json!(entry));
    config["balances"]["balances"] = kept.into_iter().chain(ours).collect();
}

/// A saved chain: its state, its head and its clock.
#[derive(Clone, Debug, codec::Encode, codec::Decode)]
pub struct Dump {
    /// The header of the latest block.
    pub head: Header,
    /// The time of the latest block.
    pub clock: Clock,
    /// Every key and its value, in order.
    pub pairs: Vec<(Vec<u8>, Vec<u8>)>,
}

/// What a saved chain begins with.
const MAGIC: &[u8; 8] = b"nodesim1";

impl Dump {
    /// As bytes for a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        codec::Encode::encode_to(self, &mut bytes);
        bytes
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    ///
    /// When they are no saved chain.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut rest = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| Error::Dump("it does not begin with `nodesim1`".to_owned()))?;
        Self::decode(&mut rest).map_err(|error| Error::Dump(error.to_string()))
    }
}
