//! `move_stake`, `swap_stake` and `swap_stake_limit`: moves of one coldkey.

use super::mock::*;
use crate::{Delegates, LastColdkeyHotkeyStakeBlock};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{SubnetTaoFlow, TotalStake};
use pallet_subnets::{NetworksAdded, SubtokenEnabled};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::NetUid;

type SwapError = pallet_swap::Error<Test>;

fn move_stake(to: &AccountId32, from: NetUid, into: NetUid, amount: u64) -> DispatchResult {
    call(|| Staking::do_move_stake(&cold(), &hot(), to, from, into, alpha(amount)))
}

fn swap_stake(from: NetUid, into: NetUid, amount: u64) -> DispatchResult {
    call(|| Staking::do_swap_stake(&cold(), &hot(), from, into, alpha(amount), None))
}

/// A limit price, and whether a part may be moved.
fn swap_stake_limit(amount: u64, limit: u64, allow_partial: bool) -> DispatchResult {
    let limit = Some((tao(limit), allow_partial));
    call(|| Staking::do_swap_stake(&cold(), &hot(), ONE, TWO, alpha(amount), limit))
}

#[test]
fn a_move_within_a_network_swaps_nothing() {
    // Spec T93: any tenth of the stake, exactly here.
    for tenths in 1..=10 {
        run(|| {
            set_pool(ONE, 1_000 * BILLION, 500 * BILLION);
            give_stake(&cold(), &hot(), ONE, 123_456_789);
            let moved = 123_456_789 / 10 * tenths;
            System::set_block_number(6);
            let before = ledger(ONE);
            assert_ok!(move_stake(&other_hot(), ONE, ONE, moved));
            assert_eq!(stake(&cold(), &hot(), ONE), 123_456_789 - moved);
            assert_eq!(stake(&cold(), &other_hot(), ONE), moved);
            assert_eq!(ledger(ONE), before);
            assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 0);
            assert_eq!(free(&author()), 0);
            assert_eq!(
                LastColdkeyHotkeyStakeBlock::<Test>::get(cold(), other_hot()),
                Some(6)
            );
            assert_eq!(
                LastColdkeyHotkeyStakeBlock::<Test>::get(cold(), hot()),
                None
            );
            // The price is 2.
            assert_eq!(
                events(),
                vec![
                    Event::StakeRemoved(cold(), hot(), tao(2 * moved), alpha(moved), ONE, 0),
                    Event::StakeAdded(cold(), other_hot(), tao(2 * moved), alpha(moved), ONE, 0),
                    Event::StakeMoved(cold(), hot(), ONE, other_hot(), ONE, tao(2 * moved)),
                ]
            );
        });
    }
}

#[test]
fn a_move_of_almost_all_tao_does_not_overflow() {
    // Spec T94.
    run(|| {
        set_pool(ONE, 20 * TRILLION, 20 * TRILLION);
        fund(&cold(), 20_000 * TRILLION + 1);
        assert_ok!(call(|| Staking::do_add_stake(
            &cold(),
            &hot(),
            ONE,
            tao(20_000 * TRILLION)
        )));
        let all = stake(&cold(), &hot(), ONE);
        assert_ok!(move_stake(&other_hot(), ONE, ONE, all));
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(stake(&cold(), &other_hot(), ONE), all);
    });
}

#[test]
fn a_move_within_a_network_has_a_minimum_worth() {
    // Spec §4.1: checked after the moves, at the spot price of one half.
    run(|| {
        set_pool(ONE, 500 * BILLION, 1_000 * BILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(
            move_stake(&other_hot(), ONE, ONE, 3_999_999),
            Error::AmountTooLow
        );
        assert_ok!(move_stake(&other_hot(), ONE, ONE, 4_000_000));
    });
}

#[test]
fn a_move_nowhere_is_refused() {
    // Spec T91.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(move_stake(&hot(), ONE, ONE, BILLION), Error::SameNetuid);
        assert_noop!(swap_stake(ONE, ONE, BILLION), Error::SameNetuid);
        assert_noop!(swap_stake(MISSING, MISSING, BILLION), Error::SameNetuid);
    });
}

