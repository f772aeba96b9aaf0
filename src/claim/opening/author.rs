//! Who "we" is where the document says so: who announces, publishes, owns the address, signs as a team, or stands at the head.
//!
//! Comes in: the document's metadata, its first paragraphs and the names in them. Goes out: the organisation that writes, or nothing.

use crate::document::{Document, Metadata};
use crate::mention::name::{self, NameKind, NameMention};
use crate::sentence;

use super::super::context::{Sort, Topic};
use super::masthead::{
    SPEAKERS, colleagues_of, is_of_period, letter_line, office_line, reporter, reporting_line, role_line, speaker_line,
    titled_at, welcomed,
};
use super::profile::{Profile, Profiles, topical};
use super::used::{is_left, own_product};
use super::{OWN_ACCOUNT, organisation_named};

/// Words between an organisation's name and its announcement ("Acme is pleased to announce").
const ANNOUNCING: &[&str] =
    &[" is pleased to", " is excited to", " is proud to", " is thrilled to", " is delighted to", " is happy to"];

/// Words before the name of an organisation that the author is of ("when I started Acme").
const FOUNDING: &[&str] = &[
    "i started",
    "i founded",
    "i co-founded",
    "we started",
    "we founded",
    "i work at",
    "i work for",
    "here at",
    "i joined",
    "we at",
    "all of us at",
    "my company,",
    "our company,",
];

/// The longest of the words before a name, in bytes.
const CUE_BYTES: usize = 16;

/// Who "we" is where the document says so: who announces, publishes, owns the address, signs as a team, or is named in a speaker's line.
pub(super) fn stated_author(document: &Document, texts: &[&str], profiles: &Profiles) -> Option<Topic> {
    let metadata = &document.metadata;
    let announced = texts.iter().find_map(|text| announcing(text));
    announced
        .or_else(|| metadata.publisher.as_deref().map(short_publisher))
        .or_else(|| team(&metadata.authors).or_else(|| signing(metadata, profiles)))
        .or_else(|| metadata.url.as_deref().and_then(|url| host_name(url, profiles)))
        .or_else(|| metadata.url.as_deref().and_then(|url| host_word(url, document, profiles)))
        .or_else(|| reporter(metadata, texts))
        .or_else(|| texts.iter().take(SPEAKERS).find_map(|text| speaker_line(text)))
        .or_else(|| metadata.title.as_deref().and_then(reporting_line))
        .or_else(|| {
            texts
                .iter()
                .take(SPEAKERS)
                .find_map(|text| reporting_line(text).filter(|_| is_of_period(text)).or_else(|| welcomed(text)))
        })
        .or_else(|| {
            texts
                .iter()
                .take(SPEAKERS)
                .find_map(|text| office_line(text).or_else(|| letter_line(text)).or_else(|| role_line(text)))
        })
        .or_else(|| texts.iter().take(SPEAKERS).find_map(|text| colleagues_of(text)))
        .or_else(|| metadata.title.as_deref().and_then(titled_at).filter(|_| profiles.first_plural >= OWN_ACCOUNT))
        .or_else(|| texts.iter().find_map(|text| own_product(text)))
        .or_else(|| linked_home(document, profiles))
        .or_else(|| texts.iter().find_map(|text| address_in(text, profiles)))
        .map(organisation_named)
}

/// The site's name without what it says of itself: "Acme | Open source analytics".
fn short_publisher(publisher: &str) -> String {
    let ends = [" | ", " – ", " — ", " - ", ": ", " · "];
    let end = ends.iter().filter_map(|mark| publisher.find(mark)).min().unwrap_or(publisher.len());
    // "the Acme Tech Blog": whose pages they are. "Acme Tech" alone may be a name.
    const PAGES: &[&str] = &[" Engineering Blog", " Tech Blog", " Developer Blog", " Blog", " Newsroom", " Press Room"];
    let name = publisher[..end].trim();
    PAGES.iter().find_map(|pages| name.strip_suffix(pages)).filter(|stem| stem.len() > 2).unwrap_or(name).to_owned()
}

