//! The chain's bytes as values, and values as JSON.
//!
//! JSON is for people and programs alike: accounts as addresses, bytes as
//! text or hex, fixed-point numbers as decimals, enums without fields as
//! their name.

use super::{encode::numbers::fraction_bits, MetaError, Metadata, StorageRef};
use frame_metadata::v14::StorageHasher;
use scale_value::{Composite, Primitive, Value, ValueDef};
use serde_json::{json, Map, Value as Json};
use sp_runtime::AccountId32 as AccountId;

/// A value that knows the type of each of its parts.
pub type TypedValue = Value<u32>;

impl Metadata {
    /// Reads a value of a type off the front of `bytes`.
    ///
    /// # Errors
    ///
    /// When the bytes are no such value.
    pub fn decode_value(&self, bytes: &mut &[u8], ty: u32) -> Result<TypedValue, MetaError> {
        scale_value::scale::decode_as_type(bytes, ty, self.types())
            .map_err(|error| MetaError::Value(error.to_string()))
    }

    /// The keys of a map entry from its storage key; `None` where the hasher
    /// does not keep the key.
    pub fn decode_keys(
        &self,
        item: &StorageRef<'_>,
        key: &[u8],
    ) -> Result<Vec<Option<TypedValue>>, MetaError> {
        let broken = || MetaError::Value(format!("a key of {} is too short", item.path()));
        let mut rest = key.get(32..).ok_or_else(broken)?;
        item.keys
            .iter()
            .map(|(hasher, ty)| {
                let (hash, kept) = match hasher {
                    StorageHasher::Blake2_128Concat => (16, true),
                    StorageHasher::Twox64Concat => (8, true),
                    StorageHasher::Identity => (0, true),
                    StorageHasher::Blake2_128 | StorageHasher::Twox128 => (16, false),
                    StorageHasher::Blake2_256 | StorageHasher::Twox256 => (32, false),
                };
                rest = rest.get(hash..).ok_or_else(broken)?;
                kept.then(|| self.decode_value(&mut rest, *ty)).transpose()
            })
            .collect()
    }

    /// A value as JSON.
    pub fn json(&self, value: &TypedValue) -> Json {
        if let Some(account) = self.as_account(value) {
            return json!(crate::account::address(&account));
        }
        if let Some(number) = self.as_fixed(value) {
            return json!(number);
        }
        if let Some(bytes) = self.as_bytes(value) {
            return json!(show_bytes(&bytes));
        }
        match &value.value {
            ValueDef::Primitive(primitive) => primitive_json(primitive),
            ValueDef::Composite(composite) => self.composite_json(composite),
            ValueDef::Variant(variant) => match (variant.name.as_str(), &variant.values) {
                ("None", fields) if fields.is_empty() => Json::Null,
                ("Some", Composite::Unnamed(fields)) => {
                    fields.first().map_or(Json::Null, |inner| self.json(inner))
                }
                (name, fields) if fields.is_empty() => json!(name),
                (name, fields) => Json::Object(Map::from_iter([(
                    name.to_owned(),
                    self.composite_json(fields),
                )])),
            },
            ValueDef::BitSequence(bits) => json!(bits.iter().collect::<Vec<bool>>()),
        }
    }

    fn composite_json(&self, composite: &Composite<u32>) -> Json {
        match composite {
            Composite::Named(fields) => Json::Object(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), self.json(value)))
                    .collect(),
            ),
            Composite::Unnamed(fields) => {
                Json::Array(fields.iter().map(|v| self.json(v)).collect())
            }
        }
    }

    /// The account that a value is.
    pub fn as_account(&self, value: &TypedValue) -> Option<AccountId> {
        let path = &self.types().resolve(value.context)?.path;
        if path.segments.last()? != "AccountId32" {
            return None;
        }
        let bytes: [u8; 32] = bytes_of(value)?.try_into().ok()?;
        Some(AccountId::new(bytes))
    }

    /// The number that a fixed-point value is, as near as a float comes.
    pub fn as_fixed(&self, value: &TypedValue) -> Option<f64> {
        let fraction = fraction_bits(self, self.types().resolve(value.context)?)?;
        let ValueDef::Composite(Composite::Named(fields)) = &value.value else {
            return None;
        };
        let (_, bits) = fields.first()?;
        let number = match &bits.value {
            ValueDef::Primitive(Primitive::U128(bits)) => *bits as f64,
            ValueDef::Primitive(Primitive::I128(bits)) => *bits as f64,
            _ => return None,
        };
        Some(number / 2f64.powi(fraction.try_into().ok()?))
    }

    /// The bytes of a `[u8; N]`, `Vec<u8>` or a wrapper of one. A list of
    /// small numbers is not taken for bytes: the type decides.
    fn as_bytes(&self, value: &TypedValue) -> Option<Vec<u8>> {
        use scale_info::{TypeDef, TypeDefPrimitive};
        let mut ty = value.context;
        loop {
            let item = match &self.types().resolve(ty)?.type_def {
                TypeDef::Array(array) => array.type_param.id,
                TypeDef::Sequence(sequence) => sequence.type_param.id,
                TypeDef::Composite(composite) => match composite.fields.as_slice() {
                    [only] if only.name.is_none() => {
                        ty = only.ty.id;
                        continue;
                    }
                    _ => return None,
                },
                _ => return None,
            };
            return match &self.types().resolve(item)?.type_def {
                TypeDef::Primitive(TypeDefPrimitive::U8) => bytes_of(value),
                _ => None,
            };
        }
    }
}

/// The bytes in a list of numbers, through any wrappers around it.
fn bytes_of(value: &TypedValue) -> Option<Vec<u8>> {
    let ValueDef::Composite(Composite::Unnamed(items)) = &value.value else {
        return None;
    };
    if let [only] = items.as_slice() {
        if matches!(only.value, ValueDef::Composite(_)) {
            return bytes_of(only);
        }
    }
    items
        .iter()
        .map(|item| item.as_u128().and_then(|byte| byte.try_into().ok()))
        .collect()
}

fn show_bytes(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.is_empty() && text.chars().all(|c| !c.is_control()) => text.to_owned(),
        _ => format!("0x{}", hex::encode(bytes)),
    }
}

fn primitive_json(primitive: &Primitive) -> Json {
    match primitive {
        Primitive::Bool(value) => json!(value),
        Primitive::Char(value) => json!(value),
        Primitive::String(text) => json!(text),
        // Numbers that do not fit JSON's customary range stand as text.
        Primitive::U128(number) => {
            u64::try_from(*number).map_or_else(|_| json!(number.to_string()), |n| json!(n))
        }
        Primitive::I128(number) => {
            i64::try_from(*number).map_or_else(|_| json!(number.to_string()), |n| json!(n))
        }
        Primitive::U256(bytes) | Primitive::I256(bytes) => {
            json!(format!("0x{}", hex::encode(bytes)))
        }
    }
}
