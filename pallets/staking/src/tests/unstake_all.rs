//! `unstake_all` and `unstake_all_alpha`.

use super::mock::*;
use crate::{NominatorMinRequiredStake, PendingChildKeys, StakingColdkeys};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use pallet_pools::{SubnetTaoFlow, TotalStake};
use pallet_subnets::{NetworksAdded, StakeThreshold, SubtokenEnabled};
use sp_runtime::DispatchResult;

fn unstake_all() -> DispatchResult {
    call(|| Staking::do_unstake_all(&cold(), &hot()))
}

fn unstake_all_alpha() -> DispatchResult {
    call(|| Staking::do_unstake_all_alpha(&cold(), &hot()))
}

/// A tenth of the pool's alpha on two networks (spec T12: 9 086 747 349 rao come
/// out of each), a stake on the network without a pool, and one on root.
fn stake_everywhere() {
    for netuid in [ONE, TWO] {
        set_pool(netuid, 100 * BILLION, 100 * BILLION);
        give_stake(&cold(), &hot(), netuid, 10 * BILLION);
    }
    set_pool(STABLE, BILLION, 0);
    give_stake(&cold(), &hot(), STABLE, BILLION);
    give_root_stake(&cold(), &hot(), 5 * BILLION);
    // The deposit that staking for root left.
    assert_eq!(free(&cold()), 1);
}

/// What selling everything but root brings.
const PROCEEDS: u64 = 2 * 9_086_747_349 + BILLION;

#[test]
fn everything_is_sold_root_included() {
    run(|| {
        stake_everywhere();
        assert_ok!(unstake_all());
        for netuid in [ROOT, ONE, TWO, STABLE] {
            assert_eq!(stake(&cold(), &hot(), netuid), 0, "{netuid}");
        }
        assert_eq!(free(&cold()), 1 + PROCEEDS + 5 * BILLION);
        assert!(!StakingColdkeys::<Test>::contains_key(cold()));
        // The fee is 5 035 477 alpha; its sale went to the author and counts too.
        let author_part = i64::try_from(free(&author()) / 2).unwrap();
        assert_eq!(
            SubnetTaoFlow::<Test>::get(ONE),
            -9_086_747_349 - author_part
        );
        let order: Vec<_> = events()
            .into_iter()
            .filter_map(|event| match event {
                Event::StakeRemoved(_, _, _, _, netuid, _) => Some(netuid),
                _ => None,
            })
            .collect();
        assert_eq!(order, [ROOT, ONE, TWO, STABLE]);
    });
}

#[test]
fn alpha_becomes_root_stake() {
    run(|| {
        stake_everywhere();
        let before = TotalStake::<Test>::get().to_u64();
        assert_ok!(unstake_all_alpha());
        for netuid in [ONE, TWO, STABLE] {
            assert_eq!(stake(&cold(), &hot(), netuid), 0, "{netuid}");
        }
        assert_eq!(stake(&cold(), &hot(), ROOT), 5 * BILLION + PROCEEDS);
        assert_eq!(free(&cold()), 1);
        // What the author got is all that left the total.
        assert_eq!(TotalStake::<Test>::get().to_u64(), before - free(&author()));
        assert!(matches!(
            events().last(),
            Some(Event::StakeAdded(_, _, _, _, ROOT, 0))
        ));
    });
}

#[test]
fn nothing_to_sell_is_fine_unless_it_is_to_be_staked() {
    // Spec T90.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        assert_storage_noop!(assert_ok!(unstake_all()));
        assert_noop!(unstake_all_alpha(), Error::AmountTooLow);
        // Stake on root alone is none of the second call's business.
        give_root_stake(&cold(), &hot(), BILLION);
        assert_noop!(unstake_all_alpha(), Error::AmountTooLow);
    });
}

#[test]
fn networks_that_fail_are_passed_over() {
    // Spec T90: a pool that can't pay, alpha that can't be traded, a network that
    // is gone; only what can be sold is.
    run(|| {
        stake_everywhere();
        set_pool(ONE, 99, 100 * BILLION);
        SubtokenEnabled::<Test>::insert(TWO, false);
        NetworksAdded::<Test>::insert(STABLE, false);
        SubtokenEnabled::<Test>::insert(ROOT, false);
        assert_storage_noop!(assert_ok!(unstake_all()));
        assert_noop!(unstake_all_alpha(), Error::AmountTooLow);

        SubtokenEnabled::<Test>::insert(TWO, true);
        assert_ok!(unstake_all());
        assert_eq!(stake(&cold(), &hot(), TWO), 0);
        assert_eq!(stake(&cold(), &hot(), ONE), 10 * BILLION);
        assert_eq!(free(&cold()), 1 + 9_086_747_349);
        NetworksAdded::<Test>::insert(STABLE, true);
    });
}

#[test]
fn the_hotkey_must_have_an_owner() {
    run(|| {
        give_stake(&cold(), &stranger(), STABLE, BILLION);
        assert_noop!(
            call(|| Staking::do_unstake_all(&cold(), &stranger())),
            Error::HotKeyAccountNotExists
        );
        assert_noop!(
            call(|| Staking::do_unstake_all_alpha(&cold(), &stranger())),
            Error::HotKeyAccountNotExists
        );
    });
}

#[test]
fn a_sale_that_starts_and_fails_undoes_all() {
    // The validation knows nothing of the TAO on the network's account.
    run(|| {
        set_pool(ONE, 100 * BILLION, 100 * BILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        write_reserves(TWO, 100 * BILLION, 100 * BILLION);
        give_stake(&cold(), &hot(), TWO, 10 * BILLION);
        assert_noop!(unstake_all(), Error::InsufficientBalance);
        assert_noop!(unstake_all_alpha(), Error::InsufficientBalance);
        forget_reserves(TWO);
    });
}

#[test]
fn any_worth_goes() {
    // Spec §4.4: full exits have no minimum, and the root stake has none either.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&cold(), &hot(), ONE, 2_000);
        fund(&cold(), 1);
        assert_ok!(unstake_all_alpha());
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(stake(&cold(), &hot(), ROOT), 1_998);
    });
}

#[test]
fn pending_children_stay() {
    // Spec §4.4: unlike `remove_stake`, these calls do not look at them.
    run(|| {
        stake_everywhere();
        StakeThreshold::<Test>::put(TRILLION);
        PendingChildKeys::<Test>::insert(ONE, hot(), (vec![(1, other_hot())], 9));
        assert_ok!(unstake_all());
        assert!(PendingChildKeys::<Test>::contains_key(ONE, hot()));
    });
}

#[test]
fn other_positions_stay() {
    run(|| {
        set_pool(ONE, 100 * BILLION, 100 * BILLION);
        NominatorMinRequiredStake::<Test>::put(10_000_000);
        for (coldkey, hotkey) in [(cold(), hot()), (cold(), other_hot()), (stranger(), hot())] {
            give_stake(&coldkey, &hotkey, ONE, BILLION);
        }
        assert_ok!(unstake_all());
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(stake(&cold(), &other_hot(), ONE), BILLION);
        assert_eq!(stake(&stranger(), &hot(), ONE), BILLION);
    });
}
