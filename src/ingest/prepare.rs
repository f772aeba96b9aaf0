//! An article read and extracted, as far as the base makes that necessary: the part of ingesting that several threads can do at once.
//!
//! Comes in: an article, and what the base knows at this moment. Goes out: [`Prepared`], which [`store`](super::store) stores. What is decided here about the
//! base is decided there again: another article may have been stored meanwhile.

use super::{IngestError, Request, is_unchanged, key, merged, web};
use crate::base::Base;
use crate::claim::{self, Claim};
use crate::document::{self, Document, Metadata};
use crate::fetch::Page;
use crate::source::{Source, SourceError};
use crate::store::{Known, SourceKey, Store, StoreError, StoredDocument};

/// An article to be ingested.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its text with its name.
    pub source: Source,
    /// What is known of it from elsewhere: goes before what the text says, and after what the person says.
    pub metadata: Metadata,
    /// Whether its name is not its own: what it is known by is its address, else its content.
    pub nameless: bool,
    /// The page that it is, if it was fetched.
    pub page: Option<Page>,
}

impl From<Source> for Article {
    fn from(source: Source) -> Self {
        Self { nameless: source.name == "-", source, metadata: Metadata::default(), page: None }
    }
}

impl Article {
    /// A page from the web. It is known by its address, and by the one asked for.
    pub fn of_page(page: Page) -> Result<Self, SourceError> {
        let source = page.source()?;
        Ok(Self { source, metadata: Metadata::default(), nameless: false, page: Some(page) })
    }
}

/// An article, ready to be stored.
#[derive(Debug)]
pub struct Prepared {
    pub(super) article: Article,
    /// What the person says of it, else what is known from elsewhere.
    pub(super) said: Metadata,
    pub(super) reading: Reading,
}

/// How far an article was read.
#[derive(Debug)]
pub(super) enum Reading {
    /// Not at all: these very bytes were met under this key and are stored.
    Met,
    Read(Box<Read>),
}

/// An article, read. Its text lies in the document alone.
#[derive(Debug)]
pub(super) struct Read {
    pub document: Document,
    /// What the text says of itself.
    pub read: Metadata,
    /// Its claims and the document key that their ids are made from; `None` where none are needed.
    pub claims: Option<(String, Vec<Claim>)>,
}

/// Where an article belongs in the base.
pub(super) struct Place {
    pub key: SourceKey,
    pub known: Option<Known>,
    pub stored: Option<StoredDocument>,
}

/// Reads `article` and extracts its claims, unless `store` knows it and it has not changed. Without `store` nothing is known.
pub fn prepare(base: &Base, store: Option<&Store>, article: Article, request: &Request) -> Prepared {
    let said = merged(&request.metadata, &article.metadata, None);
    let mut prepared = Prepared { article, said, reading: Reading::Met };
    // Where looking up fails, storing meets the same trouble and says so.
    if store.is_some_and(|store| matches!(prepared.met(base, store, request), Ok(Some(_)))) {
        return prepared;
    }
    let mut read = prepared.read();
    let place = match store {
        Some(store) => Place::of(base, store, &prepared, &read, request).ok(),
        None => Some(Place { key: prepared.key(base, read.read.url.as_deref()), known: None, stored: None }),
    };
    if let Some(place) = place.filter(|place| place.unchanged(&prepared.said).is_none()) {
        read.extract(&prepared.said, &place);
    }
    prepared.reading = Reading::Read(Box::new(read));
    prepared
}

impl Prepared {
    /// What it takes to keep it in memory, roughly, in bytes.
    pub fn weight(&self) -> usize {
        /// A claim with its words, its quote and what stands around that.
        const CLAIM: usize = 2_000;
        let claims = match &self.reading {
            Reading::Met => 0,
            Reading::Read(read) => read.claims.as_ref().map_or(0, |(_, claims)| claims.len()),
        };
        self.text().len() + claims * CLAIM
    }

