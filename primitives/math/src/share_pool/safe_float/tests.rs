#![allow(clippy::arithmetic_side_effects)]

use super::*;
use proptest::prelude::*;
use safe_bigmath::SafeInt;

fn float(mantissa: u128, exponent: i64) -> SafeFloat {
    SafeFloat::new(mantissa, exponent).unwrap()
}

fn fields(number: SafeFloat) -> (u128, i64) {
    (number.mantissa(), number.exponent())
}

const M: u128 = MAX_MANTISSA;

// T36 of the spec.
#[test]
fn normal_forms() {
    for (mantissa, expected) in [
        (1, (M, -21)),
        (10, (M, -20)),
        (1_000, (M, -18)),
        (M, (M, 0)),
        (123_456_789, (123_456_789_000_000_000_000, -12)),
    ] {
        assert_eq!(SafeFloat::new(mantissa, 0).map(fields), Some(expected));
    }
    assert_eq!(SafeFloat::new(M + 1, 0), None);
    assert_eq!(SafeFloat::new(0, 7), Some(SafeFloat::ZERO));
}

// T38 of the spec.
#[test]
fn additions() {
    for (a, b, expected) in [
        ((1, 0), (1, 0), (200_000_000_000_000_000_000, -20)),
        ((M, 0), (M, 0), (200_000_000_000_000_000_000, 1)),
        ((123, 1), (1, 23), (100_000_000_000_000_000_001, 3)),
        ((42, 0), (1, 22), (M, 1)),
        ((M - 1, 0), (1, 22), (109_999_999_999_999_999_999, 2)),
        ((4_200, 0), (1, 23), (100_000_000_000_000_000_004, 3)),
        ((M - 1, 0), (1, 23), (100_999_999_999_999_999_999, 3)),
        ((999_999, 1), (1, 23), (100_000_000_000_000_009_999, 3)),
        (
            (1, 24),
            (123_456_789_012_345_678_901, 0),
            (100_012_345_678_901_234_567, 4),
        ),
        ((1, 22), (1, 23), (110_000_000_000_000_000_000, 3)),
        ((M - 1, 22), (1, 22), (M, 22)),
    ] {
        let (a, b) = (float(a.0, a.1), float(b.0, b.1));
        assert_eq!(
            a.checked_add(b).map(fields),
            Some(expected),
            "{a:?} + {b:?}"
        );
        assert_eq!(
            b.checked_add(a).map(fields),
            Some(expected),
            "{b:?} + {a:?}"
        );
    }
}

// T39 of the spec.
#[test]
fn older_fixed_point_shares_are_read() {
    let number = SafeFloat::from(U64F64::from_num(1.5));
    assert_eq!(fields(number), (150_000_000_000_000_000_000, -20));
    assert_eq!(SafeFloat::from(U64F64::from_num(0)), SafeFloat::ZERO);
    assert_eq!(SafeFloat::from(U64F64::from_num(7)), SafeFloat::from(7));
}

// Section 3.2 of the spec: what zero does in each operation.
#[test]
fn zero_operands() {
    let one = SafeFloat::from(1);
    let zero = SafeFloat::ZERO;

    assert_eq!(zero.checked_add(one), Some(one));
    assert_eq!(one.checked_sub(zero), Some(one));
    assert_eq!(zero.checked_sub(zero), Some(zero));
    assert_eq!(zero.checked_sub(one), None);
    assert_eq!(one.checked_div(zero), None);
    assert_eq!(one.mul_div(one, zero), None);
    assert_eq!(zero.mul_div(one, one), Some(zero));
    assert_eq!(one.checked_sub(SafeFloat::from(2)), Some(zero));
}

#[test]
fn an_exponent_that_does_not_fit_is_refused() {
    let huge = float(M, i64::MAX);
    assert_eq!(huge.checked_add(huge), None);
    assert_eq!(huge.mul_div(huge, SafeFloat::from(1)), None);
    assert_eq!(SafeFloat::new(1, i64::MIN), None);
}

#[test]
fn encodes_as_the_chain_stores_it() {
    let number = float(3, 1);
    let expected = [300_000_000_000_000_000_000u128.encode(), (-19i64).encode()].concat();
    assert_eq!(number.encode(), expected);
    assert_eq!(SafeFloat::max_encoded_len(), 24);
}