/// "The Acme Team", "Acme Engineering": the organisation whose people sign.
fn team(authors: &[String]) -> Option<String> {
    const TEAMS: &[&str] =
        &["Team", "Engineering", "Staff", "Editors", "Blog", "Inc", "Inc.", "Ltd", "GmbH", "Developers", "Labs"];
    const BODIES: &[&str] = &[
        "Association",
        "Institute",
        "Foundation",
        "Council",
        "Alliance",
        "Federation",
        "Agency",
        "Society",
        "Consortium",
        "Commission",
        "Committee",
        "Centre",
        "Center",
        "Chamber",
        "Bureau",
    ];
    let author = authors.first()?;
    let bare = author.strip_prefix("The ").or_else(|| author.strip_prefix("the ")).unwrap_or(author);
    let (before, last) = bare.rsplit_once(' ')?;
    if BODIES.contains(&last)
        || bare.split(' ').skip(1).any(|word| word == "of") && bare.split(' ').any(|word| BODIES.contains(&word))
    {
        return Some(bare.to_owned());
    }
    if !TEAMS.contains(&last) {
        return None;
    }
    let before = before.trim_end_matches(" Engineering").trim_end_matches(" Editorial").trim_end_matches(',');
    Some(if matches!(last, "Inc" | "Inc." | "Ltd" | "GmbH" | "Labs") { bare.to_owned() } else { before.to_owned() })
}

/// An organisation that signs by its name alone: a single word that the text says more than once.
fn signing(metadata: &Metadata, profiles: &Profiles) -> Option<String> {
    let author = metadata.authors.first().filter(|author| !author.contains(' '))?;
    let profile = profiles.named(author).filter(|profile| profile.count > 1 && profile.sort != Some(Sort::Person))?;
    Some(profile.name.clone())
}

/// Whose site the text links to again and again, where it speaks as "we": the name of the text that the addresses spell.
fn linked_home(document: &Document, profiles: &Profiles) -> Option<String> {
    const READ_MAX: usize = 200_000;
    const OFTEN: usize = 2;
    // Sites on which organisations have pages of their own, by the first part of the path.
    const SHARED: &[&str] = &["github.com", "twitter.com", "x.com", "linkedin.com", "facebook.com", "gitlab.com"];
    if profiles.first_plural < OWN_ACCOUNT {
        return None;
    }
    let text = &document.text[..document.text.floor_char_boundary(READ_MAX)];
    let mut homes: Vec<(String, usize)> = Vec::new();
    for (at, mark) in text.match_indices("://") {
        let address = &text[at + mark.len()..];
        let end = address.find(|c: char| !(c.is_alphanumeric() || "-./_".contains(c))).unwrap_or(address.len());
        let (host, path) = address[..end].split_once('/').unwrap_or((&address[..end], ""));
        let host = host.trim_start_matches("www.");
        let home =
            if SHARED.contains(&host) { path.split('/').next().map(|page| format!("{page}.")) } else { Some(host.to_owned()) };
        let Some(name) = home.and_then(|home| spelled(&home, profiles)) else { continue };
        match homes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => homes.push((name, 1)),
        }
    }
    homes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let next = homes.get(1).map_or(0, |(_, count)| *count);
    let (name, count) = homes.into_iter().next()?;
    // A platform that the text links to for its manuals is no home.
    let title = document.metadata.title.as_deref();
    let foreign = profiles.named(&name).is_some_and(|profile| {
        profile.known && (profile.sort == Some(Sort::Product) || profile.is_us == 0) || profile.is_titled_tool(title)
    });
    (count >= OFTEN && count > 2 * next && !foreign).then_some(name)
}

/// Whether a newsroom signs, which tells of others.
pub(super) fn is_newsroom(authors: &[String]) -> bool {
    const NEWSROOMS: &[&str] = &["Staff", "Editors", "Newsroom", "Editorial", "Correspondent", "Reporter"];
    authors.first().is_some_and(|author| author.split(' ').any(|word| NEWSROOMS.contains(&word)))
}

/// The name of the text that the address `url` spells: "metabase.com" is Metabase's.
fn host_name(url: &str, profiles: &Profiles) -> Option<String> {
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', ':', '?']).next()?;
    spelled(host, profiles)
}

