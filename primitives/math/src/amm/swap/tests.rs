//! The numeric cases of spec chapter `pools-and-staking` §10.1, §10.2 and §10.4.

#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amm::price_of;
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

/// Which way an order goes.
#[derive(Clone, Copy, Debug)]
enum Order {
    /// TAO for alpha.
    Buy,
    /// Alpha for TAO.
    Sell,
}
use Order::{Buy, Sell};

/// A row of the chapter: its number, the pool's TAO and alpha with the weight of
/// TAO, the order, its amount and limit price, and in, out and fee, or an error.
type Row = (
    &'static str,
    (u64, u64, u64),
    Order,
    u64,
    u64,
    Result<(u64, u64, u64), SwapError>,
);

/// The weight of one half, of two fifths, and so on.
const HALF: u64 = 500_000_000_000_000_000;
const TWO_FIFTHS: u64 = 400_000_000_000_000_000;
const QUARTER: u64 = 250_000_000_000_000_000;

fn execute(
    reserves: &Reserves,
    balancer: &Balancer,
    terms: &SwapTerms,
    order: Order,
    amount: u64,
) -> Result<(u64, u64, u64), SwapError> {
    match order {
        Buy => bought(reserves, balancer, terms, amount),
        Sell => sold(reserves, balancer, terms, amount),
    }
}

