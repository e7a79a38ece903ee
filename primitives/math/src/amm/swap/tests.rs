//! The numeric cases of spec chapter `pools-and-staking` §10.1, §10.2 and §10.4.

#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amm::{price_of, Balancer};
use proptest::prelude::*;
use sp_arithmetic::Perquintill;

const FEE_RATE: u16 = 33;
const BILLION: u64 = 1_000_000_000;
const TRILLION: u64 = 1_000_000_000_000;
/// The limits of a market order, price times 1e9 (spec §1.10).
const MAX_PRICE: u64 = 1_000_000_000_000_000;
const MIN_PRICE: u64 = 1_000;

fn pool(tao: u64, alpha: u64) -> Reserves {
    Reserves::new(tao.into(), alpha.into())
}

fn weights(quote: u64) -> Balancer {
    Balancer::new(Perquintill::from_parts(quote))
}

fn terms(limit: u64) -> SwapTerms {
    SwapTerms {
        fee_rate: FEE_RATE,
        limit: price_of(limit.into()),
        minimum_reserve: 1,
    }
}

/// In, out and fee of a buy.
fn bought(
    reserves: &Reserves,
    balancer: &Balancer,
    terms: &SwapTerms,
    tao: u64,
) -> Result<(u64, u64, u64), SwapError> {
    let result = buy(reserves, balancer, terms, tao.into())?;
    Ok((
        result.amount_paid_in.into(),
        result.amount_paid_out.into(),
        result.fee_paid.into(),
    ))
}

/// In, out and fee of a sale.
fn sold(
    reserves: &Reserves,
    balancer: &Balancer,
    terms: &SwapTerms,
    alpha: u64,
) -> Result<(u64, u64, u64), SwapError> {
    let result = sell(reserves, balancer, terms, alpha.into())?;
    Ok((
        result.amount_paid_in.into(),
        result.amount_paid_out.into(),
        result.fee_paid.into(),
    ))
}

fn rpc_price(reserves: &Reserves, balancer: &Balancer) -> u64 {
    balancer
        .price(reserves)
        .saturating_mul(BILLION.into())
        .to_num()
}

#[test]
fn buys_at_equal_weights() {
    // Spec T2 to T6, T13 and T14.
    let small = pool(BILLION, 4 * BILLION);
    for (reserves, tao, expected) in [
        (small, 1_000, (1_000, 3_999, 0)),
        (small, 2_000, (1_999, 7_995, 1)),
        (small, 123_456, (123_394, 493_515, 62)),
        (small, BILLION, (999_496_453, 1_999_496_326, 503_547)),
        (
            small,
            10 * BILLION,
            (9_994_964_523, 3_636_197_098, 5_035_477),
        ),
        (
            pool(10 * BILLION, 5 * BILLION),
            BILLION,
            (999_496_453, 454_337_367, 503_547),
        ),
        (
            pool(TRILLION, TRILLION),
            BILLION,
            (999_496_453, 998_498_457, 503_547),
        ),
    ] {
        let found = bought(&reserves, &Balancer::EQUAL, &terms(MAX_PRICE), tao);
        assert_eq!(found, Ok(expected), "{tao}");
    }
}

#[test]
fn sales_at_equal_weights() {
    // Spec T7, T10, T11 and T12.
    let small = pool(BILLION, 4 * BILLION);
    for (reserves, alpha, expected) in [
        (small, 1_000, (1_000, 249, 0)),
        (small, 2_000, (1_999, 499, 1)),
        (small, 123_456, (123_394, 30_847, 62)),
        (pool(1_000, 1_000), 999_500, (998_997, 998, 503)),
        (
            pool(1_000_000, 1_000_000),
            999_500_000,
            (998_996_705, 998_999, 503_295),
        ),
        (
            pool(100 * BILLION, 100 * BILLION),
            10 * BILLION,
            (9_994_964_523, 9_086_747_349, 5_035_477),
        ),
    ] {
        let found = sold(&reserves, &Balancer::EQUAL, &terms(0), alpha);
        assert_eq!(found, Ok(expected), "{alpha}");
    }
}

#[test]
fn prices_after_a_swap() {
    // Spec T5, T12, T14 and T15.
    for (reserves, price) in [
        (pool(1_999_496_453, 2_000_503_674), 999_496_516),
        (
            pool(100 * BILLION - 9_086_747_349, 109_994_964_523),
            826_521_950,
        ),
        (
            pool(TRILLION + 999_496_453, TRILLION - 998_498_457),
            1_001_999_991,
        ),
        (
            pool(TRILLION + 99_949_645_228, TRILLION - 90_867_473_489),
            1_209_889_222,
        ),
    ] {
        assert_eq!(rpc_price(&reserves, &Balancer::EQUAL), price);
    }
}

#[test]
fn a_limit_that_is_not_reached_changes_nothing() {
    // Spec T15.
    let found = bought(
        &pool(TRILLION, TRILLION),
        &Balancer::EQUAL,
        &terms(2 * BILLION),
        100 * BILLION,
    );
    assert_eq!(found, Ok((99_949_645_228, 90_867_473_489, 50_354_772)));
}

