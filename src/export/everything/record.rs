//! The records of an export of everything, as they are written and read.
//!
//! Comes in: what the store gives, or a line. Goes out: the other. Ends of figures are strings, because JSON numbers would round
//! decimals. Unknown keys are refused: a line that says more than is understood would lose it.

use std::sync::Arc;

use ecow::EcoString;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::claim::{Attribution, CellPlace, Claim, ClaimId, ClaimQuantity, Kind, Migration, Modality};
use crate::document::{Media, Metadata};
use crate::mention::quantity::{Comparator, Direction, Quantity};
use crate::review::{Action, Deed, Event, Evidence, FieldChange, Rating, Status};
use crate::store::{
    AlterationEntry, ClaimEntry, DocumentEntry, Entry, Filled, RatingEntry, SourceEntry, SourceKind, VersionEntry,
};
use crate::text::{Quote, SourceSpan};

/// What the first line says it is.
pub const FORMAT: &str = "claimbase";

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub enum Record {
    /// The first line.
    Base(BaseRecord),
    /// A document.
    Document(DocumentRecord),
    /// A version of a document.
    Version(VersionRecord),
    /// A claim.
    Claim(Box<ClaimRecord>),
    /// What a reading changed in a claim.
    Alteration(AlterationRecord),
    /// What a person did.
    Event(EventRecord),
    /// What somebody else published about a claim.
    Rating(Box<RatingRecord>),
    /// The last line.
    End(EndRecord),
}

/// What the lines are.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseRecord {
    /// [`FORMAT`].
    pub format: String,
    /// Version of the format.
    pub version: u32,
}

/// How many lines of each sort came before, so that a file that was cut off is noticed.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndRecord {
    documents: usize,
    versions: usize,
    claims: usize,
    alterations: usize,
    events: usize,
    ratings: usize,
    /// Hash of the last event.
    log_head: Option<String>,
}

impl EndRecord {
    /// The last line after so many others.
    pub fn new(count: Filled, log_head: Option<String>) -> Self {
        let Filled { documents, versions, claims, alterations, events, ratings } = count;
        Self { documents, versions, claims, alterations, events, ratings, log_head }
    }
}

/// A document.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRecord {
    id: String,
    key: String,
    title: Option<String>,
    date: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    url: Option<String>,
    file: Option<String>,
    version: i64,
    added_at: String,
    changed_at: String,
    removed_at: Option<String>,
    sources: Vec<SourceRecord>,
}

/// A key under which a document was met.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    key: String,
    kind: SourceKind,
    location: String,
    first_seen_at: String,
}

/// A version of a document, with its text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionRecord {
    document: String,
    number: i64,
    bytes_hash: String,
    text_hash: String,
    media: MediaWord,
    encoding: String,
    extractor: String,
    read_at: String,
    text: String,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum MediaWord {
    Markdown,
    Html,
    Plain,
}

/// A claim.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimRecord {
    id: String,
    document: String,
    version: i64,
    kind: Kind,
    modality: Modality,
    text: String,
    subject: Option<String>,
    metric: Option<String>,
    quantity: Option<QuantityRecord>,
    basis: Option<String>,
    compared_to: Option<String>,
    scope: Option<String>,
    migration: Option<Migration>,
    time: Option<String>,
    due: Option<String>,
    attribution: Option<Attribution>,
    quote: QuoteRecord,
    section: Vec<String>,
    cell: Option<CellPlace>,
    /// In hundredths, 0 to 100.
    check_worthiness: u8,
    extractor: String,
    added: bool,
    added_at: String,
    status: Status,
    rejected: bool,
    withdrawn_at: Option<String>,
    superseded_by: Option<String>,
}

/// A figure.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityRecord {
    surface: String,
    start: usize,
    end: usize,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: String,
    comparator: Comparator,
    approximate: bool,
    direction: Option<Direction>,
}

/// A quotation.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteRecord {
    exact: String,
    words: String,
    prefix: String,
    suffix: String,
    start: usize,
    end: usize,
}

/// What a reading changed in a claim.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlterationRecord {
    claim: String,
    version: i64,
    extractor: String,
    at: String,
    after_seq: i64,
    changes: Vec<FieldChange>,
}

