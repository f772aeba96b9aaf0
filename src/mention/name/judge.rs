//! Which runs of capitalised words are names, where they begin and end, and of what kind they are.
//!
//! Comes in: the pieces of a run. Goes out: names. At sentence starts and in headings a capital proves nothing: there a name must be
//! known, be shaped like one, or be seen elsewhere in the document.

use super::NameKind;
use super::evidence::{Evidence, Gathered};
use super::lexicon::longest;
use super::page::Page;
use super::sequence::{Piece, is_link};
use super::vocabulary::{Class, class, is_ordinary, is_ordinary_word};
use crate::mention::words::Shape;

/// A name as a range of tokens.
pub(super) struct Judged {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: NameKind,
    pub(super) known: bool,
}

/// The page with what the document shows about its words.
pub(super) struct Judge<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) evidence: Gathered<'p>,
}

/// Words that no name begins with.
fn is_article(word: &str) -> bool {
    matches!(
        word,
        "The" | "A" | "An" | "I" | "This" | "That" | "These" | "Those" | "Our" | "Their" | "Its" | "My" | "Your" | "His" | "Her"
    )
}

impl Judge<'_, '_> {
    /// Whether the capital at `at` only opens its sentence: a quick look at a word that stands alone, which the run that begins there would be judged by.
    pub(super) fn only_opens(&self, at: usize) -> bool {
        let page = self.page;
        let alone = matches!(page.shape(at), Some(Shape::Capital | Shape::Upper))
            && page.shape(at + 1) == Some(Shape::Lower)
            && !page.touches(at)
            && !page.is_title(at)
            && !is_link(page.word(at + 1));
        let word = page.word(at);
        let opens = || page.is_start(at) && is_ordinary(page.text, &page.tokens[at]) && !self.evidence().is_named_again(word);
        alone && (is_article(word) || opens()) && longest(page.text, page.tokens, at).is_none()
    }

    /// The names in a run, in order.
    pub(super) fn names(&self, pieces: &[Piece]) -> Vec<Judged> {
        let Some(first) = pieces.first() else { return Vec::new() };
        if self.page.is_title(first.from) { self.title_names(pieces) } else { self.sentence_run(pieces).into_iter().collect() }
    }

    /// In a heading: each stretch of pieces that are names there, and a publication's name up to its last word ("JetBrains Enterprise Survey").
    fn title_names(&self, pieces: &[Piece]) -> Vec<Judged> {
        let mut names = Vec::new();
        let mut rest = pieces;
        while !rest.is_empty() {
            let strong = rest.iter().take_while(|piece| self.in_title(piece)).count().max(self.titled(rest));
            let legal =
                strong > 0 && rest.get(strong).is_some_and(|piece| self.is_word(piece) && self.last_class(piece).organisation);
            let strong = strong + usize::from(legal);
            // "Acme Corporation Reports Net Income" tells what Acme does.
            let reports = |at: usize| {
                self.page.word(rest[at].from) == "Reports"
                    && at.checked_sub(1).is_some_and(|before| self.last_class(&rest[before]).organisation)
                    && rest.len() > at + 1
            };
            let published = rest
                .iter()
                .take(strong + 4)
                .rposition(|piece| self.last_class(piece).publication)
                .filter(|last| !reports(*last))
                .map_or(0, |last| last + 1);
            let mut taken = if strong > 0 { strong.max(published) } else { 0 };
            // "Acme Survey: The Results"
            while taken > 1 && self.is_word(&rest[taken - 1]) && is_article(self.page.word(rest[taken - 1].from)) {
                taken -= 1;
            }
            let (run, after) = rest.split_at(taken.max(1));
            names.extend(self.judged(run).filter(|_| taken > 0));
            rest = after;
        }
        names
    }

    /// How many pieces at the start of a heading's run make a name by their own words: a person's, or one that ends like an organisation's.
    fn titled(&self, run: &[Piece]) -> usize {
        let unknown = |piece: &Piece| self.is_word(piece) && !self.ordinary(piece) && !self.class(piece.from).title;
        let person = run.len() > 1 && self.class(run[0].from).first_name && unknown(&run[1]);
        let organisation = run.iter().take(4).rposition(|piece| self.is_word(piece) && self.last_class(piece).organisation);
        match organisation {
            Some(last) if last > 0 && unknown(&run[0]) => last + 1,
            _ if person => 2,
            _ if run.iter().all(unknown) && self.is_alone(run) => run.len(),
            _ => 0,
        }
    }

