//! The constant product against its formula.

#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amm::{buy, fee_at_limit, fee_of, price_of, sell, Curve, SwapError, SwapTerms};
use proptest::prelude::*;

const TRILLION: u64 = 1_000_000_000_000;

fn pool(tao: u64, alpha: u64) -> Reserves {
    Reserves::new(tao.into(), alpha.into())
}

fn terms(fee_rate: u16, limit: u64) -> SwapTerms {
    SwapTerms {
        fee_rate,
        limit: price_of(limit.into()),
        minimum_reserve: 1,
    }
}

/// The product of the reserves.
fn product(reserves: &Reserves) -> u128 {
    u128::from(reserves.tao.to_u64()) * u128::from(reserves.alpha.to_u64())
}

#[test]
fn payouts_are_the_closed_formula() {
    // Reserves, input, and ⌊out · in / (reserve + in)⌋ worked out by hand.
    for (tao, alpha, input, alpha_paid) in [
        (TRILLION, TRILLION, 1_000_000_000, 999_000_999),
        (TRILLION, 4 * TRILLION, 1_000_000_000, 3_996_003_996),
        // An exact division.
        (3, 10, 2, 4),
        // Less than one rao: 1e12 · 1 / (1e12 + 1) is rounded down, and so it is
        // where the price is 1/3.
        (TRILLION, TRILLION, 1, 0),
        (TRILLION, 3 * TRILLION, 1, 2),
        (1, 1, u64::MAX, 0),
        (0, 5, 7, 5),
        (0, 5, 0, 0),
        (u64::MAX, u64::MAX, u64::MAX, u64::MAX / 2),
    ] {
        let reserves = pool(tao, alpha);
        assert_eq!(
            alpha_out(&reserves, input.into()).to_u64(),
            alpha_paid,
            "{tao} {alpha} {input}"
        );
        // The mirror image.
        let reserves = pool(alpha, tao);
        assert_eq!(tao_out(&reserves, input.into()).to_u64(), alpha_paid);
    }
}

#[test]
fn price_moves_as_the_product_says() {
    // From 1 to 4: TAO doubles, alpha halves.
    let after = after_buy(&pool(TRILLION, TRILLION), TRILLION.into());
    assert_eq!(after, pool(2 * TRILLION, TRILLION / 2));
    assert_eq!(price(&after), U64F64::from_num(4));
    assert_eq!(
        after_sale(&after, (TRILLION / 2).into()),
        pool(TRILLION, TRILLION)
    );
}

#[test]
fn swap_charges_the_fee_before_the_formula() {
    let reserves = pool(TRILLION, TRILLION);
    let bought = buy(
        &reserves,
        Curve::ConstantProduct,
        &terms(33, 1_000_000_000_000_000),
        1_000_000_000u64.into(),
    )
    .unwrap();
    // ⌊1e9 · 33/65535⌋, as every pool charges.
    assert_eq!(bought.fee_paid.to_u64(), 503_547);
    assert_eq!(bought.fee_to_block_author, bought.fee_paid);
    assert_eq!(bought.amount_paid_in.to_u64(), 999_496_453);
    // ⌊1e12 · 999 496 453 / 1 000 999 496 453⌋
    assert_eq!(bought.amount_paid_out.to_u64(), 998_498_457);
}

#[test]
fn limit_stops_a_swap_where_the_price_is_reached() {
    // y grows by √(p'/p): from 1 to 1.21 by a tenth.
    let reserves = pool(TRILLION, TRILLION);
    let bought = buy(
        &reserves,
        Curve::ConstantProduct,
        &terms(33, 1_210_000_000),
        TRILLION.into(),
    )
    .unwrap();
    let paid_in = bought.amount_paid_in.to_u64();
    // The limit is rounded down to 64 bits, which costs at most a rao or two.
    assert!(paid_in.abs_diff(TRILLION / 10) <= 2, "{paid_in}");
    assert_eq!(bought.fee_paid.to_u64(), fee_at_limit(paid_in, 33));
    // And down: x grows by √(p/p').
    let sold = sell(
        &reserves,
        Curve::ConstantProduct,
        &terms(33, 250_000_000),
        (9 * TRILLION).into(),
    )
    .unwrap();
    assert_eq!(sold.amount_paid_in.to_u64(), TRILLION);
    assert_eq!(sold.amount_paid_out.to_u64(), TRILLION / 2);
}

