//! `conformance FILE...`: replays vector files and says what differs.

use std::{
    env, fs,
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};
use subtensor_tests::{families, shipped_vectors, vectors::Report, vectors::VectorFile};

const USAGE: &str = "\
usage: conformance [FILE...]

Replays reference vectors (.json or .json.gz) and compares every outcome.
Ends with a non-zero status when anything differs, cannot be read, or belongs
to a family that cannot be replayed. Without FILE, replays the vectors that
come with the sources.
";

/// What came of one file: a report, or why there is none.
struct Outcome {
    name: String,
    seed: String,
    result: anyhow::Result<Report>,
}

impl Outcome {
    fn of(path: PathBuf) -> Self {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        match VectorFile::read(&path) {
            Ok(file) => Self {
                name,
                seed: file.seed.clone(),
                result: families::run(&file),
            },
            Err(error) => Self {
                name,
                seed: String::new(),
                result: Err(error),
            },
        }
    }

    fn is_success(&self) -> bool {
        self.result.as_ref().is_ok_and(Report::is_success)
    }

    fn row(&self) -> [String; 6] {
        let (family, cases, passed, verdict) = match &self.result {
            Ok(report) => (
                report.family.clone(),
                report.cases.to_string(),
                report.passed.to_string(),
                match (&report.unsupported, report.is_success()) {
                    (Some(_), _) => "UNSUPPORTED",
                    (None, true) => "ok",
                    (None, false) if report.cases == 0 => "EMPTY",
                    (None, false) => "DIFFERENT",
                },
            ),
            Err(_) => Default::default(),
        };
        let verdict = if self.result.is_err() {
            "ERROR"
        } else {
            verdict
        };
        [
            self.name.clone(),
            family,
            self.seed.clone(),
            passed,
            cases,
            verdict.to_owned(),
        ]
    }

    /// What the table has no room for.
    fn details(&self) -> Option<String> {
        let mut text = String::new();
        match &self.result {
            Err(error) => text.push_str(&format!("  {error:#}\n")),
            Ok(report) => {
                for line in report.unsupported.iter().chain(&report.notes) {
                    text.push_str(&format!("  {line}\n"));
                }
                if let Some(first) = &report.first_difference {
                    text.push_str(&format!(
                        "  {} of {} cases differ; the first is {}\n",
                        report.failed(),
                        report.cases,
                        first.case
                    ));
                    for line in first.difference.to_string().lines() {
                        text.push_str(&format!("    {line}\n"));
                    }
                }
            }
        }
        (!text.is_empty()).then(|| format!("{}:\n{text}", self.name))
    }
}

/// Lays rows out in columns: text to the left, the two counts to the right.
fn table(rows: &[[String; 6]]) -> String {
    const COUNTS: [usize; 2] = [3, 4];

    let header = ["file", "family", "seed", "passed", "cases", "verdict"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(&header).chain(rows).collect();
    let widths: [usize; 6] = std::array::from_fn(|column| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    });
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            if COUNTS.contains(&column) {
                line.push_str(&format!("{cell:>width$}  "));
            } else {
                line.push_str(&format!("{cell:<width$}  "));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn shipped() -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(shipped_vectors())?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.retain(|path| {
        let name = path.to_string_lossy();
        name.ends_with(".json") || name.ends_with(".json.gz")
    });
    paths.sort();
    Ok(paths)
}

/// One line on a terminal that the next one replaces; silent elsewhere.
fn show_progress(text: &str) {
    let mut stderr = io::stderr();
    if stderr.is_terminal() {
        // A lost progress line is no reason to stop.
        let _ = write!(stderr, "\r{text}\x1b[K");
        let _ = stderr.flush();
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.iter().any(|a| a == "-h" || a == "--help") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let files = if arguments.is_empty() {
        println!("{USAGE}");
        match shipped() {
            Ok(paths) => paths,
            Err(error) => {
                eprintln!(
                    "cannot list {}: {error}; name the files to replay",
                    shipped_vectors().display()
                );
                return ExitCode::FAILURE;
            }
        }
    } else {
        arguments.into_iter().map(PathBuf::from).collect()
    };
    if files.is_empty() {
        eprintln!("no vector files found; name the files to replay");
        return ExitCode::FAILURE;
    }

    let mut outcomes = Vec::with_capacity(files.len());
    for path in files {
        show_progress(&format!("replaying {} ...", path.display()));
        outcomes.push(Outcome::of(path));
    }
    show_progress("");

    let rows: Vec<_> = outcomes.iter().map(Outcome::row).collect();
    print!("{}", table(&rows));
    for details in outcomes.iter().filter_map(Outcome::details) {
        print!("\n{details}");
    }
    let successes = outcomes.iter().filter(|o| o.is_success()).count();
    println!(
        "\n{successes} of {} files as the reference's",
        outcomes.len()
    );
    if successes == outcomes.len() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
