//! The program `node-sim`: a thin face of the library.

mod cli;

use clap::Parser;
use std::process::ExitCode;

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
