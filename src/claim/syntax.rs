//! One sentence as tokens with coarse parts of speech; names, figures and dates are one token each.
//!
//! Comes in: a block's text, one sentence's span and the mentions in it. Goes out: [`Sentence`]. There is no statistical model:
//! closed classes, verb forms and the words on either side decide, so that the same words are always read the same way.

mod adjacent;
mod candidates;
mod classify;
mod path;
pub(crate) mod spelling;
mod tag;
mod traits;
mod ways;

use crate::mention::date::DateMention;
use crate::mention::name::NameMention;
use crate::mention::quantity::QuantityMention;
use crate::text::TextSpan;

use super::clause::Clauses;
use super::lexicon::Form;
pub(crate) use ways::Ways;

/// What a token is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    /// "its", "their", "our".
    Possessive,
    /// The mark "'s".
    Genitive,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Negation,
    Adverb,
    Verb(Form),
    Adjective,
    Noun,
    /// Index into the block's names.
    Name(u32),
    /// Index into the block's quantities.
    Quantity(u32),
    /// Index into the block's dates.
    Date(u32),
    /// Digits that are no quantity.
    Number,
    Open,
    Close,
    Quotation,
    Comma,
    Colon,
    /// A full stop inside the sentence, a semicolon, question or exclamation mark.
    Stop,
    Dash,
    /// The dot of an abbreviation.
    Dot,
    Other,
}

impl Class {
    /// Whether the token can stand inside a noun phrase before its head.
    pub(crate) fn is_nominal(self) -> bool {
        matches!(
            self,
            Class::Determiner
                | Class::Possessive
                | Class::Genitive
                | Class::Adjective
                | Class::Noun
                | Class::Name(_)
                | Class::Quantity(_)
                | Class::Date(_)
                | Class::Number
        )
    }

    /// Whether the token can be the head of a noun phrase.
    pub(crate) fn is_head(self) -> bool {
        matches!(self, Class::Noun | Class::Name(_))
    }

    /// Whether the token is a verb that can carry a clause.
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Class::Auxiliary | Class::Verb(Form::Base | Form::Third | Form::Past))
    }
}

/// One word, mention or mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    pub span: TextSpan,
    pub word: &'t str,
    pub lower: &'t str,
    pub class: Class,
    /// The number of its clause in its sentence, once the words are joined.
    pub clause: u32,
    /// How many parentheses are open around it.
    pub depth: u8,
}

impl Token<'_> {
    /// Whether the figure is the verb of its clause: "doubled", "more than halved", "passed $1.5 billion".
    pub(crate) fn is_verbal_figure(&self) -> bool {
        const FIRST: &[&str] =
            &["passed", "topped", "exceeded", "exceeds", "surpassed", "crossed", "reached", "hit", "hits", "tops"];
        const LAST: &[&str] = &[
            "doubled",
            "tripled",
            "trebled",
            "quadrupled",
            "quintupled",
            "halved",
            "doubles",
            "triples",
            "trebles",
            "quadruples",
            "halves",
            "doubling",
            "tripling",
            "halving",
            "quadrupling",
        ];
        let is = |word: Option<&str>, list: &[&str]| word.is_some_and(|word| list.contains(&word));
        matches!(self.class, Class::Quantity(_))
            && (is(self.lower.split(' ').find(|word| !matches!(*word, "never" | "not")), FIRST)
                || is(self.lower.rsplit(' ').next(), LAST))
    }

    /// Whether the figure can be an infinitive: "to double", "will more than halve".
    pub(crate) fn is_infinitive_figure(&self) -> bool {
        matches!(self.class, Class::Quantity(_))
            && matches!(self.lower.rsplit(' ').next(), Some("double" | "triple" | "treble" | "quadruple" | "halve"))
    }
}

/// A sentence, read.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'t> {
    pub span: TextSpan,
    pub tokens: Vec<Token<'t>>,
    pub clauses: Clauses,
}

/// The mentions of a block that sentences are read with, each list sorted and free of overlaps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mentions<'m> {
    pub quantities: &'m [QuantityMention],
    pub dates: &'m [DateMention],
    pub names: &'m [NameMention],
}

