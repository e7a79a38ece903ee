//! The constants of the system pallet, byte for byte as in the main chain's
//! metadata (runtime 425).

use codec::Encode;

use crate::Runtime;

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
