//! One small base in memory that every renderer is tried on: two documents, all six statuses, corrections, and words that try to run,
//! to steer a terminal, to reorder a line and to break out of each format.

use claimbase::claim::{Attribution, Claim, ClaimId, ClaimQuantity, Kind, Migration, Modality};
use claimbase::document::{self, Document, Media, Section};
use claimbase::export::ReviewedClaim;
use claimbase::export::record::DocumentRef;
use claimbase::freshness::{Facts, ShelfLives};
use claimbase::mention::quantity::{Comparator, Quantity};
use claimbase::report::{Audit, AuditedDocument};
use claimbase::review::{Action, Correction, Evidence, FieldChange, Review, Stance, Status};
use claimbase::source::Source;
use claimbase::text::{Quote, SourceSpan};
use jiff::civil::Date;

/// Words that no format may let act.
pub const HOSTILE: &str = "</style><script>alert(1)</script><img src=x onerror=alert(2)> **bold** [link](javascript:alert(3)) | cell \u{1b}[2J \u{202e}desrever\u{2066} =1+1";

pub const FRAMEWORKS: &str = "# Frameworks in 2026

Quarkus grew 73% in 2026.
According to Gartner, the market is worth $15.7 billion.

## Benchmarks

Quarkus starts in under 100 milliseconds.
Express.js hits 1.2 million requests per second.
Netflix moved from Express.js to NestJS.
The API market will reach $40-60 billion by 2030.
Startup took 5 seconds.
";

pub struct Fixture {
    /// The day of the audit.
    pub on: Date,
    pub documents: Vec<(DocumentRef, String)>,
    pub claims: Vec<Held>,
}

/// A claim with what belongs to it, owned.
pub struct Held {
    pub document: usize,
    pub claim: Claim,
    pub reviews: Vec<Review>,
    pub corrections: Vec<Correction>,
    pub changed_since_review: Vec<FieldChange>,
}

impl Fixture {
    pub fn reviewed(&self) -> Vec<ReviewedClaim<'_>> {
        fn view<'c>(fixture: &'c Fixture, held: &'c Held) -> ReviewedClaim<'c> {
            let Held { document, claim, reviews, corrections, changed_since_review } = held;
            let fresh_until = ShelfLives::default().fresh_until(Facts::of(claim, reviews));
            ReviewedClaim {
                claim,
                document: &fixture.documents[*document].0,
                extractor: "0.1.0",
                reviews,
                corrections,
                changed_since_review,
                fresh_until,
            }
        }
        self.claims.iter().map(|held| view(self, held)).collect()
    }

    pub fn audit(&self) -> Audit<'_> {
        Audit::new(self.documents.iter().map(audited).collect(), &self.reviewed(), Some("9f2c4e"), self.on)
    }

    /// The documents' texts as blocks.
    pub fn articles(&self) -> Vec<Document> {
        let read = |(reference, text): &(DocumentRef, String)| {
            let media = if text.starts_with('#') { Media::Markdown } else { Media::Plain };
            document::read(&Source::from_bytes(&reference.source, text.as_bytes(), Some(media)).expect("text"))
        };
        self.documents.iter().map(read).collect()
    }

    /// The first document alone.
    pub fn audit_of_one(&self) -> Audit<'_> {
        Audit::new(self.documents.iter().take(1).map(audited).collect(), &self.reviewed(), None, self.on)
    }
}

fn audited((reference, text): &(DocumentRef, String)) -> AuditedDocument<'_> {
    AuditedDocument { reference, date: Some("2026-02-14"), authors: &[], publisher: None, version: 1, hash: "00ff", text }
}

