//! A study as one page that opens without a network.

use super::{
    chart::{color, escaped, Chart, Line, COLORS},
    Epoch, Quantity, Run, Shape, Study, QUANTITIES,
};
use crate::plot::PlotError;
use plotters::style::RGBColor;
use std::fmt::Write as _;

/// How a page tells that this program wrote it.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"node-sim yuma\">";

/// What the page looks like.
const STYLE: &str = include_str!("page.css");

/// Validators, and miners, that are drawn: each has a colour of its own.
pub(super) const DRAWN: usize = COLORS.len() / 2;

impl Study {
    /// The page: a column for each rule, a row for each quantity, and what
    /// everybody earned. Of many validators and miners only those with most stake
    /// and those that earned most are in it.
    ///
    /// # Errors
    ///
    /// When a chart cannot be drawn.
    pub fn html(&self) -> Result<String, PlotError> {
        let stake = |at: usize| self.variants.iter().map(move |run| run.totals[at].stake);
        let mined = |at: usize| self.variants.iter().map(move |run| run.mined[at]);
        let page = Page {
            study: self,
            validators: most(self.validators.len(), |at| largest(stake(at))),
            miners: most(self.miners.len(), |at| largest(mined(at))),
        };
        page.html()
    }
}

/// The indices with the largest values, in their order.
fn most(count: usize, value: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|a, b| value(*b).total_cmp(&value(*a)));
    indices.truncate(DRAWN);
    indices.sort_unstable();
    indices
}

fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, f64::max)
}

/// A study and who of it is drawn.
struct Page<'a> {
    study: &'a Study,
    validators: Vec<usize>,
    miners: Vec<usize>,
}

