//! `add_stake`.

use super::mock::*;
use crate::{Delegates, LastColdkeyHotkeyStakeBlock, StakingHotkeys, TotalHotkeyAlpha};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{SubnetTaoFlow, SubnetVolume, TotalStake};
use pallet_subnets::{NetworksAdded, SubtokenEnabled};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::NetUid;

fn add_stake(
    coldkey: &AccountId32,
    hotkey: &AccountId32,
    netuid: NetUid,
    amount: u64,
) -> DispatchResult {
    call(|| Staking::do_add_stake(coldkey, hotkey, netuid, tao(amount))).map(|_| ())
}

/// The TAO that tests without another wish stake: 1 TAO.
const SOME: u64 = BILLION;

#[test]
fn a_stake_buys_alpha() {
    // Spec T83.
    run(|| {
        set_pool(ONE, 100 * BILLION, 400 * BILLION);
        fund(&cold(), 2 * BILLION);
        System::set_block_number(5);
        let before = TotalStake::<Test>::get().to_u64();
        assert_ok!(add_stake(&cold(), &hot(), ONE, BILLION));

        assert_eq!(stake(&cold(), &hot(), ONE), 3_958_421_529);
        assert_eq!(
            ledger(ONE),
            (100_999_496_453, 396_041_578_471, 3_958_421_529)
        );
        assert_eq!(free(&cold()), BILLION);
        assert_eq!(free(&author()), 503_547);
        assert_eq!(subnet_balance(ONE), 100_999_496_453);
        assert_eq!(TotalStake::<Test>::get().to_u64(), before + BILLION);
        assert_eq!(SubnetVolume::<Test>::get(ONE), u128::from(BILLION));
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 999_496_453);
        assert_eq!(
            LastColdkeyHotkeyStakeBlock::<Test>::get(cold(), hot()),
            Some(5)
        );
        assert_eq!(
            events(),
            vec![Event::StakeAdded(
                cold(),
                hot(),
                tao(BILLION),
                alpha(3_958_421_529),
                ONE,
                503_547
            )]
        );
        // Spec §5.5: plain staking makes nobody a delegate.
        assert!(!Delegates::<Test>::contains_key(hot()));
    });
}

#[test]
fn without_an_author_the_fee_is_burned() {
    run(|| {
        Author::set(None);
        set_pool(ONE, 100 * BILLION, 400 * BILLION);
        fund(&cold(), 2 * BILLION);
        assert_ok!(add_stake(&cold(), &hot(), ONE, BILLION));
        assert_eq!(free(&Subnets::burn_account()), 503_547);
        assert_eq!(subnet_balance(ONE), 100_999_496_453);
    });
}

#[test]
fn a_fee_too_small_for_the_authors_account_fails_the_call() {
    // Spec §2.3, edge: the author does not exist and the fee is below the
    // existential deposit.
    run(|| {
        ExistentialDeposit::set(1_008);
        set_pool(ONE, TRILLION, TRILLION);
        fund(&cold(), BILLION);
        assert_noop!(
            add_stake(&cold(), &hot(), ONE, 2_001_007),
            sp_runtime::TokenError::BelowMinimum
        );
        fund(&author(), 1_008);
        assert_ok!(add_stake(&cold(), &hot(), ONE, 2_001_007));
    });
}

#[test]
fn the_least_stake_is_worth_the_minimum_after_the_fee() {
    // Spec T73 and T74.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        fund(&cold(), BILLION);
        for amount in [0, 1, 2_000_000, 2_001_006] {
            assert_noop!(add_stake(&cold(), &hot(), ONE, amount), Error::AmountTooLow);
        }
        assert_ok!(add_stake(&cold(), &hot(), ONE, 2_001_007));
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 2_000_000);
    });
}

#[test]
fn the_whole_balance_leaves_one_existential_deposit() {
    // Spec T78, also with the main chain's deposit.
    for deposit in [1, 500] {
        run(|| {
            ExistentialDeposit::set(deposit);
            set_pool(ONE, TRILLION, TRILLION);
            fund(&cold(), SOME);
            assert_ok!(add_stake(&cold(), &hot(), ONE, SOME));
            assert_eq!(free(&cold()), deposit);
            let Some(Event::StakeAdded(_, _, staked, ..)) = events().pop() else {
                panic!("the last event is the stake's");
            };
            assert_eq!(staked, tao(SOME - deposit));
        });
    }
}

