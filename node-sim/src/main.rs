//! The program `node-sim`: a thin face of the library.

mod cli;

use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Blocks are built from very many small values.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match cli::Cli::parse().execute() {
        Ok(code) => code,
        Err(error) => {
            // A report brings its own "error:" and place.
            match error.downcast_ref::<node_sim::problem::Report>() {
                Some(report) => eprint!("{report}"),
                None => eprintln!("error: {error:#}"),
            }
            ExitCode::FAILURE
        }
    }
}
