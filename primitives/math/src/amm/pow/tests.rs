//! Equality with `safe-bigmath`, the crate the reference computes with, and the
//! reference values of spec chapter `pools-and-staking` §1.3.

#![allow(clippy::arithmetic_side_effects)]

use super::*;
use proptest::prelude::*;
use safe_bigmath::SafeInt;

const WHOLE: u64 = SCALE;

fn bits(precision: Precision) -> u32 {
    match precision {
        Precision::Bits256 => 256,
        Precision::Bits1024 => 1024,
    }
}

/// The same power by the reference's crate.
fn reference(bn: u128, bd: u128, en: u64, ed: u64, precision: Precision) -> Option<Power> {
    let power = SafeInt::pow_ratio_scaled(
        &SafeInt::from(bn),
        &SafeInt::from(bd),
        &SafeInt::from(en),
        &SafeInt::from(ed),
        bits(precision),
        &SafeInt::from(SCALE),
    )?;
    Some(if power.is_negative() {
        Power::Negative
    } else {
        power.to_u64().map_or(Power::TooLarge, Power::Value)
    })
}

/// Numbers of every bit length up to `bits`.
fn number(bits: u32) -> impl Strategy<Value = u128> {
    (any::<u128>(), 128 - bits..128).prop_map(|(n, shift)| n >> shift)
}

