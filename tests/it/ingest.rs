//! The command `ingest`: what is stored, what is recognised, and what is left alone.

use std::fs;

use crate::desk::{Desk, snapshot};

const ARTICLE: &str = "# Sales of chairs\n\nAcme sold 1.2 million chairs in 2025.\n";

#[test]
fn an_article_is_copied_under_a_name_that_people_find() {
    let desk = Desk::empty();
    desk.write("in/a.md", ARTICLE);
    let done = desk.run(&["ingest", "in/a.md"]);
    assert!(done.out.contains("  Sales of chairs: ") && done.code == Some(0), "{done:?}");
    assert_eq!(desk.read("corpus/sales-of-chairs.md"), ARTICLE);
    let documents = desk.json(&["documents", "--format", "json"]);
    assert_eq!((&documents[0]["source"], &documents[0]["file"]), (&"in/a.md".into(), &"corpus/sales-of-chairs.md".into()));
    assert!(snapshot(&desk.path("corpus")).iter().all(|(path, _)| path.extension().is_some_and(|part| part == "md")));
}

#[test]
fn the_same_bytes_change_nothing() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    let dump = |desk: &Desk| {
        let store = desk.store();
        (store.documents().expect("documents"), desk.claims(), store.last_change().expect("a change"))
    };
    let before = (dump(&desk), snapshot(&desk.path("corpus")), snapshot(&desk.path("index")));
    let again = desk.run(&["ingest", "a.md"]);
    assert!(again.out.contains(": unchanged, "), "{again:?}");
    assert_eq!(again.err, "");
    assert!(before == (dump(&desk), snapshot(&desk.path("corpus")), snapshot(&desk.path("index"))));
}

#[test]
fn an_older_extractor_is_named() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    desk.tamper("UPDATE versions SET extractor = '0.0.1'");
    let again = desk.run(&["ingest", "a.md"]);
    assert!(again.err.contains("extracted by version 0.0.1; this is "), "{again:?}");
    assert_eq!(desk.json(&["ingest", "a.md", "--format", "json"])[0]["extracted_by"], "0.0.1");
}

#[test]
fn the_same_bytes_elsewhere_are_one_document_with_two_sources() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.write("b.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    let second = desk.run(&["ingest", "b.md"]);
    assert!(second.out.contains("the same content as a.md"), "{second:?}");
    let documents = desk.json(&["documents", "--format", "json"]);
    assert_eq!(documents.as_array().map(Vec::len), Some(1));
    assert_eq!(documents[0]["sources"], serde_json::json!(["a.md", "b.md"]));
    assert!(desk.run(&["ingest", "b.md"]).out.contains("unchanged"));
    for name in ["a.md", "b.md", "./b.md", "corpus/sales-of-chairs.md", "sales of chairs"] {
        assert_eq!(desk.run(&["audit", name]).code, Some(0), "{name}");
    }
}

#[test]
fn changed_bytes_are_another_version() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    desk.write("a.md", ARTICLE.replace("1.2", "1.3"));
    let changed = desk.run(&["ingest", "a.md"]);
    assert!(changed.out.contains("as another version"), "{changed:?}");
    assert!(desk.read("corpus/sales-of-chairs.md").contains("1.3"));
    assert_eq!(desk.json(&["documents", "--format", "json"])[0]["version"], 2);
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn an_address_that_becomes_known_does_not_make_another_document() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    desk.run(&["ingest", "a.md", "--url", "https://acme.example/chairs"]);
    desk.write("b.md", ARTICLE.replace("1.2", "1.3"));
    desk.run(&["ingest", "b.md", "--url", "https://ACME.example/chairs#sold"]);
    let documents = desk.json(&["documents", "--format", "json"]);
    assert_eq!(documents.as_array().map(Vec::len), Some(1), "{documents}");
    assert_eq!((&documents[0]["version"], &documents[0]["url"]), (&2.into(), &"https://acme.example/chairs".into()));
}

#[test]
fn what_the_person_says_goes_before_what_the_text_says() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    let options = ["--title", "Chairs", "--date", "2026-01", "--author", "Ann", "--author", "Bo", "--publisher", "Acme"];
    desk.run(&[&["ingest", "a.md"], options.as_slice()].concat());
    let said = |desk: &Desk| desk.json(&["documents", "--format", "json"])[0].clone();
    assert_eq!((&said(&desk)["title"], &said(&desk)["date"]), (&"Chairs".into(), &"2026-01".into()));
    assert_eq!(said(&desk)["authors"], serde_json::json!(["Ann", "Bo"]));
    desk.run(&["ingest", "a.md", "--date", "2026-02"]);
    assert_eq!((&said(&desk)["date"], &said(&desk)["version"]), (&"2026-02".into(), &1.into()));
    desk.run(&["ingest", "a.md", "--date", "yesterday"]).refuses(&["YYYY-MM-DD"]);
}

