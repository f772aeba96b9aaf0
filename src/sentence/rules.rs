//! Whether a stop ends its sentence, judged by the words on both sides.
//!
//! Comes in: a [`Stop`], the text around one candidate. Goes out: a [`Verdict`]. The lists are in `words.txt`.

use super::words::{
    ALWAYS, BEFORE_NUMBER, CAPITALISED, EITHER, LETTERED, LOWER_CASE_OPENERS, MARKED_NAMES, SAYING, STARTERS, holds,
    may_abbreviate,
};

/// A run of stops and what stands around it.
pub(super) struct Stop<'t> {
    /// The sentence so far.
    pub(super) sentence: &'t str,
    /// The stops themselves.
    pub(super) run: &'t str,
    /// Closing quotes, brackets and footnote marks after them.
    pub(super) closers: &'t str,
    /// The text after the white space.
    pub(super) after: &'t str,
    /// Whether the stop stands inside round brackets.
    pub(super) inside_parentheses: bool,
    /// Whether those brackets began with the sentence.
    pub(super) parenthesis_opens_sentence: bool,
}

/// What the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The sentence ends here.
    Ends,
    /// It goes on.
    Continues,
    /// The word before may be an abbreviation that no list holds.
    Unclear,
}

use Verdict::{Continues, Ends, Unclear};

/// No word that decides anything is longer than this, in bytes.
const WORD_MAX: usize = 32;

/// Judges one stop.
pub(super) fn judge(stop: &Stop<'_>) -> Verdict {
    let next = Next::read(stop.after);
    if !next.may_open_sentence() {
        return Continues;
    }
    // "\"What is your editor?\" (4,382 votes)": a title and what is told of it.
    let quoted = stop.run.contains(['!', '?']) && stop.closers.contains(['"', '”', '’', '»']);
    if quoted && stop.after.starts_with('(') {
        return Continues;
    }
    if stop.inside_parentheses && !stop.parenthesis_opens_sentence {
        return after_parenthesis(stop, &next);
    }
    plain_stop(stop, &next)
}

/// A stop inside brackets that opened within the sentence: the sentence ends only if the brackets close behind a whole sentence.
fn after_parenthesis(stop: &Stop<'_>, next: &Next<'_>) -> Verdict {
    if !stop.closers.contains(')') || stop.run != "." || is_listed(last_word(stop.sentence)) {
        return Continues;
    }
    plain_stop(stop, next)
}

fn plain_stop(stop: &Stop<'_>, next: &Next<'_>) -> Verdict {
    let word = last_word(stop.sentence);
    if word.is_empty() && stop.sentence.trim_end().ends_with(['(', '[']) {
        return Continues;
    }
    match stop.run {
        "." => full_stop(stop, word, next),
        run if run.contains(['!', '?']) => exclamation_or_question(stop, word, next),
        _ => Ends,
    }
}

fn exclamation_or_question(stop: &Stop<'_>, word: &str, next: &Next<'_>) -> Verdict {
    if holds(&MARKED_NAMES, word) && !next.is_starter() && stop.closers.is_empty() {
        return Continues;
    }
    if stop.closers.contains(['"', '”', '\'', '’']) && next.is_speaker() {
        return Continues;
    }
    Ends
}

fn full_stop(stop: &Stop<'_>, word: &str, next: &Next<'_>) -> Verdict {
    if is_item_number(stop.sentence) {
        return Continues;
    }
    if !stop.closers.is_empty() {
        return if stop.closers.contains(')') && is_listed(word) { Continues } else { Ends };
    }
    if is_single_capital(word) {
        return initial(stop, next);
    }
    abbreviation(word, next).unwrap_or_else(|| unknown_word(word, next))
}

/// "J." of a name goes on; "Series B." ends before a word that opens sentences.
fn initial(stop: &Stop<'_>, next: &Next<'_>) -> Verdict {
    let before = tail(stop.sentence).trim_end().rsplit(char::is_whitespace).nth(1).unwrap_or("");
    let lettered = holds(&LETTERED, before);
    let lower_before = before.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    if lettered || next.is_starter() || (lower_before && next.is_number()) { Ends } else { Continues }
}

