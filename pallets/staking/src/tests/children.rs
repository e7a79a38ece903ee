//! Children of hotkeys: who may have them, when they take effect, how the two maps
//! follow each other.

use super::mock::*;
use crate::{AutoParentDelegationEnabled, ChildKeys, ParentKeys, PendingChildKeys};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    Keys, LastEpochBlock, StakeThreshold, SubnetOwnerHotkey, SubnetworkN, SubtokenEnabled,
    TransactionKeyLastBlock, TransactionType,
};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::NetUid;

/// Blocks between two changes of the children of one hotkey (spec §8.1).
const RATE_LIMIT: u64 = 150;
/// Blocks until children take effect (spec §5.1).
const COOLDOWN: u64 = 7_200;

type Links = Vec<(u64, AccountId32)>;

fn set(hotkey: &AccountId32, netuid: NetUid, children: Links) -> DispatchResult {
    let coldkey = crate::Owner::<Test>::get(hotkey);
    call(|| Staking::do_set_children(&coldkey, hotkey, netuid, children))
}

fn children(hotkey: &AccountId32) -> Links {
    ChildKeys::<Test>::get(hotkey, ONE)
}

fn parents(hotkey: &AccountId32) -> Links {
    ParentKeys::<Test>::get(hotkey, ONE)
}

/// Sets the children of a hotkey at once, as on a network that is not started.
fn set_now(hotkey: &AccountId32, links: Links) {
    SubtokenEnabled::<Test>::insert(ONE, false);
    TransactionKeyLastBlock::<Test>::remove((hotkey, ONE, TransactionType::SetChildren as u16));
    assert_ok!(set(hotkey, ONE, links));
    SubtokenEnabled::<Test>::insert(ONE, true);
}

#[test]
fn children_wait_for_the_first_epoch_after_the_cooldown() {
    // Spec §5.1.
    run(|| {
        let links = vec![(7, other_hot())];
        assert_ok!(set(&hot(), ONE, links.clone()));
        let ends = 1 + COOLDOWN;
        assert_eq!(
            PendingChildKeys::<Test>::get(ONE, hot()),
            (links.clone(), ends)
        );
        assert!(children(&hot()).is_empty());

        for (block, last_epoch) in [(ends, ends), (ends + 1, ends)] {
            System::set_block_number(block);
            LastEpochBlock::<Test>::insert(ONE, last_epoch);
            Staking::apply_due_children();
            assert!(children(&hot()).is_empty());
        }
        LastEpochBlock::<Test>::insert(ONE, ends + 1);
        Staking::apply_due_children();

        assert_eq!(children(&hot()), links);
        assert_eq!(parents(&other_hot()), vec![(7, hot())]);
        assert!(!PendingChildKeys::<Test>::contains_key(ONE, hot()));
        assert_eq!(
            events(),
            vec![
                Event::SetChildrenScheduled(hot(), ONE, ends, links.clone()),
                Event::SetChildren(hot(), ONE, links),
            ]
        );
    });
}

#[test]
fn without_subtoken_children_take_effect_at_once() {
    // Spec T114; what is already pending then needs no cooldown either.
    run(|| {
        assert_ok!(set(&hot(), ONE, vec![(5, other_hot())]));
        SubtokenEnabled::<Test>::insert(ONE, false);
        assert_ok!(set(&other_hot(), ONE, vec![(6, account(5))]));
        assert_eq!(children(&other_hot()), vec![(6, account(5))]);
        assert!(!PendingChildKeys::<Test>::contains_key(ONE, other_hot()));

        Staking::apply_pending_children(ONE);
        assert_eq!(children(&hot()), vec![(5, other_hot())]);
    });
}

#[test]
fn the_checks_come_in_order() {
    // Spec T111: each call breaks this rule and all later ones that it can.
    run(|| {
        let many: Links = (10..16).map(|n| (u64::MAX, account(n))).collect();
        let double = vec![(1, account(10)), (1, account(10)), (1, hot())];
        let mut with_itself = many.clone();
        with_itself.push((1, hot()));
        let foreign =
            || call(|| Staking::do_set_children(&other_cold(), &hot(), ONE, double.clone()));
        assert_noop!(
            set(&hot(), ROOT, double.clone()),
            Error::RegistrationNotPermittedOnRootSubnet
        );
        assert_noop!(
            call(|| Staking::do_set_children(&stranger(), &hot(), MISSING, double.clone())),
            Error::SubnetNotExists
        );
        assert_noop!(foreign(), Error::NonAssociatedColdKey);
        assert_noop!(set(&hot(), ONE, double.clone()), Error::DuplicateChild);
        assert_noop!(set(&hot(), ONE, with_itself), Error::InvalidChild);
        assert_noop!(set(&hot(), ONE, many.clone()), Error::TooManyChildren);
        let five = many[..5].to_vec();
        assert_noop!(set(&hot(), ONE, five), Error::ProportionOverflow);
    });
}

