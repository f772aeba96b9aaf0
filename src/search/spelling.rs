//! "Did you mean": a query in which words that no claim has are replaced by the nearest that claims have.
//!
//! Comes in: a query that found too little. Goes out: its words, mended, and how many claims they find with the query's own filters. Field
//! names, operators, figures and short words are left as they are. The same base gives the same answer.

use super::language;
use super::{Query, SearchError, collecting_all, find};
use crate::index::expression::Expression;
use crate::index::tokenizer::{self, Token};
use crate::index::{Index, spelling};
use crate::store::{Store, StoredClaim};

/// Shorter words are left alone, and so are the words `AND`, `OR` and `NOT`.
const CHARS_MIN: usize = 4;

/// Longer queries are no slip of the hand.
const WORDS_MAX: usize = 12;

/// A better query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its words, in the query language.
    pub text: String,
    /// How many claims it finds.
    pub total: u64,
}

/// What `query` may have meant; `None` where every word is known, none is near, or the mended query finds nothing either.
pub fn suggest(store: &Store, index: &Index, query: &Query) -> Result<Option<Suggestion>, SearchError> {
    let chunks = tokenizer::chunks(&query.text);
    let words: Vec<&Token> = chunks.iter().flat_map(|chunk| &chunk.parts).filter(|word| is_word(&query.text, word)).collect();
    if words.len() > WORDS_MAX {
        return Ok(None);
    }
    let mut text = query.text.clone();
    // From the end, so that the places of the words before stay.
    for word in words.iter().rev() {
        let written = &query.text[word.start..word.end];
        if let Some(mended) = mend(store, index, query, &word.term)? {
            let lower = written.chars().all(|c| !c.is_uppercase());
            text.replace_range(word.start..word.end, &if lower { mended.to_lowercase() } else { mended });
        }
    }
    if text == query.text {
        return Ok(None);
    }
    let total = find(store, index, &Query { text: text.clone(), limit: 0, offset: 0, facets: false, ..query.clone() })?.total;
    Ok((total > 0).then_some(Suggestion { text, total }))
}

/// Whether `word` of the query `text` is one that may be misspelt: neither a figure nor a field's name or its value.
fn is_word(text: &str, word: &Token) -> bool {
    let written = &text[word.start..word.end];
    let names_a_field = text[word.end..].starts_with(':') && language::is_field(written);
    let long = written.chars().count() >= CHARS_MIN;
    long && written.chars().all(char::is_alphabetic) && !names_a_field && !language::follows_a_value_field(&text[..word.start])
}

/// The word that stands in claims for the nearest term to `term`; `None` where `term` itself does, or none is near.
fn mend(store: &Store, index: &Index, query: &Query, term: &str) -> Result<Option<String>, SearchError> {
    let found = |term: &str| index.find(&Expression::Term(term.to_owned()), &collecting_all(query.all));
    if found(term)?.total > 0 {
        return Ok(None);
    }
    let mut best: Option<(spelling::Near, u64, i64)> = None;
    for near in index.near(term)? {
        let there = found(&near.term)?;
        let Some((row, _)) = there.rows.first() else { continue };
        let better =
            best.as_ref().is_none_or(|(other, claims, _)| spelling::rank(&near, there.total) < spelling::rank(other, *claims));
        if better {
            best = Some((near, there.total, *row));
        }
    }
    let Some((near, _, row)) = best else { return Ok(None) };
    let claim = store.claims_by_row(&[row])?.pop();
    Ok(claim.and_then(|claim| written(&claim, &near.term)))
}

/// `term` as it is written in `stored`: the index keeps stems.
fn written(stored: &StoredClaim, term: &str) -> Option<String> {
    let claim = &stored.claim;
    let attribution = claim.attribution.as_ref().map(|source| source.name.as_str());
    let texts =
        [Some(claim.text.as_str()), Some(claim.quote.words()), claim.subject.as_deref(), claim.metric.as_deref(), attribution];
    texts.into_iter().flatten().chain(claim.section.iter().map(String::as_str)).find_map(|text| {
        let chunks = tokenizer::chunks(text);
        let found = chunks.iter().flat_map(|chunk| &chunk.parts).find(|part| part.term == term)?;
        Some(text[found.start..found.end].to_owned())
    })
}
