//! `set_coldkey_auto_stake_hotkey`.

use super::mock::*;
use crate::{AutoStakeDestination, AutoStakeDestinationColdkeys};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::NetUid;

fn choose(coldkey: &AccountId32, netuid: NetUid, hotkey: &AccountId32) -> DispatchResult {
    call(|| Staking::do_set_coldkey_auto_stake_hotkey(coldkey.clone(), netuid, hotkey.clone()))
}

/// Who has its incentive staked to a hotkey.
fn coldkeys(hotkey: &AccountId32) -> Vec<AccountId32> {
    AutoStakeDestinationColdkeys::<Test>::get(hotkey, ONE)
}

/// Registers both hotkeys on the first network.
fn register() {
    for hotkey in [hot(), other_hot()] {
        Subnets::append_key(ONE, &hotkey, 1);
    }
}

#[test]
fn a_destination_is_chosen_and_changed() {
    // Spec §4.8: whoever owns the hotkey.
    run(|| {
        register();
        assert_ok!(choose(&cold(), ONE, &other_hot()));
        assert_ok!(choose(&stranger(), ONE, &other_hot()));
        assert_eq!(coldkeys(&other_hot()), [cold(), stranger()]);
        assert_eq!(
            AutoStakeDestination::<Test>::get(cold(), ONE),
            Some(other_hot())
        );
        assert_ok!(choose(&cold(), ONE, &hot()));
        assert_eq!(coldkeys(&other_hot()), [stranger()]);
        assert_eq!(coldkeys(&hot()), [cold()]);
        assert_eq!(AutoStakeDestination::<Test>::get(cold(), ONE), Some(hot()));
        assert_eq!(
            events(),
            [
                (cold(), other_hot()),
                (stranger(), other_hot()),
                (cold(), hot())
            ]
            .map(|(coldkey, hotkey)| Event::AutoStakeDestinationSet {
                coldkey,
                netuid: ONE,
                hotkey
            })
        );
    });
}

#[test]
fn it_holds_for_one_network() {
    run(|| {
        register();
        Subnets::append_key(TWO, &hot(), 1);
        assert_ok!(choose(&cold(), ONE, &hot()));
        assert_ok!(choose(&cold(), TWO, &hot()));
        assert_eq!(AutoStakeDestination::<Test>::get(cold(), STABLE), None);
    });
}

#[test]
fn checks_come_in_the_main_chains_order() {
    run(|| {
        let refused = [
            (MISSING, Error::SubnetNotExists),
            (ONE, Error::HotKeyNotRegisteredInSubNet),
        ];
        for (netuid, error) in refused {
            assert_noop!(choose(&cold(), netuid, &hot()), error);
        }
        register();
        assert_ok!(choose(&cold(), ONE, &hot()));
        assert_noop!(
            choose(&cold(), ONE, &hot()),
            Error::SameAutoStakeHotkeyAlreadySet
        );
    });
}
