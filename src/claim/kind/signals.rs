//! What the phrases around a figure say of its kind.
//!
//! Comes in: [`Words`], the phrases in the order in which they count. Goes out: [`Signals`], their classes.

use std::cell::OnceCell;

use super::super::lexicon::Lexicon;
use super::bare::Bare;
use super::change;
use super::cue::{self, Cue, Sense};
use super::named::{
    is_business, is_hardware, is_main, is_money_of, is_output, is_place, is_quoted, is_setting, is_stock, is_supply,
};
use super::theme::Theme;

/// The words around a figure, in the order in which they count.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Its own noun phrase, its measure, its label or column header: one phrase each, nearest first.
    pub(super) near: Vec<Bare>,
    /// The grammatical subject, where that is no measure.
    doer: Bare,
    /// The rest of its clause.
    clause: Bare,
    /// The headings and captions above it.
    section: Bare,
    /// The base form of the verb that governs it.
    pub verb: Option<&'static str>,
    /// The base form of the verb that tells what those do whom the figure counts.
    pub deed: Option<&'static str>,
    /// Whether those whom the figure counts think or say something, rather than use or do it.
    pub opines: bool,
    /// Whether it is of a product with a name.
    pub of_product: bool,
    /// Whether it is how many gave the answer that it stands behind in parentheses, in a survey.
    pub answers: bool,
    /// Whether the figure is a level that something stands at or moved to, rather than the amount of a change.
    pub level: bool,
    /// Whether two things are compared ("20% less space than …").
    pub comparison: bool,
    /// Whether it is told what those do or are whom the figure counts.
    pub acts: bool,
    /// Whether the figure is part of its clause's subject ("60% of teams use …").
    pub of_people: bool,
    /// Whether the nearest phrase is the header of a cell.
    pub header: bool,
    /// Whether the figure tells what a thing has ("a laptop with 16 GB of memory").
    pub owns: bool,
    /// Whether a verb or preposition of having stands right before it.
    pub has: bool,
    /// Whether the figure is a part of what its phrase names ("8% of revenue").
    pub part: bool,
    /// Whether it is by how much something changed or differs from before ("up $4 million or 4%", "by 8%").
    pub amount: bool,
    /// Whether it is by how much something changed, in so many words ("fell by 40,000").
    pub stepped: bool,
    /// Whether it is the amount that a noun of change is of ("a decline of 40,000", "an increase in fares of 5%").
    pub increment: bool,
    /// Whether it is how far something has moved since another time ("$3 million more than last year").
    pub since: bool,
    /// Whether something that is no money is raised from, to or by it ("the fare was raised to $4").
    pub lifted: bool,
    /// Whether it is how often something comes round ("every 10 minutes").
    pub every: bool,
    /// Whether "for" stands right before it ("sells for $20").
    pub has_price: bool,
    /// Whether the clause only says that so many exist ("there are 900 firms", "the number of firms").
    pub exists: bool,
    /// Whether it is a state before or after a change ("52%, up from 45%").
    pub end: bool,
    /// Whether it is a ratio of two numbers ("19:1").
    pub ratio: bool,
    /// Whether those whom it counts use something or are said to be at some stage of use ("are in production").
    pub adopts: bool,
    /// Whether it is so many times a sum that accounts name ("1.4 times EBITDA").
    pub of_sum: bool,
    /// Whether it tells how far something is from where it was ("4 percent below its peak").
    pub of_distance: bool,
    /// What a sum is spent on ("for the chemicals unit").
    pub aim: Bare,
    /// Whether the figure's own word is a verb ("doubled").
    pub multiplies: bool,
    /// What the whole document is about.
    pub theme: Theme,
}

impl Words {
    /// Adds a phrase that stands beside the figure.
    pub(crate) fn beside(&mut self, text: &str) {
        let words = Bare::of(text);
        if !words.is_empty() {
            self.near.push(words);
        }
    }

    /// Takes the grammatical subject of the figure's clause.
    pub(crate) fn done_by(&mut self, text: &str) {
        self.doer = Bare::of(text);
    }

    /// Takes what a sum is spent on.
    pub(crate) fn spent_on(&mut self, text: &str) {
        self.aim = Bare::of(text);
    }

