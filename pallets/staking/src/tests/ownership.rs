//! Who owns which hotkey.

use super::mock::*;
use crate::{OwnedHotkeys, Owner, StakingHotkeys};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};

#[test]
fn a_hotkey_gets_its_first_owner() {
    // Spec §4.8, try_associate_hotkey.
    run(|| {
        let hotkey = account(51);
        assert!(!Staking::hotkey_account_exists(&hotkey));
        assert_ok!(Staking::create_account_if_non_existent(&cold(), &hotkey));
        assert_eq!(Owner::<Test>::get(&hotkey), cold());
        let both = vec![hot(), hotkey.clone()];
        assert_eq!(OwnedHotkeys::<Test>::get(cold()), both);
        assert_eq!(StakingHotkeys::<Test>::get(cold()), both);
        assert!(Staking::coldkey_owns_hotkey(&cold(), &hotkey));
        assert!(!Staking::coldkey_owns_hotkey(&other_cold(), &hotkey));
    });
}

#[test]
fn a_hotkey_with_an_owner_stays_as_it_is() {
    run(|| {
        for coldkey in [cold(), other_cold()] {
            assert_storage_noop!(assert_ok!(Staking::create_account_if_non_existent(
                &coldkey,
                &hot()
            )));
        }
    });
}

#[test]
fn the_account_of_a_network_is_no_hotkey() {
    run(|| {
        for netuid in [ROOT, ONE, MISSING] {
            assert_noop!(
                Staking::create_account_if_non_existent(
                    &cold(),
                    &Subnets::subnet_account_unchecked(netuid)
                ),
                Error::CannotUseSystemAccount
            );
        }
    });
}

#[test]
fn nobody_owns_what_has_no_owner() {
    // The zero account is the default of the map, not an owner.
    run(|| {
        let hotkey = account(51);
        assert_eq!(Owner::<Test>::get(&hotkey), account(0));
        assert!(!Staking::coldkey_owns_hotkey(&account(0), &hotkey));
        assert_noop!(
            Staking::ensure_coldkey_owns_hotkey(&account(0), &hotkey),
            Error::NonAssociatedColdKey
        );
        assert_noop!(
            Staking::ensure_hotkey_exists(&hotkey),
            Error::HotKeyAccountNotExists
        );
    });
}
