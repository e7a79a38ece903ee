//! A chain in one process: it owns the state and builds blocks when told to.
//!
//! ```
//! use node_sim::{Chain, Preset};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut chain = Chain::builder().preset(Preset::Taoflow).build()?;
//! let remark = frame_system::Call::<subtensor_runtime::Runtime>::remark { remark: vec![1] };
//! let receipt = chain.call("alice", remark)?;
//! assert!(receipt.has_event("System.ExtrinsicSuccess"));
//! chain.advance(10)?;
//! assert_eq!(chain.block_number(), 10);
//! # Ok(())
//! # }
//! ```
//!
//! A block is opened by the first call after the last seal, or by `advance`:
//! then the hooks at the block's beginning run (emission, epochs) and the
//! clock goes on by twelve seconds. Further calls join the open block. Reads
//! between blocks see the state after the sealed block, reads in an open block
//! what it has done so far.

mod beacon;
mod block;
mod builder;
mod clock;
mod dynamic;
pub mod naming;
mod pool;
mod receipt;

pub use beacon::Beacon;
pub use block::Block;
pub use builder::{ChainBuilder, Dump, Preset};
pub use clock::{Clock, BLOCK_MILLIS, GENESIS_MILLIS};
pub use pool::Pool;
pub use receipt::{name_event, Event, Receipt, Record};

use crate::{meta::MetaError, state::State, CallError, Error};
pub(crate) use dynamic::decode_call;

use block::{decode_extrinsic, OpenBlock};
use receipt::records_after;
use sp_core::storage::StateVersion;
use sp_runtime::{traits::Header as _, transaction_validity::TransactionSource};
use subtensor_runtime::{apis::api, Executive, Hash, Header, Runtime, UncheckedExtrinsic};

/// The storage key of the block's events.
fn events_key() -> [u8; 32] {
    frame_support::storage::storage_prefix(b"System", b"Events")
}

/// A chain.
#[derive(Debug)]
pub struct Chain {
    state: State,
    head: Header,
    head_hash: Hash,
    clock: Clock,
    open: Option<OpenBlock>,
    pool: Pool,
    beacon: Option<Beacon>,
    snapshots: Vec<Snapshot>,
    next_snapshot: u64,
}

/// Names a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SnapshotId(u64);

/// What a snapshot keeps besides the state.
#[derive(Debug)]
struct Snapshot {
    id: u64,
    head: Header,
    head_hash: Hash,
    clock: Clock,
    open: Option<OpenBlock>,
    pool: Pool,
    beacon: Option<Beacon>,
}

impl Chain {
    /// Begins to describe a chain.
    pub fn builder() -> ChainBuilder {
        ChainBuilder::default()
    }

    fn from_parts(state: State, head: Header, clock: Clock) -> Self {
        Self {
            state,
            head_hash: head.hash(),
            head,
            clock,
            open: None,
            pool: Pool::default(),
            beacon: None,
            snapshots: Vec::new(),
            next_snapshot: 0,
        }
    }

    /// The block whose state is read now: the open one, or else the latest
    /// sealed one.
    pub fn block_number(&self) -> u32 {
        self.open
            .as_ref()
            .map_or(*self.head.number(), |open| open.number)
    }

    /// The block that the next call goes into: the open one, or else the one
    /// after the latest.
    pub fn call_block(&self) -> u32 {
        match &self.open {
            Some(open) => open.number,
            None => self.head.number().saturating_add(1),
        }
    }

    /// The header of the latest sealed block.
    pub fn head(&self) -> &Header {
        &self.head
    }

    /// The hash of the latest sealed block.
    pub fn head_hash(&self) -> Hash {
        self.head_hash
    }

    /// Whether a block is being built.
    pub fn has_open_block(&self) -> bool {
        self.open.is_some()
    }

    /// The time of the current block, in milliseconds since the Unix epoch.
    pub fn now(&self) -> u64 {
        self.clock.now()
    }

