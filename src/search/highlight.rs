//! Where the words of a query stand in a text that was found.
//!
//! Comes in: the expression and a text of a hit. Goes out: spans of the text, in order, not overlapping. The same tokens are
//! compared as in the index, so that "latencies" is marked for `latency`.

use crate::index::expression::Expression;
use crate::index::tokenizer::{self, Chunk};
use crate::text::TextSpan;

/// The words and phrases to mark.
#[derive(Debug, Clone, Default)]
pub struct Highlighter {
    /// Terms that stand side by side; a single word is a sequence of one.
    sequences: Vec<Vec<String>>,
}

impl Highlighter {
    /// Collects what `expression` looks for; what it excludes is not marked.
    pub fn new(expression: &Expression) -> Self {
        let mut highlighter = Self::default();
        highlighter.collect(expression);
        highlighter
    }

    fn collect(&mut self, expression: &Expression) {
        match expression {
            Expression::Word(_, word) => tokenizer::chunks(word).iter().for_each(|chunk| self.add_word(chunk)),
            Expression::Phrase(_, words) => {
                let terms = tokenizer::chunks(words);
                self.sequences.push(terms.iter().flat_map(Chunk::phrase_terms).map(|token| token.term.clone()).collect());
            }
            Expression::All(parts) | Expression::Any(parts) => parts.iter().for_each(|part| self.collect(part)),
            _ => {}
        }
    }

    fn add_word(&mut self, chunk: &Chunk) {
        self.sequences.extend(chunk.whole.iter().map(|whole| vec![whole.term.clone()]));
        if chunk.whole.is_none() || chunk.parts.len() > 1 {
            self.sequences.push(chunk.parts.iter().map(|part| part.term.clone()).collect());
        }
    }

    /// The spans of `text` to mark.
    pub fn mark(&self, text: &str) -> Vec<TextSpan> {
        let chunks = tokenizer::chunks(text);
        let places: Vec<Vec<(&str, TextSpan)>> = places(&chunks);
        let mut spans: Vec<TextSpan> = Vec::new();
        for (at, _) in places.iter().enumerate() {
            spans.extend(self.sequences.iter().filter_map(|sequence| matched(sequence, &places[at..])));
        }
        spans.sort_unstable();
        merged(spans)
    }
}

/// The terms at each position of the text with what they stand for.
fn places(chunks: &[Chunk]) -> Vec<Vec<(&str, TextSpan)>> {
    let mut places = Vec::new();
    for chunk in chunks {
        let first = places.len();
        places.extend(chunk.parts.iter().map(|part| vec![(part.term.as_str(), TextSpan::new(part.start, part.end))]));
        if let (Some(whole), Some(place)) = (&chunk.whole, places.get_mut(first)) {
            place.push((whole.term.as_str(), TextSpan::new(whole.start, whole.end)));
        }
    }
    places
}

/// What `sequence` covers if it stands at the beginning of `places`.
fn matched(sequence: &[String], places: &[Vec<(&str, TextSpan)>]) -> Option<TextSpan> {
    let mut covered: Option<TextSpan> = None;
    for (step, term) in sequence.iter().enumerate() {
        let (_, span) = places.get(step)?.iter().find(|(found, _)| *found == term)?;
        covered = Some(covered.map_or(*span, |covered| covered.cover(*span)));
    }
    covered
}

/// Overlapping spans become one.
fn merged(spans: Vec<TextSpan>) -> Vec<TextSpan> {
    let mut merged: Vec<TextSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::language;

    fn marked(query: &str, text: &str) -> String {
        let parsed = language::parse(query).expect(query);
        let mut shown = text.to_owned();
        for span in Highlighter::new(&parsed.expression).mark(text).iter().rev() {
            shown.insert(span.end, ']');
            shown.insert(span.start, '[');
        }
        shown
    }

    #[test]
    fn words_are_marked_in_all_their_forms() {
        assert_eq!(marked("latency cut", "Latencies were cut: p99 latency"), "[Latencies] were [cut]: p99 [latency]");
        assert_eq!(marked("node.js", "Node.js and Node"), "[Node.js] and Node");
        assert_eq!(marked("\"cold start\"", "cold starts, not cold"), "[cold starts], not cold");
        assert_eq!(marked("73% c++", "+73% for C++, C"), "+[73%] for [C++], C");
    }

    #[test]
    fn what_is_excluded_or_a_condition_is_not_marked() {
        assert_eq!(marked("growth -spring kind:growth", "spring growth"), "spring [growth]");
    }

    #[test]
    fn spans_do_not_overlap() {
        assert_eq!(marked("\"real time\" time real-time", "real-time data"), "[real-time] data");
    }
}
