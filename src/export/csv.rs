//! CSV with the columns of a newsroom's spreadsheet: one row a claim, RFC 4180.
//!
//! Comes in: claims. Goes out: a header line and one record a claim, in UTF-8, lines ended by CR LF. Cells that a spreadsheet would
//! read as a formula get a leading apostrophe; numbers stay numbers. Of several reviews the deciding one is given. What comes back from a
//! spreadsheet is read by [`import`](crate::import).

pub mod state;

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};
use rust_decimal::Decimal;

use super::ReviewedClaim;
use crate::claim::{Claim, ClaimQuantity};
use crate::review::{Evidence, Review};
use crate::text::is_steering;

/// The names of the columns, in order.
pub const COLUMNS: [&str; 24] = [
    "id",
    "status",
    "claim",
    "subject",
    "metric",
    "value_low",
    "value_high",
    "unit",
    "time",
    "due",
    "attribution",
    "quote",
    "document",
    "source",
    "section",
    "kind",
    "modality",
    "reviewer",
    "reviewed_at",
    "note",
    "evidence_url",
    "evidence_file",
    "evidence_quote",
    "state",
];

/// Between headings of a section.
const BETWEEN_HEADINGS: &str = " > ";
/// Between pieces of evidence in one cell.
pub const BETWEEN_EVIDENCE: &str = " | ";

/// Writes the header line to `out`.
pub fn write_header(out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(COLUMNS)?;
    writer.flush()
}

/// Writes each of `claims` as one record to `out`.
pub fn write_rows(claims: &[ReviewedClaim<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    for claim in claims {
        writer.write_record(row(claim).iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()
}

fn writer(out: &mut dyn Write) -> ::csv::Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// The cells of a claim, in the order of [`COLUMNS`].
pub fn row<'c>(reviewed: &ReviewedClaim<'c>) -> [Cow<'c, str>; COLUMNS.len()] {
    let claim: &'c Claim = reviewed.claim;
    let figure = claim.quantity.as_ref();
    let review = reviewed.deciding_review();
    let note = review.and_then(|review| review.note.as_deref());
    let [url, file, quote] =
        [evidence(review, |e| &e.url), evidence(review, |e| &e.file), evidence(review, |e| &e.quote)].map(owned);
    let status = reviewed.status().as_str();
    let state = state::of_row(reviewed, [status, &optional(note), &url, &file, &quote]);
    [
        cell(&claim.id.0),
        cell(status),
        cell(&claim.text),
        optional(claim.subject.as_deref()),
        optional(claim.metric.as_deref()),
        number(figure.and_then(|figure| figure.quantity.low)),
        number(figure.and_then(|figure| figure.quantity.high)),
        optional(figure.map(unit)),
        optional(claim.time.as_deref()),
        optional(claim.due.as_deref()),
        optional(claim.attribution.as_ref().map(|source| source.name.as_str())),
        cell(claim.quote.words()),
        optional(reviewed.document.title.as_deref()),
        cell(&reviewed.document.source),
        owned(claim.section.join(BETWEEN_HEADINGS)),
        cell(claim.kind.as_str()),
        cell(claim.modality.as_str()),
        optional(review.map(|review| review.by.as_str())),
        optional(review.map(|review| review.at.as_str())),
        optional(note),
        url,
        file,
        quote,
        Cow::Owned(state),
    ]
}

fn unit(figure: &ClaimQuantity) -> &str {
    &figure.quantity.unit
}

/// One field of every piece of evidence of `review` that has it.
fn evidence(review: Option<&Review>, field: impl Fn(&Evidence) -> &Option<String>) -> String {
    let given: Vec<&str> =
        review.into_iter().flat_map(|review| &review.evidence).filter_map(|piece| field(piece).as_deref()).collect();
    given.join(BETWEEN_EVIDENCE)
}

fn number<'c>(value: Option<Decimal>) -> Cow<'c, str> {
    value.map_or(Cow::Borrowed(""), |value| Cow::Owned(value.normalize().to_string()))
}

fn optional(text: Option<&str>) -> Cow<'_, str> {
    text.map_or(Cow::Borrowed(""), cell)
}

fn owned<'c>(text: String) -> Cow<'c, str> {
    Cow::Owned(cell(&text).into_owned())
}

/// `text` as a cell that no spreadsheet runs: an apostrophe before what would begin a formula, steering characters written out.
///
/// The openers are those of OWASP's page on CSV injection, with their full-width forms; white space before one does not hide it.
pub fn cell(text: &str) -> Cow<'_, str> {
    let opens_formula = opens_formula(text);
    let steers = |c: char| is_steering(c) && !matches!(c, '\t' | '\r' | '\n');
    if !opens_formula && !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 1);
    if opens_formula {
        shown.push('\'');
    }
    for c in text.chars() {
        if steers(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Whether a spreadsheet would take `text` for a formula.
fn opens_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_that_would_be_a_formula_gets_an_apostrophe() {
        for hostile in ["=1+1", "+73%", "-5", "@SUM(A1)", "\tx", "\rx", "  =cmd()", "＝1"] {
            assert_eq!(cell(hostile), format!("'{hostile}"));
        }
        for plain in ["", "73%", "a=b", "x@example.org", "40-60", "'quoted'"] {
            assert_eq!(cell(plain), plain);
        }
    }

    #[test]
    fn steering_characters_are_written_out_and_lines_kept() {
        assert_eq!(cell("a\u{1b}[2J\u{202e}b\nc"), "a\\u{1b}[2J\\u{202e}b\nc");
        assert_eq!(cell("\u{1b}=1"), "\\u{1b}=1");
    }
}
