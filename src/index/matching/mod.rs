//! Which claims of a segment match, and how well.
//!
//! Comes in: a [`Plan`] and a segment. Goes out: the matches of one window after the other, as a set with scores. What matches is found field by field and condition by
//! condition for the whole window, the rarest first, and what cannot match any more is looked at by none: that takes a few nanoseconds a posting, where walking claim by
//! claim through tantivy's scorers takes ten times as long. Postings, columns and the formula of the rank are tantivy's.

mod figures;
mod pair;
mod phrase;
mod postings;
mod window;
mod words;

use std::ops::Range;

use tantivy::{DocId, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::plan::Plan;
use figures::Meeting;
use postings::Cursor;
use window::Window;
pub(super) use window::{Bits, WINDOW};
use words::Words;

/// What is looked for in one segment.
struct Node<'p> {
    kind: Kind<'p>,
    /// About how much has to be read for it.
    cost: u64,
}

enum Kind<'p> {
    Nothing,
    /// So many claims.
    Everything(DocId),
    Words(Words<'p>),
    /// Claims with one of these terms.
    Exact(Vec<Cursor>),
    /// These claims, ascending.
    Claims(Vec<DocId>),
    Meeting(Meeting),
    All {
        wanted: Vec<Node<'p>>,
        unwanted: Vec<Node<'p>>,
        other: Window,
    },
    Any {
        parts: Vec<Node<'p>>,
        other: Window,
    },
}

/// Tells `take` of the matches of `plan` among `docs` of a segment that were not deleted, window by window, ascending: the window's first claim, the matches and, if words
/// rank, their scores. `docs` begins and ends with a window, or with the segment.
pub(super) fn matches(
    plan: &Plan,
    segment: &SegmentReader,
    docs: Range<DocId>,
    mut take: impl FnMut(DocId, &Bits, Option<&[f32; WINDOW]>),
) -> tantivy::Result<()> {
    let mut node = Node::open(plan, segment)?;
    let ranks = node.ranks();
    let mut found = Window::new();
    let (mut from, end) = (docs.start, docs.end.min(segment.max_doc()));
    loop {
        // Never back: a window is looked at once.
        let next = node.next(from).max(from);
        if next >= end {
            return Ok(());
        }
        let first = next - next % WINDOW as DocId;
        node.fill(first, None, &mut found);
        if let Some(alive) = segment.alive_bitset() {
            let mut deleted = found.bits.clone();
            found.bits.iter().filter(|place| alive.is_alive(first + *place as DocId)).for_each(|place| deleted.take_out(place));
            found.bits.remove(&deleted);
        }
        take(first, &found.bits, ranks.then_some(&found.scores));
        from = first + WINDOW as DocId;
    }
}

impl<'p> Node<'p> {
    fn open(plan: &'p Plan, segment: &SegmentReader) -> tantivy::Result<Self> {
        let docs = segment.max_doc();
        let (kind, cost) = match plan {
            Plan::Nothing => (Some(Kind::Nothing), 0),
            Plan::Everything => (Some(Kind::Everything(docs)), u64::from(docs)),
            Plan::Words { fields, others, ranks } => {
                let words = Words::open(segment, fields, *others, *ranks)?;
                let cost = words.as_ref().map_or(0, |words| words.cost(docs));
                (words.map(Kind::Words), cost)
            }
            Plan::Exact(terms) => {
                let cursors = cursors(segment, terms)?;
                let cost = cursors.iter().map(|cursor| u64::from(cursor.claims())).sum();
                ((!cursors.is_empty()).then_some(Kind::Exact(cursors)), cost)
            }
            Plan::Rows(terms) => {
                let claims = claims(segment, terms)?;
                let cost = claims.len() as u64;
                ((!claims.is_empty()).then_some(Kind::Claims(claims)), cost)
            }
            // A column is compared in larger steps than postings are read.
            Plan::Meets(interval) => (Meeting::open(segment, interval)?.map(Kind::Meeting), u64::from(docs) * 4 / 5),
            Plan::All { wanted, unwanted } => return Self::all(wanted, unwanted, segment),
            Plan::Any(parts) => {
                let parts = opened(parts, segment)?;
                let cost = parts.iter().map(|part| part.cost).sum();
                ((!parts.is_empty()).then(|| Kind::Any { parts, other: Window::new() }), cost)
            }
        };
        Ok(Self { kind: kind.unwrap_or(Kind::Nothing), cost })
    }

    fn all(wanted: &'p [Plan], unwanted: &'p [Plan], segment: &SegmentReader) -> tantivy::Result<Self> {
        let mut wanted: Vec<Self> = wanted.iter().map(|part| Self::open(part, segment)).collect::<Result<_, _>>()?;
        // Whatever matches, matches everything too: it is kept where nothing else is wanted.
        if wanted.iter().any(|part| !matches!(part.kind, Kind::Everything(_))) {
            wanted.retain(|part| !matches!(part.kind, Kind::Everything(_)));
        }
        // Conditions of conditions are held against the claims one by one. Columns come last: a value takes longer to read than a posting.
        let mut apart = Vec::with_capacity(wanted.len());
        for part in wanted {
            match part {
                Self { kind: Kind::All { wanted: parts, unwanted, .. }, .. }
                    if unwanted.is_empty() && !parts.iter().any(Self::ranks) =>
                {
                    apart.extend(parts);
                }
                part => apart.push(part),
            }
        }
        let mut wanted = apart;
        wanted.sort_by_key(|part| (matches!(part.kind, Kind::Meeting(_)), part.cost));
        if wanted.is_empty() || wanted.iter().any(|part| matches!(part.kind, Kind::Nothing)) {
            return Ok(Self { kind: Kind::Nothing, cost: 0 });
        }
        let unwanted = opened(unwanted, segment)?;
        if let ([_], []) = (wanted.as_slice(), unwanted.as_slice()) {
            return Ok(wanted.remove(0));
        }
        let cost = wanted[0].cost;
        Ok(Self { kind: Kind::All { wanted, unwanted, other: Window::new() }, cost })
    }