#[test]
fn a_parent_cannot_become_a_child() {
    // Spec §5.1: only one hop is looked at.
    run(|| {
        set_now(&hot(), vec![(1, other_hot())]);
        assert_noop!(
            set(&other_hot(), ONE, vec![(1, hot())]),
            Error::ChildParentInconsistency
        );
        assert_ok!(set(&other_hot(), ONE, vec![(1, account(5))]));
    });
}

#[test]
fn children_that_stopped_to_fit_are_dropped_in_silence() {
    // Spec §5.1: the links are checked again when they are applied.
    run(|| {
        assert_ok!(set(&other_hot(), ONE, vec![(1, hot())]));
        set_now(&hot(), vec![(1, other_hot())]);
        System::reset_events();
        System::set_block_number(2 + COOLDOWN);

        Staking::apply_pending_children(ONE);

        assert!(children(&other_hot()).is_empty());
        assert!(!PendingChildKeys::<Test>::contains_key(ONE, other_hot()));
        assert_eq!(events(), vec![]);
    });
}

#[test]
fn children_change_once_in_150_blocks() {
    // Spec T112.
    run(|| {
        assert_ok!(set(&hot(), ONE, vec![(1, other_hot())]));
        System::set_block_number(RATE_LIMIT);
        assert_noop!(
            set(&hot(), ONE, vec![(2, other_hot())]),
            Error::TxRateLimitExceeded
        );
        assert_ok!(set(&hot(), TWO, vec![(2, other_hot())]));
        System::set_block_number(1 + RATE_LIMIT);
        assert_ok!(set(&hot(), ONE, vec![(2, other_hot())]));
        assert_eq!(
            PendingChildKeys::<Test>::get(ONE, hot()),
            (vec![(2, other_hot())], 1 + RATE_LIMIT + COOLDOWN)
        );
    });
}

#[test]
fn having_children_takes_stake() {
    // Spec T113; revoking them and the owner hotkey are free of it.
    run(|| {
        StakeThreshold::<Test>::put(BILLION);
        assert_noop!(
            set(&hot(), ONE, vec![(1, other_hot())]),
            Error::NotEnoughStakeToSetChildkeys
        );
        assert_ok!(set(&hot(), ONE, vec![]));
        SubnetOwnerHotkey::<Test>::insert(TWO, hot());
        assert_ok!(set(&hot(), TWO, vec![(1, other_hot())]));
        give_root_stake(&other_cold(), &other_hot(), BILLION);
        assert_ok!(set(&other_hot(), ONE, vec![(1, account(5))]));
    });
}

#[test]
fn both_maps_follow_every_change() {
    // Spec §5.1: children by account; a child's list keeps the order of arrival
    // until its own children are set.
    run(|| {
        let (first, second, child) = (account(21), account(20), account(30));
        own(&cold(), &first);
        own(&cold(), &second);
        own(&cold(), &child);
        set_now(&first, vec![(3, child.clone()), (1, account(29))]);
        set_now(&second, vec![(4, child.clone())]);
        assert_eq!(children(&first), vec![(1, account(29)), (3, child.clone())]);
        assert_eq!(
            parents(&child),
            vec![(3, first.clone()), (4, second.clone())]
        );

        set_now(&first, vec![(5, child.clone())]);
        assert_eq!(
            parents(&child),
            vec![(5, first.clone()), (4, second.clone())]
        );
        assert!(!ParentKeys::<Test>::contains_key(account(29), ONE));

        set_now(&child, vec![(9, account(31))]);
        assert_eq!(
            parents(&child),
            vec![(4, second.clone()), (5, first.clone())]
        );

        set_now(&second, vec![]);
        assert_eq!(parents(&child), vec![(5, first)]);
        assert!(!ChildKeys::<Test>::contains_key(second, ONE));
    });
}

#[test]
fn root_validators_lend_to_a_new_networks_owner() {
    // Spec registration §1.9.
    run(|| {
        let (opted_out, owner_hotkey) = (account(40), account(41));
        own(&cold(), &opted_out);
        own(&cold(), &owner_hotkey);
        let on_root = [&hot(), &opted_out, &owner_hotkey, &other_hot()];
        for (uid, hotkey) in (0u16..).zip(on_root) {
            Keys::<Test>::insert(ROOT, uid, hotkey);
        }
        SubnetworkN::<Test>::insert(ROOT, 4);
        AutoParentDelegationEnabled::<Test>::insert(&opted_out, false);
        StakeThreshold::<Test>::put(BILLION);
        give_root_stake(&cold(), &hot(), BILLION);
        SubtokenEnabled::<Test>::insert(ONE, false);

        Staking::delegate_root_validators_to(ONE, &owner_hotkey);

        // The other validator has too little stake, which stops nobody else.
        assert_eq!(parents(&owner_hotkey), vec![(u64::MAX, hot())]);
        assert_eq!(
            TransactionKeyLastBlock::<Test>::get((hot(), ONE, TransactionType::SetChildren as u16)),
            1
        );
    });
}
