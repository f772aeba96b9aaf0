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
        ("60% of teams use Docker.", &["60%: teams use Docker"]),
        ("A third of nurses that answered in May work at night.", &["A third: work at night"]),
        ("Many bakers (58%) bake at home.", &["58%: bake at home"]),
        ("Most shop online, with 39% buying shoes and 12% buying food.", &["39%: buying shoes", "12%: buying food"]),
        ("Of the 30% of pilots who asked for help, most were young.", &["30%: asked for help"]),
        ("The 51% of voters naming the party were older.", &["51%: voters naming party"]),
        // What is measured by a noun of its own is no group.
        ("Its founder, with a 24 percent stake in the brewery, is the largest owner.", &["24 percent: stake"]),
    ]);
}

#[test]
fn who_says_what_they_do_is_looked_through() {
    measured(&[
        ("63% said they work in hotels.", &["63%: work in hotels"]),
        ("83% said that a coupon would change their mind.", &["83%: coupon change mind"]),
        ("Three in ten told us in a survey that they would move.", &["Three in ten: move"]),
        ("One in four farmers say they don't own a tractor.", &["One in four: not own tractor"]),
        ("We saw support, with 94% of guests saying they would come again.", &["94%: guests come again"]),
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

#[test]
fn a_measure_of_its_own_is_no_group() {
    measured(&[
        ("The site's 67% traffic growth isn't random.", &["67%: traffic growth"]),
        ("About 70% of banks use Veltro.", &["About 70%: banks use Veltro"]),
        ("These changes mean a 40% cost reduction in hosting.", &["40%: cost reduction in hosting"]),
    ]);
}

#[test]
fn what_a_clause_leaves_out_is_in_the_one_before() {
    measured(&[
        ("Acme has 32 nodes while Veltro has only 14.", &["32: nodes", "14: nodes"]),
        ("The club has grown from 8 to 400 members.", &["8: members", "400: members"]),
        (
            "They cut wages by 8%, operating costs by 12% and fees by 3%.",
            &["8%: wages reduction", "12%: operating costs", "3%: fees"],
        ),
        (
            "The mill posted a 26 percent jump in underlying profits to $5 million.",
            &["26 percent: jump in underlying profits", "$5 million: underlying profits"],
        ),
    ]);
}

#[test]
fn verbs_that_only_lead_to_a_figure_name_no_measure() {
    measured(&[
        ("The round values the bakery at $12 million.", &["$12 million: valuation"]),
        ("Average revenue per advertiser hit $529.", &["$529: Average revenue per advertiser"]),
        ("The mill will post full-year profits near $210 million.", &["near $210 million: profits"]),
        ("The town spent $2 million on battery plants.", &["$2 million: spending on battery plants"]),
        ("Gartner sees a $150 billion water market.", &["$150 billion: water market size"]),
        ("It has a chip at 3.5 GHz.", &["3.5 GHz: clock speed"]),
        ("Rust is twice as fast as Go in this test.", &["twice: as fast as Go"]),
        ("Veltro needs 512 MB of memory per instance.", &["512 MB of memory per instance: memory per instance"]),
    ]);
}
