//! What a reader knows before the first sentence: who writes, and what the article is about.
//!
//! Comes in: the document's metadata and the names in its text. Goes out: the [`Context`] that reading starts with.

mod around;
mod asked;
mod author;
mod masthead;
mod profile;
mod used;

use crate::document::{Block, Document, Role};
use crate::mention::name::{self, Evidence};
use crate::text::has_word;

use super::context::{Context, Sort, Topic};
use super::subject::survey_named;
use author::{defined, guessed_author, is_newsroom, speaking, stated_author};
use masthead::{is_of_period, reporter, reporting_line, strengthened};
use profile::{Profile, Profiles, topical};
use used::{is_left, is_used};

/// How much of a document's text is read for its topic, in bytes. Later text repeats what the beginning named.
const READ_MAX: usize = 40_000;

/// How many blocks are looked through for tables of shares.
const BLOCKS_READ: usize = 400;

/// How many paragraphs say early that a document tells of a survey.
const OPENED_BY: usize = 4;

/// A text that speaks of respondents so often tells of a survey, whatever its title.
const ANSWERED_OFTEN: usize = 4;

/// How often a page says the name of its publisher without speaking of it.
const MASTHEAD: usize = 3;

/// A name that neither title nor opening has and that is not said oftener is mentioned in passing.
const PASSING: usize = 4;

/// A text that says "we" or "our" so often is its writers' own account.
const OWN_ACCOUNT: usize = 4;

/// The context that `document` is read with; `evidence` is what its text shows about its words.
pub(crate) fn context(document: &Document, evidence: &Evidence) -> Context {
    let texts = opening_texts(document);
    let profiles = Profiles::of(&texts, evidence);
    let title = title_names(document);
    let headline = document.metadata.title.as_deref();
    let publisher = document.metadata.publisher.as_deref().or_else(|| site_named(document)).unwrap_or_default();
    let publishes = |profile: &Profile| only_publishes(publisher, profile, &profiles);
    let main = topic(&title, &profiles, |profile| !publishes(profile) && (!profile.is_letters() || profile.acts > 1));
    // Whose own account a text is stands in its opening; who is named later is somebody else.
    let told = profiles.first_plural >= OWN_ACCOUNT;
    let organisation = topic(&title, &profiles, |profile| {
        profile.may_organise()
            && (profile.early
                && !profile.is_tool(headline)
                && (!profile.known || profile.is_us > 0 || profiles.dominates(profile))
                || !told)
            && (told || !publishes(profile))
    });
    let organisation = organisation.or_else(|| leading(&texts, &profiles, publisher).filter(|_| !told));
    let talks = profiles.first_plural >= 3 * OWN_ACCOUNT;
    let calls = talks && is_of_quarters(&texts);
    let organisation = organisation.or_else(|| heard(&title, headline, &profiles).filter(|_| calls));
    let stated = stated_author(document, &texts, &profiles);
    // Who says "I" throughout is a person, whatever she made.
    let alone = profiles.first_person >= OWN_ACCOUNT && 4 * profiles.first_plural < profiles.first_person;
    let speaking = if alone { None } else { speaking(&document.metadata, &profiles) };
    let named = stated.or(speaking).or_else(|| if alone { None } else { defined(&texts, &profiles) });
    let meant = || texts.iter().find_map(|text| strengthened(text)).map(organisation_named);
    let named = named.or_else(|| if calls && organisation.is_none() { meant() } else { None });
    let named = named.map(|named| without_legal_form(named, &profiles));
    let own = is_own_account(document, &texts, &profiles, named.as_ref(), publishes);
    // Who says "we" all the time, and is named at the head as nobody's tool, gives an account of itself.
    let organisation = organisation.filter(|topic| named.is_some() || !(talks && is_in_passing(topic, headline, &profiles)));
    let guessed = named.is_none() && !alone && talks;
    let own = own || guessed && organisation.as_ref().is_some_and(|writer| !is_left(&document.metadata, &writer.name));
    // In an organisation's own account, money and people are its own.
    let organisation = if own { named.clone().or(organisation) } else { organisation };
    let writer = organisation.as_ref().filter(|topic| !is_left(&document.metadata, &topic.name));
    // A person who says "we" on a product's own pages speaks for those who make it.
    let tool = |name: &str| profiles.named(name).is_some_and(|profile| profile.is_tool(headline));
    let makers = main
        .as_ref()
        .filter(|main| main.sort == Some(Sort::Product) && told && !is_used(&texts, &main.name) && !tool(&main.name));
    let writer = likelier(writer, makers, &profiles);
    // "I am the Company's chief financial officer": nobody says which.
    let unknown = organisation.is_none() && named.is_none() && !alone && (told || is_of_results(&texts));
    let speaker = || calls.then(|| organisation_named("the company".to_owned()));
    let nameless = if unknown { nameless(&texts).or_else(speaker) } else { None };
    let own = own || nameless.is_some();
    let named = named.or_else(|| nameless.clone());
    let stated = named.is_some();
    let author = named.or_else(|| {
        guessed_author(&document.metadata, writer.filter(|_| !alone).filter(|topic| may_write(topic, headline, &profiles)))
    });
    let main = main.or_else(|| organisation.clone());
    let mut context = Context::opening(author, main, organisation.or(nameless), own);
    if stated {
        context.tells();
    }
    let notable = profiles.iter().filter(|profile| profile.count > 1 || profile.known || profile.early);
    context.notice(notable.map(|profile| profile.name.clone()));
    if is_survey(document, &texts) {
        let people = asked::people(&texts).or_else(|| asked::users(&texts, headline, context.document.as_ref()));
        context.surveys(headline.and_then(survey_named), people);
    }
    context
}

