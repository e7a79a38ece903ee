//! `node-sim import`.

use anyhow::Context;
use clap::Args;
use node_sim::reading::{chain_from, Comparison, Reading};
use std::{fs, path::PathBuf, process::ExitCode};

/// Build a chain from a reading of the main chain.
#[derive(Debug, Args)]
pub struct Import {
    /// The reading, JSON
    file: PathBuf,
    /// Save the chain's state into this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Run so many epochs of the subnet and compare what the last one paid
    #[arg(long, default_value_t = 3, value_name = "N")]
    epochs: u32,
}

impl Import {
    /// Builds the chain, saves it, runs and compares.
    pub fn execute(self) -> anyhow::Result<ExitCode> {
        let reading = Reading::load(&self.file)?;
        let mut chain = chain_from(&reading)?;
        println!(
            "{} (netuid {}) at block {}: {} neurons",
            reading.name,
            reading.netuid,
            reading.block,
            reading.neurons.len()
        );
        if let Some(path) = &self.out {
            let bytes = chain.export_state()?.to_bytes();
            fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            println!("state saved in {}", path.display());
        }
        if self.epochs > 0 {
            for _ in 0..self.epochs {
                chain.advance_to_epoch(reading.netuid)?;
            }
            println!("{}", Comparison::of(&mut chain, &reading));
        }
        Ok(ExitCode::SUCCESS)
    }
}
