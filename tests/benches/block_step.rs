//! What a block and an epoch cost through the whole runtime's storage.
//!
//! * `block step`: 128 networks of 64 neurons, each with an injection and a chain
//!   buy, no epoch. Blocks follow each other.
//! * `epoch`: 256 neurons, 64 validators that weight everybody; consensus with its
//!   loads and writes, without the payout. Bonds come from the epoch before.
//!
//! Both over the plainest externalities of the SDK and over the state of
//! `node-sim`.

use criterion::{criterion_group, criterion_main, Criterion};
use mimalloc::MiMalloc;
use node_sim::state::State;
use sp_state_machine::BasicExternalities;
use std::hint::black_box;
use subtensor_runtime::{Runtime, System};
use subtensor_types::{AlphaBalance, NetUid};

mod chain;

/// As in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const NETWORKS: u16 = 128;
const NEURONS: u16 = 256;
const VALIDATORS: u16 = 64;
/// The network whose epoch is measured.
const NETUID: NetUid = NetUid::new(1);
/// What an epoch pays: 360 blocks of alpha, less the owner's cut.
const EMISSION: AlphaBalance = AlphaBalance::new(295_200_000_000);

fn netuids() -> impl Iterator<Item = NetUid> {
    (1..=NETWORKS).map(NetUid::new)
}

fn many_networks() {
    chain::with_root();
    for netuid in netuids() {
        chain::add_network(netuid, 64);
    }
    // The first block moves the pools' weights.
    for _ in 0..2 {
        next_block();
    }
    chain::assert_chain_buys(netuids());
}

/// The domain's part of a block, which is all of it but the headers.
fn next_block() {
    let block = System::block_number().saturating_add(1);
    System::set_block_number(block);
    pallet_subtensor::Pallet::<Runtime>::block_step();
    System::reset_events();
}

fn block_step(c: &mut Criterion) {
    let mut group = c.benchmark_group("block step, 128 networks");
    let mut basic = BasicExternalities::default();
    basic.execute_with(many_networks);
    group.bench_function("BasicExternalities", |b| {
        basic.execute_with(|| b.iter(next_block));
    });
    let mut state = State::default();
    state.execute(many_networks);
    group.bench_function("node-sim", |b| {
        b.iter(|| {
            state.execute(next_block);
            state.seal();
        });
    });
    group.finish();
}

fn one_network(yuma3: bool) {
    chain::with_root();
    chain::add_network(NETUID, u32::from(NEURONS));
    chain::set_dense_weights(NETUID, NEURONS, VALIDATORS);
    pallet_subnets::Yuma3On::<Runtime>::insert(NETUID, yuma3);
    let rows = run_epoch();
    assert!(rows.iter().all(|(_, incentive, _)| !incentive.is_zero()));
}

fn run_epoch() -> Vec<(subtensor_runtime::AccountId, AlphaBalance, AlphaBalance)> {
    let rows = pallet_yuma::Pallet::<Runtime>::epoch_with_mechanisms(NETUID, EMISSION);
    System::reset_events();
    rows
}

fn epoch(c: &mut Criterion) {
    let mut group = c.benchmark_group("epoch, 256 neurons, 64 validators");
    for (name, yuma3) in [("Yuma 2", false), ("Yuma 3", true)] {
        let mut basic = BasicExternalities::default();
        basic.execute_with(|| one_network(yuma3));
        group.bench_function(format!("{name}/BasicExternalities"), |b| {
            basic.execute_with(|| b.iter(|| black_box(run_epoch())));
        });
        let mut state = State::default();
        state.execute(|| one_network(yuma3));
        group.bench_function(format!("{name}/node-sim"), |b| {
            b.iter(|| {
                black_box(state.execute(run_epoch));
                state.seal();
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = block_step, epoch
}
criterion_main!(benches);
