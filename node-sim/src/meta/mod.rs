//! The chain by its metadata: calls, storage, events and errors by name.
//!
//! What a scenario or a test names ("SubtensorModule.add_stake") is looked up
//! in the metadata that clients get, so a new call or storage item needs no
//! code here. [`encode`] turns written values into the type metadata asks
//! for, [`decode`] turns the chain's bytes into values and JSON.

pub mod decode;
pub mod encode;

use crate::problem::suggestion;
use codec::Decode;
use frame_metadata::{
    v14::{StorageEntryModifier, StorageEntryType, StorageHasher},
    v15::{PalletMetadata, RuntimeMetadataV15},
    RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef};
use sp_io::hashing::{blake2_128, blake2_256, twox_128, twox_256, twox_64};
use std::sync::OnceLock;

/// Why something could not be found, read or written by metadata.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetaError {
    /// The bytes are no metadata that is understood.
    #[error("the metadata cannot be read: {0}")]
    Unreadable(String),
    /// A path that is not `Pallet.item`.
    #[error("`{0}` should be of the form Pallet.item")]
    NotAPath(String),
    /// No such pallet, call or storage item.
    #[error("unknown {what} `{name}`")]
    Unknown {
        /// What was looked for: "pallet", "call" …
        what: &'static str,
        /// Its name.
        name: String,
        /// "did you mean …?"
        help: Option<String>,
    },
    /// More or fewer keys than the map has.
    #[error("{item} has {expected} keys, {found} were given")]
    Keys {
        /// The storage item.
        item: String,
        /// How many keys it has.
        expected: usize,
        /// How many there were.
        found: usize,
    },
    /// A value that is not of the type asked for.
    #[error("{0}")]
    Value(String),
}

impl MetaError {
    /// What would be right, if that is known.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unknown { help, .. } => help.clone(),
            Self::NotAPath(_) => Some("for example SubtensorModule.add_stake".to_owned()),
            _ => None,
        }
    }
}

/// The runtime's description of itself.
#[derive(Debug)]
pub struct Metadata {
    inner: RuntimeMetadataV15,
}

/// A call found by name.
#[derive(Clone, Copy, Debug)]
pub struct CallRef<'a> {
    /// The pallet's name.
    pub pallet: &'a str,
    /// The call's name.
    pub name: &'a str,
    /// The pallet's and the call's index, the first two bytes of its encoding.
    pub indices: [u8; 2],
    /// Its arguments.
    pub arguments: &'a [Field<PortableForm>],
}

/// A storage item found by name.
#[derive(Clone, Debug)]
pub struct StorageRef<'a> {
    /// The pallet's name.
    pub pallet: &'a str,
    /// The item's name.
    pub name: &'a str,
    /// The hasher and the type of each key; none for a plain value.
    pub keys: Vec<(StorageHasher, u32)>,
    /// The type of the value.
    pub value: u32,
    /// What an absent value reads as; none if absence is an answer.
    pub default: Option<&'a [u8]>,
    prefix: &'a str,
}

impl Metadata {
    /// Reads encoded metadata of version 15, beginning with its magic.
    ///
    /// # Errors
    ///
    /// When the bytes are of another version or broken.
    pub fn decode(bytes: &[u8]) -> Result<Self, MetaError> {
        let prefixed = RuntimeMetadataPrefixed::decode(&mut &*bytes)
            .map_err(|error| MetaError::Unreadable(error.to_string()))?;
        match prefixed.1 {
            RuntimeMetadata::V15(inner) => Ok(Self { inner }),
            other => Err(MetaError::Unreadable(format!(
                "it has version {}, 15 is needed",
                other.version()
            ))),
        }
    }

    /// The metadata of the runtime in this program.
    ///
    /// # Errors
    ///
    /// When the runtime offers no metadata of version 15.
    pub fn runtime() -> Result<&'static Self, MetaError> {
        static METADATA: OnceLock<Result<Metadata, MetaError>> = OnceLock::new();
        METADATA
            .get_or_init(|| {
                let opaque = subtensor_runtime::metadata::metadata_at_version(15)
                    .ok_or_else(|| MetaError::Unreadable("the runtime has none".to_owned()))?;
                Self::decode(&opaque)
            })
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The types.
    pub fn types(&self) -> &PortableRegistry {
        &self.inner.types
    }

    /// The type of `RuntimeCall`.
    pub fn call_type(&self) -> u32 {
        self.inner.outer_enums.call_enum_ty.id
    }

    /// The type of `RuntimeEvent`.
    pub fn event_type(&self) -> u32 {
        self.inner.outer_enums.event_enum_ty.id
    }

    /// The pallets in the order of their indices.
    pub fn pallets(&self) -> &[PalletMetadata<PortableForm>] {
        &self.inner.pallets
    }

    /// A pallet by name.
    ///
    /// # Errors
    ///
    /// When there is none of that name.
    pub fn pallet(&self, name: &str) -> Result<&PalletMetadata<PortableForm>, MetaError> {
        self.pallets()
            .iter()
            .find(|pallet| pallet.name == name)
            .ok_or_else(|| MetaError::Unknown {
                what: "pallet",
                name: name.to_owned(),
                help: suggestion(name, self.pallets().iter().map(|p| p.name.as_str())),
            })
    }

