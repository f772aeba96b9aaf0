//! Corrections of the machine: edits, additions, rejections and removals, as events like reviews.
//!
//! Comes in: what a person changed. Goes out: the event, with every field before and after. Chaining them is the store's.

use serde::{Deserialize, Serialize};

use crate::claim::words;

words! {
    /// What a correction does.
    Action {
        /// Changes fields of a claim.
        Edit = "edit",
        /// Adds a claim that the machine missed.
        Add = "add",
        /// Says that a claim is none.
        Reject = "reject",
        /// Withdraws a document with its claims.
        Remove = "remove",
    }
}

/// One field of a claim before and after an edit, each in the spelling of the claim record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, as the record names it (`subject`, `low`, `attribution`).
    pub field: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there since.
    pub after: Option<String>,
}

/// Whether `changes` of a claim since it was reviewed make another statement of it: that it stands elsewhere in its article does not, and
/// neither does another view that the machine takes of the same words. What a person edited, by `corrections`, is another statement.
pub fn reads_otherwise(changes: &[FieldChange], corrections: &[Correction]) -> bool {
    const ELSEWHERE: &[&str] = &["section", "quote", "prefix", "suffix", "start", "end", "check_worthiness", "cell"];
    const VIEWS: &[&str] = &["kind", "metric", "direction"];
    let same_words = changes.iter().all(|change| !["quote", "text"].contains(&change.field.as_str()));
    let edits = || corrections.iter().filter(|correction| correction.action == Action::Edit && !correction.retracted);
    let edited = |field: &str| edits().any(|edit| edit.changes.iter().any(|change| change.field == field));
    let mut fields = changes.iter().map(|change| change.field.as_str());
    let viewed = |field: &str| same_words && VIEWS.contains(&field) && !edited(field);
    fields.any(|field| !(ELSEWHERE.contains(&field) || viewed(field)))
}

/// One person's dated correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// UUID version 7.
    pub id: String,
    /// The claim corrected; `None` where a document was removed.
    pub claim: Option<String>,
    /// The document.
    pub document: String,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub by: String,
    /// When, RFC 3339 in UTC with seconds.
    pub at: String,
    /// Why.
    pub note: Option<String>,
    /// For edits and additions: the fields.
    pub changes: Vec<FieldChange>,
    /// Whether a later event took it back.
    pub retracted: bool,
    /// Hash of this event over its content and the event before it, in hex.
    pub hash: String,
}

#[cfg(test)]
mod tests {
    use super::{FieldChange, reads_otherwise};

    #[test]
    fn another_view_of_the_same_words_is_no_other_statement() {
        let change = |field: &str| FieldChange { field: field.to_owned(), before: None, after: Some("x".to_owned()) };
        for same in [&["kind", "metric", "direction"][..], &["section", "quote", "cell"]] {
            assert!(!reads_otherwise(&same.iter().copied().map(change).collect::<Vec<_>>(), &[]), "{same:?}");
        }
        for other in [&["subject"][..], &["quote", "metric"], &["text", "kind"], &["time"]] {
            assert!(reads_otherwise(&other.iter().copied().map(change).collect::<Vec<_>>(), &[]), "{other:?}");
        }
    }
}