/// Whether a name may be that of a text's writer: who is first spoken of far down writes nothing.
fn may_write(topic: &Topic, headline: Option<&str>, profiles: &Profiles) -> bool {
    let titled = |profile: &Profile| headline.is_some_and(|title| title.contains(profile.name.as_str()));
    // "three in four are a Hobbyist": a name that does nothing and is said twice at most writes nothing either.
    let idle = |profile: &Profile| {
        profiles.first_plural < OWN_ACCOUNT
            && profile.acts + profile.speaks + profile.is_us == 0
            && profile.count < 3
            && !profile.known
            && !titled(profile)
    };
    profiles
        .named(&topic.name)
        .is_none_or(|profile| profile.early && !idle(profile) || profile.speaks > 0 || topic.sort == Some(Sort::Organisation))
}

/// A call whose opening names nobody: who speaks for whom is said further down ("the years ahead at Acme").
fn heard(title: &[String], headline: Option<&str>, profiles: &Profiles) -> Option<Topic> {
    topic(title, profiles, |profile| {
        profile.may_organise() && profile.speaks > 0 && profile.count > 2 && !profile.is_tool(headline)
    })
}

/// Whether a text full of "we" says a name once or twice, and not as its own: it is somebody else's.
fn is_in_passing(topic: &Topic, headline: Option<&str>, profiles: &Profiles) -> bool {
    let titled = headline.is_some_and(|title| title.contains(topic.name.as_str()));
    let passed =
        |profile: &Profile| (profile.known || !profile.leads) && profile.count < 3 && profile.is_us + profile.speaks == 0;
    !titled && profiles.named(&topic.name).is_some_and(passed)
}

/// Whether a name is only that of the pages that a text about others stands on, which is not its topic.
fn only_publishes(publisher: &str, profile: &Profile, profiles: &Profiles) -> bool {
    let said = profile.acts > 0 || profile.count > MASTHEAD;
    profiles.first_plural < OWN_ACCOUNT && !said && format!(" {publisher} ").contains(&format!(" {} ", profile.name))
}

