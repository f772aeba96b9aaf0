//! Delimiter rows of pipe tables that a strict parser would not take: "|---|---|" below a header of three cells, "|—|—|".
//!
//! Comes in: Markdown. Goes out: the same text, byte for byte as long, where such rows fit their headers. A delimiter row holds no words, so the
//! places of all words stay what they are. Rows that are too short to be mended are left.

use std::borrow::Cow;

/// Dashes that authors and typesetting programs write where hyphens are meant.
const DASHES: &[char] = &['-', '—', '–', '−'];

/// `text` with its delimiter rows mended.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    let mut mended = Cow::Borrowed(text);
    let mut before = "";
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let row = line.trim_end_matches(['\n', '\r']);
        if let Some(better) = Some(row).filter(|row| is_delimiter(row)).and_then(|row| fitted(row, before)) {
            mended.to_mut().replace_range(start..start + row.len(), &better);
        }
        before = row;
        start += line.len();
    }
    mended
}

/// Whether a line parts a header from its rows: dashes between pipes and nothing else.
fn is_delimiter(row: &str) -> bool {
    let row = inside(row);
    row.contains('|')
        && row.contains(DASHES)
        && row.chars().all(|c| DASHES.contains(&c) || matches!(c, '|' | ':' | '=' | '+' | ' ' | '\t'))
}

/// The delimiter row that `header` needs, if `row` is another one and long enough to hold it.
fn fitted(row: &str, header: &str) -> Option<String> {
    let wanted = cells(header);
    let dashes = |c: char| DASHES[1..].contains(&c) || matches!(c, '=' | '+');
    let wrong = cells(row) != wanted || row.contains(dashes);
    if wanted < 2 || !header.contains('|') || !wrong {
        return None;
    }
    let (before, room) = (row.len() - inside(row).len(), inside(row).len());
    let closed = format!("|{}", "-|".repeat(wanted));
    let open = vec!["-"; wanted].join("|");
    let line = [closed, open].into_iter().find(|line| line.len() <= room)?;
    Some(format!("{}{line}{}", &row[..before], " ".repeat(room - line.len())))
}

/// A line without what stands before it in a list or a quotation.
fn inside(row: &str) -> &str {
    row.trim_start_matches([' ', '\t', '>'])
}

/// How many cells a row has: an escaped pipe parts none.
fn cells(row: &str) -> usize {
    let row = inside(row).trim_end();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
    let pipes = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')).count();
    pipes + 1
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn a_delimiter_row_gets_as_many_cells_as_its_header() {
        let cases = [
            ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", "| a | b | c |\n|-|-|-|  \n| 1 | 2 | 3 |"),
            ("a | b\n---|---|---\n", "a | b\n|-|-|      \n"),
            ("> | a | b |\r\n> |—|—|\r\n", "> | a | b |\r\n> |-|-|    \r\n"),
            ("| a \\| b | c |\n|--|--|--|\n", "| a \\| b | c |\n|-|-|     \n"),
            ("| a | b | c | d |\n|--|--|\n", "| a | b | c | d |\n-|-|-|-\n"),
        ];
        for (text, wanted) in cases {
            assert_eq!(mended(text), wanted);
            assert_eq!(mended(text).len(), text.len());
        }
    }

    #[test]
    fn what_fits_or_has_no_header_or_no_room_stays() {
        for text in ["| a | b |\n|:--|--:|\n", "prose\n\n---\n", "|---|---|\n", "| a | b | c | d | e |\n|--|--|\n", "a - b\n"] {
            assert!(matches!(mended(text), std::borrow::Cow::Borrowed(_)), "{text:?}");
        }
    }
}
