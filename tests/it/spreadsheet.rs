//! `export --format csv` and back by `import`: what a spreadsheet does to a table, what an editor does in it, and what becomes of both.

use claimbase::review::{Review, Status};
use csv::{ReaderBuilder, Terminator, WriterBuilder};

use crate::desk::{Desk, Run};

/// A table in the hands of a spreadsheet: the header and the rows.
#[derive(Clone)]
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The table as exported.
    fn of(desk: &Desk) -> Self {
        let run = desk.run(&["export", "--format", "csv"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let mut reader = ReaderBuilder::new().from_reader(run.out.as_bytes());
        let header = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        Self { header, rows }
    }

    fn column(&self, name: &str) -> usize {
        self.header.iter().position(|column| column == name).unwrap_or_else(|| panic!("{name}"))
    }

    /// The index of the row whose claim has these words.
    fn row(&self, words: &str) -> usize {
        let column = self.column("claim");
        self.rows.iter().position(|row| row[column].contains(words)).unwrap_or_else(|| panic!("{words}"))
    }

    /// Types into cells of the row whose claim has these words.
    fn fill(&mut self, words: &str, cells: &[(&str, &str)]) -> &mut Self {
        let row = self.row(words);
        for (name, cell) in cells {
            let column = self.column(name);
            self.rows[row][column] = (*cell).to_owned();
        }
        self
    }

    /// Saved with `separator` between cells and lines ended as `terminator` says.
    fn saved(&self, separator: u8, terminator: Terminator) -> String {
        let mut writer = WriterBuilder::new().delimiter(separator).terminator(terminator).from_writer(Vec::new());
        std::iter::once(&self.header).chain(&self.rows).for_each(|row| writer.write_record(row).expect("written"));
        String::from_utf8(writer.into_inner().expect("a table")).expect("UTF-8")
    }

    fn import(&self, desk: &Desk, more: &[&str]) -> Run {
        desk.write("back.csv", self.saved(b',', Terminator::CRLF));
        desk.run(&[&["import", "back.csv"], more].concat())
    }
}

/// What a person types for the claim on Quarkus' growth.
const VERIFIED: [(&str, &str); 3] =
    [("status", "verified"), ("evidence_url", "https://example.org/trends"), ("evidence_quote", "Quarkus: +73 %")];

fn review_of(desk: &Desk, words: &str) -> Option<Review> {
    desk.claim(words).reviews.into_iter().rfind(|review| !review.retracted)
}

#[test]
fn a_table_that_nobody_changed_does_nothing() {
    let desk = Desk::filled();
    desk.run(&["dispute", &desk.id("Netflix cut"), "--note", "=SUM(A1) is\nwhat -they- say"]);
    let before = desk.run(&["export", "--everything"]).out;
    let run = Sheet::of(&desk).import(&desk, &[]);
    assert_eq!((run.out.as_str(), run.code), ("0 reviews by Ann recorded, 10 rows unchanged, 0 refused\n", Some(0)), "{run:?}");
    assert_eq!(desk.run(&["export", "--everything"]).out, before);
}

#[test]
fn changed_rows_become_reviews_by_the_same_rules() {
    let desk = Desk::filled();
    let mut sheet = Sheet::of(&desk);
    sheet.fill("Quarkus grew", &VERIFIED);
    sheet.fill(
        "Netflix cut",
        &[("status", "Needs Context"), ("evidence_url", "https://example.org/n"), ("note", "One quarter only.")],
    );
    sheet.fill("Deno raised", &[("status", "unverifiable")]);
    let run = sheet.import(&desk, &["--by", "Bea"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("unverified → verified  Searches for Quarkus grew by 73% in 2026."), "{}", run.out);
    assert!(run.out.ends_with("3 reviews by Bea recorded, 7 rows unchanged, 0 refused\n"), "{}", run.out);
    let review = review_of(&desk, "Quarkus grew").expect("a review");
    assert_eq!((review.status, review.by.as_str()), (Status::Verified, "Bea"));
    assert_eq!(review.evidence[0].url.as_deref(), Some("https://example.org/trends"));
    assert_eq!((review.evidence[0].quote.as_deref(), review.evidence[0].quote_checked), (Some("Quarkus: +73 %"), false));
    assert_eq!(review_of(&desk, "Netflix cut").expect("a review").status, Status::NeedsContext);
    assert_eq!(review_of(&desk, "Deno raised").expect("a review").status, Status::Unverifiable);
    let again = sheet.import(&desk, &[]);
    assert_eq!(again.code, Some(2), "the same table a second time is a conflict: {again:?}");
    assert!(again.out.contains("0 reviews by Ann recorded, 7 rows unchanged, 3 refused"), "{}", again.out);
}

#[test]
fn a_dry_run_says_the_same_and_records_nothing() {
    let desk = Desk::filled();
    let mut sheet = Sheet::of(&desk);
    sheet.fill("Quarkus grew", &VERIFIED).fill("React has", &[("status", "perhaps")]);
    let dry = sheet.import(&desk, &["--dry-run"]);
    assert!(dry.out.ends_with("1 review by Ann would be recorded, 8 rows unchanged, 1 refused\n"), "{}", dry.out);
    assert!(review_of(&desk, "Quarkus grew").is_none());
    let run = sheet.import(&desk, &[]);
    assert_eq!(run.out.replace("recorded", "would be recorded"), dry.out);
    assert!(review_of(&desk, "Quarkus grew").is_some(), "what is not refused is recorded");
}

/// Every way in which spreadsheets save a table.
#[test]
fn a_table_is_read_however_a_spreadsheet_saved_it() {
    let mut sheet = Sheet::of(&Desk::filled());
    sheet.fill("Quarkus grew", &VERIFIED).fill("Quarkus grew", &[("note", "Straße – “naïve” €")]);
    let excel = format!("\u{feff}{}", sheet.saved(b';', Terminator::CRLF));
    let sep = format!("sep=;\r\n{}", sheet.saved(b';', Terminator::CRLF));
    let utf16: Vec<u8> =
        format!("\u{feff}{}", sheet.saved(b'\t', Terminator::CRLF)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let western = |text: &str| -> Vec<u8> {
        let byte = |c: char| match c {
            'ß' => 0xdf,
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            'ï' => 0xef,
            '€' => 0x80,
            c => u8::try_from(c).expect("ASCII"),
        };
        text.chars().map(byte).collect()
    };
    let mut turned = sheet.clone();
    turned.header.reverse();
    turned.rows.iter_mut().for_each(|row| row.reverse());
    turned.rows.reverse();
    turned.header.insert(3, "Who checks?".to_owned());
    turned.rows.iter_mut().for_each(|row| row.insert(3, "=me, \"again\"".to_owned()));
    turned.header[0] = " Status ".to_owned().replace(" Status ", &turned.header[0].to_uppercase());
    turned.rows.push(vec![String::new(); turned.header.len()]);
    let mut guarded = sheet.clone();
    guarded.fill("Quarkus grew", &[("value_low", "73,00"), ("value_high", "7.3E+01"), ("time", "01.01.2026")]);
    guarded.fill("Express.js served", &[("value_low", "1.200.000"), ("value_high", "1,200,000"), ("time", "Feb-26")]);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("commas, line feeds", sheet.saved(b',', Terminator::Any(b'\n')).into_bytes()),
        ("semicolons, a mark", excel.into_bytes()),
        ("sep=", sep.into_bytes()),
        ("UTF-16 with tabs", utf16),
        ("windows-1252", western(&sheet.saved(b';', Terminator::CRLF))),
        ("columns and rows in another order, one more of each", turned.saved(b',', Terminator::CRLF).into_bytes()),
        ("numbers and dates in another look", guarded.saved(b';', Terminator::CRLF).into_bytes()),
    ];
    for (name, bytes) in cases {
        let desk = Desk::filled();
        desk.write("back.csv", bytes);
        let run = desk.run(&["import", "back.csv"]);
        assert_eq!(run.code, Some(0), "{name}: {run:?}");
        assert!(run.out.ends_with("1 review by Ann recorded, 9 rows unchanged, 0 refused\n"), "{name}: {}", run.out);
        assert!(!run.out.contains("note:"), "{name}: {}", run.out);
        let review = review_of(&desk, "Quarkus grew").expect("a review");
        assert_eq!(review.note.as_deref(), Some("Straße – “naïve” €"), "{name}");
    }
}

#[test]
fn a_quote_that_is_a_number_stays_what_it_was() {
    let desk = Desk::filled();
    desk.run(&["dispute", &desk.id("React has"), "--url", "https://example.org/r", "--quote", "198,000"]);
    let mut sheet = Sheet::of(&desk);
    sheet.fill("React has", &[("evidence_quote", "198000")]);
    assert_eq!(
        sheet.import(&desk, &[]).out,
        "0 reviews by Ann recorded, 10 rows unchanged, 0 refused\n",
        "as LibreOffice saves it"
    );
    sheet.fill("React has", &[("evidence_quote", "199,000")]);
    assert!(sheet.import(&desk, &[]).out.contains("1 review by Ann recorded"));
}

#[test]
fn words_that_look_like_formulas_come_back_as_they_were() {
    let desk = Desk::filled();
    let id = desk.id("Netflix cut");
    desk.run(&["dispute", &id, "--note=-60% is the list price"]);
    let mut sheet = Sheet::of(&desk);
    let note = sheet.column("note");
    let row = sheet.row("Netflix cut");
    assert_eq!(sheet.rows[row][note], "'-60% is the list price");
    let mut hidden = sheet.clone();
    hidden.fill("Netflix cut", &[("note", "-60% is the list price")]);
    assert!(hidden.import(&desk, &[]).out.starts_with("0 reviews"), "without the apostrophe it is the same cell");
    sheet.fill("Netflix cut", &[("evidence_quote", "'-58% in our books"), ("evidence_url", "https://example.org/b")]);
    assert_eq!(sheet.import(&desk, &[]).code, Some(0));
    let review = review_of(&desk, "Netflix cut").expect("a review");
    assert_eq!(review.note.as_deref(), Some("-60% is the list price"));
    assert_eq!(review.evidence[0].quote.as_deref(), Some("-58% in our books"));
}

/// What is typed, and what the refusal says with its way out.
type RefusedRow<'c> = (Vec<(&'c str, &'c str)>, &'c str, &'c str);

#[test]
fn refusals_name_the_row_the_reason_and_the_way_out() {
    let url = ("evidence_url", "https://example.org/x");
    let cases: Vec<RefusedRow<'_>> = vec![
        (vec![("status", "true")], "'true' is no status", "verified, needs-context, disputed, refuted, unverifiable"),
        (vec![("status", "")], "'' is no status", "write one of"),
        (vec![("note", "hm")], "unverified is not a judgement", "mark"),
        (vec![("status", "verified")], "needs evidence", "fill in evidence_url or evidence_file"),
        (vec![("status", "verified"), url], "needs a quote", "fill in evidence_quote"),
        (vec![("status", "verified"), url, ("evidence_quote", "it rose")], "does not hold the claim's figure", "say in note"),
        (vec![("status", "disputed")], "needs a quote or a note", "evidence_quote"),
        (vec![("status", "refuted"), ("evidence_url", "ftp://x"), ("note", "n")], "is not a web address", "evidence_file"),
        (vec![("status", "verified"), ("evidence_file", "no.txt"), ("note", "n")], "cannot read no.txt", "path from the folder"),
        (
            vec![("status", "verified"), ("evidence_url", "https://a.example | https://b.example"), ("note", "n")],
            "several pieces",
            "one piece",
        ),
        (vec![("status", "verified"), ("id", "zzzzzzzzzzzz")], "no claim has the id zzzzzzzzzzzz", "search"),
        (vec![("status", "verified"), ("id", "")], "the row has no id", "delete the row"),
        (vec![("status", "verified"), ("state", "")], "'state' is damaged", "as it was exported"),
        (vec![("status", "verified"), ("state", "s00000000-00000000")], "conflict", "export again"),
    ];
    for (cells, reason, help) in cases {
        let desk = Desk::filled();
        let mut sheet = Sheet::of(&desk);
        let number = sheet.row("Quarkus grew") + 2;
        sheet.fill("Quarkus grew", &cells);
        let run = sheet.import(&desk, &[]);
        assert_eq!(run.code, Some(2), "{run:?}");
        let mut lines = run.out.lines();
        let (first, second) = (lines.next().expect("a line"), lines.next().expect("a line"));
        assert!(
            first.starts_with(&format!("row {number}  ")) && first.contains("refused: ") && first.contains(reason),
            "{run:?}"
        );
        assert!(second.starts_with("  help: ") && second.contains(help), "{run:?}");
        assert_eq!(lines.next(), Some("0 reviews by Ann recorded, 9 rows unchanged, 1 refused"));
        assert!(desk.claims().iter().all(|claim| claim.reviews.is_empty()));
    }
}

/// A table comes from somebody else: what it names for a file may have no end, or nobody who writes to it.
#[cfg(unix)]
#[test]
fn a_table_that_names_a_device_or_a_pipe_for_a_file_is_not_waited_for() {
    let desk = Desk::filled();
    let made = std::process::Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    for file in ["/dev/zero", "pipe", "."] {
        let mut sheet = Sheet::of(&desk);
        sheet.fill("Quarkus grew", &[("status", "verified"), ("evidence_file", file), ("note", "n")]);
        let run = sheet.import(&desk, &[]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.out.contains(&format!("refused: cannot read {file}")), "{run:?}");
        let run = desk.run(&["verify", &desk.id("Quarkus grew"), "--file", file, "--note", "n"]);
        run.refuses(&[&format!("cannot read {file}: it is not a regular file"), "help: "]);
    }
}

#[test]
fn the_article_is_not_its_own_evidence_in_a_table_either() {
    let desk = Desk::empty();
    desk.write("a.md", "# A\n\nQuarkus grew 73% in 2026.\n");
    desk.run(&["ingest", "a.md", "--url", "https://example.org/a"]);
    let mut sheet = Sheet::of(&desk);
    let cells = [("status", "verified"), ("evidence_url", "https://example.org/a#top"), ("evidence_quote", "73%")];
    sheet.fill("73%", &cells);
    let run = sheet.import(&desk, &[]);
    assert!(run.out.contains("is the article itself"), "{run:?}");
    sheet.fill("73%", &[("evidence_url", ""), ("evidence_file", "a.md")]);
    assert!(sheet.import(&desk, &[]).out.contains("is the article itself"));
}

#[test]
fn what_changed_meanwhile_is_a_conflict() {
    let changes: [(&str, &[&str]); 4] = [
        ("a review", &["dispute", "ID", "--note", "no", "--by", "Ben"]),
        ("another figure", &["edit", "ID", "--low", "74", "--high", "74"]),
        ("other words", &["edit", "ID", "--text", "Searches for Quarkus grew by 73% in January 2026."]),
        ("a rejection", &["reject", "ID", "--note", "no claim"]),
    ];
    for (name, command) in changes {
        let desk = Desk::filled();
        let mut sheet = Sheet::of(&desk);
        let unchanged = sheet.clone();
        sheet.fill("Quarkus grew", &VERIFIED);
        let id = desk.id("Quarkus grew");
        let command: Vec<&str> = command.iter().map(|word| if *word == "ID" { id.as_str() } else { word }).collect();
        assert_eq!(desk.run(&command).code, Some(0), "{name}");
        let run = sheet.import(&desk, &[]);
        assert_eq!(run.code, Some(2), "{name}: {run:?}");
        assert!(run.out.contains("refused: conflict: ") && run.out.contains(&format!("claimbase show {id}")), "{name}: {run:?}");
        assert_eq!(unchanged.import(&desk, &[]).code, Some(0), "{name}: a row that was not changed does nothing");
    }
    let desk = Desk::empty();
    desk.write("a.md", "# A\n\nQuarkus grew 73% in 2026.\n");
    desk.run(&["ingest", "a.md"]);
    let mut sheet = Sheet::of(&desk);
    sheet.fill("73%", &VERIFIED);
    desk.write("a.md", "# A\n\nQuarkus grew 71% in 2026.\n");
    desk.run(&["ingest", "a.md"]);
    let run = sheet.import(&desk, &[]);
    assert!(run.out.contains("the article does not state claim") && run.out.contains("in its place: "), "{run:?}");
}

#[test]
fn a_column_sorted_by_itself_judges_nothing() {
    let desk = Desk::filled();
    let mut sheet = Sheet::of(&desk);
    sheet.fill("Quarkus grew", &VERIFIED);
    let id = sheet.column("id");
    let mut ids: Vec<String> = sheet.rows.iter().map(|row| row[id].clone()).collect();
    ids.rotate_left(1);
    sheet.rows.iter_mut().zip(ids).for_each(|(row, other)| row[id] = other);
    let run = sheet.import(&desk, &[]);
    assert!(run.out.ends_with("0 reviews by Ann recorded, 0 rows unchanged, 10 refused\n"), "{}", run.out);
}

#[test]
fn a_claim_is_judged_once_in_a_table() {
    let desk = Desk::filled();
    let mut sheet = Sheet::of(&desk);
    sheet.fill("Quarkus grew", &VERIFIED);
    let row = sheet.row("Quarkus grew");
    sheet.rows.push(sheet.rows[row].clone());
    let run = sheet.import(&desk, &[]);
    assert!(run.out.contains(&format!("was changed in row {} already", row + 2)), "{}", run.out);
    assert_eq!(desk.claim("Quarkus grew").reviews.len(), 1);
}

#[test]
fn another_status_wants_another_reason() {
    let desk = Desk::filled();
    let id = desk.id("Quarkus grew");
    desk.run(&["verify", &id, "--url", "https://example.org/t", "--quote", "up 73%"]);
    let mut sheet = Sheet::of(&desk);
    sheet.fill("Quarkus grew", &[("status", "refuted")]);
    let run = sheet.import(&desk, &[]);
    assert!(run.out.contains("those of the review before, which says verified"), "{}", run.out);
    sheet.fill("Quarkus grew", &[("note", "The source took it back.")]);
    assert_eq!(sheet.import(&desk, &[]).code, Some(0));
    assert_eq!(desk.claim("Quarkus grew").status, Status::Refuted);
}

#[test]
fn changes_that_are_not_read_are_said() {
    let desk = Desk::filled();
    let mut sheet = Sheet::of(&desk);
    sheet.fill("React has", &[("subject", "React Native"), ("value_low", "235000"), ("quote", "Another quote.")]);
    let run = sheet.import(&desk, &[]);
    assert_eq!(run.code, Some(0));
    let id = desk.id("React has");
    for words in
        [format!("claimbase edit {id} --subject"), format!("claimbase edit {id} --low"), "column 'quote' is not read".to_owned()]
    {
        assert!(run.out.contains(&words), "{words}: {}", run.out);
    }
    assert_eq!(desk.claim("React has").claim.subject.as_deref(), Some("React"));
}

#[test]
fn a_file_that_is_no_table_of_ours_is_refused_whole() {
    let desk = Desk::filled();
    for (content, words) in [
        ("a,b\n1,2\n", "no column id"),
        ("id,status,note,evidence_url,evidence_file,evidence_quote\n", "no column state"),
        ("just words", "no column id"),
    ] {
        desk.write("x.csv", content);
        desk.run(&["import", "x.csv"]).refuses(&[words, "claimbase export --format csv"]);
    }
    desk.write("x.csv", "");
    desk.run(&["import", "x.csv"]).refuses(&["is empty"]);
    desk.run(&["import", "missing.csv"]).refuses(&["cannot read missing.csv"]);
    desk.run(&["import", "x.odt"]).refuses(&["does not say what it is", "--format"]);
}

/// Seeds that are refused at their first line would make the fuzzer blind: it would try nothing of what comes after that.
#[test]
fn the_seeds_of_the_fuzzer_are_taken() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds");
    let target = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/src/import.rs")).expect("a target");
    let article =
        target.split_once("const ARTICLE: &str = \"").and_then(|(_, rest)| rest.split_once("\";")).expect("an article").0;
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let seed = std::fs::read(&path).expect("a seed");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let desk = Desk::empty();
        let (file, words) = match name.split('-').nth(1) {
            Some("everything") => ("seed.jsonl", "imported "),
            Some("table") => {
                desk.write("runtimes.md", article.replace("\\n", "\n"));
                assert_eq!(desk.run(&["ingest", "runtimes.md"]).code, Some(0));
                ("seed.csv", " reviews by Ann recorded")
            }
            Some("google") => ("seed.json", "ratings"),
            Some("feed") => ("seed.csv", "ratings"),
            _ => continue,
        };
        desk.write(file, seed);
        let run = desk.run(&["import", file, "--by", "Ann"]);
        assert!(run.out.contains(words) && !run.out.contains("\n0 "), "{name}: {run:?}");
        tried += 1;
    }
    assert!(tried >= 6, "{tried}");
}