/// Whether the document is the own account of whom it names as its writer.
fn is_own_account(
    document: &Document,
    texts: &[&str],
    profiles: &Profiles,
    named: Option<&Topic>,
    publishes: impl Fn(&Profile) -> bool,
) -> bool {
    let heads = |title: &str| reporting_line(title).filter(|_| is_of_period(title));
    let headed = document.metadata.title.as_deref().and_then(heads);
    let heads_it = headed.zip(named).is_some_and(|(head, named)| head.eq_ignore_ascii_case(&named.name));
    let reports = reporter(&document.metadata, texts).is_some() || heads_it;
    let unsaid = profiles.first_person < OWN_ACCOUNT
        && document.metadata.publisher.as_deref().is_some_and(|publisher| {
            profiles.iter().all(|profile| !publisher.contains(profile.name.as_str()) || publishes(profile))
        });
    let says_so = |named: &Topic| {
        let first = || profiles.first().is_some_and(|first| named.name.starts_with(first.name.as_str()) && !publishes(first));
        reports || profiles.first_person >= OWN_ACCOUNT || !is_newspaper(&named.name) && first()
    };
    !is_newsroom(&document.metadata.authors) && (reports || !unsaid) && named.is_some_and(says_so)
}

/// Whether a text speaks of quarters all the time, as those do who report results.
fn is_of_quarters(texts: &[&str]) -> bool {
    const OFTEN: usize = 4;
    const CUES: &[&str] =
        &["earnings", "sales", "revenue", "revenues", "guidance", "margin", "margins", "shareholders", "investors"];
    const QUARTERS: &[&str] = &["quarter", "Quarter", "quarters", "quarterly", "Quarterly"];
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| QUARTERS.contains(word)).count() >= OFTEN && texts.iter().any(|text| has_word(text, CUES))
}

/// "Acme, Inc." where the text says "Acme" too: the shorter form.
fn without_legal_form(topic: Topic, profiles: &Profiles) -> Topic {
    let Some((short, _)) = topic.name.rsplit_once(", ") else { return topic };
    // "ACME, Inc." heads a text about "Acme".
    let shouted = |name: &str| !name.contains(char::is_lowercase);
    let same = profiles.iter().map(|profile| profile.name.as_str()).filter(|name| name.eq_ignore_ascii_case(short));
    match same.min_by_key(|name| shouted(name)).map(str::to_owned) {
        Some(name) => Topic { name, ..topic },
        None => topic,
    }
}

/// "The Springfield Courier": a paper that has its city's name tells of others.
fn is_newspaper(name: &str) -> bool {
    const PAPERS: &[&str] = &[
        "Courier",
        "Post",
        "Times",
        "Gazette",
        "News",
        "Tribune",
        "Herald",
        "Star",
        "Journal",
        "Echo",
        "Observer",
        "Chronicle",
        "Mail",
        "Express",
        "Telegraph",
        "Independent",
        "Standard",
        "Press",
        "Globe",
        "Sun",
        "Record",
        "Mirror",
        "Daily",
        "Today",
        "Register",
        "Dispatch",
        "Argus",
        "Advertiser",
        "Examiner",
        "Inquirer",
        "Sentinel",
        "Bulletin",
        "Monitor",
        "Leader",
        "Citizen",
    ];
    name.rsplit_once(' ').is_some_and(|(_, last)| PAPERS.contains(&last))
}

