//! The answer of `extract`, printed article by article: memory holds one article at a time.

use std::io::Write;

use claimbase::claim::{Claim, EXTRACTOR_VERSION, Explained};
use claimbase::document::jsonl::BadLine;
use claimbase::export::explanation::{ExplainedRecord, Explanation};
use claimbase::export::layout::TextStyle;
use claimbase::export::mentions::{MentionRecord, mentions};
use claimbase::export::record::{ClaimRecord, DocumentRef, QuantityRecord};
use claimbase::export::{ReviewedClaim, csv, text};
use serde::Serialize;

use super::{ExtractArgs, Read};
use crate::args::Format;
use crate::context::Context;

/// The answer as far as it is printed.
pub struct Answer {
    out: Box<dyn Write>,
    format: Format,
    style: TextStyle,
    limit: usize,
    explain: bool,
    printed: usize,
}

/// What stands in JSON Lines in the place of a line that could not be read.
#[derive(Serialize)]
struct BadLineRecord<'b> {
    error: &'b str,
    source: &'b str,
    line: usize,
}

impl Answer {
    /// Begins an answer.
    pub fn begin(context: &Context, args: &ExtractArgs) -> anyhow::Result<Self> {
        let mut out = context.output(args.output.as_deref())?;
        match args.format {
            Format::Json => out.write_all(b"[")?,
            Format::Csv => csv::write_header(&mut out)?,
            Format::Text | Format::Jsonl => {}
        }
        let style = context.text_style(args.output.is_some());
        Ok(Self { out, format: args.format, style, limit: args.limit.unwrap_or(usize::MAX), explain: args.explain, printed: 0 })
    }

    /// Whether nothing more may be printed.
    pub fn is_full(&self) -> bool {
        self.printed >= self.limit
    }

    /// Prints the claims of one article, as far as the limit lets it.
    pub fn print(&mut self, read: &Read) -> anyhow::Result<()> {
        let claims = &read.claims[..read.claims.len().min(self.limit - self.printed)];
        match self.format {
            Format::Text => self.text(read, claims)?,
            Format::Csv => {
                let rows: Vec<_> = claims.iter().map(|explained| unreviewed(&explained.claim, &read.reference)).collect();
                csv::write_rows(&rows, &mut self.out)?;
            }
            Format::Json | Format::Jsonl => self.records(read, claims)?,
        }
        self.printed += claims.len();
        Ok(())
    }

    /// Prints every quantity of one article, one a line.
    pub fn print_mentions(&mut self, read: &Read) -> anyhow::Result<()> {
        for figure in mentions(&read.document).iter().take(self.limit - self.printed) {
            self.line(&MentionRecord { document: &read.reference, quantity: QuantityRecord::new(figure) })?;
            self.printed += 1;
        }
        Ok(())
    }

    /// Prints a record for a line that holds no article.
    pub fn print_bad_line(&mut self, bad: &BadLine) -> anyhow::Result<()> {
        self.line(&BadLineRecord { error: &bad.message, source: &bad.name, line: bad.line })
    }

    fn line(&mut self, record: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.out, record)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn text(&mut self, read: &Read, claims: &[Explained]) -> anyhow::Result<()> {
        if claims.is_empty() {
            return Ok(());
        }
        if self.printed > 0 {
            self.out.write_all(b"\n")?;
        }
        let list = text::list(&read.reference, &read.document.text, claims, self.style, self.explain);
        Ok(self.out.write_all(list.as_bytes())?)
    }

    fn records(&mut self, read: &Read, claims: &[Explained]) -> anyhow::Result<()> {
        for (at, explained) in claims.iter().enumerate() {
            if self.format == Format::Json {
                self.out.write_all(if self.printed + at == 0 { b"\n" } else { b",\n" })?;
            }
            let claim = ClaimRecord::new(&explained.claim, &read.reference, EXTRACTOR_VERSION);
            if self.explain {
                let record = ExplainedRecord { claim, explanation: Explanation::new(explained) };
                serde_json::to_writer(&mut self.out, &record)?;
            } else {
                serde_json::to_writer(&mut self.out, &claim)?;
            }
            if self.format == Format::Jsonl {
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Ends the answer; says how many claims or quantities it has.
    pub fn end(mut self) -> anyhow::Result<usize> {
        match self.format {
            Format::Json if self.printed == 0 => self.out.write_all(b"]\n")?,
            Format::Json => self.out.write_all(b"\n]\n")?,
            Format::Text | Format::Jsonl | Format::Csv => {}
        }
        self.out.flush()?;
        Ok(self.printed)
    }
}

/// A claim that nobody has said anything of.
fn unreviewed<'c>(claim: &'c Claim, document: &'c DocumentRef) -> ReviewedClaim<'c> {
    ReviewedClaim {
        claim,
        document,
        extractor: EXTRACTOR_VERSION,
        reviews: &[],
        corrections: &[],
        changed_since_review: &[],
        fresh_until: None,
    }
}
