//! What a reader has in mind when a sentence begins: the author's organisation, the heading's topic, the names said last.
//!
//! Comes in: the document and, as the reading goes on, the names that sentences were about. Goes out: names for pronouns, definite
//! descriptions and claims that name no subject of their own.

mod guest;

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::mention::name::NameKind;
use crate::text::WordMap;

use super::lexicon::data_lines;

/// What sort of thing a definite description or pronoun can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sort {
    Organisation,
    Product,
    Person,
    Place,
}

impl Sort {
    /// The sort of a recognised name, where it has one.
    pub(crate) fn of(kind: NameKind) -> Option<Self> {
        match kind {
            NameKind::Organisation | NameKind::Publication => Some(Sort::Organisation),
            NameKind::Product => Some(Sort::Product),
            NameKind::Person => Some(Sort::Person),
            NameKind::Place => Some(Sort::Place),
            NameKind::Benchmark | NameKind::Other => None,
        }
    }
}

/// The sorts that the definite noun `word` can point to ("the company", "this framework").
pub(crate) fn definite_sorts(word: &str) -> &'static [Sort] {
    static NOUNS: OnceLock<WordMap<&'static str, Vec<Sort>>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| {
        let mut nouns: WordMap<&'static str, Vec<Sort>> = WordMap::default();
        for line in data_lines(include_str!("data/definite-nouns.txt")) {
            let mut words = line.split_whitespace();
            let sort = match words.next() {
                Some("organisation") => Sort::Organisation,
                Some("product") => Sort::Product,
                Some("place") => Sort::Place,
                _ => Sort::Person,
            };
            words.for_each(|word| nouns.entry(word).or_default().push(sort));
        }
        nouns
    });
    nouns.get(word).map_or(&[], Vec::as_slice)
}

/// A name that sentences were about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Topic {
    pub name: String,
    pub sort: Option<Sort>,
    /// Written with a plural ("Databases A and H", "Python Backend Frameworks").
    pub plural: bool,
}

impl Topic {
    /// Whether it is an organisation, as far as is known.
    fn may_organise(&self) -> bool {
        matches!(self.sort, None | Some(Sort::Organisation))
    }
}

/// The reader's mind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// Who "we" is.
    pub author: Option<Topic>,
    /// Whether the document says who the author is; else that is a guess.
    stated: bool,
    /// What the document is about.
    pub document: Option<Topic>,
    /// The organisation that the document is about, where one stands out.
    pub organisation: Option<Topic>,
    /// Whether the document is an organisation's own account, so that what has no owner is its author's.
    own: bool,
    /// What the headings above are about, outermost first.
    headings: Vec<Option<Topic>>,
    /// What sentences of this section were about, oldest first.
    said: Vec<Topic>,
    /// How many of `said` come from earlier paragraphs.
    earlier: usize,
    /// The person named last.
    person: Option<Topic>,
    /// The country named last.
    country: Option<Topic>,
    /// Products that sentences of this section named on their way, oldest first.
    products: Vec<Topic>,
    /// Names of several words that sentences named, oldest first.
    titled: Vec<Topic>,
    /// How many of `titled` come from earlier paragraphs.
    titled_before: usize,
    /// Nouns and what they described last, oldest first.
    described: Vec<(String, Topic)>,
    /// Names that this paragraph was the first to describe.
    introduced: Vec<String>,
    /// Those whom figures counted last: "respondents", "companies".
    crowd: Option<Topic>,
    /// Names that the document says more than once.
    notable: HashSet<String>,
    /// Those who answered, where the document tells of a survey.
    respondents: Option<Topic>,
    /// The survey, by the name that the title gives it, else as "survey".
    survey: Option<Topic>,
    /// The subject of the sentence before, in this paragraph, named or not.
    subject: Option<Topic>,
    /// How many organisations paragraphs turned to with words that say what they are.
    introductions: usize,
    /// The organisation, other than the document's, that the paragraphs since the one about it go on with.
    guest: Option<Topic>,
    /// What the author, who was the subject of the sentence before, did something with: "We moved to Acme."
    object: Option<Topic>,
    /// The currency of the last sum of money.
    currency: Option<String>,
    /// What the last figure of this paragraph was about, and what it measures.
    figured: Option<(Topic, Option<String>)>,
    /// The part of the organisation that its report has turned to in this paragraph.
    turned: Option<Topic>,
    /// The part of the organisation that this section of its report is about.
    reported: Option<Topic>,
}

