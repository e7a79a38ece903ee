//! A network from its registration to its first emission, by signed
//! transactions through the whole runtime.

use codec::Encode;
use frame_support::assert_ok;
use pallet_subtensor::Call;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::traits::Header as _;
use subtensor_types::{NetUid, TaoBalance};

use super::chain::{apply, events, in_block, signed};
use crate::{
    Balances, Executive, Header, Runtime, RuntimeCall, RuntimeEvent, System, UncheckedExtrinsic,
};

/// Sends a call, which must succeed.
fn send(who: Sr25519Keyring, call: Call<Runtime>) {
    let nonce = System::account_nonce(who.to_account_id());
    let call = RuntimeCall::SubtensorModule(call);
    assert_ok!(apply(signed(who, nonce, call)).expect("the transaction is valid"));
}

/// Closes the open block and opens the next.
fn next_block() {
    let parent = Executive::finalize_block();
    let number = parent.number() + 1;
    let header = Header::new(
        number,
        Default::default(),
        Default::default(),
        parent.hash(),
        Default::default(),
    );
    Executive::initialize_block(&header);
    let now = pallet_timestamp::Call::set {
        now: 12_000 * u64::from(number),
    };
    assert_ok!(apply(UncheckedExtrinsic::new_bare(now.into())).expect("the inherent is valid"));
}

#[test]
fn a_network_is_registered_started_staked_on_and_emits() {
    in_block(|| {
        let hotkey = Sr25519Keyring::AliceStash.to_account_id();
        let netuid = NetUid::new(1);
        // The rate limit of registrations counts from block 0.
        pallet_subnets::NetworkRateLimit::<Runtime>::put(0);
        send(
            Alice,
            Call::register_network {
                hotkey: hotkey.clone(),
            },
        );
        let added = RuntimeEvent::SubtensorModule(pallet_subnets::Event::NetworkAdded(netuid, 1));
        assert!(events().contains(&added));

        next_block();
        send(Alice, Call::start_call { netuid });

        let before = Balances::free_balance(Bob.to_account_id());
        let pool = pallet_pools::SubnetTAO::<Runtime>::get(netuid);
        send(
            Bob,
            Call::add_stake {
                hotkey,
                netuid,
                amount_staked: TaoBalance::new(10_000_000_000),
            },
        );
        assert!(pallet_pools::SubnetTAO::<Runtime>::get(netuid) > pool);
        let after = Balances::free_balance(Bob.to_account_id());
        assert!(before - after >= 10_000_000_000, "{before} {after}");

        let staked = pallet_pools::SubnetAlphaOut::<Runtime>::get(netuid);
        for _ in 0..400 {
            next_block();
        }
        // One tempo has passed: alpha was emitted and paid out.
        assert!(pallet_pools::SubnetAlphaOut::<Runtime>::get(netuid) > staked);
        assert_ok!(pallet_subtensor::Pallet::<Runtime>::check_invariants());
    });
}

#[test]
fn a_failed_call_pays_its_fee_and_says_why() {
    in_block(|| {
        let call = RuntimeCall::SubtensorModule(Call::add_stake {
            hotkey: Alice.to_account_id(),
            netuid: NetUid::new(9),
            amount_staked: TaoBalance::new(1_000_000_000),
        });
        let outcome = apply(signed(Bob, 0, call)).expect("the transaction is valid");
        // SubnetNotExists, variant 76 of pallet 7.
        let error = outcome.expect_err("there is no such network");
        assert_eq!(error.encode(), [3, 7, 76, 0, 0, 0]);
    });
}
