//! The events of `Balances` on the wire.

use codec::Encode;
use sp_keyring::Sr25519Keyring::Alice;

use crate::{Runtime, RuntimeEvent};

#[test]
fn events_have_the_main_chains_numbers() {
    let who = || Alice.to_account_id();
    // Index 11 in the main chain's metadata, 12 in this FRAME.
    let burned = pallet_balances::Event::<Runtime>::Burned {
        who: who(),
        amount: 1,
    };
    assert_eq!(
        RuntimeEvent::from(burned).encode(),
        (5u8, 11u8, who(), 1u64).encode()
    );
    // Index 21 in the main chain's metadata, the last there.
    let forced = pallet_balances::Event::<Runtime>::TotalIssuanceForced { old: 1, new: 2 };
    assert_eq!(
        RuntimeEvent::from(forced).encode(),
        (5u8, 21u8, 1u64, 2u64).encode()
    );
    // Unknown to the main chain.
    let credit = pallet_balances::Event::<Runtime>::MintedCredit { amount: 3 };
    assert_eq!(
        RuntimeEvent::from(credit).encode(),
        (5u8, 22u8, 3u64).encode()
    );
}
