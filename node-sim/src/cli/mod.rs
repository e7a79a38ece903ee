//! The command line.

mod compare;
mod import;
mod metadata;
mod run;
mod yuma;

use clap::{Parser, Subcommand};
use node_sim::{metrics::METRICS, report::Table, Preset};
use std::process::ExitCode;

/// Runs the Subtensor chain in one process.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario file
    Run(run::Run),
    /// Run a scenario under several rules, side by side
    Compare(compare::Compare),
    /// Show a subnet's consensus epoch by epoch, under several rules of bonds
    Yuma(yuma::Yuma),
    /// Show or compare the runtime's metadata
    #[command(subcommand)]
    Metadata(metadata::Metadata),
    /// Build a chain from a reading of the main chain
    Import(import::Import),
    /// List the presets a chain can start from
    Presets,
    /// List the metrics that scenarios can expect and record
    Metrics,
}

impl Cli {
    /// Does what the command line says.
    pub fn execute(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Run(run) => run.execute(),
            Command::Compare(compare) => compare.execute(),
            Command::Yuma(yuma) => yuma.execute(),
            Command::Metadata(metadata) => metadata.execute(),
            Command::Import(import) => import.execute(),
            Command::Presets => {
                for name in Preset::names() {
                    println!("{name}");
                }
                Ok(ExitCode::SUCCESS)
            }
            Command::Metrics => {
                print!("{}", metrics());
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn metrics() -> Table {
    let mut table = Table::new(&["metric", "needs", "says"]);
    for metric in METRICS {
        let needs: Vec<&str> = [
            (metric.needs.subnet, "subnet"),
            (metric.needs.account, "account"),
            (metric.needs.hotkey, "hotkey"),
        ]
        .into_iter()
        .filter_map(|(needed, name)| needed.then_some(name))
        .collect();
        table.row(vec![
            metric.name.to_owned(),
            needs.join(", "),
            metric.about.to_owned(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
