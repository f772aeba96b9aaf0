//! The survey whose answers a number counts: "900 responses", "177 developers took the survey".
//!
//! Comes in: a figure's token. Goes out: the survey, where the number is of those who answered it, or nothing.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, governor};
use super::super::context::Sort;
use super::super::nouns;
use super::super::syntax::Class;
use super::{Scene, Subject};

/// Those who answer a survey, and what they give: counts of them tell how large the survey was.
const ANSWERS: &[&str] =
    &["respondent", "respondents", "response", "responses", "participants", "submissions", "answers", "questionnaires"];

/// Whether `word` is what respondents answer.
fn is_survey(word: &str) -> bool {
    matches!(word, "survey" | "poll" | "questionnaire")
}

impl Scene<'_> {
    /// "We had 2,400 survey respondents", "900 responses": a survey has so many, whoever made it.
    pub(super) fn surveyed(&self, at: usize) -> Option<Subject> {
        let survey = self.context.survey()?;
        let Class::Quantity(index) = self.class(at) else { return None };
        let head = self.reading.quantities[index as usize].quantity.unit.rsplit(' ').next().unwrap_or_default();
        // "3,412 responses from 94 countries"
        let from = (head == "country" || nouns::is_people(&format!("{head}s")))
            && at.checked_sub(1).is_some_and(|link| matches!(self.token(link).lower, "from" | "in" | "across"))
            && (0..at).any(|i| ANSWERS.contains(&self.token(i).lower));
        if from {
            return Some(Subject::found(survey.clone(), Governor::default(), "survey"));
        }
        let counted = matches!(head, "respondent" | "response" | "participant" | "submission" | "answer" | "questionnaire");
        // "We asked 2,318 engineers", "1,874 people took part", "177 of our developers answered the survey"
        let of = usize::from(!self.is_share(at) && self.sentence.tokens.get(at + 1).is_some_and(|of| of.lower == "of"));
        let people = self.nominal_end(at + 1 + of, self.sentence.tokens.len());
        let asked = people > at + 1 && nouns::is_people(self.token(people - 1).lower) && self.is_asked(at, people);
        let counted = counted || asked;
        // "The number of responses was 176"
        let numbered = (0..at).any(|i| {
            ANSWERS.contains(&self.token(i).lower)
                && i > 1
                && self.token(i - 1).lower == "of"
                && matches!(self.token(i - 2).lower, "number" | "total" | "count")
        });
        let counted = counted || numbered && !self.is_share(at);
        let answers =
            || asked || numbered || (at + 1..self.sentence.tokens.len()).take(3).any(|i| ANSWERS.contains(&self.token(i).lower));
        // "3 respondents reported working at night" tells of them, "900 people answered" of the survey.
        let noun = self.nominal_end(at + 1, self.sentence.tokens.len());
        let acts = self.sentence.tokens.get(noun).is_some_and(|next| next.class.is_finite());
        let by = at.checked_sub(1).is_some_and(|before| self.token(before).lower == "by");
        // "of the 49 respondents who use Acme": some of those who answered.
        let some = at > 1
            && matches!(self.token(at - 1).lower, "the" | "those" | "these")
            && matches!(self.token(at - 2).lower, "of" | "among")
            && self.sentence.tokens.get(noun).is_some_and(|next| {
                next.class == Class::Relative || matches!(next.lower, "with" | "without" | "using" | "in" | "from")
            })
            // "the 400 respondents who took the survey" are all.
            && !(noun..self.sentence.tokens.len()).take(6).any(|i| is_survey(self.token(i).lower));
        let told = by || some || acts && !asked && !self.is_answering(noun);
        // "Veltro gave 70 answers", "Acme (12 responses)": whose answers they are.
        let ours = governor(self.sentence, at).subject.is_some_and(|subject| self.token(subject.first).lower == "we");
        let named = !ours
            && (0..at).any(|i| {
                matches!(self.kind(i), Some(NameKind::Organisation | NameKind::Product | NameKind::Other))
                    && self.token(i).word.split(' ').all(|word| !survey.name.contains(word))
            });
        // "Norway (85 respondents) leads": those who answered there.
        let beside = self
            .open_before(at)
            .and_then(|open| open.checked_sub(1))
            .is_some_and(|before| matches!(self.class(before), Class::Name(_)));
        (counted && answers() && !told && !named && !beside)
            .then(|| Subject::found(survey.clone(), Governor::default(), "survey"))
    }

    /// Whether the people whose words end at token `end`, counted at token `at`, are those whom somebody without a name asks, or who take part.
    fn is_asked(&self, at: usize, end: usize) -> bool {
        let verb = governor(self.sentence, at).verb.filter(|verb| *verb < at).and_then(|verb| self.base(verb));
        let asks = verb.is_some_and(|base| matches!(base, "ask" | "survey" | "poll" | "interview" | "question"));
        let unnamed = self.context.author.as_ref().is_none_or(|author| author.sort == Some(Sort::Person));
        let part = |at: usize| self.sentence.tokens.get(at).map_or("", |token| token.lower);
        let takes = matches!(part(end), "took" | "take" | "taken") && part(end + 1) == "part"
            || matches!(part(end), "participated" | "responded");
        // "177 developers took the survey"
        let takes = takes
            || matches!(part(end), "took" | "completed" | "answered" | "filled")
                && (end + 1..end + 5).any(|i| is_survey(part(i)));
        asks && unnamed || takes
    }
}
