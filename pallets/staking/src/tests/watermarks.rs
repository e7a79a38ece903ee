//! What a coldkey may claim of root dividends when its root stake changes.

use super::mock::*;
use crate::{RootClaimable, RootClaimed};
use frame_support::assert_ok;
use sp_runtime::{AccountId32, DispatchResult};
use substrate_fixed::types::I96F32;

/// What a coldkey may claim on network one, in whole rao.
fn owed(coldkey: &AccountId32) -> i64 {
    Staking::root_owed(&hot(), coldkey, ONE).to_num()
}

fn remove_root(coldkey: &AccountId32, amount: u64) -> DispatchResult {
    call(|| Staking::do_remove_stake(coldkey, &hot(), ROOT, alpha(amount)))
}

/// Two stakers of 8 000 000 on root, and a dividend of 10 000 000 less the take
/// of 17.9995 % (spec T123).
fn two_stakers_with_a_dividend() {
    give_root_stake(&cold(), &hot(), 8_000_000);
    give_root_stake(&other_cold(), &hot(), 8_000_000);
    dividend(8_200_045);
}

/// A dividend after take for those who stake to the hotkey on root.
fn dividend(amount: u64) {
    Pools::mint_alpha_out(ONE, alpha(amount));
    Staking::increase_root_claimable(&hot(), ONE, alpha(amount));
}

#[test]
fn new_stake_earns_nothing_of_the_past() {
    // Spec I18: adding stake leaves what is owed as it was.
    run(|| {
        two_stakers_with_a_dividend();
        assert_eq!(owed(&cold()), 4_100_022);
        give_root_stake(&stranger(), &hot(), 50_000_000);
        assert_eq!(owed(&stranger()), 0);
        give_root_stake(&cold(), &hot(), 3_333_333);
        assert!((4_100_022..=4_100_023).contains(&owed(&cold())));
        assert_eq!(owed(&other_cold()), 4_100_022);
    });
}

#[test]
fn unclaimed_dividends_of_removed_stake_are_lost() {
    // Spec T125.
    run(|| {
        two_stakers_with_a_dividend();
        assert_ok!(remove_root(&cold(), 4_000_000));
        assert_eq!(owed(&cold()), 2_050_011);
        // Spec §6.4: staking again does not bring it back.
        give_root_stake(&cold(), &hot(), 4_000_000);
        assert_eq!(owed(&cold()), 2_050_011);
        assert_ok!(remove_root(&other_cold(), 8_000_000));
        assert_eq!(owed(&other_cold()), 0);
    });
}

#[test]
fn what_was_claimed_moves_with_the_stake() {
    // Spec §6.4: nothing is lost where the watermark is high enough.
    run(|| {
        two_stakers_with_a_dividend();
        RootClaimed::<Test>::insert((ONE, hot(), cold()), 3_000_000);
        assert_eq!(owed(&cold()), 1_100_022);
        assert_ok!(remove_root(&cold(), 4_000_000));
        assert!((1_100_021..=1_100_023).contains(&owed(&cold())));
        assert_eq!(
            RootClaimed::<Test>::get((ONE, hot(), cold())),
            3_000_000 - 2_050_011
        );
    });
}

#[test]
fn a_receiver_gets_no_past_dividends() {
    // Spec T129.
    run(|| {
        two_stakers_with_a_dividend();
        assert_ok!(call(|| Staking::do_transfer_stake(
            &cold(),
            &stranger(),
            &hot(),
            ROOT,
            ROOT,
            alpha(8_000_000)
        )));
        assert_eq!(owed(&cold()), 0);
        assert_eq!(owed(&stranger()), 0);
        assert_eq!(
            RootClaimed::<Test>::get((ONE, hot(), stranger())),
            4_100_022
        );
    });
}

#[test]
fn watermarks_move_by_the_requested_alpha() {
    // Spec §4.1, step 6 of unstaking, on every network with a rate but root.
    run(|| {
        give_root_stake(&cold(), &hot(), 8_000_000);
        let half = I96F32::from_num(0.5);
        let rates = [(ROOT, half), (ONE, half), (TWO, half * 2)];
        RootClaimable::<Test>::insert(hot(), std::collections::BTreeMap::from(rates));
        for netuid in [ROOT, ONE, TWO] {
            RootClaimed::<Test>::insert((netuid, hot(), cold()), 10_000_000);
        }
        assert_ok!(remove_root(&cold(), 3_000_001));
        let claimed = |netuid| RootClaimed::<Test>::get((netuid, hot(), cold()));
        assert_eq!(claimed(ROOT), 10_000_000);
        assert_eq!(claimed(ONE), 8_500_000);
        assert_eq!(claimed(TWO), 6_999_999);
        give_root_stake(&cold(), &hot(), 3_000_001);
        assert_eq!(claimed(ROOT), 11_500_000);
        assert_eq!(claimed(ONE), 10_000_000);
        assert_eq!(claimed(TWO), 10_000_000);
    });
}

#[test]
fn stake_on_other_networks_moves_no_watermark() {
    run(|| {
        two_stakers_with_a_dividend();
        set_pool(ONE, TRILLION, TRILLION);
        fund(&cold(), BILLION);
        assert_ok!(call(|| Staking::do_add_stake(
            &cold(),
            &hot(),
            ONE,
            tao(500_000_000)
        )));
        assert!(!RootClaimed::<Test>::contains_key((ONE, hot(), cold())));
        assert_eq!(owed(&cold()), 4_100_022);
    });
}
