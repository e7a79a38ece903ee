//! Calls and reads by the names of the metadata.

use super::{Chain, Receipt};
use crate::{
    account::Who,
    literal::Literal,
    meta::{
        decode::TypedValue,
        encode::{Encoder, PlainNames},
        MetaError, Metadata, StorageRef,
    },
    problem::Problem,
    CallError, Error,
};
use codec::Decode;
use subtensor_runtime::RuntimeCall;

impl Chain {
    /// A call by name with its arguments by name.
    ///
    /// # Errors
    ///
    /// When the call or an argument is unknown, missing or does not fit.
    pub fn named_call(path: &str, arguments: &[(&str, Literal)]) -> Result<RuntimeCall, Error> {
        let fields = arguments
            .iter()
            .map(|(name, value)| crate::literal::Field {
                name: (*name).to_owned(),
                span: 0..0,
                value: value.clone(),
            })
            .collect();
        let table = Literal::free(crate::literal::Kind::Table(fields));
        let bytes = Encoder::new(Metadata::runtime()?, &PlainNames)
            .call(path, &table)
            .map_err(|problems| MetaError::Value(messages(&problems)))?;
        Ok(decode_call(&bytes)?)
    }

    /// Applies a call by name, signed by `who`, now. See [`Chain::call`].
    ///
    /// # Errors
    ///
    /// As [`Chain::named_call`] and [`Chain::call`].
    pub fn call_by_name(
        &mut self,
        who: impl Who,
        path: &str,
        arguments: &[(&str, Literal)],
    ) -> Result<Receipt, CallError> {
        let call = Self::named_call(path, arguments)?;
        self.call(who, call)
    }

    /// Reads a storage item by name: a plain value, or the entry of a map
    /// under its keys. What is absent reads as its default, or as nothing if
    /// it has none.
    ///
    /// # Errors
    ///
    /// When the item is unknown or the keys do not fit.
    pub fn storage(
        &self,
        pallet: &str,
        item: &str,
        keys: &[Literal],
    ) -> Result<Option<TypedValue>, MetaError> {
        let metadata = Metadata::runtime()?;
        let found = metadata.storage(&format!("{pallet}.{item}"))?;
        if keys.len() != found.keys.len() {
            return Err(MetaError::Keys {
                item: found.path(),
                expected: found.keys.len(),
                found: keys.len(),
            });
        }
        let key = found.key(&encode_keys(metadata, &found, keys)?)?;
        self.read(metadata, &found, &key)
    }

    /// The entries of a map, under the first keys if some are given: the keys
    /// (those that the hashers keep) and the value of each.
    ///
    /// # Errors
    ///
    /// When the item is unknown or the keys do not fit.
    #[allow(clippy::type_complexity)] // a list of entries, nothing hidden
    pub fn storage_map(
        &self,
        pallet: &str,
        item: &str,
        keys: &[Literal],
    ) -> Result<Vec<(Vec<Option<TypedValue>>, TypedValue)>, MetaError> {
        let metadata = Metadata::runtime()?;
        let found = metadata.storage(&format!("{pallet}.{item}"))?;
        let prefix = found.key(&encode_keys(metadata, &found, keys)?)?;
        self.state
            .keys_with_prefix(&prefix)
            .filter_map(|key| Some((key, self.state.get(key)?)))
            .map(|(key, mut value)| {
                Ok((
                    metadata.decode_keys(&found, key)?,
                    metadata.decode_value(&mut value, found.value)?,
                ))
            })
            .collect()
    }

    /// The storage key of an item, with all or some of its keys.
    ///
    /// # Errors
    ///
    /// When the item is unknown or the keys do not fit.
    pub fn storage_key(
        &self,
        pallet: &str,
        item: &str,
        keys: &[Literal],
    ) -> Result<Vec<u8>, MetaError> {
        let metadata = Metadata::runtime()?;
        let found = metadata.storage(&format!("{pallet}.{item}"))?;
        found.key(&encode_keys(metadata, &found, keys)?)
    }

    /// The value under a storage key of an item.
    pub(crate) fn read(
        &self,
        metadata: &Metadata,
        item: &StorageRef<'_>,
        key: &[u8],
    ) -> Result<Option<TypedValue>, MetaError> {
        self.state
            .get(key)
            .or(item.default)
            .map(|mut bytes| metadata.decode_value(&mut bytes, item.value))
            .transpose()
    }
}

/// Decodes a call that was encoded by metadata.
pub(crate) fn decode_call(bytes: &[u8]) -> Result<RuntimeCall, MetaError> {
    RuntimeCall::decode(&mut &*bytes).map_err(|error| MetaError::Value(error.to_string()))
}

fn encode_keys(
    metadata: &Metadata,
    item: &StorageRef<'_>,
    keys: &[Literal],
) -> Result<Vec<Vec<u8>>, MetaError> {
    let encoder = Encoder::new(metadata, &PlainNames);
    keys.iter()
        .zip(&item.keys)
        .map(|(key, (_, ty))| {
            encoder
                .bytes(key, *ty, None)
                .map_err(|problem| MetaError::Value(messages(&[problem])))
        })
        .collect()
}

fn messages(problems: &[Problem]) -> String {
    let all: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
    all.join("; ")
}
