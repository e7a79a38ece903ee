//! Swaps and simulations; the arithmetic has its own tests in the math crate.

use super::mock::*;
use crate::{Balancer, Error, FeeRate, PalSwapInitialized, SwapBalancer, SwapResult};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use sp_runtime::Perquintill;
use subtensor_types::{AlphaBalance, TaoBalance};

const TRILLION: u64 = 1_000_000_000_000;

fn weights(percent: u64) -> Balancer {
    Balancer::new(Perquintill::from_percent(percent))
}

#[test]
fn a_buy_pays_the_whole_fee_to_the_author() {
    // Spec T14.
    run(|| {
        let pool = reserves(TRILLION, TRILLION);
        let swap = Swap::swap_tao_for_alpha(
            DYNAMIC,
            pool,
            1_000_000_000.into(),
            Swap::max_price(),
            false,
            false,
        );
        assert_eq!(
            swap,
            Ok(SwapResult {
                amount_paid_in: TaoBalance::new(999_496_453),
                amount_paid_out: AlphaBalance::new(998_498_457),
                fee_paid: TaoBalance::new(503_547),
                fee_to_block_author: TaoBalance::new(503_547),
            })
        );
    });
}

#[test]
fn a_sale_uses_the_networks_fee_and_can_drop_it() {
    // Spec T12; without a fee ⌊1e11 · 1e10 / 1.1e11⌋ = 9 090 909 090.9…
    run(|| {
        let pool = reserves(100_000_000_000, 100_000_000_000);
        let amount = AlphaBalance::new(10_000_000_000);
        let sell = |drop_fees| {
            Swap::swap_alpha_for_tao(DYNAMIC, pool, amount, Swap::min_price(), drop_fees, false)
                .unwrap()
        };
        assert_eq!(sell(false).amount_paid_out, TaoBalance::new(9_086_747_349));
        assert_eq!(sell(false).fee_paid, AlphaBalance::new(5_035_477));
        assert_eq!(sell(true).amount_paid_out, TaoBalance::new(9_090_909_090));
        assert_eq!(sell(true).fee_paid, AlphaBalance::ZERO);

        FeeRate::<Test>::insert(DYNAMIC, 0);
        assert_eq!(sell(false), sell(true));
    });
}

#[test]
fn the_first_swap_sets_the_weights_to_one_half() {
    // Spec §1.9: also where injections have moved them before.
    run(|| {
        let pool = reserves(TRILLION, TRILLION);
        SwapBalancer::<Test>::insert(DYNAMIC, weights(40));
        let buy = |simulate| {
            Swap::swap_tao_for_alpha(
                DYNAMIC,
                pool,
                10_000_000_000.into(),
                Swap::max_price(),
                false,
                simulate,
            )
            .unwrap()
            .amount_paid_out
        };
        // Spec T26: what weights of one half pay.
        assert_storage_noop!(assert_eq!(buy(true), AlphaBalance::new(9_896_053_816)));
        assert_eq!(buy(false), AlphaBalance::new(9_896_053_816));
        assert_eq!(SwapBalancer::<Test>::get(DYNAMIC), Balancer::EQUAL);
        assert!(PalSwapInitialized::<Test>::get(DYNAMIC));

        // Spec T21: from now on the stored weights count.
        SwapBalancer::<Test>::insert(DYNAMIC, weights(40));
        assert_eq!(buy(false), AlphaBalance::new(6_608_298_667));
        assert_eq!(SwapBalancer::<Test>::get(DYNAMIC), weights(40));
    });
}

#[test]
fn a_refused_swap_stores_nothing() {
    // Spec §1.6, steps 1, 2, 4 and 8.
    run(|| {
        let buy = |tao_reserve, alpha_reserve, tao: u64, limit: u64| {
            let pool = reserves(tao_reserve, alpha_reserve);
            Swap::swap_tao_for_alpha(DYNAMIC, pool, tao.into(), limit.into(), true, false)
        };
        let max = Swap::max_price().to_u64();
        assert_noop!(
            buy(1_000, TRILLION, 1_000_001, max),
            Error::<Test>::SwapInputTooLarge
        );
        assert_noop!(
            buy(TRILLION, 999_999, 1_000, max),
            Error::<Test>::ReservesTooLow
        );
        assert_noop!(
            buy(TRILLION, TRILLION, 1_000, 1_000_000_000),
            Error::<Test>::PriceLimitExceeded
        );
        assert_noop!(
            Swap::swap_alpha_for_tao(
                DYNAMIC,
                reserves(1_000_000, TRILLION),
                1.into(),
                0.into(),
                true,
                false
            ),
            Error::<Test>::ReservesTooLow
        );
    });
}

#[test]
fn without_a_pool_one_is_one() {
    // Spec T20 and §2.2: limits and reserves do not matter.
    run(|| {
        let nothing = reserves(0, 0);
        let amount = TaoBalance::new(12_345);
        assert_storage_noop!({
            let swap = Swap::swap_tao_for_alpha(STABLE, nothing, amount, 1.into(), false, false);
            assert_eq!(
                swap,
                Ok(SwapResult {
                    amount_paid_in: amount,
                    amount_paid_out: AlphaBalance::new(12_345),
                    ..Default::default()
                })
            );
        });
        let swap = Swap::swap_alpha_for_tao(
            STABLE,
            nothing,
            12_345.into(),
            Swap::max_price(),
            false,
            false,
        );
        assert_eq!(swap.unwrap().amount_paid_out, amount);
    });
}

#[test]
fn simulations_go_by_the_market_limits() {
    run(|| {
        let pool = reserves(TRILLION, TRILLION);
        let amount = 10_000_000_000u64;
        assert_storage_noop!({
            let bought = Swap::sim_swap_tao_for_alpha(DYNAMIC, pool, amount.into());
            let limit = Swap::max_price();
            let expected =
                Swap::swap_tao_for_alpha(DYNAMIC, pool, amount.into(), limit, false, true);
            assert_ok!(expected);
            assert_eq!(bought, expected);

            let sold = Swap::sim_swap_alpha_for_tao(DYNAMIC, pool, amount.into());
            let limit = Swap::min_price();
            let expected =
                Swap::swap_alpha_for_tao(DYNAMIC, pool, amount.into(), limit, false, true);
            assert_ok!(expected);
            assert_eq!(sold, expected);
        });
    });
}

#[test]
fn simulations_without_a_pool() {
    // Spec T20.
    run(|| {
        let nothing = reserves(0, 0);
        for (netuid, expected) in [(STABLE, 12_345), (MISSING, 0)] {
            let bought = Swap::sim_swap_tao_for_alpha(netuid, nothing, 12_345.into()).unwrap();
            assert_eq!(bought.amount_paid_in, TaoBalance::new(expected));
            assert_eq!(bought.amount_paid_out, AlphaBalance::new(expected));
            assert_eq!(bought.fee_paid, TaoBalance::ZERO);
            let sold = Swap::sim_swap_alpha_for_tao(netuid, nothing, 12_345.into()).unwrap();
            assert_eq!(sold.amount_paid_in, AlphaBalance::new(expected));
            assert_eq!(sold.amount_paid_out, TaoBalance::new(expected));
            assert_eq!(sold.fee_paid, AlphaBalance::ZERO);
        }
    });
}
