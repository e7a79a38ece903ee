//! Bonds: what part of a target's success belongs to which validator, and the
//! dividends that follow.
//!
//! Bonds follow the observed weights as a moving average, `M = α·new +
//! (1−α)·old`. Original Yuma observes stake-weighted weights normalised by
//! target and pays `D_i ∝ Σ_j M_ij·I_j`. Yuma3 observes the weights as they are,
//! normalises only to pay, and brings stake in at the end:
//! `D_i ∝ A_i · Σ_j M_ij/ΣM_j · I_j`.
//!
//! Source: spec chapter `yuma` §6.

use super::fixed::{self, Bits, Divisor, ONE};
use super::liquid::{LiquidAlpha, RateRule};
use super::sparse::{Entry, FixedMatrix, FixedRow, SparseMatrix, SparseRows};
use alloc::vec::Vec;
use substrate_fixed::types::I64F64;

/// What the bond stage reads; all vectors have one cell per neuron.
pub(crate) struct BondStage<'a> {
    /// Weights after clipping and the bonds penalty (W̃).
    pub(crate) weights: &'a FixedMatrix,
    /// Column sums of `weights` times active stake, where they are known.
    pub(crate) observed_sums: Option<&'a [Bits]>,
    /// Bonds before the epoch.
    pub(crate) bonds: SparseRows<'a>,
    /// Block of each target's registration.
    pub(crate) registered: &'a [u64],
    /// Bonds to targets registered at or after this block are void.
    pub(crate) last_tempo: u64,
    /// Active stake (A).
    pub(crate) active_stake: &'a [Bits],
    /// Incentive (I).
    pub(crate) incentive: &'a [Bits],
    /// Consensus (C).
    pub(crate) consensus: &'a [Bits],
    /// Validators whose bonds are stored.
    pub(crate) permits: &'a [bool],
    /// The plain moving average's rate (α₀).
    pub(crate) rate: Bits,
}

/// Memory of the bond stage.
#[derive(Clone, Debug, Default)]
pub(crate) struct BondSpace {
    /// Bonds after the moving average (M).
    bonds: FixedMatrix,
    /// One row, dense; zero between rows.
    row: Vec<Bits>,
    /// Old bonds of one row, dense; zero between rows.
    old: Vec<Bits>,
    /// Old bonds of one row that the rate rule sees; zero between rows.
    seen: Vec<Bits>,
    /// Rates of one row's entries.
    rates: Vec<Bits>,
    /// Sums of columns, used for one matrix after the other.
    sums: Vec<Bits>,
    /// Largest values of columns.
    maxima: Vec<Bits>,
    /// Divisors of each column's observed weights and old bonds.
    divisors: Vec<(Divisor, Divisor)>,
    /// Each column after the moving average.
    columns: Vec<PaidColumn>,
}

/// What turns the bonds of a column into pay and into their stored form.
#[derive(Clone, Copy, Debug)]
struct PaidColumn {
    sum: Divisor,
    largest: Divisor,
    incentive: Bits,
}

/// The plain moving average's rate, `1 − trunc(bonds_moving_average / 10⁶)`;
/// negative above a million.
pub(crate) fn moving_average_rate(bonds_moving_average: u64) -> Bits {
    let ratio = I64F64::saturating_from_num(bonds_moving_average)
        .to_bits()
        .wrapping_div(1_000_000);
    ONE.saturating_sub(i64::try_from(ratio >> 32).unwrap_or(i64::MAX))
}

fn zeroed(values: &mut Vec<Bits>, n: usize) {
    values.clear();
    values.resize(n, 0);
}

#[inline]
fn add_to(cells: &mut [Bits], column: u16, value: Bits) {
    if let Some(cell) = cells.get_mut(usize::from(column)) {
        *cell = cell.wrapping_add(value);
    }
}

/// The arithmetic of a moving average.
trait Average {
    fn mul(rate: Bits, value: Bits) -> Bits;
    fn add(a: Bits, b: Bits) -> Bits;
}

/// With a rate between 0 and 1 nothing leaves the range of sums of proportions.
struct Usual;

impl Average for Usual {
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
struct Extreme;

impl Average for Extreme {
    fn mul(rate: Bits, value: Bits) -> Bits {
        fixed::mul(rate, value)
    }

    fn add(a: Bits, b: Bits) -> Bits {
        a.saturating_add(b)
    }
}

impl BondStage<'_> {
    /// Whether bonds to this target count: it was registered before the
    /// previous epoch.
    #[inline]
    fn is_valid(&self, column: usize) -> bool {
        self.registered.get(column).copied().unwrap_or(0) < self.last_tempo
    }

    /// Whether bonds to every target count.
    fn all_valid(&self) -> bool {
        self.last_tempo > 0
            && self
                .registered
                .iter()
                .all(|&registered| registered < self.last_tempo)
    }

    /// Rows of weights with those of bonds, of active stake and of permits.
    #[inline]
    fn rows(&self) -> impl Iterator<Item = (FixedRow<'_>, &[Entry], Bits)> {
        let bonds = self
            .bonds
            .rows()
            .chain(core::iter::repeat(<&[Entry]>::default()));
        self.weights
            .rows()
            .zip(bonds)
            .zip(self.active_stake)
            .map(|((weights, bonds), &stake)| (weights, bonds, stake))
    }

