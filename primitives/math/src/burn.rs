//! The price of registering a neuron.
//!
//! Each block the price is multiplied by `f(h)`, the largest factor whose
//! `h`-th power is at most one half, so that it halves about every `h` blocks.
//! Each registration multiplies it by a constant. Both end with a clamp to the
//! subnet's bounds. Factors are `u64` holding value·2³²; every product is
//! floored, so the price falls a little faster than `h` says.
//!
//! Source: spec chapter `registration` §3.1.

use substrate_fixed::types::U64F64;
use subtensor_types::TaoBalance;

/// The factor 1.
pub const ONE_Q32: u64 = 1 << 32;

/// Half-life of a new subnet's price, in blocks.
pub const DEFAULT_HALF_LIFE: u16 = 360;

/// `f(360)`, computed at compile time since nearly every subnet has it.
const DEFAULT_DECAY_FACTOR: u64 = search_decay_factor(DEFAULT_HALF_LIFE);

/// ln 2 as value·2³².
const LN_2_Q32: u64 = 2_977_044_472;

/// `value · factor`, floored; at most `u64::MAX`.
pub const fn mul_q32(value: u64, factor: u64) -> u64 {
    let product = (value as u128).wrapping_mul(factor as u128) >> 32;
    if product > u64::MAX as u128 {
        u64::MAX
    } else {
        product as u64
    }
}

/// `factor` to the power of `exponent`, by squaring from the least significant
/// bit, each product floored.
pub const fn pow_q32(mut factor: u64, mut exponent: u16) -> u64 {
    let mut result = ONE_Q32;
    loop {
        if exponent & 1 == 1 {
            result = mul_q32(result, factor);
        }
        exponent >>= 1;
        if exponent == 0 {
            return result;
        }
        factor = mul_q32(factor, factor);
    }
}

/// The factor `f(h)` that halves a price in `half_life` blocks: the largest
/// below 1 whose floored power is at most ½, or 1 when `half_life` is 0.
pub const fn decay_factor(half_life: u16) -> u64 {
    match half_life {
        0 => ONE_Q32,
        DEFAULT_HALF_LIFE => DEFAULT_DECAY_FACTOR,
        other => search_decay_factor(other),
    }
}

/// Whether `factor` is low enough for `f(half_life)`. Since floored products
/// are monotone, there is one largest such factor, and every search finds it.
const fn halves(factor: u64, half_life: u16) -> bool {
    pow_q32(factor, half_life) <= ONE_Q32 >> 1
}

