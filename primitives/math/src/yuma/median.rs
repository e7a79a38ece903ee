//! The stake-weighted median, by which validators agree on a target's weight.
//!
//! With u the stakes of the judges and m = Σu − κ the minority, the consensus
//! score is the least score w whose judges at or below w hold more than m:
//! `C = min { w : m < Σ_{score ≤ w} u }`, or the largest score where none does.
//! The reference finds it by a search around pivots; sums of stakes are exact,
//! so the pivots do not matter and only the score does.
//!
//! Source: spec chapter `yuma` §5.

use super::fixed::{self, Bits};
use super::sparse::FixedMatrix;
use alloc::vec::Vec;
use core::cell::Cell;
use substrate_fixed::types::I32F32;

/// Bits that name the judge inside a key; its score is above them.
const JUDGE_BITS: u32 = 16;

/// Keys left unused behind each column. Columns of 2ⁿ judges would else begin at
/// addresses that share few places in the processor's cache.
const GAP: u32 = 8;

/// The scores of one target in one number each, `score · 2¹⁶ + judge`, so that
/// they can be moved around in place.
type Key = u64;

#[inline]
fn key(score: Bits, judge: u16) -> Key {
    ((score as u64) << JUDGE_BITS) | u64::from(judge)
}

#[inline]
fn score_of(key: Key) -> Bits {
    (key >> JUDGE_BITS) as i64
}

#[inline]
fn stake_of(key: Key, stakes: &[Bits]) -> Bits {
    stakes.get((key & 0xffff) as usize).copied().unwrap_or(0)
}

/// log2 of [`BUCKETS`].
const BUCKET_BITS: u32 = 5;

/// In how many parts a range of scores is cut.
const BUCKETS: usize = 1 << BUCKET_BITS;

/// A range of scores, cut into equal buckets.
struct Buckets {
    least: Bits,
    shift: u32,
    /// The bucket of the largest score.
    last: usize,
}

impl Buckets {
    /// The range of the keys' scores; the score alone where all have the same.
    #[inline]
    fn over(keys: &[Key]) -> Result<Self, Bits> {
        let (mut first, mut end) = (Key::MAX, 0);
        for &key in keys {
            first = first.min(key);
            end = end.max(key);
        }
        let (least, largest) = (score_of(first), score_of(end));
        let range = largest.wrapping_sub(least) as u64;
        if range == 0 || keys.is_empty() {
            return Err(largest);
        }
        let bits = u64::BITS.wrapping_sub(range.leading_zeros());
        let shift = bits.saturating_sub(BUCKET_BITS);
        let last = range.wrapping_shr(shift) as usize;
        Ok(Self { least, shift, last })
    }

    /// The bucket of a key.
    #[inline]
    fn of(&self, key: Key) -> usize {
        let above = score_of(key).wrapping_sub(self.least) as u64;
        // Within the range anyway, so it needs no check.
        above.wrapping_shr(self.shift) as usize % BUCKETS
    }

    /// The stake in each bucket.
    #[inline]
    fn stakes(&self, keys: &[Key], stakes: &[Bits]) -> [Bits; BUCKETS] {
        let mut sums = [0i64; BUCKETS];
        for &key in keys {
            if let Some(sum) = sums.get_mut(self.of(key)) {
                *sum = sum.wrapping_add(stake_of(key, stakes));
            }
        }
        sums
    }
}

/// The least score among `keys` at which the stake at or below it, `below`
/// included, exceeds `minority`; the largest score where none does.
///
/// Each round finds the bucket in which that happens and keeps only its keys, so
/// the range of scores shrinks 32 times at least: between 0 and 1 no scores, in
/// no order, need more than seven rounds.
fn select(mut keys: &mut [Key], stakes: &[Bits], minority: Bits, mut below: Bits) -> Bits {
    loop {
        let buckets = match Buckets::over(keys) {
            Ok(buckets) => buckets,
            Err(only) => return only,
        };
        let mut found = 0usize;
        let sums = buckets.stakes(keys, stakes);
        for &stake in sums.iter().take(buckets.last) {
            let upto = below.wrapping_add(stake);
            if minority < upto {
                break;
            }
            below = upto;
            found = found.wrapping_add(1);
        }
        let kept = keep(keys, |key| buckets.of(key) == found);
        keys = keys.get_mut(..kept).unwrap_or_default();
    }
}

