//! The audit for a terminal: plain lines, wrapped and indented, with colour where it is wanted.
//!
//! Comes in: an [`Audit`] and the terminal's width. Goes out: text in which nothing of an article steers the terminal.

use anstyle::{AnsiColor, Effects, Style};

use super::audit::{Audit, AuditedClaim, DocumentAudit};
use super::json::GENERATED_BY;
use super::wording;
use crate::claim::Claim;
use crate::export::layout::{Page, TextStyle};
use crate::review::{Evidence, Status};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);

/// Where the claims' words begin beside their status.
const CLAIM_COLUMN: usize = 17;

/// Below this width the words stand under the status.
const NARROW: usize = 60;

/// `audit` as text for people.
pub fn text(audit: &Audit<'_>, style: TextStyle) -> String {
    let mut report = Report { audit, page: Page::new(style), column: CLAIM_COLUMN };
    if style.width < NARROW {
        report.column = 4;
    }
    report.title();
    report.not_checked();
    report.counts();
    report.extraction();
    report.against();
    report.due();
    report.forecasts();
    report.without_source();
    audit.documents.iter().for_each(|document| report.document(document));
    report.foot();
    report.page.finish()
}

struct Report<'a, 'c> {
    audit: &'a Audit<'c>,
    page: Page,
    column: usize,
}

