//! `set_childkey_take` and the calls of root that bound it.

use super::mock::*;
use crate::{
    ChildkeyTake, MaxChildkeyTake, MinChildkeyTake, MinChildkeyTakePerSubnet,
    PendingChildKeyCooldown,
};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{TransactionKeyLastBlock, TransactionType, TxChildkeyTakeRateLimit};
use sp_runtime::{traits::BadOrigin, AccountId32, DispatchResult};
use subtensor_types::NetUid;

/// Blocks between two raises (spec §8.1).
const LIMIT: u64 = 216_000;
/// 18 %, the largest take.
const MAX: u16 = 11_796;

fn set_as(coldkey: &AccountId32, netuid: NetUid, take: u16) -> DispatchResult {
    call(|| Staking::do_set_childkey_take(coldkey, &hot(), netuid, take))
}

fn set(take: u16) -> DispatchResult {
    set_as(&cold(), ONE, take)
}

#[test]
fn raises_wait_and_cuts_do_not() {
    // Spec T115.
    run(|| {
        assert_ok!(set(500));
        assert_noop!(set(600), Error::TxChildkeyTakeRateLimitExceeded);
        assert_ok!(set(500));
        assert_ok!(set(400));
        assert_noop!(set(401), Error::TxChildkeyTakeRateLimitExceeded);
        System::set_block_number(LIMIT);
        assert_noop!(set(600), Error::TxChildkeyTakeRateLimitExceeded);
        System::set_block_number(LIMIT + 1);
        assert_ok!(set(600));
        assert_eq!(ChildkeyTake::<Test>::get(hot(), ONE), 600);
        assert_eq!(
            events(),
            [500, 500, 400, 600].map(|take| Event::ChildKeyTakeSet(hot(), take))
        );
    });
}

#[test]
fn every_change_restarts_the_wait() {
    // Spec §4.7: the last block is always set.
    run(|| {
        let last = || {
            let call = TransactionType::SetChildkeyTake as u16;
            TransactionKeyLastBlock::<Test>::get((hot(), ONE, call))
        };
        assert_ok!(set(500));
        assert_eq!(last(), 1);
        System::set_block_number(LIMIT);
        assert_ok!(set(100));
        assert_eq!(last(), LIMIT);
        System::set_block_number(2 * LIMIT - 1);
        assert_noop!(set(101), Error::TxChildkeyTakeRateLimitExceeded);
        System::set_block_number(2 * LIMIT);
        assert_ok!(set(101));
    });
}

#[test]
fn takes_are_kept_per_network() {
    // Spec §4.7: and nobody asks whether there is such a network.
    run(|| {
        assert_ok!(set_as(&cold(), ONE, 500));
        assert_ok!(set_as(&cold(), TWO, 600));
        assert_ok!(set_as(&cold(), MISSING, 700));
        assert_ok!(set_as(&cold(), ROOT, 800));
        assert_eq!(ChildkeyTake::<Test>::get(hot(), ONE), 500);
        assert_eq!(ChildkeyTake::<Test>::get(hot(), MISSING), 700);
    });
}

#[test]
fn takes_lie_within_the_bounds() {
    // Spec T115 and §4.7: the larger of both minimums counts.
    run(|| {
        assert_noop!(set(MAX + 1), Error::InvalidChildkeyTake);
        assert_noop!(set(u16::MAX), Error::InvalidChildkeyTake);
        MinChildkeyTake::<Test>::put(100);
        MinChildkeyTakePerSubnet::<Test>::insert(ONE, 200);
        assert_noop!(set(199), Error::InvalidChildkeyTake);
        assert_noop!(set_as(&cold(), TWO, 99), Error::InvalidChildkeyTake);
        assert_ok!(set_as(&cold(), TWO, 100));
        assert_ok!(set(200));
        // A minimum above the maximum leaves nothing.
        MinChildkeyTake::<Test>::put(MAX + 1);
        for take in [0, 200, MAX, MAX + 1] {
            assert_noop!(set(take), Error::InvalidChildkeyTake);
        }
    });
}