#[test]
fn a_move_between_pools_pays_the_fee_of_the_origin() {
    // Spec T96.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, 2 * TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        fund(&cold(), 1);
        assert_ok!(swap_stake(ONE, TWO, 10 * BILLION));
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(stake(&cold(), &hot(), TWO), 19_598_163_154);
        assert_eq!(free(&author()), 4_936_282);
        assert_eq!(free(&cold()), 1);
        assert_eq!(ledger(ONE), (990_099_009_902, 1_010_000_000_000, 0));
        assert_eq!(
            events(),
            vec![
                Event::StakeRemoved(
                    cold(),
                    hot(),
                    tao(9_896_053_816),
                    alpha(9_994_964_523),
                    ONE,
                    5_035_477
                ),
                Event::StakeAdded(
                    cold(),
                    hot(),
                    tao(9_896_053_816),
                    alpha(19_598_163_154),
                    TWO,
                    0
                ),
                Event::StakeSwapped(cold(), hot(), ONE, TWO, tao(9_896_053_816)),
            ]
        );
        assert_eq!(
            SubnetTaoFlow::<Test>::get(ONE),
            -(9_896_053_816 + 4_936_282)
        );
        assert_eq!(SubnetTaoFlow::<Test>::get(TWO), 9_896_053_816);
        assert_eq!(TotalStake::<Test>::get().to_u64(), 2 * TRILLION - 4_936_282);
    });
}

#[test]
fn an_empty_account_keeps_its_existential_deposit() {
    // Spec §4.5, end.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, 2 * TRILLION);
        ExistentialDeposit::set(500);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        fund(&author(), 500);
        assert_ok!(swap_stake(ONE, TWO, 10 * BILLION));
        assert_eq!(free(&cold()), 500);
    });
}

#[test]
fn a_move_from_root_pays_the_fee_of_the_destination() {
    // Spec T97.
    run(|| {
        set_pool(ONE, TRILLION, 2 * TRILLION);
        give_root_stake(&cold(), &hot(), 10 * BILLION);
        let before = free(&author());
        assert_ok!(swap_stake(ROOT, ONE, 10 * BILLION));
        assert_eq!(stake(&cold(), &hot(), ONE), 19_792_107_632);
        assert_eq!(ledger(ONE).0, TRILLION + 9_994_964_523);
        assert_eq!(free(&author()) - before, 5_035_477);
    });
}

#[test]
fn a_move_to_root_pays_the_fee_of_the_origin() {
    // The sale is that of T96.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        fund(&cold(), 1);
        assert_ok!(move_stake(&other_hot(), ONE, ROOT, 10 * BILLION));
        assert_eq!(stake(&cold(), &other_hot(), ROOT), 9_896_053_816);
        assert_eq!(free(&author()), 4_936_282);
        assert_eq!(
            events().last(),
            Some(&Event::StakeMoved(
                cold(),
                hot(),
                ONE,
                other_hot(),
                ROOT,
                tao(9_896_053_816)
            ))
        );
    });
}

#[test]
fn a_tiny_move_between_networks_is_too_low() {
    // Spec T92; the bound is strict, unlike that of an unstake.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(swap_stake(ONE, TWO, 1), Error::AmountTooLow);
        assert_noop!(move_stake(&other_hot(), ONE, TWO, 1), Error::AmountTooLow);
        give_root_stake(&cold(), &hot(), BILLION);
        assert_noop!(swap_stake(ROOT, STABLE, 2_000_000), Error::AmountTooLow);
        assert_ok!(swap_stake(ROOT, STABLE, 2_000_001));
    });
}

#[test]
fn a_move_is_capped_at_the_stake() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_ok!(move_stake(&other_hot(), ONE, ONE, u64::MAX));
        assert_eq!(stake(&cold(), &other_hot(), ONE), BILLION);
    });
}

#[test]
fn a_move_across_makes_a_strangers_hotkey_a_delegate() {
    // Spec §4.5 and §5.5: not within a network, not for an own hotkey.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        assert_ok!(move_stake(&other_hot(), ONE, ONE, BILLION));
        assert_ok!(swap_stake(ONE, ROOT, BILLION));
        assert!(!Delegates::<Test>::contains_key(other_hot()));
        assert!(!Delegates::<Test>::contains_key(hot()));
        assert_ok!(move_stake(&other_hot(), ONE, ROOT, BILLION));
        assert_eq!(Delegates::<Test>::try_get(other_hot()), Ok(11_796));
    });
}