/// The word of the text with a capital that the address `url` spells, where the text speaks as "we": part of a longer name, or said once.
fn host_word(url: &str, document: &Document, profiles: &Profiles) -> Option<String> {
    // Sites on which anybody publishes, and which no text's "we" is.
    const SHARED: &[&str] = &[
        "medium",
        "github",
        "substack",
        "dev",
        "wordpress",
        "blogspot",
        "hackernoon",
        "hashnode",
        "netlify",
        "vercel",
        "youtube",
    ];
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', ':', '?']).next()?;
    let label = host.rsplit('.').nth(1).filter(|label| label.len() > 3 && !SHARED.contains(label))?;
    if profiles.first_plural < OWN_ACCOUNT {
        return None;
    }
    let words = document.text.split(|c: char| !c.is_alphanumeric());
    let mut spelled = words.filter(|word| word.eq_ignore_ascii_case(label) && word.starts_with(|c: char| c.is_uppercase()));
    spelled.next().map(str::to_owned)
}

/// The address of a mailbox in the text, spelled like one of its names: "write to jobs@acme.example".
fn address_in(text: &str, profiles: &Profiles) -> Option<String> {
    let mut words = text.split_whitespace().filter(|word| word.contains('@'));
    words.find_map(|word| spelled(word.split('@').nth(1)?.trim_end_matches(|c: char| !c.is_alphanumeric()), profiles))
}

fn spelled(host: &str, profiles: &Profiles) -> Option<String> {
    let folded = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let labels: Vec<String> = host.split('.').map(folded).collect();
    let own = labels.get(..labels.len().saturating_sub(1)).unwrap_or_default();
    let fits = |profile: &&Profile| own.contains(&folded(&profile.name));
    // "Acme Cloud" and "Acme Free" are Acme's.
    let first = |profile: &Profile| {
        profile.name.split(' ').next().filter(|word| word.len() > 3 && own.contains(&folded(word))).map(str::to_owned)
    };
    profiles.iter().find(fits).map(|profile| profile.name.clone()).or_else(|| profiles.iter().find_map(first))
}

/// "Acme is a map provider … we": what the first words of a text in the first person say who it is.
pub(super) fn defined(texts: &[&str], profiles: &Profiles) -> Option<Topic> {
    const OPENING: usize = 3;
    if profiles.first_plural < OWN_ACCOUNT {
        return None;
    }
    let defines = |text: &&&str| {
        let mention = name::scan(text, &[0]).into_iter().next().filter(|mention| mention.span.start == 0 && !mention.known)?;
        let after = &text[mention.span.end..];
        let is = [" is a ", " is an ", " is the ", " is one of ", " makes ", " builds ", " helps "]
            .iter()
            .any(|is| after.starts_with(is));
        // What it is said to be must be able to write.
        const WRITERS: &[&str] = &[
            "company",
            "provider",
            "firm",
            "startup",
            "start-up",
            "bank",
            "retailer",
            "maker",
            "publisher",
            "agency",
            "nonprofit",
            "non-profit",
            "charity",
            "foundation",
            "insurer",
            "marketplace",
            "studio",
            "consultancy",
            "lender",
            "operator",
            "seller",
            "developer",
        ];
        let clause = after.split(['.', ';', ',']).next().unwrap_or_default();
        let writes = clause.split(' ').any(|word| WRITERS.contains(&word))
            || after.starts_with(" makes ")
            || after.starts_with(" builds ");
        let name = &text[mention.span.range()];
        let profile = profiles.named(name)?;
        (writes && is && topical(&mention) && profile.may_organise() && !profile.versioned).then(|| name.to_owned())
    };
    texts.iter().filter(|text| text.len() > 60).take(OPENING).find_map(|text| defines(&text)).map(organisation_named)
}

/// Whether the words behind a name are its announcement: "today announced", ", the analytics company, announced today".
fn announces_today(after: &str) -> bool {
    /// How many words a name may be told by, behind it and a comma; with an article more, commas among them.
    const SHORT: usize = 14;
    const LONG: usize = 40;
    const TODAY: &[&str] = &[
        "today announced",
        "announced today",
        "is announcing today",
        "today is announcing",
        "today launched",
        "today released",
        "today reported",
        "reported today",
        "today reports",
        "reported financial results",
        "reported its financial results",
        "announced financial results",
        "announced its financial results",
    ];
    let mut words = after.trim_start();
    // "Acme Corp (NYSE: ACM) ("Acme"), the holding company of Bolt, today announced …"
    while words.starts_with('(') {
        words = words.split_once(')').map_or("", |(_, behind)| behind).trim_start();
    }
    let words = match words.strip_prefix(',') {
        Some(apposed) if !TODAY.iter().any(|today| apposed.trim_start().starts_with(today)) => {
            // "a maker that designs, builds and sells pumps, today announced"
            let article = ["a ", "an ", "the "].iter().any(|article| apposed.trim_start().starts_with(article));
            let (most, commas) = if article { (LONG, usize::MAX) } else { (SHORT, 1) };
            let words_end = apposed.match_indices(' ').nth(most - 2).map_or(apposed.len(), |(space, _)| space);
            let end = apposed.find(". ").map_or(words_end, |stop| stop.min(words_end));
            let mut behind = apposed[..end].match_indices(',').take(commas).map(|(comma, _)| &apposed[comma + 1..]);
            behind.find(|behind| TODAY.iter().any(|today| behind.trim_start().starts_with(today))).unwrap_or_default()
        }
        Some(apposed) => apposed,
        None => words,
    };
    TODAY.iter().any(|today| words.trim_start_matches([',', ' ']).starts_with(today))
}

