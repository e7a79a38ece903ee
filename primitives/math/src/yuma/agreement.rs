//! What validators agree on: consensus, the ranks of targets, and trust.
//!
//! The consensus C_j is the median (`median`) of the weights on a target. Nobody's
//! weight counts for more than that, `W̄_ij = min(W_ij, C_j)`: a target's rank is
//! `R_j = Σ_i A_i·W̄_ij`, a validator's trust `Tv_i = Σ_j W̄_ij`. All three need a
//! column's weights together, so rows are transposed, a few columns at a time,
//! within the processor's cache.
//!
//! Source: spec chapter `yuma` §4.5, §5.

use super::{
    fixed::{self, Bits, Ratio, ONE},
    masks::WeightRows,
    median::{select_score, Key},
    sparse::Entry,
};
use alloc::vec::Vec;

/// How many columns are transposed together. Their scores by some hundred judges
/// fit in the processor's second cache, the places of one judge in its first.
const TILE: usize = 128;

/// Cells left unused behind each column: columns of 2ⁿ judges would else begin at
/// addresses that share few places in the processor's cache.
const GAP: usize = 16;

/// Memory of the agreement stage.
#[derive(Clone, Debug, Default)]
pub(crate) struct AgreementSpace {
    judges: Vec<Judge>,
    /// Active stakes of the judges (A).
    active: Vec<Bits>,
    /// The same, as scores are.
    parts: Vec<u32>,
    /// The same, divided by their sum (u).
    stakes: Vec<Bits>,
    /// Their trust.
    trust: Vec<Bits>,
    /// Scores of a tile, one column after the other.
    scores: Vec<u32>,
    /// Keys of one column.
    keys: Vec<Key>,
}

/// A validator with active stake.
#[derive(Clone, Copy, Debug)]
struct Judge {
    uid: u32,
    /// Its entries that are still to be transposed.
    next: u32,
    end: u32,
    part: Ratio,
    /// Whether no target can be there twice.
    ascends: bool,
}

/// A number between 0 and 1 in 32 bits, one as the largest of them.
///
/// Orders weights as they are: a part of a sum of stored weights is never 1 − 2⁻³²
/// itself, since the sum is below 2³². A stake can be, so its short form is used
/// only where it is not the largest.
#[inline]
fn short(value: Bits) -> u32 {
    value.wrapping_sub(value >> 32) as u32
}

/// The number whose [`short`] form this is.
#[inline]
fn long(score: u32) -> Bits {
    if score == u32::MAX {
        ONE
    } else {
        Bits::from(score)
    }
}

/// Fills consensus (C), ranks (R) and trust (Tv), which have a cell per neuron.
///
/// A missing entry is a score of zero in the median.
pub(crate) fn agree(
    active_stake: &[Bits],
    weights: &WeightRows,
    kappa: Bits,
    space: &mut AgreementSpace,
    consensus: &mut Vec<Bits>,
    ranks: &mut Vec<Bits>,
    trust: &mut Vec<Bits>,
) {
    let n = active_stake.len();
    for values in [&mut *consensus, &mut *ranks, &mut *trust] {
        values.clear();
        values.resize(n, 0);
    }
    let total = space.seat(active_stake, weights);
    if space.judges.is_empty() {
        return;
    }
    let minority = total.saturating_sub(kappa);
    let height = space.judges.len().saturating_add(GAP);
    space.scores.resize(height.saturating_mul(TILE), 0);

    let tiles = consensus.chunks_mut(TILE).zip(ranks.chunks_mut(TILE));
    for ((scores, ranks), first) in tiles.zip((0usize..).step_by(TILE)) {
        let filled = space.transpose(weights.entries(), first, scores.len());
        let is_full = filled >= scores.len().saturating_mul(space.judges.len());
        for (place, (score, rank)) in scores.iter_mut().zip(ranks).enumerate() {
            let column = place.saturating_mul(height);
            (*score, *rank) = space.judge_column(column, is_full, minority);
        }
    }

    for (judge, &trusted) in space.judges.iter().zip(&space.trust) {
        if let Some(cell) = trust.get_mut(judge.uid as usize) {
            *cell = trusted;
        }
    }
    // Without active stake a validator is no judge, but is trusted.
    let others = weights.rows().zip(active_stake).zip(trust);
    for ((row, _), trusted) in others.filter(|((_, &stake), _)| stake <= 0) {
        *trusted = row.fold(0i64, |total, (column, weight)| {
            let score = consensus.get(usize::from(column)).copied();
            total.wrapping_add(weight.min(score.unwrap_or(0)))
        });
    }
}

