//! What a line's first words say that it is.
//!
//! Comes in: the words of a block. Goes out: whether they name a source, begin a caption, or invite to read something else.
//! Only lines that are short enough to be such a thing are taken for one.

/// Longer lines are sentences of the article, whatever they begin with.
const LINE_BYTES_MAX: usize = 400;

/// Whether the line names where a table or figure comes from: "Source: Gartner (2026)".
pub fn is_source_line(words: &str) -> bool {
    if words.len() > LINE_BYTES_MAX {
        return false;
    }
    let words = words.trim_start_matches(['*', '†', ' ', '(', '[']);
    let Some((label, rest)) = words.split_once([':', '：', '–', '—']) else { return false };
    let label = label.trim().to_ascii_lowercase();
    let label = ["data ", "chart ", "table ", "figure "].iter().find_map(|kind| label.strip_prefix(kind)).unwrap_or(&label);
    !rest.trim().is_empty() && matches!(label, "source" | "sources" | "source(s)")
}

/// Whether the line is the title of a numbered figure or table: "Figure 3: Latency by runtime".
pub fn is_numbered_caption(words: &str) -> bool {
    let Some((kind, rest)) = words.split_once(' ').filter(|_| words.len() <= LINE_BYTES_MAX) else { return false };
    let kind = kind.trim_end_matches('.').to_ascii_lowercase();
    let known =
        matches!(&*kind, "figure" | "fig" | "chart" | "table" | "graph" | "exhibit" | "image" | "photo" | "diagram" | "listing");
    let number = rest.trim_start().bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    let (number, after) = rest.trim_start().split_at(number);
    let numbered = number.starts_with(|c: char| c.is_ascii_digit()) || number.trim_end_matches('.').len() == 1;
    let ended = number.ends_with('.') || after.is_empty() || after.trim_start().starts_with([':', '–', '—', '|', '-']);
    known && numbered && ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_lines() {
        for line in
            ["Source: Gartner (2026)", "Sources: IDC, Gartner", "(Source: TechEmpower R23)", "Data source — Stack Overflow"]
        {
            assert!(is_source_line(line), "{line}");
        }
        for line in ["Source code: 5 MB", "Sources say that revenue rose: 5%", "Source:", "The source: a leak"] {
            assert!(!is_source_line(line), "{line}");
        }
    }

    #[test]
    fn numbered_captions() {
        for line in [
            "Figure 3: Latency",
            "Table 2.1 – Cost",
            "Chart 4:  SQLite write latency",
            "Fig. 7. Growth",
            "Table 9",
            "Exhibit A: Letter",
        ] {
            assert!(is_numbered_caption(line), "{line}");
        }
        for line in ["Figure 3 shows that latency fell by 40%.", "Table service costs $5: a lot", "Figures: 5"] {
            assert!(!is_numbered_caption(line), "{line}");
        }
    }
}
