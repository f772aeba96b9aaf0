//! The audit as Markdown (CommonMark with pipe tables), for pull requests, wikis and editors.
//!
//! Comes in: an [`Audit`]. Goes out: Markdown in which words of articles and reviewers stand for themselves: no markup, no HTML, no
//! link of theirs takes effect. Nothing is wrapped.

use std::fmt::Write;

use super::audit::{Audit, AuditedClaim, DocumentAudit};
use super::json::GENERATED_BY;
use super::wording;
use crate::review::{Correction, Evidence, Review, Status};
use crate::text::visible;

/// `audit` as Markdown.
pub fn markdown(audit: &Audit<'_>) -> String {
    let mut report = Report { audit, out: String::new() };
    report.title();
    report.not_checked();
    report.counts();
    report.extraction();
    report.against();
    report.due();
    report.forecasts();
    report.without_source();
    audit.documents.iter().for_each(|document| report.document(document));
    report.line(&format!("\n---\n\n{}", escape(&wording::foot(audit, GENERATED_BY))));
    report.out
}

struct Report<'a, 'c> {
    audit: &'a Audit<'c>,
    out: String,
}

impl<'c> Report<'_, 'c> {
    /// Appends a line of finished Markdown.
    fn line(&mut self, markdown: &str) {
        self.out.push_str(markdown);
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        let (marks, gap) = ("#".repeat(level), if self.out.ends_with("\n\n") { "" } else { "\n" });
        let _ = writeln!(self.out, "{gap}{marks} {}\n", escape(text));
    }

    /// A list item that is nested `depth` deep; further lines stand under the first.
    fn item(&mut self, depth: usize, lines: &[String]) {
        let indent = "  ".repeat(depth);
        let _ = writeln!(self.out, "{indent}- {}", lines.join(&format!("\\\n{indent}  ")));
    }

    fn title(&mut self) {
        let title = escape(&wording::title(self.audit));
        self.line(&format!("# {title}\n"));
        for document in &self.audit.documents {
            let mut lines = vec![escape(&wording::origin(&document.document).join(" · "))];
            if self.audit.documents.len() > 1 {
                lines.insert(0, bold(wording::name(&document.document)));
            }
            self.item(0, &lines);
        }
    }

    fn not_checked(&mut self) {
        self.heading(2, "Not checked");
        for sentence in wording::not_checked(self.audit) {
            self.item(0, &[escape(&sentence)]);
        }
        let open = self.audit.not_checked();
        if !open.is_empty() {
            self.line("\nMost worth a check first:\n");
            self.shortlist(&open, Status::Unverified.as_str());
        }
    }

    fn shortlist(&mut self, claims: &[&AuditedClaim<'c>], mark: &str) {
        for claim in claims.iter().take(wording::LISTED) {
            self.item(0, &[escape(&claim.reviewed.claim.text), self.facts(claim)]);
        }
        if let Some(further) = wording::further(claims.len(), mark) {
            self.line(&format!("\n{}", escape(&further)));
        }
    }

    fn facts(&self, claim: &AuditedClaim<'c>) -> String {
        escape(&wording::facts(self.audit, claim).join(" · "))
    }

    fn counts(&mut self) {
        self.heading(2, "Counts");
        let all = self.audit.claims().count();
        let statuses = self.audit.statuses();
        self.tally("Status", statuses.iter().map(|(status, count)| (status.as_str(), *count)), all);
        self.line("");
        let kinds = self.audit.kinds_found();
        self.tally("Kind", kinds.iter().map(|(kind, count)| (kind.as_str(), *count)), all);
        self.line(&format!("\n{}", escape(wording::RECOUNTED)));
    }

    fn tally<'k>(&mut self, head: &str, counts: impl Iterator<Item = (&'k str, usize)>, all: usize) {
        self.line(&format!("| {head} | Claims | Share |\n| --- | ---: | ---: |"));
        for (word, count) in counts {
            self.line(&format!("| {word} | {count} | {} |", wording::percent(count, all)));
        }
    }

    fn extraction(&mut self) {
        self.heading(2, "Extraction");
        self.line(&escape(&wording::extraction(self.audit)));
        if !self.audit.rejected.is_empty() || !self.audit.edits().is_empty() {
            self.line("");
        }
        for rejected in &self.audit.rejected {
            self.item(0, &[escape(&rejected.claim.text)]);
            rejected.standing_corrections().for_each(|correction| self.correction(correction));
        }
        for (claim, edit) in self.audit.edits() {
            self.item(0, &[escape(&claim.reviewed.claim.text)]);
            self.correction(edit);
        }
    }

    fn correction(&mut self, correction: &Correction) {
        let first = escape(&wording::correction(correction));
        let changes = correction.changes.iter().map(|change| escape(&wording::change(change)));
        let lines: Vec<_> = std::iter::once(first).chain(changes).collect();
        self.item(1, &lines);
    }

    fn against(&mut self) {
        let claims = self.audit.with_status(wording::AGAINST);
        self.heading(2, &format!("Disputed and refuted ({})", claims.len()));
        if claims.is_empty() {
            self.line("None.");
        }
        for claim in claims {
            let stated = claim.reviewed.claim;
            let quote = escape(&format!("The text: “{}”", stated.quote.words()));
            self.claim(claim, Some(quote).filter(|_| wording::quote_says_more(stated)));
        }
    }

    fn due(&mut self) {
        let due = self.audit.due();
        self.heading(2, &format!("Due ({})", due.len()));
        self.line(&escape(&wording::due(self.audit)));
        if !due.is_empty() {
            self.line("\n| Since | Claim | What stands | Place |\n| --- | --- | --- | --- |");
        }
        for claim in due {
            let since = claim.due.map(|due| due.since().to_string()).unwrap_or_default();
            let (text, place) = (escape(&claim.reviewed.claim.text), escape(&wording::place(self.audit, claim)));
            let facts = escape(&wording::due_facts_of(claim).join(" · "));
            self.line(&format!("| {since} | {text} | {facts} | {place} |"));
        }
    }

    fn forecasts(&mut self) {
        let forecasts = self.audit.forecasts();
        self.heading(2, &format!("Forecasts ({})", forecasts.len()));
        if forecasts.is_empty() {
            self.line("None.");
            return;
        }
        self.line("| Due | Forecast | Status | Place |\n| --- | --- | --- | --- |");
        for claim in forecasts {
            let due = escape(claim.reviewed.claim.due.as_deref().unwrap_or("no due date"));
            let (text, place) = (escape(&claim.reviewed.claim.text), escape(&wording::place(self.audit, claim)));
            self.line(&format!("| {due} | {text} | {} | {place} |", claim.status));
        }
    }

    fn without_source(&mut self) {
        let claims = self.audit.without_source();
        self.heading(2, &format!("Figures without a source ({})", claims.len()));
        self.line(&escape(&wording::without_source(self.audit)));
        if !claims.is_empty() {
            self.line("");
            self.shortlist(&claims, wording::NO_SOURCE);
        }
    }

    fn document(&mut self, document: &DocumentAudit<'c>) {
        self.heading(2, &format!("All claims ({}): {}", document.claims.len(), wording::name(&document.document)));
        for (section, claims) in document.sections() {
            self.heading(3, &wording::section(&document.document, section));
            claims.iter().for_each(|claim| self.claim(claim, None));
        }
    }

    fn claim(&mut self, claim: &AuditedClaim<'c>, quote: Option<String>) {
        let first = format!("{} {}", bold(claim.status.as_str()), escape(&claim.reviewed.claim.text));
        let lines: Vec<_> = [Some(first), quote, Some(self.facts(claim))].into_iter().flatten().collect();
        self.item(0, &lines);
        claim.reviewed.reviews.iter().filter(|review| !review.retracted).for_each(|review| self.review(review));
        wording::freshness(claim).iter().for_each(|freshness| self.item(1, &[escape(freshness)]));
        wording::changes_since_review(claim).iter().for_each(|changed| self.item(1, &[escape(changed)]));
    }

    fn review(&mut self, review: &Review) {
        self.item(1, &[escape(&wording::review(review))]);
        review.evidence.iter().for_each(|evidence| self.evidence(evidence));
    }

    fn evidence(&mut self, evidence: &Evidence) {
        let mut lines = vec![escape(&wording::evidence(evidence))];
        lines.extend(wording::evidence_places(evidence).iter().map(|place| address(place)));
        self.item(2, &lines);
    }
}

