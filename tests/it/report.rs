//! Every renderer of the audit on one fixture, and what must hold whatever the words of an article are.

use claimbase::claim::Claim;
use claimbase::document::{self, DocumentRef};
use claimbase::export::ReviewedClaim;
use claimbase::export::layout::TextStyle;
use claimbase::report::{Audit, AuditedDocument, Passage, Passages, html, json, markdown, text};
use claimbase::source::Source;
use pulldown_cmark::{Event, Options, Parser};

use crate::fixture::{Fixture, claim, fixture};

/// The HTML report with the articles' texts.
fn page(fixture: &Fixture) -> String {
    html(&fixture.audit(), &fixture.articles())
}

const WIDE: TextStyle = TextStyle { width: 90, colour: false };

#[test]
fn text_report() {
    insta::assert_snapshot!(text(&fixture().audit(), WIDE));
}

#[test]
fn text_report_of_one_document_on_a_narrow_terminal() {
    insta::assert_snapshot!(text(&fixture().audit_of_one(), TextStyle { width: 44, colour: false }));
}

#[test]
fn markdown_report() {
    insta::assert_snapshot!(markdown(&fixture().audit()));
}

#[test]
fn json_report() {
    insta::assert_snapshot!(json(&fixture().audit()));
}

#[test]
fn html_report() {
    // Style and script stand in files of their own; here they would hide what changes.
    let within = regex::Regex::new("(?s)<(style|script)>.*?</(style|script)>|sha256-[^']*").expect("a pattern");
    insta::assert_snapshot!(within.replace_all(&page(&fixture()), "…").replace("><", ">\n<"));
}

#[test]
fn the_same_base_gives_the_same_bytes() {
    let (one, other) = (fixture(), fixture());
    assert_eq!(page(&one), page(&other));
    let (one, other) = (one.audit(), other.audit());
    assert_eq!(json(&one), json(&other));
    assert_eq!(markdown(&one), markdown(&other));
    assert_eq!(text(&one, WIDE), text(&other, WIDE));
}

#[test]
fn nothing_of_an_article_steers_the_terminal() {
    let fixture = fixture();
    let plain = text(&fixture.audit(), WIDE);
    assert!(!plain.contains(|c: char| c != '\n' && claimbase::text::is_steering(c)), "{plain}");
    let coloured = text(&fixture.audit(), TextStyle { colour: true, ..WIDE });
    let without_colours = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern").replace_all(&coloured, "").into_owned();
    assert_eq!(without_colours, plain);
}

#[test]
fn lines_fit_the_terminal_but_for_addresses() {
    for width in [40, 72, 120] {
        let fixture = fixture();
        let report = text(&fixture.audit(), TextStyle { width, colour: false });
        for line in report.lines().filter(|line| !line.contains("://")) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn nothing_of_an_article_is_markup_in_markdown() {
    let report = markdown(&fixture().audit());
    for event in Parser::new_ext(&report, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://example.org/"), "{dest_url}")
            }
            Event::Start(pulldown_cmark::Tag::Image { dest_url, .. }) => panic!("{dest_url}"),
            Event::Text(text) => assert!(!text.contains(claimbase::text::is_steering), "{text}"),
            _ => {}
        }
    }
}

#[test]
fn nothing_of_an_article_is_markup_in_html() {
    let page = page(&fixture());
    for forbidden in ["<script>alert", "<img", "onerror=alert(2)>", "href=\"javascript:", "\u{1b}", "\u{202e}", "\u{2066}"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!((page.matches("</style>").count(), page.matches("</script>").count()), (1, 1));
    assert!(page.contains("&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"));
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("\\u{202e}desrever"));
    let attributes = regex::Regex::new("<[^>]* (style|on[a-z]+|src|srcset|action|formaction|xlink:href)=").expect("a pattern");
    let (head, body) = page.split_once("</head>").expect("a head");
    assert!(!attributes.is_match(body), "nothing loads, sends or runs but the two elements that the policy names");
    assert!(head.contains("script-src 'sha256-") && head.contains("style-src 'sha256-") && !head.contains("unsafe-inline"));
}

