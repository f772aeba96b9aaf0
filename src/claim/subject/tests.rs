//! Whom figures are about: articles of a sentence or two, and the subject of the last figure.

use std::fmt::Write as _;

use crate::claim::extract;
use crate::document;
use crate::source::Source;

/// The subject of the last figure of `article`.
fn subject(article: &str) -> String {
    let source = Source::from_bytes("article.md", article.as_bytes(), None).expect("a text");
    let claims = extract(&document::read(&source), "article.md");
    let last = claims.into_iter().rev().find(|claim| claim.quantity.is_some()).expect("every case has a figure");
    last.subject.unwrap_or_default()
}

fn check(cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (article, expected) in cases {
        let found = subject(article);
        if found != *expected {
            let _ = writeln!(wrong, "{article}\n    {found:?}, not {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn descriptions_stand_for_the_name_beside_them() {
    check(&[
        ("It competes with Thermion, a Danish rival that secured $85 million.", "Thermion"),
        ("They bought Loomwork, a Toronto company with about 60 employees.", "Loomwork"),
        ("Our largest customer, Acme Robotics, pays 40% more.", "Acme Robotics"),
        ("The private-equity group Brenner receives $500 million.", "Brenner"),
        ("In Oslo, a court fined the mill $3 million.", "court"),
    ]);
}

#[test]
fn things_have_what_they_are_with() {
    check(&[
        ("The heat comes from two server farms with a capacity of 48 MW.", "server farms"),
        ("It ran on one machine: a rack server with a 32-core processor and 256 GB of memory.", "rack server"),
        ("Sajan is a private company with about 85 employees.", "Sajan"),
        ("Veltro replaced the cluster with 3 nodes.", "Veltro"),
    ]);
}

#[test]
fn lists_give_each_figure_its_own_subject() {
    check(&[
        ("Kaskade and Bakfolk held 19 and 14 percent of the market respectively.", "Bakfolk"),
        ("Veltro was down for 112 minutes and Zephyr for nine.", "Zephyr"),
        ("The change takes 1.6 s on Veltro and 9.4 s on Zephyr.", "Zephyr"),
        ("The top choices were Python (18%), Java (17%), and C (11%).", "C"),
    ]);
}

#[test]
fn parts_of_organisations_have_figures_of_their_own() {
    check(&[
        ("Acme Corp. grew. The company\u{2019}s aerospace segment reported $2.3 billion in revenue.", "aerospace segment"),
        ("The company\u{2019}s aerospace segment did well. Segment profit rose to $312 million.", "aerospace segment"),
        ("Acme Corp. grew. The company\u{2019}s revenue rose to $312 million.", "Acme Corp."),
    ]);
}

#[test]
fn pronouns_take_up_who_acts() {
    check(&[
        ("Joining firms like Brenner, Acme said it would add 6 offices.", "Acme"),
        ("A report touches many rows; on the old cluster it took 47 minutes.", "report"),
        ("On the new platform, it takes 10 minutes.", "new platform"),
    ]);
}

#[test]
fn measures_belong_to_what_they_are_of() {
    check(&[
        ("The use of containers in production has increased to 92%.", "containers in production"),
        ("The market for heat pumps will grow to $4 billion.", "market for heat pumps"),
        ("Pipelines are getting faster: the median fell to 10 minutes.", "Pipelines"),
        ("On Assist Pro, attach rates are around 45%.", "Assist Pro"),
        ("Reading rows out of SQLite is 35% faster.", "SQLite"),
    ]);
}

#[test]
fn shares_are_of_those_who_were_counted() {
    check(&[
        ("63% of engineers write tools, and 52% write web services.", "engineers"),
        ("Of the 23 companies that run trains, only 4 made a profit.", "companies"),
        ("Docker is used by more firms, compared to only 39 percent of banks.", "banks"),
    ]);
}

#[test]
fn a_verb_may_be_the_first_word() {
    check(&[("Read 5 times faster.", ""), ("Rows: read from Veltro 5 times faster.", "Veltro")]);
}

#[test]
fn a_list_of_things_counts_for_whom_the_text_is_about() {
    let article =
        "# The servers of Stack Overflow\n\nStack Overflow runs on few machines. Stack Overflow is fast.\n\n- 4 MS SQL Servers\n";
    check(&[(article, "Stack Overflow")]);
}
