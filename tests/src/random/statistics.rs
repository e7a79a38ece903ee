//! What was tried, and how it went.

use std::{collections::BTreeMap, fmt};

/// Counts over one or many chains.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Chains run.
    pub chains: u64,
    /// Blocks sealed.
    pub blocks: u64,
    /// Networks registered and networks dissolved.
    pub networks: (u64, u64),
    /// Failed calls whose whole state was compared with that before.
    pub compared: u64,
    /// Chains that were run again, and from their middle on.
    pub repeated: u64,
    /// By call: successes, and failures by error.
    pub calls: BTreeMap<String, (u64, BTreeMap<String, u64>)>,
}

impl Statistics {
    /// Counts a call that went well or failed with an error.
    pub fn count(&mut self, call: &str, result: Result<(), &str>) {
        let entry = self.calls.entry(call.to_owned()).or_default();
        match result {
            Ok(()) => entry.0 += 1,
            Err(error) => *entry.1.entry(error.to_owned()).or_default() += 1,
        }
    }

    /// Adds the counts of another chain.
    pub fn add(&mut self, other: &Self) {
        self.chains += other.chains;
        self.blocks += other.blocks;
        self.networks.0 += other.networks.0;
        self.networks.1 += other.networks.1;
        self.compared += other.compared;
        self.repeated += other.repeated;
        for (call, (succeeded, failed)) in &other.calls {
            let entry = self.calls.entry(call.clone()).or_default();
            entry.0 += succeeded;
            for (error, times) in failed {
                *entry.1.entry(error.clone()).or_default() += times;
            }
        }
    }

    /// Calls that went well, and calls that failed.
    pub fn totals(&self) -> (u64, u64) {
        self.calls.values().fold((0, 0), |(good, bad), counts| {
            (good + counts.0, bad + counts.1.values().sum::<u64>())
        })
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (succeeded, failed) = self.totals();
        writeln!(
            f,
            "{} chains, {} blocks, {} calls: {succeeded} succeeded, {failed} failed",
            self.chains,
            self.blocks,
            succeeded + failed
        )?;
        writeln!(
            f,
            "{} networks registered, {} dissolved; {} failed calls compared, {} chains repeated",
            self.networks.0, self.networks.1, self.compared, self.repeated
        )?;
        for (call, (succeeded, errors)) in &self.calls {
            let failed: u64 = errors.values().sum();
            writeln!(f, "{call:<52} {succeeded:>9} ok {failed:>9} failed")?;
            let mut errors: Vec<_> = errors.iter().collect();
            errors.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            for (error, times) in errors {
                writeln!(f, "    {times:>9} {error}")?;
            }
        }
        Ok(())
    }
}