    /// Whether the run is all that its text says: a table cell, a caption.
    fn is_alone(&self, run: &[Piece]) -> bool {
        let words =
            run.first().map_or(0, |first| first.from) == 0 && run.last().is_some_and(|last| last.to == self.page.tokens.len());
        words && run.len() < 4 && run.iter().all(|piece| !self.evidence().is_small(self.page.word(piece.from)))
    }

    fn evidence(&self) -> &Evidence {
        self.evidence.of(self.page)
    }

    fn class(&self, at: usize) -> Class {
        class(self.page.word(at))
    }

    fn last_class(&self, piece: &Piece) -> Class {
        self.class(piece.to - 1)
    }

    /// A single word, unknown and not shaped like a name.
    fn is_word(&self, piece: &Piece) -> bool {
        piece.known.is_none() && !piece.shaped
    }

    fn ordinary(&self, piece: &Piece) -> bool {
        self.is_word(piece) && self.page.tokens.get(piece.from).is_some_and(|token| is_ordinary(self.page.text, token))
    }

    /// Whether the piece is a name even in a heading.
    fn in_title(&self, piece: &Piece) -> bool {
        let word = self.page.word(piece.from);
        match piece.known {
            Some(entry) => {
                !entry.ordinary
                    || piece.to > piece.from + 1
                    || self.evidence().is_named(word)
                    || self.page.is_possessive(piece.to)
                    || self.page.word(piece.to) == "("
            }
            None if piece.shaped => !self.is_acronym(piece),
            None => {
                let upper = self.page.shape(piece.from) == Some(Shape::Upper) && word.len() > 1;
                let letters = upper && !self.class(piece.from).acronym && !self.shouts(piece);
                let named = self.evidence().is_named(word) && !self.ordinary(piece);
                letters || named
            }
        }
    }

    /// The name in a run of running text.
    fn sentence_run(&self, pieces: &[Piece]) -> Option<Judged> {
        let mut from = self.dateline(pieces);
        while from < pieces.len() && self.drops_left(&pieces[from], &pieces[from + 1..]) {
            from += 1;
        }
        let mut to = pieces.len();
        while to > from && self.drops_right(&pieces[to - 1], to - from > 1) {
            to -= 1;
        }
        let organised = to > from + 1 && self.last_class(&pieces[to - 1]).organisation;
        let headed = to > from + 1 && self.last_class(&pieces[from]).head;
        if (organised || headed) && from > 0 && self.class(pieces[from - 1].from).plain {
            from -= 1;
        }
        let run = pieces.get(from..to).filter(|run| !run.is_empty() && self.is_name(run))?;
        self.judged(run)
    }

    /// How many words in capitals stand before the first word of an article, as its place: "PORT ELLEN Shares rose".
    fn dateline(&self, pieces: &[Piece]) -> usize {
        let shouted = |piece: &&Piece| self.page.shape(piece.from) == Some(Shape::Upper) && self.page.word(piece.from).len() > 2;
        let capitals = pieces.iter().take_while(shouted).count();
        let goes_on =
            pieces.get(capitals).is_some_and(|piece| self.page.shape(piece.from) == Some(Shape::Capital) && self.ordinary(piece));
        let opens = pieces.first().is_some_and(|first| first.from == 0);
        if capitals > 1 && goes_on && opens { capitals } else { 0 }
    }

    /// Words at the right that do not belong to the name: days, nations, and letters that stand for ordinary words ("FastAPI MVP").
    fn drops_right(&self, last: &Piece, more: bool) -> bool {
        if !self.is_word(last) {
            return false;
        }
        let class = self.class(last.from);
        let named_ai =
            self.page.word(last.from) == "AI" && self.page.shape(last.to) != Some(Shape::Lower) && self.page.word(last.to) != "/";
        // "SUMMARY The number of visitors": a label and the sentence behind it.
        let article = more && matches!(self.page.word(last.from), "The" | "A" | "An" | "This" | "In" | "Our" | "We");
        class.plain || article || (more && class.acronym && !named_ai)
    }

    /// Words at the left that do not belong to the name: titles, adjectives of nations, "The", an ordinary word that begins the sentence.
    fn drops_left(&self, first: &Piece, rest: &[Piece]) -> bool {
        if !self.is_word(first) {
            return false;
        }
        let class = self.class(first.from);
        let start = self.page.is_start(first.from);
        let article = is_article(self.page.word(first.from));
        let named = rest.is_empty() && self.evidence().is_named_again(self.page.word(first.from));
        let opener = start && self.ordinary(first) && !named && (self.unproven(first) || !self.continues(rest));
        let before_known = rest.first().is_some_and(|next| next.known.is_some_and(|entry| entry.kind != NameKind::Place))
            && self.ordinary(first);
        article || class.plain || opener || before_known || (class.title && !rest.is_empty())
    }

