//! A table of ClaimReview, as Duke's Fact-Check Insights and others give it: the properties of schema.org with dots between them as columns.
//!
//! Comes in: a table with commas, semicolons or tabs. Goes out: fact checks, one a row. `claimReviewed` and a rating (`reviewRating.alternateName`, or
//! `reviewRating.ratingValue`) must be there; columns that are not known are passed over.

use std::collections::HashMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::{BadRecord, Importer, Published, worded};
use crate::import::ImportError;
use crate::review::{Rating, RatingFormat};
use crate::source::Source;

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The columns that are read, in lower case.
const CLAIM: &str = "claimreviewed";
const WORDS: &str = "reviewrating.alternatename";
const VALUE: &str = "reviewrating.ratingvalue";

const HELP: &str = "a feed has a header line with claimReviewed, reviewRating.alternateName, author.name, url, datePublished";

/// Whether `source` is such a table.
pub fn is_feed(source: &Source) -> bool {
    header(source).is_some()
}

/// The fact checks of `source`, and the rows that hold none.
pub fn read(source: &Source, importer: Importer<'_>) -> Result<(Vec<Published>, Vec<BadRecord>), ImportError> {
    let fault = |message: String| ImportError::File { name: source.name.clone(), message, help: HELP };
    let (separator, columns) =
        header(source).ok_or_else(|| fault(format!("the table has no column claimReviewed, or none of {WORDS} and {VALUE}")))?;
    let (mut published, mut bad) = (Vec::new(), Vec::new());
    for (at, record) in reader(source, separator).records().enumerate() {
        let cells = record.map_err(|error| fault(format!("row {}: {error}", at + 2)))?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match fact_check(&Row { cells, columns: &columns }, importer) {
            Ok(check) => published.push(check),
            Err(message) => bad.push(BadRecord { number: at + 2, message: message.to_owned() }),
        }
    }
    Ok((published, bad))
}

struct Row<'c> {
    cells: StringRecord,
    columns: &'c HashMap<String, usize>,
}

impl Row<'_> {
    fn said(&self, column: &str) -> Option<String> {
        worded(self.cells.get(*self.columns.get(column)?)?)
    }
}

fn fact_check(row: &Row<'_>, importer: Importer<'_>) -> Result<Published, &'static str> {
    let words = row.said(CLAIM).ok_or("it has no claimReviewed")?;
    let value = row.said(VALUE);
    let rating = row.said(WORDS).or_else(|| value.clone()).ok_or("it has no rating")?;
    let site = row.said("author.url").or_else(|| row.said("url")).and_then(|url| host(&url));
    let rating = Rating {
        value,
        best: row.said("reviewrating.bestrating"),
        worst: row.said("reviewrating.worstrating"),
        publisher: row.said("author.name"),
        site,
        url: row.said("url"),
        title: row.said("headline").or_else(|| row.said("name")),
        reviewed_at: row.said("datepublished"),
        language: row.said("inlanguage"),
        ..importer.rating(RatingFormat::ClaimReview, rating)
    };
    Ok(Published { words, claimant: row.said("itemreviewed.author.name"), rating })
}

/// The host of an address, without `www.`.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| !host.is_empty())
}

/// The separator and the columns, if the first line is that of a feed.
fn header(source: &Source) -> Option<(u8, HashMap<String, usize>)> {
    SEPARATORS.into_iter().find_map(|separator| {
        let mut columns = HashMap::new();
        for (at, name) in reader(source, separator).headers().ok()?.iter().enumerate() {
            let name = name.trim_start_matches('\u{feff}').trim().to_lowercase().replace(['/', '_'], ".");
            columns.entry(name).or_insert(at);
        }
        let known = columns.contains_key(CLAIM) && (columns.contains_key(WORDS) || columns.contains_key(VALUE));
        known.then_some((separator, columns))
    })
}

fn reader(source: &Source, separator: u8) -> ::csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(source.text.as_bytes())
}
