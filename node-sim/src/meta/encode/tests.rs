use super::*;
use crate::{literal, problem::Source};
use codec::Decode;
use subtensor_runtime::{Runtime, RuntimeCall};

/// Encodes the call and arguments that a text gives.
fn encode(call: &str, text: &str) -> Result<RuntimeCall, Vec<String>> {
    let source = Source::new("test.toml", text);
    let arguments = literal::parse(&source).expect("the test's own TOML");
    Encoder::new(Metadata::runtime().unwrap(), &PlainNames)
        .call(call, &arguments)
        .map(|bytes| RuntimeCall::decode(&mut bytes.as_slice()).unwrap())
        .map_err(|problems| {
            problems
                .into_iter()
                .map(|problem| problem.message)
                .collect()
        })
}

fn alice() -> AccountId {
    crate::account::account("alice").unwrap()
}

#[test]
fn arguments_are_given_by_name_with_units() {
    let call = encode(
        "Balances.transfer_keep_alive",
        "value = \"1.5 TAO\"\ndest = \"alice\"",
    );
    assert_eq!(
        call.unwrap(),
        RuntimeCall::Balances(pallet_balances::Call::<Runtime>::transfer_keep_alive {
            dest: alice().into(),
            value: 1_500_000_000,
        })
    );
}

#[test]
fn a_nested_call_is_a_table() {
    let call = encode(
        "Sudo.sudo",
        "call = { call = \"System.remark\", args = { remark = \"0x0102\" } }",
    );
    let remark = frame_system::Call::<Runtime>::remark { remark: vec![1, 2] };
    let RuntimeCall::Sudo(sudo) = call.unwrap() else {
        panic!("not a sudo call")
    };
    assert!(format!("{sudo:?}").contains(&format!("{:?}", RuntimeCall::System(remark))));
}

#[test]
fn every_wrong_argument_is_named_with_what_was_expected() {
    let problems = encode(
        "Balances.transfer_keep_alive",
        "value = \"1.5 BTC\"\ndestination = \"alice\"",
    )
    .unwrap_err();
    assert_eq!(
        problems,
        [
            "Balances.transfer_keep_alive has no argument `destination`",
            "argument `dest` of Balances.transfer_keep_alive is missing",
            "argument `value` of Balances.transfer_keep_alive: unknown unit `BTC`",
        ]
    );
}

#[test]
fn unknown_calls_are_named() {
    assert_eq!(
        encode("Balances.transfer_keep_dead", "").unwrap_err(),
        ["unknown call `Balances.transfer_keep_dead`"]
    );
    assert_eq!(
        encode("Balance.x", "").unwrap_err(),
        ["unknown pallet `Balance`"]
    );
    assert_eq!(
        encode("transfer", "").unwrap_err(),
        ["`transfer` should be of the form Pallet.item"]
    );
}

#[test]
fn numbers_must_fit_their_type() {
    let problems = encode("System.set_heap_pages", "pages = -1").unwrap_err();
    assert_eq!(
        problems,
        ["argument `pages` of System.set_heap_pages: expected a whole number from 0 to 18446744073709551615, found the number -1"]
    );
}