/// An event; `deed` is what its hash covers besides the rest.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRecord {
    seq: i64,
    id: String,
    claim: Option<String>,
    document: String,
    by: String,
    at: String,
    note: Option<String>,
    deed: DeedRecord,
    previous_hash: String,
    hash: String,
}

/// What somebody did.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum DeedRecord {
    /// Judged a claim.
    Review {
        /// The judgement.
        status: Status,
        /// What it rests on.
        evidence: Vec<Evidence>,
    },
    /// Corrected the machine.
    Correction {
        /// What was done.
        action: Action,
        /// The fields.
        changes: Vec<FieldChange>,
    },
    /// Took an event back.
    Retraction {
        /// Its id.
        of: String,
    },
}

/// A published rating.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingRecord {
    claim: String,
    rating: Rating,
}

impl From<Entry> for Record {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Document(entry) => Self::Document(document(entry)),
            Entry::Version(entry) => Self::Version(version(entry)),
            Entry::Claim(entry) => Self::Claim(Box::new(claim(*entry))),
            Entry::Alteration(AlterationEntry { claim, version, extractor, at, after_seq, changes }) => {
                Self::Alteration(AlterationRecord { claim, version, extractor, at, after_seq, changes })
            }
            Entry::Event(entry) => Self::Event(event(entry)),
            Entry::Rating(entry) => {
                let RatingEntry { claim, rating } = *entry;
                Self::Rating(Box::new(RatingRecord { claim, rating }))
            }
        }
    }
}

fn document(entry: DocumentEntry) -> DocumentRecord {
    let Metadata { title, date, authors, publisher, url } = entry.metadata;
    let source = |SourceEntry { key, kind, location, first_seen_at }| SourceRecord { key, kind, location, first_seen_at };
    DocumentRecord {
        id: entry.id,
        key: entry.key,
        title,
        date,
        authors,
        publisher,
        url,
        file: entry.corpus_file,
        version: entry.version,
        added_at: entry.added_at,
        changed_at: entry.changed_at,
        removed_at: entry.removed_at,
        sources: entry.sources.into_iter().map(source).collect(),
    }
}

fn version(entry: VersionEntry) -> VersionRecord {
    let VersionEntry { document, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text } = entry;
    let media = match media {
        Media::Markdown => MediaWord::Markdown,
        Media::Html => MediaWord::Html,
        Media::Plain => MediaWord::Plain,
    };
    VersionRecord { document, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text }
}

fn claim(entry: ClaimEntry) -> ClaimRecord {
    let Claim { id, kind, modality, text, subject, metric, quantity, basis, compared_to, scope, .. } = entry.claim;
    let Claim { migration, time, due, attribution, quote, section, cell, check_worthiness, .. } = entry.claim;
    let owned = |words: Option<EcoString>| words.map(String::from);
    ClaimRecord {
        id: id.0.to_string(),
        document: entry.document,
        version: entry.version,
        kind,
        modality,
        text: text.into(),
        subject: owned(subject),
        metric: owned(metric),
        quantity: quantity.map(figure),
        basis: basis.map(Into::into),
        compared_to: compared_to.map(Into::into),
        scope: scope.map(Into::into),
        migration: migration.map(|migration| *migration),
        time: owned(time),
        due: due.map(Into::into),
        attribution: attribution.map(Arc::unwrap_or_clone),
        quote: QuoteRecord {
            start: quote.span.start,
            end: quote.span.end,
            exact: quote.exact().to_owned(),
            words: quote.words().to_owned(),
            prefix: quote.prefix().to_owned(),
            suffix: quote.suffix().to_owned(),
        },
        section: section.to_vec(),
        cell: cell.map(|cell| *cell),
        check_worthiness,
        extractor: entry.extractor,
        added: entry.added,
        added_at: entry.added_at,
        status: entry.status,
        rejected: entry.rejected,
        withdrawn_at: entry.withdrawn_at,
        superseded_by: entry.superseded_by,
    }
}

fn figure(figure: ClaimQuantity) -> QuantityRecord {
    let Quantity { low, high, unit, comparator, approximate, direction } = figure.quantity;
    let (start, end) = (figure.span.start, figure.span.end);
    QuantityRecord {
        surface: figure.surface.into(),
        start,
        end,
        low,
        high,
        unit: unit.into(),
        comparator,
        approximate,
        direction,
    }
}