    /// A call by `Pallet.call`.
    ///
    /// # Errors
    ///
    /// When there is none of that name.
    pub fn call<'a>(&'a self, path: &str) -> Result<CallRef<'a>, MetaError> {
        let (pallet, name) = split(path)?;
        let pallet = self.pallet(pallet)?;
        let variants = pallet
            .calls
            .as_ref()
            .map_or(&[][..], |calls| self.variants(calls.ty.id));
        variants
            .iter()
            .find(|call| call.name == name)
            .map(|call| CallRef {
                pallet: &pallet.name,
                name: &call.name,
                indices: [pallet.index, call.index],
                arguments: &call.fields,
            })
            .ok_or_else(|| MetaError::Unknown {
                what: "call",
                name: path.to_owned(),
                help: suggestion(name, variants.iter().map(|call| call.name.as_str())),
            })
    }

    /// A storage item by `Pallet.Item`.
    ///
    /// # Errors
    ///
    /// When there is none of that name.
    pub fn storage<'a>(&'a self, path: &str) -> Result<StorageRef<'a>, MetaError> {
        let (pallet, name) = split(path)?;
        let pallet = self.pallet(pallet)?;
        let storage = pallet.storage.as_ref();
        let entries = storage.map_or(&[][..], |storage| storage.entries.as_slice());
        let unknown = || MetaError::Unknown {
            what: "storage item",
            name: path.to_owned(),
            help: suggestion(name, entries.iter().map(|entry| entry.name.as_str())),
        };
        let entry = entries
            .iter()
            .find(|entry| entry.name == name)
            .ok_or_else(unknown)?;
        let (keys, value) = match &entry.ty {
            StorageEntryType::Plain(value) => (Vec::new(), value.id),
            StorageEntryType::Map {
                hashers,
                key,
                value,
            } => (self.key_types(hashers, key.id), value.id),
        };
        Ok(StorageRef {
            pallet: &pallet.name,
            name: &entry.name,
            prefix: storage.map_or("", |storage| storage.prefix.as_str()),
            keys,
            value,
            default: match entry.modifier {
                StorageEntryModifier::Default => Some(&entry.default),
                StorageEntryModifier::Optional => None,
            },
        })
    }

    /// With one hasher the key is one type, with several a tuple of as many.
    fn key_types(&self, hashers: &[StorageHasher], key: u32) -> Vec<(StorageHasher, u32)> {
        let types = match (
            hashers.len(),
            self.types().resolve(key).map(|ty| &ty.type_def),
        ) {
            (2.., Some(TypeDef::Tuple(parts))) => parts.fields.iter().map(|ty| ty.id).collect(),
            _ => vec![key],
        };
        hashers.iter().cloned().zip(types).collect()
    }

    /// The name of a module error, `Pallet.Error`.
    pub fn error_name(&self, pallet: u8, error: u8) -> Option<String> {
        let pallet = self.pallets().iter().find(|p| p.index == pallet)?;
        let variant = self
            .variants(pallet.error.as_ref()?.ty.id)
            .iter()
            .find(|variant| variant.index == error)?;
        Some(format!("{}.{}", pallet.name, variant.name))
    }

    /// The variants of an enum; none for other types.
    pub fn variants(&self, ty: u32) -> &[scale_info::Variant<PortableForm>] {
        match self.types().resolve(ty).map(|ty| &ty.type_def) {
            Some(TypeDef::Variant(variants)) => &variants.variants,
            _ => &[],
        }
    }
}

impl StorageRef<'_> {
    /// `Pallet.Item`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.pallet, self.name)
    }

    /// What every key of the item begins with.
    pub fn prefix(&self) -> Vec<u8> {
        let mut key = twox_128(self.prefix.as_bytes()).to_vec();
        key.extend(twox_128(self.name.as_bytes()));
        key
    }

    /// The storage key for the encoded keys of a map, or the prefix that the
    /// entries under them share when not all are given.
    ///
    /// # Errors
    ///
    /// When there are more keys than the map has.
    pub fn key(&self, keys: &[Vec<u8>]) -> Result<Vec<u8>, MetaError> {
        if keys.len() > self.keys.len() {
            return Err(MetaError::Keys {
                item: self.path(),
                expected: self.keys.len(),
                found: keys.len(),
            });
        }
        let mut full = self.prefix();
        for ((hasher, _), key) in self.keys.iter().zip(keys) {
            match hasher {
                StorageHasher::Blake2_128 => full.extend(blake2_128(key)),
                StorageHasher::Blake2_256 => full.extend(blake2_256(key)),
                StorageHasher::Blake2_128Concat => {
                    full.extend(blake2_128(key));
                    full.extend(key);
                }
                StorageHasher::Twox128 => full.extend(twox_128(key)),
                StorageHasher::Twox256 => full.extend(twox_256(key)),
                StorageHasher::Twox64Concat => {
                    full.extend(twox_64(key));
                    full.extend(key);
                }
                StorageHasher::Identity => full.extend(key),
            }
        }
        Ok(full)
    }
}

fn split(path: &str) -> Result<(&str, &str), MetaError> {
    path.split_once('.')
        .filter(|(pallet, item)| !pallet.is_empty() && !item.is_empty() && !item.contains('.'))
        .ok_or_else(|| MetaError::NotAPath(path.to_owned()))
}
