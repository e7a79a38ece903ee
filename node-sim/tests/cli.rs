//! The program as a user meets it: exit status, messages, files.

#![allow(clippy::expect_used, clippy::panic)] // A test may panic.

use std::{
    path::PathBuf,
    process::{Command, Output},
};

fn node_sim(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_node-sim"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn scenario(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    folder.join(name).display().to_string()
}

/// A file of the test's own.
fn written(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("the folder for tests is writable");
    path.display().to_string()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_first_subnet_runs_and_shows_its_table() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("first-subnet");
    let out = folder.display().to_string();
    let file = scenario("first-subnet.toml");
    let output = node_sim(&["run", &file, "--check", "--out", &out]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.contains("netuid") && text.contains("founder"),
        "{text}"
    );
    assert!(text.contains("expectations hold"), "{text}");
    // Nothing draws a progress bar into a pipe.
    assert_eq!(stderr(&output), "");
    let csv = std::fs::read_to_string(folder.join("price.csv")).expect("the series is written");
    assert!(csv.starts_with("block,price\n10,"), "{csv}");
}

#[test]
fn two_subnets_win_emission() {
    let output = node_sim(&[
        "run",
        &scenario("two-emission-winners.toml"),
        "--check",
        "--json",
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let share = |subnet: usize| json["subnets"][subnet]["emission_share"].as_f64();
    assert!(share(0) > share(1) && share(1) > Some(0.0), "{json}");
    assert_eq!(share(2), Some(0.0));
}

#[test]
fn root_weights_split_emission() {
    let output = node_sim(&["run", &scenario("before-dtao.toml"), "--check"]);
    assert!(output.status.success(), "{}", stdout(&output));
    assert!(stdout(&output).contains("All 4 expectations hold."));
}

/// The long ones are not run here.
#[test]
fn every_scenario_shipped_can_be_read() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let mut read = 0;
    let entries = |folder: PathBuf| std::fs::read_dir(folder).expect("there are scenarios");
    for entry in entries(folder.clone()).chain(entries(folder.join("yuma"))) {
        let path = entry.expect("the folder can be read").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let source = node_sim::problem::Source::read(&path).expect("it is a file");
            if let Err(report) = node_sim::scenario::Scenario::read(source) {
                panic!("{report}");
            }
            read += 1;
        }
    }
    assert!(read >= 12, "{read}");
}

