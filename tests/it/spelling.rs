//! "Did you mean": what `search` says of words that no claim has.

use crate::workspace::Workspace;

fn told(workspace: &Workspace, args: &[&str]) -> (Option<i32>, String) {
    let run = workspace.run(&[&["search"], args].concat());
    (run.code, run.stderr)
}

fn workspace() -> Workspace {
    let workspace = Workspace::reviewed_claims();
    workspace.run(&["reindex"]).ends(0, "");
    workspace
}

#[test]
fn a_misspelt_word_is_mended_with_what_claims_have() {
    let workspace = workspace();
    let suggests = |query: &str, help: &str| {
        assert_eq!(told(&workspace, &[query]), (Some(1), format!("no claim matches\nhelp: did you mean {help}\n")), "{query}");
    };
    suggests("quarkuss", "'quarkus'? 7 claims match");
    suggests("uqarkus", "'quarkus'? 7 claims match");
    suggests("Qarkus", "'Quarkus'? 7 claims match");
    suggests("\"miilion requests\"", "'\"million requests\"'? 1 claim matches");
    suggests("subject:qarkus", "'subject:quarkus'? 7 claims match");
    suggests("netflx nestjz", "'netflix nestjs'? 1 claim matches");
}

#[test]
fn what_is_no_slip_is_not_guessed() {
    let workspace = workspace();
    for query in ["zzzzzzzz", "qrks", "73281", "kind:event AND NOT quarkus AND zyxwvut"] {
        let (code, said) = told(&workspace, &[query]);
        assert!(code == Some(1) && !said.contains("did you mean"), "{query}: {said}");
    }
    assert_eq!(told(&workspace, &["quarkus", "-n", "1"]).1.matches("did you mean").count(), 0);
}

#[test]
fn the_filters_of_the_query_count() {
    let workspace = workspace();
    let (_, said) = told(&workspace, &["quarkuss", "--kind", "growth"]);
    assert_eq!(said, "no claim matches\nhelp: did you mean 'quarkus'? 1 claim matches\n");
    let (_, said) = told(&workspace, &["quarkuss", "--kind", "funding"]);
    assert!(!said.contains("did you mean"), "{said}");
}

#[test]
fn where_some_words_are_found_the_others_are_mended() {
    let workspace = workspace();
    let (code, said) = told(&workspace, &["quarkus", "strats"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("no claim has all the words"), "{said}");
    assert!(said.contains("help: did you mean 'quarkus starts'? 1 claim matches\n"), "{said}");
}

#[test]
fn words_of_withdrawn_claims_are_not_suggested() {
    let workspace = workspace();
    assert!(told(&workspace, &["netflx"]).1.contains("did you mean 'netflix'?"));
    workspace.run(&["remove", "Frameworks in 2026", "--note", "gone"]);
    assert!(!told(&workspace, &["netflx"]).1.contains("did you mean"));
    assert!(told(&workspace, &["netflx", "--all"]).1.contains("did you mean 'netflix'?"));
}