impl AgreementSpace {
    /// Fills the judges; returns the sum of their stakes.
    fn seat(&mut self, active_stake: &[Bits], weights: &WeightRows) -> Bits {
        let stakes = active_stake.iter().copied().zip(0u32..);
        let stakes = stakes.filter(|&(stake, _)| stake > 0);
        self.active.clear();
        self.active.extend(stakes.clone().map(|(stake, _)| stake));
        self.parts.clear();
        self.parts.extend(self.active.iter().copied().map(short));
        self.stakes.clone_from(&self.active);
        self.judges.clear();
        self.judges.extend(stakes.map(|(_, uid)| {
            let row = weights.span(uid);
            Judge {
                uid,
                next: row.from,
                end: row.to,
                part: row.part,
                ascends: row.ascends,
            }
        }));
        self.trust.clear();
        self.trust.resize(self.judges.len(), 0);
        self.keys.resize(self.judges.len(), 0);
        fixed::normalize(&mut self.stakes);
        fixed::sum(&self.stakes)
    }

    /// Fills the scores of the columns from `first` on; returns how many entries
    /// there were.
    fn transpose(&mut self, entries: &[Entry], first: usize, width: usize) -> usize {
        self.scores.fill(0);
        let height = self.judges.len().saturating_add(GAP);
        let scores = self.scores.as_mut_slice();
        let mut filled = 0usize;
        for (number, judge) in self.judges.iter_mut().enumerate() {
            let row = entries.get(judge.next as usize..judge.end as usize);
            let row = leading(row.unwrap_or_default(), first, width);
            let taken = row.len();
            if taken == width && judge.ascends {
                // With an entry in each column, columns need no looking up.
                for (&(_, weight), column) in row.iter().zip(scores.chunks_exact_mut(height)) {
                    if let Some(cell) = column.get_mut(number) {
                        *cell = short(judge.part.of(weight));
                    }
                }
            } else {
                for &(column, weight) in row {
                    let place = usize::from(column).wrapping_sub(first);
                    let cell = place.wrapping_mul(height).wrapping_add(number);
                    if let Some(cell) = scores.get_mut(cell) {
                        *cell = short(judge.part.of(weight));
                    }
                }
            }
            judge.next = judge.next.wrapping_add(taken as u32);
            filled = filled.wrapping_add(taken);
        }
        filled
    }

    /// Consensus and rank of the column at `column` in the tile; adds to the
    /// judges' trust.
    fn judge_column(&mut self, column: usize, is_full: bool, minority: Bits) -> (Bits, Bits) {
        let end = column.saturating_add(self.judges.len());
        let scores = self.scores.get(column..end).unwrap_or_default();
        // Most targets of sparse rows have a consensus of zero, and no rank.
        if !is_full && is_nobodys(scores, &self.stakes, minority) {
            return (0, 0);
        }
        let score = select_score(scores, &self.stakes, minority, &mut self.keys);
        let mut rank = 0u64;
        if score == u32::MAX || self.parts.contains(&u32::MAX) {
            // Somebody has all the stake or all but the least part of it, or all
            // weights of a majority are here.
            return (long(score), self.clip_long(column, long(score)));
        }
        // Products of short numbers are those of long ones here.
        let judges = scores.iter().zip(&self.parts).zip(&mut self.trust);
        for ((&weight, &part), trust) in judges {
            let clipped = weight.min(score);
            rank = rank.wrapping_add(u64::from(clipped).wrapping_mul(u64::from(part)) >> 32);
            *trust = trust.wrapping_add(Bits::from(clipped));
        }
        (long(score), rank as i64)
    }

    /// The rank of a column by whole numbers; adds to the judges' trust.
    #[cold]
    fn clip_long(&mut self, column: usize, score: Bits) -> Bits {
        let scores = self.scores.iter().skip(column);
        let judges = scores.zip(&self.active).zip(&mut self.trust);
        judges.fold(0, |rank: Bits, ((&weight, &stake), trust)| {
            let clipped = long(weight).min(score);
            *trust = trust.wrapping_add(clipped);
            rank.wrapping_add(fixed::mul_unit(stake, clipped))
        })
    }
}

/// The entries of an ordered row, which begins at `first` or behind it, in the
/// next `width` columns.
#[inline]
fn leading(row: &[Entry], first: usize, width: usize) -> &[Entry] {
    let is_behind = |&(column, _): &Entry| usize::from(column) >= first.saturating_add(width);
    // A row with all columns needs no search.
    let all = row.get(..width);
    let all = all.filter(|all| !all.last().is_some_and(is_behind));
    let all = all.filter(|_| row.get(width).is_none_or(is_behind));
    all.unwrap_or_else(|| {
        let length = row.iter().position(is_behind).unwrap_or(row.len());
        row.get(..length).unwrap_or_default()
    })
}

/// Whether zero, as a score, is the median: some have it, and hold more than the
/// minority.
fn is_nobodys(scores: &[u32], stakes: &[Bits], minority: Bits) -> bool {
    let zeros = scores.iter().zip(stakes).filter(|(&score, _)| score == 0);
    let (any, stake) = zeros.fold((false, 0i64), |(_, sum), (_, &stake)| {
        (true, sum.wrapping_add(stake))
    });
    any && minority < stake
}
