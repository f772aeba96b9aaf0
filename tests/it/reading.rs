//! Reading: pages and articles as blocks, the same article in two formats, and input that is broken on purpose.

use std::fmt::Write;
use std::time::{Duration, Instant};

use claimbase::document::{self, Block, Document, Media, Role, Table};
use claimbase::source::{self, Source, SourceError};
use claimbase::text::{MappedText, TextSpan};
use proptest::prelude::*;

fn read(text: &str, media: Media) -> Document {
    document::read(&Source::from_bytes("article", text.as_bytes(), Some(media)).expect("text is read"))
}

/// Every block on a line, as a person would note it down: its role, what introduces it, its words.
fn noted(document: &Document) -> String {
    let mut notes = String::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let (label, words, introduction) = match block {
            Block::Prose(prose) => (format!("{:?}", prose.role), prose.text.as_str().to_owned(), prose.introduction),
            Block::Table(table) => (format!("Table({})", table.header_rows), noted_table(table), table.introduction),
        };
        let introduced = introduction.map(|above| format!(" <{above}")).unwrap_or_default();
        writeln!(notes, "{at}{introduced} {label}: {words}").expect("a string can be written to");
    }
    notes
}

fn noted_table(table: &Table) -> String {
    let mut notes = format!(
        "{} / {}",
        table.caption.as_ref().map_or("-", |caption| caption.as_str()),
        table.source_line.as_ref().map_or("-", |line| line.as_str())
    );
    for row in table.header_rows..table.rows.len() {
        let headers = table.row_headers(row).join(" > ");
        let group = table.row_group(row).map(|group| format!("[{group}] ")).unwrap_or_default();
        let cells = table.rows[row].cells.iter().filter(|cell| !table.is_row_header_column(cell.column));
        let cells: Vec<String> =
            cells.map(|cell| format!("{} = {}", table.header_texts(cell.column).join(" > "), cell.text.as_str())).collect();
        write!(notes, "\n    {group}{headers}: {}", cells.join("; ")).expect("a string can be written to");
    }
    notes
}

fn page(name: &str) -> Document {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pages").join(name);
    document::read(&Source::open(&path).expect("the page is there"))
}

#[test]
fn a_newspaper_page_is_its_article() {
    let document = page("regional-daily.html");
    assert_eq!(document.metadata.title.as_deref(), Some("Tram depot opens after £212m overspend row"));
    assert_eq!(document.metadata.date.as_deref(), Some("2026-03-04"));
    assert_eq!(document.metadata.authors, ["Priya Anand", "Tom Hale"]);
    assert_eq!(document.metadata.publisher.as_deref(), Some("Northmoor Courier"));
    assert_eq!(document.metadata.url.as_deref(), Some("https://courier.example/transport/tram-depot-opens"));
    insta::assert_snapshot!(noted(&document));
}

#[test]
fn a_page_laid_out_with_tables_and_line_breaks_is_its_article() {
    let document = page("old-newsletter.html");
    assert_eq!(document.metadata.authors, ["Jörg Lindqvist"]);
    assert_eq!(document.metadata.publisher.as_deref(), Some("Benchmark Weekly"));
    insta::assert_snapshot!(noted(&document));
}

#[test]
fn a_company_page_made_by_a_generator_is_its_article() {
    let document = page("company-blog.html");
    assert_eq!(document.metadata.date.as_deref(), Some("2026-02-17"));
    assert_eq!(document.metadata.authors, ["Ines Duarte"]);
    insta::assert_snapshot!(noted(&document));
}

const MARKDOWN: &str = "\
---
title: Rivers
---
# Rivers

