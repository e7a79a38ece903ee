//! `remove_stake` and what follows it.

use super::mock::*;
use crate::{LastColdkeyHotkeyStakeBlock, NominatorMinRequiredStake, PendingChildKeys};
use frame_support::{assert_noop, assert_ok};
use pallet_alpha_assets::AlphaBurned;
use pallet_pools::{SubnetTaoFlow, SubnetVolume};
use pallet_subnets::{NetworksAdded, StakeThreshold, SubtokenEnabled};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::NetUid;

fn remove_stake(
    coldkey: &AccountId32,
    hotkey: &AccountId32,
    netuid: NetUid,
    amount: u64,
) -> DispatchResult {
    call(|| Staking::do_remove_stake(coldkey, hotkey, netuid, alpha(amount)))
}

/// A pool of 100 TAO and 400 alpha in which 1 TAO was staked (spec T83).
fn stake_one_tao() {
    set_pool(ONE, 100 * BILLION, 400 * BILLION);
    fund(&cold(), BILLION + 1);
    assert_ok!(call(|| Staking::do_add_stake(
        &cold(),
        &hot(),
        ONE,
        tao(BILLION)
    )));
}

#[test]
fn a_full_exit_sells_all() {
    // Spec T84.
    run(|| {
        stake_one_tao();
        System::set_block_number(5);
        assert_ok!(remove_stake(&cold(), &hot(), ONE, 3_958_421_529));

        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(free(&cold()), 1 + 998_998_136);
        assert_eq!(free(&author()), 503_547 + 498_315);
        assert_eq!(ledger(ONE), (100_000_000_002, 400 * BILLION, 0));
        assert_eq!(subnet_balance(ONE), 100_000_000_002);
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 2);
        assert_eq!(
            SubnetVolume::<Test>::get(ONE),
            u128::from(BILLION + 998_998_136 + 498_315)
        );
        assert_eq!(
            LastColdkeyHotkeyStakeBlock::<Test>::get(cold(), hot()),
            Some(5)
        );
        assert_eq!(
            events().last(),
            Some(&Event::StakeRemoved(
                cold(),
                hot(),
                tao(998_998_136),
                alpha(3_958_421_529 - 1_993_254),
                ONE,
                1_993_254
            ))
        );
    });
}

#[test]
fn without_an_author_the_fee_alpha_is_burned() {
    // Spec §4.1, step 5 of unstaking: burned alpha stays outside of the pool.
    run(|| {
        stake_one_tao();
        Author::set(None);
        assert_ok!(remove_stake(&cold(), &hot(), ONE, 3_958_421_529));
        assert_eq!(AlphaBurned::<Test>::get(ONE), alpha(1_993_254));
        assert_eq!(ledger(ONE).2, 1_993_254);
        assert_eq!(free(&cold()), 1 + 998_998_136);
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 999_496_453 - 998_998_136);
    });
}

#[test]
fn an_amount_beyond_the_stake_is_all_of_it() {
    // Spec §4.4.
    run(|| {
        stake_one_tao();
        assert_ok!(remove_stake(&cold(), &hot(), ONE, u64::MAX));
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
    });
}

#[test]
fn nothing_staked_is_too_little() {
    // Spec T80.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        assert_noop!(
            remove_stake(&cold(), &hot(), ONE, 1_000),
            Error::AmountTooLow
        );
    });
}

#[test]
fn only_a_full_exit_may_be_worth_less_than_the_minimum() {
    // Spec T81.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 1_500_000);
        assert_noop!(
            remove_stake(&cold(), &hot(), ONE, 1_499_999),
            Error::AmountTooLow
        );
        assert_ok!(remove_stake(&cold(), &hot(), ONE, 1_500_000));
    });
}

#[test]
fn the_least_part_that_can_be_sold() {
    // Spec T82.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(
            remove_stake(&cold(), &hot(), ONE, 2_001_011),
            Error::AmountTooLow
        );
        assert_ok!(remove_stake(&cold(), &hot(), ONE, 2_001_012));
        assert_eq!(free(&cold()), 2_000_000);
    });
}