    /// Adds the words of `text` that stand in the figure's clause.
    pub(crate) fn around(&mut self, text: &str) {
        self.clause.add(text);
    }

    /// Adds a heading or caption that the figure stands under.
    pub(crate) fn under(&mut self, text: &str) {
        self.section.add(text);
    }
}

/// What the words around a figure say.
pub(super) struct Signals<'w> {
    words: &'w Words,
    senses: Vec<Sense>,
    // Lists, not sets: a clause has few cues. What stands further off is read when it is asked for.
    near: Vec<Cue>,
    clause: OnceCell<Vec<Cue>>,
    section: OnceCell<Vec<Cue>>,
    pub verb: &'static [Cue],
    deed: &'static [Cue],
    /// The base form of the governing verb.
    pub base: Option<&'static str>,
    /// The base form of the verb of those whom the figure counts.
    pub act: Option<&'static str>,
    pub acts: bool,
    /// What the grammatical subject is.
    pub doer: Option<Cue>,
    /// Whether the grammatical subject is a change.
    pub doer_changes: bool,
    /// Whether shares of a company are told of.
    pub of_stock: bool,
    /// Whether the parts of a machine are named by their make.
    pub hardware: bool,
    /// Whether something that somebody sets is named, rather than measures.
    pub setting: bool,
    /// Whether the figure is a part of what a whole market makes or takes.
    pub of_supply: bool,
    /// Whether it is compared with something else in "as … as", or with what was before.
    pub equated: Option<Equated>,
    /// Whether the figure is a part of all the energy that is used.
    pub of_energy: bool,
    /// Whether something is said to be somebody's main one ("as their main browser").
    pub mains: bool,
    /// Whether people come and go: "driver turnover".
    pub of_turnover: bool,
    /// Whether places are counted.
    pub of_places: bool,
    pub increment: bool,
    /// Whether it is how far something has moved since another time.
    pub since: bool,
    pub every: bool,
    /// Whether the figure is a part of what its phrase names.
    pub part: bool,
    /// Whether a change is told, by the figure's own phrase or its verb.
    pub changes: bool,
    /// Whether the verb takes something away from a cost.
    pub saves: bool,
    /// Whether what changes is a price, which somebody sets, rather than a cost, which somebody bears.
    pub priced: bool,
    /// Whether memory or space is named, which programs take; drives are what machines have.
    pub of_memory: bool,
    /// Whether something that a program makes is named, whose size tells how well it does so.
    pub of_output: bool,
    /// Whether something is shipped or sold.
    pub trades: bool,
    /// Whether it is by how much something changed, in so many words.
    pub stepped: bool,
    /// Whether "for" stands right before it.
    pub has_price: bool,
    /// Whether the clause only says that so many exist.
    pub exists: bool,
    /// Whether the sum is spent on a business or a part of one.
    pub of_business: bool,
    /// Whether a share of a whole is named.
    pub shares: bool,
    pub level: bool,
    pub comparison: bool,
    pub of_people: bool,
    pub opines: bool,
    pub of_product: bool,
    pub answers: bool,
    pub header: bool,
    pub owns: bool,
    pub has: bool,
    /// Whether the heading above announces benchmarks.
    pub benches: bool,
    /// Whether it is compared with a year: "than in 2016".
    pub than_year: bool,
    /// Whether people in a survey do what the verb tells.
    pub doing: bool,
    /// Whether the reasons of those asked are told.
    pub of_reasons: bool,
    /// Whether it tells how likely something is beside something else.
    pub likens: bool,
    /// Whether it is of what a machine computes with.
    pub of_processor: bool,
    pub ratio: bool,
    pub adopts: bool,
    pub of_sum: bool,
    pub of_distance: bool,
    pub theme: Theme,
}

