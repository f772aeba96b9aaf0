//! A claim before it has its wording's anchor and id, and the builder that finishes it.
//!
//! Comes in: what the stages found out, with spans of a block's plain text. Goes out: [`Claim`]s anchored to the source.

use std::sync::Arc;

use ecow::EcoString;

use crate::document::{Document, Media, Section};
use crate::mention::quantity::Quantity;
use crate::mention::unit;
use crate::text::{MappedText, Quote, SourceSpan, TextSpan};

use super::identity::ClaimIds;
use super::{Attribution, CellPlace, Claim, ClaimQuantity, Kind, Migration, Modality};

/// A claim in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub kind: Kind,
    pub modality: Modality,
    pub text: String,
    pub subject: Option<String>,
    pub metric: Option<String>,
    /// The figure and its place in the block's text.
    pub figure: Option<(TextSpan, Quantity)>,
    pub basis: Option<String>,
    pub compared_to: Option<String>,
    pub scope: Option<String>,
    pub migration: Option<Migration>,
    pub time: Option<String>,
    pub due: Option<String>,
    pub attribution: Option<Attribution>,
    /// The sentence, clause or cell, in the block's text.
    pub quote: TextSpan,
    pub cell: Option<CellPlace>,
    pub check_worthiness: u8,
    /// The rules and words that made it, for people who ask why.
    pub why: Vec<String>,
}

impl Draft {
    /// The currency of a draft's sum of money.
    pub(crate) fn currency(&self) -> Option<&str> {
        let (_, quantity) = self.figure.as_ref()?;
        unit::currency_of(&quantity.unit)
    }
}

/// A claim with the reasons for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The claim.
    pub claim: Claim,
    /// The rules and words that made it, in the order in which they were applied.
    pub why: Vec<String>,
}

/// Finishes drafts: cuts quotes out of the source, gives ids, keeps the order.
pub(crate) struct Builder<'d> {
    document: &'d Document,
    namer: ClaimIds,
    claims: Vec<Claim>,
    /// The reasons for each of them, where they are wanted.
    why: Vec<Vec<String>>,
    /// Whether the reasons are wanted: they take as much room as the claims.
    reasons: bool,
}

/// The longest address of a link that is taken into a quote, in bytes.
const ADDRESS_MAX: usize = 400;

impl<'d> Builder<'d> {
    pub(crate) fn new(document: &'d Document, key: &str) -> Self {
        Self { document, namer: ClaimIds::new(key), claims: Vec::new(), why: Vec::new(), reasons: false }
    }

    /// The same, and every claim keeps its reasons.
    pub(crate) fn keeping_reasons(self) -> Self {
        Self { reasons: true, ..self }
    }

    /// Makes room for `times` as many claims as were pushed, where an article may hold so many. A list that grows leaves behind gaps as large as
    /// itself, which small things do not fill.
    pub(crate) fn expect(&mut self, times: usize) {
        const BYTES_PER_CLAIM: usize = 40;
        let wanted = self.claims.len().saturating_mul(times + 1).min(self.document.text.len() / BYTES_PER_CLAIM);
        self.claims.reserve_exact(wanted.saturating_sub(self.claims.len()));
    }

    /// Whether reasons are kept.
    pub(crate) fn keeps_reasons(&self) -> bool {
        self.reasons
    }

