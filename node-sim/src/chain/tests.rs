use super::*;
use crate::{account::account, state::RootMode, Preset};
use codec::Encode;
use subtensor_runtime::RuntimeCall;

fn chain() -> Chain {
    Chain::builder().build().unwrap()
}

fn remark(bytes: &[u8]) -> RuntimeCall {
    frame_system::Call::<Runtime>::remark_with_event {
        remark: bytes.to_vec(),
    }
    .into()
}

fn transfer(to: &str, rao: u64) -> RuntimeCall {
    pallet_balances::Call::<Runtime>::transfer_allow_death {
        dest: account(to).unwrap().into(),
        value: rao,
    }
    .into()
}

#[test]
fn the_same_input_gives_the_same_state() {
    let run = || {
        let mut chain = chain();
        chain.call("alice", transfer("bob", 7)).unwrap();
        chain.advance(3).unwrap();
        chain.call("bob", remark(b"x")).unwrap();
        chain.advance(1).unwrap();
        (chain.state_hash(), chain.head_hash())
    };
    assert_eq!(run(), run());
}

#[test]
fn another_call_gives_another_state() {
    let run = |rao| {
        let mut chain = chain();
        chain.call("alice", transfer("bob", rao)).unwrap();
        chain.advance(1).unwrap();
        chain.state_hash()
    };
    assert_ne!(run(7), run(8));
}

#[test]
fn a_seed_makes_another_chain() {
    let hash = |seed| {
        let mut chain = Chain::builder().seed(seed).build().unwrap();
        chain.advance(1).unwrap();
        chain.head_hash()
    };
    assert_eq!(hash(1), hash(1));
    assert_ne!(hash(1), hash(2));
    assert_ne!(hash(0), hash(1));
}

#[test]
fn a_call_joins_the_open_block_and_is_sealed_with_it() {
    let mut chain = chain();
    assert_eq!(chain.block_number(), 0);
    chain.call("alice", remark(b"1")).unwrap();
    let receipt = chain.call("bob", remark(b"2")).unwrap();
    assert_eq!((receipt.block, receipt.index), (1, 2));
    assert_eq!(chain.block_number(), 1);
    assert_eq!(*chain.head().number(), 0);
    let block = chain.seal().unwrap();
    assert_eq!(*block.header.number(), 1);
    // The inherent and two calls.
    assert_eq!(block.extrinsics.len(), 3);
    assert!(!chain.has_open_block());
    assert_eq!(chain.block_number(), 1);
}

#[test]
fn time_passes_twelve_seconds_a_block() {
    let mut chain = chain();
    chain.advance(5).unwrap();
    let stored = chain.query(pallet_timestamp::Now::<Runtime>::get);
    assert_eq!(stored, GENESIS_MILLIS + 5 * BLOCK_MILLIS);
    assert_eq!(chain.now(), stored);
}

#[test]
fn a_receipt_has_fee_and_events() {
    let mut chain = chain();
    let before = chain.balance("alice").unwrap();
    let receipt = chain.call("alice", transfer("bob", 1_000)).unwrap();
    assert!(receipt.fee > 0);
    assert_eq!(
        chain.balance("alice").unwrap(),
        before - 1_000 - receipt.fee
    );
    let events = receipt.named_events().unwrap();
    let transfer = events
        .iter()
        .find(|event| (event.pallet.as_str(), event.name.as_str()) == ("Balances", "Transfer"))
        .unwrap();
    assert_eq!(transfer.fields["amount"], 1_000);
    assert_eq!(
        transfer.fields["from"],
        crate::account::address(&account("alice").unwrap())
    );
}

#[test]
fn a_failing_call_names_its_error_and_pays() {
    let mut chain = chain();
    let before = chain.balance("alice").unwrap();
    let error = chain.call("alice", transfer("bob", before)).unwrap_err();
    assert_eq!(error.name(), "Token.FundsUnavailable");
    let CallError::Failed { receipt, .. } = error else {
        panic!("the call ran")
    };
    assert_eq!(chain.balance("alice").unwrap(), before - receipt.fee);
}

