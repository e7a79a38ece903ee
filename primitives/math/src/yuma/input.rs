//! What an epoch reads: a subnet's settings, its neurons and their rows, borrowed
//! from whoever has loaded them.
//!
//! Source: spec chapter `yuma` §4.1.

use super::{liquid::LiquidAlpha, sparse::SparseRows};
use substrate_fixed::types::I64F64;

/// Settings of a subnet, and what moves from epoch to epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochParams {
    /// The block that runs the epoch.
    pub block: u64,
    /// Blocks between epochs.
    pub tempo: u16,
    /// Blocks without an update after which a neuron is inactive, from
    /// [`activity_cutoff_blocks`](super::activity_cutoff_blocks).
    pub activity_cutoff: u64,
    /// The block of the subnet's previous epoch; 0 before the first.
    pub last_mechanism_step_block: u64,
    /// How much stake must agree on a weight, of 65535.
    pub kappa: u16,
    /// How far weights above the consensus are cut in bonds, of 65535.
    pub bonds_penalty: u16,
    /// How slowly bonds move, of a million.
    pub bonds_moving_average: u64,
    /// Whether bonds follow Yuma3 instead of original Yuma.
    pub yuma3: bool,
    /// Liquid alpha, where it is on. Only Yuma3 heeds it.
    pub liquid_alpha: Option<LiquidAlpha>,
    /// How many neurons may hold a validator permit.
    pub max_allowed_validators: u16,
    /// Total stake in rao below which a neuron counts as without stake.
    pub stake_threshold: u64,
    /// The uid of the subnet owner's hotkey: exempt from the threshold, always
    /// permitted, and free to weight itself.
    pub owner_uid: Option<u16>,
    /// Alpha to pay out in this epoch, in rao.
    pub rao_emission: u64,
}

/// The neurons and their rows. Cell i of each vector is uid i; there are as
/// many neurons as stakes.
#[derive(Clone, Copy, Debug)]
pub struct EpochInput<'a> {
    /// Total stake weights in rao: alpha and weighted root stake, with
    /// inheritance.
    pub stake: &'a [I64F64],
    /// Blocks of the last updates on this mechanism; missing ones are 0.
    pub last_update: &'a [u64],
    /// Blocks of registration; missing ones are 0.
    pub block_at_registration: &'a [u64],
    /// Blocks of the oldest weight commits still in force, `u64::MAX` for
    /// neurons without any; empty when commit-reveal is off (§4.4, mask 4).
    pub commit_block: &'a [u64],
    /// Validator permits from the epoch before.
    pub validator_permit: &'a [bool],
    /// Weights as stored.
    pub weights: SparseRows<'a>,
    /// Bonds as stored.
    pub bonds: SparseRows<'a>,
}
