use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;
use subtensor_types::NetUid;

const NETUID: NetUid = NetUid::new(1);

fn gate(origin: RuntimeOrigin) -> Result<(), sp_runtime::DispatchError> {
    Subnets::ensure_owner_change_allowed(origin, NETUID, Hyperparameter::Kappa).map(|owner| {
        Subnets::record_owner_change(owner, NETUID, Hyperparameter::Kappa);
    })
}

#[test]
fn the_owner_may_change_a_hyperparameter_once_in_two_epochs() {
    with_network(NETUID, || {
        Tempo::<Test>::insert(NETUID, 100);
        assert_ok!(gate(RuntimeOrigin::signed(account(1))));
        assert_noop!(
            gate(RuntimeOrigin::signed(account(1))),
            Error::<Test>::TxRateLimitExceeded
        );
        System::set_block_number(201);
        LastEpochBlock::<Test>::insert(NETUID, 200);
        assert_ok!(gate(RuntimeOrigin::signed(account(1))));
    });
}

#[test]
fn the_rate_limit_does_not_bind_root_but_the_freeze_window_does() {
    with_network(NETUID, || {
        assert_ok!(gate(RuntimeOrigin::root()));
        assert_ok!(gate(RuntimeOrigin::root()));
        // Tempo 360, window 10: at block 351 fewer than 10 blocks remain.
        System::set_block_number(350);
        assert_ok!(gate(RuntimeOrigin::root()));
        System::set_block_number(351);
        assert_noop!(
            gate(RuntimeOrigin::root()),
            Error::<Test>::AdminActionProhibitedDuringWeightsWindow
        );
    });
}

#[test]
fn nobody_owns_a_network_without_an_owner() {
    with_network(NETUID, || {
        assert_noop!(gate(RuntimeOrigin::signed(account(2))), BadOrigin);
        SubnetOwner::<Test>::remove(NETUID);
        assert_noop!(gate(RuntimeOrigin::signed(account(0))), BadOrigin);
        assert_noop!(gate(RuntimeOrigin::none()), BadOrigin);
    });
}

#[test]
fn a_strict_limit_is_one_block_longer_and_zero_is_no_limit() {
    with_network(NETUID, || {
        let key = RateLimitKey::LastTxBlock(account(1));
        assert!(Subnets::passes_strict_rate_limit(&key, 10));
        Subnets::record_rate_limited(&key);
        assert!(!Subnets::passes_strict_rate_limit(&key, 10));
        assert!(Subnets::passes_strict_rate_limit(&key, 0));
        System::set_block_number(11);
        assert!(!Subnets::passes_strict_rate_limit(&key, 10));
        assert!(Subnets::passes_rate_limit(&key, 10));
        System::set_block_number(12);
        assert!(Subnets::passes_strict_rate_limit(&key, 10));
    });
}
