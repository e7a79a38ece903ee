//! `issuance`: what a block issues, by what exists already.

use crate::vectors::{same, u64_of, Report, VectorFile};
use anyhow::Result;
use subtensor_math::issuance::block_emission;

/// Replays the file with the issuance rule of `subtensor-math`.
///
/// # Errors
///
/// When the file is malformed.
pub fn run(file: &VectorFile, report: &mut Report) -> Result<()> {
    for (index, case) in file.cases()?.iter().enumerate() {
        let emission = block_emission(u64_of(case, "issuance")?);
        report.case(
            format!("case {index}"),
            same("emission", u64_of(case, "emission")?, emission),
        );
    }
    Ok(())
}
