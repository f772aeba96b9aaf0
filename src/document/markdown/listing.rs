//! Listings that Liquid, the templates of Jekyll, sets off: `{% highlight ruby %} … {% endhighlight %}` (Jekyll's documentation, "Liquid tags").
//!
//! Comes in: Markdown. Goes out: the same text, byte for byte as long, with blanks for what such listings hold, so that the places of all other words
//! stay what they are. A mark that is never ended sets nothing off, and one inside a fenced code block is code.

use std::borrow::Cow;

/// `text` without its listings.
pub(super) fn blanked(text: &str) -> Cow<'_, str> {
    if !text.contains("endhighlight") {
        return Cow::Borrowed(text);
    }
    let mut blanked = Cow::Borrowed(text);
    let mut fence = Fence::default();
    // Where what is not yet read begins: an end behind it closes a listing.
    let mut read = 0;
    for line in text.split_inclusive('\n') {
        let start = offset(text, line);
        if start < read {
            continue;
        }
        let words = bare(line);
        match mark(words, "highlight").filter(|_| !fence.is_open()) {
            Some(_) => {
                let Some(end) = end_of_listing(text, start + line.len() - words.len()) else { break };
                let within = &text[start..end];
                let blank: String = within.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
                blanked.to_mut().replace_range(start..end, &blank);
                read = end;
            }
            None => fence.read(line),
        }
    }
    blanked
}

/// Where `line` stands in `text`, which it is a part of.
fn offset(text: &str, line: &str) -> usize {
    line.as_ptr() as usize - text.as_ptr() as usize
}

/// Behind the end mark of the listing that opens at `start`.
fn end_of_listing(text: &str, start: usize) -> Option<usize> {
    let marks = text[start..].match_indices("{%").map(|(at, _)| start + at);
    marks.into_iter().find_map(|at| mark(&text[at..], "endhighlight").map(|len| at + len))
}

/// The length of the mark `name` that `words` begin with: "{% name … %}", "{%- name -%}".
fn mark(words: &str, name: &str) -> Option<usize> {
    let inner = words.strip_prefix("{%")?;
    let tag = inner.strip_prefix('-').unwrap_or(inner).trim_start();
    let rest = tag.strip_prefix(name).filter(|rest| rest.starts_with([' ', '\t', '%', '-']))?;
    let line = rest.split('\n').next().unwrap_or_default();
    let close = line.find("%}")? + 2;
    Some(words.len() - rest.len() + close)
}

/// Whether the lines read so far leave a fenced code block open.
#[derive(Default)]
pub(super) struct Fence(Option<(char, usize)>);

impl Fence {
    /// Reads the next line.
    pub(super) fn read(&mut self, line: &str) {
        let words = bare(line);
        self.0 = match self.0 {
            Some(open) if closes(words, open) => None,
            None => opened(words),
            open => open,
        };
    }

    pub(super) fn is_open(&self) -> bool {
        self.0.is_some()
    }
}

/// A line without its indentation and the marks of quotations.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// The fence that a line of code begins with: its character and how often it stands there.
fn opened(words: &str) -> Option<(char, usize)> {
    let sign = words.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = words.len() - words.trim_start_matches(sign).len();
    (len >= 3 && !(sign == '`' && words[len..].contains('`'))).then_some((sign, len))
}

fn closes(words: &str, (sign, len): (char, usize)) -> bool {
    let rest = words.trim_end().trim_start_matches(sign);
    rest.is_empty() && words.trim_end().len() >= len
}

#[cfg(test)]
mod tests {
    use super::blanked;

    /// What is left of `text`, in words.
    fn left(text: &str) -> String {
        let blanked = blanked(text);
        assert_eq!(blanked.len(), text.len(), "{text}");
        blanked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_a_listing_holds_is_blanked() {
        assert_eq!(left("One.\n\n{% highlight ruby %}\nputs 12\n{% endhighlight %}\n\nTwo."), "One. Two.");
        assert_eq!(left("{%- highlight go linenos -%}\n<b>é 12</b>\n{%- endhighlight -%} Two."), "Two.");
        assert_eq!(
            left("{% highlight sh %}\n```\n{% endhighlight %}\nTwo.\n```\n3\n```"),
            "Two. ``` 3 ```",
            "the end stands in a fence"
        );
        assert_eq!(
            left("{% highlight a %}1{% endhighlight %} One. {% highlight b %}\n2\n{% endhighlight %}Two."),
            "One. {% highlight b %} 2 {% endhighlight %}Two."
        );
    }

    #[test]
    fn words_that_no_listing_holds_stay() {
        let kept = [
            "{% highlight ruby %}\nputs 12\n\nGrew by 4%.",
            "Write `{% highlight ruby %}` and `{% endhighlight %}` around it: 12 lines.",
            "```\n{% highlight ruby %}\n```\nGrew by 4%.\n```\n{% endhighlight %}\n```",
            "{% endhighlight %}\n{% highlight ruby %}\n4",
            "{% highlights %}\n4\n{% endhighlight %}",
        ];
        for text in kept {
            assert_eq!(left(text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
