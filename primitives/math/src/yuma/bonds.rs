//! Bonds: what part of a target's success belongs to which validator, and the
//! dividends that follow.
//!
//! Bonds follow the observed weights as a moving average (`averages`). Original
//! Yuma observes stake-weighted weights normalised by target and pays
//! `D_i ∝ Σ_j M_ij·I_j`. Yuma3 observes the weights as they are, normalises only
//! to pay, and brings stake in at the end: `D_i ∝ A_i · Σ_j M_ij/ΣM_j · I_j`.
//!
//! Source: spec chapter `yuma` §6.

use super::averages::{Extreme, MovedColumn, Totals, Usual};
use super::clip::Follow;
use super::fixed::{self, AnyWhole, Bits, Ratio, Share, Whole, ONE};
use super::liquid::{LiquidAlpha, RateRule};
use super::masks::{WeightRow, WeightRows};
use super::sparse::{Entry, FixedMatrix, Packed, SparseMatrix, SparseRows, UpToOne};
use alloc::vec::Vec;
use substrate_fixed::types::I64F64;

/// What the bond stage reads; all vectors have one cell per neuron.
pub(crate) struct BondStage<'a, F> {
    /// Weights that count (W).
    pub(crate) weights: &'a WeightRows,
    /// From those to the weights that bonds follow (W̃).
    pub(crate) follow: F,
    /// Column sums of clipped weights times active stake (R).
    pub(crate) ranks: &'a [Bits],
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
    bonds: FixedMatrix<UpToOne>,
    /// One row, dense; zero between rows.
    pub(crate) row: Vec<Bits>,
    /// Old bonds of one row, dense; zero between rows.
    pub(crate) old: Vec<Bits>,
    /// Old bonds of one row that the rate rule sees; zero between rows.
    pub(crate) seen: Vec<Bits>,
    /// One row of the weights that bonds follow.
    pub(crate) followed: Vec<(u16, Bits)>,
    /// Rates of its entries.
    pub(crate) rates: Vec<Bits>,
    /// Sums of columns, used for one matrix after the other.
    sums: Vec<Bits>,
    /// Sums and largest values of the columns of `bonds`.
    pub(crate) totals: Vec<Totals>,
    /// Each column before the moving average.
    pub(crate) moved: Vec<MovedColumn>,
    /// Each column after the moving average of original Yuma.
    shares: Vec<ShareColumn<Share>>,
    /// Each column after the moving average of Yuma3.
    paid: Vec<PaidColumn<Share>>,
}

/// What turns the bonds of a column into pay.
#[derive(Clone, Copy, Debug)]
struct PaidColumn<W> {
    sum: W,
    incentive: Bits,
}

/// What turns the bonds of a column into pay and into their stored form.
#[derive(Clone, Copy, Debug)]
struct ShareColumn<W> {
    paid: PaidColumn<W>,
    largest: W,
}

impl<W: Whole> PaidColumn<W> {
    fn new(sum: Bits, incentive: Bits) -> Self {
        Self {
            sum: W::new(sum),
            incentive,
        }
    }

    /// The share of the column that a bond is, and what it pays.
    #[inline]
    fn pay(&self, bond: Bits) -> (Bits, Bits) {
        let share = self.sum.of(bond);
        (share, fixed::mul_unit(share, self.incentive))
    }
}

/// The plain moving average's rate, `1 − trunc(bonds_moving_average / 10⁶)`;
/// negative above a million.
pub(crate) fn moving_average_rate(bonds_moving_average: u64) -> Bits {
    let ratio = I64F64::saturating_from_num(bonds_moving_average)
        .to_bits()
        .wrapping_div(1_000_000);
    ONE.saturating_sub(i64::try_from(ratio >> 32).unwrap_or(i64::MAX))
}

fn zeroed<T: Clone + Default>(values: &mut Vec<T>, n: usize) {
    values.clear();
    values.resize(n, T::default());
}

/// Whether [`Share`] can divide positive bonds by these sums of them.
fn shares_serve(totals: &[Totals]) -> bool {
    totals.iter().all(|total| Share::serves(total.sum))
}

