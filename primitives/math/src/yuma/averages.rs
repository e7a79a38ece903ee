//! Moving averages of bonds, `M = α·new + (1−α)·old`.
//!
//! Three of them: of shares, for original Yuma; of bonds at one rate, for Yuma3;
//! and of bonds each at a rate of its own, for Yuma3 with liquid alpha.
//!
//! Source: spec chapter `yuma` §6, and §3 (`mat_ema`, `mat_ema_alpha`).

use super::bonds::{BondSpace, BondStage};
use super::clip::Follow;
use super::fixed::{self, Bits, Ratio, Share, Whole, ONE};
use super::liquid::RateRule;
use super::masks::WeightRow;
use super::sparse::{Entry, FixedMatrix, Packed, UpToOne};

/// The arithmetic of a moving average.
pub(crate) trait Average {
    /// What averaged bonds fit in.
    type Bond: Packed;

    fn mul(rate: Bits, value: Bits) -> Bits;
    fn add(a: Bits, b: Bits) -> Bits;
}

/// With a rate between 0 and 1 nothing leaves the range of sums of proportions.
pub(crate) struct Usual;

impl Average for Usual {
    type Bond = UpToOne;

    #[inline]
    fn mul(rate: Bits, value: Bits) -> Bits {
        fixed::mul_unit(rate, value)
    }

    #[inline]
    fn add(a: Bits, b: Bits) -> Bits {
        a.wrapping_add(b)
    }
}

/// With a negative rate, which root can set, numbers may reach the type's ends.
pub(crate) struct Extreme;

impl Average for Extreme {
    type Bond = Bits;

    fn mul(rate: Bits, value: Bits) -> Bits {
        fixed::mul(rate, value)
    }

    fn add(a: Bits, b: Bits) -> Bits {
        a.saturating_add(b)
    }
}

/// A column after the moving average.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    /// The sum of its bonds.
    pub(crate) sum: Bits,
    /// Its largest bond; only the moving averages at one rate keep it.
    pub(crate) largest: Bits,
}

/// A column of original Yuma before the moving average.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MovedColumn {
    /// The consensus.
    pub(crate) score: Bits,
    /// What makes observed weights times stake shares.
    pub(crate) observed: Share,
    /// What makes old bonds shares.
    pub(crate) old: Ratio,
}

impl<F: Follow> BondStage<'_, F> {
    /// The moving average of shares.
    pub(crate) fn average_shares<A: Average>(
        &self,
        space: &mut BondSpace,
        bonds: &mut FixedMatrix<A::Bond>,
    ) {
        let BondSpace {
            row: cells,
            totals,
            moved,
            ..
        } = space;
        let (cells, columns) = (cells.as_mut_slice(), moved.as_slice());
        let (rate, keep_rate) = (self.rate, ONE.saturating_sub(self.rate));
        for (weights, old, stake) in self.rows() {
            let observed = match stake {
                0 => 0,
                _ => add_observed::<A>(cells, columns, weights, self.follow, stake, rate),
            };
            if old.is_empty() && observed == 0 {
                bonds.push_empty_row();
                continue;
            }
            add_kept::<A>(cells, columns, old, keep_rate);
            take_positive::<A>(cells, bonds, totals);
        }
    }

    /// The moving average of bonds at one rate.
    pub(crate) fn average_bonds<A: Average>(
        &self,
        space: &mut BondSpace,
        bonds: &mut FixedMatrix<A::Bond>,
    ) {
        let BondSpace {
            row: cells, totals, ..
        } = space;
        let cells = cells.as_mut_slice();
        let (rate, keep_rate) = (self.rate, ONE.saturating_sub(self.rate));
        let all_valid = self.all_valid();
        for (weights, old, _) in self.rows() {
            let mut observed = 0;
            for (column, weight) in weights {
                let place = usize::from(column);
                if let (Some(cell), Some(&score)) =
                    (cells.get_mut(place), self.consensus.get(place))
                {
                    let weight = self.follow.follow_or_zero(weight, score);
                    observed |= weight;
                    *cell = A::add(*cell, A::mul(rate, weight));
                }
            }
            if old.is_empty() && observed == 0 {
                bonds.push_empty_row();
                continue;
            }
            for &(column, bond) in old {
                let place = usize::from(column);
                if let Some(cell) = cells.get_mut(place) {
                    if all_valid || self.is_valid(place) {
                        *cell = A::add(*cell, A::mul(keep_rate, fixed::proportion(bond)));
                    }
                }
            }
            take_positive::<A>(cells, bonds, totals);
        }
    }

    /// The moving average of bonds with a rate for each of them. Only targets
    /// that are weighted now keep a bond, in the order of the weights (§3,
    /// `mat_ema_alpha`).
    pub(crate) fn liquid_average(
        &self,
        rule: RateRule,
        space: &mut BondSpace,
        averaged: &mut FixedMatrix<UpToOne>,
    ) {
        let BondSpace {
            old,
            seen,
            followed,
            rates,
            totals,
            ..
        } = space;
        let all_valid = self.all_valid();
        let score = |column: u16| {
            let score = self.consensus.get(usize::from(column));
            score.copied().unwrap_or(0)
        };
        // The order of a row decides what the cursors see, and is that of the
        // bonds.
        let rows = self.rows().zip(self.weights.submitted_rows());
        for ((ordered, bonds, _), submitted) in rows {
            let weights = if F::IS_ORDERED { ordered } else { submitted };
            if weights.is_empty() {
                averaged.push_empty_row();
                continue;
            }
            followed.clear();
            followed.extend(weights.filter_map(|(column, weight)| {
                let weight = self.follow.follow(weight, score(column))?;
                Some((column, weight))
            }));
            // The reference walks a row with one forward cursor, so an entry
            // behind a larger column reads as zero there (§6.4).
            let mut cursor = Cursor::default();
            for &(column, bond) in bonds {
                let place = usize::from(column);
                if !all_valid && !self.is_valid(place) {
                    continue;
                }
                let bond = fixed::proportion(bond);
                let visible = cursor.reaches(column);
                if let (Some(cell), Some(mark)) = (old.get_mut(place), seen.get_mut(place)) {
                    *cell = bond;
                    if visible {
                        *mark = bond;
                    }
                }
            }
            let mut cursor = Cursor::default();
            rates.clear();
            rates.extend(followed.iter().map(|&(column, weight)| {
                let weight = if cursor.reaches(column) { weight } else { 0 };
                let bond = seen.get(usize::from(column)).copied().unwrap_or(0);
                RateRule::distance(weight, bond, score(column))
            }));
            rule.apply(rates);
            averaged.push_row(rates.len(), |writer| {
                for (&(column, weight), &rate) in followed.iter().zip(rates.iter()) {
                    let bond = old.get(usize::from(column)).copied().unwrap_or(0);
                    let kept = fixed::mul_unit(ONE.wrapping_sub(rate), bond);
                    let bought = fixed::mul_unit(rate, weight);
                    let bond = kept.wrapping_add(bought).min(ONE);
                    if bond > 0 {
                        if let Some(total) = totals.get_mut(usize::from(column)) {
                            total.sum = total.sum.wrapping_add(bond);
                        }
                        writer.push_if(true, column, bond);
                    }
                }
            });
            for &(column, _) in bonds {
                for cells in [&mut *old, &mut *seen] {
                    if let Some(cell) = cells.get_mut(usize::from(column)) {
                        *cell = 0;
                    }
                }
            }
        }
    }
}