#[test]
fn checks_come_in_the_main_chains_order() {
    // Spec §4.2 and §4.4: each step mends what was complained about.
    run(|| {
        let hotkey = account(51);
        let try_to = |amount| remove_stake(&cold(), &hotkey, ONE, amount);
        NetworksAdded::<Test>::remove(ONE);
        SubtokenEnabled::<Test>::insert(ONE, false);
        give_stake(&cold(), &hotkey, ONE, 10 * BILLION);

        assert_noop!(try_to(0), Error::SubtokenDisabled);
        SubtokenEnabled::<Test>::insert(ONE, true);
        // The bound on the order.
        assert_noop!(try_to(BILLION), Error::InsufficientLiquidity);
        set_pool(ONE, 99, BILLION);
        assert_noop!(try_to(0), Error::SubnetNotExists);
        NetworksAdded::<Test>::insert(ONE, true);
        assert_noop!(try_to(0), Error::AmountTooLow);
        assert_noop!(try_to(BILLION), Error::InsufficientLiquidity);
        set_pool(ONE, 3_000_000, BILLION);
        assert_noop!(try_to(BILLION), Error::AmountTooLow);
        set_pool(ONE, BILLION, BILLION);
        assert_noop!(try_to(BILLION), Error::HotKeyAccountNotExists);
        own(&other_cold(), &hotkey);
        assert_ok!(try_to(BILLION));
    });
}

#[test]
fn a_pool_without_its_tao_cannot_pay() {
    // Spec I2: reserves that were written, not funded.
    run(|| {
        write_reserves(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(
            remove_stake(&cold(), &hot(), ONE, BILLION),
            Error::InsufficientBalance
        );
        forget_reserves(ONE);
    });
}

#[test]
fn a_small_nomination_that_stays_behind_is_sold_too() {
    // Spec §4.1, clear_small_nomination: less than 20 000 000 rao are left.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        NominatorMinRequiredStake::<Test>::put(10_000_000);
        for coldkey in [cold(), stranger()] {
            give_stake(&coldkey, &hot(), ONE, 30_000_000);
            assert_ok!(remove_stake(&coldkey, &hot(), ONE, 5_000_000));
            assert_eq!(stake(&coldkey, &hot(), ONE), 25_000_000);
            assert_ok!(remove_stake(&coldkey, &hot(), ONE, 6_000_000));
        }
        assert_eq!(stake(&stranger(), &hot(), ONE), 0);
        // The owner's own stake may be small.
        assert_eq!(stake(&cold(), &hot(), ONE), 19_000_000);
        let sold = events()
            .into_iter()
            .filter_map(|event| match event {
                Event::StakeRemoved(who, _, _, sold, _, fee) if who == stranger() => {
                    Some(sold.to_u64() + fee)
                }
                _ => None,
            })
            .collect::<Vec<_>>();
        assert_eq!(sold, vec![5_000_000, 6_000_000, 19_000_000]);
    });
}

#[test]
fn pending_children_go_when_the_stake_falls_below_the_threshold() {
    // Spec §4.4, tail.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 100_000_000);
        give_stake(&cold(), &hot(), STABLE, 50_000_000);
        StakeThreshold::<Test>::put(100_000_000);
        for netuid in [ONE, TWO] {
            for parent in [hot(), other_hot()] {
                let children = vec![(u64::MAX, account(77))];
                PendingChildKeys::<Test>::insert(netuid, parent, (children, 100));
            }
        }
        assert_ok!(remove_stake(&cold(), &hot(), ONE, 49_000_000));
        assert!(PendingChildKeys::<Test>::contains_key(ONE, hot()));
        assert_ok!(remove_stake(&cold(), &hot(), ONE, 5_000_000));
        for netuid in [ONE, TWO] {
            assert!(!PendingChildKeys::<Test>::contains_key(netuid, hot()));
            assert!(PendingChildKeys::<Test>::contains_key(netuid, other_hot()));
        }
    });
}
