//! Values as they stand in a file, each with its place.
//!
//! TOML is read into this tree and not into Rust types at once: what a value
//! may be depends on the chain's metadata, and a mistake must be reported
//! where it was written. Numbers keep their digits, so that nothing passes
//! through a float.

use crate::problem::{Problem, Source, Span};
use toml::de::{DeTable, DeValue};

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Literal {
    /// What stands there.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What can stand in a file.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A text.
    String(String),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction or an exponent, as written.
    Float(String),
    /// A truth value.
    Bool(bool),
    /// A list.
    Array(Vec<Literal>),
    /// Fields, in the order written.
    Table(Vec<Field>),
    /// A date or time, which means nothing to the chain.
    Date(String),
}

/// A field of a table.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// Its value.
    pub value: Literal,
}

impl Kind {
    /// "a text", "a number" …: for messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::String(_) => "a text",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Bool(_) => "a truth value",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
            Self::Date(_) => "a date",
        }
    }
}

impl Literal {
    /// A value that stands in no file.
    pub fn free(kind: Kind) -> Self {
        Self { kind, span: 0..0 }
    }

    /// The problem that something else should stand here.
    pub fn expected(&self, what: &str) -> Problem {
        let found = match &self.kind {
            Kind::String(text) => format!("the text \"{text}\""),
            Kind::Integer(number) => format!("the number {number}"),
            Kind::Float(text) => format!("the number {text}"),
            Kind::Bool(value) => format!("`{value}`"),
            other => other.name().to_owned(),
        };
        Problem::at(self.span.clone(), format!("expected {what}, found {found}"))
    }
}

/// Reads a TOML text.
///
/// # Errors
///
/// When it is not TOML: every fault of its syntax.
pub fn parse(source: &Source) -> Result<Literal, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        return Err(errors
            .into_iter()
            .map(|error| Problem {
                span: error.span(),
                message: error.message().to_owned(),
                help: None,
            })
            .collect());
    }
    let span = table.span();
    from_table(table.into_inner(), span).map_err(|problem| vec![problem])
}

fn from_table(table: DeTable<'_>, span: Span) -> Result<Literal, Problem> {
    let fields = table
        .into_iter()
        .map(|(name, value)| {
            let place = value.span();
            Ok(Field {
                span: name.span(),
                name: name.into_inner().into_owned(),
                value: from_value(value.into_inner(), place)?,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Literal {
        kind: Kind::Table(fields),
        span,
    })
}

fn from_value(value: DeValue<'_>, span: Span) -> Result<Literal, Problem> {
    let kind = match value {
        DeValue::String(text) => Kind::String(text.into_owned()),
        DeValue::Integer(number) => Kind::Integer(
            i128::from_str_radix(number.as_str(), number.radix())
                .map_err(|_| Problem::at(span.clone(), "this number is too large"))?,
        ),
        DeValue::Float(number) => Kind::Float(number.as_str().to_owned()),
        DeValue::Boolean(value) => Kind::Bool(value),
        DeValue::Datetime(date) => Kind::Date(date.to_string()),
        DeValue::Array(items) => Kind::Array(
            items
                .into_iter()
                .map(|item| {
                    let place = item.span();
                    from_value(item.into_inner(), place)
                })
                .collect::<Result<_, _>>()?,
        ),
        DeValue::Table(table) => return from_table(table, span),
    };
    Ok(Literal { kind, span })
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self::free(Kind::String(text.to_owned()))
    }
}

impl From<bool> for Literal {
    fn from(value: bool) -> Self {
        Self::free(Kind::Bool(value))
    }
}

impl<T: Into<Literal>> From<Vec<T>> for Literal {
    fn from(items: Vec<T>) -> Self {
        Self::free(Kind::Array(items.into_iter().map(Into::into).collect()))
    }
}

macro_rules! from_integer {
    ($($int:ty),*) => {$(
        impl From<$int> for Literal {
            fn from(number: $int) -> Self {
                Self::free(Kind::Integer(number.into()))
            }
        }
    )*};
}

from_integer!(u8, u16, u32, u64, i32, i64, i128);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_places() {
        let source = Source::new("a.toml", "a = 1\n[b]\nc = [\"x\", 2.50]\n");
        let Kind::Table(fields) = parse(&source).unwrap().kind else {
            panic!("a file is a table")
        };
        assert_eq!(fields[1].name, "b");
        let Kind::Table(inner) = &fields[1].value.kind else {
            panic!("b is a table")
        };
        let Kind::Array(items) = &inner[0].value.kind else {
            panic!("c is a list")
        };
        assert_eq!(source.position(items[0].span.start), (3, 6));
        assert!(matches!(&items[1].kind, Kind::Float(digits) if digits == "2.50"));
    }

    #[test]
    fn a_fault_of_syntax_has_its_place() {
        let source = Source::new("a.toml", "a = 1\nb = = 2\n");
        let problems = parse(&source).unwrap_err();
        let span = problems[0].span.clone().unwrap();
        assert_eq!(source.position(span.start).0, 2);
    }
}
