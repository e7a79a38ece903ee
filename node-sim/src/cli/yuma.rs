//! `node-sim yuma`.

use anyhow::Context;
use clap::Args;
use node_sim::{
    problem::{suggestion, Source},
    report::{failure, left_out, verdict},
    scenario::{BondRule, Scenario},
    yuma::{Study, CSV_HEADING, GENERATOR},
};
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Instant,
};

/// Show a subnet's consensus epoch by epoch, under several rules of bonds.
///
/// The scenario is run once under each rule: classic bonds (yuma2), Yuma3
/// (yuma3), and Yuma3 with liquid alpha (yuma3-liquid). Weights, consensus, bonds,
/// incentive and dividends of one subnet are written as NAME.html, a page that
/// opens without a network, and as NAME.csv; NAME is that of the scenario's file.
#[derive(Debug, Args)]
pub struct Yuma {
    /// The scenario
    file: PathBuf,
    /// The subnet to watch, by name or number; may be left out if there is only one
    #[arg(long, value_name = "NAME")]
    subnet: Option<String>,
    /// A rule to run it under: yuma2, yuma3 or yuma3-liquid; all three if not given
    #[arg(long, value_name = "NAME")]
    variant: Vec<String>,
    /// Write the page and the CSV into this folder; the current one if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the result as JSON; files are written only with --out then
    #[arg(long)]
    json: bool,
    /// Rules to run at a time; as many as there are cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Yuma {
    /// Runs the rules; fails if an expectation does not hold.
    pub fn execute(self) -> anyhow::Result<ExitCode> {
        let rules = self.rules()?;
        let source = Source::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let scenario = Scenario::read(source)?;
        let subnet = self.subnet(&scenario)?;
        let files = self.files();
        for file in files.iter().flat_map(Files::all) {
            file.must_be_ours()?;
        }
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let start = Instant::now();
        let study = Study::of(&scenario, &subnet, &rules, self.threads.unwrap_or(cores))?;
        if let Some(files) = &files {
            files.page.write(&study.html()?)?;
            files.csv.write(&study.csv())?;
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&study)?);
        } else {
            self.show(&study);
            let seconds = start.elapsed().as_secs_f64();
            let many = if rules.len() == 1 { "" } else { "s" };
            println!("{} variant{many} in {seconds:.2} s.", rules.len());
            if let Some(files) = &files {
                println!(
                    "Written: {} and {}.",
                    files.page.path.display(),
                    files.csv.path.display()
                );
            }
        }
        Ok(if study.failures().next().is_none() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn rules(&self) -> anyhow::Result<Vec<BondRule>> {
        if self.variant.is_empty() {
            return Ok(BondRule::ALL.to_vec());
        }
        let mut rules = Vec::new();
        for name in &self.variant {
            let Some(rule) = BondRule::find(name) else {
                let known = BondRule::ALL.map(BondRule::name);
                return Err(unknown(format!("unknown variant `{name}`"), name, known));
            };
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        Ok(rules)
    }

    fn subnet(&self, scenario: &Scenario) -> anyhow::Result<String> {
        let names = || scenario.subnets.iter().map(|subnet| subnet.name.as_str());
        match (&self.subnet, scenario.subnets.as_slice()) {
            (Some(name), _) => {
                // Some have no name: those that the chain begins with, or that
                // actions register.
                if names().any(|known| known == name) || name.parse::<u16>().is_ok() {
                    return Ok(name.clone());
                }
                let message = format!("no subnet of the scenario is called `{name}`");
                Err(unknown(message, name, names()))
            }
            (None, [only]) => Ok(only.name.clone()),
            (None, []) => anyhow::bail!(
                "the scenario sets up no subnet; one that it begins with is named by --subnet NUMBER"
            ),
            (None, _) => anyhow::bail!(
                "the scenario has several subnets; name one by --subnet: {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        }
    }

    /// What is written where.
    fn files(&self) -> Option<Files> {
        let folder = match (&self.out, self.json) {
            (Some(folder), _) => folder.clone(),
            (None, false) => PathBuf::new(),
            (None, true) => return None,
        };
        let name = self.file.file_stem().unwrap_or("yuma".as_ref());
        let file = |extension: &str, mark: &'static str| {
            let mut path = folder.join(name).into_os_string();
            path.push(extension);
            Output {
                path: path.into(),
                mark,
            }
        };
        Some(Files {
            page: file(".html", GENERATOR),
            csv: file(".csv", CSV_HEADING),
        })
    }

    fn show(&self, study: &Study) {
        if let Some(title) = &study.title {
            println!("{title}\n");
        }
        print!("{}", study.validator_table());
        println!(
            "\nDividends in alpha before takes and root's part, and for each 1,000 of stake weight.\n"
        );
        print!("{}", study.miner_table());
        println!();
        for run in study.variants.iter().filter(|run| run.undone > 0) {
            println!("Under {} {}.", run.rule, left_out(run.undone));
        }
        let all: usize = study.variants.iter().map(|r| r.expectations.len()).sum();
        let failed: Vec<String> = study
            .failures()
            .map(|(rule, checked)| {
                let file = self.file.display().to_string();
                format!("  {rule}: {}", failure(checked, &file))
            })
            .collect();
        if let Some(verdict) = verdict(all, failed.len()) {
            println!("{verdict}");
        }
        for line in failed {
            println!("{line}");
        }
    }
}

/// An error about a name, with what may have been meant.
fn unknown<'a>(
    message: String,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> anyhow::Error {
    match suggestion(name, known) {
        Some(help) => anyhow::anyhow!("{message}; {help}"),
        None => anyhow::anyhow!(message),
    }
}

/// The files of a study.
struct Files {
    page: Output,
    csv: Output,
}

impl Files {
    fn all(&self) -> [&Output; 2] {
        [&self.page, &self.csv]
    }
}

/// A file to write, and what one that we wrote before has in it.
struct Output {
    path: PathBuf,
    mark: &'static str,
}

impl Output {
    /// Refuses to write over what this program has not written.
    fn must_be_ours(&self) -> anyhow::Result<()> {
        match fs::read(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => {
                Err(error).with_context(|| format!("cannot look at {}", self.path.display()))
            }
            Ok(bytes) if String::from_utf8_lossy(&bytes).contains(self.mark) => Ok(()),
            Ok(_) => anyhow::bail!(
                "{} is there already and was not written by this command; move it, or name another folder by --out",
                self.path.display()
            ),
        }
    }

    fn write(&self, text: &str) -> anyhow::Result<()> {
        if let Some(folder) = self.path.parent().filter(|f| *f != Path::new("")) {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&self.path, text).with_context(|| format!("cannot write {}", self.path.display()))
    }
}
