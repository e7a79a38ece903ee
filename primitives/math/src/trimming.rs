//! Who stays when a network is cut to fewer uids, and how what is kept per uid
//! moves (spec `registration` §3.9).
//!
//! The neurons with the least emission leave, the immune ones excepted; those that
//! stay close ranks and keep their order. [`uids_to_keep`] chooses,
//! [`Renumbering`] moves vectors and rows.

use alloc::vec::Vec;
use subtensor_types::AlphaBalance;

/// What trimming looks at in a neuron.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Neuron {
    /// What it earned in the last epoch, in rao of alpha.
    pub emission: AlphaBalance,
    /// Whether it must not leave.
    pub immune: bool,
}

/// The part of the remaining uids that immune neurons would take, in percent,
/// rounded down; 100 if they are more than remain.
pub fn immune_percentage(neurons: &[Neuron], remaining: u16) -> u8 {
    let remaining = usize::from(remaining);
    let immune = neurons
        .iter()
        .filter(|neuron| neuron.immune)
        .count()
        .min(remaining.max(1));
    immune
        .saturating_mul(100)
        .checked_div(remaining.max(1))
        .and_then(|percent| u8::try_from(percent).ok())
        .unwrap_or(100)
}

/// The uids that stay when only `remaining` may, in ascending order. A neuron's
/// uid is its position.
///
/// The least emission leaves first, the highest uid among equals. Immune neurons
/// stay, even if that leaves more than `remaining`.
pub fn uids_to_keep(neurons: &[Neuron], remaining: u16) -> Vec<u16> {
    let mut by_merit: Vec<(u16, Neuron)> = (0u16..).zip(neurons.iter().copied()).collect();
    // Best first; the sort is stable, so the highest uid is last among equals.
    by_merit.sort_by_key(|(_, neuron)| core::cmp::Reverse(neuron.emission));
    let mut excess = by_merit.len().saturating_sub(usize::from(remaining));
    let mut kept: Vec<u16> = by_merit
        .into_iter()
        .rev()
        .filter_map(|(uid, neuron)| {
            if excess > 0 && !neuron.immune {
                excess = excess.saturating_sub(1);
                return None;
            }
            Some(uid)
        })
        .collect();
    kept.sort_unstable();
    kept
}

/// New uids for those that stay: 0, 1, 2… in the order of the old ones.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Renumbering {
    /// The old uids, ascending; the position is the new one.
    kept: Vec<u16>,
}

impl Renumbering {
    /// The renumbering that keeps these uids.
    pub fn keeping(mut kept: Vec<u16>) -> Self {
        kept.sort_unstable();
        kept.dedup();
        Self { kept }
    }

