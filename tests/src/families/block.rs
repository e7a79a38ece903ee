//! `block`: whole chains of eight networks, with stakers and validators.

use crate::{
    chain::replay::replay,
    vectors::{Report, VectorFile},
};
use anyhow::{Context, Result};

/// Replays each recorded chain through the pallets and notes how far it agrees.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        let name = format!("case {index}");
        let agreement = replay(case).with_context(|| name.clone())?;
        let until = format!(
            "{name}: everything agrees up to block {} of {}",
            agreement.until, agreement.of
        );
        report.notes.push(match &agreement.result {
            Ok(()) => until,
            Err(first) => format!("{until}; then {}: {}", first.at, first.actual),
        });
        report.case(name, agreement.result);
    }
    Ok(())
}