fn event(event: Event) -> EventRecord {
    let Event { seq, id, claim, document, by, at, note, deed, previous_hash, hash, .. } = event;
    let deed = match deed {
        Deed::Review { status, evidence } => DeedRecord::Review { status, evidence },
        Deed::Correction { action, changes } => DeedRecord::Correction { action, changes },
        Deed::Retraction { of } => DeedRecord::Retraction { of },
    };
    EventRecord { seq, id, claim, document, by, at, note, deed, previous_hash, hash }
}

impl From<DocumentRecord> for DocumentEntry {
    fn from(record: DocumentRecord) -> Self {
        let DocumentRecord { title, date, authors, publisher, url, .. } = record;
        let source = |SourceRecord { key, kind, location, first_seen_at }| SourceEntry { key, kind, location, first_seen_at };
        Self {
            id: record.id,
            key: record.key,
            metadata: Metadata { title, date, authors, publisher, url },
            corpus_file: record.file,
            version: record.version,
            added_at: record.added_at,
            changed_at: record.changed_at,
            removed_at: record.removed_at,
            sources: record.sources.into_iter().map(source).collect(),
        }
    }
}

impl From<VersionRecord> for VersionEntry {
    fn from(record: VersionRecord) -> Self {
        let VersionRecord { document, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text } = record;
        let media = match media {
            MediaWord::Markdown => Media::Markdown,
            MediaWord::Html => Media::Html,
            MediaWord::Plain => Media::Plain,
        };
        Self { document, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text }
    }
}

impl From<ClaimRecord> for ClaimEntry {
    fn from(record: ClaimRecord) -> Self {
        let QuoteRecord { exact, words, prefix, suffix, start, end } = record.quote;
        Self {
            claim: Claim {
                id: ClaimId(record.id.into()),
                kind: record.kind,
                modality: record.modality,
                text: record.text.into(),
                subject: record.subject.map(Into::into),
                metric: record.metric.map(Into::into),
                quantity: record.quantity.map(ClaimQuantity::from),
                basis: record.basis.map(Into::into),
                compared_to: record.compared_to.map(Into::into),
                scope: record.scope.map(Into::into),
                migration: record.migration.map(Box::new),
                time: record.time.map(Into::into),
                due: record.due.map(Into::into),
                attribution: record.attribution.map(Arc::new),
                quote: Quote::kept(&exact, &words, [&prefix, &suffix], SourceSpan::new(start, end)),
                section: record.section.into(),
                cell: record.cell.map(Box::new),
                check_worthiness: record.check_worthiness,
            },
            document: record.document,
            version: record.version,
            extractor: record.extractor,
            added: record.added,
            added_at: record.added_at,
            status: record.status,
            rejected: record.rejected,
            withdrawn_at: record.withdrawn_at,
            superseded_by: record.superseded_by,
        }
    }
}

impl From<QuantityRecord> for ClaimQuantity {
    fn from(record: QuantityRecord) -> Self {
        let QuantityRecord { surface, start, end, low, high, unit, comparator, approximate, direction } = record;
        let quantity = Quantity { low, high, unit: unit.into(), comparator, approximate, direction };
        Self { quantity, surface: surface.into(), span: SourceSpan::new(start, end) }
    }
}

impl From<AlterationRecord> for AlterationEntry {
    fn from(record: AlterationRecord) -> Self {
        let AlterationRecord { claim, version, extractor, at, after_seq, changes } = record;
        Self { claim, version, extractor, at, after_seq, changes }
    }
}

impl From<RatingRecord> for RatingEntry {
    fn from(RatingRecord { claim, rating }: RatingRecord) -> Self {
        Self { claim, rating }
    }
}

impl From<EventRecord> for Event {
    fn from(record: EventRecord) -> Self {
        let EventRecord { seq, id, claim, document, by, at, note, deed, previous_hash, hash } = record;
        let deed = match deed {
            DeedRecord::Review { status, evidence } => Deed::Review { status, evidence },
            DeedRecord::Correction { action, changes } => Deed::Correction { action, changes },
            DeedRecord::Retraction { of } => Deed::Retraction { of },
        };
        Self { seq, id, claim, document, by, at, note, deed, retracted: false, previous_hash, hash }
    }
}