/// Moves the wanted keys to the front; returns how many there are.
#[inline]
fn keep(keys: &mut [Key], wanted: impl Fn(Key) -> bool) -> usize {
    let cells = Cell::from_mut(keys).as_slice_of_cells();
    let mut kept = 0usize;
    for cell in cells {
        let key = cell.get();
        // Written in any case: a store costs less than a branch that nobody
        // can predict.
        if let Some(place) = cells.get(kept) {
            place.set(key);
        }
        kept = kept.wrapping_add(usize::from(wanted(key)));
    }
    kept
}

/// The stake-weighted median of `scores` (non-negative, at most 1), where
/// `minority` is the part of the stake that may disagree below it.
///
/// Judges are the pairs of `stake` and `scores`; at most 65,536 of them count.
/// Source: spec chapter `yuma` §5.
#[must_use]
pub fn weighted_median(stake: &[I32F32], scores: &[I32F32], minority: I32F32) -> I32F32 {
    let stakes: Vec<Bits> = stake.iter().map(|stake| stake.to_bits()).collect();
    let mut keys: Vec<Key> = scores
        .iter()
        .zip(0..=u16::MAX)
        .map(|(score, judge)| key(score.to_bits(), judge))
        .collect();
    I32F32::from_bits(select(&mut keys, &stakes, minority.to_bits(), 0))
}

/// Memory of the column medians.
#[derive(Clone, Debug, Default)]
pub(crate) struct MedianSpace {
    /// Stakes of the judges, normalised.
    stakes: Vec<Bits>,
    columns: Vec<Column>,
    /// Keys of all columns, one column after the other.
    keys: Vec<Key>,
}

/// Where the keys of a column lie, and whose they are.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    /// How many keys there are in the end.
    length: u32,
    /// Where the next key goes.
    next: u32,
    /// Stake of the judges that score it.
    stake: Bits,
}

/// The consensus weight of each of the `n` targets: the median of its column
/// over the rows with active stake, where a missing entry is a score of zero.
pub(crate) fn column_medians(
    active_stake: &[Bits],
    weights: &FixedMatrix,
    kappa: Bits,
    n: usize,
    space: &mut MedianSpace,
    consensus: &mut Vec<Bits>,
) {
    let MedianSpace {
        stakes,
        columns,
        keys,
    } = space;
    consensus.clear();
    consensus.resize(n, 0);

    stakes.clear();
    stakes.extend(active_stake.iter().copied().filter(|&stake| stake > 0));
    if stakes.is_empty() {
        return;
    }
    fixed::normalize(stakes);
    let total = fixed::sum(stakes);
    let minority = total.saturating_sub(kappa);

    // Transpose the judges' rows by counting, so that a column lies together.
    columns.clear();
    columns.resize(n, Column::default());
    let columns = columns.as_mut_slice();
    let judges = || {
        active_stake
            .iter()
            .zip(weights.rows())
            .filter_map(|(&stake, row)| (stake > 0).then_some(row))
    };
    for row in judges() {
        for &column in row.columns {
            if let Some(column) = columns.get_mut(usize::from(column)) {
                column.length = column.length.wrapping_add(1);
            }
        }
    }
    let mut filled = 0u32;
    for column in columns.iter_mut() {
        column.next = filled;
        filled = filled.wrapping_add(column.length).wrapping_add(GAP);
    }
    keys.clear();
    keys.resize(filled as usize, 0);
    let mut keys = keys.as_mut_slice();
    for ((row, judge), &stake) in judges().zip(0..=u16::MAX).zip(stakes.iter()) {
        for (column, value) in row.iter() {
            if let Some(column) = columns.get_mut(usize::from(column)) {
                if let Some(place) = keys.get_mut(column.next as usize) {
                    *place = key(value, judge);
                }
                column.next = column.next.wrapping_add(1);
                column.stake = column.stake.wrapping_add(stake);
            }
        }
    }

    for (score, column) in consensus.iter_mut().zip(columns) {
        let length = column.length as usize;
        let (own, rest) = keys.split_at_mut_checked(length).unwrap_or_default();
        keys = rest.get_mut(GAP as usize..).unwrap_or_default();
        // Judges without an entry score zero, which no entry is below.
        let absent = total.wrapping_sub(column.stake);
        if length < stakes.len() && minority < absent {
            continue;
        }
        *score = select(own, stakes, minority, absent);
    }
}
