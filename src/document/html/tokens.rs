//! HTML to tree-building calls.
//!
//! Comes in: a page, or a piece of HTML that Markdown holds. Goes out: start tags, end tags and text with their places in
//! the source, given to a [`TreeBuilder`]. The tokenizer is html5gum; what its tokens mean is the builder's affair.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::document::tree::attribute::{Attribute, AttributeName};
use crate::document::tree::builder::TreeBuilder;
use crate::document::tree::tag::Tag;
use crate::text::SourceSpan;

/// The longest attribute value that is kept: addresses and class lists are shorter, embedded pictures longer.
const VALUE_BYTES_MAX: usize = 4096;

/// A piece of HTML whose parts may stand apart in the source, as in a quotation whose lines begin with `>`.
#[derive(Debug, Default)]
pub struct Fragment {
    text: String,
    /// Where each part begins, in `text` and in the source.
    parts: Vec<(usize, usize)>,
}

impl Fragment {
    /// Appends a part that stands at `at` in the source.
    pub fn push(&mut self, text: &str, at: usize) {
        if self.parts.last().is_none_or(|(start, source)| source + (self.text.len() - start) != at) {
            self.parts.push((self.text.len(), at));
        }
        self.text.push_str(text);
    }

    /// Gives the piece to `builder` and empties it.
    pub fn read_into(&mut self, builder: &mut TreeBuilder) {
        tokenize(&self.text, &self.parts, builder);
        self.text.clear();
        self.parts.clear();
    }
}

/// Gives a page that begins at byte `from` of `text` to `builder`.
pub fn read_page(text: &str, from: usize, builder: &mut TreeBuilder) {
    tokenize(&text[from..], &[(0, from)], builder);
}

fn tokenize(text: &str, parts: &[(usize, usize)], builder: &mut TreeBuilder) {
    let calls = Calls { text, parts, builder, tag: Tag::Other, attributes: Vec::new(), attribute: None, start: 0 };
    let mut emitter = CallbackEmitter::<_, (), usize>::new(calls);
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).for_each(drop);
}

/// Turns the tokenizer's events into calls of the builder.
struct Calls<'t> {
    text: &'t str,
    parts: &'t [(usize, usize)],
    builder: &'t mut TreeBuilder,
    tag: Tag,
    attributes: Vec<Attribute>,
    /// The attribute whose value comes next, unless nobody looks at it.
    attribute: Option<AttributeName>,
    start: usize,
}

impl Callback<(), usize> for Calls<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::named(name);
                self.start = span.start;
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attribute_name(name),
            CallbackEvent::AttributeValue { value } => self.attribute_value(value, span),
            CallbackEvent::CloseStartTag { .. } => {
                let source = SourceSpan::new(self.place(self.start), self.place(span.end));
                self.builder.start_tag(self.tag, std::mem::take(&mut self.attributes), source);
            }
            CallbackEvent::EndTag { name } => self.builder.end_tag(Tag::named(name)),
            CallbackEvent::String { .. } => self.words(span),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl Calls<'_> {
    fn attribute_name(&mut self, name: &[u8]) {
        self.attribute = AttributeName::named(name);
        if let Some(name) = self.attribute {
            let source = SourceSpan::new(0, 0);
            self.attributes.push(Attribute { name, value: Box::default(), source });
        }
    }

    fn attribute_value(&mut self, value: &[u8], span: Span<usize>) {
        let source = SourceSpan::new(self.place(span.start), self.place(span.end));
        let wanted = self.attribute.take().is_some() && value.len() <= VALUE_BYTES_MAX;
        if let Some(attribute) = self.attributes.last_mut().filter(|_| wanted) {
            attribute.value = String::from_utf8_lossy(value).into();
            attribute.source = source;
        }
    }

    fn words(&mut self, span: Span<usize>) {
        let verbatim = matches!(self.builder.innermost(), Some(Tag::Script | Tag::Style | Tag::Noscript | Tag::Iframe));
        let mut at = span.start;
        while at < span.end {
            let part = self.part(at);
            let next = self.parts.get(part + 1).map_or(span.end, |(start, _)| span.end.min(*start));
            let Some(words) = self.text.get(at..next) else { return };
            let place = self.place(at);
            if verbatim {
                self.builder.text(SourceSpan::new(place, place + words.len()));
            } else {
                self.builder.html_text(words, place);
            }
            at = next;
        }
    }

    /// The part that holds byte `at` of the piece.
    fn part(&self, at: usize) -> usize {
        self.parts.partition_point(|(start, _)| *start <= at).saturating_sub(1)
    }

    /// The place in the source of byte `at` of the piece.
    fn place(&self, at: usize) -> usize {
        self.parts.get(self.part(at)).map_or(at, |(start, source)| source + (at - start))
    }
}
