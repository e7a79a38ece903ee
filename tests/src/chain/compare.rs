//! Finding the first value of a recorded state that ours does not have.

use crate::vectors::{CaseResult, Difference};
use serde_json::Value;

/// Compares a recorded value with ours, in depth and in the recording's order.
///
/// Numbers equal their decimal text, so the width at which a writer chooses text
/// does not matter. A field that only we have is left out; one that only the
/// recording has is a difference.
///
/// # Errors
///
/// The first difference, with its place below `at`.
pub fn same_value(at: &str, expected: &Value, actual: &Value) -> CaseResult {
    match (expected, actual) {
        (Value::Object(fields), Value::Object(ours)) => {
            for (name, expected) in fields {
                let at = format!("{at}.{name}");
                let actual = ours
                    .get(name)
                    .ok_or_else(|| difference(&at, expected, "not read from our state"))?;
                same_value(&at, expected, actual)?;
            }
            Ok(())
        }
        (Value::Array(items), Value::Array(ours)) => {
            for (index, (expected, actual)) in items.iter().zip(ours).enumerate() {
                same_value(
                    &format!("{at}.{index}{}", label(expected)),
                    expected,
                    actual,
                )?;
            }
            if let Some(missing) = items.get(ours.len()) {
                let at = format!("{at}.{}{}", ours.len(), label(missing));
                return Err(difference(&at, missing, "nothing: the list is shorter"));
            }
            if let Some(extra) = ours.get(items.len()) {
                let at = format!("{at}.{}{}", items.len(), label(extra));
                return Err(Difference {
                    at,
                    expected: "nothing: the list is shorter".to_owned(),
                    actual: extra.to_string(),
                });
            }
            Ok(())
        }
        _ if text(expected) == text(actual) => Ok(()),
        _ => Err(difference(at, expected, &text(actual))),
    }
}

/// A scalar as text without quotes.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn difference(at: &str, expected: &Value, actual: &str) -> Difference {
    Difference {
        at: at.to_owned(),
        expected: text(expected),
        actual: actual.to_owned(),
    }
}

/// What an element of a list is about, for a reader who does not count.
fn label(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let named: Vec<String> = ["hotkey", "netuid"]
                .iter()
                .filter_map(|name| Some(format!("{name} {}", fields.get(*name)?)))
                .collect();
            if named.is_empty() {
                String::new()
            } else {
                format!(" ({})", named.join(", "))
            }
        }
        Value::Array(items) if items.len() > 1 => match items.first() {
            Some(Value::Number(first)) => format!(" ({first})"),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equal_states_may_write_numbers_differently_and_have_more_fields() {
        let expected = json!({"subnets": [{"netuid": 1, "tao": "5"}]});
        let actual = json!({"subnets": [{"netuid": 1, "tao": 5, "more": true}]});
        assert_eq!(same_value("state", &expected, &actual), Ok(()));
    }

    #[test]
    fn a_difference_names_its_place() {
        let expected = json!({"subnets": [{"netuid": 7, "bonds": [[0, 5]]}]});
        let actual = json!({"subnets": [{"netuid": 7, "bonds": [[0, 6]]}]});
        let difference = same_value("state", &expected, &actual).unwrap_err();
        assert_eq!(difference.at, "state.subnets.0 (netuid 7).bonds.0 (0).1");
        assert_eq!(
            (difference.expected, difference.actual),
            ("5".into(), "6".into())
        );
    }

    #[test]
    fn missing_fields_and_lengths_are_differences() {
        assert!(same_value("", &json!({"a": null}), &json!({})).is_err());
        assert!(same_value("", &json!([1, 2]), &json!([1])).is_err());
        assert!(same_value("", &json!([1]), &json!([1, 2])).is_err());
    }
}