/// The spec's own words for the normal form: loops on unbounded integers.
fn model_normalised(mut mantissa: SafeInt, mut exponent: i64) -> SafeFloat {
    if mantissa.is_zero() {
        return SafeFloat::ZERO;
    }
    while mantissa > M {
        mantissa = (mantissa / SafeInt::from(10)).unwrap();
        exponent += 1;
    }
    while mantissa <= M / 10 {
        mantissa *= 10;
        exponent -= 1;
    }
    SafeFloat {
        mantissa: mantissa.to_u128().unwrap(),
        exponent,
    }
}

fn big(number: SafeFloat) -> SafeInt {
    SafeInt::from(number.mantissa)
}

fn is_normal(number: SafeFloat) -> bool {
    number == SafeFloat::ZERO || (number.mantissa > M / 10 && number.mantissa <= M)
}

/// Mantissas of every length and around the powers of ten, where the normal
/// form changes its exponent.
fn mantissa() -> impl Strategy<Value = u128> {
    prop_oneof![
        (any::<u128>(), 0u32..128).prop_map(|(word, shift)| word >> shift),
        (0u32..38, -12i128..=12)
            .prop_map(|(power, offset)| { 10u128.pow(power).saturating_add_signed(offset) }),
    ]
}

fn normal() -> impl Strategy<Value = SafeFloat> {
    (mantissa(), -40i64..40)
        .prop_map(|(mantissa, exponent)| SafeFloat::normalised(mantissa, exponent).unwrap())
}

/// Any two fields, as damaged storage could hold.
fn arbitrary() -> impl Strategy<Value = SafeFloat> {
    (mantissa(), -40i64..40).prop_map(|(mantissa, exponent)| SafeFloat { mantissa, exponent })
}

proptest! {
    #[test]
    fn normal_form_is_the_models(mantissa in mantissa(), exponent in -99i64..99) {
        prop_assert_eq!(
            SafeFloat::normalised(mantissa, exponent),
            Some(model_normalised(SafeInt::from(mantissa), exponent))
        );
    }

    #[test]
    fn every_result_is_normal(a in normal(), b in normal(), c in normal()) {
        let results = [
            a.checked_add(b),
            a.checked_sub(b),
            a.checked_div(b),
            a.mul_div(b, c),
        ];
        for result in results.into_iter().flatten() {
            prop_assert!(is_normal(result), "{result:?}");
        }
    }

    #[test]
    fn products_and_quotients_are_the_models(
        a in prop_oneof![normal(), arbitrary()],
        b in prop_oneof![normal(), arbitrary()],
        c in prop_oneof![normal(), arbitrary()],
    ) {
        let scaled = (big(a) * big(b) / big(c))
            .map(|mantissa| model_normalised(mantissa, a.exponent + b.exponent - c.exponent));
        prop_assert_eq!(a.mul_div(b, c), scaled);

        let quotient = (big(a) * SafeInt::from(M) / big(b))
            .map(|mantissa| model_normalised(mantissa, a.exponent - b.exponent - 21));
        prop_assert_eq!(a.checked_div(b), quotient);
    }

    #[test]
    fn sums_are_the_models(a in arbitrary(), b in arbitrary()) {
        prop_assume!(!a.is_zero() && !b.is_zero());
        let exponent = a.exponent.max(b.exponent);
        let under = |number: SafeFloat| {
            let gap = (exponent - number.exponent).min(22);
            (big(number) / SafeInt::from(10).pow(gap as u32)).unwrap()
        };
        prop_assert_eq!(
            a.checked_add(b),
            Some(model_normalised(under(a) + under(b), exponent))
        );
    }

    #[test]
    fn whole_numbers_come_back(value: u64) {
        // 21 digits hold every u64, so nothing is lost on the way.
        prop_assert_eq!(SafeFloat::from(value).to_u64(), value);
    }

    #[test]
    fn nonzero_numbers_are_ordered_by_value(a in normal(), b in normal()) {
        prop_assume!(!a.is_zero() && !b.is_zero());
        let lowest = a.exponent.min(b.exponent);
        let value = |number: SafeFloat| {
            big(number) * SafeInt::from(10).pow((number.exponent - lowest) as u32)
        };
        prop_assert_eq!(a.exceeds(&b), value(a) > value(b));
    }
}
