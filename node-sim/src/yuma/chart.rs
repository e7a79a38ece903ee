//! One small chart of curves over epochs, as SVG to stand in a page.
//!
//! Axes and texts take the colour of the page's text, and nothing is painted
//! behind them, so that a chart can be read on light and on dark.

use crate::plot::{failed, font, PlotError};
use plotters::prelude::*;

/// Its size in pixels; a page scales it.
const SIZE: (u32, u32) = (360, 170);

/// Colours that can be told apart, on light and on dark; the first ones best.
pub(super) const COLORS: [(u8, u8, u8); 24] = [
    (31, 119, 210),
    (230, 120, 20),
    (40, 160, 90),
    (205, 60, 110),
    (140, 100, 210),
    (0, 165, 185),
    (165, 130, 30),
    (225, 85, 65),
    (120, 130, 145),
    (170, 90, 150),
    (255, 0, 255),
    (255, 120, 190),
    (155, 160, 245),
    (85, 105, 50),
    (180, 0, 255),
    (85, 60, 255),
    (190, 160, 155),
    (160, 75, 10),
    (210, 115, 255),
    (205, 0, 180),
    (145, 180, 0),
    (40, 105, 130),
    (255, 35, 160),
    (120, 180, 140),
];

/// The opacity of dashed lines, and of no others: plotters would draw each dash
/// by itself, so they are drawn whole and dashed in the picture's text.
const DASHED: f64 = 0.8;

/// The colour of the n-th of many.
pub(super) fn color(index: usize) -> RGBColor {
    let (red, green, blue) = COLORS[index % COLORS.len()];
    RGBColor(red, green, blue)
}

/// A curve over epochs.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) color: RGBColor,
    pub(super) dashed: bool,
    pub(super) points: Vec<(f64, f64)>,
}

/// The curves of one chart, between the first and the last epoch, from zero to
/// the top.
pub(super) struct Chart {
    pub(super) lines: Vec<Line>,
    pub(super) epochs: (f64, f64),
    pub(super) top: f64,
}

impl Chart {
    /// The chart as an `svg` element that says what it is.
    pub(super) fn svg(&self, label: &str) -> Result<String, PlotError> {
        let mut text = String::new();
        {
            let area = SVGBackend::with_string(&mut text, SIZE).into_drawing_area();
            let (first, last) = self.epochs;
            let top = if self.top > 0.0 { self.top * 1.04 } else { 1.0 };
            let mut chart = ChartBuilder::on(&area)
                .margin(6)
                .x_label_area_size(22)
                .y_label_area_size(40)
                .build_cartesian_2d(first..last.max(first + 1.0), 0.0..top)
                .map_err(failed)?;
            chart
                .configure_mesh()
                .light_line_style(TRANSPARENT)
                .bold_line_style(BLACK.mix(0.15))
                .axis_style(BLACK.mix(0.6))
                .label_style(font(11))
                .x_labels(6)
                .y_labels(4)
                .x_label_formatter(&|epoch| format!("{epoch:.0}"))
                .draw()
                .map_err(failed)?;
            for line in &self.lines {
                let points = line.points.iter().copied();
                let style = if line.dashed {
                    line.color.mix(DASHED).stroke_width(1)
                } else {
                    line.color.stroke_width(2)
                };
                chart
                    .draw_series(LineSeries::new(points, style))
                    .map_err(failed)?;
            }
            area.present().map_err(failed)?;
        }
        Ok(to_embed(&text, label))
    }
}

/// A picture as an element of a page: no size of its own, no namespace, black as
/// the text's colour.
fn to_embed(svg: &str, label: &str) -> String {
    let (width, height) = SIZE;
    let body = svg.find('>').map_or("", |end| &svg[end + 1..]);
    let whole = format!("opacity=\"{DASHED}\"");
    let dashed = format!("{whole} stroke-dasharray=\"4 3\"");
    let body = body
        .replace("#000000", "currentColor")
        .replace(&whole, &dashed);
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">{body}",
        escaped(label)
    )
}

/// A text as it stands in a page.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
