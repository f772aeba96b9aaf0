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
fn a_share_of_those_asked_is_adoption_where_they_use_or_choose() {
    let asked = "In our survey of 900 developers, respondents told us how they live and work.\n\n";
    assert_eq!(kinds(&format!("{asked}31% of respondents use Docker."))[1..], [Kind::Adoption]);
    assert_eq!(kinds(&format!("{asked}31% of respondents are older than that."))[1..], [Kind::Statistic]);
}

#[test]
fn an_opinion_is_no_use() {
    let asked = "In our survey of 900 developers, respondents told us how they live and work.\n\n";
    assert_eq!(kinds(&format!("{asked}31% of respondents want better docs."))[1..], [Kind::Statistic]);
    assert_eq!(kinds(&format!("{asked}31% of respondents say they use Docker."))[1..], [Kind::Adoption]);
}

#[test]
fn a_step_is_growth_and_goods_sold_are_a_market() {
    assert_eq!(kinds("Filings dropped by 40,000 in a week."), [Kind::Growth, Kind::Statistic][..1]);
    assert_eq!(kinds("Acme increased profits by $20,000."), [Kind::Growth]);
    assert_eq!(kinds("Acme shipped 80 million phones."), [Kind::Market]);
    assert_eq!(kinds("Our plant ships forty robots a week."), [Kind::Statistic]);
    assert_eq!(kinds("Fresh trout sells for $20 a kilo."), [Kind::Cost]);
    assert_eq!(kinds(", or 5% of the users left."), [Kind::Adoption]);
}

#[test]
fn a_size_is_performance_where_it_is_used() {
    assert_eq!(kind("64 GB", &["memory usage"], "is"), Kind::Benchmark);
    assert_eq!(kind("64 GB", &["dataset"], "is"), Kind::Statistic);
}

/// The kinds of the figures of a sentence that stands alone.
fn kinds(text: &str) -> Vec<Kind> {
    let source = crate::source::Source::from_bytes("case", text.as_bytes(), Some(crate::source::Media::Plain)).expect("text");
    let claims = super::super::extract(&crate::document::read(&source), "case");
    claims.iter().filter(|claim| claim.quantity.is_some()).map(|claim| claim.kind).collect()
}

#[test]
fn a_share_told_after_an_amount_is_a_change_too() {
    assert_eq!(kinds("Revenue is up $4 million or 4%."), [Kind::Market, Kind::Growth]);
    assert_eq!(kinds("We beat last quarter's revenue by 8%."), [Kind::Growth]);
    // Nothing moved.
    assert_eq!(kinds("Revenue was $4 million, with a margin of 4%."), [Kind::Market, Kind::Market]);
}

#[test]
fn both_ends_of_a_change_are_levels() {
    assert_eq!(kinds("Kubernetes usage had the largest increase (52%, up from 45%)."), [Kind::Adoption, Kind::Adoption]);
    assert_eq!(kinds("Kubernetes usage had an increase of 7%."), [Kind::Growth]);
}

#[test]
fn a_ratio_of_two_numbers_is_no_growth() {
    assert_eq!(kinds("Users agreed by a ratio of 19:1."), [Kind::Statistic]);
    assert_eq!(kinds("Sales grew 3x."), [Kind::Growth]);
}

#[test]
fn business_over_days_is_adoption() {
    assert_eq!(kinds("The bank handles 5,000 transactions a day."), [Kind::Adoption]);
    assert_eq!(kinds("The bank handles 5,000 transactions per second."), [Kind::Benchmark]);
}

#[test]
fn places_are_adoption_only_where_something_is_used() {
    assert_eq!(kinds("The box is available in 21 countries."), [Kind::Adoption]);
    assert_eq!(kinds("They live in 27 countries."), [Kind::Statistic]);
}

#[test]
fn shares_in_tables_of_a_text_about_performance_are_performance() {
    let table = "| Rules | 4k | 64k |\n|---|---|---|\n| 0 | 0.0% | 0.0% |\n| 25 | -1.8% | -0.9% |\n";
    let told = "Throughput and latency suffer under load. We measured the latency and the throughput of each request.\n\n";
    assert_eq!(kinds(&format!("{told}{table}")), [Kind::Benchmark; 4]);
    assert_eq!(kinds(table)[2..], [Kind::Growth; 2]);
}

#[test]
fn scores_of_a_benchmark_are_performance() {
    assert_eq!(kinds("| Model | MMLU | Staff |\n|---|---|---|\n| Orca-7 | 63.2 | 12 |\n"), [Kind::Benchmark, Kind::Statistic]);
}
