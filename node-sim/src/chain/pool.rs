//! Transactions that wait for a block.

use codec::{Decode, Encode};
use subtensor_runtime::Hash;

/// Submitted transactions in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Pool {
    waiting: Vec<(Hash, Vec<u8>)>,
}

impl Pool {
    /// Adds a transaction and gives back its hash. One that waits already is
    /// not added again.
    pub fn push(&mut self, bytes: Vec<u8>) -> Hash {
        let hash = Hash::from(sp_io::hashing::blake2_256(&bytes));
        if self.waiting.iter().all(|(known, _)| *known != hash) {
            self.waiting.push((hash, bytes));
        }
        hash
    }

    /// Takes all that wait.
    pub fn take(&mut self) -> Vec<(Hash, Vec<u8>)> {
        std::mem::take(&mut self.waiting)
    }

    /// Puts transactions back in front of those that came since.
    pub fn put_back(&mut self, mut kept: Vec<(Hash, Vec<u8>)>) {
        kept.append(&mut self.waiting);
        self.waiting = kept;
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