#[test]
fn standard_input_is_an_article_too() {
    let desk = Desk::empty();
    let done = desk.run_with(&["ingest", "-", "--title", "Chairs"], ARTICLE);
    assert_eq!(done.code, Some(0), "{done:?}");
    let documents = desk.json(&["documents", "--format", "json"]);
    assert_eq!((&documents[0]["source"], &documents[0]["title"]), (&"-".into(), &"Chairs".into()));
    assert!(desk.run_with(&["ingest", "-", "--title", "Chairs"], ARTICLE).out.contains("unchanged"));
}

#[test]
fn an_article_in_the_corpus_is_registered_in_place() {
    let desk = Desk::empty();
    desk.write("corpus/README.md", "# corpus\n\n64 articles.\n");
    desk.write("corpus/mine.md", ARTICLE);
    let before = snapshot(&desk.path("corpus"));
    let done = desk.run(&["ingest", "corpus"]);
    assert_eq!((done.out.lines().count(), done.code), (1, Some(0)), "{done:?}");
    assert_eq!(snapshot(&desk.path("corpus")), before);
    assert!(desk.run(&["ingest", "corpus/mine.md"]).out.contains("unchanged"));
}

#[test]
fn the_copy_in_the_corpus_is_the_same_document() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    assert!(desk.run(&["ingest", "corpus/sales-of-chairs.md"]).out.contains("unchanged"));
    desk.write("corpus/sales-of-chairs.md", ARTICLE.replace("1.2", "1.3"));
    assert!(desk.run(&["ingest", "corpus"]).out.contains("as another version"));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn articles_of_one_title_have_files_of_their_own() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.write("b.md", format!("{ARTICLE}\nMore.\n"));
    desk.run(&["ingest", "a.md", "b.md"]);
    assert_eq!(snapshot(&desk.path("corpus")).len(), 2);
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn a_deleted_file_keeps_its_name_for_its_document() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.write("gone.md", ARTICLE.replace("chairs", "tables"));
    desk.run(&["ingest", "a.md", "gone.md"]);
    assert_eq!(desk.run(&["remove", "gone.md", "--note", "no more"]).code, Some(0));
    fs::remove_file(desk.path("corpus/sales-of-chairs.md")).expect("removed");
    fs::remove_file(desk.path("corpus/sales-of-tables.md")).expect("removed");
    desk.write("b.md", ARTICLE.replace("1.2", "1.3"));
    desk.write("c.md", ARTICLE.replace("chairs", "tables").replace("1.2", "1.4"));
    let planned = desk.run(&["ingest", "b.md", "c.md", "--dry-run"]);
    let done = desk.run(&["ingest", "b.md", "c.md"]);
    assert_eq!((planned.code, done.code), (Some(0), Some(0)), "{planned:?} {done:?}");
    let names: Vec<_> = snapshot(&desk.path("corpus")).into_iter().map(|(path, _)| path.display().to_string()).collect();
    assert!(names.len() == 2 && names.iter().all(|name| name.contains("sales-of-chairs-") || name.contains("sales-of-tables-")));
    let found = desk.run(&["doctor"]);
    assert!(found.out.contains("corpus/sales-of-chairs.md cannot be read") && found.code == Some(1), "{found:?}");
    assert_eq!(desk.run(&["ingest", "a.md"]).code, Some(0));
    assert_eq!(desk.read("corpus/sales-of-chairs.md"), ARTICLE);
    desk.run(&["doctor"]).answers("sound: database, chain of events, spans, corpus and index\n");
}

#[test]
fn a_file_that_differs_by_capitals_has_its_name_taken() {
    let desk = Desk::empty();
    desk.write("corpus/Sales-of-Chairs.md", ARTICLE);
    desk.run(&["ingest", "corpus"]);
    fs::remove_file(desk.path("corpus/Sales-of-Chairs.md")).expect("removed");
    desk.write("b.md", ARTICLE.replace("1.2", "1.3"));
    desk.write("c.MD", ARTICLE.replace("1.2", "1.4"));
    desk.write("d.md", ARTICLE.replace("1.2", "1.5"));
    assert_eq!(desk.run(&["ingest", "b.md", "c.MD", "d.md"]).code, Some(0));
    let names = snapshot(&desk.path("corpus")).into_iter().map(|(path, _)| path.display().to_string().to_lowercase());
    let names: std::collections::BTreeSet<_> = names.collect();
    assert!(names.len() == 3 && names.iter().all(|name| name.contains("sales-of-chairs-")), "{names:?}");
}

