//! Curves over blocks as an SVG picture.

use crate::BLOCKS_PER_DAY;
use plotters::{
    prelude::*,
    style::{FontFamily, FontStyle, FontTransform},
};

/// The size of one panel, in pixels.
const PANEL: (u32, u32) = (640, 400);

/// A named curve.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Its name in the legend.
    pub name: String,
    /// Block and value.
    pub points: Vec<(u32, f64)>,
}

/// Curves that share a pair of axes.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// The values' axis, with its unit.
    pub axis: String,
    /// The curves.
    pub curves: Vec<Curve>,
}

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the plot cannot be drawn: {0}")]
pub struct PlotError(String);

/// Draws panels side by side over days, with the same scale of values.
///
/// # Errors
///
/// When the library refuses to draw, which it does for no finite values.
pub fn svg(panels: &[Panel]) -> Result<String, PlotError> {
    let mut text = String::new();
    let size = (
        PANEL.0 * u32::try_from(panels.len().max(1)).unwrap_or(1),
        PANEL.1,
    );
    {
        let area = SVGBackend::with_string(&mut text, size).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        let (days, values) = extent(panels);
        for (panel, area) in panels
            .iter()
            .zip(area.split_evenly((1, panels.len().max(1))))
        {
            draw(panel, &area, days, values)?;
        }
        area.present().map_err(failed)?;
    }
    Ok(text)
}

fn draw(
    panel: &Panel,
    area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    days: f64,
    values: (f64, f64),
) -> Result<(), PlotError> {
    let mut chart = ChartBuilder::on(area)
        .caption(&panel.title, font(18))
        .margin(10)
        .x_label_area_size(36)
        .y_label_area_size(64)
        .build_cartesian_2d(0.0..days, values.0..values.1)
        .map_err(failed)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .label_style(font(12))
        .x_desc("days")
        .y_desc(panel.axis.as_str())
        .draw()
        .map_err(failed)?;
    for (index, curve) in panel.curves.iter().enumerate() {
        let color = Palette99::pick(index).to_rgba();
        let points = curve
            .points
            .iter()
            .map(|(block, value)| (day_of(*block), *value));
        chart
            .draw_series(LineSeries::new(points, color.stroke_width(2)))
            .map_err(failed)?
            .label(&curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], color.stroke_width(2)));
    }
    chart
        .configure_series_labels()
        .label_font(font(12))
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK.mix(0.3))
        .draw()
        .map_err(failed)
}

pub(crate) fn font(size: u32) -> TextStyle<'static> {
    FontDesc::new(FontFamily::SansSerif, f64::from(size), FontStyle::Normal)
        .transform(FontTransform::None)
        .color(&BLACK)
}

/// The last day, and the least and the largest value of all panels; zero is
/// among them.
fn extent(panels: &[Panel]) -> (f64, (f64, f64)) {
    let points = || {
        panels
            .iter()
            .flat_map(|p| &p.curves)
            .flat_map(|c| &c.points)
    };
    let last = points().map(|(block, _)| *block).max().unwrap_or(1).max(1);
    let finite = || points().map(|(_, value)| *value).filter(|v| v.is_finite());
    let least = finite().fold(0.0, f64::min);
    let most = finite().fold(0.0, f64::max);
    let most = if most > least { most } else { least + 1.0 };
    (day_of(last), (least, most))
}

/// The day a block is in, with the part of it that is over.
pub fn day_of(block: u32) -> f64 {
    f64::from(block) / f64::from(BLOCKS_PER_DAY)
}

pub(crate) fn failed(error: impl std::fmt::Display) -> PlotError {
    PlotError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(curves: Vec<Curve>) -> Panel {
        Panel {
            title: "shares <of> all".to_owned(),
            axis: "share".to_owned(),
            curves,
        }
    }

    #[test]
    fn a_picture_has_its_curves_and_names() {
        let curve = |name: &str, slope: f64| Curve {
            name: name.to_owned(),
            points: (0..10).map(|n| (n * 720, slope * f64::from(n))).collect(),
        };
        let text = svg(&[
            panel(vec![curve("root", 0.1), curve("subnets", -0.1)]),
            panel(vec![curve("root", 0.2)]),
        ])
        .unwrap();
        assert!(text.starts_with("<svg"), "{text}");
        assert!(text.matches("<polyline").count() >= 3, "{text}");
        assert!(text.contains("subnets") && text.contains("&lt;of&gt;"));
    }

    #[test]
    fn nothing_to_show_is_no_failure() {
        for panels in [vec![], vec![panel(vec![])]] {
            assert!(svg(&panels).unwrap().starts_with("<svg"));
        }
        let flat = Curve {
            name: "flat".to_owned(),
            points: vec![(5, 0.0), (9, f64::NAN)],
        };
        assert!(svg(&[panel(vec![flat])]).is_ok());
    }
}
