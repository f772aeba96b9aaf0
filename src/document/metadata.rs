//! What documents say of themselves: dates, names and addresses in the forms that front matter, meta tags and bylines use.
//!
//! Comes in: a value as written. Goes out: the same in one form, or nothing where it is not plausible. Where the values stand is the
//! business of the readers.

/// The months of the year, in lower case.
pub(crate) const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Longer values are text, not a title or a name.
const VALUE_BYTES_MAX: usize = 600;

/// White space folded; `None` for nothing, or for far too much.
pub fn line(value: &str) -> Option<String> {
    let folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty() && folded.len() <= VALUE_BYTES_MAX).then_some(folded)
}

/// A day, month or year in ISO 8601: from ISO itself ("2026-02-14T09:00:00Z"), from words ("Feb. 14, 2026", "14th February 2026",
/// "February 2026"), or from digits whose order is beyond doubt ("2026/02/14", "25/12/2026").
pub fn iso_date(value: &str) -> Option<String> {
    let tokens: Vec<&str> = value.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).take(12).collect();
    let first = tokens.first()?;
    if let Some((day, _)) = first.split_once(['T', 't']).filter(|(day, _)| day.len() == 8) {
        return iso_date(day);
    }
    if let Some(year) = year(first) {
        let month = tokens.get(1).and_then(|token| number(token, 12));
        let day = tokens.get(2).map(|token| token.split(['T', 't']).next().unwrap_or(token)).and_then(|token| number(token, 31));
        if tokens.len() == 1 || month.is_some() {
            return date(year, month, day);
        }
    }
    if first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(year(&first[..4])?, number(&first[4..6], 12), number(&first[6..], 31));
    }
    in_words(&tokens).or_else(|| in_digits(&tokens))
}

/// A date with its month in letters.
fn in_words(tokens: &[&str]) -> Option<String> {
    let (at, month) = tokens.iter().enumerate().find_map(|(at, token)| Some((at, month(token)?)))?;
    let day = |place: Option<usize>| place.and_then(|place| tokens.get(place)).and_then(|token| number(ordinal(token), 31));
    let year_at = |place: usize| tokens.get(place).and_then(|token| year(token));
    if let Some(year) = year_at(at + 1) {
        return date(year, Some(month), day(at.checked_sub(1)));
    }
    let year = year_at(at + 2)?;
    date(year, Some(month), Some(day(Some(at + 1))?))
}

/// A date in digits with the year last. Where day and month could be either way round, only the year is known.
fn in_digits(tokens: &[&str]) -> Option<String> {
    let [one, other, last] = tokens.get(..3)? else { return None };
    let (one, other, year) = (number(one, 31)?, number(other, 31)?, year(last)?);
    match (one > 12, other > 12) {
        (true, false) => date(year, Some(other), Some(one)),
        (false, true) => date(year, Some(one), Some(other)),
        _ => date(year, None, None),
    }
}

fn date(year: u32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    let valid = |month: u32, day: u32| {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()
    };
    Some(match (month, day) {
        (Some(month), Some(day)) => valid(month, day)?.to_string(),
        (Some(month), None) => format!("{year}-{month:02}"),
        _ => year.to_string(),
    })
}

fn year(token: &str) -> Option<u32> {
    let plausible = token.len() == 4 && (token.starts_with("19") || token.starts_with("20"));
    token.parse().ok().filter(|_| plausible)
}

fn number(token: &str, most: u32) -> Option<u32> {
    token.parse().ok().filter(|value| token.len() <= 2 && (1..=most).contains(value))
}

fn ordinal(token: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| token.strip_suffix(ending)).unwrap_or(token)
}

fn month(token: &str) -> Option<u32> {
    let token = token.to_ascii_lowercase();
    let known = |name: &&str| token.len() >= 3 && (name.starts_with(&token) || token == "sept" && name.starts_with("sept"));
    MONTHS.iter().position(known).and_then(|at| u32::try_from(at + 1).ok())
}

/// Whether a word is a month's name or the usual start of one.
pub fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// The names in a byline or an author field: "By Jane Doe and John Smith", "Jane Doe, Reuters". Addresses and handles are no names.
pub fn authors(value: &str) -> Vec<String> {
    let value = line(value).unwrap_or_default();
    let lower = value.to_lowercase();
    let lead = ["written by ", "posted by ", "by: ", "by ", "author: "].iter().find(|lead| lower.starts_with(**lead));
    let value = value.get(lead.map_or(0, |lead| lead.len())..).unwrap_or_default();
    let parts = value.split([',', ';', '|', '&', '•', '·']).flat_map(|part| part.split(" and ")).map(str::trim);
    parts.filter(|part| is_name(part)).map(str::to_owned).collect()
}

fn is_name(part: &str) -> bool {
    let words = part.split(' ').count();
    !part.is_empty()
        && words <= 6
        && part.len() <= 80
        && !part.contains(['/', '@', '<', '{'])
        && part.contains(char::is_alphabetic)
}

/// An address that stands by itself.
pub fn address(value: &str) -> Option<String> {
    let value = value.trim();
    let absolute = ["http://", "https://"].iter().find_map(|scheme| value.strip_prefix(scheme));
    absolute.filter(|rest| rest.contains('.') && !rest.contains(char::is_whitespace)).map(|_| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_form() {
        for (value, wanted) in [
            ("2026-02-14", Some("2026-02-14")),
            ("2015-01-20 16:59:33+00:00", Some("2015-01-20")),
            ("2026-02-14T23:30:00-05:00", Some("2026-02-14")),
            ("20260214", Some("2026-02-14")),
            ("20260214T093000Z", Some("2026-02-14")),
            ("2026/02/14", Some("2026-02-14")),
            ("2026-02", Some("2026-02")),
            ("2026", Some("2026")),
            ("February 14, 2026", Some("2026-02-14")),
            ("Published on Sat, 14 Feb 2026 at 9:30 a.m.", Some("2026-02-14")),
            ("14th February 2026", Some("2026-02-14")),
            ("Sept. 3, 2024", Some("2024-09-03")),
            ("Updated March 2025", Some("2025-03")),
            ("25/12/2026", Some("2026-12-25")),
            ("12/25/2026", Some("2026-12-25")),
            ("05/06/2026", Some("2026")),
            ("2026-02-31", None),
            ("3 days ago", None),
            ("May be later", None),
            ("", None),
        ] {
            assert_eq!(iso_date(value).as_deref(), wanted, "{value:?}");
        }
    }

    #[test]
    fn bylines() {
        assert_eq!(authors("By Jane Doe and John Smith"), ["Jane Doe", "John Smith"]);
        assert_eq!(authors(" Mu  Yang "), ["Mu Yang"]);
        assert_eq!(authors("Jane Doe, Reuters"), ["Jane Doe", "Reuters"]);
        assert_eq!(authors("https://example.org/jane"), [""; 0]);
    }

    #[test]
    fn addresses() {
        assert_eq!(address(" https://example.org/a ").as_deref(), Some("https://example.org/a"));
        assert_eq!(address("/posts/a/"), None);
        assert_eq!(address("https://"), None);
    }
}