#[inline]
fn add_to(cells: &mut [Bits], column: u16, value: Bits) {
    if let Some(cell) = cells.get_mut(usize::from(column)) {
        *cell = cell.wrapping_add(value);
    }
}

impl<F: Follow> BondStage<'_, F> {
    /// Whether bonds to this target count: it was registered before the
    /// previous epoch.
    #[inline]
    pub(crate) fn is_valid(&self, column: usize) -> bool {
        self.registered.get(column).copied().unwrap_or(0) < self.last_tempo
    }

    /// Whether bonds to every target count.
    pub(crate) fn all_valid(&self) -> bool {
        self.last_tempo > 0
            && self
                .registered
                .iter()
                .all(|&registered| registered < self.last_tempo)
    }

    /// Rows of weights with those of bonds and with active stake.
    #[inline]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (WeightRow<'_>, &[Entry], Bits)> {
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

    /// Whether the plain average's numbers stay within sums of proportions.
    fn is_usual(&self) -> bool {
        (0..=ONE).contains(&self.rate)
    }

    /// Original Yuma (§6.1): fills dividends (D) and the bonds to store.
    pub(crate) fn original(
        &self,
        space: &mut BondSpace,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        let n = self.incentive.len();
        self.move_columns(space, n);
        zeroed(&mut space.totals, n);
        zeroed(&mut space.row, n);
        if self.is_usual() {
            let mut bonds = core::mem::take(&mut space.bonds);
            bonds.clear();
            self.average_shares::<Usual>(space, &mut bonds);
            self.pay_shares(&bonds, space, dividends, stored);
            space.bonds = bonds;
        } else {
            let mut bonds = FixedMatrix::default();
            self.average_shares::<Extreme>(space, &mut bonds);
            self.pay_shares(&bonds, space, dividends, stored);
        }
        fixed::normalize(dividends);
    }

    /// Bonds become shares of their column; the stored form scales each column
    /// so that its largest share is one. Division is monotone, so the largest
    /// share is the largest bond's.
    fn pay_shares<V: Packed>(
        &self,
        bonds: &FixedMatrix<V>,
        space: &mut BondSpace,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        if shares_serve(&space.totals) {
            let columns = &mut space.shares;
            self.pay_share_columns(bonds, &space.totals, columns, dividends, stored);
        } else {
            let mut columns = Vec::<ShareColumn<AnyWhole>>::new();
            self.pay_share_columns(bonds, &space.totals, &mut columns, dividends, stored);
        }
    }

    /// [`Self::pay_shares`] by one kind of division.
    fn pay_share_columns<V: Packed, W: Whole>(
        &self,
        bonds: &FixedMatrix<V>,
        totals: &[Totals],
        columns: &mut Vec<ShareColumn<W>>,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        columns.clear();
        let cells = totals.iter().zip(self.incentive);
        columns.extend(cells.map(|(total, &incentive)| {
            let paid = PaidColumn::<W>::new(total.sum, incentive);
            ShareColumn {
                paid,
                largest: W::new(paid.sum.of(total.largest)),
            }
        }));
        let pay = |column: &ShareColumn<W>, bond| {
            let (share, pay) = column.paid.pay(bond);
            (pay, fixed::quantise_unit(column.largest.of(share)))
        };
        self.pay_rows(bonds, columns, pay, dividends, stored);
    }

    /// Fills each validator's sum of pay, and the bonds to store, by the rule
    /// for one bond in a column.
    #[inline]
    fn pay_rows<V: Packed, C>(
        &self,
        bonds: &FixedMatrix<V>,
        columns: &[C],
        pay: impl Fn(&C, Bits) -> (Bits, u16),
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        dividends.clear();
        stored.clear();
        for (row, &permit) in bonds.rows().zip(self.permits) {
            let mut dividend = 0i64;
            let entries = row.iter().map(|(column, bond)| {
                let (pay, entry) = columns
                    .get(usize::from(column))
                    .map_or((0, 0), |paid| pay(paid, bond));
                // Shares and incentives sum up to one, so this can't overflow.
                dividend = dividend.wrapping_add(pay);
                (column, entry)
            });
            if permit {
                stored.push_row(entries);
            } else {
                entries.for_each(drop);
                stored.push_row([]);
            }
            dividends.push(dividend);
        }
        dividends.resize(self.incentive.len(), 0);
    }

    /// Fills what makes old bonds, and observed weights times stake, shares of
    /// their columns.
    fn move_columns(&self, space: &mut BondSpace, n: usize) {
        let sums = &mut space.sums;
        zeroed(sums, n);
        for row in self.bonds.rows().take(n) {
            for &(column, bond) in row {
                add_to(sums, column, i64::from(bond));
            }
        }
        space.moved.clear();
        let columns = (0usize..).zip(self.consensus).zip(sums.iter());
        space.moved.extend(columns.map(|((column, &score), &sum)| {
            let old = if self.is_valid(column) {
                Ratio::of_values(sum.unsigned_abs())
            } else {
                Ratio::default()
            };
            MovedColumn {
                score,
                observed: Share::default(),
                old,
            }
        }));

        let observed = if F::SUMS_TO_RANKS {
            self.ranks
        } else {
            zeroed(sums, n);
            for (weights, _, stake) in self.rows().filter(|&(_, _, stake)| stake != 0) {
                for (column, weight) in weights {
                    let score = self.consensus.get(usize::from(column));
                    let score = score.copied().unwrap_or(0);
                    let weight = self.follow.follow_or_zero(weight, score);
                    add_to(sums, column, fixed::mul_unit(weight, stake));
                }
            }
            sums
        };
        for (column, &sum) in space.moved.iter_mut().zip(observed) {
            column.observed = Share::new(sum);
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
        zeroed(&mut space.totals, n);
        zeroed(&mut space.row, n);
        // Without any consensus the plain average applies (§6.3).
        let liquid_alpha = liquid_alpha.filter(|_| self.consensus.iter().any(|&score| score != 0));
        if liquid_alpha.is_some() || self.is_usual() {
            let mut bonds = core::mem::take(&mut space.bonds);
            bonds.clear();
            if let Some(settings) = liquid_alpha {
                zeroed(&mut space.old, n);
                zeroed(&mut space.seen, n);
                self.liquid_average(RateRule::new(settings), space, &mut bonds);
            } else {
                self.average_bonds::<Usual>(space, &mut bonds);
            }
            self.pay_bonds(&bonds, space, dividends, stored);
            space.bonds = bonds;
        } else {
            let mut bonds = FixedMatrix::default();
            self.average_bonds::<Extreme>(space, &mut bonds);
            self.pay_bonds(&bonds, space, dividends, stored);
        }
        for (dividend, &stake) in dividends.iter_mut().zip(self.active_stake) {
            *dividend = fixed::mul_or_zero(*dividend, stake);
        }
        fixed::normalize(dividends);
    }

    /// Bonds pay by their share of the column, and are stored as they are.
    fn pay_bonds<V: Packed>(
        &self,
        bonds: &FixedMatrix<V>,
        space: &mut BondSpace,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        if shares_serve(&space.totals) {
            let columns = &mut space.paid;
            self.pay_bond_columns(bonds, &space.totals, columns, dividends, stored);
        } else {
            let mut columns = Vec::<PaidColumn<AnyWhole>>::new();
            self.pay_bond_columns(bonds, &space.totals, &mut columns, dividends, stored);
        }
    }

    /// [`Self::pay_bonds`] by one kind of division.
    fn pay_bond_columns<V: Packed, W: Whole>(
        &self,
        bonds: &FixedMatrix<V>,
        totals: &[Totals],
        columns: &mut Vec<PaidColumn<W>>,
        dividends: &mut Vec<Bits>,
        stored: &mut SparseMatrix,
    ) {
        columns.clear();
        let cells = totals.iter().zip(self.incentive);
        columns.extend(cells.map(|(total, &incentive)| PaidColumn::new(total.sum, incentive)));
        let pay = |column: &PaidColumn<W>, bond| (column.pay(bond).1, fixed::quantise(bond));
        self.pay_rows(bonds, columns, pay, dividends, stored);
    }
}
