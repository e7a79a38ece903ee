//! The comparison as plain text.

use super::{Coverage, MetadataDiff, PalletCoverage, Side};
use std::fmt;

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ours => "our",
            Self::Theirs => "the reference's",
        })
    }
}

/// How much of the reference's section stands in ours; empty where neither has
/// such a section.
impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        if self.reference > 0 {
            text = format!("{}/{}", self.have, self.reference);
        }
        if !self.extra.is_empty() {
            text.push_str(&format!("+{}", self.extra.len()));
        }
        f.pad(&text)
    }
}

const SECTIONS: [&str; 5] = ["storage", "calls", "constants", "errors", "events"];

impl fmt::Display for MetadataDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pallet_table(f)?;
        self.api_table(f)?;
        writeln!(f, "\ntransaction extensions: {}", self.extensions)?;
        if f.alternate() {
            self.names_on_one_side(f)?;
        }
        self.difference_list(f)
    }
}

impl MetadataDiff {
    fn pallet_table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name_width = width("pallet", self.pallets.keys());
        write!(f, "{:<name_width$}", "pallet")?;
        for section in SECTIONS {
            write!(f, "  {section:>11}")?;
        }
        writeln!(f)?;
        for (name, pallet) in &self.pallets {
            write!(f, "{name:<name_width$}")?;
            for coverage in pallet.sections() {
                write!(f, "  {coverage:>11}")?;
            }
            writeln!(
                f,
                "{}",
                match (pallet.ours, pallet.theirs) {
                    (false, _) => "  missing",
                    (_, false) => "  only ours",
                    _ => "",
                }
            )?;
        }
        let totals = self.totals();
        write!(f, "{:<name_width$}", "total")?;
        for coverage in totals.sections() {
            write!(f, "  {coverage:>11}")?;
        }
        writeln!(f)
    }

    fn totals(&self) -> PalletCoverage {
        let mut totals = PalletCoverage::default();
        for pallet in self.pallets.values() {
            totals.storage.add(&pallet.storage);
            totals.calls.add(&pallet.calls);
            totals.constants.add(&pallet.constants);
            totals.errors.add(&pallet.errors);
            totals.events.add(&pallet.events);
        }
        totals
    }

    fn api_table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.apis.is_empty() {
            return Ok(());
        }
        let name_width = width("runtime API", self.apis.keys());
        writeln!(f, "\n{:<name_width$}  {:>11}", "runtime API", "methods")?;
        for (name, coverage) in &self.apis {
            writeln!(f, "{name:<name_width$}  {coverage:>11}")?;
        }
        Ok(())
    }

    fn names_on_one_side(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        for (name, pallet) in &self.pallets {
            for (section, coverage) in SECTIONS.iter().zip(pallet.sections()) {
                coverage.names_on_one_side(&format!("{name} {section}"), f)?;
            }
        }
        for (name, coverage) in &self.apis {
            coverage.names_on_one_side(name, f)?;
        }
        self.extensions
            .names_on_one_side("transaction extensions", f)
    }

    fn difference_list(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.differences.is_empty() {
            return writeln!(f, "\nno differences in what stands in both");
        }
        writeln!(f, "\n{} differences:", self.differences.len())?;
        for difference in &self.differences {
            let separator = if difference.item.is_empty() { "" } else { "." };
            writeln!(
                f,
                "{}{separator}{} {:?}\n  ours    {}\n  theirs  {}",
                difference.pallet,
                difference.item,
                difference.kind,
                difference.ours,
                difference.theirs
            )?;
        }
        Ok(())
    }
}

impl Coverage {
    fn add(&mut self, other: &Self) {
        self.have += other.have;
        self.reference += other.reference;
        self.missing.extend_from_slice(&other.missing);
        self.extra.extend_from_slice(&other.extra);
    }

    fn names_on_one_side(&self, place: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.missing.is_empty() {
            writeln!(f, "{place}, missing: {}", self.missing.join(", "))?;
        }
        if !self.extra.is_empty() {
            writeln!(f, "{place}, only ours: {}", self.extra.join(", "))?;
        }
        Ok(())
    }
}

fn width<'a>(header: &str, names: impl Iterator<Item = &'a String>) -> usize {
    names
        .map(|name| name.chars().count())
        .chain([header.chars().count(), "total".len()])
        .max()
        .unwrap_or(0)
}