impl<'w> Signals<'w> {
    pub(super) fn of(words: &'w Words) -> Self {
        let senses: Vec<Sense> = words.near.iter().map(|phrase| cue::sense(&phrase.iter().collect::<Vec<_>>())).collect();
        let verb = words.verb.filter(|_| !raises_guidance(words)).map(cue::of_verb).unwrap_or_default();
        // "27% cut their office space": what they do is no change of their share.
        let doing = words.theme.survey && words.of_people && words.acts;
        let doer = cue::sense(&words.doer.iter().collect::<Vec<_>>());
        let heads = || words.near.iter().filter_map(|phrase| phrase.iter().last());
        let beside = || words.near.iter().flat_map(Bare::iter);
        let near: Vec<Cue> = words.near.iter().flat_map(noun_classes).collect();
        let reduces =
            |base: &str| matches!(base, "cut" | "reduce" | "lower" | "save" | "slash" | "trim" | "halve" | "fall" | "drop");
        Self {
            words,
            changes: change::is_told(words, &senses, verb, doing),
            saves: words.verb.is_some_and(reduces),
            priced: beside().any(|word| matches!(word, "price" | "prices" | "fare" | "fares")),
            shares: senses.iter().any(|sense| sense.share),
            base: words.verb,
            act: words.deed,
            acts: words.acts,
            doer: doer.measure,
            doer_changes: doer.change,
            of_stock: words.near.iter().any(is_stock),
            hardware: beside().any(is_hardware),
            setting: beside().any(is_setting),
            of_supply: words.part && heads().any(is_supply),
            equated: equated(words),
            of_energy: words.part && beside().any(|word| matches!(word, "energy" | "electricity")),
            mains: words.clause.iter().collect::<Vec<_>>().windows(3).any(is_main),
            of_turnover: beside().any(|word| word == "turnover"),
            of_places: beside().any(is_place),
            increment: words.increment,
            since: words.since,
            every: words.every,
            part: words.part,
            of_memory: beside().any(|word| matches!(word, "memory" | "space")),
            of_output: beside().chain(words.doer.iter()).any(is_output),
            trades: words.verb.is_some_and(|base| matches!(base, "ship" | "sell" | "deliver" | "export" | "import")),
            stepped: words.stepped,
            has_price: words.has_price,
            exists: words.exists,
            of_business: words.aim.iter().any(is_business),
            near,
            clause: OnceCell::new(),
            section: OnceCell::new(),
            senses,
            verb,
            deed: words.deed.map(cue::of_verb).unwrap_or_default(),
            level: words.level || words.end,
            comparison: words.comparison,
            of_people: words.of_people,
            opines: words.opines,
            of_product: words.of_product,
            answers: words.answers,
            header: words.header,
            owns: words.owns,
            has: words.has,
            benches: words.section.iter().any(|word| matches!(word, "benchmark" | "benchmarks" | "benchmarking")),
            than_year: words.near.iter().any(|phrase| phrase.iter().any(|word| word == "than") && phrase.iter().any(is_before)),
            doing,
            of_reasons: words.answers && words.clause.iter().any(|word| matches!(word, "reason" | "reasons" | "because" | "why")),
            likens: beside().any(|word| matches!(word, "likely" | "likelier")),
            of_processor: heads().any(|word| matches!(word, "cpu" | "gpu" | "cpus" | "gpus")),
            ratio: words.ratio,
            adopts: words.adopts,
            of_sum: words.of_sum,
            of_distance: words.of_distance,
            theme: words.theme,
        }
    }

    /// Whether a part that something adds to a result is named.
    pub(super) fn is_contribution(&self) -> bool {
        let told = |words: &[&str]| self.words.clause.iter().any(|word| words.contains(&word));
        let named = self.measured_words().any(|word| matches!(word, "contribution" | "contributions"));
        named && told(&["including", "includes", "included"]) && told(&["from"])
    }

    /// Whether how likely something is is named: "a 12 percent chance".
    pub(super) fn of_chance(&self) -> bool {
        let own = self.words.near.iter().flat_map(Bare::iter);
        own.take(4).any(|word| matches!(word, "chance" | "chances" | "probability" | "odds" | "likelihood"))
    }

    /// Whether what is paid is named that comes in where somebody receives it.
    pub(super) fn is_income(&self) -> bool {
        const INCOME: &[&str] =
            &["payment", "payments", "fee", "fees", "royalty", "royalties", "refund", "reimbursement", "commission"];
        self.words.near.iter().flat_map(Bare::iter).any(|word| INCOME.contains(&word))
    }