    /// Lets time pass before the next block, without blocks in it.
    pub fn skip_time(&mut self, millis: u64) {
        self.clock.skip(millis);
    }

    /// Seals `blocks` blocks, the open one first.
    ///
    /// # Errors
    ///
    /// When a block's timestamp is refused.
    pub fn advance(&mut self, blocks: u32) -> Result<(), Error> {
        for _ in 0..blocks {
            self.seal()?;
        }
        Ok(())
    }

    /// Seals `blocks` blocks and shows the chain to `each` after every one.
    ///
    /// # Errors
    ///
    /// The first error of a block or of `each`.
    pub fn advance_with<E: From<Error>>(
        &mut self,
        blocks: u32,
        mut each: impl FnMut(&mut Self, &Block) -> Result<(), E>,
    ) -> Result<(), E> {
        for _ in 0..blocks {
            let block = self.seal()?;
            each(self, &block)?;
        }
        Ok(())
    }

    /// Seals blocks until the subnet has run its next epoch; gives back how
    /// many.
    ///
    /// # Errors
    ///
    /// When no epoch comes within twice the longest tempo.
    pub fn advance_to_epoch(&mut self, netuid: u16) -> Result<u32, Error> {
        /// Twice the longest tempo (spec chapter `emission` §7.5).
        const PATIENCE: u32 = 2 * 50_400;
        // Counted up by the scheduler alone, at every epoch (§7.3).
        let key = self.storage_key("SubtensorModule", "SubnetEpochIndex", &[netuid.into()])?;
        let before = self.state.get(&key).map(<[u8]>::to_vec);
        for sealed in 1..=PATIENCE {
            self.seal()?;
            if self.state.get(&key).map(<[u8]>::to_vec) != before {
                return Ok(sealed);
            }
        }
        Err(Error::NoEpoch {
            netuid,
            blocks: PATIENCE,
        })
    }

    /// The events of the current block.
    pub fn records(&self) -> Vec<Record> {
        records_after(self.encoded_events(), 0)
    }

    /// The events of the current block by name.
    ///
    /// # Errors
    ///
    /// When the metadata does not describe an event.
    pub fn events(&self) -> Result<Vec<Event>, MetaError> {
        self.records()
            .iter()
            .map(|record| name_event(&record.event))
            .collect()
    }

    fn encoded_events(&self) -> &[u8] {
        self.state.get(&events_key()).unwrap_or_default()
    }

    /// Runs `read` where FRAME's typed storage and the pallets' functions see
    /// this chain. What it writes is undone.
    pub fn query<R>(&mut self, read: impl FnOnce() -> R) -> R {
        self.state.dry_run(read)
    }

    /// Calls a runtime API by its name (`Core_version`) with encoded
    /// arguments; `None` if there is no such function. What it writes is
    /// undone.
    pub fn runtime_api(&mut self, name: &str, arguments: &[u8]) -> Option<Vec<u8>> {
        self.state.dry_run(|| api::dispatch(name, arguments))
    }

    /// Puts an encoded, signed transaction into the pool; the next sealed
    /// block takes it in. Gives back its hash.
    ///
    /// # Errors
    ///
    /// When the bytes are no transaction or it cannot be valid.
    pub fn submit(&mut self, bytes: &[u8]) -> Result<Hash, CallError> {
        self.validate(decode_extrinsic(bytes)?)?;
        Ok(self.pool.push(bytes.to_vec()))
    }

    /// Whether a transaction may wait for a block.
    fn validate(&mut self, extrinsic: UncheckedExtrinsic) -> Result<(), CallError> {
        let at = self.head_hash;
        self.state
            .dry_run(|| Executive::validate_transaction(TransactionSource::External, extrinsic, at))
            .map(|_| ())
            .map_err(|error| CallError::Rejected(naming::validity_error(&error)))
    }

