//! The main chain's subnet 1 of November 2025, three epochs on.

use node_sim::reading::{chain_from, Comparison, Reading};
use std::path::Path;

#[test]
fn our_epochs_pay_what_the_main_chain_paid() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/data/finney-sn1.json");
    let reading = Reading::load(&file).expect("the reading ships with the project");
    let mut chain = chain_from(&reading).expect("the reading makes a chain");
    for _ in 0..3 {
        chain.advance_to_epoch(reading.netuid).expect("blocks seal");
    }
    let comparison = Comparison::of(&mut chain, &reading);
    println!("{comparison}");

    // Four floors per block lose up to 3 rao, here as there.
    assert!(comparison.total.found.abs_diff(comparison.total.recorded) <= 300);
    let miner = comparison
        .miner
        .clone()
        .expect("all weights point to one uid");
    assert_eq!(miner.uid, 395);
    assert!(miner.found.abs_diff(miner.recorded) <= 300);
    assert_eq!(comparison.miner_incentive, Some((65_535, 65_535)));
    assert_eq!(comparison.validators.len(), 10);
    assert!(comparison.worst_validator_error() < 0.01);
}
