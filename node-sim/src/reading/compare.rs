//! What our epoch pays against what the main chain's paid.

use super::Reading;
use crate::chain::Chain;
use pallet_subnets::Tempo;
use pallet_yuma::{Emission, Incentive};
use std::fmt;
use subtensor_runtime::Runtime;
use subtensor_types::{NetUid, NetUidStorageIndex};

/// What one neuron got, in rao of alpha, here and there.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The neuron.
    pub uid: u16,
    /// What the reading says the last epoch assigned to it.
    pub recorded: u64,
    /// What our last epoch assigned to it.
    pub found: u64,
}

impl Row {
    /// How far we are off, as a part of what is recorded.
    pub fn relative_error(&self) -> f64 {
        let (found, recorded) = (self.found as f64, self.recorded as f64);
        match self.recorded {
            0 if self.found == 0 => 0.0,
            0 => f64::INFINITY,
            _ => (found - recorded) / recorded,
        }
    }
}

/// The last epoch of a chain against a reading.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Blocks of alpha that our epoch paid out.
    pub epoch_blocks: u16,
    /// Everything assigned to neurons.
    pub total: Row,
    /// The neuron that all consensus stands on, if there is one.
    pub miner: Option<Row>,
    /// Its incentive out of 65535: recorded, found.
    pub miner_incentive: Option<(u16, u16)>,
    /// Every validator with emission on either side, the largest first.
    pub validators: Vec<Row>,
}

impl Comparison {
    /// Compares the chain's last epoch with the reading.
    pub fn of(chain: &mut Chain, reading: &Reading) -> Self {
        let netuid = NetUid::new(reading.netuid);
        let (emissions, incentives, epoch_blocks) = chain.query(|| {
            (
                Emission::<Runtime>::get(netuid),
                Incentive::<Runtime>::get(NetUidStorageIndex::from(netuid)),
                Tempo::<Runtime>::get(netuid),
            )
        });
        let rows: Vec<Row> = reading
            .neurons
            .iter()
            .map(|neuron| Row {
                uid: neuron.uid,
                recorded: neuron.emission_rao,
                found: emissions
                    .get(usize::from(neuron.uid))
                    .map_or(0, |emission| emission.to_u64()),
            })
            .collect();
        let total = Row {
            uid: 0,
            recorded: rows.iter().map(|row| row.recorded).sum(),
            found: rows.iter().map(|row| row.found).sum(),
        };
        let target = reading.consensus_uid().map(usize::from);
        let miner = target.and_then(|uid| rows.get(uid).cloned());
        let miner_incentive = target.and_then(|uid| {
            let recorded = reading.neurons.get(uid)?.incentive_u16;
            Some((recorded, incentives.get(uid).copied().unwrap_or(0)))
        });
        let mut validators: Vec<Row> = rows
            .into_iter()
            .filter(|row| Some(usize::from(row.uid)) != target)
            .filter(|row| row.recorded > 0 || row.found > 0)
            .collect();
        validators.sort_by(|a, b| b.recorded.cmp(&a.recorded).then(a.uid.cmp(&b.uid)));
        Self {
            epoch_blocks,
            total,
            miner,
            miner_incentive,
            validators,
        }
    }

    /// The largest relative error of a validator.
    pub fn worst_validator_error(&self) -> f64 {
        self.validators
            .iter()
            .map(|row| row.relative_error().abs())
            .fold(0.0, f64::max)
    }
}

/// Rao as alpha with nine decimals.
fn alpha(rao: u64) -> String {
    format!("{}.{:09}", rao / 1_000_000_000, rao % 1_000_000_000)
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, name: &str, row: &Row| {
            writeln!(
                f,
                "{name:<22} {:>18} {:>18} {:>+11.6} %",
                alpha(row.recorded),
                alpha(row.found),
                row.relative_error() * 100.0
            )
        };
        writeln!(f, "alpha of one epoch ({} blocks)", self.epoch_blocks)?;
        writeln!(
            f,
            "{:<22} {:>18} {:>18} {:>13}",
            "", "main chain", "here", "difference"
        )?;
        line(f, "all neurons", &self.total)?;
        if let Some(miner) = &self.miner {
            line(f, &format!("miner, uid {}", miner.uid), miner)?;
        }
        for row in &self.validators {
            line(f, &format!("validator, uid {}", row.uid), row)?;
        }
        if let Some((recorded, found)) = self.miner_incentive {
            writeln!(
                f,
                "the miner's incentive is {found} of 65535, recorded {recorded}"
            )?;
        }
        Ok(())
    }
}
