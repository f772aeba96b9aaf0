//! How a wording begins and ends: with a capital, a stop, and both marks of a quotation.
//!
//! Comes in: the words of a claim. Goes out: the same as a sentence.

/// With a capital first letter where the first word is an ordinary one, quotation marks in pairs, and a full stop.
pub(super) fn closed(words: &str) -> String {
    let ended = |words: &str| words.trim_end_matches([',', ';', ':', '-', '—', '–', ' ']).len();
    let trimmed = words.trim();
    let trimmed = &trimmed[..ended(trimmed)];
    // The last but one item of a list: "…; and".
    let joint = ["; and", ", and", "; or", ", or"].iter().find_map(|joint| trimmed.strip_suffix(joint)).unwrap_or(trimmed);
    let trimmed = &joint[..ended(joint)];
    let mut text = trimmed.to_owned();
    let ordinary = trimmed.split_whitespace().next().map(|word| word.trim_end_matches(',')).is_some_and(|word| {
        // "Anti-lock brakes", but "docker-compose" is a name.
        const FIRST: &[&str] = &[
            "anti", "e", "non", "pre", "post", "self", "co", "high", "low", "long", "short", "mid", "well", "year", "real",
            "first", "second", "third", "full", "part", "half", "cross", "multi", "large", "small", "year-on", "quarter",
        ];
        let parts = word.split_once('-').filter(|(first, _)| FIRST.contains(first));
        let letters = |word: &str| word.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
        let plain = parts.map_or_else(|| letters(word), |(first, second)| letters(first) && letters(second));
        plain && (word.len() > 1 || word == "a")
    });
    if ordinary && let Some(first) = trimmed.chars().next().filter(|c| c.is_lowercase()) {
        text = first.to_uppercase().chain(trimmed[first.len_utf8()..].chars()).collect();
    }
    if !text.ends_with(['.', '!', '?', '”', '"']) {
        text.push('.');
    }
    paired(text)
}

/// A quotation of which the sentence holds only one end gets the other, or loses it where nothing tells where it would stand.
fn paired(mut text: String) -> String {
    let straight = text.matches('"').count() % 2 == 1;
    let (opened, ended) = (text.matches('“').count(), text.matches('”').count());
    if straight && text.starts_with('"') {
        text.push('"');
    } else if straight && text.ends_with('"') {
        text.pop();
    } else if opened == ended + 1 {
        text.push('”');
    } else if ended == opened + 1 && text.ends_with('”') {
        text.pop();
    }
    text
}
