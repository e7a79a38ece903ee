//! Vector files and what comes of replaying them.
//!
//! A [`VectorFile`] is one JSON document, plain or gzip-compressed. Its
//! numbers are read through helpers that take a path inside the document
//! (`"steps.3.amount"`) and name that path when the number is absent or of
//! another kind: a malformed file is an error that says where, never a panic.

use anyhow::{anyhow, bail, Context, Result};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::{
    fmt::{self, Debug, Display},
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// One file of reference outcomes.
#[derive(Clone, Debug)]
pub struct VectorFile {
    /// Where the file was read from.
    pub path: PathBuf,
    /// What kind of outcomes it holds, such as `issuance`.
    pub family: String,
    /// The seed its cases were drawn from, as the file writes it; empty where
    /// the file names none.
    pub seed: String,
    /// The whole document.
    pub json: Value,
}

impl VectorFile {
    /// Reads `path`. The content decides whether it is decompressed first, so
    /// the name may end in `.json`, `.json.gz` or anything else.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is damaged, is no JSON, or is JSON
    /// without a `family`. The message names the file and what to do.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

        let path = path.as_ref();
        let shown = path.display();
        let mut bytes = fs::read(path).with_context(|| {
            format!("cannot read {shown}; give the path of a .json or .json.gz vector file")
        })?;
        if bytes.starts_with(&GZIP_MAGIC) {
            let mut plain = Vec::new();
            GzDecoder::new(bytes.as_slice())
                .read_to_end(&mut plain)
                .with_context(|| format!("{shown} is a damaged gzip file; fetch it again"))?;
            bytes = plain;
        }
        let json: Value = serde_json::from_slice(&bytes)
            .with_context(|| format!("{shown} is no JSON document; is it a vector file?"))?;
        let family = json
            .get("family")
            .and_then(Value::as_str)
            .ok_or_else(|| {
                anyhow!(
                    "{shown} has no text field `family`; a vector file names its family at the top"
                )
            })?
            .to_owned();
        let seed = match json.get("seed") {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        Ok(Self {
            path: path.to_owned(),
            family,
            seed,
            json,
        })
    }

    /// The list under `cases`.
    ///
    /// # Errors
    ///
    /// When the document has no such list.
    pub fn cases(&self) -> Result<&[Value]> {
        list_of(&self.json, "cases")
    }
}

/// One value that differs from the reference's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where in the case, such as `step 3 (add_one), total`.
    pub at: String,
    /// What the reference computed.
    pub expected: String,
    /// What this workspace computed.
    pub actual: String,
}

impl Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "at:       {}", self.at)?;
        writeln!(f, "expected: {}", self.expected)?;
        write!(f, "actual:   {}", self.actual)
    }
}

/// What comes of one case: equal, or the first value that is not.
pub type CaseResult = Result<(), Difference>;

/// Compares one value with the reference's.
///
/// # Errors
///
/// The [`Difference`] when the two are not equal.
pub fn same<T: PartialEq + Debug>(at: impl Display, expected: T, actual: T) -> CaseResult {
    if expected == actual {
        return Ok(());
    }
    Err(Difference {
        at: at.to_string(),
        expected: format!("{expected:?}"),
        actual: format!("{actual:?}"),
    })
}

/// The first difference a replay met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDifference {
    /// The case's name, such as `case 17`.
    pub case: String,
    /// What differs in it.
    pub difference: Difference,
}

/// What comes of replaying one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The family replayed.
    pub family: String,
    /// How many cases the file holds.
    pub cases: usize,
    /// How many of them came out as the reference's.
    pub passed: usize,
    /// The first one that did not.
    pub first_difference: Option<FirstDifference>,
    /// Why nothing was replayed, when nothing was.
    pub unsupported: Option<String>,
    /// What else a reader should know, such as parts that were left out.
    pub notes: Vec<String>,
}

impl Report {
    /// An empty report about `family`.
    pub fn new(family: impl Into<String>) -> Self {
        Self {
            family: family.into(),
            ..Self::default()
        }
    }

    /// Counts one case and keeps its difference when it is the first.
    pub fn case(&mut self, name: impl Display, result: CaseResult) {
        self.cases += 1;
        match result {
            Ok(()) => self.passed += 1,
            Err(difference) => {
                self.first_difference
                    .get_or_insert_with(|| FirstDifference {
                        case: name.to_string(),
                        difference,
                    });
            }
        }
    }

    /// How many cases did not come out as the reference's.
    pub fn failed(&self) -> usize {
        self.cases.saturating_sub(self.passed)
    }

    /// Whether something was replayed and all of it came out as the
    /// reference's.
    pub fn is_success(&self) -> bool {
        self.unsupported.is_none() && self.cases > 0 && self.failed() == 0
    }
}

