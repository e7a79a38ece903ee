//! The chapter's rows on several mechanisms (§15.9), as far as they compute
//! something.

use super::subnet::Subnet;
use crate::yuma::{mechanism_weight, split_emissions, Entry, EpochOutput, MechanismTotals};

#[test]
fn emission_splits_as_the_chapter_says() {
    // S-2, S-3: rao, count, split, parts.
    type Row<'a> = (u64, u8, Option<&'a [u16]>, &'a [u64]);
    let rows: &[Row] = &[
        (25, 5, None, &[5, 5, 5, 5, 5]),
        (10, 4, None, &[4, 2, 2, 2]),
        (
            19,
            5,
            Some(&[3450, 6899, 10348, 17247, 27594]),
            &[1, 2, 3, 5, 8],
        ),
        // §11.3: a shorter split is padded, a longer one cut.
        (65535, 3, Some(&[65535]), &[65535, 0, 0]),
        (65535, 1, Some(&[16383, 49152]), &[65535]),
    ];
    for (rao, count, split, parts) in rows {
        assert_eq!(split_emissions(*rao, *count, *split), *parts);
    }
}

#[test]
fn without_emission_the_main_mechanism_has_all_weight() {
    // §8.
    assert_eq!(mechanism_weight(0, 0, 0), 1);
    assert_eq!(mechanism_weight(1, 0, 0), 0);
    assert_eq!(mechanism_weight(1, 1, 4), 0.25);
}

/// Runs one epoch per list of weights and combines them.
fn run(
    subnet: &Subnet,
    split: Option<&[u16]>,
    mechanisms: &[Vec<Vec<Entry>>],
) -> (Vec<EpochOutput>, MechanismTotals) {
    let rao = subnet.params.rao_emission;
    let parts = split_emissions(rao, mechanisms.len() as u8, split);
    let mut totals = MechanismTotals::default();
    let epochs = (0..)
        .zip(mechanisms)
        .zip(parts)
        .map(|((mecid, weights), part)| {
            let mut subnet = subnet.clone();
            subnet.params.rao_emission = part;
            subnet.weights.clone_from(weights);
            let epoch = subnet.run();
            totals.add(&epoch, mechanism_weight(mecid, part, rao));
            epoch
        })
        .collect();
    (epochs, totals)
}

fn rows(epoch: &EpochOutput) -> Vec<Vec<Entry>> {
    epoch.bonds.rows().map(<[Entry]>::to_vec).collect()
}

#[test]
fn two_mechanisms_pay_both_neurons() {
    // S-7.
    let subnet = Subnet::new(&[1_000_000_000; 2]);
    let full = vec![vec![(0, 65535), (1, 65535)]; 2];
    let (epochs, totals) = run(&subnet, None, &[full.clone(), full]);
    for epoch in &epochs {
        assert_eq!(epoch.incentive, [32767, 32767]);
        assert_eq!(epoch.emission, [250_000_000, 250_000_000]);
        assert_eq!(rows(epoch), [[(1, 65535)], [(0, 65535)]]);
    }
    assert_eq!(totals.server_emission, [250_000_000, 250_000_000]);
    assert_eq!(totals.stake, [2_000_000_000, 2_000_000_000]);
}

#[test]
fn a_silent_validator_earns_nothing_on_that_mechanism() {
    // S-8.
    let subnet = Subnet::new(&[1_000_000_000; 2]);
    let full = vec![vec![(0, 65535), (1, 65535)]; 2];
    let silent = vec![vec![(0, 65535), (1, 0)], full[1].clone()];
    let (epochs, _) = run(&subnet, None, &[full, silent]);
    assert_eq!(rows(&epochs[1]), [vec![], vec![(0, 65535)]]);
    assert_eq!(epochs[1].server_emission, [250_000_000, 0]);
    assert_eq!(epochs[1].validator_emission, [0, 250_000_000]);
}

#[test]
fn terms_combine_by_the_mechanisms_parts() {
    // S-9.
    let mut subnet = Subnet::new(&[1_000_000_000, 1_000_000_000, 0]);
    subnet.permits = vec![true, false, false];
    let weights = |one, two| vec![vec![(1, one), (2, two)], vec![], vec![]];
    let split: &[u16] = &[16383, 49152];
    assert_eq!(
        split_emissions(1_000_000_000, 2, Some(split)),
        [249_988_556, 750_011_444]
    );
    let (epochs, totals) = run(&subnet, Some(split), &[weights(3, 2), weights(1, 4)]);
    assert_eq!(epochs[0].incentive, [0, 39320, 26213]);
    assert_eq!(epochs[1].incentive, [0, 13106, 52427]);
    assert_eq!(totals.server_emission, [0, 149_997_710, 350_002_288]);
    assert_eq!(totals.validator_emission, [500_000_000, 0, 0]);
    assert_eq!(totals.emission, [312_505_722, 74_999_999, 237_505_721]);
    assert_eq!(totals.consensus, [0, 19658, 45872]);
    assert_eq!(totals.dividends, [65534, 0, 0]);
    assert_eq!(totals.validator_trust, [65533, 0, 0]);
    assert_eq!(totals.stake_weight, [32766, 32766, 0]);
}

#[test]
fn stake_alone_is_paid_in_proportion() {
    // S-10: the main mechanism only.
    let mut subnet = Subnet::new(&[10, 30, 60]);
    subnet.params.rao_emission = 1_000_000;
    let (_, totals) = run(&subnet, None, &[vec![Vec::new(); 3]]);
    assert_eq!(totals.validator_emission, [99_999, 299_999, 600_000]);
    assert_eq!(totals.server_emission, [0, 0, 0]);
}
