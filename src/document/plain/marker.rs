//! Markers of list items.
//!
//! Comes in: a line. Goes out: the bullet or number it begins with. Whether a numbered line is an item or a heading is decided
//! from what stands around it, elsewhere.

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Bullet,
    /// A number of one part: "3.", "(3)", "3)".
    Number(u32),
    /// A number of several parts: "2.1", "2.1.4".
    Section {
        /// How many parts.
        depth: usize,
    },
    /// A letter or small Roman number: "a)", "(iv)".
    Letter,
}

const BULLETS: &[char] =
    &['•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '►', '➤', '➢', '✓', '✔', '✗', '✘', '⁃', '∙', '·', '\u{f0b7}', '\u{f0a7}'];

/// The marker at the beginning of `text` and its length with the white space after it.
pub(super) fn read(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    let spaced = |len: usize| {
        let rest = &text[len..];
        let space = rest.len() - rest.trim_start().len();
        (space > 0 && space < rest.len()).then_some(len + space)
    };
    if BULLETS.contains(&first) {
        let rest = text[first.len_utf8()..].trim_start();
        return (!rest.is_empty()).then_some((Marker::Bullet, text.len() - rest.len()));
    }
    if matches!(first, '-' | '*' | '+' | '–' | '—') {
        return spaced(first.len_utf8()).map(|len| (Marker::Bullet, len));
    }
    let (marker, len) = number(text).or_else(|| letter(text))?;
    spaced(len).map(|len| (marker, len))
}

fn number(text: &str) -> Option<(Marker, usize)> {
    let opened = usize::from(text.starts_with('('));
    let body = &text[opened..];
    let len = body.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(body.len());
    let digits = body[..len].trim_end_matches('.');
    let parts: Vec<&str> = digits.splitn(5, '.').collect();
    if parts.len() > 4 || parts.iter().any(|part| part.is_empty() || part.len() > 3) {
        return None;
    }
    let closed = body[len..].starts_with(')');
    if parts.len() == 1 {
        let marked = closed || (opened == 0 && body[..len].ends_with('.'));
        return (marked && (opened == 0 || closed))
            .then(|| (Marker::Number(parts[0].parse().unwrap_or(0)), opened + len + usize::from(closed)));
    }
    let section = opened == 0 && !closed && parts.iter().all(|part| part.len() <= 2 && !part.starts_with('0'));
    section.then_some((Marker::Section { depth: parts.len() }, len))
}

fn letter(text: &str) -> Option<(Marker, usize)> {
    let opened = usize::from(text.starts_with('('));
    let body = &text[opened..];
    let len = body.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(body.len());
    let label = &body[..len];
    let roman = (1..=5).contains(&len) && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let single = len == 1;
    let closed = body[len..].starts_with(')');
    let dotted = opened == 0 && single && label.bytes().all(|b| b.is_ascii_lowercase()) && body[len..].starts_with('.');
    ((roman || single) && (closed || dotted)).then_some((Marker::Letter, opened + len + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read_with_their_white_space() {
        assert_eq!(read("• 45% growth"), Some((Marker::Bullet, 4)));
        assert_eq!(read("-  item"), Some((Marker::Bullet, 3)));
        assert_eq!(read("3. Results"), Some((Marker::Number(3), 3)));
        assert_eq!(read("(12) twelve"), Some((Marker::Number(12), 5)));
        assert_eq!(read("2.1 Method"), Some((Marker::Section { depth: 2 }, 4)));
        assert_eq!(read("2.1. Method"), Some((Marker::Section { depth: 2 }, 5)));
        assert_eq!(read("(iv) more"), Some((Marker::Letter, 5)));
        assert_eq!(read("a) more"), Some((Marker::Letter, 3)));
    }

    #[test]
    fn figures_and_words_are_no_markers() {
        for text in [
            "-5% growth",
            "1.5 million users",
            "2024. The year",
            "3 Results",
            "",
            "-",
            "U.S. sales",
            "3.",
            "45% of them",
            "I. Case",
        ] {
            assert!(
                !matches!(read(text), Some((Marker::Bullet | Marker::Number(_) | Marker::Letter, _))),
                "{text}: {:?}",
                read(text)
            );
        }
    }
}
