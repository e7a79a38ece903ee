//! What is wrong with an input, where, and what would be right.
//!
//! A [`Problem`] points at bytes of a [`Source`]; a [`Report`] holds all that
//! were found and prints each with its line and a mark under the place.

use std::{
    fmt,
    ops::Range,
    path::{Path, PathBuf},
};

/// Bytes of a source text.
pub type Span = Range<usize>;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a place.
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            message: message.into(),
            help: None,
        }
    }

    /// A problem of the input as a whole.
    pub fn whole(message: impl Into<String>) -> Self {
        Self {
            span: None,
            message: message.into(),
            help: None,
        }
    }

    /// Adds what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds advice from the name that was meant, if one is near enough, or
    /// from all there are.
    #[must_use]
    pub fn suggest<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match suggestion(given, known) {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Gives the problem a place unless it has one.
    #[must_use]
    pub fn or_at(mut self, span: &Span) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }
}

/// How many names are listed when none is near.
const LISTED: usize = 12;

/// "did you mean `x`?" for the nearest known name, or the list of names when
/// none is near and they are few.
pub fn suggestion<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let wanted = given.to_lowercase();
    let nearest = known
        .iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&wanted, &name.to_lowercase()),
                name,
            )
        })
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((distance, name)) if distance <= (given.chars().count() / 3).max(1) => {
            Some(format!("did you mean `{name}`?"))
        }
        Some(_) if known.len() <= LISTED => Some(format!(
            "known here: {}",
            known
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        )),
        _ => None,
    }
}

/// A text with the name it is reported under.
#[derive(Clone, Debug)]
pub struct Source {
    name: PathBuf,
    text: String,
}

impl Source {
    /// A text under a name.
    pub fn new(name: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> std::io::Result<Self> {
        Ok(Self::new(path, std::fs::read_to_string(path)?))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name it is reported under.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Line and column of a byte, both counted from 1, the column in
    /// characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        (line, column)
    }

    fn render(&self, problem: &Problem, out: &mut impl fmt::Write) -> fmt::Result {
        writeln!(out, "error: {}", problem.message)?;
        match &problem.span {
            None => writeln!(out, " --> {}", self.name.display())?,
            Some(span) => {
                let (line, column) = self.position(span.start);
                let text = self.text.lines().nth(line - 1).unwrap_or_default();
                let number = line.to_string();
                let gutter = " ".repeat(number.len());
                // A place that goes on over the line's end is marked up to it.
                let rest = text.chars().count().saturating_sub(column - 1);
                let length = self
                    .text
                    .get(span.clone())
                    .map_or(1, |marked| marked.chars().count())
                    .min(rest)
                    .max(1);
                // Tabs are kept so that the mark stands under its place.
                let indent: String = text
                    .chars()
                    .take(column - 1)
                    .map(|c| if c == '\t' { '\t' } else { ' ' })
                    .collect();
                writeln!(out, "{gutter}--> {}:{line}:{column}", self.name.display())?;
                writeln!(out, "{gutter} |")?;
                writeln!(out, "{number} | {text}")?;
                writeln!(out, "{gutter} | {indent}{}", "^".repeat(length))?;
            }
        }
        if let Some(help) = &problem.help {
            writeln!(out, "  = {help}")?;
        }
        Ok(())
    }
}

/// The problems of one source, ready to print.
#[derive(Clone, Debug)]
pub struct Report {
    /// What they are about.
    pub source: Source,
    /// At least one.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The problems of a source.
    pub fn new(source: Source, problems: Vec<Problem>) -> Self {
        Self { source, problems }
    }

    /// The same report, saying what it is about.
    #[must_use]
    pub fn about(mut self, subject: &str) -> Self {
        for problem in &mut self.problems {
            problem.message = format!("{subject}: {}", problem.message);
        }
        self
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            self.source.render(problem, f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_printed_with_its_line_and_a_mark() {
        let source = Source::new("a.toml", "x = 1\n\twrong = 2\n");
        let problem = Problem::at(7..12, "unknown field `wrong`").suggest("wrong", ["wrung"]);
        let report = Report::new(source, vec![problem]);
        assert_eq!(
            report.to_string(),
            "error: unknown field `wrong`\n --> a.toml:2:2\n  |\n2 | \twrong = 2\n  | \t^^^^^\n  = did you mean `wrung`?\n"
        );
    }

    #[test]
    fn names_are_suggested_when_near_and_listed_when_few() {
        let known = ["add_stake", "remove_stake"];
        assert_eq!(
            suggestion("add_stak", known).as_deref(),
            Some("did you mean `add_stake`?")
        );
        assert_eq!(
            suggestion("foo", known).as_deref(),
            Some("known here: `add_stake`, `remove_stake`")
        );
        let many: Vec<String> = (0..30).map(|n| format!("name_{n}_{n}")).collect();
        assert_eq!(suggestion("foo", many.iter().map(String::as_str)), None);
    }
}