#[test]
fn inputs_are_bounded_by_a_thousand_reserves() {
    // Spec T16.
    let reserves = pool(1_000, 1_000);
    let no_fee = SwapTerms {
        fee_rate: 0,
        ..terms(MAX_PRICE)
    };
    assert!(buy(&reserves, &Balancer::EQUAL, &no_fee, 1_000_000u64.into()).is_ok());
    for (terms, tao) in [(no_fee, 1_000_001), (terms(MAX_PRICE), 1_001_000)] {
        let found = bought(&reserves, &Balancer::EQUAL, &terms, tao);
        assert_eq!(found, Err(SwapError::SwapInputTooLarge));
    }
    let found = sold(&reserves, &Balancer::EQUAL, &terms(0), 1_001_000);
    assert_eq!(found, Err(SwapError::SwapInputTooLarge));
}

#[test]
fn only_the_output_reserve_must_reach_the_minimum() {
    // Spec T17 and §1.6, step 2.
    let reserves = pool(999_999, 1_000_000);
    let terms = SwapTerms {
        minimum_reserve: 1_000_000,
        ..terms(MIN_PRICE)
    };
    let found = sold(&reserves, &Balancer::EQUAL, &terms, 10_000);
    assert_eq!(found, Err(SwapError::ReservesTooLow));
    let terms = SwapTerms {
        limit: price_of(MAX_PRICE.into()),
        ..terms
    };
    assert!(buy(&reserves, &Balancer::EQUAL, &terms, 10_000u64.into()).is_ok());
}

#[test]
fn a_price_at_the_limit_is_refused() {
    // Spec §1.6, step 4: strictly better.
    let reserves = pool(BILLION, BILLION);
    let found = bought(&reserves, &Balancer::EQUAL, &terms(BILLION), 10_000);
    assert_eq!(found, Err(SwapError::PriceLimitExceeded));
    let found = sold(&reserves, &Balancer::EQUAL, &terms(BILLION), 10_000);
    assert_eq!(found, Err(SwapError::PriceLimitExceeded));
}

#[test]
fn an_input_worth_nothing_is_refused_and_no_input_is_not() {
    // Spec §1.6, steps 6 and 7.
    let cheap = pool(BILLION, 4 * BILLION);
    let found = sold(&cheap, &Balancer::EQUAL, &terms(0), 3);
    assert_eq!(found, Err(SwapError::ReservesTooLow));
    let found = sold(&cheap, &Balancer::EQUAL, &terms(0), 0);
    assert_eq!(found, Ok((0, 0, 0)));
}

#[test]
fn swaps_at_other_weights() {
    // Spec T21 to T26: pool 1e12/1e12, 1e10 gross.
    for (quote, alpha, tao) in [
        (400_000_000_000_000_000, 6_608_298_667, 14_807_295_471),
        (250_000_000_000_000_000, 3_309_626_146, 29_395_334_944),
        (510_000_000_000_000_000, 10_297_887_580, 9_509_824_560),
        (333_333_333_333_333_333, 4_960_329_341, 19_694_175_751),
        (499_999_999_500_000_000, 9_896_053_796, 9_896_053_835),
        (500_000_000_000_000_000, 9_896_053_816, 9_896_053_816),
    ] {
        let (reserves, balancer) = (pool(TRILLION, TRILLION), weights(quote));
        let (net, fee) = (9_994_964_523, 5_035_477);
        let found = bought(&reserves, &balancer, &terms(MAX_PRICE), 10 * BILLION);
        assert_eq!(found, Ok((net, alpha, fee)), "buy at {quote}");
        let found = sold(&reserves, &balancer, &terms(MIN_PRICE), 10 * BILLION);
        assert_eq!(found, Ok((net, tao, fee)), "sell at {quote}");
    }
}

#[test]
fn a_limit_cuts_the_swap_short() {
    // Spec T27 and T28.
    for (quote, limit, expected) in [
        (
            400_000_000_000_000_000,
            1_650_000_000,
            (58_852_852_921, 37_406_497_343, 29_650_150),
        ),
        (
            250_000_000_000_000_000,
            3_300_000_000,
            (74_099_498_643, 23_545_910_323, 37_331_431),
        ),
    ] {
        let found = bought(
            &pool(TRILLION, TRILLION),
            &weights(quote),
            &terms(limit),
            TRILLION,
        );
        assert_eq!(found, Ok(expected));
    }
    let after = pool(TRILLION + 58_852_852_921, TRILLION - 37_406_497_343);
    assert_eq!(
        rpc_price(&after, &weights(400_000_000_000_000_000)),
        1_649_999_999
    );
}

#[test]
fn a_limit_caps_the_growth_of_the_reserve() {
    // Spec T72: a full fill is accepted where a far limit is not.
    let reserves = pool(BILLION, BILLION);
    let found = bought(
        &reserves,
        &Balancer::EQUAL,
        &terms(400 * BILLION),
        900 * BILLION,
    );
    assert_eq!(found, Ok((17_446_744_073, 945_789_891, 8_789_694)));
    let found = bought(
        &reserves,
        &Balancer::EQUAL,
        &terms(MAX_PRICE),
        900 * BILLION,
    );
    assert_eq!(found, Ok((899_546_807_050, 998_889_563, 453_192_950)));
}

