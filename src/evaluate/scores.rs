//! Counts, F1 and accuracies of one article and of several.
//!
//! Comes in: hits, claims given and claims wanted. Goes out: F1 of each level, for all claims together (micro) and as the mean over articles (macro),
//! and how often each field is right among the claims found.

use super::judge::Verdict;

/// How much of a claim is right, the stricter the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A figure at the right place.
    Found,
    /// And both of its ends.
    Value,
    /// And unit and kind.
    Typed,
    /// And the subject.
    Tuple,
    /// And metric, time, attribution, modality and approximation.
    Full,
    /// Migrations and events without a figure: clause, kind, subject, and for migrations what they move to.
    Events,
}

impl Level {
    /// Every level, in order.
    pub const ALL: [Self; 6] = [Self::Found, Self::Value, Self::Typed, Self::Tuple, Self::Full, Self::Events];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Value => "value",
            Self::Typed => "typed",
            Self::Tuple => "tuple",
            Self::Full => "full",
            Self::Events => "events",
        }
    }
}

/// The fields whose accuracy is measured, in the order in which they are shown; `from` and `to` only of migrations.
pub const FIELDS: [&str; 12] =
    ["value", "unit", "kind", "subject", "metric", "approx", "time", "attribution", "modality", "text", "from", "to"];

/// What was right, of what was given and what was wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Claims that are right.
    pub hits: usize,
    /// Claims that the extractor gave.
    pub given: usize,
    /// Claims that the gold file wants.
    pub wanted: usize,
}

impl Count {
    /// The harmonic mean of precision and recall; `None` where nothing was given and nothing wanted.
    pub fn f1(self) -> Option<f64> {
        let all = self.given + self.wanted;
        (all > 0).then(|| 2.0 * self.hits as f64 / all as f64)
    }

    fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.given += other.given;
        self.wanted += other.wanted;
    }
}

/// The counts of one article, or of several together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    pub(super) levels: [Count; Level::ALL.len()],
    /// Right, and judged, for each of [`FIELDS`].
    pub(super) fields: [(usize, usize); FIELDS.len()],
}

impl Scores {
    /// The count of a level.
    pub fn level(&self, level: Level) -> Count {
        self.levels[level as usize]
    }

    /// How often each field is right among the claims found, with the field's name; fields that were never judged are left out.
    pub fn accuracies(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let fields = FIELDS.into_iter().zip(self.fields).filter(|(_, (_, judged))| *judged > 0);
        fields.map(|(name, (right, judged))| (name, right as f64 / judged as f64))
    }

    pub(super) fn level_mut(&mut self, level: Level) -> &mut Count {
        &mut self.levels[level as usize]
    }

    /// Counts a figure that was found.
    pub(super) fn add_figure(&mut self, verdict: Verdict) {
        let Verdict { value, unit, kind, subject, metric, approximate, time, attribution, modality, text, .. } = verdict;
        let chain = [true, value, unit && kind, subject, metric && time && attribution && modality && approximate];
        for (level, _) in Level::ALL.into_iter().zip(chain).take_while(|(_, right)| *right) {
            self.level_mut(level).hits += 1;
        }
        let fields = [value, unit, kind, subject, metric, approximate, time, attribution, modality, text];
        self.fields.iter_mut().zip(fields).for_each(|(field, right)| count(field, right));
    }

    /// Counts a migration or event that was found.
    pub(super) fn add_event(&mut self, verdict: Verdict, migration: bool) {
        self.level_mut(Level::Events).hits += 1;
        if migration {
            let [.., from, to] = &mut self.fields;
            count(from, verdict.from);
            count(to, verdict.to);
        }
    }
}

fn count(field: &mut (usize, usize), right: bool) {
    field.0 += usize::from(right);
    field.1 += 1;
}

/// The counts of all articles together.
pub fn micro<'s>(articles: impl IntoIterator<Item = &'s Scores>) -> Scores {
    let mut sum = Scores::default();
    for scores in articles {
        sum.levels.iter_mut().zip(scores.levels).for_each(|(sum, count)| sum.add(count));
        sum.fields.iter_mut().zip(scores.fields).for_each(|(sum, field)| *sum = (sum.0 + field.0, sum.1 + field.1));
    }
    sum
}

/// The mean of a level's F1 over the articles that have such claims.
pub fn macro_f1<'s>(articles: impl IntoIterator<Item = &'s Scores>, level: Level) -> f64 {
    let counts = articles.into_iter().map(|scores| scores.level(level)).filter(|count| count.wanted > 0);
    let figures: Vec<f64> = counts.map(|count| count.f1().unwrap_or(0.0)).collect();
    if figures.is_empty() { 0.0 } else { figures.iter().sum::<f64>() / figures.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_without_events_do_not_count_in_their_mean() {
        let article = |hits, given, wanted| {
            let mut scores = Scores::default();
            *scores.level_mut(Level::Events) = Count { hits, given, wanted };
            scores
        };
        let articles = [article(1, 2, 2), article(0, 3, 0), article(0, 0, 2)];
        assert!((macro_f1(&articles, Level::Events) - 0.25).abs() < 1e-12);
        assert_eq!(micro(&articles).level(Level::Events), Count { hits: 1, given: 5, wanted: 4 });
        assert_eq!(Count::default().f1(), None);
    }
}
