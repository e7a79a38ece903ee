//! Reading actors: who, what, how often.

use super::Parser;
use crate::{
    literal::{Kind, Literal},
    meta::encode::Names as _,
    problem::Problem,
    scenario::{
        actors::MILLION,
        model::{ActorSpec, Behaviour},
        names::HOTKEY_SUFFIX,
        reader::Table,
    },
};

const FIELDS: [&str; 11] = [
    "kind", "account", "hotkey", "subnet", "to", "share", "amount", "noise", "every", "from",
    "until",
];

impl Parser<'_> {
    /// An entry of `[[actors]]`.
    pub(super) fn actor(&mut self, value: &Literal, blocks: u32) -> Option<ActorSpec> {
        let what = "[[actors]]";
        let table = self.reader.table(what, value, &FIELDS)?;
        let kind = self.reader.required(what, table, "kind")?;
        let behaviour = match self.reader.text(kind)? {
            "sell" => self.sell(table),
            "buy" => self.buy(table),
            "rotate" => self.rotate(table),
            other => {
                self.reader.fault(
                    Problem::at(
                        kind.span.clone(),
                        format!("unknown kind of actor `{other}`"),
                    )
                    .suggest(other, ["sell", "buy", "rotate"]),
                );
                None
            }
        };
        let account = self
            .reader
            .required(what, table, "account")
            .and_then(|account| self.account(account))?;
        let hotkey = match table.get("hotkey") {
            Some(hotkey) => self.account(hotkey)?,
            None => format!("{account}{HOTKEY_SUFFIX}"),
        };
        let every = self.reader.required(what, table, "every");
        let schedule = every.and_then(|every| self.repeated(table, every, blocks));
        let noise = match table.get("noise") {
            Some(noise) => self.millionths(noise)?,
            None => 0,
        };
        Some(ActorSpec {
            behaviour: behaviour?,
            account,
            hotkey,
            schedule: schedule?,
            noise,
            span: value.span.clone(),
        })
    }

    fn sell(&mut self, table: Table<'_>) -> Option<Behaviour> {
        self.only(table, "sell", &["amount", "to"]);
        Some(Behaviour::Sell {
            subnet: self.subnet_of(table, "subnet")?,
            share: self.share(table)?,
        })
    }

    fn buy(&mut self, table: Table<'_>) -> Option<Behaviour> {
        self.only(table, "buy", &["share", "to"]);
        let amount = self
            .reader
            .required("an actor that buys", table, "amount")?;
        Some(Behaviour::Buy {
            subnet: self.subnet_of(table, "subnet")?,
            rao_per_day: self.reader.tao(amount)?,
        })
    }

    fn rotate(&mut self, table: Table<'_>) -> Option<Behaviour> {
        self.only(table, "rotate", &["amount"]);
        Some(Behaviour::Rotate {
            from: self.subnet_of(table, "subnet")?,
            to: self.subnet_of(table, "to")?,
            share: self.share(table)?,
        })
    }

    /// Faults the fields that this kind of actor does nothing with.
    fn only(&mut self, table: Table<'_>, kind: &str, useless: &[&str]) {
        for field in useless.iter().filter_map(|name| table.field(name)) {
            self.reader.fault(Problem::at(
                field.span.clone(),
                format!("an actor of kind `{kind}` has no `{}`", field.name),
            ));
        }
    }

    fn share(&mut self, table: Table<'_>) -> Option<u32> {
        match table.get("share") {
            Some(share) => self.millionths(share),
            None => Some(MILLION),
        }
    }

    fn subnet_of(&mut self, table: Table<'_>, field: &str) -> Option<String> {
        let literal = self.reader.required("an actor", table, field)?;
        if let Kind::Integer(number) = literal.kind {
            return match u16::try_from(number) {
                Ok(netuid) => Some(netuid.to_string()),
                Err(_) => {
                    self.reader.fault(literal.expected("a subnet's number"));
                    None
                }
            };
        }
        let name = self.reader.text(literal)?;
        if self.names.subnet(name).is_some() {
            return Some(name.to_owned());
        }
        let problem = Problem::at(literal.span.clone(), format!("unknown subnet `{name}`"))
            .suggest(name, self.names.subnet_names());
        self.reader.fault(problem);
        None
    }

    /// A part of a whole, `"30%"` or `0.3`, in millionths.
    fn millionths(&mut self, value: &Literal) -> Option<u32> {
        let part = match &value.kind {
            Kind::Integer(0) => Some(0.0),
            Kind::Integer(1) => Some(1.0),
            Kind::Float(text) => text.parse().ok(),
            Kind::String(text) => text
                .strip_suffix('%')
                .and_then(|percent| percent.trim().parse().ok())
                .map(|percent: f64| percent / 100.0),
            _ => None,
        };
        match part.filter(|part| (0.0..=1.0).contains(part)) {
            Some(part) => Some((part * f64::from(MILLION)).round() as u32),
            None => {
                self.reader
                    .fault(value.expected("a part between 0 and 1, as \"30%\" or 0.3"));
                None
            }
        }
    }
}
