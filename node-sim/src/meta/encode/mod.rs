//! Written values in the types that metadata asks for.
//!
//! A [`Literal`] becomes a [`scale_value::Value`] guided by the type: accounts
//! by name, amounts with their unit, enum variants by name, fixed-point
//! numbers from decimals, a nested call from a table. A value that does not
//! fit is a [`Problem`] that says what was expected.

mod compound;
mod describe;
pub(super) mod numbers;

use super::{MetaError, Metadata};
use crate::{
    account::AccountError,
    amount::{Amount, Unit},
    literal::{Kind, Literal},
    problem::Problem,
};
use scale_info::{form::PortableForm, Field, Type, TypeDef, TypeDefPrimitive};
use scale_value::{Value, ValueDef};
use sp_runtime::AccountId32 as AccountId;

use numbers::{fixed_bits, fraction_bits, integer, integer_range};

/// What names in written values stand for.
pub trait Names {
    /// The account of a name.
    ///
    /// # Errors
    ///
    /// When the text names no account, with what would be right.
    fn account(&self, text: &str) -> Result<AccountId, (String, Option<String>)>;

    /// The netuid of a subnet's name.
    fn subnet(&self, _name: &str) -> Option<u16> {
        None
    }
}

/// Names as [`crate::account`] reads them, and no subnets.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainNames;

impl Names for PlainNames {
    fn account(&self, text: &str) -> Result<AccountId, (String, Option<String>)> {
        crate::account::account(text).map_err(|error| explain(&error))
    }
}

/// An account error as message and help.
pub fn explain(error: &AccountError) -> (String, Option<String>) {
    (error.to_string(), Some(error.help().to_owned()))
}

/// Encodes written values.
#[derive(Clone, Copy)]
pub struct Encoder<'a> {
    metadata: &'a Metadata,
    names: &'a dyn Names,
}

impl std::fmt::Debug for Encoder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").finish_non_exhaustive()
    }
}

impl<'a> Encoder<'a> {
    /// An encoder for this metadata, with these names.
    pub fn new(metadata: &'a Metadata, names: &'a dyn Names) -> Self {
        Self { metadata, names }
    }

    /// The bytes of a call: its indices and its arguments by name. An argument
    /// of type `Option` may be missing.
    ///
    /// # Errors
    ///
    /// When the call or an argument is unknown, an argument is missing, or a
    /// value does not fit; every such fault. Places that belong to no argument
    /// are left open for the caller to fill.
    pub fn call(&self, path: &str, arguments: &Literal) -> Result<Vec<u8>, Vec<Problem>> {
        let call = self
            .metadata
            .call(path)
            .map_err(|error| vec![unplaced(&error)])?;
        let what = format!("{}.{}", call.pallet, call.name);
        let mut bytes = call.indices.to_vec();
        bytes.extend(self.fields(&what, "argument", call.arguments, arguments)?);
        Ok(bytes)
    }

    /// The bytes of one value of a type.
    ///
    /// # Errors
    ///
    /// When the value does not fit the type.
    pub fn bytes(
        &self,
        literal: &Literal,
        ty: u32,
        type_name: Option<&str>,
    ) -> Result<Vec<u8>, Problem> {
        let value = self.value(literal, ty, type_name)?;
        let mut bytes = Vec::new();
        scale_value::scale::encode_as_type(&value, ty, self.metadata.types(), &mut bytes).map_err(
            |error| {
                Problem::at(
                    literal.span.clone(),
                    format!("this is not {}: {error}", self.describe(ty, type_name)),
                )
            },
        )?;
        Ok(bytes)
    }

    fn fields(
        &self,
        what: &str,
        kind: &str,
        fields: &[Field<PortableForm>],
        given: &Literal,
    ) -> Result<Vec<u8>, Vec<Problem>> {
        let Kind::Table(entries) = &given.kind else {
            return Err(vec![
                given.expected(&format!("a table with the {kind}s of {what}"))
            ]);
        };
        let names = || fields.iter().filter_map(|field| field.name.as_deref());
        let mut problems: Vec<Problem> = entries
            .iter()
            .filter(|entry| !names().any(|name| name == entry.name))
            .map(|entry| {
                Problem::at(
                    entry.span.clone(),
                    format!("{what} has no {kind} `{}`", entry.name),
                )
                .suggest(&entry.name, names())
            })
            .collect();
        let mut bytes = Vec::new();
        for field in fields {
            let name = field.name.as_deref().unwrap_or_default();
            let entry = entries.iter().find(|entry| entry.name == name);
            match entry {
                Some(entry) => {
                    match self.bytes(&entry.value, field.ty.id, field.type_name.as_deref()) {
                        Ok(encoded) => bytes.extend(encoded),
                        Err(mut problem) => {
                            problem.message =
                                format!("{kind} `{name}` of {what}: {}", problem.message);
                            problems.push(problem);
                        }
                    }
                }
                None if self.option_of(field.ty.id).is_some() => bytes.push(0),
                None => problems.push(Problem {
                    span: (!entries.is_empty() || given.span.end > 0).then(|| given.span.clone()),
                    message: format!("{kind} `{name}` of {what} is missing"),
                    help: Some(format!(
                        "it is {}",
                        self.describe(field.ty.id, field.type_name.as_deref())
                    )),
                }),
            }
        }
        if problems.is_empty() {
            Ok(bytes)
        } else {
            Err(problems)
        }
    }

