//! Parents and children of a hotkey whose place another takes: spec
//! `pools-and-staking` §5.1.

use super::mock::*;
use crate::{ChildKeys, ParentKeys, PendingChildKeys};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use pallet_subnets::{SubtokenEnabled, TransactionKeyLastBlock, TransactionType};
use sp_runtime::{AccountId32, DispatchResult};

type Links = Vec<(u64, AccountId32)>;

fn swap(old: u8, new: u8) -> DispatchResult {
    call(|| Staking::swap_links(ONE, &account(old), &account(new)))
}

fn links(of: &[(u64, u8)]) -> Links {
    of.iter().map(|(p, n)| (*p, account(*n))).collect()
}

fn children(of: u8) -> Links {
    ChildKeys::<Test>::get(account(of), ONE)
}

fn parents(of: u8) -> Links {
    ParentKeys::<Test>::get(account(of), ONE)
}

fn pending(of: u8) -> Option<(Links, u64)> {
    PendingChildKeys::<Test>::try_get(ONE, account(of)).ok()
}

/// Sets children at once, as on a network that has not been started.
fn link(parent: u8, of: &[(u64, u8)]) {
    SubtokenEnabled::<Test>::insert(ONE, false);
    schedule(parent, of);
    SubtokenEnabled::<Test>::insert(ONE, true);
}

/// Sets children that wait for their cooldown, if the network has been started.
fn schedule(parent: u8, of: &[(u64, u8)]) {
    let parent = account(parent);
    let call = TransactionType::SetChildren as u16;
    TransactionKeyLastBlock::<Test>::remove((&parent, ONE, call));
    let owner = crate::Owner::<Test>::get(&parent);
    assert_ok!(Staking::do_set_children(&owner, &parent, ONE, links(of)));
}

/// Runs a test in which the hotkeys 11 to 19 belong to one coldkey.
fn with_hotkeys(test: impl FnOnce()) {
    run(|| {
        (11..20).for_each(|n| own(&cold(), &account(n)));
        test();
    });
}

#[test]
fn children_and_parents_follow() {
    with_hotkeys(|| {
        // Of 12 and 14 another link comes before and after the one that moves.
        link(12, &[(1, 11), (2, 19)]);
        link(13, &[(3, 11)]);
        link(18, &[(4, 15)]);
        link(11, &[(5, 15), (6, 14)]);
        link(17, &[(7, 14)]);
        assert_ok!(swap(11, 16));

        assert_eq!(children(16), links(&[(6, 14), (5, 15)]));
        assert_eq!(parents(16), links(&[(1, 12), (3, 13)]));
        assert_eq!(children(12), links(&[(2, 19), (1, 16)]));
        assert_eq!(children(13), links(&[(3, 16)]));
        assert_eq!(parents(15), links(&[(4, 18), (5, 16)]));
        assert_eq!(parents(14), links(&[(7, 17), (6, 16)]));
        assert!(!ChildKeys::<Test>::contains_key(account(11), ONE));
        assert!(!ParentKeys::<Test>::contains_key(account(11), ONE));
    });
}

#[test]
fn links_of_other_networks_stay() {
    with_hotkeys(|| {
        link(11, &[(1, 12)]);
        ChildKeys::<Test>::insert(account(11), TWO, links(&[(1, 12)]));
        ParentKeys::<Test>::insert(account(12), TWO, links(&[(1, 11)]));
        assert_ok!(swap(11, 16));
        assert_eq!(ChildKeys::<Test>::get(account(11), TWO), links(&[(1, 12)]));
        assert!(!ChildKeys::<Test>::contains_key(account(16), TWO));
    });
}

#[test]
fn links_of_the_new_hotkey_are_replaced() {
    with_hotkeys(|| {
        link(11, &[(1, 12)]);
        link(13, &[(2, 11)]);
        // The new hotkey has a common child, one of its own, and its own parent.
        link(16, &[(3, 12), (4, 14)]);
        link(17, &[(5, 16)]);
        // And its parent lends to the old hotkey, too.
        link(13, &[(2, 11), (6, 16)]);
        assert_ok!(swap(11, 16));

        assert_eq!(children(16), links(&[(1, 12)]));
        assert_eq!(parents(16), links(&[(2, 13)]));
        assert_eq!(parents(12), links(&[(1, 16)]));
        assert_eq!(children(13), links(&[(2, 16)]));
        assert!(parents(14).is_empty());
        assert!(children(17).is_empty());
    });
}

