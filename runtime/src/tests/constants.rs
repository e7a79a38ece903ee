//! The constants of the system pallet, byte for byte as in the main chain's
//! metadata (runtime 425).

use codec::{Decode, Encode};

use sp_version::RuntimeVersion;

use crate::{Runtime, VERSION};

#[test]
fn block_weights_are_the_main_chains() {
    let weights = <Runtime as frame_system::Config>::BlockWeights::get();
    let expected = "c2a0e766000b00409452a30313ffffffffffffffff2261c91900010bb837a1555d0213666666\
                    66666666a6010b0030ef7dba0213ffffffffffffffbf0100002261c91900010bb847462a4603\
                    1366666666666666e6010b00409452a30313ffffffffffffffff01070010a5d4e81300000000\
                    000000402261c91900000000";
    assert_eq!(hex::encode(weights.encode()), expected);
}

#[test]
fn block_length_is_the_main_chains() {
    let length = <Runtime as frame_system::Config>::BlockLength::get();
    assert_eq!(hex::encode(length.max.encode()), "000078000000a0000000a000");
}

#[test]
fn db_weight_is_the_main_chains() {
    let weight = <Runtime as frame_system::Config>::DbWeight::get();
    assert_eq!(
        hex::encode((weight.read, weight.write).encode()),
        "40787d010000000000e1f50500000000"
    );
}

#[test]
fn the_version_is_the_main_chains_but_for_missing_apis() {
    // The encoded constant System.Version of runtime 425.
    let reference =
        "386e6f64652d73756274656e736f72386e6f64652d73756274656e736f7201000000a901000001\
                     00000060df6acb689907609b0500000037e397fc7c91f5e40200000040fe3ad401f8959a060000\
                     00fbc577b9d747efd601000000d2bc9897eed08f1503000000f78b278be53f454c02000000dd71\
                     8d5cc53262d401000000ab3c0572291feb8b01000000ed99c5acb25eedf503000000bc9d89904f\
                     5b923f0100000037c8bb1350a9a2a804000000f3ff14d5ab52705903000000582211f65bb14b89\
                     06000000e65b00e46cedd0aa0200000068b66ba122c93fa70200000042e62be4a39e5b60010000\
                     00806df4ccaa9ed485010000008375104b299b74c5020000005d1fbfbe852f280701000000c688\
                     6e2f8e598b0a01000000c0de4984d112f3b401000000cbca25e39f14238702000000a8b093e650\
                     8d9e9c010000001c4585bd5c707202010000000100000001";
    let bytes = hex::decode(reference).expect("the reference is hex");
    let reference = RuntimeVersion::decode(&mut bytes.as_slice()).expect("it is a version");

    let same_apis = RuntimeVersion {
        apis: VERSION.apis.clone(),
        ..reference.clone()
    };
    assert_eq!(VERSION, same_apis);
    for api in VERSION.apis.iter() {
        assert!(reference.apis.contains(api), "{}", hex::encode(api.0));
    }
}
