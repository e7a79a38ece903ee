//! Whether the chain does what the scenario expects.

use super::{
    epochs::EpochLog,
    model::{Expectation, Expected, Op, Tolerance, Under},
    names::AccountBook,
    query::netuid,
    BondRule,
};
use crate::{
    account::address,
    amount::{Amount, Unit},
    literal::{Kind, Literal},
    meta::encode::Names,
    metrics::Quantity,
    problem::{Problem, Span},
    Chain,
};
use serde::Serialize;

/// A checked expectation.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// What was asked.
    pub query: String,
    /// The comparison's sign.
    pub op: &'static str,
    /// The other question that it was compared with the answer of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub than: Option<String>,
    /// What was expected.
    pub expected: Quantity,
    /// What there was.
    pub actual: Quantity,
    /// After which block.
    pub block: u32,
    /// Whether it held.
    pub held: bool,
    /// What both are amounts of, if the scenario says so; they are rao then.
    #[serde(skip)]
    pub unit: Option<Unit>,
    /// The line it stands in.
    pub line: usize,
}

/// Checks an expectation now.
pub(super) fn check(
    expectation: &Expectation,
    chain: &mut Chain,
    names: &AccountBook,
    epochs: &EpochLog,
    line: usize,
    block: u32,
) -> Result<Checked, Problem> {
    let actual = expectation.query.ask(chain, names, epochs)?;
    let (expected, than, unit) = match &expectation.expected {
        Expected::Value(literal) => (expected(literal, &actual, names)?, None, unit_of(literal)),
        Expected::Answer { query, times, span } => {
            let answer = query.ask(chain, names, epochs)?;
            let than = if *times == 1.0 {
                query.to_string()
            } else {
                format!("{times} × {query}")
            };
            (scaled(answer, *times, span)?, Some(than), None)
        }
    };
    let held =
        holds(expectation.op, &actual, &expected, expectation.tolerance).ok_or_else(|| {
            Problem::at(
                expectation.span.clone(),
                format!(
                    "{} is {actual}, which cannot be compared with {expected} by `{}`",
                    expectation.query,
                    expectation.op.sign()
                ),
            )
        })?;
    Ok(Checked {
        query: expectation.query.to_string(),
        op: expectation.op.sign(),
        than,
        expected,
        actual,
        block,
        held,
        unit,
        line,
    })
}

/// Whether the rule in force is one that an expectation is for.
pub(super) fn applies(
    under: &Option<Under>,
    chain: &mut Chain,
    names: &AccountBook,
) -> Result<bool, Problem> {
    match under {
        None => Ok(true),
        Some(Under { rules, subnet }) => {
            let netuid = netuid(names, subnet)?;
            Ok(rules.contains(&BondRule::of(chain, netuid.into())))
        }
    }
}

/// So many times an answer.
fn scaled(answer: Quantity, times: f64, span: &Span) -> Result<Quantity, Problem> {
    if times == 1.0 {
        return Ok(answer);
    }
    match answer.as_f64() {
        Some(number) => Ok(Quantity::Real(number * times)),
        None => Err(Problem::at(
            span.clone(),
            format!("{answer} is no number, so there is no {times} times of it"),
        )),
    }
}

/// What the written value is an amount of.
fn unit_of(literal: &Literal) -> Option<Unit> {
    match &literal.kind {
        Kind::String(text) => Amount::parse(text).ok().and_then(|amount| amount.unit),
        _ => None,
    }
}

impl Checked {
    /// The expected and the actual value, as amounts where they are such.
    pub fn values(&self) -> (String, String) {
        let show = |quantity: &Quantity| match (quantity, self.unit) {
            (Quantity::Integer(rao), Some(unit)) => match u64::try_from(*rao) {
                Ok(rao) => Amount {
                    rao,
                    unit: Some(unit),
                }
                .to_string(),
                Err(_) => quantity.to_string(),
            },
            _ => quantity.to_string(),
        };
        let expected = match &self.than {
            Some(than) => format!("{than} = {}", show(&self.expected)),
            None => show(&self.expected),
        };
        (expected, show(&self.actual))
    }
}

