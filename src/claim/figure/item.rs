//! Items of lists that are a title with figures in parentheses: `"What is your editor?" (4,382 votes)`, `#baking (71,498 posts)`.
//!
//! Comes in: a block's text and a figure in it. Goes out: the title, whatever is said in it.

use crate::document::Role;
use crate::mention::quantity::QuantityMention;
use crate::text::TextSpan;

use super::super::clause::Governor;
use super::super::context::Topic;
use super::super::subject::Subject;
use super::Figures;

impl Figures<'_> {
    /// The title of the list's item that the figure is told of.
    pub(super) fn titled(&self, figure: &QuantityMention) -> Option<Subject> {
        const LONGEST: usize = 400;
        let text = Some(self.scene.reading.text).filter(|text| self.prose.role == Role::ListItem && text.len() <= LONGEST)?;
        let name = title(text, figure.span)?;
        let topic = Topic { name: name.to_owned(), sort: None, plural: false };
        Some(Subject::found(topic, Governor::default(), "title of an item"))
    }
}

/// The marks of quotation that a title may stand in.
const MARKS: &[(char, char)] = &[('"', '"'), ('“', '”'), ('‘', '’'), ('«', '»'), ('„', '“')];

/// The title before the parenthesis that ends `text` and holds `figure`.
fn title(text: &str, figure: TextSpan) -> Option<&str> {
    let whole = text.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let open = text.get(..figure.start)?.rfind('(')?;
    if whole[open + 1..].contains(['(', ')']) || figure.end > whole.len() {
        return None;
    }
    let before = text[..open].trim();
    let quoted = MARKS.iter().find_map(|(open, close)| before.strip_prefix(*open)?.strip_suffix(*close));
    let tagged = || before.strip_prefix(['#', '@']).filter(|word| !word.contains(char::is_whitespace)).map(|_| before);
    quoted.filter(|title| !title.is_empty() && !title.contains(['"', '”'])).or_else(tagged)
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::text::TextSpan;

    #[test]
    fn titles_stand_before_the_parenthesis() {
        let of = |text: &str, figure: &str| {
            let start = text.find(figure).expect("the figure");
            title(text, TextSpan::new(start, start + figure.len())).map(str::to_owned)
        };
        assert_eq!(of("\"What is your editor?\" (4,382 votes)", "4,382").as_deref(), Some("What is your editor?"));
        assert_eq!(of("“Baked 3 loaves” (12 likes).", "12").as_deref(), Some("Baked 3 loaves"));
        assert_eq!(of("#baking (71,498 posts)", "71,498").as_deref(), Some("#baking"));
        assert_eq!(of("\"Baked 3 loaves\" (12 likes)", "3"), None);
        assert_eq!(of("Acme grew (12%)", "12%"), None);
        assert_eq!(of("\"A\" (12 likes) grew", "12"), None);
    }
}