/// Reads the sentence at `span` of `text`; `lower` is `text` in ASCII lower case, so that offsets agree. `ways` are those of the sentences before.
pub(crate) fn read<'t>(text: &'t str, lower: &'t str, span: TextSpan, mentions: Mentions<'_>, ways: &mut Ways) -> Sentence<'t> {
    let mut sentence = cut(text, lower, span, mentions);
    sentence.class(ways);
    sentence.join(ways);
    sentence
}

/// The tokens of the sentence at `span`, of which only mentions and marks are classed.
pub(crate) fn cut<'t>(text: &'t str, lower: &'t str, span: TextSpan, mentions: Mentions<'_>) -> Sentence<'t> {
    let mut reader = Reader {
        text,
        lower,
        marks: marks_in(text, span, mentions),
        next_mark: 0,
        ahead: 0,
        tokens: Vec::with_capacity(span.len() / 5 + 4),
        dotted: false,
        depth: 0,
    };
    reader.run(span);
    Sentence { span, tokens: reader.tokens, clauses: Clauses::default() }
}

impl Sentence<'_> {
    /// Classes the words.
    pub(crate) fn class(&mut self, ways: &mut Ways) {
        classify::classify(&mut self.tokens, ways);
    }

    /// Joins the words, which are classed, to clauses.
    pub(crate) fn join(&mut self, ways: &mut Ways) {
        self.clauses = Clauses::of(&mut self.tokens, ways.room());
    }
}

/// Mentions inside `span` by start; of overlapping ones figures come before dates and dates before names.
fn marks_in(text: &str, span: TextSpan, mentions: Mentions<'_>) -> Vec<(TextSpan, Class)> {
    let mut marks: Vec<(TextSpan, Class)> = Vec::new();
    let quantities = slice_in(mentions.quantities, span, |m| m.span);
    marks.extend(quantities.map(|(at, m)| (m.span, Class::Quantity(at as u32))));
    let mut fill = |candidates: &mut dyn Iterator<Item = (TextSpan, Class)>| {
        let taken = marks.len();
        for mark in candidates {
            if !marks[..taken].iter().any(|other| other.0.overlaps(mark.0)) {
                marks.push(mark);
            }
        }
    };
    // "29 million shares": what is counted is no verb.
    let counted = slice_in(mentions.quantities, span, |m| m.span).filter(|(_, m)| m.counted).filter_map(|(_, m)| m.unit_span);
    let word = |noun: &TextSpan| span.end >= noun.end && text[noun.range()].bytes().all(|byte| byte.is_ascii_lowercase());
    fill(&mut counted.filter(word).map(|noun| (noun, Class::Noun)));
    fill(&mut slice_in(mentions.dates, span, |m| m.span).map(|(at, m)| (m.span, Class::Date(at as u32))));
    fill(&mut slice_in(mentions.names, span, |m| m.span).map(|(at, m)| (m.span, Class::Name(at as u32))));
    marks.sort_by_key(|mark| mark.0);
    marks
}

/// The items of a sorted list that lie in `span`, with their indices.
pub(crate) fn slice_in<T>(items: &[T], span: TextSpan, place: impl Fn(&T) -> TextSpan) -> impl Iterator<Item = (usize, &T)> {
    let first = items.partition_point(|item| place(item).start < span.start);
    let last = items.partition_point(|item| place(item).start < span.end);
    (first..last).map(move |at| (at, &items[at]))
}

/// Which bytes are ASCII letters and digits.
static ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

struct Reader<'t> {
    text: &'t str,
    lower: &'t str,
    marks: Vec<(TextSpan, Class)>,
    next_mark: usize,
    /// Where the next mention begins that was not passed over.
    ahead: usize,
    tokens: Vec<Token<'t>>,
    /// Whether the last token is a dot.
    dotted: bool,
    depth: u8,
}