/// The organisation that the first paragraph tells of, where the text goes on with "the company"; not whose pages it stands on.
fn leading(texts: &[&str], profiles: &Profiles, publisher: &str) -> Option<Topic> {
    const STANDING_FOR: &[&str] = &["the company", "The company", "the firm", "The firm", "the group", "The group"];
    let stands = texts.iter().any(|text| STANDING_FOR.iter().any(|words| text.contains(words)));
    let fits = |profile: &&Profile| profile.leads && profile.may_organise() && !publisher.contains(profile.name.as_str());
    // "The city's transport company, ATC, counted"
    let apposed = |profile: &&Profile| {
        const SORTS: &[&str] =
            &["company", "firm", "group", "operator", "maker", "retailer", "utility", "bank", "chain", "agency"];
        let set_off = |sort: &&str| texts.iter().take(OPENED_BY).any(|text| text.contains(&format!("{sort}, {},", profile.name)));
        profile.leads && SORTS.iter().any(set_off)
    };
    let opens = |profile: &&Profile| {
        profile.acts > 0
            || texts.iter().any(|text| text.strip_prefix(profile.name.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    };
    let first = profiles.iter().find(apposed).or_else(|| profiles.iter().filter(fits).find(opens)).filter(|_| stands)?;
    Some(organisation_named(first.name.clone()))
}

/// Who writes, of an organisation and the makers of what the text is about.
fn likelier<'t>(writer: Option<&'t Topic>, makers: Option<&'t Topic>, profiles: &Profiles) -> Option<&'t Topic> {
    match (writer, makers) {
        // A name of no known sort is less likely to write.
        (Some(writer), Some(makers))
            if writer.sort.is_none() && first_weight(profiles, makers) > first_weight(profiles, writer) =>
        {
            Some(makers)
        }
        (writer, makers) => writer.or(makers),
    }
}

/// Whether the opening lists the sums that an organisation reports: "Revenue amounted to …", "Net loss for the quarter …".
fn is_of_results(texts: &[&str]) -> bool {
    const LISTED: usize = 3;
    const SUMS: &[&str] = &[
        "revenue",
        "revenues",
        "sales",
        "net",
        "operating",
        "earnings",
        "loss",
        "profit",
        "ebitda",
        "ebit",
        "dividend",
        "gross",
        "order",
        "orders",
        "cash",
        "income",
        "deposits",
        "adjusted",
        "total",
        "diluted",
        "comparable",
    ];
    const NATIONAL: &[&str] = &["Gross domestic", "Gross national", "Net migration", "Net exports", "Total output", "GDP"];
    let reports = |text: &&str| {
        let first = text.split(' ').next().unwrap_or_default().to_lowercase();
        SUMS.contains(&first.as_str()) && text.bytes().any(|byte| byte.is_ascii_digit())
    };
    // A country's statistics list sums too.
    let national = |text: &str| NATIONAL.iter().any(|words| text.starts_with(words));
    let lines = || texts.iter().take(SHEET).map(|text| text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    lines().filter(reports).count() >= LISTED && !lines().any(national)
}

/// How many paragraphs may hold the list of what is reported.
const SHEET: usize = 12;

/// What a text calls the organisation whose own account it is, where no name is given.
fn nameless(texts: &[&str]) -> Option<Topic> {
    const COMPANY: &str = "the Company";
    let company = [COMPANY, "The Company"];
    let said = texts
        .iter()
        .flat_map(|text| company.iter().flat_map(|words| text.match_indices(words).map(|(at, words)| &text[at + words.len()..])));
    // "the Company Act": part of a name.
    let alone = |rest: &str| {
        let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        !next.is_some_and(char::is_uppercase) && !rest.starts_with(char::is_alphanumeric)
    };
    said.into_iter().any(alone).then(|| organisation_named(COMPANY.to_owned()))
}

/// How much the name of `topic` stands out.
fn first_weight(profiles: &Profiles, topic: &Topic) -> usize {
    profiles.named(&topic.name).map_or(0, Profile::weight)
}

/// Whether the document tells what people answered in a survey.
fn is_survey(document: &Document, texts: &[&str]) -> bool {
    let named = |text: &str| ["survey", "poll", "questionnaire"].iter().any(|word| text.to_lowercase().contains(word));
    let opening = document.metadata.title.as_deref().is_some_and(named) || texts.iter().take(OPENED_BY).any(|text| named(text));
    let answered =
        texts.iter().map(|text| text.matches("respondents").count() + text.matches("Respondents").count()).sum::<usize>();
    is_titled_survey(document) || opening && answered > 0 || answered >= ANSWERED_OFTEN || asks_many(document, texts)
}

/// Whether the opening tells how many were asked or answered, and the document gives many shares: "We asked 2,318 engineers", "a poll of 2,400
/// workers", "3,412 responses", "1,874 people took part".
fn asks_many(document: &Document, texts: &[&str]) -> bool {
    const SHARES: usize = 6;
    let share = |text: &str| text.matches('%').count() + text.matches("per cent").count() + text.matches(" percent").count();
    let tables = document.blocks.iter().take(BLOCKS_READ).filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str())),
        Block::Prose(_) => None,
    });
    let texts_of = || texts.iter().take(OPENED_BY).map(|text| text.to_lowercase());
    texts_of().any(|text| tells_asked(&text) || tells_answered(&text))
        && texts.iter().copied().chain(tables.flatten()).map(share).sum::<usize>() >= SHARES
}