    /// Whether work that waits is told of, rather than orders: "a backlog of 1,020 open issues".
    pub(super) fn of_tickets(&self) -> bool {
        const WORK: &[&str] = &["issues", "issue", "tickets", "bugs", "requests", "tasks", "cases", "patients", "applications"];
        self.words.near.iter().flat_map(Bare::iter).any(|word| WORK.contains(&word))
    }

    /// Whether the level of an index, a currency or a commodity is told, as exchanges quote them: "The Nikkei rose 0.5% to 28,970".
    pub(super) fn of_quotation(&self) -> bool {
        let mut words = self.words.clause.iter().chain(self.measured_words());
        // "The dollar dropped against the yen", but "the dollar store chain grew"
        let pair = self.words.clause.iter().any(|word| word == "against") && self.words.clause.iter().any(is_money_of);
        pair || words.any(is_quoted)
    }

    /// Whether so many more or fewer do something than before: "6% fewer users declared".
    pub(super) fn of_difference(&self) -> bool {
        let mut own = self.words.near.first().into_iter().flat_map(Bare::iter);
        let differs = own.next().is_some_and(|word| matches!(word, "fewer" | "less" | "more"));
        let than = self.words.near.iter().flat_map(Bare::iter).any(|word| word == "than");
        self.acts && !than && differs && own.next().is_some()
    }

    /// The words beside the figure, nearest phrase first.
    pub(super) fn measured_words(&self) -> impl Iterator<Item = &str> {
        self.words.near.iter().flat_map(Bare::iter)
    }

    /// The words of the grammatical subject.
    pub(super) fn doer_words(&self) -> impl Iterator<Item = &str> {
        self.words.doer.iter()
    }

    /// Whether nothing is named but how results are summed up: "Median", "Std deviation", "Max".
    pub(super) fn summarizes(&self) -> bool {
        const SUMMARIES: &[&str] = &[
            "median",
            "mean",
            "average",
            "avg",
            "std",
            "stdev",
            "stddev",
            "standard",
            "deviation",
            "min",
            "max",
            "minimum",
            "maximum",
        ];
        let mut words = self.measured_words().peekable();
        words.peek().is_some() && words.all(|word| SUMMARIES.contains(&word))
    }

    /// Whether a loss or gain is named, and nothing that it is of.
    pub(super) fn loses(&self) -> bool {
        let mut words = self.measured_words();
        words.next().is_some_and(|word| matches!(word, "loss" | "losses" | "gain" | "gains")) && words.next().is_none()
    }

    /// Whether nothing is named but that it runs better or worse: "an improvement", "a regression".
    pub(super) fn improves(&self) -> bool {
        const BETTER: &[&str] = &["improvement", "improvements", "regression", "regressions", "speedup", "speed-up"];
        let mut words = self.measured_words().peekable();
        words.peek().is_some() && words.all(|word| BETTER.contains(&word))
    }

    /// What is measured, by the nearest phrase that says it.
    pub(super) fn measure(&self) -> Option<Cue> {
        self.measures().next()
    }

    /// What each phrase says is measured, nearest first.
    pub(super) fn measures(&self) -> impl Iterator<Item = Cue> {
        self.senses.iter().filter_map(|sense| sense.measure)
    }

    /// Whether the figure's phrases speak of a survey itself.
    pub(super) fn of_survey(&self) -> bool {
        self.senses.iter().any(|sense| sense.survey)
    }

    pub(super) fn technical(&self) -> bool {
        self.measures().any(|cue| cue == Cue::Technical)
    }

    pub(super) fn near(&self, cue: Cue) -> bool {
        self.near.contains(&cue)
    }

    pub(super) fn verb(&self, cue: Cue) -> bool {
        self.verb.contains(&cue)
    }

    /// Whether the governing verb, or what those do whom the figure counts, is of the class.
    pub(super) fn deed(&self, cue: Cue) -> bool {
        self.verb.contains(&cue) || self.deed.contains(&cue)
    }

    pub(super) fn clause(&self, cue: Cue) -> bool {
        let told = cue == Cue::Funding && (self.words.lifted || tells_guidance(self.words));
        !told && self.clause.get_or_init(|| cues_of(&self.words.clause)).contains(&cue)
    }

