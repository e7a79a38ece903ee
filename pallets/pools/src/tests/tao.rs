//! Transfers, minting, recycling and burning of TAO.

use super::mock::*;
use crate::{SubnetTAO, TotalIssuance, TotalStake};
use frame_support::{assert_err, assert_noop, assert_ok, traits::Imbalance};
use sp_runtime::{DispatchError, TokenError};
use subtensor_types::{TaoBalance, MAX_ISSUANCE};

type Error = pallet_subnets::Error<Test>;

fn free(n: u8) -> u64 {
    Balances::free_balance(account(n))
}

#[test]
fn minting_raises_both_issuances() {
    // Spec `emission` §13.1, rows 1 and 2.
    run(|| {
        fund(&account(1), 1_000);
        let credit = Pools::mint_tao(tao(123));
        assert_eq!(credit.peek(), 123);
        assert_eq!(issuances(), (1_123, 1_123));
        assert_eq!(Pools::mint_tao(TaoBalance::ZERO).peek(), 0);
        assert_eq!(issuances(), (1_123, 1_123));
        // Credit that is dropped lowers the issuance of the balances alone.
        Pools::recycle_credit(credit);
        assert_eq!(issuances(), (1_000, 1_000));
    });
}

#[test]
fn minting_stops_at_the_cap() {
    // Spec `emission` §13.1, row 3.
    run(|| {
        fund(&account(1), MAX_ISSUANCE - 700);
        let credit = Pools::mint_tao(tao(1_700));
        assert_eq!(credit.peek(), 700);
        assert_eq!(issuances(), (MAX_ISSUANCE, MAX_ISSUANCE));
        assert_eq!(Pools::mint_tao(tao(1)).peek(), 0);
        Pools::recycle_credit(credit);
    });
}

#[test]
fn recycling_lowers_balance_and_both_issuances() {
    // Spec `emission` §13.1, row 4.
    run(|| {
        fund(&account(1), 10_000);
        assert_ok!(Pools::recycle_tao(&account(1), tao(10)));
        assert_eq!(free(1), 9_990);
        assert_eq!(issuances(), (9_990, 9_990));
    });
}

#[test]
fn recycling_keeps_the_account_alive() {
    // Spec `emission` §13.1, row 5.
    run(|| {
        fund(&account(1), 10_000);
        assert_noop!(
            Pools::recycle_tao(&account(1), tao(10_000 - ED + 1)),
            Error::InsufficientBalance
        );
        assert_ok!(Pools::recycle_tao(&account(1), tao(10_000 - ED)));
        assert_eq!(free(1), ED);
    });
}

#[test]
fn burning_moves_tao_to_the_burn_account() {
    // Spec `emission` §13.1, row 6.
    run(|| {
        let burned = Subnets::burn_account();
        fund(&burned, ED);
        fund(&account(1), 10_000);
        assert_ok!(Pools::burn_tao(&account(1), tao(10)));
        assert_eq!(Balances::free_balance(&burned), ED + 10);
        assert_eq!(free(1), 9_990);
        assert_eq!(issuances(), (10_000 + ED, 10_000 + ED));
    });
}

#[test]
fn dust_of_a_dying_sender_leaves_both_issuances() {
    // Spec T103 and `emission` §13.1, row 7.
    run(|| {
        fund(&account(1), ED + 3);
        assert_ok!(Pools::transfer_tao(&account(1), &account(2), tao(ED + 2)));
        assert_eq!(free(1), 0);
        assert!(!System::account_exists(&account(1)));
        assert_eq!(free(2), ED + 2);
        assert_eq!(issuances(), (ED + 2, ED + 2));
    });
}

#[test]
fn a_transfer_is_bounded_by_the_whole_balance() {
    // Spec §2.3, `transfer_tao`.
    run(|| {
        fund(&account(1), 1_000);
        assert_noop!(
            Pools::transfer_tao(&account(1), &account(2), tao(1_001)),
            Error::InsufficientBalance
        );
        assert_noop!(
            Pools::transfer_tao(&account(1), &account(2), tao(ED - 1)),
            TokenError::BelowMinimum
        );
        assert_ok!(Pools::transfer_tao(&account(1), &account(2), tao(1_000)));
        assert_eq!((free(1), free(2)), (0, 1_000));
    });
}

