//! Runs epochs on random and hostile input for as long as asked.
//!
//! `cargo run --release -p subtensor-math --example fuzz-epoch -- --minutes 30
//! [--seed N]`. Subnets such as the chain can have are compared bit by bit with
//! the step-by-step model of the tests; on hostile ones every epoch has to end,
//! with sums conserved. The first failure is printed with its input and ends the
//! run with an error.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    missing_docs
)]

/// The crate's own names, as the tests' modules use them.
mod yuma {
    pub use subtensor_math::yuma::*;
}

#[path = "../src/yuma/tests/generators.rs"]
mod generators;
#[path = "../src/yuma/tests/laws.rs"]
mod laws;
#[path = "../src/yuma/tests/model.rs"]
mod model;
#[path = "../src/yuma/tests/subnet.rs"]
mod subnet;

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::{
    fmt::Display,
    panic::{catch_unwind, AssertUnwindSafe},
    process::ExitCode,
    time::{Duration, Instant},
};
use subnet::Subnet;

/// Epochs in a row on one subnet.
const EPOCHS: usize = 4;

/// One in so many subnets is a large one.
const LARGE: u64 = 500;

/// The number behind a name on the command line.
fn argument(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

fn check<E: Display>(result: Result<(), E>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}

/// Runs epochs in a row; `compared` says whether the model can follow.
fn try_subnet(mut subnet: Subnet, compared: bool) -> Result<(), String> {
    for epoch in 0..EPOCHS {
        let found = subnet.run();
        check(laws::conserved(&found, subnet.params.rao_emission))?;
        check(laws::complete(&found, subnet.stake.len()))?;
        if compared {
            let expected = model::run(&subnet.params, &subnet.input(&subnet.matrices()));
            if found != expected {
                return Err(format!("epoch {epoch}: {found:?}, not {expected:?}"));
            }
        }
        subnet.carry_over(&found);
    }
    Ok(())
}

/// [`try_subnet`] on a generated subnet; a panic is a failure like others.
fn try_one(
    strategy: &impl Strategy<Value = Subnet>,
    runner: &mut TestRunner,
    compared: bool,
) -> Result<(), String> {
    let tree = strategy
        .new_tree(runner)
        .map_err(|error| error.to_string())?;
    let subnet = tree.current();
    let input = subnet.clone();
    let result = catch_unwind(AssertUnwindSafe(|| try_subnet(subnet, compared)));
    let result = result.unwrap_or_else(|_| Err("a panic".into()));
    result.map_err(|error| format!("{error}\non {input:#?}"))
}

fn main() -> ExitCode {
    let minutes = argument("--minutes").unwrap_or(30);
    let seed = argument("--seed").unwrap_or(1);
    let mut bytes = [0u8; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (usual, hostile) = (generators::any_subnet(), generators::hostile_subnet());
    let large = generators::large_subnet();

    let begin = Instant::now();
    let mut subnets = 0u64;
    while begin.elapsed() < Duration::from_secs(60 * minutes) {
        for compared in [true, false] {
            let result = match (compared, subnets % LARGE) {
                (true, 0) => try_one(&large, &mut runner, true),
                (true, _) => try_one(&usual, &mut runner, true),
                (false, _) => try_one(&hostile, &mut runner, false),
            };
            if let Err(error) = result {
                println!("seed {seed}, subnet {subnets}: {error}");
                return ExitCode::FAILURE;
            }
            subnets += 1;
        }
    }
    println!(
        "seed {seed}, {minutes} minutes: {subnets} subnets, half of them hostile, {} epochs, no failure",
        subnets * EPOCHS as u64
    );
    ExitCode::SUCCESS
}