/// Searches outward from 2^(−1/h), which misses by the roundings only, instead
/// of bisecting all 32 bits.
const fn search_decay_factor(half_life: u16) -> u64 {
    let start = estimate_decay_factor(half_life);
    let mut low = start;
    let mut high = start;
    let mut reach: u64 = 1;
    if halves(start, half_life) {
        loop {
            high = low.saturating_add(reach);
            if high >= ONE_Q32 {
                high = ONE_Q32;
                break;
            }
            if !halves(high, half_life) {
                break;
            }
            low = high;
            reach = reach.saturating_mul(2);
        }
    } else {
        loop {
            low = high.saturating_sub(reach);
            if low == 0 || halves(low, half_life) {
                break;
            }
            high = low;
            reach = reach.saturating_mul(2);
        }
    }
    // `low` halves, `high` does not.
    while low.saturating_add(1) < high {
        let middle = low.saturating_add(high.saturating_sub(low) >> 1);
        if halves(middle, half_life) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// `1 − x + x²/2 − x³/6` with `x = ln 2 / h`.
const fn estimate_decay_factor(half_life: u16) -> u64 {
    let x = match LN_2_Q32.checked_div(half_life as u64) {
        Some(x) => x,
        None => 0,
    };
    let square = mul_q32(x, x);
    let cube = mul_q32(square, x);
    ONE_Q32
        .saturating_sub(x)
        .saturating_add(square >> 1)
        .saturating_sub(cube / 6)
}

/// The price after one block's decay, within the bounds.
///
/// `now` is the block being initialised; blocks 0 and 1 don't decay, neither
/// does a half-life of 0. When the bounds cross, `max_burn` wins.
pub const fn decayed_price(
    burn: TaoBalance,
    half_life: u16,
    now: u64,
    min_burn: TaoBalance,
    max_burn: TaoBalance,
) -> TaoBalance {
    let decayed = if half_life > 0 && now > 1 {
        mul_q32(burn.to_u64(), decay_factor(half_life))
    } else {
        burn.to_u64()
    };
    clamped(decayed, min_burn, max_burn)
}

/// The price after a registration, within the bounds: times `multiplier`, or
/// times 1 where that is larger.
pub fn bumped_price(
    burn: TaoBalance,
    multiplier: U64F64,
    min_burn: TaoBalance,
    max_burn: TaoBalance,
) -> TaoBalance {
    let bumped = burn
        .to_fixed::<U64F64>()
        .saturating_mul(multiplier.max(U64F64::from_num(1)));
    clamped(bumped.saturating_to_num(), min_burn, max_burn)
}

/// Raised to the minimum first, then cut to the maximum.
const fn clamped(burn: u64, min_burn: TaoBalance, max_burn: TaoBalance) -> TaoBalance {
    let raised = if burn < min_burn.to_u64() {
        min_burn.to_u64()
    } else {
        burn
    };
    if raised > max_burn.to_u64() {
        max_burn
    } else {
        TaoBalance::new(raised)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    const NO_MIN: TaoBalance = TaoBalance::ZERO;
    const NO_MAX: TaoBalance = TaoBalance::MAX;

    fn tao(rao: u64) -> TaoBalance {
        TaoBalance::new(rao)
    }

    /// Chapter `registration` §3.1, the search as it is written there.
    fn by_bisection(half_life: u16) -> u64 {
        if half_life == 0 {
            return ONE_Q32;
        }
        let (mut low, mut high) = (0, ONE_Q32);
        while low + 1 < high {
            let middle = low + ((high - low) >> 1);
            if pow_q32(middle, half_life) > 1 << 31 {
                high = middle;
            } else {
                low = middle;
            }
        }
        low
    }

    #[test]
    fn decay_factors_are_the_chapters() {
        // Chapter `registration` §3.1, table of f(h).
        for (half_life, factor) in [
            (0, 4_294_967_296),
            (1, 2_147_483_648),
            (2, 3_037_000_500),
            (3, 3_408_917_802),
            (4, 3_611_622_603),
            (7, 3_890_053_517),
            (8, 3_938_502_376),
            (16, 4_112_874_773),
            (64, 4_248_701_965),
            (360, 4_286_705_684),
            (1_000, 4_291_991_283),
            (4_096, 4_294_240_540),
            (36_100, 4_294_884_830),
            (65_535, 4_294_921_870),
        ] {
            assert_eq!(decay_factor(half_life), factor, "f({half_life})");
        }
    }

    #[test]
    fn the_short_search_finds_what_bisection_finds() {
        for half_life in 0..=u16::MAX {
            assert_eq!(
                decay_factor(half_life),
                by_bisection(half_life),
                "f({half_life})"
            );
        }
    }

    fn after_decay(start: u64, half_life: u16, blocks: u64) -> u64 {
        (0..blocks)
            .fold(tao(start), |burn, _| {
                decayed_price(burn, half_life, 2, NO_MIN, NO_MAX)
            })
            .to_u64()
    }

    #[test]
    fn prices_decay_as_in_the_chapters_rows() {
        // Chapter `registration` §3.1 trajectory, §9 rows 54, 55, 58 and 60.
        for (start, half_life, blocks, price) in [
            (1_000_000_000, 360, 1, 998_076_443),
            (1_000_000_000, 360, 2, 996_156_586),
            (1_000_000_000, 360, 10, 980_930_083),
            (1_000_000_000, 360, 100, 824_860_547),
            (1_000_000_000, 360, 360, 499_999_865),
            (1_000_000_000, 360, 720, 249_999_807),
            (2_000, 1_000, 1, 1_998),
            (1_000, 1_000, 1, 999),
            (1_024, 2, 1, 724),
            (1_024, 2, 2, 511),
            (1_024, 2, 3, 361),
            (1_024, 2, 4, 255),
            (777_777, 0, 5_000, 777_777),
            (2, 1, 5_000, 0),
            (10_000_000_000, 360, 5_000, 658_959),
            (100_000_000_000, 1_000, 5_000, 3_124_999_096),
            (1_000_000_000_000, 4_096, 5_000, 429_073_550_138),
            (123_000_000_000, 65_535, 5_000, 116_664_375_938),
        ] {
            assert_eq!(
                after_decay(start, half_life, blocks),
                price,
                "{start}, h {half_life}, {blocks} blocks"
            );
        }
    }

    #[test]
    fn the_floor_is_reached_after_3948_blocks() {
        // Chapter `registration` §3.1.
        let mut burn = tao(1_000_000_000);
        let mut blocks = 0;
        while burn > tao(500_000) {
            burn = decayed_price(burn, 360, 2, tao(500_000), NO_MAX);
            blocks += 1;
        }
        assert_eq!((burn, blocks), (tao(500_000), 3_948));
    }

    #[test]
    fn the_first_blocks_clamp_but_do_not_decay() {
        for now in [0, 1] {
            let price = |burn| decayed_price(tao(burn), 1, now, tao(10), tao(100)).to_u64();
            assert_eq!((price(50), price(5), price(500)), (50, 10, 100));
        }
    }

    #[test]
    fn crossed_bounds_give_the_maximum() {
        // Chapter `registration` §3.1 (a) step 2.
        assert_eq!(decayed_price(tao(50), 0, 9, tao(100), tao(20)), tao(20));
        let one = U64F64::from_num(1);
        assert_eq!(bumped_price(tao(50), one, tao(100), tao(20)), tao(20));
    }

    #[test]
    fn twenty_registrations_reach_the_default_cap() {
        // Chapter `registration` §3.1: multiplier 1.26, bounds 500 000 and 1e11.
        let multiplier = U64F64::from_bits(23_242_897_532_874_035_200);
        let mut burn = tao(1_000_000_000);
        let mut paid = 0;
        let mut prices = Vec::new();
        for _ in 0..20 {
            paid += burn.to_u64();
            burn = bumped_price(burn, multiplier, tao(500_000), tao(100_000_000_000));
            prices.push(burn.to_u64());
        }
        assert_eq!(
            prices[..10],
            [
                1_260_000_000,
                1_587_600_000,
                2_000_376_000,
                2_520_473_760,
                3_175_796_937,
                4_001_504_140,
                5_041_895_216,
                6_352_787_972,
                8_004_512_844,
                10_085_686_183
            ]
        );
        assert!(prices[18] < 100_000_000_000);
        assert_eq!((prices[19], paid), (100_000_000_000, 387_388_714_736));
    }

    #[test]
    fn decay_and_bumps_meet_the_bounds() {
        // Chapter `registration` §9 row 56: half-life 1, multiplier 2.
        let (min, max, two) = (tao(100_000), tao(150_000), U64F64::from_num(2));
        let next_block = |burn| decayed_price(burn, 1, 5, min, max);
        let mut burn = next_block(tao(1));
        assert_eq!(burn, min);
        burn = bumped_price(burn, two, min, max);
        assert_eq!(burn, max);
        burn = next_block(burn);
        assert_eq!((burn, next_block(burn)), (min, min));
    }

    #[test]
    fn registrations_in_one_block_are_charged_as_in_the_chapters_rows() {
        // Chapter `registration` §9 rows 57 and 61 (half-life 0): start,
        // multiplier, bounds, registrations; final price, sum paid.
        const NONE: u64 = u64::MAX;
        for (start, multiplier, min, max, registrations, price, paid) in [
            (1_000, 3, 0, NONE, 1, 3_000, 1_000),
            (0, 0, 100_000, NONE, 7, 100_000, 600_000),
            (5, 0, 1, NONE, 7, 5, 35),
            (7, 1, 1, NONE, 7, 7, 49),
            (2, 2, 1, 400, 8, 400, 510),
            (3, 3, 1, NONE, 6, 2_187, 1_092),
            (4, 4, 1, NONE, 6, 16_384, 5_460),
            (7, 10, 1, 500_000, 5, 500_000, 77_777),
            (1, 100, 1, 5_000_000_000, 5, 5_000_000_000, 101_010_101),
            (
                1,
                1_000,
                1,
                50_000_000_000,
                4,
                50_000_000_000,
                1_001_001_001,
            ),
            (5, 1, 1, NONE, 32, 5, 160),
            (1, 2, 1, NONE, 20, 1_048_576, 1_048_575),
        ] {
            let (mut burn, mut sum) = (tao(start), 0);
            for _ in 0..registrations {
                sum += burn.to_u64();
                burn = bumped_price(burn, U64F64::from_num(multiplier), tao(min), tao(max));
            }
            assert_eq!(
                (burn.to_u64(), sum),
                (price, paid),
                "{start} × {multiplier}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_price_ends_within_its_bounds(
            burn in any::<u64>(), half_life in any::<u16>(), multiplier in any::<u128>(),
            a in any::<u64>(), b in any::<u64>(),
        ) {
            let (min, max) = (tao(a.min(b)), tao(a.max(b)));
            let decayed = decayed_price(tao(burn), half_life, 2, min, max);
            let bumped = bumped_price(tao(burn), U64F64::from_bits(multiplier), min, max);
            for price in [decayed, bumped] {
                prop_assert!(min <= price && price <= max);
            }
            prop_assert!(decayed <= bumped);
        }
    }
}