    /// Whether the text does not show the word to be a name's.
    fn unproven(&self, piece: &Piece) -> bool {
        let word = self.page.word(piece.from);
        self.evidence().is_small(word) || !self.evidence().is_named(word)
    }

    /// Whether the rest would be no name of its own: "Defense Department" at a sentence start.
    fn continues(&self, rest: &[Piece]) -> bool {
        rest.last()
            .is_some_and(|last| self.is_word(last) && (self.last_class(last).organisation || self.last_class(last).publication))
    }

    fn is_name(&self, run: &[Piece]) -> bool {
        // "WAKE-UP CALL"
        let plain = |piece: &Piece| {
            let word = &self.page.tokens[piece.from..piece.to];
            self.is_word(piece)
                || piece.known.is_none() && word.iter().all(|token| matches!(token.shape, Shape::Upper | Shape::Mark))
        };
        if run.iter().all(plain)
            && run.iter().any(|piece| self.is_word(piece))
            && self.page.is_shouted(run[0].from, run[run.len() - 1].to)
        {
            return false;
        }
        let [only] = run else {
            return self.continues(run) || self.after_preposition(run) || run.iter().any(|piece| !self.is_acronym(piece));
        };
        match only.known {
            Some(entry) => !entry.ordinary || !self.page.is_start(only.from) || self.stands_out(only),
            None if only.shaped => !self.is_acronym(only),
            None => self.single_word(only),
        }
    }

    /// "at Companies House": ordinary words with capitals after a preposition, in running text.
    fn after_preposition(&self, run: &[Piece]) -> bool {
        let before = run[0].from.checked_sub(1).map_or("", |before| self.page.word(before));
        let words = run.iter().all(|piece| self.page.shape(piece.from) == Some(Shape::Capital));
        words && run.len() < 4 && matches!(before, "at" | "by" | "from" | "with")
    }

    /// "AI", "AI/ML", "Q&A": letters that stand for ordinary words.
    fn is_acronym(&self, piece: &Piece) -> bool {
        if piece.known.is_some() {
            return false;
        }
        let whole = self.page.tokens.get(piece.from..piece.to).unwrap_or_default();
        whole.iter().filter(|token| token.shape != Shape::Mark).all(|token| {
            let word = token.of(self.page.text);
            let number = word.starts_with(|first: char| first.is_ascii_digit());
            class(word).acronym || word.len() < 2 || number || is_ordinary(self.page.text, token)
        })
    }

    /// A word alone: no plain word, and where its sentence begins, one that the text treats as a name.
    fn single_word(&self, piece: &Piece) -> bool {
        let word = self.page.word(piece.from);
        let class = self.class(piece.from);
        if self.is_letter_of_list(piece) {
            return true;
        }
        if class.acronym || class.plain || class.title || word.len() < 2 {
            return false;
        }
        if self.page.shape(piece.from) == Some(Shape::Upper) {
            // "SUMMARY The number of guests": a label in capitals.
            let label =
                word.len() > 4 && is_ordinary_word(&word.to_lowercase()) && self.page.shape(piece.to) == Some(Shape::Capital);
            return word.len() < 9 && !label && !self.shouts(piece);
        }
        if self.page.is_start(piece.from) {
            let alone = self.page.tokens.len() == 1 && word.len() > 2;
            let ordinary = self.ordinary(piece) && !self.evidence().is_named_again(word);
            return !ordinary && !self.evidence().is_mostly_small(word) && (alone || self.stands_out(piece));
        }
        !self.ordinary(piece)
            || self.evidence().is_named_again(word)
            || (self.evidence().is_named(word) && !self.evidence().is_small(word) && class.publication)
    }

    /// "Java (17%), C (11%) and PHP": the languages with one letter, with a figure of their own.
    fn is_letter_of_list(&self, piece: &Piece) -> bool {
        let before = piece.from.checked_sub(1).map_or(",", |before| self.page.word(before));
        const BESIDE: &[&str] = &[
            "Python",
            "Java",
            "JavaScript",
            "TypeScript",
            "Go",
            "Rust",
            "PHP",
            "Ruby",
            "Swift",
            "Kotlin",
            "Scala",
            "Perl",
            "SQL",
            "Julia",
            "MATLAB",
            "Haskell",
            "Fortran",
            "SAS",
            "Stata",
        ];
        const FAR: usize = 16;
        let mut around = piece.from.saturating_sub(FAR)..piece.to + FAR;
        matches!(self.page.word(piece.from), "C" | "R")
            && around.any(|at| BESIDE.contains(&self.page.word(at)))
            && matches!(before, "," | "and" | "or")
            && self.page.word(piece.to) == "("
            && self.page.shape(piece.to + 1) == Some(Shape::Number)
    }

