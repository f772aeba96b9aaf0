//! A claim in words that stand alone.
//!
//! Comes in: the sentence or cell that states it and the resolved subject. Goes out: a sentence that names the subject, holds the figure,
//! opens with no pronoun and says nothing that the source does not say.

use super::subject::genitive;

/// Words that cannot open a claim, for they point at something said before.
const POINTING: &[&str] = &[
    "it", "its", "they", "their", "this", "that", "these", "those", "he", "she", "his", "her", "we", "our", "such", "both",
    "which", "who", "i", "my", "it's", "we've", "they've",
];
const POSSESSIVE: &[&str] = &["its", "their", "his", "her", "our", "my"];
const PERSONAL: &[&str] = &["it", "they", "he", "she", "we", "i"];
/// Connectives that point back to the sentence before.
const CONNECTIVES: &[&str] = &[
    "but",
    "and",
    "so",
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "similarly",
    "also",
    "still",
    "yet",
    "then",
    "therefore",
    "thus",
    "instead",
    "besides",
    "additionally",
    "finally",
    "or",
];

/// The wording of a claim read from the sentence `words` about `subject`.
pub(crate) fn of_sentence(words: &str, subject: Option<&str>) -> String {
    let words = without_connective(words.trim());
    let Some(subject) = subject.filter(|subject| !subject.is_empty()) else { return closed(words) };
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let lower = first.trim_end_matches(',').to_lowercase();
    if POSSESSIVE.contains(&lower.as_str()) && !rest.is_empty() {
        return closed(&format!("{} {rest}", genitive(subject)));
    }
    if PERSONAL.contains(&lower.as_str()) && !rest.is_empty() && !names(rest, subject) {
        return closed(&format!("{subject} {rest}"));
    }
    if !names(words, subject) || POINTING.contains(&lower.as_str()) {
        return closed(&format!("{subject}: {words}"));
    }
    closed(words)
}

/// Whether `words` hold most words of `name`.
fn names(words: &str, name: &str) -> bool {
    let lower = words.to_lowercase();
    let wanted: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let held = wanted.iter().filter(|word| lower.contains(word.as_str())).count();
    !wanted.is_empty() && 4 * held >= 3 * wanted.len()
}

fn without_connective(words: &str) -> &str {
    let Some((first, rest)) = words.split_once(' ') else { return words };
    let bare = first.trim_end_matches(',').to_lowercase();
    if CONNECTIVES.contains(&bare.as_str()) { rest.trim_start() } else { words }
}

/// With a capital first letter where the first word is an ordinary one, and a full stop.
fn closed(words: &str) -> String {
    let trimmed = words.trim().trim_end_matches([',', ';', ':', '-', '—', '–']).trim_end();
    let mut text = trimmed.to_owned();
    let ordinary =
        trimmed.split_whitespace().next().is_some_and(|word| word.chars().skip(1).all(|c| c.is_lowercase()) && word.len() > 1);
    if ordinary && let Some(first) = trimmed.chars().next().filter(|c| c.is_lowercase()) {
        text = first.to_uppercase().chain(trimmed[first.len_utf8()..].chars()).collect();
    }
    if !text.ends_with(['.', '!', '?', '”', '"']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::of_sentence;

    #[test]
    fn a_pronoun_at_the_start_becomes_the_subject() {
        assert_eq!(of_sentence("It grew 40% in 2025.", Some("Zed")), "Zed grew 40% in 2025.");
        assert_eq!(of_sentence("But their revenue rose 5%", Some("Acme Labs")), "Acme Labs' revenue rose 5%.");
        assert_eq!(of_sentence("Startup time: 5 ms", Some("Bun")), "Bun: Startup time: 5 ms.");
    }
}