The [Elbe](https://elbe.example) fell by **40%** &ndash; a record:

- In Dresden 1\\*:
  - 50 cm

  Boats stopped.
- In Magdeburg, `46` cm[^1]

| River | Fall |
|---|---:|
| Elbe | 40&nbsp;% |
| Oder | 31 % |

Source: Gauges 2026

> It was dry,<br> she said.

![A dry river bed](dry.jpg)

## Next

1. Rain ~~fell~~ rose 3x

[^1]: Since 1901.
";

const PAGE: &str = "\
<!doctype html><title>Rivers</title><body><article><h1>Rivers</h1>
<p>The <a href='https://elbe.example'>Elbe</a> fell by <b>40%</b> &ndash; a record:
<ul><li>In Dresden 1*:<ul><li>50 cm</ul><p>Boats stopped.</p><li>In Magdeburg, <code>46</code> cm<sup>1</sup></ul>
<table><thead><tr><th>River<th>Fall</thead><tr><td>Elbe<td>40&nbsp;%<tr><td>Oder<td>31 %</table>
<p>Source: Gauges 2026</p><blockquote>It was dry,<br> she said.</blockquote><p><img src=dry.jpg alt='A dry river bed'></p>
<h2>Next</h2><ol><li>Rain <s>fell</s> rose 3x</ol><div class=footnotes><p>Since 1901.</div></article>";

#[test]
fn markdown_and_html_of_one_article_give_the_same_blocks() {
    let (markdown, page) = (read(MARKDOWN, Media::Markdown), read(PAGE, Media::Html));
    assert_eq!(noted(&markdown), noted(&page));
    assert_eq!(markdown.metadata.title, page.metadata.title);
    insta::assert_snapshot!(noted(&markdown));
}

#[test]
fn html_inside_markdown_keeps_its_place() {
    let text = "- One\n\n  <table>\n    <tr><td><b>Tool</b></td><td><b>Speed</b></td></tr>\n    <tr><td>Ripper</td><td>5 GB/s<br/>cold</td></tr>\n  </table>\n\n  <div class=\"caption-center\"> Speeds &amp; tools </div>\n\n> <p>Up\n> 7%</p>\n";
    let document = read(text, Media::Markdown);
    assert_eq!(
        noted(&document),
        "0 ListItem: One\n1 <0 Table(1): - / -\n    Ripper: Speed = 5 GB/s cold\n2 <0 Caption: Speeds & tools\n3 Quotation: Up 7%\n"
    );
    assert_spans(&document);
}

#[test]
fn links_keep_their_words_and_their_address() {
    let document = read("Says *the [Gartner  \nreport](https://g.example/a)*, not [this][x].\n\n[x]: /y\n", Media::Markdown);
    let Block::Prose(prose) = &document.blocks[0] else { panic!("a paragraph was written") };
    let links: Vec<_> = prose.links.iter().map(|link| (link.span.slice(prose.text.as_str()), &*link.url)).collect();
    assert_eq!(links, [(Some("Gartner report"), "https://g.example/a"), (Some("this"), "/y")]);
}

/// Every part of every text stands in the source, and plain words stand there as they are.
fn assert_spans(document: &Document) {
    for block in &document.blocks {
        match block {
            Block::Prose(prose) => {
                assert_text(&prose.text, &document.text);
                for link in &prose.links {
                    assert!(link.span.slice(prose.text.as_str()).is_some());
                }
            }
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| assert_text(&cell.text, &document.text));
                [&table.caption, &table.source_line].into_iter().flatten().for_each(|text| assert_text(text, &document.text));
            }
        }
    }
}

fn assert_text(text: &MappedText, source: &str) {
    let words = text.as_str();
    assert!(text.whole_source_span().slice(source).is_some(), "{words:?}");
    assert_eq!(words.trim(), words);
    let mut last = 0;
    for (at, c) in words.char_indices() {
        let span = text.source_span(TextSpan::new(at, at + c.len_utf8()));
        let written = span.slice(source).unwrap_or_else(|| panic!("{c:?} of {words:?} is at {span:?}"));
        assert!(span.start >= last, "{words:?} goes back at {at}");
        last = span.start;
        assert!(written.len() != c.len_utf8() || c == ' ' || written.starts_with([c, '&']), "{c:?} of {words:?} is {written:?}");
    }
}

