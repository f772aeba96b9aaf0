//! Markdown to blocks.
//!
//! Comes in: CommonMark with pipe tables, footnotes, definition lists, raw HTML and front matter. Goes out: blocks and what the front
//! matter says. Markdown becomes the same tree as HTML, so that both readings of one article give the same blocks. Code
//! blocks, the listings of Jekyll and the tags of templates are left out.

mod delimiter;
mod listing;
mod template;

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag as Mark, TagEnd};

use super::html::hints;
use super::html::tokens::Fragment;
use super::tree::attribute::{Attribute, AttributeName};
use super::tree::builder::TreeBuilder;
use super::tree::tag::Tag;
use super::tree::{Node, Tree};
use super::{Reading, flow, front_matter};
use crate::text::SourceSpan;

/// Reads the article `text`.
pub(crate) fn read(text: &str) -> Reading {
    let (mut metadata, body) = front_matter::read(text);
    let listed = listing::blanked(&text[body..]);
    let shown = template::blanked(&listed);
    // Most articles hold neither, and need no copy.
    let blanked = matches!(listed, Cow::Owned(_)) || matches!(shown, Cow::Owned(_));
    let whole = if blanked { Cow::Owned(format!("{}{shown}", &text[..body])) } else { Cow::Borrowed(text) };
    let text = &*whole;
    let mut walk = Walk {
        text,
        builder: TreeBuilder::default(),
        html: Fragment::default(),
        in_code: false,
        in_image: false,
        in_markup: false,
        paragraphs: 0,
        head: false,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mended = delimiter::mended(&text[body..]);
    for (event, range) in Parser::new_ext(&mended, options).into_offset_iter() {
        walk.event(event, SourceSpan::new(range.start + body, range.end + body));
    }
    let tree = walk.builder.finish();
    let blocks = flow::blocks(&tree, text, &marks(&tree), std::slice::from_ref(&(0..tree.len())));
    metadata.title = metadata.title.or_else(|| super::heading_title(&blocks));
    Reading { metadata, blocks, diagnostics: Vec::new() }
}

/// What classes in raw HTML say: captions and footnotes. An author who writes Markdown adds no menus to be skipped.
fn marks(tree: &Tree) -> Vec<flow::Mark> {
    let believed = |node: &Node| match hints::mark(tree, node) {
        mark @ (flow::Mark::Caption | flow::Mark::Footnote) => mark,
        _ if hints::is_hidden(tree, node) => flow::Mark::Skip,
        _ => flow::Mark::None,
    };
    if tree.has_attributes() { tree.nodes().iter().map(believed).collect() } else { Vec::new() }
}

/// The parser's events on their way to the tree.
struct Walk<'t> {
    text: &'t str,
    builder: TreeBuilder,
    html: Fragment,
    in_code: bool,
    /// Whether the words are those that stand for an image.
    in_image: bool,
    /// Whether what is indented like code goes on with the HTML above it.
    in_markup: bool,
    /// How many paragraphs the author has written as HTML.
    paragraphs: usize,
    head: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, source: SourceSpan) {
        match event {
            Event::Start(mark) => self.start(mark, source),
            Event::End(end) => self.end(end, source),
            Event::Text(words) if self.in_markup => {
                if source.slice(self.text) == Some(&*words) {
                    self.html.push(&words, source.start);
                }
            }
            Event::Text(_) if self.in_code => {}
            Event::Text(words) => self.words(&words, source),
            Event::Code(words) => self.code(&words, source),
            Event::Html(html) => {
                self.paragraphs += usize::from(html.contains("<p>") || html.contains("<p "));
                self.html.push(&html, source.start);
            }
            Event::InlineHtml(html) => {
                self.paragraphs += usize::from(html.starts_with("<p>") || html.starts_with("<p "));
                self.html.push(&html, source.start);
                self.html.read_into(&mut self.builder);
            }
            Event::SoftBreak | Event::HardBreak => self.builder.atom(" ", source),
            Event::Rule => self.builder.leaf(Tag::Hr, Vec::new(), source),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn words(&mut self, words: &str, source: SourceSpan) {
        if self.in_image && source.slice(self.text) == Some(words) {
            self.builder.text(SourceSpan::new(source.start, source.start + without_size(words).len()));
            return;
        }
        if source.slice(self.text) == Some(words) {
            self.builder.text(source);
        } else {
            self.builder.atom(words, source);
        }
    }
}

impl Walk<'_> {
    /// Inline code: the words between the backticks.
    fn code(&mut self, words: &str, source: SourceSpan) {
        let written = source.slice(self.text).unwrap_or_default();
        let inside = written.trim_matches('`');
        let ticks = written.len() - written.trim_start_matches('`').len();
        let padding = (inside.len() - words.len().min(inside.len())) / 2;
        let start = source.start + ticks + padding;
        let linear = SourceSpan::new(start, start + words.len());
        if linear.slice(self.text) == Some(words) {
            self.builder.text(linear);
        } else {
            self.builder.atom(words, source);
        }
    }

    fn start(&mut self, mark: Mark<'_>, source: SourceSpan) {
        let tag = match mark {
            Mark::Paragraph => Tag::P,
            Mark::Heading { level, .. } => heading(level as u8),
            Mark::BlockQuote(_) => Tag::Blockquote,
            Mark::CodeBlock(CodeBlockKind::Indented) if self.is_markup(source) => {
                self.in_markup = true;
                return;
            }
            Mark::CodeBlock(_) => {
                self.in_code = true;
                Tag::Pre
            }
            Mark::List(None) => Tag::Ul,
            Mark::List(Some(_)) => Tag::Ol,
            Mark::Item => Tag::Li,
            Mark::FootnoteDefinition(_) => Tag::Footnote,
            Mark::DefinitionList => Tag::Dl,
            Mark::DefinitionListTitle => Tag::Dt,
            Mark::DefinitionListDefinition => Tag::Dd,
            Mark::Table(_) => Tag::Table,
            Mark::TableHead => {
                self.head = true;
                self.builder.open_fixed(Tag::Thead, Vec::new(), source);
                Tag::Tr
            }
            Mark::TableRow => Tag::Tr,
            Mark::TableCell => {
                if self.head {
                    Tag::Th
                } else {
                    Tag::Td
                }
            }
            Mark::Strong => Tag::B,
            Mark::Strikethrough => return self.struck(source),
            Mark::Link { link_type, dest_url, .. } => return self.link(link_type, &dest_url, source),
            Mark::Image { .. } => {
                self.in_image = true;
                Tag::Img
            }
            Mark::HtmlBlock | Mark::Emphasis | Mark::Superscript | Mark::Subscript | Mark::MetadataBlock(_) => return,
        };
        self.builder.open_fixed(tag, Vec::new(), source);
    }

    /// Whether the indented block at `source` is no code but goes on with an article that is written in HTML: a blank line ends a block of HTML (CommonMark
    /// 0.31, section 4.6), and the indent of what follows makes it look like code.
    fn is_markup(&self, source: SourceSpan) -> bool {
        self.paragraphs > 2
            && source.slice(self.text).is_some_and(|written| written.trim_start().starts_with('<') && written.contains("</p>"))
    }

    /// Struck-out text is taken back by the author and not read. A single tilde is not meant to strike: "~40 to 50~".
    fn struck(&mut self, source: SourceSpan) {
        let meant = source.slice(self.text).is_some_and(|written| written.starts_with("~~"));
        if !meant {
            self.builder.text(SourceSpan::new(source.start, source.start + 1));
        }
        self.builder.open_fixed(if meant { Tag::Del } else { Tag::Span }, Vec::new(), source);
    }

    fn link(&mut self, link_type: LinkType, url: &str, source: SourceSpan) {
        let url = if link_type == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        let href = Attribute { name: AttributeName::Href, value: url.into(), source: SourceSpan::new(0, 0) };
        self.builder.open_fixed(Tag::A, vec![href], source);
    }

    fn end(&mut self, end: TagEnd, source: SourceSpan) {
        match end {
            TagEnd::Image => {
                self.in_image = false;
                self.builder.close_fixed();
            }
            TagEnd::HtmlBlock => self.html.read_into(&mut self.builder),
            TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
            TagEnd::TableHead => {
                self.head = false;
                self.builder.close_fixed();
                self.builder.close_fixed();
            }
            TagEnd::Strikethrough => {
                self.builder.close_fixed();
                if source.slice(self.text).is_some_and(|written| !written.starts_with("~~")) {
                    self.builder.text(SourceSpan::new(source.end - 1, source.end));
                }
            }
            TagEnd::CodeBlock if self.in_markup => {
                self.in_markup = false;
                self.html.read_into(&mut self.builder);
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.builder.close_fixed();
            }
            _ => self.builder.close_fixed(),
        }
    }
}