#[test]
fn models_are_compared_side_by_side() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("compared");
    let out = folder.display().to_string();
    let file = scenario("two-emission-winners.toml");
    let arguments = [
        "compare",
        &file,
        "--model",
        "taoflow",
        "--model",
        "price-ema",
    ];
    let output = node_sim(&[&arguments[..], &["--out", &out]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.contains("taoflow: TAO") && text.contains("sold"),
        "{text}"
    );
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is written");
    assert!(read("comparison.csv").starts_with("block,netuid,name,taoflow,price-ema\n"));
    assert!(read("comparison.svg").starts_with("<svg"));

    // Its pools are too small for what the scenario's people do.
    let output = node_sim(&["compare", &file, "--preset", "dtao-launch"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("Under dtao-launch "), "{text}");

    let output = node_sim(&["compare", &file, "--model", "tao-flow"]);
    assert!(!output.status.success());
    assert!(
        stderr(&output).contains("did you mean `taoflow`?"),
        "{}",
        stderr(&output)
    );
    let output = node_sim(&["compare", &file]);
    assert!(
        stderr(&output).contains("nothing to compare"),
        "{}",
        stderr(&output)
    );
}

/// Spec `registration` §2.2: everybody gets the pot's part that its alpha is of
/// all alpha, to the rao; the protocol's part is recycled.
#[test]
fn a_subnet_lives_and_is_pruned() {
    let file = scenario("life-of-a-subnet.toml");
    let output = node_sim(&["run", &file, "--check"]);
    assert!(output.status.success(), "{}", stdout(&output));
    let text = stdout(&output);
    assert!(
        text.contains("Subnet 1 \"shortlived\" was dissolved in block 650."),
        "{text}"
    );

    let output = node_sim(&["run", &file, "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let dissolved = &json["dissolved"][0];
    let number = |value: &serde_json::Value| u128::from(value.as_u64().unwrap_or_default());
    let holders: Vec<(u128, u128)> = dissolved["holders"]
        .as_array()
        .expect("holders are listed")
        .iter()
        .map(|holder| (number(&holder["alpha"]), number(&holder["tao"])))
        .collect();
    assert_eq!(holders.len(), 5);
    let (pot, protocol) = (
        number(&dissolved["pot"]),
        number(&dissolved["protocol_alpha"]),
    );
    let all: u128 = protocol + holders.iter().map(|(alpha, _)| alpha).sum::<u128>();
    for (alpha, tao) in &holders {
        // One rao more for the largest remainders.
        let part = pot * alpha / all;
        assert!((part..=part + 1).contains(tao), "{alpha} got {tao}");
    }
    let paid: u128 = holders.iter().map(|(_, tao)| tao).sum();
    let share = number(&dissolved["protocol_share"]);
    assert_eq!(paid + share, pot);
    assert!((pot * protocol / all..=pot * protocol / all + 1).contains(&share));
    // What fees had left on the account comes on top.
    let recycled = number(&dissolved["recycled"]);
    assert!((share..share + 10_000_000).contains(&recycled), "{json}");
}

#[test]
fn the_main_chain_s_subnet_goes_on() {
    let output = node_sim(&["run", &scenario("finney-sn1.toml")]);
    assert!(output.status.success(), "{}", stdout(&output));
    assert!(stdout(&output).contains("miner, uid 395"));
}

#[test]
fn a_failed_expectation_fails_the_run() {
    let file = written(
        "fails.toml",
        "[chain]\nblocks = 3\n\n[[expect]]\nmetric = \"balance\"\naccount = \"alice\"\nop = \"lt\"\nvalue = \"1 TAO\"\n",
    );
    let output = node_sim(&["run", &file]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(
        text.contains(
            "fails.toml:4: after block 3: expected balance(alice) < 1 TAO, actual 1000000 TAO"
        ),
        "{text}"
    );
}

#[test]
fn a_fault_in_the_file_is_shown_at_its_place() {
    let file = written("faulty.toml", "[chain]\nblock = 3\n");
    let output = node_sim(&["run", &file]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(
        text.starts_with("error: unknown field `block` in [chain]"),
        "{text}"
    );
    assert!(text.contains("faulty.toml:2:1"), "{text}");
    assert!(text.contains("2 | block = 3\n  | ^^^^^"), "{text}");
    assert!(text.contains("did you mean `blocks`?"), "{text}");
}

#[test]
fn a_missing_file_is_named() {
    let output = node_sim(&["run", "no-such.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("error: cannot read no-such.toml"));
}

#[test]
fn presets_and_metrics_are_listed() {
    let presets = node_sim(&["presets"]);
    assert!(stdout(&presets).lines().any(|line| line == "taoflow"));
    let metrics = node_sim(&["metrics"]);
    assert!(stdout(&metrics)
        .lines()
        .any(|line| line.starts_with("price")));
}

#[test]
fn metadata_is_shown_and_equals_itself() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("metadata.scale");
    let path = file.display().to_string();
    for version in ["14", "15", "16"] {
        let shown = node_sim(&["metadata", "show", "--version", version, "--out", &path]);
        assert!(shown.status.success(), "{}", stderr(&shown));
        let bytes = std::fs::read(&file).expect("it was written");
        assert!(bytes.starts_with(b"meta"));
        let same = node_sim(&["metadata", "diff", "--against", &path, "--version", version]);
        assert!(same.status.success(), "{}", stdout(&same));
    }
    let unknown = node_sim(&["metadata", "show", "--version", "13"]);
    assert_eq!(unknown.status.code(), Some(1));
}

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("it is ours");
    }
    std::fs::create_dir_all(&folder).expect("the folder for tests is writable");
    folder
}

/// The published cases hold under the rules of bonds that they name, and when
/// run by themselves.
#[test]
fn the_cases_of_yuma_hold() {
    let out = folder("yuma-cases");
    let path = out.display().to_string();
    for name in [
        "early-mover",
        "late-mover",
        "weight-copier",
        "weight-copier-commit-reveal",
        "minority-cabal",
    ] {
        let file = scenario(&format!("yuma/{name}.toml"));
        let output = node_sim(&["yuma", &file, "--out", &path]);
        assert!(
            output.status.success(),
            "{}{}",
            stdout(&output),
            stderr(&output)
        );
        let text = stdout(&output);
        assert!(text.contains("expectations hold."), "{text}");
        assert!(text.contains("validator  stake  yuma2: alpha"), "{text}");
        assert_eq!(stderr(&output), "");
        let read = |extension: &str| {
            std::fs::read_to_string(out.join(format!("{name}.{extension}"))).expect("it is written")
        };
        assert!(read("csv").starts_with("variant,epoch,block,quantity,validator,miner,value\n"));
        let page = read("html");
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("yuma3-liquid"));
        assert!(!page.contains("http"));

        let output = node_sim(&["run", &file, "--check"]);
        assert!(output.status.success(), "{}", stdout(&output));
    }
}

#[test]
fn yuma_writes_beside_nobody_else_s_files() {
    let folder = folder("yuma-files");
    let file = scenario("yuma/early-mover.toml");
    let here = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_node-sim"))
            .args([&["yuma", file.as_str(), "--variant", "yuma3"], arguments].concat())
            .current_dir(&folder)
            .output()
            .expect("the program starts")
    };
    // JSON alone writes nothing.
    let output = here(&["--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["validators"][1], "boris");
    assert_eq!(json["variants"][0]["rule"], "yuma3");
    assert_eq!(json["variants"][0]["epochs"][1]["epoch"], 2);
    assert_eq!(std::fs::read_dir(&folder).expect("it is there").count(), 0);
    // By default into the folder one is in; again over what was written so.
    for _ in 0..2 {
        let output = here(&[]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(stdout(&output).contains("Written: early-mover.html and early-mover.csv."));
    }
    let foreign = folder.join("early-mover.csv");
    std::fs::write(&foreign, "mine").expect("the folder for tests is writable");
    let output = here(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stderr(&output),
        "error: early-mover.csv is there already and was not written by this command; move it, or name another folder by --out\n"
    );
    assert_eq!(
        std::fs::read_to_string(&foreign).expect("it is there"),
        "mine"
    );
}

#[test]
fn yuma_says_what_it_can_watch() {
    let help = node_sim(&["yuma", "--help"]);
    let text = stdout(&help);
    for word in ["--subnet", "--variant", "--out", "--json", "yuma3-liquid"] {
        assert!(text.contains(word), "{text}");
    }
    let file = scenario("yuma/early-mover.toml");
    let refused = |arguments: &[&str]| {
        let output = node_sim(&[&["yuma"], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        stderr(&output)
    };
    assert_eq!(
        refused(&[&file, "--subnet", "lob"]),
        "error: no subnet of the scenario is called `lob`; did you mean `lab`?\n"
    );
    assert_eq!(
        refused(&[&file, "--variant", "yuma-3"]),
        "error: unknown variant `yuma-3`; did you mean `yuma3`?\n"
    );
    let text = refused(&[&file, "--subnet", "77", "--json"]);
    assert!(
        text.starts_with("error: there is no subnet `77`\n"),
        "{text}"
    );
    // Without advice the sentence just ends.
    let several = scenario("taoflow-month.toml");
    assert_eq!(
        refused(&[&several, "--subnet", "nowhere"]),
        "error: no subnet of the scenario is called `nowhere`\n"
    );
    let several = scenario("two-emission-winners.toml");
    let text = refused(&[&several]);
    assert!(
        text.starts_with("error: the scenario has several subnets; name one by --subnet: "),
        "{text}"
    );
    assert!(refused(&[&scenario("finney-sn1.toml")]).contains("--subnet NUMBER"));
}
