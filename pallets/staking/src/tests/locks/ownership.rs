//! Conviction and whom a network falls to.

use super::*;
use crate::Heir;
use pallet_pools::SubnetAlphaOut;
use pallet_subnets::{NetworkRegisteredAt, SubnetOwner, SubnetOwnerHotkey};
use subtensor_math::locks::OWNERSHIP_AGE;

/// The end of a year after the registration of [`ONE`] in block 1.
const RIPE: u64 = 1 + OWNERSHIP_AGE;

/// [`ONE`] belongs to [`cold`] and [`hot`], is a year old, and has 10 000 alpha
/// outside of its pool.
fn old_network() {
    SubnetOwner::<Test>::insert(ONE, cold());
    SubnetOwnerHotkey::<Test>::insert(ONE, hot());
    NetworkRegisteredAt::<Test>::insert(ONE, 1);
    SubnetAlphaOut::<Test>::insert(ONE, alpha(10_000));
    System::set_block_number(RIPE);
}

/// Makes the locks of a coldkey perpetual and gives it one, matured.
fn matured_lock(coldkey: &AccountId32, hotkey: &AccountId32, mass: u64) {
    Staking::do_set_perpetual_lock(coldkey, ONE, true);
    set_lock(coldkey, hotkey, state_at(mass, mass, RIPE));
}

fn heir() -> Option<Heir<AccountId32>> {
    Staking::heir_by_conviction(ONE)
}

#[test]
fn conviction_is_summed_over_kinds_of_locks() {
    run(|| {
        old_network();
        matured_lock(&stranger(), &other_hot(), 700);
        set_lock(&other_cold(), &other_hot(), state_at(900, 300, RIPE));
        let is = |hotkey, conviction| {
            assert_eq!(Staking::hotkey_conviction(&hotkey, ONE), conviction);
        };
        is(other_hot(), 1_000);
        is(hot(), 0);
        OwnerLock::<Test>::insert(ONE, state_at(40, 0, RIPE));
        DecayingOwnerLock::<Test>::insert(ONE, state_at(500, 0, RIPE));
        // 40 is dust; an owner's conviction is the mass.
        is(hot(), 500);
        assert_eq!(Staking::total_conviction(ONE), 1_500);
        assert_eq!(Staking::most_convicted_hotkey(ONE), Some(other_hot()));
        assert_eq!(Staking::most_convicted_hotkey(TWO), None);
    });
}

#[test]
fn of_equals_the_last_in_account_order_is_king() {
    run(|| {
        old_network();
        matured_lock(&stranger(), &other_hot(), 700);
        matured_lock(&other_cold(), &hot(), 700);
        assert!(other_hot() > hot());
        assert_eq!(Staking::most_convicted_hotkey(ONE), Some(other_hot()));
    });
}

#[test]
fn a_network_falls_to_the_most_convicted_hotkeys_owner() {
    // Spec §4.9, ownership change: a year and a tenth.
    run(|| {
        old_network();
        matured_lock(&stranger(), &other_hot(), 1_000);
        let king = Heir {
            hotkey: other_hot(),
            coldkey: other_cold(),
        };
        assert_eq!(heir(), Some(king.clone()));
        System::set_block_number(RIPE - 1);
        assert_eq!(heir(), None);
        System::set_block_number(RIPE);
        SubnetAlphaOut::<Test>::insert(ONE, alpha(10_001));
        assert_eq!(heir(), None);
        SubnetAlphaOut::<Test>::insert(ONE, alpha(0));
        assert_eq!(heir(), None);
        SubnetAlphaOut::<Test>::insert(ONE, alpha(10_000));
        // Its owner's already.
        SubnetOwner::<Test>::insert(ONE, other_cold());
        assert_eq!(heir(), None);
        SubnetOwner::<Test>::insert(ONE, cold());
        // Nobody's.
        crate::Owner::<Test>::remove(other_hot());
        assert_eq!(heir(), None);
    });
}

#[test]
fn locks_change_sides_with_the_owner() {
    run(|| {
        old_network();
        matured_lock(&stranger(), &other_hot(), 1_000);
        let young = state_at(600, 200, RIPE);
        set_lock(&account(60), &other_hot(), young);
        OwnerLock::<Test>::insert(ONE, state_at(300, 300, RIPE));
        DecayingOwnerLock::<Test>::insert(ONE, state_at(400, 400, RIPE));
        HotkeyLock::<Test>::insert(ONE, hot(), state_at(150, 50, RIPE));
        Staking::change_subnet_owner(ONE, heir().unwrap());

        assert_eq!(SubnetOwner::<Test>::get(ONE), other_cold());
        assert_eq!(SubnetOwnerHotkey::<Test>::get(ONE), other_hot());
        assert_eq!(
            sums(&hot()),
            [
                Some(state_at(450, 350, RIPE)),
                Some(state_at(400, 400, RIPE))
            ]
        );
        assert_eq!(sums(&other_hot()), [None, None]);
        // The new owner's locks are convicted of all their mass.
        assert_eq!(
            owner_sums(),
            [
                Some(state_at(1_000, 1_000, RIPE)),
                Some(state_at(600, 600, RIPE))
            ]
        );
        assert_eq!(lock_of(&account(60)), Some((other_hot(), young)));
        assert_eq!(
            events().last(),
            Some(&Event::SubnetOwnerChanged {
                netuid: ONE,
                old_coldkey: cold(),
                new_coldkey: other_cold()
            })
        );
        assert_eq!(heir(), None);
    });
}
