//! Sums that are spent again and again: "our monthly bill is $38,000" is money per month.
//!
//! Comes in: the words around a sum of money that is a cost. Goes out: the time that it is per. Rates that stand beside the figure itself
//! ("$40 a month") are the grammar's of quantities; what somebody earns in a year is a sum, not a rate, and is left alone.

use ecow::{EcoString, eco_format};

use super::syntax::{Class, Token};
use super::{Kind, kind};

/// Adjectives and adverbs that say how often something recurs, with the time.
const OFTEN: &[(&str, &str)] = &[
    ("hourly", "hour"),
    ("daily", "day"),
    ("weekly", "week"),
    ("monthly", "month"),
    ("annual", "year"),
    ("annually", "year"),
    ("yearly", "year"),
    ("annualised", "year"),
    ("annualized", "year"),
];

/// Makes a cost's currency money per the time that `recurs` gives.
pub(crate) fn put(unit: &mut EcoString, kind: Kind, recurs: impl FnOnce() -> Option<&'static str>) {
    if kind == Kind::Cost
        && kind::is_currency(unit)
        && let Some(time) = recurs()
    {
        *unit = eco_format!("{unit}/{time}");
    }
}

/// So many tokens on either side of a figure are looked at.
const REACH: usize = 14;

/// The time that the cost at token `at` of a sentence recurs with: by the nearest cost that is called monthly, or by "every month" behind the figure.
pub(crate) fn of_cost(tokens: &[Token<'_>], at: usize) -> Option<&'static str> {
    let stops = |token: &&Token<'_>| matches!(token.class, Class::Stop | Class::Quantity(_));
    let start =
        (at.saturating_sub(REACH)..at).rev().find(|i| stops(&&tokens[*i])).map_or(at.saturating_sub(REACH), |stop| stop + 1);
    let last = tokens.len().min(at + REACH);
    let end = (at + 1..last).find(|i| stops(&&tokens[*i])).unwrap_or(last);
    let before = (start..at).rev().find_map(|i| named(&tokens[i..at]));
    before
        .or_else(|| (at + 1..end).find_map(|i| named(&tokens[i..end])))
        .or_else(|| (at + 1..end).find_map(|i| repeated(&tokens[i..end])))
}

/// "monthly AWS bill": the time of the adjective that a phrase begins with, if a cost is its head.
fn named(phrase: &[Token<'_>]) -> Option<&'static str> {
    let time = often(phrase.first()?.lower)?;
    let behind = phrase[1..].iter().take_while(|token| matches!(token.class, Class::Adjective | Class::Noun | Class::Name(_)));
    behind.last().filter(|head| kind::is_cost(head.lower)).map(|_| time)
}

/// "every month", "each year".
fn repeated(words: &[Token<'_>]) -> Option<&'static str> {
    let [first, second, ..] = words else { return None };
    let time = OFTEN.iter().map(|(_, time)| *time).find(|time| *time == second.lower)?;
    matches!(first.lower, "each" | "every" | "per").then_some(time)
}

/// The time of a header that names a recurring cost: "Monthly cost".
pub(crate) fn of_header(header: &str) -> Option<&'static str> {
    let lower = header.to_lowercase();
    let phrase = lower.split(['(', ',', ':']).next().unwrap_or_default();
    let mut words = phrase.split(' ').filter(|word| !word.is_empty()).skip_while(|word| often(word).is_none());
    let Some(time) = words.next().and_then(often) else { return per_time(phrase) };
    words
        .take_while(|word| !matches!(*word, "of" | "for" | "on" | "per" | "in" | "by"))
        .last()
        .filter(|head| kind::is_cost(head))
        .map(|_| time)
}

/// "Minimum cost per month"
fn per_time(phrase: &str) -> Option<&'static str> {
    let (cost, time) = phrase.trim().rsplit_once(" per ")?;
    let head = cost.rsplit(' ').next().filter(|head| kind::is_cost(head));
    OFTEN.iter().map(|(_, time)| *time).find(|known| *known == time).filter(|_| head.is_some())
}

fn often(word: &str) -> Option<&'static str> {
    OFTEN.iter().find(|(adjective, _)| *adjective == word).map(|(_, time)| *time)
}

#[cfg(test)]
mod tests {
    use ecow::EcoString;

    use super::of_header;
    use crate::claim::extract;
    use crate::document;
    use crate::source::Source;

    /// The units of the figures of `article`.
    fn units(article: &str) -> Vec<EcoString> {
        let source = Source::from_bytes("article.md", article.as_bytes(), None).expect("a text");
        let claims = extract(&document::read(&source), "article.md");
        claims.into_iter().filter_map(|claim| claim.quantity).map(|figure| figure.quantity.unit).collect()
    }

    #[test]
    fn costs_that_recur_are_rates() {
        let cases: [(&str, &[&str]); 7] = [
            ("With storage included, our monthly bill was $38,000.", &["USD/month"]),
            ("That brought the annual cloud spend to over $456,000.", &["USD/year"]),
            ("The monthly operating costs, which include power, cooling and hands, are about $5,500.", &["USD/month"]),
            ("Hosting costs us $900 for both machines every month.", &["USD/month"]),
            ("Annual revenue was $12 million.", &["USD"]),
            ("The licence cost $4,000, and the annual report praised it.", &["USD"]),
            ("Each of 40 monthly users costs $3.", &["user", "USD"]),
        ];
        for (article, wanted) in cases {
            assert_eq!(units(article), wanted, "{article}");
        }
    }

    #[test]
    fn a_table_of_recurring_costs_has_rates() {
        let table = "| Host | Monthly cost | Setup cost |\n|---|---|---|\n| Alder | $40 | $90 |\n";
        assert_eq!(units(table), ["USD/month", "USD"]);
    }

    #[test]
    fn headers_of_recurring_costs_have_a_time() {
        assert_eq!(of_header("Monthly cost (USD)"), Some("month"));
        assert_eq!(of_header("Median annual spend per team"), Some("year"));
        assert_eq!(of_header("Minimum Cost per Month ($)"), Some("month"));
        for other in ["Annual revenue", "Monthly users", "Cost", "Annual recurring revenue", "Monthly"] {
            assert_eq!(of_header(other), None, "{other}");
        }
    }
}
