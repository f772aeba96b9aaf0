//! Paragraphs that are lists: "• Bun: 8 ms • Deno: 24 ms", typed with bullets that the markup knows nothing of.
//!
//! Comes in: blocks with the numbers they were gathered under. Goes out: the same, each such paragraph as list items. Lists that the markup makes are
//! read in `flow.rs`, those of plain text in `plain/`.

use super::Draft;
use crate::document::{Block, Link, Prose, Role};
use crate::text::{MappedText, MappedTextBuilder, TextSpan};

/// Characters that are typed as bullets.
const BULLETS: &[char] = &['•', '‣', '▪', '●', '◦'];

/// Splits paragraphs that begin with a bullet and hold more of it.
pub(super) fn split(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut done: Vec<Draft> = Vec::with_capacity(drafts.len());
    for (number, block) in drafts {
        match block {
            Block::Prose(prose) if prose.role == Role::Paragraph => {
                let spans = items(prose.text.as_str());
                if spans.len() < 2 {
                    done.push((number, Block::Prose(prose)));
                    continue;
                }
                let introduction = done.last().and_then(introducing);
                done.extend(spans.into_iter().map(|span| (number, Block::Prose(item(&prose, span, introduction)))));
            }
            block => done.push((number, block)),
        }
    }
    done
}

/// The number of a block that can introduce a list.
fn introducing((number, block): &Draft) -> Option<usize> {
    match block {
        Block::Prose(prose) if matches!(prose.role, Role::Paragraph | Role::Heading(_)) => Some(*number),
        _ => None,
    }
}

/// The places of the items of `text`, without their bullets and the blanks around them.
fn items(text: &str) -> Vec<TextSpan> {
    let Some(bullet) = text.chars().next().filter(|first| BULLETS.contains(first)) else { return Vec::new() };
    let mut spans = Vec::new();
    let mut at = 0;
    for part in text.split(bullet) {
        let words = part.trim();
        if !words.is_empty() {
            let start = at + (part.len() - part.trim_start().len());
            spans.push(TextSpan::new(start, start + words.len()));
        }
        at += part.len() + bullet.len_utf8();
    }
    spans
}

fn item(prose: &Prose, span: TextSpan, introduction: Option<usize>) -> Prose {
    let inside = prose.links.iter().filter(|link| link.span.start >= span.start && link.span.end <= span.end);
    let links = inside.map(|link| Link {
        span: TextSpan::new(link.span.start - span.start, link.span.end - span.start),
        url: link.url.clone(),
    });
    Prose {
        role: Role::ListItem,
        text: cut(&prose.text, span),
        section: prose.section.clone(),
        introduction,
        links: links.collect(),
    }
}

fn cut(text: &MappedText, span: TextSpan) -> MappedText {
    let mut part = MappedTextBuilder::new();
    part.push_from(text, span);
    part.finish()
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn bullets_divide_only_what_begins_with_one() {
        let cut = |text: &'static str| items(text).into_iter().map(|span| &text[span.range()]).collect::<Vec<_>>();
        assert_eq!(cut("• Bun: 8 ms • Deno: 24 ms"), ["Bun: 8 ms", "Deno: 24 ms"]);
        assert_eq!(cut("Bun • Deno"), [""; 0]);
        assert_eq!(cut("• one •"), ["one"]);
    }
}
