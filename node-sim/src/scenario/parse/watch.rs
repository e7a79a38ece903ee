//! Reading what is expected and what is recorded.

use super::Parser;
use crate::{
    literal::{Field, Kind, Literal},
    problem::{Problem, Span},
    scenario::{
        bonds::BondRule,
        model::{Expectation, Expected, Milestone, Op, Recorded, Tolerance, Under, When},
        query::{self, Query},
        reader::Table,
    },
    BLOCKS_PER_DAY,
};

impl Parser<'_> {
    pub(super) fn expectation(&mut self, value: &Literal, blocks: u32) -> Option<Expectation> {
        let what = "[[expect]]";
        let known: Vec<&str> = query::FIELDS
            .into_iter()
            .chain(["at", "every", "op", "value", "than", "tolerance", "under"])
            .collect();
        let table = self.reader.table(what, value, &known)?;
        let query = Query::read(&mut self.reader, what, table, &self.names);
        let when = match (table.get("at"), table.get("every")) {
            (None, None) => When::End,
            (None, Some(every)) => When::Every(self.reader.count(every, 1)?),
            (Some(at), _) => match &at.kind {
                Kind::String(end) if end == "end" => When::End,
                Kind::Integer(_) => {
                    let block = self.reader.count(at, 1)?;
                    self.within_run(at, block, blocks);
                    When::At(block)
                }
                _ => {
                    self.reader.fault(at.expected("a block or \"end\""));
                    return None;
                }
            },
        };
        let query = query?;
        let under = match table.field("under") {
            Some(under) => Some(self.under(under, &query)?),
            None => None,
        };
        let comparison = self.comparison(what, value, table, when, query)?;
        Some(Expectation {
            under,
            ..comparison
        })
    }

    /// Under which rules of bonds something holds: one or several, on the subnet
    /// that is asked about, or on the only one there is.
    fn under(&mut self, field: &Field, query: &Query) -> Option<Under> {
        let items = match &field.value.kind {
            Kind::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(&field.value),
        };
        if items.is_empty() {
            self.reader.fault(
                Problem::at(field.value.span.clone(), "name at least one rule of bonds")
                    .help("under = \"yuma3\", or leave `under` out where it holds under each"),
            );
            return None;
        }
        let mut rules = Vec::new();
        for item in items {
            let name = self.reader.text(item)?;
            match BondRule::find(name) {
                Some(rule) => rules.push(rule),
                None => self.reader.fault(
                    Problem::at(item.span.clone(), format!("unknown rule of bonds `{name}`"))
                        .suggest(name, BondRule::ALL.map(BondRule::name)),
                ),
            }
        }
        let mut names = self.names.subnet_names();
        let subnet = match (query.subnet(), names.next(), names.next()) {
            (Some(subnet), _, _) => subnet.clone(),
            (None, Some(only), None) => only.into(),
            _ => {
                self.reader.fault(
                    Problem::at(
                        field.span.clone(),
                        "the rule of bonds is a subnet's, and this asks about none",
                    )
                    .help("ask for a metric of a `subnet`"),
                );
                return None;
            }
        };
        Some(Under { rules, subnet })
    }

    /// The comparison of an expectation or milestone with its query.
    fn comparison(
        &mut self,
        what: &str,
        value: &Literal,
        table: Table<'_>,
        when: When,
        query: Query,
    ) -> Option<Expectation> {
        let op = match table.get("op") {
            None => Op::Eq,
            Some(op) => {
                let text = self.reader.text(op)?;
                let found = Op::ALL
                    .iter()
                    .find(|(_, word, sign)| *word == text || *sign == text);
                let Some((found, _, _)) = found else {
                    self.reader.fault(
                        Problem::at(op.span.clone(), format!("unknown comparison `{text}`"))
                            .suggest(text, Op::ALL.map(|(_, word, _)| word)),
                    );
                    return None;
                };
                *found
            }
        };
        let tolerance = match table.get("tolerance") {
            None => Tolerance::Relative(0.01),
            Some(tolerance) => self.tolerance(tolerance)?,
        };
        let expected = self.expected(what, table)?;
        Some(Expectation {
            when,
            query,
            op,
            expected,
            tolerance,
            under: None,
            span: value.span.clone(),
        })
    }

    /// What an answer is compared with: the `value`, or another answer, `than`,
    /// which asks the same where it does not say otherwise.
    fn expected(&mut self, what: &str, table: Table<'_>) -> Option<Expected> {
        let Some(than) = table.field("than") else {
            return self
                .reader
                .required(what, table, "value")
                .cloned()
                .map(Expected::Value);
        };
        if let Some(value) = table.field("value") {
            self.reader.fault(Problem::at(
                value.span.clone(),
                format!("{what} compares with a `value` or with another answer, not with both"),
            ));
            return None;
        }
        let known: Vec<&str> = query::FIELDS.into_iter().chain(["times"]).collect();
        let other = self.reader.table("`than`", &than.value, &known)?;
        let times = match other.get("times") {
            Some(times) => self.factor(times)?,
            None => 1.0,
        };
        let merged = query::completed(other, table);
        let merged = self.reader.any_table("`than`", &merged)?;
        Some(Expected::Answer {
            query: Query::read(&mut self.reader, "`than`", merged, &self.names)?,
            times,
            span: than.value.span.clone(),
        })
    }

    fn factor(&mut self, value: &Literal) -> Option<f64> {
        let factor = match &value.kind {
            Kind::Integer(number) => Some(*number as f64),
            Kind::Float(text) => text.parse().ok(),
            _ => None,
        };
        if factor.is_none() {
            self.reader.fault(value.expected("a number"));
        }
        factor
    }

    /// An entry of `[[milestones]]`: looked for once a day if it does not say.
    pub(super) fn milestone(&mut self, value: &Literal) -> Option<Milestone> {
        let what = "[[milestones]]";
        let known: Vec<&str> = query::FIELDS
            .into_iter()
            .chain(["name", "every", "op", "value", "than", "tolerance"])
            .collect();
        let table = self.reader.table(what, value, &known)?;
        let query = Query::read(&mut self.reader, what, table, &self.names);
        let name = self.reader.required(what, table, "name")?;
        let name = self.reader.text(name)?.to_owned();
        let every = match table.get("every") {
            Some(every) => self.reader.count(every, 1)?,
            None => BLOCKS_PER_DAY,
        };
        let condition = self.comparison(what, value, table, When::Every(every), query?)?;
        Some(Milestone { name, condition })
    }

    fn tolerance(&mut self, value: &Literal) -> Option<Tolerance> {
        let tolerance = match &value.kind {
            Kind::Integer(number) => Some(Tolerance::Absolute(*number as f64)),
            Kind::Float(text) => text.parse().ok().map(Tolerance::Absolute),
            Kind::String(text) => match text.strip_suffix('%') {
                Some(percent) => percent
                    .trim()
                    .parse()
                    .ok()
                    .map(|percent: f64| Tolerance::Relative(percent / 100.0)),
                None => crate::amount::Amount::parse(text)
                    .ok()
                    .map(|amount| Tolerance::Absolute(amount.rao as f64)),
            },
            _ => None,
        };
        if tolerance.is_none() {
            self.reader
                .fault(value.expected("a number, an amount or a percentage (\"1%\")"));
        }
        tolerance
    }

    pub(super) fn records(&mut self, table: Table<'_>) -> Vec<Recorded> {
        let mut records: Vec<Recorded> = Vec::new();
        for entry in self.reader.list("record", table.get("record")) {
            let Some((record, span)) = self.record(entry) else {
                continue;
            };
            if records.iter().any(|known| known.name == record.name) {
                self.reader.fault(Problem::at(
                    span,
                    format!("there is already a series `{}`", record.name),
                ));
            } else {
                records.push(record);
            }
        }
        records
    }

    fn record(&mut self, value: &Literal) -> Option<(Recorded, Span)> {
        let what = "[[record]]";
        let known: Vec<&str> = query::FIELDS
            .into_iter()
            .chain(["name", "every", "plot"])
            .collect();
        let table = self.reader.table(what, value, &known)?;
        let query = Query::read(&mut self.reader, what, table, &self.names);
        let name = self.reader.required(what, table, "name")?;
        let text = self.file_name(name)?;
        let every = match table.get("every") {
            Some(every) => self.reader.count(every, 1)?,
            None => 1,
        };
        let plot = match table.get("plot") {
            Some(plot) => Some(self.file_name(plot)?),
            None => None,
        };
        let record = Recorded {
            name: text,
            query: query?,
            every,
            plot,
        };
        Some((record, name.span.clone()))
    }

    fn file_name(&mut self, value: &Literal) -> Option<String> {
        let text = self.reader.text(value)?;
        if crate::account::is_name(text) {
            return Some(text.to_owned());
        }
        self.reader.fault(
            value
                .expected("a plain name, for it names a file")
                .help("letters, digits, `_` and `-`"),
        );
        None
    }
}
