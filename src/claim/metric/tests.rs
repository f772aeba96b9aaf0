//! What the figures of a sentence measure, by their place in it.

use crate::source::{Media, Source};

/// "surface: metric" of each figure of `text`.
fn metrics(text: &str) -> Vec<String> {
    let source = Source::from_bytes("case", text.as_bytes(), Some(Media::Plain)).expect("text");
    let claims = super::super::extract(&crate::document::read(&source), "case");
    let figures = claims.iter().filter_map(|claim| claim.quantity.as_ref().map(|figure| (figure, &claim.metric)));
    figures.map(|(figure, metric)| format!("{}: {}", figure.surface, metric.as_deref().unwrap_or("-"))).collect()
}

fn measured(cases: &[(&str, &[&str])]) {
    let wrong =
        cases.iter().map(|(text, expected)| (text, metrics(text), expected)).filter(|(_, found, expected)| found != *expected);
    let wrong: Vec<String> = wrong.map(|(text, found, expected)| format!("{text}\n  {found:?} for {expected:?}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_share_of_people_is_measured_by_what_they_do() {
    measured(&[
        ("60% of teams use Docker.", &["60%: use Docker"]),
        ("A third of nurses that answered in May work at night.", &["A third: work at night"]),
        ("Many bakers (58%) bake at home.", &["58%: bake at home"]),
        ("Most shop online, with 39% buying shoes and 12% buying food.", &["39%: buying shoes", "12%: buying food"]),
        ("Of the 30% of pilots who asked for help, most were young.", &["30%: asked for help"]),
        ("The 51% of voters naming the party were older.", &["51%: naming party"]),
        // What is measured by a noun of its own is no group.
        ("Its founder, with a 24 percent stake in the brewery, is the largest owner.", &["24 percent: stake"]),
    ]);
}

#[test]
fn who_says_what_they_do_is_looked_through() {
    measured(&[
        ("63% said they work in hotels.", &["63%: work in hotels"]),
        ("Three in ten told us in a survey that they would move.", &["Three in ten: move"]),
        ("One in four farmers say they don't own a tractor.", &["One in four: not own tractor"]),
        ("We saw support, with 94% of guests saying they would come again.", &["94%: come again"]),
        // What they think is what was asked.
        ("40% of drivers believe they drive well.", &["40%: believe they drive well"]),
    ]);
}

#[test]
fn a_number_of_things_is_measured_by_their_noun() {
    measured(&[
        ("Our office has 12 badly heated rooms.", &["12: badly heated rooms"]),
        ("412 Redis hits", &["412: Redis hits"]),
        ("2 Load balancers (HAProxy)", &["2: Load balancers"]),
        ("The bakery handles 300 online orders a day.", &["300 online orders a day: online orders per day"]),
        // A single thing can be what acts.
        ("The office has 1 door.", &["1: door"]),
    ]);
}

#[test]
fn figures_that_say_the_same_measure_the_same() {
    measured(&[
        ("The server sent 833,992 bytes (814 KB) of traffic.", &["833,992 bytes: traffic", "814 KB: traffic"]),
        ("The mill reported $5 million in revenue, and its rival was sold.", &["$5 million: revenue"]),
        (
            "Overall margins rose to 17 percent from 16 percent a year earlier.",
            &["17 percent: Overall margins", "16 percent: Overall margins"],
        ),
    ]);
}