#[test]
fn a_limit_caps_a_swap() {
    // Spec T71.
    run(|| {
        set_pool(ONE, 150 * BILLION, 100 * BILLION);
        set_pool(TWO, 15_000 * TRILLION, 10_000 * TRILLION);
        give_stake(&cold(), &hot(), ONE, 150 * BILLION);
        assert_noop!(
            swap_stake_limit(150 * BILLION, 990_000_000, false),
            Error::SlippageTooHigh
        );
        assert_ok!(swap_stake_limit(150 * BILLION, 990_000_000, true));
        assert_eq!(stake(&cold(), &hot(), ONE), 150 * BILLION - 1_010_090_909);
        assert!(stake(&cold(), &hot(), TWO) > 0);
        assert!(matches!(
            events().last(),
            Some(Event::StakeSwapped(who, with, ONE, TWO, _)) if *who == cold() && *with == hot()
        ));
    });
}

#[test]
fn a_limit_that_holds_moves_all() {
    // As T96, since the limit itself is not passed to the swaps.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, 2 * TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        fund(&cold(), 1);
        assert_ok!(swap_stake_limit(10 * BILLION, 1_500_000_000, false));
        assert_eq!(stake(&cold(), &hot(), TWO), 19_598_163_154);
    });
}

#[test]
fn a_part_worth_less_than_the_minimum_stays_as_balance() {
    // Spec §4.5: the call succeeds. By the formula of §4.3 the limit 0.9989
    // between equal pools of 10^9 allows ⌊5e8/0.9989⌋ - 5e8 = 550 605 alpha.
    run(|| {
        set_pool(ONE, BILLION, BILLION);
        set_pool(TWO, BILLION, BILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_ok!(swap_stake_limit(BILLION, 998_900_000, true));
        assert_eq!(stake(&cold(), &hot(), ONE), BILLION - 550_605);
        assert_eq!(stake(&cold(), &hot(), TWO), 0);
        let Some(Event::StakeSwapped(.., swapped)) = events().pop() else {
            panic!("the last event is the swap's");
        };
        assert_eq!(free(&cold()), swapped.to_u64());
        assert!(swapped < tao(550_605));
        assert!(!swapped.is_zero());
    });
}

#[test]
fn checks_come_in_the_main_chains_order() {
    // Spec §4.2: each step mends what was complained about.
    run(|| {
        let (from_hot, to_hot) = (account(51), account(52));
        let try_to = |amount| {
            call(|| Staking::do_move_stake(&cold(), &from_hot, &to_hot, ONE, TWO, alpha(amount)))
        };
        for netuid in [ONE, TWO] {
            NetworksAdded::<Test>::remove(netuid);
            SubtokenEnabled::<Test>::insert(netuid, false);
        }
        for netuid in [ONE, TWO] {
            assert_noop!(try_to(BILLION), Error::SubnetNotExists);
            NetworksAdded::<Test>::insert(netuid, true);
        }
        for netuid in [ONE, TWO] {
            assert_noop!(try_to(BILLION), Error::SubtokenDisabled);
            SubtokenEnabled::<Test>::insert(netuid, true);
        }
        assert_noop!(try_to(BILLION), Error::HotKeyAccountNotExists);
        own(&cold(), &from_hot);
        assert_noop!(try_to(BILLION), Error::HotKeyAccountNotExists);
        own(&cold(), &to_hot);
        // The amount is capped at the stake of nothing; an empty pool can't sell.
        assert_noop!(try_to(BILLION), Error::InsufficientLiquidity);
        set_pool(ONE, BILLION, BILLION);
        assert_noop!(try_to(BILLION), Error::AmountTooLow);
        give_stake(&cold(), &from_hot, ONE, BILLION);
        // Only now the destination is asked: its own error passes through.
        assert_noop!(try_to(BILLION), SwapError::SwapInputTooLarge);
        set_pool(TWO, BILLION, BILLION);
        assert_ok!(try_to(BILLION));
    });
}

#[test]
fn the_limit_of_a_swap_is_asked_before_the_network() {
    // Spec §4.5, step 2, and only across networks.
    run(|| {
        let limit = |price: u64| Some((tao(price), false));
        assert_noop!(
            call(|| Staking::do_swap_stake(&cold(), &hot(), ROOT, ONE, alpha(1), limit(BILLION))),
            SwapError::ReservesTooLow
        );
        assert_noop!(
            call(|| Staking::do_swap_stake(&cold(), &hot(), ONE, ONE, alpha(1), limit(BILLION))),
            Error::SameNetuid
        );
    });
}
