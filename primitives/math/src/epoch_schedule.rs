//! When a network's epoch comes.
//!
//! An epoch is due when the owner's trigger (or a deferral) has matured, when
//! more than [`MAX_BLOCKS_WITHOUT_STEP`] blocks passed without one, or when
//! `block - last_epoch_block >= tempo`. A tempo of 0 stops epochs altogether.
//!
//! Source: spec chapter `emission` §7.1 and §7.2.

/// Blocks without an epoch after which one runs whatever the anchor says.
pub const MAX_BLOCKS_WITHOUT_STEP: u64 = 50_400;

/// What the schedule of one network depends on; all in blocks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct EpochSchedule {
    /// Blocks between epochs; 0 for never.
    pub tempo: u16,
    /// The block the next epoch is counted from.
    pub last_epoch_block: u64,
    /// Block of a triggered or deferred epoch; 0 for none.
    pub pending_epoch_at: u64,
    /// Blocks since the last epoch was drained.
    pub blocks_since_last_step: u64,
}

impl EpochSchedule {
    /// Whether an epoch is due in `block`.
    pub const fn should_run(&self, block: u64) -> bool {
        if self.tempo == 0 {
            return false;
        }
        (self.pending_epoch_at > 0 && block >= self.pending_epoch_at)
            || self.blocks_since_last_step > MAX_BLOCKS_WITHOUT_STEP
            || block.saturating_sub(self.last_epoch_block) >= self.tempo as u64
    }

    /// Blocks until the tempo alone brings an epoch; `u64::MAX` without tempo.
    pub const fn blocks_until_next_auto_epoch(&self, block: u64) -> u64 {
        if self.tempo == 0 {
            return u64::MAX;
        }
        self.last_epoch_block
            .saturating_add(self.tempo as u64)
            .saturating_sub(block)
    }

    /// The block in which the next epoch is to start, if there is a tempo.
    pub fn next_epoch_start(&self) -> Option<u64> {
        if self.tempo == 0 {
            return None;
        }
        let auto = self.last_epoch_block.saturating_add(u64::from(self.tempo));
        Some(match self.pending_epoch_at {
            0 => auto,
            pending => auto.min(pending),
        })
    }

    /// Whether an epoch is so near that hyperparameters are frozen: a pending one
    /// lies ahead, or fewer than `window` blocks remain.
    pub const fn is_in_freeze_window(&self, block: u64, window: u16) -> bool {
        self.tempo != 0
            && (self.pending_epoch_at > block
                || self.blocks_until_next_auto_epoch(block) < window as u64)
    }
}

/// The first block of a network's epoch by the old rule, which derived epochs from
/// block numbers. The chain counts epochs now; clients still show them by this.
///
/// Source: spec chapter `yuma` §10.1.
pub const fn first_block_of_epoch(netuid: u16, tempo: u16, epoch: u64) -> u64 {
    let length = (tempo as u64).saturating_add(1);
    let offset = (netuid as u64).saturating_add(1);
    epoch.saturating_mul(length).saturating_sub(offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn schedule(tempo: u16, last_epoch_block: u64, pending_epoch_at: u64) -> EpochSchedule {
        EpochSchedule {
            tempo,
            last_epoch_block,
            pending_epoch_at,
            blocks_since_last_step: 0,
        }
    }

    /// Chapter `yuma` §15.8, R-27.
    #[test]
    fn epochs_of_old_had_their_blocks() {
        for (netuid, tempo, epoch, expected) in [
            (1, 10, 0, 0),
            (1, 10, 1, 9),
            (0, 1, 1, 1),
            (0, 100, 1000, 100_999),
            (7, u16::MAX, u64::MAX, u64::MAX - 8),
        ] {
            assert_eq!(first_block_of_epoch(netuid, tempo, epoch), expected);
        }
    }

    /// Chapter `emission` §13.3, row 43.
    #[test]
    fn blocks_until_the_next_epoch() {
        for (tempo, block, expected) in [
            (0, 100, u64::MAX),
            (10, 5, 5),
            (20, 15, 5),
            (30, 25, 5),
            (10, 9, 1),
            (20, 21, 0),
            (65535, 0, 65535),
            (65535, u64::MAX, 0),
            (65534, 100, 65434),
        ] {
            let found = schedule(tempo, 0, 0).blocks_until_next_auto_epoch(block);
            assert_eq!(found, expected, "tempo {tempo}, block {block}");
        }
    }

    /// Chapter `emission` §13.3, row 44.
    #[test]
    fn next_start_is_the_earlier_of_tempo_and_trigger() {
        assert_eq!(schedule(50, 100, 0).next_epoch_start(), Some(150));
        assert_eq!(schedule(50, 100, 120).next_epoch_start(), Some(120));
        assert_eq!(schedule(50, 100, 200).next_epoch_start(), Some(150));
        assert_eq!(schedule(0, 100, 120).next_epoch_start(), None);
    }

    #[test]
    fn an_epoch_comes_every_tempo_blocks() {
        let due: Vec<u64> = (0..=30)
            .filter(|b| schedule(10, 5, 0).should_run(*b))
            .collect();
        assert_eq!(due.first(), Some(&15));
        assert!(!schedule(0, 0, 1).should_run(1_000));
        assert!(schedule(10, 5, 7).should_run(7));
    }

    #[test]
    fn the_safety_net_runs_an_epoch_after_a_week_without_one() {
        let mut stuck = schedule(u16::MAX, 1_000_000, 0);
        stuck.blocks_since_last_step = MAX_BLOCKS_WITHOUT_STEP;
        assert!(!stuck.should_run(1_000_001));
        stuck.blocks_since_last_step += 1;
        assert!(stuck.should_run(1_000_001));
    }
}
