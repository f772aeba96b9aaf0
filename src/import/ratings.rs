//! Fact checks that others published, as claims with their ratings.
//!
//! Comes in: answers of Google's Fact Check Tools API, or a table of ClaimReview. Goes out: a document with the claims as the publishers word
//! them, each with the published ratings beside it, in one transaction. **A rating sets no status**: every claim stays unverified until a person
//! judges it. What is known already is not stored again; another rating of a known claim is added to it.

mod feed;
mod google;
mod statement;

use std::collections::HashMap;

use jiff::Timestamp;

use super::ImportError;
use crate::claim::{Claim, IMPORTED};
use crate::document::{Document, Media, Metadata};
use crate::review::{Rating, RatingFormat};
use crate::source::Source;
use crate::store::{SourceKey, SourceKind, Store, Version};

pub use feed::is_feed;

/// A fact check as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The claim, in the publisher's words, white space folded.
    pub words: String,
    /// Who made it.
    pub claimant: Option<String>,
    /// The rating.
    pub rating: Rating,
}

/// A record that holds no fact check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    /// Its number in the file, from 1; in a table the row as a spreadsheet counts it.
    pub number: usize,
    /// What is wrong with it.
    pub message: String,
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The document that holds the claims that were new.
    pub document: Option<String>,
    /// Claims that were new.
    pub claims: usize,
    /// Ratings stored, of new claims and of known ones.
    pub ratings: usize,
    /// Ratings that were known.
    pub known: usize,
    /// Records that were refused.
    pub bad: Vec<BadRecord>,
}

/// Who imports, and when.
#[derive(Debug, Clone, Copy)]
pub struct Importer<'a> {
    /// Who.
    pub by: &'a str,
    /// When.
    pub now: Timestamp,
}

impl Importer<'_> {
    fn rating(&self, format: RatingFormat, rating: String) -> Rating {
        Rating {
            rating,
            value: None,
            best: None,
            worst: None,
            publisher: None,
            site: None,
            url: None,
            title: None,
            reviewed_at: None,
            language: None,
            format,
            imported_at: Timestamp::from_second(self.now.as_second()).unwrap_or(self.now).to_string(),
            imported_by: self.by.to_owned(),
        }
    }
}

/// Reads the fact checks of `source`, which is written in `format`. With `dry_run` nothing is stored.
pub fn read(
    store: &mut Store,
    source: &Source,
    format: RatingFormat,
    importer: Importer<'_>,
    dry_run: bool,
) -> Result<Imported, ImportError> {
    let (published, bad) = match format {
        RatingFormat::Google => google::read(source, importer)?,
        RatingFormat::ClaimReview => feed::read(source, importer)?,
    };
    let mut imported = Imported { bad, ..Imported::default() };
    let Sorted { new, of_stored, known } = sort(store, published)?;
    imported.known = known;
    imported.claims = new.len();
    imported.ratings = of_stored.len() + new.iter().map(|(_, _, ratings)| ratings.len()).sum::<usize>();
    if dry_run || imported.ratings == 0 {
        return Ok(imported);
    }
    let of_stored: Vec<(i64, &Rating)> = of_stored.iter().map(|(row, rating)| (*row, rating)).collect();
    if new.is_empty() {
        store.put_ratings(None, &[], &of_stored)?;
        return Ok(imported);
    }
    let name = file_name(&source.name);
    let title = format!("Fact checks in {name}");
    let key = format!("{name}#{}", &source.hash[..12]);
    let statements: Vec<_> = new.iter().map(|(words, claimant, _)| (words.as_str(), claimant.as_deref())).collect();
    let (text, claims) = statement::write(&title, &key, &statements);
    let of_new: Vec<_> = claims
        .iter()
        .zip(&new)
        .flat_map(|(claim, (_, _, ratings)): (&Claim, _)| ratings.iter().map(move |rating| (&claim.id, rating)))
        .collect();
    let metadata = Metadata { title: Some(title), ..Metadata::default() };
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let document = Document { text, media: Media::Plain, metadata, blocks: Vec::new(), diagnostics: Vec::new() };
    let source_key = SourceKey { key, kind: SourceKind::Path, location: source.name.clone() };
    let version = Version {
        of: None,
        source: &source_key,
        document: &document,
        bytes_hash: hash.as_str(),
        encoding: "UTF-8",
        corpus_file: None,
        claims: &claims,
        extractor: IMPORTED,
        now: importer.now,
    };
    let stored = store.put_ratings(Some(&version), &of_new, &of_stored)?;
    imported.document = stored.map(|stored| stored.id);
    Ok(imported)
}

/// The fact checks of a file, by what is to be done with them.
#[derive(Default)]
struct Sorted {
    /// Claims that are not stored: words, claimant, ratings, in the order of the file.
    new: Vec<(String, Option<String>, Vec<Rating>)>,
    /// Ratings of claims that are.
    of_stored: Vec<(i64, Rating)>,
    /// How many ratings are known.
    known: usize,
}

fn sort(store: &Store, published: Vec<Published>) -> Result<Sorted, ImportError> {
    let rated = store.rated_claims()?;
    let mut sorted = Sorted::default();
    let mut held: HashMap<i64, Vec<Rating>> = HashMap::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for Published { words, claimant, rating } in published {
        let ratings = match rated.get(&words) {
            Some(row) => {
                if !held.contains_key(row) {
                    held.insert(*row, store.ratings(*row)?);
                }
                let ratings = held.entry(*row).or_default();
                if !ratings.iter().any(|other| other.is_same_as(&rating)) {
                    sorted.of_stored.push((*row, rating.clone()));
                }
                ratings
            }
            None => {
                let place = *places.entry(words.clone()).or_insert(sorted.new.len());
                if place == sorted.new.len() {
                    sorted.new.push((words, claimant, Vec::new()));
                }
                &mut sorted.new[place].2
            }
        };
        if ratings.iter().any(|other| other.is_same_as(&rating)) {
            sorted.known += 1;
        } else {
            ratings.push(rating);
        }
    }
    Ok(sorted)
}

fn file_name(path: &str) -> &str {
    match path.rsplit(['/', '\\']).next() {
        Some("-" | "") | None => "standard input",
        Some(name) => name,
    }
}

/// Words that say something, white space folded.
fn worded(words: &str) -> Option<String> {
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(folded).filter(|words| !words.is_empty())
}
