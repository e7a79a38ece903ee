//! The least nomination, and the sweep when it rises.

use super::mock::*;
use crate::NominatorMinRequiredStake;
use frame_support::assert_storage_noop;
use pallet_pools::SubnetTAO;
use substrate_fixed::types::U64F64;

/// Stakes of 10 and 30 million alpha by the owner and by two nominators, on two
/// networks at a price of 1 and on the one without a pool.
fn nominate() {
    for netuid in [ONE, TWO] {
        set_pool(netuid, TRILLION, TRILLION);
    }
    set_pool(STABLE, BILLION, 0);
    for netuid in [ONE, TWO, STABLE] {
        give_stake(&cold(), &hot(), netuid, 10_000_000);
        give_stake(&other_cold(), &hot(), netuid, 10_000_000);
        give_stake(&stranger(), &hot(), netuid, 30_000_000);
    }
}

#[test]
fn a_rise_sells_what_is_too_small() {
    // Spec §4.1: a factor of 10 asks for 20 000 000 rao.
    run(|| {
        nominate();
        Staking::set_nominator_min_required_stake(10_000_000);
        assert_eq!(NominatorMinRequiredStake::<Test>::get(), 10_000_000);
        for netuid in [ONE, TWO, STABLE] {
            assert_eq!(stake(&cold(), &hot(), netuid), 10_000_000);
            assert_eq!(stake(&other_cold(), &hot(), netuid), 0);
            assert_eq!(stake(&stranger(), &hot(), netuid), 30_000_000);
        }
        // 5 035 rao of fee and the price's move are kept from two of the sales.
        assert_eq!(free(&other_cold()), 10_000_000 + 2 * 9_994_865);
        assert_eq!(events().len(), 3);
    });
}

#[test]
fn an_equal_or_lower_minimum_sells_nothing() {
    run(|| {
        nominate();
        NominatorMinRequiredStake::<Test>::put(10_000_000);
        assert_storage_noop!(Staking::set_nominator_min_required_stake(10_000_000));
        Staking::set_nominator_min_required_stake(9_999_999);
        assert_eq!(NominatorMinRequiredStake::<Test>::get(), 9_999_999);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 10_000_000);
        assert!(events().is_empty());
    });
}

#[test]
fn entries_of_the_former_map_are_swept_too() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&other_cold(), &hot(), ONE, 10_000_000);
        let key = (hot(), other_cold(), ONE);
        crate::AlphaV2::<Test>::remove(&key);
        crate::Alpha::<Test>::insert(&key, U64F64::from_num(10_000_000));
        assert_eq!(stake(&other_cold(), &hot(), ONE), 10_000_000);
        Staking::set_nominator_min_required_stake(10_000_000);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 0);
        assert!(!crate::Alpha::<Test>::contains_key(&key));
    });
}

#[test]
fn what_can_not_be_sold_is_deleted() {
    // Spec §4.1: the alpha then is outside of the pool and nobody's.
    run(|| {
        set_pool(ONE, 99, 99);
        give_stake(&other_cold(), &hot(), ONE, 10_000_000);
        Staking::set_nominator_min_required_stake(10_000_000);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 0);
        assert_eq!(free(&other_cold()), 0);
        assert_eq!(ledger(ONE), (99, 99, 10_000_000));
    });
}

#[test]
fn a_sale_that_fails_half_way_is_not_undone() {
    // Spec §4.1: the pool has paid, its account can't.
    run(|| {
        write_reserves(ONE, TRILLION, TRILLION);
        give_stake(&other_cold(), &hot(), ONE, 10_000_000);
        Staking::set_nominator_min_required_stake(10_000_000);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 0);
        assert_eq!(free(&other_cold()), 0);
        assert_eq!(ledger(ONE).1, TRILLION + 10_000_000 - 5_035);
        assert!(SubnetTAO::<Test>::get(ONE) < tao(TRILLION));
        forget_reserves(ONE);
    });
}
