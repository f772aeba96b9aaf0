//! Figures told in the order of those whom they are of: "A and B hold 19 and 14 percent respectively".
//!
//! Comes in: a figure's token and the grammatical subject of its clause. Goes out: the one in the figure's place.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase, governor};
use super::super::kind;
use super::super::syntax::Class;
use super::{Scene, Subject};

/// Verbs whose subjects, told in a list, each have a figure of the list behind the verb.
const EACH: &[&str] = &[
    "hold", "have", "own", "control", "grow", "rise", "fall", "gain", "drop", "climb", "decline", "account", "take", "score",
    "jump", "slip", "surge", "lose", "add", "report", "earn", "post",
];

impl Scene<'_> {
    /// "A and B hold 19 and 14 percent respectively", "the three stood at 58, 27 and 18 percent, respectively": the one in the figure's place.
    pub(super) fn respective(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        // "with their respective 15%, 10% and 9% share": the figures stand behind the word.
        let Some(word) = tokens.iter().position(|token| matches!(token.lower, "respectively" | "respective")) else {
            return self.in_order(at, phrase, governor);
        };
        let depth = self.token(at).depth;
        let figure = |i: &usize| self.token(*i).depth == depth && matches!(self.class(*i), Class::Quantity(_));
        let mut before: Vec<usize> = (phrase.end..word).filter(figure).collect();
        // "… with 4,096 tokens, A and B 5.6 GB and 5.5 GB respectively": only the last row of figures.
        let joined = |pair: &[usize]| {
            (pair[0] + 1..pair[1])
                .all(|i| matches!(self.class(i), Class::Conjunction | Class::Comma | Class::Noun | Class::Adverb))
        };
        if let Some(cut) = before.windows(2).rposition(|pair| !joined(pair)).filter(|cut| before.len() - cut > 2) {
            before.drain(..=cut);
        }
        // "by 12% and 34%, respectively, to $2 billion and $1 billion": the figures behind the word follow the same order.
        let figures =
            if before.len() > 1 && at < word { before } else { (phrase.end.max(word)..tokens.len()).filter(figure).collect() };
        let place = figures.iter().position(|figure| *figure == at).filter(|_| at < word || figures.len() > 1)?;
        let listed = self.listed(phrase.first, phrase.end);
        if let Some(one) = listed.get(place).filter(|_| listed.len() == figures.len()) {
            return Some(Subject::found(self.resolve(*one, governor).topic, governor, "respectively"));
        }
        let named = |i: &usize| self.token(*i).depth == depth && matches!(self.class(*i), Class::Name(_));
        let clause =
            (0..figures[0]).rev().find(|i| matches!(self.class(*i), Class::Stop | Class::Subordinator)).map_or(0, |i| i + 1);
        let here: Vec<usize> = (clause..figures[0]).filter(named).collect();
        let names = if here.is_empty() { (0..figures[0]).filter(named).collect() } else { here };
        let last = names.len().checked_sub(figures.len())?;
        Some(Subject::found(self.named(names[last + place]), governor, "respectively"))
    }

    /// "Acme, Bolt and Zephyr hold 15%, 9% and 8%", with a verb of which each has a figure of its own: as many names as figures of one unit, told in the same order.
    fn in_order(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let unit = self.unit_of(at)?;
        // "Acme and Bolt run 4 and 8 cores", "30 and 60 day terms": both have both.
        let base = governor.verb.and_then(|verb| self.base(verb)).filter(|base| EACH.contains(base))?;
        if !self.is_share(at) && !self.is_sum(at) && !kind::is_changing(base) {
            return None;
        }
        let listed = self.listed(phrase.first, phrase.end);
        let links =
            |i: usize| self.class(i) == Class::Comma || self.class(i) == Class::Conjunction && self.token(i).lower != "or";
        let alike = |i: usize| self.unit_of(i) == Some(unit);
        let mut row = vec![at];
        let mut here = at;
        while let Some(before) = (phrase.end..here).rev().find(|i| !links(*i)).filter(|i| *i + 1 < here && alike(*i)) {
            row.insert(0, before);
            here = before;
        }
        here = at;
        while let Some(next) = (here + 1..self.sentence.tokens.len()).find(|i| !links(*i)).filter(|i| *i > here + 1 && alike(*i))
        {
            row.push(next);
            here = next;
        }
        let named = |member: &Phrase| {
            member.end == member.first + 1
                && self.kind(member.first).is_some_and(|kind| kind.is_measured() || kind == NameKind::Place)
        };
        let dated = self.sentence.tokens.iter().filter(|token| matches!(token.class, Class::Date(_))).count() > 1;
        let fits = row.len() > 1 && row.len() == listed.len() && listed.iter().all(named) && !dated;
        let one = listed.get(row.iter().position(|figure| *figure == at)?).filter(|_| fits)?;
        Some(Subject::found(self.named(one.first), governor, "in order"))
    }

    /// "Acme and Bolt end with their respective 15% and 9%": not whose the last of them is.
    pub(super) fn with_their_respective(&self, at: usize) -> Option<Subject> {
        let told = self.sentence.tokens[..at].iter().any(|token| token.lower == "respective");
        let governor = told.then(|| governor(self.sentence, at))?;
        self.respective(at, governor.subject?, governor)
    }

    /// The members of the list "A, B and C" in tokens `first..end`, none if there is no list.
    fn listed(&self, first: usize, end: usize) -> Vec<Phrase> {
        let mut members = Vec::new();
        let mut begun = first;
        for at in first..=end {
            let divides = at == end || matches!(self.class(at), Class::Comma | Class::Conjunction);
            if divides && at > begun {
                let core_end = (begun..at).find(|i| self.class(*i) == Class::Preposition && *i > begun).unwrap_or(at);
                members.push(Phrase { first: begun, end: at, core_end });
            }
            begun = if divides { at + 1 } else { begun };
        }
        if members.len() > 1 { members } else { Vec::new() }
    }
}
