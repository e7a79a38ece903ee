//! The state as FRAME's host interface.
//!
//! No pallet of this runtime keeps child tries; child entries are stored in
//! the same map under the child's prefixed key, so that they work, but a state
//! with such entries has another root than a node's.

use super::State;
use codec::Encode;
use sp_core::{
    storage::{ChildInfo, StateVersion, TrackedStorageKey},
    traits::ReadRuntimeVersionExt,
    Blake2Hasher, Hasher,
};
use sp_externalities::{Error, Extension, ExtensionStore, Externalities, MultiRemovalResults};
use std::any::{Any, TypeId};

fn child_key(child: &ChildInfo, key: &[u8]) -> Vec<u8> {
    let mut full = child.prefixed_storage_key().into_inner();
    full.extend_from_slice(key);
    full
}

impl Externalities for State {
    fn set_offchain_storage(&mut self, _key: &[u8], _value: Option<&[u8]>) {}

    fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
        self.get(key).map(<[u8]>::to_vec)
    }

    fn storage_hash(&mut self, key: &[u8]) -> Option<Vec<u8>> {
        self.get(key)
            .map(|value| Blake2Hasher::hash(value).encode())
    }

    fn child_storage_hash(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
        self.storage_hash(&child_key(child, key))
    }

    fn child_storage(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
        self.storage(&child_key(child, key))
    }

    fn exists_storage(&mut self, key: &[u8]) -> bool {
        self.values.contains_key(key)
    }

    fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
        self.next_key(key).map(|key| key.to_vec())
    }

    fn next_child_storage_key(&mut self, child: &ChildInfo, key: &[u8]) -> Option<Vec<u8>> {
        let prefix = child_key(child, &[]);
        let next = self.next_key(&child_key(child, key))?;
        next.strip_prefix(prefix.as_slice()).map(<[u8]>::to_vec)
    }

    fn kill_child_storage(
        &mut self,
        child: &ChildInfo,
        limit: Option<u32>,
        cursor: Option<&[u8]>,
    ) -> MultiRemovalResults {
        self.clear_child_prefix(child, &[], limit, cursor)
    }

    fn clear_prefix(
        &mut self,
        prefix: &[u8],
        limit: Option<u32>,
        _cursor: Option<&[u8]>,
    ) -> MultiRemovalResults {
        let (removed, remain) = self.remove_prefix(prefix, limit);
        MultiRemovalResults {
            maybe_cursor: remain.then(|| prefix.to_vec()),
            backend: removed,
            unique: removed,
            loops: removed,
        }
    }

    fn clear_child_prefix(
        &mut self,
        child: &ChildInfo,
        prefix: &[u8],
        limit: Option<u32>,
        cursor: Option<&[u8]>,
    ) -> MultiRemovalResults {
        self.clear_prefix(&child_key(child, prefix), limit, cursor)
    }

    fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
        self.put(&key, value);
    }

    fn clear_storage(&mut self, key: &[u8]) {
        self.put(key, None);
    }

    fn place_child_storage(&mut self, child: &ChildInfo, key: Vec<u8>, value: Option<Vec<u8>>) {
        self.put(&child_key(child, &key), value);
    }

    fn storage_root(&mut self, version: StateVersion) -> Vec<u8> {
        self.header_root(version).encode()
    }

    fn child_storage_root(&mut self, _child: &ChildInfo, _version: StateVersion) -> Vec<u8> {
        Vec::new()
    }

    fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.append(&key, &value);
    }

    fn storage_start_transaction(&mut self) {
        self.start_transaction();
    }

    fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
        self.rollback_transaction().then_some(()).ok_or(())
    }

    fn storage_commit_transaction(&mut self) -> Result<(), ()> {
        self.commit_transaction().then_some(()).ok_or(())
    }

    // The rest serves benchmarks on a node's database and transaction
    // indexing; neither exists here.
    fn storage_index_transaction(&mut self, _index: u32, _hash: &[u8], _size: u32) {}

    fn storage_renew_transaction_index(&mut self, _index: u32, _hash: &[u8]) {}

    fn wipe(&mut self) {}

    fn commit(&mut self) {}

    fn read_write_count(&self) -> (u32, u32, u32, u32) {
        (0, 0, 0, 0)
    }

    fn reset_read_write_count(&mut self) {}

    fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
        Vec::new()
    }

    fn set_whitelist(&mut self, _keys: Vec<TrackedStorageKey>) {}

    fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
        Vec::new()
    }
}

impl ExtensionStore for State {
    fn extension_by_type_id(&mut self, type_id: TypeId) -> Option<&mut dyn Any> {
        (type_id == TypeId::of::<ReadRuntimeVersionExt>()).then_some(&mut self.code_reader.0)
    }

    fn register_extension_with_type_id(
        &mut self,
        _type_id: TypeId,
        _extension: Box<dyn Extension>,
    ) -> Result<(), Error> {
        Err(Error::ExtensionsAreNotSupported)
    }

    fn deregister_extension_by_type_id(&mut self, _type_id: TypeId) -> Result<(), Error> {
        Err(Error::ExtensionsAreNotSupported)
    }
}
