//! Several mechanisms on one subnet: how emission is split among them and how
//! their epochs combine.
//!
//! Mechanism m gets `⌊rao · v_m / 65535⌋` of the emission, or an even part; what
//! rounding leaves goes to the main mechanism. Proportions combine as
//! `acc := ⌊acc + v·ω_m⌋` with `ω_m = part_m / rao`, payouts as sums.
//!
//! Source: spec chapter `yuma` §8, §11.3.

use super::epoch::EpochOutput;
use alloc::vec::Vec;
use substrate_fixed::types::U64F64;

/// Splits an epoch's emission (rao) among `count` mechanisms.
///
/// `split` has the mechanisms' parts of 65535; without it all get the same. The
/// parts always sum to `rao`.
/// Source: spec chapter `yuma` §11.3.
#[must_use]
pub fn split_emissions(rao: u64, count: u8, split: Option<&[u16]>) -> Vec<u64> {
    let count = usize::from(count);
    let mut parts: Vec<u64> = match split {
        Some(split) => split
            .iter()
            .map(|&part| {
                let product = u128::from(rao).wrapping_mul(u128::from(part));
                u64::try_from(product.wrapping_div(65_535)).unwrap_or(u64::MAX)
            })
            .collect(),
        None => Vec::new(),
    };
    let even = rao.checked_div(count as u64).unwrap_or(0);
    parts.resize(count, if split.is_some() { 0 } else { even });
    let given = parts.iter().copied().fold(0, u64::saturating_add);
    if let Some(main) = parts.first_mut() {
        *main = main.saturating_add(rao.saturating_sub(given));
    }
    parts
}

/// How much mechanism number `mechanism` weighs in the subnet's combined terms.
///
/// Source: spec chapter `yuma` §8.
#[must_use]
pub fn mechanism_weight(mechanism: u8, part: u64, rao: u64) -> U64F64 {
    U64F64::from_num(part)
        .checked_div(U64F64::from_num(rao))
        .unwrap_or(U64F64::from_num(u8::from(rao == 0 && mechanism == 0)))
}

/// The combined terms of a subnet's mechanisms; cell i of each vector is uid i.
///
/// Source: spec chapter `yuma` §8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MechanismTotals {
    /// Active on any mechanism.
    pub active: Vec<bool>,
    /// Permitted by any mechanism.
    pub validator_permit: Vec<bool>,
    /// Weighted part of the total stake, of 65535.
    pub stake_weight: Vec<u16>,
    /// Weighted consensus, of 65535.
    pub consensus: Vec<u16>,
    /// Weighted dividends, of 65535.
    pub dividends: Vec<u16>,
    /// Weighted validator trust, of 65535.
    pub validator_trust: Vec<u16>,
    /// Weighted emission in rao. Each mechanism's emission is a part of the
    /// subnet's already, so with several mechanisms this sums to less.
    pub emission: Vec<u64>,
    /// Alpha for serving, in rao.
    pub server_emission: Vec<u64>,
    /// Alpha for validating, in rao.
    pub validator_emission: Vec<u64>,
    /// Total stake in rao, counted once for every mechanism.
    pub stake: Vec<u64>,
}

/// `⌊acc + value · ω⌋`.
fn weigh(acc: u64, value: u64, weight: U64F64) -> u64 {
    U64F64::from_num(acc)
        .saturating_add(U64F64::from_num(value).saturating_mul(weight))
        .saturating_to_num()
}

fn weigh_all<T: Copy + Default + Into<u64>>(
    acc: &mut Vec<T>,
    values: &[T],
    weight: U64F64,
    narrow: impl Fn(u64) -> T,
) {
    combine(acc, values, |acc, value| {
        narrow(weigh(acc.into(), value.into(), weight))
    });
}

fn combine<T: Copy + Default>(acc: &mut Vec<T>, values: &[T], rule: impl Fn(T, T) -> T) {
    if acc.len() < values.len() {
        acc.resize(values.len(), T::default());
    }
    for (acc, &value) in acc.iter_mut().zip(values) {
        *acc = rule(*acc, value);
    }
}

impl MechanismTotals {
    /// Forgets all mechanisms; the memory stays.
    pub fn clear(&mut self) {
        self.active.clear();
        self.validator_permit.clear();
        self.stake_weight.clear();
        self.consensus.clear();
        self.dividends.clear();
        self.validator_trust.clear();
        self.emission.clear();
        self.server_emission.clear();
        self.validator_emission.clear();
        self.stake.clear();
    }

    /// Adds the next mechanism, in order of their numbers, with its weight from
    /// [`mechanism_weight`].
    pub fn add(&mut self, epoch: &EpochOutput, weight: U64F64) {
        let narrow = |value| u16::try_from(value).unwrap_or(u16::MAX);
        combine(&mut self.active, &epoch.active, |a, b| a || b);
        combine(
            &mut self.validator_permit,
            &epoch.validator_permit,
            |a, b| a || b,
        );
        for (acc, values) in [
            (&mut self.stake_weight, &epoch.stake_weight),
            (&mut self.consensus, &epoch.consensus),
            (&mut self.dividends, &epoch.dividends),
            (&mut self.validator_trust, &epoch.validator_trust),
        ] {
            weigh_all(acc, values, weight, narrow);
        }
        weigh_all(&mut self.emission, &epoch.emission, weight, |value| value);
        for (acc, values) in [
            (&mut self.server_emission, &epoch.server_emission),
            (&mut self.validator_emission, &epoch.validator_emission),
            (&mut self.stake, &epoch.stake),
        ] {
            combine(acc, values, u64::saturating_add);
        }
    }
}
