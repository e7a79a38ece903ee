//! What holds after every epoch, whatever the input.

use crate::yuma::EpochOutput;

fn sum(values: &[u16]) -> u64 {
    values.iter().map(|&value| u64::from(value)).sum()
}

/// Shares sum to one or nothing, and no rao is made or lost but by rounding.
///
/// Source: spec chapter `yuma` §16, 1, in the stored form: each of n proportions
/// loses less than one in quantising, and n ulp before that.
pub fn conserved(epoch: &EpochOutput, rao: u64) -> Result<(), String> {
    let n = epoch.stake.len() as u64;
    for (name, values) in [
        ("incentive", &epoch.incentive),
        ("dividends", &epoch.dividends),
        ("stake weights", &epoch.stake_weight),
    ] {
        let total = sum(values);
        if total != 0 && !((65535u64.saturating_sub(n + 1))..=65535).contains(&total) {
            return Err(format!("{name} sum to {total}"));
        }
    }
    for (name, paid) in [
        (
            "server and validator emission",
            [epoch.server_emission.as_slice(), &epoch.validator_emission],
        ),
        ("emission", [&epoch.emission, &[]]),
    ] {
        let total: u128 = paid
            .iter()
            .copied()
            .flatten()
            .map(|&part| u128::from(part))
            .sum();
        let rao = u128::from(rao);
        let lost = u128::from(2 * n) + ((u128::from(n) * rao) >> 31) + 1;
        if total > rao || (total != 0 && rao - total > lost) {
            return Err(format!("{name} of {rao} rao sums to {total}"));
        }
    }
    Ok(())
}

/// Every vector has a cell per neuron, and bonds go to neurons that exist and
/// from neurons that are permitted.
pub fn complete(epoch: &EpochOutput, n: usize) -> Result<(), String> {
    let lengths = [
        epoch.active.len(),
        epoch.validator_permit.len(),
        epoch.stake_weight.len(),
        epoch.consensus.len(),
        epoch.incentive.len(),
        epoch.dividends.len(),
        epoch.validator_trust.len(),
        epoch.server_emission.len(),
        epoch.validator_emission.len(),
        epoch.emission.len(),
        epoch.stake.len(),
        epoch.bonds.rows().count(),
    ];
    if lengths != [n; 12] {
        return Err(format!("{lengths:?} cells for {n} neurons"));
    }
    for (row, permit) in epoch.bonds.rows().zip(&epoch.validator_permit) {
        if !row.is_empty() && !permit {
            return Err("bonds without a permit".into());
        }
        if row.iter().any(|entry| usize::from(entry.0) >= n) {
            return Err("bonds to nobody".into());
        }
    }
    Ok(())
}