/// "we asked 2,318", "a poll of 2,400".
fn tells_asked(text: &str) -> bool {
    const ASKING: &[&str] = &["we asked ", "surveyed ", "polled ", "poll of ", "survey of ", "interviewed "];
    const BEFORE_NUMBER: usize = 16;
    ASKING.iter().flat_map(|words| text.match_indices(words)).map(|(at, words)| at + words.len()).any(|at| {
        let next = &text[at..text.floor_char_boundary((at + BEFORE_NUMBER).min(text.len()))];
        next.split(' ').take(3).any(is_number_of_people)
    })
}

/// "3,412 responses", "1,874 people took part".
fn tells_answered(text: &str) -> bool {
    const ANSWERING: &[&str] =
        &["responses", "respondents", "participants", "responded", "answered", "took part", "participated"];
    const BEHIND_NUMBER: usize = 32;
    ANSWERING.iter().flat_map(|words| text.match_indices(words)).any(|(at, words)| {
        let before = &text[text.floor_char_boundary(at.saturating_sub(BEHIND_NUMBER))..at];
        let rate = text[at + words.len()..].trim_start().starts_with("per ");
        !rate && before.rsplit(' ').skip(1).take(3).any(is_number_of_people)
    })
}

/// A number of three digits or more that is no year.
fn is_number_of_people(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let year = word.len() == 4 && digits == 4 && (word.starts_with("19") || word.starts_with("20"));
    digits > 2 && !year
}

/// Whether the title names a survey.
pub(crate) fn is_titled_survey(document: &Document) -> bool {
    document.metadata.title.as_deref().is_some_and(|title| title.to_lowercase().contains("survey"))
}

/// The prose of the document's beginning.
fn opening_texts(document: &Document) -> Vec<&str> {
    let mut budget = READ_MAX;
    let mut texts = Vec::new();
    for block in &document.blocks {
        let Block::Prose(prose) = block else { continue };
        let text = prose.text.as_str();
        if matches!(prose.role, Role::Furniture | Role::SourceLine) || text.is_empty() {
            continue;
        }
        let text = &text[..text.floor_char_boundary(budget)];
        texts.push(text);
        budget -= text.len();
        if budget == 0 {
            break;
        }
    }
    texts
}

fn organisation_named(name: String) -> Topic {
    Topic { name, sort: Some(Sort::Organisation), plural: false }
}

/// The site that the title ends with: "Exports fall again - The Daily Post".
fn site_named(document: &Document) -> Option<&str> {
    const WORDS_MAX: usize = 4;
    let title = document.metadata.title.as_deref()?;
    let (before, site) =
        [" - ", " | ", " – ", " — "].iter().filter_map(|mark| title.rsplit_once(mark)).min_by_key(|(_, site)| site.len())?;
    (before.split(' ').count() >= 3 && site.split(' ').count() <= WORDS_MAX).then_some(site)
}

/// The names in the document's title.
fn title_names(document: &Document) -> Vec<String> {
    let title = document.metadata.title.as_deref().unwrap_or_default();
    name::scan(title, &[0]).into_iter().filter(topical).map(|mention| title[mention.span.range()].to_owned()).collect()
}