/// "occupation|625x500, 100%": the words for an image without the size that forums write behind them.
fn without_size(words: &str) -> &str {
    let Some((described, size)) = words.rsplit_once('|') else { return words };
    let sized = size.split_once('x').is_some_and(|(width, rest)| {
        let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        !width.is_empty() && width.bytes().all(|b| b.is_ascii_digit()) && digits(rest)
    });
    if sized { described } else { words }
}

fn heading(level: u8) -> Tag {
    match level {
        1 => Tag::H1,
        2 => Tag::H2,
        3 => Tag::H3,
        4 => Tag::H4,
        5 => Tag::H5,
        _ => Tag::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn sizes_behind_the_words_for_an_image_are_left_out() {
        assert_eq!(without_size("mills|625x500, 100%"), "mills");
        assert_eq!(without_size("mills|625x500"), "mills");
        assert_eq!(without_size("mills | 40% more"), "mills | 40% more");
    }

    #[test]
    fn an_article_in_html_goes_on_below_a_blank_line() {
        let page = "<div><p>One.</p><p>Two.</p><p>Three.</p></div>\n\n<p>Four.</p>\n\n<p>Five.</p>\n\n        <span></span><p>Boats grew by 4% in 2025.</p><p>Fewer than 900 sank.</p>\n";
        let texts = |text: &str| -> Vec<String> {
            let words =
                |block: &Block| if let Block::Prose(prose) = block { prose.text.as_str().to_owned() } else { String::new() };
            read(text).blocks.iter().map(words).collect()
        };
        let read = texts(page);
        assert!(
            read.contains(&"Boats grew by 4% in 2025.".to_owned()) && read.contains(&"Fewer than 900 sank.".to_owned()),
            "{read:?}"
        );
        assert!(!texts("Write this:\n\n    <p>Boats grew by 4% in 2025.</p>\n").iter().any(|text| text.contains("4%")));
    }
}
