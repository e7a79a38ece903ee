//! What a lock forbids, and what stake changes do to it.

use super::*;
use crate::{LockingColdkeys, NominatorMinRequiredStake};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{RecycleOrBurnEnum, TransferToggle};

/// 10 alpha, all of it locked to another hotkey, and pools to trade in.
fn lock_everything() {
    set_pool(ONE, TRILLION, TRILLION);
    set_pool(TWO, TRILLION, TRILLION);
    give_stake(&cold(), &hot(), ONE, 10 * BILLION);
    lock_stake(&cold(), &other_hot(), ONE, 10 * BILLION).unwrap();
}

/// A way in which alpha could leave, by name.
type Way<'a> = (&'a str, Box<dyn Fn() -> DispatchResult + 'a>);

#[test]
fn locked_alpha_cannot_leave() {
    // Row T142.
    run(|| {
        lock_everything();
        let one = alpha(BILLION);
        let (cold, hot, to) = (cold(), hot(), other_hot());
        let ways: Vec<Way<'_>> = vec![
            (
                "remove",
                Box::new(|| Staking::do_remove_stake(&cold, &hot, ONE, one)),
            ),
            (
                "remove with a limit",
                Box::new(|| Staking::do_remove_stake_limit(&cold, &hot, ONE, one, tao(1), true)),
            ),
            (
                "move",
                Box::new(|| Staking::do_move_stake(&cold, &hot, &to, ONE, TWO, one)),
            ),
            (
                "transfer",
                Box::new(|| Staking::do_transfer_stake(&cold, &stranger(), &hot, ONE, TWO, one)),
            ),
            (
                "swap",
                Box::new(|| Staking::do_swap_stake(&cold, &hot, ONE, TWO, one, None)),
            ),
            (
                "recycle",
                Box::new(|| {
                    Staking::do_give_up_alpha(&cold, &hot, one, ONE, RecycleOrBurnEnum::Recycle)
                }),
            ),
            (
                "burn",
                Box::new(|| {
                    Staking::do_give_up_alpha(&cold, &hot, one, ONE, RecycleOrBurnEnum::Burn)
                }),
            ),
        ];
        for (way, leave) in &ways {
            frame_support::assert_storage_noop!(assert_eq!(
                call(leave),
                Err(Error::StakeUnavailable.into()),
                "{way}"
            ));
        }
        // Within the network it stays the coldkey's.
        assert_ok!(call(|| Staking::do_move_stake(
            &cold, &hot, &to, ONE, ONE, one
        )));
        assert_eq!(stake(&cold, &to, ONE), BILLION);
        assert_eq!(Staking::locked_alpha(&cold, ONE), alpha(10 * BILLION));
    });
}

#[test]
fn a_lock_is_asked_about_last() {
    // Spec §4.2 and §4.6.
    run(|| {
        lock_everything();
        let orphan = account(51);
        give_stake(&cold(), &orphan, ONE, BILLION);
        lock_stake(&cold(), &other_hot(), ONE, BILLION).unwrap();
        let most = alpha(u64::MAX);
        assert_noop!(
            call(|| Staking::do_remove_stake(&cold(), &orphan, ONE, most)),
            Error::HotKeyAccountNotExists
        );
        TransferToggle::<Test>::insert(TWO, false);
        let transfer =
            || call(|| Staking::do_transfer_stake(&cold(), &stranger(), &hot(), ONE, TWO, most));
        assert_noop!(transfer(), Error::TransferDisallowed);
        TransferToggle::<Test>::insert(TWO, true);
        assert_noop!(transfer(), Error::StakeUnavailable);
        pallet_pools::SubnetAlphaOut::<Test>::mutate(ONE, |out| *out -= alpha(11 * BILLION));
        let recycle = || {
            call(|| {
                Staking::do_give_up_alpha(&cold(), &hot(), most, ONE, RecycleOrBurnEnum::Recycle)
            })
        };
        assert_noop!(recycle(), Error::InsufficientLiquidity);
        pallet_pools::SubnetAlphaOut::<Test>::mutate(ONE, |out| *out += alpha(11 * BILLION));
        assert_noop!(recycle(), Error::StakeUnavailable);
    });
}

#[test]
fn what_is_not_locked_can_leave_from_any_hotkey() {
    run(|| {
        lock_everything();
        give_stake(&cold(), &other_hot(), ONE, 2 * BILLION);
        assert_eq!(Staking::available_alpha(&cold(), ONE), alpha(2 * BILLION));
        let remove =
            |amount| call(|| Staking::do_remove_stake(&cold(), &hot(), ONE, alpha(amount)));
        assert_noop!(remove(2 * BILLION + 1), Error::StakeUnavailable);
        assert_ok!(remove(2 * BILLION));
        assert_eq!(Staking::available_alpha(&cold(), ONE), alpha(0));
        // Another network's stake is free.
        give_stake(&cold(), &hot(), TWO, BILLION);
        let all = alpha(u64::MAX);
        assert_ok!(call(|| Staking::do_remove_stake(&cold(), &hot(), TWO, all)));
    });
}