#[test]
fn a_transfer_of_nothing_succeeds_with_an_event() {
    // Spec §2.3: even between accounts that do not exist.
    run(|| {
        assert_ok!(Pools::transfer_tao(
            &account(1),
            &account(2),
            TaoBalance::ZERO
        ));
        System::assert_last_event(
            pallet_balances::Event::<Test>::Transfer {
                from: account(1),
                to: account(2),
                amount: 0,
            }
            .into(),
        );
    });
}

#[test]
fn all_tao_can_leave_an_account() {
    run(|| {
        fund(&account(1), 1_000);
        assert_ok!(Pools::transfer_all_tao_and_kill(&account(1), &account(2)));
        assert_eq!((free(1), free(2)), (0, 1_000));
        let events = System::event_count();
        assert_ok!(Pools::transfer_all_tao_and_kill(&account(1), &account(2)));
        assert_eq!(System::event_count(), events);
    });
}

#[test]
fn a_transfer_to_a_network_leaves_one_existential_deposit() {
    // Spec §2.3, `transfer_tao_to_subnet`: it gives what was really moved.
    run(|| {
        let pool = Subnets::subnet_account_unchecked(DYNAMIC);
        fund(&account(1), 10_000);
        assert_eq!(
            Pools::transfer_tao_to_subnet(DYNAMIC, &account(1), tao(4_000)),
            Ok(tao(4_000))
        );
        assert_eq!(
            Pools::transfer_tao_to_subnet(DYNAMIC, &account(1), tao(6_000)),
            Ok(tao(6_000 - ED))
        );
        assert_eq!(Balances::free_balance(&pool), 10_000 - ED);
        assert_noop!(
            Pools::transfer_tao_to_subnet(DYNAMIC, &account(1), tao(1)),
            Error::InsufficientBalance
        );
        assert_eq!(free(1), ED);
    });
}

#[test]
fn a_transfer_to_a_network_needs_the_network() {
    run(|| {
        fund(&account(1), 10_000);
        assert_noop!(
            Pools::transfer_tao_to_subnet(MISSING, &account(1), tao(1)),
            Error::SubnetNotExists
        );
        // Nothing can go anywhere.
        assert_eq!(
            Pools::transfer_tao_to_subnet(MISSING, &account(1), TaoBalance::ZERO),
            Ok(TaoBalance::ZERO)
        );
        assert_ok!(Pools::transfer_tao_to_subnet(
            subtensor_types::NetUid::ROOT,
            &account(1),
            tao(1_000)
        ));
    });
}

#[test]
fn a_transfer_from_a_network_comes_from_its_account() {
    run(|| {
        let pool = Subnets::subnet_account_unchecked(DYNAMIC);
        fund(&pool, 10_000);
        assert_ok!(Pools::transfer_tao_from_subnet(
            DYNAMIC,
            &account(1),
            tao(4_000)
        ));
        assert_eq!(Balances::free_balance(&pool), 6_000);
        assert_eq!(free(1), 4_000);
        assert_noop!(
            Pools::transfer_tao_from_subnet(DYNAMIC, &account(1), tao(6_001)),
            Error::InsufficientBalance
        );
        assert_noop!(
            Pools::transfer_tao_from_subnet(MISSING, &account(1), tao(1)),
            Error::SubnetNotExists
        );
    });
}

#[test]
fn credit_is_spent_in_parts() {
    // Spec §2.3, `spend_tao` and `recycle_credit`.
    run(|| {
        let credit = Pools::mint_tao(tao(5_000));
        let rest = Pools::spend_tao(&account(1), credit, tao(3_000)).unwrap();
        assert_eq!((free(1), rest.peek()), (3_000, 2_000));
        // More than there is: the whole credit comes back.
        let rest = Pools::spend_tao(&account(1), rest, tao(2_001)).unwrap_err();
        assert_eq!((free(1), rest.peek()), (3_000, 2_000));
        Pools::recycle_credit(rest);
        assert_eq!(issuances(), (3_000, 3_000));
    });
}