#[test]
fn a_call_nobody_can_pay_is_refused_without_a_trace() {
    let mut chain = chain();
    chain.call("alice", remark(b"opens the block")).unwrap();
    let before = chain.state_hash();
    let error = chain.call("pauper", remark(b"x")).unwrap_err();
    assert_eq!(error.name(), "Transaction.Payment");
    assert!(matches!(error, CallError::Rejected(_)));
    assert_eq!(chain.state_hash(), before);
}

#[test]
fn root_calls_go_through_the_sudo_key() {
    let mut chain = chain();
    let force = |rao| pallet_balances::Call::<Runtime>::force_set_balance {
        who: account("dora").unwrap().into(),
        new_free: rao,
    };
    chain.sudo(force(5_000)).unwrap();
    assert_eq!(chain.balance("dora").unwrap(), 5_000);
    let error = chain.call("bob", force(1)).unwrap_err();
    assert_eq!(error.name(), "BadOrigin");
    let inner = chain
        .sudo(pallet_balances::Call::<Runtime>::force_transfer {
            source: account("dora").unwrap().into(),
            dest: account("bob").unwrap().into(),
            value: 1_000_000,
        })
        .unwrap_err();
    assert_eq!(inner.name(), "Token.FundsUnavailable");
}

#[test]
fn inherents_and_unsigned_calls_of_users_are_refused() {
    let mut chain = chain();
    chain.open().unwrap();
    let now = chain.now();
    let call = pallet_timestamp::Call::<Runtime>::set { now }.into();
    let bytes = UncheckedExtrinsic::new_bare_legacy(call).encode();
    let error = chain.apply(&bytes).unwrap_err();
    assert_eq!(error.name(), "Transaction.MandatoryValidation");
    let bytes = UncheckedExtrinsic::new_bare(remark(b"nobody's")).encode();
    assert!(matches!(chain.apply(&bytes), Err(CallError::Rejected(_))));
    let block = chain.seal().unwrap();
    assert_eq!(block.extrinsics.len(), 1);
}

#[test]
fn the_runtime_cannot_be_replaced() {
    let code = vec![0, 97, 115, 109];
    let call = frame_system::Call::<Runtime>::set_code { code };
    let error = chain().sudo(call).unwrap_err();
    assert_eq!(error.name(), "System.FailedToExtractRuntimeVersion");
}

#[test]
fn a_snapshot_brings_back_state_clock_and_pool() {
    let mut chain = chain();
    chain.advance(2).unwrap();
    let waiting = chain.sign("alice", remark(b"waits")).unwrap();
    chain.submit(&waiting).unwrap();
    let snapshot = chain.snapshot();
    let before = (chain.state_hash(), chain.now(), chain.head_hash());
    for _ in 0..2 {
        chain.advance(3).unwrap();
        chain.call("bob", transfer("alice", 5)).unwrap();
        assert!(chain.pool().is_empty());
        chain.revert(snapshot).unwrap();
        assert_eq!((chain.state_hash(), chain.now(), chain.head_hash()), before);
        assert_eq!(chain.pool().len(), 1);
        assert_eq!(chain.block_number(), 2);
    }
}

#[test]
fn a_snapshot_in_an_open_block_brings_the_block_back() {
    let mut chain = chain();
    chain.call("alice", remark(b"1")).unwrap();
    let outer = chain.snapshot();
    chain.call("bob", remark(b"2")).unwrap();
    let inner = chain.snapshot();
    let expected = chain.seal().unwrap();
    chain.advance(1).unwrap();
    chain.revert(inner).unwrap();
    assert_eq!(chain.seal().unwrap().hash, expected.hash);
    chain.revert(outer).unwrap();
    assert_eq!(chain.seal().unwrap().extrinsics.len(), 2);
    assert!(matches!(
        chain.revert(inner),
        Err(Error::UnknownSnapshot(_))
    ));
}

