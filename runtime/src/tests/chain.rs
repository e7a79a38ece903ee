//! A chain at block 1 from a preset, and transactions for it.

use codec::{Decode, Encode};
use sp_core::Pair;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
    generic::Era,
    traits::{Hash as _, Header as _},
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult, BuildStorage, MultiSignature,
};

use crate::{
    extensions::{tx_extension, TxExtension},
    genesis, Address, Block, Executive, Hash, Header, Nonce, Runtime, RuntimeCall, RuntimeEvent,
    RuntimeGenesisConfig, System, UncheckedExtrinsic,
};

/// The genesis state of a preset, built as a node builds it: the patch merged
/// into the default configuration.
pub fn genesis_of(preset: &str) -> sp_io::TestExternalities {
    let patch = genesis::preset(&preset.into()).expect("the preset exists");
    genesis_with(serde_json::from_slice(&patch).expect("a preset is JSON"))
}

/// The genesis state of a patch, as [`genesis_of`].
pub fn genesis_with(patch: serde_json::Value) -> sp_io::TestExternalities {
    let default = RuntimeGenesisConfig::default();
    let mut config = serde_json::to_value(default).expect("the default configuration is JSON");
    merge(&mut config, patch);
    let config: RuntimeGenesisConfig =
        serde_json::from_value(config).expect("the preset fits the configuration");
    config.build_storage().expect("genesis builds").into()
}

/// Overwrites what the patch names, deeply in objects.
fn merge(target: &mut serde_json::Value, patch: serde_json::Value) {
    match (target, patch) {
        (serde_json::Value::Object(target), serde_json::Value::Object(patch)) => {
            for (key, value) in patch {
                merge(target.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (target, patch) => *target = patch,
    }
}

/// Runs a test inside the open block 1 of the default preset, after the
/// timestamp.
pub fn in_block(test: impl FnOnce()) {
    genesis_of(genesis::TAOFLOW_PRESET).execute_with(|| {
        let header = Header::new(
            1,
            Default::default(),
            Default::default(),
            [69; 32].into(),
            Default::default(),
        );
        Executive::initialize_block(&header);
        let now = pallet_timestamp::Call::set { now: 12_000 };
        Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(now.into()))
            .expect("the inherent is valid")
            .expect("the inherent succeeds");
        test();
    });
}

/// A signed transaction, with the hash of the genesis block as these tests
/// have it.
pub fn signed(who: Sr25519Keyring, nonce: Nonce, call: RuntimeCall) -> UncheckedExtrinsic {
    signed_with(who, tx_extension(Era::Immortal, nonce, 0), call)
}

/// A signed transaction with the given extensions. The signed payload is put
/// together by hand from the bytes the wire format names, not by FRAME.
pub fn signed_with(
    who: Sr25519Keyring,
    extension: TxExtension,
    call: RuntimeCall,
) -> UncheckedExtrinsic {
    let genesis_hash: Hash = System::block_hash(0);
    let mut payload = call.encode();
    payload.extend(extension.encode());
    payload.extend(425u32.encode());
    payload.extend(1u32.encode());
    payload.extend(genesis_hash.encode());
    payload.extend(genesis_hash.encode());
    payload.push(0);
    let signature = if payload.len() > 256 {
        who.pair().sign(&sp_io::hashing::blake2_256(&payload))
    } else {
        who.pair().sign(&payload)
    };
    UncheckedExtrinsic::new_signed(
        call,
        Address::Id(who.to_account_id()),
        MultiSignature::Sr25519(signature),
        extension,
    )
}

/// Applies a transaction to the open block.
pub fn apply(xt: UncheckedExtrinsic) -> ApplyExtrinsicResult {
    Executive::apply_extrinsic(xt)
}

/// What the transaction pool learns about a transaction.
pub fn validate(xt: UncheckedExtrinsic) -> TransactionValidity {
    Executive::validate_transaction(TransactionSource::External, xt, System::block_hash(0))
}

/// The events of the open block so far.
pub fn events() -> Vec<RuntimeEvent> {
    System::read_events_no_consensus()
        .map(|record| record.event)
        .collect()
}

/// A call of the runtime API, by name, decoded.
pub fn api<R: Decode>(method: &str, arguments: &[u8]) -> R {
    let answer = crate::apis::api::dispatch(method, arguments).expect("the method exists");
    R::decode(&mut answer.as_slice()).expect("the answer has the type asked for")
}

#[test]
fn the_header_hash_is_blake2_of_the_encoded_header() {
    // Clients recompute block hashes from headers.
    let header = Header::new(
        7,
        [1; 32].into(),
        [2; 32].into(),
        [3; 32].into(),
        Default::default(),
    );
    let block = Block {
        header: header.clone(),
        extrinsics: Vec::new(),
    };
    let expected = <Runtime as frame_system::Config>::Hashing::hash(&header.encode());
    assert_eq!(block.header.hash(), expected);
}
