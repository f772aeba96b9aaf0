//! Who speaks in a transcript.
//!
//! Comes in: a line that stands alone or above a speech. Goes out: whether it names a speaker: "Jane Doe -- Chief Financial
//! Officer", "Jane Doe, Acme Research", "Operator", "JANE DOE:". What is said is a paragraph like any other.

use super::shape;

const ROLES: &[&str] = &[
    "officer",
    "president",
    "chairman",
    "chair",
    "chairwoman",
    "director",
    "analyst",
    "relations",
    "founder",
    "co-founder",
    "ceo",
    "cfo",
    "coo",
    "cto",
    "head",
    "treasurer",
    "securities",
    "research",
    "capital",
    "markets",
    "partners",
    "bank",
    "sachs",
    "stanley",
    "barclays",
    "jefferies",
    "moderator",
    "manager",
    "partner",
    "investments",
    "advisors",
    "company",
    "group",
    "professor",
    "editor",
    "host",
    "senator",
    "secretary",
    "minister",
    "llc",
    "inc",
];

const ALONE: &[&str] = &[
    "operator",
    "moderator",
    "interviewer",
    "host",
    "unidentified analyst",
    "unidentified participant",
    "unknown speaker",
    "q",
    "a",
    "question",
    "answer",
];

/// No line that names a speaker is longer than this, in bytes.
const SPEAKER_MAX: usize = 110;

/// Whether `text` names a speaker; `in_transcript` tells that speakers have been met before, so that less is asked of the line.
pub(super) fn is_speaker(text: &str, in_transcript: bool) -> bool {
    if text.len() > SPEAKER_MAX || shape::ends_sentence(text) {
        return false;
    }
    let lower = text.trim_end_matches(':').trim().to_lowercase();
    if ALONE.contains(&lower.as_str()) {
        return lower.len() > 1 || text.ends_with(':');
    }
    let named_role = [" -- ", " — ", " – ", " - ", ", "].iter().find_map(|mark| text.split_once(mark));
    if let Some((name, role)) = named_role {
        return is_person(name)
            && (names_role(role) || (in_transcript && shape::is_title_case(role) && shape::word_count(role) <= 6));
    }
    let (name, rest) = text.split_once(':').unwrap_or((text, "-"));
    rest.is_empty() && is_person(name) && (in_transcript || shape::is_all_capitals(name))
}

fn names_role(role: &str) -> bool {
    role.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

/// Two to four words with capitals, as names are written.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "de" | "van" | "von" | "der" | "da" | "di" | "la" | "le" | "bin" | "al")
    };
    (2..=5).contains(&words.len())
        && words.iter().all(|word| capital(word))
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | '&' | '/' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_known() {
        for text in [
            "Operator",
            "Jane Doe -- Chief Financial Officer",
            "JANE DOE:",
            "Neil Castellano, Harbor Street Securities",
            "Ana de la Cruz - Acme Inc, CEO",
            "Q:",
        ] {
            assert!(is_speaker(text, false), "{text}");
        }
        assert!(is_speaker("Amy Tran, Brookline", true));
    }

    #[test]
    fn other_lines_are_not() {
        for text in [
            "Key Findings",
            "Paris, France",
            "The bank, a lender, grew.",
            "Revenue: $4 million",
            "Google, Uber, Twitch",
            "Q3 Results – Officer changes",
        ] {
            assert!(!is_speaker(text, false), "{text}");
        }
    }
}
