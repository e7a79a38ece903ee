//! How long one epoch of one mechanism takes, by size, density and bond model.
//!
//! Every validator weights its targets around a common opinion, with noise, so
//! about half the weights are clipped; bonds come from earlier epochs.

#![allow(clippy::arithmetic_side_effects)]

use criterion::{BenchmarkId, Criterion};
use std::hint::black_box;
use substrate_fixed::types::I64F64;
use subtensor_math::yuma::{
    run_epoch, EpochInput, EpochOutput, EpochParams, EpochWorkspace, LiquidAlpha, SparseMatrix,
};

/// Marsaglia's xorshift: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A subnet: the first uids validate. All of them know the same `percent` of the
/// uids; where that is not all, each leaves out one in ten of those.
struct Subnet {
    stake: Vec<I64F64>,
    blocks: Vec<u64>,
    registered: Vec<u64>,
    permits: Vec<bool>,
    weights: SparseMatrix,
    bonds: SparseMatrix,
}

const BLOCK: u64 = 1_000_000;

fn params(validators: u16, yuma3: bool, liquid: bool, bonds_penalty: u16) -> EpochParams {
    EpochParams {
        block: BLOCK,
        tempo: 360,
        activity_cutoff: 5000,
        last_mechanism_step_block: BLOCK - 360,
        kappa: 32767,
        bonds_penalty,
        bonds_moving_average: 900_000,
        yuma3,
        liquid_alpha: liquid.then_some(LiquidAlpha {
            low: 45875,
            high: 58982,
            steepness: 1000,
        }),
        max_allowed_validators: validators,
        stake_threshold: 0,
        owner_uid: None,
        rao_emission: 82_000_000_000,
    }
}

impl Subnet {
    fn new(neurons: u16, validators: u16, percent: u64) -> Self {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut choice = Random(0x2545_f491_4f6c_dd1d);
        let known: Vec<bool> = (0..neurons).map(|_| choice.below(100) < percent).collect();
        let opinion: Vec<u64> = (0..neurons).map(|_| 1000 + random.below(50_000)).collect();
        let weights = (0..neurons)
            .map(|uid| {
                (0..neurons)
                    .zip(opinion.iter().zip(&known))
                    .filter(|_| uid < validators)
                    .filter_map(|(target, (opinion, &known))| {
                        let weight = opinion + random.below(opinion / 4 + 1);
                        (known && random.below(100) < percent.max(90))
                            .then_some((target, u16::try_from(weight).unwrap_or(u16::MAX)))
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        Self {
            stake: (0..neurons)
                .map(|uid| {
                    let rao = 1_000_000_000_000 + random.below(90_000_000_000_000);
                    I64F64::from_num(if uid < validators { rao } else { 0 })
                })
                .collect(),
            blocks: vec![BLOCK - 100; usize::from(neurons)],
            registered: vec![BLOCK - 100_000; usize::from(neurons)],
            permits: (0..neurons).map(|uid| uid < validators).collect(),
            weights,
            bonds: SparseMatrix::default(),
        }
    }

    fn run(&self, params: &EpochParams, workspace: &mut EpochWorkspace, output: &mut EpochOutput) {
        let input = EpochInput {
            stake: &self.stake,
            last_update: &self.blocks,
            block_at_registration: &self.registered,
            commit_block: &[],
            validator_permit: &self.permits,
            weights: self.weights.as_rows(),
            bonds: self.bonds.as_rows(),
        };
        run_epoch(black_box(params), black_box(&input), workspace, output);
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("epoch");
    let sizes = [(64, 16), (256, 64), (1024, 64), (4096, 256)];
    let sizes = sizes.into_iter().flat_map(|size| [(size, 100), (size, 5)]);
    for ((neurons, validators), percent) in sizes {
        for (model, yuma3, liquid, penalty) in [
            ("original", false, false, 65535),
            ("yuma3", true, false, 65535),
            ("liquid", true, true, 65535),
            // Every weight above the consensus has a rate of its own.
            ("liquid, no penalty", true, true, 0),
        ] {
            let params = params(validators, yuma3, liquid, penalty);
            let mut subnet = Subnet::new(neurons, validators, percent);
            let mut workspace = EpochWorkspace::default();
            let mut output = EpochOutput::default();
            for _ in 0..3 {
                subnet.run(&params, &mut workspace, &mut output);
                subnet.bonds = output.bonds.clone();
            }
            let size = format!("{neurons} neurons, {validators} validators, {percent} %");
            group.bench_function(BenchmarkId::new(model, size), |bencher| {
                bencher.iter(|| subnet.run(&params, &mut workspace, &mut output));
            });
        }
    }
    group.finish();
    criterion.final_summary();
}