#[test]
fn a_file_of_the_corpus_that_becomes_another_article_stays_its_documents() {
    let desk = Desk::empty();
    let page = |address: &str, million: &str| {
        format!(
            "<html><head><title>Chairs</title><link rel=\"canonical\" href=\"https://a.example/{address}\"></head>\
             <body><article><p>Acme sold {million} million chairs in 2025.</p></article></body></html>"
        )
    };
    desk.write("corpus/one.html", page("one", "1.2"));
    assert_eq!(desk.run(&["ingest", "corpus"]).code, Some(0));
    desk.write("corpus/one.html", page("two", "1.3"));
    let done = desk.run(&["ingest", "corpus"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let documents = desk.json(&["documents", "--format", "json"]);
    let files: Vec<_> = documents.as_array().expect("a list").iter().map(|document| document["file"].as_str()).collect();
    assert_eq!(files, [Some("corpus/one.html"), Some("corpus/chairs.html")]);
    assert_eq!(desk.read("corpus/chairs.html"), page("two", "1.3"));
    let found = desk.run(&["doctor"]);
    assert!(found.out.contains("corpus/one.html is not what was stored"), "{found:?}");
}

#[test]
fn an_article_that_equals_an_edited_file_is_its_own() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    let edited = ARTICLE.replace("1.2", "1.3");
    desk.write("corpus/sales-of-chairs.md", &edited);
    desk.write("b.md", &edited);
    let done = desk.run(&["ingest", "b.md"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert_eq!(snapshot(&desk.path("corpus")).len(), 2);
}

#[test]
fn a_dry_run_stores_nothing() {
    let desk = Desk::empty();
    fs::remove_dir_all(desk.path("claims")).expect("removed");
    desk.write("a.md", ARTICLE);
    let done = desk.run(&["ingest", "a.md", "--dry-run"]);
    assert!(done.out.contains(": would store ") && done.code == Some(0), "{done:?}");
    assert!(!desk.base().database().exists());
    assert!(snapshot(&desk.path("corpus")).is_empty());
}

#[test]
fn a_bad_article_does_not_keep_the_others_out() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.write("empty.md", "");
    desk.write("z.txt", "Acme sold 3 tables.\n");
    let done = desk.run(&["ingest", "a.md", "empty.md", "gone.md", "z.txt"]);
    assert_eq!((done.out.lines().count(), done.code), (2, Some(2)), "{done:?}");
    assert!(done.err.contains("empty.md is empty") && done.err.contains("cannot read gone.md"), "{done:?}");
}

#[test]
fn the_base_is_found_by_flag_environment_folder_or_made() {
    let desk = Desk::empty();
    desk.write("in/a.md", ARTICLE);
    let documents = |arguments: &[&str], folder: &str, variable: Option<&str>| {
        let mut command = desk.command(&[&["documents"], arguments].concat());
        command.current_dir(desk.path(folder));
        command.envs(variable.map(|value| ("CLAIMBASE_DIR", value)));
        crate::desk::run(&mut command)
    };
    let own = desk.path("");
    desk.run(&["ingest", "in/a.md"]);
    assert_eq!(documents(&[], "in", None).code, Some(0), "upwards");
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    let root = own.to_str().expect("UTF-8");
    for (arguments, variable) in [(vec!["--base", root], None), (vec![], Some(root))] {
        let mut command = desk.command(&["documents"]);
        command.args(&arguments).current_dir(elsewhere.path()).envs(variable.map(|value| ("CLAIMBASE_DIR", value)));
        assert_eq!(crate::desk::run(&mut command).code, Some(0), "{arguments:?} {variable:?}");
    }
    let mut command = desk.command(&["ingest", root, "-q"]);
    command.args(["--base", elsewhere.path().to_str().expect("UTF-8")]);
    crate::desk::run(&mut command).refuses(&["is not a base", "claimbase init"]);
    let own_base = |arguments: &[&str]| crate::desk::run(desk.command(arguments).current_dir(elsewhere.path()));
    let article = desk.path("in/a.md");
    let article = article.to_str().expect("UTF-8");
    let first = own_base(&["ingest", article]);
    assert!(first.err.contains("made your own base in") && first.code == Some(0), "{first:?}");
    assert!(!own_base(&["ingest", article]).err.contains("made your own base"));
}

#[test]
fn a_document_is_named_by_its_file_or_the_beginning_of_its_title() {
    let desk = Desk::empty();
    desk.write("in/chairs.md", ARTICLE);
    desk.write("in/tables.md", "# Sales of tables\n\nAcme sold 3 million tables in 2025.\n");
    desk.run(&["ingest", "in"]);
    for name in ["chairs.md", "in/chairs.md", "sales of chairs", "Sales of c"] {
        assert!(desk.run(&["audit", name]).out.starts_with("Audit of “Sales of chairs”"), "{name}");
        assert_eq!(
            desk.run(&["search", "--document", name]).code,
            desk.run(&["search", "acme", "--document", name]).code,
            "{name}"
        );
    }
    desk.run(&["audit", "sales of"]).refuses(&["sales of", "help:"]);
    desk.run(&["audit", "of chairs"]).refuses(&["no document has"]);
}