    /// The transactions that wait for a block.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Remembers everything: state, open block, clock, pool and beacon.
    pub fn snapshot(&mut self) -> SnapshotId {
        self.state.snapshot();
        let id = self.next_snapshot;
        self.next_snapshot = id.saturating_add(1);
        self.snapshots.push(Snapshot {
            id,
            head: self.head.clone(),
            head_hash: self.head_hash,
            clock: self.clock,
            open: self.open.clone(),
            pool: self.pool.clone(),
            beacon: self.beacon.clone(),
        });
        SnapshotId(id)
    }

    /// Returns to a snapshot. It can be returned to again; those taken after
    /// it are given up.
    ///
    /// # Errors
    ///
    /// When the snapshot was given up.
    pub fn revert(&mut self, id: SnapshotId) -> Result<(), Error> {
        let unknown = Error::UnknownSnapshot(id.0);
        let Some(at) = self.snapshots.iter().position(|kept| kept.id == id.0) else {
            return Err(unknown);
        };
        if !self.state.revert(at) {
            return Err(unknown);
        }
        self.snapshots.truncate(at.saturating_add(1));
        if let Some(kept) = self.snapshots.last() {
            self.head = kept.head.clone();
            self.head_hash = kept.head_hash;
            self.clock = kept.clock;
            self.open = kept.open.clone();
            self.pool = kept.pool.clone();
            self.beacon = kept.beacon.clone();
        }
        Ok(())
    }

    /// The root of the state's trie, computed now. Equal states, and only
    /// they, have equal hashes.
    pub fn state_hash(&self) -> Hash {
        self.state.root(StateVersion::V1)
    }

    /// The chain's storage.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Writes a storage entry past every rule; `None` removes it.
    pub fn set_storage(&mut self, key: &[u8], value: Option<Vec<u8>>) {
        self.state.put(key, value);
    }

    /// Everything there is of the chain between two blocks.
    ///
    /// # Errors
    ///
    /// While a block is open.
    pub fn export_state(&self) -> Result<Dump, Error> {
        match &self.open {
            Some(open) => Err(Error::BlockOpen(open.number)),
            None => Ok(Dump {
                head: self.head.clone(),
                clock: self.clock,
                pairs: self
                    .state
                    .pairs()
                    .map(|(key, value)| (key.to_vec(), value.to_vec()))
                    .collect(),
            }),
        }
    }

    /// Becomes a saved chain. Snapshots, the open block and the pool are given
    /// up. A beacon of the chain's own goes on; if the saved chain had another
    /// one configured, see [`Chain::start_beacon`].
    pub fn import_state(&mut self, dump: Dump) {
        let mode = self.state.root_mode();
        let beacon = self.beacon.take();
        let mut state: State = dump.pairs.into_iter().collect();
        state.set_root_mode(mode);
        *self = Self::from_parts(state, dump.head, dump.clock);
        self.beacon = beacon;
    }

    /// Checks the invariants of every pallet, and those between them, against
    /// the state. It reads all of it.
    ///
    /// # Errors
    ///
    /// The first invariant that does not hold.
    pub fn check(&mut self) -> Result<(), Error> {
        let block = self.block_number();
        self.state
            .dry_run(subtensor_runtime::check_invariants)
            .map_err(|error| Error::Inconsistent {
                block,
                what: match error {
                    sp_runtime::DispatchError::Other(what) => what.to_owned(),
                    other => naming::dispatch_error(&other),
                },
            })
    }

    /// The balance an account can spend, in rao.
    ///
    /// # Errors
    ///
    /// When a text names no account.
    pub fn balance(&mut self, who: impl crate::account::Who) -> Result<u64, Error> {
        let account = who.account()?;
        Ok(self
            .state
            .dry_run(|| pallet_balances::Pallet::<Runtime>::free_balance(&account)))
    }
}

#[cfg(test)]
mod tests;
