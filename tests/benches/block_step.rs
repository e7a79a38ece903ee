//! What a block and an epoch cost through the whole runtime's storage.
//!
//! * `block step`: 128 networks of 64 neurons, each with an injection and a chain
//!   buy, no epoch. Blocks follow each other.
//! * `epoch`: networks of several sizes whose validators weight everybody;
//!   consensus with its loads and writes, without the payout, and the same without
//!   the writes. Bonds come from the epoch before. The arithmetic alone is measured
//!   by `subtensor-math`'s benchmark `yuma`.
//!
//! Over the state of `node-sim`; the block step and the usual size of an epoch also
//! over the plainest externalities of the SDK.

use criterion::{criterion_group, criterion_main, Criterion};
use mimalloc::MiMalloc;
use node_sim::state::State;
use sp_state_machine::BasicExternalities;
use std::hint::black_box;
use subtensor_runtime::{AccountId, Runtime, System, Yuma};
use subtensor_types::{AlphaBalance, MechId, NetUid};

mod chain;

/// As in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const NETWORKS: u16 = 128;
/// Neurons and validators of the networks whose epoch is measured.
const SIZES: [(u16, u16); 4] = [(64, 16), (256, 64), (1024, 64), (4096, 256)];
/// The largest a network of the main chain can be.
const USUAL: u16 = 256;
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

fn one_network(neurons: u16, validators: u16, yuma3: bool) {
    chain::with_root();
    chain::add_network(NETUID, u32::from(neurons));
    chain::set_dense_weights(NETUID, neurons, validators);
    pallet_subnets::Yuma3On::<Runtime>::insert(NETUID, yuma3);
    let rows = run_epoch();
    assert!(rows.iter().all(|(_, incentive, _)| !incentive.is_zero()));
}

fn run_epoch() -> Vec<(AccountId, AlphaBalance, AlphaBalance)> {
    let rows = Yuma::epoch_with_mechanisms(NETUID, EMISSION);
    System::reset_events();
    rows
}

fn epoch(c: &mut Criterion) {
    for (neurons, validators) in SIZES {
        let mut group =
            c.benchmark_group(format!("epoch, {neurons} neurons, {validators} validators"));
        for (name, yuma3) in [("Yuma 2", false), ("Yuma 3", true)] {
            let set_up = || one_network(neurons, validators, yuma3);
            if neurons == USUAL {
                let mut basic = BasicExternalities::default();
                basic.execute_with(set_up);
                group.bench_function(format!("{name}/BasicExternalities"), |b| {
                    basic.execute_with(|| b.iter(|| black_box(run_epoch())));
                });
            }
            let mut state = State::default();
            state.execute(set_up);
            group.bench_function(format!("{name}/node-sim"), |b| {
                b.iter(|| {
                    black_box(state.execute(run_epoch));
                    state.seal();
                });
            });
            group.bench_function(format!("{name}/node-sim, nothing written"), |b| {
                b.iter(|| {
                    black_box(
                        state.execute(|| Yuma::mechanism_epoch(NETUID, MechId::MAIN, EMISSION)),
                    )
                });
            });
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = block_step, epoch
}
criterion_main!(benches);