/// What the article is about, of the names that `fits` admits: a name of its title that the text repeats, else the one that stands out.
fn topic(title: &[String], profiles: &Profiles, fits: impl Fn(&Profile) -> bool) -> Option<Topic> {
    // The title itself may be one of the texts: a name is repeated where it stands twice.
    let repeated =
        |profile: &&Profile| profile.known || profile.count > 1 || profile.sort.is_some() || profile.name.contains(' ');
    let titled = title.iter().filter_map(|name| profiles.named(name)).filter(repeated).filter(|profile| fits(profile));
    let titled = titled.max_by_key(|profile| (profile.weight(), std::cmp::Reverse(profile.name.clone())));
    // Of three and more names that stand out alike none is the topic.
    let rivalled = |top: &Profile| {
        let other = |profile: &Profile| !profile.name.contains(&top.name) && !top.name.contains(&profile.name) && fits(profile);
        profiles
            .iter()
            .filter(|profile| other(profile))
            .filter(|profile| 5 * profile.weight() >= 4 * top.weight())
            .nth(1)
            .is_some()
    };
    let most = || {
        // One of many names that a text mentions in passing is not its topic.
        let often =
            profiles.iter().filter(|profile| (profile.count > PASSING || profile.early && profile.count > 1) && fits(profile));
        let top = often.max_by_key(|profile| (profile.weight(), std::cmp::Reverse(profile.name.clone())));
        top.filter(|top| !rivalled(top))
    };
    let profile = titled.or_else(most)?;
    Some(Topic { name: profile.name.clone(), sort: profile.sort, plural: false })
}

#[cfg(test)]
mod tests {
    use crate::claim::extract;
    use crate::document;
    use crate::source::Source;

    /// Whose a figure is that the text only calls "ours".
    fn own(article: &str) -> Option<String> {
        let text = format!("{article}\n\nWe cut our cloud bill by 30% in 2025.\n");
        let source = Source::from_bytes("post.md", text.as_bytes(), None).expect("a text");
        let claims = extract(&document::read(&source), "post.md");
        claims.into_iter().find(|claim| claim.quantity.is_some())?.subject.map(Into::into)
    }

    #[test]
    fn whose_product_is_ours_writes() {
        assert_eq!(own("Veltro, our monitoring platform, is open source.").as_deref(), Some("Veltro"));
        assert_ne!(own("Kafka, our message broker, was slow.").as_deref(), Some("Kafka"));
        assert_eq!(own("Our main product is Harbour, an open platform for chandlers.").as_deref(), Some("Harbour"));
        assert_eq!(own("At the Veltro we bake for all.").as_deref(), Some("Veltro"));
        assert_ne!(own("At the Veltro we stayed for 3 nights.").as_deref(), Some("Veltro"));
        assert_ne!(own("Our platform is Kubernetes, a system by others.").as_deref(), Some("Kubernetes"));
    }

    #[test]
    fn who_speaks_in_a_call_is_whose_shares_it_buys_back() {
        let talk = "We had a good quarter. Our sales were up in the quarter, and we are glad. We paid for our quarter. We grew. We and our people \
                    did it. We like our quarter, and we bake. Our costs rose.";
        let said = |end: &str| own(&format!("{talk} {end}"));
        assert_eq!(said("We repurchased $100 million worth of Q5 shares.").as_deref(), Some("Q5"));
        assert_eq!(said("We made investments to strengthen Torvex for the future. Torvex is strong.").as_deref(), Some("Torvex"));
        assert_eq!(said("I want to thank our Torv Kade team members.").as_deref(), Some("Torv Kade"));
        for other in [
            "We repurchased $100 million of our shares.",
            "We made investments to strengthen Europe.",
            "We have plans to strengthen R&D.",
            "I want to thank our European team.",
            "I want to thank our Investor Relations team.",
        ] {
            assert_eq!(said(other).as_deref(), Some("the company"), "{other}");
        }
    }