    /// Whether claims get a score.
    fn ranks(&self) -> bool {
        match &self.kind {
            Kind::Words(words) => words.ranks(),
            Kind::All { wanted: parts, .. } | Kind::Any { parts, .. } => parts.iter().any(Self::ranks),
            _ => false,
        }
    }

    /// A claim that is not after the first match from `from` on.
    fn next(&mut self, from: DocId) -> DocId {
        match &mut self.kind {
            Kind::Nothing => TERMINATED,
            Kind::Everything(_) | Kind::Meeting(_) => from,
            Kind::Words(words) => words.next(from),
            Kind::Exact(cursors) => cursors.iter_mut().map(|cursor| cursor.next(from)).min().unwrap_or(TERMINATED),
            Kind::Claims(claims) => claims.get(claims.partition_point(|doc| *doc < from)).copied().unwrap_or(TERMINATED),
            Kind::All { wanted, .. } => wanted.first_mut().map_or(TERMINATED, |rarest| rarest.next(from)),
            Kind::Any { parts, .. } => parts.iter_mut().map(|part| part.next(from)).min().unwrap_or(TERMINATED),
        }
    }

    /// Finds the matches in the window that begins at `first`, those in `among` alone if it is given.
    fn fill(&mut self, first: DocId, among: Option<&Bits>, found: &mut Window) {
        match &mut self.kind {
            Kind::Words(words) => return words.fill(first, among, found),
            Kind::All { wanted, unwanted, other } => return fill_all(wanted, unwanted, (first, among), found, other),
            Kind::Any { parts, other } => return fill_any(parts, (first, among), found, other),
            _ => {}
        }
        let bits = &mut found.bits;
        *bits = Bits::EMPTY;
        match &mut self.kind {
            Kind::Everything(docs) => *bits = among.cloned().unwrap_or_else(|| Bits::first(docs.saturating_sub(first) as usize)),
            Kind::Exact(cursors) => cursors.iter_mut().for_each(|cursor| cursor.mark(first, among, bits)),
            Kind::Meeting(meeting) => meeting.mark(first, among, bits),
            Kind::Claims(claims) => {
                let later = &claims[claims.partition_point(|doc| *doc < first)..];
                let places = later.iter().map(|doc| (doc - first) as usize).take_while(|place| *place < WINDOW);
                places.filter(|place| among.is_none_or(|among| among.has(*place))).for_each(|place| bits.insert(place));
            }
            _ => {}
        }
    }
}

/// Finds what all of `wanted` match and none of `unwanted`; scores are added up in the order of the costs.
fn fill_all(
    wanted: &mut [Node<'_>],
    unwanted: &mut [Node<'_>],
    (first, among): (DocId, Option<&Bits>),
    found: &mut Window,
    other: &mut Window,
) {
    let Some((rarest, others)) = wanted.split_first_mut() else { return };
    rarest.fill(first, among, found);
    let mut ranked = rarest.ranks();
    for part in others {
        if found.bits.is_empty() {
            return;
        }
        part.fill(first, Some(&found.bits), other);
        found.bits.meet(&other.bits);
        if part.ranks() {
            for place in found.bits.iter() {
                found.scores[place] = if ranked { found.scores[place] + other.scores[place] } else { other.scores[place] };
            }
            ranked = true;
        }
    }
    for part in unwanted {
        if found.bits.is_empty() {
            return;
        }
        part.fill(first, Some(&found.bits), other);
        found.bits.remove(&other.bits);
    }
}

/// Finds what any of `parts` match; scores are added up.
fn fill_any(parts: &mut [Node<'_>], (first, among): (DocId, Option<&Bits>), found: &mut Window, other: &mut Window) {
    found.bits = Bits::EMPTY;
    for part in parts {
        part.fill(first, among, other);
        let ranks = part.ranks();
        for place in other.bits.iter() {
            let score = if ranks { other.scores[place] } else { 0.0 };
            found.scores[place] = if found.bits.has(place) { found.scores[place] + score } else { score };
        }
        found.bits.join(&other.bits);
    }
}

/// Those of `parts` that the segment has anything for.
fn opened<'p>(parts: &'p [Plan], segment: &SegmentReader) -> tantivy::Result<Vec<Node<'p>>> {
    let mut nodes: Vec<Node<'p>> = parts.iter().map(|part| Node::open(part, segment)).collect::<Result<_, _>>()?;
    nodes.retain(|node| !matches!(node.kind, Kind::Nothing));
    Ok(nodes)
}

/// The postings of those of `terms` that occur.
fn cursors(segment: &SegmentReader, terms: &[Term]) -> tantivy::Result<Vec<Cursor>> {
    let mut found = Vec::with_capacity(terms.len());
    for term in terms {
        let inverted: std::sync::Arc<InvertedIndexReader> = segment.inverted_index(term.field())?;
        found.extend(Cursor::open(&inverted, term, false)?);
    }
    Ok(found)
}

/// The claims with one of `terms`, ascending.
fn claims(segment: &SegmentReader, terms: &[Term]) -> tantivy::Result<Vec<DocId>> {
    let mut found = Vec::with_capacity(terms.len());
    for mut cursor in cursors(segment, terms)? {
        let mut doc = cursor.next(0);
        while doc != TERMINATED {
            found.push(doc);
            doc = cursor.next(doc + 1);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests;