/// Whether `name` has the noun `noun` among its words behind the first, or before "of".
pub(crate) fn holds(name: &str, noun: &str) -> bool {
    let mut words = name.split(' ').peekable();
    let mut first = true;
    while let Some(word) = words.next() {
        let titled = !first || words.peek().is_some_and(|next| matches!(*next, "of" | "for"));
        if titled && word.eq_ignore_ascii_case(noun) {
            return true;
        }
        first = false;
    }
    false
}

/// How many descriptions a reader keeps in mind.
const DESCRIBED_MAX: usize = 24;

/// How many names back a pronoun may point.
const MEMORY: usize = 12;

impl Context {
    /// What a reader has in mind before the first sentence.
    pub(crate) fn opening(author: Option<Topic>, document: Option<Topic>, organisation: Option<Topic>, own: bool) -> Self {
        Self { author, document, organisation, own, ..Self::default() }
    }

    /// The document says who its author is.
    pub(crate) fn tells(&mut self) {
        self.stated = true;
    }

    /// The organisation that says "we", where the document tells which.
    pub(crate) fn speaker(&self) -> Option<&str> {
        let author = self.author.as_ref().filter(|author| self.stated && author.sort != Some(Sort::Person));
        author.map(|author| author.name.as_str())
    }

    /// A heading of `level` (from 1) about `topic` begins a section.
    pub(crate) fn enter(&mut self, level: u8, topic: Option<Topic>) {
        let depth = usize::from(level.max(1)) - 1;
        self.headings.truncate(depth);
        self.headings.resize(depth, None);
        self.headings.push(topic);
        self.said.clear();
        self.products.clear();
        self.earlier = 0;
    }

    /// A paragraph or list item begins; what a label right before it ("Vue:") named goes on.
    pub(crate) fn begin_paragraph(&mut self, labelled: bool) {
        self.welcome();
        self.earlier = self.said.len().saturating_sub(usize::from(labelled));
        self.titled_before = self.titled.len();
        self.subject = None;
        self.object = None;
        self.figured = None;
        self.turned = None;
        self.introduced.clear();
        // In a survey every paragraph begins with all who answered.
        if self.is_survey() {
            self.crowd = None;
        }
    }

    /// The sentence that was read had this subject, a name or not, and where that was the author this object.
    pub(crate) fn end_sentence(&mut self, subject: Option<Topic>, object: Option<Topic>) {
        self.subject = subject.or(self.subject.take());
        self.object = object;
    }

    /// What the author of the sentence before did something with.
    pub(crate) fn object(&self) -> Option<&Topic> {
        self.object.as_ref()
    }

    /// A figure of the measure `metric` was about `topic`.
    pub(crate) fn figure(&mut self, topic: Topic, metric: Option<String>) {
        self.figured = Some((topic, metric));
    }

    /// The report turned to `part`, or back to the whole.
    pub(crate) fn turn(&mut self, part: Option<Topic>) {
        self.turned = part;
    }

    /// The part of the organisation that its report has turned to.
    pub(crate) fn turned(&self) -> Option<&Topic> {
        self.turned.as_ref()
    }

    /// The section that begins reports on `part` of the organisation.
    pub(crate) fn report_on(&mut self, part: Option<Topic>) {
        self.reported = part;
    }

    /// The part of the organisation that this section of its report is about.
    pub(crate) fn reported(&self) -> Option<&Topic> {
        self.reported.as_ref()
    }

