//! A plot of how times grow with the number of claims: an SVG with both axes by powers of ten.

use std::fmt::Write;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 190.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 50.0;

const COLOURS: [&str; 5] = ["#1b6ca8", "#0b3954", "#3aa17e", "#e07a1f", "#b3261e"];

/// A line of the plot.
pub struct Line {
    pub name: String,
    /// Claims and milliseconds.
    pub points: Vec<(f64, f64)>,
}

/// Draws `lines`; `title` says what the plot shows.
pub fn draw(title: &str, lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let span = |of: fn(&(f64, f64)) -> f64| {
        let logs = points().map(|point| of(point).log10());
        (logs.clone().fold(f64::INFINITY, f64::min).floor(), logs.fold(f64::NEG_INFINITY, f64::max).ceil())
    };
    let (x, y) = (span(|point| point.0), span(|point| point.1));
    let across = |claims: f64| LEFT + (claims.log10() - x.0) / (x.1 - x.0).max(1.0) * (WIDTH - LEFT - RIGHT);
    let up = |ms: f64| HEIGHT - BOTTOM - (ms.log10() - y.0) / (y.1 - y.0).max(1.0) * (HEIGHT - TOP - BOTTOM);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>{title}</title>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    for power in y.0 as i32..=y.1 as i32 {
        let (at, end) = (up(10f64.powi(power)), WIDTH - RIGHT);
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {at:.1}H{end}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{} ms</text>",
            LEFT - 8.0,
            at + 4.0,
            10f64.powi(power)
        );
    }
    for power in x.0 as i32..=x.1 as i32 {
        let (at, end) = (across(10f64.powi(power)), HEIGHT - BOTTOM);
        let _ = writeln!(
            svg,
            "<path d=\"M{at:.1} {TOP}V{end}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">10<tspan dy=\"-5\" font-size=\"9\">{power}</tspan></text>",
            end + 18.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">claims</text>",
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 10.0
    );
    for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let each: Vec<String> = line.points.iter().map(|(claims, ms)| format!("{:.1},{:.1}", across(*claims), up(*ms))).collect();
        let _ = writeln!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>", each.join(" "));
        for (claims, ms) in &line.points {
            let _ = writeln!(svg, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{colour}\"/>", across(*claims), up(*ms));
        }
        if let Some((claims, ms)) = line.points.last() {
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{}</text>",
                across(*claims) + 8.0,
                up(*ms) + 4.0,
                line.name
            );
        }
    }
    svg + "</svg>\n"
}