/// The value at `path`: field names and list positions joined by dots; an
/// empty path is `value` itself.
///
/// # Errors
///
/// Names the part of the path that is absent.
pub fn field<'a>(value: &'a Value, path: &str) -> Result<&'a Value> {
    let mut at = value;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let next = match at {
            Value::Object(fields) => fields.get(part),
            Value::Array(items) => part.parse::<usize>().ok().and_then(|i| items.get(i)),
            _ => None,
        };
        at = next.ok_or_else(|| anyhow!("the vector has no `{path}` (missing at `{part}`)"))?;
    }
    Ok(at)
}

/// The list at `path`.
///
/// # Errors
///
/// When there is none.
pub fn list_of<'a>(value: &'a Value, path: &str) -> Result<&'a [Value]> {
    match field(value, path)? {
        Value::Array(items) => Ok(items),
        other => bail!(
            "`{path}` should be a list, the vector has {}",
            excerpt(other)
        ),
    }
}

/// The text at `path`.
///
/// # Errors
///
/// When there is none.
pub fn str_of<'a>(value: &'a Value, path: &str) -> Result<&'a str> {
    match field(value, path)? {
        Value::String(text) => Ok(text),
        other => bail!("`{path}` should be text, the vector has {}", excerpt(other)),
    }
}

/// The truth value at `path`.
///
/// # Errors
///
/// When there is none.
pub fn bool_of(value: &Value, path: &str) -> Result<bool> {
    match field(value, path)? {
        Value::Bool(flag) => Ok(*flag),
        other => bail!(
            "`{path}` should be true or false, the vector has {}",
            excerpt(other)
        ),
    }
}

macro_rules! number_of {
    ($($name:ident: $number:ty),* $(,)?) => {$(
        #[doc = concat!("The `", stringify!($number), "` at `path`, a JSON number or a decimal string.")]
        ///
        /// # Errors
        ///
        /// When it is absent, no whole number, or outside the type's range.
        pub fn $name(value: &Value, path: &str) -> Result<$number> {
            let found = field(value, path)?;
            let parsed = match found {
                Value::String(text) => text.parse().ok(),
                // Numbers go through their decimal text, so that no width is
                // lost on the way.
                Value::Number(number) => number.to_string().parse().ok(),
                _ => None,
            };
            parsed.ok_or_else(|| {
                anyhow!(
                    concat!("`{}` should be a whole number (", stringify!($number), "), the vector has {}"),
                    path,
                    excerpt(found),
                )
            })
        }
    )*};
}

number_of! {
    u8_of: u8,
    u16_of: u16,
    u32_of: u32,
    u64_of: u64,
    u128_of: u128,
    i32_of: i32,
    i64_of: i64,
    i128_of: i128,
    usize_of: usize,
}

/// A value as one short piece of text, for messages.
fn excerpt(value: &Value) -> String {
    const LONGEST: usize = 80;

    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_read_from_numbers_and_from_text() {
        let vector = json!({"steps": [{"amount": "18446744073709551615", "rate": 33}]});

        assert_eq!(u64_of(&vector, "steps.0.amount").unwrap(), u64::MAX);
        assert_eq!(u16_of(&vector, "steps.0.rate").unwrap(), 33);
        assert_eq!(i128_of(&json!("-5"), "").unwrap(), -5);
    }

    #[test]
    fn a_bad_number_is_an_error_that_names_the_place() {
        let vector = json!({"steps": [{"amount": "70000", "flag": true, "part": 1.5}]});

        let out_of_range = u16_of(&vector, "steps.0.amount").unwrap_err().to_string();
        assert!(out_of_range.contains("steps.0.amount") && out_of_range.contains("70000"));
        assert!(u16_of(&vector, "steps.0.flag").is_err());
        assert!(u16_of(&vector, "steps.0.part").is_err());
        let absent = u16_of(&vector, "steps.1.amount").unwrap_err().to_string();
        assert!(absent.contains("missing at `1`"));
    }

    #[test]
    fn a_report_counts_and_keeps_the_first_difference() {
        let mut report = Report::new("burn");
        report.case("case 0", same("price", 1, 1));
        assert!(report.is_success());
        report.case("case 1", same("price", 1, 2));
        report.case("case 2", same("price", 3, 4));

        assert_eq!((report.cases, report.passed, report.failed()), (3, 1, 2));
        assert!(!report.is_success());
        let first = report.first_difference.unwrap();
        assert_eq!(first.case, "case 1");
        assert_eq!(
            first.difference,
            Difference {
                at: "price".into(),
                expected: "1".into(),
                actual: "2".into()
            }
        );
    }

    #[test]
    fn an_empty_replay_is_no_success() {
        assert!(!Report::new("burn").is_success());
    }

    #[test]
    fn an_unreadable_file_is_an_error_that_names_it() {
        let message = VectorFile::read("no/such.json").unwrap_err().to_string();
        assert!(message.contains("no/such.json"));
    }
}