    /// A sum of `currency` was told.
    pub(crate) fn pay(&mut self, currency: &str) {
        if self.currency.as_deref() != Some(currency) {
            self.currency = Some(currency.to_owned());
        }
    }

    /// The currency of the last sum of money, where an organisation gives account of its own.
    pub(crate) fn currency(&self) -> Option<&str> {
        self.currency.as_deref().filter(|_| self.own_organisation().is_some())
    }

    /// What the last figure of this paragraph was about, if it is of the measure `noun`.
    pub(crate) fn measured(&self, noun: &str) -> Option<&Topic> {
        let (topic, metric) = self.figured.as_ref()?;
        metric.as_ref().is_some_and(|metric| metric.split(' ').any(|word| word.eq_ignore_ascii_case(noun))).then_some(topic)
    }

    /// What the last figure of this paragraph was about.
    pub(crate) fn figured(&self) -> Option<&Topic> {
        self.figured.as_ref().map(|(topic, _)| topic)
    }

    /// A sentence described things with these nouns.
    pub(crate) fn describe(&mut self, descriptions: Vec<(String, Topic)>) {
        if descriptions.is_empty() {
            return;
        }
        for (noun, topic) in descriptions {
            let known = |name: &str| self.said[..self.earlier].iter().chain(&self.titled).any(|said| said.name == name);
            if !known(&topic.name) && !self.described.iter().any(|(_, described)| described.name == topic.name) {
                self.introduced.push(topic.name.clone());
            }
            self.described.push((noun, topic));
        }
        let surplus = self.described.len().saturating_sub(DESCRIBED_MAX);
        self.described.drain(..surplus);
    }

    /// What `noun` described last.
    pub(crate) fn described(&self, noun: &str) -> Option<&Topic> {
        self.described.iter().rev().find(|(described, _)| described == noun).map(|(_, topic)| topic)
    }

    /// People or things without a name were counted, or acted.
    pub(crate) fn count(&mut self, topic: Topic) {
        self.crowd = Some(topic);
    }

    /// Those whom figures counted last; in a survey, those who answered it.
    pub(crate) fn crowd(&self) -> Option<&Topic> {
        self.crowd.as_ref().or(self.respondents.as_ref())
    }

    /// The document tells what the respondents of `survey` said, whom it calls `people` where that is not "respondents".
    pub(crate) fn surveys(&mut self, survey: Option<Topic>, people: Option<String>) {
        self.survey = survey.or_else(|| Some(Topic { name: "survey".to_owned(), sort: None, plural: false }));
        let name = people.unwrap_or_else(|| "respondents".to_owned());
        self.respondents = Some(Topic { name, sort: None, plural: true });
    }

    /// The survey that the document tells of.
    pub(crate) fn survey(&self) -> Option<&Topic> {
        self.survey.as_ref()
    }

    /// Whether the document tells of a survey.
    pub(crate) fn is_survey(&self) -> bool {
        self.respondents.is_some()
    }

    /// What "it" or, where `plural`, "they" takes up: the subject of the sentence before, if its number fits.
    pub(crate) fn taken_up(&self, plural: bool) -> Option<&Topic> {
        self.subject.as_ref().filter(|topic| topic.sort != Some(Sort::Person) && (plural || !topic.plural))
    }

    /// The subject of the sentence before, in this paragraph.
    pub(crate) fn subject(&self) -> Option<&Topic> {
        self.subject.as_ref()
    }

    /// A sentence was about `topic`.
    pub(crate) fn say(&mut self, topic: Topic) {
        // "Sharma" behind "Anand Sharma"
        let surname = topic.sort.is_none()
            && self.person.as_ref().is_some_and(|person| person.name.split(' ').next_back() == Some(topic.name.as_str()));
        if surname {
            return;
        }
        if topic.sort == Some(Sort::Person) {
            self.person = Some(topic);
            return;
        }
        if let Some(at) = self.said.iter().position(|before| before.name == topic.name) {
            self.said.remove(at);
            self.earlier -= usize::from(at < self.earlier);
        }
        if self.said.len() == MEMORY {
            self.said.remove(0);
            self.earlier = self.earlier.saturating_sub(1);
        }
        self.said.push(topic);
    }

