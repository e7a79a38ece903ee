//! Many of a kind: entries of a list that stand for several.
//!
//! `repeat = 64` makes 64 entries of one, `repeat = "33..64"` those numbered 33
//! to 64; `{n}` in its texts and names is the number, `{n+16}` or `{n-1}` one that
//! far from it. Among the accounts a range stands in the name itself:
//! `"miner{1..64}"`. All copies stand at the same place of the file.

use crate::{
    literal::{Field, Kind, Literal},
    problem::{Problem, Span},
};
use std::ops::RangeInclusive;

/// The field that repeats an entry.
const REPEAT: &str = "repeat";
/// What the number is put for begins so.
const NUMBER: &str = "{n";
/// The most entries that one can stand for.
const MOST: u32 = 10_000;

/// A file's tree with every repeated entry written out.
pub(super) fn written_out(file: &Literal, problems: &mut Vec<Problem>) -> Literal {
    let Kind::Table(fields) = &file.kind else {
        return file.clone();
    };
    let fields = fields
        .iter()
        .map(|field| Field {
            value: match (&field.value.kind, field.name.as_str()) {
                (Kind::Array(entries), _) => Literal {
                    kind: Kind::Array(
                        entries
                            .iter()
                            .flat_map(|entry| copies(entry, problems))
                            .collect(),
                    ),
                    span: field.value.span.clone(),
                },
                (Kind::Table(accounts), "accounts") => Literal {
                    kind: Kind::Table(
                        accounts
                            .iter()
                            .flat_map(|account| named(account, problems))
                            .collect(),
                    ),
                    span: field.value.span.clone(),
                },
                _ => field.value.clone(),
            },
            ..field.clone()
        })
        .collect();
    Literal {
        kind: Kind::Table(fields),
        span: file.span.clone(),
    }
}

/// The entries that an entry stands for.
fn copies(entry: &Literal, problems: &mut Vec<Problem>) -> Vec<Literal> {
    let Kind::Table(fields) = &entry.kind else {
        return vec![entry.clone()];
    };
    let Some(repeat) = fields.iter().find(|field| field.name == REPEAT) else {
        return vec![entry.clone()];
    };
    let numbers = match &repeat.value.kind {
        Kind::Integer(count) => u32::try_from(*count).ok().map(|count| 1..=count),
        Kind::String(text) => range(text),
        _ => None,
    };
    let Some(numbers) = checked(numbers, &repeat.value.span, problems) else {
        return Vec::new();
    };
    let others: Vec<Field> = fields
        .iter()
        .filter(|field| field.name != REPEAT)
        .cloned()
        .collect();
    let template = Literal {
        kind: Kind::Table(others),
        span: entry.span.clone(),
    };
    numbers.map(|number| numbered(&template, number)).collect()
}

/// The accounts that a name with a range stands for.
fn named(account: &Field, problems: &mut Vec<Problem>) -> Vec<Field> {
    let Some((before, rest)) = account.name.split_once('{') else {
        return vec![account.clone()];
    };
    let (inside, after) = rest.split_once('}').unwrap_or((rest, ""));
    let Some(numbers) = checked(range(inside), &account.span, problems) else {
        return Vec::new();
    };
    numbers
        .map(|number| Field {
            name: format!("{before}{number}{after}"),
            ..account.clone()
        })
        .collect()
}

/// `first..last`, both included.
fn range(text: &str) -> Option<RangeInclusive<u32>> {
    let (first, last) = text.split_once("..")?;
    Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
}

fn checked(
    numbers: Option<RangeInclusive<u32>>,
    span: &Span,
    problems: &mut Vec<Problem>,
) -> Option<RangeInclusive<u32>> {
    let numbers = numbers.filter(|n| !n.is_empty() && n.end() - n.start() < MOST);
    if numbers.is_none() {
        problems.push(
            Problem::at(
                span.clone(),
                format!("expected how many, 1 to {MOST}, or a range of numbers"),
            )
            .help("repeat = 64 or repeat = \"33..64\"; among accounts \"miner{1..64}\""),
        );
    }
    numbers
}

