//! Lasting names: ids of documents from their keys, ids of claims from the document's key and the claim's words and place.
//!
//! Comes in: keys and words. Goes out: 12 characters of base32 (RFC 4648, lower case) of a BLAKE3 hash. The same input gives the
//! same id on every machine. Ids are fixed at first sight: which claim keeps its own through an edit of the article is decided in [`settle`].

mod anchor;
mod features;
mod likeness;

use std::collections::{HashMap, HashSet};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::{Claim, ClaimId};

pub use anchor::{Earlier, Fate, settle};

/// How many characters an id has.
pub const ID_CHARS: usize = 12;

/// What the key of a document begins with that has no address and no path, such as standard input.
pub const HASH_KEY_PREFIX: &str = "blake3:";

/// The id of the document with this key.
pub fn document_id(key: &str) -> String {
    base32(digest("document", &[key]))
}

/// The id of a claim: `key` is its document's, `section` the headings above it, `words` its quote without markup, `figure` the
/// figure as written, `occurrence` its number among claims that are equal in all of these, from 0.
pub fn claim_id(key: &str, section: &[String], words: &str, figure: Option<&str>, occurrence: usize) -> ClaimId {
    let section: Vec<String> = section.iter().map(|heading| normalise(heading)).collect();
    ClaimId(base32(normalised_bits(key, &section, &normalise(words), figure, occurrence)).into())
}

/// The bits of the same where headings and words are [normalised](normalise).
fn normalised_bits(key: &str, section: &[String], words: &str, figure: Option<&str>, occurrence: usize) -> u64 {
    let figure = figure.map(normalise);
    let occurrence = occurrence.to_string();
    let mut parts = vec![key, words, figure.as_deref().unwrap_or(""), &occurrence];
    parts.extend(section.iter().map(String::as_str));
    digest("claim", &parts)
}

/// Gives the claims of one document their ids, counting equal ones in reading order.
#[derive(Debug, Clone)]
pub struct ClaimIds {
    key: String,
    /// The bits of the ids that were met, and how often those that were met again: few are.
    seen: HashSet<u64>,
    again: HashMap<u64, u32>,
    /// The headings and the words of the claim before, each with its normal form: the next claim mostly has the same.
    section: (Vec<String>, Vec<String>),
    words: (String, String),
}

impl ClaimIds {
    /// For the document with this key.
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            seen: HashSet::new(),
            again: HashMap::new(),
            section: Default::default(),
            words: Default::default(),
        }
    }

    /// The id of the next claim in reading order.
    pub fn next(&mut self, section: &[String], words: &str, figure: Option<&str>) -> ClaimId {
        if self.section.0 != section {
            self.section = (section.to_vec(), section.iter().map(|heading| normalise(heading)).collect());
        }
        if self.words.0 != words {
            self.words = (words.to_owned(), normalise(words));
        }
        let bits = |occurrence| normalised_bits(&self.key, &self.section.1, &self.words.1, figure, occurrence);
        let first = bits(0);
        if self.seen.insert(first) {
            return ClaimId(base32(first).into());
        }
        let again = self.again.entry(first).or_insert(0);
        *again += 1;
        ClaimId(base32(bits(*again as usize)).into())
    }
}

/// Whether two claims state the same figure: value, unit and comparator are equal, or neither states one.
pub fn same_figure(one: &Claim, other: &Claim) -> bool {
    features::figure_key(one) == features::figure_key(other)
}

/// Words as ids see them: compatibility forms, typographic quotes and dashes, letter case and white space do not count.
pub fn normalise(words: &str) -> String {
    if words.is_ascii() {
        return folded_ascii(words);
    }
    match is_nfkc_quick(words.chars()) {
        IsNormalized::Yes => folded(words.chars(), words.len()),
        _ => folded(words.nfkc(), words.len()),
    }
}

/// Whether the white space of ASCII `words` is single spaces between them, as in most texts that were read; looks at all of them, which is quick.
fn is_folded(words: &[u8]) -> bool {
    let bare = !words.starts_with(b" ") && !words.ends_with(b" ");
    let blank = words.iter().fold(false, |found, byte| found | (b'\t'..=b'\r').contains(byte));
    let pairs = words.iter().zip(words.iter().skip(1));
    let twice = pairs.fold(false, |found, (one, next)| found | ((*one == b' ') & (*next == b' ')));
    bare && !blank && !twice
}

