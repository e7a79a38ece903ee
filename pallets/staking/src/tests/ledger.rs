//! The share pools as they are stored. Their arithmetic has its own tests in the
//! math crate.

use super::mock::*;
use crate::{
    Alpha, AlphaV2, StakingHotkeys, TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2,
};
use codec::Encode;
use frame_support::{assert_err, assert_ok, assert_storage_noop};
use pallet_pools::SubnetAlphaOut;
use sp_runtime::DispatchError;
use substrate_fixed::types::U64F64;
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::AlphaBalance;

#[test]
fn a_stake_makes_and_unmakes_its_entries() {
    // Spec §3.1: zero is stored as absence; §3.4: StakingHotkeys is not pruned.
    run(|| {
        Staking::increase_stake(&hot(), &other_cold(), ONE, alpha(1_000));
        SubnetAlphaOut::<Test>::insert(ONE, alpha(1_000));
        assert_eq!(stake(&other_cold(), &hot(), ONE), 1_000);
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(TotalHotkeyAlpha::<Test>::get(hot(), ONE), alpha(1_000));
        check_invariants();

        Staking::decrease_stake(&hot(), &other_cold(), ONE, alpha(1_000));
        assert!(!AlphaV2::<Test>::contains_key((hot(), other_cold(), ONE)));
        assert!(!TotalHotkeySharesV2::<Test>::contains_key(hot(), ONE));
        assert!(!TotalHotkeyAlpha::<Test>::contains_key(hot(), ONE));
        assert_eq!(
            StakingHotkeys::<Test>::get(other_cold()),
            vec![other_hot(), hot()]
        );
    });
}

#[test]
fn a_decrease_beyond_the_stake_does_nothing() {
    // Spec §3.4.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 1_000);
        assert_storage_noop!({
            Staking::decrease_stake(&hot(), &cold(), ONE, alpha(1_001));
            Staking::decrease_stake(&hot(), &other_cold(), ONE, alpha(1));
            Staking::decrease_stake(&hot(), &other_cold(), ONE, AlphaBalance::ZERO);
        });
    });
}

#[test]
fn no_stake_is_not_listed() {
    // Spec §3.4: an increase by nothing does not add to StakingHotkeys.
    run(|| {
        assert_storage_noop!(Staking::increase_stake(
            &hot(),
            &stranger(),
            ONE,
            AlphaBalance::ZERO
        ));
    });
}

#[test]
fn a_coldkeys_stake_is_summed_over_its_hotkeys() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 1_000);
        give_stake(&cold(), &other_hot(), ONE, 300);
        give_stake(&cold(), &other_hot(), TWO, 50);
        give_stake(&other_cold(), &hot(), ONE, 7);
        assert_eq!(Staking::coldkey_stake(&cold(), ONE), alpha(1_300));
        assert_eq!(Staking::coldkey_stake(&cold(), TWO), alpha(50));
        assert_eq!(Staking::hotkey_stake(&hot(), ONE), alpha(1_007));
    });
}

#[test]
fn withdrawing_all_that_is_shown_can_leave_dust() {
    // Spec T37.
    run(|| {
        for (n, amount) in [(11, 100), (12, 200), (13, 400)] {
            give_stake(&account(n), &hot(), ONE, amount);
        }
        Staking::increase_stake_for_hotkey(&hot(), ONE, alpha(1_000));
        SubnetAlphaOut::<Test>::mutate(ONE, |total| *total += alpha(1_000));
        for (n, value) in [(11, 242), (12, 485), (13, 971)] {
            assert_eq!(stake(&account(n), &hot(), ONE), value);
        }
        assert_eq!(Staking::hotkey_stake(&hot(), ONE), alpha(1_700));

        for (n, value) in [(11, 242), (12, 485), (13, 971)] {
            let shown = Staking::stake_of(&hot(), &account(n), ONE);
            assert_eq!(shown, alpha(value), "others are not touched by withdrawals");
            Staking::decrease_stake(&hot(), &account(n), ONE, shown);
        }
        assert_eq!(Staking::hotkey_stake(&hot(), ONE), alpha(2));
        for n in [11, 12, 13] {
            assert_eq!(stake(&account(n), &hot(), ONE), 0);
        }
        assert!(TotalHotkeySharesV2::<Test>::contains_key(hot(), ONE));
    });
}

#[test]
fn the_first_staker_gets_what_the_pool_holds_already() {
    // Spec §3.4, second quirk.
    run(|| {
        Staking::increase_stake_for_hotkey(&hot(), ONE, alpha(500));
        SubnetAlphaOut::<Test>::insert(ONE, alpha(500));
        give_stake(&cold(), &hot(), ONE, 1_000);
        assert_eq!(stake(&cold(), &hot(), ONE), 1_500);
    });
}

#[test]
fn a_pools_value_changes_for_all() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 3_000);
        give_stake(&other_cold(), &hot(), ONE, 1_000);
        Staking::increase_stake_for_hotkey(&hot(), ONE, alpha(400));
        SubnetAlphaOut::<Test>::mutate(ONE, |total| *total += alpha(400));
        assert_eq!(stake(&cold(), &hot(), ONE), 3_300);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 1_100);
        Staking::decrease_stake_for_hotkey(&hot(), ONE, alpha(2_200));
        assert_eq!(stake(&cold(), &hot(), ONE), 1_650);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 550);
        Staking::decrease_stake_for_hotkey(&hot(), ONE, alpha(9_999));
        assert!(!TotalHotkeyAlpha::<Test>::contains_key(hot(), ONE));
    });
}

