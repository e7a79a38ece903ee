//! Telling of a failing chain: as a scenario that anybody can run.

use super::{history::History, watch::Breach};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Writes a failing history into a folder. Gives back its path.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write_failure(
    folder: &Path,
    seed: u64,
    history: &History,
    breach: &Breach,
) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("seed-{seed}.toml"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let comment = format!(
        "{breach}\n\nFound by a random chain with seed {seed} and made small. Run it with\n\n    \
         node-sim run --check {name}\n    random-chains --replay {name}\n\n\
         The second one checks more: TAO to the rao, traces of failed calls, panics."
    );
    let title = format!("Random chain {seed}");
    fs::write(&path, history.to_toml(&title, &comment))?;
    Ok(path)
}