#[test]
fn every_claim_is_reached_from_its_words_and_leads_back_to_them() {
    let fixture = fixture();
    let page = page(&fixture);
    for claim in fixture.audit().claims() {
        let id = &claim.id().0;
        assert_eq!(page.matches(&format!("<a id=\"text-{id}\" href=\"#claim-{id}\"")).count(), 1, "{id}");
        assert_eq!(page.matches(&format!("href=\"#text-{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn every_claim_of_the_practice_articles_is_marked_in_its_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/practice");
    let mut marked = 0;
    for path in claimbase::source::walk(&folder).into_iter().map(|path| path.expect("a file")) {
        let document = document::read(&Source::open(&path).expect("an article"));
        let claims = claimbase::claim::extract(&document, "any");
        let reference = DocumentRef { id: "any".to_owned(), title: None, source: path.display().to_string() };
        let reviewed: Vec<_> = claims.iter().map(|claim| unreviewed(claim, &reference)).collect();
        let text = &document.text;
        let audited =
            AuditedDocument { reference: &reference, date: None, authors: &[], publisher: None, version: 1, hash: "00ff", text };
        let page = html(
            &Audit::new(vec![audited], &reviewed, None, jiff::civil::Date::constant(2026, 11, 23)),
            std::slice::from_ref(&document),
        );
        assert_eq!(page.matches("<a id=\"text-").count(), claims.len(), "{}", path.display());
        marked += claims.len();
    }
    assert!(marked > 500, "{marked}");
}

fn unreviewed<'c>(claim: &'c Claim, document: &'c DocumentRef) -> ReviewedClaim<'c> {
    ReviewedClaim {
        claim,
        document,
        extractor: "0.1.0",
        reviews: &[],
        corrections: &[],
        changed_since_review: &[],
        fresh_until: None,
    }
}

#[test]
fn without_its_text_an_article_is_shown_by_its_claims() {
    let fixture = fixture();
    let page = html(&fixture.audit(), &[]);
    assert!(page.contains("The text is not at hand") && !page.contains("href=\"#text-"));
    assert!(page.contains("id=\"claim-growth222222\""));
}

#[test]
fn every_link_inside_the_page_leads_somewhere_and_no_id_stands_twice() {
    let page = page(&fixture());
    let all = |pattern: &str| -> Vec<String> {
        let pattern = regex::Regex::new(pattern).expect("a pattern");
        pattern.captures_iter(&page).map(|found| found[1].to_owned()).collect()
    };
    let ids = all(" id=\"([^\"]*)\"");
    let different: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(different.len(), ids.len());
    for target in all("href=\"#([^\"]*)\"") {
        assert!(ids.contains(&target), "{target}");
    }
}

const SURROUNDINGS: &str = "\
# Speed

It was measured twice. Startup took **5 s** on *one* core. Nobody knows why.

The machine has:

- 8 cores
- 5 GB of memory

| Framework | Startup | Memory |
| --- | --- | --- |
| Quarkus | 0.1 s | 50 MB |
| Spring Boot | 9 s | 300 MB |
";

fn passage(quote: &str, figure: &str, low: i64) -> Passage {
    let source = Source::from_bytes("a.md", SURROUNDINGS.as_bytes(), None).expect("text");
    let document = document::read(&source);
    Passages::new(&document).around(&claim("any", SURROUNDINGS, quote, Some((figure, low, low, "s"))))
}

#[test]
fn a_sentence_stands_between_its_neighbours() {
    let passage = passage("Startup took **5 s** on *one* core.", "5 s", 5);
    assert_eq!(passage.before.as_deref(), Some("It was measured twice."));
    assert_eq!(passage.words, "Startup took 5 s on one core.");
    assert_eq!(&passage.words[passage.figure.expect("a figure")], "5 s");
    assert_eq!(passage.after.as_deref(), Some("Nobody knows why."));
}

#[test]
fn a_list_item_stands_under_its_introduction() {
    let passage = passage("5 GB of memory", "5 GB", 5);
    assert_eq!((passage.before.as_deref(), passage.words.as_str()), (Some("The machine has:"), "5 GB of memory"));
}

#[test]
fn a_cell_stands_in_its_row_under_the_header() {
    let passage = passage("300 MB", "300 MB", 300);
    assert_eq!(passage.before.as_deref(), Some("Framework | Startup | Memory"));
    assert_eq!(passage.words, "Spring Boot | 9 s | 300 MB");
    assert_eq!(passage.figure, Some(20..26));
    assert_eq!(passage.after, None);
}
