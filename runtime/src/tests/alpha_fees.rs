//! Fees paid in alpha by signers without TAO: spec `pools-and-staking` §7 and
//! row T104, `wire` §2.3.

use frame_support::{
    assert_ok,
    dispatch::GetDispatchInfo,
    traits::fungible::{Inspect, Mutate},
};
use pallet_pools::{SubnetAlphaIn, SubnetAlphaOut, SubnetTAO};
use pallet_subnets::{NetworksAdded, SubnetMechanism, SubtokenEnabled};
use pallet_subtensor::Call;
use sp_keyring::Sr25519Keyring::{AliceStash, BobStash, Charlie, One};
use sp_runtime::{
    traits::DispatchTransaction,
    transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

use super::chain::{apply, events, in_block, signed, validate};
use crate::{
    configs::EXISTENTIAL_DEPOSIT, extensions::ChargeTransactionPayment, fees::BlockAuthor,
    AccountId, Balances, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Staking, Subnets,
    System,
};

const NETWORK: NetUid = NetUid::new(7);
const OTHER: NetUid = NetUid::new(8);
/// 1000 alpha.
const STAKE: u64 = 1_000_000_000_000;

/// The staker, who has no TAO.
fn coldkey() -> AccountId {
    AliceStash.to_account_id()
}

fn hotkey() -> AccountId {
    BobStash.to_account_id()
}

/// A network in whose pool an alpha is worth a TAO, with the staker's stake.
fn stake_on(netuid: NetUid, stake: u64) {
    NetworksAdded::<Runtime>::insert(netuid, true);
    SubtokenEnabled::<Runtime>::insert(netuid, true);
    SubnetMechanism::<Runtime>::insert(netuid, 1);
    let reserve = 1_000_000 * STAKE / 1_000;
    let account = Subnets::subnet_account_unchecked(netuid);
    assert_ok!(Balances::mint_into(&account, reserve));
    SubnetTAO::<Runtime>::insert(netuid, TaoBalance::new(reserve));
    SubnetAlphaIn::<Runtime>::insert(netuid, AlphaBalance::new(reserve));
    SubnetAlphaOut::<Runtime>::insert(netuid, AlphaBalance::new(stake));
    assert_ok!(Staking::create_account_if_non_existent(
        &Charlie.to_account_id(),
        &hotkey()
    ));
    Staking::increase_stake(&hotkey(), &coldkey(), netuid, stake.into());
}

/// A staker whose account has the existential deposit, and so exists, and stake.
fn poor_staker() {
    stake_on(NETWORK, STAKE);
    assert_ok!(Balances::mint_into(&coldkey(), EXISTENTIAL_DEPOSIT));
}

fn staked() -> u64 {
    Staking::stake_of(&hotkey(), &coldkey(), NETWORK).to_u64()
}

fn author_has() -> u64 {
    Balances::balance(&One.to_account_id())
}

fn remove(amount: u64) -> RuntimeCall {
    RuntimeCall::SubtensorModule(Call::remove_stake {
        hotkey: hotkey(),
        netuid: NETWORK,
        amount_unstaked: amount.into(),
    })
}

fn burn(amount: u64) -> RuntimeCall {
    RuntimeCall::SubtensorModule(Call::burn_alpha {
        hotkey: hotkey(),
        amount: amount.into(),
        netuid: NETWORK,
    })
}

/// What fees took in alpha, as events tell: network, alpha, TAO.
fn alpha_fees() -> Vec<(NetUid, u64, u64)> {
    events()
        .into_iter()
        .filter_map(|event| match event {
            RuntimeEvent::SubtensorModule(pallet_subnets::Event::TransactionFeePaidWithAlpha {
                who,
                netuid,
                alpha_fee,
                tao_amount,
            }) => {
                assert_eq!(who, coldkey());
                Some((netuid, alpha_fee.to_u64(), tao_amount.to_u64()))
            }
            _ => None,
        })
        .collect()
}

/// Whether the payment extension alone accepts a call of the staker.
fn can_pay(call: &RuntimeCall) -> bool {
    let payment = ChargeTransactionPayment::<Runtime>::from(0);
    let origin = RuntimeOrigin::signed(coldkey());
    payment
        .validate_only(
            origin,
            call,
            &call.get_dispatch_info(),
            100,
            sp_runtime::transaction_validity::TransactionSource::External,
            4,
        )
        .is_ok()
}

#[test]
fn who_has_no_tao_pays_with_the_stake_of_the_call() {
    // Row T104: the amount asked for is capped at what the fee left.
    in_block(|| {
        poor_staker();
        let author = author_has();
        let xt = signed(AliceStash, 0, burn(STAKE));
        assert_ok!(validate(xt.clone()));
        assert_ok!(apply(xt).expect("the transaction is valid"));

        let fees = alpha_fees();
        let [(netuid, alpha, tao)] = fees[..] else {
            panic!("one fee was paid: {fees:?}");
        };
        assert_eq!(netuid, NETWORK);
        // At a price of 1 the fee in alpha is the fee in TAO.
        let fee = super::transactions::fee_paid();
        assert_eq!(alpha, fee);
        assert!(tao.abs_diff(fee) <= 2, "{tao} for {fee}");
        assert_eq!(author_has(), author + tao);
        assert_eq!(staked(), 0);
        let burned = events().into_iter().find_map(|event| match event {
            RuntimeEvent::SubtensorModule(pallet_subnets::Event::AlphaBurned(_, _, alpha, _)) => {
                Some(alpha.to_u64())
            }
            _ => None,
        });
        assert_eq!(burned, Some(STAKE - alpha));
        assert_eq!(Balances::balance(&coldkey()), EXISTENTIAL_DEPOSIT);
        assert_eq!(System::account_nonce(coldkey()), 1);
    });
}

#[test]
fn tao_is_charged_first() {
    in_block(|| {
        poor_staker();
        assert_ok!(Balances::mint_into(&coldkey(), 1_000_000_000));
        assert_ok!(apply(signed(AliceStash, 0, burn(1_000))).expect("valid"));
        assert_eq!(alpha_fees(), vec![]);
        assert_eq!(staked(), STAKE - 1_000);
        assert_eq!(
            Balances::balance(&coldkey()),
            EXISTENTIAL_DEPOSIT + 1_000_000_000 - super::transactions::fee_paid()
        );
    });
}

#[test]
fn a_failed_call_has_paid_its_fee() {
    // Spec I20: locks don't hold the fee back, but the call.
    in_block(|| {
        poor_staker();
        assert_ok!(Staking::do_lock_stake(
            &coldkey(),
            &hotkey(),
            NETWORK,
            STAKE.into()
        ));
        let outcome = apply(signed(AliceStash, 0, remove(10_000_000))).expect("valid");
        assert_eq!(
            outcome,
            Err(pallet_subnets::Error::<Runtime>::StakeUnavailable.into())
        );
        let fees = alpha_fees();
        assert_eq!(staked(), STAKE - fees[0].1);
    });
}

#[test]
fn stake_below_the_fee_does_not_pay() {
    in_block(|| {
        stake_on(NETWORK, 1_000);
        assert_ok!(Balances::mint_into(&coldkey(), EXISTENTIAL_DEPOSIT));
        assert_eq!(
            validate(signed(AliceStash, 0, burn(1_000))),
            Err(InvalidTransaction::Payment.into())
        );
        assert_eq!(
            apply(signed(AliceStash, 0, burn(1_000))),
            Err(TransactionValidityError::from(InvalidTransaction::Payment))
        );
        assert_eq!(staked(), 1_000);
    });
}

#[test]
fn an_account_without_any_tao_does_not_exist_for_the_nonce() {
    // `wire` §2.1, row 6: it is refused before the fee; the fee itself would be
    // paid.
    in_block(|| {
        stake_on(NETWORK, STAKE);
        assert_eq!(
            validate(signed(AliceStash, 0, burn(1_000))),
            Err(InvalidTransaction::Payment.into())
        );
        assert!(can_pay(&burn(1_000)));
    });
}

#[test]
fn calls_that_take_stake_away_can_be_paid_with_it() {
    // The list of §7.
    in_block(|| {
        poor_staker();
        let (hotkey, netuid) = (hotkey(), NETWORK);
        let alpha = AlphaBalance::new(1_000);
        let price = TaoBalance::new(1);
        let other = Charlie.to_account_id();
        let payable = vec![
            Call::remove_stake {
                hotkey: hotkey.clone(),
                netuid,
                amount_unstaked: alpha,
            },
            Call::remove_stake_limit {
                hotkey: hotkey.clone(),
                netuid,
                amount_unstaked: alpha,
                limit_price: price,
                allow_partial: true,
            },
            Call::remove_stake_full_limit {
                hotkey: hotkey.clone(),
                netuid,
                limit_price: None,
            },
            Call::unstake_all {
                hotkey: hotkey.clone(),
            },
            Call::unstake_all_alpha {
                hotkey: hotkey.clone(),
            },
            Call::move_stake {
                origin_hotkey: hotkey.clone(),
                destination_hotkey: other.clone(),
                origin_netuid: netuid,
                destination_netuid: OTHER,
                alpha_amount: alpha,
            },
            Call::transfer_stake {
                destination_coldkey: other.clone(),
                hotkey: hotkey.clone(),
                origin_netuid: netuid,
                destination_netuid: OTHER,
                alpha_amount: alpha,
            },
            Call::swap_stake {
                hotkey: hotkey.clone(),
                origin_netuid: netuid,
                destination_netuid: OTHER,
                alpha_amount: alpha,
            },
            Call::swap_stake_limit {
                hotkey: hotkey.clone(),
                origin_netuid: netuid,
                destination_netuid: OTHER,
                alpha_amount: alpha,
                limit_price: price,
                allow_partial: true,
            },
            Call::recycle_alpha {
                hotkey: hotkey.clone(),
                amount: alpha,
                netuid,
            },
            Call::burn_alpha {
                hotkey: hotkey.clone(),
                amount: alpha,
                netuid,
            },
        ];
        for call in payable {
            assert!(can_pay(&call.clone().into()), "{call:?}");
        }
        let others = vec![
            Call::add_stake {
                hotkey: hotkey.clone(),
                netuid,
                amount_staked: price,
            },
            Call::lock_stake {
                hotkey: hotkey.clone(),
                netuid,
                amount: alpha,
            },
            Call::remove_stake {
                hotkey: other,
                netuid,
                amount_unstaked: alpha,
            },
            Call::remove_stake {
                hotkey,
                netuid: OTHER,
                amount_unstaked: alpha,
            },
        ];
        for call in others {
            assert!(!can_pay(&call.clone().into()), "{call:?}");
        }
        // Not within another call.
        let batch = pallet_utility::Call::batch {
            calls: vec![remove(1_000)],
        };
        assert!(!can_pay(&RuntimeCall::Utility(batch)));
    });
}

#[test]
fn unstaking_everywhere_is_paid_on_one_network_only() {
    in_block(|| {
        poor_staker();
        let all = RuntimeCall::SubtensorModule(Call::unstake_all { hotkey: hotkey() });
        assert!(can_pay(&all));
        stake_on(OTHER, 1_000);
        assert!(!can_pay(&all));
        assert_eq!(
            apply(signed(AliceStash, 0, all.clone())),
            Err(InvalidTransaction::Payment.into())
        );
        SubtokenEnabled::<Runtime>::insert(OTHER, false);
        assert!(can_pay(&all));
    });
}

#[test]
fn without_an_author_nothing_is_taken() {
    in_block(|| {
        poor_staker();
        BlockAuthor::set(&None);
        assert_ok!(apply(signed(AliceStash, 0, burn(1_000))).expect("valid"));
        assert_eq!(staked(), STAKE - 1_000);
        assert_eq!(alpha_fees(), vec![(NetUid::ROOT, 0, 0)]);
    });
}
