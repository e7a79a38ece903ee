//! A lock goes with the stake that is given away within a network.

use super::*;
use frame_support::{assert_noop, assert_ok};

/// Gives away alpha of [`cold`] on [`ONE`].
fn transfer(to: &AccountId32, amount: u64) -> DispatchResult {
    call(|| Staking::do_transfer_stake(&cold(), to, &hot(), ONE, ONE, alpha(amount)))
}

/// 10 alpha, of which 6 are locked with a conviction of 3.
fn lock_a_part() {
    set_pool(ONE, TRILLION, TRILLION);
    give_stake(&cold(), &hot(), ONE, 10 * BILLION);
    set_lock(&cold(), &hot(), state(6 * BILLION, 3 * BILLION));
}

fn accept(coldkey: &AccountId32) {
    Staking::do_set_reject_locked_alpha(coldkey, false);
}

#[test]
fn accounts_refuse_locked_alpha_by_default() {
    // Row T145.
    run(|| {
        lock_a_part();
        assert_noop!(
            transfer(&stranger(), 4 * BILLION + 1),
            Error::AccountRejectsLockedAlpha
        );
        assert_ok!(transfer(&stranger(), 4 * BILLION));
        assert_eq!(lock_of(&stranger()), None);
        assert_eq!(
            lock_of(&cold()),
            Some((hot(), state(6 * BILLION, 3 * BILLION)))
        );
    });
}

#[test]
fn the_excess_takes_its_part_of_the_lock_along() {
    run(|| {
        lock_a_part();
        accept(&stranger());
        // 4 are free, so 2 of the 6 locked ones go.
        assert_ok!(transfer(&stranger(), 6 * BILLION));
        let (to, moved) = lock_of(&stranger()).unwrap();
        let (_, left) = lock_of(&cold()).unwrap();
        assert_eq!(to, hot());
        assert_eq!(moved.locked_mass, alpha(2 * BILLION));
        assert_eq!(left.locked_mass, alpha(4 * BILLION));
        // A third, cut after 64 bits.
        assert_eq!(moved.conviction.to_num::<u64>(), BILLION - 1);
        assert_eq!(
            moved.conviction + left.conviction,
            U64F64::from_num(3 * BILLION)
        );
        assert_eq!(sums(&hot()), [None, Some(state(6 * BILLION, 3 * BILLION))]);
    });
}

#[test]
fn the_receivers_choice_decides_how_the_lock_goes_on() {
    run(|| {
        lock_a_part();
        accept(&stranger());
        Staking::do_set_perpetual_lock(&stranger(), ONE, true);
        assert_ok!(transfer(&stranger(), 10 * BILLION));
        assert_eq!(lock_of(&cold()), None);
        let all = state(6 * BILLION, 3 * BILLION);
        assert_eq!(lock_of(&stranger()), Some((hot(), all)));
        assert_eq!(sums(&hot()), [Some(all), None]);
    });
}

#[test]
fn a_lock_joins_one_to_the_same_hotkey_only() {
    run(|| {
        lock_a_part();
        set_lock(&other_cold(), &other_hot(), state(1_000, 0));
        // The lock's hotkey is asked about before the receiver's choice.
        assert_noop!(
            transfer(&other_cold(), 5 * BILLION),
            Error::LockHotkeyMismatch
        );
        accept(&other_cold());
        assert_noop!(
            transfer(&other_cold(), 5 * BILLION),
            Error::LockHotkeyMismatch
        );
        // Free alpha is welcome all the same.
        assert_ok!(transfer(&other_cold(), 2 * BILLION));

        set_lock(&stranger(), &hot(), state(1_000, 500));
        accept(&stranger());
        assert_ok!(transfer(&stranger(), 8 * BILLION));
        let (_, lock) = lock_of(&stranger()).unwrap();
        assert_eq!(lock.locked_mass, alpha(6 * BILLION + 1_000));
        assert_eq!(lock.conviction.to_num::<u64>(), 3 * BILLION + 500);
        assert_eq!(sums(&hot()), [None, Some(lock)]);
    });
}

#[test]
fn a_transfer_that_fails_later_takes_no_lock_along() {
    // Spec §4.1: the least amount is asked about after the move.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 1_000_000);
        set_lock(&cold(), &hot(), state(1_000_000, 0));
        accept(&stranger());
        assert_noop!(transfer(&stranger(), 1_000_000), Error::AmountTooLow);
    });
}

#[test]
fn both_locks_are_brought_up_to_date() {
    run(|| {
        lock_a_part();
        set_lock(&other_cold(), &other_hot(), state(10_000, 0));
        give_stake(&other_cold(), &other_hot(), ONE, 10_000);
        System::set_block_number(1 + RATE);
        assert_ok!(transfer(&other_cold(), BILLION));
        for (coldkey, mass) in [(cold(), 2_207_276_647), (other_cold(), 3_678)] {
            let (_, lock) = lock_of(&coldkey).unwrap();
            assert_eq!(lock.last_update, 1 + RATE);
            assert_eq!(lock.locked_mass, alpha(mass));
        }
    });
}
