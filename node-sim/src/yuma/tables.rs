//! A study in a terminal: who earned what under which rule.

use super::Study;
use crate::report::Table;

impl Study {
    /// Each validator's dividends, in all and for each 1,000 of stake.
    pub fn validator_table(&self) -> Table {
        let mut heading = vec!["validator".to_owned(), "stake".to_owned()];
        for run in &self.variants {
            heading.push(format!("{}: alpha", run.rule));
            heading.push("per 1,000".to_owned());
        }
        let mut table = Table::new(&borrowed(&heading));
        for (at, name) in self.validators.iter().enumerate() {
            let stake = self
                .variants
                .first()
                .map_or(0.0, |run| run.totals[at].stake);
            let mut row = vec![name.clone(), format!("{stake:.0}")];
            for run in &self.variants {
                row.push(format!("{:.3}", run.totals[at].dividends));
                row.push(format!("{:.3}", run.totals[at].per_thousand));
            }
            table.row(row);
        }
        table
    }

    /// What each miner earned.
    pub fn miner_table(&self) -> Table {
        let mut heading = vec!["miner".to_owned()];
        heading.extend(
            self.variants
                .iter()
                .map(|run| format!("{}: alpha", run.rule)),
        );
        let mut table = Table::new(&borrowed(&heading));
        for (at, name) in self.miners.iter().enumerate() {
            let mut row = vec![name.clone()];
            row.extend(
                self.variants
                    .iter()
                    .map(|run| format!("{:.3}", run.mined[at])),
            );
            table.row(row);
        }
        table
    }
}

fn borrowed(cells: &[String]) -> Vec<&str> {
    cells.iter().map(String::as_str).collect()
}
