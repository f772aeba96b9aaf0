//! Kinds of figures by what is measured.

use super::super::Kind;
use super::super::lexicon::Lexicon;
use super::{Words, of_figure};
use crate::mention::quantity;

/// The kind of the first figure of `text` with `phrases` beside it and `verb` over it.
fn kind(text: &str, phrases: &[&str], verb: &str) -> Kind {
    let mention = quantity::scan(text).into_iter().next().unwrap_or_else(|| panic!("{text}"));
    let mut words = Words::default();
    words.verb = Lexicon::shared().verb(verb).map(|verb| verb.base);
    phrases.iter().for_each(|phrase| words.beside(phrase));
    of_figure(&mention, &words)
}

#[test]
fn money_is_what_its_measure_says() {
    assert_eq!(kind("$5 million", &["revenue"], "reach"), Kind::Market);
    assert_eq!(kind("$5 million", &["a seed round"], "close"), Kind::Funding);
    assert_eq!(kind("$5 million", &["legal fees"], "pay"), Kind::Cost);
    assert_eq!(kind("$5 million", &[], "raised"), Kind::Funding);
    assert_eq!(kind("$5 million", &[], "invested"), Kind::Funding);
}

#[test]
fn a_share_is_growth_only_where_something_changes() {
    assert_eq!(kind("12%", &["revenue growth"], "was"), Kind::Growth);
    assert_eq!(kind("12%", &["of revenue"], "is"), Kind::Market);
    assert_eq!(kind("12%", &["p99 latency"], "fell"), Kind::Benchmark);
    assert_eq!(kind("12%", &["of customers"], "use"), Kind::Adoption);
    assert_eq!(kind("12%", &["cloud bill"], "cut"), Kind::Cost);
}

#[test]
fn a_size_is_performance_where_it_is_used() {
    assert_eq!(kind("64 GB", &["memory usage"], "is"), Kind::Benchmark);
    assert_eq!(kind("64 GB", &["dataset"], "is"), Kind::Statistic);
}