    /// A sentence named `country`.
    pub(crate) fn place(&mut self, country: Topic) {
        self.country = Some(country);
    }

    /// A sentence named `product` on its way.
    pub(crate) fn pass(&mut self, product: Topic) {
        if self.products.len() == MEMORY {
            self.products.remove(0);
        }
        self.products.push(product);
    }

    /// What sentences said last whose words end in the noun `noun` and say more.
    pub(crate) fn said_ending(&self, noun: &str) -> Option<&Topic> {
        let ends = |topic: &&Topic| topic.name.rsplit_once(' ').is_some_and(|(_, last)| last.eq_ignore_ascii_case(noun));
        self.subject.iter().chain(self.said.iter().rev()).chain(self.titled.iter().rev()).find(ends)
    }

    /// A sentence named `topic`, whose name has several words.
    pub(crate) fn title(&mut self, topic: Topic) {
        if let Some(at) = self.titled.iter().position(|before| before.name == topic.name) {
            self.titled.remove(at);
            self.titled_before -= usize::from(at < self.titled_before);
        }
        if self.titled.len() == DESCRIBED_MAX {
            self.titled.remove(0);
            self.titled_before = self.titled_before.saturating_sub(1);
        }
        self.titled.push(topic);
    }

    /// The organisation that this paragraph named last on its way, where no sentence of it was about one.
    pub(crate) fn named_here(&self) -> Option<&Topic> {
        let told = self.said[self.earlier..].iter().any(Topic::may_organise);
        self.titled[self.titled_before..].iter().rev().find(|topic| topic.may_organise()).filter(|_| !told)
    }

    /// The name said last that holds the noun `noun`: "Acme Housing Agency" for "agency".
    pub(crate) fn titled(&self, noun: &str) -> Option<&Topic> {
        self.titled.iter().rev().find(|topic| holds(&topic.name, noun))
    }

    /// The country named last.
    pub(crate) fn country(&self) -> Option<&Topic> {
        self.country.as_ref()
    }

    /// Whom "the company" means in an organisation's own account.
    pub(crate) fn own_organisation(&self) -> Option<&Topic> {
        self.organisation.as_ref().filter(|_| self.own)
    }

    /// Whom "the company" means at the start of a paragraph: the organisation that the text is about, where it was spoken of not long ago.
    pub(crate) fn told_of(&self) -> Option<&Topic> {
        let organisation = self.organisation.as_ref().filter(|_| self.subject.is_none())?;
        if let Some(guest) = self.guest() {
            return Some(guest);
        }
        self.said.iter().any(|said| said.name == organisation.name).then_some(organisation)
    }

    /// The document's organisation, where it was spoken of and no sentence of the paragraph was about another one.
    pub(crate) fn spoken_of(&self) -> Option<&Topic> {
        let organisation = self.organisation.as_ref()?;
        let told = self.said[self.earlier..].iter().any(|topic| topic.may_organise() && topic.name != organisation.name);
        (!told && self.said.iter().any(|said| said.name == organisation.name)).then_some(organisation)
    }

    /// What the nearest heading above is about that names something.
    pub(crate) fn headed(&self) -> Option<&Topic> {
        self.headings.iter().rev().flatten().next()
    }