/// Adds what a row of weights moves the shares by; returns zero where no weight
/// counts.
///
/// A function of its own, as the next one is, to have the processor's registers
/// for its loop alone.
#[inline(never)]
fn add_observed<A: Average>(
    cells: &mut [Bits],
    columns: &[MovedColumn],
    weights: WeightRow<'_>,
    follow: impl Follow,
    stake: Bits,
    rate: Bits,
) -> Bits {
    let mut observed = 0;
    for (column, weight) in weights {
        let place = usize::from(column);
        if let (Some(cell), Some(column)) = (cells.get_mut(place), columns.get(place)) {
            let weight = follow.follow_or_zero(weight, column.score);
            observed |= weight;
            let share = column.observed.of(fixed::mul_unit(weight, stake));
            *cell = A::add(*cell, A::mul(rate, share));
        }
    }
    observed
}

/// Adds what is kept of a row of old shares.
#[inline(never)]
fn add_kept<A: Average>(
    cells: &mut [Bits],
    columns: &[MovedColumn],
    old: &[Entry],
    keep_rate: Bits,
) {
    for &(column, bond) in old {
        let place = usize::from(column);
        if let (Some(cell), Some(column)) = (cells.get_mut(place), columns.get(place)) {
            *cell = A::add(*cell, A::mul(keep_rate, column.old.of(bond)));
        }
    }
}

/// Makes the positive cells of a dense row the next row of `matrix`, adds them
/// to their columns' sums and maxima, and zeroes the dense row.
#[inline]
fn take_positive<A: Average>(
    cells: &mut [Bits],
    matrix: &mut FixedMatrix<A::Bond>,
    totals: &mut [Totals],
) {
    matrix.push_row(cells.len(), |writer| {
        let mut column = 0u16;
        for (cell, total) in cells.iter_mut().zip(totals) {
            let value = core::mem::take(cell).max(0);
            total.sum = A::add(total.sum, value);
            total.largest = total.largest.max(value);
            writer.push_if(value > 0, column, value);
            column = column.wrapping_add(1);
        }
    });
}

/// A forward cursor over the columns of a row.
#[derive(Default)]
struct Cursor {
    next: u32,
}

impl Cursor {
    /// Whether the cursor gets to see the next entry, of this column.
    #[inline]
    fn reaches(&mut self, column: u16) -> bool {
        let visible = u32::from(column) >= self.next;
        if visible {
            self.next = u32::from(column).wrapping_add(1);
        }
        visible
    }
}