#[test]
fn signed_transactions_are_checked_and_included_in_order() {
    let mut chain = chain();
    let first = chain.sign("alice", remark(b"1")).unwrap();
    chain.submit(&first).unwrap();
    let mut forged = first.clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    assert_eq!(
        chain.submit(&forged).unwrap_err().name(),
        "Transaction.BadProof"
    );
    let block = chain.seal().unwrap();
    assert_eq!(block.extrinsics[1], first);
    assert_eq!(
        chain.submit(&first).unwrap_err().name(),
        "Transaction.Stale"
    );
    assert!(chain.pool().is_empty());
}

#[test]
fn a_signed_extrinsic_costs_what_a_call_costs() {
    let mut chain = chain();
    let start = chain.snapshot();
    let called = chain.call("alice", remark(b"1")).unwrap();
    chain.revert(start).unwrap();
    let bytes = chain.sign("alice", remark(b"1")).unwrap();
    let signed = chain.apply(&bytes).unwrap();
    assert_eq!(called.fee, signed.fee);
    assert_eq!(called.events, signed.events);
}

#[test]
fn a_saved_chain_goes_on_as_the_original() {
    let mut chain = chain();
    chain.call("alice", transfer("bob", 7)).unwrap();
    assert!(matches!(chain.export_state(), Err(Error::BlockOpen(1))));
    chain.advance(2).unwrap();
    let bytes = chain.export_state().unwrap().to_bytes();
    let mut copy = self::chain();
    copy.import_state(Dump::from_bytes(&bytes).unwrap());
    for chain in [&mut chain, &mut copy] {
        chain.call("bob", transfer("alice", 9)).unwrap();
        chain.advance(2).unwrap();
    }
    assert_eq!(copy.head_hash(), chain.head_hash());
    assert_eq!(copy.state_hash(), chain.state_hash());
    assert!(Dump::from_bytes(b"something else").is_err());
}

#[test]
fn a_raw_state_goes_on_where_it_stood() {
    let mut chain = chain();
    chain.advance(4).unwrap();
    let pairs = chain.export_state().unwrap().pairs;
    let mut copy = Chain::builder().raw_state(pairs).build().unwrap();
    assert_eq!(copy.block_number(), 4);
    copy.advance(1).unwrap();
    assert_eq!(copy.block_number(), 5);
    assert_eq!(copy.now(), chain.now() + BLOCK_MILLIS);
}

#[test]
fn exact_headers_carry_the_root_of_the_state_before_their_seal() {
    let mut chain = Chain::builder().root_mode(RootMode::Exact).build().unwrap();
    assert_eq!(*chain.head().state_root(), chain.state_hash());
    let block = chain.seal().unwrap();
    assert_eq!(*block.header.state_root(), chain.state_hash());
}

#[test]
fn balances_are_set_at_genesis() {
    let mut chain = Chain::builder()
        .balance("alice", 5_000)
        .balance("newcomer", 6_000)
        .balance("bob", 0)
        .build()
        .unwrap();
    assert_eq!(chain.balance("alice").unwrap(), 5_000);
    assert_eq!(chain.balance("newcomer").unwrap(), 6_000);
    assert_eq!(chain.balance("bob").unwrap(), 0);
}

#[test]
fn unknown_presets_and_names_are_refused() {
    let unknown = Chain::builder().preset("mainnet-1999").build().unwrap_err();
    assert!(unknown.to_string().contains("taoflow"), "{unknown}");
    assert!(matches!(
        Chain::builder().balance("a b", 1).build(),
        Err(Error::Account(_))
    ));
    assert!(Chain::builder().preset(Preset::Development).build().is_ok());
}

#[test]
fn storage_is_read_by_name() {
    let mut chain = chain();
    chain.advance(3).unwrap();
    let metadata = crate::meta::Metadata::runtime().unwrap();
    let number = chain.storage("System", "Number", &[]).unwrap().unwrap();
    assert_eq!(metadata.json(&number), 3);
    let account = chain
        .storage("System", "Account", &["//Alice".into()])
        .unwrap()
        .unwrap();
    let alice = chain.balance("alice").unwrap();
    assert_eq!(metadata.json(&account)["data"]["free"], alice);
    assert!(matches!(
        chain.storage("System", "Account", &[]),
        Err(crate::meta::MetaError::Keys { expected: 1, .. })
    ));
    let accounts = chain.storage_map("System", "Account", &[]).unwrap();
    assert!(accounts.iter().any(|(keys, _)| {
        keys[0].as_ref().and_then(|key| metadata.as_account(key))
            == Some(crate::account::account("alice").unwrap())
    }));
}