    /// The name said last that is of one of `sorts`: surely so, else perhaps.
    pub(crate) fn last(&self, sorts: &[Sort]) -> Option<&Topic> {
        if sorts.contains(&Sort::Person) && self.person.is_some() {
            return self.person.as_ref();
        }
        let surely = |topic: &&Topic| topic.sort.is_some_and(|sort| sorts.contains(&sort));
        let perhaps = |topic: &&Topic| topic.sort.is_none();
        // "Existing investors Acme and Bolt" are no company.
        let named = |topic: &&Topic| {
            let small = |word: &str| word.starts_with(char::is_lowercase) && !matches!(word, "of" | "and" | "the" | "for" | "de");
            !(topic.name.starts_with(char::is_uppercase) && topic.name.contains(" and ") && topic.name.split(' ').any(small))
        };
        let candidates = || self.said.iter().rev().chain(self.backdrop()).filter(named);
        candidates().find(|topic| surely(topic) || perhaps(topic)).or_else(|| candidates().find(surely))
    }

    /// The name said last in this section that `fits`, else what stands behind it.
    pub(crate) fn last_where(&self, fits: impl Fn(&Topic) -> bool) -> Option<&Topic> {
        self.said.iter().rev().chain(self.products.iter().rev()).chain(self.backdrop()).find(|topic| fits(topic))
    }

    /// The name said last in this section that is or may be of one of `sorts`.
    pub(crate) fn said_last(&self, sorts: &[Sort]) -> Option<&Topic> {
        self.said.iter().rev().find(|topic| topic.sort.is_none_or(|sort| sorts.contains(&sort)))
    }

    /// What a sentence that names nothing is about: the last name said in this paragraph that the document says more than once, else what
    /// stands behind the paragraph, else whatever was named.
    pub(crate) fn topic(&self) -> Option<&Topic> {
        let here = &self.said[self.earlier..];
        let notable = here.iter().rev().find(|topic| self.is_notable(topic) && !self.is_used(topic));
        // In an organisation's own account only what headings or the title name takes over from it.
        let told =
            |topic: &&Topic| self.backdrop().any(|told| told.name.contains(&topic.name) || topic.name.contains(&told.name));
        let notable = notable.filter(|topic| self.own_topic().is_none() || told(topic));
        notable.or_else(|| self.own_topic()).or_else(|| self.backdrop().next()).or(here.last()).or_else(|| self.said.last())
    }

    /// Whether a name may be what sentences are about: not a single word of no known sort that the document says once.
    fn is_notable(&self, topic: &Topic) -> bool {
        topic.sort.is_some_and(|sort| sort != Sort::Place) || topic.name.contains(' ') || self.notable.contains(&topic.name)
    }

    /// Whether an organisation that writes of itself only uses `topic`: no other organisation, and not what the document is about.
    fn is_used(&self, topic: &Topic) -> bool {
        let told = self.backdrop().any(|told| told.name.contains(&topic.name) || topic.name.contains(&told.name));
        self.own_topic().is_some() && topic.sort == Some(Sort::Product) && !told
    }

    /// The organisation that writes of itself.
    fn own_topic(&self) -> Option<&Topic> {
        self.own_organisation().filter(|own| own.sort != Some(Sort::Person))
    }

    /// Whether something stands behind every sentence: who writes of itself, a heading's topic, what the document is about.
    pub(crate) fn has_topic(&self) -> bool {
        self.own_topic().is_some() || self.backdrop().next().is_some()
    }

    /// The names that the document says more than once.
    pub(crate) fn notice(&mut self, names: impl Iterator<Item = String>) {
        self.notable.extend(names);
    }

    /// Whose money and people a sentence that names nobody tells of.
    pub(crate) fn owner(&self) -> Option<&Topic> {
        if self.own {
            return self.organisation.as_ref();
        }
        if let Some(guest) = self.guest() {
            return Some(guest);
        }
        let organisation = |topic: &&Topic| topic.sort != Some(Sort::Product) && topic.sort != Some(Sort::Person);
        let here = self.said[self.earlier..].iter().rev().filter(|topic| topic.sort != Some(Sort::Place)).find(organisation);
        here.or(self.headings.iter().rev().flatten().find(organisation)).or(self.organisation.as_ref()).or_else(|| self.topic())
    }

    fn backdrop(&self) -> impl Iterator<Item = &Topic> {
        self.headings.iter().rev().flatten().chain(self.document.as_ref())
    }
}
