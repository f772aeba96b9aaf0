//! Lines at a document's head that say whose it is: letterheads, speakers' lines, bylines with an office, titles of reports.
//!
//! Comes in: one line of the title or of the first paragraphs. Goes out: the organisation that the line names, or nothing.

use crate::document::Metadata;
use crate::mention::name::{self, NameKind, NameMention};
use crate::text::has_word;

use super::super::subject::is_account_item;
use super::author::announcing;
use super::profile::{is_publication, topical};

/// Whose report it is, by the letterhead in its title or at its head, or by its announcement of results.
pub(super) fn reporter(metadata: &Metadata, texts: &[&str]) -> Option<String> {
    let lines = || metadata.title.as_deref().into_iter().chain(texts.iter().take(SPEAKERS).copied());
    let results = |text: &&str| text.contains("results") && (text.contains("report") || text.contains("announced"));
    let obliged = || texts.iter().find_map(|text| obliged(text));
    lines().find_map(letterhead).or_else(|| lines().filter(results).find_map(announcing)).or_else(obliged)
}

/// How many paragraphs may hold a speaker's line or a letterhead.
pub(super) const SPEAKERS: usize = 8;

/// A line that is an organisation's full name and nothing else, as letters and reports have it at their head: "Acme Health plc".
fn letterhead(text: &str) -> Option<String> {
    const LEGAL: &[&str] = &[
        "plc",
        "PLC",
        "Inc",
        "Inc.",
        "Corp",
        "Corp.",
        "Corporation",
        "Ltd",
        "Ltd.",
        "Limited",
        "AG",
        "SE",
        "SA",
        "S.A.",
        "NV",
        "N.V.",
        "Oyj",
        "ASA",
        "AB",
        "GmbH",
        "LLC",
        "Group",
        "Holdings",
        "Co.",
        "Company",
    ];
    let words: Vec<&str> = behind_dateline(text).split_whitespace().skip_while(|word| is_period_word(word)).collect();
    let capital = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(*word, "&" | "and" | "of" | "plc")
    };
    let legal = words.last().is_some_and(|last| LEGAL.contains(last));
    ((2..=6).contains(&words.len()) && legal && words.iter().all(capital)).then(|| words.join(" "))
}

/// What stands behind the place and the wire: "OSLO--(ACME WIRE)--Acme Corp. (NYSE: ACM) today provided financial results".
fn behind_dateline(line: &str) -> &str {
    line.split_once(")--").map_or(line, |(_, behind)| behind)
}

/// Words that tell a period or a report at the start of a line, before the name of who reports.
fn is_period_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let told = [
        "the",
        "half",
        "half-year",
        "year",
        "full",
        "interim",
        "quarter",
        "results",
        "report",
        "annual",
        "preliminary",
        "unaudited",
        "latest",
        "final",
    ];
    word.is_empty() || told.contains(&word.as_str()) || 2 * digits >= word.len()
}

/// "Jane Doe - Acme Corporation - Chief Executive": the organisation between a speaker's name and office.
pub(super) fn speaker_line(text: &str) -> Option<String> {
    const OFFICES: &[&str] =
        &["CEO", "CFO", "COO", "CTO", "President", "Chief", "Chairman", "VP", "EVP", "SVP", "Director", "Head", "Vice"];
    let line = text[..text.floor_char_boundary(200)].replace(['–', '—'], "-");
    let mut parts = line.split(" - ");
    let (_, organisation, office) = (parts.next()?, parts.next()?.trim(), parts.next()?);
    let held = OFFICES.iter().any(|word| office.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word));
    (held && organisation.starts_with(char::is_uppercase) && organisation.split(' ').count() < 7).then(|| organisation.to_owned())
}

