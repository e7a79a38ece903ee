//! Inherited stake and stake weight over storage. The arithmetic has its own
//! tests in the math crate.

use super::mock::*;
use crate::{ChildKeys, ParentKeys, TaoWeight};
use sp_runtime::AccountId32;
use subtensor_types::NetUid;

/// Links a parent to a child, both ways.
fn link(parent: &AccountId32, child: &AccountId32, netuid: NetUid, proportion: u64) {
    ChildKeys::<Test>::append(parent, netuid, (proportion, child.clone()));
    ParentKeys::<Test>::append(child, netuid, (proportion, parent.clone()));
}

fn inherited(hotkey: &AccountId32) -> u64 {
    Staking::inherited_alpha(hotkey, ONE).to_u64()
}

/// The stake weight in whole rao.
fn weight(hotkey: &AccountId32) -> u64 {
    Staking::stake_weight(hotkey, ONE).to_num()
}

const HALF: u64 = u64::MAX / 2;

#[test]
fn children_inherit_from_several_parents() {
    // Spec T106.
    run(|| {
        let child = account(30);
        give_stake(&cold(), &hot(), ONE, 1_000);
        give_stake(&other_cold(), &other_hot(), ONE, 2_000);
        link(&hot(), &child, ONE, HALF);
        link(&other_hot(), &child, ONE, HALF);
        assert_eq!(inherited(&hot()), 500);
        assert_eq!(inherited(&other_hot()), 1_000);
        assert_eq!(inherited(&child), 1_499);
    });
}

#[test]
fn root_stake_counts_at_its_weight() {
    // Spec T117: TaoWeight is the main chain's genesis value.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 1_000 * BILLION);
        give_stake(&cold(), &hot(), ROOT, 10_000 * BILLION);
        assert_eq!(weight(&hot()), 1_526_769_743_300);
    });
}

#[test]
fn root_stake_follows_the_links_of_the_network() {
    // Spec T118, and `emission` §13.4 row 59.
    run(|| {
        TaoWeight::<Test>::put(u64::MAX);
        for (coldkey, hotkey) in [(cold(), hot()), (other_cold(), other_hot())] {
            give_stake(&coldkey, &hotkey, ROOT, BILLION);
            give_stake(&coldkey, &hotkey, ONE, BILLION);
        }
        link(&hot(), &other_hot(), ONE, u64::MAX);
        assert_eq!(weight(&other_hot()), 4 * BILLION);
        assert_eq!(weight(&hot()), 0);
        assert_eq!(
            Staking::inherited_tao(&other_hot(), ONE),
            alpha(2 * BILLION)
        );
        assert_eq!(inherited(&other_hot()), 2 * BILLION);
        assert_eq!(inherited(&hot()), 0);
        assert_eq!(Staking::inherited_tao(&hot(), ONE), alpha(0));
        // Elsewhere nothing is linked, and on root nothing can be.
        assert_eq!(Staking::inherited_tao(&other_hot(), TWO), alpha(BILLION));
        link(&hot(), &other_hot(), ROOT, u64::MAX);
        assert_eq!(Staking::inherited_alpha(&hot(), ROOT), alpha(BILLION));
    });
}

#[test]
fn weights_come_in_the_order_of_the_keys() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 7);
        give_stake(&other_cold(), &other_hot(), ONE, 9);
        let weights = Staking::stake_weights(&[other_hot(), account(77), hot()], ONE);
        assert_eq!(weights, vec![9, 0, 7]);
    });
}