#[test]
fn a_raised_minimum_is_no_raise() {
    // Spec §4.7: the comparison is with the take in effect, not with the stored.
    run(|| {
        assert_ok!(set(100));
        MinChildkeyTake::<Test>::put(300);
        assert_ok!(set(300));
        assert_noop!(set(301), Error::TxChildkeyTakeRateLimitExceeded);
    });
}

#[test]
fn only_the_owner_sets_it() {
    // Spec T115.
    run(|| {
        assert_noop!(
            set_as(&other_cold(), ONE, MAX + 1),
            Error::NonAssociatedColdKey
        );
        assert_noop!(
            call(|| Staking::do_set_childkey_take(&cold(), &stranger(), ONE, 0)),
            Error::NonAssociatedColdKey
        );
    });
}

#[test]
fn root_sets_the_bounds() {
    // Spec §4.7.
    run(|| {
        let root = RuntimeOrigin::root;
        assert_ok!(Staking::do_set_tx_childkey_take_rate_limit(root(), 5));
        assert_ok!(Staking::do_set_min_childkey_take(root(), 7));
        assert_ok!(Staking::do_set_max_childkey_take(root(), u16::MAX));
        assert_ok!(Staking::do_set_pending_childkey_cooldown(root(), 15));
        assert_eq!(TxChildkeyTakeRateLimit::<Test>::get(), 5);
        assert_eq!(MinChildkeyTake::<Test>::get(), 7);
        assert_eq!(MaxChildkeyTake::<Test>::get(), u16::MAX);
        assert_eq!(PendingChildKeyCooldown::<Test>::get(), 15);
        assert_eq!(
            events(),
            [
                Event::TxChildKeyTakeRateLimitSet(5),
                Event::MinChildKeyTakeSet(7),
                Event::MaxChildKeyTakeSet(u16::MAX),
            ]
        );
        assert_ok!(set(u16::MAX));
        System::set_block_number(6);
        assert_ok!(set(7));
        System::set_block_number(11);
        assert_ok!(set(8));
    });
}

#[test]
fn nobody_else_sets_the_bounds() {
    run(|| {
        for origin in [RuntimeOrigin::signed(cold()), RuntimeOrigin::none()] {
            let origin = || origin.clone();
            assert_noop!(
                Staking::do_set_tx_childkey_take_rate_limit(origin(), 5),
                BadOrigin
            );
            assert_noop!(Staking::do_set_min_childkey_take(origin(), 5), BadOrigin);
            assert_noop!(Staking::do_set_max_childkey_take(origin(), 5), BadOrigin);
            assert_noop!(
                Staking::do_set_pending_childkey_cooldown(origin(), 5),
                BadOrigin
            );
        }
    });
}

#[test]
fn a_childs_take_is_not_below_the_minimums() {
    // Spec §4.7: the larger of both minimums.
    run(|| {
        assert_eq!(Staking::effective_childkey_take(&hot(), ONE), 0);
        ChildkeyTake::<Test>::insert(hot(), ONE, 500);
        assert_eq!(Staking::effective_childkey_take(&hot(), ONE), 500);
        assert_eq!(Staking::effective_childkey_take(&hot(), TWO), 0);
        MinChildkeyTake::<Test>::put(600);
        assert_eq!(Staking::effective_childkey_take(&hot(), ONE), 600);
        MinChildkeyTakePerSubnet::<Test>::insert(ONE, 700);
        assert_eq!(Staking::effective_childkey_take(&hot(), ONE), 700);
        assert_eq!(Staking::effective_childkey_take(&hot(), TWO), 600);
        ChildkeyTake::<Test>::insert(hot(), ONE, 800);
        assert_eq!(Staking::effective_childkey_take(&hot(), ONE), 800);
    });
}