    /// Original Yuma (§6.1): fills dividends (D) and the bonds to store.
    pub(crate) fn original(
        &self,
        space: &mut BondSpace,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        let n = self.incentive.len();
        self.column_divisors(space, n);
        space.bonds.clear();
        zeroed(&mut space.sums, n);
        zeroed(&mut space.maxima, n);
        zeroed(&mut space.row, n);
        if (0..=ONE).contains(&self.rate) {
            self.average_shares::<Usual>(space);
        } else {
            self.average_shares::<Extreme>(space);
        }

        // Bonds become shares of their column; the stored form scales each
        // column so that its largest share is one. Division is monotone, so the
        // largest share is the largest bond's.
        space.columns.clear();
        let columns = space.sums.iter().zip(&space.maxima).zip(self.incentive);
        space
            .columns
            .extend(columns.map(|((&sum, &largest), &incentive)| {
                let sum = Divisor::new(sum);
                let largest = Divisor::new(sum.divide(largest));
                PaidColumn {
                    sum,
                    largest,
                    incentive,
                }
            }));
        dividends.clear();
        stored.clear();
        let columns = space.columns.as_slice();
        for (row, &permit) in space.bonds.rows().zip(self.permits) {
            let mut dividend = 0i64;
            let mut pay = |(column, bond): (u16, Bits)| {
                let paid = columns.get(usize::from(column))?;
                let share = paid.sum.divide(bond);
                // Shares and incentives sum up to one, so this can't overflow.
                dividend = dividend.wrapping_add(fixed::mul_unit(paid.incentive, share));
                Some((column, share, paid.largest))
            };
            if permit {
                stored.push_bounded_row(row.len(), |writer| {
                    for entry in row.iter() {
                        if let Some((column, share, largest)) = pay(entry) {
                            writer.push((column, fixed::quantise(largest.divide(share))));
                        }
                    }
                });
            } else {
                for entry in row.iter() {
                    pay(entry);
                }
                stored.push_row([]);
            }
            dividends.push(dividend);
        }
        dividends.resize(n, 0);
        fixed::normalize(dividends);
    }

    /// Fills the divisors that make old bonds, and observed weights times
    /// stake, shares of their columns.
    fn column_divisors(&self, space: &mut BondSpace, n: usize) {
        let sums = &mut space.sums;
        zeroed(sums, n);
        for row in self.bonds.rows() {
            for &(column, bond) in row {
                add_to(sums, column, i64::from(bond));
            }
        }
        space.divisors.clear();
        space
            .divisors
            .extend((0usize..).zip(sums.iter()).map(|(column, &sum)| {
                let old = if self.is_valid(column) {
                    Divisor::new(sum)
                } else {
                    Divisor::VOID
                };
                (Divisor::IDENTITY, old)
            }));

        let observed = match self.observed_sums {
            Some(sums) => sums,
            None => {
                zeroed(sums, n);
                for (weights, _, stake) in self.rows().filter(|&(_, _, stake)| stake != 0) {
                    for (column, weight) in weights.iter() {
                        add_to(sums, column, fixed::mul_unit(weight, stake));
                    }
                }
                sums
            }
        };
        for ((new, _), &sum) in space.divisors.iter_mut().zip(observed) {
            *new = Divisor::new(sum);
        }
    }

    /// The moving average of shares.
    fn average_shares<A: Average>(&self, space: &mut BondSpace) {
        let BondSpace {
            bonds,
            row: cells,
            sums,
            maxima,
            divisors,
            ..
        } = space;
        let (cells, divisors) = (cells.as_mut_slice(), divisors.as_slice());
        let (rate, keep_rate) = (self.rate, ONE.saturating_sub(self.rate));
        for (weights, old, stake) in self.rows() {
            if old.is_empty() && (weights.len() == 0 || stake == 0) {
                bonds.push_empty_row();
                continue;
            }
            if stake != 0 {
                for (column, weight) in weights.iter() {
                    let place = usize::from(column);
                    if let (Some(cell), Some((divisor, _))) =
                        (cells.get_mut(place), divisors.get(place))
                    {
                        let share = divisor.divide(fixed::mul_unit(weight, stake));
                        *cell = A::add(*cell, A::mul(rate, share));
                    }
                }
            }
            for &(column, bond) in old {
                let place = usize::from(column);
                if let (Some(cell), Some((_, divisor))) =
                    (cells.get_mut(place), divisors.get(place))
                {
                    let share = divisor.divide(i64::from(bond));
                    *cell = A::add(*cell, A::mul(keep_rate, share));
                }
            }
            for (&mut cell, largest) in cells.iter_mut().zip(maxima.iter_mut()) {
                *largest = cell.max(*largest);
            }
            take_positive::<A>(cells, bonds, sums);
        }
    }

