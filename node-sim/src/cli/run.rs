//! `node-sim run`.

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use node_sim::{
    plot,
    problem::Source,
    report::{csv, plots, summary},
    scenario::{self, Options, Outcome, Progress, Scenario, Setting},
};
use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Run a scenario file.
#[derive(Debug, Args)]
pub struct Run {
    /// The scenario
    file: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    /// Write each recorded series as CSV into this folder, and the plots as SVG
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Check every invariant after each block
    #[arg(long)]
    check: bool,
    /// Start from this preset in place of the scenario's
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// The emission model in force from the start: root-weights, price-ema,
    /// taoflow, net-taoflow or price-burn
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// A parameter laid over the start, as taoflow.flow_norm_exponent=1.5
    #[arg(long, value_name = "ITEM=VALUE")]
    set: Vec<String>,
}

impl Run {
    /// Runs the scenario; fails if an expectation does not hold.
    pub fn execute(self) -> anyhow::Result<ExitCode> {
        let source = Source::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let scenario = Scenario::read(source)?;
        let model = self.model.as_deref().map(Setting::model);
        let set = self.set.iter().map(|setting| Setting::parse(setting));
        let options = Options {
            preset: self.preset.clone(),
            check: self.check,
            settings: model.into_iter().chain(set).collect::<Result<_, _>>()?,
            ..Options::default()
        };
        let outcome = scenario::run(&scenario, &options, &mut Bar::new())?;
        if let Some(folder) = &self.out {
            write_series(folder, &outcome)?;
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&outcome)?);
        } else {
            print!("{}", summary(&outcome, &self.file.display().to_string()));
        }
        Ok(if outcome.failures().next().is_none() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn write_series(folder: &Path, outcome: &Outcome) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let write = |name: String, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    for series in &outcome.series {
        write(format!("{}.csv", series.name), csv(series))?;
    }
    for (name, panel) in plots(&outcome.series) {
        write(format!("{name}.svg"), plot::svg(&[panel])?)?;
    }
    Ok(())
}

/// A progress bar, on a terminal only.
struct Bar {
    bar: ProgressBar,
}

impl Bar {
    fn new() -> Self {
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        // A template that does not parse leaves the plain style.
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        Self { bar }
    }
}

impl Progress for Bar {
    fn setting_up(&mut self, subnet: &str) {
        self.bar.set_message(format!("setting up {subnet}"));
        self.bar.tick();
    }

    fn sealed(&mut self, block: u32, last: u32) {
        if self.bar.length().is_none() {
            self.bar.set_length(last.into());
            self.bar.set_message("blocks");
        }
        self.bar.set_position(block.into());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