fn bold(text: &str) -> String {
    format!("**{}**", escape(text))
}

/// A web address as a link, anything else as text.
fn address(place: &str) -> String {
    let harmless = place.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'\\' | b'`'));
    if wording::is_web_address(place) && harmless { format!("<{place}>") } else { escape(place) }
}

/// `text` as Markdown that shows it letter for letter, on one line.
pub(super) fn escape(text: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len() + 8);
    let list_number = shown.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in shown.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => escaped.extend(['\\', c]),
            '#' | '+' | '-' | '=' | ':' if at == 0 => escaped.extend(['\\', c]),
            '.' | ')' if at > 0 && at == list_number && !shown[at + 1..].starts_with(|c: char| c != ' ') => {
                escaped.extend(['\\', c])
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{address, escape};
    use pulldown_cmark::{Event, Options, Parser};

    #[test]
    fn words_show_letter_for_letter() {
        for words in [
            "<script>alert(1)</script>",
            "a *b* _c_ `d` [e](javascript:f) ![g](h)",
            "# no heading",
            "1. no list",
            "12) none",
            "- none",
            "| a | b |",
            "&lt; &amp;",
            "$40-60 million to $5",
            "~~x~~ x^2^",
            "\\*",
            "+73%",
            "[^1]: note",
            "--- x",
            "5 < 6 > 4",
        ] {
            let escaped = escape(words);
            let mut read = String::new();
            for event in Parser::new_ext(&format!("- {escaped}"), Options::all()) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::Start(tag) => {
                        assert!(format!("{tag:?}").starts_with("List") || tag == pulldown_cmark::Tag::Item, "{words}: {tag:?}")
                    }
                    Event::End(_) => {}
                    other => panic!("{words}: {other:?}"),
                }
            }
            assert_eq!(read.replace(['’', '‘'], "'").replace('–', "--").replace('—', "---"), words, "{escaped}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(address("https://example.org/a_b?c=d&e"), "<https://example.org/a_b?c=d&e>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(address("https://example.org/> <script>"), "https://example.org/&gt; &lt;script&gt;");
    }
}
