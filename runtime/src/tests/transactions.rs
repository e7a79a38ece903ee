//! Transactions on the wire: bytes, extensions, nonces, fees.

use codec::{Decode, Encode};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{Alice, Bob, One};
use sp_runtime::{
    generic::Era,
    traits::{DispatchTransaction, TransactionExtension},
    transaction_validity::{InvalidTransaction, TransactionValidityError, UnknownTransaction},
};

use super::chain::{apply, events, in_block, signed, signed_with, validate};
use crate::{
    extensions::{tx_extension, CheckMetadataHash, Mode, TxExtension},
    fees::BlockAuthor,
    genesis::{ENDOWMENT, RICH_ENDOWMENT},
    Address, Balances, RuntimeCall, RuntimeEvent, System, UncheckedExtrinsic,
};

fn transfer(value: u64) -> RuntimeCall {
    RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
        dest: Address::Id(Bob.to_account_id()),
        value,
    })
}

/// What the transaction payment told of the fee, in rao.
pub fn fee_paid() -> u64 {
    events()
        .into_iter()
        .find_map(|event| match event {
            RuntimeEvent::TransactionPayment(
                pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
            ) => Some(actual_fee),
            _ => None,
        })
        .expect("a fee was paid")
}

#[test]
fn the_extensions_are_the_main_chains() {
    // Spec chapter wire, section 2.1.
    let identifiers: Vec<_> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
        .into_iter()
        .map(|extension| extension.identifier)
        .collect();
    assert_eq!(
        identifiers,
        [
            "CheckNonZeroSender",
            "CheckSpecVersion",
            "CheckTxVersion",
            "CheckGenesis",
            "CheckMortality",
            "CheckNonce",
            "CheckWeight",
            "ChargeTransactionPayment",
            "SudoTransactionExtension",
            "CheckShieldedTxValidity",
            "SubtensorTransactionExtension",
            "DrandPriority",
            "CheckMetadataHash",
        ]
    );
}

#[test]
fn a_transaction_has_the_bytes_of_format_4() {
    in_block(|| {
        let bytes = signed(Alice, 0, transfer(5)).encode();
        let mut input = bytes.as_slice();
        let length = codec::Compact::<u32>::decode(&mut input).expect("a length prefix");
        assert_eq!(length.0 as usize, input.len());
        // Version 4, signed; then the address by id.
        assert_eq!(input[..2], [0x84, 0x00]);
        assert_eq!(input[2..34], Alice.to_account_id().encode()[..]);
        // Sr25519 signature; then era, nonce, tip and metadata mode, all zero.
        assert_eq!(input[34], 1);
        assert_eq!(input[99..103], [0, 0, 0, 0]);
        // Then the call.
        assert_eq!(input[103..], transfer(5).encode()[..]);
        assert_eq!(
            UncheckedExtrinsic::decode(&mut bytes.as_slice()).map(|xt| xt.encode()),
            Ok(bytes)
        );
    });
}

#[test]
fn a_payload_put_together_by_hand_is_accepted_and_the_fee_goes_to_the_author() {
    in_block(|| {
        let xt = signed(Alice, 0, transfer(1_000));
        let length = xt.encoded_size() as u64;
        assert_ok!(apply(xt).expect("the transaction is valid"));

        let fee = fee_paid();
        assert_eq!(
            Balances::free_balance(Alice.to_account_id()),
            RICH_ENDOWMENT - 1_000 - fee
        );
        assert_eq!(Balances::free_balance(One.to_account_id()), ENDOWMENT + fee);
        // One rao per byte, and 0.0005 rao per unit of weight.
        let weight = events()
            .into_iter()
            .rev()
            .find_map(|event| match event {
                RuntimeEvent::System(frame_system::Event::ExtrinsicSuccess { dispatch_info }) => {
                    Some(dispatch_info.weight)
                }
                _ => None,
            })
            .expect("the transfer succeeded");
        let weight_fee = weight.ref_time() / 2_000;
        assert!(
            fee.abs_diff(length + weight_fee) <= 1,
            "{fee} is not {length} + {weight_fee}"
        );
    });
}