/// The written value as a quantity. Amounts are rao; where the answer is an
/// account's address, a name stands for its address.
fn expected(
    literal: &Literal,
    actual: &Quantity,
    names: &AccountBook,
) -> Result<Quantity, Problem> {
    Ok(match &literal.kind {
        Kind::Integer(number) => Quantity::Integer(*number),
        Kind::Float(text) => match text.parse() {
            Ok(number) => Quantity::Real(number),
            Err(_) => return Err(literal.expected("a number")),
        },
        Kind::Bool(value) => Quantity::Bool(*value),
        Kind::String(text) => match actual {
            Quantity::Integer(_) | Quantity::Real(_) => match Amount::parse(text) {
                Ok(amount) => Quantity::Integer(amount.rao.into()),
                Err(error) => {
                    return Err(
                        Problem::at(literal.span.clone(), error.to_string()).help(error.help())
                    )
                }
            },
            _ if text == "nothing" => Quantity::Nothing,
            _ => match names.account(text) {
                Ok(account) if Quantity::Text(address(&account)) == *actual => actual.clone(),
                _ => Quantity::Text(text.clone()),
            },
        },
        Kind::Array(_) | Kind::Table(_) => Quantity::Other(json(literal)?),
        Kind::Date(_) => return Err(literal.expected("a value of the chain")),
    })
}

fn json(literal: &Literal) -> Result<serde_json::Value, Problem> {
    use serde_json::json;
    Ok(match &literal.kind {
        Kind::String(text) => json!(text),
        Kind::Integer(number) => u64::try_from(*number)
            .map(|number| json!(number))
            .or_else(|_| i64::try_from(*number).map(|number| json!(number)))
            .unwrap_or_else(|_| json!(number.to_string())),
        Kind::Float(text) => json!(text.parse::<f64>().unwrap_or(f64::NAN)),
        Kind::Bool(value) => json!(value),
        Kind::Array(items) => items.iter().map(json).collect::<Result<_, _>>()?,
        Kind::Table(fields) => fields
            .iter()
            .map(|field| Ok((field.name.clone(), json(&field.value)?)))
            .collect::<Result<_, Problem>>()?,
        Kind::Date(_) => return Err(literal.expected("a value of the chain")),
    })
}

/// Whether a comparison holds; `None` if the two cannot be compared so.
fn holds(op: Op, actual: &Quantity, expected: &Quantity, tolerance: Tolerance) -> Option<bool> {
    // Whole numbers are compared exactly, all else as floats.
    let order = match (actual, expected) {
        (Quantity::Integer(actual), Quantity::Integer(expected)) => Some(actual.cmp(expected)),
        _ => actual
            .as_f64()
            .zip(expected.as_f64())
            .and_then(|(actual, expected)| actual.partial_cmp(&expected)),
    };
    match op {
        Op::Eq => Some(order.map_or(actual == expected, std::cmp::Ordering::is_eq)),
        Op::Ne => Some(order.map_or(actual != expected, std::cmp::Ordering::is_ne)),
        Op::Ge => order.map(std::cmp::Ordering::is_ge),
        Op::Gt => order.map(std::cmp::Ordering::is_gt),
        Op::Le => order.map(std::cmp::Ordering::is_le),
        Op::Lt => order.map(std::cmp::Ordering::is_lt),
        Op::Approx => {
            let (actual, expected) = (actual.as_f64()?, expected.as_f64()?);
            let allowed = match tolerance {
                Tolerance::Absolute(by) => by,
                Tolerance::Relative(part) => expected.abs() * part,
            };
            Some((actual - expected).abs() <= allowed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_compared_exactly() {
        let big = |n: i128| Quantity::Integer((1 << 60) + n);
        let none = Tolerance::Relative(0.0);
        assert_eq!(holds(Op::Eq, &big(0), &big(1), none), Some(false));
        assert_eq!(holds(Op::Lt, &big(0), &big(1), none), Some(true));
        assert_eq!(holds(Op::Ge, &big(0), &big(0), none), Some(true));
    }

    #[test]
    fn near_is_within_the_tolerance() {
        let near = |actual, tolerance| {
            holds(
                Op::Approx,
                &Quantity::Real(actual),
                &Quantity::Integer(100),
                tolerance,
            )
        };
        assert_eq!(near(100.9, Tolerance::Relative(0.01)), Some(true));
        assert_eq!(near(101.1, Tolerance::Relative(0.01)), Some(false));
        assert_eq!(near(98.0, Tolerance::Absolute(2.0)), Some(true));
        assert_eq!(near(97.9, Tolerance::Absolute(2.0)), Some(false));
    }

    #[test]
    fn texts_have_no_order() {
        let text = Quantity::Text("a".to_owned());
        let number = Quantity::Integer(1);
        assert_eq!(
            holds(Op::Ge, &text, &number, Tolerance::Absolute(0.0)),
            None
        );
        assert_eq!(
            holds(Op::Ne, &text, &number, Tolerance::Absolute(0.0)),
            Some(true)
        );
        assert_eq!(
            holds(
                Op::Eq,
                &Quantity::Nothing,
                &Quantity::Nothing,
                Tolerance::Absolute(0.0)
            ),
            Some(true)
        );
    }
}
