//! What others published about a claim: their rating as they word it.
//!
//! A rating is evidence of what somebody else judged. It sets no status, and its words are not translated into ours: scales
//! differ, and "half true" of one publisher is "misleading" of the next.

use serde::{Deserialize, Serialize};

use crate::claim::words;

words! {
    /// The format that a rating was read from.
    RatingFormat {
        /// An answer of Google's Fact Check Tools API.
        Google = "google",
        /// A table of ClaimReview.
        ClaimReview = "claimreview",
    }
}

/// One published rating of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The rating in the publisher's words ("Half True").
    pub rating: String,
    /// Its number, as written.
    pub value: Option<String>,
    /// The number of the best rating of its scale, as written.
    pub best: Option<String>,
    /// The number of the worst.
    pub worst: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The publisher's site ("politifact.com").
    pub site: Option<String>,
    /// The address of the review.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as written.
    pub reviewed_at: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// What it was read from.
    pub format: RatingFormat,
    /// When it was imported, RFC 3339 in UTC with seconds.
    pub imported_at: String,
    /// Who imported it.
    pub imported_by: String,
}

impl Rating {
    /// Whether `other` is the same published rating, whoever imported it when.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let said = |of: &Self| Self {
            format: RatingFormat::Google,
            imported_at: String::new(),
            imported_by: String::new(),
            ..of.clone()
        };
        said(self) == said(other)
    }
}
