//! `add_stake_limit` and `remove_stake_limit`.

use super::mock::*;
use crate::Delegates;
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use pallet_pools::TotalStake;
use pallet_subnets::SubtokenEnabled;
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::NetUid;

type SwapError = pallet_swap::Error<Test>;

const PARTIAL: bool = true;
const ALL_OR_NOTHING: bool = false;

fn add(netuid: NetUid, amount: u64, limit: u64, allow_partial: bool) -> DispatchResult {
    add_as(&cold(), netuid, amount, limit, allow_partial)
}

fn add_as(
    coldkey: &AccountId32,
    netuid: NetUid,
    amount: u64,
    limit: u64,
    allow_partial: bool,
) -> DispatchResult {
    call(|| {
        Staking::do_add_stake_limit(
            coldkey,
            &hot(),
            netuid,
            tao(amount),
            tao(limit),
            allow_partial,
        )
    })
    .map(|_| ())
}

fn remove(netuid: NetUid, amount: u64, limit: u64, allow_partial: bool) -> DispatchResult {
    call(|| {
        Staking::do_remove_stake_limit(
            &cold(),
            &hot(),
            netuid,
            alpha(amount),
            tao(limit),
            allow_partial,
        )
    })
}

#[test]
fn a_partial_buy_stops_at_the_limit() {
    // Spec T86.
    run(|| {
        set_pool(ONE, 150 * BILLION, 100 * BILLION);
        fund(&cold(), TRILLION);
        let before = TotalStake::<Test>::get().to_u64();
        assert_ok!(add(ONE, 900 * BILLION, 24 * BILLION, PARTIAL));
        assert_eq!(stake(&cold(), &hot(), ONE), 75 * BILLION);
        assert_eq!(ledger(ONE), (600 * BILLION, 25 * BILLION, 75 * BILLION));
        assert_eq!(free(&author()), 226_710_634);
        assert_eq!(Pools::alpha_price(ONE), 24);
        // The amount is capped first, so nothing is left over in the pool's
        // account or in the total.
        assert_eq!(free(&cold()), TRILLION - 450_226_710_634);
        assert_eq!(subnet_balance(ONE), 600 * BILLION);
        assert_eq!(TotalStake::<Test>::get().to_u64(), before + 450_226_710_634);
    });
}

#[test]
fn all_or_nothing_buys_all_or_nothing() {
    // Spec T86.
    run(|| {
        set_pool(ONE, 150 * BILLION, 100 * BILLION);
        fund(&cold(), TRILLION);
        assert_noop!(
            add(ONE, 900 * BILLION, 24 * BILLION, ALL_OR_NOTHING),
            Error::SlippageTooHigh
        );
        assert_ok!(add(ONE, 150 * BILLION, 24 * BILLION, ALL_OR_NOTHING));
        assert_eq!(free(&cold()), 850 * BILLION);
    });
}

