//! `node-sim compare`.

use anyhow::Context;
use clap::Args;
use node_sim::{
    compare::{compare, Comparison, Variant},
    plot,
    problem::Source,
    report::left_out,
    scenario::Scenario,
    Preset,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
    time::Instant,
};

/// Run a scenario under several rules, side by side.
///
/// Each `--model`, `--preset` and `--set` is a variant of its own.
#[derive(Debug, Args)]
pub struct Compare {
    /// The scenario
    file: PathBuf,
    /// An emission model: root-weights, price-ema, taoflow, net-taoflow or price-burn
    #[arg(long, value_name = "NAME")]
    model: Vec<String>,
    /// A preset to start from
    #[arg(long, value_name = "NAME")]
    preset: Vec<String>,
    /// A parameter, as taoflow.flow_norm_exponent=1.5
    #[arg(long, value_name = "ITEM=VALUE")]
    set: Vec<String>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
    /// Write comparison.csv and comparison.svg into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Variants to run at a time; as many as there are cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Compare {
    /// Runs the variants; fails if one does.
    pub fn execute(self) -> anyhow::Result<ExitCode> {
        let variants = self.variants()?;
        anyhow::ensure!(
            !variants.is_empty(),
            "nothing to compare; name variants, as --model taoflow --model price-ema"
        );
        let source = Source::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let scenario = Scenario::read(source)?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let start = Instant::now();
        let comparison = compare(&scenario, &variants, self.threads.unwrap_or(cores))?;
        if let Some(folder) = &self.out {
            write(folder, &comparison)?;
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&comparison)?);
        } else {
            if let Some(title) = &scenario.title {
                println!("{title}\n");
            }
            print!("{}", comparison.table());
            for (variant, calls) in comparison.undone() {
                println!("\nUnder {variant} {}.", left_out(calls));
            }
            println!(
                "\nTAO emission of each subnet over {} blocks; {} variants in {:.2} s.",
                scenario.chain.blocks,
                variants.len(),
                start.elapsed().as_secs_f64()
            );
        }
        Ok(ExitCode::SUCCESS)
    }

    fn variants(&self) -> anyhow::Result<Vec<Variant>> {
        let known = Preset::names();
        let mut variants = Vec::new();
        for model in &self.model {
            variants.push(Variant::model(model)?);
        }
        for preset in &self.preset {
            anyhow::ensure!(
                known.contains(preset),
                "unknown preset `{preset}`; known are {}",
                known.join(", ")
            );
            variants.push(Variant::preset(preset));
        }
        for setting in &self.set {
            variants.push(Variant::setting(setting)?);
        }
        Ok(variants)
    }
}

fn write(folder: &Path, comparison: &Comparison) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let write = |name: &str, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    write("comparison.csv", comparison.csv())?;
    write("comparison.svg", plot::svg(&comparison.panels())?)
}
