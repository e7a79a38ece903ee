//! Opting out of lending to new networks: spec pools-and-staking §4.8.

use super::mock::*;
use crate::AutoParentDelegationEnabled;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{Error, Event, SubnetworkN, Uids};
use sp_runtime::{AccountId32, DispatchResult};

fn set(coldkey: &AccountId32, hotkey: &AccountId32, enabled: bool) -> DispatchResult {
    Staking::do_set_auto_parent_delegation_enabled(coldkey, hotkey.clone(), enabled)
}

#[test]
fn root_validator_opts_out_and_in() {
    run(|| {
        Subnets::append_key(ROOT, &hot(), 1);
        assert!(AutoParentDelegationEnabled::<Test>::get(hot()));
        for enabled in [false, false, true] {
            assert_ok!(set(&cold(), &hot(), enabled));
            assert_eq!(AutoParentDelegationEnabled::<Test>::get(hot()), enabled);
            assert_eq!(
                events().last(),
                Some(&Event::AutoParentDelegationEnabledSet {
                    hotkey: hot(),
                    enabled
                })
            );
        }
        assert_eq!(Uids::<Test>::get(ROOT, hot()), Some(0));
        assert_eq!(SubnetworkN::<Test>::get(ROOT), 1);
    });
}

#[test]
fn only_the_owner_decides_and_only_for_a_root_validator() {
    run(|| {
        Subnets::append_key(ONE, &hot(), 1);
        assert_noop!(
            set(&other_cold(), &hot(), false),
            Error::<Test>::NonAssociatedColdKey
        );
        assert_noop!(
            set(&cold(), &stranger(), false),
            Error::<Test>::NonAssociatedColdKey
        );
        assert_noop!(
            set(&cold(), &hot(), false),
            Error::<Test>::HotKeyNotRegisteredInSubNet
        );
        Subnets::append_key(ROOT, &hot(), 1);
        // Ownership comes first for a validator of root too.
        assert_noop!(
            set(&other_cold(), &hot(), false),
            Error::<Test>::NonAssociatedColdKey
        );
    });
}