#[test]
fn time_frees_a_decaying_lock() {
    // Row T136: 90 days are a half-life.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        lock_stake(&cold(), &hot(), ONE, BILLION).unwrap();
        for (blocks, locked) in [
            (100, 999_893_038),
            (7_200, 992_327_943),
            (216_000, 793_700_450),
            (648_000, 499_999_856),
        ] {
            System::set_block_number(1 + blocks);
            assert_eq!(Staking::locked_alpha(&cold(), ONE), alpha(locked));
        }
        let free = alpha(BILLION - 499_999_856);
        assert_ok!(call(|| Staking::do_remove_stake(
            &cold(),
            &hot(),
            ONE,
            free
        )));
        // The sale has brought the lock up to date.
        let (_, lock) = lock_of(&cold()).unwrap();
        assert_eq!(lock.locked_mass, alpha(499_999_856));
        assert_eq!(lock.last_update, 648_001);
    });
}

#[test]
fn staking_and_unstaking_bring_the_lock_up_to_date() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        fund(&cold(), BILLION);
        lock_stake(&cold(), &other_hot(), ONE, 10_000).unwrap();
        System::set_block_number(1 + RATE);
        let buy = tao(100_000_000);
        assert_ok!(call(|| Staking::do_add_stake(&cold(), &hot(), ONE, buy)));
        let (_, lock) = lock_of(&cold()).unwrap();
        assert_eq!(
            (lock.locked_mass, lock.last_update),
            (alpha(3_678), 1 + RATE)
        );

        // What has become dust goes, with its entry in the index and its sum.
        System::set_block_number(1 + 30 * RATE);
        let all = alpha(u64::MAX);
        assert_ok!(call(|| Staking::do_remove_stake(&cold(), &hot(), ONE, all)));
        assert_eq!(lock_of(&cold()), None);
        assert_eq!(LockingColdkeys::<Test>::iter().count(), 0);
    });
}

#[test]
fn a_forced_reduction_takes_conviction_in_proportion() {
    // Row T139.
    run(|| {
        set_lock(&cold(), &hot(), state(1_000, 1_000));
        Staking::force_reduce_lock(&cold(), ONE, alpha(400));
        let (_, lock) = lock_of(&cold()).unwrap();
        assert_eq!(lock.locked_mass, alpha(600));
        assert_eq!(lock.conviction.to_num::<u64>(), 600);
        assert_eq!(sums(&hot()), [None, Some(lock)]);
    });
}

#[test]
fn a_forced_reduction_takes_no_more_than_the_lock() {
    // Row T140.
    run(|| {
        for coldkey in [cold(), other_cold()] {
            Staking::do_set_perpetual_lock(&coldkey, ONE, true);
        }
        set_lock(&cold(), &hot(), state(1_000, 1_000));
        set_lock(&other_cold(), &hot(), state(5_000, 2_000));
        Staking::force_reduce_lock(&cold(), ONE, alpha(2_000));
        assert_eq!(lock_of(&cold()), None);
        assert_eq!(lock_of(&other_cold()), Some((hot(), state(5_000, 2_000))));
        assert_eq!(sums(&hot()), [Some(state(5_000, 2_000)), None]);
        // Without a lock there is nothing to reduce.
        frame_support::assert_storage_noop!(Staking::force_reduce_lock(&cold(), ONE, alpha(1)));
    });
}

#[test]
fn a_small_nomination_is_sold_though_it_is_locked() {
    // Spec §4.1, clear_small_nomination: 25 of 30 million rao are locked when the
    // position falls below the required 20 million (spec I20).
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&stranger(), &hot(), ONE, 20_000_000);
        give_stake(&stranger(), &other_hot(), ONE, 30_000_000);
        lock_stake(&stranger(), &hot(), ONE, 40_000_000).unwrap();
        NominatorMinRequiredStake::<Test>::put(10_000_000);
        let sale = alpha(5_000_000);
        assert_ok!(call(|| Staking::do_remove_stake(
            &stranger(),
            &hot(),
            ONE,
            sale
        )));
        assert_eq!(stake(&stranger(), &hot(), ONE), 0);
        let (_, lock) = lock_of(&stranger()).unwrap();
        assert_eq!(lock.locked_mass, alpha(25_000_000));
        assert_eq!(sums(&hot()), [None, Some(lock)]);
    });
}
