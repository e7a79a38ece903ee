//! One module per family of vectors: how its cases are replayed here.
//!
//! To support a family: add `families/NAME.rs` with
//! `pub fn run(file: &VectorFile, report: &mut Report) -> anyhow::Result<()>`,
//! a `pub mod NAME;` line, its name in `supported_families!`, and take it out
//! of [`NOT_YET`]. The conformance test of that family then exists by itself.

pub mod block;
pub mod burn;
pub mod commitreveal;
pub mod epoch;
pub mod issuance;
pub mod lifecycle;
pub mod lockcost;
pub mod math;
pub mod mechanisms;
pub mod sharepool;
pub mod shares;
pub mod swap;
pub mod taoflow;

use crate::vectors::{Report, VectorFile};
use anyhow::{Context, Result};

/// Families of vectors that exist but cannot be replayed here yet.
pub const NOT_YET: &[&str] = &[];

/// Hands the families that can be replayed to the macro `$use_them`, as
/// `$use_them! { math, burn, }`.
#[macro_export]
macro_rules! supported_families {
    ($use_them:ident) => {
        $use_them! {
            block,
            burn,
            commitreveal,
            epoch,
            issuance,
            lifecycle,
            lockcost,
            math,
            mechanisms,
            sharepool,
            shares,
            swap,
            taoflow,
        }
    };
}

macro_rules! dispatch {
    ($($family:ident),* $(,)?) => {
        /// Families of vectors that can be replayed here.
        pub const SUPPORTED: &[&str] = &[$(stringify!($family)),*];

        fn replay(file: &VectorFile, report: &mut Report) -> Result<()> {
            match file.family.as_str() {
                $(stringify!($family) => $family::run(file, report),)*
                other => {
                    report.cases = file.cases()?.len();
                    report.unsupported = Some(if NOT_YET.contains(&other) {
                        format!("family `{other}` cannot be replayed yet")
                    } else {
                        format!("family `{other}` is not known")
                    });
                    Ok(())
                }
            }
        }
    };
}

supported_families!(dispatch);

/// Replays every case of `file` with the code of this workspace.
///
/// A family that cannot be replayed gives a report in which every case failed.
///
/// # Errors
///
/// When the file is malformed; the message says which file and where.
pub fn run(file: &VectorFile) -> Result<Report> {
    let mut report = Report::new(&file.family);
    replay(file, &mut report).with_context(|| format!("{} is malformed", file.path.display()))?;
    Ok(report)
}
