//! The chapter's rows on helpers (§15.1) and on the weighted median (§15.2).

use super::model::{self, Matrix};
use crate::yuma::{exp_safe, is_topk_nonzero, vec_u16_max_upscale_to_u16, weighted_median};
use substrate_fixed::types::I32F32;

fn fixed(value: f64) -> I32F32 {
    I32F32::from_num(value)
}

fn fixed_all(values: &[f64]) -> Vec<I32F32> {
    values.iter().copied().map(fixed).collect()
}

/// A matrix in which a zero is a missing entry.
fn sparse(rows: &[&[f64]]) -> Matrix {
    let row = |row: &&[f64]| {
        let entries = (0..).zip(row.iter().copied().map(fixed));
        entries.filter(|&(_, v)| v != model::zero()).collect()
    };
    rows.iter().map(row).collect()
}

fn assert_close(found: &Matrix, expected: &Matrix, tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found.0, expected.0);
            assert!(
                (found.1 - expected.1).abs() <= fixed(tolerance),
                "{found:?}"
            );
        }
    }
}

#[test]
fn weights_scale_up_to_the_full_range() {
    // H-1 to H-5.
    let rows: &[(&[u16], &[u16])] = &[
        (&[88, 102, 303, 1212, 11], &[4758, 5515, 16384, 65535, 595]),
        (&[10, 20], &[32768, 65535]),
        (&[1, 2], &[32768, 65535]),
        (&[10, 30, 40, 50], &[13107, 39321, 52428, 65535]),
        (&[43690, 21845], &[65535, 32768]),
        (&[32767, 32767], &[65535, 65535]),
        (&[88, 65535], &[88, 65535]),
        (&[16383, 32767, 49149, 65535], &[16383, 32767, 49149, 65535]),
        (&[], &[]),
        (&[0], &[0]),
    ];
    for (weights, expected) in rows {
        assert_eq!(vec_u16_max_upscale_to_u16(weights), *expected);
    }
}

#[test]
fn the_largest_are_marked() {
    // H-6 to H-8: the values, k, the uids marked.
    let rows: &[(&[f64], usize, &[usize])] = &[
        (
            &[0., 1., 2., 3., 4., 5., 6., 7., 8., 9.],
            5,
            &[5, 6, 7, 8, 9],
        ),
        (
            &[0., 1., 2., 3., 4., 5., 5., 5., 5., 6.],
            5,
            &[5, 6, 7, 8, 9],
        ),
        (&[0.25, 0.25, 0.25, 0.25, 0.], 2, &[2, 3]),
        (&[0.25, 0.25, 0.25, 0.25, 0.], 4, &[0, 1, 2, 3]),
        (&[0.25, 0.25, 0.25, 0.25, 0.], 9, &[0, 1, 2, 3]),
    ];
    for (values, k, expected) in rows {
        let marks = is_topk_nonzero(&fixed_all(values), *k);
        let marked: Vec<usize> = (0..marks.len()).filter(|&uid| marks[uid]).collect();
        assert_eq!(&marked, expected);
    }
}

#[test]
fn the_exponential_has_the_chapters_bits() {
    // The table of §3, and H-9.
    let rows = [
        (-20.0, 8),
        (-10.0, 194_991),
        (-5.0, 28_939_262),
        (-2.5, 352_552_384),
        (-1.0, 1_580_030_169),
        (-0.5, 2_605_029_348),
        (0.0, 1 << 32),
        (0.5, 7_081_203_935),
        (1.0, 11_674_931_200),
        (2.0, 31_735_754_285),
        (2.5, 52_323_413_133),
        (5.0, 637_429_664_624),
        (10.0, 94_602_947_905_357),
        (20.0, 2_066_907_302_758_576_256),
        (21.0, 2_066_907_302_758_576_256),
        (-21.0, 8),
    ];
    for (x, bits) in rows {
        assert_eq!(exp_safe(fixed(x)).to_bits(), bits, "exp({x})");
        assert_eq!(model::exp_safe(fixed(x)).to_bits(), bits, "exp({x})");
    }
    assert_eq!(exp_safe(I32F32::max_value()), exp_safe(fixed(20.0)));
    assert_eq!(exp_safe(I32F32::min_value()), exp_safe(fixed(-20.0)));
}

