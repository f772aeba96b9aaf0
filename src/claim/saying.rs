//! Verbs of saying: what those do who tell of the deeds of others.
//!
//! Comes in: the base form of a verb. Goes out: whether it is one. Callers that need fewer or other verbs name them beside this class.

use crate::text::is_among;

/// Verbs that report what somebody says, thinks or found.
const SAYING: &[&str] = &[
    "say", "report", "estimate", "find", "claim", "note", "tell", "argue", "explain", "write", "forecast", "predict", "reckon",
    "believe", "think", "expect", "show", "recall", "warn", "state", "suggest", "announce", "reveal", "indicate", "confirm",
    "conclude", "insist", "admit",
];

/// Whether the verb whose base form is `base` reports what others do.
pub(super) fn is_saying(base: &str) -> bool {
    is_among(base, SAYING)
}
