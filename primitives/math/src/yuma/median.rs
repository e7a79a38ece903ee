//! The stake-weighted median, by which validators agree on a target's weight.
//!
//! With u the stakes of the judges and m = Σu − κ the minority, the consensus
//! score is the least score w whose judges at or below w hold more than m:
//! `C = min { w : m < Σ_{score ≤ w} u }`, or the largest score where none does.
//! The reference finds it by a search around pivots; sums of stakes are exact,
//! so the pivots do not matter and only the score does.
//!
//! Source: spec chapter `yuma` §5.

use super::fixed::Bits;
use alloc::vec::Vec;
use core::{cell::Cell, ops::Range};
use substrate_fixed::types::I32F32;

/// Bits that name the judge inside a key; its score is above them.
const JUDGE_BITS: u32 = 16;

/// The scores of one target in one number each, `score · 2¹⁶ + judge`, so that
/// they can be moved around in place.
pub(crate) type Key = u64;

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
        if keys.is_empty() {
            return Err(largest);
        }
        Self::between(least, largest).ok_or(largest)
    }

    /// A range of scores, unless there is one score only.
    #[inline]
    fn between(least: Bits, largest: Bits) -> Option<Self> {
        let range = largest.wrapping_sub(least) as u64;
        let bits = u64::BITS.wrapping_sub(range.leading_zeros());
        let shift = bits.saturating_sub(BUCKET_BITS);
        let last = range.wrapping_shr(shift) as usize;
        (range != 0).then_some(Self { least, shift, last })
    }

    /// The bucket of a score.
    #[inline]
    fn of(&self, score: Bits) -> usize {
        let above = score.wrapping_sub(self.least) as u64;
        // Within the range anyway, so it needs no check.
        above.wrapping_shr(self.shift) as usize % BUCKETS
    }

    /// The scores that belong in a bucket.
    #[inline]
    fn bounds(&self, bucket: usize) -> Range<Bits> {
        let bound = |bucket: usize| {
            let above = (bucket as u64).wrapping_shl(self.shift);
            self.least.saturating_add_unsigned(above)
        };
        bound(bucket)..bound(bucket.saturating_add(1))
    }

    /// The bucket in which the stake of lower scores, `below` included, comes to
    /// exceed `minority`, and the stake below that bucket; the last bucket where
    /// it never does.
    #[inline]
    fn find(
        &self,
        judges: impl Iterator<Item = (Bits, Bits)>,
        minority: Bits,
        mut below: Bits,
    ) -> (usize, Bits) {
        let mut sums = [0i64; BUCKETS];
        for (score, stake) in judges {
            if let Some(sum) = sums.get_mut(self.of(score)) {
                *sum = sum.wrapping_add(stake);
            }
        }
        let mut found = 0usize;
        for &stake in sums.iter().take(self.last) {
            let upto = below.wrapping_add(stake);
            if minority < upto {
                break;
            }
            below = upto;
            found = found.wrapping_add(1);
        }
        (found, below)
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
        let judges = keys
            .iter()
            .map(|&key| (score_of(key), stake_of(key, stakes)));
        let (found, upto) = buckets.find(judges, minority, below);
        below = upto;
        let kept = keep(keys, |key| buckets.of(score_of(key)) == found);
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

/// How many scores are looked at together.
const CHUNK: usize = 8;

/// [`select`] among all judges of a target at once: `scores` and `stakes` have a
/// cell for each of them. `keys` is memory for as many.
///
/// The first round, which looks at every judge, is one over short numbers in
/// order; only what it leaves needs keys.
pub(crate) fn select_score(
    scores: &[u32],
    stakes: &[Bits],
    minority: Bits,
    keys: &mut [Key],
) -> u32 {
    let range = (u32::MAX, 0);
    let (least, largest) = scores.iter().fold(range, |(least, largest), &score| {
        (score.min(least), score.max(largest))
    });
    let Some(buckets) = Buckets::between(Bits::from(least), Bits::from(largest)) else {
        return largest;
    };
    let scored = scores.iter().map(|&score| Bits::from(score));
    let judges = scored.zip(stakes.iter().copied());
    let (found, below) = buckets.find(judges, minority, 0);
    let found = buckets.bounds(found);
    let (first, width) = (
        found.start as u32,
        found.end.wrapping_sub(found.start) as u32,
    );
    let is_found = |score: u32| score.wrapping_sub(first) < width;

    let mut places = keys.iter_mut();
    let mut kept = 0usize;
    for (chunk, judge) in scores.chunks(CHUNK).zip((0usize..).step_by(CHUNK)) {
        // Most chunks have none, which takes a few instructions for all of it.
        let has_none = <&[u32; CHUNK]>::try_from(chunk).is_ok_and(|chunk| {
            !chunk
                .iter()
                .fold(false, |any, &score| any | is_found(score))
        });
        if has_none {
            continue;
        }
        for (&score, judge) in chunk.iter().zip(judge..) {
            if is_found(score) {
                if let Some(place) = places.next() {
                    *place = key(Bits::from(score), judge as u16);
                    kept = kept.wrapping_add(1);
                }
            }
        }
    }
    let keys = keys.get_mut(..kept).unwrap_or_default();
    select(keys, stakes, minority, below) as u32
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
