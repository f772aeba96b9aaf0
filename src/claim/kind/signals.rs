//! What the phrases around a figure say of its kind.
//!
//! Comes in: [`Words`], the phrases in the order in which they count. Goes out: [`Signals`], their classes.

use super::super::lexicon::Lexicon;
use super::cue::{self, Cue, Sense};
use super::theme::Theme;

/// The words around a figure, in the order in which they count.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Its own noun phrase, its measure, its label or column header: one phrase each, nearest first.
    near: Vec<Vec<String>>,
    /// The grammatical subject, where that is no measure.
    doer: Vec<String>,
    /// The rest of its clause.
    clause: Vec<String>,
    /// The headings and captions above it.
    section: Vec<String>,
    /// The base form of the verb that governs it.
    pub verb: Option<&'static str>,
    /// The base form of the verb that tells what those do whom the figure counts.
    pub deed: Option<&'static str>,
    /// Whether those whom the figure counts think or say something, rather than use or do it.
    pub opines: bool,
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
    /// What a sum is spent on ("for the chemicals unit").
    pub aim: Vec<String>,
    /// Whether the figure's own word is a verb ("doubled").
    pub multiplies: bool,
    /// What the whole document is about.
    pub theme: Theme,
}

impl Words {
    /// Adds a phrase that stands beside the figure.
    pub(crate) fn beside(&mut self, text: &str) {
        let words = words_of(text);
        if !words.is_empty() {
            self.near.push(words);
        }
    }

    /// Takes the grammatical subject of the figure's clause.
    pub(crate) fn done_by(&mut self, text: &str) {
        self.doer = words_of(text);
    }

    /// Takes what a sum is spent on.
    pub(crate) fn spent_on(&mut self, text: &str) {
        self.aim = words_of(text);
    }

    /// Adds the words of `text` that stand in the figure's clause.
    pub(crate) fn around(&mut self, text: &str) {
        self.clause.extend(words_of(text));
    }

    /// Adds a heading or caption that the figure stands under.
    pub(crate) fn under(&mut self, text: &str) {
        self.section.extend(words_of(text));
    }
}

/// The words of `text` in lower case, without marks and marks of possession.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.to_owned()));
    words
}

/// What a byte is to a word, as bits.
mod byte {
    pub const SMALL: u8 = 1;
    pub const CAPITAL: u8 = 2;
    /// A mark inside words.
    pub const MARK: u8 = 4;
    /// Not ASCII: the character must be looked at.
    pub const WIDE: u8 = 8;
}

/// The bits of every byte; what separates words has none.
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'a'..=b'z' | b'0'..=b'9' => byte::SMALL,
            b'A'..=b'Z' => byte::CAPITAL,
            b'-' | b'\'' | b'/' | b'&' | b'%' | b'.' => byte::MARK,
            128.. => byte::WIDE,
            _ => 0,
        };
        at += 1;
    }
    table
};

/// Gives the words of `text` to `take`, in lower case, without marks and marks of possession.
pub(super) fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let separates = |c: char| !(c.is_alphanumeric() || "-'’/&%.".contains(c));
    let bits = |at: usize| text.as_bytes().get(at).map_or(0, |byte| BYTES[usize::from(*byte)]);
    let mut small = String::new();
    let mut at = 0;
    while at < text.len() {
        let (start, mut seen) = (at, 0);
        while bits(at) & (byte::SMALL | byte::CAPITAL | byte::MARK) != 0 {
            seen |= bits(at);
            at += 1;
        }
        if bits(at) == byte::WIDE {
            let wide = text[at..].find(separates).unwrap_or(text.len() - at);
            if wide > 0 {
                at += wide;
                let lower = text[start..at].to_lowercase();
                lower.split(separates).map(bare).filter(|word| !word.is_empty()).for_each(&mut take);
                continue;
            }
        }
        let mut word = &text[start..at];
        if seen & byte::CAPITAL != 0 {
            small.clear();
            small.push_str(word);
            small.make_ascii_lowercase();
            word = &small;
        }
        if seen & byte::MARK != 0 {
            word = bare(word);
        }
        if !word.is_empty() {
            take(word);
        }
        // What separates words may be wide as well.
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
}

