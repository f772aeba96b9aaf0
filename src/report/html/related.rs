//! Which claims of an audit belong together.
//!
//! Comes in: all claims. Goes out: for each the others about the same subject and measure, then those of the same sentence. A relation says where
//! to look; whether two claims contradict each other is not decided here.

use std::collections::HashMap;

use crate::report::audit::AuditedClaim;

/// How many related claims a card names.
const SHOWN: usize = 6;

/// Why two claims belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same subject and the same measure.
    Matter,
    /// The same words of the article.
    Sentence,
}

/// The groups of related claims.
pub(super) struct Related {
    groups: Vec<(Relation, Vec<usize>)>,
    /// For each claim the groups that it is in, the closest first.
    of: Vec<Vec<usize>>,
}

impl Related {
    /// Groups `claims`.
    pub fn new(claims: &[&AuditedClaim<'_>]) -> Self {
        let mut related = Self { groups: Vec::new(), of: vec![Vec::new(); claims.len()] };
        related.group(Relation::Matter, claims.iter().map(|claim| matter(claim)));
        related.group(Relation::Sentence, claims.iter().map(|claim| Some(sentence(claim))));
        related
    }

    fn group(&mut self, relation: Relation, keys: impl Iterator<Item = Option<String>>) {
        let mut groups: HashMap<String, usize> = HashMap::new();
        for (at, key) in keys.enumerate() {
            let Some(key) = key else { continue };
            let group = *groups.entry(key).or_insert_with(|| {
                self.groups.push((relation, Vec::new()));
                self.groups.len() - 1
            });
            self.groups[group].1.push(at);
            self.of[at].push(group);
        }
    }

    /// The claims that belong to claim `at`, each once, the closest first.
    pub fn of(&self, at: usize) -> Vec<(Relation, usize)> {
        let mut found: Vec<(Relation, usize)> = Vec::new();
        for (relation, group) in self.of[at].iter().map(|group| &self.groups[*group]) {
            // In a large group the nearest ones are named: those around it in the article.
            let own = group.partition_point(|other| *other < at);
            let from = own.saturating_sub(SHOWN / 2);
            for other in group.iter().skip(from).take(SHOWN + 1) {
                if *other != at && found.len() < SHOWN && found.iter().all(|(_, known)| known != other) {
                    found.push((*relation, *other));
                }
            }
        }
        found
    }
}

fn matter(claim: &AuditedClaim<'_>) -> Option<String> {
    let claim = claim.reviewed.claim;
    let (subject, metric) = (claim.subject.as_ref()?, claim.metric.as_ref()?);
    Some(format!("{}\n{}", subject.to_lowercase(), metric.to_lowercase()))
}

fn sentence(claim: &AuditedClaim<'_>) -> String {
    let span = claim.reviewed.claim.quote.span;
    format!("{}\n{}\n{}", claim.reviewed.document.id, span.start, span.end)
}