#[test]
fn without_an_author_the_fee_is_destroyed() {
    in_block(|| {
        BlockAuthor::set(&None);
        let issued = Balances::total_issuance();
        let counted = pallet_pools::TotalIssuance::<crate::Runtime>::get();
        assert_ok!(apply(signed(Alice, 0, transfer(1_000))).expect("valid"));
        assert_eq!(Balances::total_issuance(), issued - fee_paid());
        // As on the main chain, the count of the domain does not follow.
        assert_eq!(
            pallet_pools::TotalIssuance::<crate::Runtime>::get(),
            counted
        );
        assert_eq!(Balances::free_balance(One.to_account_id()), ENDOWMENT);
    });
}

#[test]
fn a_tip_is_signed_and_paid_but_buys_no_priority() {
    in_block(|| {
        let tipped = tx_extension(Era::Immortal, 0, 777);
        let xt = signed_with(Alice, tipped, transfer(1_000));
        assert_eq!(validate(xt.clone()).map(|valid| valid.priority), Ok(1));
        assert_eq!(
            validate(signed(Alice, 0, transfer(1_000))).map(|valid| valid.priority),
            Ok(1)
        );
        assert_ok!(apply(xt).expect("valid"));
        let paid = RICH_ENDOWMENT - 1_000 - Balances::free_balance(Alice.to_account_id());
        assert_eq!(paid, fee_paid());
        assert_eq!(
            Balances::free_balance(One.to_account_id()),
            ENDOWMENT + paid
        );
    });
}

#[test]
fn nonces_order_transactions() {
    in_block(|| {
        let later = validate(signed(Alice, 1, transfer(1))).expect("valid in the future");
        let first = validate(signed(Alice, 0, transfer(1))).expect("valid");
        assert_eq!(later.requires, first.provides);
        assert!(first.requires.is_empty());

        assert_eq!(
            apply(signed(Alice, 1, transfer(1))),
            Err(InvalidTransaction::Future.into())
        );
        assert_ok!(apply(signed(Alice, 0, transfer(1))).expect("valid"));
        assert_eq!(System::account_nonce(Alice.to_account_id()), 1);
        assert_eq!(
            apply(signed(Alice, 0, transfer(1))),
            Err(InvalidTransaction::Stale.into())
        );
    });
}

#[test]
fn an_empty_account_can_send_only_what_is_free() {
    in_block(|| {
        // //AliceStash has no balance; remarks cost a fee.
        let stash = sp_keyring::Sr25519Keyring::AliceStash;
        let remark: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
        assert_eq!(
            validate(signed(stash, 0, remark.clone())),
            Err(InvalidTransaction::Payment.into())
        );
        // A free call passes the nonce check and keeps its nonce.
        let info = frame_support::dispatch::DispatchInfo {
            pays_fee: frame_support::dispatch::Pays::No,
            ..Default::default()
        };
        let origin = crate::RuntimeOrigin::signed(stash.to_account_id());
        let check = crate::extensions::CheckNonce::<crate::Runtime>::from(0);
        assert_ok!(check
            .validate_and_prepare(origin, &remark, &info, 0, 4)
            .map(|_| ()));
        assert_eq!(System::account_nonce(stash.to_account_id()), 1);
    });
}

#[test]
fn only_the_sudo_key_may_send_sudo_calls() {
    in_block(|| {
        let remark: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
        let sudo = RuntimeCall::Sudo(pallet_sudo::Call::sudo {
            call: Box::new(remark),
        });
        assert_eq!(
            validate(signed(Bob, 0, sudo.clone())),
            Err(InvalidTransaction::BadSigner.into())
        );
        assert_ok!(apply(signed(Alice, 0, sudo)).expect("valid"));
    });
}

#[test]
fn a_signed_metadata_hash_is_refused() {
    in_block(|| {
        let (system, chain, _) = tx_extension(Era::Immortal, 0, 0);
        let extension = (system, chain, CheckMetadataHash::new(Mode::Enabled));
        assert_eq!(extension.encode(), [0, 0, 0, 1]);
        assert_eq!(
            validate(signed_with(Alice, extension, transfer(1))),
            Err(TransactionValidityError::Unknown(
                UnknownTransaction::CannotLookup
            ))
        );
    });
}

#[test]
fn a_batch_directly_in_a_batch_is_filtered() {
    in_block(|| {
        let inner = RuntimeCall::Utility(pallet_utility::Call::batch { calls: vec![] });
        let outer = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![inner] });
        assert_eq!(
            apply(signed(Alice, 0, outer)).expect("valid"),
            Err(frame_system::Error::<crate::Runtime>::CallFiltered.into())
        );
    });
}