/// A word without the marks around it and the mark of possession.
fn bare(word: &str) -> &str {
    let mut word = word;
    let marked = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii_alphanumeric());
    if marked(word.as_bytes().first()) || marked(word.as_bytes().last()) {
        word = word.trim_matches(|c: char| "-'’/.".contains(c));
    }
    for mark in ["'s", "’s"] {
        while let Some(owner) = word.strip_suffix(mark) {
            word = owner;
        }
    }
    word
}

/// What the words around a figure say.
pub(super) struct Signals {
    senses: Vec<Sense>,
    // Lists, not sets: a clause has few cues.
    near: Vec<Cue>,
    clause: Vec<Cue>,
    section: Vec<Cue>,
    pub verb: Vec<Cue>,
    deed: Vec<Cue>,
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
    /// Whether places are counted.
    pub of_places: bool,
    pub increment: bool,
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
    pub header: bool,
    pub owns: bool,
    pub has: bool,
    pub ratio: bool,
    pub theme: Theme,
}

impl Signals {
    pub(super) fn of(words: &Words) -> Self {
        let senses: Vec<Sense> = words.near.iter().map(|phrase| cue::sense(phrase)).collect();
        let verb = words.verb.map(cue::of_verb).unwrap_or_default().to_vec();
        let moved = verb.contains(&Cue::Change) && !words.level;
        let amount = words.amount || words.increment;
        let raised = is_raised(words) && !verb.contains(&Cue::Cost);
        let told = words.multiplies || amount || senses.iter().any(|sense| sense.change) || moved || raised;
        let doer = cue::sense(&words.doer);
        let heads = || words.near.iter().filter_map(|phrase| phrase.last()).map(String::as_str);
        let named = |is: fn(&str) -> bool| words.near.iter().flatten().any(|word| is(word));
        let near: Vec<Cue> = words.near.iter().flat_map(|phrase| noun_classes(phrase)).collect();
        let reduces =
            |base: &str| matches!(base, "cut" | "reduce" | "lower" | "save" | "slash" | "trim" | "halve" | "fall" | "drop");
        Self {
            changes: told && !words.end && (amount || !words.comparison && !words.part),
            saves: words.verb.is_some_and(reduces),
            priced: words.near.iter().flatten().any(|word| matches!(word.as_str(), "price" | "prices" | "fare" | "fares")),
            shares: senses.iter().any(|sense| sense.share),
            base: words.verb,
            act: words.deed,
            acts: words.acts,
            doer: doer.measure,
            doer_changes: doer.change,
            of_stock: heads().any(|head| matches!(head, "shares" | "stock" | "stocks")),
            hardware: named(is_hardware),
            setting: named(is_setting),
            of_supply: words.part && heads().any(is_supply),
            equated: equated(words),
            of_energy: words.part && named(|word| matches!(word, "energy" | "electricity")),
            mains: words.clause.windows(3).any(is_main),
            of_places: named(is_place),
            increment: words.increment,
            every: words.every,
            part: words.part,
            of_memory: words.near.iter().flatten().any(|word| matches!(word.as_str(), "memory" | "space")),
            of_output: words.near.iter().chain([&words.doer]).flatten().any(|word| is_output(word)),
            trades: words.verb.is_some_and(|base| matches!(base, "ship" | "sell" | "deliver" | "export" | "import")),
            stepped: words.stepped,
            has_price: words.has_price,
            exists: words.exists,
            of_business: words.aim.iter().any(|word| is_business(word)),
            near,
            clause: cue::of_text(&words.clause).collect(),
            section: cue::of_text(&words.section).collect(),
            senses,
            verb,
            deed: words.deed.map(cue::of_verb).unwrap_or_default().to_vec(),
            level: words.level || words.end,
            comparison: words.comparison,
            of_people: words.of_people,
            opines: words.opines,
            header: words.header,
            owns: words.owns,
            has: words.has,
            ratio: words.ratio,
            theme: words.theme,
        }
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
        self.clause.contains(&cue)
    }

