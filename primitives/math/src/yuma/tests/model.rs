//! The epoch written out step by step, with one allocation per row and
//! `substrate-fixed` for every operation: slow, and easy to hold against the
//! chapter. The production code must give the same bits.

use crate::yuma::{Entry, EpochInput, EpochOutput, EpochParams};
use substrate_fixed::transcendental::exp;
use substrate_fixed::types::{I32F32, I64F64, I96F32};

pub type Row = Vec<(u16, I32F32)>;
pub type Matrix = Vec<Row>;

pub fn num(value: i64) -> I32F32 {
    I32F32::saturating_from_num(value)
}

pub fn zero() -> I32F32 {
    num(0)
}

pub fn safe_div(a: I32F32, b: I32F32) -> I32F32 {
    a.checked_div(b).unwrap_or(zero())
}

pub fn prop(value: u16) -> I32F32 {
    num(value.into()) / num(65535)
}

fn q16(value: I32F32) -> u16 {
    value.saturating_mul(num(65535)).saturating_to_num()
}

pub fn normalize(values: &[I32F32]) -> Vec<I32F32> {
    normalize_using_sum(values, values.iter().copied().sum())
}

fn normalize_using_sum(values: &[I32F32], sum: I32F32) -> Vec<I32F32> {
    if sum == zero() {
        return values.to_vec();
    }
    values.iter().map(|&v| safe_div(v, sum)).collect()
}

fn row_normalize(matrix: &mut Matrix) {
    for row in matrix {
        let sum: I32F32 = row.iter().map(|&(_, v)| v).sum();
        if sum > zero() {
            row.iter_mut().for_each(|(_, v)| *v = safe_div(*v, sum));
        }
    }
}

fn col_divide(matrix: &mut Matrix, by: &[I32F32]) {
    for (j, v) in matrix.iter_mut().flatten() {
        if let Some(&sum) = by.get(usize::from(*j)) {
            if sum != zero() {
                *v = safe_div(*v, sum);
            }
        }
    }
}

fn col_normalize(matrix: &mut Matrix, n: usize) {
    let mut sums = vec![zero(); n];
    for &(j, v) in matrix.iter().flatten() {
        if let Some(sum) = sums.get_mut(usize::from(j)) {
            *sum = sum.saturating_add(v);
        }
    }
    col_divide(matrix, &sums);
}

fn col_max_upscale(matrix: &mut Matrix, n: usize) {
    let mut maxima = vec![zero(); n];
    for &(j, v) in matrix.iter().flatten() {
        if let Some(max) = maxima.get_mut(usize::from(j)) {
            *max = v.max(*max);
        }
    }
    col_divide(matrix, &maxima);
}

fn mask_vector(mask: &[bool], values: &mut [I32F32]) {
    if mask.is_empty() {
        return;
    }
    for (i, value) in values.iter_mut().enumerate() {
        if mask.get(i).copied().unwrap_or(true) {
            *value = zero();
        }
    }
}

fn col_clip(matrix: &Matrix, limits: &[I32F32]) -> Matrix {
    map_entries(matrix, |_, j, v| {
        let limit = limits[j];
        if limit < v {
            (limit > zero()).then_some(limit)
        } else {
            Some(v)
        }
    })
}

fn map_entries(matrix: &Matrix, rule: impl Fn(usize, usize, I32F32) -> Option<I32F32>) -> Matrix {
    let map_row = |i: usize, row: &Row| {
        row.iter()
            .filter_map(|&(j, v)| rule(i, usize::from(j), v).map(|v| (j, v)))
            .collect()
    };
    matrix
        .iter()
        .enumerate()
        .map(|(i, row)| map_row(i, row))
        .collect()
}

fn row_sums(matrix: &Matrix) -> Vec<I32F32> {
    matrix
        .iter()
        .map(|row| row.iter().map(|&(_, v)| v).sum())
        .collect()
}

fn matmul(matrix: &Matrix, scale: &[I32F32], n: usize) -> Vec<I32F32> {
    let mut result = vec![zero(); n];
    for (row, &s) in matrix.iter().zip(scale) {
        for &(j, v) in row {
            if let Some(cell) = result.get_mut(usize::from(j)) {
                *cell = cell.saturating_add(s.saturating_mul(v));
            }
        }
    }
    result
}