impl<'c> Report<'_, 'c> {
    fn title(&mut self) {
        self.page.paragraph(0, BOLD, &wording::title(self.audit));
        for document in &self.audit.documents {
            let several = self.audit.documents.len() > 1;
            if several {
                self.page.paragraph(2, PLAIN, wording::name(&document.document));
            }
            self.page.paragraph(if several { 4 } else { 0 }, DIM, &wording::origin(&document.document).join(" · "));
        }
    }

    fn heading(&mut self, heading: &str) {
        self.page.gap();
        self.page.paragraph(0, BOLD, heading);
    }

    fn not_checked(&mut self) {
        self.heading("Not checked");
        for sentence in wording::not_checked(self.audit) {
            self.page.paragraph(2, PLAIN, &sentence);
        }
        let open = self.audit.not_checked();
        if !open.is_empty() {
            self.page.gap();
            self.page.paragraph(2, PLAIN, "Most worth a check first:");
            self.shortlist(&open, Status::Unverified.as_str());
        }
    }

    /// The first claims of a list, and where the others are.
    fn shortlist(&mut self, claims: &[&AuditedClaim<'c>], mark: &str) {
        for claim in claims.iter().take(wording::LISTED) {
            self.wording(2, ("-", DIM), 4, claim.reviewed.claim);
            self.page.paragraph(4, DIM, &wording::facts(self.audit, claim).join(" · "));
        }
        if let Some(further) = wording::further(claims.len(), mark) {
            self.page.paragraph(2, PLAIN, &further);
        }
    }

    fn counts(&mut self) {
        self.heading("Counts");
        let all = self.audit.claims().count();
        for (status, count) in self.audit.statuses() {
            self.page.item(2, (status.as_str(), colour(status)), CLAIM_COLUMN, &wording::share(count, all), None);
        }
        let kinds = self.audit.kinds_found();
        if !kinds.is_empty() {
            let kinds: Vec<_> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
            self.page.paragraph(2, PLAIN, &format!("By kind: {}.", kinds.join(", ")));
        }
        self.page.paragraph(2, DIM, wording::RECOUNTED);
    }

    fn extraction(&mut self) {
        self.heading("Extraction");
        self.page.paragraph(2, PLAIN, &wording::extraction(self.audit));
        for rejected in &self.audit.rejected {
            self.wording(2, ("-", DIM), 4, rejected.claim);
            for correction in rejected.standing_corrections() {
                self.page.paragraph(4, DIM, &wording::correction(correction));
            }
        }
        for (claim, edit) in self.audit.edits() {
            self.wording(2, ("-", DIM), 4, claim.reviewed.claim);
            self.page.paragraph(4, DIM, &wording::correction(edit));
            edit.changes.iter().for_each(|change| self.page.paragraph(4, DIM, &wording::change(change)));
        }
    }

    fn against(&mut self) {
        let claims = self.audit.with_status(wording::AGAINST);
        self.heading(&format!("Disputed and refuted ({})", claims.len()));
        if claims.is_empty() {
            self.page.paragraph(2, PLAIN, "None.");
        }
        for claim in claims {
            self.claim(claim);
            if wording::quote_says_more(claim.reviewed.claim) {
                let quote = format!("The text: “{}”", claim.reviewed.claim.quote.words());
                self.page.paragraph(self.column, PLAIN, &quote);
            }
        }
    }

    fn due(&mut self) {
        let due = self.audit.due();
        self.heading(&format!("Due ({})", due.len()));
        self.page.paragraph(2, PLAIN, &wording::due(self.audit));
        for claim in due {
            let since = claim.due.map(|due| due.since().to_string()).unwrap_or_default();
            self.wording(2, (&since, BOLD), CLAIM_COLUMN, claim.reviewed.claim);
            self.page.paragraph(CLAIM_COLUMN, DIM, &wording::due_facts(self.audit, claim).join(" · "));
        }
    }

    fn forecasts(&mut self) {
        let forecasts = self.audit.forecasts();
        self.heading(&format!("Forecasts ({})", forecasts.len()));
        if forecasts.is_empty() {
            self.page.paragraph(2, PLAIN, "None.");
        }
        for claim in forecasts {
            let due = claim.reviewed.claim.due.as_deref().unwrap_or("no due date");
            self.wording(2, (due, BOLD), CLAIM_COLUMN, claim.reviewed.claim);
            let place = format!("{} · {} · {}", claim.status, wording::place(self.audit, claim), claim.id());
            self.page.paragraph(CLAIM_COLUMN, DIM, &place);
        }
    }

    fn without_source(&mut self) {
        let claims = self.audit.without_source();
        self.heading(&format!("Figures without a source ({})", claims.len()));
        self.page.paragraph(2, PLAIN, &wording::without_source(self.audit));
        self.shortlist(&claims, wording::NO_SOURCE);
    }

    fn document(&mut self, document: &DocumentAudit<'c>) {
        self.heading(&format!("All claims ({}): {}", document.claims.len(), wording::name(&document.document)));
        for (section, claims) in document.sections() {
            self.page.gap();
            self.page.paragraph(2, BOLD, &wording::section(&document.document, section));
            claims.iter().for_each(|claim| self.claim(claim));
        }
    }

    /// A claim beside its status, with its facts, reviews and evidence.
    fn claim(&mut self, claim: &AuditedClaim<'c>) {
        let status = (claim.status.as_str(), colour(claim.status));
        self.wording(2, status, self.column, claim.reviewed.claim);
        self.page.paragraph(self.column, DIM, &wording::facts(self.audit, claim).join(" · "));
        for review in claim.reviewed.reviews.iter().filter(|review| !review.retracted) {
            self.page.paragraph(self.column, colour(review.status), &wording::review(review));
            review.evidence.iter().for_each(|evidence| self.evidence(evidence));
        }
        if let Some(freshness) = wording::freshness(claim) {
            let style = if claim.due.is_some() { AnsiColor::Yellow.on_default() } else { DIM };
            self.page.paragraph(self.column, style, &freshness);
        }
        for changed in wording::changes_since_review(claim) {
            self.page.paragraph(self.column, AnsiColor::Yellow.on_default(), &changed);
        }
    }

    /// A claim's words beside a label, its figure in bold.
    fn wording(&mut self, at: usize, label: (&str, Style), column: usize, claim: &Claim) {
        self.page.item(at, label, column, &claim.text, wording::figure(claim));
    }

    fn evidence(&mut self, evidence: &Evidence) {
        self.page.paragraph(self.column + 2, PLAIN, &wording::evidence(evidence));
        for place in wording::evidence_places(evidence) {
            self.page.paragraph(self.column + 2, DIM, &place);
        }
    }

    fn foot(&mut self) {
        self.page.gap();
        self.page.paragraph(0, DIM, &wording::foot(self.audit, GENERATED_BY));
    }
}

/// The colour of a status; never the only sign of it.
fn colour(status: Status) -> Style {
    match status {
        Status::Unverified => DIM,
        Status::Verified => AnsiColor::Green.on_default(),
        Status::NeedsContext => AnsiColor::Yellow.on_default(),
        Status::Disputed => AnsiColor::Magenta.on_default(),
        Status::Refuted => AnsiColor::Red.on_default().effects(Effects::BOLD),
        Status::Unverifiable => AnsiColor::Cyan.on_default(),
    }
}