/// "Jane Doe, Head of Research at Acme — March 2025": where the one who signs works.
pub(super) fn office_line(text: &str) -> Option<String> {
    const LONGEST: usize = 140;
    const OFFICES: &[&str] = &[
        "CEO",
        "CFO",
        "COO",
        "CTO",
        "President",
        "Chief",
        "Director",
        "Head",
        "VP",
        "Engineer",
        "Engineering",
        "Manager",
        "Lead",
        "Founder",
        "Co-founder",
        "Cofounder",
        "Scientist",
        "Developer",
        "Architect",
        "Researcher",
        "Analyst",
        "Advocate",
        "SRE",
    ];
    let sentence = text.trim_end_matches(['*', '_', ' ']).ends_with('.');
    let (before, after) = text.split_once(" at ").filter(|_| text.len() < LONGEST && !sentence)?;
    // "By the platform team at Acme, 3 June 2025"
    let team = before.trim_start_matches(['*', '_', ' ']).starts_with("By ") && before.ends_with(" team");
    let held = team || before.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| OFFICES.contains(&word));
    let named =
        team || before.split(' ').take(2).all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()));
    let name = after.split([',', '—', '–', '|', '·', '(', '.', '*', ';']).next().unwrap_or_default().trim();
    let capital = name.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    (held && named && capital && !name.is_empty() && name.split(' ').count() < 5).then(|| name.to_owned())
}

/// "This is information that Acme AB (publ) is obliged to make public": who must publish what it reports (Regulation (EU) No 596/2014, article 17).
fn obliged(text: &str) -> Option<String> {
    let (_, behind) = text.split_once("nformation that ")?;
    let (name, duty) = behind.split_once(" is obliged to ").or_else(|| behind.split_once(" is required to "))?;
    if !["make public", "disclose", "publish"].iter().any(|deed| duty.starts_with(deed)) {
        return None;
    }
    let name = name.trim_end_matches(" (publ)").trim();
    let capital = name.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&'));
    (capital && (1..=6).contains(&name.split(' ').count())).then(|| name.to_owned())
}

/// "This is Ann, the CEO of Acme", "I'm a co-founder of Acme": whose leader writes.
fn leader(text: &str) -> Option<String> {
    const WRITERS: &[&str] = &["This is ", "this is ", "I am ", "I'm ", "I’m ", "y name is "];
    /// The last words of "Good morning, everyone" and its like.
    const GREETINGS: &[&str] =
        &["morning", "afternoon", "evening", "day", "everyone", "all", "hello", "hi", "welcome", "and", "you"];
    const LEADERS: &[&str] = &["ceo", "cto", "president", "founder", "co-founder", "cofounder", "chairman", "chair"];
    let (before, behind) = WRITERS.iter().find_map(|cue| text.split_once(cue))?;
    // Who is quoted, or told of in the same sentence, does not write.
    let told = before.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default().trim();
    let greets = told.is_empty()
        || told.ends_with([',', ':', '-', '–', '—'])
        || told.rsplit(' ').next().is_some_and(|last| GREETINGS.contains(&last.to_lowercase().as_str()));
    if before.contains(['"', '“']) || !greets {
        return None;
    }
    let sentence = behind.split(['.', '!', '?', ';']).next()?;
    let (office, named) = sentence.split_once(" of ")?;
    let leads = office.rsplit(' ').next().is_some_and(|last| LEADERS.contains(&last.to_lowercase().as_str()));
    let words = capitalised(named);
    let name = words.join(" ");
    let name = name.split([',', '(']).next().unwrap_or_default().trim();
    (leads && !name.is_empty() && name.split(' ').count() < 5).then(|| name.to_owned())
}

/// The words with capitals that `text` begins with, up to the first without.
fn capitalised(text: &str) -> Vec<&str> {
    text.split(' ').take_while(|word| word.starts_with(|c: char| c.is_uppercase()) && *word != "I").collect()
}

/// "I started my role as president and CEO of Acme this month": whose officer speaks.
pub(super) fn role_line(text: &str) -> Option<String> {
    const CUES: &[&str] = &["my role as ", "my first call as ", "my first quarter as "];
    /// Who leads all of an organisation, not one of its departments.
    const OFFICES: &[&str] = &["ceo", "cfo", "coo", "chief", "president", "chair", "chairman", "chairwoman", "head"];
    const LONGEST: usize = 4;
    if let Some(organisation) = leader(text) {
        return Some(organisation);
    }
    let behind = CUES.iter().find_map(|cue| text.split_once(cue)).map(|(_, behind)| behind)?;
    let clause = behind.split(['.', ',', ';', ':']).next()?;
    let (office, named) = clause.split_once(" of ").filter(|(office, _)| office.split(' ').count() <= LONGEST + 2)?;
    let leads = office.split(' ').any(|word| OFFICES.contains(&word.to_lowercase().as_str()));
    let words = capitalised(named);
    let department = words.first().is_some_and(|first| is_of_department(first));
    (leads && !department && (1..=LONGEST).contains(&words.len()))
        .then(|| words.join(" ").trim_end_matches("'s").trim_end_matches("’s").to_owned())
}