    fn value(&self, literal: &Literal, ty: u32, type_name: Option<&str>) -> Result<Value, Problem> {
        let Some(resolved) = self.metadata.types().resolve(ty) else {
            return Err(literal.expected("a value of a known type"));
        };
        if is_account(resolved) {
            return self.account(literal, resolved);
        }
        if ty == self.metadata.call_type() {
            return self.nested_call(literal);
        }
        if let Some(bits) = fraction_bits(self.metadata, resolved) {
            return self.fixed(literal, ty, type_name, bits);
        }
        if let Some(inner) = self.option_of(ty) {
            return Ok(Value::unnamed_variant(
                "Some",
                [self.value(literal, inner, None)?],
            ));
        }
        match &resolved.type_def {
            TypeDef::Primitive(primitive) => self.primitive(literal, ty, primitive, type_name),
            TypeDef::Compact(compact) => self.value(literal, compact.type_param.id, type_name),
            TypeDef::Sequence(sequence) => {
                let item = sequence.type_param.id;
                self.list(literal, ty, type_name, item, None)
            }
            TypeDef::Array(array) => {
                self.list(literal, ty, type_name, array.type_param.id, Some(array.len))
            }
            TypeDef::Tuple(tuple) => {
                let types: Vec<u32> = tuple.fields.iter().map(|field| field.id).collect();
                self.tuple(literal, ty, &types)
                    .map(Value::unnamed_composite)
            }
            TypeDef::Composite(composite) => self
                .composite(literal, ty, &composite.fields)
                .map(|composite| Value::without_context(ValueDef::Composite(composite))),
            TypeDef::Variant(_) => self.variant(literal, ty),
            TypeDef::BitSequence(_) => {
                Err(literal.expected("something else (bit sequences cannot be written here)"))
            }
        }
    }

    fn account(&self, literal: &Literal, resolved: &Type<PortableForm>) -> Result<Value, Problem> {
        let Kind::String(text) = &literal.kind else {
            return Err(literal.expected("an account"));
        };
        let account = self
            .names
            .account(text)
            .map_err(|(message, help)| Problem {
                span: Some(literal.span.clone()),
                message,
                help,
            })?;
        let bytes = Value::from_bytes(account);
        Ok(if matches!(resolved.type_def, TypeDef::Variant(_)) {
            Value::unnamed_variant("Id", [bytes])
        } else {
            bytes
        })
    }

    fn nested_call(&self, literal: &Literal) -> Result<Value, Problem> {
        let expected = || literal.expected("a call ({ call = \"Pallet.call\", args = { … } })");
        let Kind::Table(fields) = &literal.kind else {
            return Err(expected());
        };
        let path = fields.iter().find_map(|field| match &field.value.kind {
            Kind::String(path) if field.name == "call" => Some(path),
            _ => None,
        });
        let path = path.ok_or_else(expected)?;
        let none = Literal {
            kind: Kind::Table(Vec::new()),
            span: literal.span.clone(),
        };
        let arguments = fields
            .iter()
            .find(|field| field.name == "args")
            .map_or(&none, |field| &field.value);
        let bytes = self
            .call(path, arguments)
            .map_err(|problems| first(problems, literal))?;
        // Through the call's own bytes: the nested value keeps every rule.
        scale_value::scale::decode_as_type(
            &mut bytes.as_slice(),
            self.metadata.call_type(),
            self.metadata.types(),
        )
        .map(Value::remove_context)
        .map_err(|error| Problem::at(literal.span.clone(), error.to_string()))
    }