/// The quote weight of a pool: mostly within the bounds, sometimes on a round
/// number.
fn weight() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => WHOLE / 100..=WHOLE - WHOLE / 100,
        1 => (1..100u64).prop_map(|percent| percent * (WHOLE / 100)),
        1 => (0..1000u64).prop_map(|off| WHOLE / 2 + off),
        1 => (0..1000u64).prop_map(|off| WHOLE / 100 + off),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Swap outputs: a reserve against the reserve with the input added.
    #[test]
    fn swap_powers_equal_the_reference(
        reserve in number(64),
        input in number(64),
        weight in weight(),
    ) {
        let grown = reserve + input;
        let (en, ed) = (weight, WHOLE - weight);
        prop_assert_eq!(
            pow_ratio_scaled(reserve, grown, en, ed, Precision::Bits256),
            reference(reserve, grown, en, ed, Precision::Bits256)
        );
    }

    /// Inputs that are minute against the reserve: results just below 1e18.
    #[test]
    fn tiny_inputs_equal_the_reference(
        reserve in 1u128..=u64::MAX as u128,
        input in number(24),
        weight in weight(),
    ) {
        let grown = reserve + input;
        let (en, ed) = (weight, WHOLE - weight);
        prop_assert_eq!(
            pow_ratio_scaled(reserve, grown, en, ed, Precision::Bits256),
            reference(reserve, grown, en, ed, Precision::Bits256)
        );
    }

    /// Any base and any exponent, in and out of the AMM's domain.
    #[test]
    fn all_powers_equal_the_reference(
        bn in number(128),
        bd in number(128),
        en in number(64),
        ed in number(64),
    ) {
        let (en, ed) = (en as u64, ed as u64);
        prop_assert_eq!(
            pow_ratio_scaled(bn, bd, en, ed, Precision::Bits256),
            reference(bn, bd, en, ed, Precision::Bits256)
        );
    }

    /// The exact branch; exponents as small as round weights give.
    #[test]
    fn exact_powers_equal_the_reference(
        bn in number(128),
        bd in number(128),
        en in 0u64..60,
        ed in 0u64..60,
    ) {
        prop_assert_eq!(
            pow_ratio_scaled(bn, bd, en, ed, Precision::Bits256),
            reference(bn, bd, en, ed, Precision::Bits256)
        );
    }

    /// Bases that are perfect powers, and their neighbours: the result is an
    /// integer or misses one by a hair, so that the bracket cannot decide.
    #[test]
    fn perfect_powers_equal_the_reference(
        root in 1u128..1 << 20,
        other in 1u128..1 << 20,
        en in 1u64..5,
        ed in 2u32..6,
        off in -1i128..=1,
    ) {
        let bn = root.pow(ed).saturating_add_signed(off);
        let bd = other.pow(ed);
        prop_assert_eq!(
            pow_ratio_scaled(bn, bd, en, u64::from(ed), Precision::Bits256),
            reference(bn, bd, en, u64::from(ed), Precision::Bits256)
        );
    }

    /// The series alone, where the bracket would have decided before.
    #[test]
    fn the_series_equals_the_reference(
        bn in number(128),
        bd in number(128),
        weight in weight(),
    ) {
        let divisor = gcd(weight, WHOLE - weight);
        let (en, ed) = (weight / divisor, (WHOLE - weight) / divisor);
        prop_assume!(bn != 0 && bd != 0 && en.max(ed) > MAX_EXACT_EXPONENT);
        prop_assert_eq!(
            Some(series::pow(bn, bd, en, ed, Precision::Bits256)),
            reference(bn, bd, en, ed, Precision::Bits256)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Limit deltas: a price against a price, to the power of a weight.
    #[test]
    fn limit_powers_equal_the_reference(
        price in number(128),
        target in number(128),
        weight in weight(),
    ) {
        prop_assert_eq!(
            pow_ratio_scaled(target, price, weight, WHOLE, Precision::Bits1024),
            reference(target, price, weight, WHOLE, Precision::Bits1024)
        );
    }

    #[test]
    fn the_long_series_equals_the_reference(
        price in number(128),
        target in number(128),
        weight in WHOLE / 100..WHOLE,
    ) {
        let divisor = gcd(weight, WHOLE);
        let (en, ed) = (weight / divisor, WHOLE / divisor);
        prop_assume!(price != 0 && target != 0 && ed > MAX_EXACT_EXPONENT);
        prop_assert_eq!(
            Some(series::pow(target, price, en, ed, Precision::Bits1024)),
            reference(target, price, en, ed, Precision::Bits1024)
        );
    }

    #[test]
    fn long_exponents_equal_the_reference(
        bn in number(128),
        bd in number(128),
        weight in weight(),
    ) {
        let (en, ed) = (weight, WHOLE - weight);
        prop_assert_eq!(
            pow_ratio_scaled(bn, bd, en, ed, Precision::Bits1024),
            reference(bn, bd, en, ed, Precision::Bits1024)
        );
    }
}

proptest! {
    /// The error bounds hold, seen with 60 bits more than the result shows.
    #[test]
    fn brackets_contain_the_power(
        bn in number(128),
        bd in number(128),
        weight in weight(),
    ) {
        let (bn, bd) = (bn.max(1), bd.max(1));
        let (en, ed) = (weight, WHOLE - weight);
        let log = bracket::ln_ratio(bn, bd).unwrap();
        let x = SafeInt::from(log.magnitude) * SafeInt::from(en) / SafeInt::from(ed);
        let bound = if log.negative { 45u128 << 120 } else { 5 << 120 };
        // About half of the numbers are beyond the bounds; those have no value.
        let Some(x) = x.and_then(|x| x.to_u128()).filter(|x| *x < bound) else {
            return Ok(());
        };
        let x_error = log.error * (u128::from(en / ed) + 1) + 1;
        let (value, error) = bracket::scaled_exp(x, log.negative, x_error).unwrap();

        let exact = SafeInt::pow_ratio_scaled(
            &SafeInt::from(bn),
            &SafeInt::from(bd),
            &SafeInt::from(en),
            &SafeInt::from(ed),
            256,
            &(SafeInt::from(SCALE) * SafeInt::from(2).pow(60)),
        )
        .unwrap();
        let exact = exact.to_u128().unwrap();
        prop_assert!(exact.abs_diff(value) <= error, "{} against {} ± {}", exact, value, error);
    }

    /// Ordinary swaps never need the series: the enclosure is tight enough.
    #[test]
    fn brackets_decide_ordinary_swaps(
        reserve in 1_000_000_000u128..1 << 60,
        fraction in 1u128..1_000_000,
        weight in WHOLE / 10..WHOLE / 10 * 9,
    ) {
        let input = reserve / fraction;
        let found = bracket::enclose(reserve, reserve + input, weight, WHOLE - weight);
        prop_assert!(matches!(found, Bracket::Decided(_)));
    }
}

#[test]
fn the_chapters_reference_values_come_out() {
    // Spec §1.3; the first one was computed with 4096 bits, which changes
    // nothing on the exact branch.
    let reserve = 21_000_000_000_000_000;
    let half = WHOLE / 2;
    for (bn, bd, en, ed, expected) in [
        (
            reserve,
            28_000_000_000_000_000,
            600_000_000_000_000_000,
            400_000_000_000_000_000,
            649_519_052_838_328_985,
        ),
        (reserve, reserve + 100, half, half, 999_999_999_999_995_238),
        (
            reserve,
            reserve + 100,
            half - 500_000,
            half + 500_000,
            999_999_999_999_995_238,
        ),
        (
            reserve,
            reserve + 100,
            half - 250_000,
            half + 250_000,
            999_999_999_999_995_238,
        ),
        (
            reserve,
            reserve + 1,
            half - 500_000_000,
            half + 500_000_000,
            999_999_999_999_999_952,
        ),
    ] {
        assert_eq!(
            pow_ratio_scaled(bn, bd, en, ed, Precision::Bits256),
            Some(Power::Value(expected))
        );
    }
}

#[test]
fn zero_arguments_follow_the_chapter() {
    let pow = |bn, bd, en, ed| pow_ratio_scaled(bn, bd, en, ed, Precision::Bits256);
    assert_eq!(pow(1, 0, 1, 1), None);
    assert_eq!(pow(0, 0, 1, 1), None);
    assert_eq!(pow(1, 1, 1, 0), None);
    assert_eq!(pow(0, 1, 0, 1), Some(Power::Value(0)));
    assert_eq!(pow(5, 3, 0, 1), Some(Power::Value(SCALE)));
}

#[test]
fn results_that_overflow_or_go_astray_equal_the_reference() {
    // Weights at their bounds, with the reserve dwarfed by the input: X from
    // −40 to −700, across the bracket's end, the divergence of the series and
    // the term count.
    let (en, ed) = (WHOLE / 100 * 99 - 1, WHOLE / 100 + 1);
    let mut astray = 0;
    for ratio in 100..1100 {
        let (bn, bd) = (1_000_003 * 400, 1_000_003 * 4 * ratio);
        let expected = reference(bn, bd, en, ed, Precision::Bits256);
        assert_eq!(
            pow_ratio_scaled(bn, bd, en, ed, Precision::Bits256),
            expected
        );
        astray +=
            usize::from(expected == Some(Power::TooLarge) || expected == Some(Power::Negative));
    }
    assert!(astray > 0, "the sample must reach the divergence");
}

#[test]
fn ln_2_is_the_series_own() {
    // The series misses the tail beyond its guard bits, far below 2^−120.
    let ln_2 = 921_350_637_599_661_305_226_344_307_672_478_454;
    assert_eq!(bracket::LN_2, ln_2);
    assert_eq!(series::ln_2_with_bits(120), Some(ln_2));
}
