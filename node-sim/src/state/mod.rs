//! The state of the chain, held in memory and changed in place.
//!
//! A value is found by hash, keys are walked in order by a second, sorted
//! index. Every write leaves what it replaced in a journal; storage
//! transactions, the block being built and snapshots are all marks on that
//! journal, so taking one costs nothing and undoing one costs what was
//! changed since.

mod code;
mod externalities;
mod journal;

use codec::Encode;
use hashbrown::HashMap;
use sp_core::{storage::StateVersion, Blake2Hasher, H256};
use sp_trie::{LayoutV0, LayoutV1, TrieConfiguration};
use std::{collections::BTreeSet, ops::Bound, sync::Arc};

use journal::{append_item, remove_items, Undo};

/// A storage key. Shared between the two indices and the journal.
pub type Key = Arc<[u8]>;

type Map<V> = HashMap<Key, V>;

/// What a mark on the journal wrote over: the value each key had before.
type Overwritten = Map<Option<Vec<u8>>>;

/// How the state root in block headers is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RootMode {
    /// Headers carry the zero hash. The root of a large state costs more than
    /// the block itself, and nothing inside the chain reads it;
    /// [`State::root`] gives it when somebody asks.
    #[default]
    Omitted,
    /// Headers carry the root of the state trie, as a node's headers do.
    Exact,
}

/// The key-value store that the runtime runs on.
#[derive(Default)]
pub struct State {
    values: Map<Vec<u8>>,
    order: BTreeSet<Key>,
    journal: Vec<Undo>,
    /// Where each open storage transaction began in the journal.
    transactions: Vec<usize>,
    /// One per living snapshot, oldest first.
    snapshots: Vec<Overwritten>,
    root_mode: RootMode,
    code_reader: code::CodeReader,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("keys", &self.values.len())
            .field("snapshots", &self.snapshots.len())
            .finish_non_exhaustive()
    }
}

impl State {
    /// An empty state.
    pub fn new(root_mode: RootMode) -> Self {
        Self {
            root_mode,
            ..Self::default()
        }
    }

    /// Runs `f` with this state as the storage that FRAME sees. What `f`
    /// writes stays.
    pub fn execute<R>(&mut self, f: impl FnOnce() -> R) -> R {
        sp_externalities::set_and_run_with_externalities(self, f)
    }

    /// Runs `f` like [`State::execute`] and then undoes every write.
    pub fn dry_run<R>(&mut self, f: impl FnOnce() -> R) -> R {
        let mark = self.journal.len();
        let depth = self.transactions.len();
        self.transactions.push(mark);
        let result = self.execute(f);
        self.transactions.truncate(depth);
        self.undo_to(mark);
        result
    }

    /// The value under a key.
    pub fn get(&self, key: &[u8]) -> Option<&[u8]> {
        self.values.get(key).map(Vec::as_slice)
    }

    /// Writes a value, or removes the key.
    pub fn put(&mut self, key: &[u8], value: Option<Vec<u8>>) {
        match value {
            Some(value) => {
                if let Some((shared, slot)) = self.values.get_key_value_mut(key) {
                    let old = std::mem::replace(slot, value);
                    self.journal.push(Undo::Restore(shared.clone(), Some(old)));
                } else {
                    let shared: Key = key.into();
                    self.values.insert(shared.clone(), value);
                    self.order.insert(shared.clone());
                    self.journal.push(Undo::Restore(shared, None));
                }
            }
            None => {
                if let Some((shared, old)) = self.values.remove_entry(key) {
                    self.order.remove(key);
                    self.journal.push(Undo::Restore(shared, Some(old)));
                }
            }
        }
    }

    /// Appends one encoded item to the SCALE vector under a key. A value that
    /// is no vector is replaced by one with the item alone, as on a node.
    pub fn append(&mut self, key: &[u8], item: &[u8]) {
        let grown = self
            .values
            .get_key_value_mut(key)
            .and_then(|(shared, value)| {
                let count = append_item(value, item)?;
                Some(Undo::Shrink(shared.clone(), count, item.len()))
            });
        match grown {
            Some(undo) => self.journal.push(undo),
            None => {
                let mut value = codec::Compact(1u32).encode();
                value.extend_from_slice(item);
                self.put(key, Some(value));
            }
        }
    }

    /// The first key after `key` in byte order.
    pub fn next_key(&self, key: &[u8]) -> Option<&Key> {
        self.order
            .range::<[u8], _>((Bound::Excluded(key), Bound::Unbounded))
            .next()
    }

