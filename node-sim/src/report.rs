//! What a run shows: a table of the subnets, the expectations, the speed, and
//! the recorded series as CSV.

use crate::{
    amount::{decimal, RAO},
    metrics::Quantity,
    plot::{day_of, Curve, Panel},
    scenario::{Checked, Dissolved, Outcome, Reached, Series},
};
use std::fmt::{self, Write as _};

/// A table with a heading, numbers to the right.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with its heading.
    pub fn new(heading: &[&str]) -> Self {
        Self {
            rows: vec![heading.iter().map(|&cell| cell.to_owned()).collect()],
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| cell.chars().count())
                    .max()
                    .unwrap_or_default()
            })
            .collect();
        // A column is one of numbers if all below its heading are.
        let numeric: Vec<bool> = (0..columns)
            .map(|column| {
                self.rows.iter().skip(1).all(|row| {
                    row.get(column).is_none_or(|cell| {
                        cell.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                    })
                })
            })
            .collect();
        for row in &self.rows {
            let mut line = String::new();
            for ((cell, width), numeric) in row.iter().zip(&widths).zip(&numeric) {
                let gap = if line.is_empty() { "" } else { "  " };
                if *numeric {
                    write!(line, "{gap}{cell:>width$}")?;
                } else {
                    write!(line, "{gap}{cell:<width$}")?;
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The table of an outcome's subnets.
pub fn subnet_table(outcome: &Outcome) -> Table {
    let mut table = Table::new(&[
        "netuid",
        "name",
        "price",
        "moving",
        "TAO in",
        "alpha in",
        "alpha out",
        "emission",
        "flow EMA",
        "epochs",
        "neurons",
        "burn",
        "owner",
    ]);
    for subnet in &outcome.subnets {
        table.row(vec![
            subnet.netuid.to_string(),
            subnet.name.clone().unwrap_or_else(|| "–".to_owned()),
            format!("{:.6}", subnet.price),
            format!("{:.6}", subnet.moving_price),
            amount(subnet.tao_reserve),
            amount(subnet.alpha_reserve),
            amount(subnet.alpha_out),
            format!("{:.2} %", subnet.emission_share * 100.0),
            subnet.flow_ema.map_or_else(
                || "-".to_owned(),
                |flow| format!("{:.6}", flow / RAO as f64),
            ),
            subnet.epochs.to_string(),
            subnet.neurons.to_string(),
            amount(subnet.burn),
            subnet.owner_name.as_ref().unwrap_or(&subnet.owner).clone(),
        ]);
    }
    table
}

/// Who got what when a subnet was dissolved.
pub fn payout_table(dissolved: &Dissolved) -> Table {
    let mut table = Table::new(&["holder", "alpha", "TAO"]);
    let mut row = |who: &str, alpha: u64, tao: u64| {
        table.row(vec![who.to_owned(), amount(alpha), amount(tao)]);
    };
    for holder in &dissolved.holders {
        let name = holder.name.as_ref().unwrap_or(&holder.coldkey);
        row(name, holder.alpha, holder.tao);
    }
    row(
        "the protocol",
        dissolved.protocol_alpha,
        dissolved.protocol_share,
    );
    table
}

/// A dissolved subnet: what there was, who got what, what was recycled.
fn obituary(dissolved: &Dissolved) -> String {
    let name = dissolved
        .name
        .as_ref()
        .map(|name| format!(" \"{name}\""))
        .unwrap_or_default();
    format!(
        "Subnet {}{name} was dissolved in block {}. Its pool's {} TAO were shared out:\n{}\
         The protocol's share is not paid: {} TAO were recycled.\n",
        dissolved.netuid,
        dissolved.block,
        amount(dissolved.pot),
        payout_table(dissolved),
        amount(dissolved.recycled),
    )
}

/// Everything an outcome has to tell, for people.
pub fn summary(outcome: &Outcome, file: &str) -> String {
    let mut text = String::new();
    if let Some(title) = &outcome.title {
        let _ = writeln!(text, "{title}\n");
    }
    let _ = write!(text, "{}", subnet_table(outcome));
    let _ = writeln!(
        text,
        "\nPrices in TAO per alpha, reserves and burn in TAO or alpha, flows in TAO a block."
    );
    let _ = writeln!(
        text,
        "Registering a subnet costs {} TAO.",
        amount(outcome.lock_cost)
    );
    for dissolved in &outcome.dissolved {
        let _ = writeln!(text, "\n{}", obituary(dissolved).trim_end());
    }
    for reached in &outcome.milestones {
        let _ = writeln!(text, "{}", milestone(reached));
    }
    if let Some(comparison) = &outcome.comparison {
        let _ = writeln!(text, "\n{comparison}");
    }
    let _ = writeln!(
        text,
        "{} blocks ({} of set-up) and {} calls in {:.2} s: {:.0} blocks per second.",
        outcome.blocks,
        outcome.setup_blocks,
        outcome.calls,
        outcome.elapsed.as_secs_f64(),
        outcome.speed()
    );
    let failed: Vec<&Checked> = outcome.failures().collect();
    if let Some(verdict) = verdict(outcome.expectations.len(), failed.len()) {
        let _ = writeln!(text, "{verdict}");
    }
    for checked in failed {
        let _ = writeln!(text, "  {}", failure(checked, file));
    }
    if outcome.elsewhere > 0 {
        let more = match outcome.elsewhere {
            1 => "is 1 more".to_owned(),
            more => format!("are {more} more"),
        };
        let _ = writeln!(
            text,
            "For other rules of bonds there {more}; `node-sim yuma {file}` checks all."
        );
    }
    text
}

/// How many of all expectations do not hold; nothing if there are none.
pub fn verdict(all: usize, failed: usize) -> Option<String> {
    Some(match (all, failed) {
        (0, _) => return None,
        (1, 0) => "The one expectation holds.".to_owned(),
        (1, _) => "The one expectation does not hold:".to_owned(),
        (all, 0) => format!("All {all} expectations hold."),
        (all, 1) => format!("1 of {all} expectations does not hold:"),
        (all, some) => format!("{some} of {all} expectations do not hold:"),
    })
}

/// That calls failed in a run that goes on without them.
pub fn left_out(calls: u64) -> String {
    match calls {
        1 => "1 call failed and was left out".to_owned(),
        calls => format!("{calls} calls failed and were left out"),
    }
}

/// When a milestone was reached.
fn milestone(reached: &Reached) -> String {
    let Reached {
        name, condition, ..
    } = reached;
    match reached.block {
        Some(block) => format!(
            "{name}: day {:.1}, block {block} ({condition}).",
            day_of(block)
        ),
        None => format!("{name}: not reached ({condition})."),
    }
}

/// The recorded series that share a picture, by its name.
pub fn plots(series: &[Series]) -> Vec<(&str, Panel)> {
    let mut plots: Vec<(&str, Panel)> = Vec::new();
    for series in series {
        let Some(plot) = series.plot.as_deref() else {
            continue;
        };
        let curve = Curve {
            name: series.name.clone(),
            points: series
                .points
                .iter()
                .filter_map(|(block, value)| Some((*block, value.as_f64()?)))
                .collect(),
        };
        match plots.iter_mut().find(|(name, _)| *name == plot) {
            Some((_, panel)) => panel.curves.push(curve),
            None => plots.push((
                plot,
                Panel {
                    title: plot.replace(['_', '-'], " "),
                    axis: String::new(),
                    curves: vec![curve],
                },
            )),
        }
    }
    plots
}

/// What a failed expectation says.
pub fn failure(checked: &Checked, file: &str) -> String {
    let (expected, actual) = checked.values();
    format!(
        "{file}:{}: after block {}: expected {} {} {expected}, actual {actual}",
        checked.line, checked.block, checked.query, checked.op
    )
}

/// A series as CSV.
pub fn csv(series: &Series) -> String {
    let mut text = format!("block,{}\n", series.name);
    for (block, value) in &series.points {
        let value = match value {
            Quantity::Nothing => String::new(),
            other => quoted(&other.to_string()),
        };
        let _ = writeln!(text, "{block},{value}");
    }
    text
}

/// A cell of a CSV file.
pub(crate) fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Rao as TAO or alpha, thousands separated, at most four decimals.
pub(crate) fn amount(rao: u64) -> String {
    let text = decimal(rao);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction: String = fraction.chars().take(4).collect();
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Holder;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(&["name", "price"]);
        table.row(vec!["a".into(), "1.5".into()]);
        table.row(vec!["long".into(), "12".into()]);
        assert_eq!(table.to_string(), "name  price\na       1.5\nlong     12\n");
    }

    #[test]
    fn amounts_are_grouped() {
        assert_eq!(amount(1_234_567_891_234_567), "1,234,567.8912");
        assert_eq!(amount(500_000_000), "0.5");
        assert_eq!(amount(100 * RAO), "100");
    }

    #[test]
    fn a_subnet_s_end_is_told() {
        let dissolved = Dissolved {
            netuid: 3,
            name: Some("old".into()),
            block: 7,
            pot: 10 * RAO,
            holders: vec![Holder {
                coldkey: "5F".into(),
                name: Some("ann".into()),
                alpha: 3 * RAO,
                tao: 6 * RAO,
            }],
            protocol_alpha: 2 * RAO,
            protocol_share: 4 * RAO,
            recycled: 4_500_000_000,
        };
        assert_eq!(
            obituary(&dissolved),
            "Subnet 3 \"old\" was dissolved in block 7. Its pool's 10 TAO were shared out:\n\
             holder        alpha  TAO\n\
             ann               3    6\n\
             the protocol      2    4\n\
             The protocol's share is not paid: 4.5 TAO were recycled.\n"
        );
    }

    #[test]
    fn a_series_is_csv() {
        let series = Series {
            name: "x".into(),
            plot: None,
            points: vec![
                (1, Quantity::Integer(5)),
                (2, Quantity::Nothing),
                (3, Quantity::Text("a,\"b\"".into())),
            ],
        };
        assert_eq!(csv(&series), "block,x\n1,5\n2,\n3,\"a,\"\"b\"\"\"\n");
    }

    #[test]
    fn one_is_told_as_one() {
        let told = |all, failed| verdict(all, failed).unwrap();
        assert_eq!(verdict(0, 0), None);
        assert_eq!(told(1, 0), "The one expectation holds.");
        assert_eq!(told(1, 1), "The one expectation does not hold:");
        assert_eq!(told(4, 0), "All 4 expectations hold.");
        assert_eq!(told(4, 1), "1 of 4 expectations does not hold:");
        assert_eq!(told(4, 2), "2 of 4 expectations do not hold:");
        assert_eq!(left_out(1), "1 call failed and was left out");
        assert_eq!(left_out(2), "2 calls failed and were left out");
    }
}