    #[test]
    fn what_a_title_says_is_used_writes_nothing() {
        let post = "---\ntitle: How Using Torvex Reduced Harbin's Time Spent on Builds\n---\nHarbin was young, and we looked for a tool. We met \
                    Torvex. Torvex builds.\n\nThe Harbin team got access. With Torvex we were glad. We like our builds. Torvex runs.";
        assert_eq!(own(post).as_deref(), Some("Harbin"));
        let calls =
            "Welcome to Kadr Corporation's first quarter call. Welcome to Kade Corporation's first quarter call. Kade is ours.";
        assert_eq!(own(calls).as_deref(), Some("Kade Corporation"));
    }

    #[test]
    fn a_name_alone_at_the_head_writes() {
        assert_eq!(own("Interim Results\n\nVeltro Health plc").as_deref(), Some("Veltro Health plc"));
        assert_eq!(own("Half Year 2026 Veltro Health plc Results Call\n\nMore text.").as_deref(), Some("Veltro Health plc"));
        assert_ne!(own("Half Year 2026 Results\n\nMore text.").as_deref(), Some("Half Year 2026"));
        assert_eq!(own("# Veltro Survey: The Results\n\nMore text.").as_deref(), Some("the author"));
    }

    #[test]
    fn suppliers_and_asides_do_not_write() {
        let supplied = "On most days Hasturan serves bread. We bake, and we like our bread. All of it was made possible by our friends, with ovens \
                        from Cisco.\n\nWe have friends at Hasturan. Our ovens are old, and we clean them. We paid for our flour to Hasturan.\n\n\
                        Cisco ended up giving us ovens. In 2014 Cisco had donated an oven to Hasturan. We and our bakers like Hasturan.";
        assert_eq!(own(supplied).as_deref(), Some("Hasturan"));
        assert_eq!(
            own("Recently in Veltro we moved our builds. We had a queue, and our builds were slow.").as_deref(),
            Some("Veltro")
        );
        let talk = "We had a good quarter. Our sales were up in the quarter, and we are glad. We paid for our quarter. We grew. We and our people \
                    did it. We like our quarter, and we bake. Our costs rose as a result of our spend for Grafico. We thank you.";
        assert_eq!(own(talk).as_deref(), Some("the company"));
        let game = "Our quarterback ran, and we won. We like our quarterback. We said our quarterback is good. We think we will win. Our \
                    headquarters agrees with our quarterback. We left a quarter of an hour later. We and our team ran. Our sales rose.";
        assert_eq!(own(game).as_deref(), Some("the author"));
        assert_eq!(own("In Zephyrland we saw birds. We walked.").as_deref(), Some("the author"));
    }

    #[test]
    fn who_says_who_they_are_writes() {
        assert_eq!(own("We’re Veltro, a maker of maps. Kaskade has maps too. Kaskade is old.").as_deref(), Some("Veltro"));
        assert_eq!(own("This is Ann, the CEO of Veltro. We had a good year.").as_deref(), Some("Veltro"));
        let tool = "We had a queue on Kafka, and we paid for it. Using Kafka, we sent mail. We left Kafka. We like our mail, and our users do.";
        assert_eq!(own(tool).as_deref(), Some("the author"));
    }

    #[test]
    fn whose_sums_are_listed_reports() {
        let sums = "* Revenue amounted to EUR 50.6 million.\n* Operating income amounted to EUR 2.7 million.\n* Earnings per share were EUR 5.\n";
        let must = "This is information that Veltro AB (publ) is obliged to make public.";
        assert_eq!(own(&format!("{sums}\n{must}")).as_deref(), Some("Veltro AB"));
        assert_eq!(own(&format!("{sums}\nThe Company had no debt.")).as_deref(), Some("the Company"));
        assert_eq!(own("---\ntitle: Veltro year-end report 2025\n---\nRevenue rose.").as_deref(), Some("Veltro"));
    }

    #[test]
    fn an_officer_of_it_writes() {
        let speech =
            "Thank you. I started my role as president and CEO of Veltro this month. Bison is our best brand. Bison leads.";
        assert_eq!(own(speech).as_deref(), Some("Veltro"));
        assert_eq!(
            own("I am the Company's finance chief. We grew, and our teams did well. We hired.").as_deref(),
            Some("the Company")
        );
    }

