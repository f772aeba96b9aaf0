//! A claim that a person added, found again in another text of its article.
//!
//! Comes in: the claim and the article. Goes out: the claim where its words stand, or nothing. Letter for letter first; else by the
//! words without markup, as where Markdown was turned into HTML.

use crate::claim::{Claim, ClaimQuantity, identity};
use crate::document::{Block, Document};
use crate::mention::quantity;
use crate::text::{MappedText, Quote, SourceSpan, TextSpan};

/// The claim where its quote stands in `document`.
pub(super) fn relocate(claim: &Claim, document: &Document) -> Option<Claim> {
    letter_for_letter(claim, document).or_else(|| by_words(claim, document))
}

/// At the occurrence with the same words around it, or else the nearest to where it stood.
fn letter_for_letter(old: &Claim, document: &Document) -> Option<Claim> {
    let (text, quote) = (&document.text, &old.quote);
    let strange = |at: usize| {
        let before = !text[..at].ends_with(quote.prefix());
        let after = !text[at + quote.exact().len()..].starts_with(quote.suffix());
        usize::from(before) + usize::from(after)
    };
    let places = text.match_indices(quote.exact()).map(|(at, _)| at);
    let at = places.min_by_key(|at| (strange(*at), at.abs_diff(quote.span.start)))?;
    let span = SourceSpan::new(at, at + quote.exact().len());
    let mut claim = old.clone();
    claim.quote = Quote::cut(text, span, quote.words())?;
    if let Some(ClaimQuantity { span, .. }) = &mut claim.quantity {
        let start = at + span.start.saturating_sub(quote.span.start);
        *span = SourceSpan::new(start, start + span.len());
    }
    if let Some((_, section)) = texts(document).find(|(text, _)| text.whole_source_span().overlaps(span)) {
        claim.section = section.into();
    }
    Some(claim)
}

/// In the one paragraph or cell that has its words; with its figure, if it has one.
fn by_words(old: &Claim, document: &Document) -> Option<Claim> {
    let wanted = identity::normalise(old.quote.words());
    let mut places = texts(document).filter_map(|(text, section)| Some((text, section, find(text.as_str(), &wanted)?)));
    let (text, section, span) = places.next().filter(|_| !wanted.is_empty())?;
    if places.next().is_some() {
        return None;
    }
    let words = span.slice(text.as_str())?;
    let mut claim = old.clone();
    claim.quote = Quote::cut(&document.text, text.source_span(span), words)?;
    claim.section = section.into();
    if let Some(figure) = &mut claim.quantity {
        let place = figure_in(words, figure)?;
        let place = text.source_span(TextSpan::new(span.start + place.start, span.start + place.end));
        (figure.surface, figure.span) = (place.slice(&document.text)?.into(), place);
    }
    Some(claim)
}

/// The running text and the cells of a document with the headings above them.
fn texts(document: &Document) -> impl Iterator<Item = (&MappedText, &[String])> {
    document.blocks.iter().flat_map(|block| {
        let (prose, table) = match block {
            Block::Prose(prose) => (Some((&prose.text, &*prose.section)), None),
            Block::Table(table) => (None, Some(table)),
        };
        let cells = table.into_iter().flat_map(|table| {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| (&cell.text, &*table.section))
        });
        prose.into_iter().chain(cells)
    })
}

/// The figure in the words of its quote: the same words, or the same value.
fn figure_in(words: &str, figure: &ClaimQuantity) -> Option<TextSpan> {
    let same_value = || {
        let mentions = quantity::scan(words);
        let same = mentions.into_iter().find(|mention| {
            let (one, other) = (&mention.quantity, &figure.quantity);
            (one.low, one.high, &one.unit) == (other.low, other.high, &other.unit)
        });
        same.map(|mention| TextSpan::new(mention.span.start, mention.span.end))
    };
    find(words, &identity::normalise(&figure.surface)).or_else(same_value)
}

/// Where `wanted`, which is normalised, stands in `text`.
fn find(text: &str, wanted: &str) -> Option<TextSpan> {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    let mut gap = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            gap = gap.or(Some(at)).filter(|_| !folded.is_empty());
            continue;
        }
        if let Some(at) = gap.take() {
            folded.push(' ');
            origins.push(at);
        }
        let plain = identity::normalise(c.encode_utf8(&mut [0; 4]));
        origins.extend(std::iter::repeat_n(at, plain.len()));
        folded.push_str(&plain);
    }
    let start = folded.find(wanted).filter(|_| !wanted.is_empty())?;
    let last = *origins.get(start + wanted.len() - 1)?;
    let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
    Some(TextSpan::new(origins[start], end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_marks_and_breaks_they_have() {
        let text = "He said:\n “It’s  5 – 6 ms”, then left.";
        let span = find(text, "\"it's 5 - 6 ms\"").expect("found");
        assert_eq!(span.slice(text), Some("“It’s  5 – 6 ms”"));
        assert!(find(text, "it's 5 - 7").is_none() && find(text, "").is_none());
    }
}
