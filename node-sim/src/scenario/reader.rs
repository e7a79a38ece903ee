//! Reading tables field by field, gathering every fault on the way.

use crate::{
    amount::{Amount, Unit},
    literal::{Field, Kind, Literal},
    problem::{Problem, Span},
};

/// A table and the fields it may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    fields: &'a [Field],
    pub(super) span: &'a Span,
}

/// Gathers faults.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
}

impl<'a> Table<'a> {
    /// The field of a name.
    pub(super) fn get(&self, name: &str) -> Option<&'a Literal> {
        self.field(name).map(|field| &field.value)
    }

    /// The field of a name, with the place of the name.
    pub(super) fn field(&self, name: &str) -> Option<&'a Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// All fields.
    pub(super) fn fields(&self) -> &'a [Field] {
        self.fields
    }
}

impl Reader {
    /// Notes a fault.
    pub(super) fn fault(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A value as a table with no fields but the known ones.
    pub(super) fn table<'a>(
        &mut self,
        what: &str,
        value: &'a Literal,
        known: &[&str],
    ) -> Option<Table<'a>> {
        let table = self.any_table(what, value)?;
        for field in table.fields {
            if !known.contains(&field.name.as_str()) {
                self.fault(
                    Problem::at(
                        field.span.clone(),
                        format!("unknown field `{}` in {what}", field.name),
                    )
                    .suggest(&field.name, known.iter().copied()),
                );
            }
        }
        Some(table)
    }

    /// A value as a table with any fields.
    pub(super) fn any_table<'a>(&mut self, what: &str, value: &'a Literal) -> Option<Table<'a>> {
        match &value.kind {
            Kind::Table(fields) => Some(Table {
                fields,
                span: &value.span,
            }),
            _ => {
                self.fault(value.expected(&format!("a table ({what})")));
                None
            }
        }
    }

    /// The items of a list of tables; none if it is not there.
    pub(super) fn list<'a>(&mut self, what: &str, value: Option<&'a Literal>) -> &'a [Literal] {
        match value.map(|value| (&value.kind, value)) {
            None => &[],
            Some((Kind::Array(items), _)) => items,
            Some((_, value)) => {
                self.fault(
                    value
                        .expected(&format!("a list of {what}"))
                        .help(format!("write each under its own [[{what}]]")),
                );
                &[]
            }
        }
    }

    /// A field that must be there.
    pub(super) fn required<'a>(
        &mut self,
        what: &str,
        table: Table<'a>,
        name: &str,
    ) -> Option<&'a Literal> {
        let found = table.get(name);
        if found.is_none() {
            self.fault(Problem::at(
                table.span.clone(),
                format!("{what} needs the field `{name}`"),
            ));
        }
        found
    }

    /// A text.
    pub(super) fn text<'a>(&mut self, value: &'a Literal) -> Option<&'a str> {
        match &value.kind {
            Kind::String(text) => Some(text),
            _ => {
                self.fault(value.expected("a text"));
                None
            }
        }
    }

    /// A truth value.
    pub(super) fn flag(&mut self, value: &Literal) -> Option<bool> {
        match value.kind {
            Kind::Bool(flag) => Some(flag),
            _ => {
                self.fault(value.expected("true or false"));
                None
            }
        }
    }

    /// A whole number from `least` on.
    pub(super) fn count<T: TryFrom<i128>>(&mut self, value: &Literal, least: i128) -> Option<T> {
        let number = match value.kind {
            Kind::Integer(number) if number >= least => T::try_from(number).ok(),
            _ => None,
        };
        if number.is_none() {
            self.fault(value.expected(&format!("a whole number, at least {least}")));
        }
        number
    }

    /// An amount of TAO, in rao.
    pub(super) fn tao(&mut self, value: &Literal) -> Option<u64> {
        let fault = match &value.kind {
            Kind::Integer(rao) => match u64::try_from(*rao) {
                Ok(rao) => return Some(rao),
                Err(_) => value.expected("an amount of TAO"),
            },
            Kind::String(text) => match Amount::parse(text) {
                Ok(amount) if amount.unit != Some(Unit::Alpha) => return Some(amount.rao),
                Ok(_) => Problem::at(
                    value.span.clone(),
                    "this is an amount of alpha, TAO is needed",
                )
                .help("write it as \"12.5 TAO\""),
                Err(error) => Problem::at(value.span.clone(), error.to_string()).help(error.help()),
            },
            Kind::Float(text) => value
                .expected("an amount of TAO")
                .help(format!("write it with its unit: \"{text} TAO\"")),
            _ => value.expected("an amount of TAO"),
        };
        self.fault(fault);
        None
    }
}
