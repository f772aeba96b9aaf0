//! A sentence as the recogniser of sources sees it: tokens with their classes and names, in the block's offsets.
//!
//! Comes in: a block's text, one of its sentences, the block's names. Goes out: answers about places in the sentence. No grammar here.

use super::vocabulary::{Class, Classes, classes, small_classes};
use crate::mention::look::Look;
use crate::mention::name::NameMention;
use crate::mention::words::{Shape, Token, tokens};
use crate::text::TextSpan;

/// One sentence of a block.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) sentence: TextSpan,
    pub(super) tokens: &'t [Token],
    pub(super) names: &'t [NameMention],
    classes: Vec<Classes>,
    /// For each token, the name that it belongs to.
    owners: Vec<Option<usize>>,
}

/// The classes of a word of this shape.
pub(super) fn classes_of(shape: Shape, word: &str) -> Classes {
    match shape {
        Shape::Mark => Classes::default(),
        Shape::Lower => small_classes(word),
        _ => classes(word),
    }
}

/// The tokens of `sentence` in `text`.
pub(super) fn tokens_in(text: &str, sentence: TextSpan) -> Vec<Token> {
    tokens(sentence.slice(text).unwrap_or("")).into_iter().map_while(|token| token.moved(sentence.start)).collect()
}

impl<'t> Page<'t> {
    /// The page of `sentence`, which was cut into `tokens`.
    pub(super) fn new(text: &'t str, tokens: &'t [Token], sentence: TextSpan, names: &'t [NameMention]) -> Self {
        let classes = tokens
            .iter()
            .map(|token| match token.look.may(Look::SOURCE) {
                true => classes_of(token.shape, token.of(text)),
                false => Classes::default(),
            })
            .collect();
        let owners = owners(tokens, names);
        Self { text, sentence, tokens, names, classes, owners }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The characters of the token at `at`; empty beyond either end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        self.classes.get(at).copied().unwrap_or_default()
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.classes(at).has(class)
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Mark)
    }

    /// The name that the token at `at` belongs to.
    pub(super) fn name(&self, at: usize) -> Option<&'t NameMention> {
        self.owners.get(at).copied().flatten().and_then(|owner| self.names.get(owner))
    }

    /// Whether nothing stands between the tokens `at` and `at + 1`.
    pub(super) fn touches(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(left), Some(right)) => left.touches(right),
            _ => false,
        }
    }

    /// Whether a possessive "'s" or "'" begins at `at`.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let apostrophe = matches!(self.word(at), "'" | "’") && at > 0 && self.touches(at - 1);
        apostrophe
            && (matches!(self.word(at + 1), "s" | "S") && self.touches(at)
                || self.word(at - 1).ends_with('s') && !self.touches(at))
    }

    /// The tokens from `from` to `to` as a span of the text.
    pub(super) fn span(&self, from: usize, to: usize) -> TextSpan {
        let start = self.tokens.get(from).map_or(self.sentence.end, |token| token.start());
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end());
        TextSpan::new(start, end)
    }

    /// Whether a quotation mark stands at `at`; apostrophes are none.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.word(at), "“" | "”" | "\"" | "„" | "«" | "»")
    }

    /// Whether the token is a year or another number, or a month, a quarter: what may stand inside a source's name.
    pub(super) fn is_dating(&self, at: usize) -> bool {
        let word = self.word(at);
        let short =
            matches!(word, "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec");
        let month = short || matches!(word, "January" | "February" | "March" | "April" | "May" | "June" | "July" | "August");
        let month = month || matches!(word, "September" | "October" | "November" | "December");
        self.is_year(at) || month || matches!(word, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" | "Round") || word.starts_with("FY")
    }

    /// Whether the token says that the figure is estimated.
    pub(super) fn is_estimate(&self, at: usize) -> bool {
        let word = self.word(at);
        self.name(at).is_none()
            && (word.to_ascii_lowercase().starts_with("estimat") || (word == "est" && self.word(at + 1) == "."))
    }

    /// Whether the token is a number that reads as a year.
    pub(super) fn is_year(&self, at: usize) -> bool {
        let word = self.word(at);
        self.shape(at) == Some(Shape::Number) && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
    }
}

/// The names that may stand in `sentence`.
pub(super) fn names_inside(names: &[NameMention], sentence: TextSpan) -> impl Iterator<Item = &NameMention> {
    let first = names.partition_point(|name| name.span.end <= sentence.start);
    let past = names.partition_point(|name| name.span.start < sentence.end);
    names[first.min(past)..past].iter()
}

fn owners(tokens: &[Token], names: &[NameMention]) -> Vec<Option<usize>> {
    let mut next = names.partition_point(|name| tokens.first().is_some_and(|first| name.span.end <= first.start()));
    let mut owners = vec![None; tokens.len()];
    for (owner, token) in owners.iter_mut().zip(tokens) {
        while names.get(next).is_some_and(|name| name.span.end <= token.start()) {
            next += 1;
        }
        let Some(name) = names.get(next) else { break };
        *owner = (name.span.start <= token.start() && token.end() <= name.span.end).then_some(next);
    }
    owners
}
