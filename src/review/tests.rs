//! The rules of evidence and the fields that a person may correct, tried on one claim.

use rust_decimal::Decimal;

use super::Status;
use super::evidence::{Article, EvidenceFile, Offer, Refusal, weigh};
use super::field::{self, Field, FieldError};
use crate::claim::{Claim, ClaimId, ClaimQuantity, Kind, Modality};
use crate::mention::quantity::{Comparator, Quantity};
use crate::text::{Quote, SourceSpan};

const TEXT: &str = "Acme raised $40-60 million in 2025.";

fn claim(surface: &str, low: Option<i64>, high: Option<i64>) -> Claim {
    let start = TEXT.find(surface).unwrap_or(0);
    let end = |end: Option<i64>| end.map(Decimal::from);
    let quantity = Quantity {
        low: end(low),
        high: end(high),
        unit: "USD".to_owned().into(),
        comparator: Comparator::Range,
        approximate: false,
        direction: None,
    };
    Claim {
        id: ClaimId("k7f3q2m9xd4t".to_owned().into()),
        kind: Kind::Funding,
        modality: Modality::Fact,
        text: TEXT.to_owned().into(),
        subject: Some("Acme".to_owned().into()),
        metric: None,
        quantity: Some(ClaimQuantity {
            quantity,
            surface: surface.to_owned().into(),
            span: SourceSpan::new(start, start + surface.len()),
        }),
        basis: None,
        compared_to: None,
        scope: None,
        migration: None,
        time: Some("2025".to_owned().into()),
        due: None,
        attribution: None,
        quote: Quote::cut(&TEXT.into(), SourceSpan::new(0, TEXT.len()), TEXT).expect("the whole text"),
        section: [].into(),
        cell: None,
        check_worthiness: 50,
    }
}

fn round() -> Claim {
    claim("$40-60 million", Some(40_000_000), Some(60_000_000))
}

fn quoting(quote: &str) -> Offer {
    Offer { url: Some("https://a.example".to_owned()), quote: Some(quote.to_owned()), ..Offer::default() }
}

#[test]
fn a_quote_holds_the_figure_in_any_spelling() {
    for quote in [
        "raised $40-60 million",
        "raised $40\u{2013}60 MILLION",
        "between $40 million and $60 million",
        "at least $40,000,000, at most $60,000,000",
        "$40M to $60M",
    ] {
        assert!(weigh(&round(), &Article::default(), Status::Verified, &quoting(quote)).is_ok(), "{quote}");
    }
    for quote in ["raised $40 million", "raised 40-60 thousand", "raised $140-60 million", "raised money", ""] {
        let refused = weigh(&round(), &Article::default(), Status::Verified, &quoting(quote));
        assert!(matches!(refused, Err(Refusal::NoFigure { .. })), "{quote}: {refused:?}");
    }
}

#[test]
fn a_figure_inside_a_longer_one_is_not_it() {
    let percent = claim("7%", Some(7), Some(7));
    for (quote, holds) in [("by 7%", true), ("(7%)", true), ("by 7%, we", true), ("by 17%", false), ("by 2.7%", false)] {
        let weighed = weigh(&percent, &Article::default(), Status::NeedsContext, &quoting(quote));
        assert_eq!(weighed.is_ok(), holds, "{quote}");
    }
}

#[test]
fn a_quote_is_found_in_its_file_whatever_the_line_breaks() {
    let words = Some("Acme has  raised\n$40-60 million; \u{201c}great\u{201d}.".to_owned());
    let file = EvidenceFile { path: "a.txt".to_owned(), hash: "h".to_owned(), text_hash: None, words };
    let offer = |quote: &str| Offer { file: Some(file.clone()), quote: Some(quote.to_owned()), ..Offer::default() };
    let found =
        weigh(&round(), &Article::default(), Status::Verified, &offer("raised $40-60 million; \"great\"")).expect("found");
    assert!(found[0].quote_checked && found[0].file_hash.as_deref() == Some("h"));
    let refused = weigh(&round(), &Article::default(), Status::Disputed, &offer("raised nothing"));
    assert_eq!(refused, Err(Refusal::NotInFile { path: "a.txt".to_owned() }));
    let own = Article { hashes: vec!["h".to_owned()], ..Article::default() };
    assert!(matches!(weigh(&round(), &own, Status::Disputed, &offer("raised")), Err(Refusal::OwnArticle { .. })));
}