#[test]
fn without_links_nothing_moves() {
    with_hotkeys(|| {
        assert_storage_noop!(assert_ok!(swap(11, 16)));
    });
}

#[test]
fn without_links_the_new_hotkey_loses_its_own() {
    with_hotkeys(|| {
        link(16, &[(3, 12)]);
        assert_ok!(swap(11, 16));
        assert!(children(16).is_empty());
        assert!(parents(12).is_empty());
    });
}

#[test]
fn pending_children_follow_with_their_cooldown() {
    with_hotkeys(|| {
        schedule(11, &[(1, 12), (2, 13)]);
        System::set_block_number(9);
        // What the new hotkey was waiting for is overwritten.
        schedule(16, &[(3, 14)]);
        assert_ok!(swap(11, 16));
        assert_eq!(pending(16), Some((links(&[(1, 12), (2, 13)]), 7_201)));
        assert_eq!(pending(11), None);
    });
}

#[test]
fn a_pending_child_is_replaced_at_the_end_of_the_list() {
    with_hotkeys(|| {
        schedule(12, &[(1, 11), (2, 13)]);
        schedule(14, &[(3, 11), (4, 16)]);
        schedule(15, &[(5, 13)]);
        assert_ok!(swap(11, 16));
        assert_eq!(pending(12).unwrap().0, links(&[(2, 13), (1, 16)]));
        // The main chain doesn't look whether the hotkey is there already.
        assert_eq!(pending(14).unwrap().0, links(&[(4, 16), (3, 16)]));
        assert_eq!(pending(15).unwrap().0, links(&[(5, 13)]));
    });
}

#[test]
fn of_a_child_that_is_pending_twice_the_last_proportion_counts() {
    with_hotkeys(|| {
        schedule(14, &[(3, 11), (4, 16)]);
        assert_ok!(swap(11, 16));
        SubtokenEnabled::<Test>::insert(ONE, false);
        Staking::apply_pending_children(ONE);
        assert_eq!(children(14), links(&[(3, 16)]));
        assert_eq!(parents(16), links(&[(3, 14)]));
    });
}

#[test]
fn a_hotkey_that_became_its_own_pending_child_is_left_out() {
    with_hotkeys(|| {
        schedule(16, &[(1, 11), (2, 13)]);
        assert_ok!(swap(11, 16));
        assert_eq!(pending(16).unwrap().0, links(&[(2, 13), (1, 16)]));
        SubtokenEnabled::<Test>::insert(ONE, false);
        Staking::apply_pending_children(ONE);
        assert_eq!(children(16), links(&[(2, 13)]));
        assert!(parents(16).is_empty());
        // The event names what was pending.
        assert_eq!(
            events().last(),
            Some(&Event::SetChildren(
                account(16),
                ONE,
                links(&[(2, 13), (1, 16)])
            ))
        );
    });
}

#[test]
fn a_neighbour_cannot_take_the_place() {
    with_hotkeys(|| {
        link(12, &[(1, 11)]);
        link(11, &[(1, 13)]);
        schedule(11, &[(1, 14)]);
        for neighbour in [12, 13, 14] {
            assert_noop!(swap(11, neighbour), Error::InvalidChild);
        }
        assert_ok!(swap(11, 15));
    });
}

#[test]
fn pending_children_must_still_fit() {
    with_hotkeys(|| {
        schedule(11, &[(1, 12)]);
        link(12, &[(1, 11)]);
        assert_noop!(swap(11, 16), Error::ChildParentInconsistency);
        link(12, &[]);
        let too_much = (links(&[(u64::MAX, 12), (1, 13)]), 9);
        PendingChildKeys::<Test>::insert(ONE, account(11), too_much);
        assert_noop!(swap(11, 16), Error::ProportionOverflow);
    });
}
