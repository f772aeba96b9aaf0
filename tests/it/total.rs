//! From any text to claims: nothing panics or hangs, and every claim slices its document.

use std::collections::BTreeSet;

use claimbase::claim::{self, Claim};
use claimbase::document::{self, Document, Media};
use claimbase::source::Source;
use proptest::prelude::*;

const MEDIA: [Media; 3] = [Media::Markdown, Media::Html, Media::Plain];

/// What articles are made of, and what breaks those who read them.
const PIECES: &[&str] = &[
    "Quarkus",
    "Spring Boot",
    "the company",
    "Its",
    "we",
    "who",
    " grew ",
    " by ",
    " from ",
    " to ",
    " than ",
    " migrated from ",
    " per ",
    "73%",
    "$40-60 million",
    "1.2M",
    "under 100 ms",
    "a third",
    "twice",
    "0.5",
    "1,200",
    "2026",
    "Q3 2024",
    "last year",
    "(",
    ")",
    "“",
    "”",
    "\"",
    "'",
    ", ",
    ". ",
    "; ",
    ": ",
    "? ",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "| ",
    " |",
    "| --- | --- |\n",
    "1. ",
    "> ",
    "**",
    "`",
    "[^1]",
    "[a](b)",
    "<td>",
    "</table>",
    "<table>",
    "<p>",
    "&nbsp;",
    "&#x1F600;",
    "according to Gartner",
    "respectively",
    "Source: IDC",
    "—",
    "…",
    "\u{202e}",
    "é",
    "中",
    "\u{0}",
    "\t",
];

fn read(text: &str, media: Media) -> Option<(Document, Vec<Claim>)> {
    let source = Source::from_bytes("article", text.as_bytes(), Some(media)).ok()?;
    let document = document::read(&source);
    let claims = claim::extract(&document, "article");
    Some((document, claims))
}

/// Every claim stands where it says, has a name of its own, and comes again.
fn assert_sound(text: &str, media: Media) {
    let Some((document, claims)) = read(text, media) else { return };
    let mut ids = BTreeSet::new();
    for claim in &claims {
        assert_eq!(document.text.get(claim.quote.span.range()), Some(claim.quote.exact()));
        assert!(ids.insert(claim.id.to_string()), "{} stands twice", claim.id);
        assert!(!claim.text.trim().is_empty());
        if let Some(figure) = &claim.quantity {
            assert_eq!(document.text.get(figure.span.range()), Some(figure.surface.as_str()));
        }
    }
    assert_eq!(read(text, media).map(|(_, claims)| claims), Some(claims));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_article_gives_claims_that_slice_it(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        let text = pieces.concat();
        MEDIA.into_iter().for_each(|media| assert_sound(&text, media));
    }

    #[test]
    fn any_letters_give_claims_that_slice_them(text in "\\PC{0,200}") {
        MEDIA.into_iter().for_each(|media| assert_sound(&text, media));
    }
}

#[test]
fn no_article_is_too_hostile_for_extraction() {
    const WORDS: [&str; 22] = [
        "Acme ",
        "Acme-",
        "Acme, ",
        "Acme/",
        "Acme: ",
        "and ",
        "1",
        "1 ",
        "1,",
        "5-",
        "5 to ",
        "$5 ",
        "$",
        "%",
        "(",
        "\"Acme\" said \"5%\" ",
        "more than ",
        "It grew 5%. ",
        "Acme grew 5% and Beta fell 7% while ",
        "twenty-five million three hundred and ",
        "January 2024 ",
        "according to Acme ",
    ];
    for word in WORDS {
        let text = word.repeat(3_000 / word.len());
        MEDIA.into_iter().for_each(|media| assert_sound(&format!("{text} 5%"), media));
    }
    let wide = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(500));
    assert_sound(&format!("{}{}{}", wide("header"), wide("---"), wide("5 ms")), Media::Markdown);
    assert_sound(&format!("{}Acme grew 5%.", "<div>".repeat(100_000)), Media::Html);
    assert_sound(&format!("{} Acme grew 5%.", ">".repeat(100_000)), Media::Markdown);
}