#[test]
fn every_refusal_says_what_to_do() {
    let offer = Offer::default();
    for status in Status::ALL {
        if let Err(refusal) = weigh(&round(), &Article::default(), *status, &offer) {
            assert!(!refusal.help().is_empty() && refusal.to_string().starts_with("claim k7f3q2m9xd4t: "), "{refusal}");
        } else {
            assert_eq!(*status, Status::Unverifiable);
        }
    }
}

#[test]
fn every_field_reads_back_what_was_assigned_and_reverts() {
    let values = [
        (Field::Kind, "market"),
        (Field::Modality, "forecast"),
        (Field::Text, "Another wording."),
        (Field::Subject, "Acme Inc."),
        (Field::Metric, "funding"),
        (Field::Figure, "40-60"),
        (Field::Low, "41000000"),
        (Field::High, "61000000"),
        (Field::Unit, "EUR"),
        (Field::Comparator, ">="),
        (Field::Approximate, "true"),
        (Field::Direction, "up"),
        (Field::Basis, "YoY"),
        (Field::ComparedTo, "Bell"),
        (Field::Scope, "in Europe"),
        (Field::From, "A"),
        (Field::To, "B"),
        (Field::Time, "2024/2026-Q1"),
        (Field::Due, "2030"),
        (Field::Attribution, "Gartner"),
        (Field::AttributionUrl, "https://gartner.example"),
    ];
    assert_eq!(values.map(|(field, _)| field).as_slice(), Field::ALL);
    let assignments: Vec<_> = values.iter().map(|(field, value)| (*field, Some((*value).to_owned()))).collect();
    let (amended, changes) = field::amend(&round(), &assignments).expect("every value fits");
    assert_eq!(changes.len(), Field::ALL.len());
    for (field, value) in values {
        assert_eq!(field::read(&amended, field).as_deref(), Some(value));
    }
    let mut again = round();
    field::apply(&mut again, &changes);
    assert_eq!(again, amended);
    field::revert(&mut again, &changes);
    assert_eq!(again, round());
}

#[test]
fn ends_bring_their_comparator() {
    let set = |low: Option<&str>, high: Option<&str>| {
        let assignments = [(Field::Low, low.map(str::to_owned)), (Field::High, high.map(str::to_owned))];
        field::amend(&round(), &assignments).map(|(claim, _)| field::read(&claim, Field::Comparator).expect("a comparator"))
    };
    assert_eq!(set(Some("5"), Some("5.0")).as_deref(), Ok("="));
    assert_eq!(set(Some("1.5k"), Some("2k")).as_deref(), Ok("range"));
    assert_eq!(set(Some("-5"), None).as_deref(), Ok(">="));
    assert_eq!(set(None, Some("1_000")).as_deref(), Ok("<="));
    assert!(matches!(set(Some("2"), Some("1")), Err(FieldError::Reversed { .. })));
    assert!(matches!(set(Some(""), None), Err(FieldError::Value { .. })));
    assert!(matches!(set(Some("99999999999999999999999999t"), None), Err(FieldError::Value { .. })));
}

#[test]
fn a_claim_without_a_figure_has_no_value() {
    let mut event = round();
    event.quantity = None;
    let value = |field| (field, Some("5".to_owned()));
    assert_eq!(field::amend(&event, &[value(Field::Low)]), Err(FieldError::NoFigure { field: Field::Low }));
    let figure = (Field::Figure, Some("2025".to_owned()));
    let (amended, _) = field::amend(&event, &[value(Field::High), figure, value(Field::Low)]).expect("a figure first");
    assert_eq!(amended.quantity.map(|figure| figure.span), Some(SourceSpan::new(30, 34)));
}
