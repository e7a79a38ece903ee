//! Readings of the real main chain: one subnet as it stood at a block.
//!
//! A reading says what a subnet's metagraph shows: pool, hyperparameters, and per
//! neuron its stake, permit, registration block and what the epoch before paid.
//! [`chain_from`] builds a chain that goes on from there, and [`Comparison`] holds
//! what our epochs pay against what the main chain's paid.

mod compare;
mod state;

pub use compare::{Comparison, Row};
pub use state::{chain_from, STAND_IN_NETUID};

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A subnet of the main chain at a block. Amounts are rao.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)] // The fields are named as in the chain's own queries.
pub struct Reading {
    pub block: u32,
    pub netuid: u16,
    pub name: String,
    pub owner_coldkey: String,
    pub owner_hotkey: String,
    pub moving_price_bits_i96f32: i128,
    pub tempo: u16,
    pub network_registered_at: u64,
    pub alpha_in: u64,
    pub alpha_out: u64,
    pub tao_in: u64,
    pub subnet_volume: u128,
    pub rho: u16,
    pub kappa: u16,
    pub min_allowed_weights: u16,
    pub weights_version: u64,
    pub weights_rate_limit: u64,
    pub max_validators: u16,
    pub max_uids: u16,
    pub burn: u64,
    pub immunity_period: u16,
    pub min_burn: u64,
    pub max_burn: u64,
    pub registration_allowed: bool,
    pub serving_rate_limit: u64,
    pub commit_reveal_weights_enabled: bool,
    pub commit_reveal_period: u64,
    pub liquid_alpha_enabled: bool,
    pub alpha_high: u16,
    pub alpha_low: u16,
    pub bonds_moving_avg: u64,
    pub neurons: Vec<Neuron>,
}

/// A neuron of a reading.
#[derive(Clone, Debug, Deserialize)]
pub struct Neuron {
    /// Its number on the subnet.
    pub uid: u16,
    /// Its hotkey, SS58.
    pub hotkey: String,
    /// The hotkey's owner, SS58.
    pub coldkey: String,
    /// Whether it was active in the last epoch.
    pub active: bool,
    /// Whether it holds a validator permit.
    pub validator_permit: bool,
    /// Block of its last weights or commit.
    pub last_update: u64,
    /// Block of its registration.
    pub block_at_registration: u64,
    /// Its alpha on the subnet, in rao.
    pub alpha_stake_rao: u64,
    /// Its stake on root, in rao.
    pub tao_stake_rao: u64,
    /// Its consensus weight, out of 65535.
    pub consensus_u16: u16,
    /// Its part of the incentive, out of 65535.
    pub incentive_u16: u16,
    /// Its part of the dividends, out of 65535.
    pub dividends_u16: u16,
    /// What the last epoch assigned to it, in rao of alpha.
    pub emission_rao: u64,
}

/// Why a reading can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// The file can't be read.
    #[error("cannot read the reading {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is not a reading.
    #[error(
        "{}:{}:{}: this is not a subnet reading: {source}",
        path.display(), source.line(), source.column()
    )]
    Json {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// The uids are not 0, 1, 2 ….
    #[error("neuron {position} of the reading has uid {uid}: uids must be 0, 1, 2 … in order")]
    Uids {
        /// The neuron's place in the list.
        position: usize,
        /// The uid found there.
        uid: u16,
    },
    /// A key is not an address.
    #[error("{place} of the reading is no account: {source}")]
    Account {
        /// Where it stands.
        place: String,
        /// Why not.
        source: crate::account::AccountError,
    },
    /// The reading is of root or of the number that the stand-in takes.
    #[error(
        "a reading of netuid {0} can't be imported: it must be neither root nor {STAND_IN_NETUID}"
    )]
    Netuid(u16),
    /// The chain can't be built.
    #[error(transparent)]
    Chain(#[from] crate::Error),
}

impl Reading {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When it can't be read, is no reading, or its uids have holes.
    pub fn load(path: &Path) -> Result<Self, ReadingError> {
        let text = std::fs::read_to_string(path).map_err(|source| ReadingError::Io {
            path: path.to_owned(),
            source,
        })?;
        let reading: Self = serde_json::from_str(&text).map_err(|source| ReadingError::Json {
            path: path.to_owned(),
            source,
        })?;
        for (position, neuron) in reading.neurons.iter().enumerate() {
            if usize::from(neuron.uid) != position {
                return Err(ReadingError::Uids {
                    position,
                    uid: neuron.uid,
                });
            }
        }
        Ok(reading)
    }

    /// The uid that all consensus stands on: the one with the highest consensus
    /// weight. A reading has no weights; when its consensus names a single uid,
    /// every effective weight pointed there.
    pub fn consensus_uid(&self) -> Option<u16> {
        self.neurons
            .iter()
            .filter(|neuron| neuron.consensus_u16 > 0)
            .max_by_key(|neuron| neuron.consensus_u16)
            .map(|neuron| neuron.uid)
    }
}
