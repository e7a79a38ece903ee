//! Conformance of this workspace to Subtensor's own outcomes.
//!
//! A vector file holds cases of one *family* with what the reference computed
//! for each. [`vectors`] reads such files and reports differences,
//! [`families`] replays each family with the code of this workspace. Families of
//! whole chains go through [`chain`], over a runtime of [`runtimes`]. The
//! `conformance` program and the test target of the same name are two fronts
//! of the same functions.
//!
//! Apart from that, [`random`] drives whole chains by chance and looks on.

pub mod chain;
pub mod families;
pub mod random;
pub mod runtimes;
pub mod vectors;

use std::path::PathBuf;

/// The directory of the vector files that come with the sources.
pub fn shipped_vectors() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"))
}