/// What a listed abbreviation says; `None` for any other word.
fn abbreviation(word: &str, next: &Next<'_>) -> Option<Verdict> {
    let lower_case = word.starts_with(|c: char| c.is_lowercase());
    if word.is_empty() || word.len() > WORD_MAX || (lower_case && holds(&CAPITALISED, word)) {
        return None;
    }
    let listed = may_abbreviate(word);
    if listed && holds(&ALWAYS, word) {
        return Some(Continues);
    }
    if listed && holds(&BEFORE_NUMBER, word) {
        return Some(if next.is_number_or_letter() { Continues } else { Ends });
    }
    if listed && holds(&EITHER, word) || is_initials(word) {
        // "from the U.S. Increasingly, …", but "U.S. Weekly magazine"
        const ADVERBS: &[&str] = &[
            "Accordingly",
            "Additionally",
            "Approximately",
            "Consequently",
            "Currently",
            "Eventually",
            "Finally",
            "Fortunately",
            "Generally",
            "Historically",
            "Importantly",
            "Increasingly",
            "Initially",
            "Interestingly",
            "Nearly",
            "Notably",
            "Originally",
            "Previously",
            "Recently",
            "Roughly",
            "Sadly",
            "Separately",
            "Similarly",
            "Specifically",
            "Subsequently",
            "Surprisingly",
            "Typically",
            "Ultimately",
            "Unfortunately",
            "Usually",
        ];
        let adverb = ADVERBS.contains(&next.word);
        let ends = next.is_starter() || next.opens_quotation || adverb;
        return Some(if ends { Ends } else { Continues });
    }
    None
}

/// A word that no list holds: only where it has the shape of an abbreviation is a second opinion asked for.
fn unknown_word(word: &str, next: &Next<'_>) -> Verdict {
    // "through May.": whole words, and no abbreviations.
    if matches!(word, "May" | "June" | "July") {
        return Ends;
    }
    let no_vowel = !word.contains(|c: char| "aeiouyAEIOUY0123456789%".contains(c));
    let short_name = word.len() <= 4 && word.starts_with(|c: char| c.is_uppercase()) && word.contains(|c: char| c.is_lowercase());
    let all_capitals = word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    if !next.is_starter() && !all_capitals && word.is_ascii() && (2..=6).contains(&word.len()) && (no_vowel || short_name) {
        Unclear
    } else {
        Ends
    }
}

fn is_listed(word: &str) -> bool {
    word.len() <= WORD_MAX && (holds(&ALWAYS, word) || holds(&BEFORE_NUMBER, word) || holds(&EITHER, word))
}

/// Whether the sentence is nothing but a list number so far: "3", "12", "a", "iv".
fn is_item_number(sentence: &str) -> bool {
    if sentence.len() > WORD_MAX {
        return false;
    }
    let words = sentence.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '*' | '#'));
    let digits = words.len() <= 3 && words.bytes().all(|b| b.is_ascii_digit());
    let roman = words.len() <= 4 && words.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    let section = words.len() <= 8 && words.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let letter = words.len() == 1 && words.bytes().all(|b| b.is_ascii_alphabetic());
    !words.is_empty() && (digits || roman || section || letter)
}