impl<'t> Reader<'t> {
    fn run(&mut self, span: TextSpan) {
        let mut at = span.start;
        while at < span.end {
            if let Some((mark, class)) = self.mark_at(at) {
                self.push(TextSpan::new(mark.start, mark.end.min(span.end)), class);
                at = mark.end.min(span.end);
                continue;
            }
            if self.text.as_bytes()[at] == b' ' {
                at += 1;
                continue;
            }
            if let Some(end) = self.plain_end(at, span.end) {
                self.push_plain(TextSpan::new(at, end));
                at = end;
                continue;
            }
            let Some(c) = self.text[at..].chars().next() else { break };
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let end = if c.is_alphanumeric() || self.is_option(at) { self.word_end(at, span.end) } else { at + c.len_utf8() };
            let mark = || self.genitive_end(at, span.end).or_else(|| self.contraction_end(at, span.end));
            let end = if self.is_apostrophe(at) { mark().unwrap_or(end) } else { end };
            // "80% -> 88%"
            let arrow = matches!(c, '-' | '=') && self.text.as_bytes().get(at + 1) == Some(&b'>') && at + 2 <= span.end;
            let end = if arrow { at + 2 } else { end };
            self.push(TextSpan::new(at, end), Class::Other);
            at = end;
        }
    }

    #[inline]
    fn mark_at(&mut self, at: usize) -> Option<(TextSpan, Class)> {
        if at < self.ahead {
            return None;
        }
        while self.marks.get(self.next_mark).is_some_and(|mark| mark.0.start < at) {
            self.next_mark += 1;
        }
        let next = self.marks.get(self.next_mark);
        self.ahead = next.map_or(usize::MAX, |mark| mark.0.start);
        next.filter(|mark| mark.0.start == at && !mark.0.is_empty()).copied()
    }

    /// A dot that words follow in the same sentence stands behind an abbreviation ("No. 1") and ends nothing.
    fn abbreviate(&mut self, next: TextSpan) {
        if std::mem::take(&mut self.dotted)
            && self.text[next.start..].starts_with(char::is_alphanumeric)
            && let Some(dot) = self.tokens.last_mut()
        {
            dot.class = Class::Dot;
        }
    }

    fn push(&mut self, span: TextSpan, class: Class) {
        let word = &self.text[span.range()];
        self.abbreviate(span);
        self.dotted = word == ".";
        let class = if class == Class::Other { punctuation(word) } else { class };
        if class == Class::Close {
            self.depth = self.depth.saturating_sub(1);
        }
        self.tokens.push(Token {
            span,
            word,
            lower: spelling::straightened(&self.lower[span.range()]),
            class,
            clause: 0,
            depth: self.depth,
        });
        if class == Class::Open {
            self.depth = self.depth.saturating_add(1);
        }
    }

    /// Adds a word of ASCII letters and digits.
    #[inline]
    fn push_plain(&mut self, span: TextSpan) {
        self.abbreviate(span);
        let (word, lower) = (&self.text[span.range()], &self.lower[span.range()]);
        self.tokens.push(Token { span, word, lower, class: Class::Other, clause: 0, depth: self.depth });
    }