    /// Yuma3 (§6.2): fills dividends (D) and the bonds to store.
    pub(crate) fn yuma3(
        &self,
        liquid_alpha: Option<LiquidAlpha>,
        space: &mut BondSpace,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        let n = self.incentive.len();
        space.bonds.clear();
        zeroed(&mut space.sums, n);
        // Without any consensus the plain average applies (§6.3).
        match liquid_alpha.filter(|_| self.consensus.iter().any(|&score| score != 0)) {
            Some(settings) => self.liquid_average(RateRule::new(settings), space),
            None => self.plain_average(space),
        }

        space.columns.clear();
        let columns = space.sums.iter().zip(self.incentive);
        space
            .columns
            .extend(columns.map(|(&sum, &incentive)| PaidColumn {
                sum: Divisor::new(sum),
                largest: Divisor::IDENTITY,
                incentive,
            }));
        dividends.clear();
        stored.clear();
        let columns = space.columns.as_slice();
        let rows = space.bonds.rows().zip(self.permits).zip(self.active_stake);
        for ((row, &permit), &stake) in rows {
            let mut total = 0i64;
            if stake != 0 {
                for (column, bond) in row.iter() {
                    if let Some(paid) = columns.get(usize::from(column)) {
                        let share = paid.sum.divide(bond);
                        total = total.wrapping_add(fixed::mul_unit(share, paid.incentive));
                    }
                }
            }
            dividends.push(fixed::mul_or_zero(total, stake));
            stored.push_row(
                row.iter()
                    .filter(|_| permit)
                    .map(|(column, bond)| (column, fixed::quantise(bond))),
            );
        }
        dividends.resize(n, 0);
        fixed::normalize(dividends);
    }

    /// Moving average with one rate for all bonds.
    fn plain_average(&self, space: &mut BondSpace) {
        zeroed(&mut space.row, self.incentive.len());
        if (0..=ONE).contains(&self.rate) {
            self.average_bonds::<Usual>(space);
        } else {
            self.average_bonds::<Extreme>(space);
        }
    }

    /// The moving average of bonds.
    fn average_bonds<A: Average>(&self, space: &mut BondSpace) {
        let BondSpace {
            bonds,
            row: cells,
            sums,
            ..
        } = space;
        let cells = cells.as_mut_slice();
        let (rate, keep_rate) = (self.rate, ONE.saturating_sub(self.rate));
        let all_valid = self.all_valid();
        for (weights, old, _) in self.rows() {
            if old.is_empty() && weights.len() == 0 {
                bonds.push_empty_row();
                continue;
            }
            for (column, weight) in weights.iter() {
                if let Some(cell) = cells.get_mut(usize::from(column)) {
                    *cell = A::add(*cell, A::mul(rate, weight));
                }
            }
            for &(column, bond) in old {
                let place = usize::from(column);
                if let Some(cell) = cells.get_mut(place) {
                    if all_valid || self.is_valid(place) {
                        *cell = A::add(*cell, A::mul(keep_rate, fixed::proportion(bond)));
                    }
                }
            }
            take_positive::<A>(cells, bonds, sums);
        }
    }

    /// Moving average with a rate of its own for each bond. Only targets that
    /// are weighted now keep a bond, in the order of the weights (§3,
    /// `mat_ema_alpha`).
    fn liquid_average(&self, rule: RateRule, space: &mut BondSpace) {
        let BondSpace {
            bonds: averaged,
            old,
            seen,
            rates,
            sums,
            ..
        } = space;
        zeroed(old, self.incentive.len());
        zeroed(seen, self.incentive.len());
        let all_valid = self.all_valid();
        for (weights, bonds, _) in self.rows() {
            if weights.len() == 0 {
                averaged.push_empty_row();
                continue;
            }
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
            rates.extend(weights.iter().map(|(column, weight)| {
                let place = usize::from(column);
                let weight = if cursor.reaches(column) { weight } else { 0 };
                let bond = seen.get(place).copied().unwrap_or(0);
                let consensus = self.consensus.get(place).copied().unwrap_or(0);
                RateRule::distance(weight, bond, consensus)
            }));
            rule.apply(rates);
            averaged.push_row(weights.len(), |writer| {
                for ((column, weight), &rate) in weights.iter().zip(rates.iter()) {
                    let bond = old.get(usize::from(column)).copied().unwrap_or(0);
                    let kept = fixed::mul_unit(ONE.wrapping_sub(rate), bond);
                    let bought = fixed::mul_unit(rate, weight);
                    let bond = kept.wrapping_add(bought).min(ONE);
                    if bond > 0 {
                        add_to(sums, column, bond);
                        writer.push(column, bond);
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

/// Makes the positive cells of a dense row the next row of `matrix`, adds them
/// to the column sums, and zeroes the dense row.
#[inline]
fn take_positive<A: Average>(cells: &mut [Bits], matrix: &mut FixedMatrix, sums: &mut [Bits]) {
    for (&mut cell, sum) in cells.iter_mut().zip(sums) {
        *sum = A::add(*sum, cell.max(0));
    }
    matrix.push_row(cells.len(), |writer| {
        for (column, cell) in (0..=u16::MAX).zip(cells) {
            let value = core::mem::take(cell);
            if value > 0 {
                writer.push(column, value);
            }
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
