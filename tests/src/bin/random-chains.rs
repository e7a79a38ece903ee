//! `random-chains`: lets random chains run for as long as one likes.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};
use subtensor_tests::random::{
    play, report::write_failure, shrink::shrink, shrink::PATIENCE, twice, wander, Breach, History,
    Size, Statistics,
};

const USAGE: &str = "\
usage: random-chains [--cases N] [--minutes M] [--seed S] [--blocks B]
                     [--calls C] [--repeat R] [--out DIR]
       random-chains --replay FILE...

Builds random chains and checks after every block what must always hold. Ends
after N chains or M minutes, whichever comes first; 100 chains if neither is
given. Chain i has the seed S + i, B blocks and at most C calls a block besides
those that set networks up. Every R-th chain is run again, over a copy of its
state from the middle on, and must end the same. A chain that breaks a rule is
made as small as possible and written as a scenario into DIR.

With --replay, plays such scenarios again with every check.
";

struct Options {
    cases: u64,
    minutes: Option<u64>,
    seed: u64,
    size: Size,
    repeat: u64,
    out: PathBuf,
    replay: Vec<PathBuf>,
}

fn options() -> Option<Options> {
    let mut options = Options {
        cases: 0,
        minutes: None,
        seed: 1,
        size: Size::default(),
        repeat: 8,
        out: "random-chains".into(),
        replay: Vec::new(),
    };
    let mut arguments = env::args().skip(1);
    while let Some(name) = arguments.next() {
        if name == "--replay" {
            options.replay = arguments.by_ref().map(PathBuf::from).collect();
            break;
        }
        let value = arguments.next()?;
        let number = value.parse::<u64>();
        match name.as_str() {
            "--cases" => options.cases = number.ok()?,
            "--minutes" => options.minutes = Some(number.ok()?),
            "--seed" => options.seed = number.ok()?,
            "--blocks" => options.size.blocks = number.ok()?.try_into().ok()?,
            "--calls" => options.size.calls = number.ok()?,
            "--repeat" => options.repeat = number.ok()?.max(1),
            "--out" => options.out = value.into(),
            _ => return None,
        }
    }
    if options.cases == 0 {
        options.cases = options.minutes.map_or(100, |_| u64::MAX);
    }
    Some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprint!("{USAGE}");
        return ExitCode::FAILURE;
    };
    // A panic is a finding like others, and told with them.
    std::panic::set_hook(Box::new(|_| {}));
    let clean = if options.replay.is_empty() {
        run(&options)
    } else {
        options.replay.iter().all(|file| replay(file))
    };
    if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What was found, each with how often and where it is written.
type Findings = Vec<(Breach, u64)>;

fn run(options: &Options) -> bool {
    let start = Instant::now();
    let end = options
        .minutes
        .map(|minutes| Duration::from_secs(60 * minutes));
    let mut statistics = Statistics::default();
    let mut findings = Findings::new();
    let mut told = start;
    for case in 0..options.cases {
        if end.is_some_and(|end| start.elapsed() > end) {
            break;
        }
        let seed = options.seed.wrapping_add(case);
        one_chain(options, seed, case, &mut statistics, &mut findings);
        if told.elapsed() > Duration::from_secs(60) {
            told = Instant::now();
            let (good, bad) = statistics.totals();
            println!(
                "{:>6} s: {} chains, {} blocks, {good} + {bad} calls, {} faults",
                start.elapsed().as_secs(),
                statistics.chains,
                statistics.blocks,
                findings.len()
            );
        }
    }
    println!(
        "{statistics}\n{} s, seeds from {}",
        start.elapsed().as_secs(),
        options.seed
    );
    for (breach, times) in &findings {
        println!("FAULT, {times} times: {breach}");
    }
    println!("{} kinds of faults", findings.len());
    findings.is_empty()
}

fn one_chain(
    options: &Options,
    seed: u64,
    case: u64,
    statistics: &mut Statistics,
    findings: &mut Findings,
) {
    let (history, ending) = wander(seed, options.size);
    statistics.add(&ending.statistics);
    let breach = match (ending.breach, ending.hash) {
        (None, Some(hash)) if case.is_multiple_of(options.repeat) => {
            statistics.repeated += 1;
            twice(&history, hash).err()
        }
        (breach, _) => breach,
    };
    let Some(breach) = breach else { return };
    if let Some((_, times)) = findings.iter_mut().find(|(b, _)| b.resembles(&breach)) {
        *times += 1;
        return;
    }
    println!("seed {seed}: {breach}");
    let (smallest, breach_then) = shrink(&history, &breach, PATIENCE);
    match write_failure(&options.out, seed, &smallest, &breach_then) {
        Ok(path) => println!(
            "  made small: {} calls in {} blocks, {}",
            smallest.acts.len(),
            smallest.blocks,
            path.display()
        ),
        Err(error) => println!("  cannot be written: {error}"),
    }
    findings.push((breach, 1));
}

fn replay(file: &Path) -> bool {
    let history = fs::read_to_string(file)
        .map_err(anyhow::Error::from)
        .and_then(|text| History::from_toml(node_sim::problem::Source::new(file, text)));
    let breach = match history {
        Ok(history) => play(&history, true).breach,
        Err(error) => {
            println!("{}: {error:#}", file.display());
            return false;
        }
    };
    match &breach {
        Some(breach) => println!("{}: {breach}", file.display()),
        None => println!("{}: every rule holds", file.display()),
    }
    breach.is_none()
}
