//! Values with parts: lists, tuples, structs, enums.

use super::Encoder;
use crate::{
    literal::{Kind, Literal},
    problem::Problem,
};
use scale_info::{form::PortableForm, Field};
use scale_value::{Composite, Value};

impl Encoder<'_> {
    pub(super) fn list(
        &self,
        literal: &Literal,
        ty: u32,
        type_name: Option<&str>,
        item: u32,
        len: Option<u32>,
    ) -> Result<Value, Problem> {
        let expected = || literal.expected(&self.describe(ty, type_name));
        let fits = |found: usize| len.is_none_or(|len| found == len as usize);
        match &literal.kind {
            Kind::String(text) if self.is_byte(item) => {
                let bytes = match text.strip_prefix("0x") {
                    Some(digits) => hex::decode(digits).map_err(|_| expected())?,
                    None => text.as_bytes().to_vec(),
                };
                if fits(bytes.len()) {
                    Ok(Value::from_bytes(bytes))
                } else {
                    Err(expected())
                }
            }
            Kind::Array(items) if fits(items.len()) => items
                .iter()
                .map(|entry| self.value(entry, item, None))
                .collect::<Result<Vec<_>, _>>()
                .map(Value::unnamed_composite),
            _ => Err(expected()),
        }
    }

    pub(super) fn tuple(
        &self,
        literal: &Literal,
        ty: u32,
        types: &[u32],
    ) -> Result<Vec<Value>, Problem> {
        match &literal.kind {
            Kind::Array(items) if items.len() == types.len() => items
                .iter()
                .zip(types)
                .map(|(item, ty)| self.value(item, *ty, None))
                .collect(),
            _ => Err(literal.expected(&self.describe(ty, None))),
        }
    }

    pub(super) fn composite(
        &self,
        literal: &Literal,
        ty: u32,
        fields: &[Field<PortableForm>],
    ) -> Result<Composite<()>, Problem> {
        match fields {
            // Wrappers are written as what they wrap.
            [only] if only.name.is_none() => {
                let inner = self.value(literal, only.ty.id, only.type_name.as_deref())?;
                Ok(Composite::Unnamed(vec![inner]))
            }
            [first, ..] if first.name.is_some() => {
                let Kind::Table(entries) = &literal.kind else {
                    return Err(literal.expected(&self.describe(ty, None)));
                };
                let known = || fields.iter().filter_map(|field| field.name.as_deref());
                if let Some(entry) = entries
                    .iter()
                    .find(|entry| !known().any(|name| name == entry.name))
                {
                    return Err(Problem::at(
                        entry.span.clone(),
                        format!("unknown field `{}`", entry.name),
                    )
                    .suggest(&entry.name, known()));
                }
                let mut values = Vec::new();
                for field in fields {
                    let name = field.name.clone().unwrap_or_default();
                    let value = match entries.iter().find(|entry| entry.name == name) {
                        Some(entry) => {
                            self.value(&entry.value, field.ty.id, field.type_name.as_deref())?
                        }
                        None if self.option_of(field.ty.id).is_some() => {
                            Value::unnamed_variant("None", [])
                        }
                        None => {
                            return Err(Problem::at(
                                literal.span.clone(),
                                format!("field `{name}` is missing"),
                            ))
                        }
                    };
                    values.push((name, value));
                }
                Ok(Composite::Named(values))
            }
            _ => {
                let types: Vec<u32> = fields.iter().map(|field| field.ty.id).collect();
                self.tuple(literal, ty, &types).map(Composite::Unnamed)
            }
        }
    }

    pub(super) fn variant(&self, literal: &Literal, ty: u32) -> Result<Value, Problem> {
        let expected = || literal.expected(&self.describe(ty, None));
        let (name, place, payload) = match &literal.kind {
            Kind::String(name) => (name, &literal.span, None),
            Kind::Table(fields) => match fields.as_slice() {
                [field] => (&field.name, &field.span, Some(&field.value)),
                _ => return Err(expected()),
            },
            _ => return Err(expected()),
        };
        let variants = self.metadata.variants(ty);
        let variant = variants.iter().find(|v| v.name == *name).ok_or_else(|| {
            Problem::at(place.clone(), format!("unknown variant `{name}`"))
                .suggest(name, variants.iter().map(|v| v.name.as_str()))
        })?;
        let fields = match (payload, variant.fields.as_slice()) {
            (None, []) => Composite::Unnamed(Vec::new()),
            (Some(payload), fields) if !fields.is_empty() => self.composite(payload, ty, fields)?,
            (None, _) => {
                return Err(Problem::at(
                    place.clone(),
                    format!("variant `{name}` needs its fields"),
                )
                .help(format!("write it as {{ {name} = … }}")))
            }
            (Some(payload), _) => {
                return Err(Problem::at(
                    payload.span.clone(),
                    format!("variant `{name}` has no fields"),
                )
                .help(format!("write it as \"{name}\"")))
            }
        };
        Ok(Value::variant(name.clone(), fields))
    }
}