/// A value with the number put in all its texts.
fn numbered(value: &Literal, number: u32) -> Literal {
    let kind = match &value.kind {
        Kind::String(text) => Kind::String(put(text, number)),
        Kind::Array(items) => {
            Kind::Array(items.iter().map(|item| numbered(item, number)).collect())
        }
        Kind::Table(fields) => Kind::Table(
            fields
                .iter()
                .map(|field| Field {
                    name: put(&field.name, number),
                    span: field.span.clone(),
                    value: numbered(&field.value, number),
                })
                .collect(),
        ),
        other => other.clone(),
    };
    Literal {
        kind,
        span: value.span.clone(),
    }
}

/// A text with the number put in. What is no place for a number stays.
fn put(text: &str, number: u32) -> String {
    let mut parts = text.split(NUMBER);
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let shifted = part.split_once('}').and_then(|(shift, rest)| {
            let shift: i64 = match shift {
                "" => 0,
                _ => shift.parse().ok()?,
            };
            Some((i64::from(number).checked_add(shift)?, rest))
        });
        match shifted {
            Some((shifted, rest)) => {
                done.push_str(&shifted.to_string());
                done.push_str(rest);
            }
            None => {
                done.push_str(NUMBER);
                done.push_str(part);
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{literal, problem::Source};

    fn expanded(text: &str) -> (Literal, Vec<Problem>) {
        let file = literal::parse(&Source::new("t.toml", text)).unwrap();
        let mut problems = Vec::new();
        (written_out(&file, &mut problems), problems)
    }

    fn shown(value: &Literal) -> String {
        match &value.kind {
            Kind::String(text) => format!("'{text}'"),
            Kind::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
            Kind::Table(fields) => {
                let fields = fields
                    .iter()
                    .map(|f| format!("{}={}", f.name, shown(&f.value)));
                format!("<{}>", fields.collect::<Vec<_>>().join(" "))
            }
            Kind::Integer(number) => number.to_string(),
            other => other.name().to_owned(),
        }
    }

    #[test]
    fn an_entry_is_repeated_with_its_number() {
        let (file, problems) =
            expanded("[[subnets]]\nrepeat = 2\nname = \"s{n}\"\nw = [{ \"m{n}_hk\" = 7 }]");
        assert!(problems.is_empty());
        assert_eq!(
            shown(&file),
            "<subnets=<name='s1' w=<m1_hk=7>>,<name='s2' w=<m2_hk=7>>>"
        );
        let (file, _) =
            expanded("[[actors]]\nrepeat = \"9..10\"\na = \"x{n}\"\n[[actors]]\na = \"y\"");
        assert_eq!(shown(&file), "<actors=<a='x9'>,<a='x10'>,<a='y'>>");
    }

    #[test]
    fn accounts_are_named_by_a_range() {
        let (file, problems) = expanded("[accounts]\n\"m{3..5}\" = 7\nx = 1");
        assert!(problems.is_empty());
        let text = shown(&file);
        assert!(text.contains("m3=7 m4=7 m5=7"), "{text}");
    }

    #[test]
    fn a_number_can_be_shifted() {
        assert_eq!(put("s{n+16} and {n-1}, {n}", 48), "s64 and 47, 48");
        assert_eq!(put("{next} {n", 5), "{next} {n");
    }

    #[test]
    fn a_bad_range_is_a_fault_at_its_place() {
        for text in [
            "[[actors]]\nrepeat = 0",
            "[[actors]]\nrepeat = 20_000",
            "[[actors]]\nrepeat = \"5..2\"",
            "[[actors]]\nrepeat = [1]",
            "[accounts]\n\"m{1..}\" = 7",
        ] {
            let (_, problems) = expanded(text);
            assert_eq!(problems.len(), 1, "{text}");
            assert!(problems[0].span.is_some());
        }
    }
}