/// Whether `word` names a department rather than an organisation.
fn is_of_department(word: &str) -> bool {
    const DEPARTMENTS: &[&str] = &[
        "Engineering",
        "Product",
        "Research",
        "Sales",
        "Marketing",
        "Design",
        "Operations",
        "Finance",
        "Data",
        "Security",
        "Growth",
        "Support",
        "Customer",
        "Success",
        "Investor",
        "Relations",
        "Legal",
        "People",
        "Supply",
        "Chain",
        "Development",
        "IT",
        "Executive",
        "Leadership",
        "Management",
    ];
    DEPARTMENTS.contains(&word)
}

/// "investments we made to strengthen Acme", "$5 million of Acme shares": a name that the one who speaks in a call means by "we".
pub(super) fn strengthened(text: &str) -> Option<String> {
    const LONGEST: usize = 3;
    const MEANT: &[&str] = &[" to strengthen ", " all of us at "];
    // "We repurchased $100 million of Acme shares"
    const OWN_SHARES: &[&str] = &["shares", "stock", "common"];
    let repurchased = || {
        let (_, behind) = ["We repurchased ", "we repurchased ", "We bought back ", "we bought back "]
            .iter()
            .find_map(|did| text.split_once(did))?;
        let (_, behind) = behind.split(['.', ';']).next()?.split_once(" of ")?;
        let name = name_at(behind);
        let next = behind.split(' ').nth(name.len()).unwrap_or_default();
        ((1..=LONGEST).contains(&name.len()) && OWN_SHARES.contains(&next)).then(|| name.join(" "))
    };
    if let Some(name) = repurchased() {
        return Some(name);
    }
    let mut names = MEANT.iter().flat_map(|words| text.match_indices(words)).filter_map(|(at, words)| {
        let clause = text[..at].rsplit(['.', '!', '?']).next().unwrap_or_default();
        let name = name_at(&text[at + words.len()..]);
        let ours = has_word(clause, &["we", "We", "our", "Our", "I"]) && (1..=LONGEST).contains(&name.len());
        Some(name.join(" ")).filter(|name| ours && is_ones_own(name, text))
    });
    names.next()
}

/// Whether `name` can be that of the organisation that speaks in `text`: a known one, or one that is said again; no place, no item of accounts.
fn is_ones_own(name: &str, text: &str) -> bool {
    let known = name::scan(name, &[]).into_iter().next().filter(|mention| mention.span.end == name.len());
    let organisation = known.as_ref().is_some_and(|mention| mention.known && mention.kind == NameKind::Organisation);
    let may = known.is_none_or(|mention| matches!(mention.kind, NameKind::Organisation | NameKind::Other));
    organisation || may && name.len() > 2 && !is_account_item(name) && text.matches(name).count() > 1
}

/// The words of a name that `text` begins with: "Q5 for the future" is "Q5".
fn name_at(text: &str) -> Vec<&str> {
    let shaped = |word: &str| word.len() > 1 && word.bytes().any(|byte| byte.is_ascii_uppercase());
    let words = text.split(' ').map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()));
    words.take_while(|word| shaped(word)).collect()
}