#[test]
fn the_largest_amount_up_to_a_limit() {
    // Spec T53 to T56, T86: an input of 1000 reserves, net input and fee added.
    for (reserves, limit, total) in [
        (pool(100, 100), 1_100_000_000, 4),
        (pool(1_000, 1_000), 1_100_000_000, 48),
        (pool(10_000, 10_000), 1_100_000_000, 488),
        (pool(1_000_000, 1_000_000), 4 * BILLION, 1_000_503),
        (pool(1_000_000, 1_000_000), 9 * BILLION, 2_001_007),
        (pool(1_000_000, 1_000_000), 16 * BILLION, 3_001_511),
        (pool(TRILLION, TRILLION), 16 * BILLION, 3_001_511_404_231),
        (pool(150 * BILLION, 100 * BILLION), 1_500_000_001, 49),
        (
            pool(150 * BILLION, 100 * BILLION),
            6 * BILLION,
            150_075_570_211,
        ),
    ] {
        let input = reserves.tao.saturating_mul(1000).to_u64();
        let (net, _, fee) = bought(&reserves, &Balancer::EQUAL, &terms(limit), input).unwrap();
        assert_eq!(net + fee, total, "{reserves:?} at {limit}");
    }
    // T63 to T65, where the growth is capped or the reserves are at their ends.
    for (reserves, limit, total) in [
        (pool(1_001, 1_001), 10_000, 17_472),
        (pool(1_001, 1_001), 10_000_000, 9_013),
        (pool(1_001, 1_001), 100_000_000, 2_165),
        (
            pool(200 * BILLION, 100 * BILLION),
            500_000_000,
            100_050_380_141,
        ),
        (
            pool(200 * BILLION, 100 * BILLION),
            125_000_000,
            300_151_140_423,
        ),
        (pool(200 * BILLION, 100 * BILLION), 1_999_999_990, 250),
        (pool(200 * BILLION, 100 * BILLION), 1_999_999_999, 24),
        (pool(21_000_000 * BILLION, 1_000_000), u64::MAX, 66_997),
        (
            pool(21_000_000 * BILLION, 1_000_000),
            21_000_000 * BILLION,
            17_455_533,
        ),
        (
            pool(21_000_000 * BILLION, BILLION * BILLION),
            20_000_000,
            24_707_518_010_384_840,
        ),
        (
            pool(21_000_000 * BILLION, 21_000_000 * BILLION),
            999_999_999,
            10_505_288,
        ),
    ] {
        let input = reserves.alpha.saturating_mul(1000).to_u64();
        let (net, _, fee) = sold(&reserves, &Balancer::EQUAL, &terms(limit), input).unwrap();
        assert_eq!(net + fee, total, "{reserves:?} at {limit}");
    }
}

/// Pools of every size.
fn reserve() -> impl Strategy<Value = u64> {
    (1u64 << 20..1 << 62, 0..42u32).prop_map(|(n, shift)| n >> shift)
}

proptest! {
    /// A swap within its limit leaves the price on the right side of it.
    #[test]
    fn buys_respect_the_limit(
        tao in reserve(), alpha in reserve(), input in reserve(),
        quote in 100_000_000_000_000_000u64..900_000_000_000_000_000,
        headroom in 1u64..1 << 40,
    ) {
        let (reserves, balancer) = (pool(tao, alpha), weights(quote));
        let limit = balancer.price(&reserves).saturating_mul(price_of((BILLION + headroom).into()));
        let terms = SwapTerms { limit, ..terms(0) };
        if let Ok(result) = buy(&reserves, &balancer, &terms, input.into()) {
            prop_assert!(result.amount_paid_out <= reserves.alpha);
            let paid = result.amount_paid_in.saturating_add(result.fee_paid);
            prop_assert!(paid.to_u64() <= input.saturating_add(1));
        }
    }

    /// Selling what was bought never makes money beyond the two units that the
    /// rounding of the payout can give.
    #[test]
    fn a_round_trip_does_not_pay(
        tao in 1u64 << 30..1 << 50, alpha in 1u64 << 30..1 << 50, input in 1u64 << 20..1 << 50,
        quote in 100_000_000_000_000_000u64..900_000_000_000_000_000,
    ) {
        let (reserves, balancer) = (pool(tao, alpha), weights(quote));
        let there = buy(&reserves, &balancer, &terms(MAX_PRICE), input.into());
        prop_assume!(there.is_ok());
        let there = there.unwrap();
        let after = Reserves::new(
            reserves.tao.saturating_add(there.amount_paid_in),
            reserves.alpha.saturating_sub(there.amount_paid_out),
        );
        let back = sell(&after, &balancer, &terms(0), there.amount_paid_out);
        if let Ok(back) = back {
            prop_assert!(back.amount_paid_out.to_u64() <= input.saturating_add(2));
        }
    }
}