#[test]
fn no_more_than_a_thousand_reserves_can_be_staked() {
    // Spec T79.
    run(|| {
        set_pool(ONE, 10_000_000, 10_000_000);
        fund(&cold(), 20 * BILLION);
        assert_noop!(
            add_stake(&cold(), &hot(), ONE, 10 * BILLION + 1),
            Error::InsufficientLiquidity
        );
        assert_noop!(
            call(|| Staking::do_add_stake_limit(
                &cold(),
                &hot(),
                ONE,
                tao(10 * BILLION + 1),
                tao(u64::MAX),
                true
            )),
            Error::InsufficientLiquidity
        );
        assert_ok!(add_stake(&cold(), &hot(), ONE, 10 * BILLION));
    });
}

#[test]
fn checks_come_in_the_main_chains_order() {
    // Spec §4.2 with rows T75 to T77: everything is wrong at first, and each
    // step mends what was complained about.
    run(|| {
        let (coldkey, hotkey) = (account(50), account(51));
        let try_to = |amount| add_stake(&coldkey, &hotkey, ONE, amount);
        NetworksAdded::<Test>::remove(ONE);
        SubtokenEnabled::<Test>::insert(ONE, false);

        // The bound on the order comes before everything.
        assert_noop!(try_to(1), Error::InsufficientLiquidity);
        set_pool(ONE, BILLION, 99);
        assert_noop!(try_to(1), Error::SubnetNotExists);
        NetworksAdded::<Test>::insert(ONE, true);
        assert_noop!(try_to(1), Error::SubtokenDisabled);
        SubtokenEnabled::<Test>::insert(ONE, true);
        assert_noop!(try_to(1), Error::AmountTooLow);
        assert_noop!(try_to(SOME), Error::NotEnoughBalanceToStake);
        fund(&coldkey, SOME - 1);
        assert_noop!(try_to(SOME), Error::NotEnoughBalanceToStake);
        fund(&coldkey, 1);
        assert_noop!(try_to(SOME), Error::HotKeyAccountNotExists);
        own(&other_cold(), &hotkey);
        assert_noop!(try_to(SOME), Error::InsufficientLiquidity);
        set_pool(ONE, BILLION, BILLION);
        // A pool whose value drowns any stake.
        let huge = SafeFloat::from(1);
        crate::TotalHotkeySharesV2::<Test>::insert(&hotkey, ONE, huge);
        assert_noop!(try_to(SOME), Error::InsufficientLiquidity);
        crate::TotalHotkeySharesV2::<Test>::remove(&hotkey, ONE);
        assert_ok!(try_to(SOME));
    });
}

#[test]
fn an_order_that_stops_at_the_market_limit_too_early_is_too_low() {
    // Spec §4.2, step 8: what is paid in counts, not what is offered. At a price
    // of 999 999 the market limit of 10^6 is near.
    run(|| {
        set_pool(ONE, 2_999_997_000_000, 3_000_000);
        fund(&cold(), BILLION);
        // sqrt(1 000 000 / 999 999) - 1 of the reserve: 1 499 999 rao, for 1 alpha.
        assert_noop!(
            add_stake(&cold(), &hot(), ONE, BILLION),
            Error::AmountTooLow
        );
    });
}

#[test]
fn anyone_can_stake_to_any_hotkey() {
    // Spec §5.5.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        fund(&stranger(), 2 * SOME);
        assert_ok!(add_stake(&stranger(), &hot(), ONE, SOME));
        assert_eq!(StakingHotkeys::<Test>::get(stranger()), vec![hot()]);
        assert_eq!(
            TotalHotkeyAlpha::<Test>::get(hot(), ONE).to_u64(),
            stake(&stranger(), &hot(), ONE)
        );
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
    });
}

#[test]
fn flows_count_what_goes_into_and_comes_out_of_the_pool() {
    // Spec T85.
    run(|| {
        set_pool(ONE, 100 * BILLION, 1_000 * BILLION);
        fund(&cold(), BILLION);
        assert_ok!(add_stake(&cold(), &hot(), ONE, 100_000_000));
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 99_949_646);
        assert_eq!(stake(&cold(), &hot(), ONE), 998_498_464);
        assert_ok!(call(|| Staking::do_remove_stake(
            &cold(),
            &hot(),
            ONE,
            alpha(998_498_464)
        )));
        assert_eq!(
            SubnetTaoFlow::<Test>::get(ONE),
            99_949_646 - 99_899_366 - 50_279
        );
    });
}

#[test]
fn stake_can_be_added_and_removed_in_one_block() {
    // Spec T98.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        fund(&cold(), 10 * SOME);
        for _ in 0..2 {
            assert_ok!(add_stake(&cold(), &hot(), ONE, SOME));
        }
        for _ in 0..2 {
            assert_ok!(call(|| Staking::do_remove_stake(
                &cold(),
                &hot(),
                ONE,
                alpha(SOME / 2)
            )));
        }
    });
}