    pub(super) fn section(&self, cue: Cue) -> bool {
        self.section.get_or_init(|| cues_of(&self.words.section)).contains(&cue)
    }

    /// Whether sums of money are told of around the figure.
    pub(super) fn of_money(&self) -> bool {
        [Cue::Cost, Cue::Market, Cue::Funding].into_iter().any(|cue| self.clause(cue) || self.section(cue))
    }

    /// Whether somebody is said to use, want or choose something.
    pub(super) fn uses(&self) -> bool {
        self.deed(Cue::Use) || self.near(Cue::Use) || self.clause(Cue::Use) || self.section(Cue::Use)
    }

    /// Whether people's work is told of.
    pub(super) fn labours(&self) -> bool {
        self.near(Cue::Labour) || self.verb(Cue::Labour) || self.clause(Cue::Labour)
    }

    /// Whether people were asked, here or in the whole document.
    pub(super) fn surveys(&self) -> bool {
        self.near(Cue::Survey) || self.clause(Cue::Survey) || self.section(Cue::Survey) || self.theme.survey
    }
}

/// The classes of the words of a running text.
fn cues_of(words: &Bare) -> Vec<Cue> {
    cue::of_text(&without_sorts(words).collect::<Vec<_>>()).collect()
}

/// What "as …" compares a figure with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Equated {
    /// Something else: "twice as bad as the average".
    Other,
    /// The same at another time: "three times as much as a year ago".
    Before,
}

/// "as thick as twelve months ago", "as bad as the average".
fn equated(words: &Words) -> Option<Equated> {
    let phrase = words.near.iter().find(|phrase| phrase.iter().next() == Some("as"))?;
    let dated = |word: &str| matches!(word, "ago" | "before" | "earlier" | "previously");
    match () {
        () if words.clause.iter().chain(phrase.iter()).any(dated) || phrase.iter().any(is_year) => Some(Equated::Before),
        () if phrase.iter().skip(1).any(|word| word == "as") => Some(Equated::Other),
        () => None,
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `word` tells of a time before: "larger than in 2016", "than last year".
fn is_before(word: &str) -> bool {
    is_year(word) || matches!(word, "last" | "previous" | "prior" | "ago" | "before" | "previously")
}

/// The classes of the nouns and comparatives of a phrase.
fn noun_classes(phrase: &Bare) -> impl Iterator<Item = Cue> {
    let verbal = |word: &str| Lexicon::shared().verb(word).is_some_and(|verb| !verb.noun);
    without_sorts(phrase).filter(move |word| !verbal(word)).flat_map(|word| cue::of_noun(word).iter().copied())
}

/// The words of a phrase but those that only tell a sort: "a fast charger", where "three times as fast" tells of speed.
fn without_sorts(phrase: &Bare) -> impl Iterator<Item = &str> {
    const BEHIND: &[&str] = &["as", "than", "enough", "and", "or", "for", "to", "in", "but"];
    let mut words = phrase.iter().peekable();
    std::iter::from_fn(move || {
        loop {
            let word = words.next()?;
            let sort =
                matches!(word, "fast" | "quick" | "slow" | "cheap") && words.peek().is_some_and(|next| !BEHIND.contains(next));
            if !sort {
                return Some(word);
            }
        }
    })
}

/// "raising the guidance for …" raises no money.
fn raises_guidance(words: &Words) -> bool {
    const TOLD: &[&str] = &["guidance", "outlook", "forecast", "forecasts", "estimate", "estimates", "target", "expectations"];
    words.verb == Some("raise") && words.clause.iter().any(|word| TOLD.contains(&word))
}

/// "updating its outlook to $5 million, raising the midpoint": whether a clause tells what is expected to come in, and raises that alone.
fn tells_guidance(words: &Words) -> bool {
    let has = |wanted: &[&str]| words.clause.iter().any(|word| wanted.contains(&word));
    words.verb != Some("raise")
        && has(&["guidance", "outlook"])
        && has(&["raise", "raises", "raised", "raising"])
        && !has(&["funding", "fundraising", "series", "seed", "round", "investors"])
}