#[test]
fn every_word_of_the_cases_stands_in_its_source() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files: Vec<_> = source::walk(&root).into_iter().map(|file| file.expect("the cases can be read")).collect();
    assert!(files.len() > 3);
    for file in files {
        assert_spans(&document::read(&Source::open(&file).expect("a case is text")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mix_of_markup_keeps_its_places(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let text = format!("a{}", pieces.concat());
        for media in [Media::Markdown, Media::Html, Media::Plain] {
            let document = read(&text, media);
            assert_spans(&document);
            for (at, block) in document.blocks.iter().enumerate() {
                let introduction = match block {
                    Block::Prose(prose) => prose.introduction,
                    Block::Table(table) => table.introduction,
                };
                prop_assert!(introduction.is_none_or(|above| above < at));
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        for media in [Media::Markdown, Media::Html, Media::Plain] {
            if let Ok(source) = Source::from_bytes("x", text.as_bytes(), Some(media)) {
                assert_spans(&document::read(&source));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = Source::from_bytes("x", &bytes, None) {
            document::read(&source);
        }
    }
}

/// Bits of markup that get in each other's way.
const PIECES: &[&str] = &[
    "words 5% ",
    "é ",
    "\u{a0}",
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&hellip",
    "&bogus;",
    "& ",
    "\u{ad}",
    "\u{feff}",
    "¹",
    "²",
    "<sup>2</sup>",
    "10<sup>6</sup>",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\t",
    "    ",
    "# ",
    "## h\n\n",
    "- ",
    "* ",
    "1. ",
    "> ",
    "**",
    "*",
    "_",
    "~",
    "~~",
    "`",
    "``",
    "```\n",
    "[",
    "](u)",
    "![",
    "](i.png)",
    "[^1]",
    "\n[^1]: ",
    "\\",
    "\\*",
    "|",
    "\n|a|b|\n|-|-|\n|1|2|\n",
    "\n: ",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class=caption>",
    "<div class=related>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<br>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<dl><dt>",
    "<dd>",
    "<table>",
    "<tr>",
    "<td>",
    "<td colspan=2 rowspan=3>",
    "<th>",
    "</td>",
    "</tr>",
    "</table>",
    "<thead>",
    "<caption>",
    "</caption>",
    "<a href=#x>",
    "<a href=y>",
    "</a>",
    "<img alt='a b &lt; c'>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!-- ",
    " -->",
    "<title>",
    "</title>",
    "<article>",
    "</article>",
    "<html>",
    "</body>",
    "<span hidden>",
    "</span>",
    "<del>",
    "</del>",
    "<code>",
    "</code>",
    "<",
    ">",
    "</",
    "<p class=\"",
    "\"",
    "'",
    "---\n",
    "+++\n",
    "Source: x",
    "Figure 1: x",
    "By Jane Doe",
    "<footer>",
    "<nav>",
    "</nav>",
    "<template>",
    "<svg>",
    "</svg>",
];

#[test]
fn what_cannot_be_read_says_why_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file can be written");
        path
    };
    let refused = |name: &str, bytes: &[u8]| Source::open(&write(name, bytes)).expect_err("it is no article");
    assert!(matches!(refused("empty.md", b""), SourceError::Empty { .. }));
    assert!(matches!(refused("blank.txt", b"\xef\xbb\xbf \r\n"), SourceError::Empty { .. }));
    assert!(matches!(refused("scan.txt", b"%PDF-1.4 text"), SourceError::Binary { .. }));
    assert!(matches!(refused("nul.html", b"<p>a\0b</p>"), SourceError::Binary { .. }));
    assert!(matches!(Source::open(folder.path()), Err(SourceError::Read { .. })));
    let missing = Source::open(&folder.path().join("missing.md")).expect_err("there is none");
    assert!(missing.to_string().contains("missing.md") && !missing.help().is_empty());
    let large = Source::open_within(&write("large.txt", b"0123456789"), 9).expect_err("it is too large");
    assert_eq!(large.to_string().rsplit("large.txt ").next(), Some("is too large: 10 bytes where at most 9 bytes are read"));
}

#[test]
fn encodings_are_found_out() {
    let utf_16: Vec<u8> = "\u{feff}# Größe\n\nUp 5 %".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let source = Source::from_bytes("-", &utf_16, None).expect("it is text");
    assert_eq!((source.encoding, source.media), ("UTF-16LE", Media::Plain));
    let page = b"<html><meta charset='iso-8859-1'><p>\x93Caf\xe9\x94 up 5\xa0%";
    let source = Source::from_bytes("-", page, None).expect("it is text");
    assert_eq!((source.encoding, source.media), ("windows-1252", Media::Html));
    assert_eq!(noted(&document::read(&source)), "0 Paragraph: “Café” up 5 %\n");
    let marked = Source::from_bytes("a.md", "\u{feff}---\ntitle: T\n---\n# Head\n".as_bytes(), None).expect("it is text");
    let document = document::read(&marked);
    assert_eq!(document.metadata.title.as_deref(), Some("T"));
    assert_spans(&document);
}

#[test]
fn folders_are_walked_in_order() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["b.md", "a/z.html", "a/.hidden.md", ".git/x.md", "c.pdf", "a/b.TXT"] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
        std::fs::write(path, "x").expect("a file can be written");
    }
    let names: Vec<_> = source::walk(folder.path()).into_iter().map(|file| file.expect("it can be read")).collect();
    assert_eq!(names, ["a/b.TXT", "a/z.html", "b.md"].map(|name| folder.path().join(name)));
    assert!(matches!(source::walk(&folder.path().join(".git"))[..], [Ok(_)]));
    std::fs::create_dir(folder.path().join("none")).expect("a folder can be made");
    assert!(matches!(source::walk(&folder.path().join("none"))[..], [Err(SourceError::NoArticles { .. })]));
}

/// Nesting, length and width that no article has. In debug builds each takes a second or two; quadratic code would take hours.
#[test]
fn no_shape_of_input_overflows_or_hangs() {
    const DEEP: usize = 100_000;
    let started = Instant::now();
    let deep = |open: &str| format!("start {}deep words, 5% of them", open.repeat(DEEP));
    for open in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>", "<a href=x>t", "<span></i>"] {
        let document = read(&deep(open), Media::Html);
        assert!(noted(&document).contains("deep words, 5% of them"), "{open}");
        read(&deep(open), Media::Markdown);
    }
    for open in [">", "*a **b ", "[", "![", "[a](", "- <div>\n", "`", "<!--"] {
        read(&deep(open), Media::Markdown);
    }
    let columns = 10_000;
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
    let pipes = read(&format!("{}{}{}", row("h"), row("-"), row("5%").repeat(3)), Media::Markdown);
    let tags = read(&format!("<table>{}</table>", format!("<tr>{}", "<td>5%".repeat(columns)).repeat(3)), Media::Html);
    for document in [&pipes, &tags] {
        let Block::Table(table) = &document.blocks[0] else { panic!("a table was written") };
        assert_eq!(table.columns(), columns);
        assert!(table.cell(2, columns - 1).is_some_and(|cell| cell.text.as_str() == "5%"));
    }
    let spans =
        format!("<table>{}</table>", format!("<tr>{}{}", "<td rowspan=999>x".repeat(2000), "<tr><td>y".repeat(500)).repeat(3));
    read(&spans, Media::Html);
    assert!(started.elapsed() < Duration::from_secs(120), "{:?}", started.elapsed());
}

#[test]
fn a_very_long_line_is_read_in_one_go() {
    let line = "Revenue rose 5% to $3m. ".repeat(64 * 1024 * 1024 / 24);
    for media in [Media::Markdown, Media::Html] {
        let document = read(&line, media);
        assert_eq!(document.blocks.len(), 1);
        let Block::Prose(prose) = &document.blocks[0] else { panic!("it is running text") };
        assert_eq!(prose.role, Role::Paragraph);
        assert_eq!(prose.text.as_str().len(), line.trim_end().len());
    }
}
