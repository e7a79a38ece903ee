//! What a type accepts, in words, for messages.

use super::{
    is_account,
    numbers::{fraction_bits, integer_range},
    unit_of, Encoder,
};
use scale_info::{TypeDef, TypeDefPrimitive};

impl Encoder<'_> {
    /// What a type accepts, in words.
    pub fn describe(&self, ty: u32, type_name: Option<&str>) -> String {
        if let Some(unit) = unit_of(type_name) {
            return format!("an amount of {unit} (\"12.5 {unit}\" or rao)");
        }
        let Some(resolved) = self.metadata.types().resolve(ty) else {
            return "a value".to_owned();
        };
        if is_account(resolved) {
            return "an account".to_owned();
        }
        if ty == self.metadata.call_type() {
            return "a call ({ call = \"Pallet.call\", args = { … } })".to_owned();
        }
        if let Some(inner) = self.option_of(ty) {
            return format!("{}, or nothing", self.describe(inner, None));
        }
        if fraction_bits(self.metadata, resolved).is_some() {
            return "a decimal number (\"0.5\")".to_owned();
        }
        match &resolved.type_def {
            TypeDef::Primitive(primitive) => match integer_range(primitive) {
                Some((low, high)) => format!("a whole number from {low} to {high}"),
                None if matches!(primitive, TypeDefPrimitive::Bool) => "true or false".to_owned(),
                None => "a text".to_owned(),
            },
            TypeDef::Compact(compact) => self.describe(compact.type_param.id, type_name),
            TypeDef::Sequence(sequence) if self.is_byte(sequence.type_param.id) => {
                "bytes (a text, or 0x and hex digits)".to_owned()
            }
            TypeDef::Sequence(sequence) => {
                format!(
                    "a list, each {}",
                    self.describe(sequence.type_param.id, None)
                )
            }
            TypeDef::Array(array) if self.is_byte(array.type_param.id) => {
                format!("{} bytes in hex", array.len)
            }
            TypeDef::Array(array) => format!(
                "a list of {}, each {}",
                array.len,
                self.describe(array.type_param.id, None)
            ),
            TypeDef::Tuple(tuple) => format!(
                "a list of {}: {}",
                tuple.fields.len(),
                tuple
                    .fields
                    .iter()
                    .map(|field| self.describe(field.id, None))
                    .collect::<Vec<_>>()
                    .join("; ")
            ),
            TypeDef::Composite(composite) => match composite.fields.as_slice() {
                [only] if only.name.is_none() => self.describe(only.ty.id, None),
                fields => format!(
                    "a table with {}",
                    fields
                        .iter()
                        .filter_map(|field| field.name.as_deref())
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            },
            TypeDef::Variant(variants) => format!(
                "one of {}",
                variants
                    .variants
                    .iter()
                    .map(|variant| format!("\"{}\"", variant.name))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            TypeDef::BitSequence(_) => "a bit sequence".to_owned(),
        }
    }
}