/// "I want to thank our Acme colleagues", "net income attributable to Acme": whose people a speaker counts as ours, or whose income is told.
pub(super) fn colleagues_of(text: &str) -> Option<String> {
    const PEOPLE: &[&str] =
        &["colleagues", "colleague", "teammates", "team", "associates", "employees", "shareholders", "stockholders"];
    const LONGEST: usize = 3;
    let ours = text.match_indices(" our ").find_map(|(at, our)| {
        let words = capitalised(&text[at + our.len()..]);
        let behind = text[at + our.len()..].split(' ').nth(words.len())?.trim_end_matches(|c: char| !c.is_alphanumeric());
        // "our European team", "our Sales team": no name of an organisation.
        let team = behind == "team";
        if team && (words.len() < 2 || words.iter().any(|word| is_of_department(word))) {
            return None;
        }
        // "Our Oslo colleagues found …" are somewhere; those thanked are the speaker's own.
        let said = text[..at].rsplit(['.', '!', '?']).next().unwrap_or_default();
        let thanked = has_word(said, &["thank", "thanks", "thanking"]);
        (thanked && PEOPLE.contains(&behind)).then_some(words)
    });
    // "we have Ann Lee, Acme's Chairman and CEO, and …"
    const OFFICERS: &[&str] = &["Chairman", "CEO", "CFO", "President", "Chief", "Chair"];
    let officer = || {
        let mut named = OFFICERS.iter().flat_map(|office| {
            ["'s ", "’s "].iter().filter_map(move |genitive| {
                let (before, _) = text.split_once(&format!("{genitive}{office}"))?;
                let clause = before.rsplit(['.', ',', ';', ':']).next()?.trim();
                let words = capitalised(clause);
                (words.len() == clause.split(' ').count()).then_some(words)
            })
        });
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    };
    let income = || {
        let (_, behind) = text.split_once(" income attributable to ")?;
        Some(capitalised(behind))
    };
    let words = ours.or_else(officer).or_else(income).filter(|words| (1..=LONGEST).contains(&words.len()))?;
    let name = words.join(" ");
    let name = name.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches([',', '.']);
    (!matches!(name, "" | "The" | "Company")).then(|| name.to_owned())
}

/// "Annual letter from the Acme Food Bank, January 2025": whose letter it is.
pub(super) fn letter_line(text: &str) -> Option<String> {
    const LONGEST: usize = 120;
    const LETTERS: &[&str] = &["letter", "update", "report", "message", "note", "statement", "bulletin", "newsletter"];
    let sentence = text.trim_end_matches(['*', '_', ' ']).ends_with('.');
    let (before, after) = text.split_once(" from ").filter(|_| text.len() < LONGEST && !sentence)?;
    let told = has_word(before, LETTERS);
    let after = after.strip_prefix("the ").unwrap_or(after);
    let name = after.split([',', '—', '–', '|', '(', '*', ':']).next().unwrap_or_default().trim();
    let capital = name.split(' ').all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(word, "of" | "and" | "the" | "for")
    });
    let organisation = name.contains(' ') && before.split(' ').count() < 6 && !name.ends_with('.');
    (told && capital && organisation).then(|| name.to_owned())
}

/// "ACME CORP Q3 2024 EARNINGS CALL", "Acme Reports Second Quarter Results": the name before the period or the report.
pub(super) fn reporting_line(text: &str) -> Option<String> {
    const REPORTED: &[&str] = &["earnings", "results", "quarter", "interim", "annual", "year-end"];
    const CUES: &[&str] = &[
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "first",
        "second",
        "third",
        "fourth",
        "fiscal",
        "full",
        "full-year",
        "half-year",
        "year-end",
        "earnings",
        "quarterly",
        "reports",
        "announces",
        "posts",
        "delivers",
        "annual",
        "interim",
        "results",
        "financial",
        "fy2023",
        "fy2024",
        "fy2025",
    ];
    let line = &text[..text.floor_char_boundary(120)];
    let line = behind_dateline(line);
    let words: Vec<&str> = line.split_whitespace().collect();
    let folded = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words.iter().find(|word| REPORTED.contains(&folded(word).as_str()))?;
    let cue = words.iter().position(|word| CUES.contains(&folded(word).as_str()))?;
    let symbol = words[..cue].iter().position(|word| word.starts_with('(')).unwrap_or(cue);
    let name = words[..symbol].iter().skip_while(|word| is_period_word(word)).copied().collect::<Vec<_>>();
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&') || *word == "plc";
    let ordinary = name.len() == 1 && name[0].chars().count() < 3;
    // "Acme 2026 Survey Results", "Acme Survey: The Results" tell of a survey, which is nobody.
    let publication = name.iter().any(|word| is_publication(word.trim_end_matches(':')) && word.ends_with(':'))
        || name.last().is_some_and(|last| is_publication(last));
    let fits = !name.is_empty() && name.len() < 6 && name.iter().all(capital) && !ordinary && !publication;
    fits.then(|| {
        name.join(" ").trim_end_matches(['-', '–', ',', ':']).trim_end_matches("'s").trim_end_matches("’s").trim().to_owned()
    })
}

