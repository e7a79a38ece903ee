//! `transfer_stake`: moves to another coldkey.

use super::mock::*;
use crate::{Delegates, StakingHotkeys};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::TransferToggle;
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::NetUid;

fn transfer(to: &AccountId32, from: NetUid, into: NetUid, amount: u64) -> DispatchResult {
    call(|| Staking::do_transfer_stake(&cold(), to, &hot(), from, into, alpha(amount)))
}

#[test]
fn a_transfer_within_a_network_moves_shares() {
    run(|| {
        set_pool(ONE, 1_000 * BILLION, 500 * BILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_ok!(transfer(&stranger(), ONE, ONE, 400_000_000));
        assert_eq!(stake(&cold(), &hot(), ONE), 600_000_000);
        assert_eq!(stake(&stranger(), &hot(), ONE), 400_000_000);
        assert_eq!(StakingHotkeys::<Test>::get(stranger()), vec![hot()]);
        assert_eq!(
            events().last(),
            Some(&Event::StakeTransferred(
                cold(),
                stranger(),
                hot(),
                ONE,
                ONE,
                tao(800_000_000)
            ))
        );
    });
}

#[test]
fn a_transfer_across_networks_pays_through_the_senders_account() {
    // The swaps are those of T96; the receiver keeps one existential deposit,
    // which is 1 rao here, out of the second one.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, 2 * TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        fund(&stranger(), 1);
        assert_ok!(transfer(&stranger(), ONE, TWO, 10 * BILLION));
        assert_eq!(free(&cold()), 0);
        assert_eq!(free(&stranger()), 1);
        assert_eq!(stake(&stranger(), &hot(), TWO), 19_598_163_154);
        // The receiver does not own the hotkey.
        assert_eq!(Delegates::<Test>::try_get(hot()), Ok(11_796));
        let told: Vec<_> = events()
            .into_iter()
            .map(|event| match event {
                Event::StakeRemoved(who, ..) => ("removed", who),
                Event::StakeAdded(who, ..) => ("added", who),
                Event::StakeTransferred(_, to, ..) => ("transferred", to),
                other => panic!("{other:?} was not expected"),
            })
            .collect();
        assert_eq!(
            told,
            vec![
                ("removed", cold()),
                ("added", stranger()),
                ("transferred", stranger())
            ]
        );
    });
}

#[test]
fn a_transfer_to_the_hotkeys_owner_makes_no_delegate() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&other_cold(), &hot(), ONE, BILLION);
        assert_ok!(call(|| Staking::do_transfer_stake(
            &other_cold(),
            &cold(),
            &hot(),
            ONE,
            ROOT,
            alpha(BILLION)
        )));
        assert!(stake(&cold(), &hot(), ROOT) > 0);
        assert!(!Delegates::<Test>::contains_key(hot()));
    });
}

#[test]
fn networks_can_forbid_transfers() {
    // Spec T95. Moves of one coldkey are no transfers.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        for closed in [ONE, TWO] {
            TransferToggle::<Test>::insert(closed, false);
            assert_noop!(
                transfer(&stranger(), ONE, TWO, BILLION),
                Error::TransferDisallowed
            );
            assert_ok!(call(|| Staking::do_swap_stake(
                &cold(),
                &hot(),
                ONE,
                TWO,
                alpha(BILLION),
                None
            )));
            TransferToggle::<Test>::insert(closed, true);
        }
        assert_ok!(transfer(&stranger(), ONE, TWO, BILLION));
        TransferToggle::<Test>::insert(ONE, false);
        assert_noop!(
            transfer(&stranger(), ONE, ONE, BILLION),
            Error::TransferDisallowed
        );
    });
}

#[test]
fn the_toggle_is_the_last_check() {
    // Spec §4.2, step 7.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        TransferToggle::<Test>::insert(ONE, false);
        assert_noop!(transfer(&stranger(), ONE, TWO, 1), Error::AmountTooLow);
        // Within a network the amount is checked only when it has moved.
        assert_noop!(
            transfer(&stranger(), ONE, ONE, 1),
            Error::TransferDisallowed
        );
        TransferToggle::<Test>::insert(ONE, true);
        assert_noop!(transfer(&stranger(), ONE, ONE, 1), Error::AmountTooLow);
    });
}

#[test]
fn a_transfer_to_oneself_is_a_move_nowhere() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(transfer(&cold(), ONE, ONE, BILLION), Error::SameNetuid);
        assert_ok!(transfer(&cold(), ONE, ROOT, BILLION));
    });
}

#[test]
fn a_tiny_transfer_across_networks_is_too_low() {
    // Spec T92.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        assert_noop!(transfer(&stranger(), ONE, TWO, 1), Error::AmountTooLow);
    });
}

#[test]
fn transfers_can_follow_each_other_in_one_block() {
    // Spec T98.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        for _ in 0..2 {
            assert_ok!(transfer(&stranger(), ONE, ONE, BILLION / 2));
        }
        assert_eq!(stake(&stranger(), &hot(), ONE), BILLION);
    });
}