    pub(super) fn section(&self, cue: Cue) -> bool {
        self.section.contains(&cue)
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

/// Whether `word` names a business, a part of one, or a right in it.
fn is_business(word: &str) -> bool {
    const BUSINESSES: &[&str] = &[
        "unit",
        "division",
        "business",
        "operation",
        "subsidiary",
        "company",
        "firm",
        "stake",
        "startup",
        "start-up",
        "arm",
        "maker",
        "rights",
        "asset",
        "portfolio",
        "rival",
        "competitor",
        "bank",
        "brand",
    ];
    BUSINESSES.contains(&super::singular(word).as_str()) || word == "rights"
}

/// "is a third higher", "was 14% lower in May": where no other thing is named, the comparison is with before.
fn is_raised(words: &Words) -> bool {
    let first = |phrase: &Vec<String>| phrase.first().is_some_and(|word| matches!(word.as_str(), "higher" | "lower"));
    let bare = |next: &String| cue::of_noun(next).is_empty() && (next != "than" || !words.comparison);
    words.near.iter().any(|phrase| first(phrase) && phrase.get(1).is_none_or(bare))
}

/// Whether `word` tells the make of a machine's part ("DDR4", "L3").
fn is_hardware(word: &str) -> bool {
    const PARTS: &[&str] = &["l1", "l2", "l3", "l4", "ecc", "dimm", "dimms", "sodimm", "sdram", "dram", "hbm"];
    let make = |name: &str| word.strip_prefix(name).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    PARTS.contains(&word) || ["ddr", "lpddr", "gddr", "hbm"].into_iter().any(make)
}

/// Whether `word` names a time or size that somebody sets.
fn is_setting(word: &str) -> bool {
    matches!(word, "interval" | "intervals" | "timeout" | "ttl" | "retention" | "deadline" | "cadence" | "schedule" | "cooldown")
}

/// Whether `word` names what all of a market makes or takes together.
fn is_supply(word: &str) -> bool {
    matches!(word, "consumption" | "demand" | "supply" | "production")
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
    let phrase = words.near.iter().find(|phrase| phrase.first().is_some_and(|word| word == "as"))?;
    let dated = |word: &String| matches!(word.as_str(), "ago" | "before" | "earlier" | "previously");
    match () {
        () if words.clause.iter().chain(phrase).any(dated) => Some(Equated::Before),
        () if phrase[1..].iter().any(|word| word == "as") => Some(Equated::Other),
        () => None,
    }
}

/// "as their main browser": what somebody uses most.
fn is_main(words: &[String]) -> bool {
    words[0] == "as"
        && matches!(words[1].as_str(), "their" | "our" | "my" | "his" | "her")
        && matches!(words[2].as_str(), "main" | "primary" | "preferred" | "default" | "go-to" | "favourite" | "favorite")
}

/// Whether `word` names a place on the map.
fn is_place(word: &str) -> bool {
    matches!(super::singular(word).as_str(), "country" | "city" | "region" | "continent" | "province" | "county")
}

/// Whether `word` names what a program makes, rather than what it is given.
fn is_output(word: &str) -> bool {
    const OUTPUTS: &[&str] =
        &["file", "index", "snapshot", "image", "binary", "bundle", "package", "executable", "backup", "artifact", "archive"];
    OUTPUTS.contains(&super::singular(word).as_str())
}

/// The classes of the nouns and comparatives of a phrase.
fn noun_classes(phrase: &[String]) -> impl Iterator<Item = Cue> {
    let verbal = |word: &str| Lexicon::shared().verb(word).is_some_and(|verb| !verb.noun);
    phrase.iter().filter(move |word| !verbal(word)).flat_map(|word| cue::of_noun(word).iter().copied())
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn words_are_bare_and_small_whatever_their_letters() {
        assert_eq!(
            words_of("Acme's P99. and “T/S” — naïve—ÜNITS’ cost’s"),
            ["acme", "p99", "and", "t/s", "naïve", "ünits", "cost"]
        );
        assert_eq!(words_of(" -- '…' 5% R&D's 'quoted'"), ["5%", "r&d", "quoted"]);
        assert_eq!(words_of(""), [""; 0]);
    }
}