    /// Adds a claim whose spans are of `text`. A draft whose words are not in the source is dropped: a reader's error must not become a claim.
    pub(crate) fn push(&mut self, draft: Draft, text: &MappedText, section: &Section) {
        let source = &self.document.text;
        let span = self.with_whole_links(text.source_span(draft.quote));
        let words = draft.quote.slice(text.as_str()).unwrap_or_default();
        let Some(quote) = Quote::cut(source, span, words) else { return };
        let quantity = match draft.figure {
            None => None,
            Some((place, quantity)) => {
                let span = text.source_span(place);
                let Some(surface) = span.slice(source) else { return };
                Some(ClaimQuantity { quantity, surface: surface.into(), span })
            }
        };
        let figure = quantity.as_ref().map(|figure: &ClaimQuantity| figure.surface.as_str());
        let id = self.namer.next(section, quote.words(), figure);
        let claim = Claim {
            id,
            kind: draft.kind,
            modality: draft.modality,
            text: self.shared(draft.text, |claim| Some(&claim.text)),
            subject: draft.subject.map(|subject| self.shared(subject, |claim| claim.subject.as_ref())),
            metric: draft.metric.map(Into::into),
            quantity,
            basis: draft.basis.map(Into::into),
            compared_to: draft.compared_to.map(Into::into),
            scope: draft.scope.map(Into::into),
            migration: draft.migration.map(Box::new),
            time: draft.time.map(Into::into),
            due: draft.due.map(Into::into),
            attribution: draft.attribution.map(|source| self.shared_source(source)),
            quote,
            section: Section::clone(section),
            cell: draft.cell.map(Box::new),
            check_worthiness: draft.check_worthiness,
        };
        self.claims.push(claim);
        if self.reasons {
            self.why.push(draft.why);
        }
    }

    /// The claims before, latest first, as far as one is likely to say the same words as the next: the figures of one sentence.
    fn lately(&self) -> impl Iterator<Item = &Claim> {
        const LATELY: usize = 8;
        self.claims.iter().rev().take(LATELY)
    }

    /// `words`, in the same place in memory as those that are equal in a claim before.
    fn shared(&self, words: String, of: impl Fn(&Claim) -> Option<&EcoString>) -> EcoString {
        let before = if words.len() > EcoString::INLINE_LIMIT {
            self.lately().filter_map(of).find(|before| **before == words)
        } else {
            None
        };
        before.cloned().unwrap_or_else(|| words.into())
    }

    /// `source`, the same one as that of a claim before that names it too.
    fn shared_source(&self, source: Attribution) -> Arc<Attribution> {
        let before = self.lately().filter_map(|claim| claim.attribution.as_ref()).find(|before| ***before == source);
        before.cloned().unwrap_or_else(|| Arc::new(source))
    }

    /// The first claim with a figure of this value and unit.
    pub(crate) fn told(&self, quantity: &Quantity) -> Option<&Claim> {
        let same = |told: &ClaimQuantity| {
            let told = &told.quantity;
            (told.low, told.high, &told.unit) == (quantity.low, quantity.high, &quantity.unit)
        };
        self.claims.iter().find(|claim| claim.quantity.as_ref().is_some_and(same))
    }

    /// `span` with the links of Markdown whole where its first or last words are linked: "[Acme](https://…)", not "[Acme".
    fn with_whole_links(&self, span: SourceSpan) -> SourceSpan {
        let source = &self.document.text;
        if self.document.media != Media::Markdown {
            return span;
        }
        let (Some(quoted), Some(after)) = (span.slice(source), source.get(span.end..)) else { return span };
        let opens = |words: &str| words.rfind('[').is_some_and(|open| !words[open..].contains(']'));
        let before = source[..span.start].ends_with('[');
        let linked = after.strip_prefix("](").filter(|_| opens(quoted) || before);
        let address = linked.and_then(|rest| rest.bytes().take(ADDRESS_MAX).position(|byte| matches!(byte, b')' | b'\n' | b' ')));
        let end = address.filter(|end| after.as_bytes().get(end + 2) == Some(&b')')).map_or(span.end, |end| span.end + end + 3);
        let whole = before && (end > span.end || quoted.contains("]("));
        SourceSpan::new(span.start - usize::from(whole), end)
    }

    /// The claims in reading order, and the reasons for each, where they were kept.
    pub(crate) fn finish(self) -> (Vec<Claim>, Vec<Vec<String>>) {
        let place = |claim: &Claim| {
            let start = claim.quantity.as_ref().map_or(claim.quote.span.start, |figure| figure.span.start);
            (start, claim.quantity.is_some())
        };
        let Self { mut claims, why, namer, .. } = self;
        // What gave the ids takes room, and is done.
        drop(namer);
        let mut why: Vec<_> = claims.iter().map(place).zip(why).collect();
        why.sort_by_key(|(place, _)| *place);
        // Places are sorted, not claims: these are large.
        claims.sort_by_cached_key(place);
        (claims, why.into_iter().map(|(_, why)| why).collect())
    }
}