#[test]
fn swaps_are_those_of_the_chapter() {
    // Spec §10.1, §10.2 and T72. Market orders have the widest limits.
    const SMALL: (u64, u64, u64) = (BILLION, 4 * BILLION, HALF);
    const LARGE: (u64, u64, u64) = (TRILLION, TRILLION, HALF);
    const TINY: (u64, u64, u64) = (1_000, 1_000, HALF);
    const TEN: u64 = 10 * BILLION;
    const NET: u64 = 9_994_964_523;
    const FEE: u64 = 5_035_477;
    const fn weighing(quote: u64) -> (u64, u64, u64) {
        (TRILLION, TRILLION, quote)
    }
    const THIRD: u64 = 333_333_333_333_333_333;
    const ALMOST_HALF: u64 = 499_999_999_500_000_000;
    const FIFTY_ONE: u64 = 510_000_000_000_000_000;
    const TOO_LARGE: SwapError = SwapError::SwapInputTooLarge;
    let rows: &[Row] = &[
        ("T2", SMALL, Buy, 1_000, MAX_PRICE, Ok((1_000, 3_999, 0))),
        ("T3", SMALL, Buy, 2_000, MAX_PRICE, Ok((1_999, 7_995, 1))),
        (
            "T4",
            SMALL,
            Buy,
            123_456,
            MAX_PRICE,
            Ok((123_394, 493_515, 62)),
        ),
        (
            "T5",
            SMALL,
            Buy,
            BILLION,
            MAX_PRICE,
            Ok((999_496_453, 1_999_496_326, 503_547)),
        ),
        (
            "T6",
            SMALL,
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 3_636_197_098, FEE)),
        ),
        ("T7", SMALL, Sell, 1_000, MIN_PRICE, Ok((1_000, 249, 0))),
        ("T7", SMALL, Sell, 2_000, MIN_PRICE, Ok((1_999, 499, 1))),
        (
            "T7",
            SMALL,
            Sell,
            123_456,
            MIN_PRICE,
            Ok((123_394, 30_847, 62)),
        ),
        ("T10", TINY, Sell, 999_500, 0, Ok((998_997, 998, 503))),
        (
            "T11",
            (1_000_000, 1_000_000, HALF),
            Sell,
            999_500_000,
            0,
            Ok((998_996_705, 998_999, 503_295)),
        ),
        (
            "T12",
            (100 * BILLION, 100 * BILLION, HALF),
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 9_086_747_349, FEE)),
        ),
        (
            "T13",
            (TEN, 5 * BILLION, HALF),
            Buy,
            BILLION,
            MAX_PRICE,
            Ok((999_496_453, 454_337_367, 503_547)),
        ),
        (
            "T14",
            LARGE,
            Buy,
            BILLION,
            MAX_PRICE,
            Ok((999_496_453, 998_498_457, 503_547)),
        ),
        (
            "T15",
            LARGE,
            Buy,
            100 * BILLION,
            2 * BILLION,
            Ok((99_949_645_228, 90_867_473_489, 50_354_772)),
        ),
        ("T16", TINY, Buy, 1_001_000, MAX_PRICE, Err(TOO_LARGE)),
        ("T16", TINY, Sell, 1_001_000, 0, Err(TOO_LARGE)),
        (
            "T21",
            weighing(TWO_FIFTHS),
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 6_608_298_667, FEE)),
        ),
        (
            "T21",
            weighing(TWO_FIFTHS),
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 14_807_295_471, FEE)),
        ),
        (
            "T22",
            weighing(QUARTER),
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 3_309_626_146, FEE)),
        ),
        (
            "T22",
            weighing(QUARTER),
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 29_395_334_944, FEE)),
        ),
        (
            "T23",
            weighing(FIFTY_ONE),
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 10_297_887_580, FEE)),
        ),
        (
            "T23",
            weighing(FIFTY_ONE),
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 9_509_824_560, FEE)),
        ),
        (
            "T24",
            weighing(THIRD),
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 4_960_329_341, FEE)),
        ),
        (
            "T24",
            weighing(THIRD),
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 19_694_175_751, FEE)),
        ),
        (
            "T25",
            weighing(ALMOST_HALF),
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 9_896_053_796, FEE)),
        ),
        (
            "T25",
            weighing(ALMOST_HALF),
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 9_896_053_835, FEE)),
        ),
        (
            "T26",
            LARGE,
            Buy,
            TEN,
            MAX_PRICE,
            Ok((NET, 9_896_053_816, FEE)),
        ),
        (
            "T26",
            LARGE,
            Sell,
            TEN,
            MIN_PRICE,
            Ok((NET, 9_896_053_816, FEE)),
        ),
        (
            "T27",
            weighing(TWO_FIFTHS),
            Buy,
            TRILLION,
            1_650_000_000,
            Ok((58_852_852_921, 37_406_497_343, 29_650_150)),
        ),
        (
            "T28",
            weighing(QUARTER),
            Buy,
            TRILLION,
            3_300_000_000,
            Ok((74_099_498_643, 23_545_910_323, 37_331_431)),
        ),
        // A full fill is accepted where a far limit is not.
        (
            "T72",
            (BILLION, BILLION, HALF),
            Buy,
            900 * BILLION,
            400 * BILLION,
            Ok((17_446_744_073, 945_789_891, 8_789_694)),
        ),
        (
            "T72",
            (BILLION, BILLION, HALF),
            Buy,
            900 * BILLION,
            MAX_PRICE,
            Ok((899_546_807_050, 998_889_563, 453_192_950)),
        ),
    ];
    for (row, (tao, alpha, quote), order, amount, limit, expected) in rows {
        let (reserves, balancer) = (pool(*tao, *alpha), weights(*quote));
        let found = execute(&reserves, &balancer, &terms(*limit), *order, *amount);
        assert_eq!(found, *expected, "{row}: {order:?} {amount}");
    }
}

#[test]
fn prices_after_a_swap() {
    // The rows above with the price after them, times 10^9.
    for (row, reserves, quote, price) in [
        ("T5", pool(1_999_496_453, 2_000_503_674), HALF, 999_496_516),
        (
            "T12",
            pool(100 * BILLION - 9_086_747_349, 109_994_964_523),
            HALF,
            826_521_950,
        ),
        (
            "T14",
            pool(TRILLION + 999_496_453, TRILLION - 998_498_457),
            HALF,
            1_001_999_991,
        ),
        (
            "T15",
            pool(TRILLION + 99_949_645_228, TRILLION - 90_867_473_489),
            HALF,
            1_209_889_222,
        ),
        (
            "T27",
            pool(TRILLION + 58_852_852_921, TRILLION - 37_406_497_343),
            TWO_FIFTHS,
            1_649_999_999,
        ),
    ] {
        assert_eq!(rpc_price(&reserves, &weights(quote)), price, "{row}");
    }
}

