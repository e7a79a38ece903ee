//! Fees paid in alpha: spec `pools-and-staking` §7 and row T104.

use super::mock::*;
use crate::{AlphaFee, Position};
use frame_support::assert_storage_noop;
use pallet_pools::SubnetTaoFlow;
use pallet_subnets::SubtokenEnabled;
use sp_runtime::{AccountId32, DispatchError};

/// A position of [`cold`] on [`ONE`], where an alpha is worth half a TAO.
fn position<'a>(coldkey: &'a AccountId32, hotkey: &'a AccountId32) -> Position<'a, AccountId32> {
    Position {
        coldkey,
        hotkey,
        netuid: ONE,
    }
}

fn pay(fee: u64) -> Result<AlphaFee, DispatchError> {
    Staking::pay_fee_in_alpha(position(&cold(), &hot()), tao(fee))
}

fn can_pay(fee: u64) -> bool {
    Staking::can_pay_fee_in_alpha(position(&cold(), &hot()), tao(fee))
}

fn staked(rao: u64) {
    set_pool(ONE, TRILLION, 2 * TRILLION);
    give_stake(&cold(), &hot(), ONE, rao);
}

#[test]
fn a_fee_takes_the_alpha_it_is_worth() {
    // Row T104.
    run(|| {
        staked(5_000_000);
        let fee = pay(1_000_000).unwrap();
        assert_eq!((fee.netuid, fee.alpha), (ONE, alpha(2_000_000)));
        assert_eq!(stake(&cold(), &hot(), ONE), 3_000_000);
        // No swap fee; only the price has moved.
        assert!(fee.tao.to_u64().abs_diff(1_000_000) <= 2, "{fee:?}");
        assert_eq!(free(&author()), fee.tao.to_u64());
        assert_eq!(free(&cold()), 0);
        let paid = i64::try_from(fee.tao.to_u64()).unwrap();
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), -paid);
        let sale = Event::StakeRemoved(cold(), hot(), fee.tao, alpha(2_000_000), ONE, 0);
        assert_eq!(events(), vec![sale]);
        Staking::deposit_alpha_fee(&cold(), fee);
        assert_eq!(
            events().last(),
            Some(&Event::TransactionFeePaidWithAlpha {
                who: cold(),
                netuid: ONE,
                alpha_fee: fee.alpha,
                tao_amount: fee.tao
            })
        );
    });
}

#[test]
fn the_stake_has_to_be_worth_the_fee() {
    run(|| {
        staked(2_000_000);
        assert!(can_pay(1_000_000));
        assert!(!can_pay(1_000_001));
        // Where the price has fallen meanwhile, all is taken.
        assert_eq!(pay(1_000_001).unwrap().alpha, alpha(2_000_000));
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
    });
}

#[test]
fn a_fee_worth_less_than_a_rao_takes_all() {
    run(|| {
        set_pool(ONE, TRILLION, 1_000);
        give_stake(&cold(), &hot(), ONE, 5);
        assert!(can_pay(1_000_000));
        assert_eq!(pay(1_000_000).unwrap().alpha, alpha(5));
    });
}

#[test]
fn locks_do_not_protect_the_stake() {
    // Spec I20.
    run(|| {
        staked(5_000_000);
        let all = alpha(5_000_000);
        call(|| Staking::do_lock_stake(&cold(), &hot(), ONE, all)).unwrap();
        assert!(can_pay(1_000_000));
        assert_eq!(pay(1_000_000).unwrap().alpha, alpha(2_000_000));
        assert_eq!(Staking::locked_alpha(&cold(), ONE), all);
        assert_eq!(Staking::available_alpha(&cold(), ONE), alpha(0));
    });
}

#[test]
fn without_an_author_nothing_is_charged() {
    run(|| {
        staked(5_000_000);
        Author::set(None);
        assert_storage_noop!(assert_eq!(pay(1_000_000), Ok(AlphaFee::default())));
    });
}

#[test]
fn a_pool_that_cannot_buy_takes_nothing() {
    run(|| {
        set_pool(ONE, 99, 99);
        give_stake(&cold(), &hot(), ONE, 5_000_000);
        assert_storage_noop!(assert_eq!(
            // Within the bound of a thousand reserves.
            pay(10_000),
            Err(pallet_swap::Error::<Test>::ReservesTooLow.into())
        ));
    });
}

#[test]
fn only_networks_that_trade_are_counted() {
    run(|| {
        for netuid in [ROOT, ONE, TWO] {
            give_stake(&cold(), &hot(), netuid, 1_000);
        }
        give_stake(&other_cold(), &hot(), STABLE, 1_000);
        SubtokenEnabled::<Test>::insert(TWO, false);
        assert_eq!(Staking::staked_netuids(&cold(), &hot()), vec![ROOT, ONE]);
    });
}