/// What [`folded`] makes of ASCII letters.
fn folded_ascii(words: &str) -> String {
    if is_folded(words.as_bytes()) {
        return words.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain.make_ascii_lowercase();
    plain
}

fn folded(chars: impl Iterator<Item = char>, bytes: usize) -> String {
    let mut plain = String::with_capacity(bytes);
    let mut pending = false;
    for c in chars {
        if c.is_whitespace() {
            pending = !plain.is_empty();
            continue;
        }
        if std::mem::take(&mut pending) {
            plain.push(' ');
        }
        match c {
            c if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
            '\u{2018}' | '\u{2019}' | '\u{201B}' => plain.push('\''),
            '\u{201C}' | '\u{201D}' => plain.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            other => plain.extend(other.to_lowercase()),
        }
    }
    plain
}

/// A web address as a key: without fragment, scheme and host in lower case.
pub fn address_key(address: &str) -> String {
    let address = address.trim();
    let address = address.split_once('#').map_or(address, |(before, _)| before);
    let host_end = address.find("://").map_or(0, |at| at + 3);
    let path_start = address[host_end..].find(['/', '?']).map_or(address.len(), |at| host_end + at);
    address[..path_start].to_ascii_lowercase() + &address[path_start..]
}

/// Whether two addresses lead to the same page: scheme, `www.`, a closing slash and campaign parameters do not count.
pub fn same_address(one: &str, other: &str) -> bool {
    bare_address(one) == bare_address(other)
}

fn bare_address(address: &str) -> String {
    let key = address_key(address);
    let key = key.split_once("://").map_or(key.as_str(), |(_, rest)| rest);
    let key = key.strip_prefix("www.").unwrap_or(key);
    let (path, query) = key.split_once('?').unwrap_or((key, ""));
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    format!("{}?{}", path.trim_end_matches('/'), kept.join("&"))
}

/// How many bits of a hash an id tells: five a character.
const ID_BITS: usize = 5 * ID_CHARS;

/// The first [`ID_BITS`] bits of the hash over `parts`, each with its length before it, so that no two lists of parts run together.
fn digest(domain: &str, parts: &[&str]) -> u64 {
    let parts = || std::iter::once(&domain).chain(parts);
    let mut bytes = Vec::with_capacity(parts().map(|part| part.len() + 8).sum());
    for part in parts() {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    let hash = blake3::hash(&bytes);
    hash.as_bytes()[..8].iter().fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte)) >> (64 - ID_BITS)
}

/// The characters of an id with these bits.
fn base32(bits: u64) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    (1..=ID_CHARS).map(|at| char::from(ALPHABET[(bits >> (ID_BITS - 5 * at) & 31) as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings() -> Vec<String> {
        vec!["Results".to_owned()]
    }

    #[test]
    fn ids_are_the_same_on_every_machine() {
        assert_eq!(document_id("corpus/a.md"), "lkeetmerbqup");
        assert_eq!(claim_id("corpus/a.md", &headings(), "It took 5 ms.", Some("5 ms"), 0).0, "3xzhbxe5rzhi");
    }

    #[test]
    fn markup_of_typography_does_not_change_an_id() {
        let straight = claim_id("k", &headings(), "It's 40-60%  fast", Some("40-60%"), 0);
        assert_eq!(straight, claim_id("k", &headings(), "it\u{2019}s 40\u{2013}60% fast", Some("40\u{2013}60%"), 0));
    }

    #[test]
    fn equal_claims_are_counted() {
        let mut ids = ClaimIds::new("k");
        let first = ids.next(&headings(), "5 ms", Some("5 ms"));
        let second = ids.next(&headings(), "5 ms", Some("5 ms"));
        assert_ne!(first, second);
        assert_eq!(second, claim_id("k", &headings(), "5 ms", Some("5 ms"), 1));
    }

    #[test]
    fn an_address_is_spelled_one_way() {
        assert_eq!(address_key(" HTTPS://Example.ORG/Path?Q=1#part "), "https://example.org/Path?Q=1");
        assert_eq!(address_key("https://Example.org"), "https://example.org");
        assert!(same_address("http://www.example.org/a/?utm_source=x", "https://Example.org/a#b"));
        assert!(!same_address("https://example.org/a?id=1", "https://example.org/a?id=2"));
    }

    #[test]
    fn place_and_words_do_not_run_together() {
        let other = vec!["Results".to_owned(), String::new()];
        assert_ne!(claim_id("k", &headings(), "a", None, 0), claim_id("k", &other, "a", None, 0));
        assert_ne!(claim_id("k", &[], "ab", Some("c"), 0), claim_id("k", &[], "a", Some("bc"), 0));
    }
}
