//! Who speaks in a transcript.
//!
//! Comes in: a line that stands alone or above a speech, or two. Goes out: whether they name a speaker: "Jane Doe -- Chief Financial
//! Officer", "Jane Doe, Acme Research", "Operator", "JANE DOE:", or "Jane Doe" above "Acme Inc. - CFO". What is said is a paragraph like
//! any other.

use super::shape;
use crate::text::has_word;

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

/// Short names of offices, as they stand beside a company's name.
const OFFICES: &[&str] =
    &["vp", "evp", "svp", "md", "cio", "cmo", "clo", "counsel", "controller", "associate", "chief", "strategist"];

/// Who asks rather than answers.
const OUTSIDERS: &[&str] = &["analyst", "research", "associate", "strategist", "securities"];

/// The headings of the parts of a transcript.
const PARTS: &[&str] = &[
    "corporate participants",
    "company participants",
    "conference call participants",
    "conference participants",
    "call participants",
    "other participants",
    "participants",
    "executives",
    "analysts",
    "presentation",
    "prepared remarks",
    "edited transcript",
    "transcript",
    "questions and answers",
    "question and answer",
    "question-and-answer session",
    "q&a",
];

/// What stands between a company and an office.
const DASHES: &[&str] = &[" -- ", " — ", " – ", " - "];

/// No line that names a speaker is longer than this, in bytes.
const SPEAKER_MAX: usize = 110;
/// No line that gives a speaker's company and office is longer than this, in bytes.
const OFFICE_MAX: usize = 140;

/// Whether `text` names a speaker; `in_transcript` tells that speakers have been met before, so that less is asked of the line.
pub(super) fn is_speaker(text: &str, in_transcript: bool) -> bool {
    if text.len() > SPEAKER_MAX || shape::ends_sentence(text) {
        return false;
    }
    if let Some(name) = ["Q - ", "A - ", "Q – ", "A – ", "Q -- ", "A -- "].iter().find_map(|mark| text.strip_prefix(mark)) {
        return is_person(name);
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

/// Whether `text` heads a part of a transcript.
pub(super) fn is_part(text: &str) -> bool {
    text.len() <= SPEAKER_MAX && PARTS.contains(&text.trim_end_matches(':').to_lowercase().as_str())
}

/// Whether `name` and the line below it, `office`, present a speaker: "Jane R. Doe" above "Acme Inc. - Executive VP & CFO".
pub(super) fn is_presented(name: &str, office: &str) -> bool {
    name.len() <= SPEAKER_MAX && is_person(name) && !is_part(name) && parted_office(office).is_some()
}

/// The company of one who answers for it, by the line that gives company and office.
pub(super) fn company(office: &str) -> Option<&str> {
    let (company, office) = parted_office(office)?;
    let outside = has_word(office, OUTSIDERS);
    (!outside && !company.is_empty()).then_some(company)
}

/// Company and office of "Acme Inc. - Executive VP & CFO"; no company where the office stands alone.
fn parted_office(text: &str) -> Option<(&str, &str)> {
    if text.len() > OFFICE_MAX || shape::ends_statement(text) && !text.ends_with("Inc.") || text.contains(['%', '$', '?']) {
        return None;
    }
    let parted = DASHES.iter().find_map(|mark| text.split_once(mark));
    let (company, office) = parted.unwrap_or(("", text));
    // "Jane Doe - Acme Inc. - CFO" names the speaker, too.
    if DASHES.iter().any(|mark| office.contains(mark)) {
        return None;
    }
    let short = shape::word_count(office) <= 12 && shape::word_count(company) <= 10;
    (short && shape::is_title_case(text) && holds_office(office)).then_some((company, office))
}

fn holds_office(office: &str) -> bool {
    names_role(office) || has_word(office, OFFICES)
}

fn names_role(role: &str) -> bool {
    role.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

/// Two to five words with capitals, as names are written.
pub(super) fn is_person(name: &str) -> bool {
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
            "Q - Glen Park",
            "A - Ana de la Cruz",
        ] {
            assert!(is_speaker(text, false), "{text}");
        }
        assert!(is_speaker("Amy Tran, Brookline", true));
    }

    #[test]
    fn name_and_office_may_stand_on_two_lines() {
        for (name, office, found) in [
            ("Helen Marsh", "Acme Storage Inc. - VP of Investor Relations", true),
            ("Peter R. Olin", "President and Chief Executive Officer", true),
            ("Todd Ames", "Calder & Finch LLC, Research Division - MD & Senior Analyst", true),
            ("Key Findings", "The company grew by 4% last year", false),
            ("Oslo", "Acme Storage Inc. - President", false),
            ("Helen Marsh", "Thank you, and good morning", false),
        ] {
            assert_eq!(is_presented(name, office), found, "{name} / {office}");
        }
        assert_eq!(company("Acme Storage Inc. - President, CEO & Director"), Some("Acme Storage Inc."));
        assert_eq!(company("Calder & Finch LLC, Research Division - Analyst"), None);
        assert_eq!(company("Chief Financial Officer"), None);
        assert!(is_part("CORPORATE PARTICIPANTS") && !is_part("Acme Storage Inc."));
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