impl Page<'_> {
    fn html(&self) -> Result<String, PlotError> {
        let study = self.study;
        let title = escaped(study.title.as_deref().unwrap_or("Yuma consensus"));
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             {GENERATOR}\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <h1>{title}</h1>\n"
        );
        for paragraph in study.description.iter().flat_map(|text| text.split("\n\n")) {
            let _ = writeln!(page, "<p>{}</p>", escaped(paragraph));
        }
        let _ = writeln!(page, "<p class=\"facts\">{}</p>", self.facts());
        self.legend(&mut page);
        let columns = study.variants.len().max(1);
        let _ = writeln!(
            page,
            "<main style=\"--columns: {columns}\">\n<div class=\"row heads\">"
        );
        for run in &study.variants {
            let (rule, about) = (run.rule, run.rule.about());
            let _ = writeln!(page, "<h2>{rule} <small>{about}</small></h2>");
        }
        page.push_str("</div>\n");
        for quantity in &QUANTITIES {
            if let Some((heading, about)) = quantity.plot {
                let about = escaped(about);
                let _ = writeln!(
                    page,
                    "<section>\n<h3>{heading}</h3>\n<p>{about}</p>\n<div class=\"row\">"
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
        let epochs = self
            .study
            .variants
            .first()
            .map_or(&[][..], |run| &run.epochs);
        let span = match (epochs.first(), epochs.last()) {
            (Some(first), Some(last)) => format!(
                "epochs {} to {}, blocks {} to {}",
                first.epoch, last.epoch, first.block, last.block
            ),
            _ => "no epoch".to_owned(),
        };
        let mut facts = format!("Subnet “{}”, {span}.", escaped(&self.study.subnet));
        for (kind, drawn, all) in [
            (
                "validators with most stake",
                &self.validators,
                &self.study.validators,
            ),
            ("miners that earned most", &self.miners, &self.study.miners),
        ] {
            if drawn.len() < all.len() {
                let _ = write!(
                    facts,
                    " The {} {kind}, of {}, are drawn; all are in the CSV.",
                    drawn.len(),
                    all.len()
                );
            }
        }
        facts
    }

    fn legend(&self, page: &mut String) {
        page.push_str("<div class=\"legend\">\n");
        let mut group = |title: &str, miners: bool, drawn: &[usize], names: &[String]| {
            let _ = write!(page, "<div><b>{title}</b>");
            for (place, at) in drawn.iter().enumerate() {
                let RGBColor(red, green, blue) = self.color(miners, place);
                let name = escaped(&names[*at]);
                let _ = write!(
                    page,
                    " <span><i style=\"background: rgb({red}, {green}, {blue})\"></i>{name}</span>"
                );
            }
            page.push_str("</div>\n");
        };
        group(
            "Validators",
            false,
            &self.validators,
            &self.study.validators,
        );
        group("Miners", true, &self.miners, &self.study.miners);
        page.push_str("</div>\n");
    }

    /// Miners' colours come after the validators'.
    fn color(&self, miner: bool, place: usize) -> RGBColor {
        color(place + if miner { self.validators.len() } else { 0 })
    }

    /// A cell for each rule, all on one scale.
    fn charts(&self, quantity: &Quantity, page: &mut String) -> Result<(), PlotError> {
        let top = self.top(quantity);
        for run in &self.study.variants {
            page.push_str("<div class=\"cell\">\n");
            let about = format!("{} under {}", quantity.name, run.rule);
            match quantity.shape {
                Shape::Pair(read) => {
                    for at in &self.validators {
                        let mut lines =
                            self.lines(true, run, |epoch, miner| read(epoch)[*at][miner]);
                        if quantity.name == "weights" {
                            let mut consensus =
                                self.lines(true, run, |epoch, miner| epoch.consensus[miner]);
                            consensus.iter_mut().for_each(|line| line.dashed = true);
                            lines.extend(consensus);
                        }
                        let name = &self.study.validators[*at];
                        let svg = self.chart(lines, top).svg(&format!("{about}: {name}"))?;
                        let _ = writeln!(
                            page,
                            "<figure><figcaption>{}</figcaption>{svg}</figure>",
                            escaped(name)
                        );
                    }
                }
                Shape::Miner(read) | Shape::Validator(read) => {
                    let miner = matches!(quantity.shape, Shape::Miner(_));
                    let lines = self.lines(miner, run, |epoch, at| read(epoch)[at]);
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
        let numbers = || {
            let epochs = self.study.variants.iter().flat_map(|run| &run.epochs);
            epochs.map(|epoch| epoch.epoch)
        };
        Chart {
            lines,
            epochs: (
                numbers().min().unwrap_or_default() as f64,
                numbers().max().unwrap_or_default() as f64,
            ),
            top,
        }
    }

    /// A line for each miner or each validator that is drawn.
    fn lines(&self, miners: bool, run: &Run, read: impl Fn(&Epoch, usize) -> f64) -> Vec<Line> {
        let drawn = if miners {
            &self.miners
        } else {
            &self.validators
        };
        drawn
            .iter()
            .enumerate()
            .map(|(place, at)| Line {
                color: self.color(miners, place),
                dashed: false,
                points: run
                    .epochs
                    .iter()
                    .map(|epoch| (epoch.epoch as f64, read(epoch, *at)))
                    .collect(),
            })
            .collect()
    }

    /// The largest value under any rule.
    fn top(&self, quantity: &Quantity) -> f64 {
        let epochs = self.study.variants.iter().flat_map(|run| &run.epochs);
        largest(epochs.map(|epoch| match quantity.shape {
            Shape::Pair(read) => largest(read(epoch).iter().flatten().copied()),
            Shape::Validator(read) | Shape::Miner(read) => largest(read(epoch).iter().copied()),
            Shape::Flag(_) => 1.0,
        }))
    }

    fn totals(&self, page: &mut String) {
        page.push_str(
            "<section>\n<h3>In all</h3>\n<p>Dividends in alpha before takes and root’s part, and for each 1,000 of stake weight, summed over the epochs; incentive in alpha.</p>\n<table>\n<tr><th></th><th>stake</th>",
        );
        let runs = &self.study.variants;
        for run in runs {
            let _ = write!(page, "<th>{}</th><th>per 1,000</th>", run.rule);
        }
        page.push_str("</tr>\n");
        for at in &self.validators {
            let name = escaped(&self.study.validators[*at]);
            let stake = runs.first().map_or(0.0, |run| run.totals[*at].stake);
            let _ = write!(page, "<tr><th>{name}</th><td>{stake:.0}</td>");
            for run in runs {
                let total = &run.totals[*at];
                let _ = write!(
                    page,
                    "<td>{:.3}</td><td>{:.3}</td>",
                    total.dividends, total.per_thousand
                );
            }
            page.push_str("</tr>\n");
        }
        for at in &self.miners {
            let name = escaped(&self.study.miners[*at]);
            let _ = write!(page, "<tr><th>{name}</th><td></td>");
            for run in runs {
                let _ = write!(page, "<td>{:.3}</td><td></td>", run.mined[*at]);
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</table>\n</section>\n");
    }

    fn expectations(&self, page: &mut String) {
        let runs = &self.study.variants;
        if runs.iter().all(|run| run.expectations.is_empty()) {
            return;
        }
        page.push_str("<section>\n<h3>Expected</h3>\n<table class=\"expected\">\n");
        for run in runs {
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
