//! Whether the clocks in a table's cells tell durations: "02:17:04".
//!
//! Comes in: the headers of a cell and what the table is about. Goes out: yes or no.

use ecow::EcoString;

use super::{Column, Frame, Side};
use crate::claim::extract::Extractor;
use crate::text::has_word;

/// Words of headers over times of the day, and over figures that only look like clocks.
const CLOCKS: &[&str] = &[
    "timestamp",
    "start",
    "started",
    "starts",
    "end",
    "ended",
    "ends",
    "when",
    "date",
    "utc",
    "gmt",
    "clock",
    "at",
    "created",
    "updated",
    "depart",
    "departs",
    "departure",
    "arrive",
    "arrives",
    "arrival",
    "sunrise",
    "sunset",
    "opens",
    "closes",
    "takeoff",
    "landing",
    "airs",
    "kickoff",
    "mac",
    "ratio",
];

/// Words that tell how long something takes.
const DURATIONS: &[&str] = &[
    "duration",
    "elapsed",
    "took",
    "timed",
    "runtime",
    "benchmark",
    "downtime",
    "uptime",
    "finish",
    "lap",
    "total",
    "wall",
    "test",
    "build",
    "backup",
    "restore",
];

/// Whether "02:17:04" is how long something took: the headers tell of no time of the day, and they or the document of what is measured.
pub(super) fn is_of_durations(extractor: &Extractor<'_>, frame: &Frame<'_>, side: &Side, column: &Column) -> bool {
    let headers = || column.texts.iter().map(EcoString::as_str).chain(side.text.as_deref());
    let about = [frame.about.caption.as_str(), frame.about.introduction.as_str(), frame.corner.words.as_str()];
    let timed = headers().chain(about).any(|text| has_word(text, DURATIONS));
    !headers().any(|text| has_word(text, CLOCKS)) && (timed || extractor.theme.technical)
}

/// Whether two columns tell how long or how fast something ran.
pub(super) fn tells_times(columns: &[Column]) -> bool {
    const TIMES: &[&str] = &["time", "times", "latency", "duration", "elapsed", "speed", "throughput", "render", "load"];
    columns.iter().filter(|column| has_word(&column.label.words, TIMES)).nth(1).is_some()
}
