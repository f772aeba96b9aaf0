//! Names in sentences of technical, financial, survey and newspaper prose.

use proptest::prelude::*;

use super::{Evidence, NameKind, scan, scan_with};

fn shown(text: &str, mentions: Vec<super::NameMention>) -> String {
    let names = mentions.into_iter().map(|mention| {
        let name = mention.span.slice(text).expect("a mention slices its text");
        let kind = match mention.kind {
            NameKind::Organisation => "org",
            NameKind::Product => "product",
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Publication => "publication",
            NameKind::Benchmark => "benchmark",
            NameKind::Other => "other",
        };
        let version =
            mention.version.and_then(|version| version.slice(text)).map(|version| format!(" v{version}")).unwrap_or_default();
        format!("{name}={kind}{version}")
    });
    names.collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    let found = |text: &str| shown(text, scan(text, &[0]));
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| found(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  found    {}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn known_names() {
    check(&[
        ("We moved from MySQL to TiDB.", "MySQL=product; TiDB=product"),
        ("It runs on AWS, Azure or Google Cloud.", "AWS=org; Azure=product; Google Cloud=org"),
        ("The JVM and nginx share npm packages.", "JVM=product; nginx=product; npm=product"),
        ("ASP.NET Core, Node.js and C++ are faster.", "ASP.NET Core=product; Node.js=product; C++=product"),
        ("They rewrote it in Go and Rust.", "Go=product; Rust=product"),
        ("We go there and rust sets in.", ""),
        ("Gartner and IDC disagree with Goldman Sachs.", "Gartner=publication; IDC=publication; Goldman Sachs=org"),
        ("Shares rose in London, the U.S. and South Korea.", "London=place; U.S.=place; South Korea=place"),
        ("Johnson & Johnson and AT&T paid a dividend.", "Johnson & Johnson=org; AT&T=org"),
        ("Zedbase runs TPC-C and Sysbench.", "Zedbase=other; TPC-C=benchmark; Sysbench=benchmark"),
        ("GPT-4 and Coca-Cola", "GPT-4=product; Coca-Cola=org"),
        ("its iOS app and eBay's shop", "iOS=product; eBay=org"),
        ("The Wall Street Journal reported it.", "The Wall Street Journal=publication"),
    ]);
}

#[test]
fn names_by_shape() {
    check(&[
        ("We tested KestrelDB against PlainCloud.", "KestrelDB=product; PlainCloud=product"),
        ("The carmaker Dorn has switched to cells from Hansae.", "Dorn=other; Hansae=other"),
        ("analysts at the University of Oslo", "University of Oslo=org"),
        ("at the Department of Health and Human Services in June", "Department of Health and Human Services=org"),
        ("a report by Brookline Research", "Brookline Research=org"),
        ("shares of Acme, Inc. fell", "Acme, Inc.=org"),
        ("It bought Kong Inc. last year.", "Kong Inc.=org"),
        ("the JetBrains Enterprise Survey", "JetBrains Enterprise Survey=publication"),
        ("the European Court of Auditors found", "European Court of Auditors=org"),
        ("according to Jeff Atwood", "Jeff Atwood=person"),
        ("French President Emmanuel Macron met CEO Tim Cook.", "Emmanuel Macron=person; Tim Cook=person"),
        ("the furniture retailer Brandt & Sohn", "Brandt & Sohn=other"),
        ("a plant in São Tomé", "São Tomé=other"),
        ("said Ludwig van der Berg", "Ludwig van der Berg=other"),
        ("backed by Octane Ventures", "Octane Ventures=org"),
        ("a gateway made by Zyntra.io", "Zyntra.io=product"),
    ]);
}

#[test]
fn joined_and_parted_names() {
    check(&[
        ("It compares Express.js/NestJS with Jupyter/PyTorch.", "Express.js/NestJS=product; Jupyter/PyTorch=product"),
        ("Go (Gin/Fiber) and HashiCorp (HCP)", "Go=product; Gin/Fiber=product; HashiCorp=org; HCP=other"),
        ("Netflix's migration to NestJS", "Netflix=org; NestJS=product"),
        ("as Stack Overflow's 2025 Developer Survey shows", "Stack Overflow=org; Developer Survey=publication"),
        ("Spring Boot 3.4 and PHP 8.4's compiler", "Spring Boot=product v3.4; PHP=product v8.4"),
        ("Laravel 12's queues run on PostgreSQL 16.", "Laravel=product v12; PostgreSQL=product v16"),
        ("We ran Docker 2 times, Redis 40% and Kafka 12 million", "Docker=product; Redis=product; Kafka=product"),
        ("the AI-native, Kubernetes-based and non-Google parts", "Google=org"),
        ("AWS Graviton3 processors", "AWS Graviton3=product"),
        ("McDonald's menus and Levi Strauss jeans", "McDonald's=org; Levi Strauss=org"),
    ]);
}

#[test]
fn words_that_are_no_names() {
    check(&[
        ("The CEO said that API and SQL calls per CPU rose in Q3.", ""),
        ("When companies grow, they hire. However, the Board met on Monday.", ""),
        ("Developers said that in January the Chinese market fell.", ""),
        ("AI/ML teams and R&D", ""),
        ("I think we should use HTTP.", ""),
        ("Revenue grew in the second half of FY2025.", ""),
        ("How to Choose the Right Backend Framework for Your Team", ""),
        ("Where to Go From Here", ""),
        ("Type Safety: it matters.", ""),
        ("see https://Example.com/Foo/Bar and me@Example.org", ""),
        ("QUESTIONS AND ANSWERS FROM THE CALL", ""),
        ("Series A rounds and Phase II trials", ""),
        ("p99 latency was 40 ms with 64 GB of RAM", ""),
        ("1. Developer tools and training", ""),
        ("Our survey asked 40 people.", ""),
        ("Express delivery costs more.", ""),
        ("Rust never sleeps.", ""),
    ]);
}

#[test]
fn starts_and_headings() {
    check(&[
        ("Voltara raised $4m.", "Voltara=other"),
        ("Voltara's losses grew.", "Voltara=other"),
        ("According to Voltara, it did.", "Voltara=other"),
        ("Why FastAPI Became the Default Backend at Netflix", "FastAPI=product; Netflix=org"),
        ("Neil Castellano, Harbor Street Securities", "Neil Castellano=person; Harbor Street Securities=org"),
        ("Datapeak", "Datapeak=other"),
        ("Slack is down.", "Slack=org"),
        ("Prices rose. Microsoft fell.", "Microsoft=org"),
        ("Red Hat/IBM: Quarkus leadership", "Red Hat/IBM=org; Quarkus=product"),
    ]);
}

#[test]
fn a_document_tells_its_names() {
    let mut evidence = Evidence::new();
    evidence.learn("In May the start-up Latchwork hired ten people. Battery prices fell.", &[0, 48]);
    let found = |text: &str| shown(text, scan_with(text, &[0], &evidence));
    assert_eq!(found("Latchwork Raises More Money Than Ever"), "Latchwork=other");
    assert_eq!(found("Latchwork again in the news"), "Latchwork=other");
    assert_eq!(shown("Latchwork again", scan("Latchwork again", &[0])), "");
}

proptest! {
    #[test]
    fn any_text_gives_ordered_mentions_that_slice_it(
        text in "(\\PC|[A-Z][a-z]{0,6}|Node\\.js|Go|AWS|, Inc\\.| of | & |/|-|’s|'|3\\.4|https://| |\\.|University){0,40}",
        starts in prop::collection::vec(0usize..200, 0..5),
    ) {
        let mut end = 0;
        for mention in scan(&text, &starts) {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty() && mention.span.slice(&text).is_some());
            prop_assert!(mention.version.is_none_or(|version| version.start >= mention.span.end && version.slice(&text).is_some()));
            end = mention.span.end;
        }
    }
}

#[test]
fn months_forms_of_address_and_labels() {
    check(&[
        ("It grew in April-October this year.", ""),
        ("Orders fell, Mr. Tanwar said.", "Tanwar=person"),
        ("We left Ernst and Young for Deloitte.", "Ernst and Young=org; Deloitte=org"),
        ("The year in short. SUMMARY The number of guests grew.", ""),
    ]);
}
