//! Hostile input: every call of the runtime with the extremes of each
//! argument, from everybody who might send it, and bytes that are no call.
//!
//! Whatever comes in, the chain answers with success or with an error that has
//! a name; it never panics; a failed call changes nothing but its sender's
//! nonce and fee; and after a success every invariant holds, also after the
//! blocks that follow.

use codec::{Decode, Encode};
use node_sim::{
    literal::{Kind, Literal},
    meta::Metadata,
    scenario::Signer,
    CallError, Chain,
};
use std::{
    collections::BTreeMap,
    panic::{catch_unwind, AssertUnwindSafe},
};
use subtensor_runtime::{RuntimeCall, UncheckedExtrinsic};
use subtensor_tests::random::{
    calls::{breaks_rules_by_design, every_call},
    encode,
    extremes::Scene,
    observe::{positions, Position, View},
    table,
    text::inline,
    values::{Subject, Writer},
    wander,
    watch::{contents, difference, Contents},
    Breach, Dice, Player, Size,
};

/// A chain with a past: networks, neurons, stake, weights. Ann still has stake on
/// a network.
fn lively() -> Chain {
    let size = Size {
        blocks: 60,
        calls: 4,
    };
    (5..50)
        .find_map(|seed| {
            let (_, ending) = wander(seed, size);
            assert_eq!(ending.breach, None);
            let mut chain = ending.chain?;
            stake_of_ann(&mut chain).is_some().then_some(chain)
        })
        .expect("on one of so many chains Ann keeps some stake")
}

fn stake_of_ann(chain: &mut Chain) -> Option<Position> {
    let ann = node_sim::account::account("ann").unwrap();
    positions(chain, &ann).into_iter().find(|p| p.netuid != 0)
}

/// What belongs to whom on the chain.
fn subject(chain: &mut Chain) -> (View, Scene, Subject) {
    let view = View::of(chain);
    let account = |name: &str| node_sim::account::account(name).unwrap();
    let position = stake_of_ann(chain).unwrap();
    let unknown = view.networks.keys().max().unwrap() + 1;
    let scene = Scene::new(position.netuid, unknown);
    let subject = Subject {
        netuid: position.netuid,
        other_netuid: 0,
        hotkey: position.hotkey,
        other_hotkey: account("ben_hk1"),
        coldkey: account("ben"),
        alpha: position.alpha,
        tao: 1_000_000_000,
        length: 2,
    };
    (view, scene, subject)
}

/// The argument tables to try a call with: a usual one, that with each argument
/// at each extreme, all at their least, all at their most.
fn tables(path: &str, usual: &Literal, scene: &Scene) -> Vec<Literal> {
    let call = Metadata::runtime().unwrap().call(path).unwrap();
    let Kind::Table(fields) = &usual.kind else {
        panic!("arguments are a table")
    };
    let names = || {
        call.arguments
            .iter()
            .map(|argument| argument.name.clone().unwrap())
    };
    let extremes: Vec<Vec<Literal>> = call
        .arguments
        .iter()
        .map(|argument| scene.of(argument.name.as_deref().unwrap(), argument.ty.id))
        .collect();
    let with = |name: &str, value: Option<&Literal>| {
        let others = fields.iter().filter(|field| field.name != name);
        let mut all: Vec<(String, Literal)> = others
            .map(|field| (field.name.clone(), field.value.clone()))
            .collect();
        all.extend(value.map(|value| (name.to_owned(), value.clone())));
        table(all)
    };
    let mut tables = vec![usual.clone()];
    for (name, values) in names().zip(&extremes) {
        // Where an argument may be missing, the encoder takes it so.
        tables.push(with(&name, None));
        tables.extend(values.iter().map(|value| with(&name, Some(value))));
    }
    let all = |pick: fn(&[Literal]) -> Option<&Literal>| {
        let chosen = names().zip(&extremes);
        table(
            chosen
                .filter_map(|(name, values)| Some((name, pick(values)?.clone())))
                .collect(),
        )
    };
    tables.push(all(|values| values.first()));
    tables.push(all(|values| values.last()));
    tables
}

