//! The word lists that the reading of a sentence rests on: closed classes, adjectives and verb forms.
//!
//! Comes in: the data files beside this one. Goes out: constant-time look-ups by lower-case word. No word here is taken from one article:
//! they are the closed classes of English and the verbs and adjectives of news, business and technology.

use std::sync::OnceLock;

use ecow::EcoString;

use crate::text::{WordFilter, WordMap, WordSet};

/// Coarse part of speech of a closed-class word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Determiner,
    Possessive,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Negation,
    Adverb,
}

/// Which form of its verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// Infinitive or plain present.
    Base,
    /// Third person singular.
    Third,
    /// Past tense, or past and participle alike.
    Past,
    /// Past participle that is no past tense.
    Participle,
    /// `-ing`.
    Gerund,
}

/// A verb form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verb {
    /// Dictionary form.
    pub base: &'static str,
    /// Which form the word is.
    pub form: Form,
    /// Whether the form is a noun as often.
    pub noun: bool,
    /// Whether the form is a noun at times.
    pub seldom_noun: bool,
    /// Whether the base form is the past tense as well ("cut", "hit").
    pub also_past: bool,
    /// Whether the past tense is the participle as well ("planned", not "grew").
    pub past_is_participle: bool,
    /// Whether the base form is the participle as well ("come", "run").
    pub base_is_participle: bool,
}

/// All look-ups, built once.
pub(crate) struct Lexicon {
    functions: WordMap<&'static str, Function>,
    /// Adjectives, and whether they are nouns as often.
    adjectives: WordMap<&'static str, bool>,
    nouns: WordSet,
    /// Their letters stand in the table itself: most look-ups find a word, and need to look nowhere else.
    verbs: WordMap<EcoString, Verb>,
    /// First looks at the three tables.
    may_be: [WordFilter; 3],
}

impl Lexicon {
    /// The shared lexicon.
    pub(crate) fn shared() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::build)
    }

    /// Whether `word` is of a closed class, an adjective, or a form of a verb.
    pub(crate) fn lists(&self, word: &str) -> bool {
        self.function(word).is_some() || self.verb(word).is_some() || self.is_adjective(word)
    }

    /// The closed class of `word`, given in lower case.
    pub(crate) fn function(&self, word: &str) -> Option<Function> {
        if self.may_be[0].may_hold(word) { self.functions.get(word).copied() } else { None }
    }

    /// Whether `word` is an adjective.
    pub(crate) fn is_adjective(&self, word: &str) -> bool {
        self.may_be[1].may_hold(word) && self.adjectives.contains_key(word)
    }

    /// Whether `word` is an auxiliary, or a verb's past or third person and no noun.
    pub(crate) fn is_finite(&self, word: &str) -> bool {
        self.function(word) == Some(Function::Auxiliary)
            || self.verb(word).is_some_and(|verb| matches!(verb.form, Form::Past | Form::Third) && !verb.noun)
    }

    /// Whether no list of function words, verbs, adjectives and measures has `word`.
    pub(crate) fn is_unknown(&self, word: &str) -> bool {
        self.function(word).is_none() && self.verb(word).is_none() && !self.is_adjective(word) && !super::nouns::is_metric(word)
    }

    /// Whether the adjective `word` is a noun as often ("firm", "standard").
    pub(crate) fn is_noun_too(&self, word: &str) -> bool {
        self.adjectives.get(word).copied().unwrap_or_default()
    }

    /// Whether `word` is a noun although it ends like an adjective ("traffic", "proposal").
    pub(crate) fn is_noun_like_adjective(&self, word: &str) -> bool {
        self.nouns.contains(word)
    }

    /// The verb that `word` is a form of.
    pub(crate) fn verb(&self, word: &str) -> Option<&Verb> {
        if self.may_be[2].may_hold(word) { self.verbs.get(word) } else { None }
    }

    fn build() -> Self {
        let mut functions = WordMap::default();
        for line in data_lines(include_str!("data/function-words.txt")) {
            let mut words = line.split_whitespace();
            let Some(class) = words.next().and_then(function_class) else { continue };
            functions.extend(words.map(|word| (word, class)));
        }
        let words = |file: &'static str| data_lines(file).flat_map(str::split_whitespace);
        let adjective = |word: &'static str| word.strip_suffix("-n").map_or((word, false), |word| (word, true));
        let adjectives: WordMap<&'static str, bool> = words(include_str!("data/adjectives.txt")).map(adjective).collect();
        let nouns = words(include_str!("data/nouns-like-adjectives.txt")).collect();
        // Most verbs have four forms.
        let entries = || words(include_str!("data/verbs.txt"));
        let mut verbs = WordMap::with_capacity_and_hasher(4 * entries().count(), Default::default());
        for entry in entries() {
            add_verb(&mut verbs, entry);
        }
        let may_be = [
            functions.keys().copied().collect(),
            adjectives.keys().copied().collect(),
            verbs.keys().map(EcoString::as_str).collect(),
        ];
        Self { functions, adjectives, nouns, verbs, may_be }
    }
}

