//! Making a failing history small: fewer calls, fewer blocks, smaller numbers,
//! the same fault.

use super::{
    history::History,
    player::{numbers, play},
    watch::{Breach, Rule},
};
use std::time::{Duration, Instant};

/// How long shrinking may take.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// Makes a failing history smaller as long as it fails the same way. Gives
/// back the smallest one found with its breach.
pub fn shrink(history: &History, breach: &Breach, patience: Duration) -> (History, Breach) {
    let mut shrinker = Shrinker {
        best: history.clone(),
        breach: breach.clone(),
        until: Instant::now() + patience,
    };
    // Without the rest, and as it went this time.
    let mut cut = history.clone();
    cut.cut_at(breach.block);
    shrinker.try_out(cut);
    loop {
        let before = shrinker.size();
        shrinker.drop_acts();
        shrinker.drop_blocks();
        shrinker.lower_numbers();
        if shrinker.size() == before || shrinker.is_late() {
            break;
        }
    }
    (shrinker.best, shrinker.breach)
}

struct Shrinker {
    best: History,
    breach: Breach,
    until: Instant,
}

impl Shrinker {
    fn size(&mut self) -> (usize, u32, i128) {
        let sum = self
            .best
            .acts
            .iter_mut()
            .flat_map(|act| numbers(&mut act.arguments))
            .map(|number| *number)
            .sum();
        (self.best.acts.len(), self.best.blocks, sum)
    }

    fn is_late(&self) -> bool {
        Instant::now() > self.until
    }

    /// Keeps a history if it fails the same way.
    fn try_out(&mut self, mut candidate: History) -> bool {
        if self.is_late() {
            return false;
        }
        match play(&candidate, self.breach.rule == Rule::Trace).breach {
            Some(breach) if breach.resembles(&self.breach) => {
                candidate.cut_at(breach.block);
                self.best = candidate;
                self.breach = breach;
                true
            }
            _ => false,
        }
    }

    /// Leaves out acts: half of them, quarters, ... single ones.
    fn drop_acts(&mut self) {
        let mut length = self.best.acts.len().div_ceil(2);
        while length > 0 {
            let mut end = self.best.acts.len();
            while end > 0 {
                let start = end.saturating_sub(length);
                let mut candidate = self.best.clone();
                candidate.acts.drain(start..end.min(candidate.acts.len()));
                self.try_out(candidate);
                end = start.min(self.best.acts.len());
            }
            length = if length == 1 { 0 } else { length.div_ceil(2) };
        }
    }

    /// Lets later acts happen earlier.
    fn drop_blocks(&mut self) {
        let mut index = 0;
        while index <= self.best.acts.len() {
            let before = match index {
                0 => 1,
                _ => self.best.acts[index - 1].block,
            };
            let at = |history: &History| {
                history
                    .acts
                    .get(index)
                    .map_or(history.blocks, |act| act.block)
            };
            let mut step = at(&self.best).saturating_sub(before);
            while step > 0 {
                let mut candidate = self.best.clone();
                for act in candidate.acts.iter_mut().skip(index) {
                    act.block -= step;
                }
                candidate.blocks -= step;
                let shorter = self.try_out(candidate);
                let left = at(&self.best).saturating_sub(before);
                step = if shorter { step } else { step / 2 }.min(left);
            }
            index += 1;
        }
    }

    /// Replaces numbers by smaller and rounder ones.
    fn lower_numbers(&mut self) {
        for index in 0..self.best.acts.len() {
            let count = self
                .best
                .acts
                .get_mut(index)
                .map_or(0, |act| numbers(&mut act.arguments).len());
            for number in 0..count {
                self.lower(index, number);
            }
        }
    }

    fn lower(&mut self, act: usize, number: usize) {
        let now = |history: &mut History| {
            history
                .acts
                .get_mut(act)
                .and_then(|act| numbers(&mut act.arguments).get(number).map(|n| **n))
        };
        let Some(value) = now(&mut self.best).filter(|value| *value > 1) else {
            return;
        };
        let magnitude = 10i128.pow(value.ilog10());
        for smaller in [0, 1, magnitude, value / magnitude * magnitude] {
            if smaller >= value {
                continue;
            }
            let mut candidate = self.best.clone();
            if let Some(found) = candidate
                .acts
                .get_mut(act)
                .and_then(|act| numbers(&mut act.arguments).into_iter().nth(number))
            {
                *found = smaller;
            }
            if self.try_out(candidate) {
                return;
            }
        }
    }
}

impl History {
    /// Forgets what happens after a block.
    fn cut_at(&mut self, block: u32) {
        self.acts.retain(|act| act.block <= block);
        self.blocks = self.blocks.min(block.max(1));
    }
}