/// "Acme is pleased to announce that we …", "Acme today announced", "At Acme, we …", "we at Acme".
pub(super) fn announcing(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    let may_announce = text.contains(", we")
        || (text.contains(" in ") || text.contains("In ")) && text.contains(" we ")
        || text.contains(" at ") && text.contains(" we")
        || text.contains("At ")
        || text.contains("ere at ")
        || text.contains("today")
        || ["e're ", "e’re ", "e are "].iter().any(|are| text.contains(are))
        || text.contains("financial results")
        || ANNOUNCING.iter().any(|words| text.contains(words));
    if !may_announce && !FOUNDING.iter().any(|words| small.contains(words)) {
        return None;
    }
    let starts: Vec<usize> = sentence::segment(text).iter().map(|span| span.start).collect();
    let names = name::scan(text, &starts);
    let named = |mention: &NameMention| text[mention.span.range()].to_owned();
    for mention in
        names.iter().filter(|mention| matches!(mention.kind, NameKind::Organisation | NameKind::Product | NameKind::Other))
    {
        let after = &text[mention.span.end..];
        let before = text[..mention.span.start].trim_end();
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(CUE_BYTES))..];
        // "but at Acme we build our own"
        let said = before.ends_with(" at") && [" we ", " we'", " we’", ", we "].iter().any(|we| after.starts_with(we));
        // "As we developed more features at Acme"
        let worked = before.ends_with(" at") && !mention.known && works_there(text, mention.span.start);
        // "Recently in Acme we decided to move"
        let inside = || !mention.known && works_inside(before, after);
        // "At the PTA we maintain …", not "At the Hilton we stayed"
        let house = before.ends_with("At the") && keeps_house(after);
        let at = before.ends_with("At") || house || before.ends_with("Here at") || said || inside();
        if worked {
            return Some(named(mention));
        }
        // "We're Acme, a maker of maps."
        let introduced = before.to_lowercase();
        // "Our rivals think we are Acme" is what others think.
        let are = ["we're", "we’re", "we are"].iter().any(|we| {
            let earlier = introduced.strip_suffix(we).map(str::trim_end);
            earlier.is_some_and(|earlier| !earlier.ends_with(|c: char| c.is_alphanumeric()) || earlier.ends_with("and"))
        });
        let called = [", a ", ", an ", ", the ", ". ", " – ", " — "].iter().any(|mark| after.starts_with(mark));
        if are && called {
            return Some(named(mention));
        }
        let founded = FOUNDING.iter().any(|words| before.to_lowercase().ends_with(words));
        let announces = founded || announces_today(after) || ANNOUNCING.iter().any(|words| after.starts_with(words));
        let speaks =
            || [", we ", ", we'", ", we’", " we ", " we'", " we’", ", our ", " our "].iter().any(|we| after.starts_with(we));
        // "At Acme, video is our business"
        let clause = after.split(['.', ';', '!']).next().unwrap_or_default();
        let ours = || after.starts_with(", ") && [" is our ", " are our "].iter().any(|ours| clause.contains(ours));
        if announces || at && (speaks() || ours()) {
            return Some(named(mention));
        }
    }
    None
}

/// Whether the words behind a name say what "we" do there all the time: " we maintain …".
fn keeps_house(after: &str) -> bool {
    const KEEPING: &[&str] = &[
        "support", "maintain", "build", "run", "make", "operate", "develop", "offer", "provide", "believe", "host", "take",
        "care", "help", "work", "bake", "sell", "publish", "teach",
    ];
    let rest = after.trim_start_matches(',').trim_start().strip_prefix("we ");
    rest.and_then(|rest| rest.split([' ', ',']).next()).is_some_and(|verb| KEEPING.contains(&verb))
}