/// Whether a line tells of which period it reports, or that somebody reports: "Parser Test Results" does not.
pub(super) fn is_of_period(line: &str) -> bool {
    const REPORTING: &[&str] = &[
        "earnings",
        "quarter",
        "quarterly",
        "half",
        "full",
        "call",
        "half-year",
        "year-end",
        "full-year",
        "fiscal",
        "financial",
        "interim",
        "reports",
        "announces",
    ];
    let small = line[..line.floor_char_boundary(120)].to_lowercase();
    let mut words = small.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    words.any(|word| {
        REPORTING.contains(&word)
            || word.len() == 2 && matches!(word.as_bytes(), [b'q' | b'h', b'1'..=b'4'])
            || word.starts_with("fy20")
    })
}

/// "2023 at Acme Robotics", "How we deploy at Acme": the name behind "at" that ends the title of those who say "we".
pub(super) fn titled_at(title: &str) -> Option<String> {
    let (before, name) = title.rsplit_once(" at ")?;
    let capital = name.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase()));
    let words = name.split(' ').count();
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '&'));
    (capital && plain && words < 4 && !before.is_empty()).then(|| name.to_owned())
}

/// "Welcome to the Acme second-quarter call": the first name behind the welcome.
pub(super) fn welcomed(text: &str) -> Option<String> {
    let words = ["elcome to the ", "elcome to ", "elcome everyone to "];
    let mut names =
        words.iter().flat_map(|words| text.match_indices(words).map(|(at, words)| at + words.len())).filter_map(|at| {
            let rest = &text[at..at + text[at..].floor_char_boundary(120)];
            // "A.C. Acme" is spelled like a person.
            let named = |mention: &NameMention| {
                let name = &rest[mention.span.range()];
                topical(mention) || mention.span.start == 0 && mention.kind == NameKind::Person && name.contains('.')
            };
            let mention = name::scan(rest, &[]).into_iter().find(|mention| mention.span.start < 30 && named(mention))?;
            Some(rest[mention.span.range()].to_owned())
        });
    // A transcript may mishear the first of two: the one whose first word is said oftener is meant.
    let first = names.next()?;
    let often = |name: &str| name.split(' ').next().map_or(0, |word| text.matches(word).count());
    let alike = |name: &str| name.chars().next() == first.chars().next() && name.split(' ').count() == first.split(' ').count();
    let other = names.find(|name| often(name) > often(&first) && alike(name));
    Some(other.unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::{obliged, role_line};

    #[test]
    fn whom_the_law_obliges_reports() {
        let told = "This is information that Acme AB (publ) is obliged to make public.";
        assert_eq!(obliged(told).as_deref(), Some("Acme AB"));
        assert_eq!(obliged("There is information that Congress is required to read."), None);
        assert_eq!(obliged("There is information that the firm is obliged to publish."), None);
    }

    #[test]
    fn who_leads_an_organisation_speaks_for_it() {
        let line = "I started my role as president and CEO of Acme Power this month.";
        assert_eq!(role_line(line).as_deref(), Some("Acme Power"));
        assert_eq!(role_line("This is Ann Lee, the CEO of Acme.").as_deref(), Some("Acme"));
        assert_eq!(role_line("This is my first call as CFO of Acme, and I am glad.").as_deref(), Some("Acme"));
        for other in [
            "In my role as Head of Engineering I run four teams.",
            "In my time as an analyst of Kaskade Bank I saw 40 such deals.",
            "In my role as a keeper of Bison I fed 40 of them.",
            "“I am the founder of Acme,” said Ann Lee.",
            "I am a friend of Acme.",
        ] {
            assert_eq!(role_line(other), None, "{other}");
        }
    }
}
