//! A study as one page that opens without a network.

use super::{
    chart::{color, Chart, Line},
    Epoch, Quantity, Run, Shape, Study, QUANTITIES,
};
use crate::plot::PlotError;
use plotters::style::RGBColor;
use std::fmt::Write as _;

/// How a page tells that this program wrote it.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"node-sim yuma\">";

/// What the page looks like.
const STYLE: &str = include_str!("page.css");

impl Study {
    /// The page: a column for each rule, a row for each quantity, and what
    /// everybody earned.
    ///
    /// # Errors
    ///
    /// When a chart cannot be drawn.
    pub fn html(&self) -> Result<String, PlotError> {
        let title = escaped(self.title.as_deref().unwrap_or("Yuma consensus"));
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             {GENERATOR}\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <h1>{title}</h1>\n"
        );
        for paragraph in self.description.iter().flat_map(|text| text.split("\n\n")) {
            let _ = writeln!(page, "<p>{}</p>", escaped(paragraph));
        }
        let _ = writeln!(page, "<p class=\"facts\">{}</p>", self.facts());
        self.legend(&mut page);
        let _ = writeln!(
            page,
            "<main style=\"--columns: {}\">",
            self.variants.len().max(1)
        );
        page.push_str("<div class=\"row heads\">\n");
        for run in &self.variants {
            let _ = writeln!(
                page,
                "<h2>{} <small>{}</small></h2>",
                run.rule,
                run.rule.about()
            );
        }
        page.push_str("</div>\n");
        for quantity in &QUANTITIES {
            if let Some((heading, about)) = quantity.plot {
                let _ = writeln!(
                    page,
                    "<section>\n<h3>{heading}</h3>\n<p>{}</p>\n<div class=\"row\">",
                    escaped(about)
                );
                self.charts(quantity, &mut page)?;
                page.push_str("</div>\n</section>\n");
            }
        }
        page.push_str("</main>\n");
        self.totals(&mut page);
        self.expectations(&mut page);
        page.push_str("</body>\n</html>\n");
        Ok(page)
    }

    fn facts(&self) -> String {
        let epochs = self.variants.first().map_or(&[][..], |run| &run.epochs);
        let span = match (epochs.first(), epochs.last()) {
            (Some(first), Some(last)) => format!(
                "epochs {} to {}, blocks {} to {}",
                first.epoch, last.epoch, first.block, last.block
            ),
            _ => "no epoch".to_owned(),
        };
        format!("Subnet “{}”, {span}.", escaped(&self.subnet))
    }

    fn legend(&self, page: &mut String) {
        page.push_str("<div class=\"legend\">\n");
        for (title, names) in [("Validators", &self.validators), ("Miners", &self.miners)] {
            let _ = write!(page, "<div><b>{title}</b>");
            for (at, name) in names.iter().enumerate() {
                let RGBColor(red, green, blue) = self.color(title == "Miners", at);
                let _ = write!(
                    page,
                    " <span><i style=\"background: rgb({red}, {green}, {blue})\"></i>{}</span>",
                    escaped(name)
                );
            }
            page.push_str("</div>\n");
        }
        page.push_str("</div>\n");
    }

    /// Miners' colours come after the validators'.
    fn color(&self, miner: bool, at: usize) -> RGBColor {
        color(if miner {
            self.validators.len() + at
        } else {
            at
        })
    }

    /// A cell for each rule, all on one scale.
    fn charts(&self, quantity: &Quantity, page: &mut String) -> Result<(), PlotError> {
        let top = self.top(quantity);
        for run in &self.variants {
            page.push_str("<div class=\"cell\">\n");
            let about = format!("{} under {}", quantity.name, run.rule);
            match quantity.shape {
                Shape::Pair(read) => {
                    for (at, validator) in self.validators.iter().enumerate() {
                        let mut lines = self.lines(true, run, |epoch, miner| {
                            read(epoch)[at].get(miner).copied()
                        });
                        if quantity.name == "weights" {
                            let mut consensus = self.lines(true, run, |epoch, miner| {
                                epoch.consensus.get(miner).copied()
                            });
                            consensus.iter_mut().for_each(|line| line.dashed = true);
                            lines.extend(consensus);
                        }
                        let svg = self
                            .chart(lines, top)
                            .svg(&format!("{about}: {validator}"))?;
                        let _ = writeln!(
                            page,
                            "<figure><figcaption>{}</figcaption>{svg}</figure>",
                            escaped(validator)
                        );
                    }
                }
                Shape::Miner(read) | Shape::Validator(read) => {
                    let miner = matches!(quantity.shape, Shape::Miner(_));
                    let lines = self.lines(miner, run, |epoch, at| read(epoch).get(at).copied());
                    let svg = self.chart(lines, top).svg(&about)?;
                    let _ = writeln!(page, "<figure>{svg}</figure>");
                }
                Shape::Flag(_) => {}
            }
            page.push_str("</div>\n");
        }
        Ok(())
    }

    fn chart(&self, lines: Vec<Line>, top: f64) -> Chart {
        let epochs = || self.variants.iter().flat_map(|run| &run.epochs);
        let number = |epoch: &Epoch| epoch.epoch as f64;
        Chart {
            lines,
            epochs: (
                epochs().map(number).fold(f64::INFINITY, f64::min).min(1e9),
                epochs().map(number).fold(0.0, f64::max),
            ),
            top,
        }
    }

    /// A line for each miner or each validator.
    fn lines(
        &self,
        miners: bool,
        run: &Run,
        read: impl Fn(&Epoch, usize) -> Option<f64>,
    ) -> Vec<Line> {
        let many = if miners {
            self.miners.len()
        } else {
            self.validators.len()
        };
        (0..many)
            .map(|at| Line {
                color: self.color(miners, at),
                dashed: false,
                points: run
                    .epochs
                    .iter()
                    .filter_map(|epoch| Some((epoch.epoch as f64, read(epoch, at)?)))
                    .collect(),
            })
            .collect()
    }

    /// The largest value under any rule.
    fn top(&self, quantity: &Quantity) -> f64 {
        let epochs = self.variants.iter().flat_map(|run| &run.epochs);
        let largest = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
        epochs
            .map(|epoch| match quantity.shape {
                Shape::Pair(read) => read(epoch)
                    .iter()
                    .map(|row| largest(row))
                    .fold(0.0, f64::max),
                Shape::Validator(read) | Shape::Miner(read) => largest(read(epoch)),
                Shape::Flag(_) => 1.0,
            })
            .fold(0.0, f64::max)
    }

    fn totals(&self, page: &mut String) {
        page.push_str(
            "<section>\n<h3>In all</h3>\n<p>Dividends in alpha before takes and root’s part, and for each 1,000 of stake weight, summed over the epochs; incentive in alpha.</p>\n<table>\n<tr><th></th><th>stake</th>",
        );
        for run in &self.variants {
            let _ = write!(page, "<th>{}</th><th>per 1,000</th>", run.rule);
        }
        page.push_str("</tr>\n");
        for (at, validator) in self.validators.iter().enumerate() {
            let stake = self
                .variants
                .first()
                .map_or(0.0, |run| run.totals[at].stake);
            let _ = write!(
                page,
                "<tr><th>{}</th><td>{stake:.0}</td>",
                escaped(validator)
            );
            for run in &self.variants {
                let total = &run.totals[at];
                let _ = write!(
                    page,
                    "<td>{:.3}</td><td>{:.3}</td>",
                    total.dividends, total.per_thousand
                );
            }
            page.push_str("</tr>\n");
        }
        for (at, miner) in self.miners.iter().enumerate() {
            let _ = write!(page, "<tr><th>{}</th><td></td>", escaped(miner));
            for run in &self.variants {
                let _ = write!(page, "<td>{:.3}</td><td></td>", run.mined[at]);
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</table>\n</section>\n");
    }

    fn expectations(&self, page: &mut String) {
        if self.variants.iter().all(|run| run.expectations.is_empty()) {
            return;
        }
        page.push_str("<section>\n<h3>Expected</h3>\n<table class=\"expected\">\n");
        for run in &self.variants {
            for checked in &run.expectations {
                let (expected, actual) = checked.values();
                let _ = writeln!(
                    page,
                    "<tr class=\"{}\"><td>{}</td><td>block {}</td><td>{} {} {}</td><td>{}</td></tr>",
                    if checked.held { "held" } else { "failed" },
                    run.rule,
                    checked.block,
                    escaped(&checked.query),
                    escaped(checked.op),
                    escaped(&expected),
                    escaped(&actual),
                );
            }
        }
        page.push_str("</table>\n</section>\n");
    }
}

/// A text as it stands in a page.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
