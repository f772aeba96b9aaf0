//! Prepared articles into the base: one transaction for all of a batch, and their copies in `corpus/` beside it.
//!
//! Comes in: what [`prepare`](super::prepare) made. Goes out: what became of each article. The batch is stored whole or not at all; an article that is itself at
//! fault is refused and the others are stored.

use super::corpus::Copies;
use super::prepare::{Place, Prepared, Reading};
use super::{IngestError, Ingested, Outcome, Request, unchanged, web};
use crate::base::Base;
use crate::claim::EXTRACTOR_VERSION;
use crate::store::{Store, StoreError, Version};

/// An article that could not be stored, and why.
#[derive(Debug)]
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Why.
    pub error: IngestError,
}

/// Stores `articles` in their order, in one transaction; what became of each, in the same order. An error means that nothing of them was stored.
pub fn store(
    base: &Base,
    store: &mut Store,
    articles: &mut [Prepared],
    request: &Request,
) -> Result<Vec<Result<Ingested, Refused>>, IngestError> {
    match together(base, store, articles, request) {
        Err(error) if articles.len() > 1 && error.is_of_one_article() => {
            // The database refuses one of them: the others shall not suffer for it.
            articles.iter_mut().map(|article| alone(base, store, article, request)).collect()
        }
        done => done,
    }
}

/// Stores one article; one that the database refuses is no error of the whole.
fn alone(
    base: &Base,
    store: &mut Store,
    article: &mut Prepared,
    request: &Request,
) -> Result<Result<Ingested, Refused>, IngestError> {
    match together(base, store, std::slice::from_mut(article), request) {
        Ok(mut done) => Ok(done.pop().expect("one article gives one answer")),
        Err(error) if error.is_of_one_article() => Ok(Err(Refused { name: article.article.source.name.clone(), error })),
        Err(error) => Err(error),
    }
}

fn together(
    base: &Base,
    store: &mut Store,
    articles: &mut [Prepared],
    request: &Request,
) -> Result<Vec<Result<Ingested, Refused>>, IngestError> {
    let mut copies = Copies::new(base, request.dry_run);
    if request.dry_run {
        return each(&mut copies, store, articles, request);
    }
    base.make_folders()?;
    store.begin_batch()?;
    let stored = each(&mut copies, store, articles, request).and_then(|done| {
        copies.place()?;
        store.commit_batch()?;
        Ok(done)
    });
    match stored {
        Ok(done) => {
            copies.finish();
            Ok(done)
        }
        Err(error) => {
            copies.discard();
            // The error that is reported is the one that mattered; a transaction that is still open ends with the connection.
            let _ = store.abandon_batch();
            Err(error)
        }
    }
}

fn each(
    copies: &mut Copies<'_>,
    store: &mut Store,
    articles: &mut [Prepared],
    request: &Request,
) -> Result<Vec<Result<Ingested, Refused>>, IngestError> {
    let mut done = Vec::with_capacity(articles.len());
    for article in articles {
        match one(copies, store, article, request) {
            Err(error @ (IngestError::OwnDocument { .. } | IngestError::Store(StoreError::Misplaced { .. }))) => {
                done.push(Err(Refused { name: article.article.source.name.clone(), error }));
            }
            other => done.push(Ok(other?)),
        }
    }
    Ok(done)
}

fn one(copies: &mut Copies<'_>, store: &mut Store, article: &mut Prepared, request: &Request) -> Result<Ingested, IngestError> {
    if matches!(article.reading, Reading::Met) {
        if let Some((known, stored)) = article.met(copies.base, store, request)? {
            if !known.removed {
                copies.replace_missing(article.kept_bytes(), &stored)?;
            }
            return Ok(unchanged(&known, &stored, Vec::new()));
        }
        // What was known has changed since it was looked up.
        article.reading = Reading::Read(Box::new(article.read()));
    }
    let Reading::Read(read) = &article.reading else { unreachable!("an article that is not known was read") };
    let place = Place::of(copies.base, store, article, read, request)?;
    if let Some((known, stored)) = place.unchanged(&article.said) {
        if !known.removed && !request.dry_run {
            copies.replace_missing(article.kept_bytes(), stored)?;
            if !known.by_key {
                store.add_source(known.row, &place.key, request.now)?;
            }
            web::add_addresses(store, known.row, article.article.page.as_ref(), request.now)?;
        }
        return Ok(unchanged(known, stored, read.document.diagnostics.clone()));
    }
    if read.claims_for(&article.said, &place).is_none() {
        let mut again = article.read();
        again.extract(&article.said, &place);
        article.reading = Reading::Read(Box::new(again));
    }
    put(copies, store, article, &place, request)
}

/// Stores an article whose claims are extracted.
fn put(
    copies: &mut Copies<'_>,
    store: &mut Store,
    article: &Prepared,
    place: &Place,
    request: &Request,
) -> Result<Ingested, IngestError> {
    let Reading::Read(read) = &article.reading else { unreachable!("an article with claims was read") };
    let (document, source) = (&read.document, &article.article.source);
    let claims = read.claims_for(&article.said, place).unwrap_or_default();
    let stored = place.stored.as_ref();
    let file = copies.keep(store, source, document, article.kept_bytes(), stored)?;
    let version = Version {
        of: place.known.as_ref(),
        source: &place.key,
        document,
        bytes_hash: &source.hash,
        encoding: source.encoding,
        corpus_file: Some(&file),
        claims,
        extractor: EXTRACTOR_VERSION,
        now: request.now,
    };
    let put = store.put(&version, request.dry_run)?;
    if !request.dry_run {
        web::add_addresses(store, put.row, article.article.page.as_ref(), request.now)?;
    }
    Ok(Ingested {
        document: put.id,
        title: document.metadata.title.clone(),
        key: place.document_key().to_owned(),
        outcome: if place.known.is_some() { Outcome::Updated } else { Outcome::Stored },
        counts: put.counts,
        altered: put.altered,
        corpus_file: Some(format!("corpus/{file}")),
        diagnostics: document.diagnostics.clone(),
    })
}