#[test]
fn a_price_beyond_the_limit_is_an_error_of_the_swap() {
    // Spec §4.4, limit semantics: whether or not a part is allowed.
    run(|| {
        set_pool(ONE, 150 * BILLION, 100 * BILLION);
        fund(&cold(), TRILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        for allow_partial in [PARTIAL, ALL_OR_NOTHING] {
            assert_noop!(
                add(ONE, BILLION, 1_500_000_000, allow_partial),
                SwapError::PriceLimitExceeded
            );
            assert_noop!(
                remove(ONE, BILLION, 1_500_000_000, allow_partial),
                SwapError::PriceLimitExceeded
            );
        }
    });
}

#[test]
fn a_limit_beyond_one_on_a_stable_network() {
    // Spec §4.4, limit semantics: the last line is an edge that succeeds.
    run(|| {
        fund(&cold(), 10 * BILLION);
        for netuid in [ROOT, STABLE] {
            assert_ok!(add(netuid, BILLION, BILLION, ALL_OR_NOTHING));
            assert_noop!(
                add(netuid, BILLION, BILLION - 1, ALL_OR_NOTHING),
                Error::SlippageTooHigh
            );
            assert_noop!(
                add(netuid, BILLION, BILLION - 1, PARTIAL),
                Error::AmountTooLow
            );
            assert_ok!(remove(netuid, BILLION / 2, BILLION, ALL_OR_NOTHING));
            assert_noop!(
                remove(netuid, BILLION / 2, BILLION + 1, ALL_OR_NOTHING),
                Error::SlippageTooHigh
            );
            assert_ok!(remove(netuid, BILLION / 2, BILLION + 1, PARTIAL));
            assert_eq!(stake(&cold(), &hot(), netuid), BILLION / 2);
        }
    });
}

#[test]
fn a_sale_stops_at_the_limit() {
    // Spec T87: 0.09 is not reached, 0.91 is before all is sold.
    run(|| {
        set_pool(ONE, 100 * BILLION, 100 * BILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        assert_noop!(
            remove(ONE, 10 * BILLION, 910_000_000, ALL_OR_NOTHING),
            Error::SlippageTooHigh
        );
        assert_ok!(remove(ONE, 10 * BILLION, 90_000_000, ALL_OR_NOTHING));
        // The swap itself is T12.
        assert_eq!(free(&cold()), 9_086_747_349);
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
    });
}

/// `remove_stake_full_limit`.
fn remove_all(netuid: NetUid, limit: Option<u64>) -> DispatchResult {
    call(|| Staking::do_remove_stake_full_limit(&cold(), &hot(), netuid, limit.map(tao)))
}

#[test]
fn a_whole_position_is_sold_within_a_limit_or_not_at_all() {
    // Spec T87.
    for limit in [None, Some(90_000_000), Some(0)] {
        run(|| {
            set_pool(ONE, 100 * BILLION, 100 * BILLION);
            give_stake(&cold(), &hot(), ONE, 10 * BILLION);
            assert_noop!(remove_all(ONE, Some(910_000_000)), Error::SlippageTooHigh);
            assert_noop!(
                remove_all(ONE, Some(BILLION)),
                SwapError::PriceLimitExceeded
            );
            assert_ok!(remove_all(ONE, limit));
            assert_eq!(free(&cold()), 9_086_747_349);
            assert_eq!(stake(&cold(), &hot(), ONE), 0);
        });
    }
}

#[test]
fn selling_a_whole_position_asks_for_the_network_first() {
    // Then in the order of the call that it stands for: only without a limit it
    // matters whether the alpha can be traded.
    run(|| {
        SubtokenEnabled::<Test>::insert(ONE, false);
        for limit in [None, Some(0)] {
            assert_noop!(remove_all(MISSING, limit), Error::SubnetNotExists);
        }
        assert_noop!(remove_all(ONE, None), Error::SubtokenDisabled);
        assert_noop!(remove_all(ONE, Some(0)), SwapError::ReservesTooLow);
        set_pool(ONE, BILLION, BILLION);
        assert_noop!(remove_all(ONE, Some(0)), Error::AmountTooLow);
        give_stake(&cold(), &hot(), ONE, 1_000);
        assert_noop!(remove_all(ONE, None), Error::SubtokenDisabled);
        // A full exit may be worth less than the minimum.
        assert_ok!(remove_all(ONE, Some(0)));
        SubtokenEnabled::<Test>::insert(ONE, true);
        assert_noop!(remove_all(ONE, None), Error::AmountTooLow);
    });
}

#[test]
fn a_partial_sale_keeps_the_rest() {
    run(|| {
        set_pool(ONE, 100 * BILLION, 100 * BILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        let most = Staking::get_max_amount_remove(ONE, tao(910_000_000)).unwrap();
        assert_ok!(remove(ONE, 10 * BILLION, 910_000_000, PARTIAL));
        assert_eq!(stake(&cold(), &hot(), ONE), 10 * BILLION - most.to_u64());
    });
}

#[test]
fn a_sale_with_a_limit_is_not_capped_at_the_stake() {
    // Spec §4.4: nor does it ask whether the alpha can be traded.
    run(|| {
        set_pool(ONE, 100 * BILLION, 100 * BILLION);
        give_stake(&cold(), &hot(), ONE, 10 * BILLION);
        SubtokenEnabled::<Test>::insert(ONE, false);
        assert_noop!(
            remove(ONE, 10 * BILLION + 1, 1_000, PARTIAL),
            Error::NotEnoughStakeToWithdraw
        );
        assert_noop!(remove(ONE, 0, 1_000, PARTIAL), Error::AmountTooLow);
        assert_noop!(
            remove(ONE, 100_000 * BILLION + 1, 1_000, PARTIAL),
            Error::InsufficientLiquidity
        );
        assert_ok!(remove(ONE, 10 * BILLION, 1_000, PARTIAL));
    });
}

#[test]
fn the_limit_is_asked_before_the_network() {
    // Spec §4.4: the maximum comes before validation.
    run(|| {
        assert_noop!(
            add(MISSING, BILLION, BILLION, PARTIAL),
            Error::SubnetNotExists
        );
        assert_noop!(
            remove(MISSING, BILLION, BILLION, PARTIAL),
            Error::SubnetNotExists
        );
        // An empty pool has no price above zero and no reserve.
        assert_noop!(add(ONE, 0, BILLION, PARTIAL), SwapError::ReservesTooLow);
        assert_noop!(remove(ONE, 0, 0, PARTIAL), SwapError::ReservesTooLow);
        SubtokenEnabled::<Test>::insert(ONE, false);
        assert_noop!(add(ONE, 0, BILLION, PARTIAL), SwapError::ReservesTooLow);
        set_pool(ONE, BILLION, BILLION);
        assert_noop!(
            add(ONE, BILLION, 2 * BILLION, PARTIAL),
            Error::SubtokenDisabled
        );
    });
}

#[test]
fn a_minimum_is_asked_before_the_limit_is() {
    // Spec §4.2: step 3 before step 4, and step 8 after both.
    run(|| {
        set_pool(ONE, 1_000_000, 1_000_000);
        fund(&cold(), BILLION);
        assert_noop!(
            add(ONE, 2_001_006, 16 * BILLION, ALL_OR_NOTHING),
            Error::AmountTooLow
        );
        // T54: the limit of 4 allows 1 000 503, less than the minimum.
        assert_noop!(
            add(ONE, 3_000_000, 4 * BILLION, ALL_OR_NOTHING),
            Error::SlippageTooHigh
        );
        assert_noop!(
            add(ONE, 3_000_000, 4 * BILLION, PARTIAL),
            Error::AmountTooLow
        );
        assert_ok!(add(ONE, 3_000_000, 16 * BILLION, ALL_OR_NOTHING));
    });
}

#[test]
fn a_strangers_limited_stake_makes_a_delegate() {
    // Spec §4.4 and §5.5: with the default take; the owner's own does not.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        fund(&cold(), 2 * BILLION);
        fund(&stranger(), 4 * BILLION);
        assert_ok!(add(ONE, BILLION, 2 * BILLION, PARTIAL));
        assert!(!Delegates::<Test>::contains_key(hot()));
        assert_ok!(add_as(&stranger(), ONE, BILLION, 2 * BILLION, PARTIAL));
        assert_eq!(Delegates::<Test>::try_get(hot()), Ok(11_796));
        // A take that was chosen stays.
        Delegates::<Test>::insert(hot(), 6_000);
        assert_ok!(add_as(&stranger(), ONE, BILLION, 2 * BILLION, PARTIAL));
        assert_eq!(Delegates::<Test>::get(hot()), 6_000);
    });
}

#[test]
fn a_failed_stake_makes_no_delegate() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        fund(&stranger(), BILLION);
        assert_storage_noop!({
            let result = add_as(&stranger(), ONE, 2 * BILLION, 2 * BILLION, PARTIAL);
            assert_eq!(result, Err(Error::NotEnoughBalanceToStake.into()));
        });
    });
}
