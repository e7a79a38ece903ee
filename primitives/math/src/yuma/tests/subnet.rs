//! A subnet that a test sets up and runs epochs on.

use crate::yuma::{
    run_epoch, Entry, EpochInput, EpochOutput, EpochParams, EpochWorkspace, SparseMatrix,
};
use std::cell::RefCell;
use substrate_fixed::types::I64F64;

/// The state of a subnet between epochs. Stakes are whole rao.
#[derive(Clone, Debug)]
pub struct Subnet {
    pub params: EpochParams,
    pub stake: Vec<u64>,
    pub last_update: Vec<u64>,
    pub registered: Vec<u64>,
    pub committed: Vec<u64>,
    pub permits: Vec<bool>,
    pub weights: Vec<Vec<Entry>>,
    pub bonds: Vec<Vec<Entry>>,
}

/// An epoch's vectors in the form the epoch takes.
pub struct Matrices {
    stake: Vec<I64F64>,
    weights: SparseMatrix,
    bonds: SparseMatrix,
}

impl Subnet {
    /// The setting of the chapter's rows (§15): default κ, penalty and moving
    /// average, original Yuma, 10⁹ rao; everyone registered at block 0,
    /// permitted and up to date.
    pub fn new(stake: &[u64]) -> Self {
        let n = stake.len();
        Self {
            params: EpochParams {
                block: 1,
                tempo: 1,
                activity_cutoff: 5000,
                last_mechanism_step_block: 0,
                kappa: 32767,
                bonds_penalty: 65535,
                bonds_moving_average: 900_000,
                yuma3: false,
                liquid_alpha: None,
                max_allowed_validators: n as u16,
                stake_threshold: 0,
                owner_uid: None,
                rao_emission: 1_000_000_000,
            },
            stake: stake.to_vec(),
            last_update: vec![1; n],
            registered: vec![0; n],
            committed: Vec::new(),
            permits: vec![true; n],
            weights: vec![Vec::new(); n],
            bonds: vec![Vec::new(); n],
        }
    }

    /// Sets the weights of one uid, as of now.
    pub fn set(&mut self, uid: usize, weights: &[Entry]) {
        self.weights[uid] = weights.to_vec();
        self.last_update[uid] = self.params.block;
    }

    pub fn matrices(&self) -> Matrices {
        Matrices {
            stake: self
                .stake
                .iter()
                .map(|&rao| I64F64::saturating_from_num(rao))
                .collect(),
            weights: self.weights.iter().cloned().collect(),
            bonds: self.bonds.iter().cloned().collect(),
        }
    }

    pub fn input<'a>(&'a self, matrices: &'a Matrices) -> EpochInput<'a> {
        EpochInput {
            stake: &matrices.stake,
            last_update: &self.last_update,
            block_at_registration: &self.registered,
            commit_block: &self.committed,
            validator_permit: &self.permits,
            weights: matrices.weights.as_rows(),
            bonds: matrices.bonds.as_rows(),
        }
    }

    pub fn run_in(&self, workspace: &mut EpochWorkspace, output: &mut EpochOutput) {
        run_epoch(
            &self.params,
            &self.input(&self.matrices()),
            workspace,
            output,
        );
    }

    /// Runs an epoch in memory that other epochs have used before.
    pub fn run(&self) -> EpochOutput {
        thread_local! {
            static USED: RefCell<(EpochWorkspace, EpochOutput)> = RefCell::default();
        }
        USED.with_borrow_mut(|(workspace, output)| {
            self.run_in(workspace, output);
            output.clone()
        })
    }

    /// Takes over what an epoch stores.
    pub fn carry_over(&mut self, epoch: &EpochOutput) {
        self.permits.clone_from(&epoch.validator_permit);
        self.bonds = epoch.bonds.rows().map(<[Entry]>::to_vec).collect();
    }

    /// Runs an epoch and takes over what it stores.
    pub fn step(&mut self) -> EpochOutput {
        let epoch = self.run();
        self.carry_over(&epoch);
        epoch
    }
}