    /// Its decoded text.
    pub(super) fn text(&self) -> &str {
        match &self.reading {
            Reading::Met => &self.article.source.text,
            Reading::Read(read) => &read.document.text,
        }
    }

    /// The stored document that has these very bytes and was met under this key, if there is one and nothing else is said of it.
    pub(super) fn met(
        &self,
        base: &Base,
        store: &Store,
        request: &Request,
    ) -> Result<Option<(Known, StoredDocument)>, StoreError> {
        let source = &self.article.source;
        // Of a page every address is to be written down.
        if request.replaces.is_some() || self.article.page.is_some() {
            return Ok(None);
        }
        let Some(known) = store.met(&self.key(base, None), &source.hash, source.media)? else { return Ok(None) };
        let stored = store.document(known.row)?;
        let unchanged = stored.filter(|stored| known.removed || is_unchanged(&known, stored, &self.said));
        Ok(unchanged.map(|stored| (known, stored)))
    }

    /// What its file in `corpus/` shall hold.
    pub(super) fn kept_bytes(&self) -> &[u8] {
        web::kept_bytes(self.text(), self.article.source.media, self.article.page.as_ref())
    }

    /// Reads the article; its text goes over to the document.
    pub(super) fn read(&mut self) -> Read {
        if let Reading::Read(read) = &mut self.reading {
            self.article.source.text = std::mem::take(&mut read.document.text);
        }
        let mut document = document::read(&self.article.source);
        if let Some(page) = &self.article.page {
            document.metadata.url = Some(web::address(page, document.metadata.url.as_deref()));
        }
        self.article.source.text = String::new().into();
        Read { read: document.metadata.clone(), document, claims: None }
    }

    /// The key of the article; `read` is the address that its text says.
    fn key(&self, base: &Base, read: Option<&str>) -> SourceKey {
        key::of(base, &self.article, self.said.url.as_deref().or(read))
    }
}

impl Read {
    /// Extracts the claims as `place` wants them. What is new needs its blocks no more: no claim that a person added is looked for in them.
    pub fn extract(&mut self, said: &Metadata, place: &Place) {
        self.document.metadata = place.metadata(said, &self.read);
        let key = place.document_key();
        self.claims = Some((key.to_owned(), claim::extract(&self.document, key)));
        if place.known.is_none() {
            self.document.blocks = Vec::new();
        }
    }

    /// The claims, if they were extracted as `place` wants them.
    pub fn claims_for(&self, said: &Metadata, place: &Place) -> Option<&[Claim]> {
        let (key, claims) = self.claims.as_ref()?;
        let same = key == place.document_key() && self.document.metadata == place.metadata(said, &self.read);
        let whole = place.known.is_none() || !self.document.blocks.is_empty();
        (same && whole).then_some(claims)
    }
}

impl Place {
    pub fn of(base: &Base, store: &Store, article: &Prepared, read: &Read, request: &Request) -> Result<Self, IngestError> {
        let source = &article.article.source;
        let key = article.key(base, read.read.url.as_deref());
        let known = match &request.replaces {
            Some(replaced) => Some(super::joined(store, source, &key, replaced)?),
            None => super::recognise(base, store, &article.article, &key)?,
        };
        let stored = known.as_ref().map(|known| store.document(known.row)).transpose()?.flatten();
        Ok(Self { key, known, stored })
    }

    /// The document that nothing is to be stored of but perhaps another source.
    pub fn unchanged(&self, said: &Metadata) -> Option<(&Known, &StoredDocument)> {
        let (known, stored) = (self.known.as_ref()?, self.stored.as_ref()?);
        (known.removed || is_unchanged(known, stored, said)).then_some((known, stored))
    }

    /// The key that the ids of claims are made from.
    pub fn document_key(&self) -> &str {
        self.known.as_ref().map_or(&self.key.key, |known| &known.key)
    }

    fn metadata(&self, said: &Metadata, read: &Metadata) -> Metadata {
        merged(said, read, self.stored.as_ref().map(|stored| &stored.metadata))
    }
}