    /// The keys that begin with `prefix`, in byte order.
    pub fn keys_with_prefix<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = &'a Key> {
        self.order
            .range::<[u8], _>((Bound::Included(prefix), Bound::Unbounded))
            .take_while(move |key| key.starts_with(prefix))
    }

    /// Every key and its value, in byte order.
    pub fn pairs(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.order
            .iter()
            .filter_map(|key| Some((key.as_ref(), self.get(key)?)))
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether nothing is stored.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The root of the state's trie, computed now over all of it. Two states
    /// have the same root if and only if they hold the same pairs.
    pub fn root(&self, version: StateVersion) -> H256 {
        match version {
            StateVersion::V0 => LayoutV0::<Blake2Hasher>::trie_root(self.pairs()),
            StateVersion::V1 => LayoutV1::<Blake2Hasher>::trie_root(self.pairs()),
        }
    }

    /// Opens a storage transaction.
    pub fn start_transaction(&mut self) {
        self.transactions.push(self.journal.len());
    }

    /// Keeps what the innermost transaction wrote. False if none is open.
    pub fn commit_transaction(&mut self) -> bool {
        self.transactions.pop().is_some()
    }

    /// Undoes what the innermost transaction wrote. False if none is open.
    pub fn rollback_transaction(&mut self) -> bool {
        match self.transactions.pop() {
            Some(mark) => {
                self.undo_to(mark);
                true
            }
            None => false,
        }
    }

    /// Forgets how to undo what was written since the last seal, but for the
    /// snapshots, and ends every open transaction. Called when a block is
    /// complete.
    pub fn seal(&mut self) {
        self.transactions.clear();
        if self.snapshots.is_empty() {
            self.journal.clear();
            return;
        }
        let before = self.drain_journal();
        if let Some(top) = self.snapshots.last_mut() {
            for (key, old) in before {
                top.entry(key).or_insert(old);
            }
        }
    }

    /// Remembers the present state and gives back its place, counted from the
    /// oldest living snapshot.
    pub fn snapshot(&mut self) -> usize {
        self.seal();
        self.snapshots.push(Overwritten::default());
        self.snapshots.len() - 1
    }

    /// Returns to a snapshot. The snapshot stays and can be returned to again;
    /// later ones are forgotten. False if there is no such snapshot.
    pub fn revert(&mut self, snapshot: usize) -> bool {
        if snapshot >= self.snapshots.len() {
            return false;
        }
        self.seal();
        while self.snapshots.len() > snapshot {
            if let Some(layer) = self.snapshots.pop() {
                for (key, old) in layer {
                    self.restore(key, old);
                }
            }
        }
        self.snapshots.push(Overwritten::default());
        true
    }

    /// Forgets every snapshot; the state stays as it is.
    pub fn forget_snapshots(&mut self) {
        self.snapshots.clear();
    }

    /// How headers get their root.
    pub fn root_mode(&self) -> RootMode {
        self.root_mode
    }

    /// Chooses how headers get their root.
    pub fn set_root_mode(&mut self, mode: RootMode) {
        self.root_mode = mode;
    }

    /// The root that a header gets.
    pub(crate) fn header_root(&self, version: StateVersion) -> H256 {
        match self.root_mode {
            RootMode::Omitted => H256::zero(),
            RootMode::Exact => self.root(version),
        }
    }

    fn undo_to(&mut self, mark: usize) {
        while self.journal.len() > mark {
            match self.journal.pop() {
                Some(Undo::Restore(key, old)) => self.restore(key, old),
                Some(Undo::Shrink(key, count, len)) => {
                    if let Some(value) = self.values.get_mut(&key) {
                        remove_items(value, count, len);
                    }
                }
                None => return,
            }
        }
    }

    /// Writes without a trace in the journal.
    fn restore(&mut self, key: Key, old: Option<Vec<u8>>) {
        match old {
            Some(value) => {
                if self.values.insert(key.clone(), value).is_none() {
                    self.order.insert(key);
                }
            }
            None => {
                self.values.remove(&key);
                self.order.remove(&key);
            }
        }
    }

    /// Empties the journal into the value each written key had before it.
    fn drain_journal(&mut self) -> Overwritten {
        let mut before = Overwritten::default();
        for undo in std::mem::take(&mut self.journal).into_iter().rev() {
            match undo {
                Undo::Restore(key, old) => {
                    before.insert(key, old);
                }
                Undo::Shrink(key, count, len) => {
                    let current = &self.values;
                    let value = before
                        .entry(key)
                        .or_insert_with_key(|key| current.get(key).cloned());
                    if let Some(value) = value {
                        remove_items(value, count, len);
                    }
                }
            }
        }
        before
    }

    /// Removes the keys under `prefix`; with a limit, at most that many of
    /// those that were there before this block, and all that are new in it.
    /// Gives back how many of the old ones went and whether some remain.
    fn remove_prefix(&mut self, prefix: &[u8], limit: Option<u32>) -> (u32, bool) {
        let keys: Vec<Key> = self.keys_with_prefix(prefix).cloned().collect();
        if keys.is_empty() {
            return (0, false);
        }
        let fresh: BTreeSet<Key> = match limit {
            None => BTreeSet::new(),
            Some(_) => {
                let mut first: HashMap<&Key, bool> = HashMap::new();
                // The journal holds every write of the block, few of them here.
                for undo in &self.journal {
                    let (key, new) = match undo {
                        Undo::Restore(key, old) => (key, old.is_none()),
                        Undo::Shrink(key, _, _) => (key, false),
                    };
                    if key.starts_with(prefix) {
                        first.entry(key).or_insert(new);
                    }
                }
                first
                    .into_iter()
                    .filter(|(_, new)| *new)
                    .map(|(key, _)| key.clone())
                    .collect()
            }
        };
        let mut removed = 0u32;
        let mut remain = false;
        for key in keys {
            if fresh.contains(&key) {
                self.put(&key, None);
            } else if limit.is_none_or(|limit| removed < limit) {
                self.put(&key, None);
                removed = removed.saturating_add(1);
            } else {
                remain = true;
            }
        }
        (removed, remain)
    }
}

impl FromIterator<(Vec<u8>, Vec<u8>)> for State {
    fn from_iter<I: IntoIterator<Item = (Vec<u8>, Vec<u8>)>>(pairs: I) -> Self {
        let mut state = Self::default();
        for (key, value) in pairs {
            state.restore(key.into(), Some(value));
        }
        state
    }
}

#[cfg(test)]
mod tests;
