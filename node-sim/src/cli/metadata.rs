//! `node-sim metadata`.

use anyhow::{bail, Context};
use clap::{Args, Subcommand};
use node_sim::metadata_diff::diff;
use std::{
    fs,
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Show or compare the runtime's metadata.
#[derive(Debug, Subcommand)]
pub enum Metadata {
    /// Compare the runtime's metadata with another's
    Diff(Diff),
    /// Write the runtime's metadata, raw SCALE
    Show(Show),
}

/// What to compare with.
#[derive(Debug, Args)]
pub struct Diff {
    /// Raw SCALE metadata, may be compressed by gzip
    #[arg(long, value_name = "FILE")]
    against: PathBuf,
    /// The version of our metadata to compare
    #[arg(long, default_value_t = 15)]
    version: u32,
}

/// What to write where.
#[derive(Debug, Args)]
pub struct Show {
    /// 14, 15 or 16
    #[arg(long, default_value_t = 15)]
    version: u32,
    /// Write into this file and not to the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Metadata {
    /// Compares or writes; a comparison fails if what both have differs.
    pub fn execute(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Diff(Diff { against, version }) => {
                let theirs = fs::read(&against)
                    .with_context(|| format!("cannot read {}", against.display()))?;
                let found = diff(&ours(version)?, &theirs)?;
                print!("{found}");
                Ok(if found.is_compatible() {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::FAILURE
                })
            }
            Self::Show(Show { version, out }) => {
                let bytes = ours(version)?;
                match out {
                    Some(path) => fs::write(&path, bytes)
                        .with_context(|| format!("cannot write {}", path.display()))?,
                    None if std::io::stdout().is_terminal() => {
                        println!("0x{}", hex::encode(bytes));
                    }
                    None => std::io::stdout().write_all(&bytes)?,
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn ours(version: u32) -> anyhow::Result<Vec<u8>> {
    match subtensor_runtime::metadata::metadata_at_version(version) {
        Some(metadata) => Ok(metadata.to_vec()),
        None => bail!("the runtime has no metadata of version {version}; there are 14, 15 and 16"),
    }
}