#[test]
fn credit_that_an_account_cannot_take_comes_back_whole() {
    // Spec `emission` §2.2: a part below the existential deposit cannot create
    // an account.
    run(|| {
        let credit = Pools::mint_tao(tao(5_000));
        let credit = Pools::spend_tao(&account(1), credit, tao(ED - 1)).unwrap_err();
        assert_eq!(credit.peek(), 5_000);
        assert!(!System::account_exists(&account(1)));
        let rest = Pools::spend_tao(&account(1), credit, tao(ED)).unwrap();
        assert_eq!(free(1), ED);
        Pools::recycle_credit(rest);
        assert_eq!(issuances(), (ED, ED));
    });
}

#[test]
fn spending_nothing_gives_the_credit_back() {
    run(|| {
        fund(&account(1), ED);
        let credit = Pools::mint_tao(tao(5_000));
        let rest = Pools::spend_tao(&account(1), credit, TaoBalance::ZERO).unwrap();
        assert_eq!(rest.peek(), 5_000);
        Pools::recycle_credit(rest);
    });
}

#[test]
fn the_author_gets_the_fee() {
    run(|| {
        fund(&Subnets::subnet_account_unchecked(DYNAMIC), 10_000);
        Author::set(Some(account(7)));
        assert_ok!(Pools::pay_block_author(DYNAMIC, tao(600)));
        assert_eq!(free(7), 600);
        // Spec §2.3: a fee that cannot create the author's account is an error.
        Author::set(Some(account(8)));
        assert_noop!(
            Pools::pay_block_author(DYNAMIC, tao(ED - 1)),
            TokenError::BelowMinimum
        );
        assert_ok!(Pools::pay_block_author(DYNAMIC, TaoBalance::ZERO));
        assert!(!System::account_exists(&account(8)));
    });
}

#[test]
fn without_an_author_the_fee_is_burned() {
    // Spec §4.1, step 6 of staking: a failure to burn is ignored.
    run(|| {
        let pool = Subnets::subnet_account_unchecked(DYNAMIC);
        fund(&pool, 10_000);
        assert_ok!(Pools::pay_block_author(DYNAMIC, tao(ED - 1)));
        assert_eq!(Balances::free_balance(&pool), 10_000);
        assert_ok!(Pools::pay_block_author(DYNAMIC, tao(600)));
        assert_eq!(Balances::free_balance(Subnets::burn_account()), 600);
        assert_eq!(issuances(), (10_000, 10_000));
        assert_err!(
            Pools::pay_block_author(MISSING, tao(600)),
            Error::SubnetNotExists
        );
    });
}

#[test]
fn drift_of_the_issuance_is_found() {
    run(|| {
        fund(&account(1), 1_000);
        for drifted in [999, 1_001] {
            TotalIssuance::<Test>::put(tao(drifted));
            assert_err!(
                Pools::do_try_state(),
                DispatchError::Other("TotalIssuance differs from the issuance of balances")
            );
        }
        TotalIssuance::<Test>::put(tao(1_000));
    });
}

#[test]
fn drift_of_the_total_stake_is_found() {
    run(|| {
        set_pool(DYNAMIC, 1_000, 1_000);
        set_pool(STABLE, 2_000, 0);
        TotalStake::<Test>::put(tao(2_999));
        assert_err!(
            Pools::do_try_state(),
            DispatchError::Other("TotalStake is less than the sum of the TAO reserves")
        );
        // Buy fees let it drift upwards.
        TotalStake::<Test>::put(tao(3_001));
        assert_ok!(Pools::do_try_state());
        SubnetTAO::<Test>::insert(STABLE, tao(2_001));
    });
}