fn is_single_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// "U.S", "J.P", "Ph.D": letters with stops between them.
fn is_initials(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// The word that `sentence` ends with, opening marks cut off; empty where none ends it or it is too long to matter.
fn last_word(sentence: &str) -> &str {
    let tail = tail(sentence);
    let start = tail
        .rfind(|c: char| c.is_whitespace() || matches!(c, '/' | '—' | '–' | '(' | '[' | '"' | '“' | '‘' | '~' | '|'))
        .map_or(0, |at| at + tail[at..].chars().next().map_or(1, char::len_utf8));
    tail[start..].trim_start_matches(['\'', '*', '_'])
}

/// The last few words of `sentence`.
fn tail(sentence: &str) -> &str {
    &sentence[sentence.ceil_char_boundary(sentence.len().saturating_sub(2 * WORD_MAX))..]
}

/// What follows a stop.
struct Next<'t> {
    /// The first word, opening and closing marks cut off.
    word: &'t str,
    /// The text from there.
    rest: &'t str,
    /// Whether an opening quote stands before it.
    opens_quotation: bool,
}

impl<'t> Next<'t> {
    fn read(after: &'t str) -> Self {
        let after = &after[..after.floor_char_boundary(after.len().min(8 * WORD_MAX))];
        let rest = after.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«', '*', '_', '—', '–', '•', '¿', '¡', '-', ' ']);
        let opens_quotation = after.starts_with(['"', '“', '‘', '«']);
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches([',', '.', ';', ':', '!', '?', ')', ']', '"', '”', '’', '\'', '…', '*', '_']);
        Self { word, rest, opens_quotation }
    }

    fn first(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn may_open_sentence(&self) -> bool {
        let Some(first) = self.first() else { return true };
        if first.is_lowercase() {
            return self.is_lower_case_opener();
        }
        first.is_alphanumeric()
            || matches!(first, '$' | '€' | '£' | '¥' | '₹' | '~' | '<' | '>' | '≈' | '+' | '#' | '@' | '&' | '→' | '✓' | '°')
            || !first.is_ascii()
    }

    /// "iOS", "eBay", "p95", "npm": names in lower case, by shape or by list.
    fn is_lower_case_opener(&self) -> bool {
        let word = self.word.split(['\'', '’', '-', '/', '(']).next().unwrap_or("");
        if word.is_empty() || word.len() > WORD_MAX {
            return false;
        }
        let camel = word.chars().skip(1).any(char::is_uppercase);
        let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
        let numbered = letters <= 2 && word.chars().nth(letters).is_some_and(|c| c.is_ascii_digit());
        let host = self.word.split_once('.').is_some_and(|(name, end)| {
            name.len() > 1 && (2..=3).contains(&end.len()) && end.chars().all(|c| c.is_ascii_lowercase())
        });
        camel || numbered || host || holds(&LOWER_CASE_OPENERS, word) || holds(&LOWER_CASE_OPENERS, self.word)
    }

    fn is_starter(&self) -> bool {
        self.word.len() <= WORD_MAX && self.rest.starts_with(char::is_uppercase) && holds(&STARTERS, self.word)
    }

    fn is_number(&self) -> bool {
        self.first().is_some_and(|c| c.is_ascii_digit() || matches!(c, '#' | '$' | '€' | '£' | '~' | '<' | '>' | '+'))
    }

    /// A figure, a Roman number or a single letter, as after "Fig." and "No.".
    fn is_number_or_letter(&self) -> bool {
        let letters = self.word.split(['-', '.', '(']).next().unwrap_or("");
        let roman = !letters.is_empty() && letters.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'));
        let letter = letters.len() == 1 && letters != "A" && letters != "I";
        self.is_number()
            || roman && letters != "I"
            || letter
            || self.rest.starts_with("S") && self.word.len() <= 4 && self.word[1..].bytes().all(|b| b.is_ascii_digit())
    }

    /// "Smith asked", "he said": a speaker and a verb of saying within four words.
    fn is_speaker(&self) -> bool {
        let end = self.rest.floor_char_boundary(self.rest.len().min(4 * WORD_MAX));
        let words: Vec<&str> = self.rest[..end].split_whitespace().take(4).collect();
        let verb = words.iter().position(|word| holds(&SAYING, word.trim_end_matches([',', '.', ':'])));
        verb.is_some_and(|at| {
            at > 0 && words[..at].iter().all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "and" | "the"))
        })
    }
}