/// "Recently in Acme we decided to move": whether a sentence opens with the name that stands between `before` and `after`, and goes on with what "we"
/// as a house did; "In Paris we saw" does not.
fn works_inside(before: &str, after: &str) -> bool {
    const DECIDING: &[&str] = &[
        "decided",
        "decide",
        "built",
        "build",
        "developed",
        "develop",
        "use",
        "used",
        "run",
        "ran",
        "migrated",
        "switched",
        "chose",
        "moved",
        "have",
        "had",
        "needed",
        "adopted",
        "maintain",
        "operate",
        "ship",
        "started",
    ];
    let opened = before.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
    let mut words = opened.split_whitespace().rev();
    let inside = words.next().is_some_and(|word| matches!(word, "in" | "In")) && words.count() < 2;
    let done = after.trim_start_matches([',', ' ']).strip_prefix("we ").and_then(|done| done.split_whitespace().next());
    inside && done.is_some_and(|verb| DECIDING.contains(&verb))
}

/// Whether the sentence up to the name at `place` says that "we" made or ran something there: "as we built more features at Acme".
fn works_there(text: &str, place: usize) -> bool {
    const MAKING: &[&str] = &[
        "built",
        "build",
        "developed",
        "develop",
        "run",
        "ran",
        "ship",
        "shipped",
        "made",
        "make",
        "wrote",
        "write",
        "started",
        "use",
    ];
    const FAR: usize = 5;
    let clause = text[..place].rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = clause.split_whitespace().rev().skip(1).take(FAR).collect();
    words.windows(2).any(|pair| MAKING.contains(&pair[0]) && matches!(pair[1], "we" | "we've" | "we’ve"))
}

/// The organisation that speaks as "we": one that the opening names and that acts where the text says "we".
pub(super) fn speaking(metadata: &Metadata, profiles: &Profiles) -> Option<Topic> {
    let score = |profile: &Profile| 2 * profile.speaks.min(3) + profile.acts.min(3) + 6 * profile.is_us.min(1);
    let signed = |profile: &Profile| metadata.authors.iter().any(|author| author.contains(profile.name.as_str()));
    let fits = |profile: &Profile| {
        profile.may_organise()
            && (profile.count > 1 || profile.is_us > 0 || profile.opens)
            && !signed(profile)
            && (!profile.known || profile.sort == Some(Sort::Organisation) && (profile.is_us > 0 || profiles.dominates(profile)))
            && !profile.versioned
            && !profile.is_tool(metadata.title.as_deref())
            && !is_left(metadata, &profile.name)
    };
    let speaks = profiles.iter().enumerate().filter(|(_, profile)| profile.early && profile.speaks > 0 && fits(profile));
    let first = speaks.max_by_key(|(at, profile)| (score(profile), std::cmp::Reverse(*at)));
    // "Acme was down for two hours. We are sorry."
    let opens = || {
        let opening = profiles.iter().enumerate().find(|(_, profile)| profile.opens && fits(profile));
        opening.filter(|_| profiles.first_plural >= OWN_ACCOUNT)
    };
    let first = first.filter(|_| profiles.first_person > 0).or_else(opens);
    first.map(|(_, profile)| organisation_named(profile.name.clone()))
}

/// Who "we" is where nothing says so: the organisation that the article is about, or the author by name.
pub(super) fn guessed_author(metadata: &Metadata, organisation: Option<&Topic>) -> Option<Topic> {
    let person = |name: String| Topic { name, sort: Some(Sort::Person), plural: false };
    organisation
        .cloned()
        .or_else(|| metadata.authors.first().cloned().map(person))
        .or_else(|| Some(person("the author".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::short_publisher;

    #[test]
    fn a_site_is_named_without_what_it_says_of_itself() {
        let cases = [
            ("Acme | Open source analytics", "Acme"),
            ("Acme Tech Blog", "Acme"),
            ("Acme Engineering Blog", "Acme"),
            ("Acme Newsroom", "Acme"),
            ("Norland Tech", "Norland Tech"),
            ("Acme Engineering", "Acme Engineering"),
        ];
        for (publisher, name) in cases {
            assert_eq!(short_publisher(publisher), name);
        }
    }
}