#[test]
fn the_models_helpers_follow_the_chapter() {
    // H-10.
    let from = sparse(&[&[1., 0.], &[100., 1000.], &[10000., 100_000.]]);
    let to = sparse(&[&[10., 100.], &[1000., 10000.], &[100_000., 0.]]);
    let expected = sparse(&[&[9.1, 90.], &[910., 9100.], &[91000., 10000.]]);
    assert_close(
        &model::interpolate(&from, &to, fixed(0.9), 2),
        &expected,
        1e-4,
    );
    // H-11.
    for ratio in [1e-9, 0.5, 1.0] {
        let (from, to) = (sparse(&[&[], &[]]), sparse(&[&[1., 1.], &[1., 1.]]));
        let expected = sparse(&[&[ratio, ratio], &[ratio, ratio]]);
        assert_eq!(model::interpolate(&from, &to, fixed(ratio), 2), expected);
    }
    // H-12 to H-15: new, old, rates, result, tolerance.
    type Rows<'a> = &'a [&'a [f64]];
    let rows: &[(Rows, Rows, Rows, Rows, f64)] = &[
        (&[&[1.0]], &[&[2.0]], &[&[0.5]], &[&[1.0]], 0.0),
        (
            &[&[0.1, 0.2], &[0.3, 0.4]],
            &[&[0.5, 0.6], &[0.7, 0.8]],
            &[&[0.9, 0.8], &[0.5, 0.7]],
            &[&[0.14, 0.28], &[0.499999, 0.519999]],
            2e-6,
        ),
        (
            &[&[1., 2., 3., 4.]],
            &[&[0.1, 0.2, 3., 0.04]],
            &[&[0.1, 0.1, 0.1, 0.1]],
            &[&[0.19, 0.38, 1., 0.436]],
            1e-4,
        ),
        (
            &[&[10., 20., 30., 40.]],
            &[&[0.1, 0.2, 3., 0.04]],
            &[&[0., 0., 0., 0.]],
            &[&[0.1, 0.2, 1., 0.04]],
            1e-4,
        ),
    ];
    for (new, old, rates, expected, tolerance) in rows {
        let rates: Vec<_> = rates.iter().map(|row| fixed_all(row)).collect();
        let found = model::mat_ema_alpha(&sparse(new), &sparse(old), &rates);
        assert_close(&found, &sparse(expected), *tolerance);
    }
}

#[test]
fn the_median_follows_the_chapter() {
    // M-1 to M-11: stake, score, majority, result.
    let rows: &[(&[f64], &[f64], f64, f64)] = &[
        (&[], &[], 0.51, 0.),
        (&[1.], &[1.], 0.51, 1.),
        (&[0.49, 0.51], &[0.5, 1.], 0.51, 1.),
        (&[0.51, 0.49], &[0.5, 1.], 0.51, 0.5),
        (&[0.49, 0., 0.51], &[0.5, 0.7, 1.], 0.51, 1.),
        (&[0.49, 0.01, 0.5], &[0.5, 0.7, 1.], 0.51, 0.7),
        (&[0.49, 0.51, 0.], &[0.5, 0.7, 1.], 0.51, 0.7),
        (&[0., 0.49, 0.51], &[0.5, 0.7, 1.], 0.51, 1.),
        (
            &[0., 0.49, 0., 0.51, 0.],
            &[0.5, 0.5, 1., 1., 0.5],
            0.51,
            1.,
        ),
        (&[0.2; 5], &[0.8, 0.2, 1., 0.6, 0.4], 0.51, 0.6),
        (
            &[0.1; 10],
            &[0.8, 0.8, 0.2, 0.2, 1., 1., 0.6, 0.6, 0.4, 0.4],
            0.51,
            0.6,
        ),
    ];
    for (stake, score, majority, expected) in rows {
        let (stake, score) = (fixed_all(stake), fixed_all(score));
        let minority = fixed(1.0) - fixed(*majority);
        let found = weighted_median(&stake, &score, minority);
        assert_eq!(found, fixed(*expected), "{stake:?} {score:?}");
        let zero = model::zero();
        let total = stake.iter().copied().sum();
        let found = model::weighted_median(&stake, &score, minority, zero, total);
        assert_eq!(found, fixed(*expected), "{stake:?} {score:?}");
    }
}

#[test]
fn the_columns_medians_follow_the_chapter() {
    // M-12 to M-16.
    let weights: &[&[f64]] = &[
        &[0., 0.1, 0.],
        &[0., 0.2, 0.4],
        &[0., 0.3, 0.1],
        &[0., 0.4, 0.5],
    ];
    let changed: &[&[f64]] = &[weights[0], weights[1], weights[2], &[0., 0., 0.5]];
    type Row<'a> = (&'a [f64], &'a [&'a [f64]], f64, &'a [f64]);
    let rows: &[Row] = &[
        (&[0., 0.75, 0.25, 0.], weights, 0.24, &[0., 0.3, 0.4]),
        (&[0., 0.75, 0.25, 0.], weights, 0.26, &[0., 0.2, 0.4]),
        (&[0., 0.75, 0.25, 0.], weights, 0.76, &[0., 0.2, 0.1]),
        (&[0., 0.3, 0.2, 0.5], changed, 0.51, &[0., 0., 0.4]),
        (&[0., 0.], &[&[], &[]], 0.5, &[0., 0., 0.]),
        (&[], &[], 0.5, &[]),
    ];
    for (stake, weights, kappa, expected) in rows {
        let (stake, weights, kappa) = (fixed_all(stake), sparse(weights), fixed(*kappa));
        let expected = fixed_all(expected);
        let n = expected.len();
        let found = model::weighted_median_col(&stake, &weights, n, kappa);
        assert_eq!(found, expected);
        // The production rows are parts of ten.
        let tenths = |value: I32F32| (value * 10).round().to_num::<u16>();
        let rows: Vec<Vec<_>> = weights
            .iter()
            .map(|row| row.iter().map(|&(j, v)| (j, tenths(v))).collect())
            .collect();
        let tenth = |&value| I32F32::from_num(tenths(value)) / 10;
        let expected: Vec<I32F32> = expected.iter().map(tenth).collect();
        // There is a consensus per neuron, whether it has a column or not.
        let mut found = super::column_medians_of(&stake, &rows, 10, kappa);
        found.resize(n, model::zero());
        assert_eq!(found, expected);
    }
}