/// Every call, with every table of arguments, by owner, stranger, hotkey and
/// root.
#[test]
fn every_call_answers_extreme_arguments_by_name_and_without_a_trace() {
    let mut chain = lively();
    let (view, scene, subject) = subject(&mut chain);
    let saved = chain.export_state().unwrap();
    let mut player = Player::new(chain, true);
    player.open().unwrap();
    let mut start = player.chain.snapshot();
    let mut never_encoded = Vec::new();
    // By call and rule, the first fault.
    let mut faults = BTreeMap::new();
    let mut dice = Dice::new(99);
    for path in every_call().unwrap() {
        let call = Metadata::runtime().unwrap().call(&path).unwrap();
        let usual = Writer {
            dice: &mut dice,
            view: &view,
            inner: &["System.remark".to_owned()],
        }
        .arguments(&call, &subject);
        let mut encoded = 0;
        for arguments in tables(&path, &usual, &scene) {
            let Some(call) = encode(&path, &arguments) else {
                continue;
            };
            encoded += 1;
            for name in SIGNERS {
                // Root makes and moves balances past every rule.
                if name == "root" && path.starts_with("Balances.force_") {
                    continue;
                }
                let signer = match name {
                    "root" => Signer::Sudo,
                    name => Signer::Account(name.to_owned()),
                };
                let result = try_out(&mut player, &signer, &path, call.clone());
                if let Err(breach) = result {
                    let shown: String = inline(&arguments).chars().take(300).collect();
                    faults
                        .entry((path.clone(), format!("{:?}", breach.rule)))
                        .or_insert_with(|| format!("{path} by {name}, {shown}: {breach}"));
                    player.import_state(saved.clone());
                    player.open().unwrap();
                    start = player.chain.snapshot();
                }
                player.revert(start).unwrap();
            }
        }
        if encoded == 0 {
            never_encoded.push(path);
        }
    }
    assert_eq!(never_encoded, Vec::<String>::new());
    let faults: Vec<String> = faults.into_values().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    println!("{}", player.statistics);
}

/// An owner, a stranger to it, a hotkey, somebody without a rao, and root.
const SIGNERS: [&str; 5] = ["ann", "eva", "ann_hk1", "gil", "root"];

/// Makes a call. If it succeeds, what must hold is checked after this block
/// and, as root may have changed how blocks go, after two more.
fn try_out(
    player: &mut Player,
    signer: &Signer,
    path: &str,
    call: RuntimeCall,
) -> Result<(), Breach> {
    let succeeded = player.call(signer, path, call)?.is_some();
    if succeeded && !breaks_rules_by_design(path) {
        let blocks = if *signer == Signer::Sudo { 3 } else { 1 };
        for _ in 0..blocks {
            player.seal()?;
            player.open()?;
        }
    }
    Ok(())
}

/// Nobody's calls: no transaction without a signature gets in.
#[test]
fn calls_without_a_signature_are_refused() {
    let mut chain = lively();
    let (view, _, subject) = subject(&mut chain);
    chain.open().unwrap();
    let before = contents(&chain);
    let mut dice = Dice::new(7);
    for path in every_call().unwrap() {
        let call = Metadata::runtime().unwrap().call(&path).unwrap();
        let arguments = Writer {
            dice: &mut dice,
            view: &view,
            inner: &["System.remark".to_owned()],
        }
        .arguments(&call, &subject);
        let Some(call) = encode(&path, &arguments) else {
            continue;
        };
        for bytes in [
            UncheckedExtrinsic::new_bare_legacy(call.clone()).encode(),
            UncheckedExtrinsic::new_bare(call).encode(),
        ] {
            assert_refused(&mut chain, &bytes, &before, &path);
        }
    }
}

