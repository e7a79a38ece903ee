//! Registering on root: spec `registration` §3.10.

use super::mock::*;
use crate::{RegistrationsThisBlock, RegistrationsThisInterval};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::SubnetAlphaOut;
use pallet_staking::{Delegates, Owner};
use pallet_subnets::{
    Error, Event, Keys, MaxAllowedUids, MaxRegistrationsPerBlock, NetworksAdded, SubnetworkN,
    TargetRegistrationsPerInterval, TotalNetworks, Uids,
};
use sp_runtime::DispatchResult;
use subtensor_types::{AlphaBalance, NetUid};

const ROOT: NetUid = NetUid::ROOT;

fn root_register(coldkey: u16, hotkey: u16) -> DispatchResult {
    call(|| Registration::do_root_register(&account(coldkey), &account(hotkey)))
}

/// A chain with root, where as many may register as there are uids.
fn with_root(test: impl FnOnce()) {
    at_block(1, || {
        NetworksAdded::<Test>::insert(ROOT, true);
        TotalNetworks::<Test>::put(1);
        MaxAllowedUids::<Test>::insert(ROOT, 64);
        MaxRegistrationsPerBlock::<Test>::insert(ROOT, 1_000);
        TargetRegistrationsPerInterval::<Test>::insert(ROOT, 1_000);
        test();
    });
}

/// Stakes root alpha to a hotkey for its own account.
fn stake(hotkey: u16, alpha: u64) {
    let owner = Owner::<Test>::get(account(hotkey));
    SubnetAlphaOut::<Test>::mutate(ROOT, |total| *total += AlphaBalance::new(alpha));
    Staking::increase_stake(&account(hotkey), &owner, ROOT, AlphaBalance::new(alpha));
}

#[test]
fn hotkey_joins_root_and_becomes_a_delegate() {
    with_root(|| {
        assert_ok!(root_register(1, 2));
        assert_eq!(Uids::<Test>::get(ROOT, account(2)), Some(0));
        assert_eq!(Owner::<Test>::get(account(2)), account(1));
        assert_eq!(Delegates::<Test>::try_get(account(2)), Ok(11_796));
        assert_eq!(RegistrationsThisBlock::<Test>::get(ROOT), 1);
        assert_eq!(RegistrationsThisInterval::<Test>::get(ROOT), 1);
        assert_eq!(events(), vec![Event::NeuronRegistered(ROOT, 0, account(2))]);
    });
}

#[test]
fn delegate_keeps_its_take() {
    with_root(|| {
        Delegates::<Test>::insert(account(2), 7);
        assert_ok!(root_register(1, 2));
        assert_eq!(Delegates::<Test>::get(account(2)), 7);
    });
}

#[test]
fn anybody_registers_anybodys_hotkey() {
    // The quirk: an existing hotkey keeps its owner, whoever signs.
    with_root(|| {
        assert_ok!(Staking::create_account_if_non_existent(
            &account(1),
            &account(2)
        ));
        assert_ok!(root_register(9, 2));
        assert_eq!(Owner::<Test>::get(account(2)), account(1));
    });
}

#[test]
fn errors_come_in_the_order_of_the_checks() {
    with_root(|| {
        let system = Subnets::subnet_account_unchecked(NetUid::new(7));
        let attempt = || call(|| Registration::do_root_register(&account(1), &system));
        NetworksAdded::<Test>::insert(ROOT, false);
        RegistrationsThisBlock::<Test>::insert(ROOT, 1_000);
        RegistrationsThisInterval::<Test>::insert(ROOT, 3_000);
        Uids::<Test>::insert(ROOT, &system, 0);

        assert_noop!(attempt(), Error::<Test>::RootNetworkDoesNotExist);
        NetworksAdded::<Test>::insert(ROOT, true);
        assert_noop!(attempt(), Error::<Test>::TooManyRegistrationsThisBlock);
        RegistrationsThisBlock::<Test>::insert(ROOT, 999);
        assert_noop!(attempt(), Error::<Test>::TooManyRegistrationsThisInterval);
        RegistrationsThisInterval::<Test>::insert(ROOT, 2_999);
        assert_noop!(attempt(), Error::<Test>::HotKeyAlreadyRegisteredInSubNet);
        Uids::<Test>::remove(ROOT, &system);
        assert_noop!(attempt(), Error::<Test>::CannotUseSystemAccount);
    });
}

#[test]
fn full_root_replaces_the_least_stake() {
    with_root(|| {
        for hotkey in 100..164 {
            assert_ok!(root_register(1, hotkey));
            stake(hotkey, 1_000 + u64::from(hotkey % 32));
        }
        assert_eq!(SubnetworkN::<Test>::get(ROOT), 64);
        // 128 and 160 have the least; the lower uid of them is 28.
        assert_ok!(Staking::create_account_if_non_existent(
            &account(2),
            &account(300)
        ));
        assert_noop!(root_register(2, 300), Error::<Test>::StakeTooLowForRoot);
        stake(300, 1_000);
        assert_noop!(root_register(2, 300), Error::<Test>::StakeTooLowForRoot);
        stake(300, 1);
        assert_ok!(root_register(2, 300));
        assert_eq!(Keys::<Test>::get(ROOT, 28), account(300));
        assert_eq!(Uids::<Test>::get(ROOT, account(128)), None);
        assert_eq!(SubnetworkN::<Test>::get(ROOT), 64);
        assert_eq!(
            events().last(),
            Some(&Event::NeuronRegistered(ROOT, 28, account(300)))
        );
    });
}
