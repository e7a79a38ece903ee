//! What a coldkey swap moves in the ledger.

use super::mock::*;
use crate::{
    NumStakingColdkeys, OwnedHotkeys, Owner, RootClaimed, StakingColdkeys, StakingHotkeys,
};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::NetworksAdded;
use sp_runtime::AccountId32;

/// Swaps on all networks, as the registration pallet does.
fn swap(old: &AccountId32, new: &AccountId32) {
    for netuid in NetworksAdded::<Test>::iter_keys() {
        Staking::swap_coldkey_auto_stake(netuid, old, new);
        Staking::swap_coldkey_stake(netuid, old, new);
    }
    Staking::swap_coldkey_hotkeys(old, new);
}

fn claimed(coldkey: &AccountId32) -> u128 {
    RootClaimed::<Test>::get((ONE, hot(), coldkey))
}

#[test]
fn watermarks_are_summed() {
    // Spec T130, and `emission` §13.6 row 114.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 2_000_000);
        RootClaimed::<Test>::insert((ONE, hot(), cold()), 1_000_000);
        RootClaimed::<Test>::insert((ONE, hot(), stranger()), 500_000);
        swap(&cold(), &stranger());
        assert_eq!(claimed(&stranger()), 1_500_000);
        assert!(!RootClaimed::<Test>::contains_key((ONE, hot(), cold())));
    });
}

#[test]
fn watermarks_stay_where_no_stake_moves() {
    run(|| {
        RootClaimed::<Test>::insert((ONE, hot(), cold()), 7);
        swap(&cold(), &stranger());
        assert_eq!((claimed(&cold()), claimed(&stranger())), (7, 0));
        RootClaimed::<Test>::remove((ONE, hot(), cold()));
    });
}

#[test]
fn a_moved_watermark_of_zero_is_stored() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 5);
        swap(&cold(), &stranger());
        assert!(RootClaimed::<Test>::contains_key((ONE, hot(), stranger())));
    });
}

#[test]
fn what_is_owed_on_root_moves_with_the_stake() {
    run(|| {
        give_root_stake(&cold(), &hot(), 8_000_000);
        Pools::mint_alpha_out(ONE, alpha(1_000_000));
        Staking::increase_root_claimable(&hot(), ONE, alpha(1_000_000));
        let owed = |coldkey: &AccountId32| Staking::root_owed(&hot(), coldkey, ONE);
        let before = owed(&cold());
        assert!(before > 999_000);
        swap(&cold(), &stranger());
        assert_eq!(owed(&stranger()), before);
        assert_eq!(owed(&cold()), 0);
        assert_eq!(stake(&stranger(), &hot(), ROOT), 8_000_000);
    });
}

#[test]
fn number_of_a_root_staker_goes_to_the_new_coldkey() {
    // Spec `emission` §9.7 and §13, row 115.
    run(|| {
        give_root_stake(&cold(), &hot(), 8_000_000);
        give_root_stake(&other_cold(), &hot(), 8_000_000);
        swap(&cold(), &stranger());
        assert_eq!(NumStakingColdkeys::<Test>::get(), 2);
        assert_eq!(StakingColdkeys::<Test>::get(cold()), None);
        // The last number fills the gap.
        assert_eq!(StakingColdkeys::<Test>::get(stranger()), Some(0));
        assert_eq!(StakingColdkeys::<Test>::get(other_cold()), Some(1));
    });
    run(|| {
        // A coldkey that has unstaked everything but is still numbered.
        Staking::add_staking_coldkey(&cold());
        swap(&cold(), &stranger());
        assert_eq!(NumStakingColdkeys::<Test>::get(), 0);
        assert_eq!(StakingColdkeys::<Test>::iter().count(), 0);
    });
}

#[test]
fn stakes_with_other_hotkeys_move_and_pools_keep_their_sum() {
    run(|| {
        give_stake(&cold(), &other_hot(), ONE, 1_000);
        give_stake(&other_cold(), &other_hot(), ONE, 500);
        give_stake(&cold(), &other_hot(), TWO, 77);
        swap(&cold(), &stranger());
        assert_eq!(stake(&stranger(), &other_hot(), ONE), 1_000);
        assert_eq!(stake(&other_cold(), &other_hot(), ONE), 500);
        assert_eq!(stake(&stranger(), &other_hot(), TWO), 77);
        assert_eq!(stake(&cold(), &other_hot(), ONE), 0);
        assert_eq!(Staking::hotkey_stake(&other_hot(), ONE), alpha(1_500));
        // First those with stake, by network, then the rest of the old list.
        assert_eq!(
            StakingHotkeys::<Test>::get(stranger()),
            [other_hot(), hot()]
        );
    });
}

#[test]
fn hotkeys_are_added_to_those_of_the_new_coldkey() {
    run(|| {
        own(&stranger(), &account(20));
        Staking::swap_coldkey_hotkeys(&cold(), &stranger());
        assert_eq!(OwnedHotkeys::<Test>::get(stranger()), [account(20), hot()]);
        assert_eq!(Owner::<Test>::get(hot()), stranger());
        assert!(!OwnedHotkeys::<Test>::contains_key(cold()));
        assert!(!StakingHotkeys::<Test>::contains_key(cold()));
    });
    run(|| {
        // Empty lists are stored.
        Staking::swap_coldkey_hotkeys(&account(30), &account(31));
        assert!(OwnedHotkeys::<Test>::contains_key(account(31)));
        assert!(StakingHotkeys::<Test>::contains_key(account(31)));
    });
}

#[test]
fn only_a_fresh_account_can_become_a_coldkey() {
    run(|| {
        assert_ok!(Staking::ensure_can_become_coldkey(&stranger()));
        assert_noop!(
            Staking::ensure_can_become_coldkey(&cold()),
            Error::ColdKeyAlreadyAssociated
        );
        assert_noop!(
            Staking::ensure_can_become_coldkey(&hot()),
            Error::NewColdKeyIsHotkey
        );
    });
}