    #[test]
    fn whose_colleagues_or_officers_are_ours_writes() {
        let call = "Good morning. Bison is a rival. I want to thank our Veltro colleagues for the quarter.";
        assert_eq!(own(call).as_deref(), Some("Veltro"));
        let call = "Good morning. On the call we have Ann Lee, Veltro's Chairman and CEO. Bison is a part of it.";
        assert_eq!(own(call).as_deref(), Some("Veltro"));
        assert_ne!(own("We thank our Bison customers for the quarter.").as_deref(), Some("Bison"));
    }

    #[test]
    fn what_others_think_or_compare_does_not_write() {
        assert_ne!(own("Our rivals think we are Bison, a giant.").as_deref(), Some("Bison"));
        assert_ne!(own("A man told us this is the founder of Bison Bank.").as_deref(), Some("Bison Bank"));
    }

    #[test]
    fn what_the_writers_made_does_not_write() {
        let article = "# Farewell, big planner\n\nOne of our vans brought it. Zanobox plans routes in Peru. We called it Bison. Bison was retired.\n\nBison started in 2016. Bison was slow.";
        assert_eq!(own(article).as_deref(), Some("Zanobox"));
    }

    #[test]
    fn who_announces_results_or_signs_writes() {
        let release =
            "LEEDS--(WIRE)-- Veltro Corporation (Nasdaq: VLTR) today reported financial results for its second quarter.";
        assert_eq!(own(release).as_deref(), Some("Veltro Corporation"));
        let wire = "RICHMOND, Va.--(WIRE)--Veltro Corp. (NYSE: VLTR), an operator, today provided financial results for the fourth quarter.";
        assert_eq!(own(wire).as_deref(), Some("Veltro Corp."));
        let signed = "---\nauthors:\n  - name: Veltro\n---\nWe closed a round that Pinecrest Capital joined. Veltro is five. Veltro grows.";
        assert_eq!(own(signed).as_deref(), Some("Veltro"));
    }

    #[test]
    fn whose_site_is_linked_again_and_again_writes() {
        let links = "We built an alternative to Mapserver. We sell Veltro, and we are proud of [our story](https://veltro.example/a). We wrote \
                     [how](https://veltro.example/b) we tell people about Veltro. Mapserver is older. Mapserver is large.";
        assert_eq!(own(links).as_deref(), Some("Veltro"));
    }

    #[test]
    fn who_says_i_is_a_person() {
        let alone = "I left my job. I built Zestbox, and I sell it. I like my work. Zestbox parses recipes. Zestbox sells well.";
        assert_eq!(own(alone).as_deref(), Some("the author"));
    }

    #[test]
    fn whose_product_is_named_and_whose_address_is_spelled_writes() {
        assert_eq!(own("Our main product is Veltro, a planner.\n\nBolt is a rival. Bolt is old.").as_deref(), Some("Veltro"));
        let first = "We grew. See [why](https://veltro.example/a) Veltro Cloud is [free](https://veltro.example/b), says our team. We are few.";
        assert_eq!(own(first).as_deref(), Some("Veltro"));
    }

    #[test]
    fn who_is_used_moved_to_or_only_publishes_does_not_write() {
        let moved =
            own("# How switching from AWS to Hetzner saved us money\n\nHetzner has many servers. Hetzner is cheap. We like it.");
        assert_ne!(moved.as_deref(), Some("Hetzner"));
        let used = own(
            "# Taming MongoDB\n\nWe have used MongoDB for years. MongoDB grew slow, and our team is small. MongoDB is a database. We sighed.",
        );
        assert_ne!(used.as_deref(), Some("MongoDB"));
    }

    #[test]
    fn who_is_left_does_not_write() {
        let left = own("# How moving from AWS to our own servers saved us money\n\nAWS raised its prices. AWS has many regions.");
        assert_ne!(left.as_deref(), Some("AWS"));
    }
}