/// The bytes are refused and leave the open block as it was.
fn assert_refused(chain: &mut Chain, bytes: &[u8], before: &Contents, what: &str) {
    let result = catch_unwind(AssertUnwindSafe(|| chain.apply(bytes)));
    let result = result.unwrap_or_else(|_| panic!("{what}: 0x{} panics", hex::encode(bytes)));
    match result {
        Err(CallError::Rejected(_) | CallError::Chain(_)) => {}
        other => panic!("{what}: 0x{} gives {other:?}", hex::encode(bytes)),
    }
    let changed = difference(before, &contents(chain), false);
    assert_eq!(changed, None, "{what}: 0x{}", hex::encode(bytes));
}

/// Signed transactions that get in, whatever has happened on the chain.
fn signed(chain: &mut Chain) -> Vec<(&'static str, Vec<u8>)> {
    let calls = [
        (
            "Balances.transfer_keep_alive",
            vec![
                ("dest", Literal::from("gil")),
                ("value", 1_000_000_000u64.into()),
            ],
        ),
        (
            "SubtensorModule.try_associate_hotkey",
            vec![("hotkey", Literal::from("gil"))],
        ),
    ];
    calls
        .into_iter()
        .map(|(path, arguments)| {
            let fields = arguments.into_iter().map(|(n, v)| (n.to_owned(), v));
            let call = encode(path, &table(fields.collect())).unwrap();
            (path, chain.sign("alice", call).unwrap())
        })
        .collect()
}

/// A transaction that lost its end or had a bit flipped is none any more.
#[test]
fn mutilated_transactions_are_refused() {
    let mut chain = lively();
    chain.open().unwrap();
    let before = contents(&chain);
    for (path, bytes) in signed(&mut chain) {
        for length in 0..bytes.len() {
            assert_refused(&mut chain, &bytes[..length], &before, path);
        }
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80] {
                let mut other = bytes.clone();
                other[at] ^= flip;
                assert_refused(&mut chain, &other, &before, path);
            }
        }
        // As it was, it gets in.
        let start = chain.snapshot();
        assert!(!matches!(
            chain.apply(&bytes),
            Err(CallError::Rejected(_) | CallError::Chain(_))
        ));
        chain.revert(start).unwrap();
    }
}

#[test]
fn random_bytes_are_no_transactions() {
    let mut chain = lively();
    chain.open().unwrap();
    let before = contents(&chain);
    let mut dice = Dice::new(13);
    for _ in 0..1_000 {
        let length = dice.below(300) as usize;
        let mut bytes = dice.bytes(length);
        if dice.percent(70) && bytes.len() > 2 {
            // With the right length in front, and a version that is known.
            bytes[0] = *dice.pick(&[0x84, 0x04, 0x05, 0x45]).unwrap();
            bytes = bytes.encode();
        }
        assert_refused(&mut chain, &bytes, &before, "random bytes");
    }
}

/// Random arguments for every call: what can be read as a call is answered.
#[test]
fn random_bytes_as_arguments_are_answered_by_name() {
    let mut player = Player::new(lively(), true);
    player.open().unwrap();
    let start = player.chain.snapshot();
    let mut dice = Dice::new(17);
    let mut read = BTreeMap::new();
    for path in every_call().unwrap() {
        let indices = Metadata::runtime().unwrap().call(&path).unwrap().indices;
        for _ in 0..6 {
            let mut bytes = indices.to_vec();
            bytes.extend(dice.bytes(200));
            let Ok(call) = RuntimeCall::decode(&mut bytes.as_slice()) else {
                continue;
            };
            *read.entry(path.clone()).or_insert(0u32) += 1;
            for name in ["ann", "gil"] {
                let signer = Signer::Account(name.to_owned());
                if let Err(breach) = player.call(&signer, &path, call.clone()) {
                    panic!("{path} 0x{}: {breach}", hex::encode(&bytes));
                }
                if !breaks_rules_by_design(&path) {
                    player.check().unwrap();
                }
                player.revert(start).unwrap();
            }
        }
    }
    assert!(read.len() > 100, "{read:?}");
}