pub fn fixture() -> Fixture {
    let hostile = format!("Notes\n\n{HOSTILE} grew 12%.\n");
    let reference = |id: &str, title: Option<&str>, source: &str| DocumentRef {
        id: id.to_owned(),
        title: title.map(str::to_owned),
        source: source.to_owned(),
    };
    let documents = vec![
        (reference("doc1aaaaaaaa", Some("Frameworks in 2026"), "articles/frameworks.md"), FRAMEWORKS.to_owned()),
        (reference("doc2bbbbbbbb", Some(HOSTILE), "https://example.org/notes"), hostile.clone()),
    ];
    let mut claims = frameworks();
    claims.push(Held {
        claim: Claim {
            text: format!("{HOSTILE} grew 12%.").into(),
            subject: Some(HOSTILE.to_owned().into()),
            section: [HOSTILE.to_owned()].into(),
            ..claim("hostile22222", &hostile, "grew 12%", Some(("12%", 12, 12, "%")))
        },
        document: 1,
        reviews: vec![Review {
            note: Some(HOSTILE.to_owned()),
            evidence: vec![Evidence { url: Some("javascript:alert(4)".to_owned()), ..evidence(Stance::Refutes, HOSTILE) }],
            ..review("hostile22222", Status::Disputed, HOSTILE)
        }],
        corrections: vec![],
        changed_since_review: vec![],
    });
    Fixture { on: Date::constant(2026, 11, 23), documents, claims }
}

fn frameworks() -> Vec<Held> {
    let at = |id, quote, figure| claim(id, FRAMEWORKS, quote, figure);
    let benchmarks = || Section::from(["Frameworks in 2026".to_owned(), "Benchmarks".to_owned()]);
    let plain = |claim| Held { document: 0, claim, reviews: vec![], corrections: vec![], changed_since_review: vec![] };
    let grew = Claim {
        kind: Kind::Growth,
        time: Some("2026".to_owned().into()),
        ..at("growth222222", "Quarkus grew 73% in 2026.", Some(("73%", 73, 73, "%")))
    };
    let market = Claim {
        kind: Kind::Market,
        attribution: Some(Attribution { name: "Gartner".to_owned(), url: None }.into()),
        ..at(
            "market222222",
            "According to Gartner, the market is worth $15.7 billion.",
            Some(("$15.7 billion", 15_700_000_000, 15_700_000_000, "USD")),
        )
    };
    let start = Claim {
        kind: Kind::Benchmark,
        section: benchmarks(),
        check_worthiness: 80,
        ..at("start2222222", "Quarkus starts in under 100 milliseconds.", Some(("under 100 milliseconds", 0, 100, "ms")))
    };
    let express = Claim {
        kind: Kind::Benchmark,
        section: benchmarks(),
        ..at(
            "express22222",
            "Express.js hits 1.2 million requests per second.",
            Some(("1.2 million requests per second", 1_200_000, 1_200_000, "request/s")),
        )
    };
    let moved = Claim {
        kind: Kind::Migration,
        section: benchmarks(),
        migration: Some(Migration { from: Some("Express.js".to_owned()), to: Some("NestJS".to_owned()) }.into()),
        ..at("moved2222222", "Netflix moved from Express.js to NestJS.", None)
    };
    let reach = Claim {
        kind: Kind::Market,
        modality: Modality::Forecast,
        due: Some("2030".to_owned().into()),
        section: benchmarks(),
        ..at(
            "reach2222222",
            "The API market will reach $40-60 billion by 2030.",
            Some(("$40-60 billion", 40_000_000_000, 60_000_000_000, "USD")),
        )
    };
    let took = Claim { section: benchmarks(), ..at("took22222222", "Startup took 5 seconds.", Some(("5 seconds", 5, 5, "s"))) };
    let noise = Claim { kind: Kind::Event, section: benchmarks(), ..at("noise2222222", "Benchmarks", None) };
    let edit = Correction {
        changes: vec![FieldChange {
            field: "subject".to_owned(),
            before: Some("Red Hat".to_owned()),
            after: Some("Quarkus".to_owned()),
        }],
        ..correction("start2222222", Action::Edit)
    };
    let seen = Evidence {
        url: Some("https://example.org/trends?q=a_b&c=d".to_owned()),
        quote_checked: false,
        ..evidence(Stance::Supports, "Quarkus: +73%")
    };
    let against = Evidence {
        file: Some("techempower.csv".to_owned()),
        file_hash: Some("5e".repeat(32)),
        quote_checked: true,
        ..evidence(Stance::Refutes, "express,812000")
    };
    vec![
        Held { reviews: vec![review_with("growth222222", Status::Verified, None, seen)], ..plain(grew) },
        Held {
            reviews: vec![review("market222222", Status::NeedsContext, "Ana Díaz")],
            changed_since_review: vec![FieldChange {
                field: "section".to_owned(),
                before: Some(HOSTILE.to_owned()),
                after: Some("Frameworks in 2026".to_owned()),
            }],
            ..plain(market)
        },
        Held { corrections: vec![edit], ..plain(start) },
        Held {
            reviews: vec![review_with("express22222", Status::Refuted, Some("Round 23 measured 812,000."), against)],
            ..plain(express)
        },
        Held {
            reviews: vec![Review { retracted: true, ..review("moved2222222", Status::Verified, "Ana Díaz") }],
            ..plain(moved)
        },
        plain(reach),
        Held {
            reviews: vec![review("took22222222", Status::Unverifiable, "Ben Okri")],
            corrections: vec![correction("took22222222", Action::Add)],
            ..plain(took)
        },
        Held { corrections: vec![correction("noise2222222", Action::Reject)], ..plain(noise) },
    ]
}