pub fn interpolate(a: &Matrix, b: &Matrix, ratio: I32F32, n: usize) -> Matrix {
    if ratio == zero() {
        return a.clone();
    }
    if ratio == num(1) || a.len() != b.len() {
        return b.clone();
    }
    let dense = |row: &Row| {
        let mut cells = vec![zero(); n];
        row.iter().for_each(|&(j, v)| cells[usize::from(j)] = v);
        cells
    };
    a.iter()
        .zip(b)
        .map(|(a, b)| {
            let cells = dense(a).into_iter().zip(dense(b));
            (0..)
                .zip(cells.map(|(a, b)| a + ratio.saturating_mul(b - a)))
                .filter(|&(_, v)| v > zero())
                .collect()
        })
        .collect()
}

pub fn mat_ema(new: &Matrix, old: &Matrix, alpha: I32F32, n: usize) -> Matrix {
    let keep = num(1).saturating_sub(alpha);
    new.iter()
        .zip(old)
        .map(|(new, old)| {
            let mut cells = vec![zero(); n];
            for (row, rate) in [(new, alpha), (old, keep)] {
                for &(j, v) in row {
                    if let Some(cell) = cells.get_mut(usize::from(j)) {
                        *cell = cell.saturating_add(rate.saturating_mul(v));
                    }
                }
            }
            (0..).zip(cells).filter(|&(_, v)| v > zero()).collect()
        })
        .collect()
}

pub fn mat_ema_alpha(new: &Matrix, old: &Matrix, alpha: &[Vec<I32F32>]) -> Matrix {
    if new.len() != old.len() || new.len() != alpha.len() {
        return new.clone();
    }
    map_entries(new, |i, j, v| {
        let a = alpha[i][j];
        let old = old[i].iter().find(|&&(k, _)| usize::from(k) == j);
        let old = old.map_or(zero(), |&(_, v)| v);
        let kept = (num(1) - a).saturating_mul(old);
        let bond = kept
            .saturating_add(a.saturating_mul(v).max(zero()))
            .min(num(1));
        (bond > zero()).then_some(bond)
    })
}

pub fn is_topk_nonzero(values: &[I32F32], k: usize) -> Vec<bool> {
    let mut result: Vec<bool> = values.iter().map(|&v| v != zero()).collect();
    if values.len() >= k {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|&i| values[i]);
        order[..values.len() - k]
            .iter()
            .for_each(|&i| result[i] = false);
    }
    result
}

pub fn clamp(x: I32F32, low: I32F32, high: I32F32) -> I32F32 {
    x.min(high).max(low)
}

pub fn exp_safe(x: I32F32) -> I32F32 {
    exp(clamp(x, num(-20), num(20))).unwrap()
}

/// The pivot search, as the chapter has it in §5.
pub fn weighted_median(
    stake: &[I32F32],
    score: &[I32F32],
    minority: I32F32,
    mut low: I32F32,
    mut high: I32F32,
) -> I32F32 {
    let mut places: Vec<usize> = (0..score.len()).collect();
    for _ in 0..=score.len() {
        match places.len() {
            0 => return zero(),
            1 => return score[places[0]],
            _ => {}
        }
        let pivot = score[places[places.len() / 2]];
        let part = |wanted: &dyn Fn(I32F32) -> bool| -> (Vec<usize>, I32F32) {
            let part: Vec<usize> = places
                .iter()
                .copied()
                .filter(|&i| wanted(score[i]))
                .collect();
            let sum = part.iter().map(|&i| stake[i]).sum();
            (part, sum)
        };
        let (lower, lower_stake) = part(&|s| s < pivot);
        let (upper, upper_stake) = part(&|s| s > pivot);
        if minority < low + lower_stake && !lower.is_empty() {
            places = lower;
            high = low + lower_stake;
        } else if high - upper_stake <= minority && !upper.is_empty() {
            places = upper;
            low = high - upper_stake;
        } else {
            return pivot;
        }
    }
    zero()
}

pub fn weighted_median_col(
    stake: &[I32F32],
    matrix: &Matrix,
    n: usize,
    majority: I32F32,
) -> Vec<I32F32> {
    let kept: Vec<usize> = (0..stake.len()).filter(|&i| stake[i] > zero()).collect();
    if kept.is_empty() {
        return vec![zero(); n];
    }
    let used = normalize(&kept.iter().map(|&i| stake[i]).collect::<Vec<_>>());
    let total: I32F32 = used.iter().copied().sum();
    (0..n)
        .map(|column| {
            let score_of = |&i: &usize| {
                let entry = matrix[i].iter().find(|&&(j, _)| usize::from(j) == column);
                entry.map_or(zero(), |&(_, v)| v)
            };
            let score: Vec<I32F32> = kept.iter().map(score_of).collect();
            weighted_median(&used, &score, total - majority, zero(), total)
        })
        .collect()
}