    /// Where the word that begins at `at` ends, if it is of ASCII letters and digits and no mark joins more to it: most words are.
    #[inline]
    fn plain_end(&self, at: usize, end: usize) -> Option<usize> {
        let limit = self.limit(at, end);
        let bytes = &self.text.as_bytes()[at..limit];
        let letters = bytes.iter().position(|byte| !ALPHANUMERIC[usize::from(*byte)]).unwrap_or(bytes.len());
        // Most words stand before a blank.
        if letters > 0 && bytes.get(letters) == Some(&b' ') {
            return Some(at + letters);
        }
        let joins = |byte: &u8| matches!(byte, b'-' | b'.' | b'\'' | b'/' | b'+' | b'#' | b'&' | b'@' | b'_');
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let over = match (bytes.get(letters), bytes.get(letters + 1)) {
            (None, _) => true,
            // "a ratio of 1:10"
            (Some(b':'), _) => !digit(letters.checked_sub(1)) || !digit(Some(letters + 1)),
            (Some(mark), next) if joins(mark) => next.is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric()),
            (Some(mark), _) => mark.is_ascii(),
        };
        (over && letters > 0).then_some(at + letters)
    }

    /// Where the word that begins at `at` ends at the latest: before the next mention.
    #[inline]
    fn limit(&self, at: usize, end: usize) -> usize {
        self.ahead.min(end).max(at + 1)
    }

    /// Whether an option of a command begins at `at`: "-n", "--release".
    fn is_option(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let begins = at == 0 || bytes[at - 1] == b' ';
        let dashes = bytes[at..].iter().take_while(|b| **b == b'-').count();
        begins && (1..=2).contains(&dashes) && bytes.get(at + dashes).is_some_and(u8::is_ascii_alphabetic)
    }

    /// Whether an apostrophe may stand at `at`, by its first byte.
    fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.text.as_bytes().get(at), Some(b'\'' | 0xe2))
    }

    /// The end of the genitive mark that begins at `at`, if one does.
    fn genitive_end(&self, at: usize, end: usize) -> Option<usize> {
        if !self.is_apostrophe(at) {
            return None;
        }
        let rest = &self.lower[at..end];
        let mark = ["'s", "’s"].into_iter().find(|mark| rest.starts_with(mark))?;
        let follows = rest[mark.len()..].chars().next();
        (!follows.is_some_and(char::is_alphanumeric)).then_some(at + mark.len())
    }

    /// The end of the contracted auxiliary that begins at `at` ("'re", "'ve"), if one does.
    fn contraction_end(&self, at: usize, end: usize) -> Option<usize> {
        if !self.is_apostrophe(at) {
            return None;
        }
        let rest = self.lower[at..end].strip_prefix('\'').or_else(|| self.lower[at..end].strip_prefix('’'))?;
        let mark = self.lower[at..end].len() - rest.len();
        let tail = ["re", "ve", "ll", "d", "m"].into_iter().find(|tail| rest.starts_with(tail))?;
        let follows = rest[tail.len()..].chars().next();
        (!follows.is_some_and(char::is_alphanumeric)).then_some(at + mark + tail.len())
    }

    /// The end of the word that begins at `at`: letters and digits, joined by marks that stand between two of them.
    fn word_end(&self, at: usize, end: usize) -> usize {
        let limit = self.limit(at, end);
        // Most words are ASCII letters up to a blank.
        let letters = |from: usize| self.text.as_bytes()[from..limit].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let dashes = self.text.as_bytes()[at..limit].iter().take_while(|b| **b == b'-').count();
        let mut last = at + dashes + letters(at + dashes);
        if self.text.as_bytes().get(last) == Some(&b' ') || last == limit {
            return last.max(at + 1);
        }
        let begun = last;
        let mut chars = self.text[begun..limit].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let here = begun + offset;
            let digits = here.checked_sub(1).is_some_and(|before| self.text.as_bytes()[before].is_ascii_digit())
                && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            let joins = ("-.'’/+#&@_‑".contains(c) || c == ':' && digits)
                && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric())
                && self.genitive_end(here, end).is_none()
                && self.contraction_end(here, end).is_none();
            if !c.is_alphanumeric() && !joins {
                break;
            }
            last = here + c.len_utf8();
        }
        last.max(at + 1)
    }
}

fn punctuation(word: &str) -> Class {
    if word.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return Class::Other;
    }
    match word {
        "(" | "[" | "{" => Class::Open,
        ")" | "]" | "}" => Class::Close,
        "\"" | "“" | "”" | "«" | "»" => Class::Quotation,
        "," => Class::Comma,
        ":" => Class::Colon,
        ";" | "." | "?" | "!" | "•" | "·" | "|" => Class::Stop,
        "—" | "–" | "-" | "→" | "―" | "->" | "=>" => Class::Dash,
        "'s" | "’s" | "'S" | "’S" => Class::Genitive,
        "'" | "’" => Class::Genitive,
        "&" => Class::Conjunction,
        _ if word.starts_with(['\'', '’']) && word.len() > 1 => Class::Auxiliary,
        _ => Class::Other,
    }
}