/// The lines of a data file without comments and blank lines.
pub(crate) fn data_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn function_class(name: &str) -> Option<Function> {
    Some(match name {
        "determiner" => Function::Determiner,
        "possessive" => Function::Possessive,
        "pronoun" => Function::Pronoun,
        "preposition" => Function::Preposition,
        "to" => Function::To,
        "conjunction" => Function::Conjunction,
        "subordinator" => Function::Subordinator,
        "relative" => Function::Relative,
        "auxiliary" => Function::Auxiliary,
        "negation" => Function::Negation,
        "adverb" => Function::Adverb,
        _ => return None,
    })
}

fn add_verb(verbs: &mut WordMap<EcoString, Verb>, entry: &'static str) {
    let (entry, noun) = entry.strip_suffix("-n").map_or((entry, false), |entry| (entry, true));
    let (entry, may_be_noun) = entry.strip_suffix("-m").map_or((entry, false), |entry| (entry, true));
    let mut forms = entry.split('/');
    let Some(base) = forms.next() else { return };
    let past = forms.next().map_or_else(|| regular(base, "ed"), str::to_owned);
    let participle = forms.next().map_or_else(|| past.clone(), str::to_owned);
    let also_past = past == base;
    let past_is_participle = participle == past;
    let base_is_participle = participle == base && past != base;
    let mut add = |word: String, form: Form, noun: bool| {
        let seldom_noun = may_be_noun && matches!(form, Form::Base | Form::Third);
        verbs.entry(word.into()).or_insert(Verb {
            base,
            form,
            noun,
            seldom_noun,
            also_past,
            past_is_participle,
            base_is_participle,
        });
    };
    add(base.to_owned(), Form::Base, noun);
    add(third_person(base), Form::Third, noun);
    add(past.clone(), Form::Past, false);
    if participle != past {
        add(participle, Form::Participle, false);
    }
    add(regular(base, "ing"), Form::Gerund, false);
}

pub(crate) fn third_person(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => [stem, "ies"].concat(),
        _ if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") => [base, "es"].concat(),
        _ => [base, "s"].concat(),
    }
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// `base` with "ed" or "ing" by the rules of spelling: silent e, y, and doubling after one short vowel.
fn regular(base: &str, ending: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie").filter(|_| ending == "ing") {
        return [stem, "ying"].concat();
    }
    if let Some(stem) = base.strip_suffix('e').filter(|stem| ending == "ed" || !stem.ends_with(['e', 'o', 'y'])) {
        return [stem, ending].concat();
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| ending == "ed" && !ends_in_vowel(stem)) {
        return [stem, "ied"].concat();
    }
    if doubles(base) {
        let last = &base[base.len() - 1..];
        return [base, last, ending].concat();
    }
    [base, ending].concat()
}

/// Whether the last consonant doubles: one-syllable words in consonant-vowel-consonant, and a few stressed on their last syllable.
fn doubles(base: &str) -> bool {
    const STRESSED: &[&str] = &[
        "admit", "begin", "cancel", "commit", "control", "defer", "forget", "infer", "occur", "omit", "permit", "prefer",
        "recur", "refer", "regret", "submit", "transfer", "transmit", "outrun",
    ];
    let vowel = |letter: &u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    let [.., before, middle, last] = base.as_bytes() else { return false };
    let shape = !vowel(last) && !matches!(last, b'w' | b'x' | b'y') && vowel(middle) && !vowel(before);
    let vowels = base.bytes().filter(vowel).count();
    shape && (vowels == 1 || (STRESSED.contains(&base) && base != "cancel"))
}

#[cfg(test)]
mod tests {
    use super::{Form, Function, Lexicon};

    #[test]
    fn verb_forms_are_spelled_by_the_rules() {
        let lexicon = Lexicon::shared();
        for (word, base, form) in [
            ("migrated", "migrate", Form::Past),
            ("cutting", "cut", Form::Gerund),
            ("tries", "try", Form::Third),
            ("grew", "grow", Form::Past),
            ("grown", "grow", Form::Participle),
            ("shipped", "ship", Form::Past),
            ("lying", "lie", Form::Gerund),
            ("reaches", "reach", Form::Third),
        ] {
            let verb = lexicon.verb(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!((verb.base, verb.form), (base, form), "{word}");
        }
    }

    #[test]
    fn closed_classes_are_known() {
        assert_eq!(Lexicon::shared().function("because"), Some(Function::Subordinator));
        assert_eq!(Lexicon::shared().function("quarkus"), None);
    }
}