#[test]
fn inputs_are_bounded_by_a_thousand_reserves() {
    // Spec T16, net of the fee.
    let reserves = pool(1_000, 1_000);
    let no_fee = |limit| SwapTerms {
        fee_rate: 0,
        ..terms(limit)
    };
    for (order, limit) in [(Buy, MAX_PRICE), (Sell, 0)] {
        let (balancer, terms) = (Balancer::EQUAL, no_fee(limit));
        assert!(execute(&reserves, &balancer, &terms, order, 1_000_000).is_ok());
        let found = execute(&reserves, &balancer, &terms, order, 1_000_001);
        assert_eq!(found, Err(SwapError::SwapInputTooLarge));
    }
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
fn the_largest_amount_up_to_a_limit() {
    // Spec §10.4: of an order of 1000 reserves, net input and fee. The staking
    // calls ask so; T61 and T64 are where the growth is capped.
    const MUCH: u64 = 21_000_000 * BILLION;
    const MILLION: (u64, u64) = (1_000_000, 1_000_000);
    const TWO_TO_ONE: (u64, u64) = (200 * BILLION, 100 * BILLION);
    const THREE_TO_TWO: (u64, u64) = (150 * BILLION, 100 * BILLION);
    for (row, (tao, alpha), order, limit, total) in [
        ("T53", (100, 100), Buy, 1_100_000_000, 4),
        ("T53", (1_000, 1_000), Buy, 1_100_000_000, 48),
        ("T53", (10_000, 10_000), Buy, 1_100_000_000, 488),
        ("T54", MILLION, Buy, 4 * BILLION, 1_000_503),
        ("T54", MILLION, Buy, 9 * BILLION, 2_001_007),
        ("T54", MILLION, Buy, 16 * BILLION, 3_001_511),
        (
            "T55",
            (TRILLION, TRILLION),
            Buy,
            16 * BILLION,
            3_001_511_404_231,
        ),
        ("T56", THREE_TO_TWO, Buy, 1_500_000_001, 49),
        ("T56", THREE_TO_TWO, Buy, 6 * BILLION, 150_075_570_211),
        ("T61", (1_001, 1_001), Sell, 0, 1_001_000),
        ("T61", (1_001, 1_001), Sell, 10_000, 17_472),
        ("T61", (1_001, 1_001), Sell, 1_000_000, 17_472),
        ("T61", (1_001, 1_001), Sell, 10_000_000, 9_013),
        ("T61", (1_001, 1_001), Sell, 100_000_000, 2_165),
        ("T62", MILLION, Sell, 250_000_000, 1_000_503),
        ("T62", MILLION, Sell, 62_500_000, 3_001_511),
        ("T63", TWO_TO_ONE, Sell, 500_000_000, 100_050_380_141),
        ("T63", TWO_TO_ONE, Sell, 125_000_000, 300_151_140_423),
        ("T63", TWO_TO_ONE, Sell, 1_999_999_990, 250),
        ("T63", TWO_TO_ONE, Sell, 1_999_999_999, 24),
        ("T64", (MUCH, 1_000_000), Sell, MUCH, 17_455_533),
        ("T64", (MUCH, 1_000_000), Sell, u64::MAX, 66_997),
        (
            "T65",
            (MUCH, BILLION * BILLION),
            Sell,
            20_000_000,
            24_707_518_010_384_840,
        ),
        ("T65", (MUCH, MUCH), Sell, 999_999_999, 10_505_288),
    ] {
        let reserves = pool(tao, alpha);
        let reserve = match order {
            Buy => tao,
            Sell => alpha,
        };
        let input = reserve.saturating_mul(1_000);
        let (net, _, fee) =
            execute(&reserves, &Balancer::EQUAL, &terms(limit), order, input).unwrap();
        assert_eq!(net + fee, total, "{row} at {limit}");
    }
}

/// Pools of every size.
fn reserve() -> impl Strategy<Value = u64> {
    (1u64 << 20..1 << 62, 0..42u32).prop_map(|(n, shift)| n >> shift)
}

/// Large reserves, where a unit of rounding is far below the tolerances.
fn large_reserve() -> impl Strategy<Value = u64> {
    1u64 << 40..1 << 54
}

/// Weights of TAO between a fifth and four fifths.
fn quote() -> impl Strategy<Value = u64> {
    200_000_000_000_000_000u64..800_000_000_000_000_000
}

proptest! {
    /// Spec I6: what is paid in and the fee are the order, or less at a limit.
    #[test]
    fn nothing_is_paid_beyond_the_order(
        tao in reserve(), alpha in reserve(), input in reserve(), sells: bool,
        quote in 100_000_000_000_000_000u64..900_000_000_000_000_000,
        headroom in 1u64..1 << 40,
    ) {
        let (reserves, balancer) = (pool(tao, alpha), weights(quote));
        let factor = price_of((BILLION + headroom).into());
        let price = balancer.price(&reserves);
        let (order, limit, reserve) = if sells {
            (Sell, price.saturating_div(factor), tao)
        } else {
            (Buy, price.saturating_mul(factor), alpha)
        };
        let terms = SwapTerms { limit, ..terms(0) };
        if let Ok((paid, out, fee)) = execute(&reserves, &balancer, &terms, order, input) {
            prop_assert!(out <= reserve);
            prop_assert!(paid.saturating_add(fee) <= input);
        }
    }

    /// Spec I6: without a limit in reach it is the whole order.
    #[test]
    fn market_orders_are_filled(
        tao in large_reserve(), alpha in large_reserve(), part in 1u64..1 << 30, sells: bool,
        quote in quote(),
    ) {
        let (reserves, balancer) = (pool(tao, alpha), weights(quote));
        let (order, limit, reserve) = if sells { (Sell, 0, alpha) } else { (Buy, u64::MAX, tao) };
        // At most a quarter of the reserve.
        let input = reserve / (1 << 32) * part;
        let (paid, _, fee) = execute(&reserves, &balancer, &terms(limit), order, input).unwrap();
        prop_assert_eq!(paid + fee, input);
        prop_assert_eq!(fee, fee_of(input, FEE_RATE));
    }

    /// Spec I7: a buy ends at or below its limit, a sale at or above, but for the
    /// last bits.
    #[test]
    fn swaps_end_within_their_limit(
        tao in large_reserve(), alpha in large_reserve(), sells: bool, quote in quote(),
        headroom in 1_000u64..8 * BILLION,
    ) {
        let (reserves, balancer) = (pool(tao, alpha), weights(quote));
        let factor = price_of((BILLION + headroom).into());
        let price = balancer.price(&reserves);
        // 2^-30 of the limit: a rao of 2^40, and what the payout's ratio leaves.
        let last_bits = |limit: U64F64| limit.saturating_div(U64F64::from_num(1 << 30));
        if sells {
            let limit = price.saturating_div(factor);
            let terms = SwapTerms { limit, ..terms(0) };
            let swap = sell(&reserves, &balancer, &terms, reserves.alpha.saturating_mul(1_000));
            let swap = swap.unwrap();
            let after = Reserves::new(
                reserves.tao.saturating_sub(swap.amount_paid_out),
                reserves.alpha.saturating_add(swap.amount_paid_in),
            );
            prop_assert!(balancer.price(&after) >= limit - last_bits(limit));
        } else {
            let limit = price.saturating_mul(factor);
            let terms = SwapTerms { limit, ..terms(0) };
            let swap = buy(&reserves, &balancer, &terms, reserves.tao.saturating_mul(1_000));
            let swap = swap.unwrap();
            let after = Reserves::new(
                reserves.tao.saturating_add(swap.amount_paid_in),
                reserves.alpha.saturating_sub(swap.amount_paid_out),
            );
            prop_assert!(balancer.price(&after) <= limit + last_bits(limit));
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