/// A row's values at columns 0…n−1, read with one forward cursor (§6.4).
fn read_forward(row: &Row, n: usize) -> Vec<I32F32> {
    let mut cursor = row.iter().peekable();
    (0..n)
        .map(|column| loop {
            match cursor.peek() {
                Some(&&(j, _)) if usize::from(j) < column => {
                    cursor.next();
                }
                Some(&&(j, v)) if usize::from(j) == column => return v,
                _ => return zero(),
            }
        })
        .collect()
}

fn liquid_rates(
    params: &EpochParams,
    weights: &Matrix,
    bonds: &Matrix,
    consensus: &[I32F32],
) -> Option<Vec<Vec<I32F32>>> {
    let settings = params.liquid_alpha?;
    if consensus.iter().all(|&c| c == zero()) {
        return None;
    }
    let (low, high) = (prop(settings.low), prop(settings.high));
    let slope = safe_div(num(settings.steepness.into()), num(-100));
    let half = I32F32::from_num(0.5);
    let rate = |w: I32F32, b: I32F32, c: I32F32| {
        let buy = clamp(w - c, zero(), num(1));
        let sell = clamp(b - w, zero(), num(1));
        let distance = if w >= b { buy } else { sell };
        let exponential = exp_safe(slope.saturating_mul(distance - half));
        let sigmoid = safe_div(num(1), num(1).saturating_add(exponential));
        clamp(low + sigmoid.saturating_mul(high - low), low, high)
    };
    let rows = weights.iter().zip(bonds).map(|(w, b)| {
        let (w, b) = (
            read_forward(w, consensus.len()),
            read_forward(b, consensus.len()),
        );
        let cells = w.into_iter().zip(b).zip(consensus);
        cells.map(|((w, b), &c)| rate(w, b, c)).collect()
    });
    Some(rows.collect())
}

