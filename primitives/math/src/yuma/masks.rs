//! Which weights count in an epoch.
//!
//! Rows are those of permitted validators, without weights on themselves and on
//! targets that changed hands since; each row is divided by its sum,
//! `W_ij = w_ij / Σ_j w_ij`. What is kept are the stored proportions and each
//! row's sum, less than half the memory of the quotients, which cost one
//! multiplication where they are needed.
//!
//! Source: spec chapter `yuma` §4.4.

use super::{
    fixed::{Bits, Ratio},
    input::{EpochInput, EpochParams},
    sparse::{Entry, SparseMatrix},
};
use alloc::vec::Vec;

/// Weights that count, each row divided by its sum (W).
#[derive(Clone, Debug, Default)]
pub(crate) struct WeightRows {
    /// The rows in order of their targets.
    ordered: SparseMatrix,
    /// Rows as submitted, where that is another order.
    submitted: SparseMatrix,
    /// What turns the stored proportions of each row into its parts.
    parts: Vec<Ratio>,
}

impl WeightRows {
    fn clear(&mut self) {
        self.ordered.clear();
        self.submitted.clear();
        self.parts.clear();
    }

    fn push_empty_row(&mut self) {
        self.ordered.push_row([]);
        self.submitted.push_row([]);
        self.parts.push(Ratio::default());
    }

    /// Adds a row that is made of pieces; `is_ordered` says whether its targets
    /// ascend.
    #[inline]
    fn push_row<'a>(&mut self, pieces: impl Iterator<Item = &'a [Entry]>, is_ordered: bool) {
        let row = self.ordered.append_row(pieces);
        let total = row.iter().map(|&(_, weight)| u64::from(weight)).sum();
        self.parts.push(Ratio::of_values(total));
        if is_ordered {
            self.submitted.push_row([]);
        } else {
            self.submitted.push_row(row.iter().copied());
            row.sort_unstable();
        }
    }

    /// Rows whose entries are parts of `whole`.
    #[cfg(test)]
    pub(crate) fn parts_of(whole: u64, rows: &[Vec<Entry>]) -> Self {
        let mut weights = Self::default();
        for row in rows {
            weights.push_row([row.as_slice()].into_iter(), ascends(row));
        }
        weights.parts.fill(Ratio::of_values(whole));
        weights
    }

    /// The rows, by uid, each in order of its targets.
    #[inline]
    pub(crate) fn rows(&self) -> impl Iterator<Item = WeightRow<'_>> + Clone {
        let rows = self.ordered.rows().zip(&self.parts);
        rows.map(|(entries, &part)| WeightRow { entries, part })
    }

    /// The rows, by uid, each as submitted.
    #[inline]
    pub(crate) fn submitted_rows(&self) -> impl Iterator<Item = WeightRow<'_>> + Clone {
        self.rows()
            .zip(self.submitted.rows())
            .map(|(row, entries)| {
                if entries.is_empty() {
                    row
                } else {
                    WeightRow { entries, ..row }
                }
            })
    }

    /// The entries of all rows.
    pub(crate) fn entries(&self) -> &[Entry] {
        self.ordered.as_rows().entries
    }

    /// Where the entries of a row are, and what makes them parts.
    pub(crate) fn span(&self, uid: u32) -> RowSpan {
        let uid = uid as usize;
        let next = uid.saturating_add(1);
        let ordered = self.ordered.as_rows().offsets;
        let submitted = self.submitted.as_rows().offsets;
        RowSpan {
            from: ordered.get(uid).copied().unwrap_or_default(),
            to: ordered.get(next).copied().unwrap_or_default(),
            part: self.parts.get(uid).copied().unwrap_or_default(),
            ascends: submitted.get(uid) == submitted.get(next),
        }
    }
}

/// Where a row of [`WeightRows`] is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowSpan {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// What makes its entries parts.
    pub(crate) part: Ratio,
    /// Whether each target is behind the one before, as submitted. If not, a target
    /// may be there twice: no call stores such a row, a state from elsewhere can.
    pub(crate) ascends: bool,
}

/// What is left of one row of [`WeightRows`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeightRow<'a> {
    entries: &'a [Entry],
    part: Ratio,
}

impl WeightRow<'_> {
    /// Whether no entries are left.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many entries are left.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

impl Iterator for WeightRow<'_> {
    type Item = (u16, Bits);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (&(column, weight), rest) = self.entries.split_first()?;
        self.entries = rest;
        Some((column, self.part.of(weight)))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

/// The cells of a vector, then zeros.
pub(super) fn or_zero(cells: &[u64]) -> impl Iterator<Item = u64> + '_ {
    cells.iter().copied().chain(core::iter::repeat(0))
}

/// Fills `weights` with the rows that count (§4.4): of permitted validators,
/// without self-weights except the owner's, without targets registered since
/// the weights were set or committed, each row divided by its sum.
pub(super) fn mask_weights(
    params: &EpochParams,
    input: &EpochInput<'_>,
    permits: &[bool],
    weights: &mut WeightRows,
) {
    let n = input.stake.len();
    let rows = input
        .weights
        .rows()
        .chain(core::iter::repeat(<&[Entry]>::default()));
    let permits = permits.iter().copied().chain(core::iter::repeat(false));
    let committed = input.commit_block.iter().copied().chain(core::iter::repeat(
        if input.commit_block.is_empty() {
            u64::MAX
        } else {
            0
        },
    ));
    weights.clear();
    let neurons = (0..=u16::MAX)
        .zip(rows)
        .zip(permits)
        .zip(or_zero(input.last_update))
        .zip(committed)
        .take(n);
    let latest = input.block_at_registration.iter().copied().max();
    for ((((uid, row), permit), updated), committed) in neurons {
        if !permit || row.is_empty() {
            weights.push_empty_row();
            continue;
        }
        // Targets must be registered before the update and not after the
        // commit: both hold below the smaller of the two bounds.
        let bound = updated.min(committed.saturating_add(1));
        let all_older = latest.unwrap_or(0) < bound;
        let barred = (params.owner_uid != Some(uid)).then_some(uid);
        let is_ordered = ascends(row);
        let all_known = row.last().is_none_or(|last| usize::from(last.0) < n);
        if is_ordered && all_known && all_older {
            // All entries count but one.
            let barred = barred.and_then(|uid| row.binary_search_by_key(&uid, |e| e.0).ok());
            let (before, after) = match barred {
                Some(place) => (row.get(..place), row.get(place.saturating_add(1)..)),
                None => (Some(row), None),
            };
            weights.push_row([before, after].into_iter().flatten(), true);
            continue;
        }
        // Runs of entries that count are copied whole.
        let counts = |&(target, _): &Entry| {
            let place = usize::from(target);
            let registered = || input.block_at_registration.get(place).copied();
            place < n && (all_older || registered().unwrap_or(0) < bound) && Some(target) != barred
        };
        weights.push_row(row.split(|entry| !counts(entry)), is_ordered);
    }
}

/// Whether each target is behind the one before.
fn ascends(row: &[Entry]) -> bool {
    row.is_sorted_by(|a, b| a.0 < b.0)
}