#[test]
fn calls_are_made_by_name() {
    let mut chain = chain();
    let receipt = chain
        .call_by_name(
            "alice",
            "Balances.transfer_keep_alive",
            &[("dest", "bob".into()), ("value", "2 TAO".into())],
        )
        .unwrap();
    assert!(receipt.has_event("Balances.Transfer"));
    let error = chain
        .call_by_name(
            "alice",
            "Balances.transfer_keep_alive",
            &[("dest", "bob".into())],
        )
        .unwrap_err();
    assert!(error.to_string().contains("`value`"), "{error}");
}

#[test]
fn the_hook_sees_every_block() {
    let mut chain = chain();
    let mut seen = Vec::new();
    chain
        .advance_with::<Error>(3, |chain, block| {
            assert_eq!(chain.block_number(), *block.header.number());
            seen.push(chain.block_number());
            Ok(())
        })
        .unwrap();
    assert_eq!(seen, [1, 2, 3]);
}

#[test]
fn runtime_apis_are_called_by_name() {
    let mut chain = chain();
    assert!(chain.runtime_api("Core_version", &[]).is_some());
    assert!(chain.runtime_api("Core_nothing", &[]).is_none());
}

#[test]
fn a_subnet_lives_under_the_main_chain_s_names() {
    let mut chain = Chain::builder()
        .preset(Preset::Development)
        .build()
        .unwrap();
    let hotkey = ("hotkey", "alice_hk".into());
    let receipt = chain
        .call_by_name("alice", "SubtensorModule.register_network", &[hotkey])
        .unwrap();
    let events = receipt.named_events().unwrap();
    let added = events
        .iter()
        .find(|event| event.name == "NetworkAdded")
        .unwrap();
    assert_eq!(added.pallet, "SubtensorModule");
    let netuid = added.fields[0].as_u64().unwrap();
    let netuid = u16::try_from(netuid).unwrap();

    let too_poor = chain
        .call_by_name(
            "dave",
            "SubtensorModule.add_stake",
            &[
                ("hotkey", "alice_hk".into()),
                ("netuid", netuid.into()),
                ("amount_staked", "5 TAO".into()),
            ],
        )
        .unwrap_err();
    assert_eq!(too_poor.name(), "SubtensorModule.SubtokenDisabled");

    chain
        .call_by_name(
            "alice",
            "SubtensorModule.start_call",
            &[("netuid", netuid.into())],
        )
        .unwrap();
    let first = chain.advance_to_epoch(netuid).unwrap();
    let second = chain.advance_to_epoch(netuid).unwrap();
    let tempo = chain
        .storage("SubtensorModule", "Tempo", &[netuid.into()])
        .unwrap()
        .and_then(|tempo| tempo.as_u128());
    assert!(first <= second);
    assert_eq!(Some(u128::from(second)), tempo);
    chain.check().unwrap();
}

#[test]
fn the_next_step_can_be_foreseen() {
    let mut chain = chain();
    chain.advance(2).unwrap();
    let before = chain.state_hash();
    let number = |chain: &mut Chain| chain.foresee(frame_system::Pallet::<Runtime>::block_number);
    assert_eq!((chain.call_block(), number(&mut chain)), (3, 3));
    assert_eq!((chain.state_hash(), chain.block_number()), (before, 2));
    // The chain goes on as if nobody had looked.
    let mut other = Chain::builder().build().unwrap();
    for chain in [&mut chain, &mut other] {
        chain.advance(4 - chain.block_number()).unwrap();
    }
    assert_eq!(chain.head_hash(), other.head_hash());
    chain.open().unwrap();
    // The step of an open block is over.
    assert_eq!((chain.call_block(), number(&mut chain)), (5, 5));
}
