//! Queries as people type them, and what they mean.

use super::*;

/// A short spelling of expressions, for expectations.
fn shown(expression: &Expression) -> String {
    let list = |parts: &[Expression]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
    let named = |field: &Option<TextField>| field.map_or(String::new(), |field| format!("{field:?}:"));
    match expression {
        Expression::Word(field, word) => format!("{}{word}", named(field)),
        Expression::Phrase(field, words) => format!("{}\"{words}\"", named(field)),
        Expression::All(parts) => format!("all({})", list(parts)),
        Expression::Any(parts) => format!("any({})", list(parts)),
        Expression::Not(part) => format!("-{}", shown(part)),
        Expression::Kind(kinds) => format!("kind={}", kinds[0]),
        Expression::Document(names) => format!("document={}", names[0]),
        Expression::Unit(units) => format!("unit={}", units.join("|")),
        other => format!("{other:?}"),
    }
}

fn read(text: &str) -> String {
    shown(&parse(text).expect(text).expression)
}

#[test]
fn words_stand_side_by_side_and_operators_bind() {
    assert_eq!(read("quarkus startup"), "all(quarkus startup)");
    assert_eq!(read("quarkus"), "quarkus");
    assert_eq!(read("a1 b1 OR c1"), "any(all(a1 b1) c1)");
    assert_eq!(read("a1 AND (b1 OR c1)"), "all(a1 any(b1 c1))");
    assert_eq!(read("a1 -b1 NOT \"c1 d1\""), "all(a1 -b1 -\"c1 d1\")");
    assert_eq!(read("-a1"), "all(-a1)");
    assert_eq!(read("“cold start” +fast +73%"), "all(\"cold start\" fast +73%)");
}

#[test]
fn fields_take_words_phrases_and_groups() {
    assert_eq!(read("subject:Quarkus kind:growth"), "all(Subject:Quarkus kind=growth)");
    assert_eq!(read("Metric:\"startup time\""), "Metric:\"startup time\"");
    assert_eq!(read("section:(cold OR warm)"), "any(Section:cold Section:warm)");
    assert_eq!(read("document:\"Backend Frameworks\""), "document=Backend Frameworks");
    assert_eq!(read("unit:seconds"), "unit=s|seconds");
}

#[test]
fn what_only_looks_like_syntax_is_words() {
    for text in ["re:Invent", "std::sort", "10:30", "https://example.com/a?b=c", "$2.3M", "C++", "a/b", "Note: this", "-5%"] {
        parse(text).expect(text);
    }
    assert_eq!(read("growth — fast & cheap"), "all(growth fast cheap)");
}

#[test]
fn stop_words_are_wanted_only_alone_or_in_phrases() {
    assert_eq!(read("how much does the p99 cost"), "all(p99 cost)");
    assert_eq!(read("the who"), "all(the who)");
    assert_eq!(read("\"of the\" p99"), "all(\"of the\" p99)");
}

#[test]
fn any_word_is_tried_only_where_all_were_tacit() {
    let relaxed = |text: &str| parse(text).expect(text).relaxed.as_ref().map(shown);
    assert_eq!(relaxed("quarkus startup kind:growth -spring"), Some("all(any(quarkus startup) kind=growth -spring)".to_owned()));
    assert_eq!(relaxed("quarkus AND startup"), None);
    assert_eq!(relaxed("quarkus"), None);
    assert_eq!(relaxed("quarkus subject:spring"), None);
}

#[test]
fn a_broken_query_says_where_and_how_to_write_it() {
    let message = |text: &str| parse(text).expect_err(text).to_string();
    assert_eq!(message("startup \"cold start"), "the quotation mark at column 9 of the query is not closed");
    assert_eq!(message("(a1 b1"), "the parenthesis at column 1 of the query has no partner");
    assert_eq!(message("a1) b1"), "the parenthesis at column 3 of the query has no partner");
    assert_eq!(message("a1 AND"), "'AND' at column 4 of the query has nothing to work on");
    assert_eq!(message("AND a1"), "'AND' at column 1 of the query has nothing to work on");
    assert_eq!(message("a1 OR"), "'OR' at column 4 of the query has nothing to work on");
    assert_eq!(message("OR a1"), "'OR' at column 1 of the query has nothing to work on");
    assert_eq!(message("NOT"), "'NOT' at column 1 of the query has nothing to work on");
    assert_eq!(message("subject:"), "'subject:' at column 1 of the query has nothing to work on");
    assert_eq!(message("subjct:quarkus"), "there is no field 'subjct'");
    assert!(message("kind:grwth").starts_with("kind: 'grwth' is not one of funding"));
    assert_eq!(message("time:yesterday"), "time: 'yesterday' is no time");
    assert_eq!(message("— & *"), "the query '— & *' holds no word to search for");
    assert_eq!(parse("status:verified").expect_err("no field").help(), "statuses are a filter: --status verified");
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = |depth: usize| format!("{}a1{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(read(&deep(DEPTH_MAX)), "a1");
    assert_eq!(parse(&deep(100_000)).expect_err("too long"), QueryError::Long { length: 200_002, max: LENGTH_MAX });
    assert_eq!(parse(&deep(1_000)).expect_err("too deep"), QueryError::Deep { max: DEPTH_MAX });
    assert_eq!(parse(&format!("{}a1", "NOT ".repeat(500))).expect_err("too deep"), QueryError::Deep { max: DEPTH_MAX });
    parse(&"word ".repeat(800)).expect("a long list of words");
}

proptest::proptest! {
    #[test]
    fn any_query_is_read_or_refused(text in "[-+a-z0-9 :()\"“ANDORT$.%*]{0,40}") {
        let _ = parse(&text);
    }
}
