//! Names compared as readers compare them: by their words, whatever their number, case and small words.
//!
//! Comes in: names and texts. Goes out: their words, and whether one name names the other. The rules are those of the annotation guidelines'
//! scorer, so that figures can be compared.

use std::collections::HashSet;

/// Plurals that spelling does not tell.
const IRREGULAR: &[(&str, &str)] = &[
    ("databases", "database"),
    ("responses", "response"),
    ("caches", "cache"),
    ("licenses", "license"),
    ("releases", "release"),
    ("purchases", "purchase"),
    ("cases", "case"),
    ("bases", "base"),
    ("uses", "use"),
    ("expenses", "expense"),
    ("phases", "phase"),
    ("people", "person"),
    ("women", "woman"),
    ("men", "man"),
    ("children", "child"),
    ("series", "series"),
];

/// Words that say nothing about which name it is.
pub(super) const STOP: &[&str] =
    &["the", "an", "of", "in", "on", "for", "to", "and", "its", "their", "his", "her", "our", "by", "with", "per", "at"];

/// A noun in the singular.
pub(super) fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    let letters = word.chars().count();
    if let Some(stem) = word.strip_suffix("ies").filter(|_| letters > 4) {
        return format!("{stem}y");
    }
    if ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending)) {
        return word[..word.len() - 2].to_owned();
    }
    let plural = !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) && letters > 3;
    word.strip_suffix('s').filter(|_| plural).unwrap_or(word).to_owned()
}

/// The words of a text in small letters and in the singular, without those that say nothing. "Node.js", "C++" and "C#" are one word each.
pub fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'").replace("'s", "");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(is_word) {
        rest = &rest[start..];
        let mut end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        while let Some(part) = rest[end..].strip_prefix(['.', '+', '#']).filter(|part| part.starts_with(is_word)) {
            end = rest.len() - part.len() + part.find(|c| !is_word(c)).unwrap_or(part.len());
        }
        end += rest[end..].find(|c| !matches!(c, '+' | '#')).unwrap_or(rest.len() - end);
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found.into_iter().filter(|word| !STOP.contains(word)).map(singular).collect()
}

type Bag = HashSet<String>;

fn bag(text: &str) -> Bag {
    words(text).into_iter().collect()
}

/// Twice the words in common, over all words (Dice).
fn likeness(one: &Bag, other: &Bag) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    2.0 * one.intersection(other).count() as f64 / (one.len() + other.len()) as f64
}

/// Which share of the words of `name` stands in `text`; all of them where there is no name.
pub(super) fn share_in(name: Option<&str>, text: &str) -> f64 {
    let (wanted, held) = (bag(name.unwrap_or_default()), bag(text));
    if wanted.is_empty() { 1.0 } else { wanted.intersection(&held).count() as f64 / wanted.len() as f64 }
}

/// Whether `got` names what `gold` names: half of their words are shared, or one holds the other and is not much longer; and it neither is nearer
/// to, nor swallows, one of the article's `others`.
pub fn same_name(gold: Option<&str>, got: Option<&str>, others: &[&str]) -> bool {
    let (gold, got) = (bag(gold.unwrap_or_default()), bag(got.unwrap_or_default()));
    if gold.is_empty() || got.is_empty() {
        return gold.is_empty() && got.is_empty();
    }
    let near = likeness(&gold, &got);
    let (shorter, longer) = (gold.len().min(got.len()), gold.len().max(got.len()));
    let contained = (gold.is_subset(&got) || got.is_subset(&gold)) && 3 * shorter >= longer;
    if near < 0.5 && !contained {
        return false;
    }
    others.iter().map(|other| bag(other)).all(|other| {
        let kin = other.is_subset(&gold) || gold.is_subset(&other);
        kin || likeness(&other, &got) <= near && !other.is_subset(&got)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(gold: &str, got: &str, others: &[&str]) -> bool {
        same_name(Some(gold), Some(got), others)
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(words("The Company’s ASP.NET and C++ caches"), ["company", "asp.net", "c++", "cache"]);
        assert_eq!(words("F#, a+b; x.y. series"), ["f#", "a+b", "x.y", "series"]);
        assert_eq!(words("Status is less than 5.5%"), ["status", "is", "less", "than", "5.5"]);
    }

    #[test]
    fn names_match_by_half_of_their_words() {
        assert!(same("Spring Boot", "Spring Boot", &[]));
        assert!(same("Spring Boot", "Spring Boot services", &[]));
        assert!(same("Acme", "Acme Cloud Platform", &[]));
        assert!(!same("Acme", "the Acme Cloud Platform Group", &[]));
        assert!(!same("Acme", "Globex", &[]));
        assert!(same_name(None, None, &[]) && same_name(None, Some("the"), &[]) && !same_name(None, Some("Acme"), &[]));
    }

    #[test]
    fn a_name_that_is_nearer_to_another_is_wrong() {
        assert!(same("annual revenue", "revenue growth", &[]));
        assert!(!same("annual revenue", "revenue growth", &["revenue growth"]));
        assert!(!same("Acme Cloud", "Acme Globex", &["Globex"]), "it swallows another name");
        assert!(same("Acme Cloud", "Acme", &["Acme"]), "names that hold one another are kin");
    }
}