    fn primitive(
        &self,
        literal: &Literal,
        ty: u32,
        primitive: &TypeDefPrimitive,
        type_name: Option<&str>,
    ) -> Result<Value, Problem> {
        let expected = || literal.expected(&self.describe(ty, type_name));
        match (primitive, &literal.kind) {
            (TypeDefPrimitive::Bool, Kind::Bool(value)) => Ok(Value::bool(*value)),
            (TypeDefPrimitive::Str | TypeDefPrimitive::Char, Kind::String(text)) => {
                Ok(Value::string(text.clone()))
            }
            (_, Kind::Integer(number)) => match integer_range(primitive) {
                Some((low, high)) if (low..=high).contains(number) => Ok(integer(*number)),
                Some(_) => Err(expected()),
                None => Err(expected()),
            },
            (TypeDefPrimitive::U16, Kind::String(name)) if is_netuid(type_name) => self
                .names
                .subnet(name)
                .map(|netuid| Value::u128(netuid.into()))
                .ok_or_else(|| {
                    Problem::at(
                        literal.span.clone(),
                        format!("no subnet is called `{name}`"),
                    )
                }),
            (TypeDefPrimitive::U64 | TypeDefPrimitive::U128, Kind::String(text)) => {
                let amount = Amount::parse(text).map_err(|error| {
                    Problem::at(literal.span.clone(), error.to_string()).help(error.help())
                })?;
                match (unit_of(type_name), amount.unit) {
                    (Some(wanted), Some(given)) if wanted != given => Err(Problem::at(
                        literal.span.clone(),
                        format!("this is an amount of {wanted}, not of {given}"),
                    )
                    .help(format!(
                        "write it as \"{} {wanted}\"",
                        text.split(' ').next().unwrap_or("1")
                    ))),
                    _ => Ok(Value::u128(amount.rao.into())),
                }
            }
            (TypeDefPrimitive::U64 | TypeDefPrimitive::U128, Kind::Float(text)) => {
                let unit = unit_of(type_name).unwrap_or(Unit::Tao);
                Err(expected().help(format!(
                    "rao are whole; write a decimal amount with its unit: \"{text} {unit}\""
                )))
            }
            _ => Err(expected()),
        }
    }

    fn fixed(
        &self,
        literal: &Literal,
        ty: u32,
        type_name: Option<&str>,
        bits: u32,
    ) -> Result<Value, Problem> {
        let expected = || literal.expected(&self.describe(ty, type_name));
        let text = match &literal.kind {
            Kind::Integer(number) => number.to_string(),
            Kind::Float(text) | Kind::String(text) => text.clone(),
            // The raw bits, as clients read them.
            Kind::Table(fields) => match fields.as_slice() {
                [field] if field.name == "bits" => match field.value.kind {
                    Kind::Integer(bits) => {
                        return Ok(Value::named_composite([("bits", integer(bits))]))
                    }
                    _ => return Err(expected()),
                },
                _ => return Err(expected()),
            },
            _ => return Err(expected()),
        };
        let raw = fixed_bits(&text, bits).ok_or_else(expected)?;
        Ok(Value::named_composite([("bits", raw)]))
    }

    /// The type inside an `Option`.
    fn option_of(&self, ty: u32) -> Option<u32> {
        let resolved = self.metadata.types().resolve(ty)?;
        if resolved.path.segments == ["Option"] {
            resolved.type_params.first()?.ty.map(|ty| ty.id)
        } else {
            None
        }
    }

    fn is_byte(&self, ty: u32) -> bool {
        matches!(
            self.metadata.types().resolve(ty).map(|ty| &ty.type_def),
            Some(TypeDef::Primitive(TypeDefPrimitive::U8))
        )
    }
}

/// A metadata error as a problem without a place.
pub fn unplaced(error: &MetaError) -> Problem {
    Problem {
        span: None,
        message: error.to_string(),
        help: error.help(),
    }
}

fn first(problems: Vec<Problem>, literal: &Literal) -> Problem {
    problems
        .into_iter()
        .next()
        .unwrap_or_else(|| literal.expected("a call"))
        .or_at(&literal.span)
}

fn is_account(ty: &Type<PortableForm>) -> bool {
    matches!(
        ty.path.segments.last().map(String::as_str),
        Some("AccountId32" | "MultiAddress")
    )
}

/// An argument keeps the name its type has in the source, though the type
/// itself is a plain number on the wire.
fn unit_of(type_name: Option<&str>) -> Option<Unit> {
    let name = type_name?;
    if name.contains("Alpha") {
        Some(Unit::Alpha)
    } else if name.contains("Balance") || name.contains("Tao") {
        Some(Unit::Tao)
    } else {
        None
    }
}

fn is_netuid(type_name: Option<&str>) -> bool {
    type_name.is_none_or(|name| name.contains("NetUid"))
}

#[cfg(test)]
mod tests;
