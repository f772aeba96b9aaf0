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
fn whoever_uses_something_is_adoption_and_whoever_is_given_something_is_not() {
    assert_eq!(kinds("More than 50,000 projects are now using signed releases."), [Kind::Adoption]);
    assert_eq!(kinds("Currently 45 services rely on PostgreSQL."), [Kind::Adoption]);
    assert_eq!(kinds("Together 512 cores use 40 GB of memory.")[0], Kind::Statistic);
    assert_eq!(kinds("Acme awarded grants to 31 nonprofit organizations."), [Kind::Statistic]);
    assert_eq!(kinds("Currency translation was favorable by 1%."), [Kind::Growth]);
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

#[test]
fn what_is_compared_with_the_year_before_grows() {
    assert_eq!(kinds("Acme expects 3% global parcel revenue growth."), [Kind::Growth]);
    assert_eq!(kinds("Our parcel sales growth will be about 3% in 2031."), [Kind::Growth]);
    assert_eq!(kinds("Same-store sales came in at 4%."), [Kind::Growth]);
    assert_eq!(kinds("Comparable store sales were 2.5%."), [Kind::Growth]);
    assert_eq!(kinds("Same-store sales came in at $40 million."), [Kind::Market]);
    assert_eq!(kinds("Comps were driven by strong bakery sales of 6%."), [Kind::Market]);
    assert_eq!(kinds("Comps were driven by a good quarter for bakery of 6%."), [Kind::Growth]);
    assert_eq!(kinds("The number of tenants is one-third higher."), [Kind::Growth]);
    assert_eq!(kinds("Revenue was 6% lower than a year earlier."), [Kind::Growth]);
    assert_eq!(kinds("Price deflation was about 2%."), [Kind::Growth]);
}

#[test]
fn the_amount_of_a_change_is_growth() {
    assert_eq!(kinds("That is a decline of 20,000 since 2011."), [Kind::Growth]);
    assert_eq!(kinds("A drop of 30,000 subscribers surprised them."), [Kind::Growth]);
    assert_eq!(kinds("Rents rose, against an increase in nurses' pay of only 3 percent."), [Kind::Growth]);
    assert_eq!(kinds("The group has 20,000 subscribers."), [Kind::Adoption]);
}

#[test]
fn what_people_do_is_adoption_only_where_they_use_something() {
    let asked = "In our survey of 900 households, respondents told us how they live.\n\n";
    let told = |sentence: &str| kinds(&format!("{asked}{sentence}"))[1..].to_vec();
    assert_eq!(told("The rent is a burden, with 61% of tenants naming price as their greatest worry."), [Kind::Statistic]);
    assert_eq!(told("27% of families living on a low income were turned away."), [Kind::Statistic]);
    assert_eq!(told("44% of respondents using the app were from small towns."), [Kind::Statistic]);
    assert_eq!(told("27% of households subscribe to a newspaper."), [Kind::Adoption]);
    assert_eq!(kinds("Half of the farmers own a drone."), [Kind::Adoption]);
    assert_eq!(kinds("Half of the farmers were hit by the flood."), [Kind::Statistic]);
}

#[test]
fn nobody_uses_what_befalls_people() {
    assert_eq!(kinds("22% of intrusions used a stolen laptop."), [Kind::Statistic]);
    assert_eq!(kinds("Phishing was behind 36% of incidents."), [Kind::Statistic]);
    assert_eq!(kinds("They reported twice as many accidents as other drivers."), [Kind::Statistic]);
    assert_eq!(kinds("Accidents fell by 36%."), [Kind::Growth]);
}

#[test]
fn a_figure_before_its_change_is_a_level() {
    assert_eq!(kinds("The main use is now mapping (52%, up 4% over 2029)."), [Kind::Statistic, Kind::Growth]);
}

#[test]
fn how_often_is_no_time_that_a_machine_takes() {
    assert_eq!(kinds("That is six times the number of people who live there."), [Kind::Statistic]);
    assert_eq!(kinds("It is worth nine times its yearly revenue."), [Kind::Market]);
    assert_eq!(kinds("The mason repeated it four times."), [Kind::Statistic]);
    assert_eq!(kinds("Acme has a leverage ratio of three times."), [Kind::Market]);
    assert_eq!(kind("5 ms", &["query times"], "are"), Kind::Benchmark);
}

#[test]
fn markets_where_people_shop_are_none_of_money() {
    assert_eq!(kind("31%", &["farmers market"], "is"), Kind::Adoption);
    assert_eq!(kind("31%", &["share of the phone market"], "is"), Kind::Market);
    assert_eq!(kinds("The output directory is 3 times larger than the input."), [Kind::Benchmark]);
    assert_eq!(kinds("Tea comes in at only 2% of Danish consumption."), [Kind::Market]);
}

#[test]
fn what_a_test_is_set_up_with_is_no_result() {
    let told = "Throughput and latency suffer under load. We measured the latency and the throughput of each request.\n\n";
    let told = |sentence: &str| kinds(&format!("{told}{sentence}"));
    assert_eq!(told("Benchmarks ran on a laptop with 6144 KB of L3 cache and 24 GB of DDR4 RAM."), [Kind::Statistic; 2]);
    assert_eq!(told("Each process is allowed 8 MB of cache."), [Kind::Statistic]);
    assert_eq!(told("Each process consumed 8 MB of memory."), [Kind::Benchmark]);
    assert_eq!(told("The list is refreshed every 20 minutes."), [Kind::Statistic]);
    assert_eq!(told("The refresh took 20 minutes."), [Kind::Benchmark]);
}

#[test]
fn shares_are_traded_and_move() {
    assert_eq!(kinds("The shares jumped 40p."), [Kind::Growth]);
    assert_eq!(kinds("The shares jumped to 640p."), [Kind::Market]);
    assert_eq!(kinds("Shops are the largest, a market that they put at $6 billion a year."), [Kind::Market]);
}

#[test]
fn shops_are_places() {
    assert_eq!(kinds("The chain opened 16 new stores."), [Kind::Statistic]);
    assert_eq!(kinds("The till is used in 16 stores."), [Kind::Adoption]);
}

#[test]
fn what_is_compared_with_another_thing_keeps_its_kind() {
    assert_eq!(kinds("The tram has twice as many users as the bus."), [Kind::Adoption]);
    assert_eq!(kinds("A year ago it was almost four times as much."), [Kind::Growth]);
    assert_eq!(kinds("The pile is five times as thick as two years ago."), [Kind::Growth]);
    assert_eq!(kinds("Oak is twice as dense as the average."), [Kind::Statistic]);
}

#[test]
fn what_is_done_over_and_over_is_no_use() {
    assert_eq!(kinds("We ran each test 12 times."), [Kind::Statistic]);
    assert_eq!(kinds("We deploy 9 times a day."), [Kind::Benchmark]);
    assert_eq!(kinds("The map was downloaded 9,000 times."), [Kind::Adoption]);
    assert_eq!(kinds("Bruno paid for the ticket three times."), [Kind::Statistic]);
}

#[test]
fn parts_of_all_that_is_used_or_owed_are_statistics() {
    assert_eq!(kinds("Steel is a tenth of all energy use."), [Kind::Statistic]);
    assert_eq!(kinds("A third of all mortgage debt is caused by divorce."), [Kind::Statistic]);
    assert_eq!(kinds("The ferry holds 210 passengers."), [Kind::Statistic]);
    assert_eq!(kinds("The importer converts 3 GB a minute."), [Kind::Benchmark]);
}

#[test]
fn what_is_compared_with_a_pace_is_a_pace() {
    assert_eq!(kinds("Revenue rose 61%, down from 73% in the first quarter."), [Kind::Growth, Kind::Growth]);
    assert_eq!(kinds("Sales were $5 million, up 9% year over year and 3% sequentially.")[1..], [Kind::Growth, Kind::Growth]);
    assert_eq!(kinds("SG&A was $148 million, or 13% of sales."), [Kind::Cost, Kind::Cost]);
    assert_eq!(kinds("Rents rose half as fast as wages."), [Kind::Growth]);
    assert_eq!(kinds("Energy prices have tripled."), [Kind::Growth]);
}

#[test]
fn money_of_deals_and_pledges_is_funding() {
    assert_eq!(kinds("The state has pledged $500 million to help the mills."), [Kind::Funding]);
    assert_eq!(kinds("We closed the acquisition of Zephyr for $145 million in cash."), [Kind::Funding]);
    assert_eq!(kinds("Shares in Zephyr stood at $18."), [Kind::Market]);
    assert_eq!(kinds("It received a milestone payment of $30 million."), [Kind::Market]);
}

#[test]
fn what_people_answer_is_no_cost_and_no_use() {
    let asked = "In our survey of 900 bakers, respondents told us how they live.\n\n";
    let told = |sentence: &str| kinds(&format!("{asked}{sentence}"))[1..].to_vec();
    assert_eq!(told("Their greatest worries are taste (47%) and cost (31%)."), [Kind::Statistic, Kind::Statistic]);
    assert_eq!(kinds("Higher rents are the main reason, cited by 62%."), [Kind::Statistic]);
    assert_eq!(kinds("Half of the firms employ a nurse."), [Kind::Statistic]);
    assert_eq!(kinds("Turnover among drivers is 9%."), [Kind::Statistic]);
    assert_eq!(kinds("The app is rated 4.7 stars."), [Kind::Statistic]);
}

#[test]
fn a_multiple_of_earnings_and_a_rate_of_growth() {
    assert_eq!(kinds("Acme paid 11 times earnings for the mill."), [Kind::Market]);
    assert_eq!(kinds("The economy expanded at an annualized rate of 4.2 percent."), [Kind::Growth]);
    assert_eq!(kinds("Nevada was 5.9 percent below its peak employment."), [Kind::Growth]);
    assert_eq!(kinds("The biggest news is that 6% fewer users declared that they bake."), [Kind::Growth]);
}

#[test]
fn what_is_run_or_had_is_not_always_used() {
    assert_eq!(kinds("56 percent of drivers are running fewer errands."), [Kind::Statistic]);
    assert_eq!(kinds("We managed to migrate 5 clusters."), [Kind::Statistic]);
    assert_eq!(kinds("The backlog of open issues fell to 1,020.")[..1], [Kind::Statistic]);
    assert_eq!(kinds("91% of respondents are in production."), [Kind::Adoption]);
    assert_eq!(kinds("The Pro plan is $59."), [Kind::Cost]);
}

#[test]
fn an_amount_behind_a_verb_of_change_is_growth() {
    let told = "Acme reports. Revenues of $161.9 million increased $38.8 million or 32%.";
    assert_eq!(kinds(told), [Kind::Market, Kind::Growth, Kind::Growth]);
    assert_eq!(kinds("Acme's income was $23 million, an increase of $8 million."), [Kind::Market, Kind::Growth]);
    assert_eq!(kinds("Acme's income was $52 million, up $1 million from last year."), [Kind::Market, Kind::Growth]);
}

#[test]
fn likelihoods_and_word_sizes_are_no_growth_and_no_claims() {
    assert_eq!(kinds("Men were twice as likely as women to agree."), [Kind::Statistic]);
    assert_eq!(kinds("Acme supports 64-bit and 32-bit processors."), []);
    assert_eq!(kinds("Acme sells power at a fixed rate of $70 per megawatt hour."), [Kind::Cost]);
    assert_eq!(kinds("The station used 30% of CPU."), [Kind::Benchmark]);
}

#[test]
fn what_is_set_aside_performs_or_is_built_has_its_own_kind() {
    assert_eq!(kinds("Lawmakers set aside $40 million for schools."), [Kind::Funding]);
    assert_eq!(kinds("The court set aside a verdict of $40 million."), [Kind::Market]);
    assert_eq!(kinds("Acme performs about 20% better on an update than on a create."), [Kind::Benchmark]);
    assert_eq!(kinds("About 40% live in homes built with timber."), [Kind::Statistic]);
    assert_eq!(kinds("About 40% of sites are built with Acme."), [Kind::Adoption]);
    assert_eq!(kinds("Deaths have risen the most in Utah (89%), Nevada (250%) and Ohio (10%)."), [Kind::Growth; 3]);
    assert_eq!(kinds("Emacs dropped slightly to 43%."), [Kind::Adoption]);
    assert_eq!(kinds("Both are almost 10x larger than last year."), [Kind::Growth]);
}

#[test]
fn amounts_of_change_and_what_is_only_told() {
    assert_eq!(kinds("Profit of $98 million was up $21 million."), [Kind::Market, Kind::Growth]);
    assert_eq!(kinds("Backlog grew $162 million."), [Kind::Growth]);
    assert_eq!(kinds("Net income before income taxes of $40 million rose."), [Kind::Market]);
    assert_eq!(kinds("Veltro is cheaper, costing 13% less than Bolt."), [Kind::Cost]);
    assert_eq!(kinds("About 47% of managers reported using Veltro."), [Kind::Adoption]);
    assert_eq!(kinds("About 47% of managers reported losing sleep."), [Kind::Statistic]);
    assert_eq!(kinds("Boys perform 12% better on tests."), [Kind::Statistic]);
}

#[test]
fn levels_that_exchanges_quote_are_of_the_market() {
    assert_eq!(kinds("The Nikkei 225 rose 0.48% to 28,970."), [Kind::Growth, Kind::Market]);
    assert_eq!(kinds("The FTSE 100 was down 76.48 points, or 1.3%, at 5822.78."), [Kind::Growth, Kind::Growth, Kind::Market]);
    assert_eq!(kinds("The dollar dropped 0.15% against the yen to 108.43."), [Kind::Growth, Kind::Market]);
    for text in [
        "The dollar fell and the team grew to 30.",
        "The body mass index was 24.3.",
        "The consumer confidence index fell to 97.5.",
        "The dollar store chain grew to 1,200.",
        "The gold medal count rose to 120.",
    ] {
        assert_eq!(kinds(text), [Kind::Statistic], "{text}");
    }
}

#[test]
fn chances_and_parts_of_results_do_not_grow() {
    assert_eq!(kinds("Traders see a 12 percent chance of a rate rise."), [Kind::Statistic]);
    assert_eq!(
        kinds("Gross profit of $77 million, including a contribution of $25 million from refunds."),
        [Kind::Market, Kind::Market]
    );
    assert_eq!(
        kinds("Gross margin of 56%, including a contribution of 1,890 basis points from refunds."),
        [Kind::Market, Kind::Market]
    );
    assert_eq!(kinds("Contributions of $25 million came in."), [Kind::Funding]);
    assert_eq!(kinds("Net income included a contribution of $25 million to the pension plan."), [Kind::Funding]);
}

#[test]
fn figures_that_name_an_answer_or_a_period_are_none() {
    let surfaces = |text: &str| -> Vec<String> {
        let source = crate::source::Source::from_bytes("case", text.as_bytes(), Some(crate::source::Media::Plain)).expect("text");
        let claims = super::super::extract(&crate::document::read(&source), "case");
        claims.iter().filter_map(|claim| Some(claim.quantity.as_ref()?.surface.to_string())).collect()
    };
    let cases: &[(&str, &[&str])] = &[
        ("Chart: 0.5% less than a day, 4.2% less than a week, 42.5% over a year.", &["0.5%", "4.2%", "42.5%"]),
        ("The \"more than a year\" users grew to over 42%.", &["over 42%"]),
        ("Three months ending\n\nSales rose 4%.", &["4%"]),
        ("Its half-year loss was $4 million.", &["$4 million"]),
        // Told of themselves they are.
        ("It took less than a week, and 4.2% left.", &["less than a week", "4.2%"]),
        ("He served \"10 years\" for theft of $40.", &["10 years", "$40"]),
        ("Yields: 4% 2 years, 4.5% 10 years.", &["4%", "2 years", "4.5%", "10 years"]),
        ("Three months ended with no sale at Kaskade.", &["Three months"]),
        ("The trial ran for three months.", &["three months"]),
    ];
    for (text, figures) in cases {
        assert_eq!(surfaces(text), *figures, "{text}");
    }
}

#[test]
fn how_far_something_has_moved_since_is_growth() {
    assert_eq!(kinds("We made $455 million, or nearly $170 million more than in the first half of last year.")[1], Kind::Growth);
    assert_eq!(kinds("Jobs numbered 289,000, which was 20,000 more than in July 2025.")[1], Kind::Growth);
    // Other things are no other times.
    for text in [
        "Acme sold 400 more than Bolt.",
        "Acme sold 400 more than Bolt did last year.",
        "The new oven costs $100 more than the prior model.",
        "She earns $20,000 more than her previous boss.",
    ] {
        assert_ne!(kinds(text), [Kind::Growth], "{text}");
    }
    assert_eq!(kinds("Oil slipped to a loss of 2%."), [Kind::Growth]);
    assert_eq!(kinds("Operating profit was up $26 million to $228 million."), [Kind::Growth, Kind::Market]);
    assert_eq!(kinds("Debt was $126 million, which is a $28 million decrease since June.")[1], Kind::Growth);
    assert_eq!(kinds("Acme saw total sales slip by 10 per cent."), [Kind::Growth]);
    assert_eq!(kinds("Shares in Acme are up 1.1 per cent, or 23p.")[1], Kind::Growth);
    assert_eq!(kinds("The operating margin of 6% was half a point higher.")[0], Kind::Market);
}

#[test]
fn machines_take_hours_and_people_too() {
    assert_eq!(kinds("The default VMs took 2 hours to build it."), [Kind::Benchmark]);
    assert_eq!(kinds("The meeting took 2 hours."), [Kind::Statistic]);
    assert_eq!(kinds("The runners took 2 hours to reach the finish line."), [Kind::Statistic]);
    assert_eq!(kinds("A cluster of hikers took 5 hours to climb it."), [Kind::Statistic]);
}
