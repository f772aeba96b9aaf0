//! Sources in sentences of technical, financial, survey and newspaper prose.

use proptest::prelude::*;

use super::{AttributionMention, SourceKind, scan, source_line};
use crate::mention::name;
use crate::sentence::segment;

fn all(text: &str) -> Vec<AttributionMention> {
    let sentences = segment(text);
    let starts: Vec<usize> = sentences.iter().map(|sentence| sentence.start).collect();
    let names = name::scan(text, &starts);
    sentences.iter().flat_map(|sentence| scan(text, *sentence, &names)).collect()
}

/// Each attribution's name, with its kind where it is not by name and "~" where it is an estimate.
fn found(text: &str) -> String {
    let shown = all(text).into_iter().map(|mention| {
        let name = mention.name.slice(text).expect("a name slices its text");
        let kind = match mention.source {
            SourceKind::Named => "",
            SourceKind::Described => " (described)",
            SourceKind::Pronoun => " (pronoun)",
        };
        format!("{}{name}{kind}", if mention.estimate { "~" } else { "" })
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| found(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  found    {}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn according_to_and_its_like() {
    check(&[
        ("According to Gartner, the market grew 12%.", "Gartner"),
        ("Traffic rose 8%, according to data from Statista.", "Statista"),
        ("A third has left, according to a survey by the Linux Foundation.", "Linux Foundation"),
        ("It powers 3,000 sites according to BuiltWith 2026 statistics, including shops.", "BuiltWith 2026 statistics"),
        ("According to Forrester's 2025 Wave for API Management, it leads.", "Forrester's 2025 Wave for API Management"),
        ("Sales fell 4%, according to figures that the steel association published on Monday.", "steel association (described)"),
        ("It lost $4m, according to two people familiar with the deal.", "two people familiar with the deal (described)"),
        ("It holds 40% of the market, according to analysts at Goldman Sachs.", "Goldman Sachs"),
        ("The share is 14% per Stack Overflow 2025.", "Stack Overflow 2025"),
        ("The price per node is $4, and $2 per Kubernetes pod.", ""),
        ("Costs fell by 20%, citing Reuters.", "Reuters"),
        ("Based on IDC data, shipments fell 3%.", "IDC data"),
        ("As reported by Bloomberg, it raised $40m.", "Bloomberg"),
        ("The average of seven analysts polled by Brandis Research was $3.16.", "Brandis Research"),
        ("We surveyed 400 people by telephone.", ""),
        ("A fifth of respondents say they use it.", ""),
        ("In our tests it was twice as fast.", "our tests (described)"),
        ("We expect $5 billion, updated from our prior outlook of $6 billion.", ""),
        ("Based on our third quarter results, we expect $5 billion.", ""),
        ("By our own measurements, it was down for nine minutes.", "our own measurements (described)"),
        ("According to company filings, revenue was $2m.", "company filings (described)"),
        ("According to the growth rate, we need more servers.", ""),
        ("Reported in The Lancet, the trial had 400 patients.", "The Lancet"),
    ]);
}

#[test]
fn verbs_of_saying() {
    check(&[
        ("Brightwater expects the market to reach $8 billion.", "Brightwater"),
        ("Gartner estimates that 40% of firms will follow.", "~Gartner"),
        ("Microsoft reported revenue of $62 billion.", "Microsoft"),
        ("A survey by the Linux Foundation found that 60% use it.", "Linux Foundation"),
        ("JetBrains' survey shows that 31% use Kotlin.", "JetBrains' survey"),
        (
            "The number, which Stack Overflow's 2025 Developer Survey pegs at 23%, is growing.",
            "Stack Overflow's 2025 Developer Survey",
        ),
        ("In a note to clients, analysts at the bank Sternberg predicted a fall of 3%.", "Sternberg"),
        ("Sales rose by 5%, the insurer Aldona reported, and it raised its prices.", "Aldona"),
        ("“Heat is cheap, but pipes are really not,” says Tom Akande, an analyst at Brightwater.", "Tom Akande"),
        ("“At the end we sold every cell at a loss,” said its chief financial officer, Hanneke Brandsma.", "Hanneke Brandsma"),
        ("The minister told Reuters that 300 jobs would go.", "minister (described)"),
        ("It would need a tenth of the land, he says.", "he (pronoun)"),
        ("Ben Osei, a partner at Aldwych, said that it had looked at 40 companies.", "Ben Osei"),
        ("Heatgrid moved to Azure, and says that uptime was 99.97%.", "Heatgrid"),
        ("Internal data shows that 42% of users stay.", "Internal data (described)"),
        ("Our survey found that 12% agree.", "Our survey (described)"),
        ("Hugging Face (which reported 60% growth) is hiring.", "Hugging Face"),
        ("By 2028 half of it will be gone, the same analysts predict.", "same analysts (described)"),
        ("Research from Nielsen suggests that viewers left.", "Nielsen"),
        (
            "TechEmpower's Round 23 benchmarks (January 2026) show 850,000 requests per second.",
            "TechEmpower's Round 23 benchmarks",
        ),
        (
            "The European Court of Auditors found in a report last month that each job cost €190,000.",
            "European Court of Auditors",
        ),
        ("The company said it would cut 1,150 jobs.", "company (described)"),
        ("The industry body predicts that 2,000 shops will close.", ""),
    ]);
}

#[test]
fn sources_in_parentheses() {
    check(&[
        ("It is worth $150B (Gartner estimate, 2026).", "~Gartner"),
        ("Its share is 67% (JetBrains Enterprise Survey).", "JetBrains Enterprise Survey"),
        ("Revenue rose 31% (AWS Q1 2026 earnings).", "AWS Q1 2026 earnings"),
        ("60% run on it (Hugging Face Engineering Blog, March 2026).", "Hugging Face Engineering Blog"),
        ("The market will be $1.3 trillion by 2030 (Goldman Sachs estimates).", "~Goldman Sachs"),
        ("It has 40 million users (Statista, 2025).", "Statista"),
        ("Growth was 45% (internal 2026 data).", "internal 2026 data (described)"),
        ("It has 9% of the market (source: IDC).", "IDC"),
        ("It has 9% of the market (according to the Linux Foundation).", "Linux Foundation"),
        ("HashiCorp (HCP) and Red Hat (IBM acquisition) grew.", ""),
        ("It costs $12K (AWS, 50M reqs) or $18K (same load).", ""),
        ("Searches (up 48% YoY) and stars (Feb 2026 announcement)", ""),
        ("Native code (via GraalVM) starts in 50 ms.", ""),
        ("TypeScript (Microsoft) and the rest (Pydantic models)", ""),
        ("It starts quickly (see the table below).", ""),
        ("Kong Inc. (private, $2B valuation) grew by 5%.", ""),
    ]);
}

#[test]
fn words_that_attribute_nothing() {
    check(&[
        ("We found that it was 40% faster.", ""),
        ("Insurance claims rose to €46 million.", ""),
        ("The shop reports to nobody; it is said to be closed.", ""),
        ("Sales are expected to rise by 5%.", ""),
        ("Node.js maintains a lead of 20%.", ""),
        ("SQLite writes 40 MB per second.", ""),
        ("The table below shows 14 engines.", ""),
        ("To say that 40% agree is wrong.", ""),
        ("It was reported stolen.", ""),
        ("I think that 5% is enough.", ""),
        ("The estimates were wrong by 5%.", ""),
        ("This chart shows the price in 2024.", ""),
    ]);
}

#[test]
fn scopes() {
    let scope =
        |text: &str| all(text).first().and_then(|mention| mention.scope.slice(text).map(str::to_owned)).unwrap_or_default();
    let cases = [
        ("A has 40%, according to Gartner, and B has 20%.", "A has 40%, according to Gartner"),
        (
            "It will cost $2 million, the council said on Thursday, up from $1 million.",
            "It will cost $2 million, the council said on Thursday, up from $1 million.",
        ),
        ("According to Gartner, A has 40%.", "According to Gartner, A has 40%."),
        ("Growth was 5%: A owns a $150B market (Gartner estimate), and B does not.", "A owns a $150B market "),
        ("It grew by 3%, but Gartner says that it shrank.", "says that it shrank."),
        (
            "“We connected 300 flats,” said Marta Lindqvist. “Today we heat 11,400 homes.”",
            "“We connected 300 flats,” said Marta Lindqvist. “Today we heat 11,400 homes.”",
        ),
        (
            "Marta Lindqvist told us: “We need 12 of them. They cut the time by 70%.” It rained.",
            "“We need 12 of them. They cut the time by 70%.”",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(scope(text), expected, "{text}");
    }
    let relative = "It grew by 48%, which Gartner pegs at 23% of the total, and fell.";
    assert_eq!(scope(relative), "which Gartner pegs at 23% of the total");
}

#[test]
fn quotations_that_run_on() {
    check(&[
        (
            "Marta Lindqvist told us: “We need 12 of them. They cut the time by 70%.” It rained.",
            "Marta Lindqvist; Marta Lindqvist",
        ),
        ("“A used car costs less than €15,000,” argues Adaeze Obi. “One in four is looking.”", "Adaeze Obi; Adaeze Obi"),
        ("\"We moved 1,900 repositories,\" says Ingrid Solheim. \"It took three weeks.\"", "Ingrid Solheim; Ingrid Solheim"),
        ("He used the word “efficient” twice. Sales rose.", ""),
    ]);
}

#[test]
fn pronouns_take_the_name_before() {
    check(&[
        ("When OpenAI moved to Go, they reported 5x gains.", "OpenAI"),
        ("Lena Marchetti runs two shops. She says that 40% is enough.", "Lena Marchetti"),
        ("Nobody came. It says that 40% is enough.", "It (pronoun)"),
        ("It runs at 850K requests in TechEmpower R23.", "TechEmpower R23"),
    ]);
}

#[test]
fn source_lines() {
    let cases = [
        ("Source: Gartner", Some("Gartner")),
        ("Sources: Gartner, IDC.", Some("Gartner, IDC")),
        ("*Source: provider price list, March 2026.*", Some("provider price list")),
        ("Source: JPMorgan Chase Technology Blog, January 2026", Some("JPMorgan Chase Technology Blog")),
        ("Source: TechEmpower Framework Benchmarks R23", Some("TechEmpower Framework Benchmarks R23")),
        ("Source: Lanternfish Observability Survey 2026", Some("Lanternfish Observability Survey 2026")),
        ("Source: company filings; one figure is an estimate by Brightwater", Some("company filings")),
        ("Data source – Eurostat", Some("Eurostat")),
        ("Source: Gartner (March 2026)", Some("Gartner")),
        ("Source code: https://example.org", None),
        ("The source: a river in Wales", None),
        ("source: https://example.org/a", None),
        ("Source:", None),
        ("Note: figures are rounded", None),
    ];
    for (text, expected) in cases {
        assert_eq!(source_line(text).and_then(|span| span.slice(text)), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_ordered_mentions_that_slice_it(
        text in "(\\PC|Gartner|according to|says|said|reported|shows|puts|at|that|the|survey|by|per|in|our|tests|[(),.“”\"—’s:;]|2026|, | ){0,40}",
    ) {
        let sentences = segment(&text);
        let names = name::scan(&text, &[0]);
        for sentence in sentences {
            let mut end = 0;
            for mention in scan(&text, sentence, &names) {
                prop_assert!(mention.span.start >= end && mention.span.slice(&text).is_some() && !mention.span.is_empty());
                prop_assert!(mention.name.slice(&text).is_some_and(|name| !name.is_empty()) && mention.scope.slice(&text).is_some());
                end = mention.span.end;
            }
        }
        if let Some(line) = source_line(&text) {
            prop_assert!(line.slice(&text).is_some());
        }
    }
}

#[test]
fn what_is_said_behind_an_apposition_says_nothing_itself() {
    check(&[
        ("Ann Reed, Acme's chief executive, said the results were good, and costs rose by 5%.", "Ann Reed"),
        ("“Costs rose by 5%,” said the chief executive of the mill.", "chief executive of the mill (described)"),
    ]);
}
