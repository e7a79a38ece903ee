//! `add_stake_burn`.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_alpha_assets::AlphaBurned;
use pallet_pools::SubnetTaoFlow;
use pallet_subnets::SubtokenEnabled;
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

type SwapError = pallet_swap::Error<Test>;

fn buy_and_burn(netuid: NetUid, amount: u64, limit: Option<u64>) -> DispatchResult {
    call(|| Staking::do_add_stake_burn(&stranger(), &hot(), netuid, tao(amount), limit.map(tao)))
}

#[test]
fn what_is_bought_is_burned() {
    // Spec T102: 20 000 TAO against 200 000 alpha, and nobody's own hotkey.
    run(|| {
        set_pool(ONE, 20 * TRILLION, 200 * TRILLION);
        fund(&stranger(), 20_000_000);
        assert_ok!(buy_and_burn(ONE, 20_000_000, None));
        assert_eq!(stake(&stranger(), &hot(), ONE), 0);
        // The deposit stays; of the rest 10 070 rao are fee.
        assert_eq!(free(&stranger()), 1);
        assert_eq!(free(&author()), 10_070);
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 19_999_999 - 10_070);
        let burned = AlphaBurned::<Test>::get(ONE);
        // What is burned stays outside of the pool.
        assert_eq!(ledger(ONE).2, burned.to_u64());
        assert_eq!(ledger(ONE).1 + burned.to_u64(), 200 * TRILLION);
        assert_eq!(
            events(),
            vec![
                Event::StakeAdded(stranger(), hot(), tao(19_999_999), burned, ONE, 10_070),
                Event::AlphaBurned(stranger(), hot(), burned, ONE),
                Event::AddStakeBurn {
                    netuid: ONE,
                    hotkey: hot(),
                    amount: tao(20_000_000),
                    alpha: burned,
                },
            ]
        );
    });
}

#[test]
fn a_limit_is_kept_or_nothing_is_bought() {
    // The pool of T86: up to a price of 24 it takes 450 226 710 634 rao.
    run(|| {
        set_pool(ONE, 150 * BILLION, 100 * BILLION);
        fund(&stranger(), TRILLION);
        assert_noop!(
            buy_and_burn(ONE, 450_226_710_635, Some(24 * BILLION)),
            Error::SlippageTooHigh
        );
        assert_noop!(
            buy_and_burn(ONE, BILLION, Some(1_500_000_000)),
            SwapError::PriceLimitExceeded
        );
        assert_ok!(buy_and_burn(ONE, 450_226_710_634, Some(24 * BILLION)));
        assert_eq!(AlphaBurned::<Test>::get(ONE), alpha(75 * BILLION));
    });
}

#[test]
fn stake_of_before_stays() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_stake(&stranger(), &hot(), ONE, BILLION);
        give_stake(&cold(), &hot(), ONE, BILLION);
        fund(&stranger(), 2 * BILLION);
        assert_ok!(buy_and_burn(ONE, BILLION, Some(u64::MAX)));
        assert_eq!(stake(&stranger(), &hot(), ONE), BILLION);
        assert_eq!(stake(&cold(), &hot(), ONE), BILLION);
    });
}

#[test]
fn a_step_that_fails_undoes_the_other() {
    // Spec T102. Root sells alpha but does not let it be burned.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        assert_noop!(buy_and_burn(MISSING, BILLION, None), Error::SubnetNotExists);
        assert_noop!(
            buy_and_burn(ONE, BILLION, None),
            Error::NotEnoughBalanceToStake
        );
        fund(&stranger(), 2 * BILLION);
        assert_noop!(
            buy_and_burn(ROOT, BILLION, None),
            Error::CannotBurnOrRecycleOnRootSubnet
        );
        assert_noop!(buy_and_burn(ONE, 2_001_006, None), Error::AmountTooLow);
        SubtokenEnabled::<Test>::insert(ONE, false);
        assert_noop!(buy_and_burn(ONE, BILLION, None), Error::SubtokenDisabled);
    });
}
