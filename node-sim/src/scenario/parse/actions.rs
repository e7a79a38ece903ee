//! Reading actions: when, who, which call.

use super::{qualified, Parser};
use crate::{
    literal::{Field, Kind, Literal},
    meta::encode::Encoder,
    problem::{Problem, Span},
    scenario::{
        model::{Action, Schedule, Signer},
        reader::Table,
        settings::Setting,
    },
};

/// The call by which root sets an item.
const SET_STORAGE: &str = "System.set_storage";

impl Parser<'_> {
    pub(super) fn action(&mut self, value: &Literal, blocks: u32) -> Option<Action> {
        let what = "[[actions]]";
        let table = self.reader.table(
            what,
            value,
            &[
                "at",
                "every",
                "from",
                "until",
                "signer",
                "sudo",
                "call",
                "args",
                "set",
                "expect_error",
                "may_fail",
            ],
        )?;
        let schedule = self.schedule(table, blocks);
        let signer = self.signer(table);
        let (path, arguments, span) = self.what(what, table)?;
        if let Err(problems) = Encoder::new(self.metadata, &self.names).call(&path, &arguments) {
            for problem in problems {
                self.reader.fault(problem.or_at(&span));
            }
        }
        let expect_error = match table.get("expect_error") {
            Some(error) => Some(self.reader.text(error)?.to_owned()),
            None => None,
        };
        let may_fail = match table.get("may_fail") {
            Some(flag) => self.reader.flag(flag)?,
            None => false,
        };
        Some(Action {
            schedule: schedule?,
            signer: signer?,
            call: path,
            arguments,
            expect_error,
            may_fail,
            span,
        })
    }

    /// The call of an action with its arguments: the one it names, or root's
    /// `System.set_storage` for the items it sets.
    fn what(&mut self, what: &str, table: Table<'_>) -> Option<(String, Literal, Span)> {
        if let Some(set) = table.field("set") {
            for useless in ["call", "args"].iter().filter_map(|name| table.field(name)) {
                self.reader.fault(Problem::at(
                    useless.span.clone(),
                    "an action makes a call or sets items, not both",
                ));
            }
            let arguments = self.settings(&set.value)?;
            return Some((SET_STORAGE.to_owned(), arguments, set.span.clone()));
        }
        let call = self.reader.required(what, table, "call")?;
        let path = self.reader.text(call)?.to_owned();
        let arguments = table.get("args").cloned().unwrap_or(Literal {
            kind: Kind::Table(Vec::new()),
            span: call.span.clone(),
        });
        Some((path, arguments, call.span.clone()))
    }

    /// Plain items by name with their values, as the keys and values that root
    /// writes.
    fn settings(&mut self, value: &Literal) -> Option<Literal> {
        let table = self.reader.any_table("storage items", value)?;
        let mut pairs = Vec::new();
        for field in table.fields() {
            match Setting::of(&qualified(&field.name), &field.value) {
                Ok(setting) => {
                    let bytes = |bytes: &[u8]| Literal {
                        kind: Kind::String(format!("0x{}", hex::encode(bytes))),
                        span: field.span.clone(),
                    };
                    pairs.push(Literal {
                        kind: Kind::Array(vec![bytes(&setting.key), bytes(&setting.value)]),
                        span: field.span.clone(),
                    });
                }
                Err(problem) => self.reader.fault(problem.or_at(&field.span)),
            }
        }
        Some(Literal {
            kind: Kind::Table(vec![Field {
                name: "items".to_owned(),
                span: value.span.clone(),
                value: Literal {
                    kind: Kind::Array(pairs),
                    span: value.span.clone(),
                },
            }]),
            span: value.span.clone(),
        })
    }

    fn schedule(&mut self, table: Table<'_>, blocks: u32) -> Option<Schedule> {
        match (table.get("at"), table.get("every")) {
            (Some(at), None) => {
                let items = match &at.kind {
                    Kind::Array(items) => items.as_slice(),
                    _ => std::slice::from_ref(at),
                };
                if items.is_empty() {
                    self.reader
                        .fault(Problem::at(at.span.clone(), "name at least one block"));
                }
                let mut times = Vec::new();
                for item in items {
                    let block = self.reader.count(item, 1)?;
                    self.within_run(item, block, blocks);
                    times.push(block);
                }
                Some(Schedule::At(times))
            }
            (None, Some(every)) => self.repeated(table, every, blocks),
            _ => {
                self.reader.fault(
                    Problem::at(table.span.clone(), "an action needs either `at` or `every`")
                        .help("at = 100, at = [100, 200], or every = 50 with `from` and `until`"),
                );
                None
            }
        }
    }

    /// Again and again; without an end until the run's.
    pub(super) fn repeated(
        &mut self,
        table: Table<'_>,
        every: &Literal,
        blocks: u32,
    ) -> Option<Schedule> {
        let every = self.reader.count(every, 1)?;
        let bound = |parser: &mut Self, name: &str, default| match table.get(name) {
            Some(value) => parser.reader.count(value, 1),
            None => Some(default),
        };
        Some(Schedule::Every {
            every,
            from: bound(self, "from", every)?,
            until: bound(self, "until", blocks)?,
        })
    }

    fn signer(&mut self, table: Table<'_>) -> Option<Signer> {
        let sudo = match table.get("sudo") {
            Some(flag) => self.reader.flag(flag)?,
            // Only root can.
            None => table.get("set").is_some(),
        };
        match (table.get("signer"), sudo) {
            (Some(signer), false) => self.account(signer).map(Signer::Account),
            (None, true) => Some(Signer::Sudo),
            _ => {
                self.reader.fault(Problem::at(
                    table.span.clone(),
                    "an action needs either `signer = \"name\"` or `sudo = true`",
                ));
                None
            }
        }
    }
}