/// One epoch, stage by stage (§4 and §6).
pub fn run(params: &EpochParams, input: &EpochInput<'_>) -> EpochOutput {
    let n = input.stake.len();
    let owner = params.owner_uid.map(usize::from);
    let at = |values: &[u64], i: usize| values.get(i).copied().unwrap_or(0);

    let mut updated = input.last_update.to_vec();
    updated.resize(n.max(updated.len()), 0);
    let inactive: Vec<bool> = updated
        .iter()
        .map(|&u| u.saturating_add(params.activity_cutoff) < params.block)
        .collect();

    let mut total = input.stake.to_vec();
    for (i, stake) in total.iter_mut().enumerate() {
        if stake.to_num::<u64>() < params.stake_threshold && Some(i) != owner {
            *stake = I64F64::from_num(0);
        }
    }
    let sum: I64F64 = total.iter().copied().sum();
    let stake: Vec<I32F32> = total
        .iter()
        .map(|s| I32F32::saturating_from_num(s.checked_div(sum).unwrap_or(*s)))
        .collect();

    let mut permits = input.validator_permit.to_vec();
    let mut new_permits = is_topk_nonzero(&stake, params.max_allowed_validators.into());
    for vector in [&mut permits, &mut new_permits] {
        if let Some(cell) = owner.and_then(|owner| vector.get_mut(owner)) {
            *cell = true;
        }
    }
    let forbidden: Vec<bool> = permits.iter().map(|permit| !permit).collect();
    let mut active_stake = stake.clone();
    mask_vector(&inactive, &mut active_stake);
    mask_vector(&forbidden, &mut active_stake);
    let active_stake = normalize(&active_stake);

    let mut weights: Matrix = vec![Row::new(); n];
    for (i, row) in input.weights.rows().take(n).enumerate() {
        if forbidden.get(i).copied().unwrap_or(true) {
            continue;
        }
        for &(j, v) in row.iter().filter(|&&(j, _)| usize::from(j) < n) {
            let registered = at(input.block_at_registration, j.into());
            let diagonal = usize::from(j) == i && Some(i) != owner;
            let outdated = updated[i] <= registered;
            let committed = !input.commit_block.is_empty()
                && input.commit_block.get(i).copied().unwrap_or(0) < registered;
            if !(diagonal || outdated || committed) {
                weights[i].push((j, num(v.into())));
            }
        }
    }
    row_normalize(&mut weights);

    let consensus = weighted_median_col(&active_stake, &weights, n, prop(params.kappa));
    let clipped = col_clip(&weights, &consensus);
    let trust = row_sums(&clipped);
    let incentive = normalize(&matmul(&clipped, &active_stake, n));
    let adjusted = interpolate(&weights, &clipped, prop(params.bonds_penalty), n);

    let last_tempo = match params.last_mechanism_step_block {
        0 => params.block.saturating_sub(params.tempo.into()),
        step => step + 1,
    };
    let mut bonds: Matrix = vec![Row::new(); n];
    for (i, row) in input.bonds.rows().take(n).enumerate() {
        for &(j, v) in row {
            if last_tempo > at(input.block_at_registration, j.into()) {
                bonds[i].push((j, num(v.into())));
            }
        }
    }
    let average =
        I64F64::saturating_from_num(params.bonds_moving_average) / I64F64::from_num(1_000_000);
    let alpha = num(1).saturating_sub(I32F32::saturating_from_num(average));

    let (dividends, stored) = if params.yuma3 {
        let bonds = map_entries(&bonds, |_, _, v| Some(v / num(65535)));
        let averaged = match liquid_rates(params, &adjusted, &bonds, &consensus) {
            Some(rates) => mat_ema_alpha(&adjusted, &bonds, &rates),
            None => mat_ema(&adjusted, &bonds, alpha, n),
        };
        let mut shares = averaged.clone();
        col_normalize(&mut shares, n);
        let earned = row_sums(&map_entries(&shares, |_, j, v| {
            Some(v.saturating_mul(incentive[j])).filter(|&v| v != zero())
        }));
        let earned: Vec<I32F32> = earned
            .iter()
            .zip(&active_stake)
            .map(|(&e, &a)| e.checked_mul(a).unwrap_or(zero()))
            .collect();
        (normalize(&earned), averaged)
    } else {
        col_normalize(&mut bonds, n);
        let mut observed =
            map_entries(&adjusted, |i, _, v| Some(v.saturating_mul(active_stake[i])));
        col_normalize(&mut observed, n);
        let mut averaged = mat_ema(&observed, &bonds, alpha, n);
        col_normalize(&mut averaged, n);
        let earned = row_sums(&map_entries(&averaged, |_, j, v| {
            Some(incentive[j].saturating_mul(v))
        }));
        col_max_upscale(&mut averaged, n);
        (normalize(&earned), averaged)
    };

    let both: Vec<I32F32> = incentive
        .iter()
        .zip(&dividends)
        .map(|(&i, &d)| i + d)
        .collect();
    let sum: I32F32 = both.iter().copied().sum();
    let server = normalize_using_sum(&incentive, sum);
    let mut validator = normalize_using_sum(&dividends, sum);
    let mut combined = normalize(&both);
    if sum == zero() {
        let nobody = active_stake.iter().all(|&a| a == zero());
        validator = if nobody {
            stake.clone()
        } else {
            active_stake.clone()
        };
        combined = validator.clone();
    }
    let rao = |parts: &[I32F32]| -> Vec<u64> {
        let rao = I96F32::from_num(params.rao_emission);
        let amount = |&part| I96F32::from_num::<I32F32>(part).saturating_mul(rao);
        parts
            .iter()
            .map(|part| amount(part).saturating_to_num())
            .collect()
    };
    let proportions = |values: &[I32F32]| values.iter().map(|&v| q16(v)).collect();
    let stored_row = |(row, &permit): (&Row, &bool)| -> Vec<Entry> {
        let entries = row.iter().filter(|_| permit);
        entries.map(|&(j, v)| (j, q16(v))).collect()
    };
    EpochOutput {
        active: inactive.iter().take(n).map(|inactive| !inactive).collect(),
        stake_weight: proportions(&stake),
        consensus: proportions(&consensus),
        incentive: proportions(&incentive),
        dividends: proportions(&dividends),
        validator_trust: proportions(&trust),
        server_emission: rao(&server),
        validator_emission: rao(&validator),
        emission: rao(&combined),
        stake: input.stake.iter().map(|s| s.saturating_to_num()).collect(),
        bonds: stored.iter().zip(&new_permits).map(stored_row).collect(),
        validator_permit: new_permits,
    }
}