    /// Capitals beside capitals are shouting, not letters for a name.
    fn shouts(&self, piece: &Piece) -> bool {
        let upper = |at: usize| self.page.shape(at) == Some(Shape::Upper) && self.page.word(at).len() > 2;
        upper(piece.to) || piece.from.checked_sub(1).is_some_and(upper)
    }

    /// Whether what follows treats the word as a name: "'s", a verb in the third person, a version.
    fn stands_out(&self, piece: &Piece) -> bool {
        let next = self.page.word(piece.to);
        let past = next.len() > 4 && next.ends_with("ed") && self.page.shape(piece.to) == Some(Shape::Lower);
        let verb = past || class(next).verb;
        let place = next == "of" && self.page.shape(piece.to + 1) == Some(Shape::Capital);
        let word = self.page.word(piece.from);
        // No plural, no article, and what may be a verb in the third person behind it: "Acme plans to …".
        let third =
            next.len() > 3 && next.ends_with('s') && !next.ends_with("ss") && self.page.shape(piece.to) == Some(Shape::Lower);
        let again = !word.ends_with('s') && third && self.evidence().begins_often(word);
        self.page.is_possessive(piece.to)
            || again
            || verb
            || place
            || matches!(next, "(" | ",")
            || self.evidence().is_named(self.page.word(piece.from))
    }

    fn judged(&self, run: &[Piece]) -> Option<Judged> {
        let (first, last) = (run.first()?, run.last()?);
        let known = run.iter().any(|piece| piece.known.is_some());
        Some(Judged { from: first.from, to: self.with_suffix(last.to), kind: self.kind(run), known })
    }

    /// ", Inc." and the dot of "Inc." belong to the name.
    fn with_suffix(&self, to: usize) -> usize {
        let comma = usize::from(self.page.word(to) == ",");
        let suffix = self.class(to + comma).incorporated && comma == 1;
        let end = if suffix { to + 2 } else { to };
        let abbreviation = matches!(self.page.word(end - 1), "Inc" | "Corp" | "Ltd" | "Co" | "Bros" | "Jr" | "Sr");
        end + usize::from(abbreviation && self.page.word(end) == "." && self.page.touched(end))
    }

    fn kind(&self, run: &[Piece]) -> NameKind {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return NameKind::Other };
        if let ([only], Some(entry)) = (run, first.known) {
            return if only.to > only.from { entry.kind } else { NameKind::Other };
        }
        let end = self.last_class(last);
        let heads = || run[..run.len() - 1].iter().map(|piece| self.last_class(piece)).filter(|class| class.head);
        if run.len() > 1 && (end.publication || heads().any(|class| class.publication)) {
            return NameKind::Publication;
        }
        let incorporated = end.incorporated || self.class(last.to + 1).incorporated && self.page.word(last.to) == ",";
        if run.len() > 1 && (end.organisation || heads().next().is_some()) || incorporated {
            return NameKind::Organisation;
        }
        if self.is_person(run) {
            return NameKind::Person;
        }
        let coded = self.page.shape(last.from) == Some(Shape::Code) && last.known.is_none();
        match (last.known.or(first.known.filter(|_| coded)), first.shaped || self.page.shape(last.from) == Some(Shape::Mixed)) {
            (Some(entry), _) => entry.kind,
            (None, true) => NameKind::Product,
            _ => NameKind::Other,
        }
    }

    /// A first name, with one to three words of letters after it or alone.
    fn is_person(&self, run: &[Piece]) -> bool {
        let words =
            run.iter().all(|piece| piece.to == piece.from + 1 || self.page.word(piece.from + 1) == "-" || piece.known.is_none());
        let known = run.iter().all(|piece| piece.known.is_none_or(|entry| entry.kind == NameKind::Place && run.len() > 1));
        let begins = run.first().is_some_and(|first| self.class(first.from).first_name || self.is_addressed(first.from));
        run.len() < 5 && words && known && begins
    }

    /// Whether a form of address stands before the token `from`: "Mr. Sharma".
    fn is_addressed(&self, from: usize) -> bool {
        const ADDRESSES: &[&str] =
            &["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lady", "Prof", "Professor", "Senator", "Judge", "Minister"];
        let dot = from.checked_sub(1).is_some_and(|before| self.page.word(before) == ".");
        from.checked_sub(1 + usize::from(dot)).is_some_and(|before| ADDRESSES.contains(&self.page.word(before)))
    }
}