    /// Old and new uids of those that stay, in ascending order. A new uid is never
    /// above the old one, so what is moved in this order overwrites nothing that
    /// has yet to move.
    pub fn pairs(&self) -> impl Iterator<Item = (u16, u16)> + '_ {
        self.kept.iter().copied().zip(0u16..)
    }

    /// The new uid of an old one; nothing if it leaves.
    pub fn new_uid(&self, old: u16) -> Option<u16> {
        self.kept
            .binary_search(&old)
            .ok()
            .and_then(|position| u16::try_from(position).ok())
    }

    /// A vector with a cell per uid, after the move. Cells that were missing get
    /// the default.
    pub fn cells<V: Clone + Default>(&self, old: &[V]) -> Vec<V> {
        self.kept
            .iter()
            .map(|uid| old.get(usize::from(*uid)).cloned().unwrap_or_default())
            .collect()
    }

    /// A sparse row with an entry per target, after the move. Entries on uids that
    /// leave are dropped.
    pub fn row<V>(&self, old: Vec<(u16, V)>) -> Vec<(u16, V)> {
        old.into_iter()
            .filter_map(|(target, value)| Some((self.new_uid(target)?, value)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    fn neurons(emissions: &[u64], immune: &[u16]) -> Vec<Neuron> {
        (0u16..)
            .zip(emissions)
            .map(|(uid, emission)| Neuron {
                emission: AlphaBalance::new(*emission),
                immune: immune.contains(&uid),
            })
            .collect()
    }

    #[test]
    fn least_emission_leaves_and_the_immune_stay() {
        // `registration` §9, row 75.
        let emissions = [17, 42, 8, 56, 23, 91, 34, 77, 12, 65, 3, 88, 29, 51, 74, 39];
        let kept = uids_to_keep(&neurons(&emissions, &[6]), 8);
        let emissions_kept: Vec<u64> = kept
            .iter()
            .map(|uid| emissions[usize::from(*uid)])
            .collect();
        assert_eq!(emissions_kept, [56, 91, 34, 77, 65, 88, 51, 74]);
        assert_eq!(kept, [3, 5, 6, 7, 9, 11, 13, 14]);
        let renumbering = Renumbering::keeping(kept);
        assert_eq!(renumbering.new_uid(6), Some(2));
        assert_eq!(renumbering.new_uid(14), Some(7));
        assert_eq!(renumbering.new_uid(15), None);
    }

    #[test]
    fn highest_uid_leaves_among_equals() {
        assert_eq!(uids_to_keep(&neurons(&[5, 5, 5, 5], &[]), 2), [0, 1]);
        assert_eq!(uids_to_keep(&neurons(&[5, 5, 5, 5], &[3]), 2), [0, 3]);
        assert_eq!(uids_to_keep(&neurons(&[5, 5, 4, 5], &[]), 2), [0, 1]);
    }

    #[test]
    fn nobody_leaves_while_there_is_room() {
        for room in [3, 4, u16::MAX] {
            assert_eq!(uids_to_keep(&neurons(&[1, 2, 3], &[]), room), [0, 1, 2]);
        }
        assert_eq!(uids_to_keep(&[], 0), Vec::<u16>::new());
    }

    #[test]
    fn percentage_is_rounded_down_and_at_most_all() {
        for (immune, remaining, percent) in [
            (0, 4, 0),
            (1, 3, 33),
            (2, 3, 66),
            (4, 5, 80),
            (79, 99, 79),
            (4, 4, 100),
            (4, 3, 100),
            (0, 0, 0),
            (1, 0, 100),
        ] {
            let uids: Vec<u16> = (0..immune).collect();
            let neurons = neurons(&vec![1; 100], &uids);
            assert_eq!(
                immune_percentage(&neurons, remaining),
                percent,
                "{immune} of {remaining}"
            );
        }
    }

    #[test]
    fn cells_and_rows_move_together() {
        let renumbering = Renumbering::keeping(vec![4, 1, 2]);
        assert_eq!(
            renumbering.pairs().collect::<Vec<_>>(),
            [(1, 0), (2, 1), (4, 2)]
        );
        // The last cell is missing.
        assert_eq!(renumbering.cells(&[10, 11, 12, 13]), [11, 12, 0]);
        // Order and values stay as they are.
        let row = vec![(4, 'a'), (3, 'b'), (0, 'c'), (2, 'd'), (1, 'e'), (4, 'f')];
        assert_eq!(
            renumbering.row(row),
            [(2, 'a'), (1, 'd'), (0, 'e'), (2, 'f')]
        );
    }

    proptest! {
        #[test]
        fn kept_ones_are_the_best_and_the_immune(
            emissions in prop::collection::vec((0u64..8, any::<bool>()), 0..40),
            remaining in 0u16..40,
        ) {
            let neurons: Vec<Neuron> = emissions
                .iter()
                .map(|(emission, immune)| Neuron {
                    emission: AlphaBalance::new(*emission),
                    immune: *immune,
                })
                .collect();
            let kept = uids_to_keep(&neurons, remaining);
            let immune = neurons.iter().filter(|neuron| neuron.immune).count();
            let expected = neurons.len().min(usize::from(remaining).max(immune));
            prop_assert_eq!(kept.len(), expected);
            prop_assert!(kept.is_sorted());
            for (uid, neuron) in (0u16..).zip(&neurons) {
                if kept.contains(&uid) {
                    continue;
                }
                prop_assert!(!neuron.immune);
                // Nobody who stays without immunity is worse than who leaves.
                for other in kept.iter().filter(|uid| !neurons[usize::from(**uid)].immune) {
                    let stays = (neurons[usize::from(*other)].emission, core::cmp::Reverse(*other));
                    prop_assert!(stays > (neuron.emission, core::cmp::Reverse(uid)));
                }
            }
        }
    }
}