#[test]
fn refusals_are_those_of_every_pool() {
    let reserves = pool(1_000, 1_000);
    let bought = |limit, tao: u64| {
        buy(
            &reserves,
            Curve::ConstantProduct,
            &terms(0, limit),
            tao.into(),
        )
        .map(|_| ())
    };
    let high = 1_000_000_000_000_000;
    assert_eq!(bought(high, 1_000_001), Err(SwapError::SwapInputTooLarge));
    assert_eq!(bought(high, 1_000_000), Ok(()));
    assert_eq!(bought(1_000_000_000, 5), Err(SwapError::PriceLimitExceeded));
    assert_eq!(bought(high, 1), Err(SwapError::ReservesTooLow));
    let sold = |limit, alpha: u64| {
        sell(
            &reserves,
            Curve::ConstantProduct,
            &terms(0, limit),
            alpha.into(),
        )
        .map(|_| ())
    };
    assert_eq!(sold(1_000, 1_000_001), Err(SwapError::SwapInputTooLarge));
    assert_eq!(sold(1_000_000_000, 5), Err(SwapError::PriceLimitExceeded));
    assert_eq!(sold(0, 1), Err(SwapError::ReservesTooLow));
}

proptest! {
    #[test]
    fn product_never_falls_and_rises_by_less_than_a_unit_of_output(
        tao in 1u64..1 << 60, alpha in 1u64..1 << 60, input in 0u64..1 << 60,
    ) {
        let before = pool(tao, alpha);
        for (after, reserve_in) in [
            (after_buy(&before, input.into()), tao),
            (after_sale(&before, input.into()), alpha),
        ] {
            let growth = product(&after).checked_sub(product(&before));
            prop_assert!(growth.is_some());
            prop_assert!(growth.unwrap() < u128::from(reserve_in) + u128::from(input));
        }
    }

    #[test]
    fn whole_swap_is_fee_and_formula(
        tao in 1u64..1 << 50, alpha in 1u64..1 << 50, amount in 0u64..1 << 50,
    ) {
        let reserves = pool(tao, alpha);
        let net = amount - fee_of(amount, 33);
        let formula = |reserve_in: u64, reserve_out: u64| {
            u128::from(reserve_out) * u128::from(net) / (u128::from(reserve_in) + u128::from(net))
        };
        if let Ok(swap) = buy(&reserves, Curve::ConstantProduct, &terms(33, u64::MAX), amount.into()) {
            if swap.amount_paid_in.to_u64() == net {
                prop_assert_eq!(u128::from(swap.amount_paid_out.to_u64()), formula(tao, alpha));
            }
        }
        if let Ok(swap) = sell(&reserves, Curve::ConstantProduct, &terms(33, 0), amount.into()) {
            prop_assert_eq!(swap.amount_paid_in.to_u64(), net);
            prop_assert_eq!(u128::from(swap.amount_paid_out.to_u64()), formula(alpha, tao));
        }
    }

    #[test]
    fn one_more_rao_would_pass_the_limit(
        tao in 1u64..1 << 50, alpha in 1u64..1 << 50, most in 0u64..1 << 50,
        target in 0u128..1 << 80,
    ) {
        let reserves = pool(tao, alpha);
        let target = U64F64::from_bits(target);
        let net = tao_to_price(&reserves, target, most.into()).to_u64();
        prop_assert!(net == 0 || price(&after_buy(&reserves, net.into())) <= target);
        prop_assert!(net == most || price(&after_buy(&reserves, (net + 1).into())) > target);
        let net = alpha_to_price(&reserves, target, most.into()).to_u64();
        prop_assert!(net == 0 || price(&after_sale(&reserves, net.into())) >= target);
        prop_assert!(net == most || price(&after_sale(&reserves, (net + 1).into())) < target);
    }
}