#[test]
fn former_entries_count_until_they_are_written() {
    // Spec T50: each number may be stored in either map.
    for (old_total, old_share) in [(false, false), (false, true), (true, false), (true, true)] {
        run(|| {
            let amount = 200_000u64;
            TotalHotkeyAlpha::<Test>::insert(hot(), ONE, alpha(amount));
            SubnetAlphaOut::<Test>::insert(ONE, alpha(2 * amount));
            if old_total {
                TotalHotkeyShares::<Test>::insert(hot(), ONE, U64F64::from_num(amount));
            } else {
                TotalHotkeySharesV2::<Test>::insert(hot(), ONE, SafeFloat::from(amount));
            }
            let key = (hot(), cold(), ONE);
            if old_share {
                Alpha::<Test>::insert(&key, U64F64::from_num(amount));
            } else {
                AlphaV2::<Test>::insert(&key, SafeFloat::from(amount));
            }
            assert_eq!(stake(&cold(), &hot(), ONE), amount);

            Staking::increase_stake(&hot(), &cold(), ONE, alpha(amount));
            assert_eq!(stake(&cold(), &hot(), ONE), 2 * amount);
            assert!(!TotalHotkeyShares::<Test>::contains_key(hot(), ONE));
            assert!(!Alpha::<Test>::contains_key(&key));
            assert_eq!(
                TotalHotkeySharesV2::<Test>::get(hot(), ONE),
                SafeFloat::from(2 * amount)
            );
            assert_eq!(AlphaV2::<Test>::get(&key), SafeFloat::from(2 * amount));
        });
    }
}

#[test]
fn a_former_entry_goes_before_the_newer_one() {
    // Spec §3.1: reads take the legacy entry first.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 1_000);
        give_stake(&other_cold(), &hot(), ONE, 3_000);
        Alpha::<Test>::insert((hot(), cold(), ONE), U64F64::from_num(500));
        assert_eq!(stake(&cold(), &hot(), ONE), 500);
        TotalHotkeyShares::<Test>::insert(hot(), ONE, U64F64::from_num(8_000));
        assert_eq!(stake(&cold(), &hot(), ONE), 250);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 1_500);
        // No write leaves both.
        Alpha::<Test>::remove((hot(), cold(), ONE));
        TotalHotkeyShares::<Test>::remove(hot(), ONE);
    });
}

#[test]
fn a_stake_that_would_be_lost_is_noticed() {
    // Spec §3.3, sim_update: 1 of u64::MAX at one share.
    run(|| {
        assert!(Staking::registers_stake(&hot(), ONE, alpha(1)));
        TotalHotkeyAlpha::<Test>::insert(hot(), ONE, alpha(1));
        assert!(Staking::registers_stake(&hot(), ONE, alpha(1)));
        let tiny = SafeFloat::new(1, -1_000).expect("1 is a small mantissa");
        TotalHotkeySharesV2::<Test>::insert(hot(), ONE, tiny);
        assert!(Staking::registers_stake(&hot(), ONE, alpha(1)));
        assert!(!Staking::registers_stake(&hot(), ONE, AlphaBalance::ZERO));
        // Shares without value: no part of them can be bought.
        TotalHotkeyAlpha::<Test>::remove(hot(), ONE);
        assert!(!Staking::registers_stake(&hot(), ONE, alpha(1)));
    });
}

/// Breaks the ledger, expects this complaint, and mends it again.
fn assert_found(complaint: &'static str, break_it: impl FnOnce()) {
    let result = frame_support::storage::with_transaction(|| {
        break_it();
        sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(Staking::do_try_state()))
    });
    assert_err!(
        result.expect("there is a free storage layer"),
        DispatchError::Other(complaint)
    );
    assert_ok!(Staking::do_try_state());
}

#[test]
fn damage_is_found() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 1_000);
        give_stake(&other_cold(), &hot(), ONE, 3_000);
        let key = (hot(), cold(), ONE);
        assert_found("a share is zero or not normal", || {
            AlphaV2::<Test>::insert(&key, SafeFloat::ZERO);
        });
        assert_found("a share is stored in both maps", || {
            Alpha::<Test>::insert(&key, U64F64::from_num(1_000));
        });
        assert_found("a denominator is zero or not normal", || {
            TotalHotkeySharesV2::<Test>::insert(hot(), ONE, SafeFloat::ZERO);
        });
        assert_found("a denominator is zero or not normal", || {
            // 1 · 10^0 as no operation leaves it: normal is 10^21 · 10^-21.
            let raw = (1u128, 0i64).encode();
            let key = TotalHotkeySharesV2::<Test>::hashed_key_for(hot(), ONE);
            frame_support::storage::unhashed::put_raw(&key, &raw);
        });
        assert_found("a denominator is stored in both maps", || {
            TotalHotkeyShares::<Test>::insert(hot(), ONE, U64F64::from_num(4_000));
        });
        assert_found("a position is missing from StakingHotkeys", || {
            StakingHotkeys::<Test>::remove(cold());
        });
        assert_found("the shares of a pool are worth more than the pool", || {
            AlphaV2::<Test>::insert(&key, SafeFloat::from(1_010));
        });
        assert_found("an empty share pool is stored", || {
            TotalHotkeyAlpha::<Test>::insert(hot(), TWO, AlphaBalance::ZERO);
        });
        assert_found("more alpha is staked than is outside of the pool", || {
            SubnetAlphaOut::<Test>::insert(ONE, alpha(3_999));
        });
    });
}