pub fn claim(id: &str, text: &str, quote: &str, figure: Option<(&str, i64, i64, &str)>) -> Claim {
    let span = find(text, quote);
    let quantity = figure.map(|(surface, low, high, unit)| ClaimQuantity {
        quantity: Quantity {
            low: Some(low.into()).filter(|_| !surface.starts_with("under")),
            high: Some(high.into()),
            unit: unit.to_owned().into(),
            comparator: if surface.starts_with("under") {
                Comparator::Less
            } else if low == high {
                Comparator::Equal
            } else {
                Comparator::Range
            },
            approximate: false,
            direction: None,
        },
        surface: surface.to_owned().into(),
        span: find(text, surface),
    });
    Claim {
        id: ClaimId(id.to_owned().into()),
        kind: Kind::Statistic,
        modality: Modality::Fact,
        text: quote.to_owned().into(),
        subject: Some("Quarkus".to_owned().into()),
        metric: None,
        quantity,
        basis: None,
        compared_to: None,
        scope: None,
        migration: None,
        time: None,
        due: None,
        attribution: None,
        quote: Quote::cut(&text.into(), span, quote).expect("the span was found in the text"),
        section: ["Frameworks in 2026".to_owned()].into(),
        cell: None,
        check_worthiness: 50,
    }
}

fn find(text: &str, words: &str) -> SourceSpan {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} is in the text"));
    SourceSpan::new(start, start + words.len())
}

fn review(claim: &str, status: Status, by: &str) -> Review {
    Review {
        id: format!("0192-{claim}"),
        claim: claim.to_owned(),
        status,
        by: by.to_owned(),
        at: "2026-11-22T09:30:00Z".to_owned(),
        note: Some("Looked at the source.".to_owned()),
        evidence: vec![],
        retracted: false,
        hash: "ab12".to_owned(),
    }
}

fn review_with(claim: &str, status: Status, note: Option<&str>, evidence: Evidence) -> Review {
    Review { note: note.map(str::to_owned), evidence: vec![evidence], ..review(claim, status, "Ben Okri") }
}

fn evidence(stance: Stance, quote: &str) -> Evidence {
    Evidence { stance, url: None, file: None, file_hash: None, quote: Some(quote.to_owned()), quote_checked: false }
}

fn correction(claim: &str, action: Action) -> Correction {
    Correction {
        id: format!("0193-{claim}"),
        claim: Some(claim.to_owned()),
        document: "doc1aaaaaaaa".to_owned(),
        action,
        by: "Ana Díaz".to_owned(),
        at: "2026-11-22T10:00:00Z".to_owned(),
        note: Some("Read against the article.".to_owned()),
        changes: vec![],
        retracted: false,
        hash: "cd34".to_owned(),
    }
}
