//! What a row was when it was exported, in a cell of its own: how a table that comes back tells what was changed in it, and whether the claim
//! changed meanwhile.
//!
//! Comes in: a claim, or the cells that a person may change. Goes out: a word like `s3f2a91c8-77e0aa12` that no spreadsheet takes for a number.
//! Its first half is of the claim's wording, figure and deciding review, its second of the cells; both are of the claim's id, so
//! that a column that was sorted by itself shows.

use super::opens_formula;
use crate::export::{ReviewedClaim, figure};

/// The columns that a person may change, in the order in which their cells are given.
pub const EDITABLE: [&str; 5] = ["status", "note", "evidence_url", "evidence_file", "evidence_quote"];

/// How many digits of a hash are kept.
const DIGITS: usize = 8;

/// The word for a row of `claim` with these cells.
pub fn of_row(claim: &ReviewedClaim<'_>, cells: [&str; EDITABLE.len()]) -> String {
    format!("{}-{}", of_claim(claim), of_cells(&claim.claim.id.0, cells))
}

/// The first half: the claim as people judge it.
pub fn of_claim(claim: &ReviewedClaim<'_>) -> String {
    let read = claim.claim.quantity.as_ref();
    let read = read.map(|read| format!("{} {}", read.surface, figure::reading(&read.quantity)));
    let review = claim.deciding_review().map(|review| review.hash.as_str());
    format!("s{}", digest(&[&claim.claim.id.0, &claim.claim.text, &read.unwrap_or_default(), review.unwrap_or_default()]))
}

/// The second half: the cells, as they are read.
pub fn of_cells(id: &str, cells: [&str; EDITABLE.len()]) -> String {
    let [status, note, url, file, quote] = cells.map(folded);
    digest(&[id, &status.to_lowercase(), &note, &url, &file, &quote])
}

/// Both halves of a word.
pub fn halves(word: &str) -> Option<(&str, &str)> {
    let (claim, cells) = word.split_once('-')?;
    let digits = |half: &str| half.len() == DIGITS && half.bytes().all(|byte| byte.is_ascii_hexdigit());
    (digits(claim.strip_prefix('s')?) && digits(cells)).then_some((claim, cells))
}

/// What a cell says: ends trimmed, lines ended by a line feed, and without the apostrophe that keeps it from being a formula.
pub fn plain(cell: &str) -> String {
    let unguarded = cell.strip_prefix('\'').filter(|rest| opens_formula(rest)).unwrap_or(cell);
    unguarded.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// What `cell` says, whatever a spreadsheet makes of white space, and of numbers: `950,000` in a cell of its own is saved as `950000`.
pub fn folded(cell: &str) -> String {
    let words = plain(cell).split_whitespace().collect::<Vec<_>>().join(" ");
    number(&words).unwrap_or(words)
}

/// A number without the marks between its thousands, with a point, without zeros at its end; a sign of percent stays.
fn number(words: &str) -> Option<String> {
    let (digits, percent) = words.strip_suffix('%').map_or((words, ""), |digits| (digits.trim_end(), "%"));
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let groups: Vec<&str> = digits.split([',', '.', ' ', '\'', '’']).collect();
    if groups.iter().any(|group| group.is_empty() || !group.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (first, rest) = groups.split_first()?;
    let grouped = first.len() <= 3 && !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
    let (whole, fraction) = match rest {
        _ if grouped => (groups.concat(), ""),
        [] => ((*first).to_owned(), ""),
        [fraction] => ((*first).to_owned(), fraction.trim_end_matches('0')),
        _ => return None,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}{percent}"))
}

fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_number_says_the_same_in_every_look() {
        for (looks, said) in [
            (&["950000", "950,000", "950.000", "950 000", "950\u{a0}000", "950’000"][..], "950000"),
            (&["73%", "73 %", "73.00%", "73,0%"], "73%"),
            (&["12.5", "12,50"], "12.5"),
            (&["-3", "'-3"], "-3"),
        ] {
            assert!(looks.iter().all(|look| folded(look) == said), "{said}");
        }
        for words in ["2026-03-01", "10.000 users", "1.2.3", "1,", "v1.0", ""] {
            assert_eq!(folded(words), words);
        }
        assert_ne!(folded("73%"), folded("7.3%"));
    }
}
